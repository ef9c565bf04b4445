//! `deepdive search PROJECT QUERY`

use super::output::{Ended, Failure, json_line, line, open_to_read};
use crate::app::searching::{Searcher, Wanted};
use crate::app::session::Session;
use crate::search::{Entry, FIELDS, Hit, Lexicon, ParseError, Query};
use crate::text::{Citation, TextRange};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Instant;

/// Arguments of `search`.
#[derive(Debug, clap::Args)]
#[command(after_long_help = language())]
pub struct Search {
    /// The project folder.
    project: PathBuf,
    /// Words, "phrases", AND, OR, NOT, NEAR, parentheses, wildcards, fields; --help tells more.
    query: String,
    /// Find also what the deep dive's lexicon says that terms mean: HV for "health visitor".
    #[arg(long)]
    expand: bool,
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

/// The query language, for `--help`.
fn language() -> String {
    let mut help = String::from(
        "The query language (operators are upper case):
  bruise                       the word in any of its forms, whichever way it is spelt
  \"not known\"                  the words next to each other
  \"partner known\"~5            in any order, with at most 5 other words among them
  partner NEAR/8 \"not known\"   with at most 8 words between them; also BEFORE/8
  father SENTENCE known        in the same sentence; also PARAGRAPH, BEFORE/SENTENCE
  mother AND (GP OR midwife)   in the same passage; AND may be left out
  father NOT known             also -known
  wor* *ing w?rd bruse~        wildcards, and words spelt nearly so
  =MS =\"Mother’s Partner\"      this very form, with its capitals
  /s\\.? ?47/                   a pattern over the text as it is stored
Fields:
",
    );
    for field in &FIELDS {
        help.push_str(&format!("  {:28} {}\n", field.example, field.meaning));
    }
    help.push_str(
        "Example: deepdive search Reviews.deepdive '(partner OR HV) NEAR/8 \"not known\" kind:LCSPR uncoded' --limit 20",
    );
    help
}

pub(super) fn run(arguments: &Search) -> Result<Ended, Failure> {
    let wrong = |e: ParseError| Failure::arguments(format!("{e} (at byte {} of the query)", e.at));
    Query::parse(&arguments.query).map_err(wrong)?;
    let (session, places) = open_to_read(&arguments.project)?;
    let index = places.index_of(session.folder().manifest().id);
    let searcher = Searcher::open(&index, session.texts(), Wanted::of(&session))?;
    let mut query = searcher.read(&arguments.query).map_err(wrong)?;
    let mut expanded = Vec::new();
    if arguments.expand {
        let lexicon = Lexicon::new(session.project().lexicon().iter().map(Entry::from));
        let found = lexicon.expand(&query, &BTreeSet::new());
        expanded.extend(found.expansions.iter().flat_map(|e| &e.meanings).map(|m| m.words.clone()));
        query = found.query;
    }
    let begun = Instant::now();
    let results = searcher.search(&query, arguments.limit)?;
    let took = begun.elapsed();
    expanded.extend(results.expanded.iter().cloned());
    for hit in &results.hits {
        tell(&session, hit, arguments.json)?;
    }
    if arguments.json {
        json_line(&Summary {
            hits: results.total,
            shown: results.hits.len(),
            expanded: &expanded,
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
