//! `deepdive import PROJECT PATH...`

use super::asked::Asked;
use super::output::{Ended, Failure, json_line, line, open_to_write, progress, saved};
use crate::app::accept::{Imported, Status};
use crate::app::import::{ImportJob, workers};
use crate::app::searching::{Searcher, Wanted};
use crate::app::session::Session;
use crate::text::Warning;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;

/// Arguments of `import`.
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The project folder.
    project: PathBuf,
    /// Files and folders.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    asked: Asked,
    /// One JSON object per line.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line<'a> {
    path: &'a PathBuf,
    status: &'static str,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pages: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<u32>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    warnings: &'a [Warning],
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

pub(super) fn run(arguments: &Import) -> Result<Ended, Failure> {
    if let Some(missing) = arguments.paths.iter().find(|p| !p.exists()) {
        return Err(Failure::not_done(format!("{} cannot be found; nothing was added", missing.display())));
    }
    if let Some(project) = arguments.paths.iter().find(|p| p.join("project.ron").is_file()) {
        return Err(Failure::not_done(format!(
            "{} is a deep dive and not a folder of documents; nothing was added",
            project.display()
        )));
    }
    let allowed = arguments.asked.allowed()?;
    let (mut session, places) = open_to_write(&arguments.project)?;
    let known = Arc::new(session.known_sources());
    let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(|| {});
    let mut job = ImportJob::start_with(&arguments.paths, &allowed, session.folder(), &known, &workers()?, &wake)?;
    let bar = progress(job.progress().1);
    let (mut refused, mut with_pictures) = (0, 0);
    let mut added = 0;
    while let Some(read) = job.wait() {
        with_pictures += usize::from(read.pictures.is_some());
        let imported = session.accept(&read)?;
        match imported.status {
            Status::Refused => refused += 1,
            Status::Imported => added += 1,
            Status::AlreadyThere => {}
        }
        bar.suspend(|| tell(&session, &imported, arguments.json))?;
        bar.inc(u64::from(!read.is_attached));
    }
    bar.finish_and_clear();
    arguments.asked.hint(with_pictures);
    saved(&session)?;
    if added > 0 {
        // The index is derived: should this fail, the next search makes it anew.
        let index = places.index_of(session.folder().manifest().id);
        if let Err(e) = Searcher::open(&index, session.texts(), Wanted::of(&session)) {
            tracing::warn!("the search index was not updated: {e}");
        }
    }
    if !arguments.json {
        line(&format!("{added} added, {refused} left out"));
    }
    Ok(if refused > 0 { Ended::InPart } else { Ended::Done })
}

fn tell(session: &Session, imported: &Imported, as_json: bool) -> Result<(), Failure> {
    let document = imported.document.and_then(|id| session.project().documents().get(id));
    let case = document.and_then(|d| session.project().cases().get(d.case)).map(|c| c.name.clone());
    if as_json {
        return json_line(&Line {
            path: &imported.path,
            status: imported.status.name(),
            outcome: imported.outcome.name(),
            document: document.map(|d| d.id.to_string()),
            title: document.map(|d| d.title.clone()),
            kind: document.map(|d| d.kind.name()),
            case,
            pages: document.map(|d| d.pages).filter(|p| *p > 0),
            words: document.map(|d| d.words),
            warnings: &imported.warnings,
            reason: imported.reason.as_deref(),
        });
    }
    let name = imported.path.display();
    match (imported.status, document) {
        (Status::Imported, Some(d)) => {
            line(&format!("{name}: added as “{}”, {}, {}, unconfirmed", d.title, d.kind, case.unwrap_or_default()));
        }
        (Status::AlreadyThere, _) => line(&format!("{name}: there already")),
        (Status::Refused | Status::Imported, _) => {
            line(&format!("{name}: left out ({}): {}", imported.outcome.name(), imported.reason.as_deref().unwrap_or_default()));
        }
    }
    Ok(())
}
