//! Contents pages: lines with dot leaders, and lists of headings under the word "Contents".
//!
//! They must not answer a search, nor pass for the headings that they list.

use super::{in_flow, plain_words, words_of};
use crate::text::{Block, BlockKind, Zone};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Longest line of a contents page.
const MAX_LINE_CHARS: usize = 160;
/// A long title takes two lines, of which only the second has the page number.
const LOOK_AHEAD: usize = 2;
/// A contents page without a title has at least so many lines …
const MIN_LINES: usize = 4;
/// … and begins among so many first blocks.
const FIRST_BLOCKS: usize = 60;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static LEADER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\.{4,}|(\.\s){4,}|…{2,}|_{5,})\s*\d{1,3}\s*$").unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static PAGE_AT_END: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{L}.*[\s\u{a0}.…](\d{1,3}|[ivx]{1,5})$").unwrap());

/// Marks the blocks of contents pages and takes their headings' rank.
pub fn find(text: &str, blocks: &mut [Block]) {
    let found = on_contents_pages(text, blocks);
    for (block, is_contents) in blocks.iter_mut().zip(found) {
        if is_contents || block.zone == Some(Zone::Contents) {
            block.zone = Some(Zone::Contents);
            if block.kind == BlockKind::Heading && !is_title(words_of(text, block)) {
                block.kind = BlockKind::Paragraph;
                block.level = 0;
            }
        }
    }
}

fn on_contents_pages(text: &str, blocks: &[Block]) -> Vec<bool> {
    let last_use = last_uses(text, blocks);
    let lines: Vec<Line> = blocks.iter().map(|block| Line::of(text, block)).collect();
    let recurs = |i: usize, words: &str| last_use.get(&without_page(words)).is_some_and(|last| *last > i);
    let mut under_title = false;
    let mut titles = BTreeSet::new();
    let mut found = vec![false; blocks.len()];
    let flow: Vec<usize> = blocks.iter().enumerate().filter(|(_, b)| in_flow(b)).map(|(i, _)| i).collect();
    for (k, i) in flow.iter().enumerate() {
        let (Some(line), Some(block), Some(slot)) = (lines.get(*i), blocks.get(*i), found.get_mut(*i)) else { continue };
        let words = words_of(text, block);
        if is_title(words) {
            (under_title, *slot) = (true, true);
            continue;
        }
        let goes_on = || {
            let next = flow.iter().skip(k + 1).take(LOOK_AHEAD).filter_map(|n| lines.get(*n));
            let is_listed = titles.contains(&without_page(words));
            !is_listed
                && !words.ends_with(['.', ';', ':'])
                && next.into_iter().any(|line| line.leader || line.short && line.paged)
        };
        let listed = under_title && line.short && (line.paged || recurs(*i, words) || goes_on());
        *slot = line.leader || listed;
        under_title &= *slot;
        if *slot {
            titles.insert(without_page(words));
        }
    }
    for i in without_title(text, blocks, &flow, &lines, &last_use) {
        if let Some(slot) = found.get_mut(i) {
            *slot = true;
        }
    }
    found
}

/// What a block looks like beside the lines of a contents page.
struct Line {
    short: bool,
    leader: bool,
    /// Ends in a page number.
    paged: bool,
}

impl Line {
    fn of(text: &str, block: &Block) -> Self {
        // A block may hold several lines of a contents page that a reader ran together.
        let lines: Vec<&str> = words_of(text, block).lines().collect();
        let leader = lines.iter().any(|l| LEADER.is_match(l));
        let paged = lines.iter().filter(|l| PAGE_AT_END.is_match(l)).count() * 2 >= lines.len().max(1);
        Self { short: lines.iter().all(|l| l.chars().count() <= MAX_LINE_CHARS), leader, paged }
    }
}

