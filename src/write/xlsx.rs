//! An Excel workbook: the table, then its concern and good-practice halves and N on sheets of their own, then notes.
//!
//! One table per sheet, one header row, nothing merged (Government Analysis Function, "Making spreadsheets
//! accessible"). Text is written as text, never as a formula, whatever it starts with.

use super::notes::{Note, notes};
use super::protected::{Number, Protected};
use super::table::{Count, Value};
use super::{Layout, Line, Provenance, Table, WriteError};
use crate::analyse::CellKind;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

/// Excel's limits on a sheet and on one cell's text.
const MAX_ROWS: usize = 1_048_576;
const MAX_COLUMNS: usize = 16_384;
const MAX_CELL_CHARS: usize = 32_767;

/// A workbook.
pub(super) fn xlsx(matrix: &Protected<'_>, table: &Table, about: &Provenance, layout: Layout) -> Result<Vec<u8>, WriteError> {
    if table.lines.len() >= MAX_ROWS || table.columns.len() > MAX_COLUMNS {
        return Err(WriteError::TooLarge(table.lines.len() + 1, table.columns.len()));
    }
    workbook(matrix, table, about, layout).map_err(|e| WriteError::Refused("XLSX", e.to_string()))
}

/// A workbook of one table and its notes.
pub(super) fn table_xlsx(name: &str, table: &Table, notes: &[Note], about: &Provenance) -> Result<Vec<u8>, WriteError> {
    if table.lines.len() >= MAX_ROWS {
        return Err(WriteError::TooLarge(table.lines.len() + 1, table.columns.len()));
    }
    let make = || {
        let (mut book, styles) = (Workbook::new(), Styles::new());
        book.set_properties(&properties(&table.title, about)?);
        add_sheet(&mut book, name, table, about, &styles, Value::clone)?;
        add_notes(&mut book, notes, about, &styles)?;
        book.save_to_buffer()
    };
    make().map_err(|e: XlsxError| WriteError::Refused("XLSX", e.to_string()))
}

fn workbook(matrix: &Protected<'_>, table: &Table, about: &Provenance, layout: Layout) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(&table.title, about)?);
    let styles = Styles::new();
    add_sheet(&mut book, "Matrix", table, about, &styles, |value| value.clone())?;
    let is_count = matches!(matrix.request().cells(), CellKind::Cases | CellKind::Codings | CellKind::Words);
    if layout == Layout::Grid && is_count {
        let half = |pick: fn(&Count) -> Number| move |value: &Value| in_count(value, pick);
        add_sheet(&mut book, "Concern", table, about, &styles, half(|c| c.concern))?;
        add_sheet(&mut book, "Good practice", table, about, &styles, half(|c| c.good_practice))?;
        if matrix.is_exact() {
            add_sheet(&mut book, "Context", table, about, &styles, half(|c| c.context.unwrap_or_default()))?;
        }
        let counted = counted(matrix, table);
        add_sheet(&mut book, "Cases counted", &counted, about, &styles, Value::clone)?;
    }
    add_notes(&mut book, &notes(matrix, about), about, &styles)?;
    book.save_to_buffer()
}

fn in_count(value: &Value, pick: fn(&Count) -> Number) -> Value {
    match value {
        Value::Count(count) => Value::from(pick(count)),
        Value::Blank
        | Value::Text(_)
        | Value::Number(_)
        | Value::Suppressed
        | Value::State(_)
        | Value::Share { .. }
        | Value::Quotes(_) => value.clone(),
    }
}

/// The same table with N in every cell.
fn counted(matrix: &Protected<'_>, table: &Table) -> Table {
    let mut table = table.clone();
    let first = table.header_columns;
    for (r, line) in table.lines.iter_mut().enumerate() {
        for (c, value) in (0..matrix.columns().len()).zip(line.values.iter_mut().skip(first)) {
            *value = Value::from(matrix.cell(r, c).counted);
        }
    }
    table
}

/// The day is passed in: the file's own time of making must not make two equal exports differ.
fn properties(title: &str, about: &Provenance) -> Result<DocProperties, XlsxError> {
    let year = u16::try_from(about.made.year()).unwrap_or_default();
    let (month, day) = (about.made.month().unsigned_abs(), about.made.day().unsigned_abs());
    Ok(DocProperties::new()
        .set_title(title)
        .set_subject(&about.project)
        .set_author(&about.program)
        .set_comment(about.to_string())
        .set_status(&about.marking)
        .set_creation_datetime(&ExcelDateTime::from_ymd(year, month, day)?))
}

struct Styles {
    header: Format,
    /// Over numbers, which stand on the right.
    number_header: Format,
    text: Format,
    group: Format,
    number: Format,
    group_number: Format,
}

impl Styles {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        let text = top.clone().set_text_wrap();
        let number = top.set_align(FormatAlign::Right);
        let header = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Bottom);
        let header = header.set_background_color("#F3F2ED").set_border_bottom(FormatBorder::Medium);
        Self {
            number_header: header.clone().set_align(FormatAlign::Right),
            header,
            group: text.clone().set_bold(),
            group_number: number.clone().set_bold(),
            text,
            number,
        }
    }
}

