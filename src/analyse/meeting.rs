//! Where two themes meet in one case: which codings of the one lie near which codings of the other.
//!
//! A coding takes part in a cell when it falls under the row and meets a coding of the column, or the other way about;
//! it meets itself. So the diagonal is the theme itself and the table is the same on both sides of it. Pairs are of two
//! different codings, each pair once.

use super::base::Base;
use super::cell::MatrixCell;
use super::located::Located;
use super::near::Nearness;
use super::side::Side;
use super::standing::{Known, Standing};
use super::tally::Behind;
use crate::model::Polarity;
use std::collections::{BTreeMap, BTreeSet};

/// What one case gives to a matrix of themes by themes.
#[derive(Default)]
pub(super) struct Meeting {
    /// Cells in which something meets, by number, without what is known of the case.
    pub(super) cells: Vec<(usize, MatrixCell)>,
    rows: Vec<Known>,
    columns: Vec<Known>,
}

impl Meeting {
    /// Notes how every theme stands in the case.
    pub(super) fn stand(&mut self, (rows, columns): (&Side, &Side), standing: &Standing) {
        let known = |side: &Side| (0..side.headers.len()).map(|h| standing.of_case(side.node(h))).collect();
        self.rows = known(rows);
        self.columns = known(columns);
    }

    /// Whether every two themes can be told in the case and nobody judged any, as in most cases that are read.
    pub(super) fn is_plain(&self) -> bool {
        let is_plain = |known: &Known| known.is_counted() && !known.is_absent() && !known.is_not_applicable();
        self.rows.iter().chain(&self.columns).all(is_plain)
    }

    /// Adds what is known of the case to all cells, or takes it away, as `with` does.
    pub(super) fn apply_standing(&self, cells: &mut [MatrixCell], with: fn(&mut MatrixCell, &MatrixCell)) {
        let pairs = self.rows.iter().flat_map(|row| self.columns.iter().map(move |column| row.with(*column)));
        for (cell, known) in cells.iter_mut().zip(pairs) {
            let case = MatrixCell {
                relevant: 1,
                counted: u32::from(known.is_counted()),
                stated_absent: u32::from(known.is_absent()),
                not_applicable: u32::from(known.is_not_applicable()),
                ..MatrixCell::default()
            };
            with(cell, &case);
        }
    }

    /// Adds what meets in the case, or takes it away, as `with` does.
    pub(super) fn apply_tallies(&self, cells: &mut [MatrixCell], with: fn(&mut MatrixCell, &MatrixCell)) {
        for (place, tally) in &self.cells {
            if let Some(cell) = cells.get_mut(*place) {
                with(cell, tally);
            }
        }
    }
}

/// Memory that serves case after case: one tally for each cell, and the coding that it met last.
#[derive(Default)]
pub(super) struct Meetings {
    tallies: Vec<MatrixCell>,
    met: Vec<u32>,
    coding: u32,
    touched: Vec<usize>,
}

impl Meetings {
    /// Counts a case; notes the codings behind each cell where that is wanted.
    pub(super) fn count(
        &mut self,
        base: &Base,
        (rows, columns): (&Side, &Side),
        (case, near): (usize, Nearness),
        meeting: &mut Meeting,
        mut behind: Option<&mut Behind>,
    ) {
        let cells = rows.headers.len() * columns.headers.len();
        self.tallies.resize(cells, MatrixCell::default());
        self.met.resize(cells, 0);
        let mut codings: Vec<Located> = base.counting_in(case).copied().collect();
        codings.sort_by_key(Located::reading_order);
        let under =
            |at: &Located| Under { rows: rows.headers_of(case, at).to_vec(), columns: columns.headers_of(case, at).to_vec() };
        let headers: Vec<Under> = codings.iter().map(under).collect();
        let width = columns.headers.len();
        if near == Nearness::SameCase {
            self.count_all(&codings, &headers, width);
            if let Some(behind) = behind {
                behind_all(&codings, &headers, width, behind);
            }
            return self.hand_over(meeting);
        }
        let neighbours = neighbours(&codings, near);
        for (i, (at, own)) in codings.iter().zip(&headers).enumerate() {
            self.coding = self.coding.wrapping_add(1);
            for other in neighbours.get(i).into_iter().flatten().filter_map(|j| headers.get(*j)) {
                for cell in own.with(other, width) {
                    if self.is_new(cell) {
                        self.add(cell, at);
                        if let Some(behind) = behind.as_deref_mut() {
                            behind.entry(cell).or_default().push(*at);
                        }
                    }
                }
            }
        }
        self.pair(&headers, &neighbours, width);
        self.hand_over(meeting);
    }

