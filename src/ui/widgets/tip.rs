//! Tooltips that the keyboard reaches too.
//!
//! egui shows a tooltip under the mouse only. A sign alone says nothing to somebody who moves by Tab, so
//! the tip also shows while the control has the keyboard.

use crate::ui::style::Style;
use egui::{Frame, Margin, RectAlign, Response, Tooltip};

/// Shows `words` while the mouse rests on `response`, or while it has the keyboard.
pub fn tip_ui(response: Response, words: &str) -> Response {
    show_ui(&response, words, RectAlign::BOTTOM);
    response
}

/// As [`tip_ui`], but to the right: in a column of signs a tip below would cover the next one.
pub fn tip_beside_ui(response: Response, words: &str) -> Response {
    show_ui(&response, words, RectAlign::RIGHT);
    response
}

/// Shows the whole text where it was cut.
pub fn whole_on_hover_ui(response: Response, cut: bool, whole: &str) -> Response {
    if cut { tip_ui(response, whole) } else { response }
}

fn show_ui(response: &Response, words: &str, side: RectAlign) {
    let style = Style::of(&response.ctx);
    let mut tooltip =
        if response.has_focus() && !response.hovered() { Tooltip::for_widget(response) } else { Tooltip::for_enabled(response) };
    tooltip.popup = tooltip.popup.align(side).align_alternatives(&[RectAlign::TOP, RectAlign::BOTTOM]);
    let margin = Margin::symmetric(style.space(0) as i8, 0);
    tooltip.gap(style.space(1)).show(|ui| Frame::NONE.inner_margin(margin).show(ui, |ui| ui.label(words)));
}
