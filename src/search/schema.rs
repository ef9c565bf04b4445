//! The fields of the index: one entry per passage.
//!
//! No text is stored: hits are shown from the document's own text. The subtlety: document, block and zone share one
//! number, because reading one column per hit instead of three halves the cost of counting a common word.

use super::analyser::Analyser;
use crate::text::Zone;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

/// Changes whenever an index of the former kind could not be read rightly.
pub(super) const SCHEMA_VERSION: u32 = 2;

const ANALYSER: &str = "passage";

/// Name of the column of places.
pub(super) const PLACE: &str = "place";

/// The fields of a passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// Number of the document, to remove its passages by.
    pub document: Field,
    /// Where the passage is: a packed `Place`.
    pub place: Field,
    /// Its words.
    pub body: Field,
}

pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let words = TextFieldIndexing::default().set_tokenizer(ANALYSER).set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        document: builder.add_u64_field("document", INDEXED),
        place: builder.add_u64_field(PLACE, FAST),
        body: builder.add_text_field("body", TextOptions::default().set_indexing_options(words)),
    };
    (builder.build(), fields)
}

/// Tells tantivy how our words are split; needed after every open.
pub(super) fn register(index: &tantivy::Index) {
    index.tokenizers().register(ANALYSER, Analyser::default());
}

/// Document, block and zone of a passage; ordered by document number and block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(pub u64);

impl Place {
    /// None when the block lies beyond what fits, 16 million.
    pub fn new(document: u32, block: usize, zone: Option<Zone>) -> Option<Self> {
        let block = u64::try_from(block).ok().filter(|b| *b < 1 << 24)?;
        let zone = zone.and_then(|z| Zone::ALL.iter().position(|known| *known == z)).map_or(0, |i| i as u64 + 1);
        Some(Self(u64::from(document) << 32 | block << 8 | zone))
    }

    pub const fn document(self) -> usize {
        (self.0 >> 32) as usize
    }

    pub const fn block(self) -> usize {
        (self.0 >> 8) as usize & 0xff_ffff
    }

    pub fn zone(self) -> Option<Zone> {
        let code = (self.0 & 0xff) as usize;
        code.checked_sub(1).and_then(|i| Zone::ALL.get(i)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_keeps_its_parts() {
        for zone in Zone::ALL.into_iter().map(Some).chain([None]) {
            let place = Place::new(70_000, 65_537, zone).expect("fits");
            assert_eq!((place.document(), place.block(), place.zone()), (70_000, 65_537, zone));
        }
        assert_eq!(Place::new(0, 1 << 24, None), None);
    }
}
