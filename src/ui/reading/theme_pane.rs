//! The codebook beside the text: type to filter, click a theme to tag the selection.

use super::quick;
use crate::analyse::{ThemeCount, theme_counts};
use crate::app::action::Action;
use crate::app::cached::Cached;
use crate::model::{Id, Polarity, Theme, ThemeNode};
use crate::ui::picker;
use crate::ui::style::{Face, icons};
use crate::ui::view::View;
use crate::ui::widgets::{Ink, Pen, carried_theme_ui, keep_in_view, segmented_ui, text_field, tip_beside_ui};
use egui::{Align, CursorIcon, Frame, Panel, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Width of the column of codes: "A10".
const CODE: f32 = 24.0;

type Counts = Arc<BTreeMap<Id<Theme>, ThemeCount>>;

/// The pane's filter, and which groups are folded.
#[derive(Default)]
pub(super) struct ThemePane {
    filter: String,
    folded: BTreeSet<Id<Theme>>,
    counts: Cached<Counts>,
    /// The theme that was clicked last, offered for a key.
    clicked: Option<Id<Theme>>,
}

struct Line<'a> {
    node: &'a ThemeNode,
    theme: &'a Theme,
    count: usize,
    folded: bool,
}

impl Line<'_> {
    fn spoken(&self) -> String {
        let Theme { code, name, .. } = self.theme;
        let folded = match (self.node.is_group(), self.folded) {
            (false, _) => "",
            (true, true) => ", folded",
            (true, false) => ", unfolded",
        };
        format!("{code} {name}, {} coding{}{folded}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

impl ThemePane {
    /// Shows the pane; returns the theme to tag the selection with.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        may_tag: bool,
        polarity: &mut Polarity,
        actions: &mut Vec<Action>,
    ) -> Option<Id<Theme>> {
        let quick = self.quick_ui(ui, view, may_tag, actions);
        let picked = self.tree_ui(ui, view, may_tag, polarity);
        self.clicked = picked.or(self.clicked);
        picked.or(quick).filter(|_| may_tag)
    }

    /// The ten quick themes at the foot, where there is room for them.
    fn quick_ui(&self, ui: &mut Ui, view: &View<'_>, may_tag: bool, actions: &mut Vec<Action>) -> Option<Id<Theme>> {
        if ui.available_height() < 420.0 {
            return None;
        }
        let foot = Panel::bottom("quick themes").resizable(false).show_separator_line(false).frame(Frame::NONE);
        let shown = foot.show(ui, |ui| {
            let pen = Pen::new(ui);
            let room = ui.available_rect_before_wrap();
            pen.across(room.left(), room.right(), room.top(), pen.style.line);
            ui.add_space(pen.style.space(1));
            let picked = quick::ui(ui, view, may_tag);
            quick::change_ui(ui, view, self.clicked.or(view.last_theme), actions);
            picked
        });
        shown.inner
    }

    fn tree_ui(&mut self, ui: &mut Ui, view: &View<'_>, may_tag: bool, polarity: &mut Polarity) -> Option<Id<Theme>> {
        let (session, project) = (view.session, view.session.project());
        let tree = session.tree();
        let counts = self.counts.get(session.revision(), || Arc::new(theme_counts(project, &tree)));
        let hint = format!("Filter {} themes", tree.nodes().iter().filter(|n| !n.is_group()).count());
        text_field(&mut self.filter, "Filter themes").hint(&hint).icon(icons::LIST_FILTER).clearable().show_ui(ui);
        let mut chosen = Polarity::ALL.iter().position(|p| p == polarity).unwrap_or(0);
        if segmented_ui(ui, "Tag as", &["Concern", "Good", "Context"], &mut chosen).changed() {
            *polarity = Polarity::ALL.get(chosen).copied().unwrap_or_default();
        }
        let wanted: Option<BTreeSet<Id<Theme>>> = (!self.filter.trim().is_empty())
            .then(|| picker::matches(project, &tree, &self.filter).into_iter().map(|m| m.theme).collect());
        let lines: Vec<Line<'_>> = tree
            .nodes()
            .iter()
            .filter(|node| match &wanted {
                Some(wanted) => wanted.contains(&node.id),
                None => node.depth == 0 || !self.folded.contains(&node.root),
            })
            .filter_map(|node| {
                let theme = project.themes().get(node.id)?;
                let count = counts.get(&node.id).map_or(0, |c| c.codings);
                Some(Line { node, theme, count, folded: self.folded.contains(&node.id) })
            })
            .collect();
        let mut picked = None;
        let mut fold = None;
        let height = Pen::new(ui).style.tokens.size.row_dense;
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, height, lines.len(), |ui, rows| {
            for line in lines.iter().skip(rows.start).take(rows.len()) {
                if line_ui(ui, line, may_tag, wanted.is_some()) {
                    if line.node.is_group() { fold = Some(line.node.id) } else { picked = Some(line.node.id) }
                }
            }
        });
        if let Some(group) = fold
            && !self.folded.remove(&group)
        {
            self.folded.insert(group);
        }
        picked
    }
}

