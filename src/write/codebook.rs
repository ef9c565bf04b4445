//! A codebook as a table, for people who work in spreadsheets: CSV or a workbook. `app::codebook_file` reads it back.

use super::WriteError;
use super::csv::records;
use crate::model::{Codebook, CodebookTheme};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

/// Heads of the columns; what is read back goes by them.
pub const CODEBOOK_COLUMNS: [&str; 13] = [
    "code",
    "theme",
    "theme_group",
    "level",
    "definition",
    "include",
    "exclude",
    "phrases",
    "crosswalk",
    "under",
    "colour",
    "pattern",
    "agencies",
];

/// One line per theme, parents before children.
///
/// # Errors
/// When the CSV library refuses, which no known codebook causes.
pub fn codebook_csv(book: &Codebook) -> Result<Vec<u8>, WriteError> {
    records(lines(book).into_iter())
}

/// The same lines as a workbook of one sheet.
///
/// # Errors
/// When the XLSX library refuses, which no known codebook causes.
pub fn codebook_xlsx(book: &Codebook) -> Result<Vec<u8>, WriteError> {
    workbook(book).map_err(|e| WriteError::Refused("XLSX", e.to_string()))
}

fn workbook(book: &Codebook) -> Result<Vec<u8>, XlsxError> {
    let mut file = Workbook::new();
    let sheet = file.add_worksheet().set_name("Codebook")?;
    let head = Format::new().set_bold();
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let widths = [8.0, 44.0, 32.0, 8.0, 64.0, 48.0, 48.0, 48.0, 16.0, 48.0, 12.0, 16.0];
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, width)?;
    }
    for (row, line) in (0..).zip(lines(book)) {
        for (column, value) in (0..).zip(line) {
            sheet.write_string_with_format(row, column, value, if row == 0 { &head } else { &text })?;
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    file.save_to_buffer()
}

fn lines(book: &Codebook) -> Vec<Vec<String>> {
    let mut lines = vec![CODEBOOK_COLUMNS.map(str::to_owned).to_vec()];
    for group in &book.themes {
        add(group, &group.name, "", &mut lines);
    }
    lines
}

fn add(theme: &CodebookTheme, group: &str, under: &str, lines: &mut Vec<Vec<String>>) {
    let level = if theme.themes.is_empty() { "theme" } else { "group" };
    lines.push(vec![
        theme.code.clone(),
        theme.name.clone(),
        group.to_owned(),
        level.to_owned(),
        theme.definition.clone(),
        theme.include.clone(),
        theme.exclude.clone(),
        theme.phrases.join("; "),
        theme.crosswalk.join("; "),
        under.to_owned(),
        theme.colour.map(|c| c.to_string()).unwrap_or_default(),
        theme.pattern.map(|p| p.to_string()).unwrap_or_default(),
        theme.agencies.join("; "),
    ]);
    let path = if under.is_empty() { theme.name.clone() } else { format!("{under} / {}", theme.name) };
    for child in &theme.themes {
        add(child, group, &path, lines);
    }
}
