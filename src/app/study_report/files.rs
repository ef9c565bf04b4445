//! What was made, into files: whole or not at all.

use super::{Made, Prepared, Wanted, prepare};
use crate::app::export::ExportError;
use crate::app::session::Session;
use crate::disclose::Account;
use crate::disclose::gate::Question;
use crate::store::durable;
use crate::write::chart::Chart;
use crate::write::paper::{PaperFormat, write_paper};
use crate::write::{Provenance, TableFormat, WriteError, chart_table_csv, write_quotes};
use std::path::{Path, PathBuf};

/// Why nothing was written; an older file of that name is untouched.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The project has no round of study.
    #[error("this project has no deep dive yet: add one on the page “Deep dives” with its question and its sample of cases")]
    NoRound,
    /// No round of that name.
    #[error("there is no deep dive “{0}” in this project; there are {1}")]
    NoSuchRound(String, String),
    /// As of every export.
    #[error(transparent)]
    Export(#[from] ExportError),
}

impl From<WriteError> for ReportError {
    fn from(error: WriteError) -> Self {
        Self::Export(error.into())
    }
}

/// Makes what is wanted and writes it; returns what its author has to know.
///
/// # Errors
/// `ReportError`.
pub fn save(session: &Session, wanted: &Wanted) -> Result<Account, ReportError> {
    let ending = wanted.path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    // What no format fits is told before anything is asked.
    let format = Ending::of(wanted.kind, &ending)?;
    let prepared = prepare(session, wanted)?;
    let open: Vec<Question> = prepared.questions.iter().filter(|q| wanted.decisions.of(q).is_none()).cloned().collect();
    if !open.is_empty() {
        return Err(ExportError::Undecided(open).into());
    }
    write(&prepared, format, &wanted.path)?;
    Ok(prepared.account)
}

/// A format that fits what is made.
enum Ending {
    Paper(PaperFormat),
    Table(TableFormat),
    Folder,
}

impl Ending {
    fn of(kind: super::Kind, ending: &str) -> Result<Self, WriteError> {
        use super::Kind;
        match kind {
            Kind::Full | Kind::Board | Kind::Briefing => ending.parse().map(Self::Paper),
            Kind::Quotes => ending.parse().map(Self::Table),
            Kind::Charts => Ok(Self::Folder),
        }
    }
}

fn write(prepared: &Prepared, format: Ending, path: &Path) -> Result<(), ReportError> {
    let about = &prepared.about;
    match (&prepared.made, format) {
        (Made::Paper(paper), Ending::Paper(format)) => put(path, &write_paper(paper, about, format)?),
        (Made::Quotes(list), Ending::Table(format)) => put(path, &write_quotes(list, about, format)?),
        (Made::Charts(charts), _) => folder(charts, about, path),
        (Made::Paper(_), _) => Err(WriteError::UnknownPaperFormat(String::new()).into()),
        (Made::Quotes(_), _) => Err(WriteError::UnknownTableFormat(String::new()).into()),
    }
}

/// Each chart as two pictures and a table, in a folder that is made when it is not there.
fn folder(charts: &[(&'static str, Chart)], about: &Provenance, path: &Path) -> Result<(), ReportError> {
    // Everything is made before anything is written.
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for (name, chart) in charts {
        let note = format!("{about}.");
        let note = if chart.note.is_empty() { note } else { format!("{} {note}", chart.note) };
        let chart = Chart { note, ..chart.clone() };
        files.push((path.join(format!("{name}.svg")), chart.svg().into_bytes()));
        files.push((path.join(format!("{name}.png")), chart.png()?));
        files.push((path.join(format!("{name}.csv")), chart_table_csv(&chart, about)?));
    }
    std::fs::create_dir_all(path).map_err(|source| ExportError::Io { path: path.to_owned(), source })?;
    files.iter().try_for_each(|(path, bytes)| put(path, bytes))
}

fn put(path: &Path, bytes: &[u8]) -> Result<(), ReportError> {
    durable::save(path, bytes).map_err(|source| ExportError::Io { path: path.to_owned(), source }.into())
}