fn line_ui(ui: &mut Ui, line: &Line<'_>, may_tag: bool, flat: bool) -> bool {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let tokens = style.tokens;
    let group = line.node.is_group();
    let sense = if group { Sense::click() } else { Sense::click_and_drag() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.size.row_dense), sense);
    if !group {
        response.dnd_set_drag_payload(line.node.id);
        if response.dragged() {
            ui.set_cursor_icon(CursorIcon::Grabbing);
            carried_theme_ui(ui, &line.theme.code, &line.theme.name, &pen.style.look(line.node.look));
        }
    }
    let says = line.spoken();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &says));
    keep_in_view(&response);
    if response.hovered() {
        pen.fill(rect, tokens.radius.control, if may_tag && !group { style.accent_soft } else { style.hovered(style.desk) });
    }
    let paint = style.look(line.node.look);
    let middle = rect.center().y;
    let (small, body) = (tokens.type_scale.label, tokens.type_scale.small);
    let count = pen.line(
        pos2(rect.right() - style.space(1), middle),
        Align::Max,
        &line.count.to_string(),
        &Ink::new(Face::Ui, body, style.muted),
    );
    let indent = if flat { 0.0 } else { style.space(2) * line.node.depth.saturating_sub(1) as f32 };
    let left = rect.left() + indent;
    let code_left = if group {
        pen.icon(
            pos2(left + 8.0, middle),
            if line.folded { icons::CHEVRON_RIGHT } else { icons::CHEVRON_DOWN },
            14.0,
            style.muted,
        );
        let square = egui::Rect::from_center_size(pos2(left + 26.0, middle), vec2(16.0, 16.0));
        pen.fill(square, tokens.radius.chip, paint.mark);
        pen.line(square.center(), Align::Center, &line.theme.code, &Ink::new(Face::UiSemibold, small, style.surface));
        pen.form(square.with_max_y(square.bottom() + 4.0), &paint);
        left + 40.0
    } else {
        let ink = Ink::new(Face::UiSemibold, small, paint.text);
        let code = pen.line(pos2(left + 18.0, middle), Align::Min, &line.theme.code, &ink);
        pen.form(code.expand2(vec2(0.0, 2.0)), &paint);
        (code.right() + style.space(0)).max(left + 18.0 + CODE + style.space(0))
    };
    let face = if group { Face::UiMedium } else { Face::Ui };
    let ink = Ink::new(face, body, style.ink);
    pen.line_within(pos2(code_left, middle), Align::Min, count.left() - code_left - style.space(1), &line.theme.name, &ink);
    if response.has_focus() {
        pen.row_ring(rect);
    }
    let tip = if line.theme.definition.is_empty() {
        line.theme.name.clone()
    } else {
        format!("{}: {}", line.theme.name, line.theme.definition)
    };
    tip_beside_ui(response, &tip).clicked()
}
