//! Memos that are being written in: nothing that was typed is ever lost.
//!
//! A field becomes one step when it is left, by Tab, Esc, Ctrl+Enter or a click elsewhere; what is still open when its
//! page is left or the window closes is handed over then. The subtlety: a click from one field into another that is
//! drawn before it opens the second before the first has noticed, so there may be two drafts for a moment.

use crate::app::action::Action;
use crate::app::gesture::{Gesture, MemoGesture};
use crate::model::{Id, Memo, MemoField};
use crate::ui::widgets::text_field;
use egui::{Key, Modifiers, Response, Ui};
use std::collections::BTreeMap;

/// Lines of a field at least.
const ROWS: usize = 2;

/// A text in a field, and what is stored.
#[derive(Clone, Debug)]
struct Draft {
    text: String,
    was: String,
}

impl Draft {
    fn action(self, memo: Id<Memo>) -> Option<Action> {
        let changed = self.text.trim() != self.was.trim();
        changed.then(|| Gesture::Memo(MemoGesture::Set(memo, MemoField::Text(self.text.trim().to_owned()))).into())
    }
}

/// The memos that are being written in.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Edits {
    open: BTreeMap<Id<Memo>, Draft>,
}

/// The field of a memo's text, as what has the keyboard; `salt` tells places apart in which one memo may be shown.
pub(in crate::ui) fn field_id(salt: &str, memo: Id<Memo>) -> egui::Id {
    egui::Id::unique(("memo text", salt, memo))
}

impl Edits {
    /// Shows a memo's text to be written in.
    pub(in crate::ui) fn show_ui(
        &mut self,
        ui: &mut Ui,
        salt: &str,
        memo: &Memo,
        name: &str,
        actions: &mut Vec<Action>,
    ) -> Response {
        let id = field_id(salt, memo.id);
        let draft = self.open.remove(&memo.id);
        let was_open = draft.is_some();
        let mut draft = draft.unwrap_or_else(|| Draft { text: memo.text.clone(), was: memo.text.clone() });
        let saves =
            ui.memory(|memory| memory.has_focus(id)) && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let width = ui.available_width();
        let response = text_field(&mut draft.text, name).rows(ROWS).width(width).id(id).show_ui(ui);
        if saves {
            response.surrender_focus();
        }
        if !saves && response.has_focus() {
            self.open.insert(memo.id, draft);
        } else if was_open || response.changed() {
            actions.extend(draft.action(memo.id));
        }
        response
    }

    /// Whether a field has the keyboard.
    pub(in crate::ui) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Whether a memo is being written in.
    pub(in crate::ui) fn has(&self, memo: Id<Memo>) -> bool {
        self.open.contains_key(&memo)
    }

    /// Hands over what is open of memos that are no longer shown.
    pub(in crate::ui) fn settle(&mut self, is_shown: impl Fn(Id<Memo>) -> bool, actions: &mut Vec<Action>) {
        let (shown, gone): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.open).into_iter().partition(|(memo, _)| is_shown(*memo));
        self.open = shown;
        actions.extend(gone.into_iter().filter_map(|(memo, draft)| draft.action(memo)));
    }

    /// Hands over everything: the page is left, or the window closes.
    pub(in crate::ui) fn leave(&mut self, actions: &mut Vec<Action>) {
        self.settle(|_| false, actions);
    }
}
