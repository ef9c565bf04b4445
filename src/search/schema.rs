//! The fields of the index: one entry per passage.
//!
//! No text is stored: hits are shown from the document's own text. The subtlety: document, block, zone and whether it is
//! a heading share one number, because reading one column per hit instead of four halves the cost of counting a common
//! word.

use super::analyser::Analyser;
use crate::text::Zone;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions};

/// Changes whenever an index of the former kind could not be read rightly.
pub(super) const SCHEMA_VERSION: u32 = 3;

const ANALYSER: &str = "passage";

/// Name of the column of places.
pub(super) const PLACE: &str = "place";
/// Name of the column of first bytes.
pub(super) const START: &str = "start";
/// Name of the column of lengths in bytes.
pub(super) const LENGTH: &str = "length";
/// Name of the column of pages.
pub(super) const PAGE: &str = "page";
/// Name of the column of sections.
pub(super) const SECTION: &str = "section";

/// The fields of a passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// Number of the document, to remove its passages by.
    pub document: Field,
    /// Where the passage is: a packed `Place`.
    pub place: Field,
    /// Its first byte in the text.
    pub start: Field,
    /// Its length in bytes.
    pub length: Field,
    /// The page it starts on, 0 where that is not known.
    pub page: Field,
    /// Of a heading, the first block that no longer stands under it; 0 of others.
    pub section: Field,
    /// Its printed number in lower case.
    pub label: Field,
    /// Its words.
    pub body: Field,
}

pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let words = TextFieldIndexing::default().set_tokenizer(ANALYSER).set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let fields = Fields {
        document: builder.add_u64_field("document", INDEXED),
        place: builder.add_u64_field(PLACE, FAST),
        start: builder.add_u64_field(START, FAST),
        length: builder.add_u64_field(LENGTH, FAST),
        page: builder.add_u64_field(PAGE, FAST),
        section: builder.add_u64_field(SECTION, FAST),
        label: builder.add_text_field("label", STRING),
        body: builder.add_text_field("body", TextOptions::default().set_indexing_options(words)),
    };
    (builder.build(), fields)
}

/// Tells tantivy how our words are split; needed after every open.
pub(super) fn register(index: &tantivy::Index) {
    index.tokenizers().register(ANALYSER, Analyser);
}

/// Document, block, zone of a passage and whether it is a heading; ordered by document number and block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(pub u64);

const HEADING: u64 = 0x80;

impl Place {
    /// None when the block lies beyond what fits, 16 million.
    pub fn new(document: u32, block: usize, zone: Option<Zone>, is_heading: bool) -> Option<Self> {
        let block = u64::try_from(block).ok().filter(|b| *b < 1 << 24)?;
        let zone = zone.and_then(|z| Zone::ALL.iter().position(|known| *known == z)).map_or(0, |i| i as u64 + 1);
        Some(Self(u64::from(document) << 32 | block << 8 | if is_heading { HEADING } else { 0 } | zone))
    }

    pub const fn document(self) -> usize {
        (self.0 >> 32) as usize
    }

    pub const fn block(self) -> usize {
        (self.0 >> 8) as usize & 0xff_ffff
    }

    pub const fn is_heading(self) -> bool {
        self.0 & HEADING != 0
    }

    pub fn zone(self) -> Option<Zone> {
        let code = (self.0 & 0x7f) as usize;
        code.checked_sub(1).and_then(|i| Zone::ALL.get(i)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_keeps_its_parts() {
        for zone in Zone::ALL.into_iter().map(Some).chain([None]) {
            for is_heading in [false, true] {
                let place = Place::new(70_000, 65_537, zone, is_heading).expect("fits");
                let parts = (place.document(), place.block(), place.zone(), place.is_heading());
                assert_eq!(parts, (70_000, 65_537, zone, is_heading));
            }
        }
        assert_eq!(Place::new(0, 1 << 24, None, false), None);
    }
}
