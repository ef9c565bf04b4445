//! Blocks on their way from a reader to the text, for formats whose tables stand inside each other.
//!
//! A row is one block, so what a cell holds is gathered until its row ends. A table inside a cell follows the row
//! it stands in, as do notes and pictures.

use super::numerals::Numeral;
use crate::text::{BlockKind, SourceBuilder, Zone};
use std::collections::BTreeMap;

/// A longer bold line is an emphasis.
const MAX_BOLD_TITLE_CHARS: usize = 90;

/// A block that is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: BlockKind,
    /// Heading level or list depth.
    pub level: u8,
    /// Its words; for a row the words of its first cell and so on are in `cells`.
    pub text: String,
    /// Its number as printed, without the dot after it.
    pub label: Option<String>,
    /// Where it belongs, when the format says so.
    pub zone: Option<Zone>,
    /// For a row: the reader's own number of its table, and its cells with the columns they cover.
    pub row: Option<(usize, Vec<(String, u16)>)>,
}

impl Piece {
    /// A block of text.
    #[must_use]
    pub fn text(kind: BlockKind, level: u8, text: impl Into<String>) -> Self {
        Self { kind, level, text: text.into(), label: None, zone: None, row: None }
    }

    /// A row of the table that the reader counts as `table`.
    #[must_use]
    pub fn row(table: usize, cells: Vec<(String, u16)>) -> Self {
        Self { row: Some((table, cells)), ..Self::text(BlockKind::TableRow, 0, "") }
    }

    /// The block as a line of a cell: a list item keeps its bullet or number.
    pub fn add_to_cell(&self, cell: &mut String) {
        if self.text.trim().is_empty() {
            return;
        }
        if !cell.is_empty() {
            cell.push('\n');
        }
        match &self.label {
            Some(label) => {
                cell.push_str(label);
                cell.push(' ');
            }
            None if self.kind == BlockKind::ListItem => cell.push_str("• "),
            None => {}
        }
        cell.push_str(&self.text);
    }
}

/// Hands pieces to the builder; tables get their numbers in the order in which their first row comes out.
#[derive(Debug)]
pub struct Flow {
    /// The text so far.
    pub out: SourceBuilder,
    numbers: BTreeMap<usize, u32>,
}

impl Flow {
    /// A flow into an empty text.
    #[must_use]
    pub fn new(reader: &str) -> Self {
        Self { out: SourceBuilder::new(reader), numbers: BTreeMap::new() }
    }

    /// Adds one block.
    pub fn push(&mut self, piece: &Piece) {
        let block = match &piece.row {
            Some((table, cells)) => {
                if cells.iter().all(|(cell, _)| cell.trim().is_empty()) {
                    return;
                }
                let number = *self.numbers.entry(*table).or_insert_with(|| self.out.begin_table());
                self.out.push_spanned_row(number, cells)
            }
            None => self.out.push(piece.kind, piece.level, &piece.text),
        };
        if let Some(block) = block {
            block.label.clone_from(&piece.label);
            block.zone = piece.zone.or(block.zone);
        }
    }
}

/// Many authors make headings by hand: a short bold line that does not end like a sentence.
#[must_use]
pub fn is_bold_title(text: &str) -> bool {
    let text = text.trim();
    let opens = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let short = text.chars().count() <= MAX_BOLD_TITLE_CHARS && !text.contains('\n');
    let ends = text.ends_with(['.', ',', ';', ':', '?', '!']) || text.contains(['☐', '☒', '☑']);
    opens && short && !ends
}

/// "1 piece" or "3 pieces".
#[must_use]
pub fn pieces(n: usize) -> String {
    if n == 1 { "1 piece".to_owned() } else { format!("{n} pieces") }
}

/// A number as a list prints it: `a` and `A` for letters, `i` and `I` for Roman numerals, otherwise digits.
#[must_use]
pub fn numeral(value: i64, style: char) -> String {
    let form = match style {
        'a' => Numeral::LowerColumn,
        'A' => Numeral::UpperColumn,
        'i' => Numeral::LowerRoman,
        'I' => Numeral::UpperRoman,
        _ => Numeral::Decimal,
    };
    form.print(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_lists_print_them() {
        assert_eq!([numeral(28, 'a'), numeral(4, 'I'), numeral(0, 'a'), numeral(7, '1')], ["ab", "IV", "0", "7"]);
    }

    #[test]
    fn a_bold_line_is_a_title_unless_it_ends_like_a_sentence() {
        assert!(is_bold_title("Key findings") && !is_bold_title("Note:") && !is_bold_title("and so on"));
    }
}
