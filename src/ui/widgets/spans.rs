//! Where stretches of a text stand once it is laid out.

use egui::epaint::text::CharIndex;
use egui::{Galley, Pos2, Rect, pos2};
use std::ops::Range;

/// Where some bytes of `text` stand in its galley, row by row; what lies behind its end is left out.
#[must_use]
pub fn spans(galley: &Galley, corner: Pos2, text: &str, bytes: Range<usize>) -> Vec<Rect> {
    let letters = |at: usize| text.get(..at.min(text.len())).map_or(0, |before| before.chars().count());
    let (from, to) = (letters(bytes.start), letters(bytes.end));
    let (mut first, mut spans) = (0, Vec::new());
    for row in &galley.rows {
        let count = row.char_count_excluding_newline().0;
        let (start, end) = (from.max(first), to.min(first + count));
        if start < end {
            let x = |letter: usize| corner.x + row.pos.x + row.x_offset(CharIndex(letter - first));
            let top = corner.y + row.pos.y;
            spans.push(Rect::from_min_max(pos2(x(start), top), pos2(x(end), top + row.size.y)));
        }
        first += row.char_count_including_newline().0;
    }
    spans
}
