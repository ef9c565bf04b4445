//! The places where a document says what it is.

use super::super::structure::is_committee_line;
use crate::text::{Block, BlockKind, SourceText, TextRange, Zone, words_in};

/// Blocks at the start that may belong to a title page where no cover was found.
const HEAD_BLOCKS: usize = 8;
/// A longer block is not a title.
const TITLE_WORDS: usize = 30;
/// Forms and sign-offs stand in the first and last blocks of this number.
const FORM_BLOCKS: usize = 60;

/// A document with its telling places.
#[derive(Debug)]
pub struct Places<'s> {
    /// The text and its blocks.
    pub source: &'s SourceText,
    /// The file's name without folder and ending, `_` and `-` as they are.
    pub stem: String,
    /// Short blocks of the title page.
    pub title: Vec<&'s Block>,
    /// Headers and footers.
    pub furniture: Vec<&'s Block>,
    /// Blocks that may be a form's cells, near the start.
    pub form: Vec<&'s Block>,
    /// Whether it opens like a council's committee paper.
    pub is_committee_paper: bool,
}

impl<'s> Places<'s> {
    /// Looks a document over.
    #[must_use]
    pub fn of(source: &'s SourceText, file_name: &str) -> Self {
        let blocks = &source.shape.blocks;
        let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
        let flow =
            || blocks.iter().filter(|b| !matches!(b.kind, BlockKind::Furniture | BlockKind::Comment | BlockKind::Footnote));
        let short = |b: &&Block| words_in(source.block_text(b)) <= TITLE_WORDS;
        let mut title: Vec<&Block> = flow().take_while(|b| b.zone == Some(Zone::Cover)).filter(short).collect();
        if title.is_empty() {
            title = flow()
                .take(HEAD_BLOCKS)
                .take_while(|b| short(b) && b.zone != Some(Zone::Contents))
                .filter(|b| b.kind != BlockKind::ListItem)
                .collect();
        }
        let keys = flow().take(15).filter(|b| is_committee_line(source.block_text(b))).count();
        Self {
            source,
            stem,
            title,
            furniture: blocks.iter().filter(|b| b.kind == BlockKind::Furniture).collect(),
            form: flow().take(FORM_BLOCKS).collect(),
            is_committee_paper: keys >= 3,
        }
    }

    /// The words of a block.
    #[must_use]
    pub fn words(&self, block: &Block) -> &'s str {
        self.source.block_text(block)
    }

    /// `label: value` pairs of a form: two cells of a row, or a line with a colon.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair<'s>> {
        self.form.iter().flat_map(|b| self.pairs_of(b)).collect()
    }

    /// The pairs of one block.
    #[must_use]
    pub fn pairs_of(&self, block: &'s Block) -> Vec<Pair<'s>> {
        let mut out = Vec::new();
        if block.kind == BlockKind::TableRow {
            for (label, value) in block.cells.iter().zip(block.cells.iter().skip(1)) {
                out.push(Pair { block, label: self.source.quote(*label), value: *value });
            }
        }
        let parts = if block.cells.is_empty() { vec![block.range] } else { block.cells.clone() };
        for part in parts {
            let words = self.source.quote(part);
            let mut at = 0;
            for line in words.split('\n') {
                if let Some((label, value)) = line.split_once(':') {
                    let skip = value.len() - value.trim_start().len();
                    let start = part.start() + at + label.len() + 1 + skip;
                    let end = start + value.trim().len();
                    if let Ok(value) = TextRange::within(&self.source.text, start, end) {
                        out.push(Pair { block, label, value });
                    }
                }
                at += line.len() + 1;
            }
        }
        out
    }
}

/// A label and what stands behind it.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'s> {
    /// The block it stands in.
    pub block: &'s Block,
    /// The label's words.
    pub label: &'s str,
    /// Where the value stands.
    pub value: TextRange,
}

/// Where a block stands, for people: "p. 2" or nothing.
#[must_use]
pub fn with_page(block: &Block, place: &str) -> String {
    block.page.map_or_else(|| place.to_owned(), |page| format!("p. {page}, {place}"))
}
