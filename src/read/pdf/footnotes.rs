//! Footnotes: smaller lines at the foot of a page, the first of which starts with a number or sign.
//!
//! They leave the flow before paragraphs are joined over pages, or each would stand inside a sentence.

use super::columns::Region;
use super::lines::Line;
use super::paragraphs::Measure;
use super::part::{Part, joined};
use super::places::Places;
use super::words::Word;
use crate::text::BlockKind;

/// Takes the footnotes off the foot of a page, or of each of its columns.
pub(super) fn take_footnotes(regions: &mut [Region], measure: &Measure, page: u32) -> Vec<Part> {
    let mut out = Vec::new();
    let mut below: Vec<(f64, f64)> = Vec::new();
    for region in regions.iter_mut().rev() {
        let edges = edges(region);
        if let Region::Lines(lines) = region
            && !below.iter().any(|(x0, x1)| edges.is_some_and(|(a, b)| a < *x1 && *x0 < b))
        {
            let notes = notes_of(lines, measure, page);
            out.splice(0..0, notes);
        }
        below.extend(edges);
    }
    out
}

/// Left and right edge of a region.
fn edges(region: &Region) -> Option<(f64, f64)> {
    let lines: Vec<&Line> = match region {
        Region::Lines(lines) => lines.iter().collect(),
        Region::Rows(rows) => rows.iter().flatten().flat_map(|c| &c.lines).collect(),
    };
    let edges = lines.iter().map(|l| (l.x0, l.x1));
    edges.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
}

fn notes_of(lines: &mut Vec<Line>, measure: &Measure, page: u32) -> Vec<Part> {
    let small = |l: &Line| l.size < 0.93 * measure.body;
    let tail = lines.iter().rev().take_while(|l| small(l)).count();
    let from = lines.len() - tail;
    let Some(first) = lines.iter().skip(from).position(starts_note) else { return Vec::new() };
    if !counts_up(lines.iter().skip(from + first).filter(|l| starts_note(l))) {
        return Vec::new();
    }
    let mut notes: Vec<Vec<Line>> = Vec::new();
    for line in lines.drain(from + first..) {
        match notes.last_mut() {
            Some(note) if !starts_note(&line) || note.iter().all(|l| l.words.len() < 2) => note.push(line),
            _ => notes.push(vec![line]),
        }
    }
    notes
        .iter()
        .map(|note| Part {
            text: joined(note),
            lines: note.len(),
            places: Places::of_words(note.iter().flat_map(|l| &l.words)),
            ..Part::empty(BlockKind::Footnote, page)
        })
        .collect()
}

/// Whether the numbers that lines start with count up by one: those of notes do, those of a table in small print do not.
fn counts_up<'l>(lines: impl Iterator<Item = &'l Line>) -> bool {
    let number = |l: &Line| {
        let digits: String = l.text().chars().skip_while(|c| *c == '[').take_while(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    };
    let numbers: Vec<u32> = lines.filter_map(number).collect();
    numbers.iter().zip(numbers.iter().skip(1)).all(|(a, b)| a.checked_add(1) == Some(*b))
}

/// Whether a line starts with a footnote's number or sign.
fn starts_note(line: &Line) -> bool {
    let Some(first) = line.words.first() else { return false };
    let sign = |w: &Word| {
        let bare = w.text.trim_matches(['[', ']', '.', ')']);
        (1..=3).contains(&bare.chars().count()) && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡'))
    };
    let glued = first.text.bytes().take_while(u8::is_ascii_digit).count();
    let glued = (1..=2).contains(&glued) && first.text.chars().nth(glued).is_some_and(|c| c.is_uppercase() || c == 'h');
    // A raised number may make a line of its own.
    sign(first) || glued
}
