//! A paper for people to read: a report, a board summary or a briefing, whatever the file format will be.
//!
//! Whoever fills a paper decides what may be in it; the writers decide only how it looks. A figure is never without its
//! table, since the writer adds the chart's own table below it.

mod docx;
mod html;
mod outline;

use super::chart::{Chart, Tone};
use super::{Provenance, WriteError};
use std::str::FromStr;

/// The language of every paper.
pub const LANGUAGE: &str = "en-GB";

/// The file formats of a paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PaperFormat {
    /// A Word document.
    Docx,
    /// One web page.
    Html,
}

impl PaperFormat {
    /// Every format in the order of lists.
    pub const ALL: [Self; 2] = [Self::Docx, Self::Html];

    /// The file name's extension.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Html => "html",
        }
    }
}

impl FromStr for PaperFormat {
    type Err = WriteError;

    fn from_str(name: &str) -> Result<Self, WriteError> {
        let name = name.to_ascii_lowercase();
        let is = |f: &Self| f.name() == name || *f == Self::Html && name == "htm";
        Self::ALL.into_iter().find(is).ok_or(WriteError::UnknownPaperFormat(name))
    }
}

/// Writes a paper in a format. The same paper makes the same bytes.
///
/// # Errors
/// When a chart is too large to be drawn.
pub fn write_paper(paper: &Paper, about: &Provenance, format: PaperFormat) -> Result<Vec<u8>, WriteError> {
    match format {
        PaperFormat::Docx => docx::docx(paper, about),
        PaperFormat::Html => Ok(html::html(paper, about).into_bytes()),
    }
}

/// A paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// What goes under the title; may be empty.
    pub subtitle: String,
    /// Who wrote it; may be empty.
    pub authors: Vec<String>,
    /// How it begins.
    pub front: Front,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// How a paper begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Front {
    /// A page of its own: title, marking, authors, date, project and revision.
    #[default]
    Page,
    /// A band at the top of the first page, for papers of one or two pages.
    Band,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Vec<Run>),
    /// A list.
    List {
        /// Whether it is numbered from 1; bulleted if not.
        is_numbered: bool,
        /// Its items.
        items: Vec<Vec<Run>>,
    },
    /// Words of a document.
    Quote(Quotation),
    /// A table.
    Table(PaperTable),
    /// A chart, followed by its table.
    Figure(Figure),
    /// The table of contents: every heading of the first two levels.
    Contents,
    /// What follows begins on a new page.
    PageBreak,
    /// Blocks on pages that lie on their side; another landscape inside changes nothing.
    Landscape(Vec<Self>),
    /// Facts by name, such as owner and date of a recommendation.
    KeyFacts(Vec<(String, Vec<Run>)>),
    /// A short statement in a box.
    Callout(Callout),
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its level.
    pub level: Level,
    /// Its words, with a number if it has one: "3.2 Findings on fathers".
    pub text: String,
    /// A name that links can point at, unique in the paper.
    pub anchor: Option<String>,
}

/// Levels of headings under the title. A level may go down by any number, but up only by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A part.
    One,
    /// A section.
    Two,
    /// A sub-section, not in the contents.
    Three,
}

/// A stretch of words of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words; a line end breaks the line.
    pub text: String,
    /// Whether bold.
    pub is_bold: bool,
    /// Whether italic.
    pub is_italic: bool,
    /// The anchor of a heading, table or figure of the same paper; a link to none is plain words.
    pub link: Option<String>,
}

impl Run {
    /// Plain words.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Bold words.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Self {
        Self { is_bold: true, ..Self::plain(text) }
    }

    /// Italic words.
    #[must_use]
    pub fn italic(text: impl Into<String>) -> Self {
        Self { is_italic: true, ..Self::plain(text) }
    }

    /// Words that lead to an anchor.
    #[must_use]
    pub fn link(text: impl Into<String>, anchor: impl Into<String>) -> Self {
        Self { link: Some(anchor.into()), ..Self::plain(text) }
    }
}

/// Words of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quotation {
    /// The words, without quotation marks; the writer sets them.
    pub words: String,
    /// "Child B LCSPR, 4.12, p. 23".
    pub citation: String,
    /// What kind of evidence it is, such as "Concern" or "Evidence against"; may be empty.
    pub label: String,
    /// The pattern and colour of its rule.
    pub tone: Tone,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperTable {
    /// What it shows; never empty. The writer numbers nothing.
    pub caption: String,
    /// A sentence for people who cannot see it; may be empty.
    pub description: String,
    /// A name that links can point at, unique in the paper.
    pub anchor: Option<String>,
    /// Its columns; the first names each row.
    pub columns: Vec<PaperColumn>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<PaperRow>,
    /// Whether it should stand on pages that lie on their side.
    pub is_wide: bool,
}

/// A column of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperColumn {
    /// Its name; never empty.
    pub name: String,
    /// Its share of the width, beside those of the others.
    pub width: u16,
    /// Whether it holds figures, which stand to the right.
    pub is_number: bool,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperRow {
    /// Its cells, left to right.
    pub cells: Vec<PaperCell>,
    /// Whether it is a group's row, over the rows of its members.
    pub is_group: bool,
    /// How far its first cell is set in.
    pub depth: u8,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaperCell {
    /// Its paragraphs.
    pub paragraphs: Vec<Vec<Run>>,
    /// Shown beside its words as ground and, for good practice, as a broken edge.
    pub tone: Tone,
}

/// A chart in a paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The chart.
    pub chart: Chart,
    /// Its caption; the chart's title if empty.
    pub caption: String,
    /// Its description for people who cannot see it; the chart's own words if empty.
    pub alt_text: String,
    /// A name that links can point at, unique in the paper.
    pub anchor: Option<String>,
}

/// A short statement in a box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Callout {
    /// What is large: "6 of 9 cases".
    pub statement: String,
    /// What stands beside it; may be empty.
    pub detail: Vec<Run>,
    /// The pattern and colour of its rule.
    pub tone: Tone,
}

impl PaperColumn {
    /// A column of words with a share of the width.
    #[must_use]
    pub fn new(name: impl Into<String>, width: u16) -> Self {
        Self { name: name.into(), width, is_number: false }
    }

    /// A column of figures with a share of the width.
    #[must_use]
    pub fn number(name: impl Into<String>, width: u16) -> Self {
        Self { is_number: true, ..Self::new(name, width) }
    }
}

impl PaperCell {
    /// A cell of one paragraph for each line of the text.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { paragraphs: text.split('\n').map(|line| vec![Run::plain(line)]).collect(), ..Self::default() }
    }
}

impl Block {
    /// A paragraph of plain words.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Run::plain(text)])
    }

    /// A heading without an anchor.
    #[must_use]
    pub fn heading(level: Level, text: impl Into<String>) -> Self {
        Self::Heading(Heading { level, text: text.into(), anchor: None })
    }
}
