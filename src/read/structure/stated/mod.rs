//! The findings and recommendations that a document itself numbers or lists, each with all its words.
//!
//! Three ways in which reviews state them: under a printed name ("Finding 2: …"), as rows of a table with a column
//! of recommendations, and as the items of a list under a heading that says what they are. A list that repeats the
//! named ones under their numbers, as executive summaries do, is left out.

mod items;
mod lists;
mod tables;

use super::names::zone_of;
use super::{in_flow, plain_words, words_of};
use crate::text::{Block, BlockKind, Stated, StatedKind, TextRange, Zone};
use items::{named, number_of};
use std::collections::BTreeSet;

/// A document that states more than this is no review.
const MOST: usize = 500;

/// Finds what a document states, in text order.
pub fn find(text: &str, blocks: &[Block]) -> Vec<Stated> {
    let document = Document::of(text, blocks);
    let mut found = items::find(&document);
    let taken: BTreeSet<(StatedKind, String)> = found.iter().map(|item| (item.kind, item.number.clone())).collect();
    let named: BTreeSet<(StatedKind, usize)> = found.iter().map(|item| (item.kind, item.first)).collect();
    for group in document.groups() {
        let has_named = group.members.iter().any(|at| named.contains(&(group.kind, *at)));
        let listed = if has_named { Vec::new() } else { lists::find(&document, &group) };
        let repeats = !listed.is_empty() && listed.iter().all(|i| taken.contains(&(i.kind, i.number.clone())));
        if !repeats {
            found.extend(listed);
        }
    }
    let listed: BTreeSet<usize> = found.iter().map(|item| item.first).collect();
    for table in tables::find(&document) {
        let repeats = table.iter().all(|i| taken.contains(&(i.kind, i.number.clone())));
        if !repeats {
            found.extend(table.into_iter().filter(|item| !listed.contains(&item.first)));
        }
    }
    found.sort_by_key(|item| (item.range.start(), item.range.end()));
    found.truncate(4 * MOST);
    let mut stated: Vec<Stated> = without_copies(found)
        .into_iter()
        .map(|item| Stated { kind: item.kind, number: item.number, range: item.range })
        .collect();
    stated.truncate(MOST);
    stated
}

/// Something stated, before copies are left out.
#[derive(Clone, Debug)]
struct Item {
    kind: StatedKind,
    number: String,
    /// Index of its first block.
    first: usize,
    range: TextRange,
    /// Its first words, to know a copy by.
    words: String,
}

/// Of two with the same words the longer stays, and of equals the later: a summary comes first.
fn without_copies(items: Vec<Item>) -> Vec<Item> {
    let mut kept: Vec<Item> = Vec::new();
    for item in items {
        let numbers_agree = |k: &Item| k.number == item.number || k.number.is_empty() || item.number.is_empty();
        let copy = kept.iter().position(|k| k.kind == item.kind && k.words == item.words && numbers_agree(k));
        match copy.and_then(|at| kept.get_mut(at)) {
            Some(k) => {
                let number = if item.number.is_empty() { k.number.clone() } else { item.number.clone() };
                if item.range.len() >= k.range.len() {
                    *k = item;
                }
                k.number = number;
            }
            None => kept.push(item),
        }
    }
    kept.sort_by_key(|item| (item.range.start(), item.range.end()));
    kept
}

/// The blocks that may state something.
struct Document<'s> {
    text: &'s str,
    blocks: &'s [Block],
    /// Indexes of the blocks of the reading text, contents pages and the like left out.
    flow: Vec<usize>,
}

/// A heading that says what the items under it are, with the blocks under it.
struct Group {
    kind: StatedKind,
    heading: usize,
    members: Vec<usize>,
}

impl<'s> Document<'s> {
    fn of(text: &'s str, blocks: &'s [Block]) -> Self {
        let out = |zone| matches!(zone, Some(Zone::Contents | Zone::Cover | Zone::Glossary | Zone::Boilerplate));
        let flow = blocks.iter().enumerate().filter(|(_, b)| in_flow(b) && !out(b.zone)).map(|(i, _)| i).collect();
        Self { text, blocks, flow }
    }

    fn block(&self, at: usize) -> Option<&'s Block> {
        self.blocks.get(at)
    }

    fn words(&self, at: usize) -> &'s str {
        self.block(at).map_or("", |b| words_of(self.text, b))
    }

    fn is(&self, at: usize, kind: BlockKind) -> bool {
        self.block(at).is_some_and(|b| b.kind == kind)
    }

    /// An item from one block to another.
    fn item(&self, kind: StatedKind, number: &str, first: usize, last: usize) -> Option<Item> {
        let block = self.block(first)?;
        let range = block.range.union(self.block(last)?.range);
        // Of a row only the cell that states it: owners and dates beside it differ from copy to copy.
        let cells = block.cells.iter().filter_map(|c| c.of(self.text)).map(|words| self.key(first, words));
        let words = cells.into_iter().find(|key| !key.is_empty()).unwrap_or_else(|| self.key(first, self.words(first)));
        Some(Item { kind, number: number.to_owned(), first, range, words })
    }

    /// The words of an item without its name and number.
    fn key(&self, at: usize, words: &str) -> String {
        let rest = named(words).map_or(words, |(_, _, rest)| rest);
        let label = self.block(at).and_then(|b| b.label.as_deref()).unwrap_or_default();
        plain_words(rest.strip_prefix(label).unwrap_or(rest))
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
            .to_owned()
    }

    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut open: Option<(Group, u8)> = None;
        let mut aside = false;
        for at in self.flow.iter().copied() {
            let Some(block) = self.block(at).filter(|b| b.kind == BlockKind::Heading) else {
                if let Some((group, _)) = open.as_mut().filter(|_| !aside) {
                    group.members.push(at);
                }
                continue;
            };
            let words = self.words(at);
            aside = holds(words).is_none() && is_aside(words);
            let kind = holds(words).filter(|_| named(words).is_none());
            let goes_on = open
                .as_ref()
                .is_some_and(|(group, level)| block.level > *level && kind.is_none_or(|k| k == group.kind) && !is_past(words));
            match (&mut open, goes_on, kind) {
                (Some((group, _)), true, None) => group.members.push(at),
                (_, _, kind) => {
                    groups.extend(open.take().map(|(group, _)| group));
                    open = kind.map(|kind| (Group { kind, heading: at, members: Vec::new() }, block.level));
                }
            }
        }
        groups.extend(open.map(|(group, _)| group));
        groups
    }
}

/// What a heading says the items under it are.
fn holds(heading: &str) -> Option<StatedKind> {
    let words = plain_words(heading);
    let has = |names: &[&str]| names.iter().any(|name| words.contains(name));
    match zone_of(heading)? {
        Zone::Recommendations if !has(&["decision", "outcome", "rationale", "way forward"]) || has(&["recommendation"]) => {
            Some(StatedKind::Recommendation)
        }
        Zone::Findings if has(&["finding", "lesson", "learning", "learnt", "learned"]) => Some(StatedKind::Finding),
        _ => None,
    }
}

/// A heading inside a part of findings over something that is none.
fn is_aside(heading: &str) -> bool {
    let words = plain_words(heading);
    ["question", "worked well", "went well", "done well", "good practice", "strength", "background"]
        .iter()
        .any(|p| words.contains(p))
}

/// A heading over what was done since, which recommends nothing.
fn is_past(heading: &str) -> bool {
    let words = plain_words(heading);
    ["already", "been done", "progress", "so far", "to date", "since the review", "response to"].iter().any(|p| words.contains(p))
}

#[cfg(test)]
mod tests;
