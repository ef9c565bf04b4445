//! The words of all texts, kept up to date, and the answers to what is asked of them.

use super::BATCH;
use super::question::{About, Documents, Question, Taught, TextKey, WordQuestion};
use crate::app::gesture::Passage;
use crate::app::texts::Texts;
use crate::model::{Document, Id, Theme};
use crate::search::words;
use crate::suggest::{
    Corpus, Count, Draft, Lesson, Model, PassageId, Reason, Recipe, Scope, Sigmoid, Together, best, frequency, learn, together,
    together_with,
};
use crate::text::{TextRange, sentence_around};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

/// How many words or pairs are shown as reasons at most.
const REASONS: usize = 6;
/// Texts read at a time, side by side.
const SIDE_BY_SIDE: usize = 8;
/// How many of the commonest words are looked at for pairs, and how many pairs are given.
const COMMON: usize = 400;
const PAIRS: usize = 500;

/// A passage that is offered, with what spoke for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The passage, whole.
    pub passage: Passage,
    /// The sentence in which the strongest word stands.
    pub sentence: TextRange,
    /// How it was sorted: for a theme the value of the model, for a coding the cosine from 0 to 1.
    pub score: f64,
    /// The chance, from 0 to 1, that people who code as so far would code it; none while codings are few.
    pub chance: Option<f64>,
    /// Where the words stand that spoke for it, in text order and not overlapping.
    pub marks: Vec<TextRange>,
    /// Those words, the strongest first, as they stand in the text.
    pub reasons: Vec<String>,
}

/// A batch of suggestions.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestions {
    /// What was asked.
    pub question: Question,
    /// The theme that they are offered for.
    pub theme: Id<Theme>,
    /// The best first; at most `BATCH`.
    pub list: Vec<Suggestion>,
    /// How many coded passages were learned from, and how many that were turned down.
    pub learned_from: (usize, usize),
    /// How long learning and looking took.
    pub took: Duration,
}

/// Words and pairs of words.
#[derive(Clone, Debug, PartialEq)]
pub struct WordCounts {
    /// What was asked.
    pub question: WordQuestion,
    /// Every word, those in most cases first.
    pub counts: Vec<Count>,
    /// What stands together.
    pub together: Together,
    /// How many documents and cases were counted.
    pub documents: usize,
    /// How many cases.
    pub cases: usize,
}

/// Whether to go on, given how many texts of how many are read.
pub type GoesOn<'a> = &'a dyn Fn(usize, usize) -> bool;

/// The words of a deep dive's texts.
#[derive(Debug)]
pub struct Learner {
    texts: Texts,
    corpus: Corpus,
    keys: BTreeMap<Id<Document>, TextKey>,
}

impl Learner {
    /// One that has read nothing yet.
    #[must_use]
    pub fn new(texts: Texts) -> Self {
        Self { texts, corpus: Corpus::default(), keys: BTreeMap::new() }
    }

    /// Reads what is new and forgets what is gone; false when it was told to stop.
    pub fn bring_up_to_date(&mut self, documents: &Documents, goes_on: GoesOn<'_>) -> bool {
        let wanted = documents.keys();
        let gone: Vec<Id<Document>> = self.keys.keys().filter(|id| !wanted.contains_key(id)).copied().collect();
        for id in gone {
            self.keys.remove(&id);
            self.corpus.remove(id);
        }
        let new: Vec<(Id<Document>, TextKey)> = wanted.into_iter().filter(|(id, key)| self.keys.get(id) != Some(key)).collect();
        let mut done = 0;
        for some in new.chunks(SIDE_BY_SIDE) {
            if !goes_on(done, new.len()) {
                return false;
            }
            // A text that cannot be read has no words; `check` tells people about it.
            let read = |(id, _): &(Id<Document>, TextKey)| {
                documents.text(&self.texts, *id).map(|source| Draft::of(&source)).unwrap_or_default()
            };
            let drafts: Vec<Draft> = some.par_iter().map(read).collect();
            for ((id, key), draft) in some.iter().zip(drafts) {
                self.corpus.put(*id, &draft);
                self.keys.insert(*id, key.clone());
            }
            done += some.len();
        }
        self.corpus.settle();
        goes_on(new.len(), new.len())
    }

    /// The next batch for a question. Everything is up to date.
    #[must_use]
    pub fn suggest(&self, taught: &Taught) -> Suggestions {
        let begun = Instant::now();
        let found = match taught.model {
            None => self.for_theme(taught),
            Some(model) => (self.like(taught, model), None),
        };
        let (model, sigmoid) = found;
        let taken: BTreeSet<PassageId> = self.touched(&taught.taken);
        let ranked = best(&self.corpus, &model, &|p| !taken.contains(&p), BATCH);
        let by_cosine = matches!(taught.question.about, About::Like(_));
        let worth_showing = ranked.into_iter().filter(|r| !by_cosine || r.score > 0.0);
        let list = worth_showing.filter_map(|r| self.shown(&taught.documents, &model, sigmoid, r.passage, r.score)).collect();
        Suggestions {
            question: taught.question.clone(),
            theme: taught.theme,
            list,
            learned_from: if by_cosine { (0, 0) } else { (taught.positives.len(), taught.rejected.len()) },
            took: begun.elapsed(),
        }
    }

