//! Exporting a matrix: from names as the command line has them to a file, whole or not at all.

use super::action::MatrixExport;
use super::clock;
use super::session::Session;
use crate::analyse::{Axis, CellKind, Matrix, MatrixError, MatrixRequest};
use crate::store::durable;
use crate::write::{Layout, Provenance, WriteError, write_matrix};
use jiff::tz::TimeZone;
use std::path::PathBuf;

/// Why a matrix was not exported; an older file of that name is untouched.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// Rows, columns or cells make no matrix.
    #[error(transparent)]
    Matrix(#[from] MatrixError),
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

/// What an export says of where it comes from.
#[must_use]
pub fn provenance(session: &Session) -> Provenance {
    Provenance {
        marking: session.folder().manifest().marking.clone(),
        program: concat!("Deepdive ", env!("CARGO_PKG_VERSION")).to_owned(),
        project: session.title().to_owned(),
        revision: session.project().steps().len(),
        made: clock::now().to_zoned(TimeZone::system()).date(),
    }
}

/// Exports a matrix into a file.
///
/// # Errors
/// `ExportError`.
pub fn export(session: &Session, wanted: &MatrixExport) -> Result<(), ExportError> {
    let rows: Axis = wanted.rows.parse()?;
    let columns: Axis = wanted.columns.parse()?;
    let cells: CellKind = wanted.cells.parse()?;
    let request = MatrixRequest::new(rows, columns, cells)?;
    let matrix = Matrix::of(session.project(), &request, &|id, version| session.extracted(id, version))?;
    let layout = if wanted.tidy { Layout::Tidy } else { Layout::Grid };
    let bytes = write_matrix(&matrix, &provenance(session), wanted.format, layout)?;
    durable::save(&wanted.path, &bytes).map_err(|source| ExportError::Io { path: wanted.path.clone(), source })
}
