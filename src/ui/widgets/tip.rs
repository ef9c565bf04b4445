//! Tooltips that the keyboard reaches too.
//!
//! egui shows a tooltip under the mouse only. A sign alone says nothing to somebody who moves by Tab, so
//! the tip also shows while the control has the keyboard.

use egui::{Response, Tooltip};

/// Shows `words` while the mouse rests on `response`, or while it has the keyboard.
pub fn tip_ui(response: Response, words: &str) -> Response {
    if response.has_focus() && !response.hovered() {
        Tooltip::for_widget(&response).gap(6.0).show(|ui| ui.label(words));
        return response;
    }
    response.on_hover_ui(|ui| {
        ui.label(words);
    })
}

/// Shows the whole text under the mouse where it was cut.
pub fn whole_on_hover_ui(response: Response, cut: bool, whole: &str) -> Response {
    if cut { tip_ui(response, whole) } else { response }
}
