//! A matrix as RON, the project's own format: everything about every cell, under names.
//!
//! Zeros and empty parts are left out; a grid nests cells in rows, tidy lists them one below the other.

use super::notes::notes;
use super::protected::{Counts, Number, Protected};
use super::{Layout, Provenance, WriteError};
use crate::analyse::{Header, MatrixCell, Tally};
use crate::disclose::Level;
use serde::Serialize;

#[derive(Serialize)]
struct File<'a> {
    title: String,
    notes: Vec<(String, String)>,
    rows: String,
    columns: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    column_names: Vec<Name<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    matrix: Vec<Row<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cells: Vec<Pair<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    row: Name<'a>,
    total: Cell<'a>,
    cells: Vec<Cell<'a>>,
}

#[derive(Serialize)]
struct Pair<'a> {
    row: Name<'a>,
    column: Name<'a>,
    cell: Cell<'a>,
}

#[derive(Serialize)]
struct Name<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    code: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    group: &'a str,
}

#[derive(Serialize)]
struct Cell<'a> {
    #[serde(skip_serializing_if = "String::is_empty")]
    state: String,
    counted: Number,
    #[serde(skip_serializing_if = "is_zero")]
    codings: u32,
    #[serde(skip_serializing_if = "Number::is_zero")]
    cases: Number,
    #[serde(skip_serializing_if = "is_zero")]
    words: u32,
    #[serde(skip_serializing_if = "Part::is_empty")]
    concern: Part,
    #[serde(skip_serializing_if = "Part::is_empty")]
    good_practice: Part,
    #[serde(skip_serializing_if = "Part::is_empty")]
    context: Part,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotes: Vec<QuotePart<'a>>,
}

#[derive(Serialize)]
struct Part {
    #[serde(skip_serializing_if = "is_zero")]
    codings: u32,
    cases: Number,
    #[serde(skip_serializing_if = "is_zero")]
    words: u32,
}

impl Part {
    const fn is_empty(&self) -> bool {
        self.codings == 0 && self.cases.is_zero()
    }
}

#[derive(Serialize)]
struct QuotePart<'a> {
    polarity: &'static str,
    words: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    citation: &'a str,
    /// Left out where it could tell which case the words are of.
    #[serde(skip_serializing_if = "String::is_empty")]
    coding: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_zero(value: &u32) -> bool {
    *value == 0
}

/// A matrix as RON.
pub(super) fn ron(matrix: &Protected<'_>, about: &Provenance, layout: Layout) -> Result<Vec<u8>, WriteError> {
    let (rows, columns) = (matrix.request().rows().name(), matrix.request().columns().name());
    let mut file = File {
        title: matrix.request().title(),
        notes: notes(matrix, about),
        rows,
        columns,
        column_names: Vec::new(),
        matrix: Vec::new(),
        cells: Vec::new(),
    };
    // Deep enough that every cell is one line.
    let depth = match layout {
        Layout::Grid => {
            file.column_names = matrix.columns().iter().map(name).collect();
            file.matrix = (0..).zip(matrix.rows()).map(|(r, header)| row(matrix, r, header)).collect();
            4
        }
        Layout::Tidy => {
            let pairs = (0..).zip(matrix.rows()).flat_map(|r| (0..).zip(matrix.columns()).map(move |c| (r, c)));
            let pair = |((r, row), (c, column))| Pair { row: name(row), column: name(column), cell: cell(matrix, r, c) };
            file.cells = pairs.map(pair).collect();
            3
        }
    };
    let pretty = ::ron::ser::PrettyConfig::default().new_line("\n").indentor("  ").depth_limit(depth);
    let mut text = ::ron::ser::to_string_pretty(&file, pretty).map_err(|e| WriteError::Refused("RON", e.to_string()))?;
    text.push('\n');
    Ok(text.into_bytes())
}

fn row<'a>(matrix: &'a Protected<'_>, r: usize, header: &'a Header) -> Row<'a> {
    let total = match matrix.matrix().row_totals().get(r) {
        Some(total) if matrix.is_exact() => counts(total),
        Some(_) | None => protected(&matrix.row_total(r)),
    };
    let cells = (0..matrix.columns().len()).map(|c| cell(matrix, r, c)).collect();
    Row { row: name(header), total, cells }
}

fn name(header: &Header) -> Name<'_> {
    Name { name: &header.name, code: &header.code, group: &header.group }
}

fn cell<'a>(matrix: &'a Protected<'_>, row: usize, column: usize) -> Cell<'a> {
    let quotes = matrix.quotes(row, column).iter().map(|q| QuotePart {
        polarity: q.polarity.name(),
        words: &q.words,
        citation: &q.citation,
        coding: if matrix.level() == Level::Publishable { String::new() } else { q.coding.to_string() },
    });
    let counts = match matrix.matrix().cell(row, column) {
        Some(cell) if matrix.is_exact() => counts(cell),
        Some(_) | None => protected(&matrix.cell(row, column)),
    };
    Cell { summary: matrix.summary(row, column), quotes: quotes.collect(), ..counts }
}

fn counts<'a>(cell: &MatrixCell) -> Cell<'a> {
    let part = |t: &Tally| Part { codings: t.codings, cases: Number::Shown(t.cases), words: t.words };
    Cell {
        state: cell.state.to_string(),
        counted: Number::Shown(cell.counted),
        codings: cell.all.codings,
        cases: Number::Shown(cell.all.cases),
        words: cell.all.words,
        concern: part(&cell.concern),
        good_practice: part(&cell.good_practice),
        context: part(&cell.context),
        summary: "",
        quotes: Vec::new(),
    }
}

/// Different cases only, as the level prints them.
const fn protected<'a>(counts: &Counts) -> Cell<'a> {
    const fn part(cases: Number) -> Part {
        Part { codings: 0, cases, words: 0 }
    }
    Cell {
        state: String::new(),
        counted: counts.counted,
        codings: 0,
        cases: counts.all,
        words: 0,
        concern: part(counts.concern),
        good_practice: part(counts.good_practice),
        context: part(Number::Shown(0)),
        summary: "",
        quotes: Vec::new(),
    }
}
