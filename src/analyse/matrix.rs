//! The matrix: two sides of headers, a cell for every pair, and totals of every row and column.
//!
//! The case is counted. A total is not the sum of its row: a case that shows a theme in three documents, or under
//! three themes of a group, is one case. So totals are computed as cells of a side that holds everything. A matrix keeps
//! what it counted from, so that a cell is traced to exactly the codings that it counts.

use super::axis::{Axis, CellKind, MatrixError};
use super::base::Base;
use super::cell::MatrixCell;
use super::header::{Header, HeaderOf};
use super::located::Located;
use super::meeting::behind_meeting;
use super::quotes::{Quote, Shelf, Texts};
use super::request::MatrixRequest;
use super::side::Side;
use super::summaries::summaries;
use super::tally::{CaseBlock, Counter, Sides, behind_cell, behind_cells};
use crate::model::{Coding, Id, Project};
use std::collections::{BTreeMap, BTreeSet};

/// Counts over two axes of a project.
#[derive(Clone, Debug)]
pub struct Matrix {
    pub(super) request: MatrixRequest,
    pub(super) base: Base,
    pub(super) sides: Sides,
    pub(super) cells: Vec<MatrixCell>,
    pub(super) row_totals: Vec<MatrixCell>,
    pub(super) column_totals: Vec<MatrixCell>,
    pub(super) overall: [MatrixCell; 1],
    pub(super) quotes: BTreeMap<usize, Vec<Quote>>,
    pub(super) summaries: BTreeMap<usize, String>,
    /// By number.
    pub(super) missing: BTreeSet<usize>,
    pub(super) missing_texts: Vec<String>,
}

impl Matrix {
    /// Computes a matrix. `texts` is asked only for words, quotes, zones and nearness in paragraphs.
    ///
    /// # Errors
    /// When an attribute is asked for that no case has.
    pub fn of(project: &Project, request: &MatrixRequest, texts: Texts<'_>) -> Result<Self, MatrixError> {
        let base = Base::of(project, request, texts)?;
        let side = |axis| Side::of(axis, request.groups(), &base.ground, project);
        let (rows, columns) = (side(request.rows())?, side(request.columns())?);
        let empty = |number: usize| vec![MatrixCell::default(); number];
        let mut matrix = Self {
            request: request.clone(),
            cells: empty(rows.headers.len() * columns.headers.len()),
            row_totals: empty(rows.headers.len()),
            column_totals: empty(columns.headers.len()),
            overall: [MatrixCell::default()],
            base,
            sides: Sides { rows, columns, all: Side::all() },
            quotes: BTreeMap::new(),
            summaries: BTreeMap::new(),
            missing: BTreeSet::new(),
            missing_texts: Vec::new(),
        };
        matrix.count_all(texts);
        match request.cells() {
            CellKind::Presence | CellKind::Cases | CellKind::Codings | CellKind::Words => {}
            CellKind::Quotes => matrix.take_quotes(texts),
            CellKind::Summary => matrix.take_summaries(project),
        }
        Ok(matrix)
    }

    fn count_all(&mut self, texts: Texts<'_>) {
        let mut shelf = Shelf::new(texts);
        let with_words = self.request.cells() == CellKind::Words;
        let mut counts = Counts {
            cells: &mut self.cells,
            row_totals: &mut self.row_totals,
            column_totals: &mut self.column_totals,
            overall: &mut self.overall,
            plain: 0,
        };
        let mut counter = Counter::new(&self.base, &self.sides, with_words.then_some(&mut shelf));
        let mut block = CaseBlock::default();
        for case in 0..self.base.ground.cases.len() {
            counter.count(case, &mut block);
            counts.apply(&self.sides, case, &block, MatrixCell::add);
        }
        counts.finish(self.base.near.is_some(), MatrixCell::add);
        let totals = self.row_totals.iter_mut().chain(&mut self.column_totals).chain(&mut self.overall);
        self.cells.iter_mut().chain(totals).for_each(MatrixCell::settle);
        self.note_missing(shelf.missing());
    }

