//! How much a feature counts: TF-IDF, as scikit-learn's `TfidfVectorizer(sublinear_tf=True)` has it.
//!
//! - tf = 1 + ln(times in the passage)
//! - idf = 1 + ln((1 + passages) / (1 + passages with it))  ("smooth")
//! - each passage's vector is divided by its length (L2)
//!
//! In how many passages a pair stands is counted in slots, not by name: 15 million different pairs would need a
//! gigabyte of names. There are as many slots as words, up to 16 million; where two pairs share one, both count as a
//! little more common than they are. Weights and reasons of a model know pairs by name.

use super::feature::Feature;

/// Fewest and most slots, as powers of two.
const FEWEST_BITS: u32 = 16;
const MOST_BITS: u32 = 24;

/// Logarithms of small numbers, which are asked for most.
const SMALL: usize = 4096;

/// In how many passages each feature stands.
#[derive(Debug)]
pub(super) struct Weighing {
    passages: u32,
    stems: Vec<u32>,
    pairs: Vec<u32>,
    bits: u32,
    /// ln(1 + n).
    logs: Vec<f32>,
}

impl Default for Weighing {
    fn default() -> Self {
        Self::with_bits(FEWEST_BITS)
    }
}

impl Weighing {
    /// An empty one with room for as many words.
    pub(super) fn for_words(words: usize) -> Self {
        Self::with_bits(Self::bits_for(words))
    }

    fn bits_for(words: usize) -> u32 {
        words.next_power_of_two().trailing_zeros().clamp(FEWEST_BITS, MOST_BITS)
    }

    fn with_bits(bits: u32) -> Self {
        let logs = (0..SMALL).map(|n| ln_1p(n as f32)).collect();
        Self { passages: 0, stems: Vec::new(), pairs: vec![0; 1 << bits], bits, logs }
    }

    /// Whether as many words should have more slots.
    pub(super) fn is_too_small_for(&self, words: usize) -> bool {
        self.bits < Self::bits_for(words)
    }

    fn count_mut(&mut self, feature: Feature) -> Option<&mut u32> {
        match feature.as_stem() {
            Some(stem) => {
                let stem = stem as usize;
                if self.stems.len() <= stem {
                    self.stems.resize(stem + 1, 0);
                }
                self.stems.get_mut(stem)
            }
            None => self.pairs.get_mut((feature.spread() >> (64 - self.bits)) as usize),
        }
    }

    /// Counts a passage with these features, each once.
    pub(super) fn add(&mut self, features: impl Iterator<Item = Feature>) {
        self.passages += 1;
        for feature in features {
            if let Some(count) = self.count_mut(feature) {
                *count += 1;
            }
        }
    }

    /// Forgets a passage that was added.
    pub(super) fn remove(&mut self, features: impl Iterator<Item = Feature>) {
        self.passages = self.passages.saturating_sub(1);
        for feature in features {
            if let Some(count) = self.count_mut(feature) {
                *count = count.saturating_sub(1);
            }
        }
    }

    fn ln_1p(&self, n: u32) -> f32 {
        self.logs.get(n as usize).copied().unwrap_or_else(|| ln_1p(n as f32))
    }

    /// The idf of a feature.
    pub(super) fn idf(&self, feature: Feature) -> f32 {
        let count = match feature.as_stem() {
            Some(stem) => self.stems.get(stem as usize),
            None => self.pairs.get((feature.spread() >> (64 - self.bits)) as usize),
        };
        1.0 + self.ln_1p(self.passages) - self.ln_1p(count.copied().unwrap_or(0))
    }

    /// The tf of a feature that stands `times` times in a passage; not of 0.
    pub(super) fn tf(&self, times: u32) -> f32 {
        if times <= 1 { 1.0 } else { 1.0 + self.ln_1p(times - 1) }
    }

    /// Bytes held.
    pub(super) fn bytes(&self) -> usize {
        (self.stems.capacity() + self.pairs.capacity() + self.logs.capacity()) * 4
    }
}

fn ln_1p(n: f32) -> f32 {
    n.ln_1p()
}
