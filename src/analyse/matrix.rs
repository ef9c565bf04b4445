//! The matrix: two sides of headers, a cell for every pair, and totals of every row and column.
//!
//! The case is counted. A total is not the sum of its row: a case that shows a theme in three documents, or under
//! three themes of a group, is one case. So totals are computed as cells of a side that holds everything.

use super::axis::{Axis, CellKind, MatrixError, MatrixRequest};
use super::cell::MatrixCell;
use super::ground::{Ground, Located};
use super::header::{Header, HeaderOf, Side};
use super::quotes::{Quote, Shelf, Texts, behind, in_reading_order};
use super::tally::Sorted;
use crate::model::{Case, Coding, Id, Project, Theme};
use std::collections::BTreeMap;

/// Counts over two axes of a project.
#[derive(Clone, Debug)]
pub struct Matrix {
    request: MatrixRequest,
    rows: Vec<Header>,
    columns: Vec<Header>,
    cells: Vec<MatrixCell>,
    row_totals: Vec<MatrixCell>,
    column_totals: Vec<MatrixCell>,
    overall: MatrixCell,
    quotes: BTreeMap<usize, Vec<Quote>>,
    summaries: BTreeMap<usize, String>,
    missing_texts: Vec<String>,
}

impl Matrix {
    /// Computes a matrix. `texts` is asked only for words and quotes.
    ///
    /// # Errors
    /// When an attribute is asked for that no case has.
    pub fn of(project: &Project, request: &MatrixRequest, texts: Texts<'_>) -> Result<Self, MatrixError> {
        let ground = Ground::of(project, [request.rows(), request.columns()].contains(&&Axis::Analyst));
        let rows = Side::of(request.rows(), &ground)?;
        let columns = Side::of(request.columns(), &ground)?;
        let all = Side::all(&ground);
        let sorted = Sorted::of(ground, rows.is_documents || columns.is_documents);
        let mut matrix = Self {
            request: request.clone(),
            cells: sorted.cells(&rows, &columns),
            row_totals: sorted.cells(&rows, &all),
            column_totals: sorted.cells(&all, &columns),
            overall: sorted.cells(&all, &all).first().copied().unwrap_or_default(),
            rows: Vec::new(),
            columns: Vec::new(),
            quotes: BTreeMap::new(),
            summaries: BTreeMap::new(),
            missing_texts: Vec::new(),
        };
        match request.cells() {
            CellKind::Presence | CellKind::Cases | CellKind::Codings => {}
            CellKind::Words => matrix.count_words(&sorted, [&rows, &columns, &all], texts),
            CellKind::Quotes => matrix.take_quotes(&sorted, &rows, &columns, texts),
            CellKind::Summary => matrix.take_summaries(&sorted.ground, &rows, &columns),
        }
        matrix.rows = rows.headers;
        matrix.columns = columns.headers;
        Ok(matrix)
    }

    fn count_words(&mut self, sorted: &Sorted<'_>, [rows, columns, all]: [&Side; 3], texts: Texts<'_>) {
        let mut shelf = Shelf::new(texts);
        let mut fill = |cells: &mut [MatrixCell], rows: &Side, columns: &Side| {
            for (i, located) in behind(&sorted.codings, rows, columns) {
                if let Some(cell) = cells.get_mut(i) {
                    shelf.count_words(&sorted.ground, &located, cell);
                }
            }
        };
        fill(&mut self.cells, rows, columns);
        fill(&mut self.row_totals, rows, all);
        fill(&mut self.column_totals, all, columns);
        fill(std::slice::from_mut(&mut self.overall), all, all);
        self.missing_texts = shelf.missing(&sorted.ground);
    }

    fn take_quotes(&mut self, sorted: &Sorted<'_>, rows: &Side, columns: &Side, texts: Texts<'_>) {
        let mut shelf = Shelf::new(texts);
        for (i, located) in behind(&sorted.codings, rows, columns) {
            let quotes = located.iter().map(|at| shelf.quote(&sorted.ground, at)).collect();
            self.quotes.insert(i, quotes);
        }
        self.missing_texts = shelf.missing(&sorted.ground);
    }

    fn take_summaries(&mut self, ground: &Ground<'_>, rows: &Side, columns: &Side) {
        let branch = [self.request.rows(), self.request.columns()].contains(&&Axis::ThemeGroup);
        for (r, row) in rows.headers.iter().enumerate() {
            for (c, column) in columns.headers.iter().enumerate() {
                let (HeaderOf::Theme(theme), HeaderOf::Case(case)) = (match (&row.of, &column.of) {
                    (case @ HeaderOf::Case(_), theme) => (theme, case),
                    (theme, case) => (theme, case),
                }) else {
                    continue;
                };
                let summary = summary_of(ground, *theme, *case, branch);
                if !summary.is_empty() {
                    self.summaries.insert(r * columns.headers.len() + c, summary);
                }
            }
        }
    }

