//! Workbooks of Excel since 2007.
//!
//! Read through our own XML, so that damage costs only what lies behind it and hidden rows and columns are known.

use super::damaged;
use super::grid::{Book, Cell, Sheet};
use super::number::{built_in, shown};
use crate::read::Refusal;
use crate::read::archive::Archive;
use crate::read::xml::{self, Element, Node, Ns};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Longest format of a number; Excel allows no longer one either.
const MAX_FORMAT_CHARS: usize = 255;

/// What cells of a workbook refer to.
#[derive(Debug, Default)]
struct Shared {
    strings: Vec<String>,
    /// Format of each cell style.
    formats: Vec<String>,
    is_1904: bool,
}

/// Reads a workbook.
///
/// # Errors
/// When it has no sheets that can be read.
pub fn read(archive: &mut Archive<'_>) -> Result<Book, Refusal> {
    let main = main_part(archive)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let workbook = archive.part(&main)?.ok_or_else(damaged)?;
    let links = links(archive, &main)?;
    let mut book = Book::default();
    let target = |kind: &str| links.values().find(|(k, _)| k == kind).map(|(_, path)| path.clone());
    let strings = target("sharedStrings").unwrap_or_else(|| format!("{folder}/sharedStrings.xml"));
    let styles = target("styles").unwrap_or_else(|| format!("{folder}/styles.xml"));
    let shared = Shared {
        strings: strings_of(archive, &strings, &mut book)?,
        formats: formats_of(archive, &styles)?,
        is_1904: is_1904(&workbook),
    };
    let mut sheets = Vec::new();
    if xml::each_child(&workbook, (Ns::Other, "sheets"), &mut |sheet| sheets.push(sheet)).is_err() {
        book.damage();
    }
    for declared in sheets {
        let Some((kind, path)) = declared.attribute("id").and_then(|id| links.get(id)) else { continue };
        if kind != "worksheet" {
            continue;
        }
        let name = declared.attribute("name").unwrap_or_default();
        let sheet = sheet(archive, path, name, &shared, &mut book)?;
        if matches!(declared.attribute("state"), Some("hidden" | "veryHidden")) {
            book.hidden_sheets += usize::from(!sheet.rows.is_empty());
        } else {
            book.sheets.push(sheet);
        }
    }
    book.pictures = archive.names().filter(|n| n.contains("/media/") || n.contains("/charts/chart")).count();
    Ok(book)
}

/// The part that is the workbook.
fn main_part(archive: &mut Archive<'_>) -> Result<String, Refusal> {
    let links = links(archive, "")?;
    Ok(links
        .into_values()
        .find(|(kind, _)| kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |(_, path)| path))
}

/// What a part refers to: kind and path by id.
fn links(archive: &mut Archive<'_>, part: &str) -> Result<BTreeMap<String, (String, String)>, Refusal> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let path = format!("{folder}/_rels/{name}.rels");
    let mut out = BTreeMap::new();
    let Some(bytes) = archive.part(&path)? else { return Ok(out) };
    // Links before damage still hold; sheets without one are missed below and said to be damaged there.
    xml::each_child(&bytes, (Ns::Other, "Relationships"), &mut |link| {
        let kind = link.attribute("Type").and_then(|t| t.rsplit('/').next()).unwrap_or_default();
        if let (Some(id), Some(target)) = (link.attribute("Id"), link.attribute("Target")) {
            out.insert(id.to_owned(), (kind.to_owned(), resolved(folder, target)));
        }
    })
    .ok();
    Ok(out)
}

/// A target as seen from its folder.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/").trim_start_matches('/').to_owned()
}

fn strings_of(archive: &mut Archive<'_>, path: &str, book: &mut Book) -> Result<Vec<String>, Refusal> {
    let mut out = Vec::new();
    if let Some(bytes) = archive.part(path)?
        && xml::each_child(&bytes, (Ns::Other, "sst"), &mut |item| out.push(rich_text(&item))).is_err()
    {
        book.damage();
    }
    Ok(out)
}

/// The words of a string with runs of its own formats; readings of Asian letters are left out.
fn rich_text(item: &Element) -> String {
    let mut out = String::new();
    for child in item.elements() {
        match &*child.name {
            "t" => out.push_str(&child.own_text()),
            "rPh" => {}
            _ => out.push_str(&rich_text(child)),
        }
    }
    // Excel writes control characters as `_x000D_`.
    out.replace("_x000D_", "")
}

