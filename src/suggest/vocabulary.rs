//! Words as numbers: every folded word that occurs, and the stem that it has.

use super::stop_words::is_stop_word;
use indexmap::IndexMap;

/// Set on the stem of a word that says nothing by itself.
const STOP: u32 = 1 << 31;

/// Every word that was met, numbered in the order of meeting; numbers are never given back.
#[derive(Debug, Default)]
pub struct Vocabulary {
    written: IndexMap<Box<str>, ()>,
    /// The stem of each word, close together: they are asked for with every word of a project.
    stem_of: Vec<u32>,
    /// Each stem with the first word that had it.
    stems: IndexMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The number of a word; given when it is new.
    pub(super) fn number(&mut self, written: &str, stem: &str) -> u32 {
        if let Some(known) = self.written.get_index_of(written) {
            return number(known);
        }
        let word = number(self.written.len());
        let stem = match self.stems.get_index_of(stem) {
            Some(known) => number(known),
            None => number(self.stems.insert_full(stem.into(), word).0),
        };
        self.written.insert(written.into(), ());
        self.stem_of.push(if is_stop_word(written) { stem | STOP } else { stem });
        word
    }

    /// The stem of a word, by numbers.
    #[must_use]
    pub fn stem_of(&self, word: u32) -> u32 {
        self.known(word).0
    }

    /// Whether a word says nothing by itself.
    #[must_use]
    pub fn is_stop(&self, word: u32) -> bool {
        self.known(word).1
    }

    /// The stem of a word, and whether the word says nothing by itself.
    pub(super) fn known(&self, word: u32) -> (u32, bool) {
        let stem = self.stem_of.get(word as usize).copied().unwrap_or(0);
        (stem & !STOP, stem & STOP != 0)
    }

    /// A word as it is written.
    #[must_use]
    pub fn word(&self, word: u32) -> &str {
        self.written.get_index(word as usize).map_or("", |(written, _)| written)
    }

    /// A stem.
    #[must_use]
    pub fn stem(&self, stem: u32) -> &str {
        self.stems.get_index(stem as usize).map_or("", |(stem, _)| stem)
    }

    /// The number of a word that was met.
    #[must_use]
    pub fn find_word(&self, written: &str) -> Option<u32> {
        self.written.get_index_of(written).map(number)
    }

    /// The number of a word, or else of another one with its stem.
    pub(super) fn find(&self, written: &str, stem: &str) -> Option<u32> {
        self.find_word(written).or_else(|| self.stems.get(stem).copied())
    }

    /// The number of a stem that was met.
    #[must_use]
    pub fn find_stem(&self, stem: &str) -> Option<u32> {
        self.stems.get_index_of(stem).map(number)
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.written.len()
    }

    /// Whether no word was met.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// How many stems there are.
    #[must_use]
    pub fn stems(&self) -> usize {
        self.stems.len()
    }
}

/// Four thousand million different words never come together.
fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
