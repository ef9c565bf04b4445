//! Which matrices may be made at a level, and what to do instead of one that may not.

use crate::analyse::{Axis, CellKind, Header, Matrix};
use crate::disclose::{DateGrain, Level, coarsened};
use crate::model::PartialDate;

/// Why a matrix is not made at a level; each is one sentence for people.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// A row or column for each case.
    #[error(
        "with one {0} for each case nothing can be published: choose an attribute in bands, such as an age band, \
         instead of {1}, or another level"
    )]
    OneCase(&'static str, String),
    /// An attribute that is nearly a name.
    #[error(
        "most values of “{0}” belong to one case each, which is as good as one column per case: \
         choose its bands or another attribute, or another level"
    )]
    NearlyOneCase(String),
    /// Who coded what.
    #[error("analysts are not published: choose another side, or another level")]
    Analysts,
    /// Dates that are more exact than the level allows.
    #[error("“{0}” has dates more exact than {1}: choose its {2}, or another level")]
    ExactDates(String, &'static str, &'static str),
    /// Codings or words.
    #[error(
        "how often something was coded can give away how few cases it is about: at this level choose cases for the cells, \
         or one column for each case where that is allowed"
    )]
    NotCases,
    /// Something could be worked out whatever is hidden.
    #[error(
        "{open} could still be worked out whatever is hidden ({such_as}): put bands or periods together, \
         leave out what has one case only, or choose another level",
        open = if .open.len() == 1 { "one count".to_owned() } else { format!("{} counts", .open.len()) },
        such_as = .open.first().map(String::as_str).unwrap_or_default()
    )]
    CannotProtect {
        /// The counts, as people call them.
        open: Vec<String>,
    },
    /// The counts contradict each other.
    #[error("the counts of this matrix do not fit together, so they cannot be protected; please report this")]
    Contradiction,
}

/// How a matrix is treated at a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Treatment {
    /// Nothing is suppressed.
    Exact,
    /// Small numbers are suppressed.
    Suppress {
        /// Whether cells are numbers, and not quotes.
        cells: bool,
    },
}

/// How to treat a matrix.
pub(super) fn treatment(matrix: &Matrix, level: Level) -> Result<Treatment, Refused> {
    let request = matrix.request();
    let sides = [(request.rows(), matrix.rows()), (request.columns(), matrix.columns())];
    let single = sides.iter().any(|(axis, _)| axis.is_single_case());
    match level {
        Level::Internal => return Ok(Treatment::Exact),
        Level::Partnership => {}
        Level::Publishable => may_be_published(matrix)?,
    }
    for (axis, headers) in sides {
        coarse_dates(axis, headers, level.dates())?;
    }
    if single {
        return Ok(Treatment::Exact);
    }
    match request.cells() {
        CellKind::Codings | CellKind::Words => Err(Refused::NotCases),
        CellKind::Quotes | CellKind::Summary => Ok(Treatment::Suppress { cells: false }),
        CellKind::Presence | CellKind::Cases => Ok(Treatment::Suppress { cells: true }),
    }
}

fn may_be_published(matrix: &Matrix) -> Result<(), Refused> {
    let request = matrix.request();
    let relevant = |cells: &mut dyn Iterator<Item = u32>| cells.collect::<Vec<u32>>();
    let rows = relevant(&mut matrix.row_totals().iter().map(|c| c.relevant));
    let columns = relevant(&mut matrix.column_totals().iter().map(|c| c.relevant));
    for (axis, relevant, what) in [(request.columns(), columns, "column"), (request.rows(), rows, "row")] {
        if axis.is_single_case() {
            return Err(Refused::OneCase(what, axis.plural().to_lowercase()));
        }
        if *axis == Axis::Analyst {
            return Err(Refused::Analysts);
        }
        // A theme holds every case, so only sides that part the cases can be told by this.
        let alone = relevant.iter().filter(|n| **n == 1).count();
        if matrix.overall().relevant > 1 && relevant.len() > 1 && alone * 2 > relevant.len() {
            return Err(Refused::NearlyOneCase(axis.title().to_owned()));
        }
    }
    Ok(())
}

fn coarse_dates(axis: &Axis, headers: &[Header], grain: DateGrain) -> Result<(), Refused> {
    let too_exact = |h: &Header| PartialDate::parse(&h.name).is_ok_and(|d| coarsened(d, grain) != d.to_string());
    if axis.is_theme() || axis.is_single_case() || !headers.iter().any(too_exact) {
        return Ok(());
    }
    let (grain, instead) = match grain {
        DateGrain::Day | DateGrain::Month => ("a month", "month, quarter or year"),
        DateGrain::Quarter => ("a quarter", "quarter or year"),
        DateGrain::Year => ("a year", "year"),
    };
    Err(Refused::ExactDates(axis.title().to_owned(), grain, instead))
}
