//! The query: a field that searches while one writes, what is wrong with it, and help.

use super::ground::Ground;
use crate::app::action::Action;
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{FIELDS_CLOSE, Ink, Pen, button, section_label_ui, text_field};
use egui::{Align, Id, Key, Layout, Popup, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::time::Duration;

/// How long one stops writing before the search begins, in seconds.
const PAUSE: f64 = 0.2;

/// What can be written, and what it finds.
const SYNTAX: [(&str, &str); 7] = [
    ("bruise", "bruise, bruises, bruised, bruising: a word in all its forms"),
    ("bruis*", "every word that begins so"),
    ("“not known”", "these words one after the other"),
    ("father police", "passages with both words; AND may stand between them"),
    ("father OR partner", "passages with either word"),
    ("father NOT grandfather", "passages with the first word and without the second"),
    ("(father OR partner) police", "brackets keep together what belongs together"),
];

/// What is written, and what was asked.
#[derive(Debug, Default)]
pub(super) struct QueryState {
    pub text: String,
    /// What the search was last asked.
    asked: String,
    /// The answer's words seen last.
    seen: String,
    /// When the text was last changed and not yet asked.
    changed: Option<f64>,
    /// Whether the field is to have the keyboard.
    pub wants_focus: bool,
}

/// The id of the field.
pub(super) fn field_id() -> Id {
    Id::unique("search_query")
}

impl QueryState {
    /// Searches for `words` now.
    pub fn ask(&mut self, words: &str, actions: &mut Vec<Action>) {
        self.text = words.to_owned();
        self.asked = words.to_owned();
        self.changed = None;
        actions.push(Action::Search(words.to_owned()));
    }

    /// Takes over a query that came from elsewhere, such as the palette.
    pub fn follow(&mut self, view: &View<'_>) {
        let Some(answer) = view.answer else { return };
        if answer.words != self.seen {
            self.seen.clone_from(&answer.words);
            if self.changed.is_none() && answer.words != self.asked {
                self.text.clone_from(&answer.words);
                self.asked.clone_from(&answer.words);
            }
        }
    }

    /// Asks once one has stopped writing.
    fn ask_when_due(&mut self, ui: &Ui, actions: &mut Vec<Action>) {
        let Some(changed) = self.changed else { return };
        let waited = ui.input(|i| i.time) - changed;
        if waited < PAUSE {
            ui.request_repaint_after(Duration::from_secs_f64(PAUSE - waited));
            return;
        }
        self.changed = None;
        if self.text.trim() != self.asked.trim() {
            let words = self.text.clone();
            self.ask(&words, actions);
        }
    }

    /// The field with `beside_ui` and help beside it; says whether the keyboard is to go on to the passages.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        ground: Option<&Ground>,
        (beside, beside_ui): (f32, &mut dyn FnMut(&mut Ui)),
        actions: &mut Vec<Action>,
    ) -> bool {
        let style = Style::of(ui);
        let help = button("Help").name("Help with searching");
        let gap = style.space(2);
        let rest = help.size(&Pen::new(ui)).x + gap + if beside > 0.0 { beside + gap } else { 0.0 };
        let row = vec2(ui.available_width(), style.tokens.size.control_large);
        let field = ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = gap;
            let size = vec2((row.x - rest).max(style.tokens.size.rail), row.y);
            let field = ui.allocate_ui(size, |ui| self.field_ui(ui, view, ground)).inner;
            if beside > 0.0 {
                beside_ui(ui);
            }
            help_ui(&ui.add(help));
            field
        });
        let field = field.inner;
        let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        if field.changed() {
            self.changed = Some(ui.input(|i| i.time));
        }
        if entered {
            let words = self.text.clone();
            self.ask(&words, actions);
        }
        self.ask_when_due(ui, actions);
        self.fault_ui(ui, view, &field);
        entered || (field.has_focus() && ui.input(|i| i.key_pressed(Key::ArrowDown)))
    }

    fn field_ui(&mut self, ui: &mut Ui, view: &View<'_>, ground: Option<&Ground>) -> Response {
        let pen = Pen::new(ui);
        let scale = &pen.style.tokens.type_scale;
        let took = match ground {
            Some(ground) if ground.query() == self.text && !view.is_searching => ground.took.as_str(),
            _ if view.is_searching && !self.text.trim().is_empty() => "Searching…",
            _ => "",
        };
        let ink = Ink::new(Face::Ui, scale.small, pen.style.muted);
        let room = if took.is_empty() { 0.0 } else { pen.width(took, &ink) + pen.style.space(1) };
        let field = text_field(&mut self.text, "Search all documents")
            .hint("Words, “a phrase”, AND, OR, NOT, the beginning of a word*")
            .icon(icons::SEARCH)
            .id(field_id())
            .large()
            .clearable()
            .room_right(room)
            .show_ui(ui);
        if std::mem::take(&mut self.wants_focus) {
            field.request_focus();
        }
        let right = field.rect.right() - if self.text.is_empty() { pen.style.space(2) } else { pen.style.space(5) };
        pen.line(pos2(right, field.rect.center().y), Align::Max, took, &ink);
        field
    }

    /// Says what is wrong with the query, and points at it.
    fn fault_ui(&self, ui: &mut Ui, view: &View<'_>, field: &Response) {
        let Some(answer) = view.answer.filter(|a| a.words == self.text) else { return };
        let Err(fault) = &answer.found else { return };
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let mut words = fault.trim_end_matches('.').to_owned();
        let before = answer.fault_at.and_then(|at| answer.words.get(..at));
        if let Some(before) = before {
            let letters = before.chars().count() + 1;
            words.push_str(&format!(" (at character {letters})"));
            // The field's text begins after its sign.
            let left = field.rect.left() + FIELD_TEXT + pen.width(before, &Ink::new(Face::Ui, tokens.type_scale.body, style.ink));
            let x = left.min(field.rect.right() - style.space(5));
            let under = Rect::from_min_size(pos2(x, field.rect.center().y + style.space(2)), vec2(style.space(1), 2.0));
            pen.fill(under, 0, style.concern);
        }
        words.push('.');
        let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.concern);
        let galley = pen.layout_lines(&words, &ink, tokens.line_height.body, ui.available_width() - style.space(4));
        ui.add_space(style.space(1));
        let (rect, said) =
            ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y.max(tokens.line_height.body)), Sense::hover());
        said.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &words));
        pen.icon(pos2(rect.left() + 8.0, rect.top() + 10.0), icons::TRIANGLE_ALERT, 16.0, style.concern);
        pen.painter.galley(pen.on_pixel(rect.min + vec2(style.space(4), 0.0)), galley, style.concern);
    }
}

