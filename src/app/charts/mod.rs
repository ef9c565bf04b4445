//! The charts of the deep dive: each is made once here, so that the window, pictures and tables show the same numbers.
//!
//! Every number comes from a matrix, and so counts as the matrix does: cases, never snippets, and a case that is not yet
//! read is in no N. What may leave at a level is decided in `leaving`, which takes the numbers from `write::Protected`.

mod coverage;
mod leaving;

pub use coverage::coverage;
pub use leaving::leaving;

use super::matrix_view::scope_of;
use super::session::Session;
use crate::analyse::{Axis, CellKind, Header, HeaderOf, Matrix, MatrixCell, MatrixError, MatrixRequest, Nearness, Period};
use crate::model::{DeepDive, Document, Id, Polarity, Theme};
use crate::write::Refused;
use crate::write::chart::{Chart, ChartKind, CoOccurrence, Frequency, FrequencyLine, Label, PeriodLine, Periods, Shown};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Which themes a chart shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ThemeChoice {
    /// The groups, each with everything under it.
    #[default]
    Groups,
    /// Every theme but the groups that hold others.
    All,
    /// Some themes, each with everything under it.
    Chosen(BTreeSet<Id<Theme>>),
}

/// A chart as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartOf {
    /// In how many cases each theme was found.
    Frequency {
        /// Most cases first, rather than in the order of the codebook.
        by_count: bool,
    },
    /// Themes by the period of the incident.
    Periods {
        /// How long a period is.
        period: Period,
        /// Only codings of this polarity count; none for any coding.
        polarity: Option<Polarity>,
    },
    /// In how many cases two themes meet.
    CoOccurrence {
        /// How near they are to be.
        near: Nearness,
    },
    /// Where in a document each theme was coded.
    Coverage {
        /// The document.
        document: Id<Document>,
    },
}

/// Why there is no chart; each is one sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// It cannot be counted.
    #[error(transparent)]
    Matrix(#[from] MatrixError),
    /// It must not leave at the level.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The document is gone, or its text cannot be read.
    #[error("the text of this document cannot be read, so nothing can be said of where it was coded")]
    NoText,
    /// A document tells of one case.
    #[error("where a document was coded tells of one case, so it is not published: choose another chart or another level")]
    OneDocument,
}

/// The chart that is asked for, with exact numbers.
///
/// # Errors
/// `ChartError`.
pub fn chart(session: &Session, round: Option<Id<DeepDive>>, themes: &ThemeChoice, of: &ChartOf) -> Result<Chart, ChartError> {
    match of {
        ChartOf::Frequency { by_count } => frequency(session, round, themes, *by_count),
        ChartOf::Periods { period, polarity } => periods(session, round, themes, *period, *polarity),
        ChartOf::CoOccurrence { near } => co_occurrence(session, round, themes, *near),
        ChartOf::Coverage { document } => coverage(session, round, themes, *document),
    }
}

/// In how many cases each theme was found, concern and good practice apart.
///
/// # Errors
/// When it cannot be counted.
pub fn frequency(
    session: &Session,
    round: Option<Id<DeepDive>>,
    themes: &ThemeChoice,
    by_count: bool,
) -> Result<Chart, ChartError> {
    let matrix = by_case(session, round)?;
    Ok(frequency_of(&matrix, themes, by_count, |row| {
        let total = matrix.row_totals().get(row).copied().unwrap_or_default();
        let count = |n| Shown::Count { n, of: total.counted };
        (count(total.concern.cases), count(total.good_practice.cases))
    }))
}

/// Themes by the period of the incident: cases with a coding of the polarity (or any), of those that can be counted.
///
/// # Errors
/// When no case has an incident recorded.
pub fn periods(
    session: &Session,
    round: Option<Id<DeepDive>>,
    themes: &ThemeChoice,
    period: Period,
    polarity: Option<Polarity>,
) -> Result<Chart, ChartError> {
    let matrix = by_period(session, round, period)?;
    Ok(periods_of(&matrix, themes, period, polarity, |row, column| {
        let cell = matrix.cell(row, column).copied().unwrap_or_default();
        if cell.counted == 0 { Shown::Nothing } else { Shown::Count { n: cases(&cell, polarity), of: cell.counted } }
    }))
}

/// In how many cases two themes meet.
///
/// # Errors
/// When it cannot be counted.
pub fn co_occurrence(
    session: &Session,
    round: Option<Id<DeepDive>>,
    themes: &ThemeChoice,
    near: Nearness,
) -> Result<Chart, ChartError> {
    let matrix = meeting(session, round, near)?;
    Ok(co_occurrence_of(&matrix, themes, near, |row, column| {
        Shown::Number(matrix.cell(row, column).map_or(0, |cell| cell.all.cases))
    }))
}

fn counted(session: &Session, round: Option<Id<DeepDive>>, request: MatrixRequest) -> Result<Matrix, ChartError> {
    let request = request.in_scope(scope_of(session.project(), round));
    Ok(Matrix::of(session.project(), &request, &|id, version| session.extracted(id, version))?)
}

