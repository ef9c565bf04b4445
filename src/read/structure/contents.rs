//! Contents pages: lines with dot leaders, and lists of headings under the word "Contents".
//!
//! They must not answer a search, nor pass for the headings that they list.

use super::{in_flow, plain_words, words_of};
use crate::text::{Block, BlockKind, Zone};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Longest line of a contents page.
const MAX_LINE_CHARS: usize = 160;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static LEADER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(\.{4,}|(\.\s){4,}|…{2,}|_{5,})\s*\d{1,3}\s*$").unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static PAGE_AT_END: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{L}.*[\s\u{a0}.…]\d{1,3}$").unwrap());

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
    let mut under_title = false;
    let mut found = Vec::with_capacity(blocks.len());
    for (i, block) in blocks.iter().enumerate() {
        let words = words_of(text, block);
        if !in_flow(block) {
            found.push(false);
            continue;
        }
        if is_title(words) {
            under_title = true;
            found.push(true);
            continue;
        }
        let short = words.chars().count() <= MAX_LINE_CHARS;
        // A block may hold several lines of a contents page that a reader ran together.
        let leader = words.lines().any(|l| LEADER.is_match(l));
        let recurs = || last_use.get(&without_page(words)).is_some_and(|last| *last > i);
        let listed = under_title && short && (PAGE_AT_END.is_match(words) || recurs());
        under_title &= leader || listed;
        found.push(leader || listed);
    }
    found
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
        "contents" | "table of contents" | "contents page" | "list of contents" | "index" | "contents list"
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
}
