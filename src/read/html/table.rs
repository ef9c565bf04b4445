//! Tables: one row, one block; a table that only places things on the page is read as what it holds.

use super::tree::{Element, NodeId, Tree};
use crate::read::flow::Piece;

/// Browsers stop at these too.
const MAX_COLUMNS: u16 = 1000;
const MAX_ROWS: u32 = 65_534;

/// A table that is open.
#[derive(Debug)]
pub struct Table {
    /// The element it opened with.
    pub id: NodeId,
    /// It only places things on the page.
    pub is_layout: bool,
    /// The cell that is open.
    pub cell: Option<Cell>,
    /// What follows the row.
    pub later: Vec<Piece>,
    /// For each column, how many further rows a cell from above still covers.
    covered: Vec<u32>,
    row: Vec<(String, u16)>,
    column: u16,
}

/// A cell that is open.
#[derive(Debug, Default)]
pub struct Cell {
    /// Its words so far.
    pub text: String,
    columns: u16,
    rows: u32,
}

impl Table {
    /// A table that opens with `element`.
    #[must_use]
    pub fn of(tree: &Tree, id: NodeId, element: &Element<'_>) -> Self {
        Self {
            id,
            is_layout: is_layout(tree, id, element),
            cell: None,
            later: Vec::new(),
            covered: Vec::new(),
            row: Vec::new(),
            column: 0,
        }
    }

    /// Opens a cell at the next free column.
    pub fn open_cell(&mut self, element: &Element<'_>) {
        self.close_cell();
        self.skip_covered();
        let number = |name| element.attribute(name).and_then(|v| v.trim().parse::<u32>().ok());
        let columns = u16::try_from(number("colspan").unwrap_or(1)).unwrap_or(u16::MAX);
        let columns = columns.clamp(1, MAX_COLUMNS.saturating_sub(self.column).max(1));
        let rows = match number("rowspan") {
            Some(0) => MAX_ROWS,
            other => other.unwrap_or(1).clamp(1, MAX_ROWS),
        };
        self.cell = Some(Cell { text: String::new(), columns, rows });
    }

    /// Ends the open cell.
    pub fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let (from, to) = (usize::from(self.column), usize::from(self.column) + usize::from(cell.columns));
        if to > self.covered.len() && cell.rows > 1 {
            self.covered.resize(to, 0);
        }
        for covered in self.covered.iter_mut().take(to).skip(from) {
            *covered = cell.rows;
        }
        self.column = self.column.saturating_add(cell.columns);
        self.row.push((cell.text, cell.columns));
    }

    /// Ends the row.
    pub fn close_row(&mut self) -> Option<Piece> {
        self.close_cell();
        // A cell counts its own row too.
        for covered in &mut self.covered {
            *covered = covered.saturating_sub(1);
        }
        self.column = 0;
        let row = std::mem::take(&mut self.row);
        (!row.is_empty()).then(|| Piece::row(self.id, row))
    }

    /// Columns that a cell from above covers stay blank.
    fn skip_covered(&mut self) {
        let from = usize::from(self.column);
        let run = self.covered.iter().skip(from).take_while(|c| **c > 0).count();
        if let Ok(run @ 1..) = u16::try_from(run) {
            self.row.push((String::new(), run));
            self.column = self.column.saturating_add(run);
        }
    }
}

/// Told by what it holds: a real table has headers or several columns, and neither tables nor page titles in it.
fn is_layout(tree: &Tree, id: NodeId, element: &Element<'_>) -> bool {
    if matches!(element.attribute("role"), Some("presentation" | "none")) {
        return true;
    }
    let (mut headers, mut inner, mut titles, mut widest, mut cells) = (false, false, false, 0, 0);
    let mut at = tree.following(id, id, true);
    while let Some(node) = at {
        let found = tree.element(node);
        let nested = found.is_some_and(|e| e.is_one_of(&["table"]));
        if let Some(found) = found {
            match &**found.name {
                "table" => inner = true,
                "th" => (headers, cells) = (true, cells + 1),
                "td" => cells += 1,
                "tr" => cells = 0,
                "caption" => headers = true,
                "h1" | "h2" => titles = true,
                _ => {}
            }
        }
        widest = widest.max(cells);
        at = tree.following(node, id, !nested);
    }
    widest <= 1 || !headers && (inner || titles)
}
