//! Words that are being written on the page: nothing that was typed is ever lost.
//!
//! A field of something that is there becomes one step when it is left, by Enter, Esc, Tab or a click elsewhere. A field
//! for something new becomes one with Enter or Add; left otherwise it stays open with its words until they are added or
//! discarded. What is still open when the page is left or the window closes is handed over then.

use crate::app::action::Action;
use crate::app::gesture::{Gesture, StudyGesture};
use crate::model::{DeepDive, Finding, FindingField, Id, PartialDate, Recommendation, RecommendationField};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen, button, keep_in_view, primary_button, text_field};
use egui::{Key, Modifiers, Role, Sense, Ui, WidgetInfo, vec2};
use std::collections::{BTreeMap, BTreeSet};

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Field {
    NewFinding(Id<DeepDive>),
    Statement(Id<Finding>),
    Text(Id<Finding>),
    NewAgency(Id<Finding>),
    NewPriority(Id<Finding>),
    NewRecommendation(Id<DeepDive>, Id<Finding>),
    Recommended(Id<Recommendation>),
    Owner(Id<Recommendation>),
    Due(Id<Recommendation>),
    Measure(Id<Recommendation>),
    Progress(Id<Recommendation>),
}

impl Field {
    /// Whether it is for something that is not there yet.
    const fn is_new(self) -> bool {
        matches!(self, Self::NewFinding(_) | Self::NewAgency(_) | Self::NewPriority(_) | Self::NewRecommendation(..))
    }

    /// Whether Enter begins a new line.
    const fn has_lines(self) -> bool {
        matches!(self, Self::Text(_) | Self::Progress(_))
    }

    /// The field as what has the keyboard.
    pub(super) fn id(self) -> egui::Id {
        egui::Id::unique(("findings field", self))
    }

    /// The step that a text becomes; none when nothing would change.
    fn gesture(self, text: &str, was: &str) -> Result<Option<Gesture>, String> {
        let text = if self.has_lines() { text.trim().to_owned() } else { text.split_whitespace().collect::<Vec<_>>().join(" ") };
        let needed = !matches!(self, Self::Text(_) | Self::Owner(_) | Self::Due(_) | Self::Measure(_) | Self::Progress(_));
        if (needed && text.is_empty()) || (!self.is_new() && text == was.trim()) {
            return Ok(None);
        }
        let finding = |id, field| StudyGesture::SetFinding(id, vec![field]);
        let recommendation = |id, field| StudyGesture::SetRecommendation(id, vec![field]);
        Ok(Some(Gesture::Study(match self {
            Self::NewFinding(round) => StudyGesture::AddFinding(Box::new(Finding::new(round, &text))),
            Self::Statement(id) => finding(id, FindingField::Statement(text)),
            Self::Text(id) => finding(id, FindingField::Text(text)),
            Self::NewAgency(id) => finding(id, FindingField::Agency(text, true)),
            Self::NewPriority(id) => finding(id, FindingField::Priority(text, true)),
            Self::NewRecommendation(round, finding) => {
                let findings = BTreeSet::from([finding]);
                StudyGesture::AddRecommendation(Box::new(Recommendation { findings, ..Recommendation::new(round, &text) }))
            }
            Self::Recommended(id) => recommendation(id, RecommendationField::Text(text)),
            Self::Owner(id) => recommendation(id, RecommendationField::Owner(text)),
            Self::Due(id) => {
                let due = if text.is_empty() { None } else { Some(PartialDate::parse(&text)?) };
                recommendation(id, RecommendationField::Due(due))
            }
            Self::Measure(id) => recommendation(id, RecommendationField::Measure(text)),
            Self::Progress(id) => recommendation(id, RecommendationField::Progress(text)),
        })))
    }
}

/// A text in a field, and what is stored.
#[derive(Clone, Debug, Default)]
struct Draft {
    text: String,
    was: String,
    wants_keyboard: bool,
    /// Why it cannot be kept as it is.
    fault: Option<String>,
}

/// The fields that are open.
#[derive(Clone, Debug, Default)]
pub(super) struct Edits {
    open: BTreeMap<Field, Draft>,
    /// Was left by a key: what shows its words takes the keyboard.
    returning: Option<Field>,
}

/// How a field for something new ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    Added,
    Discarded,
}

impl Edits {
    /// Opens a field; words that are in it already stay.
    pub(super) fn open(&mut self, field: Field, stored: &str) {
        let fresh = || Draft { text: stored.to_owned(), was: stored.to_owned(), ..Draft::default() };
        self.open.entry(field).or_insert_with(fresh).wants_keyboard = true;
    }

    pub(super) fn is_open(&self, field: Field) -> bool {
        self.open.contains_key(&field)
    }

