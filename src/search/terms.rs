//! The terms of the dictionary that a word of a query stands for.
//!
//! The subtlety: no list of terms is ever cut short; a hit that is silently missing is worse than a slow one. What starts
//! with plain letters is looked for only among the terms that start so, the rest by automata that skip what cannot fit.

use super::analyser::{INITIAL, NUL, WRITTEN, exact_term};
use super::pattern::{Glob, OverTerms, Pattern, Spellings, spellings};
use tantivy::postings::{SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{InvertedIndexReader, Term};
use tantivy_fst::Automaton;

/// The one term that a pattern stands for; none when it may stand for several.
pub(super) fn only_term(field: Field, pattern: &Pattern) -> Option<Term> {
    match pattern {
        Pattern::Word { stem, .. } => Some(Term::from_field_text(field, stem)),
        Pattern::Exact(exact) => Some(Term::from_field_text(field, &exact_term(exact))),
        Pattern::Prefix(_) | Pattern::Wild(_) | Pattern::Like(..) | Pattern::Capitals(_) => None,
    }
}

/// Every term of a segment that a pattern stands for.
pub(super) fn term_infos(index: &InvertedIndexReader, field: Field, pattern: &Pattern) -> tantivy::Result<Vec<TermInfo>> {
    if let Some(term) = only_term(field, pattern) {
        return Ok(index.get_term_info(&term)?.into_iter().collect());
    }
    Ok(match pattern {
        Pattern::Word { .. } | Pattern::Exact(_) => Vec::new(),
        Pattern::Capitals(short) => {
            let mut infos = Vec::new();
            for form in [short.clone(), format!("{short}s")] {
                infos.extend(index.get_term_info(&Term::from_field_text(field, &exact_term(&form)))?);
            }
            infos
        }
        Pattern::Prefix(start) => range(index, start)?,
        Pattern::Wild(glob) => {
            let start = glob.split(['*', '?']).next().unwrap_or_default();
            searched(index, start, OverTerms(Glob::new(glob)))?
        }
        Pattern::Like(word, most) => searched(index, "", OverTerms(Spellings(spellings(*most, word))))?,
    })
}

/// The one term that tells in which passages a pattern is found, though not where.
pub(super) fn passage_term(field: Field, pattern: &Pattern) -> Option<Term> {
    match pattern {
        // Thousands of words begin with one letter; which letters words begin with is kept for each passage.
        Pattern::Prefix(start) if start.len() == 1 => Some(Term::from_field_text(field, &format!("{INITIAL}{start}"))),
        Pattern::Prefix(_)
        | Pattern::Word { .. }
        | Pattern::Exact(_)
        | Pattern::Wild(_)
        | Pattern::Like(..)
        | Pattern::Capitals(_) => None,
    }
}

/// Every written word that starts with `start`.
fn range(index: &InvertedIndexReader, start: &str) -> tantivy::Result<Vec<TermInfo>> {
    let (from, end) = bounds(start);
    let mut stream = index.terms().range().ge(from).lt(end).into_stream()?;
    let mut infos = Vec::new();
    while stream.advance() {
        infos.push(stream.value().clone());
    }
    Ok(infos)
}

fn searched<A>(index: &InvertedIndexReader, start: &str, automaton: A) -> tantivy::Result<Vec<TermInfo>>
where
    A: Automaton,
    A::State: Clone,
{
    let (from, end) = bounds(start);
    let mut stream = index.terms().search(automaton).ge(from).lt(end).into_stream()?;
    let mut infos = Vec::new();
    while stream.advance() {
        infos.push(stream.value().clone());
    }
    Ok(infos)
}

/// Where the written words that start with `start` begin and end in the dictionary.
fn bounds(start: &str) -> (Vec<u8>, Vec<u8>) {
    let from = format!("{WRITTEN}{start}").into_bytes();
    let mut end = from.clone();
    // No byte of a text is the largest there is.
    if let Some(last) = end.last_mut() {
        *last += 1;
    }
    (from, end)
}

/// The terms of a segment that start with `start`, without that and the first `NUL` behind it.
pub(super) fn tails(index: &InvertedIndexReader, start: &str) -> tantivy::Result<Vec<(String, TermInfo)>> {
    let from = format!("{start}{NUL}").into_bytes();
    let mut end = from.clone();
    if let Some(last) = end.last_mut() {
        *last += 1;
    }
    let mut stream = index.terms().range().ge(&from).lt(end).into_stream()?;
    let mut found = Vec::new();
    while stream.advance() {
        let tail = stream.key().get(from.len()..).and_then(|tail| std::str::from_utf8(tail).ok());
        found.extend(tail.map(|tail| (tail.to_owned(), stream.value().clone())));
    }
    Ok(found)
}

/// Passages and positions of a term.
pub(super) fn postings(index: &InvertedIndexReader, info: &TermInfo) -> tantivy::Result<SegmentPostings> {
    Ok(index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)?)
}
