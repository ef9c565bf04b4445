//! The places where a document says what it is.

use super::super::structure::is_committee_line;
use super::Proposals;
use crate::model::DocumentKind;
use crate::text::{Block, BlockKind, Field, SourceText, TextRange, Zone, words_in};

/// Blocks at the start that may belong to a title page where no cover was found.
const HEAD_BLOCKS: usize = 8;
/// A longer block is not a title.
const TITLE_WORDS: usize = 30;
/// Forms stand in the first blocks of this number …
const FORM_BLOCKS: usize = 80;
/// … and sign-offs in the last ones.
const SIGN_OFF_BLOCKS: usize = 40;
/// A label that stands over its value has at most so many words.
const LABEL_WORDS: usize = 7;
/// A longer text before a colon or a neighbouring cell is no label.
const LABEL_BYTES: usize = 400;
/// Cells of a row that may be labels and values; a form has few, a value list may have thousands.
const ROW_CELLS: usize = 60;
/// A value under its label has at most so many words.
const VALUE_WORDS: usize = 25;
/// Bytes of a block that are looked at: patterns take a time that grows with the square of it, and no paragraph is longer.
const LOOKED_AT: usize = 20_000;

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
    /// Blocks near the end, where documents are signed off.
    pub sign_off: Vec<&'s Block>,
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
        // Contents pages, glossaries and imprints speak of every review and not of this one.
        let telling = || flow().filter(|b| !matches!(b.zone, Some(Zone::Contents | Zone::Glossary)));
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
            form: telling().take(FORM_BLOCKS).collect(),
            sign_off: telling().skip(telling().count().saturating_sub(SIGN_OFF_BLOCKS).max(FORM_BLOCKS)).collect(),
            is_committee_paper: keys >= 3,
        }
    }

    /// Whether the document seems to be about a child, and not about an area's services.
    #[must_use]
    pub fn is_about_a_case(&self, found: &Proposals) -> bool {
        let kind = found.first(Field::Kind).and_then(DocumentKind::from_name);
        !matches!(kind, Some(DocumentKind::AnnualReport | DocumentKind::InspectionReport | DocumentKind::Paper))
    }

    /// The words of a block, of one without end only the first.
    #[must_use]
    pub fn words(&self, block: &Block) -> &'s str {
        let words = self.source.block_text(block);
        words.get(..words.floor_char_boundary(LOOKED_AT)).unwrap_or(words)
    }

    /// The reading text: everything but covers, contents pages, glossaries, appendices and imprints.
    pub fn body(&self) -> impl Iterator<Item = &'s Block> {
        let out = |zone| matches!(zone, Some(Zone::Contents | Zone::Cover | Zone::Glossary | Zone::Boilerplate | Zone::Appendix));
        self.source
            .shape
            .blocks
            .iter()
            .filter(move |b| !matches!(b.kind, BlockKind::Furniture | BlockKind::Comment | BlockKind::Footnote) && !out(b.zone))
    }

    /// `label: value` pairs of a form near the start: two cells of a row, a line with a colon, a label over its value.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair<'s>> {
        let mut out: Vec<Pair<'s>> = self.form.iter().flat_map(|b| self.pairs_of(b)).collect();
        out.extend(self.stacked(&self.form));
        out
    }

    /// The pairs where a document is signed off.
    #[must_use]
    pub fn last_pairs(&self) -> Vec<Pair<'s>> {
        let mut out: Vec<Pair<'s>> = self.sign_off.iter().flat_map(|b| self.pairs_of(b)).collect();
        out.extend(self.stacked(&self.sign_off));
        out
    }

    /// Labels that stand over their values: a row of labels over a row of values, a short line over another.
    fn stacked(&self, blocks: &[&'s Block]) -> Vec<Pair<'s>> {
        let mut out = Vec::new();
        for (over, under) in blocks.iter().zip(blocks.iter().skip(1)) {
            let rows = over.kind == BlockKind::TableRow && under.kind == BlockKind::TableRow;
            if rows && over.table == under.table && over.cells.len() == under.cells.len() && over.cells.len() > 1 {
                let cells = over.cells.iter().zip(&under.cells).take(ROW_CELLS).filter(|(label, _)| label.len() <= LABEL_BYTES);
                out.extend(cells.map(|(label, value)| Pair {
                    block: under,
                    label: self.source.quote(*label),
                    value: *value,
                    stacked: true,
                }));
            }
            let (label, value) = (self.words(over), self.words(under));
            let lines = over.cells.is_empty() && under.cells.is_empty();
            if lines && words_in(label) <= LABEL_WORDS && words_in(value) <= VALUE_WORDS && !label.trim_end().ends_with('.') {
                out.push(Pair { block: under, label: label.trim_end_matches([':', ' ']), value: under.range, stacked: true });
            }
        }
        out
    }

    /// The pairs of one block.
    #[must_use]
    pub fn pairs_of(&self, block: &'s Block) -> Vec<Pair<'s>> {
        let mut out = Vec::new();
        if block.kind == BlockKind::TableRow {
            for (label, value) in block.cells.iter().zip(block.cells.iter().skip(1)).take(ROW_CELLS) {
                if label.len() <= LABEL_BYTES {
                    out.push(Pair { block, label: self.source.quote(*label), value: *value, stacked: false });
                }
            }
        }
        let parts =
            if block.cells.is_empty() { vec![block.range] } else { block.cells.iter().copied().take(ROW_CELLS).collect() };
        for part in parts {
            let words = self.source.quote(part);
            let mut at = 0;
            for line in words.split('\n') {
                if let Some((label, value)) = line.split_once(':') {
                    let skip = value.len() - value.trim_start().len();
                    let start = part.start() + at + label.len() + 1 + skip;
                    let end = start + value.trim().len();
                    if label.len() <= LABEL_BYTES
                        && let Ok(value) = TextRange::within(&self.source.text, start, end)
                    {
                        out.push(Pair { block, label, value, stacked: false });
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
    /// Whether the label stands over the value and not before it, which only some tables and lines mean.
    pub stacked: bool,
}

/// Where a block stands, for people: "p. 2" or nothing.
#[must_use]
pub fn with_page(block: &Block, place: &str) -> String {
    block.page.map_or_else(|| place.to_owned(), |page| format!("p. {page}, {place}"))
}
