//! A field that becomes one gesture when it is left: by Enter, Tab or a click elsewhere. Esc leaves things as
//! they were.
//!
//! While nobody writes in it, the field shows what is stored, so that an undo or a colleague's change is seen at
//! once. A click from one field into another that is drawn before it opens the second before the first has noticed, so
//! there may be two drafts for a moment; and a draft whose page was left by a key is one gesture when the page is back.

use crate::ui::widgets::{TextField, text_field};
use egui::{Id, Key, Modifiers, Ui};
use std::collections::HashMap;

/// The drafts of the fields that are being written in.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Leaving {
    open: HashMap<Id, String>,
}

impl Leaving {
    /// Shows a field called `name` around a text that starts as `stored`, in a shape of one's own; returns the new text when it was left.
    pub(in crate::ui) fn show_ui(
        &mut self,
        ui: &mut Ui,
        id: Id,
        stored: &str,
        name: &str,
        shape: impl for<'t> FnOnce(TextField<'t>) -> TextField<'t>,
    ) -> Option<String> {
        let draft = self.open.remove(&id);
        let was_open = draft.is_some();
        let mut text = draft.unwrap_or_else(|| stored.to_owned());
        let saves =
            ui.memory(|memory| memory.has_focus(id)) && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let response = shape(text_field(&mut text, name)).id(id).show_ui(ui);
        if saves {
            response.surrender_focus();
        } else if response.has_focus() {
            self.open.insert(id, text);
            return None;
        }
        let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
        let is_new = text.trim() != stored.trim();
        ((saves || was_open || response.lost_focus()) && !is_escaped && is_new).then(|| text.trim().to_owned())
    }
}
