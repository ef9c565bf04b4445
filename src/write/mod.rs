//! Exports: a matrix, a codebook, memos or an import report as a file's bytes. Saving them is the store's business.
//!
//! Every export says how it is marked, which program made it from which project at which revision, and on which
//! day, so that a figure in a report can be traced and made again. None of it is read from a clock here.

pub mod chart;
mod codebook;
mod csv;
mod docx;
mod grid;
mod html;
mod memos;
mod notes;
pub mod paper;
mod protected;
mod provenance;
mod report;
mod ron;
mod table;
mod tidy;
mod xlsx;
mod xml;

pub use codebook::{CODEBOOK_COLUMNS, codebook_csv, codebook_xlsx};
pub use memos::{MemoLine, TableFormat, write_memos};
pub use protected::{Counts, Number, Protected, Refused, passages};
pub use provenance::Provenance;
pub use report::{DocumentReading, FileLeftOut, ReadingReport, ReportFormat, write_report};
pub use table::{Column, Line, Table, Value};

use std::str::FromStr;

/// The file formats of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Comma-separated values for any program; numbers are bare.
    Csv,
    /// An Excel workbook; concern, good practice and notes on sheets of their own.
    Xlsx,
    /// One web page for reading and printing.
    Html,
    /// A Word document for reading and editing.
    Docx,
    /// Rusty Object Notation, the project's own format: everything about every cell.
    Ron,
}

impl Format {
    /// Every format in the order of lists.
    pub const ALL: [Self; 5] = [Self::Csv, Self::Xlsx, Self::Html, Self::Docx, Self::Ron];

    /// The name on the command line, which is also the file name's extension.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Ron => "ron",
        }
    }
}

impl FromStr for Format {
    type Err = WriteError;

    fn from_str(name: &str) -> Result<Self, WriteError> {
        Self::ALL.into_iter().find(|f| f.name() == name).ok_or_else(|| WriteError::UnknownFormat(name.to_owned()))
    }
}

/// A grid, or one line per row and column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// Rows by columns, as in the window.
    #[default]
    Grid,
    /// One line for every pair of a row and a column, for analysis elsewhere.
    Tidy,
}

/// Why an export cannot be made; nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// No such format.
    #[error("“{0}” is not a format of a matrix; use csv, xlsx, html, docx or ron")]
    UnknownFormat(String),
    /// No such format of a report.
    #[error("“{0}” is not a format of a report; use html, docx or txt")]
    UnknownReportFormat(String),
    /// No such format of a table.
    #[error("“{0}” is not a format for this; give the file a name that ends in .csv, .xlsx or .html")]
    UnknownTableFormat(String),
    /// No such format of a paper.
    #[error("“{0}” is not a format of a paper; use docx or html")]
    UnknownPaperFormat(String),
    /// More than an Excel sheet holds.
    #[error("this matrix is too large for an Excel sheet ({0} rows, {1} columns): export it as csv instead")]
    TooLarge(usize, usize),
    /// The library that makes the format refused.
    #[error("the {0} file could not be made: {1}")]
    Refused(&'static str, String),
}

/// Writes a matrix in a format, as a level of disclosure lets it.
///
/// # Errors
/// When the format cannot hold it.
pub fn write_matrix(matrix: &Protected<'_>, about: &Provenance, format: Format, layout: Layout) -> Result<Vec<u8>, WriteError> {
    let about = &about.clone().at(matrix.level());
    let is_page = matches!(format, Format::Html | Format::Docx);
    let table = match layout {
        Layout::Grid => grid::grid(matrix),
        Layout::Tidy => tidy::tidy(matrix, (!is_page).then_some(about)),
    };
    match format {
        Format::Csv => csv::csv(&table, about, layout),
        Format::Xlsx => xlsx::xlsx(matrix, &table, about, layout),
        Format::Html => Ok(html::html(matrix, &table, about).into_bytes()),
        Format::Docx => docx::docx(matrix, &table, about, layout),
        Format::Ron => ron::ron(matrix, about, layout),
    }
}