    /// Whether the present coding has not been in the cell yet.
    fn is_new(&mut self, cell: usize) -> bool {
        let coding = self.coding;
        self.met.get_mut(cell).is_some_and(|met| std::mem::replace(met, coding) != coding)
    }

    fn add(&mut self, cell: usize, at: &Located) {
        if let Some(tally) = self.tallies.get_mut(cell) {
            if tally.all.codings == 0 {
                self.touched.push(cell);
            }
            tally.add_coding(at.polarity);
        }
    }

    /// Counts each pair of different codings once in each cell that it belongs to.
    fn pair(&mut self, headers: &[Under], neighbours: &[Vec<usize>], width: usize) {
        for (i, own) in headers.iter().enumerate() {
            for other in neighbours.get(i).into_iter().flatten().filter(|j| **j > i).filter_map(|j| headers.get(*j)) {
                for row in &own.rows {
                    for column in &other.columns {
                        self.add_pairs(row * width + column, 1);
                    }
                }
                for row in &other.rows {
                    for column in &own.columns {
                        let counted = own.rows.contains(row) && other.columns.contains(column);
                        self.add_pairs(row * width + column, u32::from(!counted));
                    }
                }
            }
        }
    }

    /// Counts where all codings meet. Of r codings of the row and c of the column, k being of both, r + c − k take part;
    /// there are r·c − k ordered pairs of different ones, of which k(k−1)/2 were counted from both ends.
    fn count_all(&mut self, codings: &[Located], headers: &[Under], width: usize) {
        let (mut rows, mut columns, mut both) = (Ways::new(), Ways::new(), BTreeMap::<(usize, usize), [u32; 3]>::new());
        for (at, own) in codings.iter().zip(headers) {
            let way = at.polarity as usize;
            for row in &own.rows {
                note(rows.entry(*row).or_default(), way);
                for column in &own.columns {
                    note(both.entry((*row, *column)).or_default(), way);
                }
            }
            for column in &own.columns {
                note(columns.entry(*column).or_default(), way);
            }
        }
        for (row, r) in &rows {
            for (column, c) in &columns {
                let k = both.get(&(*row, *column)).copied().unwrap_or_default();
                let cell = row * width + column;
                let Some(tally) = self.tallies.get_mut(cell) else { continue };
                self.touched.push(cell);
                for (way, ((r, c), k)) in Polarity::ALL.into_iter().zip(r.iter().zip(c).zip(&k)) {
                    tally.of_mut(way).codings += r + c - k;
                    tally.all.codings += r + c - k;
                }
                let [r, c, k] = [*r, *c, k].map(|ways| ways.iter().sum::<u32>());
                tally.pairs += r * c - k - k * k.saturating_sub(1) / 2;
            }
        }
    }

    fn add_pairs(&mut self, cell: usize, pairs: u32) {
        if let Some(tally) = self.tallies.get_mut(cell) {
            tally.pairs += pairs;
        }
    }

    /// Gives away what was touched and makes its memory empty again.
    fn hand_over(&mut self, meeting: &mut Meeting) {
        meeting.cells.clear();
        for cell in self.touched.drain(..) {
            if let Some(tally) = self.tallies.get_mut(cell) {
                let mut tally = std::mem::take(tally);
                tally.end_case();
                meeting.cells.push((cell, tally));
            }
        }
    }
}

