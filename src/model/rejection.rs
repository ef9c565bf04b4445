//! A rejection: somebody looked at a passage that a search or a suggestion offered for a theme, and said no.
//!
//! It says nothing of the case: "not this theme here" is not "the theme is absent". The id is computed from all that it
//! is about, so that rejecting the same thing twice is one record.

use super::{Document, Id, Place, Record, Theme};
use crate::text::{QuoteHash, TextRange};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::mem::replace;
use uuid::Uuid;

/// What offered a passage.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OfferedBy {
    /// A search; its query as typed.
    Query(String),
    /// A suggestion learned from the deep dive's own codings.
    Suggestion,
}

/// A passage that does not belong to a theme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rejection {
    /// Computed by `Rejection::id_of`.
    pub id: Id<Self>,
    /// The theme that it was offered for.
    pub theme: Id<Theme>,
    /// The passage.
    pub place: Place,
    /// What offered it.
    pub offered_by: OfferedBy,
}

/// One field of a rejection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum RejectionField {
    /// Another place of the same words: where, their hash, and the extraction they lie in.
    Place(TextRange, QuoteHash, u32),
}

impl Rejection {
    /// The id: UUID version 5 of what offered it, its extraction and place, in the namespace of its theme and document.
    #[must_use]
    pub fn id_of(
        theme: Id<Theme>,
        document: Id<Document>,
        text_version: u32,
        range: TextRange,
        offered_by: &OfferedBy,
    ) -> Id<Self> {
        let query = match offered_by {
            OfferedBy::Query(query) => format!("query {query}"),
            OfferedBy::Suggestion => "suggestion".to_owned(),
        };
        let space = Uuid::new_v5(&theme.uuid(), document.uuid().as_bytes());
        let name = format!("{text_version} {} {} {query}", range.start(), range.end());
        Id::from_uuid(Uuid::new_v5(&space, name.as_bytes()))
    }
}

impl Record for Rejection {
    type Field = RejectionField;
    const NAME: &'static str = "rejection";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: RejectionField) -> RejectionField {
        let place = &mut self.place;
        match field {
            RejectionField::Place(range, quote, version) => RejectionField::Place(
                replace(&mut place.range, range),
                replace(&mut place.quote, quote),
                replace(&mut place.text_version, version),
            ),
        }
    }

    fn key(field: &RejectionField) -> Cow<'static, str> {
        match field {
            RejectionField::Place(..) => "passage".into(),
        }
    }
}
