//! Asks the index, and makes hits of what it finds.
//!
//! The subtlety: the order is the same every time and on every machine: score, then document id, then block.

use super::collect::{Found, Gather, Gathered, STEPS};
use super::error::{SearchError, guarded};
use super::highlight::marked;
use super::index::{Index, Snapshot};
use super::plan::plan;
use super::query::Query;
use crate::model::{Document, Id};
use crate::text::{SourceText, TextRange, sentence_around};
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

/// Gives the text of a document; none when it cannot be had. Called once per hit, so it should keep what it has read.
type Texts<'a> = &'a dyn Fn(Id<Document>) -> Option<Arc<SourceText>>;

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
    /// The words that prefixes stood for in the hits shown, folded, in order.
    pub expanded: Vec<String>,
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
    /// A passage whose text `texts` cannot give is counted but not shown.
    ///
    /// # Errors
    /// `Damaged` when the files of the index cannot be read.
    pub fn search(&self, query: &Query, limit: usize, texts: Texts<'_>) -> Result<Results, SearchError> {
        let begun = Instant::now();
        let snapshot = self.snapshot();
        let found = self.found(&snapshot, query, limit, true)?;
        let mut results = Results { documents: counts(&snapshot, &found), ..Results::default() };
        results.total = results.documents.values().sum();
        let mut met = BTreeSet::new();
        results.hits = hits(&snapshot, &found.best, query, texts, &mut met);
        results.expanded = met.into_iter().collect();
        results.took = begun.elapsed();
        Ok(results)
    }

    /// Finds every passage, in the order of documents (by id) and text: for tagging.
    ///
    /// # Errors
    /// `Damaged` when the files of the index cannot be read.
    pub fn all_hits(&self, query: &Query, texts: Texts<'_>) -> Result<Vec<Hit>, SearchError> {
        let snapshot = self.snapshot();
        let found = self.found(&snapshot, query, usize::MAX, false)?;
        Ok(hits(&snapshot, &found.best, query, texts, &mut BTreeSet::new()))
    }

    /// The counts, and the best `limit` in order.
    fn found(&self, snapshot: &Snapshot, query: &Query, limit: usize, scored: bool) -> Result<Gathered, SearchError> {
        guarded(|| {
            let gather = Gather { scored, limit, ranks: snapshot.ranks(), places: snapshot.places()? };
            let query = plan(query, self.fields());
            let scoring = if scored { EnableScoring::enabled_from_searcher } else { EnableScoring::disabled_from_searcher };
            let searcher = &snapshot.searcher;
            let mut found = searcher.search_with_executor(query.as_ref(), &gather, &crew(searcher), scoring(searcher))?;
            found.best.sort_unstable();
            Ok(found)
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

fn hits(snapshot: &Snapshot, found: &[Found], query: &Query, texts: Texts<'_>, met: &mut BTreeSet<String>) -> Vec<Hit> {
    let hit = |found: &Found| {
        let document = snapshot.document(found.place)?.id;
        let source = texts(document)?;
        let block = found.place.block();
        let range = source.shape.blocks.get(block)?.range;
        let marks = marked(query, &source.text, range, met);
        Some(Hit { document, block, range, score: found.score.0 as f32 / STEPS, marks })
    };
    found.iter().filter_map(hit).collect()
}
