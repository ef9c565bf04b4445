//! Summaries that are being written: nothing that was typed is ever lost.
//!
//! Esc leaves the field and keeps the words here; leaving the page hands them over as steps. The subtlety: numbers mean
//! the passages as they were numbered when writing began, so each text keeps its own list of codings.

use super::sheet::Spot;
use crate::app::action::Action;
use crate::app::framework::{FrameCell, compose, insert_mark, lines, mark, typed};
use crate::app::gesture::{Gesture, StudyGesture};
use crate::model::{Cell, Coding, Id, Project, SeenCoding, Written};
use egui::Context;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use std::collections::BTreeMap;

/// A summary that is being written.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) text: String,
    /// What stood there at first.
    start: String,
    was: Written,
    pub(super) codings: Vec<Id<Coding>>,
    /// Where the caret is to go first: behind the last words, before their marks.
    caret: Option<usize>,
    seen: Vec<SeenCoding>,
}

impl Typed {
    fn is_changed(&self) -> bool {
        self.text.trim() != self.start.trim()
    }

    fn action(&self, spot: Spot) -> Action {
        let written = typed(&self.text, &self.was, &self.codings, &self.seen);
        Gesture::Study(StudyGesture::Write { theme: spot.theme, case: spot.case, written: Box::new(written) }).into()
    }
}

/// All of them, and the one in which one writes.
#[derive(Debug, Default)]
pub(super) struct Typing {
    open: BTreeMap<Spot, Typed>,
    now: Option<Spot>,
    wants_keyboard: bool,
}

impl Typing {
    /// Begins to write, or goes on.
    pub(super) fn begin(&mut self, project: &Project, spot: Spot, cell: &FrameCell) {
        self.now = Some(spot);
        self.wants_keyboard = true;
        let was = project.cell(spot.theme, spot.case).map(Cell::written).unwrap_or_default();
        let is_stale = self.open.get(&spot).is_none_or(|typed| !typed.is_changed());
        if is_stale {
            let start = compose(&was, &cell.codings);
            let seen = SeenCoding::all(cell.codings.iter().filter_map(|id| project.codings().get(*id)));
            let marks = lines(&was, &cell.codings).last().map_or(0, |line| line.passages.iter().map(|n| mark(*n).len()).sum());
            let caret = Some(start.chars().count().saturating_sub(marks));
            let codings = cell.codings.clone();
            self.open.insert(spot, Typed { text: start.clone(), start, was, codings, caret, seen });
        }
    }

    /// Where one writes.
    pub(super) const fn now(&self) -> Option<Spot> {
        self.now
    }

    /// Whether the field is to get the keyboard; asked once. The caret is put where one goes on.
    pub(super) fn take_wish(&mut self, ctx: &Context) -> bool {
        let caret = self.now.and_then(|spot| self.open.get_mut(&spot)).and_then(|typed| typed.caret.take());
        if let Some(caret) = caret {
            put_caret(ctx, caret);
        }
        std::mem::take(&mut self.wants_keyboard)
    }

    pub(super) fn get_mut(&mut self, spot: Spot) -> Option<&mut Typed> {
        self.open.get_mut(&spot)
    }

    /// Whether there are words of a cell that are not saved.
    pub(super) fn is_unsaved(&self, spot: Spot) -> bool {
        self.open.get(&spot).is_some_and(Typed::is_changed)
    }

    /// Whether there are words of a cell that are not saved, and nobody is writing there now.
    pub(super) fn is_left(&self, spot: Spot) -> bool {
        self.now != Some(spot) && self.is_unsaved(spot)
    }

    /// Stops writing; the words stay.
    pub(super) fn stop(&mut self) {
        if let Some(spot) = self.now.take()
            && !self.is_unsaved(spot)
        {
            self.open.remove(&spot);
        }
    }

    /// Throws the words of a cell away.
    pub(super) fn discard(&mut self, spot: Spot) {
        self.open.remove(&spot);
        self.now = self.now.filter(|now| *now != spot);
    }

    /// Saves a cell. A draft that is saved as it stands is accepted by that; any other text that stands is left alone.
    pub(super) fn save(&mut self, spot: Spot, actions: &mut Vec<Action>) {
        if let Some(typed) = self.open.get(&spot)
            && (typed.is_changed() || typed.was.is_draft)
        {
            actions.push(typed.action(spot));
        }
        self.discard(spot);
    }

    /// Hands over everything: the page is left, or the window closes.
    pub(super) fn leave(&mut self, actions: &mut Vec<Action>) {
        self.now = None;
        let open = std::mem::take(&mut self.open);
        actions.extend(open.into_iter().filter(|(_, typed)| typed.is_changed()).map(|(spot, typed)| typed.action(spot)));
    }

    /// Puts the mark of a passage behind the line in which the caret stands.
    pub(super) fn mark(&mut self, ctx: &Context, spot: Spot, coding: Id<Coding>) {
        let Some(typed) = self.open.get_mut(&spot) else { return };
        let Some(number) = typed.codings.iter().position(|id| *id == coding).map(|i| i + 1) else { return };
        let id = field_id();
        let state = TextEditState::load(ctx, id).unwrap_or_default();
        let caret = state.cursor.char_range().map_or(usize::MAX, |range| range.primary.index.0);
        let (text, caret) = insert_mark(&typed.text, caret, number);
        typed.text = text;
        put_caret(ctx, caret);
        self.wants_keyboard = true;
    }
}

fn put_caret(ctx: &Context, caret: usize) {
    let id = field_id();
    let mut state = TextEditState::load(ctx, id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(caret))));
    state.store(ctx, id);
}

/// The field in which a summary is written.
pub(super) fn field_id() -> egui::Id {
    egui::Id::unique("framework_summary")
}