/// The headers that a coding falls under on both sides.
struct Under {
    rows: Vec<usize>,
    columns: Vec<usize>,
}

impl Under {
    /// The cells that one coding is in because it meets another.
    fn with<'a>(&'a self, other: &'a Self, width: usize) -> impl Iterator<Item = usize> + use<'a> {
        let there = self.rows.iter().flat_map(move |r| other.columns.iter().map(move |c| r * width + c));
        there.chain(other.rows.iter().flat_map(move |r| self.columns.iter().map(move |c| r * width + c)))
    }

    /// What some codings fall under together.
    fn all(codings: &[Self]) -> Self {
        let distinct = |of: fn(&Self) -> &Vec<usize>| {
            let all: BTreeSet<usize> = codings.iter().flat_map(|c| of(c).iter().copied()).collect();
            all.into_iter().collect()
        };
        Self { rows: distinct(|c| &c.rows), columns: distinct(|c| &c.columns) }
    }
}

/// Numbers of codings by header and polarity.
type Ways = BTreeMap<usize, [u32; 3]>;

fn note(ways: &mut [u32; 3], way: usize) {
    if let Some(count) = ways.get_mut(way) {
        *count += 1;
    }
}

/// Notes every coding in each cell that it is in where all codings meet.
fn behind_all(codings: &[Located], headers: &[Under], width: usize, behind: &mut Behind) {
    let everything = Under::all(headers);
    for (at, own) in codings.iter().zip(headers) {
        let cells: BTreeSet<usize> = own.with(&everything, width).collect();
        for cell in cells {
            behind.entry(cell).or_default().push(*at);
        }
    }
}

/// For each coding, in reading order, those that it meets, itself included.
fn neighbours(codings: &[Located], near: Nearness) -> Vec<Vec<usize>> {
    let mut lists: Vec<Vec<usize>> = (0..codings.len()).map(|i| vec![i]).collect();
    for (i, one) in codings.iter().enumerate() {
        for (j, other) in codings.iter().enumerate().skip(i + 1) {
            // What starts further on is further away still.
            if !meets(one, other, near) {
                break;
            }
            for (from, to) in [(i, j), (j, i)] {
                if let Some(list) = lists.get_mut(from) {
                    list.push(to);
                }
            }
        }
    }
    lists
}

/// Whether two codings of one case meet.
fn meets(one: &Located, other: &Located, near: Nearness) -> bool {
    if near == Nearness::SameCase || one.coding == other.coding {
        return true;
    }
    if (one.document(), one.text_version) != (other.document(), other.text_version) {
        return false;
    }
    match (one.span, other.span) {
        (Some((a_first, a_last)), Some((b_first, b_last))) => {
            a_first.saturating_sub(b_last).max(b_first.saturating_sub(a_last)) <= near.gap()
        }
        // Without the text nobody can tell its paragraphs; what shares words is near in any case.
        (None, _) | (_, None) => one.range.overlaps(other.range),
    }
}

/// The codings that take part in one cell, in reading order.
pub(super) fn behind_meeting(
    base: &Base,
    (rows, row): (&Side, usize),
    (columns, column): (&Side, usize),
    near: Nearness,
) -> Vec<Located> {
    let mut located = Vec::new();
    for case in 0..base.ground.cases.len() {
        let of_row = |at: &Located| rows.headers_of(case, at).contains(&row);
        let of_column = |at: &Located| columns.headers_of(case, at).contains(&column);
        let of_rows: Vec<&Located> = base.counting_in(case).filter(|at| of_row(at)).collect();
        let of_columns: Vec<&Located> = base.counting_in(case).filter(|at| of_column(at)).collect();
        let takes_part = |at: &&Located| {
            let meets = |others: &[&Located]| others.iter().any(|other| meets(at, other, near));
            (of_row(at) && meets(&of_columns)) || (of_column(at) && meets(&of_rows))
        };
        located.extend(base.counting_in(case).filter(takes_part));
    }
    located.sort_by_key(Located::reading_order);
    located
}
