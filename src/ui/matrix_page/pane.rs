//! The pane under the grid: the passages behind the chosen cell, what people state of it, and its summary.

use super::passages::Found;
use crate::app::action::Action;
use crate::app::gesture::{Gesture, Passage};
use crate::app::study::StudyGesture;
use crate::model::{Case, Document, Id, Judgement, Theme};
use crate::text::TextRange;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{
    Ink, Pen, button, drop_down_ui, icon_button, link_button, menu_button_ui, menu_entry, primary_button, section_label_ui,
    text_field, theme_chip,
};
use egui::{Align, Frame, Layout, Margin, Panel, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

const STATES: [(Judgement, &str); 3] =
    [(Judgement::None, "Nothing stated"), (Judgement::Absent, "Stated absent"), (Judgement::NotApplicable, "Not applicable")];

/// The summary being written, and for which cell.
#[derive(Clone, Debug)]
struct Draft {
    theme: Id<Theme>,
    case: Id<Case>,
    text: String,
    was: String,
}

/// State of the pane.
#[derive(Debug, Default)]
pub(super) struct Pane {
    /// Folded to its head.
    pub(super) folded: bool,
    draft: Option<Draft>,
}

/// What the page must do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PaneChoice {
    Close,
}

impl Pane {
    /// Hands over a summary that was being written for another cell than `found`'s.
    pub(super) fn settle(&mut self, found: Option<&Found>, actions: &mut Vec<Action>) {
        let Some(draft) = &self.draft else { return };
        if found.and_then(|f| f.theme_and_case) != Some((draft.theme, draft.case)) {
            self.save(actions);
            self.draft = None;
        }
    }

    fn save(&mut self, actions: &mut Vec<Action>) {
        if let Some(draft) = &mut self.draft
            && draft.text.trim() != draft.was.trim()
        {
            draft.was.clone_from(&draft.text);
            actions.push(Gesture::Summarise(draft.theme, draft.case, draft.text.clone()).into());
        }
    }

    /// Shows the pane; `writable` where the project may be changed, `alone` where it takes all the room there is.
    pub(super) fn show_ui(
        &mut self,
        ui: &mut Ui,
        found: &Found,
        writable: bool,
        alone: bool,
        actions: &mut Vec<Action>,
    ) -> Option<PaneChoice> {
        let style = Style::of(ui);
        let wide = super::margin(ui, &style);
        let margin = Margin { left: wide, right: wide, top: style.space(1) as i8, bottom: style.space(1) as i8 };
        let frame = Frame::NONE.fill(style.desk).inner_margin(margin);
        let whole = ui.available_height();
        let head = style.tokens.size.control + style.space(3);
        let panel = if self.folded {
            Panel::bottom("matrix_pane_folded").exact_size(head).resizable(false)
        } else if alone {
            Panel::bottom("matrix_pane_alone").exact_size(whole).resizable(false)
        } else {
            let usual = (style.tokens.size.facets + style.space(4)).min(whole * 0.42);
            Panel::bottom("matrix_pane")
                .default_size(usual)
                .size_range(head * 2.0..=(whole * 0.7).max(head * 2.0))
                .resizable(true)
        };
        let shown = panel.show_separator_line(false).frame(frame).show(ui, |ui| {
            let builder = UiBuilder::new().accessibility_role(Role::Region).accessibility_label("Passages".to_owned());
            ui.scope_builder(builder, |ui| {
                let choice = self.head_ui(ui, found, writable, actions);
                if !self.folded {
                    self.body_ui(ui, found, writable, actions);
                }
                choice
            })
            .inner
        });
        let (rect, pen) = (shown.response.rect, Pen::new(ui));
        pen.across(rect.left(), rect.right(), rect.top(), style.line_strong);
        shown.inner
    }

