//! All words of all documents as numbers: what everything here is worked out from.
//!
//! A word is one `u32`, and the features of a passage are made from its words whenever they are wanted: 40 million words
//! are 160 MB, where a matrix of features would be three times that, and making them takes less time than reading such a
//! matrix from memory. Only the length of each passage's vector is kept.

use super::draft::{Draft, Place};
use super::feature::{Feature, Vector, collect, runs};
use super::vocabulary::Vocabulary;
use super::weighing::Weighing;
use crate::model::{Document, Id};
use crate::text::TextRange;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Set on the first word of a sentence.
pub(super) const BEGINS: u32 = 1 << 31;

/// The number of a word without that sign.
pub(super) const fn word_of(word: u32) -> u32 {
    word & !BEGINS
}

/// One passage of a corpus: a document, and which of its passages, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageId {
    /// The document.
    pub document: Id<Document>,
    /// Which of its passages.
    pub index: u32,
}

#[derive(Debug)]
struct Passage {
    place: Place,
    /// Where its words end.
    end: u32,
    /// One divided by the length of its vector; 0 for one without features.
    scale: f32,
}

/// One document of a corpus.
#[derive(Debug)]
pub(super) struct Held {
    words: Box<[u32]>,
    passages: Box<[Passage]>,
}

impl Held {
    /// The passages with their words.
    pub(super) fn passages(&self) -> impl Iterator<Item = (Place, f32, &[u32])> {
        let mut start = 0;
        self.passages.iter().map(move |p| {
            let words = self.words.get(start..p.end as usize).unwrap_or_default();
            start = p.end as usize;
            (p.place, p.scale, words)
        })
    }

    fn passage(&self, index: usize) -> Option<(Place, f32, &[u32])> {
        let passage = self.passages.get(index)?;
        let start = index.checked_sub(1).and_then(|i| self.passages.get(i)).map_or(0, |p| p.end as usize);
        Some((passage.place, passage.scale, self.words.get(start..passage.end as usize)?))
    }
}

/// The words of a project's documents.
#[derive(Debug, Default)]
pub struct Corpus {
    vocabulary: Vocabulary,
    documents: BTreeMap<Id<Document>, Held>,
    weighing: Weighing,
    words: usize,
    is_settled: bool,
}

impl Corpus {
    /// Adds a document, or puts its new text in place of the old one.
    pub fn put(&mut self, id: Id<Document>, draft: &Draft) {
        self.remove(id);
        let number = |w: &super::draft::DraftWord| {
            let word = self.vocabulary.number(&w.written, &w.stem);
            if w.begins_sentence { word | BEGINS } else { word }
        };
        let words: Box<[u32]> = draft.words.iter().map(number).collect();
        let passage =
            |(place, end): &(Place, usize)| Passage { place: *place, end: u32::try_from(*end).unwrap_or(u32::MAX), scale: 0.0 };
        let held = Held { words, passages: draft.passages.iter().map(passage).collect() };
        self.words += held.words.len();
        let mut found = Vec::new();
        for (_, _, words) in held.passages() {
            collect(&self.vocabulary, words, &mut found);
            self.weighing.add(runs(&found).map(|(f, _)| f));
        }
        self.documents.insert(id, held);
        self.is_settled = false;
    }

    /// Forgets a document.
    pub fn remove(&mut self, id: Id<Document>) {
        let Some(held) = self.documents.remove(&id) else { return };
        self.words -= held.words.len();
        let mut found = Vec::new();
        for (_, _, words) in held.passages() {
            collect(&self.vocabulary, words, &mut found);
            self.weighing.remove(runs(&found).map(|(f, _)| f));
        }
        self.is_settled = false;
    }

    /// Works out the length of every passage's vector, when documents came or went; needed before anything is weighed.
    pub fn settle(&mut self) {
        if self.is_settled {
            return;
        }
        if self.weighing.is_too_small_for(self.words) {
            self.weighing = Weighing::for_words(self.words);
            let mut found = Vec::new();
            for (_, _, words) in self.documents.values().flat_map(Held::passages) {
                collect(&self.vocabulary, words, &mut found);
                self.weighing.add(runs(&found).map(|(f, _)| f));
            }
        }
        let (vocabulary, weighing) = (&self.vocabulary, &self.weighing);
        self.documents.par_iter_mut().for_each_init(Vec::new, |found, (_, held)| {
            let scales: Vec<f32> = held.passages().map(|(_, _, words)| scale(vocabulary, weighing, words, found)).collect();
            held.passages.iter_mut().zip(scales).for_each(|(p, scale)| p.scale = scale);
        });
        self.is_settled = true;
    }

