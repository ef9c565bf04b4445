//! Marks what a query found, in the words of the passage.
//!
//! tantivy's own marks miss prefixes and mark the single words of a phrase anywhere. Here the passage is split by the
//! same analyser and the query asked of its words. The subtlety: only branches that hold are marked: in
//! `(a AND b) OR c`, an `a` without `b` is not a reason for the hit.

use super::analyser::{TextWord, words};
use super::query::{Pattern, Query};
use crate::text::TextRange;
use std::collections::BTreeSet;
use std::ops::Range;

/// The places in `passage`, a range of `text`, that answer `query`: in order, apart from one another, a phrase as one.
///
/// Empty when the passage is not an answer.
#[must_use]
pub fn marks(query: &Query, text: &str, passage: TextRange) -> Vec<TextRange> {
    marked(query, text, passage, &mut BTreeSet::new())
}

/// As `marks`; adds to `met` the words, as folded, at which prefixes were found.
pub(super) fn marked(query: &Query, text: &str, passage: TextRange, met: &mut BTreeSet<String>) -> Vec<TextRange> {
    let words = words(passage.of(text).unwrap_or_default());
    let mut spans = Vec::new();
    if !holds(query, &words, &mut spans) {
        return Vec::new();
    }
    for span in &spans {
        let found = words.get(span.words.clone()).unwrap_or_default();
        let prefixed = found.iter().zip(span.patterns).filter(|(_, p)| matches!(p, Pattern::Prefix(_)));
        met.extend(prefixed.map(|(word, _)| word.written.clone()));
    }
    let mut ranges: Vec<TextRange> = spans.iter().filter_map(|span| span.range(&words, text, passage)).collect();
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let overlap = kept.overlaps(*next);
        if overlap {
            *kept = kept.union(*next);
        }
        overlap
    });
    ranges
}

/// Where a phrase was found.
struct Span<'a> {
    words: Range<usize>,
    patterns: &'a [Pattern],
}

impl Span<'_> {
    fn range(&self, words: &[TextWord], text: &str, passage: TextRange) -> Option<TextRange> {
        let found = words.get(self.words.clone())?;
        let (start, end) = (found.first()?.range.start, found.last()?.range.end);
        TextRange::within(text, passage.start() + start, passage.start() + end).ok()
    }
}

/// Whether the passage answers; adds the reasons to `spans` only when it does.
fn holds<'a>(query: &'a Query, words: &[TextWord], spans: &mut Vec<Span<'a>>) -> bool {
    let before = spans.len();
    let answer = match query {
        Query::Phrase(patterns) => {
            let places = words.windows(patterns.len().max(1)).enumerate();
            let fits = |found: &[TextWord]| found.iter().zip(patterns).all(|(w, p)| p.matches(&w.written, &w.stem));
            let found = places.filter(|(_, found)| !patterns.is_empty() && fits(found));
            spans.extend(found.map(|(i, found)| Span { words: i..i + found.len(), patterns }));
            spans.len() > before
        }
        Query::All { all, none } => {
            !all.is_empty()
                && all.iter().all(|q| holds(q, words, spans))
                && !none.iter().any(|q| holds(q, words, &mut Vec::new()))
        }
        // Every branch is asked, also after one has held: each may add marks.
        Query::Any(any) => any.iter().filter(|q| holds(q, words, spans)).count() > 0,
    };
    if !answer {
        spans.truncate(before);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        let query = Query::parse(query).expect("reads");
        let passage = TextRange::within(text, 2, text.len()).expect("fits");
        marks(&query, text, passage).into_iter().map(|m| m.of(text).expect("fits")).collect()
    }

    #[test]
    fn marks_words_and_prefixes_as_they_stand() {
        assert_eq!(quotes("bruise", "\n\nBruising; a bruise, two bruises."), ["Bruising", "bruise", "bruises"]);
        assert_eq!(quotes("moth*", "\n\nThe mother’s moth"), ["mother’s", "moth"]);
        assert_eq!(quotes("jose", "\n\nJosé, Jose\u{301}!"), ["José", "Jose\u{301}"]);
    }

    #[test]
    fn marks_a_phrase_as_one_and_only_where_it_stands() {
        let text = "\n\nhealth visitor; the visitor for health; Health-visiting";
        assert_eq!(quotes("\"health visitor\"", text), ["health visitor"]);
        assert_eq!(quotes("\"health visit*\"", text), ["health visitor", "Health-visiting"]);
        assert_eq!(quotes("\"health visitor\" visitor", text), ["health visitor", "visitor"]);
        assert_eq!(quotes("\"a1 a1\"", "\n\na1 a1 a1 b1"), ["a1 a1 a1"]);
    }

    #[test]
    fn marks_only_branches_that_hold() {
        assert_eq!(quotes("(a1 b1) OR c1", "\n\na1 c1"), ["c1"]);
        assert_eq!(quotes("a1 NOT b1", "\n\na1 b1"), [] as [&str; 0]);
        assert_eq!(quotes("a1 NOT (b1 c1)", "\n\na1 b1"), ["a1"]);
    }
}
