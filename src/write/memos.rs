//! Memos as a table, for people who work in spreadsheets or print a page: CSV, a workbook, a web page.

use super::table::{Column, Line, Table, Value};
use super::{Layout, Provenance, WriteError, csv, html, xlsx};
use std::str::FromStr;

/// The file formats of a table that is not a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Comma-separated values.
    Csv,
    /// An Excel workbook.
    Xlsx,
    /// One web page.
    Html,
}

impl FromStr for TableFormat {
    type Err = WriteError;

    fn from_str(name: &str) -> Result<Self, WriteError> {
        match name {
            "csv" => Ok(Self::Csv),
            "xlsx" => Ok(Self::Xlsx),
            "html" | "htm" => Ok(Self::Html),
            other => Err(WriteError::UnknownTableFormat(other.to_owned())),
        }
    }
}

/// One memo, in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemoLine {
    /// "Question".
    pub kind: String,
    /// What sort of thing it is about: "Theme".
    pub about_kind: String,
    /// That by name.
    pub about: String,
    /// What it says.
    pub text: String,
    /// The passages it points at, each with its citation; for a memo on a coding the coded passage first.
    pub passages: Vec<String>,
    /// Who wrote it.
    pub who: String,
    /// When: "2026-03-02 09:12".
    pub when: String,
    /// What became of the thing it is about; empty while it is there.
    pub remark: String,
}

const MEANING: &str = "One line for each memo: what it is for, what it is about, and the passages it points at";

/// Memos in a format.
///
/// # Errors
/// When the format cannot hold them.
pub fn write_memos(memos: &[MemoLine], about: &Provenance, format: TableFormat) -> Result<Vec<u8>, WriteError> {
    let table = table(memos);
    let notes: Vec<(String, String)> = about
        .facts()
        .into_iter()
        .map(|(name, fact)| (name.to_owned(), fact))
        .chain([("Memos".to_owned(), format!("{MEANING}."))])
        .collect();
    match format {
        TableFormat::Csv => csv::csv(&table, about, Layout::Grid),
        TableFormat::Xlsx => xlsx::table_xlsx("Memos", &table, &notes, about),
        TableFormat::Html => Ok(html::page(&table, MEANING, &notes, about).into_bytes()),
    }
}

fn table(memos: &[MemoLine]) -> Table {
    let columns = [
        ("Kind", 13),
        ("About", 11),
        ("Which", 34),
        ("Memo", 64),
        ("Passages", 64),
        ("Written by", 18),
        ("Written", 17),
        ("Remark", 24),
    ];
    let line = |memo: &MemoLine| Line {
        values: vec![
            Value::Text(memo.kind.clone()),
            Value::Text(memo.about_kind.clone()),
            Value::Text(memo.about.clone()),
            Value::Text(memo.text.clone()),
            words(&memo.passages.join("\n")),
            Value::Text(memo.who.clone()),
            Value::Text(memo.when.clone()),
            words(&memo.remark),
        ],
        ..Line::default()
    };
    Table {
        title: "Memos".to_owned(),
        columns: columns.map(|(name, width)| Column::new(name, width)).to_vec(),
        header_columns: 3,
        lines: memos.iter().map(line).collect(),
    }
}

fn words(text: &str) -> Value {
    if text.is_empty() { Value::Blank } else { Value::Text(text.to_owned()) }
}
