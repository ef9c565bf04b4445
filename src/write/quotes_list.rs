//! Coded passages as a table: one line each, its case with attributes, its place, and its theme with one column a level.
//!
//! The table is for spreadsheets: one header row, nothing merged, every line complete in itself.

use super::chart::Chart;
use super::table::{Column, Line, Table, Value};
use super::{Layout, Provenance, TableFormat, WriteError, csv, html, xlsx};
use std::collections::BTreeSet;

/// Levels of the codebook that every list has a column for.
const LEAST_LEVELS: usize = 3;

/// One coded passage, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteLine {
    /// The case.
    pub case: String,
    /// Its values, in the order of the list's attributes; empty where not recorded.
    pub attributes: Vec<String>,
    /// The document.
    pub document: String,
    /// Its kind.
    pub kind: String,
    /// Its date.
    pub dated: String,
    /// Printed paragraph number.
    pub label: String,
    /// Page counted from 1.
    pub page: Option<u32>,
    /// Part of the review.
    pub zone: String,
    /// Names of the theme and of all above it, from the top.
    pub path: Vec<String>,
    /// Code of the theme.
    pub code: String,
    /// Concern, good practice or context.
    pub polarity: String,
    /// Who coded it.
    pub analyst: String,
    /// The words; empty where the text cannot be read.
    pub quote: String,
}

/// Coded passages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotesList {
    /// Names of the attributes of cases.
    pub attributes: Vec<String>,
    /// One line for each passage.
    pub lines: Vec<QuoteLine>,
    /// Whether cases, documents and analysts are told; without them there are only themes and words.
    pub shows_cases: bool,
}

const MEANING: &str =
    "One line for each coded passage: its case with what is recorded of it, where it stands, its theme, and its words";

/// A list of quotes in a format.
///
/// # Errors
/// When the format cannot hold it.
pub fn write_quotes(list: &QuotesList, about: &Provenance, format: TableFormat) -> Result<Vec<u8>, WriteError> {
    let table = table(list);
    let notes: Vec<(String, String)> = about
        .facts()
        .into_iter()
        .map(|(name, fact)| (name.to_owned(), fact))
        .chain([("Quotes".to_owned(), format!("{MEANING}. An empty attribute is not recorded; it never means no."))])
        .collect();
    match format {
        TableFormat::Csv => csv::csv(&table, about, Layout::Grid),
        TableFormat::Xlsx => xlsx::table_xlsx("Quotes", &table, &notes, about),
        TableFormat::Html => Ok(html::page(&table, MEANING, &notes, about).into_bytes()),
    }
}

/// The table of a chart, for the file that lies beside its picture.
///
/// # Errors
/// When it cannot be written as CSV.
pub fn chart_table_csv(chart: &Chart, about: &Provenance) -> Result<Vec<u8>, WriteError> {
    let values = chart.table();
    let line = |row: &Vec<String>| Line { values: row.iter().map(|v| words(v)).collect(), ..Line::default() };
    let table = Table {
        title: chart.title.clone(),
        columns: values.header.iter().map(|name| Column::new(name, 20)).collect(),
        header_columns: 1,
        lines: values.rows.iter().map(line).collect(),
    };
    csv::csv(&table, about, Layout::Grid)
}

fn table(list: &QuotesList) -> Table {
    let levels = list.lines.iter().map(|l| l.path.len()).max().unwrap_or_default().max(LEAST_LEVELS);
    let levels: Vec<String> = (1..=levels).map(|n| format!("Theme level {n}")).collect();
    let mut columns: Vec<(String, u16)> = Vec::new();
    if list.shows_cases {
        columns.push(("Case".to_owned(), 14));
        columns.extend(list.attributes.iter().map(|name| (name.clone(), 16)));
        for (name, width) in [("Document", 30), ("Kind", 18), ("Date", 12), ("Paragraph", 10), ("Page", 7), ("Part", 16)] {
            columns.push((name.to_owned(), width));
        }
    }
    columns.extend(levels.iter().map(|name| (name.clone(), 28)));
    columns.extend([("Code".to_owned(), 8), ("Polarity".to_owned(), 14)]);
    if list.shows_cases {
        columns.push(("Analyst".to_owned(), 18));
    }
    columns.push(("Quote".to_owned(), 80));
    Table {
        title: "Quotes".to_owned(),
        columns: tell_apart(&columns),
        header_columns: usize::from(list.shows_cases),
        lines: list.lines.iter().map(|line| values(list, line, levels.len())).collect(),
    }
}

/// An attribute may be called like one of the other columns, and columns are found by name.
fn tell_apart(columns: &[(String, u16)]) -> Vec<Column> {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut named = Vec::new();
    for (name, width) in columns {
        let free = (1..).map(|n| if n == 1 { name.clone() } else { format!("{name} ({n})") });
        if let Some(name) = free.into_iter().find(|name| !seen.contains(name)) {
            seen.insert(name.clone());
            named.push(Column::new(&name, *width));
        }
    }
    named
}

fn values(list: &QuotesList, line: &QuoteLine, levels: usize) -> Line {
    let mut values = Vec::new();
    if list.shows_cases {
        values.push(words(&line.case));
        values.extend((0..list.attributes.len()).map(|i| words(line.attributes.get(i).map_or("", String::as_str))));
        values.extend([&line.document, &line.kind, &line.dated, &line.label].map(|text| words(text)));
        values.push(line.page.map_or(Value::Blank, |page| Value::Number(u64::from(page))));
        values.push(words(&line.zone));
    }
    values.extend((0..levels).map(|i| words(line.path.get(i).map_or("", String::as_str))));
    values.extend([&line.code, &line.polarity].map(|text| words(text)));
    if list.shows_cases {
        values.push(words(&line.analyst));
    }
    values.push(if line.quote.is_empty() { words("[the text could not be read]") } else { words(&line.quote) });
    Line { values, ..Line::default() }
}

fn words(text: &str) -> Value {
    if text.is_empty() { Value::Blank } else { Value::Text(text.to_owned()) }
}