    /// What was asked for.
    #[must_use]
    pub const fn request(&self) -> &MatrixRequest {
        &self.request
    }

    /// Row headers in order.
    #[must_use]
    pub fn rows(&self) -> &[Header] {
        &self.rows
    }

    /// Column headers in order.
    #[must_use]
    pub fn columns(&self) -> &[Header] {
        &self.columns
    }

    /// The cell of a row and a column, both from 0.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&MatrixCell> {
        self.place(row, column).and_then(|i| self.cells.get(i))
    }

    /// The cells of one row, left to right.
    #[must_use]
    pub fn row(&self, row: usize) -> &[MatrixCell] {
        let width = self.columns.len();
        self.cells.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    /// Totals of the rows over the whole project: different cases, not sums.
    #[must_use]
    pub fn row_totals(&self) -> &[MatrixCell] {
        &self.row_totals
    }

    /// Totals of the columns over the whole project: different cases, not sums.
    #[must_use]
    pub fn column_totals(&self) -> &[MatrixCell] {
        &self.column_totals
    }

    /// The total of everything; `relevant` is the number of cases, `counted` those read, coded or judged at all.
    #[must_use]
    pub const fn overall(&self) -> &MatrixCell {
        &self.overall
    }

    /// The passages of a cell in reading order; empty unless quotes were asked for.
    #[must_use]
    pub fn quotes(&self, row: usize, column: usize) -> &[Quote] {
        self.place(row, column).and_then(|i| self.quotes.get(&i)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The written summary of a cell; empty unless summaries were asked for.
    #[must_use]
    pub fn summary(&self, row: usize, column: usize) -> &str {
        self.place(row, column).and_then(|i| self.summaries.get(&i)).map(String::as_str).unwrap_or_default()
    }

    /// Documents whose text was needed and could not be read; their words and quotes are missing.
    #[must_use]
    pub fn missing_texts(&self) -> &[String] {
        &self.missing_texts
    }

    /// The codings behind a cell, in reading order: exactly those that it counts.
    ///
    /// # Errors
    /// When the cell's headers are no longer in the project.
    pub fn trace(&self, project: &Project, row: usize, column: usize) -> Result<Vec<Id<Coding>>, MatrixError> {
        let row = self.rows.get(row).ok_or(MatrixError::NoSuchCell)?;
        let column = self.columns.get(column).ok_or(MatrixError::NoSuchCell)?;
        trace(project, (self.request.rows(), &row.of), (self.request.columns(), &column.of))
    }

    /// The codings behind the total of a row, in reading order.
    ///
    /// # Errors
    /// When the row's header is no longer in the project.
    pub fn trace_row(&self, project: &Project, row: usize) -> Result<Vec<Id<Coding>>, MatrixError> {
        let row = self.rows.get(row).ok_or(MatrixError::NoSuchCell)?;
        trace(project, (self.request.rows(), &row.of), (self.request.columns(), &HeaderOf::All))
    }

    fn place(&self, row: usize, column: usize) -> Option<usize> {
        (row < self.rows.len() && column < self.columns.len()).then_some(row * self.columns.len() + column)
    }
}

fn trace(project: &Project, row: (&Axis, &HeaderOf), column: (&Axis, &HeaderOf)) -> Result<Vec<Id<Coding>>, MatrixError> {
    let ground = Ground::of(project, [row.0, column.0].contains(&&Axis::Analyst));
    let side = |(axis, of): (&Axis, &HeaderOf)| {
        let side = if *of == HeaderOf::All { Side::all(&ground) } else { Side::of(axis, &ground)? };
        let header = side.headers.iter().position(|h| h.of == *of).ok_or(MatrixError::NoSuchCell)?;
        Ok::<_, MatrixError>((side, header))
    };
    let (rows, row) = side(row)?;
    let (columns, column) = side(column)?;
    let hit = |at: &Located<'_>| rows.headers_of(at).contains(&row) && columns.headers_of(at).contains(&column);
    let mut located: Vec<Located<'_>> = ground.codings_by_case().into_iter().flatten().filter(hit).collect();
    in_reading_order(&mut located);
    Ok(located.into_iter().map(|at| at.coding.id).collect())
}

/// A theme's own summary in a case; with `branch`, followed by those of the themes under it, each with its name.
fn summary_of(ground: &Ground<'_>, theme: Id<Theme>, case: Id<Case>, branch: bool) -> String {
    let own = |id| ground.project.cell(id, case).map(|c| c.summary.trim()).filter(|s| !s.is_empty());
    let mut parts: Vec<String> = own(theme).map(str::to_owned).into_iter().collect();
    if branch {
        for node in ground.tree.branch(theme).iter().skip(1) {
            let Some((summary, theme)) = own(node.id).zip(ground.project.themes().get(node.id)) else { continue };
            parts.push(format!("{}: {summary}", [theme.code.as_str(), &theme.name].join(" ").trim()));
        }
    }
    parts.join("\n")
}
