//! Tables: one row is one block, because a row of a chronology is one event.
//!
//! A table of one column is a frame around text, so its paragraphs are read as such. A nested table follows the row
//! it stands in. A file may say that a row or cell is repeated a million times; what is empty is not repeated, and
//! what has words only so often as a person could have meant it.

use super::body::Body;
use super::inline::Later;
use super::leaves::Leaf;
use crate::read::xml::{Element, Ns, Odf};

/// Most times that a row with words is repeated.
const MAX_ROWS: usize = 200;
/// Most times that a cell with words is repeated, and most columns that one covers.
const MAX_COLUMNS: usize = 64;

/// Reads a table.
pub fn read(body: &mut Body<'_>, table: &Element) {
    let mut rows = Vec::new();
    rows_of(table, &mut rows);
    let wide = |row: &&Element| row.elements().filter(|c| is_cell(c)).map(|c| repeated(c, "columns")).sum::<usize>() > 1;
    let is_frame = !rows.iter().any(wide);
    let number = if is_frame { 0 } else { body.out.begin_table() };
    for row in rows {
        if row.is_odf(Odf::Text, "soft-page-break") {
            body.pages.soft_break();
        } else if matches!(row.attribute("visibility"), Some("collapse" | "filter")) {
            body.tally.hidden += 1;
        } else if is_frame {
            row.elements().filter(|c| is_cell(c)).for_each(|cell| body.blocks(cell));
        } else {
            let times = repeated(row, "rows");
            let before = body.out.len();
            read_row(body, number, row);
            // An empty row adds nothing however often it comes.
            if body.out.len() > before {
                (1..times.min(MAX_ROWS)).for_each(|_| read_row(body, number, row));
                body.tally.repeats += times.saturating_sub(MAX_ROWS);
            }
        }
    }
}

fn rows_of<'e>(parent: &'e Element, out: &mut Vec<&'e Element>) {
    for element in parent.elements() {
        match (element.ns, &*element.name) {
            (Ns::Odf(Odf::Table), "table-row") | (Ns::Odf(Odf::Text), "soft-page-break") => out.push(element),
            (Ns::Odf(Odf::Table), "table-header-rows" | "table-rows" | "table-row-group") => rows_of(element, out),
            _ => {}
        }
    }
}

fn is_cell(element: &Element) -> bool {
    element.is_odf(Odf::Table, "table-cell") || element.is_odf(Odf::Table, "covered-table-cell")
}

fn repeated(element: &Element, what: &str) -> usize {
    element.attribute(&format!("number-{what}-repeated")).and_then(|n| n.trim().parse().ok()).unwrap_or(1).max(1)
}

fn read_row(body: &mut Body<'_>, table: u32, row: &Element) {
    body.pages.begin_block();
    let mut texts: Vec<(String, u16)> = Vec::new();
    let mut later = Vec::new();
    let mut label = None;
    let mut opens = true;
    // Covered places to the right of a wide cell are part of it.
    let mut covered = 0_usize;
    for cell in row.elements().filter(|c| is_cell(c)) {
        let mut times = repeated(cell, "columns");
        if &*cell.name == "covered-table-cell" {
            let taken = covered.min(times);
            covered -= taken;
            times -= taken;
            if times == 0 {
                continue;
            }
        }
        let read = Cell::of(body, cell);
        if opens {
            label = read.label;
        }
        opens &= read.text.is_empty();
        let span = cell.attribute("number-columns-spanned").and_then(|n| n.trim().parse().ok()).unwrap_or(1_usize);
        let span = span.clamp(1, MAX_COLUMNS);
        covered = span - 1;
        let times = times.min(MAX_COLUMNS);
        texts.extend(std::iter::repeat_n((read.text, u16::try_from(span).unwrap_or(1)), times));
        later.extend(read.later);
    }
    body.out.set_page(Some(body.pages.of_block()));
    if let Some(block) = body.out.push_spanned_row(table, &texts) {
        block.label = label;
    }
    body.follow(&later);
}

#[derive(Default)]
struct Cell<'e> {
    text: String,
    /// The automatic number with which the cell opens.
    label: Option<String>,
    later: Vec<Later<'e>>,
}

impl<'e> Cell<'e> {
    fn of(body: &mut Body<'_>, cell: &'e Element) -> Self {
        let mut read = Self::default();
        for leaf in body.leaves_of(cell) {
            match leaf {
                Leaf::Paragraph { element, item } => {
                    let Some(paragraph) = body.paragraph(element, item.as_ref()) else { continue };
                    read.later.extend(paragraph.later);
                    let number = paragraph.marker.as_ref().and_then(|m| m.label.clone());
                    if read.text.is_empty() {
                        read.label = read.label.or_else(|| number.clone());
                    }
                    let text = paragraph.text.trim();
                    match (number, paragraph.marker) {
                        // An automatic number alone in its cell is the row's number.
                        (Some(number), _) => read.add(&format!("{number} {text}")),
                        (None, Some(_)) if !text.is_empty() => read.add(&format!("• {text}")),
                        (None, Some(_) | None) => read.add(text),
                    }
                }
                Leaf::Table(table) => read.later.push(Later::Table(table)),
                Leaf::Shape(shape) => {
                    let (text, later) = body.shape(shape);
                    read.add(&text);
                    read.later.extend(later);
                }
                Leaf::Break => body.pages.soft_break(),
                Leaf::Zone(_) => {}
            }
        }
        read
    }

    /// Adds words in a line of their own.
    fn add(&mut self, words: &str) {
        if !self.text.is_empty() && !words.trim().is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(words.trim());
    }
}