fn by_case(session: &Session, round: Option<Id<DeepDive>>) -> Result<Matrix, ChartError> {
    counted(session, round, MatrixRequest::new(Axis::Theme, Axis::Case, CellKind::Cases)?)
}

fn by_period(session: &Session, round: Option<Id<DeepDive>>, period: Period) -> Result<Matrix, ChartError> {
    counted(session, round, MatrixRequest::new(Axis::Theme, Axis::Period(period), CellKind::Cases)?)
}

fn meeting(session: &Session, round: Option<Id<DeepDive>>, near: Nearness) -> Result<Matrix, ChartError> {
    counted(session, round, MatrixRequest::meeting(Axis::Theme, Axis::Theme, CellKind::Cases, near)?)
}

const fn cases(cell: &MatrixCell, polarity: Option<Polarity>) -> u32 {
    match polarity {
        Some(polarity) => cell.of(polarity).cases,
        None => cell.all.cases,
    }
}

/// The rows of a matrix that a choice of themes shows.
fn rows_of(headers: &[Header], themes: &ThemeChoice) -> Vec<usize> {
    let is_wanted = |header: &Header| match themes {
        ThemeChoice::Groups => header.depth == 0,
        ThemeChoice::All => header.depth > 0 || !header.has_children,
        ThemeChoice::Chosen(ids) => matches!(&header.of, HeaderOf::Theme(id) if ids.contains(id)),
    };
    headers.iter().enumerate().filter(|(_, header)| is_wanted(header)).map(|(i, _)| i).collect()
}

fn label(header: &Header) -> Label {
    Label { code: header.code.clone(), name: header.name.clone() }
}

fn labels(headers: &[Header], rows: &[usize]) -> Vec<Label> {
    rows.iter().filter_map(|row| headers.get(*row)).map(label).collect()
}

/// "of 9 cases that can be counted; 1 is not yet read".
fn of_cases(matrix: &Matrix) -> String {
    let (counted, relevant) = (matrix.overall().counted, matrix.overall().relevant);
    let unread = match relevant.saturating_sub(counted) {
        0 => String::new(),
        1 => ", 1 is not yet read and not counted".to_owned(),
        n => format!(", {n} are not yet read and not counted"),
    };
    format!("of {relevant} {}{unread}", if relevant == 1 { "case" } else { "cases" })
}

fn frequency_of(matrix: &Matrix, themes: &ThemeChoice, by_count: bool, value: impl Fn(usize) -> (Shown, Shown)) -> Chart {
    let mut rows = rows_of(matrix.rows(), themes);
    if by_count {
        // What is held back counts as nothing here, so that the order does not give it away.
        rows.sort_by_key(|row| {
            let (concern, good) = value(*row);
            Reverse((concern.number().unwrap_or_default(), good.number().unwrap_or_default()))
        });
    }
    let line = |row: &usize| {
        let (concern, good_practice) = value(*row);
        Some(FrequencyLine { theme: label(matrix.rows().get(*row)?), concern, good_practice })
    };
    Chart {
        title: "Themes by number of cases".to_owned(),
        note: format!("Each bar is the number of different cases with at least one such passage, {}.", of_cases(matrix)),
        kind: ChartKind::Frequency(Frequency { lines: rows.iter().filter_map(line).collect() }),
    }
}

fn periods_of(
    matrix: &Matrix,
    themes: &ThemeChoice,
    period: Period,
    polarity: Option<Polarity>,
    value: impl Fn(usize, usize) -> Shown,
) -> Chart {
    let columns = matrix.columns().len();
    let line = |row: &usize| {
        let values = (0..columns).map(|column| value(*row, column)).collect();
        Some(PeriodLine { theme: label(matrix.rows().get(*row)?), values })
    };
    let lines = rows_of(matrix.rows(), themes).iter().filter_map(line).collect();
    let what = match polarity {
        Some(Polarity::Concern) => "with a concern",
        Some(Polarity::GoodPractice) => "with good practice",
        Some(Polarity::Context) => "with context",
        None => "with any coding",
    };
    Chart {
        title: format!("Themes by {} of the incident", period.title().to_lowercase()),
        note: format!(
            "Cases {what} of those that can be counted in each period, {}. Few cases in a period say little about a change.",
            of_cases(matrix)
        ),
        kind: ChartKind::Periods(Periods { periods: matrix.columns().iter().map(|h| h.name.clone()).collect(), lines }),
    }
}

fn co_occurrence_of(matrix: &Matrix, themes: &ThemeChoice, near: Nearness, value: impl Fn(usize, usize) -> Shown) -> Chart {
    let rows = rows_of(matrix.rows(), themes);
    let cell = |row: usize, column: usize| if row == column { Shown::Nothing } else { value(row, column) };
    let cells = rows.iter().map(|row| rows.iter().map(|column| cell(*row, *column)).collect()).collect();
    Chart {
        title: format!("Themes that meet {near}"),
        note: format!("Each number is of different cases in which the two themes meet {near}, {}.", of_cases(matrix)),
        kind: ChartKind::CoOccurrence(CoOccurrence { themes: labels(matrix.rows(), &rows), unit: "cases".to_owned(), cells }),
    }
}