fn formats_of(archive: &mut Archive<'_>, path: &str) -> Result<Vec<String>, Refusal> {
    let Some(bytes) = archive.part(path)? else { return Ok(Vec::new()) };
    let mut own: BTreeMap<u32, String> = BTreeMap::new();
    let mut out = Vec::new();
    // Without its formats a number still stands as itself.
    xml::each_child(&bytes, (Ns::Other, "numFmts"), &mut |format| {
        let id = format.attribute("numFmtId").and_then(|id| id.parse().ok());
        if let (Some(id), Some(code)) = (id, format.attribute("formatCode")) {
            own.insert(id, code.chars().take(MAX_FORMAT_CHARS).collect());
        }
    })
    .ok();
    xml::each_child(&bytes, (Ns::Other, "cellXfs"), &mut |style| {
        let id = style.attribute("numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
        out.push(own.get(&id).cloned().unwrap_or_else(|| built_in(id).to_owned()));
    })
    .ok();
    Ok(out)
}

fn is_1904(workbook: &[u8]) -> bool {
    let mut on = false;
    xml::each_child(workbook, (Ns::Other, "workbook"), &mut |child| {
        on |= &*child.name == "workbookPr" && matches!(child.attribute("date1904"), Some("1" | "true"));
    })
    .ok();
    on
}

fn sheet(archive: &mut Archive<'_>, path: &str, name: &str, shared: &Shared, book: &mut Book) -> Result<Sheet, Refusal> {
    let mut sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let Some(bytes) = archive.part(path)? else {
        book.damage();
        return Ok(sheet);
    };
    let mut next = 0;
    let end = xml::each_child(&bytes, (Ns::Other, "sheetData"), &mut |row| {
        let number = row.attribute("r").and_then(|r| r.parse::<u32>().ok()).and_then(|r| r.checked_sub(1)).unwrap_or(next);
        next = number.saturating_add(1);
        add_row(&mut sheet, number, &row, shared, book);
    });
    if end.is_err() {
        book.damage();
    }
    let mut hidden: Vec<(u32, u32)> = Vec::new();
    let mut merged: Vec<Place> = Vec::new();
    // Damage was noticed above.
    xml::each_child(&bytes, (Ns::Other, "cols"), &mut |col| {
        let number = |name| col.attribute(name).and_then(|v| v.parse::<u32>().ok());
        if is_on(col.attribute("hidden")) {
            hidden.extend(number("min").zip(number("max")));
        }
    })
    .ok();
    xml::each_child(&bytes, (Ns::Other, "mergeCells"), &mut |cell| merged.extend(cell.attribute("ref").and_then(place))).ok();
    sheet.hide_columns(|column| hidden.iter().any(|(from, to)| (*from..=*to).contains(&(column + 1))));
    for ((row, from), (_, to)) in merged {
        sheet.merge(row, from, to);
    }
    comments(archive, path, &mut sheet)?;
    Ok(sheet)
}

/// Two corners, each a row and a column.
type Place = ((u32, u32), (u32, u32));

fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

fn add_row(sheet: &mut Sheet, number: u32, row: &Element, shared: &Shared, book: &mut Book) {
    let mut next = 0;
    let (hidden, mut filled) = (is_on(row.attribute("hidden")), false);
    for cell in row.elements().filter(|c| &*c.name == "c") {
        let column = cell.attribute("r").and_then(corner).map_or(next, |(_, column)| column);
        next = column.saturating_add(1);
        let (text, is_value) = value(cell, shared);
        filled |= !text.trim().is_empty();
        if !hidden && !text.trim().is_empty() && book.may_keep(&text) {
            sheet.put(number, column, Cell { text: text.into_owned(), span: 1, is_value });
        }
    }
    sheet.hidden_rows += usize::from(hidden && filled);
}

/// What a cell shows, and whether it is a number or a date.
fn value<'s>(cell: &Element, shared: &'s Shared) -> (Cow<'s, str>, bool) {
    let raw = cell.child_any("v").map(Element::own_text).unwrap_or_default();
    let (own, is_value) = match cell.attribute("t").unwrap_or("n") {
        "s" => {
            let string = raw.trim().parse::<usize>().ok().and_then(|i| shared.strings.get(i));
            return (Cow::Borrowed(string.map_or("", String::as_str)), false);
        }
        "inlineStr" => (cell.child_any("is").map(rich_text).unwrap_or_default(), false),
        "b" => (if raw.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(), false),
        "str" | "e" => (raw, false),
        // A day written out: `2021-06-05T00:00:00`.
        "d" => (raw.trim_end_matches("T00:00:00").replace('T', " "), true),
        _ => {
            let style = cell.attribute("s").and_then(|s| s.parse::<usize>().ok()).unwrap_or(0);
            let code = shared.formats.get(style).map_or("General", String::as_str);
            let number = raw.trim().parse::<f64>().ok().filter(|n| n.is_finite());
            (number.map_or(raw, |n| shown(n, code, shared.is_1904)), true)
        }
    };
    (Cow::Owned(own), is_value)
}

/// `B7` as row and column, both counted from 0.
fn corner(name: &str) -> Option<(u32, u32)> {
    let letters = name.chars().take_while(char::is_ascii_alphabetic).count();
    let column = name
        .chars()
        .take(letters)
        .try_fold(0_u32, |sum, c| sum.checked_mul(26)?.checked_add(c.to_ascii_uppercase().to_digit(36)?.checked_sub(9)?))?;
    let row = name.get(letters..)?.parse::<u32>().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

fn place(range: &str) -> Option<Place> {
    let (from, to) = range.split_once(':')?;
    Some((corner(from)?, corner(to)?))
}

/// Comments stand in a part of their own and name their cell.
fn comments(archive: &mut Archive<'_>, path: &str, sheet: &mut Sheet) -> Result<(), Refusal> {
    let links = links(archive, path)?;
    for (kind, part) in links.into_values() {
        let (container, text) = match kind.as_str() {
            "comments" => ("commentList", "text"),
            _ => continue,
        };
        let Some(bytes) = archive.part(&part)? else { continue };
        xml::each_child(&bytes, (Ns::Other, container), &mut |comment| {
            let row = comment.attribute("ref").and_then(corner).and_then(|(row, _)| sheet.rows.get_mut(&row));
            let words = comment.child_any(text).map(rich_text).unwrap_or_default();
            if let Some(row) = row.filter(|_| !words.trim().is_empty()) {
                row.comments.push(words);
            }
        })
        .ok();
    }
    Ok(())
}

/// The words directly inside an element and all elements in it.
pub fn all_text(element: &Element) -> String {
    let mut out = String::new();
    for node in &element.children {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(inner) => out.push_str(&all_text(inner)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_paths() {
        assert_eq!(corner("B7"), Some((6, 1)));
        assert_eq!(corner("XFD1048576"), Some((1_048_575, 16_383)));
        assert_eq!(corner("7"), None);
        assert_eq!(place("A1:C2"), Some(((0, 0), (1, 2))));
        assert_eq!(resolved("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(resolved("xl", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolved("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
