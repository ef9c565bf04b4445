//! A matrix as a grid: its rows and columns as in the window, with the totals of each row at the end.
//!
//! A cell whose case is not yet read says so in words even where numbers stand beside it: a 0 there would count
//! the case as one without the theme.

use super::protected::Protected;
use super::table::{Column, Count, Line, Table, Value};
use crate::analyse::{CellKind, CellState, Header, MatrixCell};
use std::collections::BTreeMap;

/// The grid of a matrix.
pub(super) fn grid(matrix: &Protected<'_>) -> Table {
    let with_codes = matrix.request().rows().is_theme();
    let mut columns = Vec::new();
    if with_codes {
        columns.push(Column::new("Code", 8));
    }
    columns.push(Column::new(matrix.request().rows().title(), name_width(matrix)));
    columns.extend(matrix.columns().iter().map(|h| Column::new(&column_name(h), cell_width(matrix.request().cells()))));
    columns.extend(total_names(matrix).iter().map(|name| Column::total(name)));
    make_unique(&mut columns);
    let lines = matrix.rows().iter().enumerate().map(|(r, header)| line(matrix, r, header, with_codes)).collect();
    Table { title: matrix.request().title(), columns, header_columns: 1 + usize::from(with_codes), lines }
}

/// As wide as the longest name, indented as its theme is, within what leaves room for the cells.
fn name_width(matrix: &Protected<'_>) -> u16 {
    let of = |header: &Header| header.name.chars().count() + header.depth * 2 + 2;
    let longest = matrix.rows().iter().map(of).max().unwrap_or_default();
    u16::try_from(longest).unwrap_or(u16::MAX).clamp(14, 44)
}

/// The value of one cell.
fn value(matrix: &Protected<'_>, row: usize, column: usize) -> Value {
    if !matrix.is_exact() {
        return protected(matrix, row, column);
    }
    let Some(cell) = matrix.matrix().cell(row, column) else { return Value::Blank };
    let counted = matrix.cell(row, column).counted;
    let kind = matrix.request().cells();
    let is_silent = matches!(cell.state, CellState::NotYetRead | CellState::NoCase);
    let several = !matrix.request().has_states();
    match kind {
        CellKind::Presence if several && cell.state != CellState::NoCase => {
            Value::Share { cases: matrix.cell(row, column).all, of: counted }
        }
        CellKind::Presence => Value::State(cell.state),
        CellKind::Cases | CellKind::Codings | CellKind::Words if is_silent => Value::State(cell.state),
        CellKind::Cases => Value::Count(Count { of: several.then_some(counted), ..count(kind, cell) }),
        CellKind::Codings | CellKind::Words => Value::Count(count(kind, cell)),
        CellKind::Quotes => match matrix.quotes(row, column) {
            [] if several => Value::Blank,
            [] => Value::State(cell.state),
            quotes => Value::Quotes(quotes.to_vec()),
        },
        CellKind::Summary => match matrix.summary(row, column) {
            "" if cell.state.is_present() => Value::Text("Coded, no summary yet".to_owned()),
            "" => Value::State(cell.state),
            summary => Value::Text(summary.to_owned()),
        },
    }
}

/// The value of a cell of several cases whose small numbers are hidden. Its state could give them away, so it is named
/// only where everybody can see that no case is counted.
fn protected(matrix: &Protected<'_>, row: usize, column: usize) -> Value {
    let counts = matrix.cell(row, column);
    let is_empty = matrix.matrix().cell(row, column).is_none_or(|c| c.relevant == 0);
    match matrix.request().cells() {
        CellKind::Quotes => match matrix.quotes(row, column) {
            [] => Value::Blank,
            quotes => Value::Quotes(quotes.to_vec()),
        },
        _ if counts.counted.is_zero() => Value::State(if is_empty { CellState::NoCase } else { CellState::NotYetRead }),
        CellKind::Presence => Value::Share { cases: counts.all, of: counts.counted },
        CellKind::Cases => Value::Count(Count::protected(&counts)),
        // At these levels they are not made.
        CellKind::Codings | CellKind::Words | CellKind::Summary => Value::Blank,
    }
}

/// The count that a kind of cell is about: words, cases, else codings.
fn count(kind: CellKind, cell: &MatrixCell) -> Count {
    match kind {
        CellKind::Cases => Count::of(cell, |t| t.cases),
        CellKind::Words => Count::of(cell, |t| t.words),
        CellKind::Presence | CellKind::Codings | CellKind::Quotes | CellKind::Summary => Count::of(cell, |t| t.codings),
    }
}

fn line(matrix: &Protected<'_>, row: usize, header: &Header, with_codes: bool) -> Line {
    let mut values = Vec::new();
    if with_codes {
        values.push(Value::Text(header.code.clone()));
    }
    values.push(Value::Text(header.name.clone()));
    values.extend((0..matrix.columns().len()).map(|column| value(matrix, row, column)));
    let total = matrix.row_total(row);
    if !total_names(matrix).is_empty() {
        values.extend([total.concern, total.good_practice, total.all, total.counted].map(Value::from));
    }
    Line { values, depth: header.depth, is_group: header.has_children }
}

/// Totals count cases, so they say something only where a row can hold several.
fn total_names(matrix: &Protected<'_>) -> &'static [&'static str] {
    if matrix.request().rows().is_single_case() {
        &[]
    } else {
        &["Cases with concern", "Cases with good practice", "Cases with any coding", "Cases counted"]
    }
}

/// "B1 Father not engaged" for themes, else the name.
fn column_name(header: &Header) -> String {
    if header.code.is_empty() { header.name.clone() } else { format!("{} {}", header.code, header.name) }
}

const fn cell_width(kind: CellKind) -> u16 {
    match kind {
        CellKind::Presence => 16,
        CellKind::Cases | CellKind::Codings | CellKind::Words => 12,
        CellKind::Quotes | CellKind::Summary => 48,
    }
}

/// Columns are found by name, so equal names are numbered.
fn make_unique(columns: &mut [Column]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for column in columns {
        let count = seen.entry(column.name.to_lowercase()).or_default();
        *count += 1;
        if *count > 1 {
            column.name = format!("{} ({count})", column.name);
        }
    }
}