    fn for_theme(&self, taught: &Taught) -> (Model, Option<Sigmoid>) {
        let lesson = Lesson {
            positives: self.touched(&taught.positives).into_iter().collect(),
            rejected: self.touched(&taught.rejected).into_iter().collect(),
            read: taught.read.clone(),
            lines: taught.lines.clone(),
        };
        let learned = learn(&self.corpus, &lesson, &Recipe::default());
        (learned.model, learned.sigmoid)
    }

    fn like(&self, taught: &Taught, model: Passage) -> Model {
        let source = taught.documents.text(&self.texts, model.document);
        let words = source.as_ref().map(|s| s.quote(model.range)).unwrap_or_default();
        Model::like(&self.corpus, &self.corpus.vector_of_line(words))
    }

    fn touched(&self, passages: &[Passage]) -> BTreeSet<PassageId> {
        passages.iter().flat_map(|p| self.corpus.touched(p.document, p.range)).collect()
    }

    /// A passage with the words that spoke for it, found again in its text.
    fn shown(
        &self,
        documents: &Documents,
        model: &Model,
        sigmoid: Option<Sigmoid>,
        passage: PassageId,
        score: f64,
    ) -> Option<Suggestion> {
        let range = self.corpus.place(passage)?.range;
        let source = documents.text(&self.texts, passage.document)?;
        let text = source.quote(range);
        let places: Vec<TextRange> = words(text)
            .into_iter()
            .filter_map(|w| TextRange::within(&source.text, range.start() + w.range.start, range.start() + w.range.end).ok())
            .collect();
        let reasons = model.reasons(&self.corpus, passage, REASONS);
        let spans = |reason: &Reason| -> Vec<TextRange> {
            let span = |at: &std::ops::Range<usize>| {
                let words = places.get(at.clone())?;
                Some(words.first()?.union(*words.last()?))
            };
            reason.at.iter().filter_map(span).collect()
        };
        let strongest = reasons.first().and_then(|r| spans(r).first().copied()).map_or(range.start(), TextRange::start);
        let marks = merged(reasons.iter().flat_map(spans).collect());
        // Words that stand in a pair are told with it: "not known" instead of "known, not known".
        let worth = |mark: &TextRange| -> f32 {
            reasons.iter().filter(|r| spans(r).iter().any(|span| mark.overlaps(*span))).map(|r| r.worth).sum()
        };
        let mut told: Vec<(f32, String)> = marks.iter().map(|m| (worth(m), source.quote(*m).to_owned())).collect();
        told.sort_by(|a, b| b.0.total_cmp(&a.0));
        Some(Suggestion {
            passage: Passage { document: passage.document, range },
            sentence: sentence_around(&source.text, range, strongest),
            score,
            chance: sigmoid.map(|s| s.chance(score)),
            marks,
            reasons: distinct(told.into_iter().map(|(_, words)| words.split_whitespace().collect::<Vec<_>>().join(" "))),
        })
    }

    /// Words and pairs of some documents, each with the number of its case. Everything is up to date.
    #[must_use]
    pub fn count(&self, question: &WordQuestion, documents: &[(Id<Document>, u32)]) -> WordCounts {
        let scope = Scope {
            documents: documents.to_vec(),
            form: question.form,
            stop_words: question.stop_words,
            apparatus: question.apparatus,
        };
        let together = if question.word.trim().is_empty() {
            together(&self.corpus, &scope, question.within, COMMON, PAIRS)
        } else {
            together_with(&self.corpus, &scope, question.within, &question.word, PAIRS)
        };
        WordCounts {
            question: question.clone(),
            counts: frequency(&self.corpus, &scope),
            together,
            documents: documents.len(),
            cases: documents.iter().map(|(_, case)| case).collect::<BTreeSet<_>>().len(),
        }
    }
}

/// Words that differ in more than capitals, in their order.
fn distinct(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    words.filter(|w| seen.insert(w.to_lowercase())).collect()
}

/// Ranges in order, those that touch put together.
fn merged(mut ranges: Vec<TextRange>) -> Vec<TextRange> {
    ranges.sort_unstable();
    let mut found: Vec<TextRange> = Vec::new();
    for range in ranges {
        match found.last_mut() {
            Some(last) if last.end() >= range.start() => *last = last.union(range),
            Some(_) | None => found.push(range),
        }
    }
    found
}
