//! The memos of one thing, wherever that is shown: all of them to be written in, and a new one.

use super::edit::Edits;
use super::form::NewMemo;
use super::one::{Shown, memo_ui};
use crate::app::action::Action;
use crate::app::gesture::Passage;
use crate::app::session::Session;
use crate::model::{Memo, MemoAbout};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Style, icons};
use crate::ui::widgets::{KeyboardWish, button, section_label_ui};
use egui::Ui;

/// Where memos are shown.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Place<'a> {
    /// Tells places of the window apart.
    pub(in crate::ui) salt: &'a str,
    /// The deep dive.
    pub(in crate::ui) session: &'a Session,
    /// What is selected in the text beside them and may be linked.
    pub(in crate::ui) selection: Option<Passage>,
    /// The keyboard goes back to what stands beside them once a memo is written.
    pub(in crate::ui) gives_back: bool,
}

/// Drafts of the memos of one place of the window.
#[derive(Debug, Default)]
pub(in crate::ui) struct MemoPane {
    edits: Edits,
    new: Option<NewMemo>,
    /// The button gets the keyboard that the new memo had.
    wants_button: KeyboardWish,
}

impl MemoPane {
    /// Begins a memo about something, linked to passages; one that was begun before is handed over.
    pub(in crate::ui) fn begin(&mut self, about: MemoAbout, links: Vec<Passage>, actions: &mut Vec<Action>) {
        actions.extend(self.new.take().and_then(|new| new.action()));
        self.new = Some(NewMemo::new(about, links));
    }

    /// Shows the memos about something; true when one was written and nothing else has the keyboard.
    pub(in crate::ui) fn ui(&mut self, ui: &mut Ui, place: &Place<'_>, about: MemoAbout, actions: &mut Vec<Action>) -> bool {
        let session = place.session;
        let memos: Vec<&Memo> = session.project().memos_about(about).collect();
        self.edits.settle(|id| memos.iter().any(|memo| memo.id == id), actions);
        if self.new.as_ref().is_some_and(|new| new.about != about) {
            actions.extend(self.new.take().and_then(|new| new.action()));
        }
        let style = Style::of(ui);
        let count = if memos.is_empty() { String::new() } else { memos.len().to_string() };
        section_label_ui(ui, "Memos", &count);
        let shown = Shown { salt: place.salt, session, selection: place.selection };
        let mut is_left = false;
        for memo in &memos {
            is_left |= memo_ui(ui, &shown, memo, &mut self.edits, actions);
            ui.add_space(style.space(2));
        }
        let editable = session.read_only().is_none();
        if let Some(new) = &mut self.new {
            let has_ended = new.ui(ui, session, actions);
            if has_ended {
                self.new = None;
            }
            if has_ended && !place.gives_back {
                self.wants_button.ask();
            }
            return is_left || has_ended;
        }
        if memos.is_empty() {
            note_ui(ui, "Observations, definitions, questions and decisions, found again on the Memos page", style.muted);
        }
        let write = ui.add_enabled(editable, button("Write a memo").icon(icons::NOTEBOOK_PEN));
        if self.wants_button.grant(ui.ctx()) {
            write.request_focus();
        }
        if write.clicked() {
            self.new = Some(NewMemo::new(about, Vec::new()));
        }
        is_left
    }

    /// Whether one of its fields has the keyboard.
    pub(in crate::ui) fn has_keyboard(&self, ui: &Ui) -> bool {
        self.edits.is_open() || self.new.is_some() && NewMemo::has_keyboard(ui)
    }

    /// Hands over everything that is being written: the page is left, or the window closes.
    pub(in crate::ui) fn leave(&mut self, actions: &mut Vec<Action>) {
        self.edits.leave(actions);
        actions.extend(self.new.take().and_then(|new| new.action()));
    }
}
