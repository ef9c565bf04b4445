//! Which rows and columns are on the screen: in order, after folding groups and looking for themes by name.

use super::sheet::Sheet;
use super::wanted::{Show, Wanted};
use crate::analyse::{Header, HeaderOf, MatrixCell};
use crate::model::{Id, Theme};
use crate::ui::style::Tokens;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// Rows and columns on the screen.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Rows of the matrix, from top to bottom.
    pub(super) rows: Vec<usize>,
    /// Tops of the rows, and the bottom of the last.
    pub(super) tops: Vec<f32>,
    /// Columns of the matrix, from left to right.
    pub(super) columns: Vec<usize>,
    /// Bands over the columns: name and places.
    pub(super) bands: Vec<(String, Range<usize>)>,
    /// Themes that are folded.
    pub(super) folded: BTreeSet<Id<Theme>>,
}

impl Shown {
    fn of(sheet: &Sheet, wanted: &Wanted) -> Self {
        let matrix = sheet.matrix();
        let rows = visible((matrix.rows(), matrix.row_totals()), &sheet.rows, wanted);
        let columns = visible((matrix.columns(), matrix.column_totals()), &sheet.columns, wanted);
        let bands = bands(matrix.columns(), &columns);
        let tops = tops(matrix.rows(), &rows, wanted.show());
        Self { rows, tops, columns, bands, folded: wanted.view.folded.clone() }
    }

    /// The line of a row of the matrix.
    pub(super) fn line_of(&self, row: usize) -> Option<usize> {
        self.rows.iter().position(|r| *r == row)
    }

    /// The place of a column of the matrix.
    pub(super) fn place_of(&self, column: usize) -> Option<usize> {
        self.columns.iter().position(|c| *c == column)
    }

    /// Whether a header is a group that is open; none where it is none.
    pub(super) fn is_open(&self, header: &Header) -> Option<bool> {
        match &header.of {
            HeaderOf::Theme(id) if header.has_children => Some(!self.folded.contains(id)),
            _ => None,
        }
    }
}

/// The headers of a side that are on the screen, in order.
fn visible((headers, totals): (&[Header], &[MatrixCell]), order: &[usize], wanted: &Wanted) -> Vec<usize> {
    let typed = wanted.typed.trim().to_lowercase();
    let is_wanted = |i: usize, h: &Header| {
        let named = typed.is_empty() || h.name.to_lowercase().contains(&typed) || h.code.to_lowercase() == typed;
        named && (!wanted.only_coded || totals.get(i).is_some_and(|total| total.all.codings > 0))
    };
    let looks = !typed.is_empty() || wanted.only_coded;
    let mut seen = vec![false; headers.len()];
    let mut above: Vec<usize> = Vec::new();
    let mut hidden_below: Option<usize> = None;
    for i in order.iter().copied() {
        let Some(header) = headers.get(i) else { continue };
        if !matches!(header.of, HeaderOf::Theme(_)) {
            seen.get_mut(i).into_iter().for_each(|one| *one = true);
            continue;
        }
        above.truncate(header.depth);
        let hidden = typed.is_empty() && hidden_below.is_some_and(|depth| header.depth > depth);
        if !hidden {
            let folded = header.has_children && matches!(&header.of, HeaderOf::Theme(id) if wanted.view.folded.contains(id));
            hidden_below = folded.then_some(header.depth);
        }
        if !hidden && (!looks || is_wanted(i, header)) {
            for at in above.iter().chain([&i]) {
                seen.get_mut(*at).into_iter().for_each(|one| *one = true);
            }
        }
        above.push(i);
    }
    order.iter().copied().filter(|i| seen.get(*i) == Some(&true)).collect()
}

/// Names over neighbouring columns of one group: of cases, or the case of documents.
fn bands(headers: &[Header], columns: &[usize]) -> Vec<(String, Range<usize>)> {
    let group = |column: &usize| {
        let header = headers.get(*column)?;
        matches!(header.of, HeaderOf::Case(_) | HeaderOf::Document(_)).then_some(header.group.as_str())
    };
    let mut bands: Vec<(String, Range<usize>)> = Vec::new();
    if columns.iter().all(|column| group(column).is_none_or(str::is_empty)) {
        return bands;
    }
    for (place, column) in columns.iter().enumerate() {
        let name = group(column).unwrap_or_default();
        match bands.last_mut() {
            Some((last, range)) if last == name => range.end = place + 1,
            Some(_) | None => bands.push((name.to_owned(), place..place + 1)),
        }
    }
    bands
}

fn tops(headers: &[Header], rows: &[usize], show: Show) -> Vec<f32> {
    let size = &Tokens::embedded().size;
    let mut top = 0.0;
    let mut tops = Vec::with_capacity(rows.len() + 1);
    tops.push(top);
    for row in rows {
        let is_band = headers.get(*row).is_some_and(|h| h.has_children && h.depth == 0);
        top += match (show.is_text(), is_band) {
            (true, _) => size.row_case * 2.0,
            (false, true) => size.row,
            (false, false) => size.row_dense,
        };
        tops.push(top);
    }
    tops
}

/// What is on the screen, made anew only when the sheet, folding or looking changed.
#[derive(Debug, Default)]
pub(super) struct HeldShown {
    held: Option<(u64, Wanted, Arc<Shown>)>,
}

impl HeldShown {
    pub(super) fn get(&mut self, sheet: &Sheet, wanted: &Wanted) -> Arc<Shown> {
        match &self.held {
            Some((version, was, shown)) if *version == sheet.version && was == wanted => shown.clone(),
            Some(_) | None => {
                let shown = Arc::new(Shown::of(sheet, wanted));
                self.held = Some((sheet.version, wanted.clone(), shown.clone()));
                shown
            }
        }
    }
}
