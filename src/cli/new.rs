//! `deepdive new PROJECT`

use super::output::{Ended, Failure, json_line, line, saved, who_and_where};
use crate::app::action::CodebookChoice;
use crate::app::create::create;
use serde_json::json;
use std::path::PathBuf;

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub struct New {
    /// The project folder to make.
    project: PathBuf,
    /// Its title; the folder's name when not given.
    #[arg(long)]
    title: Option<String>,
    /// The codebook to start with: `nai-under-ones`, `empty`, or a codebook file.
    #[arg(long, default_value = "nai-under-ones")]
    codebook: String,
    /// One JSON object per line.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &New) -> Result<Ended, Failure> {
    let stem = || arguments.project.file_stem().map(|s| s.to_string_lossy().into_owned());
    let title = arguments.title.clone().or_else(stem).filter(|t| !t.trim().is_empty());
    let title = title.ok_or_else(|| Failure::arguments("a deep dive needs a title; give one with --title"))?;
    let codebook = match arguments.codebook.as_str() {
        "nai-under-ones" => CodebookChoice::NaiUnderOnes,
        "empty" => CodebookChoice::Empty,
        file => CodebookChoice::File(PathBuf::from(file)),
    };
    let (places, analyst) = who_and_where();
    let session = create(&arguments.project, &title, &codebook, &places, &analyst)?;
    saved(&session)?;
    let themes = session.tree().nodes().iter().filter(|n| !n.is_group()).count();
    if arguments.json {
        json_line(&json!({ "project": arguments.project, "title": title, "themes": themes }))?;
    } else {
        line(&format!("Made {} with {themes} themes", arguments.project.display()));
    }
    Ok(Ended::Done)
}