    fn take_quotes(&mut self, texts: Texts<'_>) {
        let mut shelf = Shelf::new(texts);
        for (i, located) in behind_cells(&self.base, &self.sides) {
            let quotes = located.iter().map(|at| shelf.quote(&self.base.ground, at)).collect();
            self.quotes.insert(i, quotes);
        }
        self.note_missing(shelf.missing());
    }

    pub(super) fn take_summaries(&mut self, project: &Project) {
        let branch = [self.request.rows(), self.request.columns()].contains(&&Axis::ThemeGroup);
        self.summaries = summaries(project, &self.base.ground, self.rows(), self.columns(), branch);
    }

    /// Notes which texts could not be had, besides those needed to tell what counts.
    pub(super) fn note_missing(&mut self, documents: impl Iterator<Item = usize>) {
        self.missing.extend(documents.chain(self.base.unread()));
        self.missing_texts = self.missing.iter().map(|d| self.base.ground.document_name(*d)).collect();
    }

    /// What was asked for.
    #[must_use]
    pub const fn request(&self) -> &MatrixRequest {
        &self.request
    }

    /// Row headers in order.
    #[must_use]
    pub fn rows(&self) -> &[Header] {
        &self.sides.rows.headers
    }

    /// Column headers in order.
    #[must_use]
    pub fn columns(&self) -> &[Header] {
        &self.sides.columns.headers
    }

    /// The cell of a row and a column, both from 0.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&MatrixCell> {
        self.place(row, column).and_then(|i| self.cells.get(i))
    }

    /// The cells of one row, left to right.
    #[must_use]
    pub fn row(&self, row: usize) -> &[MatrixCell] {
        let width = self.columns().len();
        self.cells.get(row * width..(row + 1) * width).unwrap_or_default()
    }

    /// Totals of the rows over all cases: different cases, not sums. Where two themes are asked for, the theme itself.
    #[must_use]
    pub fn row_totals(&self) -> &[MatrixCell] {
        &self.row_totals
    }

    /// Totals of the columns over all cases: different cases, not sums. Where two themes are asked for, the theme itself.
    #[must_use]
    pub fn column_totals(&self) -> &[MatrixCell] {
        &self.column_totals
    }

    /// The total of everything; `relevant` is the number of cases, `counted` those read, coded or judged at all.
    #[must_use]
    pub const fn overall(&self) -> &MatrixCell {
        let [overall] = &self.overall;
        overall
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

    /// Documents whose text was needed and could not be read; their words and quotes are missing, and so are their
    /// codings where a filter on zones needed it.
    #[must_use]
    pub fn missing_texts(&self) -> &[String] {
        &self.missing_texts
    }

    /// Number of codings that count nowhere because a frozen codebook has no theme for them.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.base.left_out()
    }

    /// The codings behind a cell, in reading order: exactly those that it counts.
    ///
    /// # Errors
    /// When there is no such cell, or its headers are no longer in the project.
    pub fn trace(&self, project: &Project, row: usize, column: usize) -> Result<Vec<Id<Coding>>, MatrixError> {
        self.check_there(project, self.rows().get(row))?;
        self.check_there(project, self.columns().get(column))?;
        let (rows, columns) = ((&self.sides.rows, row), (&self.sides.columns, column));
        Ok(ids(match self.base.near {
            Some(near) => behind_meeting(&self.base, rows, columns, near),
            None => behind_cell(&self.base, rows, columns),
        }))
    }

    /// The codings behind the total of a row, in reading order.
    ///
    /// # Errors
    /// When there is no such row, or its header is no longer in the project.
    pub fn trace_row(&self, project: &Project, row: usize) -> Result<Vec<Id<Coding>>, MatrixError> {
        self.check_there(project, self.rows().get(row))?;
        Ok(ids(behind_cell(&self.base, (&self.sides.rows, row), (&self.sides.all, 0))))
    }

    /// The codings behind the total of a column, in reading order.
    ///
    /// # Errors
    /// When there is no such column, or its header is no longer in the project.
    pub fn trace_column(&self, project: &Project, column: usize) -> Result<Vec<Id<Coding>>, MatrixError> {
        self.check_there(project, self.columns().get(column))?;
        Ok(ids(behind_cell(&self.base, (&self.sides.all, 0), (&self.sides.columns, column))))
    }

    fn check_there(&self, project: &Project, header: Option<&Header>) -> Result<(), MatrixError> {
        let is_frozen = self.request.scope().codebook.is_some();
        let there = header.is_some_and(|header| match &header.of {
            HeaderOf::Case(id) => project.cases().get(*id).is_some(),
            HeaderOf::Document(id) => project.documents().get(*id).is_some(),
            HeaderOf::Theme(id) => is_frozen || project.themes().get(*id).is_some(),
            HeaderOf::Analyst(_) | HeaderOf::Attribute(_) | HeaderOf::Agency(_) | HeaderOf::AgencyPair(..) | HeaderOf::All => {
                true
            }
        });
        there.then_some(()).ok_or(MatrixError::NoSuchCell)
    }

    fn place(&self, row: usize, column: usize) -> Option<usize> {
        (row < self.rows().len() && column < self.columns().len()).then_some(row * self.columns().len() + column)
    }
}

