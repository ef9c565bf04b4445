//! What a person is asked of a text that is about to leave, and what may be answered.
//!
//! A question is known by what it asks, the words and what stands around them, so that one answer serves the same
//! words in every cell and in the next export, and no longer than the passage stays as it is.

use crate::disclose::identifiers::IdentifierKind;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::{self, Write};

/// What sort of text it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextKind {
    /// Words of a document, quoted.
    Quote,
    /// A summary that an analyst wrote.
    Summary,
    /// A statement of a finding, or a recommendation.
    Statement,
    /// The name of a theme, a deep dive or a document.
    Title,
    /// What a case is called.
    CaseName,
    /// A memo.
    Memo,
    /// The value of an attribute.
    Attribute,
    /// Where a quote stands: document, paragraph, page.
    Citation,
    /// The name of an analyst or an author.
    Person,
}

impl TextKind {
    /// Whether it repeats a document word for word.
    #[must_use]
    pub const fn is_verbatim(self) -> bool {
        matches!(self, Self::Quote)
    }
}

/// One piece of text that is about to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What sort of text it is.
    pub kind: TextKind,
    /// Where it stands, for people: "Child B LCSPR, 4.12, p. 23".
    pub place: String,
    /// The text itself.
    pub text: String,
}

impl Passage {
    /// A piece of text with its place.
    #[must_use]
    pub fn new(kind: TextKind, place: &str, text: &str) -> Self {
        Self { kind, place: place.to_owned(), text: text.to_owned() }
    }
}

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// Words that may tell who somebody is.
    Identifier(IdentifierKind),
    /// A whole quote that would be published word for word.
    Quote,
}

impl Ask {
    /// Whether a decision answers it.
    #[must_use]
    pub fn allows(self, decision: &Decision) -> bool {
        match (self, decision) {
            (Self::Identifier(_) | Self::Quote, Decision::Keep | Decision::LeaveOut) | (Self::Identifier(_), Decision::Mask) => {
                true
            }
            (Self::Quote, Decision::Paraphrase(words)) => !words.trim().is_empty(),
            (Self::Identifier(_), Decision::Paraphrase(_)) | (Self::Quote, Decision::Mask) => false,
        }
    }
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Identifier(kind) => kind.fmt(f),
            Self::Quote => f.write_str("Quote"),
        }
    }
}

/// By what a question is known again; the words cannot be read out of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key(String);

impl Key {
    pub(super) fn of(ask: Ask, before: &str, words: &str, after: &str) -> Self {
        let mut hash = Sha256::new();
        for part in [ask.to_string().as_str(), before, words, after] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
        let mut hex = String::with_capacity(32);
        for byte in hash.finalize().iter().take(16) {
            // Writing to a String cannot fail.
            write!(hex, "{byte:02x}").unwrap_or_default();
        }
        Self(hex)
    }

    /// As a part of an id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One question; the same words in the same surroundings are asked about once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// By what it is known again.
    pub key: Key,
    /// What is asked about.
    pub ask: Ask,
    /// What sort of text it stands in.
    pub kind: TextKind,
    /// Everywhere it stands, in reading order, each once.
    pub places: Vec<String>,
    /// What stands before the words.
    pub before: String,
    /// The words. Never to be written to a log.
    pub words: String,
    /// What stands behind them.
    pub after: String,
    /// Why it is asked: a part of a sentence.
    pub why: String,
}

/// What a person decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    /// It leaves as it is.
    Keep,
    /// An identifier is replaced by what it was: "\[date of birth\]".
    Mask,
    /// The whole passage that holds it does not leave.
    LeaveOut,
    /// Other words leave in the place of a quote.
    Paraphrase(String),
}

/// What was decided so far, by question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decisions {
    by_key: BTreeMap<Key, Decision>,
}

impl Decisions {
    /// Notes a decision; false when it is no answer to the question.
    pub fn decide(&mut self, question: &Question, decision: Decision) -> bool {
        let fits = question.ask.allows(&decision);
        if fits {
            self.by_key.insert(question.key.clone(), decision);
        }
        fits
    }

    /// Makes a question open again.
    pub fn take_back(&mut self, question: &Question) {
        self.by_key.remove(&question.key);
    }

    /// What was decided of a question.
    #[must_use]
    pub fn of(&self, question: &Question) -> Option<&Decision> {
        self.by_key.get(&question.key)
    }

    pub(super) fn by_key(&self, key: &Key) -> Option<&Decision> {
        self.by_key.get(key)
    }

    /// Masks every identifier of a kind that is not decided yet; how many there were.
    pub fn mask_all(&mut self, questions: &[Question], kind: IdentifierKind) -> usize {
        let open = questions.iter().filter(|q| q.ask == Ask::Identifier(kind));
        let open: Vec<&Question> = open.filter(|q| self.of(q).is_none()).collect();
        open.iter().filter(|q| self.decide(q, Decision::Mask)).count()
    }

    /// Decides every quote that is not decided yet; how many there were.
    pub fn all_quotes(&mut self, questions: &[Question], decision: &Decision) -> usize {
        let open: Vec<&Question> = questions.iter().filter(|q| q.ask == Ask::Quote && self.of(q).is_none()).collect();
        open.iter().filter(|q| self.decide(q, decision.clone())).count()
    }

    /// How many of these questions are still open.
    #[must_use]
    pub fn open(&self, questions: &[Question]) -> usize {
        questions.iter().filter(|q| self.of(q).is_none()).count()
    }
}
