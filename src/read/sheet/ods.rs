//! OpenDocument spreadsheets, which carry beside each value the words that were shown.

use super::grid::{Book, Cell, Sheet};
use super::xlsx::all_text;
use super::{damaged, locked};
use crate::read::Refusal;
use crate::read::archive::Archive;
use crate::read::xml::{self, Element, Node, Ns, Odf, XmlError};
use std::collections::BTreeSet;

/// A row or cell with words may repeat so often; blank ones repeat to the end of the sheet.
const MAX_REPEATS: u32 = 1_000;

/// Reads a spreadsheet.
///
/// # Errors
/// When it is locked or holds no table.
pub fn read(archive: &mut Archive<'_>) -> Result<Book, Refusal> {
    let manifest = archive.part("META-INF/manifest.xml")?.unwrap_or_default();
    if xml::decode(&manifest).contains("encryption-data") {
        return Err(locked());
    }
    let content = archive.part("content.xml")?.ok_or_else(damaged)?;
    let hidden = hidden_styles(&content);
    let mut book = Book::default();
    let end = xml::each_child(&content, (Ns::Odf(Odf::Office), "spreadsheet"), &mut |table| {
        if &*table.name == "table" {
            let sheet = sheet(&table, &mut book);
            if table.attribute("style-name").is_some_and(|s| hidden.contains(s)) {
                book.hidden_sheets += usize::from(!sheet.rows.is_empty());
            } else {
                book.sheets.push(sheet);
            }
        }
    });
    match end {
        Ok(_) => {}
        Err(XmlError::TooBig) => {
            book.partial.get_or_insert_with(|| {
                "This spreadsheet has a sheet larger than any document needs, which was not read; split it and add the parts"
                    .to_owned()
            });
        }
        Err(XmlError::Entities | XmlError::Damaged | XmlError::TooDeep) => book.damage(),
    }
    book.pictures = archive.names().filter(|n| n.starts_with("Pictures/")).count();
    Ok(book)
}

/// Styles of sheets that are not shown.
fn hidden_styles(content: &[u8]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    // Damage here is damage to the whole part and is noticed there.
    xml::each_child(content, (Ns::Odf(Odf::Office), "automatic-styles"), &mut |style| {
        let off = style.child_any("table-properties").and_then(|p| p.attribute("display")) == Some("false");
        out.extend(style.attribute("name").filter(|_| off).map(ToOwned::to_owned));
    })
    .ok();
    out
}

fn repeats(element: &Element, name: &str) -> u32 {
    element.attribute(name).and_then(|n| n.parse().ok()).unwrap_or(1).max(1)
}

fn is_hidden(element: &Element) -> bool {
    matches!(element.attribute("visibility"), Some("collapse" | "filter"))
}

fn sheet(table: &Element, book: &mut Book) -> Sheet {
    let mut sheet = Sheet { name: table.attribute("name").unwrap_or_default().to_owned(), ..Sheet::default() };
    let (mut rows, mut columns) = (Vec::new(), Vec::new());
    gather(table, &mut rows, &mut columns);
    let mut number = 0_u32;
    for row in rows {
        let times = repeats(row, "number-rows-repeated");
        for _ in 0..times.min(MAX_REPEATS) {
            if !add_row(&mut sheet, number, row, book) {
                break;
            }
            number = number.saturating_add(1);
        }
        number = number.saturating_add(times - times.min(MAX_REPEATS));
    }
    let mut at = 0_u32;
    let mut hidden = Vec::new();
    for column in columns {
        let end = at.saturating_add(repeats(column, "number-columns-repeated"));
        if is_hidden(column) {
            hidden.push(at..end);
        }
        at = end;
    }
    sheet.hide_columns(|column| hidden.iter().any(|range| range.contains(&column)));
    sheet
}

/// Rows and columns may stand in groups and headers.
fn gather<'e>(parent: &'e Element, rows: &mut Vec<&'e Element>, columns: &mut Vec<&'e Element>) {
    for element in parent.elements() {
        match &*element.name {
            "table-row" => rows.push(element),
            "table-column" => columns.push(element),
            "table-row-group"
            | "table-rows"
            | "table-header-rows"
            | "table-column-group"
            | "table-columns"
            | "table-header-columns" => {
                gather(element, rows, columns);
            }
            _ => {}
        }
    }
}

/// Adds a row; whether it had words that were kept, so that it is worth repeating.
fn add_row(sheet: &mut Sheet, number: u32, row: &Element, book: &mut Book) -> bool {
    let mut column = 0_u32;
    let mut filled = false;
    let mut comments = Vec::new();
    for cell in row.elements().filter(|c| matches!(&*c.name, "table-cell" | "covered-table-cell")) {
        let times = repeats(cell, "number-columns-repeated");
        let (text, is_value) = value(cell);
        // What lies under a merged cell is not shown.
        if !text.trim().is_empty() && &*cell.name == "table-cell" {
            filled = true;
            let span = u16::try_from(repeats(cell, "number-columns-spanned")).unwrap_or(1);
            for i in 0..if is_hidden(row) { 0 } else { times.min(MAX_REPEATS) } {
                if !book.may_keep(&text) {
                    return false;
                }
                sheet.put(number, column.saturating_add(i), Cell { text: text.clone(), span, is_value });
            }
        }
        comments.extend(cell.child_any("annotation").map(paragraphs).filter(|c| !c.trim().is_empty()));
        column = column.saturating_add(times);
    }
    if is_hidden(row) {
        sheet.hidden_rows += usize::from(filled);
    } else if let Some(row) = sheet.rows.get_mut(&number) {
        row.comments = comments;
    }
    filled
}

/// What a cell shows, and whether it is a number or a date.
fn value(cell: &Element) -> (String, bool) {
    let shown = paragraphs(cell);
    match cell.attribute("value-type") {
        Some("date") => {
            let iso = cell.attribute("date-value").unwrap_or(&shown);
            let (day, time) = iso.split_once('T').unwrap_or((iso, ""));
            let time = time.split('.').next().unwrap_or_default();
            let time = time.strip_suffix(":00").unwrap_or(time);
            (if matches!(time, "" | "00:00") { day.to_owned() } else { format!("{day} {time}") }, true)
        }
        Some("float" | "percentage" | "currency" | "time") => (shown, true),
        _ => (shown, false),
    }
}

/// The paragraphs of a cell or comment, each on a line.
fn paragraphs(parent: &Element) -> String {
    let lines: Vec<String> = parent.elements().filter(|e| &*e.name == "p").map(words).collect();
    lines.join("\n")
}

fn words(paragraph: &Element) -> String {
    let mut out = String::new();
    for node in &paragraph.children {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(e) => match &*e.name {
                "s" => out.push(' '),
                "tab" => out.push('\t'),
                "line-break" => out.push('\n'),
                "annotation" => {}
                _ => out.push_str(&all_text(e)),
            },
        }
    }
    out
}
