//! Tables: one row is one block, because a row of a chronology is one event.
//!
//! A table of one column is a frame around text, so its paragraphs are read as such. A nested table follows
//! the row it stands in. Merged cells leave their other places empty, so that columns stay in line;
//! each cell keeps the columns that it covers.

use super::body::Body;
use super::inline::{Later, choice, content_of};
use crate::read::xml::{Element, Ns};

/// Columns that a row may claim to span; Word allows 63.
const MAX_SPAN: i64 = 63;

/// Reads a table.
pub fn read(body: &mut Body<'_>, table: &Element) {
    let mut rows = Vec::new();
    wrapped(table, "tr", &mut rows);
    let keep = |row: &&Element, name: &str| row.child("trPr").is_none_or(|p| p.switch(name) != Some(true));
    let count = rows.len();
    rows.retain(|row| keep(row, "del"));
    body.tally.deletions += count - rows.len();
    let count = rows.len();
    rows.retain(|row| keep(row, "hidden"));
    body.tally.hidden += count - rows.len();
    body.tally.insertions += rows.iter().filter(|row| !keep(row, "ins")).count();
    let cells: Vec<Vec<&Element>> = rows.iter().map(|row| cells_of(row)).collect();
    if cells.iter().all(|row| row.len() <= 1) {
        for cell in cells.iter().flatten() {
            body.blocks(cell);
            body.end_container();
        }
        return;
    }
    let number = body.out.begin_table();
    for (row, cells) in rows.into_iter().zip(cells) {
        read_row(body, number, row, &cells);
    }
}

fn read_row(body: &mut Body<'_>, table: u32, row: &Element, cells: &[&Element]) {
    body.pages.begin_block();
    let mut texts: Vec<(String, u16)> = vec![(String::new(), 1); before(row)];
    let mut later = Vec::new();
    let mut label = None;
    let mut opens = true;
    for cell in cells {
        let mut read = Cell::default();
        read.blocks(body, cell);
        read.add(&body.take_carried());
        if opens {
            label = read.label;
        }
        opens &= read.text.is_empty();
        texts.push((read.text, span(cell)));
        later.extend(read.later);
    }
    if let Some(block) = body.row(table, &texts) {
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
    fn blocks(&mut self, body: &mut Body<'_>, parent: &'e Element) {
        for element in parent.elements() {
            match (element.ns, &*element.name) {
                (Ns::Word, "p") => self.paragraph(body, element),
                (Ns::Word, "tbl") => self.later.push(Later::Table(element)),
                (Ns::Word, "sdt") => {
                    if let Some(content) = content_of(element) {
                        self.blocks(body, content);
                    }
                }
                (Ns::Word, "altChunk") => self.later.extend(element.attribute("id").map(Later::Chunk)),
                (Ns::Word, "subDoc") => body.tally.embedded += 1,
                (Ns::Word, "del") => body.tally.deletions += 1,
                (Ns::Word, "moveFrom") => body.tally.moves += 1,
                (Ns::Compat, "AlternateContent") => {
                    if let Some(choice) = choice(element) {
                        self.blocks(body, choice);
                    }
                }
                (Ns::Word, name) if name.ends_with("Pr") => {}
                (Ns::Word, _) => self.blocks(body, element),
                (Ns::Compat | Ns::Math | Ns::Odf(_) | Ns::Other, _) => {}
            }
        }
    }

    /// Adds words in a line of their own.
    fn add(&mut self, words: &str) {
        if !self.text.is_empty() && !words.trim().is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(words.trim());
    }

    /// Numbers and bullets inside a cell go into its text: a row has one label only.
    fn paragraph(&mut self, body: &mut Body<'_>, element: &'e Element) {
        let Some(paragraph) = body.paragraph(element) else { return };
        self.later.extend(paragraph.later);
        let text = paragraph.text.trim();
        let marker = paragraph.marker;
        let number = marker.as_ref().and_then(|m| m.label.clone());
        // An automatic number alone in its cell is the row's number.
        if text.is_empty() && number.is_none() {
            return;
        }
        if self.text.is_empty() {
            self.label.clone_from(&number);
        }
        match (number, &marker) {
            (Some(number), _) => self.add(&format!("{number} {text}")),
            (None, Some(_)) => self.add(&format!("• {text}")),
            (None, None) => self.add(text),
        }
    }
}

fn cells_of(row: &Element) -> Vec<&Element> {
    let mut cells = Vec::new();
    wrapped(row, "tc", &mut cells);
    cells.retain(|cell| cell.child("tcPr").is_none_or(|p| p.child("cellDel").is_none()));
    cells
}

/// Rows and cells may stand inside content controls and revisions.
fn wrapped<'e>(parent: &'e Element, name: &str, out: &mut Vec<&'e Element>) {
    for element in parent.elements() {
        if element.is(name) {
            out.push(element);
        } else if ["sdt", "sdtContent", "customXml", "ins", "moveTo"].iter().any(|wrap| element.is(wrap)) {
            wrapped(element, name, out);
        }
    }
}

fn span(cell: &Element) -> u16 {
    let span = cell.child("tcPr").and_then(|p| p.child("gridSpan")).and_then(Element::number).unwrap_or(1);
    u16::try_from(span.clamp(1, MAX_SPAN)).unwrap_or(1)
}

/// Columns left out at the start of a row.
fn before(row: &Element) -> usize {
    let skipped = row.child("trPr").and_then(|p| p.child("gridBefore")).and_then(Element::number).unwrap_or(0);
    usize::try_from(skipped.clamp(0, MAX_SPAN)).unwrap_or(0)
}
