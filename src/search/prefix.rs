//! Prefixes: passages with any word that starts so, alone and inside a phrase.
//!
//! tantivy has both, by automata: alone it asks the automaton of every word, and in a phrase it asks every word of every
//! passage, which takes half a second for a short prefix. Here the words are a range of the dictionary, and a phrase is
//! worked off word by word: the places where the phrase may start are listed once, and each word that fits ticks those
//! it confirms. The subtlety: no list of words is ever cut short; a hit that is silently missing is worse than a slow one.

use super::analyser::WRITTEN;
use super::query::Pattern;
use super::starts::Starts;
use tantivy::postings::TermInfo;
use tantivy::query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TantivyError, Term};

/// Words next to each other of which at least one is a prefix; a single prefix is a phrase of one.
#[derive(Clone, Debug)]
pub(super) struct PrefixPhrase {
    pub field: Field,
    pub patterns: Vec<Pattern>,
}

impl Query for PrefixPhrase {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for PrefixPhrase {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = segment.inverted_index(self.field)?;
        let mut found = BitSet::with_max_value(segment.max_doc());
        match self.patterns.as_slice() {
            [Pattern::Prefix(start)] => {
                for word in words_from(&index, start)? {
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
            Ok(Explanation::new("PrefixPhrase", 1.0))
        } else {
            Err(TantivyError::InvalidArgument("not found in this passage".to_owned()))
        }
    }
}

impl PrefixPhrase {
    /// Where the phrase starts.
    fn starts(&self, index: &InvertedIndexReader, passages: u32) -> tantivy::Result<Starts> {
        let mut parts = Vec::new();
        for (pattern, offset) in self.patterns.iter().zip(0..) {
            let words: Vec<TermInfo> = match pattern {
                Pattern::Word { stem, .. } => {
                    index.get_term_info(&Term::from_field_text(self.field, stem))?.into_iter().collect()
                }
                Pattern::Prefix(start) => words_from(index, start)?,
            };
            parts.push((offset, words));
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

fn postings(index: &InvertedIndexReader, word: &TermInfo) -> tantivy::Result<tantivy::postings::SegmentPostings> {
    Ok(index.read_postings_from_terminfo(word, IndexRecordOption::WithFreqsAndPositions)?)
}

/// Every written word that starts with `start`.
fn words_from(index: &InvertedIndexReader, start: &str) -> tantivy::Result<Vec<TermInfo>> {
    let from = format!("{WRITTEN}{start}").into_bytes();
    let mut end = from.clone();
    // No byte of a text is the largest there is.
    if let Some(last) = end.last_mut() {
        *last += 1;
    }
    let mut stream = index.terms().range().ge(from).lt(end).into_stream()?;
    let mut words = Vec::new();
    while stream.advance() {
        words.push(stream.value().clone());
    }
    Ok(words)
}

fn add_all(index: &InvertedIndexReader, word: &TermInfo, found: &mut BitSet) -> tantivy::Result<()> {
    let mut blocks = index.read_block_postings_from_terminfo(word, IndexRecordOption::Basic)?;
    while !blocks.docs().is_empty() {
        for passage in blocks.docs() {
            found.insert(*passage);
        }
        blocks.advance();
    }
    Ok(())
}
