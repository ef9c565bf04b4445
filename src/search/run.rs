//! Asks the index, and makes hits of what it finds.
//!
//! The subtlety: the order is the same every time and on every machine: score, then document id, then block. What scores
//! are made of is counted without removed documents, so that an index made anew ranks as the old one did.

use super::collect::{Found, Gather, Gathered, STEPS};
use super::error::{SearchError, guarded};
use super::ground::Ground;
use super::highlight::marked;
use super::index::{Index, Snapshot};
use super::plan::plan;
use super::query::Query;
use super::sieve::On;
use super::statistics::Statistics;
use super::widen::widened;
use crate::model::{Document, Id};
use crate::text::{SourceText, TextRange, Zone, sentence_around};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::{Arc, OnceLock};
use std::thread::available_parallelism;
use std::time::{Duration, Instant};
use tantivy::query::EnableScoring;
use tantivy::{Executor, Searcher};

/// Most threads that work on one search.
const MOST_THREADS: usize = 8;
/// Passages from which on several threads are worth their trouble.
const WORTH_A_CREW: u64 = 20_000;

/// Gives the texts of documents; none when one cannot be had.
///
/// A closure that gives whole texts will do.
pub trait Texts: Sync {
    /// A document's text and shape. Called once per hit, so it should keep what it has read.
    fn source(&self, document: Id<Document>) -> Option<Arc<SourceText>>;

    /// Only the text, for patterns that run over every text; need not be kept.
    fn plain(&self, document: Id<Document>) -> Option<Arc<str>> {
        self.source(document).map(|source| source.text.as_str().into())
    }
}

impl<F: Fn(Id<Document>) -> Option<Arc<SourceText>> + Sync> Texts for F {
    fn source(&self, document: Id<Document>) -> Option<Arc<SourceText>> {
        self(document)
    }
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// The best passages, at most as many as were asked for.
    pub hits: Vec<Hit>,
    /// Number of passages found, shown or not.
    pub total: usize,
    /// Passages found in each document, shown or not.
    pub documents: BTreeMap<Id<Document>, usize>,
    /// How long it took, the reading of texts included.
    pub took: Duration,
    /// The words that wildcards stood for in the hits shown, folded, in order.
    pub expanded: Vec<String>,
    /// The query as it was asked, with the other ways to write its words: for `marks` in other places of the text.
    pub query: Option<Query>,
}

/// A passage that answers a query, without its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Passage {
    /// The document.
    pub document: Id<Document>,
    /// Index of the passage in `Shape::blocks`.
    pub block: usize,
    /// The passage.
    pub range: TextRange,
    /// The part of the review it lies in.
    pub zone: Option<Zone>,
    /// The better, the higher; comparable within one search only, 0 where only fields were asked.
    pub score: f32,
}

/// A passage that answers a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document.
    pub document: Id<Document>,
    /// Index of the passage in `Shape::blocks`.
    pub block: usize,
    /// The passage.
    pub range: TextRange,
    /// The better, the higher; comparable within one search only, 0 where hits are not ranked.
    pub score: f32,
    /// What was found: in order, apart from one another, inside `range`.
    pub marks: Vec<TextRange>,
}

/// How much around a mark is coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// The words found.
    Hit,
    /// The sentence around them.
    #[default]
    Sentence,
    /// The whole passage.
    Passage,
}

impl Unit {
    /// Every unit, smallest first.
    pub const ALL: [Self; 3] = [Self::Hit, Self::Sentence, Self::Passage];

    /// The name used on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hit => "hit",
            Self::Sentence => "sentence",
            Self::Passage => "passage",
        }
    }

    /// Finds a unit by the name used on the command line.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.name() == name)
    }
}

impl Hit {
    /// The ranges to code for this hit: in order, none twice.
    ///
    /// A mark that runs over the end of a sentence takes both sentences.
    #[must_use]
    pub fn ranges(&self, source: &SourceText, unit: Unit) -> Vec<TextRange> {
        let sentence = |at| sentence_around(&source.text, self.range, at);
        let mut ranges = match unit {
            Unit::Hit => self.marks.clone(),
            Unit::Sentence => self.marks.iter().map(|m| sentence(m.start()).union(sentence(m.end() - 1))).collect(),
            Unit::Passage => vec![self.range],
        };
        if ranges.is_empty() {
            ranges.push(self.range);
        }
        ranges.dedup();
        ranges
    }
}

