//! From sheets to text: the name of a sheet is a heading, a title above the table a heading or paragraph, a row a passage.

use super::grid::{Book, Row, Sheet};
use crate::read::flow::Flow;
use crate::read::{Outcome, Refusal};
use crate::text::{BlockKind, SourceBuilder, SourceText};

/// Rows above the table that may be its title and notes.
const MAX_TITLE_ROWS: usize = 12;
/// A longer line above a table is a note.
const MAX_TITLE_CHARS: usize = 120;

/// The text of a workbook.
///
/// # Errors
/// When no cell has words.
pub fn emit(reader: &str, book: Book) -> Result<(SourceText, Option<String>), Refusal> {
    let mut out = Flow::new(reader).out;
    let filled = book.sheets.iter().filter(|s| !s.rows.is_empty()).count();
    for (number, sheet) in book.sheets.iter().enumerate().filter(|(_, s)| !s.rows.is_empty()) {
        if filled > 1 || !is_given_name(&sheet.name) {
            out.push(BlockKind::Heading, 1, &sheet.name);
        }
        emit_sheet(&mut out, sheet, number + 1);
    }
    if out.is_empty() {
        return Err(book.partial.map_or_else(empty, |reason| Refusal::new(Outcome::Corrupt, reason)));
    }
    tell(&mut out, &book);
    Ok((out.build(), book.partial))
}

fn empty() -> Refusal {
    Refusal::new(
        Outcome::Scanned,
        "This spreadsheet has no cells with words that are shown, so there is nothing to read; check that it is the right file",
    )
}

/// The name that a program gives to a sheet by itself.
fn is_given_name(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    let rest = ["sheet", "table", "tabelle", "feuil", "blad"].iter().find_map(|given| name.strip_prefix(given)).unwrap_or(&name);
    rest.trim().chars().all(|c| c.is_ascii_digit())
}

fn emit_sheet(out: &mut SourceBuilder, sheet: &Sheet, number: usize) {
    let table = out.begin_table();
    let wide = |row: &Row| row.cells.len() > 1;
    let start = sheet.rows.values().take(MAX_TITLE_ROWS + 1).position(wide);
    // A column of its own is a table too; only what stands above wider rows is a title.
    let titles = start.filter(|s| *s <= MAX_TITLE_ROWS).unwrap_or(0);
    let first = sheet.rows.values().flat_map(|r| r.cells.keys()).min().copied().unwrap_or(0);
    for (i, (at, row)) in sheet.rows.iter().enumerate() {
        if i < titles {
            let text = row.cells.values().map(|c| c.text.as_str()).next().unwrap_or_default();
            let short = text.chars().count() <= MAX_TITLE_CHARS && !text.trim_end().ends_with('.');
            let (kind, level) = if i == 0 && short { (BlockKind::Heading, 2) } else { (BlockKind::Paragraph, 0) };
            out.push(kind, level, text);
        } else {
            out.push_spanned_row(table, &cells(row, first));
        }
        if i == titles && wide(row) && row.cells.values().all(|c| !c.is_value) && sheet.rows.len() > titles + 1 {
            let of = if sheet.name.is_empty() { String::new() } else { format!(" of sheet {number}") };
            out.note(format!("Row {}{of} was taken for the header of its columns.", at.saturating_add(1)), None);
        }
        for comment in &row.comments {
            out.push(BlockKind::Comment, 0, comment);
        }
    }
}

/// The cells of a row with the blank ones between them.
fn cells(row: &Row, first: u16) -> Vec<(&str, u16)> {
    let mut out = Vec::new();
    let mut at = first;
    for (column, cell) in &row.cells {
        if *column > at {
            out.push(("", *column - at));
        }
        out.push((cell.text.as_str(), cell.span.max(1)));
        at = column.saturating_add(cell.span.max(1));
    }
    out
}

fn tell(out: &mut SourceBuilder, book: &Book) {
    let hidden_rows: usize = book.sheets.iter().map(|s| s.hidden_rows).sum();
    let hidden_columns: usize = book.sheets.iter().map(|s| s.hidden_columns).sum();
    let hidden = [(book.hidden_sheets, "sheet"), (hidden_rows, "row"), (hidden_columns, "column")];
    let parts: Vec<String> = hidden
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, what)| if *n == 1 { format!("1 {what}") } else { format!("{n} {what}s") })
        .collect();
    if !parts.is_empty() {
        let what = format!(
            "Hidden cells: {} left out. To have them in the text, show them in Excel (also clear filters), save and add that copy.",
            parts.join(", ")
        );
        out.leave_out(what, None);
    }
    if book.is_bare {
        out.note(
            "This kind of workbook is read without its formats: 25% stands as 0.25, and hidden rows and columns are in the text.",
            None,
        );
    }
    let comments: usize = book.sheets.iter().flat_map(|s| s.rows.values()).map(|r| r.comments.len()).sum();
    if comments > 0 {
        let (were, they) =
            if comments == 1 { ("comment by a reviewer was", "it") } else { ("comments by reviewers were", "they") };
        out.warn(format!("{comments} {were} found; {they} may hold names."), None);
    }
    if book.pictures > 0 {
        let what = format!(
            "Pictures without text: {}. What they show, such as a chart or a genogram, cannot be searched.",
            book.pictures
        );
        out.warn(what, None);
    }
}

#[cfg(test)]
mod tests {
    use super::is_given_name;

    #[test]
    fn a_given_name_says_nothing() {
        assert!(is_given_name("Sheet1") && is_given_name("") && is_given_name("Tabelle 2"));
        assert!(!is_given_name("Chronology") && !is_given_name("Sheet of actions"));
    }
}
