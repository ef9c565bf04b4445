//! What the ranking is made of: how common words are among the passages that are there.
//!
//! The subtlety: tantivy counts removed passages until it happens to merge their files, and measures lengths by them; then
//! the order of hits would tell of documents that are long gone. Here they are not counted, and the usual length is a
//! constant.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

/// Terms of a passage of usual length, some 60 words.
const USUAL_LENGTH: u64 = 130;

/// Counts over a searcher.
pub(super) struct Statistics<'a>(pub &'a Searcher);

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, _: Field) -> tantivy::Result<u64> {
        Ok(self.total_num_docs()? * USUAL_LENGTH)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.0.num_docs())
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let mut count = 0;
        for segment in self.0.segment_readers() {
            let index = segment.inverted_index(term.field())?;
            let Some(info) = index.get_term_info(term)? else { continue };
            count += match segment.alive_bitset() {
                None => info.doc_freq,
                Some(alive) => index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?.doc_freq_given_deletes(alive),
            };
        }
        Ok(u64::from(count))
    }
}
