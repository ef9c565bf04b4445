//! The best passages of a project for a model.

use super::corpus::{Corpus, PassageId};
use super::draft::Part;
use super::model::Model;
use rayon::prelude::*;

/// Shorter passages say too little to be offered, in words.
const SHORTEST: usize = 5;

/// A passage with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The passage.
    pub passage: PassageId,
    /// Its score, higher is better; what it means depends on the model.
    pub score: f64,
}

/// The best passages that may be offered, the best first; equal scores in the order of documents and text.
///
/// Only running text of at least five words is offered, and of it what `wanted` allows.
#[must_use]
pub fn best(corpus: &Corpus, model: &Model, wanted: &(dyn Fn(PassageId) -> bool + Sync), limit: usize) -> Vec<Ranked> {
    let documents: Vec<_> = corpus.documents().iter().collect();
    let mut found: Vec<Ranked> = documents
        .par_iter()
        .map_init(
            || model.counter(),
            |counter, (document, held)| {
                let mut here = Vec::new();
                for ((place, scale, words), index) in held.passages().zip(0..) {
                    let passage = PassageId { document: **document, index };
                    if place.part == Part::Text && words.len() >= SHORTEST && wanted(passage) {
                        here.push(Ranked { passage, score: model.score(corpus, words, scale, counter) });
                    }
                }
                keep_best(&mut here, limit);
                here
            },
        )
        .flatten()
        .collect();
    keep_best(&mut found, limit);
    found
}

fn keep_best(found: &mut Vec<Ranked>, limit: usize) {
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.passage.cmp(&b.passage)));
    found.truncate(limit);
}
