//! A memo: an analyst's note on a case, a document, a theme, a coding, or the deep dive as a whole.

use super::{Case, Coding, Document, Id, Record, Theme};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

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

/// An analyst's note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Memo {
    /// Its id.
    pub id: Id<Self>,
    /// What it is about.
    pub about: MemoAbout,
    /// What it says.
    pub text: String,
}

/// One field of a memo.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum MemoField {
    /// What it says.
    Text(String),
}

impl Record for Memo {
    type Field = MemoField;
    const NAME: &'static str = "memo";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: MemoField) -> MemoField {
        match field {
            MemoField::Text(text) => MemoField::Text(std::mem::replace(&mut self.text, text)),
        }
    }

    fn key(field: &MemoField) -> Cow<'static, str> {
        match field {
            MemoField::Text(_) => "text".into(),
        }
    }
}
