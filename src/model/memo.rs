//! A memo: an analyst's note on a case, a document, a theme, a coding, or the deep dive as a whole.

use super::{Case, Coding, Document, Id, Place, Record, Theme};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::mem::replace;

/// What a memo is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names the record it holds")]
pub enum MemoAbout {
    DeepDive,
    Case(Id<Case>),
    Document(Id<Document>),
    Theme(Id<Theme>),
    Coding(Id<Coding>),
}

/// What a memo is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MemoKind {
    /// Something seen.
    #[default]
    Observation,
    /// What a word or theme is taken to mean.
    Definition,
    /// Something still to be answered.
    Question,
    /// Something decided, with its reason.
    Decision,
}

impl MemoKind {
    /// Every kind in the order of lists.
    pub const ALL: [Self; 4] = [Self::Observation, Self::Definition, Self::Question, Self::Decision];

    const fn is_usual(&self) -> bool {
        matches!(self, Self::Observation)
    }
}

impl fmt::Display for MemoKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Observation => "Observation",
            Self::Definition => "Definition",
            Self::Question => "Question",
            Self::Decision => "Decision",
        })
    }
}

/// An analyst's note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memo {
    /// Its id.
    pub id: Id<Self>,
    /// What it is about.
    pub about: MemoAbout,
    /// What it says.
    pub text: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "MemoKind::is_usual")]
    pub kind: MemoKind,
    /// Passages it speaks of, in the order in which they were linked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Place>,
}

/// One field of a memo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `Memo` with the same name")]
pub enum MemoField {
    Text(String),
    Kind(MemoKind),
    Links(Vec<Place>),
}

impl Memo {
    /// A new memo that only says something.
    #[must_use]
    pub fn new(about: MemoAbout, kind: MemoKind, text: &str) -> Self {
        Self { id: Id::fresh(), about, text: text.trim().to_owned(), kind, links: Vec::new() }
    }
}

impl Record for Memo {
    type Field = MemoField;
    const NAME: &'static str = "memo";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: MemoField) -> MemoField {
        match field {
            MemoField::Text(v) => MemoField::Text(replace(&mut self.text, v)),
            MemoField::Kind(v) => MemoField::Kind(replace(&mut self.kind, v)),
            MemoField::Links(v) => MemoField::Links(replace(&mut self.links, v)),
        }
    }

    fn key(field: &MemoField) -> Cow<'static, str> {
        match field {
            MemoField::Text(_) => "text",
            MemoField::Kind(_) => "kind",
            MemoField::Links(_) => "linked passages",
        }
        .into()
    }
}
