//! Which words stand together in a sentence or a passage, more often than chance would have it.
//!
//! The measure is the log-likelihood ratio G² (Dunning: Accurate methods for the statistics of surprise and coincidence,
//! Computational Linguistics 19, 1993), which holds for rare words too, where χ² and mutual information mislead:
//!
//! ```text
//!                with B   without B
//!   with A         a          b          G² = 2 Σ observed · ln(observed / expected)
//!   without A      c          d          expected = row · column / all
//! ```
//!
//! counted in units (sentences or passages), each once. Only pairs that stand together more often than expected are
//! given. 3.84 is the 5 % point of χ² with one degree of freedom and 10.83 the 0.1 % point; with thousands of pairs
//! compared, neither is a test: the measure sorts.

use super::corpus::{BEGINS, Corpus};
use super::frequency::{Scope, Tally, shown_forms};

/// In what words stand together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// The same sentence.
    #[default]
    Sentence,
    /// The same passage.
    Passage,
}

/// Two words that stand together.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The word that stands in more units, or the one asked for.
    pub first: String,
    /// The other one.
    pub second: String,
    /// In how many sentences or passages both stand.
    pub units: u32,
    /// In how many documents.
    pub documents: u32,
    /// In how many cases.
    pub cases: u32,
    /// In how many units the first stands, and the second.
    pub alone: (u32, u32),
    /// Dunning's G², above 0.
    pub g2: f64,
}

/// What stands together, the strongest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Together {
    /// The pairs.
    pub pairs: Vec<Pair>,
    /// How many sentences or passages there are.
    pub units: u32,
}

/// Dunning's G² of a table of two by two: both, only the first, only the second, neither.
#[must_use]
pub fn g2(both: u32, first: u32, second: u32, neither: u32) -> f64 {
    let [a, b, c, d] = [both, first, second, neither].map(f64::from);
    let all = a + b + c + d;
    let term = |observed: f64, row: f64, column: f64| {
        if observed > 0.0 { observed * (observed * all / (row * column)).ln() } else { 0.0 }
    };
    let sum = term(a, a + b, a + c) + term(b, a + b, b + d) + term(c, c + d, a + c) + term(d, c + d, b + d);
    (2.0 * sum).max(0.0)
}

/// Calls `each` with the counted words of every unit, each once and in order, and the document and case from 1.
fn units(corpus: &Corpus, scope: &Scope, within: Within, each: &mut dyn FnMut(&[u32], u32, u32)) {
    let mut unit = Vec::new();
    for ((id, case), document) in scope.documents.iter().zip(1..) {
        let Some(held) = corpus.documents().get(id) else { continue };
        for (_, _, words) in held.passages().filter(|(place, ..)| scope.takes(place.part)) {
            let new_unit = |_: &u32, next: &u32| within == Within::Passage || next & BEGINS == 0;
            for words in words.chunk_by(new_unit) {
                unit.clear();
                unit.extend(words.iter().filter_map(|w| scope.counted(corpus, *w)));
                unit.sort_unstable();
                unit.dedup();
                each(&unit, document, case + 1);
            }
        }
    }
}

/// In how many units each word stands, and how many units there are.
fn alone(corpus: &Corpus, scope: &Scope, within: Within) -> (Vec<Tally>, u32) {
    let mut tallies = vec![Tally::default(); scope.kinds(corpus)];
    let mut all = 0;
    units(corpus, scope, within, &mut |unit, document, case| {
        all += 1;
        for word in unit {
            if let Some(tally) = tallies.get_mut(*word as usize) {
                tally.add(document, case);
            }
        }
    });
    (tallies, all)
}

