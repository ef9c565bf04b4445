//! Marks what a query found, in the words of the passage.
//!
//! tantivy's own marks miss prefixes and mark the single words of a phrase anywhere. Here the passage is split by the
//! same analyser and the query asked of its words. The subtlety: only branches that hold are marked: in
//! `(a AND b) OR c`, an `a` without `b` is not a reason for the hit. Fields are taken to hold, since the passage was found.

use super::analyser::{TextWord, words};
use super::pattern::Pattern;
use super::query::{Near, Query};
use super::spans::{Span, is_close, spread};
use crate::text::TextRange;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The places in `passage`, a range of `text`, that answer `query`: in order, apart from one another, a phrase as one.
///
/// Empty when the passage is not an answer, and where only fields were asked. Take the query from `Results::query`, which
/// knows the other ways in which words are written.
#[must_use]
pub fn marks(query: &Query, text: &str, passage: TextRange) -> Vec<TextRange> {
    marked(query, text, passage, &mut BTreeSet::new())
}

/// As `marks`; adds to `met` the words, as folded, at which wildcards were found.
pub(super) fn marked(query: &Query, text: &str, passage: TextRange, met: &mut BTreeSet<String>) -> Vec<TextRange> {
    let body = passage.of(text).unwrap_or_default();
    let at = Passage { body, words: words(body) };
    let mut found = Vec::new();
    if !at.holds(query, true, &mut found) {
        return Vec::new();
    }
    found.sort_by_key(|range| (range.start, range.end));
    let mut ranges: Vec<TextRange> = Vec::new();
    for range in found {
        let Ok(range) = TextRange::within(text, passage.start() + range.start, passage.start() + range.end) else { continue };
        match ranges.last_mut().filter(|last| last.overlaps(range)) {
            Some(last) => *last = last.union(range),
            None => ranges.push(range),
        }
    }
    at.note_met(query, &ranges, passage.start(), met);
    ranges
}

/// A passage with its words.
struct Passage<'a> {
    body: &'a str,
    words: Vec<TextWord>,
}

/// Runs of words with what is marked in each.
type Places = BTreeMap<Span, BTreeSet<(usize, usize)>>;

