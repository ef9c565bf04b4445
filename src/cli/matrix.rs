//! `deepdive matrix PROJECT --rows R --columns C --cells X --format F --output FILE [--level L]`
//!
//! What is shown and what is filtered is read in `view`; here it becomes a file.

mod view;

use super::leaving::{Leaving, failure, tell};
use super::output::{Ended, Failure, json_line, line, open_to_read};
use crate::app::action::MatrixExport;
use crate::app::export::export_leaving;
use crate::app::leaving;
use crate::disclose::Level;
use crate::disclose::gate::Decisions;
use crate::write::Format;
use serde_json::json;
use std::path::{Path, PathBuf};
use view::Shown;

/// Arguments of `matrix`.
#[derive(Debug, clap::Args)]
pub struct Matrix {
    /// The project folder.
    project: PathBuf,
    #[command(flatten)]
    shown: Shown,
    /// csv, xlsx, html, docx or ron.
    #[arg(long)]
    format: String,
    /// The file to write.
    #[arg(long)]
    output: PathBuf,
    /// One line per row and column instead of a grid.
    #[arg(long)]
    tidy: bool,
    #[command(flatten)]
    leaving: Leaving,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Matrix) -> Result<Ended, Failure> {
    let format: Format = arguments.format.parse().map_err(|e: crate::write::WriteError| Failure::arguments(e.to_string()))?;
    let (session, places) = open_to_read(&arguments.project)?;
    let view = arguments.shown.view(session.project())?;
    let passages = view::passages(&session, &places, &view.query)?;
    let mut wanted = MatrixExport {
        rows: view.rows.clone(),
        columns: view.columns.clone(),
        cells: view.cells.clone(),
        format,
        tidy: arguments.tidy,
        path: in_a_folder(&arguments.output)?,
        level: arguments.leaving.level,
        decisions: Decisions::default(),
        view,
        passages,
    };
    let matrix = leaving::Leaving::of(&session, &wanted).map_err(failure)?;
    wanted.decisions = arguments.leaving.decide(|decisions| matrix.questions(wanted.level, decisions));
    let account = export_leaving(&session, &matrix, &wanted).map_err(failure)?;
    if arguments.json && wanted.level == Level::Internal {
        json_line(&json!({ "output": arguments.output }))?;
    } else if arguments.json {
        json_line(&json!({ "output": arguments.output, "level": wanted.level.name(), "suppressed": account.counts() }))?;
    } else {
        line(&format!("Saved {}", arguments.output.display()));
        tell(&account);
    }
    Ok(Ended::Done)
}

/// The whole path of the file to write. A folder that is not there is more likely a slip than a wish.
pub(super) fn in_a_folder(output: &Path) -> Result<PathBuf, Failure> {
    let whole = std::path::absolute(output)?;
    match whole.parent() {
        Some(folder) if folder.is_dir() => Ok(whole),
        Some(folder) => Err(Failure::not_done(format!("{} is not a folder that can be found; make it first", folder.display()))),
        None => Err(Failure::arguments(format!("{} is no name for a file", output.display()))),
    }
}
