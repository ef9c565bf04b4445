//! A story: the text of the document, of a note, of a header, of a text box; each with paragraphs and tables.

use super::header::Header;
use super::state::Par;
use super::table::{RowLayout, Table};
use crate::read::flow::{Piece, is_bold_title};
use crate::read::raised::push_raised;
use crate::text::{BlockKind, Zone};

/// A longer heading is a paragraph in a heading's clothes.
const MAX_HEADING_CHARS: usize = 300;
/// Tables nested deeper than this are read as one.
const MAX_TABLES: usize = 64;

/// What a story is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// The document.
    #[default]
    Main,
    /// A footnote or endnote and its number.
    Note(String),
    /// A reviewer's comment.
    Comment,
    /// A header or footer.
    Furniture,
    /// A text box.
    Frame,
}

/// A story that is being told.
#[derive(Debug, Default)]
pub struct Story {
    /// What it is.
    pub role: Role,
    /// What is ready.
    pub ready: Vec<Piece>,
    /// The printed number of the paragraph.
    pub label: String,
    /// What follows the paragraph.
    pub later: Vec<Piece>,
    /// The layout of the next row, and of the next row of a nested table.
    pub layouts: [RowLayout; 2],
    /// What a list to choose from shows, unless the next words say it.
    pub choice: Option<String>,
    text: String,
    raised: String,
    all_bold: Option<bool>,
    tables: Vec<Table>,
}

impl Story {
    /// A story that begins.
    #[must_use]
    pub fn new(role: Role) -> Self {
        Self { role, ..Self::default() }
    }

    /// Adds words to the paragraph.
    pub fn push(&mut self, text: &str, bold: bool, raised: bool) {
        self.settle_choice(text);
        if !text.trim().is_empty() {
            self.all_bold = Some(bold && self.all_bold.unwrap_or(true));
        }
        if raised {
            self.raised.push_str(text);
        } else {
            self.lower();
            self.text.push_str(text);
        }
    }

    fn settle_choice(&mut self, next: &str) {
        if let Some(choice) = self.choice.take()
            && !next.trim_start().starts_with(choice.trim())
        {
            self.text.push_str(&choice);
        }
    }

    fn lower(&mut self) {
        if !self.raised.is_empty() {
            push_raised(&mut self.text, &std::mem::take(&mut self.raised));
        }
    }

    /// Ends the paragraph; `number` counts the tables of the document.
    pub fn end_paragraph(&mut self, par: Par, header: &Header, rank: &mut u8, tables: &mut usize) {
        let depth = par.table_depth().min(MAX_TABLES);
        self.open_tables(depth, tables);
        self.settle_choice("");
        self.lower();
        let text = std::mem::take(&mut self.text);
        let label = std::mem::take(&mut self.label);
        let bold = self.all_bold.take().unwrap_or(false);
        let piece = (!text.trim().is_empty()).then(|| self.piece(text, &label, bold, par, header, rank));
        let later = std::mem::take(&mut self.later);
        match self.tables.last_mut() {
            Some(table) => {
                piece.into_iter().for_each(|p| table.paragraph(p));
                table.later.extend(later);
            }
            None => {
                self.ready.extend(piece);
                self.ready.extend(later);
            }
        }
    }

    /// Ends the tables below `depth`, and opens them down to it.
    fn open_tables(&mut self, depth: usize, number: &mut usize) {
        while self.tables.len() > depth {
            let Some(done) = self.tables.pop() else { break };
            *number += 1;
            let pieces = done.finish(*number);
            match self.tables.last_mut() {
                Some(outer) => outer.later.extend(pieces),
                None => self.ready.extend(pieces),
            }
        }
        while self.tables.len() < depth {
            self.tables.push(Table::default());
        }
    }

    /// Ends a cell `depth` deep.
    pub fn end_cell(&mut self, depth: usize, tables: &mut usize) {
        self.open_tables(depth.clamp(1, MAX_TABLES), tables);
        if let Some(table) = self.tables.last_mut() {
            table.end_cell();
        }
    }

    /// Ends a row `depth` deep.
    pub fn end_row(&mut self, depth: usize, tables: &mut usize) {
        self.open_tables(depth.clamp(1, MAX_TABLES), tables);
        let [outer, nested] = &self.layouts;
        let layout = if depth > 1 { nested } else { outer };
        if let Some(table) = self.tables.last_mut() {
            table.end_row(layout);
        }
    }

    /// Ends the story.
    pub fn finish(&mut self, par: Par, header: &Header, rank: &mut u8, tables: &mut usize) {
        self.end_paragraph(par, header, rank, tables);
        self.open_tables(0, tables);
    }

    /// Whether words wait for the end of their paragraph.
    #[must_use]
    pub fn has_words(&self) -> bool {
        !self.text.trim().is_empty() || !self.raised.trim().is_empty() || self.choice.is_some()
    }

    fn piece(&self, text: String, label: &str, bold: bool, par: Par, header: &Header, rank: &mut u8) -> Piece {
        let style = header.styles.get(&par.style);
        let outline = par.outline.filter(|o| (0..=8).contains(o)).and_then(|o| u8::try_from(o + 1).ok());
        let level = outline.or_else(|| style.and_then(super::header::Style::heading)).map(|l| l.min(6));
        let contents = style.is_some_and(super::header::Style::is_contents);
        let number = printed(label);
        let is_item = !label.trim().is_empty();
        let titled = level.filter(|_| !contents && text.chars().count() <= MAX_HEADING_CHARS);
        let (kind, level) = match titled {
            Some(level) => {
                *rank = level;
                (BlockKind::Heading, level)
            }
            None if style.is_some_and(super::header::Style::is_caption) => (BlockKind::Caption, 0),
            None if bold && !contents && (!is_item || number.is_some()) && is_bold_title(&text) => {
                (BlockKind::Heading, (*rank + 1).min(6))
            }
            None if is_item && !number.as_deref().is_some_and(is_multilevel) => (BlockKind::ListItem, par.list_level + 1),
            None => (BlockKind::Paragraph, 0),
        };
        Piece { label: number, zone: contents.then_some(Zone::Contents), ..Piece::text(kind, level, text) }
    }
}

/// The number that was printed before a paragraph; none for a bullet.
fn printed(label: &str) -> Option<String> {
    let label = label.trim().trim_end_matches(['.', ':', '-', '–', '\t', ' ']);
    let number = label.chars().any(char::is_alphanumeric) && label != "o";
    number.then(|| label.to_owned())
}

/// `4.12`, which is how a paragraph is cited, and no item of a list.
fn is_multilevel(label: &str) -> bool {
    label.split('.').filter(|part| part.chars().any(char::is_alphanumeric)).count() > 1
}
