//! Which rows and columns are on the screen: after folding groups and filtering themes.

use super::sheet::{Sheet, Show};
use crate::analyse::{Header, HeaderOf};
use crate::model::{Id, Polarity, Theme};
use crate::ui::style::Tokens;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// What is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Words that the theme's name or code holds.
    pub typed: String,
    /// Only this polarity.
    pub polarity: Option<Polarity>,
    /// Only themes with codings.
    pub only_coded: bool,
}

impl Filter {
    /// How many filters are on.
    pub(super) fn count(&self) -> usize {
        usize::from(!self.typed.trim().is_empty()) + usize::from(self.polarity.is_some()) + usize::from(self.only_coded)
    }
}

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
    /// Whether a theme is folded, by its place on its side.
    pub(super) folded: Vec<bool>,
}

impl Shown {
    fn of(sheet: &Sheet, folded: &BTreeSet<Id<Theme>>, filter: &Filter) -> Self {
        let themes = sheet.themes();
        let is_folded: Vec<bool> =
            themes.iter().map(|h| h.has_children && matches!(&h.of, HeaderOf::Theme(id) if folded.contains(id))).collect();
        let seen = visible(sheet, &is_folded, filter);
        let themes_seen: Vec<usize> = (0..themes.len()).filter(|i| seen.get(*i) == Some(&true)).collect();
        let (rows, columns) = if sheet.swapped {
            ((0..sheet.matrix.rows().len()).collect(), themes_seen)
        } else {
            (themes_seen, sheet.order.clone())
        };
        let bands = bands(sheet, &columns);
        let tops = tops(sheet.matrix.rows(), &rows);
        Self { rows, tops, columns, bands, folded: is_folded }
    }

    /// The line of a row of the matrix.
    pub(super) fn line_of(&self, row: usize) -> Option<usize> {
        self.rows.iter().position(|r| *r == row)
    }

    /// The place of a column of the matrix.
    pub(super) fn place_of(&self, column: usize) -> Option<usize> {
        self.columns.iter().position(|c| *c == column)
    }
}

fn visible(sheet: &Sheet, folded: &[bool], filter: &Filter) -> Vec<bool> {
    let themes = sheet.themes();
    let typed = filter.typed.trim().to_lowercase();
    let is_wanted = |i: usize, h: &Header| {
        let named = typed.is_empty() || h.name.to_lowercase().contains(&typed) || h.code.to_lowercase() == typed;
        named && (!filter.only_coded || is_coded(sheet, i, filter.polarity))
    };
    let filters = !typed.is_empty() || filter.only_coded;
    let mut seen = vec![false; themes.len()];
    let mut above: Vec<usize> = Vec::new();
    let mut hidden_below: Option<usize> = None;
    for (i, header) in themes.iter().enumerate() {
        above.truncate(header.depth);
        let hidden = typed.is_empty() && hidden_below.is_some_and(|depth| header.depth > depth);
        if !hidden {
            hidden_below = (folded.get(i) == Some(&true)).then_some(header.depth);
        }
        if !hidden && (!filters || is_wanted(i, header)) {
            for at in above.iter().chain([&i]) {
                if let Some(one) = seen.get_mut(*at) {
                    *one = true;
                }
            }
        }
        above.push(i);
    }
    seen
}

fn is_coded(sheet: &Sheet, theme: usize, only: Option<Polarity>) -> bool {
    let Some(total) = sheet.theme_total(theme) else { return false };
    only.map_or(Show::Codings.amount(&total.all), |polarity| total.of(polarity).codings) > 0
}

fn bands(sheet: &Sheet, columns: &[usize]) -> Vec<(String, Range<usize>)> {
    let mut bands: Vec<(String, Range<usize>)> = Vec::new();
    if sheet.band_of.is_empty() {
        return bands;
    }
    for (place, column) in columns.iter().enumerate() {
        let name = sheet.band_of.get(*column).map(String::as_str).unwrap_or_default();
        match bands.last_mut() {
            Some((last, range)) if last == name => range.end = place + 1,
            Some(_) | None => bands.push((name.to_owned(), place..place + 1)),
        }
    }
    bands
}

fn tops(headers: &[Header], rows: &[usize]) -> Vec<f32> {
    let size = &Tokens::embedded().size;
    let mut top = 0.0;
    let mut tops = Vec::with_capacity(rows.len() + 1);
    tops.push(top);
    for row in rows {
        let is_band = headers.get(*row).is_some_and(|h| h.has_children && h.depth == 0);
        top += if is_band { size.row } else { size.row_dense };
        tops.push(top);
    }
    tops
}

/// What it was made from, and what was made.
type Held = (Arc<Sheet>, BTreeSet<Id<Theme>>, Filter, Arc<Shown>);

/// What is on the screen, made anew only when sheet, folding or filter changed.
#[derive(Debug, Default)]
pub(super) struct HeldShown {
    held: Option<Held>,
}

impl HeldShown {
    pub(super) fn get(&mut self, sheet: &Arc<Sheet>, folded: &BTreeSet<Id<Theme>>, filter: &Filter) -> Arc<Shown> {
        if let Some((of, was_folded, was_filter, shown)) = &self.held
            && Arc::ptr_eq(of, sheet)
            && was_folded == folded
            && was_filter == filter
        {
            return shown.clone();
        }
        let shown = Arc::new(Shown::of(sheet, folded, filter));
        self.held = Some((sheet.clone(), folded.clone(), filter.clone(), shown.clone()));
        shown
    }
}
