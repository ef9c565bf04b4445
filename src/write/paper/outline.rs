//! What every writer of a paper needs to know before it starts: its headings, its anchors, the tables of its figures.

use super::{Block, Figure, Heading, Paper, PaperCell, PaperColumn, PaperRow, PaperTable};
use crate::write::Provenance;
use std::collections::BTreeMap;

/// Headings in order, and anchors with their numbers.
pub(super) struct Outline<'a> {
    pub(super) headings: Vec<&'a Heading>,
    anchors: BTreeMap<&'a str, usize>,
}

impl<'a> Outline<'a> {
    pub(super) fn of(paper: &'a Paper) -> Self {
        let mut outline = Self { headings: Vec::new(), anchors: BTreeMap::new() };
        outline.add(&paper.blocks);
        outline
    }

    fn add(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            let anchor = match block {
                Block::Heading(heading) => {
                    self.headings.push(heading);
                    heading.anchor.as_deref()
                }
                Block::Table(table) => table.anchor.as_deref(),
                Block::Figure(figure) => figure.anchor.as_deref(),
                Block::Landscape(blocks) => {
                    self.add(blocks);
                    None
                }
                Block::Paragraph(_)
                | Block::List { .. }
                | Block::Quote(_)
                | Block::Contents
                | Block::PageBreak
                | Block::KeyFacts(_)
                | Block::Callout(_) => None,
            };
            if let Some(anchor) = anchor {
                let number = self.anchors.len() + 1;
                self.anchors.entry(anchor).or_insert(number);
            }
        }
    }

    /// The name of an anchor inside the file: letters and digits, whatever the anchor is called.
    pub(super) fn target(&self, anchor: Option<&str>) -> Option<String> {
        self.anchors.get(anchor?).map(|number| format!("a{number}"))
    }
}

/// By what a paper can be traced, by name, for its beginning.
pub(super) fn facts(paper: &Paper, about: &Provenance) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    if !paper.authors.is_empty() {
        facts.push(("Authors", paper.authors.join(", ")));
    }
    facts.extend([("Marking", about.marking.clone()), ("Date", about.day()), ("Project", about.project.clone())]);
    facts.extend([("Revision", format!("{} steps", about.revision)), ("Made with", about.program.clone())]);
    facts.extend(about.level.map(|level| ("Level", format!("{}. {}.", level.name(), level.help()))));
    facts
}

impl Figure {
    /// Its caption, or the chart's title.
    pub(super) fn shown_caption(&self) -> &str {
        if self.caption.is_empty() { &self.chart.title } else { &self.caption }
    }

    /// Its description, or the chart's own words.
    pub(super) fn shown_alt_text(&self) -> String {
        if self.alt_text.is_empty() { self.chart.alt_text() } else { self.alt_text.clone() }
    }

    /// The table that goes with it.
    pub(super) fn table(&self) -> PaperTable {
        let table = self.chart.table();
        let is_number = |i: usize| i > 0 && table.rows.iter().all(|row| row.get(i).is_none_or(|cell| is_value(cell)));
        let first = u16::try_from(table.header.len()).unwrap_or(u16::MAX).saturating_sub(1).max(6);
        let width = |i: usize| {
            if i == 0 {
                first
            } else if is_number(i) {
                2
            } else {
                3
            }
        };
        let columns: Vec<PaperColumn> = (0..)
            .zip(&table.header)
            .map(|(i, name)| PaperColumn { name: name.clone(), width: width(i), is_number: is_number(i) })
            .collect();
        let row =
            |cells: &Vec<String>| PaperRow { cells: cells.iter().map(|c| PaperCell::plain(c)).collect(), ..PaperRow::default() };
        PaperTable {
            caption: format!("{}, in figures", self.shown_caption()),
            description: "Every value of the picture above.".to_owned(),
            is_wide: columns.len() > MOST_UPRIGHT,
            columns,
            rows: table.rows.iter().map(row).collect(),
            ..PaperTable::default()
        }
    }
}

/// Columns that fit an upright page beside the names of the rows.
const MOST_UPRIGHT: usize = 9;

/// "6 of 9", "12", "[c]" or a dash: something that stands to the right.
fn is_value(cell: &str) -> bool {
    cell.split(" of ").all(|part| part.chars().all(|c| c.is_ascii_digit())) || cell == "–" || cell.starts_with('[')
}

impl PaperTable {
    /// The table in parts of at most so many columns, each with the names of the rows.
    pub(super) fn parts(&self, most: usize) -> Vec<Self> {
        let rest: Vec<usize> = (1..self.columns.len()).collect();
        if rest.len() < most {
            return vec![self.clone()];
        }
        let part = |columns: &[usize]| {
            let picked = |i: &usize| *i == 0 || columns.contains(i);
            let name = |i: Option<&usize>| i.and_then(|i| self.columns.get(*i)).map(|c| c.name.as_str()).unwrap_or_default();
            let (first, last) = (name(columns.first()), name(columns.last()));
            let pick_cells = |row: &PaperRow| PaperRow {
                cells: (0..).zip(&row.cells).filter(|(i, _)| picked(i)).map(|(_, cell)| cell.clone()).collect(),
                ..row.clone()
            };
            Self {
                caption: format!("{}: {first} to {last}", self.caption),
                anchor: self.anchor.clone().filter(|_| columns.first() == Some(&1)),
                columns: (0..).zip(&self.columns).filter(|(i, _)| picked(i)).map(|(_, column)| column.clone()).collect(),
                rows: self.rows.iter().map(pick_cells).collect(),
                ..self.clone()
            }
        };
        rest.chunks(most.saturating_sub(1).max(1)).map(part).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wide_table_is_cut_into_parts_that_each_name_their_rows() {
        let columns: Vec<PaperColumn> = (0..8).map(|i| PaperColumn::new(format!("c{i}"), 1)).collect();
        let cells = (0..8).map(|i| PaperCell::plain(&i.to_string())).collect();
        let table = PaperTable {
            caption: "Wide".to_owned(),
            columns,
            rows: vec![PaperRow { cells, ..PaperRow::default() }],
            ..PaperTable::default()
        };
        let parts = table.parts(4);
        let names = |t: &PaperTable| t.columns.iter().map(|c| c.name.clone()).collect::<Vec<_>>();
        assert_eq!(
            parts.iter().map(names).collect::<Vec<_>>(),
            [vec!["c0", "c1", "c2", "c3"], vec!["c0", "c4", "c5", "c6"], vec!["c0", "c7"]]
        );
        assert_eq!(parts[1].caption, "Wide: c4 to c6");
        assert_eq!(parts[2].rows[0].cells, [PaperCell::plain("0"), PaperCell::plain("7")]);
        assert_eq!(table.parts(8), std::slice::from_ref(&table));
    }

    #[test]
    fn figures_stand_to_the_right_and_words_to_the_left() {
        assert!(["6 of 9", "12", "[c]", "–"].iter().all(|v| is_value(v)));
        assert!(!["2, 4 to 6", "Not yet read", "3 concern"].iter().any(|v| is_value(v)));
    }
}
