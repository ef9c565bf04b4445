//! What leaves a round of study for people to read: the report, the board's summary, the briefing, its quotes and charts.
//!
//! ```text
//! round ─> Study (counted once) ─> blocks, each text and count through the Door ─> Paper ─> file
//! ```
//!
//! The Door notes whatever passes it, so that what has to be decided is exactly what would be printed.

mod board;
mod briefing;
mod charts;
mod codebook;
mod comparison;
mod door;
mod files;
mod findings;
mod framework;
mod front;
mod full;
mod kind;
mod method;
mod origin;
mod quoted;
mod quotes;
mod recommendations;
mod strength;
mod study;
mod words;

pub use files::{ReportError, save};
pub use kind::Kind;

use super::export::{ExportError, provenance};
use super::leaving::known_names;
use super::session::Session;
use crate::disclose::gate::{Decisions, Question, TextKind};
use crate::disclose::identifiers::{KnownName, NameOf};
use crate::disclose::{Account, Level};
use crate::model::{DeepDive, Id, Project};
use crate::write::chart::Chart;
use crate::write::paper::Paper;
use crate::write::{Provenance, QuotesList};
use door::Door;
use std::path::PathBuf;
use study::Study;

/// What is to be made of which round.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// What.
    pub kind: Kind,
    /// Of which round; the latest when none is named.
    pub round: Option<Id<DeepDive>>,
    /// Who may read it.
    pub level: Level,
    /// What was decided of identifiers and quotes.
    pub decisions: Decisions,
    /// The file, whose extension says in which format; a folder for charts.
    pub path: PathBuf,
}

/// What was made.
#[derive(Debug)]
pub enum Made {
    /// A paper.
    Paper(Box<Paper>),
    /// A table of quotes.
    Quotes(QuotesList),
    /// Charts with names for their files.
    Charts(Vec<(&'static str, Chart)>),
}

/// Something made, with what stops it.
#[derive(Debug)]
pub struct Prepared {
    /// What was made; whatever nobody decided about is masked or left out in it.
    pub made: Made,
    /// What it says of where it comes from.
    pub about: Provenance,
    /// Everything that is asked, decided or not, in reading order.
    pub questions: Vec<Question>,
    /// What the author is told.
    pub account: Account,
}

/// The round with a name, or the latest.
///
/// # Errors
/// When there is no round, or none of that name.
pub fn round_named<'p>(project: &'p Project, name: Option<&str>) -> Result<&'p DeepDive, ReportError> {
    let Some(name) = name else { return project.deep_dives().iter().last().ok_or(ReportError::NoRound) };
    let same = |round: &&DeepDive| round.name.trim().to_lowercase() == name.trim().to_lowercase();
    let known = || project.deep_dives().iter().map(|r| format!("“{}”", r.name)).collect::<Vec<_>>().join(", ");
    match project.deep_dives().iter().find(same) {
        Some(round) => Ok(round),
        None if project.deep_dives().iter().next().is_none() => Err(ReportError::NoRound),
        None => Err(ReportError::NoSuchRound(name.to_owned(), known())),
    }
}

/// Makes what is wanted, without writing it.
///
/// # Errors
/// When there is no such round, or its counts cannot be made.
pub fn prepare(session: &Session, wanted: &Wanted) -> Result<Prepared, ReportError> {
    let project = session.project();
    let round = match wanted.round {
        Some(id) => project.deep_dives().get(id).ok_or(ReportError::NoRound)?,
        None => round_named(project, None)?,
    };
    let study = Study::of(session, round).map_err(ExportError::from)?;
    let door = Door::new(wanted.level, &names(project, wanted.level), &wanted.decisions);
    let about = provenance(session).at(wanted.level);
    let about = Provenance { project: door.name(TextKind::Title, "the project's title", &about.project), ..about };
    let made = match wanted.kind {
        Kind::Full => Made::Paper(Box::new(full::full(&study, &door, &about))),
        Kind::Board => Made::Paper(Box::new(board::board(&study, &door))),
        Kind::Briefing => Made::Paper(Box::new(briefing::briefing(&study, &door))),
        Kind::Quotes => Made::Quotes(quotes::quotes(&study, &door)),
        Kind::Charts => Made::Charts(charts::charts(&study, &door)),
    };
    Ok(Prepared { made, about, questions: door.questions(), account: door.account() })
}

/// The names that must not leave unseen. For everybody's eyes a case's name is one too, since it tells which sentences
/// are of the same child.
fn names(project: &Project, level: Level) -> Vec<KnownName> {
    let mut names = known_names(project);
    if level == Level::Publishable {
        names.extend(project.cases().iter().map(|c| KnownName { name: c.name.clone(), of: NameOf::Case }));
    }
    names
}
