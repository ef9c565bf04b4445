//! Passages that are known beforehand: what fields and patterns over the text find.
//!
//! They count nothing in the ranking. The subtlety: a set belongs to one segment of one snapshot and is found by the
//! segment's own name, because a query is asked segment by segment, on several threads and in any order.

use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::query::{BitSetDocSet, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TantivyError};

/// Sets of passages by segment.
#[derive(Clone, Debug)]
pub(super) struct Given(pub Arc<BTreeMap<SegmentId, BitSet>>);

impl Query for Given {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Given {
    fn scorer(&self, segment: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.0.get(&segment.segment_id()) {
            Some(set) => Box::new(ConstScorer::new(BitSetDocSet::from(set.clone()), 0.0)),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, segment: &SegmentReader, passage: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(segment, 1.0)?.seek(passage) == passage {
            Ok(Explanation::new("Given", 0.0))
        } else {
            Err(TantivyError::InvalidArgument("not found in this passage".to_owned()))
        }
    }
}