fn add_sheet(
    book: &mut Workbook,
    name: &str,
    table: &Table,
    about: &Provenance,
    styles: &Styles,
    value: impl Fn(&Value) -> Value,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    set_page(sheet, table.header_columns, about)?;
    for (c, column) in (0_u16..).zip(&table.columns) {
        let found = table.lines.iter().filter_map(|line| line.values.get(usize::from(c)));
        let is_number = found.map(&value).any(|v| matches!(v, Value::Number(_) | Value::Count(_) | Value::Suppressed));
        let style = if is_number { &styles.number_header } else { &styles.header };
        sheet.write_string_with_format(0, c, &column.name, style)?;
        sheet.set_column_width(c, column.width)?;
    }
    let header = table.columns.iter().map(|c| lines_of(&c.name, c.width, true)).max().unwrap_or(1);
    sheet.set_row_height(0, height(header))?;
    for (r, line) in (1_u32..).zip(&table.lines) {
        let cells = line.values.iter().zip(&table.columns);
        let lines = cells.map(|(v, c)| lines_of(&cut(&value(v).plain()), c.width, line.is_group)).max().unwrap_or(1);
        sheet.set_row_height(r, height(lines))?;
        for (c, found) in (0_u16..).zip(&line.values) {
            write(sheet, (r, c), &value(found), line, usize::from(c) + 1 == table.header_columns, styles)?;
        }
    }
    let last_row = u32::try_from(table.lines.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last_row, last_column)?;
    Ok(())
}

/// Points that a line of text takes, and the most that Excel gives one row.
const LINE_POINTS: f64 = 15.0;
const MOST_POINTS: f64 = 409.0;

/// The height of a row of so many lines; not every program finds it by itself.
fn height(lines: u32) -> f64 {
    (f64::from(lines) * LINE_POINTS).min(MOST_POINTS)
}

/// How many lines a text takes in a column of `width` characters, when whole words are wrapped.
fn lines_of(text: &str, width: u16, is_bold: bool) -> u32 {
    // Bold letters are wider, and a column is measured by its digits.
    let width = usize::from(width);
    let room = if is_bold { width * 9 / 10 } else { width };
    let wrapped = |paragraph: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in paragraph.split(' ') {
            let letters = word.chars().count();
            if used > 0 && used + 1 + letters > room {
                lines += 1;
                used = 0;
            }
            lines += u32::try_from(letters.saturating_sub(1) / room.max(1)).unwrap_or_default();
            used += letters + usize::from(used > 0);
        }
        lines
    };
    text.split('\n').map(wrapped).sum()
}

fn set_page(sheet: &mut Worksheet, header_columns: usize, about: &Provenance) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, u16::try_from(header_columns).unwrap_or_default())?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_repeat_rows(0, 0)?;
    // "&" starts a code in headers and is doubled to stand for itself.
    let plain = |s: &str| s.replace('&', "&&");
    sheet.set_header(format!("&C{}", plain(&about.marking)));
    // Excel takes 255 characters; a longer title is cut, and the rest, which traces the table, is kept.
    let project = about.project.chars().take(120).collect();
    let foot = Provenance { project, ..about.clone() }.foot();
    sheet.set_footer(format!("&L{}&RPage &P of &N", plain(&foot)));
    Ok(())
}

fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    line: &Line,
    is_name: bool,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let number = if line.is_group { &styles.group_number } else { &styles.number };
    let text = if line.is_group { &styles.group } else { &styles.text };
    let bare = match value {
        Value::Number(n) => Some(f64::from(u32::try_from(*n).unwrap_or(u32::MAX))),
        Value::Count(count) => count.all.shown().map(f64::from),
        Value::Blank | Value::Text(_) | Value::Suppressed | Value::State(_) | Value::Share { .. } | Value::Quotes(_) => None,
    };
    let is_hidden = matches!(value, Value::Suppressed | Value::Count(_)) && bare.is_none();
    match bare {
        Some(n) => sheet.write_number_with_format(row, column, n, number)?,
        None if *value == Value::Blank => sheet,
        None if is_hidden => sheet.write_string_with_format(row, column, value.plain(), number)?,
        None if is_name && line.depth > 0 => {
            let indented = text.clone().set_indent(u8::try_from(line.depth).unwrap_or(15).min(15));
            sheet.write_string_with_format(row, column, cut(&value.plain()), &indented)?
        }
        None => sheet.write_string_with_format(row, column, cut(&value.plain()), text)?,
    };
    Ok(())
}

/// Text that Excel can hold; what is too long ends in a sentence that says so.
fn cut(text: &str) -> String {
    const MORE: &str = " … [longer than an Excel cell; export HTML or Word for the whole]";
    // Excel counts UTF-16 units.
    if text.encode_utf16().count() <= MAX_CELL_CHARS {
        return text.to_owned();
    }
    let mut room = MAX_CELL_CHARS - MORE.encode_utf16().count();
    let fits = |c: &char| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or_default();
        left.is_some()
    };
    let mut kept: String = text.chars().take_while(fits).collect();
    kept.push_str(MORE);
    kept
}

fn add_notes(book: &mut Workbook, notes: &[Note], about: &Provenance, styles: &Styles) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name("Notes")?;
    set_page(sheet, 1, about)?;
    sheet.set_column_width(0, 32)?.set_column_width(1, 100)?;
    sheet.write_string_with_format(0, 0, "Note", &styles.header)?;
    sheet.write_string_with_format(0, 1, "Meaning", &styles.header)?;
    for (row, (name, meaning)) in (1_u32..).zip(notes) {
        let meaning = cut(meaning);
        sheet.set_row_height(row, height(lines_of(&meaning, 100, false).max(lines_of(name, 32, true))))?;
        sheet.write_string_with_format(row, 0, name, &styles.group)?;
        sheet.write_string_with_format(row, 1, meaning, &styles.text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_text_wraps() {
        assert_eq!(lines_of("", 10, false), 1);
        assert_eq!(lines_of("Concern and good practice", 10, false), 3);
        assert_eq!(lines_of("one\ntwo\n\nthree", 10, false), 4);
        assert_eq!(lines_of("non-accidental", 7, false), 2);
        assert_eq!(lines_of("1234567890", 10, true), 2);
        assert!(height(1_000) <= 409.0);
    }
}
