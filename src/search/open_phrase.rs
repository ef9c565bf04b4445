//! Words that stand for many: passages with any word that starts so, ends so or is spelt alike, alone and in a phrase.
//!
//! tantivy has some of these, by automata: alone it asks the automaton of every word, and in a phrase it asks every word
//! of every passage, which takes half a second for a short prefix. Here the words are looked up in the dictionary, and a
//! phrase is worked off word by word: the places where the phrase may start are listed once, and each word that fits
//! ticks those it confirms.

use super::pattern::Pattern;
use super::starts::Starts;
use super::terms::{passage_term, postings, term_infos};
use tantivy::postings::TermInfo;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TantivyError};

/// Words next to each other of which at least one may stand for many; a single word is a phrase of one.
#[derive(Clone, Debug)]
pub(super) struct OpenPhrase {
    pub field: Field,
    pub patterns: Vec<Pattern>,
}

impl Query for OpenPhrase {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for OpenPhrase {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = segment.inverted_index(self.field)?;
        let mut found = BitSet::with_max_value(segment.max_doc());
        match self.patterns.as_slice() {
            [pattern] => {
                let words = match passage_term(self.field, pattern) {
                    Some(term) => index.get_term_info(&term)?.into_iter().collect(),
                    None => term_infos(&index, self.field, pattern)?,
                };
                for word in words {
                    add_all(&index, &word, &mut found)?;
                }
            }
            _ => {
                for passage in self.starts(&index, segment.max_doc())?.passages() {
                    found.insert(passage);
                }
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, segment: &SegmentReader, passage: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(segment, 1.0)?.seek(passage) == passage {
            Ok(Explanation::new("OpenPhrase", 1.0))
        } else {
            Err(TantivyError::InvalidArgument("not found in this passage".to_owned()))
        }
    }
}

impl OpenPhrase {
    /// Where the phrase starts.
    fn starts(&self, index: &InvertedIndexReader, passages: u32) -> tantivy::Result<Starts> {
        let mut parts = Vec::new();
        for (pattern, offset) in self.patterns.iter().zip(0..) {
            parts.push((offset, term_infos(index, self.field, pattern)?));
        }
        // What is rare first: the rest only has to confirm it.
        parts.sort_by_key(|(_, words)| words.iter().map(|w| u64::from(w.doc_freq)).sum::<u64>());
        let mut parts = parts.into_iter();
        let mut starts = Starts::new(passages);
        if let Some((offset, words)) = parts.next() {
            for word in &words {
                starts.add(&mut postings(index, word)?, offset);
            }
        }
        starts.in_order();
        for (offset, words) in parts {
            let mut confirmed = starts.unconfirmed();
            for word in &words {
                starts.confirm(&mut postings(index, word)?, offset, &mut confirmed);
            }
            starts.keep(&confirmed);
        }
        Ok(starts)
    }
}

/// Adds every passage with a term.
pub(super) fn add_all(index: &InvertedIndexReader, word: &TermInfo, found: &mut BitSet) -> tantivy::Result<()> {
    let mut blocks = index.read_block_postings_from_terminfo(word, IndexRecordOption::Basic)?;
    while !blocks.docs().is_empty() {
        for passage in blocks.docs() {
            found.insert(*passage);
        }
        blocks.advance();
    }
    Ok(())
}
