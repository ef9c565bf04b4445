//! Tables: rows are gathered until the table ends, because only all of them together say where its columns are.

use crate::read::flow::Piece;

/// Edges closer than this, in twentieths of a point, are one; writers round.
const SAME_EDGE: i32 = 20;

/// The layout of a row as declared.
#[derive(Clone, Debug, Default)]
pub struct RowLayout {
    /// Its left edge.
    pub left: i32,
    /// Right edge of each cell, and whether the cell only continues the one before it.
    pub cells: Vec<(i32, bool)>,
    /// The next cell declared continues the one before it.
    pub continues: bool,
}

#[derive(Debug, Default)]
struct Row {
    layout: RowLayout,
    cells: Vec<Vec<Piece>>,
    /// Notes and nested tables, which follow the row.
    later: Vec<Piece>,
}

/// A table that is open.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    /// Cells of the row that is open.
    cells: Vec<Vec<Piece>>,
    /// Paragraphs of the cell that is open.
    cell: Vec<Piece>,
    /// What follows the row that is open.
    pub later: Vec<Piece>,
}

impl Table {
    /// Adds a paragraph to the open cell.
    pub fn paragraph(&mut self, piece: Piece) {
        self.cell.push(piece);
    }

    /// Ends the open cell.
    pub fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
    }

    /// Ends the open row.
    pub fn end_row(&mut self, layout: &RowLayout) {
        if !self.cell.is_empty() {
            self.end_cell();
        }
        let cells = std::mem::take(&mut self.cells);
        let later = std::mem::take(&mut self.later);
        self.rows.push(Row { layout: layout.clone(), cells, later });
    }

    /// Ends the table: its rows, or its paragraphs when it only frames them.
    #[must_use]
    pub fn finish(mut self, number: usize) -> Vec<Piece> {
        if !self.cell.is_empty() || !self.cells.is_empty() || !self.later.is_empty() {
            self.end_row(&RowLayout::default());
        }
        let frames = self.rows.iter().all(|r| r.cells.len() <= 1);
        let edges = if frames { Vec::new() } else { edges(&self.rows) };
        let mut out = Vec::new();
        for row in self.rows {
            if frames {
                out.extend(row.cells.into_iter().flatten());
            } else {
                let label = row.cells.first().and_then(|c| c.first()).and_then(|p| p.label.clone());
                out.push(Piece { label, ..Piece::row(number, placed(&row.layout, &row.cells, &edges)) });
            }
            out.extend(row.later);
        }
        out
    }
}

/// All edges of a table, left to right.
fn edges(rows: &[Row]) -> Vec<i32> {
    let mut all: Vec<i32> =
        rows.iter().flat_map(|r| r.layout.cells.iter().map(|(right, _)| *right).chain([r.layout.left])).collect();
    all.sort_unstable();
    let mut out: Vec<i32> = Vec::new();
    for edge in all {
        if out.last().is_none_or(|last| edge.saturating_sub(*last) > SAME_EDGE) {
            out.push(edge);
        }
    }
    out
}

/// The cells of a row with the columns they cover.
fn placed(layout: &RowLayout, cells: &[Vec<Piece>], edges: &[i32]) -> Vec<(String, u16)> {
    let column = |edge: i32| edges.iter().rposition(|e| *e <= edge).unwrap_or(0);
    let mut out: Vec<(String, u16)> = Vec::new();
    let mut at = column(layout.left);
    if at > 0 {
        out.push((String::new(), u16::try_from(at).unwrap_or(u16::MAX)));
    }
    for (i, pieces) in cells.iter().enumerate() {
        let mut text = String::new();
        pieces.iter().for_each(|piece| piece.add_to_cell(&mut text));
        let declared = layout.cells.get(i);
        let right = declared.map_or(at + 1, |(right, _)| column(*right)).max(at);
        let span = u16::try_from(right - at).unwrap_or(u16::MAX);
        at = right;
        match out.last_mut().filter(|_| span == 0 || declared.is_some_and(|(_, continues)| *continues)) {
            Some((before, columns)) => {
                if !before.is_empty() && !text.is_empty() {
                    before.push('\n');
                }
                before.push_str(&text);
                *columns = columns.saturating_add(span);
            }
            None => out.push((text, span.max(1))),
        }
    }
    out
}
