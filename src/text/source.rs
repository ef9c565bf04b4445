//! A document's text together with its shape: blocks, pages, labels, zones, and what the reader noticed.
//!
//! On disk these are two files: `text-N.txt` (the text alone, readable by anything) and `shape-N.ron`.

use super::TextRange;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockKind {
    /// A title of a part; `level` 1 is the highest.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    ListItem,
    /// One row of a table; its cells are in `Block::cells`.
    TableRow,
    /// A footnote or endnote, kept apart from the text it hangs on.
    Footnote,
    /// The line under a picture or over a table.
    Caption,
    /// Page headers, footers and page numbers: kept, but not part of the reading text.
    Furniture,
    /// A reviewer's comment in a Word file.
    Comment,
}

impl BlockKind {
    /// Whether people read and search blocks of this kind as the document's own words.
    #[must_use]
    pub const fn is_passage(self) -> bool {
        !matches!(self, Self::Furniture)
    }

    /// The name used on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list-item",
            Self::TableRow => "table-row",
            Self::Footnote => "footnote",
            Self::Caption => "caption",
            Self::Furniture => "furniture",
            Self::Comment => "comment",
        }
    }
}

/// The part of a review a block belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the field's own")]
pub enum Zone {
    Cover,
    Contents,
    Method,
    Family,
    Narrative,
    Analysis,
    Findings,
    Recommendations,
    Appendix,
    Glossary,
    Boilerplate,
}

impl Zone {
    /// Every zone, in the order in which reviews have them.
    pub const ALL: [Self; 11] = [
        Self::Cover,
        Self::Contents,
        Self::Method,
        Self::Family,
        Self::Narrative,
        Self::Analysis,
        Self::Findings,
        Self::Recommendations,
        Self::Appendix,
        Self::Glossary,
        Self::Boilerplate,
    ];

    /// The name used on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cover => "cover",
            Self::Contents => "contents",
            Self::Method => "method",
            Self::Family => "family",
            Self::Narrative => "narrative",
            Self::Analysis => "analysis",
            Self::Findings => "findings",
            Self::Recommendations => "recommendations",
            Self::Appendix => "appendix",
            Self::Glossary => "glossary",
            Self::Boilerplate => "boilerplate",
        }
    }
}

impl Zone {
    /// The name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Cover => "Cover",
            Self::Contents => "Contents page",
            Self::Method => "Method",
            Self::Family => "The family",
            Self::Narrative => "What happened",
            Self::Analysis => "Analysis",
            Self::Findings => "Findings",
            Self::Recommendations => "Recommendations",
            Self::Appendix => "Appendix",
            Self::Glossary => "Glossary",
            Self::Boilerplate => "Standing text",
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One paragraph, heading, list item, table row … of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Heading level 1 to 6, list depth from 1, otherwise 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub level: u8,
    /// Where it lies in the text. Blocks are in order and never overlap.
    pub range: TextRange,
    /// The page it starts on, counted from 1; for Word files "about page n"; none where pages are unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The printed paragraph number or finding number, such as `4.12`; it may or may not also stand in the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The part of the review, when it could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// Cells of a table row that have words, left to right, each inside `range`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cells: Vec<TextRange>,
    /// For each of `cells`, its first column from 0 and how many columns it covers; empty when the cells fill columns
    /// 0, 1, 2 … one each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<(u16, u16)>,
    /// Number of the table a row belongs to, counted from 1; 0 for other blocks.
    #[serde(default, skip_serializing_if = "is_zero_u32")]
    pub table: u32,
    /// Where it stands on the pages, one box for each page it touches; empty where the format has no pages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<PageBox>,
    /// How sure a machine was that read it from a picture, in percent; none for text that the file itself holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
}

/// A rectangle on a page, in points (1/72 inch) from the top left corner of the page as it is shown, turned upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageBox {
    /// The page, counted from 1.
    pub page: u32,
    /// Left edge.
    pub left: u16,
    /// Top edge.
    pub top: u16,
    /// Right edge, not less than `left`.
    pub right: u16,
    /// Bottom edge, not less than `top`.
    pub bottom: u16,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(value: &u8) -> bool {
    *value == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero_u32(value: &u32) -> bool {
    *value == 0
}

/// What a warning asks of the person who reads it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Concern {
    /// To be looked at: the text may not be what the page shows.
    #[default]
    Check,
    /// Something of the file is not in the text.
    LeftOut,
    /// Something that was read in a way worth knowing, such as comments kept apart.
    Note,
}

