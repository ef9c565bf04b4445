//! `deepdive report PROJECT --kind K --output FILE [--level L] [--deep-dive NAME]`

use super::leaving::{Leaving, failure, tell};
use super::matrix::in_a_folder;
use super::output::{Ended, Failure, json_line, line, open_to_read};
use crate::app::study_report::{Kind, ReportError, Wanted, prepare, round_named, save};
use crate::disclose::Level;
use crate::disclose::gate::Decisions;
use serde_json::json;
use std::path::PathBuf;

/// Arguments of `report`.
#[derive(Debug, clap::Args)]
pub struct Report {
    /// The project folder.
    project: PathBuf,
    /// full, board or briefing (docx, html), quotes (xlsx, csv), or charts (a folder of SVG, PNG and CSV).
    #[arg(long, value_parser = str::parse::<Kind>)]
    kind: Kind,
    /// The file to write, its extension says in which format; for charts the folder.
    #[arg(long)]
    output: PathBuf,
    /// Of which deep dive, by its name; the latest without it.
    #[arg(long, value_name = "NAME")]
    deep_dive: Option<String>,
    #[command(flatten)]
    leaving: Leaving,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Report) -> Result<Ended, Failure> {
    let (kind, level) = (arguments.kind, arguments.leaving.level);
    let path = in_a_folder(&arguments.output)?;
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    if !kind.takes(&ending) {
        let known = kind.extensions().join(" or .");
        return Err(Failure::arguments(format!("give the file a name that ends in .{known} for --kind {}", kind.name())));
    }
    let (session, _) = open_to_read(&arguments.project)?;
    let round = round_named(session.project(), arguments.deep_dive.as_deref()).map_err(why)?.id;
    let mut wanted = Wanted { kind, round: Some(round), level, decisions: Decisions::default(), path };
    // Decisions change which texts are looked at, so each way of deciding asks anew.
    let ask = |decisions: &Decisions| {
        let wanted = Wanted { decisions: decisions.clone(), ..wanted.clone() };
        prepare(&session, &wanted).map(|made| made.questions).unwrap_or_default()
    };
    let decisions = if level == Level::Internal { Decisions::default() } else { arguments.leaving.decide(ask) };
    wanted.decisions = decisions;
    let account = save(&session, &wanted).map_err(why)?;
    if arguments.json {
        let about =
            json!({ "output": arguments.output, "kind": kind.name(), "level": level.name(), "suppressed": account.counts() });
        json_line(&about)?;
    } else {
        line(&format!("Saved {}", arguments.output.display()));
        tell(&account);
    }
    Ok(Ended::Done)
}

fn why(error: ReportError) -> Failure {
    match error {
        ReportError::Export(error) => failure(error),
        ReportError::NoRound | ReportError::NoSuchRound(..) => Failure::not_done(error.to_string()),
    }
}
