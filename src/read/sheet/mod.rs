//! Spreadsheets as documents: one row, one passage, because a row of a chronology is one event.
//!
//! ```text
//! xlsx ┐
//! ods  ┤
//! xls  ┼─> grid ─> emit   headings, rows, what was left out
//! csv  ┘
//! ```
//!
//! Dates are written as `2021-06-05`, times as `14:30`, whatever the sheet shows, so that one search finds a day in every
//! sheet. Other numbers stand as they are shown. In value lists everything stands as it is written.

mod container;
mod csv;
mod emit;
mod grid;
mod number;
mod ods;
mod xls;
mod xlsx;

pub use self::csv::is_table as is_csv;

use super::archive::Archive;
use super::{Outcome, Reader, Refusal};
use crate::text::SourceText;

/// The reader of workbooks: Excel since 2007 and OpenDocument.
#[derive(Clone, Copy, Debug, Default)]
pub struct Workbook;

impl Reader for Workbook {
    fn id(&self) -> &'static str {
        "xlsx/1"
    }

    fn read(&self, bytes: &[u8], _file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        let mut archive = Archive::open(bytes)?;
        let names: Vec<String> = archive.names().collect();
        let has = |name: &str| names.iter().any(|n| n.replace('\\', "/").trim_start_matches('/').eq_ignore_ascii_case(name));
        if has("content.xml") {
            return emit::emit("ods/1", ods::read(&mut archive)?);
        }
        if has("xl/workbook.bin") {
            // The parts are unpacked once with limits before a reader without limits sees them.
            for name in names.iter().filter(|n| n.ends_with(".bin") || n.ends_with(".xml")) {
                archive.part(name)?;
            }
            return emit::emit("xlsb/1", xls::read_xlsb(bytes)?);
        }
        emit::emit(self.id(), xlsx::read(&mut archive)?)
    }
}

/// The reader of workbooks of Excel before 2007.
#[derive(Clone, Copy, Debug, Default)]
pub struct OldWorkbook;

impl Reader for OldWorkbook {
    fn id(&self) -> &'static str {
        "xls/1"
    }

    fn read(&self, bytes: &[u8], _file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        emit::emit(self.id(), xls::read(bytes)?)
    }
}

/// The reader of value lists parted by commas, semicolons or tabs.
#[derive(Clone, Copy, Debug, Default)]
pub struct Csv;

impl Reader for Csv {
    fn id(&self) -> &'static str {
        "csv/1"
    }

    fn read(&self, bytes: &[u8], file_name: &str) -> Result<(SourceText, Option<String>), Refusal> {
        emit::emit(self.id(), csv::read(bytes, file_name))
    }
}

fn damaged() -> Refusal {
    Refusal::new(
        Outcome::Corrupt,
        "This spreadsheet is damaged and its cells cannot be read; open it in Excel or LibreOffice, let that repair it, save it and add that copy",
    )
}

fn locked() -> Refusal {
    Refusal::new(
        Outcome::Password,
        "This spreadsheet is protected by a password; open it in the program that made it, save a copy without the password and add that copy",
    )
}
