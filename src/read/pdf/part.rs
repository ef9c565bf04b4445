//! A block on its way: still by page, its line ends still marked, so that later steps can judge them.
//!
//! In a part's text `\n` is a line end of the page, which becomes a blank or closes a hyphen; U+2029 is an end of
//! paragraph inside a cell, which stays.

use super::labels::{Start, start_of};
use super::lines::Line;
use super::places::Places;
use super::words::Word;
use crate::text::BlockKind;

/// The end of a paragraph inside a table cell.
pub(super) const CELL_BREAK: char = '\u{2029}';

/// A cell of a table row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CellText {
    pub(super) text: String,
    /// How many columns it covers.
    pub(super) span: u16,
}

/// A block before it is joined over pages.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) kind: BlockKind,
    /// Heading level or list depth.
    pub(super) level: u8,
    /// Page on which it starts, counted from 1.
    pub(super) page: u32,
    /// Page on which it ends.
    pub(super) last_page: u32,
    pub(super) text: String,
    /// Cells of a row, left to right.
    pub(super) cells: Vec<CellText>,
    /// Where it stands.
    pub(super) places: Places,
    /// Number of the table, 0 outside tables.
    pub(super) table: u32,
    pub(super) label: Option<String>,
    /// Size of most letters; 0 when unknown.
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) lines: usize,
    /// Left edge.
    pub(super) x0: f64,
    /// Its bounds come from the file's structure tree, not from our guess.
    pub(super) tagged: bool,
    /// Whether it starts with a bullet, number or letter of a list.
    pub(super) labelled: bool,
    /// The number of "12. Text", which is a list item or a numbered paragraph.
    pub(super) counter: Option<u32>,
}

impl Part {
    /// A part without text.
    pub(super) fn empty(kind: BlockKind, page: u32) -> Self {
        Self {
            kind,
            level: 0,
            page,
            last_page: page,
            text: String::new(),
            cells: Vec::new(),
            places: Places::default(),
            table: 0,
            label: None,
            size: 0.0,
            bold: false,
            lines: 0,
            x0: 0.0,
            tagged: false,
            labelled: false,
            counter: None,
        }
    }

    /// The lines of one paragraph, list item or numbered paragraph; none without words.
    pub(super) fn of_lines(lines: &[Line], page: u32) -> Option<Self> {
        let first = lines.first()?;
        let text = joined(lines);
        let (kind, label) = match start_of(first) {
            Start::Plain | Start::Dash => (BlockKind::Paragraph, None),
            Start::Bullet => (BlockKind::ListItem, None),
            Start::Number(n) => (BlockKind::Paragraph, Some(n)),
            Start::Item(_) => (BlockKind::ListItem, None),
        };
        let counter = if let Start::Item(n) = start_of(first) { n.parse().ok() } else { None };
        let labelled = label.is_some() || kind == BlockKind::ListItem;
        let size = lines.iter().max_by_key(|l| l.words.len()).map_or(0.0, |l| l.size);
        Some(Self {
            text,
            label,
            counter,
            size,
            bold: lines.iter().all(|l| l.bold),
            lines: lines.len(),
            x0: first.x0,
            places: Places::of_words(lines.iter().flat_map(|l| &l.words)),
            labelled,
            level: u8::from(kind == BlockKind::ListItem),
            ..Self::empty(kind, page)
        })
    }

    /// A line of page furniture; none for a row of dots or dashes.
    pub(super) fn furniture(line: &Line, page: u32) -> Option<Self> {
        let wordy = line.words.iter().any(Word::is_wordy);
        wordy.then(|| Self {
            text: line.text(),
            places: Places::of_words(&line.words),
            ..Self::empty(BlockKind::Furniture, page)
        })
    }

    /// One row of a table.
    pub(super) fn row(cells: Vec<CellText>, places: Places, table: u32, page: u32) -> Self {
        Self { cells, places, table, ..Self::empty(BlockKind::TableRow, page) }
    }
}

/// Whether a block stands beside the flow of the text.
pub(super) const fn is_aside(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Furniture | BlockKind::Footnote | BlockKind::Comment)
}

impl Part {
    /// Number of columns of a row.
    pub(super) fn width(&self) -> usize {
        self.cells.iter().map(|c| usize::from(c.span)).sum()
    }
}

/// Lines as text with their ends marked.
pub(super) fn joined(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&line.text());
    }
    text
}
