//! An entry of a deep dive's lexicon: what else a search finds when somebody looks for a term.
//!
//! An entry of the deep dive takes the place of the shipped one with the same term; retiring it brings that one back.
//! The id is computed from the term, so that two people who change the same term write to the same record.

use super::{Id, Record};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::mem::replace;
use uuid::Uuid;

/// What else is found for a term.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LexiconEntry {
    /// Computed from the term by `LexiconEntry::id_of`.
    pub id: Id<Self>,
    /// The term, such as "HV". Never changed.
    pub term: String,
    /// Words and phrases that mean the same or are a kind of it; none where the shipped entry is switched off.
    pub means: Vec<String>,
    /// The term is found only as written, in capitals, and as a whole word: "PA", "MS".
    #[serde(default)]
    pub capitals_only: bool,
}

/// One field of a lexicon entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `LexiconEntry` with the same name")]
pub enum LexiconField {
    Means(Vec<String>),
    CapitalsOnly(bool),
}

/// The namespace of ids of lexicon entries.
const TERMS: Uuid = Uuid::from_u128(0x6c65_7869_636f_6e20_8f0e_6f20_7465_726d);

impl LexiconEntry {
    /// The id of the entry of a term: UUID version 5 of the term.
    #[must_use]
    pub fn id_of(term: &str) -> Id<Self> {
        Id::from_uuid(Uuid::new_v5(&TERMS, term.trim().as_bytes()))
    }

    /// An entry for a term.
    #[must_use]
    pub fn new(term: &str, means: Vec<String>, capitals_only: bool) -> Self {
        Self { id: Self::id_of(term), term: term.trim().to_owned(), means, capitals_only }
    }
}

impl Record for LexiconEntry {
    type Field = LexiconField;
    const NAME: &'static str = "lexicon entry";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: LexiconField) -> LexiconField {
        match field {
            LexiconField::Means(v) => LexiconField::Means(replace(&mut self.means, v)),
            LexiconField::CapitalsOnly(v) => LexiconField::CapitalsOnly(replace(&mut self.capitals_only, v)),
        }
    }

    fn key(field: &LexiconField) -> Cow<'static, str> {
        match field {
            LexiconField::Means(_) => "meanings",
            LexiconField::CapitalsOnly(_) => "only in capitals",
        }
        .into()
    }
}
