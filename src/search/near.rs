//! Loose phrases and `NEAR`: what depends on where words stand in a passage, beyond standing next to each other.
//!
//! ```text
//!   candidates: passages with all the words that are needed     (no positions are read)
//!        └─> for each: the positions of every word ─> spans of every part ─> are there any?
//! ```
//!
//! The subtlety: a span is a run of words, and two sides of `NEAR` never share a word, so that `child NEAR child` needs
//! two. A word that stands for many is read into a list of its own, but only for the candidates.

use super::analyser::SENTENCE;
use super::open_phrase::OpenPhrase;
use super::pattern::Pattern;
use super::query::{Query, Reach};
use super::spans::{Span, close, follow, spread};
use super::terms::{only_term, postings, term_infos};
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    BitSetDocSet, Bm25Weight, BooleanQuery, ConstScorer, EnableScoring, Explanation, Occur, Query as TantivyQuery, Scorer,
    TermQuery, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{BitSet, DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, TantivyError, Term};

/// A query whose parts all have places.
#[derive(Clone, Debug)]
pub(super) struct SpanQuery {
    pub field: Field,
    pub query: Query,
}

impl TantivyQuery for SpanQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let off = match scoring.searcher() {
            Some(searcher) => EnableScoring::disabled_from_searcher(searcher),
            None => EnableScoring::disabled_from_schema(scoring.schema()),
        };
        let mut terms = Vec::new();
        self.query.each_leaf(&mut |leaf| {
            if let Query::Phrase(patterns) | Query::Loose(patterns, _) = leaf {
                terms.extend(patterns.iter().filter_map(|p| only_term(self.field, p)));
            }
        });
        let bm25 = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } if !terms.is_empty() => {
                Some(Bm25Weight::for_terms(statistics_provider, &terms)?)
            }
            EnableScoring::Enabled { .. } | EnableScoring::Disabled { .. } => None,
        };
        let candidates = candidates(&self.query, self.field).weight(off)?;
        Ok(Box::new(SpanWeight { field: self.field, query: self.query.clone(), candidates, bm25 }))
    }
}

/// Passages with all the words that are needed, wherever they stand.
fn candidates(query: &Query, field: Field) -> Box<dyn TantivyQuery> {
    let all = |parts: Vec<Box<dyn TantivyQuery>>| -> Box<dyn TantivyQuery> {
        Box::new(BooleanQuery::new(parts.into_iter().map(|p| (Occur::Must, p)).collect()))
    };
    let word = |pattern: &Pattern| -> Box<dyn TantivyQuery> {
        match only_term(field, pattern) {
            Some(term) => Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
            None => Box::new(OpenPhrase { field, patterns: vec![pattern.clone()] }),
        }
    };
    match query {
        Query::Phrase(patterns) | Query::Loose(patterns, _) => all(patterns.iter().map(word).collect()),
        Query::Near(near) => all(vec![candidates(&near.left, field), candidates(&near.right, field)]),
        Query::Any(any) => Box::new(BooleanQuery::union(any.iter().map(|q| candidates(q, field)).collect())),
        // The parser lets nothing else in.
        Query::All { all: parts, .. } => all(parts.iter().map(|q| candidates(q, field)).collect()),
        Query::Regex(_) | Query::Field(_) => Box::new(tantivy::query::EmptyQuery),
    }
}

struct SpanWeight {
    field: Field,
    query: Query,
    candidates: Box<dyn Weight>,
    bm25: Option<Bm25Weight>,
}