    /// Hands over what is open of things that are no longer shown.
    pub(super) fn settle(&mut self, is_shown: impl Fn(Field) -> bool, actions: &mut Vec<Action>) {
        let (shown, gone): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.open).into_iter().partition(|(field, _)| is_shown(*field));
        self.open = shown;
        for (field, draft) in gone {
            match field.gesture(&draft.text, &draft.was) {
                Ok(gesture) => actions.extend(gesture.map(Action::from)),
                // No date yet: its words wait in the field.
                Err(_) => _ = self.open.insert(field, draft),
            }
        }
    }

    /// Hands over everything: the page is left, or the window closes.
    pub(super) fn leave(&mut self, actions: &mut Vec<Action>) {
        self.settle(|_| false, actions);
    }

    /// Shows an open field of something that is there, in place of its words.
    fn field_ui(&mut self, ui: &mut Ui, look: &Editable<'_>, actions: &mut Vec<Action>) {
        let field = look.field;
        let Some(mut draft) = self.open.remove(&field) else { return };
        let has_keyboard = ui.memory(|memory| memory.has_focus(field.id()));
        let modifiers = if field.has_lines() { Modifiers::COMMAND } else { Modifiers::NONE };
        let saves = has_keyboard && ui.input_mut(|input| input.consume_key(modifiers, Key::Enter));
        let width = ui.available_width();
        let mut text = text_field(&mut draft.text, look.name).rows(look.rows.max(1)).width(width).id(field.id());
        if look.is_title {
            text = text.title();
        }
        let response = text.show_ui(ui);
        if let Some(fault) = &draft.fault {
            note_ui(ui, fault, Style::of(ui).caution);
        }
        if std::mem::take(&mut draft.wants_keyboard) {
            response.request_focus();
            self.open.insert(field, draft);
            return;
        }
        if saves {
            response.surrender_focus();
        }
        if !saves && response.has_focus() {
            self.open.insert(field, draft);
            return;
        }
        match field.gesture(&draft.text, &draft.was) {
            Ok(gesture) => {
                actions.extend(gesture.map(Action::from));
                self.returning = ui.memory(|memory| memory.focused().is_none()).then_some(field);
            }
            Err(fault) => {
                if saves {
                    response.request_focus();
                }
                _ = self.open.insert(field, Draft { fault: Some(fault), ..draft });
            }
        }
        ui.ctx().request_repaint();
    }

    /// Shows the open field of something new with its buttons; says how it ended.
    pub(super) fn new_ui(&mut self, ui: &mut Ui, look: &New<'_>, actions: &mut Vec<Action>) -> Option<Ended> {
        let field = look.field;
        let mut draft = self.open.remove(&field)?;
        let has_keyboard = ui.memory(|memory| memory.has_focus(field.id()));
        let saves = has_keyboard && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let width = ui.available_width();
        let response =
            text_field(&mut draft.text, look.name).hint(look.hint).rows(look.rows).width(width).id(field.id()).show_ui(ui);
        if std::mem::take(&mut draft.wants_keyboard) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        let is_empty = draft.text.trim().is_empty();
        let (mut adds, mut discards) = (saves && !is_empty, false);
        ui.horizontal_wrapped(|ui| {
            adds |= ui.add_enabled(!is_empty, primary_button("Add").name(look.add)).clicked();
            discards = ui.add(button("Discard").name(look.discard)).clicked();
        });
        // Left with nothing in it: it was not wanted.
        discards |= is_empty && response.lost_focus() && ui.memory(|memory| memory.focused().is_none());
        if adds {
            actions.extend(field.gesture(&draft.text, "").ok().flatten().map(Action::from));
            return Some(Ended::Added);
        }
        if discards {
            return Some(Ended::Discarded);
        }
        self.open.insert(field, draft);
        None
    }
}

/// A field for something new.
pub(super) struct New<'a> {
    pub(super) field: Field,
    pub(super) name: &'a str,
    pub(super) hint: &'a str,
    pub(super) rows: usize,
    pub(super) add: &'a str,
    pub(super) discard: &'a str,
}

/// Words that become a field when they are pressed.
pub(super) struct Editable<'a> {
    pub(super) field: Field,
    /// What a screen reader calls it.
    pub(super) name: &'a str,
    pub(super) stored: &'a str,
    /// What stands there while it is empty.
    pub(super) empty: &'a str,
    /// Nothing there is a gap to be filled.
    pub(super) is_gap: bool,
    pub(super) ink: Ink,
    pub(super) line_height: f32,
    /// Lines of the field.
    pub(super) rows: usize,
    /// The one statement that the page is about.
    pub(super) is_title: bool,
}

impl Editable<'_> {
    /// Shows the words, or the field while it is open.
    pub(super) fn ui(&self, ui: &mut Ui, edits: &mut Edits, writable: bool, actions: &mut Vec<Action>) {
        if edits.is_open(self.field) {
            edits.field_ui(ui, self, actions);
            return;
        }
        let pen = Pen::new(ui);
        let style = &pen.style;
        let is_empty = self.stored.trim().is_empty();
        let (words, colour) = match (is_empty, self.is_gap) {
            (false, _) => (self.stored, self.ink.colour),
            (true, true) => (self.empty, style.caution),
            (true, false) => (self.empty, style.muted),
        };
        let face = if is_empty { Ink::new(Face::Ui, style.tokens.type_scale.small, colour) } else { self.ink.clone() };
        let height = if is_empty { style.tokens.line_height.small } else { self.line_height };
        let galley = pen.layout_lines(words, &face, height, ui.available_width());
        let least = if writable { style.tokens.size.hit_target_min } else { 0.0 };
        let size = vec2(ui.available_width(), galley.size().y.max(least));
        let sense = if writable { Sense::click() } else { Sense::hover() };
        let (_, rect) = ui.allocate_space(size);
        let response = ui.interact(rect, self.field.id().with("words"), sense);
        keep_in_view(&response);
        let role = if writable { Role::Button } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, format!("{}: {words}", self.name)));
        if edits.returning == Some(self.field) {
            edits.returning = None;
            response.request_focus();
        }
        if response.hovered() && writable {
            pen.fill(rect.expand2(vec2(style.space(0), 0.0)), style.tokens.radius.tint, style.hovered(style.surface));
        }
        let top = rect.top() + ((rect.height() - galley.size().y) / 2.0).max(0.0);
        pen.painter.galley(pen.on_pixel(egui::pos2(rect.left(), top)), galley, colour);
        if response.has_focus() {
            pen.row_ring(rect.expand2(vec2(style.space(0), 0.0)));
        }
        let by_key = response.has_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F2));
        if writable && (response.clicked() || by_key) {
            edits.open(self.field, self.stored);
        }
    }
}
