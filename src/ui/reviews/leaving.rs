//! A field that becomes one gesture when it is left: by Enter, Tab or a click elsewhere. Esc leaves things as
//! they were.
//!
//! While nobody writes in it, the field shows what is stored, so that an undo or a colleague's change is seen at
//! once. At most one field is being written in, so one draft serves a whole pane.

use crate::ui::widgets::{TextField, text_field};
use egui::{Id, Key, Modifiers, Ui};

/// The draft of the field that is being written in.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct Leaving {
    open: Option<(Id, String)>,
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
        let mut text = match self.open.take() {
            Some((open, text)) if open == id => text,
            other => {
                self.open = other;
                stored.to_owned()
            }
        };
        let saves =
            ui.memory(|memory| memory.has_focus(id)) && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let response = shape(text_field(&mut text, name)).id(id).show_ui(ui);
        if saves {
            response.surrender_focus();
        } else if response.has_focus() {
            self.open = Some((id, text));
            return None;
        }
        let is_escaped = ui.input(|input| input.key_pressed(Key::Escape));
        let is_new = text.trim() != stored.trim();
        ((saves || response.lost_focus()) && !is_escaped && is_new).then(|| text.trim().to_owned())
    }
}