impl Passage<'_> {
    /// Whether the passage answers; adds the reasons, in bytes of the passage, only when it does.
    fn holds(&self, query: &Query, known: bool, found: &mut Vec<Range<usize>>) -> bool {
        let before = found.len();
        let answer = match query {
            Query::Phrase(_) | Query::Loose(..) | Query::Near(_) => {
                let marks: BTreeSet<(usize, usize)> = self.places(query).into_values().flatten().collect();
                found.extend(marks.iter().filter_map(|(from, to)| self.bytes(*from, *to)));
                found.len() > before
            }
            Query::All { all, none } => {
                !all.is_empty()
                    && all.iter().all(|q| self.holds(q, known, found))
                    && !none.iter().any(|q| self.holds(q, !known, &mut Vec::new()))
            }
            // Every branch is asked, also after one has held: each may add marks.
            Query::Any(any) => any.iter().filter(|q| self.holds(q, known, found)).count() > 0,
            Query::Regex(pattern) => {
                found.extend(pattern.0.find_iter(self.body).map(|m| m.range()).filter(|r| !r.is_empty()));
                found.len() > before
            }
            Query::Field(_) => known,
        };
        if !answer {
            found.truncate(before);
        }
        answer
    }

    fn bytes(&self, from: usize, to: usize) -> Option<Range<usize>> {
        let found = self.words.get(from..to)?;
        Some(found.first()?.range.start..found.last()?.range.end)
    }

    /// The runs of words that answer a part with places.
    fn places(&self, query: &Query) -> Places {
        match query {
            Query::Phrase(patterns) => self.phrases(patterns),
            Query::Loose(patterns, spare) => self.loose(patterns, *spare),
            Query::Near(near) => self.near(near),
            Query::Any(any) => {
                let mut places = Places::new();
                for (span, marks) in any.iter().flat_map(|q| self.places(q)) {
                    places.entry(span).or_default().extend(marks);
                }
                places
            }
            Query::All { .. } | Query::Regex(_) | Query::Field(_) => Places::new(),
        }
    }

    fn phrases(&self, patterns: &[Pattern]) -> Places {
        let fits = |found: &[TextWord]| found.iter().zip(patterns).all(|(w, p)| p.matches(w));
        let places = self.words.windows(patterns.len().max(1)).enumerate();
        let found = places.filter(|(_, found)| !patterns.is_empty() && fits(found));
        found.map(|(i, found)| (span(i, i + found.len()), BTreeSet::from([(i, i + found.len())]))).collect()
    }

    fn loose(&self, patterns: &[Pattern], spare: u32) -> Places {
        let at = |pattern: &Pattern| -> Vec<u32> {
            self.words.iter().zip(0..).filter(|(w, _)| pattern.matches(w)).map(|(_, i)| i).collect()
        };
        let lists: Vec<Vec<u32>> = patterns.iter().map(at).collect();
        let mut spans = Vec::new();
        spread(&lists.iter().map(Vec::as_slice).collect::<Vec<_>>(), spare, &mut spans);
        let marks = |(from, to): Span| {
            let inside = lists.iter().flatten().filter(move |p| (from..to).contains(*p));
            inside.map(|p| (*p as usize, *p as usize + 1)).collect()
        };
        spans.into_iter().map(|span| (span, marks(span))).collect()
    }

    fn near(&self, near: &Near) -> Places {
        let (left, right) = (self.places(&near.left), self.places(&near.right));
        let ahead = |i: &usize| i.checked_sub(1).and_then(|i| self.words.get(i)).map(|w| w.sentence);
        let starts_sentence =
            |(i, word): (usize, &TextWord)| ahead(&i).is_some_and(|before| before != word.sentence).then_some(i);
        let sentences: Vec<u32> =
            self.words.iter().enumerate().filter_map(starts_sentence).filter_map(|i| u32::try_from(i).ok()).collect();
        let mut places = Places::new();
        for (a, marks) in &left {
            for (b, others) in right.iter().filter(|(b, _)| is_close(*a, **b, (near.reach, near.in_order, &sentences))) {
                let both = places.entry((a.0.min(b.0), a.1.max(b.1))).or_default();
                both.extend(marks.iter().chain(others));
            }
        }
        places
    }

    /// Notes which marked words open patterns stood for.
    fn note_met(&self, query: &Query, marks: &[TextRange], start: usize, met: &mut BTreeSet<String>) {
        let mut open = Vec::new();
        query.each_leaf(&mut |leaf| {
            if let Query::Phrase(patterns) | Query::Loose(patterns, _) = leaf {
                open.extend(patterns.iter().filter(|p| p.is_open()));
            }
        });
        if open.is_empty() {
            return;
        }
        let is_marked = |word: &&TextWord| marks.iter().any(|m| m.contains(start + word.range.start));
        let words = self.words.iter().filter(is_marked).filter(|word| open.iter().any(|p| p.matches(word)));
        met.extend(words.map(|word| word.written.clone()));
    }
}

fn span(from: usize, to: usize) -> Span {
    let number = |n| u32::try_from(n).unwrap_or(u32::MAX);
    (number(from), number(to))
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
        assert_eq!(quotes("*ng brusie~ =MS", "\n\nMS seen being bruised by Ms X"), ["MS", "being", "bruised"]);
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
    fn marks_both_sides_of_near_and_nothing_between() {
        let text = "\n\nThe partner was not known. A partner who was seen was known";
        assert_eq!(quotes("partner BEFORE/2 known", text), ["partner", "known"]);
        assert_eq!(quotes("partner NEAR/2 known", text), ["partner", "known", "partner"]);
        assert_eq!(quotes("partner SENTENCE known", text), ["partner", "known", "partner", "known"]);
        assert_eq!(quotes("known BEFORE/1 partner", text), ["known", "partner"]);
        assert_eq!(quotes("\"partner known\"~2", text), ["partner", "known", "partner"]);
    }

    #[test]
    fn marks_only_branches_that_hold() {
        assert_eq!(quotes("(a1 b1) OR c1", "\n\na1 c1"), ["c1"]);
        assert_eq!(quotes("a1 NOT b1", "\n\na1 b1"), [] as [&str; 0]);
        assert_eq!(quotes("a1 NOT (b1 c1)", "\n\na1 b1"), ["a1"]);
        assert_eq!(quotes("a1 NOT kind:scr", "\n\na1 b1"), ["a1"]);
        assert_eq!(quotes("/b\\d/ uncoded", "\n\na1 B1"), ["B1"]);
    }
}