impl Weight for SpanWeight {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let index = segment.inverted_index(self.field)?;
        let mut candidates = self.candidates.scorer(segment, 1.0)?;
        let mut has_open = false;
        self.query.each_leaf(&mut |leaf| {
            if let Query::Phrase(patterns) | Query::Loose(patterns, _) = leaf {
                has_open |= patterns.iter().any(|p| only_term(self.field, p).is_none());
            }
        });
        let mut only = None;
        if has_open {
            let mut set = BitSet::with_max_value(segment.max_doc());
            let mut passage = candidates.doc();
            while passage != TERMINATED {
                set.insert(passage);
                passage = candidates.advance();
            }
            candidates = Box::new(ConstScorer::new(BitSetDocSet::from(set.clone()), 1.0));
            only = Some(set);
        }
        let make = Maker { index: &index, field: self.field, only: only.as_ref() };
        let root = make.node(&self.query)?;
        let norms = match &self.bm25 {
            Some(_) => segment.fieldnorms_readers().get_field(self.field)?,
            None => None,
        };
        let bm25 = self.bm25.as_ref().map(|weight| weight.boost_by(boost));
        let mut scorer = SpanScorer { candidates, root, sentences: make.sentences()?, norms, bm25, boost };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, segment: &SegmentReader, passage: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(segment, 1.0)?;
        if scorer.seek(passage) == passage {
            Ok(Explanation::new("Near", scorer.score()))
        } else {
            Err(TantivyError::InvalidArgument("not found in this passage".to_owned()))
        }
    }
}

/// Makes the parts of a query for one segment.
struct Maker<'a> {
    index: &'a InvertedIndexReader,
    field: Field,
    /// The candidates, where they had to be listed.
    only: Option<&'a BitSet>,
}

impl Maker<'_> {
    fn node(&self, query: &Query) -> tantivy::Result<Node> {
        let words = |patterns: &[Pattern]| patterns.iter().map(|p| self.word(p)).collect::<tantivy::Result<Vec<_>>>();
        let part = match query {
            Query::Phrase(patterns) => Part::Phrase(words(patterns)?),
            Query::Loose(patterns, spare) => Part::Loose(words(patterns)?, *spare),
            Query::Near(near) => {
                let sides = Box::new((self.node(&near.left)?, self.node(&near.right)?));
                Part::Near { sides, reach: near.reach, in_order: near.in_order }
            }
            Query::Any(any) => Part::Any(any.iter().map(|q| self.node(q)).collect::<tantivy::Result<_>>()?),
            Query::All { .. } | Query::Regex(_) | Query::Field(_) => Part::Any(Vec::new()),
        };
        Ok(Node { part, spans: Vec::new() })
    }

    fn word(&self, pattern: &Pattern) -> tantivy::Result<Word> {
        let source = match only_term(self.field, pattern) {
            Some(term) => Source::One(self.postings(&term)?),
            None => Source::Many { places: self.places(pattern)?, at: 0 },
        };
        Ok(Word { source, positions: Vec::new() })
    }

    fn postings(&self, term: &Term) -> tantivy::Result<Option<SegmentPostings>> {
        self.index.get_term_info(term)?.map(|info| postings(self.index, &info)).transpose()
    }

    fn sentences(&self) -> tantivy::Result<Word> {
        let term = Term::from_field_text(self.field, SENTENCE);
        Ok(Word { source: Source::One(self.postings(&term)?), positions: Vec::new() })
    }

    /// Every place of a word that stands for many, in the candidates.
    fn places(&self, pattern: &Pattern) -> tantivy::Result<Vec<u64>> {
        let mut places = Vec::new();
        let mut positions = Vec::new();
        for info in term_infos(self.index, self.field, pattern)? {
            let mut word = postings(self.index, &info)?;
            let mut passage = word.doc();
            while passage != TERMINATED {
                if self.only.is_none_or(|only| only.contains(passage)) {
                    word.positions(&mut positions);
                    places.extend(positions.iter().map(|p| u64::from(passage) << 32 | u64::from(*p)));
                }
                passage = word.advance();
            }
        }
        places.sort_unstable();
        places.dedup();
        Ok(places)
    }
}

/// A word of the query and where it stands in the passage at hand.
struct Word {
    source: Source,
    positions: Vec<u32>,
}