/// From the left edge of a field with a sign to its text.
const FIELD_TEXT: f32 = 36.0;

/// What can be written.
fn help_ui(button: &Response) {
    let shown = Popup::menu(button).close_behavior(FIELDS_CLOSE).gap(4.0).show(|ui| {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let loud = Ink::new(Face::UiMedium, tokens.type_scale.body, style.ink);
        let quiet = Ink::new(Face::Ui, tokens.type_scale.body, style.secondary);
        let column = SYNTAX.iter().map(|(what, _)| pen.width(what, &loud)).fold(0.0, f32::max) + style.space(3);
        let width = (ui.content_rect().width() - style.space(7)).min(column + style.tokens.size.context);
        ui.set_width(width);
        egui::Frame::NONE.inner_margin(style.space(1)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = style.space(1);
            section_label_ui(ui, "What you can write", "");
            let room = ui.available_width();
            for (what, finds) in SYNTAX {
                let galley = pen.layout_lines(finds, &quiet, tokens.line_height.body, room - column);
                let (rect, line) = ui.allocate_exact_size(vec2(room, galley.size().y), Sense::hover());
                line.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{what}: {finds}")));
                let pen = Pen::new(ui);
                pen.line(rect.min + vec2(0.0, tokens.line_height.body / 2.0), Align::Min, what, &loud);
                pen.painter.galley(pen.on_pixel(rect.min + vec2(column, 0.0)), galley, style.secondary);
            }
        });
    });
    button.ctx.accesskit_node_builder(button.id, |node| node.set_expanded(shown.is_some()));
}
