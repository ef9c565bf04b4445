//! Keeps what has the keyboard in view, and hands the keyboard back once a dialog is gone.
//!
//! egui takes the keyboard from every control behind a dialog until the frame after the dialog was last
//! shown. A request made when it closes is lost, so it waits here until nothing covers the window.

use egui::{Context, Id, Plugin, Rect, Response, Ui};

/// Scrolls to a control in the frame in which it gets the keyboard; not later, or the wheel would be stuck.
pub fn keep_in_view(response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}

/// Scrolls to what has got the keyboard since the last frame, also where nobody pressed Tab for it.
///
/// `key` names the part that scrolls, `within` is its whole content.
pub fn reveal_focus(ui: &Ui, key: Id, within: Rect) {
    let focused = ui.memory(egui::Memory::focused);
    let before = ui.data(|data| data.get_temp::<Option<Id>>(key)).flatten();
    ui.data_mut(|data| data.insert_temp(key, focused));
    let Some(focused) = focused.filter(|id| Some(*id) != before) else { return };
    // Not `read_response`: it takes the keyboard away again in the frame of a click beside.
    let rect = ui.viewport(|viewport| viewport.this_pass.widgets.get(focused).map(|w| w.rect.intersect(within)));
    if let Some(rect) = rect.filter(|r| r.is_positive()) {
        ui.scroll_to_rect(rect, None);
    }
}

/// A wish for the keyboard, which waits until no dialog covers the window.
#[derive(Debug, Default)]
pub struct KeyboardWish(bool);

impl KeyboardWish {
    /// Asks for the keyboard.
    pub const fn ask(&mut self) {
        self.0 = true;
    }

    /// Whether it was asked for and not granted yet.
    #[must_use]
    pub const fn is_asked(&self) -> bool {
        self.0
    }

    /// True once, as soon as the keyboard may be taken.
    pub fn grant(&mut self, ctx: &Context) -> bool {
        if !self.0 {
            return false;
        }
        if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
            ctx.request_repaint();
            return false;
        }
        self.0 = false;
        true
    }
}

#[derive(Default)]
struct FocusReturn {
    waiting: Option<Id>,
}

impl Plugin for FocusReturn {
    fn debug_name(&self) -> &'static str {
        "focus_return"
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let Some(id) = self.waiting else { return };
        if ui.memory(|memory| memory.top_modal_layer().is_some()) {
            ui.request_repaint();
            return;
        }
        self.waiting = None;
        ui.memory_mut(|memory| {
            if memory.focused().is_none() {
                memory.request_focus(id);
            }
        });
    }
}

/// Gives `id` the keyboard as soon as no dialog covers it, unless something else has it by then.
pub(super) fn give_back(ctx: &Context, id: Id) {
    ctx.plugin_or_default::<FocusReturn>().lock().waiting = Some(id);
    ctx.request_repaint();
}
