//! Finds words however they are put together: `non-accidental`, `non accidental` and `nonaccidental` are one.
//!
//! The index tells which words are written with a hyphen somewhere: whoever asks for the joined word gets the two as
//! well, and whoever asks for the two gets the joined word. The subtlety: only what lives in the index is put into the
//! query, so it costs nothing where it finds nothing, and terms of removed documents, which linger in the files, change
//! no answer.

use super::analyser::{JOINED, NUL, stem};
use super::fields::Test;
use super::parse::joined;
use super::pattern::Pattern;
use super::query::{Field, Near, Query};
use super::terms::{only_term, tails};
use super::typed_words::BEGINNINGS;
use std::collections::BTreeSet;
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, InvertedIndexReader, Searcher, SegmentReader, TERMINATED};

/// Longest phrase that is looked through for other ways to write it.
const LONGEST: usize = 12;
/// Letters that have to stand behind a beginning such as `non`.
const LETTERS: usize = 4;
/// Short words of grammar, which make another word when they are joined to a neighbour: `may be`, `not able`.
const GRAMMAR: [&str; 26] = [
    "a", "an", "and", "any", "are", "as", "at", "be", "by", "for", "her", "his", "in", "is", "it", "may", "no", "not", "of",
    "on", "or", "the", "to", "was", "with", "some",
];

/// `query` with the other ways to write its words that live in the index.
pub(super) fn widened(query: &Query, searcher: &Searcher, body: tantivy::schema::Field) -> tantivy::Result<Query> {
    let each = |queries: &[Query]| queries.iter().map(|q| widened(q, searcher, body)).collect::<tantivy::Result<Vec<_>>>();
    Ok(match query {
        Query::Phrase(patterns) => Widener { searcher, body }.phrase(patterns)?,
        Query::Near(near) => {
            let Near { left, right, reach, in_order } = &**near;
            let (left, right) = (widened(left, searcher, body)?, widened(right, searcher, body)?);
            Query::Near(Box::new(Near { left, right, reach: *reach, in_order: *in_order }))
        }
        Query::All { all, none } => Query::All { all: each(all)?, none: each(none)? },
        Query::Any(any) => Query::Any(each(any)?),
        Query::Field(Field { at, test: Test::Heading(inside) }) => {
            Query::Field(Field { at: *at, test: Test::Heading(Box::new(widened(inside, searcher, body)?)) })
        }
        Query::Loose(..) | Query::Regex(_) | Query::Field(_) => query.clone(),
    })
}

struct Widener<'a> {
    searcher: &'a Searcher,
    body: tantivy::schema::Field,
}

impl Widener<'_> {
    fn phrase(&self, patterns: &[Pattern]) -> tantivy::Result<Query> {
        let mut ways = vec![Query::Phrase(patterns.to_vec())];
        if patterns.len() <= LONGEST {
            for (i, pattern) in patterns.iter().enumerate() {
                for parts in self.parts(pattern)? {
                    ways.push(replaced(patterns, i, 1, parts));
                }
                if let Some(whole) = self.whole(pattern, patterns.get(i + 1))? {
                    ways.push(replaced(patterns, i, 2, vec![whole]));
                }
            }
        }
        Ok(joined(ways, Query::Any))
    }

    /// The ways to part a word that is written as one.
    fn parts(&self, pattern: &Pattern) -> tantivy::Result<Vec<Vec<Pattern>>> {
        let Pattern::Word { written, stem: word, .. } = pattern else { return Ok(Vec::new()) };
        let mut ways = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(self.body)?;
            for (tail, info) in tails(&index, &format!("{JOINED}{word}"))? {
                if lives(segment, &index, &info)?
                    && let Some((one, other)) = tail.split_once(NUL)
                {
                    ways.insert(vec![plain(one), plain(other)]);
                }
            }
        }
        let rest = |beginning: &&str| written.strip_prefix(*beginning).filter(|rest| rest.chars().count() >= LETTERS);
        for beginning in BEGINNINGS {
            if let Some(rest) = rest(&beginning) {
                let way = vec![plain(beginning), plain(rest)];
                if self.all_live(&way)? {
                    ways.insert(way);
                }
            }
        }
        Ok(ways.into_iter().collect())
    }

    /// The word that two make when they are written as one.
    fn whole(&self, one: &Pattern, other: Option<&Pattern>) -> tantivy::Result<Option<Pattern>> {
        let (Pattern::Word { written: one, .. }, Some(Pattern::Word { written: other, .. })) = (one, other) else {
            return Ok(None);
        };
        let is_part = |word: &str| word.starts_with(char::is_alphabetic) && !GRAMMAR.contains(&word);
        if !is_part(one) || !is_part(other) {
            return Ok(None);
        }
        let whole = plain(&format!("{one}{other}"));
        Ok(self.all_live(std::slice::from_ref(&whole))?.then_some(whole))
    }

    fn all_live(&self, patterns: &[Pattern]) -> tantivy::Result<bool> {
        for pattern in patterns {
            let Some(term) = only_term(self.body, pattern) else { return Ok(false) };
            let mut is_there = false;
            for segment in self.searcher.segment_readers() {
                let index = segment.inverted_index(self.body)?;
                if let Some(info) = index.get_term_info(&term)? {
                    is_there |= lives(segment, &index, &info)?;
                }
            }
            if !is_there {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn plain(written: &str) -> Pattern {
    Pattern::Word { typed: written.to_owned(), written: written.to_owned(), stem: stem(written) }
}

fn replaced(patterns: &[Pattern], at: usize, length: usize, instead: Vec<Pattern>) -> Query {
    let (before, after) = (patterns.get(..at).unwrap_or_default(), patterns.get(at + length..).unwrap_or_default());
    Query::Phrase(before.iter().cloned().chain(instead).chain(after.iter().cloned()).collect())
}

/// Whether a passage that has not been removed holds the term.
fn lives(segment: &SegmentReader, index: &InvertedIndexReader, info: &TermInfo) -> tantivy::Result<bool> {
    let mut passages = index.read_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    let mut passage = passages.doc();
    while passage != TERMINATED {
        if !segment.is_deleted(passage) {
            return Ok(true);
        }
        passage = passages.advance();
    }
    Ok(false)
}
