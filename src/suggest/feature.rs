//! What of a passage counts: its stems, and pairs of neighbouring stems.
//!
//! A feature is one number: a stem as it is, a pair with its first stem (plus one) in the upper half. Pairs are exact, so
//! that a word is never shown as a reason for something that only shared a slot with it.
//!
//! Stop words count in pairs with a word that says something ("not known"), and neither alone nor with each other
//! ("on a"); a pair does not reach over the end of a sentence.

use super::corpus::{BEGINS, word_of};
use super::vocabulary::Vocabulary;

/// A stem, or two stems that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature(u64);

impl Feature {
    /// One stem.
    #[must_use]
    pub const fn stem(stem: u32) -> Self {
        Self(stem as u64)
    }

    /// Two stems in their order.
    #[must_use]
    pub const fn pair(first: u32, second: u32) -> Self {
        Self(((first as u64 + 1) << 32) | second as u64)
    }

    /// Its stem, when it is one.
    #[must_use]
    pub fn as_stem(self) -> Option<u32> {
        u32::try_from(self.0).ok()
    }

    /// A number that is spread evenly over 64 bits, for tables (Fibonacci hashing: Knuth, TAOCP 3, 6.4).
    pub(super) const fn spread(self) -> u64 {
        self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

/// Features with their values, in the order of features.
pub type Vector = Vec<(Feature, f32)>;

/// Finds the features at each word: the stem, and the pair that ends there.
pub(super) struct Features<'a> {
    vocabulary: &'a Vocabulary,
    /// The stem before, and whether it is a stop word.
    before: Option<(u32, bool)>,
}

impl<'a> Features<'a> {
    pub(super) const fn new(vocabulary: &'a Vocabulary) -> Self {
        Self { vocabulary, before: None }
    }

    /// The features that the next word of a passage brings: its own, and the pair with the word before.
    pub(super) fn next(&mut self, word: u32) -> (Option<Feature>, Option<Feature>) {
        let (stem, is_stop) = self.vocabulary.known(word_of(word));
        let before = self.before.replace((stem, is_stop)).filter(|(_, stop)| word & BEGINS == 0 && !(*stop && is_stop));
        ((!is_stop).then_some(Feature::stem(stem)), before.map(|(before, _)| Feature::pair(before, stem)))
    }
}

/// Puts every feature of a passage into `found`, in order, as often as it occurs.
pub(super) fn collect(vocabulary: &Vocabulary, words: &[u32], found: &mut Vec<Feature>) {
    found.clear();
    let mut features = Features::new(vocabulary);
    for word in words {
        let (single, pair) = features.next(*word);
        found.extend(single);
        found.extend(pair);
    }
    found.sort_unstable();
}

/// Runs of equal features with their lengths.
pub(super) fn runs(sorted: &[Feature]) -> impl Iterator<Item = (Feature, u32)> {
    sorted.chunk_by(|a, b| a == b).filter_map(|run| Some((*run.first()?, u32::try_from(run.len()).unwrap_or(u32::MAX))))
}