/// Lines of a contents page that has no title: near the start, page numbers that rise, and words that come again.
fn without_title(text: &str, blocks: &[Block], flow: &[usize], lines: &[Line], last_use: &BTreeMap<String, usize>) -> Vec<usize> {
    let page = |i: usize| {
        let line = lines.get(i).filter(|line| line.short && line.paged)?;
        let words = words_of(text, blocks.get(i)?);
        words.rsplit(|c: char| !c.is_ascii_digit()).next()?.parse::<u32>().ok().filter(|_| !line.leader)
    };
    let mut out = Vec::new();
    let mut run: Vec<(usize, u32)> = Vec::new();
    let mut close = |run: &mut Vec<(usize, u32)>| {
        let end = run.last().map_or(0, |(i, _)| *i);
        let recurs = |b: &Block| last_use.get(&without_page(words_of(text, b))).is_some_and(|last| *last > end);
        let again = run.iter().filter(|(i, _)| blocks.get(*i).is_some_and(recurs)).count();
        if run.len() >= MIN_LINES && again * 2 >= run.len() {
            out.extend(run.iter().map(|(i, _)| *i));
        }
        run.clear();
    };
    for i in flow.iter().take(FIRST_BLOCKS) {
        match page(*i) {
            Some(number) if run.last().is_none_or(|(_, last)| *last <= number) => run.push((*i, number)),
            _ => close(&mut run),
        }
    }
    close(&mut run);
    out
}

/// Where each short wording stands last.
fn last_uses(text: &str, blocks: &[Block]) -> BTreeMap<String, usize> {
    let short = |b: &&Block| b.range.len() <= MAX_LINE_CHARS;
    blocks.iter().enumerate().filter(|(_, b)| short(b)).map(|(i, b)| (without_page(words_of(text, b)), i)).collect()
}

fn without_page(words: &str) -> String {
    plain_words(words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '…' || c.is_whitespace()))
}

/// Whether a block is the title of a contents page.
fn is_title(words: &str) -> bool {
    matches!(
        plain_words(words).as_str(),
        "contents"
            | "table of contents"
            | "contents page"
            | "list of contents"
            | "index"
            | "contents list"
            | "list of figures"
            | "list of tables"
            | "figures and tables"
            | "list of appendices"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceBuilder;

    #[test]
    fn a_contents_page_is_known_by_leaders_numbers_and_repetition() {
        let mut b = SourceBuilder::new("test/1");
        for line in ["Contents", "1. Introduction ........ 3", "Method 4", "Findings", "Findings", "We met 12"] {
            b.push(BlockKind::Heading, 1, line);
        }
        let mut source = b.build();
        find(&source.text, &mut source.shape.blocks);
        let zones: Vec<bool> = source.shape.blocks.iter().map(|b| b.zone == Some(Zone::Contents)).collect();
        assert_eq!(zones, [true, true, true, true, false, false]);
        assert_eq!(source.shape.blocks[1].kind, BlockKind::Paragraph);
    }

    fn contents_of(lines: &[&str]) -> Vec<bool> {
        let mut b = SourceBuilder::new("test/1");
        for line in lines {
            if line.contains('|') {
                let table = b.begin_table();
                b.push_row(table, &line.split('|').collect::<Vec<_>>());
            } else {
                b.push(BlockKind::Paragraph, 0, line);
            }
        }
        let mut source = b.build();
        find(&source.text, &mut source.shape.blocks);
        source.shape.blocks.iter().map(|b| b.zone == Some(Zone::Contents)).collect()
    }

    #[test]
    fn long_titles_rows_and_lists_of_figures_belong_to_it() {
        let lines = [
            "Contents",
            "Foreword iii",
            "Finding 2: A small injury in a baby who is not yet mobile was treated as a question of where it came from,",
            "and not as a reason to refer 13",
            "Conclusion|21",
            "List of figures",
            "Figure 1: Genogram 8",
            "The review looked at eleven agencies.",
        ];
        assert_eq!(contents_of(&lines), [true, true, true, true, true, true, true, false]);
    }

    #[test]
    fn a_contents_page_may_lack_its_title() {
        let lines = [
            "Child Q",
            "Introduction 3",
            "The family 5",
            "Findings 9",
            "Conclusion 21",
            "Introduction",
            "The family",
            "In ward 7",
        ];
        assert_eq!(contents_of(&lines), [false, true, true, true, true, false, false, false]);
        let table = ["Ward 1", "Ward 2", "Ward 3", "Ward 4", "Ward 5"];
        assert_eq!(contents_of(&table), [false; 5], "numbers at line ends alone are no contents page");
    }
}
