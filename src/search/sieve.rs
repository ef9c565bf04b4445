//! The passages that answer a field or a pattern over the text.
//!
//! Fields of documents are asked once for each document, codings are laid over the passages they touch, and patterns run
//! over the texts themselves, on all processors. The subtlety: a pattern is asked of one passage at a time, so `^` and
//! `$` are its ends and nothing found ever runs from one into the next.

use super::columns::Columns;
use super::fields::{Test, label_fits};
use super::given::Given;
use super::ground::{CodingFacts, DocumentFacts, Ground};
use super::index::Snapshot;
use super::open_phrase::add_all;
use super::plan::plan;
use super::query::Query;
use super::run::Texts;
use super::schema::{Fields, Place};
use crate::text::TextRange;
use rayon::prelude::*;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::Arc;
use tantivy::query::EnableScoring;
use tantivy::{BitSet, DocId, DocSet, SegmentReader, TERMINATED};

/// What a query is asked on.
#[derive(Clone)]
pub(super) struct On<'a> {
    pub snapshot: &'a Snapshot,
    pub fields: Fields,
    pub ground: &'a Ground,
    pub texts: &'a dyn Texts,
    /// What documents have to answer anyway, so that texts of others need not be read.
    pub narrow: Vec<Test>,
}

impl On<'_> {
    /// The same where documents have to answer these tests too.
    pub fn narrowed<'t>(&self, tests: impl Iterator<Item = &'t Test>) -> Self {
        let mut narrowed = self.clone();
        narrowed.narrow.extend(tests.cloned());
        narrowed
    }

    /// For each document's number, whether it answers every one of these tests.
    fn documents(&self, tests: &[Test]) -> Vec<bool> {
        let answers = |id| tests.iter().all(|test| self.ground.answers(test, id).unwrap_or(true));
        self.snapshot.by_number.iter().map(|ranked| ranked.is_some_and(|r| answers(r.id))).collect()
    }

    /// The passages for which `keep` holds, given the segment, the passage's number in it and its place.
    fn passages(&self, keep: impl Fn(usize, usize, Place) -> bool) -> tantivy::Result<Given> {
        let mut sets = BTreeMap::new();
        let places = self.snapshot.places()?;
        for ((segment, reader), places) in self.snapshot.searcher.segment_readers().iter().enumerate().zip(&places) {
            let mut set = BitSet::with_max_value(reader.max_doc());
            for ((i, place), passage) in places.iter().enumerate().zip(0..) {
                if keep(segment, i, *place) {
                    set.insert(passage);
                }
            }
            sets.insert(reader.segment_id(), set);
        }
        Ok(Given(Arc::new(sets)))
    }
}

/// The passages that answer a test.
pub(super) fn sieve(test: &Test, on: &On<'_>) -> tantivy::Result<Given> {
    match test {
        Test::Heading(query) => under_headings(query, on),
        Test::Zone(zone) => on.passages(|_, _, place| place.zone() == Some(*zone)),
        Test::Page(stretch) => {
            let columns = on.snapshot.columns()?;
            let page =
                |segment: usize, i: usize| columns.0.get(segment).and_then(|c| c.pages.get(i)).copied().unwrap_or_default();
            on.passages(|segment, i, _| {
                let page = page(segment, i);
                page > 0 && stretch.holds(page, page)
            })
        }
        Test::Para(glob) => labelled(glob, on),
        Test::Coded(tests) => {
            let is_meant = on.ground.codings_like(tests);
            touched(on, |document| document.codings.iter().filter(|c| is_meant(c)).map(CodingFacts::range).collect(), true)
        }
        Test::Uncoded => touched(on, |document| document.codings.iter().map(CodingFacts::range).collect(), false),
        Test::Title(_) | Test::Kind(_) | Test::Case(_) | Test::Date(_) | Test::Age(_) | Test::Attribute { .. } => {
            let answers = on.documents(std::slice::from_ref(test));
            on.passages(|_, _, place| answers.get(place.document()).copied().unwrap_or_default())
        }
    }
}

impl CodingFacts {
    const fn range(&self) -> TextRange {
        self.range
    }
}

/// Passages that are touched, or not touched, by one of a document's ranges.
fn touched(on: &On<'_>, ranges: impl Fn(&DocumentFacts) -> Vec<TextRange>, wanted: bool) -> tantivy::Result<Given> {
    let of = |ranked: &Option<super::manifest::Ranked>| {
        let facts = ranked.and_then(|r| on.ground.documents.get(&r.id));
        apart(facts.map(&ranges).unwrap_or_default())
    };
    let by_number: Vec<Vec<TextRange>> = on.snapshot.by_number.iter().map(of).collect();
    let columns = on.snapshot.columns()?;
    let is_touched = |segment: usize, i: usize, place: Place| {
        let ranges = by_number.get(place.document()).filter(|ranges| !ranges.is_empty())?;
        let (start, end) = bytes(&columns, segment, i)?;
        let next = ranges.partition_point(|r| r.end() <= start);
        Some(ranges.get(next)?.start() < end)
    };
    let is_present = |place: Place| on.snapshot.document(place).is_some();
    on.passages(|segment, i, place| is_present(place) && is_touched(segment, i, place).unwrap_or_default() == wanted)
}