enum Source {
    /// One term; none where the segment does not have it.
    One(Option<SegmentPostings>),
    /// Many terms: passage and position, in order, and how far they were read.
    Many { places: Vec<u64>, at: usize },
}

impl Word {
    /// Reads the positions in a passage that lies behind all passages read before.
    fn move_to(&mut self, passage: DocId) {
        self.positions.clear();
        match &mut self.source {
            Source::One(Some(word)) => {
                if word.doc() < passage {
                    word.seek(passage);
                }
                if word.doc() == passage {
                    word.positions(&mut self.positions);
                }
            }
            Source::One(None) => {}
            Source::Many { places, at } => {
                let rest = places.get(*at..).unwrap_or_default();
                *at += rest.partition_point(|place| *place < u64::from(passage) << 32);
                let rest = places.get(*at..).unwrap_or_default();
                let here = rest.iter().take_while(|place| (**place >> 32) as u32 == passage);
                self.positions.extend(here.map(|place| *place as u32));
            }
        }
    }
}

/// A part of the query and its spans in the passage at hand.
struct Node {
    part: Part,
    spans: Vec<Span>,
}

enum Part {
    Phrase(Vec<Word>),
    Loose(Vec<Word>, u32),
    Near { sides: Box<(Node, Node)>, reach: Reach, in_order: bool },
    Any(Vec<Node>),
}

impl Node {
    /// Finds the spans in a passage.
    fn read(&mut self, passage: DocId, sentences: &mut Word) -> &[Span] {
        self.spans.clear();
        match &mut self.part {
            Part::Phrase(words) => {
                words.iter_mut().for_each(|w| w.move_to(passage));
                let positions: &mut dyn Iterator<Item = &[u32]> = &mut words.iter().map(|w| w.positions.as_slice());
                follow(positions, &mut self.spans);
            }
            Part::Loose(words, spare) => {
                words.iter_mut().for_each(|w| w.move_to(passage));
                let positions: Vec<&[u32]> = words.iter().map(|w| w.positions.as_slice()).collect();
                spread(&positions, *spare, &mut self.spans);
            }
            Part::Near { sides, reach, in_order } => {
                let (left, right) = &mut **sides;
                if !left.read(passage, sentences).is_empty() && !right.read(passage, sentences).is_empty() {
                    if *reach == Reach::Sentence {
                        sentences.move_to(passage);
                    }
                    close(&left.spans, &right.spans, (*reach, *in_order, &sentences.positions), &mut self.spans);
                }
            }
            Part::Any(any) => {
                for node in any {
                    self.spans.extend_from_slice(node.read(passage, sentences));
                }
                self.spans.sort_unstable();
                self.spans.dedup();
            }
        }
        &self.spans
    }
}

/// Stands on passages with a span only.
struct SpanScorer {
    candidates: Box<dyn Scorer>,
    root: Node,
    sentences: Word,
    norms: Option<FieldNormReader>,
    bm25: Option<Bm25Weight>,
    boost: Score,
}

impl SpanScorer {
    /// Goes on from the candidate at hand to one with a span.
    fn settle(&mut self) -> DocId {
        let mut passage = self.candidates.doc();
        while passage != TERMINATED && self.root.read(passage, &mut self.sentences).is_empty() {
            passage = self.candidates.advance();
        }
        passage
    }
}

impl DocSet for SpanScorer {
    fn advance(&mut self) -> DocId {
        self.candidates.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.candidates.doc() >= target {
            return self.candidates.doc();
        }
        self.candidates.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.candidates.doc()
    }

    fn size_hint(&self) -> u32 {
        self.candidates.size_hint()
    }
}

impl Scorer for SpanScorer {
    fn score(&mut self) -> Score {
        let (Some(bm25), Some(norms)) = (&self.bm25, &self.norms) else { return self.boost };
        let times = u32::try_from(self.root.spans.len()).unwrap_or(u32::MAX);
        bm25.score(norms.fieldnorm_id(self.candidates.doc()), times)
    }
}
