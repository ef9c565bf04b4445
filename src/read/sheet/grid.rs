//! Sheets as all formats of spreadsheets give them: rows with cells that have words.

use std::collections::BTreeMap;

/// Cells kept at most over all sheets; a chronology of ten years has some thousands.
pub const MAX_CELLS: usize = 2_000_000;
/// Bytes of words kept at most over all sheets: many cells may name one long string, or repeat it.
const MAX_BYTES: usize = 16 << 20;

/// A cell with words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its words.
    pub text: String,
    /// Columns it covers.
    pub span: u16,
    /// It holds a number or a date, so it heads no column.
    pub is_value: bool,
}

/// A row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Cells by column, counted from 0.
    pub cells: BTreeMap<u16, Cell>,
    /// Comments on its cells.
    pub comments: Vec<String>,
}

/// A sheet.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// Its name; empty where the format has none.
    pub name: String,
    /// Rows by number, counted from 0.
    pub rows: BTreeMap<u32, Row>,
    /// Rows and columns with words that are hidden and were left out.
    pub hidden_rows: usize,
    /// Columns with words that are hidden and were left out.
    pub hidden_columns: usize,
}

/// A workbook.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Sheets that are shown, in order.
    pub sheets: Vec<Sheet>,
    /// Sheets with cells that are hidden and were left out.
    pub hidden_sheets: usize,
    /// Pictures and charts.
    pub pictures: usize,
    /// The reader of the format tells neither what is hidden nor how numbers are shown.
    pub is_bare: bool,
    /// Why only a part was read.
    pub partial: Option<String>,
    /// Cells so far.
    cells: usize,
    /// Bytes of their words.
    bytes: usize,
}

impl Book {
    /// An empty workbook of a format whose reader tells little.
    #[must_use]
    pub fn bare() -> Self {
        Self { is_bare: true, ..Self::default() }
    }

    /// Counts a cell with such words; whether it may still be kept.
    pub fn may_keep(&mut self, words: &str) -> bool {
        self.cells = self.cells.saturating_add(1);
        self.bytes = self.bytes.saturating_add(words.len());
        if self.cells > MAX_CELLS {
            self.partial = Some(format!(
                "This spreadsheet has more than {} million cells, so only the first of them were read; split it into parts and add those",
                MAX_CELLS / 1_000_000
            ));
        } else if self.bytes > MAX_BYTES {
            self.partial = Some(format!(
                "The cells of this spreadsheet hold more than {} MB of words, so only the first of them were read; split it into parts and add those",
                MAX_BYTES >> 20
            ));
        }
        self.cells <= MAX_CELLS && self.bytes <= MAX_BYTES
    }

    /// Says that the file is damaged, unless something else was said before.
    pub fn damage(&mut self) {
        self.partial.get_or_insert_with(|| {
            "This spreadsheet is damaged: only the cells before the damage were read; let Excel or LibreOffice repair it and add that copy"
                .to_owned()
        });
    }
}

impl Sheet {
    /// Adds a cell, unless it is blank.
    pub fn put(&mut self, row: u32, column: u32, cell: Cell) {
        let Ok(column) = u16::try_from(column) else { return };
        if !cell.text.trim().is_empty() {
            self.rows.entry(row).or_default().cells.insert(column, cell);
        }
    }

    /// Takes out the columns that are hidden.
    pub fn hide_columns(&mut self, is_hidden: impl Fn(u32) -> bool) {
        let mut hidden = std::collections::BTreeSet::new();
        for row in self.rows.values_mut() {
            row.cells.retain(|column, _| {
                let hide = is_hidden(u32::from(*column));
                if hide {
                    hidden.insert(*column);
                }
                !hide
            });
        }
        self.hidden_columns = hidden.len();
    }

    /// Lets the cell at a place cover several columns, as far as it has them for itself.
    pub fn merge(&mut self, row: u32, from: u32, to: u32) {
        let (Ok(from), Ok(to)) = (u16::try_from(from), u16::try_from(to)) else { return };
        let Some(row) = self.rows.get_mut(&row) else { return };
        let next = row.cells.range(from.saturating_add(1)..).next().map_or(u16::MAX, |(column, _)| *column);
        if let Some(cell) = row.cells.get_mut(&from) {
            cell.span = to.saturating_sub(from).saturating_add(1).min(next.saturating_sub(from)).max(1);
        }
    }
}
