//! How often words stand in chosen documents, and in how many documents and cases: cases are what is counted first.

use super::corpus::{Corpus, word_of};
use super::draft::Part;
use crate::model::{Document, Id};

/// What counts as the same word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// All forms of a word: "bruise", "bruised", "bruising".
    #[default]
    Stem,
    /// Each form for itself.
    Written,
}

/// What is counted.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// The documents, each with the number of its case. Documents of a case stand together.
    pub documents: Vec<(Id<Document>, u32)>,
    /// What counts as the same word.
    pub form: Form,
    /// Whether words such as "the" are counted.
    pub stop_words: bool,
    /// Whether covers, contents pages, glossaries and boilerplate are counted.
    pub apparatus: bool,
}

impl Scope {
    /// The number of a word in this scope's form; none for one that is not counted.
    pub(super) fn counted(&self, corpus: &Corpus, word: u32) -> Option<u32> {
        let (word, vocabulary) = (word_of(word), corpus.vocabulary());
        if !self.stop_words && vocabulary.is_stop(word) {
            return None;
        }
        Some(match self.form {
            Form::Stem => vocabulary.stem_of(word),
            Form::Written => word,
        })
    }

    /// How many different words there may be.
    pub(super) fn kinds(&self, corpus: &Corpus) -> usize {
        match self.form {
            Form::Stem => corpus.vocabulary().stems(),
            Form::Written => corpus.vocabulary().len(),
        }
    }

    /// The number of a line's only word in this form, when it occurs.
    pub(super) fn find(&self, corpus: &Corpus, line: &str) -> Option<u32> {
        let mut words = super::draft::Draft::of_line(line).into_iter();
        let word = words.next().filter(|_| words.next().is_none())?;
        match self.form {
            Form::Stem => corpus.vocabulary().find_stem(&word.stem),
            Form::Written => corpus.vocabulary().find_word(&word.written),
        }
    }

    pub(super) fn takes(&self, part: Part) -> bool {
        self.apparatus || part != Part::Apparatus
    }
}

/// How often one word stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The word; for a stem the form that stands most often, the first by letters among equals.
    pub word: String,
    /// How many forms of it stand there; 1 for a word for itself.
    pub forms: u32,
    /// How often.
    pub count: u32,
    /// In how many documents.
    pub documents: u32,
    /// In how many cases.
    pub cases: u32,
}

/// Counts with the last document and case in which a word was seen, so that each counts once.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub count: u32,
    pub documents: u32,
    pub cases: u32,
    /// Numbers from 1; 0 is none.
    last: (u32, u32),
}

impl Tally {
    /// One more, in a document and a case numbered from 1.
    pub(super) const fn add(&mut self, document: u32, case: u32) {
        self.count += 1;
        if self.last.0 != document {
            self.documents += 1;
        }
        if self.last.1 != case {
            self.cases += 1;
        }
        self.last = (document, case);
    }
}

/// Every word of the scope: in most cases first, then most often, then by letters.
#[must_use]
pub fn frequency(corpus: &Corpus, scope: &Scope) -> Vec<Count> {
    let mut tallies = vec![Tally::default(); scope.kinds(corpus)];
    let mut written = vec![0u32; corpus.vocabulary().len()];
    for ((id, case), document) in scope.documents.iter().zip(1..) {
        let Some(held) = corpus.documents().get(id) else { continue };
        for (_, _, words) in held.passages().filter(|(place, ..)| scope.takes(place.part)) {
            for word in words {
                let Some(tally) = scope.counted(corpus, *word).and_then(|w| tallies.get_mut(w as usize)) else { continue };
                tally.add(document, case + 1);
                if let Some(count) = written.get_mut(word_of(*word) as usize) {
                    *count += 1;
                }
            }
        }
    }
    let shown = shown_forms(corpus, scope, &written);
    let found = tallies.iter().zip(shown).filter(|(tally, _)| tally.count > 0);
    let mut found: Vec<Count> = found
        .map(|(tally, (word, forms))| Count {
            word: word.to_owned(),
            forms,
            count: tally.count,
            documents: tally.documents,
            cases: tally.cases,
        })
        .collect();
    found.sort_by(|a, b| (b.cases, b.count).cmp(&(a.cases, a.count)).then_with(|| a.word.cmp(&b.word)));
    found
}

/// For each number of the scope's form, the written form that is counted most, and how many forms were met.
pub(super) fn shown_forms<'a>(corpus: &'a Corpus, scope: &Scope, written: &[u32]) -> Vec<(&'a str, u32)> {
    let vocabulary = corpus.vocabulary();
    let mut best: Vec<(&str, u32, u32)> = vec![("", 0, 0); scope.kinds(corpus)];
    for (word, count) in (0u32..).zip(written).filter(|(_, count)| **count > 0) {
        let number = match scope.form {
            Form::Stem => vocabulary.stem_of(word),
            Form::Written => word,
        };
        let Some((shown, most, forms)) = best.get_mut(number as usize) else { continue };
        *forms += 1;
        let form = vocabulary.word(word);
        if count > most || (count == most && form < *shown) {
            (*shown, *most) = (form, *count);
        }
    }
    best.into_iter().map(|(shown, _, forms)| (shown, forms)).collect()
}
