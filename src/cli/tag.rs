//! `deepdive tag PROJECT --theme THEME --query QUERY`

use super::output::{Ended, Failure, json_line, line, open_to_write, saved};
use crate::app::changes::GestureError;
use crate::app::gesture::{Gesture, Passage};
use crate::app::searching::{Searcher, Wanted};
use crate::app::session::{PerformError, Session};
use crate::model::{Id, Polarity, Theme};
use crate::search::{ParseError, Query, Unit};
use serde_json::json;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Arguments of `tag`.
#[derive(Debug, clap::Args)]
pub struct Tag {
    /// The project folder.
    project: PathBuf,
    /// The theme: its path ("Group / Theme"), its code, or its name.
    #[arg(long)]
    theme: String,
    /// The query whose hits are coded.
    #[arg(long)]
    query: String,
    /// Which way.
    #[arg(long, default_value = "concern", value_parser = ["concern", "good-practice", "context"])]
    polarity: String,
    /// How much to code: the found words, their sentence, or the whole passage.
    #[arg(long, default_value = "sentence", value_parser = ["hit", "sentence", "passage"])]
    unit: String,
    /// One JSON object.
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Tag) -> Result<Ended, Failure> {
    Query::parse(&arguments.query).map_err(wrong)?;
    let polarity = Polarity::from_name(&arguments.polarity).unwrap_or_default();
    let unit = Unit::from_name(&arguments.unit).ok_or_else(|| Failure::arguments("the unit is hit, sentence or passage"))?;
    let (mut session, places) = open_to_write(&arguments.project)?;
    let theme = session.tree().find(session.project(), &arguments.theme).ok_or_else(|| {
        Failure::arguments(format!("there is no theme “{}” in this deep dive; `deepdive themes` lists them", arguments.theme))
    })?;
    let passages = hits(&session, &places, &arguments.query, unit)?;
    let already = passages.iter().filter(|p| is_tagged(&session, **p, theme)).count();
    let cases: BTreeSet<_> =
        passages.iter().filter_map(|p| session.project().documents().get(p.document)).map(|d| d.case).collect();
    let tagged = passages.len() - already;
    let gesture = Gesture::Tag { passages, theme, polarity, query: Some(arguments.query.clone()) };
    match session.perform(&gesture) {
        Ok(()) | Err(PerformError::Gesture(GestureError::TaggedAlready)) => {}
        Err(e) => return Err(e.into()),
    }
    saved(&session)?;
    if arguments.json {
        json_line(&json!({ "tagged": tagged, "already": already, "cases": cases.len() }))?;
    } else {
        line(&format!("{tagged} passages tagged, {already} were tagged so already, in {} cases", cases.len()));
    }
    Ok(Ended::Done)
}

fn wrong(fault: ParseError) -> Failure {
    Failure::arguments(format!("{fault} (at byte {} of the query)", fault.at))
}

fn hits(session: &Session, places: &crate::app::places::Places, query: &str, unit: Unit) -> Result<Vec<Passage>, Failure> {
    let index = places.index_of(session.folder().manifest().id);
    let searcher = Searcher::open(&index, session.texts(), Wanted::of(session))?;
    let mut passages = Vec::new();
    let mut seen = BTreeSet::new();
    let query = searcher.read(query).map_err(wrong)?;
    for hit in searcher.all_hits(&query)? {
        let Some(source) = session.text(hit.document) else { continue };
        for range in hit.ranges(&source, unit) {
            if seen.insert((hit.document, range)) {
                passages.push(Passage { document: hit.document, range });
            }
        }
    }
    Ok(passages)
}

fn is_tagged(session: &Session, passage: Passage, theme: Id<Theme>) -> bool {
    let me = session.me().ok();
    let project = session.project();
    project.placed_codings_in(passage.document).any(|c| c.theme == theme && c.range == passage.range && project.coder(c.id) == me)
}
