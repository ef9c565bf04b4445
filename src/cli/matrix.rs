//! `deepdive matrix PROJECT --rows R --columns C --cells X --format F --output FILE`

use super::output::{Ended, Failure, json_line, line, open_to_read};
use crate::app::action::MatrixExport;
use crate::app::export::{ExportError, export};
use crate::write::Format;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Arguments of `matrix`.
#[derive(Debug, clap::Args)]
pub struct Matrix {
    /// The project folder.
    project: PathBuf,
    /// case, document, theme, theme-group, analyst, or attribute:NAME.
    #[arg(long)]
    rows: String,
    /// As for rows.
    #[arg(long)]
    columns: String,
    /// presence, cases, codings, words, quotes or summary.
    #[arg(long)]
    cells: String,
    /// csv, xlsx, html, docx or ron.
    #[arg(long)]
    format: String,
    /// The file to write.
    #[arg(long)]
    output: PathBuf,
    /// One line per row and column instead of a grid.
    #[arg(long)]
    tidy: bool,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Matrix) -> Result<Ended, Failure> {
    let format: Format = arguments.format.parse().map_err(|e: crate::write::WriteError| Failure::arguments(e.to_string()))?;
    let (session, _) = open_to_read(&arguments.project)?;
    let wanted = MatrixExport {
        rows: arguments.rows.clone(),
        columns: arguments.columns.clone(),
        cells: arguments.cells.clone(),
        format,
        tidy: arguments.tidy,
        path: in_a_folder(&arguments.output)?,
    };
    export(&session, &wanted).map_err(|e| match e {
        ExportError::Matrix(e) => Failure::arguments(e.to_string()),
        ExportError::Write(_) | ExportError::Io { .. } => Failure::not_done(e.to_string()),
    })?;
    if arguments.json {
        json_line(&json!({ "output": arguments.output }))?;
    } else {
        line(&format!("Saved {}", arguments.output.display()));
    }
    Ok(Ended::Done)
}

/// The whole path of the file to write. A folder that is not there is more likely a slip than a wish.
fn in_a_folder(output: &Path) -> Result<PathBuf, Failure> {
    let whole = std::path::absolute(output)?;
    match whole.parent() {
        Some(folder) if folder.is_dir() => Ok(whole),
        Some(folder) => Err(Failure::not_done(format!("{} is not a folder that can be found; make it first", folder.display()))),
        None => Err(Failure::arguments(format!("{} is no name for a file", output.display()))),
    }
}
