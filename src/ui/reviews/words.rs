//! Running words in panes: wrapped, in a voice and a colour, and known to screen readers as labels.

use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen};
use egui::{Color32, Response, RichText, Ui, UiBuilder};

/// Shows words in a face, a size and a colour, wrapped at the width there is.
pub(in crate::ui) fn say_ui(ui: &mut Ui, words: &str, face: Face, size: f32, colour: Color32) -> Response {
    let heights = &Style::of(ui).tokens.line_height;
    let scale = &Style::of(ui).tokens.type_scale;
    let line_height = match face {
        Face::Read | Face::ReadItalic => heights.quote,
        Face::ReadSemibold if size > scale.subtitle => heights.title,
        Face::ReadSemibold => heights.subtitle,
        Face::Ui | Face::UiMedium | Face::UiSemibold | Face::Icons if size < scale.body => heights.small,
        Face::Ui | Face::UiMedium | Face::UiSemibold | Face::Icons => heights.body,
    };
    ui.add(egui::Label::new(RichText::new(words).font(face.at(size)).color(colour).line_height(Some(line_height))).wrap())
}

/// Gives `contents_ui` the width there is and lets the bar that scrolls stand in the margin at its right.
pub(in crate::ui) fn into_margin_ui<R>(ui: &mut Ui, contents_ui: impl FnOnce(&mut Ui, f32) -> R) -> R {
    let room = ui.available_rect_before_wrap();
    let bar = ui.spacing().scroll.allocated_width();
    let wide = room.with_max_x(room.right() + bar);
    // A child that is not added to its parent: the parent, and with it a pane, would grow by the bar in every frame.
    let mut child = ui.new_child(UiBuilder::new().max_rect(wide));
    let inner = contents_ui(&mut child, room.width());
    ui.advance_cursor_after_rect(child.min_rect().intersect(room));
    inner
}

/// A note in the small size.
pub(in crate::ui) fn note_ui(ui: &mut Ui, words: &str, colour: Color32) -> Response {
    let size = Style::of(ui).tokens.type_scale.small;
    say_ui(ui, words, Face::Ui, size, colour)
}

/// A note with what can be done beside it where there is room, else under it.
pub(in crate::ui) fn note_beside_ui(ui: &mut Ui, words: &str, colour: Color32, beside_ui: impl FnOnce(&mut Ui)) {
    let pen = Pen::new(ui);
    let wide = pen.width(words, &Ink::new(Face::Ui, pen.style.tokens.type_scale.small, colour));
    if wide + pen.style.space(7) * 2.0 > ui.available_width() {
        note_ui(ui, words, colour);
        ui.horizontal_wrapped(beside_ui);
        return;
    }
    ui.horizontal(|ui| {
        if !words.is_empty() {
            note_ui(ui, words, colour);
        }
        beside_ui(ui);
    });
}