/// Ranges in order, those that overlap joined.
fn apart(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
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

/// The bytes of a passage in its text.
fn bytes(columns: &Columns, segment: usize, i: usize) -> Option<(usize, usize)> {
    let column = columns.0.get(segment)?;
    let (start, length) = (*column.starts.get(i)? as usize, *column.lengths.get(i)? as usize);
    Some((start, start + length))
}

fn labelled(glob: &str, on: &On<'_>) -> tantivy::Result<Given> {
    let mut sets = BTreeMap::new();
    for segment in on.snapshot.searcher.segment_readers() {
        let mut set = BitSet::with_max_value(segment.max_doc());
        let index = segment.inverted_index(on.fields.label)?;
        let mut stream = index.terms().stream()?;
        while stream.advance() {
            if std::str::from_utf8(stream.key()).is_ok_and(|label| label_fits(glob, label)) {
                add_all(&index, stream.value(), &mut set)?;
            }
        }
        sets.insert(segment.segment_id(), set);
    }
    Ok(Given(Arc::new(sets)))
}

/// Headings that answer a query, and what stands under them.
fn under_headings(query: &Query, on: &On<'_>) -> tantivy::Result<Given> {
    let (places, columns) = (on.snapshot.places()?, on.snapshot.columns()?);
    let mut sections: Vec<Vec<(usize, usize)>> = vec![Vec::new(); on.snapshot.by_number.len()];
    let heading = |segment: usize, passage: DocId| {
        let place = places.get(segment)?.get(passage as usize).filter(|place| place.is_heading())?;
        let end = columns.0.get(segment)?.sections.get(passage as usize)?;
        Some((*place, *end as usize))
    };
    for (segment, passage) in found(query, on)? {
        let Some((place, end)) = heading(segment, passage) else { continue };
        if let Some(sections) = sections.get_mut(place.document()) {
            sections.push((place.block(), end));
        }
    }
    on.passages(|_, _, place| {
        let sections = sections.get(place.document()).map(Vec::as_slice).unwrap_or_default();
        sections.iter().any(|(from, end)| (*from..*end).contains(&place.block()))
    })
}

/// Every passage that answers a query, by segment.
fn found(query: &Query, on: &On<'_>) -> tantivy::Result<Vec<(usize, DocId)>> {
    let searcher = &on.snapshot.searcher;
    let weight = plan(query, on)?.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut all = Vec::new();
    for (segment, reader) in searcher.segment_readers().iter().enumerate() {
        let mut scorer = weight.scorer(reader, 1.0)?;
        let mut passage = scorer.doc();
        while passage != TERMINATED {
            if !reader.is_deleted(passage) {
                all.push((segment, passage));
            }
            passage = scorer.advance();
        }
    }
    Ok(all)
}

/// The passages whose text fits a pattern.
pub(super) fn text_sieve(pattern: &Regex, on: &On<'_>) -> tantivy::Result<Given> {
    let wanted = on.documents(&on.narrow);
    let (places, columns) = (on.snapshot.places()?, on.snapshot.columns()?);
    let readers = on.snapshot.searcher.segment_readers();
    // Where the passages of each document are.
    let mut of: Vec<Vec<(usize, DocId)>> = vec![Vec::new(); wanted.len()];
    for ((segment, places), reader) in places.iter().enumerate().zip(readers) {
        for (place, passage) in places.iter().zip(0..) {
            let number = place.document();
            if wanted.get(number).copied().unwrap_or_default()
                && !reader.is_deleted(passage)
                && let Some(list) = of.get_mut(number)
            {
                list.push((segment, passage));
            }
        }
    }
    let fits = |(number, passages): (usize, &Vec<(usize, DocId)>)| -> Vec<(usize, DocId)> {
        let id = on.snapshot.by_number.get(number).copied().flatten().map(|r| r.id).filter(|_| !passages.is_empty());
        let Some(text) = id.and_then(|id| on.texts.plain(id)) else { return Vec::new() };
        let is_found = |(segment, passage): &&(usize, DocId)| {
            let bytes = bytes(&columns, *segment, *passage as usize);
            bytes.and_then(|(start, end)| text.get(start..end)).is_some_and(|t| pattern.find_iter(t).any(|m| !m.is_empty()))
        };
        passages.iter().filter(is_found).copied().collect()
    };
    let found: Vec<(usize, DocId)> = of.par_iter().enumerate().flat_map_iter(fits).collect();
    let mut sets: Vec<BitSet> = readers.iter().map(|r| BitSet::with_max_value(r.max_doc())).collect();
    for (segment, passage) in found {
        if let Some(set) = sets.get_mut(segment) {
            set.insert(passage);
        }
    }
    let named = readers.iter().map(SegmentReader::segment_id).zip(sets);
    Ok(Given(Arc::new(named.collect())))
}
