//! `deepdive search PROJECT QUERY`

use super::output::{Ended, Failure, json_line, line, open_to_read};
use crate::app::searching::{Searcher, Wanted};
use crate::app::session::Session;
use crate::search::{Hit, Query};
use crate::text::{Citation, TextRange};
use serde::Serialize;
use std::path::PathBuf;
use std::time::Instant;

/// Arguments of `search`.
#[derive(Debug, clap::Args)]
pub struct Search {
    /// The project folder.
    project: PathBuf,
    /// Words, "phrases", AND, OR, NOT, parentheses, prefix*.
    query: String,
    /// How many hits to print.
    #[arg(long, default_value_t = 50)]
    limit: usize,
    /// One JSON object per line.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct HitLine<'a> {
    document: String,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    case: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<&'static str>,
    score: f32,
    start: usize,
    end: usize,
    quote: &'a str,
    /// Within the quote, in bytes.
    marks: Vec<(usize, usize)>,
}

#[derive(Serialize)]
struct Summary<'a> {
    hits: usize,
    shown: usize,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    expanded: &'a [String],
    took_ms: f64,
}

pub(super) fn run(arguments: &Search) -> Result<Ended, Failure> {
    let query = Query::parse(&arguments.query).map_err(|e| Failure::arguments(format!("{e} (at byte {} of the query)", e.at)))?;
    let (session, places) = open_to_read(&arguments.project)?;
    let index = places.index_of(session.folder().manifest().id);
    let searcher = Searcher::open(&index, session.texts(), Wanted::of(&session))?;
    let begun = Instant::now();
    let results = searcher.search(&query, arguments.limit)?;
    let took = begun.elapsed();
    for hit in &results.hits {
        tell(&session, hit, arguments.json)?;
    }
    if arguments.json {
        json_line(&Summary {
            hits: results.total,
            shown: results.hits.len(),
            expanded: &results.expanded,
            took_ms: (took.as_secs_f64() * 10_000.0).round() / 10.0,
        })?;
    } else {
        line(&format!("{} passages found, {} shown", results.total, results.hits.len()));
    }
    Ok(Ended::Done)
}

fn tell(session: &Session, hit: &Hit, as_json: bool) -> Result<(), Failure> {
    let Some(document) = session.project().documents().get(hit.document) else { return Ok(()) };
    let Some(source) = session.text(hit.document) else { return Ok(()) };
    let Some(block) = source.shape.blocks.get(hit.block) else { return Ok(()) };
    let case = session.project().cases().get(document.case).map(|c| c.name.as_str());
    let quote = source.quote(hit.range);
    if !as_json {
        let place = Citation::of(block).to_string();
        let flat = quote.split_whitespace().collect::<Vec<_>>().join(" ");
        line(&format!("{}, {place}: {flat}", document.title));
        return Ok(());
    }
    let within = |m: &TextRange| (m.start() - hit.range.start(), m.end() - hit.range.start());
    json_line(&HitLine {
        document: document.id.to_string(),
        title: &document.title,
        case,
        page: block.page,
        label: block.label.as_deref(),
        zone: block.zone.map(crate::text::Zone::name),
        score: hit.score,
        start: hit.range.start(),
        end: hit.range.end(),
        quote,
        marks: hit.marks.iter().map(within).collect(),
    })
}
