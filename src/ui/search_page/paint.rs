//! Painted parts of rows: ticks, codes of themes, and text with what was found in it.

use super::mention::Chip;
use crate::text::TextRange;
use crate::ui::style::Face;
use crate::ui::widgets::{self, Ink, Pen};
use egui::{Align, Galley, Pos2, Rect, Shape, Stroke, pos2, vec2};

const CHIP_HEIGHT: f32 = 18.0;
const CHIP_LEAST: f32 = 24.0;

/// The box of a tick.
pub(super) fn tick(pen: &Pen, place: Rect, on: bool, over: bool) {
    let (style, radius) = (&pen.style, pen.style.tokens.radius.chip);
    if !on {
        pen.boxed(place, radius, style.surface, if over { style.accent } else { style.control });
        return;
    }
    pen.fill(place, radius, style.accent);
    let middle = place.center();
    let points = vec![middle + vec2(-4.0, 0.2), middle + vec2(-1.0, 3.2), middle + vec2(4.2, -3.2)];
    pen.painter.add(Shape::line(points, Stroke::new(1.8, style.on_accent)));
}

/// Width of a theme's code, or of the start of its name where it has none.
pub(super) fn chip_width(pen: &Pen, chip: &Chip) -> f32 {
    (pen.width(label(chip), &chip_ink(pen, chip)) + 10.0).max(CHIP_LEAST).round()
}

/// Paints a theme's code with its left end at `at`.
pub(super) fn chip(pen: &Pen, at: Pos2, chip: &Chip) -> Rect {
    let rect = Rect::from_min_size(pos2(at.x, at.y - CHIP_HEIGHT / 2.0), vec2(chip_width(pen, chip), CHIP_HEIGHT));
    let colours = pen.style.look(chip.look);
    pen.fill(rect, pen.style.tokens.radius.chip, colours.tint);
    pen.form(rect, &colours);
    pen.line(rect.center(), Align::Center, label(chip), &chip_ink(pen, chip));
    rect
}

fn chip_ink(pen: &Pen, chip: &Chip) -> Ink {
    Ink::new(Face::UiSemibold, pen.style.tokens.type_scale.label, pen.style.look(chip.look).text)
}

fn label(chip: &Chip) -> &str {
    if chip.code.is_empty() { chip.name.split(' ').next().unwrap_or_default() } else { &chip.code }
}

/// Where a range of `text` stands in its galley, row by row; `base` is where the text begins in the document.
pub(in crate::ui) fn spans(galley: &Galley, corner: Pos2, text: &str, base: usize, range: TextRange) -> Vec<Rect> {
    let bytes = range.start().saturating_sub(base)..range.end().saturating_sub(base);
    widgets::spans(galley, corner, text, bytes)
}