    /// The features of a passage with their TF-IDF, of length 1; empty for a passage without features. `settle` first.
    #[must_use]
    pub fn vector(&self, passage: PassageId) -> Vector {
        self.words_of(passage).map_or_else(Vec::new, |words| self.vector_of(words))
    }

    /// The vector of words that need not be a passage.
    pub(super) fn vector_of(&self, words: &[u32]) -> Vector {
        let mut found = Vec::new();
        let scale = scale(&self.vocabulary, &self.weighing, words, &mut found);
        runs(&found).map(|(f, times)| (f, self.weighing.tf(times) * self.weighing.idf(f) * scale)).collect()
    }

    /// The vector of a line, by those of its words that occur in the corpus in some form.
    #[must_use]
    pub fn vector_of_line(&self, line: &str) -> Vector {
        let number = |w: super::draft::DraftWord| {
            let word = self.vocabulary.find(&w.written, &w.stem)?;
            Some(if w.begins_sentence { word | BEGINS } else { word })
        };
        let mut words = Vec::new();
        let mut is_broken = false;
        for word in Draft::of_line(line) {
            match number(word) {
                // No pair over a word that is not there.
                Some(word) => words.push(if std::mem::take(&mut is_broken) { word | BEGINS } else { word }),
                None => is_broken = true,
            }
        }
        self.vector_of(&words)
    }

    pub(super) fn idf(&self, feature: Feature) -> f32 {
        self.weighing.idf(feature)
    }

    pub(super) fn tf(&self, times: u32) -> f32 {
        self.weighing.tf(times)
    }

    /// Its words.
    #[must_use]
    pub const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    pub(super) const fn documents(&self) -> &BTreeMap<Id<Document>, Held> {
        &self.documents
    }

    /// The documents in it.
    pub fn ids(&self) -> impl Iterator<Item = Id<Document>> {
        self.documents.keys().copied()
    }

    /// The words of a passage, by number, the first of a sentence marked.
    pub(super) fn words_of(&self, passage: PassageId) -> Option<&[u32]> {
        self.documents.get(&passage.document)?.passage(passage.index as usize).map(|(_, _, words)| words)
    }

    /// Where a passage stands.
    #[must_use]
    pub fn place(&self, passage: PassageId) -> Option<Place> {
        self.documents.get(&passage.document)?.passages.get(passage.index as usize).map(|p| p.place)
    }

    /// The passages of a document that share a byte with `range`.
    pub fn touched(&self, document: Id<Document>, range: TextRange) -> impl Iterator<Item = PassageId> {
        let passages = self.documents.get(&document).map(|h| h.passages.as_ref()).unwrap_or_default();
        let first = passages.partition_point(|p| p.place.range.end() <= range.start());
        let last = passages.partition_point(|p| p.place.range.start() < range.end());
        (first..last).map(move |i| PassageId { document, index: u32::try_from(i).unwrap_or(u32::MAX) })
    }

    /// How many passages a document has.
    #[must_use]
    pub fn passages_in(&self, document: Id<Document>) -> usize {
        self.documents.get(&document).map_or(0, |h| h.passages.len())
    }

    /// How many words there are in all.
    #[must_use]
    pub const fn words(&self) -> usize {
        self.words
    }

    /// Bytes held for words, passages and counts, the vocabulary left out.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let passages: usize = self.documents.values().map(|h| h.passages.len()).sum();
        self.words * 4 + passages * size_of::<Passage>() + self.weighing.bytes()
    }
}

/// One divided by the length of a passage's vector, with its features left in `found`.
fn scale(vocabulary: &Vocabulary, weighing: &Weighing, words: &[u32], found: &mut Vec<Feature>) -> f32 {
    collect(vocabulary, words, found);
    let squares: f32 = runs(found).map(|(f, times)| (weighing.tf(times) * weighing.idf(f)).powi(2)).sum();
    if squares > 0.0 { squares.sqrt().recip() } else { 0.0 }
}
