//! A query whose passages are taken out of others.
//!
//! It finds what the query inside finds. It is here because of the subtlety: tantivy 0.27 asks whether a passage is to
//! be taken out by `seek_danger`, also for passages before the first match of a phrase, and its phrases do not stand
//! that (they panic in debug builds). With the trait's own `seek_danger` the question is safe.

use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{DocId, DocSet, Score, SegmentReader};

/// Wraps the query to take out.
#[derive(Debug)]
pub(super) struct TakenOut(pub Box<dyn Query>);

impl Clone for TakenOut {
    fn clone(&self) -> Self {
        Self(self.0.box_clone())
    }
}

impl Query for TakenOut {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(TakenOutWeight(self.0.weight(scoring)?)))
    }
}

struct TakenOutWeight(Box<dyn Weight>);

impl Weight for TakenOutWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(Box::new(TakenOutScorer(self.0.scorer(segment, boost)?)))
    }

    fn explain(&self, segment: &SegmentReader, passage: DocId) -> tantivy::Result<Explanation> {
        self.0.explain(segment, passage)
    }
}

struct TakenOutScorer(Box<dyn Scorer>);

impl DocSet for TakenOutScorer {
    fn advance(&mut self) -> DocId {
        self.0.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.0.seek(target)
    }

    fn doc(&self) -> DocId {
        self.0.doc()
    }

    fn size_hint(&self) -> u32 {
        self.0.size_hint()
    }
}

impl Scorer for TakenOutScorer {
    fn score(&mut self) -> Score {
        self.0.score()
    }
}
