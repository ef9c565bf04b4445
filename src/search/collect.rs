//! Gathers every hit of a query with its place and score.
//!
//! All hits rather than the best few, because the counts per document are over all of them, and one pass is cheaper than
//! two. The subtlety: scores are kept in steps of 1/256, so that the last bits, which depend on how the passages
//! happen to lie in files, do not decide the order of hits.

use super::schema::{PLACE, Place};
use crate::text::Zone;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::ColumnValues;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// Steps of a score between two whole numbers.
pub(super) const STEPS: f32 = 256.0;

/// Where words stand without being said: such passages rank behind those that say something.
const LISTING: f32 = 0.3;

/// One passage found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub place: Place,
    /// In steps of 1/256.
    pub score: u32,
}

/// Collects everything.
pub(super) struct Gather {
    pub scored: bool,
}

impl Collector for Gather {
    type Fruit = Vec<Found>;
    type Child = GatherSegment;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<GatherSegment> {
        Ok(GatherSegment { places: segment.fast_fields().column_first_or_default(PLACE)?, found: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        self.scored
    }

    fn merge_fruits(&self, segments: Vec<Vec<Found>>) -> tantivy::Result<Vec<Found>> {
        Ok(segments.concat())
    }
}

/// Collects one segment.
pub(super) struct GatherSegment {
    places: Arc<dyn ColumnValues<u64>>,
    found: Vec<Found>,
}

impl SegmentCollector for GatherSegment {
    type Fruit = Vec<Found>;

    fn collect(&mut self, passage: DocId, score: Score) {
        let place = Place(self.places.get_val(passage));
        // A float beyond the range of the integer becomes its nearest value.
        let score = (score * weight(place.zone()) * STEPS).round() as u32;
        self.found.push(Found { place, score });
    }

    fn harvest(self) -> Vec<Found> {
        self.found
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
