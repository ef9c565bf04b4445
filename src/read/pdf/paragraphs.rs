//! Lines into paragraphs: white above, an indent, a label, a change of type or a short line before parts them.
//!
//! The leading to compare with is that of the whole document at that size, because a page of one-line paragraphs
//! would otherwise set its own, too wide, measure.

use super::labels::{Start, start_of};
use super::lines::Line;
use std::collections::BTreeMap;

/// What is usual in a document.
#[derive(Debug, Default)]
pub(super) struct Measure {
    /// Size of most letters.
    pub(super) body: f64,
    /// Usual distance of baselines, by size in half points.
    leading: BTreeMap<u32, f64>,
}

impl Measure {
    /// Measures a document from all its regions of lines.
    pub(super) fn new<'l>(body: f64, regions: impl Iterator<Item = &'l [Line]>) -> Self {
        let mut steps: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
        for region in regions {
            for (a, b) in region.iter().zip(region.iter().skip(1)) {
                let step = b.y - a.y;
                if half(a.size) == half(b.size) && step > 0.8 * a.size && step < 2.6 * a.size {
                    *steps.entry(half(a.size)).or_default().entry(half(step)).or_default() += 1;
                }
            }
        }
        let usual = |counts: &BTreeMap<u32, usize>| {
            let total: usize = counts.values().sum();
            let most = counts.iter().max_by_key(|(step, n)| (**n, std::cmp::Reverse(**step)))?;
            (total >= 6).then(|| f64::from(*most.0) / 2.0)
        };
        let leading = steps.iter().filter_map(|(size, counts)| Some((*size, usual(counts)?))).collect();
        Self { body, leading }
    }

    /// Usual distance of baselines at a size.
    fn leading(&self, size: f64) -> f64 {
        self.leading.get(&half(size)).copied().unwrap_or(1.25 * size)
    }
}

/// A length in half points.
pub(super) fn half(points: f64) -> u32 {
    (points * 2.0).round().clamp(0.0, 100_000.0) as u32
}

/// Left and right edge of a region.
#[derive(Clone, Copy)]
struct Edges {
    left: f64,
    right: f64,
}

/// Parts the lines of one region into paragraphs.
pub(super) fn paragraphs(lines: Vec<Line>, measure: &Measure) -> Vec<Vec<Line>> {
    let left = lines.iter().map(|l| l.x0).fold(f64::MAX, f64::min);
    let right = lines.iter().map(|l| l.x1).fold(f64::MIN, f64::max);
    let edges = Edges { left, right };
    let mut out: Vec<Vec<Line>> = Vec::new();
    for line in lines {
        match out.last_mut() {
            Some(paragraph) if !parts(paragraph, &line, edges, measure) => paragraph.push(line),
            _ => out.push(vec![line]),
        }
    }
    out
}

/// Whether a line starts a new paragraph after the lines of `paragraph`.
fn parts(paragraph: &[Line], line: &Line, edges: Edges, measure: &Measure) -> bool {
    let (Some(first), Some(last)) = (paragraph.first(), paragraph.last()) else { return true };
    let em = line.size.max(1.0);
    let step = line.y - last.y;
    let ratio = line.size / last.size.max(0.1);
    if step <= 0.0 || !(0.88..=1.14).contains(&ratio) || step > 1.3 * measure.leading(line.size.min(last.size)) {
        return true;
    }
    let room = edges.right - last.x1;
    let first_word = line.words.first().map_or(0.0, |w| w.x1 - w.x0);
    let short = room > 0.4f64.mul_add(em, first_word);
    let ended = ends_sentence(last);
    match start_of(line) {
        Start::Bullet => return true,
        Start::Dash if ended || matches!(start_of(first), Start::Bullet | Start::Dash) => return true,
        Start::Number(_) | Start::Item(_) if (ended || short) && line.x0 < first.x0 + 1.5 * em => return true,
        Start::Number(_) if is_gutter(line) => return true,
        Start::Dash | Start::Number(_) | Start::Item(_) | Start::Plain => {}
    }
    if has_leader(last) {
        return true;
    }
    if last.bold != line.bold && (short || ended) && paragraph.iter().all(|l| l.bold == last.bold) {
        return true;
    }
    let text_x = if paragraph.len() > 1 { last.x0 } else { text_start(first) };
    if ended && (line.x0 > last.x0.max(text_x) + 0.8 * em || line.x0 < text_x.min(last.x0) - 0.8 * em) {
        return true;
    }
    // A list item is over when the text goes back to the margin.
    if start_of(first) == Start::Bullet && line.x0 < text_start(first) - 0.8 * em && line.x0 < first.x0 + 0.3 * em {
        return true;
    }
    let broken = last.words.last().is_some_and(|w| w.text.len() > 1 && w.text.ends_with(['-', '\u{ad}']));
    (short && ended) || !broken && room > 0.35 * (edges.right - edges.left).max(em) && !starts_small(line) && !has_leader(line)
}

/// Where the words of a line start that has a label before them.
fn text_start(line: &Line) -> f64 {
    match start_of(line) {
        Start::Plain => line.x0,
        Start::Bullet | Start::Dash | Start::Number(_) | Start::Item(_) => line.words.get(1).map_or(line.x0, |w| w.x0),
    }
}

fn is_gutter(line: &Line) -> bool {
    match line.words.as_slice() {
        [label, text, ..] => text.x0 - label.x1 > 0.55 * line.size,
        _ => false,
    }
}

/// Whether a line ends as sentences end.
pub(super) fn ends_sentence(line: &Line) -> bool {
    line.words.iter().rev().find(|w| !w.is_marker()).is_some_and(|w| ended(&w.text))
}

/// Whether text ends as sentences end.
pub(super) fn ended(text: &str) -> bool {
    text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':', ';'])
}

fn starts_small(line: &Line) -> bool {
    line.words.first().and_then(|w| w.text.chars().next()).is_some_and(char::is_lowercase)
}

/// Whether a line runs over dots to a page number, as in a list of contents.
pub(super) fn has_leader(line: &Line) -> bool {
    let numbered = line.words.last().is_some_and(|w| w.text.ends_with(|c: char| c.is_ascii_digit()));
    let dots = |w: &super::words::Word| w.text.contains("...") || w.text.contains('…') || w.text.contains("___");
    numbered && (line.words.iter().any(dots) || line.words.iter().filter(|w| w.text == ".").count() > 3)
}
