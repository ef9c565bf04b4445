//! Letters into words: a gap, a shifted baseline or a change of size parts them.
//!
//! Files draw fake bold by writing the same letters twice, a hair apart: the second copy is dropped and the word
//! counts as bold.

use super::glyphs::Glyph;
use std::collections::HashMap;

/// A gap wider than this share of the size parts two words.
const WORD_GAP: f64 = 0.13;
/// A gap narrower than this share of the size parts nothing, whatever else changes.
const GLUE_GAP: f64 = 0.08;

/// A run of letters without a blank.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    /// Quarter turns, as of its letters.
    pub(super) turn: u8,
    /// Page, counted from 1.
    pub(super) page: u32,
    pub(super) bold: bool,
    /// A blank follows in the file.
    pub(super) spaced: bool,
    /// Smaller than its line and above it: a footnote marker or an ordinal.
    pub(super) raised: bool,
    /// Where its letters lie in the page's list.
    pub(super) glyphs: (u32, u32),
    last_x: f64,
}

impl Word {
    /// Whether the word, being raised, marks a footnote instead of ending a number ("19th").
    pub(super) fn is_marker(&self) -> bool {
        self.raised && self.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§' | ',' | '[' | ']'))
    }

    /// Whether there is a letter or digit in it.
    pub(super) fn is_wordy(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

/// Puts letters, in the order in which the file draws them, together into words.
pub(super) fn words<'g>(glyphs: impl IntoIterator<Item = (u32, &'g Glyph)>) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut open = false;
    for (index, glyph) in glyphs {
        if is_blank(glyph.c) {
            if let (true, Some(word)) = (open, out.last_mut()) {
                word.spaced = true;
            }
            open = false;
            continue;
        }
        if let (true, Some(word)) = (open, out.last_mut())
            && extend(word, glyph, index)
        {
            continue;
        }
        open = true;
        out.push(Word {
            text: glyph.c.to_string(),
            x0: glyph.x0,
            x1: glyph.x1,
            y: glyph.y,
            size: glyph.size,
            turn: glyph.turn,
            page: glyph.page,
            bold: glyph.bold,
            spaced: false,
            raised: false,
            glyphs: (index, index + 1),
            last_x: glyph.x0,
        });
    }
    drop_doubles(&mut out);
    out
}

/// Adds a letter to the word, or drops it as a second copy; false when a new word starts.
fn extend(word: &mut Word, glyph: &Glyph, index: u32) -> bool {
    if (glyph.turn, glyph.page) != (word.turn, word.page) {
        return false;
    }
    let size = word.size.max(0.01);
    let gap = glyph.x0 - word.x1;
    let level = (glyph.y - word.y).abs();
    if (glyph.x0 - word.last_x).abs() < 0.1 * size && level < 0.1 * size && word.text.ends_with(glyph.c) {
        word.bold = true;
        word.glyphs.1 = index + 1;
        return true;
    }
    let ratio = glyph.size / size;
    let joins = level < 0.12 * size && gap < WORD_GAP * size && gap > -0.4 * size && ratio < 1.25 && ratio > 0.8;
    if joins {
        word.text.push(glyph.c);
        word.last_x = glyph.x0;
        word.x1 = glyph.x1.max(word.x1);
        word.glyphs.1 = index + 1;
    }
    joins
}

/// Drops words that are written twice at the same place.
fn drop_doubles(words: &mut Vec<Word>) {
    let mut seen: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut doubled = vec![false; words.len()];
    let mut bold = Vec::new();
    for (i, word) in words.iter().enumerate() {
        let places = seen.entry(word.text.as_str()).or_default();
        let twin = places.iter().rev().take(64).copied().find(|j| {
            words.get(*j).is_some_and(|w| {
                let reach = 0.12 * w.size;
                (w.x0 - word.x0).abs() < reach && (w.y - word.y).abs() < reach && (w.size - word.size).abs() < reach
            })
        });
        match twin {
            Some(j) => {
                bold.push(j);
                if let Some(d) = doubled.get_mut(i) {
                    *d = true;
                }
            }
            None => places.push(i),
        }
    }
    if bold.is_empty() {
        return;
    }
    for j in bold {
        if let Some(word) = words.get_mut(j) {
            word.bold = true;
        }
    }
    let mut keep = doubled.iter().map(|d| !d);
    words.retain(|_| keep.next().unwrap_or(true));
}

/// Whether a blank stands between two words of one line.
pub(super) fn parted(before: &Word, after: &Word) -> bool {
    let gap = after.x0 - before.x1;
    let size = before.size.min(after.size);
    before.spaced || gap > GLUE_GAP * size || gap < -0.5 * before.size || (after.is_marker() && before.is_wordy())
}

/// The words of one line as text.
pub(super) fn text_of(words: &[Word]) -> String {
    let mut text = String::new();
    let mut before: Option<&Word> = None;
    for word in words {
        if before.is_some_and(|b| parted(b, word)) {
            text.push(' ');
        }
        text.push_str(&word.text);
        before = Some(word);
    }
    text
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{a0}' | '\0' | '\u{200b}' | '\u{feff}')
}
