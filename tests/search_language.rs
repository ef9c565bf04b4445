//! What every kind of query promises: it finds what a slow and obvious search finds, however the index came to be.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a failure is meant to stop the test")]

mod slow_search;

use deepdive::model::{Document, Id};
use deepdive::search::{Ground, Hit, Index, Query, SpanKind, spans};
use deepdive::text::{SourceText, TextRange};
use proptest::prelude::*;
use slow_search::corpus::{Review, Texts, ground, id, key, source};
use slow_search::generate::{asked, review};
use slow_search::{Asked, Hyphened, answers, asks_for, hyphened, needs_words, typed};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn fill(index: &Index, texts: &Texts) {
    let add = texts.iter().map(|(id, source)| (key(*id, source), Arc::clone(source)));
    index.update(add, &[], &|_| {}).expect("updates");
}

struct World {
    reviews: Vec<Review>,
    texts: Texts,
    ground: Ground,
    pairs: Hyphened,
}

impl World {
    fn new(reviews: Vec<Review>) -> Self {
        let texts: Texts = reviews.iter().enumerate().map(|(n, review)| (id(n), source(review))).collect();
        let (ground, pairs) = (ground(&reviews, &texts), hyphened(&reviews));
        Self { reviews, texts, ground, pairs }
    }

    fn text(&self) -> impl Fn(Id<Document>) -> Option<Arc<SourceText>> + Sync {
        |id| self.texts.get(&id).cloned()
    }

    /// Filled in two batches with something else removed, so that there are several segments and removed passages.
    fn worn_index(&self, other: &Review) -> Index {
        let index = Index::in_memory().expect("opens");
        fill(&index, &self.texts.iter().take(2).map(|(id, s)| (*id, Arc::clone(s))).collect());
        fill(&index, &Texts::from([(id(99), source(other))]));
        fill(&index, &self.texts);
        index.update([], &[id(99)], &|_| {}).expect("removes");
        index
    }

    fn found(&self, index: &Index, query: &Query) -> Vec<Hit> {
        index.search(query, usize::MAX, &self.text(), &self.ground).expect("searches").hits
    }

