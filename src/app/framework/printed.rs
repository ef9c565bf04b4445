//! The framework for the report: every case with its summaries, their passages named by document, paragraph and page.
//!
//! What a summary does not say is printed in the words of its state, so that no cell of a printed table is empty.

use super::{Arrangement, FrameCell, Framework, ThemeColumn, lines, quoted};
use crate::analyse::CellState;
use crate::app::session::Session;
use crate::model::{Case, Coding, Id, Polarity, Theme, Written};
use crate::text::Citation;

/// A case with its cells, one for each theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedCase {
    /// The case.
    pub case: Id<Case>,
    /// Its name.
    pub name: String,
    /// What stands under the name.
    pub notes: Vec<String>,
    /// The group that it is in; none where cases are not grouped.
    pub group: Option<String>,
    /// "2 of 3 documents read"; empty when all are.
    pub progress: String,
    /// Its cells in the order of the themes.
    pub cells: Vec<PrintedCell>,
}

/// One theme in one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedCell {
    /// The theme.
    pub theme: Id<Theme>,
    /// Whether and how it is there.
    pub state: CellState,
    /// The summary; empty where nothing is written.
    pub lines: Vec<PrintedLine>,
    /// How it stands where nothing is written: "Read, not found", "3 codings, nothing written".
    pub words: String,
    /// What is to be said beside a summary: "draft", "2 codings since", "two people differ".
    pub remarks: Vec<String>,
    /// Number of its codings.
    pub codings: usize,
}

/// One statement with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedLine {
    /// Its words.
    pub text: String,
    /// Its passages.
    pub passages: Vec<PrintedPassage>,
}

/// A passage that a statement rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintedPassage {
    /// Its number in the cell, from 1.
    pub number: usize,
    /// Its coding.
    pub coding: Id<Coding>,
    /// Which way it speaks.
    pub polarity: Polarity,
    /// The document's name, without that of its case.
    pub title: String,
    /// Paragraph and page.
    pub citation: Citation,
}

/// The themes and every case with its cells.
#[must_use]
pub fn rows(session: &Session, wanted: &Arrangement) -> (Vec<ThemeColumn>, Vec<PrintedCase>) {
    let framework = Framework::of(session.project(), &session.tree(), wanted);
    let mut printed = Vec::with_capacity(framework.rows.len());
    for group in &framework.groups {
        for place in group.rows.clone() {
            let Some(row) = framework.rows.get(place) else { continue };
            let cell = |(column, theme): (usize, &ThemeColumn)| {
                Some(printed_cell(session, framework.cell(place, column)?, theme.theme, row.case))
            };
            printed.push(PrintedCase {
                case: row.case,
                name: row.name.clone(),
                notes: row.notes.clone(),
                group: group.name.clone(),
                progress: row.progress(),
                cells: framework.columns.iter().enumerate().filter_map(cell).collect(),
            });
        }
    }
    (framework.columns, printed)
}

fn printed_cell(session: &Session, cell: &FrameCell, theme: Id<Theme>, case: Id<Case>) -> PrintedCell {
    let written = match &cell.summary {
        Some(_) => session.project().cell(theme, case).map(crate::model::Cell::written).unwrap_or_default(),
        None => Written::default(),
    };
    let passage = |number: usize| {
        let passage = quoted(session, *cell.codings.get(number.checked_sub(1)?)?)?;
        let (coding, polarity) = (passage.coding, passage.polarity);
        Some(PrintedPassage { number, coding, polarity, title: passage.title, citation: passage.citation })
    };
    let line =
        |line: super::Line| PrintedLine { text: line.text, passages: line.passages.into_iter().filter_map(passage).collect() };
    PrintedCell {
        theme,
        state: cell.state,
        lines: lines(&written, &cell.codings).into_iter().map(line).collect(),
        words: if cell.summary.is_some() { String::new() } else { cell.words() },
        remarks: cell.remarks(),
        codings: cell.codings.len(),
    }
}