/// The strongest pairs among the `common` words that stand in most cases and units, `limit` of them.
#[must_use]
pub fn together(corpus: &Corpus, scope: &Scope, within: Within, common: usize, limit: usize) -> Together {
    let (tallies, all) = alone(corpus, scope, within);
    let mut chosen: Vec<(u32, Tally)> = (0u32..).zip(tallies).filter(|(_, t)| t.count > 1).collect();
    chosen.sort_by(|(i, a), (j, b)| (b.cases, b.count, *i).cmp(&(a.cases, a.count, *j)));
    chosen.truncate(common);
    let mut rank = vec![u32::MAX; scope.kinds(corpus)];
    for ((word, _), place) in chosen.iter().zip(0u32..) {
        if let Some(rank) = rank.get_mut(*word as usize) {
            *rank = place;
        }
    }
    let width = chosen.len();
    let mut both = vec![Tally::default(); width * width];
    let mut here: Vec<usize> = Vec::new();
    units(corpus, scope, within, &mut |unit, document, case| {
        here.clear();
        here.extend(unit.iter().filter_map(|w| rank.get(*w as usize).filter(|r| **r != u32::MAX)).map(|r| *r as usize));
        here.sort_unstable();
        for (n, first) in here.iter().enumerate() {
            for second in here.get(n + 1..).unwrap_or_default() {
                if let Some(tally) = both.get_mut(first * width + second) {
                    tally.add(document, case);
                }
            }
        }
    });
    let names = names(corpus, scope);
    let mut pairs = Vec::new();
    for (place, tally) in both.iter().enumerate().filter(|(_, t)| t.count > 0) {
        let (Some((a, alone_a)), Some((b, alone_b))) = (chosen.get(place / width), chosen.get(place % width)) else { continue };
        let words = (names.get(*a as usize), names.get(*b as usize));
        pairs.extend(pair(words, *tally, (alone_a.count, alone_b.count), all));
    }
    finish(pairs, all, limit)
}

/// The words that stand together with one word, the strongest first; nothing when the word is not counted here.
#[must_use]
pub fn together_with(corpus: &Corpus, scope: &Scope, within: Within, word: &str, limit: usize) -> Together {
    let (tallies, all) = alone(corpus, scope, within);
    let Some(word) = scope.find(corpus, word) else { return Together { pairs: Vec::new(), units: all } };
    let mut both = vec![Tally::default(); tallies.len()];
    units(corpus, scope, within, &mut |unit, document, case| {
        if unit.binary_search(&word).is_err() {
            return;
        }
        for other in unit.iter().filter(|w| **w != word) {
            if let Some(tally) = both.get_mut(*other as usize) {
                tally.add(document, case);
            }
        }
    });
    let names = names(corpus, scope);
    let own = tallies.get(word as usize).map_or(0, |t| t.count);
    let each = names.iter().zip(&both).zip(&tallies).filter(|((_, both), _)| both.count > 0);
    let pairs =
        each.filter_map(|((name, both), alone)| pair((names.get(word as usize), Some(name)), *both, (own, alone.count), all));
    finish(pairs.collect(), all, limit)
}

/// How the words of a scope are shown: the form that stands most often in it.
fn names(corpus: &Corpus, scope: &Scope) -> Vec<String> {
    let mut written = vec![0u32; corpus.vocabulary().len()];
    for (id, _) in &scope.documents {
        let Some(held) = corpus.documents().get(id) else { continue };
        for (_, _, words) in held.passages().filter(|(place, ..)| scope.takes(place.part)) {
            for word in words {
                if let Some(count) = written.get_mut(super::corpus::word_of(*word) as usize) {
                    *count += 1;
                }
            }
        }
    }
    shown_forms(corpus, scope, &written).into_iter().map(|(shown, _)| shown.to_owned()).collect()
}

fn pair(words: (Option<&String>, Option<&String>), both: Tally, alone: (u32, u32), all: u32) -> Option<Pair> {
    let (a, b) = (alone.0 - both.count, alone.1 - both.count);
    let expected = f64::from(alone.0) * f64::from(alone.1) / f64::from(all);
    let g2 = g2(both.count, a, b, all - both.count - a - b);
    (f64::from(both.count) > expected && g2 > 0.0).then_some(Pair {
        first: words.0?.clone(),
        second: words.1?.clone(),
        units: both.count,
        documents: both.documents,
        cases: both.cases,
        alone,
        g2,
    })
}

fn finish(mut pairs: Vec<Pair>, units: u32, limit: usize) -> Together {
    pairs.sort_by(|a, b| {
        let words = |p: &Pair| (p.first.clone(), p.second.clone());
        b.g2.total_cmp(&a.g2).then_with(|| words(a).cmp(&words(b)))
    });
    pairs.truncate(limit);
    Together { pairs, units }
}
