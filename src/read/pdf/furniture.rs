//! Page furniture: lines that stand at the same height on many pages, with the digits masked.
//!
//! Its letters are marked as artifacts before anything else happens, so that neither path takes them for text.
//! Only lines at the edge count: a repeated line with text between it and the edge is text.

use super::glyphs::{Glyph, Mark, PageInk};
use super::lines::{Line, lines};
use super::words::words;
use std::collections::{BTreeMap, BTreeSet};

/// Share of the page at the top and at the bottom where furniture stands.
const MARGIN: f64 = 0.14;

/// A line near an edge: where, and what it says with digits masked.
type Key = (bool, u32, String);

struct Candidate {
    key: Key,
    /// Stretches of the page's letters.
    glyphs: Vec<(u32, u32)>,
}

/// Marks the letters of repeated lines at the edges of pages as artifacts.
pub(super) fn mark_repeated(pages: &mut [PageInk]) {
    let candidates: Vec<Vec<Candidate>> = pages.iter().map(candidates_of).collect();
    let mut seen: BTreeMap<&Key, BTreeSet<usize>> = BTreeMap::new();
    for (i, page) in candidates.iter().enumerate() {
        for candidate in page {
            seen.entry(&candidate.key).or_default().insert(i);
        }
    }
    let needed = if pages.len() <= 3 { 2 } else { 3 };
    let repeated = |key: &Key| {
        let (top, height, text) = key;
        let count = |h: u32| seen.get(&(*top, h, text.clone())).map_or(0, BTreeSet::len);
        count(*height) + count(height + 1) + count(height.saturating_sub(1)) >= needed
    };
    let mut marked: Vec<Vec<(u32, u32)>> = Vec::new();
    for page in &candidates {
        let mut stretches = Vec::new();
        for edge in [true, false] {
            let furniture = page.iter().filter(|c| c.key.0 == edge).take_while(|c| repeated(&c.key));
            stretches.extend(furniture.flat_map(|c| c.glyphs.iter().copied()));
        }
        marked.push(stretches);
    }
    for (page, stretches) in pages.iter_mut().zip(marked) {
        for (from, to) in stretches {
            for glyph in page.glyphs.get_mut(from as usize..to as usize).unwrap_or_default() {
                glyph.mark = Mark::Artifact;
            }
        }
    }
}

/// Gives text back that a file calls an artifact though it fills the page.
pub(super) fn reclaim_text(pages: &mut [PageInk]) {
    for page in pages {
        let (top, bottom) = (MARGIN * page.height, (1.0 - MARGIN) * page.height);
        let inner = |g: &Glyph| g.mark == Mark::Artifact && g.turn == 0 && g.y > top && g.y < bottom;
        let count = page.glyphs.iter().filter(|g| inner(g)).count();
        if count > 100 && count * 3 > page.glyphs.len() {
            for glyph in page.glyphs.iter_mut().filter(|g| inner(g)) {
                glyph.mark = Mark::None;
            }
        }
    }
}

/// Lines near the top, from the edge inwards, then lines near the bottom, from the edge inwards.
fn candidates_of(page: &PageInk) -> Vec<Candidate> {
    let (top, bottom) = (MARGIN * page.height, (1.0 - MARGIN) * page.height);
    let near = |g: &Glyph| g.turn == 0 && (g.y < top || g.y > bottom);
    let letters = page.glyphs.iter().enumerate().filter(|(_, g)| near(g)).filter_map(|(i, g)| Some((u32::try_from(i).ok()?, g)));
    let all = lines(words(letters));
    let (upper, mut lower): (Vec<Line>, Vec<Line>) = all.into_iter().partition(|l| l.y < top);
    lower.reverse();
    let candidate = |edge: bool| {
        move |line: Line| Candidate {
            key: (edge, (line.y / 4.0).round().max(0.0) as u32, masked(&line.text())),
            glyphs: line.words.iter().map(|w| w.glyphs).collect(),
        }
    };
    upper.into_iter().map(candidate(true)).chain(lower.into_iter().map(candidate(false))).collect()
}

/// A line with digits masked and letter-spaced words closed up.
pub(super) fn masked(text: &str) -> String {
    let spread = text.split(' ').filter(|w| w.chars().count() == 1).count() * 2 > text.split(' ').count();
    let mut out = String::new();
    for c in text.chars() {
        match c {
            ' ' if spread => {}
            c if c.is_ascii_digit() => {
                if !out.ends_with('#') {
                    out.push('#');
                }
            }
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}