impl Index {
    /// Finds the best `limit` passages, and counts all.
    ///
    /// A passage whose text `texts` cannot give is counted but not shown. A query of fields only comes in text order.
    ///
    /// # Errors
    /// `Damaged` when the files of the index cannot be read.
    pub fn search(&self, query: &Query, limit: usize, texts: &dyn Texts, ground: &Ground) -> Result<Results, SearchError> {
        let begun = Instant::now();
        let snapshot = self.snapshot();
        let (query, found) = self.found(&snapshot, query, limit, true, (texts, ground))?;
        let mut results = Results { documents: counts(&snapshot, &found), ..Results::default() };
        results.total = results.documents.values().sum();
        let mut met = BTreeSet::new();
        results.hits = hits(&snapshot, &found.best, &query, texts, &mut met);
        results.expanded = met.into_iter().collect();
        results.query = Some(query);
        results.took = begun.elapsed();
        Ok(results)
    }

    /// Finds every passage, in the order of documents (by id) and text: for tagging.
    ///
    /// # Errors
    /// `Damaged` when the files of the index cannot be read.
    pub fn all_hits(&self, query: &Query, texts: &dyn Texts, ground: &Ground) -> Result<Vec<Hit>, SearchError> {
        let snapshot = self.snapshot();
        let (query, found) = self.found(&snapshot, query, usize::MAX, false, (texts, ground))?;
        Ok(hits(&snapshot, &found.best, &query, texts, &mut BTreeSet::new()))
    }

    /// Finds every passage, best first, without texts and marks: for counting by what is known of them.
    ///
    /// # Errors
    /// `Damaged` when the files of the index cannot be read.
    pub fn passages(&self, query: &Query, texts: &dyn Texts, ground: &Ground) -> Result<Vec<Passage>, SearchError> {
        let snapshot = self.snapshot();
        let (_, found) = self.found(&snapshot, query, usize::MAX, true, (texts, ground))?;
        let columns = guarded(|| Ok(snapshot.columns()?)).inspect_err(|e| self.note(e))?;
        let passage = |found: &Found| {
            let column = columns.0.get(found.segment as usize)?;
            let start = *column.starts.get(found.passage as usize)?;
            Some(Passage {
                document: snapshot.document(found.place)?.id,
                block: found.place.block(),
                range: TextRange::new(start, start + column.lengths.get(found.passage as usize)?).ok()?,
                zone: found.place.zone(),
                score: found.score.0 as f32 / STEPS,
            })
        };
        Ok(found.best.iter().filter_map(passage).collect())
    }

    /// The query with the other ways to write its words; the counts, and the best `limit` in order.
    fn found(
        &self,
        snapshot: &Snapshot,
        query: &Query,
        limit: usize,
        scored: bool,
        (texts, ground): (&dyn Texts, &Ground),
    ) -> Result<(Query, Gathered), SearchError> {
        guarded(|| {
            let (searcher, fields) = (&snapshot.searcher, self.fields());
            let query = widened(query, searcher, fields.body)?;
            let gather = Gather { scored, limit, ranks: snapshot.ranks(), places: snapshot.places()? };
            let on = On { snapshot, fields, ground, texts, narrow: Vec::new() };
            let plan = plan(&query, &on)?;
            let statistics = Statistics(searcher);
            let scoring = if scored {
                EnableScoring::enabled_from_statistics_provider(&statistics, searcher)
            } else {
                EnableScoring::disabled_from_searcher(searcher)
            };
            let mut found = searcher.search_with_executor(plan.as_ref(), &gather, &crew(searcher), scoring)?;
            found.best.sort_unstable();
            Ok((query, found))
        })
        .inspect_err(|e| self.note(e))
    }
}

/// Who searches: several threads where there are several segments, which a few documents are not worth.
fn crew(searcher: &Searcher) -> Executor {
    static CREW: OnceLock<Executor> = OnceLock::new();
    if searcher.segment_readers().len() < 2 || searcher.num_docs() < WORTH_A_CREW {
        return Executor::single_thread();
    }
    let hired = || {
        let threads = available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
        Executor::multi_thread(threads, "search-").unwrap_or_else(|_| Executor::single_thread())
    };
    CREW.get_or_init(hired).clone()
}

fn counts(snapshot: &Snapshot, found: &Gathered) -> BTreeMap<Id<Document>, usize> {
    let documents = snapshot.by_number.iter().zip(&found.counts).filter(|(_, count)| **count > 0);
    documents.filter_map(|(ranked, count)| Some(((*ranked)?.id, *count as usize))).collect()
}

fn hits(snapshot: &Snapshot, found: &[Found], query: &Query, texts: &dyn Texts, met: &mut BTreeSet<String>) -> Vec<Hit> {
    let hit = |found: &Found| {
        let document = snapshot.document(found.place)?.id;
        let source = texts.source(document)?;
        let block = found.place.block();
        let range = source.shape.blocks.get(block)?.range;
        let marks = marked(query, &source.text, range, met);
        Some(Hit { document, block, range, score: found.score.0 as f32 / STEPS, marks })
    };
    found.iter().filter_map(hit).collect()
}
