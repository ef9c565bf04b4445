//! The framework: cases as rows, themes as columns, and how the summary of each cell stands.
//!
//! Pure work over a project; the page and the report both show what is made here. The subtlety: the numbers of passages
//! are the places of a cell's codings in reading order, so a number is never stored. Links name codings.

mod book;
mod cases;
mod cell;
mod draft;
mod lines;
mod passage;
mod printed;

pub use book::{ThemeChoice, ThemeColumn};
pub use cases::{CaseGroup, CaseRow, NOT_RECORDED, attributes, value_cmp};
pub use cell::{Differ, FrameCell, Summary, difference, state_words};
pub use draft::{draft, first_sentence};
pub use lines::{Line, compose, insert_mark, lines, linked, looked_through, mark, parse, typed, unlinked};
pub use passage::{Quoted, cell_passages, quoted, quoted_place};
pub use printed::{PrintedCase, PrintedCell, PrintedLine, PrintedPassage, rows};

use crate::analyse::CellState;
use crate::model::{Case, Cell, Coding, DeepDive, Id, Judgement, Polarity, Project, Since, Theme, ThemeTree};
use crate::text::TextRange;
use book::Book;
use cases::{Cases, Shelf};
use std::collections::{BTreeMap, BTreeSet};

/// By what cases are put into groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// By "Age band" where cases have it.
    #[default]
    Usual,
    /// Not at all.
    Nothing,
    /// By an attribute.
    Attribute(String),
}

/// By what cases are sorted within their group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SortBy {
    /// By name.
    #[default]
    Name,
    /// By an attribute; cases without it last.
    Attribute(String),
}

/// Which cases and themes, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The round of study; none for every case and the codebook as it stands.
    pub round: Option<Id<DeepDive>>,
    /// The themes, shown in the order of the codebook; none for those with most cases.
    pub themes: Option<Vec<Id<Theme>>>,
    /// Groups of cases.
    pub group_by: GroupBy,
    /// The order within a group.
    pub sort_by: SortBy,
}

/// Themes that are shown where nobody chose any.
pub const USUAL_THEMES: usize = 6;

/// Cases by themes with how every cell stands.
#[derive(Clone, Debug, Default)]
pub struct Framework {
    /// The themes that are shown.
    pub columns: Vec<ThemeColumn>,
    /// Every theme that can be shown, as a tree in the order of the codebook.
    pub choices: Vec<ThemeChoice>,
    /// The cases in order.
    pub rows: Vec<CaseRow>,
    /// The groups of cases, in order; one without a name where cases are not grouped.
    pub groups: Vec<CaseGroup>,
    cells: Vec<FrameCell>,
}

/// A coding with what puts it into reading order: document of its case, extraction, place.
type Placed = (usize, u32, TextRange, Id<Coding>, Polarity);

impl Framework {
    /// Makes the framework of an arrangement.
    #[must_use]
    pub fn of(project: &Project, tree: &ThemeTree, wanted: &Arrangement) -> Self {
        let round = wanted.round.and_then(|id| project.deep_dives().get(id));
        let Cases { rows, groups } = Cases::of(project, round, wanted);
        let shelf = Shelf::of(project, &rows);
        let book = Book::of(project, tree, round);
        let counts = count_cases(project, &book, &shelf, rows.len());
        let chosen = book.chosen(wanted.themes.as_deref(), &counts);
        let mut framework = Self { rows, groups, ..Self::default() };
        framework.cells = framework.make_cells(project, &book, &shelf, &chosen);
        framework.columns = chosen.iter().filter_map(|place| book.column(*place)).collect();
        framework.count_columns();
        framework.choices = book.choices(&counts, &chosen);
        framework
    }

