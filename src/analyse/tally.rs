//! What one case gives to the cells of a matrix.
//!
//! Everything that is counted adds up case by case: a case counts once in a cell, however much of it lies there. So a
//! matrix is the sum of its cases, and after a change only the cases that it touches are counted again.
//!
//! ```text
//!            headers of the case        cells of the matrix
//!               c1  c4                  c0 c1 c2 c3 c4
//!   block:  r0   2   0      ── add ──>   .  2  .  .  0     r0
//!           r1   1   3                   .  1  .  .  3     r1
//! ```

use super::base::Base;
use super::cell::MatrixCell;
use super::located::Located;
use super::meeting::{Meeting, Meetings};
use super::quotes::Shelf;
use super::side::Side;
use super::standing::Standing;
use std::collections::BTreeMap;

/// The sides of a matrix: rows, columns, and the one header for everything.
#[derive(Clone, Debug)]
pub(super) struct Sides {
    pub(super) rows: Side,
    pub(super) columns: Side,
    pub(super) all: Side,
}

impl Sides {
    /// Rows and columns exchanged.
    pub(super) fn transposed(self) -> Self {
        Self { rows: self.columns, columns: self.rows, all: self.all }
    }
}

/// Codings behind cells, by number of the cell.
pub(super) type Behind = BTreeMap<usize, Vec<Located>>;

/// What one case gives: to the cells, to the totals of rows and columns, and to the total of everything.
#[derive(Default)]
pub(super) struct CaseBlock {
    /// One for each of its row headers and its column headers; empty where two themes are asked for.
    pub(super) cells: Vec<MatrixCell>,
    /// Only where two themes are asked for.
    pub(super) meeting: Meeting,
    pub(super) row_totals: Vec<MatrixCell>,
    pub(super) column_totals: Vec<MatrixCell>,
    pub(super) overall: Vec<MatrixCell>,
}

/// Counts one case after another, with the same memory.
pub(super) struct Counter<'a, 'texts> {
    base: &'a Base,
    sides: &'a Sides,
    /// Where words are counted: the texts.
    shelf: Option<&'a mut Shelf<'texts>>,
    standing: Standing,
    meetings: Meetings,
}

impl<'a, 'texts> Counter<'a, 'texts> {
    pub(super) fn new(base: &'a Base, sides: &'a Sides, shelf: Option<&'a mut Shelf<'texts>>) -> Self {
        Self { base, sides, shelf, standing: Standing::default(), meetings: Meetings::default() }
    }

    /// Counts a case into a block.
    pub(super) fn count(&mut self, case: usize, block: &mut CaseBlock) {
        let (base, Sides { rows, columns, all }) = (self.base, self.sides);
        let with_documents = rows.is_documents || columns.is_documents;
        self.standing.fill(&base.ground, case, base.codings_of(case), base.judged_of(case), with_documents);
        let meets = base.near.is_some();
        if let Some(near) = base.near {
            let mut behind = self.shelf.as_ref().map(|_| Behind::new());
            self.meetings.count(base, (rows, columns), (case, near), &mut block.meeting, behind.as_mut());
            block.meeting.stand((rows, columns), &self.standing);
            for (cell, tally) in block.meeting.cells.iter_mut() {
                let located = behind.as_mut().and_then(|all| all.remove(cell));
                self.add_words(located.unwrap_or_default(), tally);
            }
        } else {
            self.fill(case, (rows, columns), &mut block.cells);
        }
        self.fill(case, (all, all), &mut block.overall);
        if !meets && columns.is_one_for(case) {
            block.row_totals.clone_from(&block.cells);
        } else {
            self.fill(case, (rows, all), &mut block.row_totals);
        }
        if !meets && rows.is_one_for(case) {
            block.column_totals.clone_from(&block.cells);
        } else {
            self.fill(case, (all, columns), &mut block.column_totals);
        }
    }