fn ids(located: Vec<Located>) -> Vec<Id<Coding>> {
    located.into_iter().map(|at| at.coding).collect()
}

/// The cells of a matrix and its totals, to add cases to.
pub(super) struct Counts<'a> {
    pub(super) cells: &'a mut [MatrixCell],
    pub(super) row_totals: &'a mut [MatrixCell],
    pub(super) column_totals: &'a mut [MatrixCell],
    pub(super) overall: &'a mut [MatrixCell],
    /// Cases of which every two themes can be told, to be added to all cells at once.
    pub(super) plain: u32,
}

impl Counts<'_> {
    /// Adds a case to the cells or takes it away, as `with` does.
    pub(super) fn apply(&mut self, sides: &Sides, case: usize, block: &CaseBlock, with: fn(&mut MatrixCell, &MatrixCell)) {
        let Sides { rows, columns, .. } = sides;
        let (down, across) = (rows.headers_of_case(case), columns.headers_of_case(case));
        block.meeting.apply_tallies(self.cells, with);
        if block.meeting.is_plain() {
            self.plain += 1;
        } else {
            block.meeting.apply_standing(self.cells, with);
        }
        if !block.cells.is_empty() {
            let width = columns.headers.len();
            for (row, cells) in down.iter().zip(block.cells.chunks(across.len().max(1))) {
                for (column, cell) in across.iter().zip(cells) {
                    if let Some(sum) = self.cells.get_mut(row * width + column) {
                        with(sum, cell);
                    }
                }
            }
        }
        for (sums, headers, cells) in [
            (&mut *self.row_totals, down, &block.row_totals),
            (&mut *self.column_totals, across, &block.column_totals),
            (&mut *self.overall, &[0][..], &block.overall),
        ] {
            for (header, cell) in headers.iter().zip(cells) {
                if let Some(sum) = sums.get_mut(*header) {
                    with(sum, cell);
                }
            }
        }
    }

    /// Adds the plain cases of a matrix of themes by themes, or takes them away, as `with` does.
    pub(super) fn finish(&mut self, meets: bool, with: fn(&mut MatrixCell, &MatrixCell)) {
        let plain = MatrixCell { relevant: self.plain, counted: self.plain, ..MatrixCell::default() };
        if meets && self.plain > 0 {
            self.cells.iter_mut().for_each(|cell| with(cell, &plain));
        }
    }

    /// Names the states of what a case touches.
    pub(super) fn settle(&mut self, sides: &Sides, case: usize, meets: bool) {
        let Sides { rows, columns, .. } = sides;
        let (down, across) = (rows.headers_of_case(case), columns.headers_of_case(case));
        let width = columns.headers.len();
        if meets {
            self.cells.iter_mut().for_each(MatrixCell::settle);
        } else {
            for i in down.iter().flat_map(|row| across.iter().map(move |column| row * width + column)) {
                self.cells.get_mut(i).into_iter().for_each(MatrixCell::settle);
            }
        }
        for (sums, headers) in [(&mut *self.row_totals, down), (&mut *self.column_totals, across), (&mut *self.overall, &[0][..])]
        {
            for header in headers {
                sums.get_mut(*header).into_iter().for_each(MatrixCell::settle);
            }
        }
    }
}