    /// The cell of a row and a column, both from 0.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&FrameCell> {
        let is_there = row < self.rows.len() && column < self.columns.len();
        is_there.then(|| self.cells.get(row * self.columns.len() + column)).flatten()
    }

    /// The row of a case.
    #[must_use]
    pub fn row_of(&self, case: Id<Case>) -> Option<usize> {
        self.rows.iter().position(|row| row.case == case)
    }

    /// The column of a theme.
    #[must_use]
    pub fn column_of(&self, theme: Id<Theme>) -> Option<usize> {
        self.columns.iter().position(|column| column.theme == theme)
    }

    /// "36 of 54 summaries written, 3 drafts": of the shown cells that hold codings or words. A draft is not yet written.
    #[must_use]
    pub fn progress(&self) -> String {
        let summaries = || self.cells.iter().filter_map(|cell| cell.summary.as_ref());
        let drafts = summaries().filter(|s| s.is_draft).count();
        let written = summaries().count() - drafts;
        let all = self.cells.iter().filter(|cell| cell.summary.is_some() || !cell.codings.is_empty()).count();
        match drafts {
            0 => format!("{written} of {all} summaries written"),
            1 => format!("{written} of {all} summaries written, 1 draft"),
            n => format!("{written} of {all} summaries written, {n} drafts"),
        }
    }

    fn make_cells(&self, project: &Project, book: &Book, shelf: &Shelf, chosen: &[usize]) -> Vec<FrameCell> {
        let width = chosen.len();
        let column_of: BTreeMap<usize, usize> = chosen.iter().enumerate().map(|(column, place)| (*place, column)).collect();
        let mut coded: Vec<Vec<Placed>> = vec![Vec::new(); self.rows.len() * width];
        for coding in project.live_codings() {
            let Some((row, document)) = shelf.place(coding.document) else { continue };
            for column in book.above(coding.theme).iter().filter_map(|place| column_of.get(place)) {
                if let Some(cell) = coded.get_mut(row * width + column) {
                    cell.push((document, coding.text_version, coding.range, coding.id, coding.polarity));
                }
            }
        }
        let said = self.said(project, book, &column_of, width);
        let unread = FrameCell::default();
        let mut cells = Vec::with_capacity(coded.len());
        for (place, mut placed) in coded.into_iter().enumerate() {
            placed.sort_unstable();
            let is_read = self.rows.get(place / width.max(1)).is_some_and(CaseRow::is_read);
            let (judgement, summary) = said.get(&place).map_or((Judgement::None, None), |cell| (cell.judgement, Some(*cell)));
            let codings: Vec<Id<Coding>> = placed.iter().map(|p| p.3).collect();
            let state = state_of(placed.iter().map(|p| p.4), judgement, is_read);
            let summary = summary.filter(|cell| !cell.summary.trim().is_empty());
            let summary = summary.map(|cell| Box::new(Summary::of(project, cell, &codings)));
            cells.push(FrameCell { codings, state, summary, ..unread.clone() });
        }
        let differing = cell::differing(project);
        for (place, cell) in said {
            if let Some(found) = cells.get_mut(place) {
                found.judgement = cell.judgement;
                found.grounds = cell.grounds.len();
                found.differs = differing.contains(&cell.id.uuid());
            }
        }
        cells
    }

    /// What people said of the shown cells, by the place of the cell.
    fn said<'p>(
        &self,
        project: &'p Project,
        book: &Book,
        column_of: &BTreeMap<usize, usize>,
        width: usize,
    ) -> BTreeMap<usize, &'p Cell> {
        let row_of: BTreeMap<Id<Case>, usize> = self.rows.iter().enumerate().map(|(i, row)| (row.case, i)).collect();
        let place = |cell: &Cell| {
            let column = column_of.get(&book.place(cell.theme)?)?;
            Some(row_of.get(&cell.case)? * width + column)
        };
        project.cells().iter().filter_map(|cell| Some((place(cell)?, cell))).collect()
    }

    fn count_columns(&mut self) {
        let (width, rows) = (self.columns.len(), self.rows.len());
        for (number, column) in self.columns.iter_mut().enumerate() {
            let cells = (0..rows).filter_map(|row| self.cells.get(row * width + number));
            for cell in cells {
                column.cases += u32::from(!cell.codings.is_empty());
                column.counted += u32::from(cell.is_counted());
                column.relevant += 1;
            }
        }
    }
}

/// For every theme of the book, the number of cases with a coding of it or of what lies under it.
fn count_cases(project: &Project, book: &Book, shelf: &Shelf, cases: usize) -> Vec<usize> {
    let mut met = vec![false; book.len() * cases];
    let mut counts = vec![0; book.len()];
    for coding in project.live_codings() {
        let Some((row, _)) = shelf.place(coding.document) else { continue };
        for place in book.above(coding.theme) {
            if let (Some(met), Some(count)) = (met.get_mut(place * cases + row), counts.get_mut(*place))
                && !*met
            {
                *met = true;
                *count += 1;
            }
        }
    }
    counts
}

/// As in the matrix: concern and good practice win over a judgement, and a judgement over context alone.
fn state_of(polarities: impl Iterator<Item = Polarity>, judgement: Judgement, is_read: bool) -> CellState {
    let met: BTreeSet<Polarity> = polarities.collect();
    let has = |polarity: &Polarity| met.contains(polarity);
    match (has(&Polarity::Concern), has(&Polarity::GoodPractice), judgement) {
        (true, true, _) => CellState::PresentBoth,
        (true, false, _) => CellState::PresentConcern,
        (false, true, _) => CellState::PresentGood,
        (false, false, Judgement::Absent) => CellState::StatedAbsent,
        (false, false, Judgement::NotApplicable) => CellState::NotApplicable,
        (false, false, Judgement::None) if has(&Polarity::Context) => CellState::PresentContext,
        (false, false, Judgement::None) if is_read => CellState::NotMentioned,
        (false, false, Judgement::None) => CellState::NotYetRead,
    }
}

/// What has changed among the codings of a cell since its summary was written.
fn since(project: &Project, cell: &Cell, codings: &[Id<Coding>]) -> Since {
    Since::between(&cell.seen, codings.iter().filter_map(|id| project.codings().get(*id)))
}
