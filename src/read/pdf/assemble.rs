//! Parts of pages into one text: paragraphs and tables that run over pages are joined, hyphens mended.
//!
//! Footers, headers and footnotes between two halves of a paragraph stay behind it.

use super::hyphens::Vocabulary;
use super::paragraphs::ended;
use super::part::{CELL_BREAK, CellText, Part, is_aside};
use crate::text::{BlockKind, SourceBuilder};
use hayro_interpret::kurbo::Size;
use std::collections::BTreeMap;

/// Joins what runs on from one page to the next.
pub(super) fn join_pages(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    let mut open: Option<usize> = None;
    for part in parts {
        if is_aside(part.kind) {
            out.push(part);
            continue;
        }
        let before = open.and_then(|i| out.get_mut(i)).filter(|b| b.last_page + 1 == part.page && runs_on(b, &part));
        if let Some(before) = before {
            before.text.push('\n');
            before.text.push_str(&part.text);
            before.places.merge(&part.places);
            (before.last_page, before.lines) = (part.last_page, before.lines + part.lines);
            continue;
        }
        open = Some(out.len());
        out.push(part);
    }
    join_tables(&mut out);
    join_rows(out)
}

/// Joins a row that a page end cuts: its second half has an empty first cell and goes on in the middle of a sentence.
fn join_rows(parts: Vec<Part>) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(parts.len());
    let mut open: Option<usize> = None;
    for part in parts {
        if is_aside(part.kind) {
            out.push(part);
            continue;
        }
        if let Some(before) = open.and_then(|i| out.get_mut(i)).filter(|b| row_runs_on(b, &part)) {
            for (cell, more) in before.cells.iter_mut().zip(&part.cells).filter(|(_, more)| !more.text.is_empty()) {
                cell.text.push('\n');
                cell.text.push_str(&more.text);
            }
            before.places.merge(&part.places);
            before.last_page = part.last_page;
            continue;
        }
        open = Some(out.len());
        out.push(part);
    }
    out
}

fn row_runs_on(before: &Part, part: &Part) -> bool {
    let small = |t: &str| t.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    before.kind == BlockKind::TableRow
        && part.table == before.table
        && part.page == before.last_page + 1
        && part.cells.first().is_some_and(|c| c.text.is_empty())
        && before.cells.iter().zip(&part.cells).any(|(cell, more)| !ended(&cell.text) && small(&more.text))
}

/// Whether the first part of a page goes on with the last of the page before.
fn runs_on(before: &Part, part: &Part) -> bool {
    let alike = (before.size - part.size).abs() < 0.6 && before.bold == part.bold;
    let flows = matches!(before.kind, BlockKind::Paragraph | BlockKind::ListItem);
    if !alike || !flows || part.labelled || ended(&before.text) {
        return false;
    }
    // Word starts a new list on each page: an item without a bullet goes on with the one before.
    let bare_item = part.tagged && part.kind == BlockKind::ListItem && before.labelled;
    let small = part.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    // Two tagged paragraphs are two, unless the first breaks off in the middle of a sentence.
    let cut = before.text.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '-' | '’'));
    if before.tagged && part.tagged && !cut {
        return false;
    }
    bare_item || (small && matches!(part.kind, BlockKind::Paragraph | BlockKind::ListItem))
}

/// Makes a table that starts a page, with as many columns as the one that ends the page before, go on with it;
/// its head, printed again, becomes furniture.
fn join_tables(parts: &mut [Part]) {
    let mut last: Option<(u32, u32, usize)> = None;
    let mut heads: BTreeMap<u32, Vec<CellText>> = BTreeMap::new();
    let mut renamed: Option<(u32, u32)> = None;
    for part in parts.iter_mut() {
        match part.kind {
            kind if is_aside(kind) => continue,
            BlockKind::TableRow => {}
            _ => {
                last = None;
                continue;
            }
        }
        let own = part.table;
        if let Some((from, to)) = renamed.filter(|(from, _)| *from == own) {
            part.table = if from == own { to } else { own };
        } else if let Some((table, page, width)) = last.filter(|(table, ..)| *table != own)
            && page + 1 == part.page
            && width == part.width()
            && !part.tagged
        {
            renamed = Some((own, table));
            part.table = table;
            if heads.get(&table).is_some_and(|head| *head == part.cells) {
                let text = part.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ");
                let places = std::mem::take(&mut part.places);
                *part = Part { text, places, ..Part::empty(BlockKind::Furniture, part.page) };
                last = Some((table, part.page, width));
                continue;
            }
        }
        heads.entry(part.table).or_insert_with(|| part.cells.clone());
        last = Some((part.table, part.last_page, part.width()));
    }
}

/// Hands the parts over as blocks; `sizes` gives the size of each page.
pub(super) fn build(parts: &[Part], sizes: &[Size], builder: &mut SourceBuilder) {
    let vocabulary = Vocabulary::new(parts);
    let mut tables: BTreeMap<u32, u32> = BTreeMap::new();
    for part in parts {
        builder.set_page(Some(part.page));
        let block = if part.kind == BlockKind::TableRow {
            let table = *tables.entry(part.table).or_insert_with(|| builder.begin_table());
            let cells: Vec<(String, u16)> = part.cells.iter().map(|c| (mend_cell(&c.text, &vocabulary), c.span)).collect();
            builder.push_spanned_row(table, &cells)
        } else {
            builder.push(part.kind, part.level, &shown(part, &vocabulary))
        };
        if let Some(block) = block {
            block.label.clone_from(&part.label);
            block.boxes = part.places.boxes(sizes);
        }
    }
}

fn mend_cell(cell: &str, vocabulary: &Vocabulary) -> String {
    let paragraphs: Vec<String> = cell.split(CELL_BREAK).map(|p| vocabulary.mend(p)).collect();
    paragraphs.join("\n")
}

fn shown(part: &Part, vocabulary: &Vocabulary) -> String {
    let text = short_leaders(vocabulary.mend(&part.text));
    // A bullet of a private font says nothing by its number.
    match text.chars().next() {
        Some(c @ '\u{e000}'..='\u{f8ff}') if part.kind == BlockKind::ListItem => text.replacen(c, "•", 1),
        _ => text,
    }
}

/// Shortens the dots between a title and its page number to five.
fn short_leaders(text: String) -> String {
    if !text.contains("......") {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut dots = 0;
    for c in text.chars() {
        if c == '.' {
            dots += 1;
            continue;
        }
        push_dots(&mut out, dots);
        dots = 0;
        out.push(c);
    }
    push_dots(&mut out, dots);
    out
}

fn push_dots(out: &mut String, dots: usize) {
    if dots > 5 {
        out.push_str(" ..... ");
    } else {
        out.extend(std::iter::repeat_n('.', dots));
    }
}