    fn head_ui(&mut self, ui: &mut Ui, found: &Found, writable: bool, actions: &mut Vec<Action>) -> Option<PaneChoice> {
        let style = Style::of(ui);
        let size = vec2(ui.available_width(), style.tokens.size.control);
        let roomy = size.x > style.tokens.fold.single_column - style.tokens.size.rail;
        let own_line = size.x < style.tokens.size.facets * 2.0;
        if own_line {
            title_ui(ui, found);
        }
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(icon_button(icons::X, "Close the passages").small()).clicked();
            let (icon, name) =
                if self.folded { (icons::CHEVRON_UP, "Unfold the passages") } else { (icons::CHEVRON_DOWN, "Fold the passages") };
            if ui.add(icon_button(icon, name).small()).clicked() {
                self.folded = !self.folded;
            }
            if writable && let Some(cell) = found.theme_and_case {
                self.cell_actions_ui(ui, found, cell, roomy, actions);
            }
            let target = found.passages.first().map(|p| (p.document, p.range));
            if let Some((document, range)) = target.or(found.first_document.map(|d| (d, None))) {
                ui.add_space(style.space(1));
                let open = if roomy {
                    ui.add(link_button("Open in reading"))
                } else {
                    ui.add(icon_button(icons::BOOK_OPEN_TEXT, "Open in reading").small())
                };
                if open.clicked() {
                    actions.push(Action::Open(document, range));
                }
            }
            if !own_line {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| title_ui(ui, found));
            }
            close.then_some(PaneChoice::Close)
        })
        .inner
    }

    fn cell_actions_ui(
        &mut self,
        ui: &mut Ui,
        found: &Found,
        (theme, case): (Id<Theme>, Id<Case>),
        roomy: bool,
        actions: &mut Vec<Action>,
    ) {
        let style = Style::of(ui);
        let names = STATES.map(|(_, name)| name);
        let now = STATES.iter().position(|(judgement, _)| *judgement == found.judgement);
        let width = style.tokens.size.rail - if roomy { 0.0 } else { style.space(4) };
        let taken = drop_down_ui(ui, "State of the cell", &names, now, width);
        if let Some((judgement, _)) = taken.and_then(|index| STATES.get(index))
            && *judgement != found.judgement
        {
            actions.push(stated(theme, case, *judgement, &found.grounds));
        }
        if found.judgement != Judgement::None {
            grounds_ui(ui, found, (theme, case), actions);
        }
        let words = if found.summary.is_empty() { "Write the summary" } else { "Change the summary" };
        let pressed = if roomy {
            ui.add_space(style.space(1));
            ui.add(link_button(words)).clicked()
        } else {
            ui.add(icon_button(icons::NOTEBOOK_PEN, words).small()).clicked()
        };
        if pressed && self.draft.is_none() {
            self.folded = false;
            self.draft = Some(Draft { theme, case, text: found.summary.clone(), was: found.summary.clone() });
            let id = summary_id();
            ui.ctx().memory_mut(|memory| memory.request_focus(id));
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, found: &Found, writable: bool, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let summary = (self.draft.is_some() && writable) || !found.summary.is_empty();
        ui.add_space(style.space(0));
        let body = ui.available_rect_before_wrap();
        let mut cards = body;
        if summary {
            let width = style.tokens.size.context.min(body.width() * 0.5);
            let left = body.with_max_x(body.left() + width);
            cards.min.x = left.right() + style.space(4);
            let mut inner = ui.new_child(UiBuilder::new().max_rect(left));
            if self.draft.is_some() && writable { self.draft_ui(&mut inner, actions) } else { summary_ui(&inner, found) }
        }
        let mut inner = ui.new_child(UiBuilder::new().max_rect(cards));
        super::cards::cards_ui(&mut inner, found, actions);
        ui.advance_cursor_after_rect(body);
    }

    fn draft_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let Some(draft) = &mut self.draft else { return };
        let below = style.tokens.size.control + style.space(1);
        let rows = ((ui.available_height() - below - style.space(2)) / style.tokens.line_height.body).floor().max(2.0) as usize;
        let field = text_field(&mut draft.text, "Summary").hint("What the documents say about this, in your own words");
        let field = field.rows(rows.max(2)).id(summary_id()).show_ui(ui);
        let (mut save, mut done) = (field.lost_focus(), false);
        ui.add_space(style.space(0));
        ui.horizontal(|ui| {
            if ui.add(primary_button("Save")).clicked() {
                (save, done) = (true, true);
            }
            if ui.add(button("Close")).clicked() {
                done = true;
            }
        });
        if save {
            self.save(actions);
        }
        if done {
            self.draft = None;
        }
    }
}

