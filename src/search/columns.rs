//! Columns of the index that only some queries need: where passages lie in their texts, their pages and sections.
//!
//! 16 bytes a passage, unpacked once. The subtlety: they say where a passage lies without its document's shape, which
//! takes far longer to read than its text.

use super::schema::{LENGTH, PAGE, SECTION, START};
use tantivy::{Searcher, SegmentReader};

/// One column each for every segment.
#[derive(Debug)]
pub(super) struct Columns(pub Vec<Column>);

/// What is known of the passages of a segment, by their number in it.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// First byte in the text.
    pub starts: Vec<u32>,
    /// Length in bytes.
    pub lengths: Vec<u32>,
    /// Page, 0 where not known.
    pub pages: Vec<u32>,
    /// Of a heading, the first block that no longer stands under it; 0 of others.
    pub sections: Vec<u32>,
}

impl Columns {
    pub fn read(searcher: &Searcher) -> tantivy::Result<Self> {
        Ok(Self(searcher.segment_readers().iter().map(Column::read).collect::<tantivy::Result<_>>()?))
    }
}

impl Column {
    fn read(segment: &SegmentReader) -> tantivy::Result<Self> {
        let read = |name| {
            let column = segment.fast_fields().column_first_or_default::<u64>(name)?;
            let number = |passage| u32::try_from(column.get_val(passage)).unwrap_or(u32::MAX);
            Ok::<_, tantivy::TantivyError>((0..segment.max_doc()).map(number).collect())
        };
        Ok(Self { starts: read(START)?, lengths: read(LENGTH)?, pages: read(PAGE)?, sections: read(SECTION)? })
    }
}
