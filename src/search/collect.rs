//! Counts every hit of a query in each document, and keeps the best few.
//!
//! One pass does both. Nothing is kept of a hit that is not among the best, because half a million kept hits cost more
//! than the finding. The subtlety: scores are kept in steps of 1/256, so that the last bits, which depend on how the
//! passages happen to lie in files, do not decide the order of hits.

use super::schema::Place;
use crate::text::Zone;
use std::cmp::Reverse;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

/// Steps of a score between two whole numbers.
pub(super) const STEPS: f32 = 256.0;

/// Where words stand without being said: such passages rank behind those that say something.
const LISTING: f32 = 0.3;

/// The rank of a document that another window has removed, while the files still hold it.
pub(super) const GONE: u32 = u32::MAX;

/// One passage found; the least comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Found {
    /// In steps of 1/256.
    pub score: Reverse<u32>,
    /// Rank of the document by id.
    pub rank: u32,
    pub place: Place,
    /// The segment, and the passage's number in it.
    pub segment: u32,
    pub passage: DocId,
}

/// What a query found.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// For each document's number, how many passages.
    pub counts: Vec<u32>,
    /// The best, in no order.
    pub best: Vec<Found>,
}

/// Collects the counts, and the best `limit`.
pub(super) struct Gather {
    pub scored: bool,
    pub limit: usize,
    /// For each document's number, its rank.
    pub ranks: Arc<[u32]>,
    /// For each segment, where its passages are.
    pub places: Vec<Arc<[Place]>>,
}

impl Collector for Gather {
    type Fruit = Gathered;
    type Child = GatherSegment;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<GatherSegment> {
        let places = self.places.get(segment as usize).ok_or_else(|| TantivyError::InternalError("a new segment".to_owned()))?;
        Ok(GatherSegment {
            segment,
            places: Arc::clone(places),
            ranks: Arc::clone(&self.ranks),
            counts: vec![0; self.ranks.len()],
            best: Best::new(self.limit),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.scored
    }

    fn merge_fruits(&self, segments: Vec<Gathered>) -> tantivy::Result<Gathered> {
        let mut counts = vec![0; self.ranks.len()];
        let mut best = Best::new(self.limit);
        for segment in segments {
            for (sum, count) in counts.iter_mut().zip(segment.counts) {
                *sum += count;
            }
            for found in segment.best {
                best.offer(found);
            }
        }
        Ok(Gathered { counts, best: best.harvest() })
    }
}

/// Collects one segment.
pub(super) struct GatherSegment {
    segment: SegmentOrdinal,
    places: Arc<[Place]>,
    ranks: Arc<[u32]>,
    counts: Vec<u32>,
    best: Best,
}

impl SegmentCollector for GatherSegment {
    type Fruit = Gathered;

    fn collect(&mut self, passage: DocId, score: Score) {
        let Some(place) = self.places.get(passage as usize).copied() else { return };
        let document = place.document();
        let (Some(count), Some(rank)) = (self.counts.get_mut(document), self.ranks.get(document).copied()) else { return };
        if rank == GONE {
            return;
        }
        *count += 1;
        // To the nearest step; a float beyond the range of the integer becomes its largest value.
        let score = (score * weight(place.zone()) * STEPS + 0.5) as u32;
        self.best.offer(Found { score: Reverse(score), rank, place, segment: self.segment, passage });
    }

    fn harvest(self) -> Gathered {
        Gathered { counts: self.counts, best: self.best.harvest() }
    }
}

/// The least `limit` of all that is offered.
struct Best {
    limit: usize,
    kept: Vec<Found>,
    /// What is not less than this is not among the best.
    bar: Option<Found>,
}

impl Best {
    const fn new(limit: usize) -> Self {
        Self { limit, kept: Vec::new(), bar: None }
    }

    fn offer(&mut self, found: Found) {
        if self.limit == 0 || self.bar.is_some_and(|bar| found >= bar) {
            return;
        }
        self.kept.push(found);
        // Cutting down only now and then costs less than keeping order all the time.
        if self.kept.len() >= self.limit.saturating_mul(2) {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.limit > 0 && self.limit < self.kept.len() {
            let (_, bar, _) = self.kept.select_nth_unstable(self.limit - 1);
            self.bar = Some(*bar);
            self.kept.truncate(self.limit);
        }
    }

    fn harvest(mut self) -> Vec<Found> {
        self.cut();
        self.kept
    }
}

const fn weight(zone: Option<Zone>) -> f32 {
    match zone {
        Some(Zone::Cover | Zone::Contents | Zone::Glossary | Zone::Boilerplate) => LISTING,
        Some(
            Zone::Method
            | Zone::Family
            | Zone::Narrative
            | Zone::Analysis
            | Zone::Findings
            | Zone::Recommendations
            | Zone::Appendix,
        )
        | None => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_best_whatever_the_order() {
        let found = |n: u32| Found { score: Reverse(n % 7), rank: n, place: Place(u64::from(n)), segment: 0, passage: n };
        let mut all: Vec<Found> = (0..500).map(|n| found(n * 177 % 500)).collect();
        for limit in [0, 1, 3, 250, 499, 500, 501, usize::MAX] {
            let mut best = Best::new(limit);
            for found in &all {
                best.offer(*found);
            }
            let mut kept = best.harvest();
            kept.sort_unstable();
            let mut sorted = all.clone();
            sorted.sort_unstable();
            sorted.truncate(limit);
            assert_eq!(kept, sorted, "{limit}");
            all.rotate_left(13);
        }
    }
}