/// Says how a cell stands, and the passages that state it.
fn stated(theme: Id<Theme>, case: Id<Case>, judgement: Judgement, grounds: &BTreeSet<(Id<Document>, TextRange)>) -> Action {
    if judgement == Judgement::None || grounds.is_empty() {
        return Gesture::Judge(theme, case, judgement).into();
    }
    let grounds = grounds.iter().map(|(document, range)| Passage { document: *document, range: *range }).collect();
    Gesture::Study(StudyGesture::Judge { theme, case, judgement, grounds }).into()
}

/// Which of the cell's passages state what was stated, to be ticked.
fn grounds_ui(ui: &mut Ui, found: &Found, (theme, case): (Id<Theme>, Id<Case>), actions: &mut Vec<Action>) {
    const MOST: usize = 60;
    let words = match found.grounds.len() {
        0 => "No passage states it".to_owned(),
        1 => "Stated by 1 passage".to_owned(),
        n => format!("Stated by {n} passages"),
    };
    let taken = menu_button_ui(ui, button(&words), |ui| {
        let mut taken = None;
        for passage in &found.passages {
            let Some(range) = passage.range else { continue };
            let place = (passage.document, range);
            let start: String = passage.words.chars().take(MOST).collect();
            let cut = if passage.words.chars().count() > MOST { "…" } else { "" };
            if ui.add(menu_entry(&format!("“{start}{cut}”")).ticked(found.grounds.contains(&place))).clicked() {
                taken = Some(place);
            }
        }
        if found.passages.is_empty() {
            section_label_ui(ui, "Tag the passage that states it as context first", "");
        }
        taken
    });
    if let (_, Some(Some(place))) = taken {
        let mut grounds = found.grounds.clone();
        if !grounds.remove(&place) {
            grounds.insert(place);
        }
        actions.push(stated(theme, case, found.judgement, &grounds));
    }
}

fn summary_id() -> egui::Id {
    egui::Id::unique("matrix_summary")
}

fn summary_ui(ui: &Ui, found: &Found) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let rect = ui.max_rect();
    let response = ui.interact(rect, ui.unique_id().with("summary"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Note, true, format!("Summary: {}", found.summary)));
    let loud = Ink::new(Face::UiSemibold, tokens.type_scale.small, style.secondary);
    pen.line(pos2(rect.left(), rect.top() + style.space(2)), Align::Min, "Summary", &loud);
    let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.ink);
    let top = rect.top() + style.space(4);
    let most = ((rect.bottom() - top) / tokens.line_height.body).floor().max(1.0) as usize;
    super::cards::paragraph(&pen, pos2(rect.left(), top), rect.width(), &found.summary, &ink, tokens.line_height.body, most);
}

fn title_ui(ui: &mut Ui, found: &Found) {
    let pen = Pen::new(ui);
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    if let Some(group) = found.group.filter(|_| !found.code.is_empty()) {
        ui.add(theme_chip(&found.code, "", style.look(group)));
        ui.add_space(style.space(0));
    }
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.size.control), Sense::hover());
    let name = [found.code.as_str(), &found.title].join(" ");
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, format!("{}, {}", name.trim(), found.count)));
    let loud = Ink::new(Face::UiSemibold, scale.strong, style.ink);
    let quiet = Ink::new(Face::Ui, scale.small, style.muted);
    let count = pen.width(&found.count, &quiet) + style.space(3);
    let whole = pen.width(&found.title, &loud);
    let beside = whole + count <= rect.width() || rect.width() - count > style.tokens.size.rail;
    let most = if beside { (rect.width() - count).min(whole + 1.0) } else { rect.width() };
    let line = pen.line_within(pos2(rect.left(), rect.center().y), Align::Min, most, &found.title, &loud);
    if beside {
        pen.line(pos2(line.rect.right() + style.space(2), rect.center().y + 1.0), Align::Min, &found.count, &quiet);
    }
    crate::ui::widgets::whole_on_hover_ui(response, line.cut, &found.title);
}
