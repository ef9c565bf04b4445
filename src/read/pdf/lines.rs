//! Words into lines, and what a line looks like.
//!
//! A raised footnote marker has a baseline of its own but belongs to the line it hangs on.

use super::words::{Word, text_of};

/// Words on one baseline, left to right.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    /// The size most of its letters have.
    pub(super) size: f64,
    /// Whether every word with a letter in it is bold.
    pub(super) bold: bool,
}

impl Line {
    /// Makes a line of words that are already in order; none without words.
    pub(super) fn new(mut words: Vec<Word>) -> Option<Self> {
        let first = words.first()?;
        let (mut x0, mut x1) = (first.x0, first.x1);
        let main = main_word(&words)?;
        let (size, y) = (main.size, main.y);
        let mut bold = words.iter().any(Word::is_wordy);
        for word in &mut words {
            (x0, x1) = (x0.min(word.x0), x1.max(word.x1));
            word.raised = word.size < 0.85 * size && word.y < y - 0.12 * size;
            bold &= word.bold || !word.is_wordy() || word.raised;
        }
        unspread(&mut words);
        Some(Self { words, x0, x1, y, size, bold })
    }

    /// The line as text.
    pub(super) fn text(&self) -> String {
        text_of(&self.words)
    }
}

/// The longest word: it has the size and the baseline of the line.
fn main_word(words: &[Word]) -> Option<&Word> {
    let weight = |w: &Word| w.text.len() as f64 * w.size;
    words.iter().max_by(|a, b| weight(a).total_cmp(&weight(b)))
}

/// Lines from words in any order, top to bottom, words left to right.
pub(super) fn lines(mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<(f64, f64, Vec<Word>)> = Vec::new();
    for word in words {
        let near = rows.iter_mut().rev().take(3).find(|(y, size, _)| (word.y - *y).abs() < 0.45 * size.max(word.size));
        match near {
            Some((_, size, row)) => {
                *size = size.max(word.size);
                row.push(word);
            }
            None => rows.push((word.y, word.size, vec![word])),
        }
    }
    let mut lines: Vec<Line> = rows
        .into_iter()
        .filter_map(|(_, _, mut row)| {
            row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
            Line::new(row)
        })
        .collect();
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    lines
}

/// Lines from words in reading order, which is kept; a new line starts where the baseline moves or `x` goes back.
pub(super) fn lines_in_order(words: Vec<Word>) -> Vec<Line> {
    let mut out = Vec::new();
    let mut row: Vec<Word> = Vec::new();
    let mut base = (0.0, 0.0);
    for word in words {
        let back = row.last().is_some_and(|w| word.x0 < w.x0 - 2.0 * w.size);
        if !row.is_empty() && (back || (word.y - base.0).abs() > 0.45 * word.size.max(base.1)) {
            out.extend(Line::new(std::mem::take(&mut row)));
        }
        if row.is_empty() || word.size > base.1 {
            base = (word.y, word.size);
        }
        row.push(word);
    }
    out.extend(Line::new(row));
    out
}

/// Closes up letter-spaced words ("S U M M A R Y" drawn with wide gaps instead of blanks).
fn unspread(words: &mut Vec<Word>) {
    let single = |w: &Word| w.text.chars().count() == 1 && w.is_wordy() && !w.spaced;
    if words.iter().filter(|w| single(w)).count() < 4 {
        return;
    }
    let mut out: Vec<Word> = Vec::new();
    let mut letters: Vec<Word> = Vec::new();
    for word in words.drain(..) {
        let joins = letters.last().is_some_and(single) && word.text.chars().count() == 1;
        if !joins {
            close_up(&mut letters, &mut out);
        }
        letters.push(word);
    }
    close_up(&mut letters, &mut out);
    *words = out;
}

fn close_up(letters: &mut Vec<Word>, out: &mut Vec<Word>) {
    if letters.len() < 4 {
        out.append(letters);
        return;
    }
    let mut gaps: Vec<f64> = letters.iter().zip(letters.iter().skip(1)).map(|(a, b)| b.x0 - a.x1).collect();
    gaps.sort_by(f64::total_cmp);
    let usual = gaps.get(gaps.len() / 2).copied().unwrap_or_default();
    let mut open: Option<Word> = None;
    for letter in letters.drain(..) {
        match &mut open {
            Some(word) if letter.x0 - word.x1 < usual.mul_add(1.6, 0.5) => {
                word.text.push_str(&letter.text);
                (word.x1, word.spaced, word.glyphs.1) = (letter.x1, letter.spaced, letter.glyphs.1);
            }
            _ => out.extend(open.replace(letter)),
        }
    }
    out.extend(open);
}