    fn check(&self, index: &Index, fresh: &Index, asked: &Asked) {
        let line = typed(asked);
        if !asks_for(asked) {
            assert!(Query::parse(&line).is_err(), "{line}");
            return;
        }
        let query = Query::parse(&line).unwrap_or_else(|e| panic!("{line}: {e} at {}", e.at));
        let results = index.search(&query, usize::MAX, &self.text(), &self.ground).expect("searches");
        let mut expected = BTreeSet::new();
        let mut counts = BTreeMap::new();
        for (n, review) in self.reviews.iter().enumerate() {
            for passage in (0..review.passages.len()).filter(|i| answers(asked, review, *i, &self.pairs)) {
                expected.insert((id(n), passage));
                *counts.entry(id(n)).or_insert(0) += 1;
            }
        }
        let got: BTreeSet<_> = results.hits.iter().map(|h| (h.document, h.block)).collect();
        assert_eq!(got, expected, "{line}");
        assert_eq!((results.total, results.documents), (results.hits.len(), counts), "{line}");
        for hit in &results.hits {
            let text = &self.texts[&hit.document].text;
            assert!(!hit.marks.is_empty() || !needs_words(asked), "{line}: {}", self.texts[&hit.document].quote(hit.range));
            assert!(hit.marks.iter().all(|m: &TextRange| m.fits(text) && hit.range.union(*m) == hit.range));
            assert!(hit.marks.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        }
        let passages = index.passages(&query, &self.text(), &self.ground).expect("searches");
        assert_eq!(passages.iter().map(|p| (p.document, p.range)).collect::<Vec<_>>(), ranges(&results.hits), "{line}");
        let mut in_order = index.all_hits(&query, &self.text(), &self.ground).expect("searches");
        assert!(in_order.is_sorted_by_key(|h| (h.document, h.block)), "{line}");
        // An index made anew finds the same, with the same marks and the same scores.
        let mut again = self.found(fresh, &query);
        for hits in [&mut again, &mut in_order] {
            hits.sort_by_key(|h| (h.document, h.block));
        }
        let mut before = results.hits;
        before.sort_by_key(|h| (h.document, h.block));
        assert_eq!(before.len(), again.len(), "{line}");
        for ((old, new), coded) in before.iter().zip(&again).zip(&in_order) {
            assert_eq!((old.document, old.block, &old.marks), (new.document, new.block, &new.marks), "{line}");
            assert_eq!((old.block, &old.marks), (coded.block, &coded.marks), "{line}");
            assert!((old.score - new.score).abs() < 0.01, "{line}: {} {}", old.score, new.score);
        }
    }
}

fn ranges(hits: &[Hit]) -> Vec<(Id<Document>, TextRange)> {
    hits.iter().map(|h| (h.document, h.range)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn finds_what_a_slow_search_finds(
        reviews in proptest::collection::vec(review(), 1..5),
        other in review(),
        queries in proptest::collection::vec(asked(), 1..24),
    ) {
        let world = World::new(reviews);
        let index = world.worn_index(&other);
        let fresh = Index::in_memory().expect("opens");
        fill(&fresh, &world.texts);
        for query in &queries {
            world.check(&index, &fresh, query);
        }
    }

    #[test]
    fn any_line_can_be_typed_and_coloured(line in "[-a-z “”\"()*?~/=:<>.0-9'’éANDORTEBF]{0,40}") {
        let coloured = spans(&line);
        prop_assert!(coloured.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        prop_assert!(coloured.iter().all(|s| !s.range.is_empty() && line.get(s.range.clone()).is_some()));
        match Query::parse(&line) {
            Ok(_) => prop_assert!(coloured.iter().all(|s| !s.is_fault)),
            Err(error) => prop_assert!(error.at <= line.len() && line.is_char_boundary(error.at)),
        }
    }
}

#[test]
fn a_query_is_coloured_as_it_is_typed() {
    let coloured = |line: &str| -> Vec<(String, SpanKind, bool)> {
        spans(line).into_iter().map(|s| (line[s.range].to_owned(), s.kind, s.is_fault)).collect()
    };
    let of = |parts: &[(&str, SpanKind)]| -> Vec<(String, SpanKind, bool)> {
        parts.iter().map(|(text, kind)| ((*text).to_owned(), *kind, false)).collect()
    };
    use SpanKind::{Bracket, Exact, Field, Operator, Phrase, Regex, Value, Wildcard, Word};
    assert_eq!(
        coloured("(partner OR HV) NEAR/8 \"not known\"~2 kind:LCSPR uncoded"),
        of(&[
            ("(", Bracket),
            ("partner", Word),
            ("OR", Operator),
            ("HV", Word),
            (")", Bracket),
            ("NEAR/8", Operator),
            ("\"not known\"~2", Phrase),
            ("kind:", Field),
            ("LCSPR", Value),
            ("uncoded", Field),
        ])
    );
    assert_eq!(
        coloured("wor* -=MS /s47/ bruse~ date:>2021 =\"a b\""),
        of(&[
            ("wor*", Wildcard),
            ("-", Operator),
            ("=MS", Exact),
            ("/s47/", Regex),
            ("bruse~", Wildcard),
            ("date:", Field),
            (">2021", Value),
            ("=\"a b\"", Exact),
        ])
    );
    // Not finished yet.
    let fault = |line: &str| coloured(line).pop();
    assert_eq!(fault("mother \"not kno"), Some(("\"not kno".to_owned(), Phrase, true)));
    assert_eq!(fault("x zone:"), Some(("zone:".to_owned(), Field, true)));
    assert_eq!(fault("x /a(b"), Some(("/a(b".to_owned(), Regex, true)));
    assert_eq!(fault("x title:\"not"), Some(("\"not".to_owned(), Value, true)));
}
