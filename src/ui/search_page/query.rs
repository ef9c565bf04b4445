//! The query: a field that searches while one writes, and what is wrong with it.

use super::ground::Ground;
use super::help::help_ui;
use super::saved::SavedState;
use crate::app::action::Action;
use crate::app::search_thread::Question;
use crate::search::{SpanKind, TypedSpan, spans};
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{Ink, Pen, button, text_field};
use egui::{Align, Color32, Id, Key, Layout, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

/// How long one stops writing before the search begins, in seconds.
const PAUSE: f64 = 0.2;

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
    /// Keys of expansions and meanings that are switched off.
    pub off: BTreeSet<String>,
    /// Whether the field is to have the keyboard.
    pub wants_focus: bool,
    saved: SavedState,
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
        actions.push(Action::Search(self.question()));
    }

    /// What the field asks now.
    pub fn question(&self) -> Question {
        Question { words: self.text.clone(), not_widened: self.off.clone() }
    }

    /// Adds words to the query, in brackets around what is there where it needs them.
    pub fn narrow(&mut self, term: &str, actions: &mut Vec<Action>) {
        let text = self.text.trim();
        let words = if text.contains(" OR ") { format!("({text}) {term}") } else { format!("{text} {term}") };
        self.ask(&words, actions);
    }

    /// Takes over a query that came from elsewhere, such as the palette.
    pub fn follow(&mut self, view: &View<'_>) {
        let Some(answer) = view.answer else { return };
        if answer.words() != self.seen {
            self.seen = answer.words().to_owned();
            if self.changed.is_none() && answer.words() != self.asked {
                self.text = answer.words().to_owned();
                self.asked = answer.words().to_owned();
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
        let gap = style.space(2);
        let rest = HELP.map(|(words, name)| button(words).name(name).size(&Pen::new(ui)).x + gap).iter().sum::<f32>()
            + if beside > 0.0 { beside + gap } else { 0.0 };
        let row = vec2(ui.available_width(), style.tokens.size.control_large);
        // Where the field would be cut short by what stands beside it, that stands below.
        let is_below = row.x - rest < LEAST_FIELD;
        let (mut taken, mut inserted) = (None, None);
        let mut rest_ui = |ui: &mut Ui, state: &mut Self| {
            if beside > 0.0 {
                beside_ui(ui);
            }
            let [queries, help] = HELP.map(|(words, name)| ui.add(button(words).name(name)));
            taken = state.saved.ui(&queries, view, &state.text, &state.off, actions);
            inserted = help_ui(&help);
        };
        let field = ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = gap;
            let size = vec2(if is_below { row.x } else { row.x - rest }, row.y);
            let field = ui.allocate_ui(size, |ui| self.field_ui(ui, view, ground)).inner;
            if !is_below {
                rest_ui(ui, self);
            }
            field
        });
        if is_below {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(style.space(1), style.space(0));
                rest_ui(ui, self);
            });
        }
        let field = field.inner;
        if let Some(question) = taken {
            self.off = question.not_widened;
            self.ask(&question.words, actions);
            self.wants_focus = true;
        }
        if let Some(example) = inserted {
            self.text = format!("{} {example}", self.text.trim_end()).trim_start().to_owned();
            self.changed = Some(ui.input(|i| i.time));
            self.wants_focus = true;
        }
        // Taken out of the input: the list that gets the keyboard in this frame must not act on the same key.
        let taken = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let entered = field.lost_focus() && taken(ui, Key::Enter);
        if field.changed() {
            self.changed = Some(ui.input(|i| i.time));
        }
        if entered {
            let words = self.text.clone();
            self.ask(&words, actions);
            if !words.trim().is_empty() {
                actions.push(Action::NoteQuery(words.trim().to_owned()));
            }
        }
        self.ask_when_due(ui, actions);
        self.fault_ui(ui, view, &field);
        entered || (field.has_focus() && taken(ui, Key::ArrowDown))
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
            .hint("Words, \"a phrase\", AND, OR, NOT, NEAR/8, the beginning of a word*")
            .icon(icons::SEARCH)
            .id(field_id())
            .large()
            .clearable()
            .painted(&painted(ui))
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
        let Some(answer) = view.answer.filter(|a| a.words() == self.text) else { return };
        let Err(fault) = &answer.found else { return };
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let mut words = fault.trim_end_matches('.').to_owned();
        let before = answer.fault_at.and_then(|at| answer.words().get(..at));
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

/// How a query is coloured while it is typed.
fn painted(ui: &Ui) -> impl Fn(&str) -> Vec<(Range<usize>, Color32, Face)> + use<> {
    let style = Style::of(ui);
    move |text| {
        let paint = |span: TypedSpan| {
            let (colour, face) = match span.kind {
                _ if span.is_fault => (style.concern, Face::Ui),
                SpanKind::Operator => (style.accent, Face::UiSemibold),
                SpanKind::Field => (style.accent, Face::Ui),
                SpanKind::Regex | SpanKind::Wildcard | SpanKind::Exact => (style.secondary, Face::UiMedium),
                SpanKind::Bracket => (style.muted, Face::Ui),
                SpanKind::Word | SpanKind::Phrase | SpanKind::Value => (style.ink, Face::Ui),
            };
            (span.range, colour, face)
        };
        spans(text).into_iter().map(paint).collect()
    }
}

/// What stands beside the field: its words, and its name.
const HELP: [(&str, &str); 2] = [("Queries", "Queries saved and asked before"), ("Help", "Help with searching")];
/// Least width of the field beside them.
const LEAST_FIELD: f32 = 240.0;

/// From the left edge of a field with a sign to its text.
const FIELD_TEXT: f32 = 36.0;
