//! The texts of a matrix on their way through the gate: names of headers, quotes with their citations, summaries.

use crate::analyse::{CellKind, Header, HeaderOf, Matrix, Quote};
use crate::disclose::Level;
use crate::disclose::gate::{Gate, Passage, TextKind};
use std::collections::BTreeMap;

/// Every text of a matrix that a file at a level would hold, in reading order.
#[must_use]
pub fn passages(matrix: &Matrix, level: Level) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (side, headers) in [("rows", matrix.rows()), ("columns", matrix.columns())] {
        for header in headers {
            passages.push(Passage::new(kind_of(header), &format!("names of the {side}"), &header.name));
            if matches!(header.of, HeaderOf::Document(_)) {
                passages.push(Passage::new(TextKind::CaseName, &format!("names of the {side}"), &header.group));
            }
        }
    }
    for (r, row) in matrix.rows().iter().enumerate() {
        for (c, column) in matrix.columns().iter().enumerate() {
            for quote in matrix.quotes(r, c).iter().filter(|q| !q.words.is_empty()) {
                passages.push(Passage::new(TextKind::Quote, &quote.citation, &quote.words));
                if cites(level) {
                    passages.push(Passage::new(TextKind::Citation, &quote.citation, &quote.citation));
                }
            }
            let summary = matrix.summary(r, c);
            if !summary.is_empty() {
                passages.push(Passage::new(TextKind::Summary, &format!("{}, {}", row.name, column.name), summary));
            }
        }
    }
    if matrix.request().cells() == CellKind::Quotes && cites(level) {
        let missing = matrix.missing_texts().iter();
        passages.extend(missing.map(|name| Passage::new(TextKind::Title, "documents that could not be read", name)));
    }
    passages
}

/// Whether quotes say where they stand: a citation names the case.
pub(super) const fn cites(level: Level) -> bool {
    !matches!(level, Level::Publishable)
}

const fn kind_of(header: &Header) -> TextKind {
    match header.of {
        HeaderOf::Case(_) => TextKind::CaseName,
        HeaderOf::Document(_) | HeaderOf::Theme(_) => TextKind::Title,
        HeaderOf::Analyst(_) => TextKind::Person,
        HeaderOf::Attribute(_) | HeaderOf::Agency(_) | HeaderOf::AgencyPair(..) | HeaderOf::All => TextKind::Attribute,
    }
}

/// The texts as they may leave.
pub(super) struct Texts {
    pub(super) rows: Vec<Header>,
    pub(super) columns: Vec<Header>,
    pub(super) quotes: BTreeMap<(usize, usize), Vec<Quote>>,
    pub(super) summaries: BTreeMap<(usize, usize), String>,
    pub(super) missing: Vec<String>,
}

/// Sends the texts of a matrix through the gate.
pub(super) fn texts(matrix: &Matrix, gate: &Gate) -> Texts {
    let header = |h: &Header| {
        let of_case = matches!(h.of, HeaderOf::Document(_));
        let group = if of_case { TextKind::CaseName } else { TextKind::Title };
        Header { name: gate.apply_to_name(kind_of(h), &h.name), group: gate.apply_to_name(group, &h.group), ..h.clone() }
    };
    let mut texts = Texts {
        rows: matrix.rows().iter().map(header).collect(),
        columns: matrix.columns().iter().map(header).collect(),
        quotes: BTreeMap::new(),
        summaries: BTreeMap::new(),
        missing: Vec::new(),
    };
    for (r, c) in (0..matrix.rows().len()).flat_map(|r| (0..matrix.columns().len()).map(move |c| (r, c))) {
        let quotes: Vec<Quote> = matrix.quotes(r, c).iter().filter_map(|q| quoted(q, gate)).collect();
        if !quotes.is_empty() {
            texts.quotes.insert((r, c), quotes);
        }
        let summary = matrix.summary(r, c);
        if !summary.is_empty() {
            texts.summaries.insert((r, c), gate.apply_to_name(TextKind::Summary, summary));
        }
    }
    let missing = matrix.missing_texts();
    texts.missing = if cites(gate.level()) {
        missing.iter().map(|name| gate.apply_to_name(TextKind::Title, name)).collect()
    } else if missing.is_empty() {
        Vec::new()
    } else {
        vec![format!("{} documents", missing.len())]
    };
    texts
}

fn quoted(quote: &Quote, gate: &Gate) -> Option<Quote> {
    let words = gate.apply(TextKind::Quote, &quote.words)?;
    let citation = if cites(gate.level()) { gate.apply(TextKind::Citation, &quote.citation)? } else { String::new() };
    Some(Quote { words, citation, ..quote.clone() })
}
