//! An estimate of the page that a paragraph will stand on, for the contents before Word has counted.
//!
//! It is near and not exact: Word counts anew when the file is opened and the reader agrees to it.

use super::style::Style;
use crate::write::chart::words_width;

/// How far down which page the text has come, in points.
pub(super) struct Pages {
    page: usize,
    down: f64,
    /// The space below the last paragraph; the space above the next one counts only as far as it is larger.
    below: f64,
    width: f64,
    height: f64,
}

impl Pages {
    pub(super) const fn new(width: f64, height: f64) -> Self {
        Self { page: 1, down: 0.0, below: 0.0, width, height }
    }

    pub(super) const fn page(&self) -> usize {
        self.page
    }

    pub(super) const fn turn(&mut self) {
        self.page += 1;
        (self.down, self.below) = (0.0, 0.0);
    }

    /// The present page has another shape.
    pub(super) const fn resize(&mut self, width: f64, height: f64) {
        (self.width, self.height) = (width, height);
    }

    /// A new page of another shape.
    pub(super) const fn reshape(&mut self, width: f64, height: f64) {
        self.turn();
        self.resize(width, height);
    }

    /// Something that is not parted, with what must stay below it on the same page.
    pub(super) fn whole(&mut self, height: f64, kept_with: f64) {
        if self.down > 0.0 && self.down + height + kept_with > self.height {
            self.turn();
        }
        self.down += height;
        self.below = 0.0;
    }

    /// A paragraph, which may run over pages line by line.
    pub(super) fn paragraph(&mut self, style: Style, text: &str) {
        let measures = style.measures();
        let before = if self.down > 0.0 { (measures.before - self.below).max(0.0) } else { 0.0 };
        let (lines, line) = lines(style, text, self.width);
        if lines <= 3.0 {
            let is_kept = matches!(style, Style::Heading1 | Style::Heading2 | Style::Heading3 | Style::Caption | Style::Quote);
            let kept_with = if is_kept { 32.0 } else { 0.0 };
            self.whole(before + lines * line, kept_with);
        } else {
            self.down += before + lines * line;
            while self.down > self.height {
                self.down -= self.height;
                self.page += 1;
            }
        }
        self.down += measures.after;
        self.below = measures.after;
    }
}

/// Lines that a text takes, and the height of one.
fn lines(style: Style, text: &str, width: f64) -> (f64, f64) {
    let measures = style.measures();
    let room = (width - measures.indent).max(20.0);
    // A line is never filled to the last letter.
    let lines = text.split('\n').map(|part| (words_width(part, measures.size) / (room * 0.97)).ceil().max(1.0)).sum();
    (lines, measures.size * 1.15 * measures.leading)
}

/// The height of a cell's paragraph in a column.
pub(super) fn cell_height(text: &str, width: f64) -> f64 {
    let measures = Style::Cell.measures();
    let (lines, line) = lines(Style::Cell, text, width);
    lines * line + measures.before + measures.after
}
