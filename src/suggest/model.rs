//! Weights of features, laid out for going over every passage of a project, and the words that made a passage score.

use super::corpus::{Corpus, PassageId};
use super::feature::{Feature, Features, Vector};
use std::collections::BTreeMap;
use std::ops::Range;

/// A linear function of a passage's TF-IDF vector.
#[derive(Clone, Debug)]
pub struct Model {
    bias: f64,
    /// Weight times idf, of stems by number, and then of the slots of `pairs`.
    values: Vec<f32>,
    stems: usize,
    pairs: Vec<Option<Feature>>,
    mask: usize,
    /// A bit for each pair, so that most pairs that have no weight are told from few bytes.
    filter: Vec<u64>,
}

/// Bits of the filter, as a power of two: small enough for the processor's second cache.
const FILTER_BITS: u32 = 20;

/// A word or pair that spoke for a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// How much of the score it brought, always above 0.
    pub worth: f32,
    /// The words at which it stands, counted in the passage from 0.
    pub at: Vec<Range<usize>>,
}

impl Model {
    /// A model from weights of features.
    #[must_use]
    pub fn new(corpus: &Corpus, weights: &[(Feature, f64)], bias: f64) -> Self {
        let stems = corpus.vocabulary().stems();
        let is_pair = |f: &Feature| f.as_stem().is_none();
        let slots = (weights.iter().filter(|(f, _)| is_pair(f)).count() * 2 + 1).next_power_of_two();
        let mut model = Self {
            bias,
            values: vec![0.0; stems + slots],
            stems,
            pairs: vec![None; slots],
            mask: slots.saturating_sub(1),
            filter: vec![0; 1 << (FILTER_BITS - 6)],
        };
        for (feature, weight) in weights.iter().filter(|(_, weight)| *weight != 0.0) {
            let place = match feature.as_stem() {
                Some(stem) => stem as usize,
                None => {
                    let slot = model.slot(*feature);
                    let (word, bit) = filter_bit(*feature);
                    if let Some(word) = model.filter.get_mut(word) {
                        *word |= bit;
                    }
                    if let Some(pair) = model.pairs.get_mut(slot) {
                        *pair = Some(*feature);
                    }
                    stems + slot
                }
            };
            if let Some(value) = model.values.get_mut(place) {
                *value = (*weight * f64::from(corpus.idf(*feature))) as f32;
            }
        }
        model
    }

    /// A model that scores by the cosine with a vector of length 1.
    #[must_use]
    pub fn like(corpus: &Corpus, vector: &Vector) -> Self {
        let weights: Vec<(Feature, f64)> = vector.iter().map(|(f, v)| (*f, f64::from(*v))).collect();
        Self::new(corpus, &weights, 0.0)
    }

    /// The slot of a pair: where it is, or the empty one where it would be. There are twice as many slots as pairs.
    fn slot(&self, pair: Feature) -> usize {
        let mut slot = (pair.spread() >> 20) as usize & self.mask;
        while self.pairs.get(slot).is_some_and(|there| there.is_some_and(|there| there != pair)) {
            slot = (slot + 1) & self.mask;
        }
        slot
    }

    fn place_of(&self, feature: Feature) -> Option<usize> {
        let place = match feature.as_stem() {
            Some(stem) => Some(stem as usize).filter(|s| *s < self.stems)?,
            None => {
                let (word, bit) = filter_bit(feature);
                if self.filter.get(word).is_none_or(|word| word & bit == 0) {
                    return None;
                }
                let slot = self.slot(feature);
                self.pairs.get(slot).copied().flatten()?;
                self.stems + slot
            }
        };
        self.values.get(place).is_some_and(|v| *v != 0.0).then_some(place)
    }

    /// Something to count with while scoring.
    pub(super) fn counter(&self) -> Counter {
        Counter { counts: vec![0; self.values.len()], touched: Vec::new() }
    }

    /// The score of a passage by its words and the scale of its vector.
    pub(super) fn score(&self, corpus: &Corpus, words: &[u32], scale: f32, counter: &mut Counter) -> f64 {
        let mut sum = 0.0;
        let mut features = Features::new(corpus.vocabulary());
        for word in words {
            let (single, pair) = features.next(*word);
            for place in [single, pair].into_iter().flatten().filter_map(|f| self.place_of(f)) {
                // What one more of a feature adds to its tf.
                let more = counter.more(place, corpus);
                sum += f64::from(self.values.get(place).copied().unwrap_or(0.0) * more);
            }
        }
        counter.clear();
        self.bias + sum * f64::from(scale)
    }

    /// The words that spoke most for a passage, the best first: at most `most`, each at least a twentieth of them all.
    #[must_use]
    pub fn reasons(&self, corpus: &Corpus, passage: PassageId, most: usize) -> Vec<Reason> {
        let words = corpus.words_of(passage).unwrap_or_default();
        let mut found: BTreeMap<usize, Vec<Range<usize>>> = BTreeMap::new();
        let mut features = Features::new(corpus.vocabulary());
        for (i, word) in words.iter().enumerate() {
            let (single, pair) = features.next(*word);
            let spans = [(single, i..i + 1), (pair, i.saturating_sub(1)..i + 1)];
            for (feature, span) in spans {
                if let Some(place) = feature.and_then(|f| self.place_of(f)) {
                    found.entry(place).or_default().push(span);
                }
            }
        }
        let worth = |(place, at): (usize, Vec<Range<usize>>)| {
            let value = self.values.get(place).copied().unwrap_or(0.0);
            Reason { worth: value * corpus.tf(u32::try_from(at.len()).unwrap_or(u32::MAX)), at }
        };
        let mut reasons: Vec<Reason> = found.into_iter().map(worth).filter(|r| r.worth > 0.0).collect();
        reasons.sort_by(|a, b| {
            b.worth.total_cmp(&a.worth).then_with(|| a.at.first().map(|r| r.start).cmp(&b.at.first().map(|r| r.start)))
        });
        let all: f32 = reasons.iter().map(|r| r.worth).sum();
        reasons.retain(|r| r.worth * 20.0 >= all);
        reasons.truncate(most);
        reasons
    }
}

/// Where the filter has a pair: the word, and the bit in it.
const fn filter_bit(pair: Feature) -> (usize, u64) {
    let place = pair.spread() >> (64 - FILTER_BITS);
    ((place >> 6) as usize, 1 << (place & 63))
}

/// How often each feature came in the passage at hand.
pub(super) struct Counter {
    counts: Vec<u16>,
    touched: Vec<usize>,
}

impl Counter {
    /// Counts one more, and says by how much the tf grows.
    fn more(&mut self, place: usize, corpus: &Corpus) -> f32 {
        let Some(count) = self.counts.get_mut(place) else { return 0.0 };
        *count = count.saturating_add(1);
        match *count {
            1 => {
                self.touched.push(place);
                1.0
            }
            n => corpus.tf(u32::from(n)) - corpus.tf(u32::from(n) - 1),
        }
    }

    fn clear(&mut self) {
        for place in self.touched.drain(..) {
            if let Some(count) = self.counts.get_mut(place) {
                *count = 0;
            }
        }
    }
}
