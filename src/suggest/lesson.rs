//! What people's codings teach of a theme: from passages that are of it and passages that are not, to a model.
//!
//! - Passages coded with the theme are of it. Passages that somebody turned down are not.
//! - Passages of documents that people have read, and did not code with the theme, are probably not: "not mentioned" is
//!   not "no", and so they weigh less. A sample of them is used, spread over all those documents by a fixed rule.
//! - The theme's own words (name, phrases, definition) count as a few passages that are of it. They carry a theme
//!   without codings, and fade as codings come.
//!
//! Both sides together weigh the same, however few codings there are. The numbers of `Recipe` were set once and are not
//! tuned on the themes by which `benches/suggest.rs` judges them.

use super::calibrate::Sigmoid;
use super::corpus::{Corpus, PassageId};
use super::draft::Part;
use super::feature::{Feature, Vector};
use super::logistic::{Fit, Rows, fit};
use super::model::Model;
use crate::model::{Document, Id};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one theme.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    /// Passages coded with it.
    pub positives: Vec<PassageId>,
    /// Passages turned down for it.
    pub rejected: Vec<PassageId>,
    /// Documents whose other passages are probably not of it: read, or coded in part.
    pub read: Vec<Id<Document>>,
    /// The theme's own words, a line each.
    pub lines: Vec<String>,
}

/// What was learned of a theme.
#[derive(Clone, Debug)]
pub struct Learned {
    /// The model; its scores sort.
    pub model: Model,
    /// From a score to the chance that people who code as so far would code the passage; none while codings are few.
    pub sigmoid: Option<Sigmoid>,
    /// How many coded passages it was learned from.
    pub positives: usize,
    /// How many that were turned down.
    pub rejected: usize,
}

/// How a lesson is learned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Recipe {
    /// How closely codings are followed: C of scikit-learn.
    pub cost: f64,
    /// How many passages coded with the theme its own words are worth together.
    pub lines_worth: f64,
    /// What a passage that nobody coded weighs beside one that was turned down.
    pub uncoded_worth: f64,
    /// How many passages that nobody coded are looked at.
    pub most_uncoded: usize,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { cost: 8.0, lines_worth: 2.0, uncoded_worth: 0.3, most_uncoded: 1500 }
    }
}

/// Into how many parts the codings are cut to see how models do on passages that they have not seen.
const FOLDS: usize = 5;
/// Codings needed before a chance is given.
const FEWEST_FOR_CHANCE: usize = 8;

struct Example {
    vector: Vector,
    is_of_it: bool,
    /// Weight beside others of its side.
    worth: f64,
    /// For the chance: how many passages it stands for, and its fold; none for the theme's own words.
    stands_for: Option<(f64, usize)>,
}

/// Learns a theme. The corpus is settled.
#[must_use]
pub fn learn(corpus: &Corpus, lesson: &Lesson, recipe: &Recipe) -> Learned {
    let examples = examples(corpus, lesson, recipe);
    let (columns, rows) = table(&examples);
    let targets: Vec<f64> = examples.iter().map(|e| f64::from(u8::from(e.is_of_it))).collect();
    let found = fit(&rows, &targets, &costs(&examples, recipe.cost, None));
    let weights: Vec<(Feature, f64)> = columns.iter().copied().zip(found.weights.iter().copied()).collect();
    Learned {
        model: Model::new(corpus, &weights, found.weights.last().copied().unwrap_or(0.0)),
        sigmoid: (lesson.positives.len() >= FEWEST_FOR_CHANCE)
            .then(|| chances(&examples, recipe.cost, &columns, &rows, &targets))
            .flatten(),
        positives: lesson.positives.len(),
        rejected: lesson.rejected.len(),
    }
}

fn examples(corpus: &Corpus, lesson: &Lesson, recipe: &Recipe) -> Vec<Example> {
    let positives: BTreeSet<PassageId> = lesson.positives.iter().copied().collect();
    let rejected: BTreeSet<PassageId> = lesson.rejected.iter().copied().filter(|p| !positives.contains(p)).collect();
    let (uncoded, stands_for) =
        uncoded(corpus, lesson, recipe.most_uncoded, &|p| !positives.contains(&p) && !rejected.contains(&p));
    let folds = folds(&positives);
    let mut examples = Vec::new();
    let mut add = |passages: &mut dyn Iterator<Item = PassageId>, is_of_it: bool, worth: f64, stands_for: f64| {
        for (n, passage) in passages.enumerate() {
            let fold = folds.get(&passage).copied().unwrap_or(n % FOLDS);
            let vector = corpus.vector(passage);
            examples.push(Example { vector, is_of_it, worth, stands_for: Some((stands_for, fold)) });
        }
    };
    add(&mut positives.iter().copied(), true, 1.0, 1.0);
    add(&mut rejected.iter().copied(), false, 1.0, 1.0);
    add(&mut uncoded.into_iter(), false, recipe.uncoded_worth, stands_for);
    let lines: Vec<Vector> = lesson.lines.iter().map(|l| corpus.vector_of_line(l)).filter(|v| !v.is_empty()).collect();
    let worth = recipe.lines_worth / lines.len().max(1) as f64;
    examples.extend(lines.into_iter().map(|vector| Example { vector, is_of_it: true, worth, stands_for: None }));
    examples
}

