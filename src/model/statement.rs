//! A statement: a finding or a recommendation that a document itself makes, accepted by a person.
//!
//! The readers find them by pattern (`text::Stated`); only what a person accepts or adds becomes a record. The id of an
//! accepted one is computed, so that two people who accept the same one write to the same record.

use super::coding::{first_text, is_first_text};
use super::finding::keep;
use super::{Document, Id, Record, Theme};
use crate::text::{QuoteHash, StatedKind, TextRange};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::mem::replace;
use uuid::Uuid;

/// Where a statement comes from; who accepted or added it stands in its row (`Row::by`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// Found by pattern and accepted.
    Found,
    /// Marked in the text by a person.
    ByHand,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Found => "found by pattern and accepted",
            Self::ByHand => "marked by hand",
        })
    }
}

/// A finding or a recommendation of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// Its id.
    pub id: Id<Self>,
    /// The document.
    pub document: Id<Document>,
    /// Finding or recommendation.
    pub kind: StatedKind,
    /// Its printed number, such as `3` or `2.1`; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// All its words.
    pub range: TextRange,
    /// Hash of the words under `range`.
    pub quote: QuoteHash,
    /// Which extraction `range` lies in, from 1.
    #[serde(default = "first_text", skip_serializing_if = "is_first_text")]
    pub text_version: u32,
    /// Where it comes from.
    pub origin: Origin,
    /// Themes that it speaks of, as people said.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub themes: BTreeSet<Id<Theme>>,
}

/// One field of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StatementField {
    /// Finding or recommendation.
    Kind(StatedKind),
    /// Its printed number; empty where it has none.
    Number(String),
    /// Its words: where, their hash, and the extraction they lie in.
    Place(TextRange, QuoteHash, u32),
    /// Whether it speaks of a theme; two people who choose different ones do not disagree.
    Theme(Id<Theme>, bool),
}

impl Statement {
    /// The id of a statement found by pattern: UUID version 5 of its extraction and place in the document's namespace.
    #[must_use]
    pub fn id_of(document: Id<Document>, text_version: u32, range: TextRange) -> Id<Self> {
        let place = format!("{text_version} {} {}", range.start(), range.end());
        Id::from_uuid(Uuid::new_v5(&document.uuid(), place.as_bytes()))
    }
}

impl Record for Statement {
    type Field = StatementField;
    const NAME: &'static str = "finding or recommendation";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: StatementField) -> StatementField {
        match field {
            StatementField::Kind(v) => StatementField::Kind(replace(&mut self.kind, v)),
            StatementField::Number(v) => StatementField::Number(replace(&mut self.number, v)),
            StatementField::Theme(id, v) => StatementField::Theme(id, keep(&mut self.themes, &id, v)),
            StatementField::Place(range, quote, version) => StatementField::Place(
                replace(&mut self.range, range),
                replace(&mut self.quote, quote),
                replace(&mut self.text_version, version),
            ),
        }
    }

    fn key(field: &StatementField) -> Cow<'static, str> {
        match field {
            StatementField::Kind(_) => "kind".into(),
            StatementField::Number(_) => "number".into(),
            StatementField::Place(..) => "passage".into(),
            StatementField::Theme(id, _) => format!("theme {id}").into(),
        }
    }
}
