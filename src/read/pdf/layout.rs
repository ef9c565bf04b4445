//! The geometric path: the parts of a page from the places of its letters alone.
//!
//! Two passes: regions of every page first, because the usual leading and size of the document decide how the
//! lines of each page fall into paragraphs.

use super::columns::{Cell, Region, regions};
use super::footnotes::take_footnotes;
use super::glyphs::{Glyph, Mark, PageInk, turned};
use super::lines::{Line, lines};
use super::paragraphs::{Measure, paragraphs};
use super::part::{CELL_BREAK, CellText, Part, joined};
use super::places::Places;
use super::rules::Rule;
use super::tables::grids;
use super::words::{Word, words};

/// A page parted into regions, furniture aside.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) regions: Vec<Region>,
    /// Lines of furniture above and below the text.
    pub(super) header: Vec<Line>,
    pub(super) footer: Vec<Line>,
}

impl Layout {
    /// Runs of lines, for measuring.
    pub(super) fn runs(&self) -> impl Iterator<Item = &[Line]> {
        self.regions.iter().filter_map(|r| match r {
            Region::Lines(lines) => Some(lines.as_slice()),
            Region::Rows(_) => None,
        })
    }
}

/// Lays out the letters of a page that `wanted` lets through; artifacts become furniture.
pub(super) fn lay_out(page: &PageInk, wanted: impl Fn(usize, &Glyph) -> bool) -> Layout {
    let mut counts = [0usize; 4];
    for glyph in &page.glyphs {
        if let Some(n) = counts.get_mut(usize::from(glyph.turn)) {
            *n += 1;
        }
    }
    let main = (0..4u8).max_by_key(|t| (counts.get(usize::from(*t)).copied(), std::cmp::Reverse(*t))).unwrap_or(0);
    let pick = |turn: u8, artifact: bool| {
        let letters = page.glyphs.iter().enumerate();
        let right = letters.filter(move |(_, g)| g.turn == turn && (g.mark == Mark::Artifact) == artifact);
        words(right.filter(|(i, g)| wanted(*i, g)).filter_map(|(i, g)| Some((u32::try_from(i).ok()?, g))))
    };
    let mut layout = Layout::default();
    for turn in [main, 0, 1, 3, 2] {
        if turn == main && !(layout.regions.is_empty() && layout.header.is_empty() && layout.footer.is_empty()) {
            continue;
        }
        let text = pick(turn, false);
        if !text.is_empty() {
            layout.regions.extend(regions_of(text, &rules_turned(&page.rules, turn)));
        }
        let (upper, lower): (Vec<Line>, Vec<Line>) =
            lines(pick(turn, true)).into_iter().partition(|l| turn != 0 || l.y < page.height / 2.0);
        layout.header.extend(upper);
        layout.footer.extend(lower);
    }
    layout
}

fn rules_turned(rules: &[Rule], turn: u8) -> Vec<Rule> {
    if turn == 0 {
        return rules.to_vec();
    }
    let ends = rules.iter().map(|r| r.ends());
    ends.filter_map(|(a, b)| Rule::between(turned(a, turn), turned(b, turn))).collect()
}

/// Regions of text with the drawn tables at their height among them.
fn regions_of(mut text: Vec<Word>, rules: &[Rule]) -> Vec<Region> {
    let mut out = Vec::new();
    for grid in grids(rules, &mut text) {
        let top = grid.top();
        let (above, below): (Vec<Word>, Vec<Word>) = text.into_iter().partition(|w| w.y < top);
        text = below;
        out.extend(regions(above));
        out.push(Region::Rows(grid.rows()));
    }
    out.extend(regions(text));
    out
}

/// The parts of a laid-out page in reading order; `tables` counts the tables of the document.
pub(super) fn parts_of(layout: Layout, page: u32, measure: &Measure, tables: &mut u32) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let furniture = |lines: Vec<Line>| lines.into_iter().filter_map(move |l| Part::furniture(&l, page));
    out.extend(furniture(layout.header));
    let mut regions = layout.regions;
    let notes = take_footnotes(&mut regions, measure, page);
    for region in regions {
        match region {
            Region::Lines(lines) => {
                out.extend(paragraphs(lines, measure).iter().filter_map(|p| Part::of_lines(p, page)));
            }
            Region::Rows(rows) => {
                *tables += 1;
                out.extend(rows.into_iter().map(|row| {
                    let words = row.iter().flat_map(|c| &c.lines).flat_map(|l| &l.words);
                    let places = Places::of_words(words);
                    Part::row(row.into_iter().map(|cell| cell_text(cell, measure)).collect(), places, *tables, page)
                }));
            }
        }
    }
    out.extend(notes);
    out.extend(furniture(layout.footer));
    out
}

/// The text of a cell, its paragraphs parted.
fn cell_text(cell: Cell, measure: &Measure) -> CellText {
    let paragraphs: Vec<String> = paragraphs(cell.lines, measure).iter().map(|p| joined(p)).collect();
    CellText { text: paragraphs.join(&CELL_BREAK.to_string()), span: cell.span }
}