    fn fill(&mut self, case: usize, sides: (&Side, &Side), cells: &mut Vec<MatrixCell>) {
        cells.clear();
        cells.resize(sides.0.headers_of_case(case).len() * sides.1.headers_of_case(case).len(), MatrixCell::default());
        let mut behind = self.shelf.as_ref().map(|_| Behind::new());
        for at in self.base.counting_in(case) {
            for i in places_in_case(case, sides, at) {
                if let Some(cell) = cells.get_mut(i) {
                    cell.add_coding(at.polarity);
                }
                if let Some(behind) = &mut behind {
                    behind.entry(i).or_default().push(*at);
                }
            }
        }
        for (i, located) in behind.into_iter().flatten() {
            if let Some(cell) = cells.get_mut(i) {
                self.add_words(located, cell);
            }
        }
        self.stand(case, sides, cells);
    }

    fn add_words(&mut self, mut located: Vec<Located>, cell: &mut MatrixCell) {
        if let Some(shelf) = self.shelf.as_deref_mut() {
            located.sort_by_key(Located::reading_order);
            shelf.count_words(&self.base.ground, &located, cell);
        }
    }

    /// Adds what is known of the case itself.
    fn stand(&self, case: usize, (rows, columns): (&Side, &Side), cells: &mut [MatrixCell]) {
        let across = columns.headers_of_case(case);
        let headers = rows.headers_of_case(case).iter().flat_map(|row| across.iter().map(move |column| (*row, *column)));
        for ((row, column), cell) in headers.zip(cells) {
            let node = rows.node(row).or_else(|| columns.node(column));
            let known = if rows.is_documents {
                self.standing.of_document(node, row)
            } else if columns.is_documents {
                self.standing.of_document(node, column)
            } else {
                self.standing.of_case(node)
            };
            cell.end_case();
            cell.relevant = 1;
            cell.counted = u32::from(known.is_counted());
            cell.stated_absent = u32::from(known.is_absent());
            cell.not_applicable = u32::from(known.is_not_applicable());
            let otherwise = self.base.is_filtered && node.is_some() && known.is_coded() && cell.all.codings == 0;
            cell.otherwise = u32::from(otherwise);
        }
    }
}

/// The cells of a case's block under which a coding falls.
fn places_in_case<'a>(
    case: usize,
    (rows, columns): (&'a Side, &'a Side),
    at: &'a Located,
) -> impl Iterator<Item = usize> + use<'a> {
    let width = columns.headers_of_case(case).len();
    let across = move || columns.headers_of(case, at).iter().filter_map(move |c| columns.place_in_case(case, *c));
    let down = rows.headers_of(case, at).iter().filter_map(move |r| rows.place_in_case(case, *r));
    down.flat_map(move |row| across().map(move |column| row * width + column))
}

/// The codings of one cell, each once, in reading order.
pub(super) fn behind_cell(base: &Base, (rows, row): (&Side, usize), (columns, column): (&Side, usize)) -> Vec<Located> {
    let mut located = Vec::new();
    for case in 0..base.ground.cases.len() {
        if rows.headers_of_case(case).contains(&row) && columns.headers_of_case(case).contains(&column) {
            let hit = |at: &&Located| rows.headers_of(case, at).contains(&row) && columns.headers_of(case, at).contains(&column);
            located.extend(base.counting_in(case).filter(hit));
        }
    }
    located.sort_by_key(Located::reading_order);
    located
}

/// Codings behind all cells, within a cell in reading order.
pub(super) fn behind_cells(base: &Base, Sides { rows, columns, .. }: &Sides) -> Behind {
    let width = columns.headers.len();
    let mut cells = Behind::new();
    let mut meetings = Meetings::default();
    for case in 0..base.ground.cases.len() {
        if let Some(near) = base.near {
            meetings.count(base, (rows, columns), (case, near), &mut Meeting::default(), Some(&mut cells));
            continue;
        }
        for at in base.counting_in(case) {
            for row in rows.headers_of(case, at) {
                for column in columns.headers_of(case, at) {
                    cells.entry(row * width + column).or_default().push(*at);
                }
            }
        }
    }
    for located in cells.values_mut() {
        located.sort_by_key(Located::reading_order);
    }
    cells
}
