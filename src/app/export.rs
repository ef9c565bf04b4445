//! Exporting a matrix: from names as the command line has them to a file, whole or not at all.

use super::action::MatrixExport;
use super::clock;
use super::leaving::{Leaving, known_names};
use super::matrix_view::{ViewError, selection_of};
use super::session::Session;
use crate::analyse::MatrixError;
use crate::disclose::Account;
use crate::disclose::gate::{Gate, Question, TextKind};
use crate::store::durable;
use crate::write::{Layout, Provenance, Refused, WriteError, write_matrix};
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// Why a matrix was not exported; an older file of that name is untouched.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Rows, columns or cells make no matrix.
    #[error(transparent)]
    Matrix(#[from] MatrixError),
    /// A filter, an order or a round that is not there.
    #[error(transparent)]
    View(#[from] ViewError),
    /// Such a matrix must not leave at the level.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// A person has to decide first.
    #[error("{} to be decided first, so nothing was written", undecided(.0.len()))]
    Undecided(Vec<Question>),
    /// It does not fit the format.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The file cannot be written.
    #[error("{path} cannot be written ({source}); close it in other programs or choose another name")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

fn undecided(open: usize) -> String {
    if open == 1 { "1 passage or identifier has".to_owned() } else { format!("{open} passages or identifiers have") }
}

/// What an export says of where it comes from.
#[must_use]
pub fn provenance(session: &Session) -> Provenance {
    Provenance {
        marking: session.folder().manifest().marking.clone(),
        program: concat!("Deepdive ", env!("CARGO_PKG_VERSION")).to_owned(),
        project: session.title().to_owned(),
        revision: session.project().steps().len(),
        made: clock::now().to_zoned(TimeZone::system()).date(),
        level: None,
        selection: Vec::new(),
    }
}

/// Exports a matrix into a file; returns what its author has to know of it.
///
/// # Errors
/// `ExportError`.
pub fn export(session: &Session, wanted: &MatrixExport) -> Result<Account, ExportError> {
    let leaving = Leaving::of(session, wanted)?;
    export_leaving(session, &leaving, wanted)
}

/// As [`export`], of a matrix that was computed before.
///
/// # Errors
/// `ExportError`.
pub fn export_leaving(session: &Session, leaving: &Leaving, wanted: &MatrixExport) -> Result<Account, ExportError> {
    let protected = leaving.protected(wanted.level, &wanted.decisions)?;
    let layout = if wanted.tidy { Layout::Tidy } else { Layout::Grid };
    let gate = Gate::new(wanted.level, &known_names(session.project()), &wanted.decisions);
    let mask = |words: &str| gate.apply_to_name(TextKind::Title, words);
    let selection = selection_of(session.project(), &wanted.whole_view(), wanted.level);
    let selection = selection.into_iter().map(|(name, words)| (name, mask(&words))).collect();
    let about = Provenance { selection, ..provenance(session) };
    let bytes = write_matrix(&protected, &about, wanted.format, layout)?;
    durable::save(&wanted.path, &bytes).map_err(|source| ExportError::Io { path: wanted.path.clone(), source })?;
    Ok(protected.account().clone())
}
