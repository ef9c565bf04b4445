//! Chooses the theme by typing: a button that shows the choice, and a list under it that gets shorter.

use super::mention::Chip;
use super::paint;
use crate::model::{Id as ModelId, Polarity, Theme};
use crate::text::TextRange;
use crate::ui::picker::matches;
use crate::ui::style::{Face, icons};
use crate::ui::view::View;
use crate::ui::widgets::{FIELDS_CLOSE, Ink, Pen, text_field};
use egui::{Align, Key, Modifiers, Popup, Response, Role, ScrollArea, Sense, SetOpenCommand, Ui, WidgetInfo, pos2, vec2};

/// Rows of the list seen at once.
const ROWS: f32 = 8.0;

/// What the picker remembers.
#[derive(Debug, Default)]
pub(in crate::ui) struct ThemePicker {
    pub chosen: Option<ModelId<Theme>>,
    /// Whether the list is to open.
    pub wants_open: bool,
    was_open: bool,
    typed: String,
    at: usize,
}

/// The theme as it is drawn.
fn chip_of(view: &View<'_>, id: ModelId<Theme>) -> Option<Chip> {
    let theme = view.session.project().themes().get(id)?;
    let look = view.session.tree().node(id).map(|n| n.look).unwrap_or_default();
    let range = TextRange::new(0, 0).or_else(|_| TextRange::new(0, 1)).ok()?;
    Some(Chip { code: theme.code.clone(), name: theme.name.clone(), look, polarity: Polarity::Concern, range, by: String::new() })
}

impl ThemePicker {
    /// Shows it; true when a theme was taken just now.
    pub fn ui(&mut self, ui: &mut Ui, view: &View<'_>, width: f32) -> bool {
        let shown = self.chosen.and_then(|id| chip_of(view, id));
        if shown.is_none() {
            self.chosen = None;
        }
        let button = button_ui(ui, shown.as_ref(), width);
        let command = if std::mem::take(&mut self.wants_open) {
            Some(SetOpenCommand::Bool(true))
        } else if button.clicked() {
            Some(SetOpenCommand::Toggle)
        } else {
            None
        };
        let popup = Popup::from_response(&button).open_memory(command).close_behavior(FIELDS_CLOSE).gap(4.0);
        let mut taken = None;
        let open = popup.show(|ui| taken = self.list_ui(ui, view, width)).is_some();
        button.ctx.accesskit_node_builder(button.id, |node| {
            node.set_has_popup(egui::accesskit::HasPopup::Listbox);
            node.set_expanded(open);
        });
        if self.was_open && !open {
            if button.ctx.memory(|memory| memory.focused().is_none()) {
                button.request_focus();
            }
            self.typed.clear();
            self.at = 0;
        }
        self.was_open = open;
        if let Some(theme) = taken {
            self.chosen = Some(theme);
            Popup::close_all(&button.ctx);
        }
        taken.is_some()
    }

    fn list_ui(&mut self, ui: &mut Ui, view: &View<'_>, width: f32) -> Option<ModelId<Theme>> {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let wide = width.max(tokens.size.context + style.space(7)).min(ui.content_rect().width() - style.space(5));
        ui.set_width(wide);
        ui.spacing_mut().item_spacing.y = style.space(0);
        let down = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
        let up = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowUp));
        let field = text_field(&mut self.typed, "Theme to tag with").hint("Type to find a theme").icon(icons::SEARCH).show_ui(ui);
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if !self.was_open {
            field.request_focus();
        }
        if field.changed() {
            self.at = 0;
        }
        let found = matches(view.session.project(), &view.session.tree(), &self.typed);
        let last = found.len().saturating_sub(1);
        self.at = if down { (self.at + 1).min(last) } else { self.at.saturating_sub(usize::from(up)).min(last) };
        if found.is_empty() {
            ui.label("No theme fits. Add themes on the page Themes.");
        }
        let mut taken = None;
        let most = (ui.content_rect().height() / 2.0).min(tokens.size.row * ROWS);
        ScrollArea::vertical().id_salt("search_themes").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, found) in found.iter().enumerate() {
                let Some(chip) = chip_of(view, found.theme) else { continue };
                let row = theme_ui(ui, &chip, found.reason.as_deref(), index == self.at);
                if index == self.at && (down || up) {
                    row.scroll_to_me(None);
                }
                if row.clicked() || (entered && index == self.at) {
                    taken = Some(found.theme);
                }
            }
        });
        if entered && taken.is_none() {
            field.request_focus();
        }
        taken
    }
}

fn button_ui(ui: &mut Ui, chosen: Option<&Chip>, width: f32) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let (rect, button) = ui.allocate_exact_size(vec2(width, tokens.size.control), Sense::click());
    let words = chosen.map_or_else(|| "Choose a theme".to_owned(), |c| c.name.clone());
    let name = chosen.map_or_else(|| "Theme: none chosen".to_owned(), |c| format!("Theme: {} {}", c.code, c.name));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    let ground = if button.hovered() { style.hovered(style.surface) } else { style.surface };
    pen.boxed(rect, tokens.radius.control, ground, style.control);
    let (mut left, middle) = (rect.left() + style.space(1) + 2.0, rect.center().y);
    if let Some(chip) = chosen {
        left = paint::chip(&pen, pos2(left, middle), chip).right() + style.space(1);
    }
    let colour = if chosen.is_some() { style.ink } else { style.muted };
    let ink = Ink::new(Face::UiMedium, tokens.type_scale.body, colour);
    let end = rect.right() - style.space(5);
    let cut = pen.line_within(pos2(left, middle), Align::Min, end - left, &words, &ink).cut;
    pen.icon(pos2(rect.right() - style.space(3), middle + 1.0), icons::CHEVRON_DOWN, 16.0, style.muted);
    if button.has_focus() {
        pen.field_ring(rect, tokens.radius.control);
    }
    if Popup::is_id_open(ui, Popup::default_response_id(&button)) {
        return button;
    }
    crate::ui::widgets::whole_on_hover_ui(button, cut, &words)
}

fn theme_ui(ui: &mut Ui, chip: &Chip, reason: Option<&str>, current: bool) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.size.row), Sense::CLICK);
    row.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, current, format!("{} {}", chip.code, chip.name)));
    if !ui.is_rect_visible(rect) {
        return row;
    }
    if current || row.hovered() {
        pen.fill(rect, tokens.radius.control, style.accent_soft);
    }
    let middle = rect.center().y;
    let left = paint::chip(&pen, pos2(rect.left() + style.space(1), middle), chip).right() + style.space(1);
    let room = rect.right() - style.space(1) - left;
    let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.ink);
    let name = pen.line_within(pos2(left, middle), Align::Min, room, &chip.name, &ink).rect;
    let rest = rect.right() - style.space(1) - name.right() - style.space(1);
    if let Some(reason) = reason.filter(|_| rest > style.space(6)) {
        let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
        pen.line_within(pos2(name.right() + style.space(1), middle), Align::Min, rest, reason, &quiet);
    }
    row
}
