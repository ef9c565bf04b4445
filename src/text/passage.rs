//! Passages as people cite them: "4.12, p. 23".

use super::{Block, SourceText, TextRange};
use std::fmt;

/// Where in a document something stands, for people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// Printed paragraph number.
    pub label: Option<String>,
    /// Page counted from 1.
    pub page: Option<u32>,
}

impl Citation {
    /// The citation of one block.
    #[must_use]
    pub fn of(block: &Block) -> Self {
        Self { label: block.label.clone(), page: block.page }
    }

    /// The citation of the first block that a range touches.
    #[must_use]
    pub fn at(source: &SourceText, range: TextRange) -> Self {
        passage_at(source, range.start()).map(Self::of).unwrap_or_default()
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.label, self.page) {
            (Some(label), Some(page)) => write!(f, "{label}, p. {page}"),
            (Some(label), None) => f.write_str(label),
            (None, Some(page)) => write!(f, "p. {page}"),
            (None, None) => Ok(()),
        }
    }
}

/// The block that holds `offset`, or the next one.
#[must_use]
pub fn passage_at(source: &SourceText, offset: usize) -> Option<&Block> {
    source.block_index_at(offset).and_then(|i| source.shape.blocks.get(i))
}

/// Every block that shares a byte with `range`, in text order.
#[must_use]
pub fn passages_between(source: &SourceText, range: TextRange) -> &[Block] {
    let blocks = &source.shape.blocks;
    let first = blocks.partition_point(|b| b.range.end() <= range.start());
    let last = blocks.partition_point(|b| b.range.start() < range.end());
    blocks.get(first..last).unwrap_or_default()
}
