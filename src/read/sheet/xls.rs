//! Workbooks of Excel before 2007 and binary ones since, through calamine.
//!
//! calamine trusts some of what a file says of itself, so a panic inside it is taken for damage here. It tells neither
//! hidden rows nor the formats of plain numbers, which then stand without theirs.

use super::container;
use super::grid::{Book, Cell, Sheet};
use super::number::{general, shown};
use super::{damaged, locked};
use crate::read::Refusal;
use calamine::{Data, Dimensions, ExcelDateTime, Reader, SheetVisible, Xls, XlsError, Xlsb};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Reads a workbook of Excel before 2007.
///
/// # Errors
/// When it is locked or damaged.
pub fn read(bytes: &[u8]) -> Result<Book, Refusal> {
    if !container::is_sound(bytes) {
        return Err(damaged());
    }
    let opened = catch_unwind(AssertUnwindSafe(|| {
        let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|why| match why {
            XlsError::Password => locked(),
            _ => damaged(),
        })?;
        let merged = |workbook: &Xls<_>, name: &str| workbook.merge_cells_by_sheet_name(name).unwrap_or_default();
        Ok(book(&mut workbook, &merged))
    }));
    opened.unwrap_or_else(|_| Err(damaged()))
}

/// Reads a binary workbook.
///
/// # Errors
/// When it is damaged.
pub fn read_xlsb(bytes: &[u8]) -> Result<Book, Refusal> {
    let opened = catch_unwind(AssertUnwindSafe(|| {
        let mut workbook = Xlsb::new(Cursor::new(bytes)).map_err(|_why| damaged())?;
        Ok(book(&mut workbook, &|_, _| Vec::new()))
    }));
    opened.unwrap_or_else(|_| Err(damaged()))
}

fn book<'b, R: Reader<Cursor<&'b [u8]>>>(workbook: &mut R, merged: &dyn Fn(&R, &str) -> Vec<Dimensions>) -> Book {
    let mut book = Book::bare();
    for declared in workbook.sheets_metadata().to_vec() {
        let mut sheet = Sheet { name: declared.name.clone(), ..Sheet::default() };
        let Ok(range) = workbook.worksheet_range(&declared.name) else {
            // Charts and macros are sheets too, but have no cells.
            if declared.typ == calamine::SheetType::WorkSheet {
                book.damage();
            }
            continue;
        };
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let place = |at: usize, from: u32| u32::try_from(at).unwrap_or(u32::MAX).saturating_add(from);
            let cell = value(cell);
            if book.may_keep(&cell.text) {
                sheet.put(place(row, top), place(column, left), cell);
            }
        }
        for area in merged(workbook, &declared.name) {
            sheet.merge(area.start.0, area.start.1, area.end.1);
        }
        if declared.visible == SheetVisible::Visible {
            book.sheets.push(sheet);
        } else {
            book.hidden_sheets += usize::from(!sheet.rows.is_empty());
        }
    }
    book
}

fn value(cell: &Data) -> Cell {
    let (text, is_value) = match cell {
        Data::Int(n) => (n.to_string(), true),
        Data::Float(n) => (general(*n), true),
        Data::String(s) => (s.clone(), false),
        Data::Bool(b) => (if *b { "TRUE" } else { "FALSE" }.to_owned(), false),
        Data::DateTime(at) => (day(*at), true),
        Data::DateTimeIso(s) | Data::DurationIso(s) => (s.replace('T', " "), true),
        Data::Error(e) => (e.to_string(), false),
        Data::Empty => (String::new(), false),
    };
    Cell { text, span: 1, is_value }
}

/// The format says only that it is a day or a time, so the number decides which.
fn day(at: ExcelDateTime) -> String {
    let value = at.as_f64();
    if at.is_duration() {
        return shown(value, "[h]:mm", false);
    }
    // calamine keeps to itself from which year it counts, but gives days already counted from the right one.
    let (y, mo, d, h, mi, s, _) = at.to_ymd_hms_milli();
    if value < 1.0 {
        return shown(value, "hh:mm", false);
    }
    let clock = if s == 0 { format!("{h:02}:{mi:02}") } else { format!("{h:02}:{mi:02}:{s:02}") };
    if value.fract() == 0.0 { format!("{y:04}-{mo:02}-{d:02}") } else { format!("{y:04}-{mo:02}-{d:02} {clock}") }
}