/// Passages that nobody coded, and how many each of them stands for.
fn uncoded(corpus: &Corpus, lesson: &Lesson, most: usize, wanted: &dyn Fn(PassageId) -> bool) -> (Vec<PassageId>, f64) {
    let documents: Vec<Id<Document>> = if lesson.read.is_empty() { corpus.ids().collect() } else { lesson.read.clone() };
    let mut found: Vec<(u64, PassageId)> = Vec::new();
    for document in documents {
        let Some(held) = corpus.documents().get(&document) else { continue };
        for ((place, scale, _), index) in held.passages().zip(0..) {
            let passage = PassageId { document, index };
            if place.part == Part::Text && scale > 0.0 && wanted(passage) {
                found.push((lot(passage), passage));
            }
        }
    }
    let all = found.len();
    if all > most && most > 0 {
        found.select_nth_unstable(most);
    }
    found.truncate(most);
    let stands_for = all as f64 / found.len().max(1) as f64;
    let mut sample: Vec<PassageId> = found.into_iter().map(|(_, passage)| passage).collect();
    sample.sort_unstable();
    (sample, stands_for)
}

/// A number that looks drawn by lot and is always the same for a passage (the finaliser of SplitMix64).
const fn lot(passage: PassageId) -> u64 {
    let id = passage.document.uuid().as_u128();
    let mut z = (id as u64) ^ ((id >> 64) as u64) ^ (passage.index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The part in which each coded passage is held back. Passages of one document are held back together where there are
/// documents enough, since they share words that say nothing of the theme.
fn folds(positives: &BTreeSet<PassageId>) -> BTreeMap<PassageId, usize> {
    let mut sizes: BTreeMap<Id<Document>, usize> = BTreeMap::new();
    positives.iter().for_each(|p| *sizes.entry(p.document).or_default() += 1);
    if sizes.len() < FOLDS {
        return positives.iter().enumerate().map(|(n, p)| (*p, n % FOLDS)).collect();
    }
    let mut order: Vec<(Id<Document>, usize)> = sizes.into_iter().collect();
    order.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let mut filled = [0usize; FOLDS];
    let mut fold_of = BTreeMap::new();
    for (document, size) in order {
        let least = filled.iter().enumerate().min_by_key(|(_, n)| **n).map_or(0, |(i, _)| i);
        if let Some(fold) = filled.get_mut(least) {
            *fold += size;
        }
        fold_of.insert(document, least);
    }
    positives.iter().map(|p| (*p, fold_of.get(&p.document).copied().unwrap_or(0))).collect()
}

fn table(examples: &[Example]) -> (Vec<Feature>, Rows) {
    let mut columns: Vec<Feature> = examples.iter().flat_map(|e| e.vector.iter().map(|(f, _)| *f)).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut rows = Rows::new(columns.len());
    for example in examples {
        let column = |f: &Feature| columns.binary_search(f).ok().and_then(|i| u32::try_from(i).ok());
        rows.push(example.vector.iter().filter_map(|(f, v)| Some((column(f)?, *v))));
    }
    (columns, rows)
}

/// What it costs to miss each example, nothing for those of the fold held back. Both sides cost the same together.
fn costs(examples: &[Example], cost: f64, held_back: Option<usize>) -> Vec<f64> {
    let worth = |e: &Example| match (held_back, e.stands_for) {
        (Some(fold), Some((_, of))) if fold == of => 0.0,
        _ => e.worth,
    };
    let side = |is: bool| examples.iter().filter(|e| e.is_of_it == is).map(worth).sum::<f64>();
    let (yes, no) = (side(true), side(false));
    let half = yes.midpoint(no.min(yes * 3.0));
    let scale = |is: bool| half / if is { yes } else { no }.max(f64::MIN_POSITIVE);
    examples.iter().map(|e| cost * worth(e) * scale(e.is_of_it)).collect()
}

fn chances(examples: &[Example], cost: f64, columns: &[Feature], rows: &Rows, targets: &[f64]) -> Option<Sigmoid> {
    let fits: Vec<Fit> = (0..FOLDS).into_par_iter().map(|fold| fit(rows, targets, &costs(examples, cost, Some(fold)))).collect();
    let mut scores = Vec::new();
    for example in examples {
        let Some((weight, fold)) = example.stands_for else { continue };
        let column = |f: &Feature| columns.binary_search(f).ok().and_then(|i| u32::try_from(i).ok());
        let row: Vec<(u32, f32)> = example.vector.iter().filter_map(|(f, v)| Some((column(f)?, *v))).collect();
        scores.push((fits.get(fold)?.value(&row), example.is_of_it, weight));
    }
    Sigmoid::of(&scores)
}
