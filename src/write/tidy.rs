//! A matrix as tidy lines: one for every pair of a row and a column, one header row, nothing merged.
//!
//! Columns, in order: those of the row's axis, those of the column's axis, the measures, where it comes from.
//!
//! | axis | columns |
//! |---|---|
//! | case | `case` |
//! | document | `case`, `document` |
//! | theme | `theme_group`, `code`, `theme`, `level` (`group` when other lines are counted in this one, else `theme`) |
//! | theme-group | `theme_group`, `code` |
//! | analyst | `analyst` |
//! | attribute:NAME | `attribute:NAME` |
//!
//! Measures: `state`; `codings` and, of these, `concern`, `good_practice`, `context`; `cases` (different cases with a
//! coding) and `cases_concern`, `cases_good_practice`, `cases_context`; `counted` (N). Then, where asked for, `words` with
//! `words_concern`, `words_good_practice`, `words_context`, or `quotes`, or `summary`. Last `marking`, `project`,
//! `revision`, `program`, `made`, `disclosure` (the level) and `selection` (the deep dive, filters and order; empty where
//! everything is counted), except on pages, which say it once. A not yet read line has 0 cases of 0 counted: divide sums,
//! never average lines. Where small numbers are hidden, the measures are `cases`, `cases_concern`, `cases_good_practice` and `counted`.

use super::Provenance;
use super::protected::{Counts, Protected};
use super::table::{Column, Count, Line, Table, Value};
use crate::analyse::{Axis, CellKind, Header, MatrixCell};

/// The lines of a matrix, each saying where it comes from when `about` is given.
pub(super) fn tidy(matrix: &Protected<'_>, about: Option<&Provenance>) -> Table {
    let request = matrix.request();
    let mut columns = Vec::new();
    columns.extend(axis_columns(request.rows()));
    columns.extend(axis_columns(request.columns()));
    let header_columns = columns.len();
    let measured: &[&str] = if matrix.is_exact() { &MEASURES } else { &PROTECTED };
    columns.extend(measured.iter().map(|name| Column::new(name, if *name == "state" { 20 } else { 13 })));
    columns.extend(extra_columns(request.cells()));
    match about {
        Some(_) => columns.extend(ORIGIN.map(|name| Column::new(name, 18))),
        None => columns.iter_mut().for_each(name_for_page),
    }
    let mut lines = Vec::new();
    for (r, row) in matrix.rows().iter().enumerate() {
        for (c, column) in matrix.columns().iter().enumerate() {
            let mut values = axis_values(request.rows(), row);
            values.extend(axis_values(request.columns(), column));
            let cell = matrix.matrix().cell(r, c).copied().unwrap_or_default();
            if matrix.is_exact() {
                values.extend(measures(&cell));
            } else {
                values.extend(protected(&matrix.cell(r, c)));
            }
            values.extend(extras(matrix, &cell, r, c));
            values.extend(about.into_iter().flat_map(origin));
            lines.push(Line { values, depth: 0, is_group: false });
        }
    }
    Table { title: request.title(), columns, header_columns, lines }
}

/// "cases_good_practice" reads "Cases good practice" on a page, where the name may also wrap.
fn name_for_page(column: &mut Column) {
    let name = column.name.strip_prefix("attribute:").unwrap_or(&column.name).replace('_', " ");
    let mut letters = name.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    column.name = format!("{first}{}", letters.as_str());
}

const MEASURES: [&str; 10] = [
    "state",
    "codings",
    "concern",
    "good_practice",
    "context",
    "cases",
    "cases_concern",
    "cases_good_practice",
    "cases_context",
    "counted",
];

/// What is printed of different cases where small numbers are hidden.
const PROTECTED: [&str; 4] = ["cases", "cases_concern", "cases_good_practice", "counted"];

const ORIGIN: [&str; 7] = ["marking", "project", "revision", "program", "made", "disclosure", "selection"];

fn axis_columns(axis: &Axis) -> Vec<Column> {
    let names: Vec<String> = match axis {
        Axis::Document => ["case", "document"].map(str::to_owned).into(),
        Axis::Theme => ["theme_group", "code", "theme", "level"].map(str::to_owned).into(),
        Axis::ThemeGroup => ["theme_group", "code"].map(str::to_owned).into(),
        Axis::Case | Axis::Analyst | Axis::Attribute(_) | Axis::Bands(_) | Axis::Period(_) | Axis::Agency | Axis::AgencyPair => {
            vec![axis.name()]
        }
    };
    names.iter().map(|name| Column::new(name, if matches!(name.as_str(), "code" | "level") { 10 } else { 28 })).collect()
}

fn axis_values(axis: &Axis, header: &Header) -> Vec<Value> {
    let level = if header.has_children { "group" } else { "theme" };
    let words = match axis {
        Axis::Document => vec![&header.group, &header.name],
        Axis::Theme => vec![&header.group, &header.code, &header.name],
        Axis::ThemeGroup => vec![&header.name, &header.code],
        Axis::Case | Axis::Analyst | Axis::Attribute(_) | Axis::Bands(_) | Axis::Period(_) | Axis::Agency | Axis::AgencyPair => {
            vec![&header.name]
        }
    };
    let mut values: Vec<Value> = words.into_iter().map(|w| Value::Text(w.clone())).collect();
    if *axis == Axis::Theme {
        values.push(Value::Text(level.to_owned()));
    }
    values
}

fn measures(cell: &MatrixCell) -> Vec<Value> {
    let mut values = vec![Value::State(cell.state)];
    values.extend(parts(Count::of(cell, |t| t.codings)));
    values.extend(parts(Count::of(cell, |t| t.cases)));
    values.push(Value::Number(u64::from(cell.counted)));
    values
}

fn parts(count: Count) -> [Value; 4] {
    [count.all, count.concern, count.good_practice, count.context.unwrap_or_default()].map(Value::from)
}

fn protected(counts: &Counts) -> [Value; 4] {
    [counts.all, counts.concern, counts.good_practice, counts.counted].map(Value::from)
}

fn extra_columns(kind: CellKind) -> Vec<Column> {
    let names: &[&str] = match kind {
        CellKind::Presence | CellKind::Cases | CellKind::Codings => &[],
        CellKind::Words => &["words", "words_concern", "words_good_practice", "words_context"],
        CellKind::Quotes => &["quotes"],
        CellKind::Summary => &["summary"],
    };
    let width = if kind == CellKind::Words { 12 } else { 60 };
    names.iter().map(|name| Column::new(name, width)).collect()
}

fn extras(matrix: &Protected<'_>, cell: &MatrixCell, row: usize, column: usize) -> Vec<Value> {
    match matrix.request().cells() {
        CellKind::Presence | CellKind::Cases | CellKind::Codings => Vec::new(),
        CellKind::Words => parts(Count::of(cell, |t| t.words)).into(),
        CellKind::Quotes => vec![match matrix.quotes(row, column) {
            [] => Value::Blank,
            quotes => Value::Quotes(quotes.to_vec()),
        }],
        CellKind::Summary => vec![Value::Text(matrix.summary(row, column).to_owned())],
    }
}

fn origin(about: &Provenance) -> [Value; 7] {
    [
        Value::Text(about.marking.clone()),
        Value::Text(about.project.clone()),
        Value::Number(about.revision as u64),
        Value::Text(about.program.clone()),
        Value::Text(about.made.to_string()),
        Value::Text(about.level.unwrap_or_default().name().to_owned()),
        Value::Text(about.chosen()),
    ]
}
