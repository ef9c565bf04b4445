//! The one pass over all codings that fills the cells of a matrix.
//!
//! Codings come case by case. So whether a cell has met a case before is told by the last case it met, and
//! counting different cases needs no sets.

use super::cell::MatrixCell;
use super::ground::{Ground, Located};
use super::header::Side;
use super::standing::Standing;
use crate::model::Polarity;

/// The codings of a project by case, with how every theme stands.
pub(super) struct Sorted<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) codings: Vec<Vec<Located<'a>>>,
    cases: Standing,
    /// Only where documents are an axis.
    documents: Option<Standing>,
}

impl<'a> Sorted<'a> {
    pub(super) fn of(ground: Ground<'a>, with_documents: bool) -> Self {
        let codings = ground.codings_by_case();
        let cases = Standing::of_cases(&ground, &codings);
        let documents = with_documents.then(|| Standing::of_documents(&ground, &codings));
        Self { ground, codings, cases, documents }
    }

    /// The cells of two sides, row by row.
    pub(super) fn cells(&self, rows: &Side, columns: &Side) -> Vec<MatrixCell> {
        let width = columns.headers.len();
        let mut cells = vec![MatrixCell::default(); rows.headers.len() * width];
        self.count(rows, columns, &mut cells);
        self.stand(rows, columns, &mut cells);
        for cell in &mut cells {
            cell.settle();
        }
        cells
    }

    fn count(&self, rows: &Side, columns: &Side, cells: &mut [MatrixCell]) {
        let width = columns.headers.len();
        let mut met = vec![LastCase::default(); cells.len()];
        for (case, codings) in (1_u32..).zip(&self.codings) {
            for at in codings {
                for row in rows.headers_of(at) {
                    for column in columns.headers_of(at) {
                        let i = row * width + column;
                        if let (Some(cell), Some(last)) = (cells.get_mut(i), met.get_mut(i)) {
                            last.add(cell, at.polarity, case);
                        }
                    }
                }
            }
        }
    }

    /// Adds to each cell what is known of the cases that belong to both its row and its column.
    fn stand(&self, rows: &Side, columns: &Side, cells: &mut [MatrixCell]) {
        let width = columns.headers.len();
        for case in 0..self.ground.cases.len() {
            for row in rows.headers_of_case(case) {
                for column in columns.headers_of_case(case) {
                    let Some(cell) = cells.get_mut(row * width + column) else { continue };
                    let node = rows.node(*row).or_else(|| columns.node(*column));
                    let known = match &self.documents {
                        Some(documents) if rows.is_documents => documents.get(node, *row),
                        Some(documents) if columns.is_documents => documents.get(node, *column),
                        Some(_) | None => self.cases.get(node, case),
                    };
                    cell.relevant += 1;
                    cell.counted += u32::from(known.is_counted());
                    cell.stated_absent += u32::from(known.is_absent());
                    cell.not_applicable += u32::from(known.is_not_applicable());
                }
            }
        }
    }
}

/// The case a cell met last, counted from 1: at all, and in each polarity.
#[derive(Clone, Copy, Default)]
struct LastCase {
    any: u32,
    concern: u32,
    good_practice: u32,
    context: u32,
}

impl LastCase {
    const fn add(&mut self, cell: &mut MatrixCell, polarity: Polarity, case: u32) {
        let last = match polarity {
            Polarity::Concern => &mut self.concern,
            Polarity::GoodPractice => &mut self.good_practice,
            Polarity::Context => &mut self.context,
        };
        let tally = cell.of_mut(polarity);
        tally.codings += 1;
        if *last != case {
            *last = case;
            tally.cases += 1;
        }
        cell.all.codings += 1;
        if self.any != case {
            self.any = case;
            cell.all.cases += 1;
        }
    }
}
