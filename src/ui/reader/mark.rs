//! Codings as the reader draws them, sorted once per change into blocks and lanes.
//!
//! The reader paints every frame, so nothing here is worked out while painting. Underlines count their lanes
//! within one block; stripes count theirs over the whole text, because a stripe must not change its place
//! between the paragraphs that it spans.

use crate::model::{Look, Polarity};
use crate::text::{SourceText, TextRange};
use std::cmp::Reverse;

/// What tells one coding from another; the caller chooses the number, such as the UUID of the coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MarkKey(pub u128);

/// One coding on the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which coding it is.
    pub key: MarkKey,
    /// The passage, in bytes of the document's text.
    pub range: TextRange,
    /// Short code of the theme, such as `B1`.
    pub code: String,
    /// Name of the theme.
    pub name: String,
    /// What the theme is drawn in.
    pub look: Look,
    /// Concern, good practice or context.
    pub polarity: Polarity,
    /// Initials of the analyst.
    pub coder: String,
    /// What the analyst noted.
    pub memo: Option<String>,
}

impl Mark {
    /// The coding as a screen reader says it: "B1 Man not identified, Concern, RP".
    #[must_use]
    pub fn spoken(&self) -> String {
        let memo = self.memo.as_deref().map(|m| format!(", memo: {m}")).unwrap_or_default();
        format!("{} {}, {}, {}{memo}", self.code, self.name, self.polarity, self.coder)
    }
}

/// The part of a mark that lies in one block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlockMark {
    /// Index into `MarkLayer::marks`.
    pub mark: usize,
    /// The part of the passage inside the block.
    pub range: TextRange,
    /// Lane of the underline, 0 nearest to the letters.
    pub underline: usize,
    /// Lane of the stripe, 0 nearest to the text.
    pub stripe: usize,
    /// Whether the mark starts in this block.
    pub begins: bool,
}

/// Every mark of a document, by block. Build it anew only when codings change.
#[derive(Clone, Debug, Default)]
pub struct MarkLayer {
    marks: Vec<Mark>,
    by_block: Vec<Vec<BlockMark>>,
    left_out: usize,
}

/// Bytes between two marks of one block from which their stripes may share a lane: a full line of text.
const LINE_BYTES: usize = 66;

impl MarkLayer {
    /// Sorts marks into the blocks of a text. Marks that do not lie on letters of this text are counted and left out.
    #[must_use]
    pub fn new(source: &SourceText, marks: Vec<Mark>) -> Self {
        let before = marks.len();
        let mut marks: Vec<Mark> = marks.into_iter().filter(|m| m.range.fits(&source.text)).collect();
        let left_out = before - marks.len();
        marks.sort_by_key(|m| (m.range.start(), Reverse(m.range.end()), m.key));
        let mut by_block = vec![Vec::new(); source.shape.blocks.len()];
        let mut stripes = StripeLanes::default();
        for (index, mark) in marks.iter().enumerate() {
            let blocks = &source.shape.blocks;
            let first = blocks.partition_point(|b| b.range.end() <= mark.range.start());
            let last = blocks.partition_point(|b| b.range.start() < mark.range.end());
            let stripe = stripes.take(mark.range, first, last.saturating_sub(1));
            for (block, list) in blocks.iter().zip(&mut by_block).take(last).skip(first) {
                let Some(range) = block.range.intersection(mark.range) else { continue };
                let begins = mark.range.start() >= block.range.start();
                let underline = free_underline(list, range);
                list.push(BlockMark { mark: index, range, underline, stripe, begins });
            }
        }
        Self { marks, by_block, left_out }
    }

    /// Every mark in text order.
    #[must_use]
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// How many marks did not fit the text.
    #[must_use]
    pub const fn left_out(&self) -> usize {
        self.left_out
    }

    /// The marks of one block, in text order.
    #[must_use]
    pub fn in_block(&self, block: usize) -> &[BlockMark] {
        self.by_block.get(block).map(Vec::as_slice).unwrap_or_default()
    }

