//! A chart as it may leave at a level: the same charts, with numbers from the door that matrices go through.
//!
//! | chart | partnership | publishable |
//! |---|---|---|
//! | themes by cases | exact totals | small counts held back |
//! | by period, themes that meet | small counts held back, and what would give them away | likewise |
//! | a document | exact, as matrices with one column for each case | not at all |

use super::{
    ChartError, ChartOf, ThemeChoice, by_case, by_period, co_occurrence_of, coverage, frequency_of, meeting, periods_of, rows_of,
};
use crate::analyse::Matrix;
use crate::app::leaving::known_names;
use crate::app::session::Session;
use crate::disclose::gate::{Decisions, Gate, TextKind};
use crate::disclose::suppress::Symbol;
use crate::disclose::{Account, Level, SafeShare, Share, shares};
use crate::model::{DeepDive, Id, Polarity};
use crate::write::chart::{Chart, ChartKind, Label, Shown};
use crate::write::{Counts, Number, Protected};
use std::collections::BTreeMap;

/// The chart that is asked for as it may leave at a level, and what its author has to know of it.
///
/// # Errors
/// `ChartError`, above all when such a chart must not leave at the level.
pub fn leaving(
    session: &Session,
    round: Option<Id<DeepDive>>,
    themes: &ThemeChoice,
    of: &ChartOf,
    level: Level,
    decisions: &Decisions,
) -> Result<(Chart, Account), ChartError> {
    let names = known_names(session.project());
    let gate = Gate::new(level, &names, decisions);
    let (chart, account) = match of {
        ChartOf::Frequency { by_count } => safe_frequency(&by_case(session, round)?, themes, *by_count, level),
        ChartOf::Periods { period, polarity } => {
            let matrix = by_period(session, round, *period)?;
            let protected = Protected::of(&matrix, &gate)?;
            let chart = periods_of(&matrix, themes, *period, *polarity, |row, column| {
                let counts = protected.cell(row, column);
                share(number(&counts, *polarity), counts.counted)
            });
            (noted(chart, &protected), protected.account().clone())
        }
        ChartOf::CoOccurrence { near } => {
            let matrix = meeting(session, round, *near)?;
            let protected = Protected::of(&matrix, &gate)?;
            let chart =
                co_occurrence_of(&matrix, themes, *near, |row, column| match number(&protected.cell(row, column), None) {
                    Number::Shown(n) => Shown::Number(n),
                    Number::Hidden(_) => hidden(),
                });
            (noted(chart, &protected), protected.account().clone())
        }
        ChartOf::Coverage { document } => match level {
            Level::Internal | Level::Partnership => (coverage(session, round, themes, *document)?, Account::new(level)),
            Level::Publishable => return Err(ChartError::OneDocument),
        },
    };
    Ok((masked(chart, &gate), account))
}

fn hidden() -> Shown {
    Shown::Suppressed(Symbol::Confidential.to_string())
}

/// A count by its polarity. Context is printed at no level but the first.
const fn number(counts: &Counts, polarity: Option<Polarity>) -> Number {
    match polarity {
        Some(Polarity::Concern) => counts.concern,
        Some(Polarity::GoodPractice) => counts.good_practice,
        Some(Polarity::Context) | None => counts.all,
    }
}

fn share(n: Number, counted: Number) -> Shown {
    match (n.shown(), counted.shown()) {
        (_, Some(0)) => Shown::Nothing,
        (Some(n), Some(of)) => Shown::Count { n, of },
        (Some(n), None) => Shown::Number(n),
        (None, _) => hidden(),
    }
}

fn noted(chart: Chart, protected: &Protected<'_>) -> Chart {
    match protected.note() {
        Some(note) => Chart { note: format!("{} {note}", chart.note), ..chart },
        None => chart,
    }
}

fn safe_frequency(matrix: &Matrix, themes: &ThemeChoice, by_count: bool, level: Level) -> (Chart, Account) {
    let rows = rows_of(matrix.rows(), themes);
    let mut asked = Vec::with_capacity(rows.len() * 2);
    for row in &rows {
        let (Some(header), Some(total)) = (matrix.rows().get(*row), matrix.row_totals().get(*row)) else { continue };
        for (what, cases) in [("concern", total.concern.cases), ("good practice", total.good_practice.cases)] {
            asked.push(Share { name: format!("{} {}, {what}", header.code, header.name), cases, of: total.counted });
        }
    }
    let (safe, account) = shares(level, &asked);
    let shown = |safe: Option<&SafeShare>| match safe {
        Some(SafeShare { cases: Some(n), of, .. }) => Shown::Count { n: *n, of: *of },
        Some(SafeShare { cases: None, .. }) | None => hidden(),
    };
    let by_row: BTreeMap<usize, (Shown, Shown)> =
        rows.iter().zip(safe.chunks(2)).map(|(row, pair)| (*row, (shown(pair.first()), shown(pair.get(1))))).collect();
    let chart = frequency_of(matrix, themes, by_count, |row| by_row.get(&row).cloned().unwrap_or((hidden(), hidden())));
    (chart, account)
}

/// The names of themes as they may leave.
fn masked(chart: Chart, gate: &Gate) -> Chart {
    let name = |label: &mut Label| label.name = gate.apply_to_name(TextKind::Title, &label.name);
    let mut kind = chart.kind;
    match &mut kind {
        ChartKind::Frequency(chart) => chart.lines.iter_mut().for_each(|line| name(&mut line.theme)),
        ChartKind::Periods(chart) => chart.lines.iter_mut().for_each(|line| name(&mut line.theme)),
        ChartKind::CoOccurrence(chart) => chart.themes.iter_mut().for_each(name),
        ChartKind::Coverage(chart) => {
            chart.lanes.iter_mut().for_each(|lane| name(&mut lane.theme));
            chart.document = gate.apply_to_name(TextKind::Title, &chart.document);
        }
        ChartKind::Heat(chart) => chart.rows.iter_mut().chain(&mut chart.columns).for_each(name),
    }
    Chart { title: gate.apply_to_name(TextKind::Title, &chart.title), note: chart.note, kind }
}
