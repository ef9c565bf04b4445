//! Findings and recommendations that are rows of a table: "No. | Recommendation | Owner | Timescale".

use super::{Document, Item, named, number_of, plain_words};
use crate::text::{Block, BlockKind, StatedKind, TextRange, Zone, words_in};
use std::collections::BTreeMap;

/// A column's title has at most so many words.
const HEAD_WORDS: usize = 8;

/// Titles of columns beside recommendations. One of them must be there: without it a row is no table's head.
const BESIDE: [&str; 30] = [
    "no",
    "number",
    "ref",
    "owner",
    "lead",
    "who",
    "whom",
    "when",
    "timescale",
    "timescales",
    "date",
    "deadline",
    "due",
    "agency",
    "agencies",
    "action",
    "actions",
    "finding",
    "question",
    "progress",
    "status",
    "outcome",
    "evidence",
    "response",
    "target",
    "responsible",
    "rag",
    "impact",
    "measure",
    "by",
];

/// The rows of each table that states something.
pub fn find(document: &Document<'_>) -> Vec<Vec<Item>> {
    let mut tables: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for at in document.flow.iter().copied().filter(|at| document.is(*at, BlockKind::TableRow)) {
        tables.entry(document.block(at).map_or(0, |b| b.table)).or_default().push(at);
    }
    tables.values().filter_map(|rows| table(document, rows)).filter(|items| !items.is_empty()).collect()
}

fn table(document: &Document<'_>, rows: &[usize]) -> Option<Vec<Item>> {
    let (head, rows) = rows.split_first()?;
    let (kind, column) = column_of(document, *head)?;
    let titles = document.words(*head);
    let mut items: Vec<Item> = Vec::new();
    for at in rows.iter().copied().filter(|at| document.words(*at) != titles) {
        let Some(block) = document.block(at) else { continue };
        match cell_at(block, column).and_then(|cell| cell.of(document.text)).filter(|w| !w.trim().is_empty()) {
            Some(words) => items.push(row(document, kind, at, block, words)),
            // A row without words of its own goes on with the one before.
            None => {
                if let Some(before) = items.last_mut() {
                    before.range = before.range.union(block.range);
                }
            }
        }
    }
    Some(items)
}

fn row(document: &Document<'_>, kind: StatedKind, at: usize, block: &Block, words: &str) -> Item {
    let first = block.cells.first().and_then(|c| c.of(document.text)).unwrap_or_default();
    let in_name = named(words).or_else(|| named(first)).map(|(_, number, _)| number);
    let in_cell = || number_of(first).filter(|n| first.trim().trim_end_matches(['.', ')']) == *n);
    let number = in_name.or_else(|| in_cell().or_else(|| number_of(words)).map(str::to_owned)).unwrap_or_default();
    Item { kind, number, first: at, range: block.range, words: document.key(at, words) }
}

/// The column that holds what is stated, by the titles in a table's first row.
fn column_of(document: &Document<'_>, head: usize) -> Option<(StatedKind, u16)> {
    let block = document.block(head)?;
    let titles: Vec<(u16, String)> = block
        .cells
        .iter()
        .enumerate()
        .filter_map(|(i, cell)| Some((column(block, i), plain_words(cell.of(document.text)?))))
        .collect();
    let short = titles.iter().all(|(_, t)| words_in(t) <= HEAD_WORDS);
    let is_beside = |t: &str| t.split(' ').any(|w| BESIDE.contains(&w));
    if titles.len() < 2 || !short {
        return None;
    }
    let find = |names: &[&str]| titles.iter().find(|(_, t)| names.contains(&t.as_str())).map(|(c, _)| *c);
    let beside = |c: u16| titles.iter().any(|(other, t)| *other != c && is_beside(t));
    let recommended = find(&["recommendation", "recommendations", "the recommendation", "recommendation for practice"]);
    let actions = || {
        let names = [
            "action",
            "actions",
            "agreed action",
            "action required",
            "immediate action",
            "action to be taken",
            "what will change",
            "what we will do",
            "what needs to happen",
        ];
        // A chronology has a column of actions too.
        find(&names).filter(|c| *c <= 1 && block.zone == Some(Zone::Recommendations))
    };
    let findings = || {
        find(&[
            "finding",
            "findings",
            "key finding",
            "learning point",
            "learning",
            "key learning",
            "lesson",
            "learning identified",
        ])
    };
    let (kind, column) = recommended
        .or_else(actions)
        .map(|c| (StatedKind::Recommendation, c))
        .or_else(|| findings().map(|c| (StatedKind::Finding, c)))?;
    beside(column).then_some((kind, column))
}

/// The first column of a row's cell.
fn column(block: &Block, cell: usize) -> u16 {
    block.columns.get(cell).map_or_else(|| u16::try_from(cell).unwrap_or(u16::MAX), |(first, _)| *first)
}

fn cell_at(block: &Block, wanted: u16) -> Option<TextRange> {
    (0..block.cells.len()).find(|i| column(block, *i) == wanted).and_then(|i| block.cells.get(i)).copied()
}