impl Concern {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_check(&self) -> bool {
        *self == Self::Check
    }
}

/// Something a reader noticed that a person should know, in a plain sentence without document text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What it asks of a person.
    #[serde(default, skip_serializing_if = "Concern::is_check")]
    pub concern: Concern,
    /// One sentence.
    pub what: String,
    /// The page it concerns, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
}

/// What a proposal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The document's title.
    Title,
    /// Rapid review, LCSPR, agency summary …, as `DocumentKind::name`.
    Kind,
    /// The case it belongs to, such as "Child B".
    Case,
    /// When the document was signed off or published, as `2022-03-14`, `2022-03` or `2022`.
    Dated,
    /// When the incident happened, written like `Dated`.
    Incident,
    /// When the incident was notified to the authority or the national Panel, written like `Dated`.
    Notified,
    /// When the review was held or the rapid review met, written like `Dated`.
    Reviewed,
    /// The local authority area or partnership.
    Area,
    /// Who wrote the review: the lead or independent reviewer.
    Author,
    /// The child's age at the incident, as the document says it, such as "7 weeks".
    Age,
    /// Another name under which the case is known: "Leo", "Child Jody". Any number of them.
    Pseudonym,
    /// An agency that was involved. Any number of them.
    Agency,
}

/// What a review itself says it found or recommends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatedKind {
    /// A finding, lesson or learning point.
    Finding,
    /// A recommendation, action or question to the partnership.
    Recommendation,
}

/// A numbered finding or recommendation of the document, found by pattern, for a person to accept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// Finding or recommendation.
    pub kind: StatedKind,
    /// Its printed number, such as `3` or `2.1`; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// All its words: the heading or sentence and what explains it.
    pub range: TextRange,
}

/// A value found in the text by pattern, for a person to accept or correct; never applied unseen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// What it is about.
    pub field: Field,
    /// The value, in the form in which it would be stored.
    pub value: String,
    /// The words it was found in; none when it came from the file's name or properties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<TextRange>,
    /// Where it came from, for people: "title page", "file name", "p. 2, signed off".
    pub place: String,
}

/// Everything about a document's text but the text itself: the content of `shape-N.ron`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Reader and its version, such as `pdf-tagged/1`.
    pub reader: String,
    /// Number of pages, 0 where the format has none.
    pub pages: u32,
    /// Number of words in passages, as `words_in` counts.
    pub words: u32,
    /// In text order.
    pub blocks: Vec<Block>,
    /// What the reader noticed.
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// What was found by pattern.
    #[serde(default)]
    pub proposals: Vec<Proposal>,
    /// Findings and recommendations that the document numbers as its own, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<Stated>,
    /// The page numbers as printed, one for each page; empty for a page without, and no list where no page has one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub page_labels: Vec<String>,
    /// Where only part of the file could be read: the sentence that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partial: Option<String>,
}

/// A document's text and shape together; made by `SourceBuilder`, read back by the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceText {
    /// UTF-8, `\n` only, no byte-order mark.
    pub text: String,
    /// Blocks, pages, warnings, proposals.
    pub shape: Shape,
}

impl SourceText {
    /// Joins a stored text with its stored shape.
    ///
    /// # Errors
    /// A sentence when a block does not lie in the text, or blocks overlap or are out of order.
    pub fn from_parts(text: String, shape: Shape) -> Result<Self, String> {
        let mut end = 0;
        for block in &shape.blocks {
            let inside = block.cells.iter().all(|c| c.fits(&text) && block.range.union(*c) == block.range);
            if !block.range.fits(&text) || block.range.start() < end || !inside {
                return Err(format!("block at byte {} does not fit the text", block.range.start()));
            }
            end = block.range.end();
        }
        Ok(Self { text, shape })
    }

    /// The words of one block.
    #[must_use]
    pub fn block_text(&self, block: &Block) -> &str {
        block.range.of(&self.text).unwrap_or_default()
    }

    /// The words under a range; empty when it does not fit.
    #[must_use]
    pub fn quote(&self, range: TextRange) -> &str {
        range.of(&self.text).unwrap_or_default()
    }

    /// Index of the block that holds `offset`, or the next one after it, or the last.
    #[must_use]
    pub fn block_index_at(&self, offset: usize) -> Option<usize> {
        let after = self.shape.blocks.partition_point(|b| b.range.end() <= offset);
        if after < self.shape.blocks.len() { Some(after) } else { self.shape.blocks.len().checked_sub(1) }
    }
}