    /// A mark by its place in `marks`.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Mark> {
        self.marks.get(index)
    }

    /// A mark by its key.
    #[must_use]
    pub fn find(&self, key: MarkKey) -> Option<&Mark> {
        self.marks.iter().find(|m| m.key == key)
    }

    /// The shortest mark of `block` that holds `offset`: the one people mean when several lie there.
    #[must_use]
    pub fn innermost(&self, block: usize, offset: usize) -> Option<&Mark> {
        let here = self.in_block(block).iter().filter(|m| m.range.contains(offset));
        here.filter_map(|m| self.get(m.mark)).min_by_key(|m| m.range.len())
    }

    /// The first mark after `from` in text order, where `from` is a mark or a place in the text.
    #[must_use]
    pub fn after(&self, from: Option<MarkKey>, offset: usize) -> Option<&Mark> {
        match self.position(from) {
            Some(index) => self.get(index + 1),
            None => self.marks.iter().find(|m| m.range.start() >= offset),
        }
    }

    /// The last mark before `from`.
    #[must_use]
    pub fn before(&self, from: Option<MarkKey>, offset: usize) -> Option<&Mark> {
        match self.position(from) {
            Some(index) => index.checked_sub(1).and_then(|i| self.get(i)),
            None => self.marks.iter().rev().find(|m| m.range.start() < offset),
        }
    }

    fn position(&self, key: Option<MarkKey>) -> Option<usize> {
        key.and_then(|key| self.marks.iter().position(|m| m.key == key))
    }
}

fn free_underline(list: &[BlockMark], range: TextRange) -> usize {
    let taken = |lane: usize| list.iter().any(|m| m.underline == lane && m.range.overlaps(range));
    (0..list.len()).find(|lane| !taken(*lane)).unwrap_or(list.len())
}

/// Greedy lanes over the whole text: each keeps the end of its last stripe and the block of that end.
#[derive(Default)]
struct StripeLanes {
    ends: Vec<(usize, usize)>,
}

impl StripeLanes {
    fn take(&mut self, range: TextRange, first: usize, last: usize) -> usize {
        let free = |&(end, block): &(usize, usize)| match block.cmp(&first) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Equal => end + LINE_BYTES <= range.start(),
            std::cmp::Ordering::Greater => false,
        };
        let lane = self.ends.iter().position(free).unwrap_or(self.ends.len());
        match self.ends.get_mut(lane) {
            Some(end) => *end = (range.end(), last),
            None => self.ends.push((range.end(), last)),
        }
        lane
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, SourceBuilder};

    fn mark(key: u128, start: u32, end: u32) -> Mark {
        let range = TextRange::new(start, end).expect("ordered");
        let code = format!("B{key}");
        Mark {
            key: MarkKey(key),
            range,
            code,
            name: String::new(),
            look: Look::of_group(1),
            polarity: Polarity::Concern,
            coder: String::new(),
            memo: None,
        }
    }

    #[test]
    fn sorts_into_blocks_and_lanes() {
        let mut b = SourceBuilder::new("test/1");
        b.push(BlockKind::Paragraph, 0, "first paragraph of words");
        b.push(BlockKind::Paragraph, 0, "second paragraph of words");
        let source = b.build();
        let layer = MarkLayer::new(&source, vec![mark(3, 30, 40), mark(1, 0, 40), mark(2, 6, 15), mark(9, 40, 4000)]);
        assert_eq!(layer.left_out(), 1);
        assert_eq!(
            layer.in_block(0).iter().map(|m| (m.underline, m.stripe, m.begins)).collect::<Vec<_>>(),
            [(0, 0, true), (1, 1, true)]
        );
        assert_eq!(
            layer.in_block(1).iter().map(|m| (m.underline, m.stripe, m.begins)).collect::<Vec<_>>(),
            [(0, 0, false), (1, 1, true)]
        );
        assert_eq!(layer.innermost(0, 8).map(|m| m.key), Some(MarkKey(2)));
        assert_eq!(layer.after(Some(MarkKey(1)), 0).map(|m| m.key), Some(MarkKey(2)));
        assert_eq!(layer.before(None, 7).map(|m| m.key), Some(MarkKey(2)));
    }
}
