//! Particulars: what is recorded of a document beyond its title, and where in it each value stands.
//!
//! Title, kind, case and date live in the document itself, and incident, age and pseudonyms in its case, because other
//! things are counted by them; a particular then only says where the value comes from.

use super::coding::{first_text, is_first_text};
use super::{DocumentKind, PartialDate};
use crate::text::{Field, Proposal, TextRange};
use serde::{Deserialize, Serialize};

/// A recorded value with its provenance; who accepted or typed it stands in the steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particular {
    /// The value, in the form in which it is stored.
    pub value: String,
    /// Where it came from, for people, such as "p. 2, signed off"; empty when a person typed it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// The words it was found in; none when typed, or taken from the file's name or properties.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub found: Option<TextRange>,
    /// Which extraction `found` lies in, from 1.
    #[serde(default = "first_text", skip_serializing_if = "is_first_text")]
    pub text_version: u32,
}

impl Particular {
    /// A value that a person typed.
    #[must_use]
    pub fn typed(value: &str) -> Self {
        Self { value: value.trim().to_owned(), place: String::new(), found: None, text_version: first_text() }
    }

    /// A value that was found in a text and accepted.
    #[must_use]
    pub fn accepted(proposal: &Proposal, value: String, text_version: u32) -> Self {
        Self { value, place: proposal.place.clone(), found: proposal.found, text_version }
    }

    /// Whether a person typed it.
    #[must_use]
    pub const fn is_typed(&self) -> bool {
        self.place.is_empty() && self.found.is_none()
    }
}

/// Whether a document may have any number of values for a field.
#[must_use]
pub const fn is_listed(field: Field) -> bool {
    match field {
        Field::Pseudonym | Field::Agency => true,
        Field::Title
        | Field::Kind
        | Field::Case
        | Field::Dated
        | Field::Incident
        | Field::Notified
        | Field::Reviewed
        | Field::Area
        | Field::Author
        | Field::Age => false,
    }
}

/// The name of a field, for people.
#[must_use]
pub const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Title => "Title",
        Field::Kind => "Kind",
        Field::Case => "Case",
        Field::Dated => "Date",
        Field::Incident => "Incident",
        Field::Notified => "Notified",
        Field::Reviewed => "Reviewed",
        Field::Area => "Area",
        Field::Author => "Author",
        Field::Age => "Age",
        Field::Pseudonym => "Also called",
        Field::Agency => "Agency",
    }
}

/// A value in the form in which it is stored.
///
/// # Errors
/// A sentence when it is empty, or no date or kind where one is needed.
pub fn stored_value(field: Field, value: &str) -> Result<String, String> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() {
        return Err(format!("{} is empty; write something or remove it", field_name(field)));
    }
    match field {
        Field::Dated | Field::Incident | Field::Notified | Field::Reviewed => PartialDate::parse(&value).map(PartialDate::stored),
        Field::Kind => match DocumentKind::from_name(&value) {
            Some(kind) => Ok(kind.name().to_owned()),
            None => Err(format!("“{value}” is not a kind of document; choose one from the list")),
        },
        Field::Title | Field::Case | Field::Area | Field::Author | Field::Age | Field::Pseudonym | Field::Agency => Ok(value),
    }
}

/// A stored value as people read it: dates and kinds in words.
#[must_use]
pub fn shown_value(field: Field, value: &str) -> String {
    match field {
        Field::Dated | Field::Incident | Field::Notified | Field::Reviewed => {
            PartialDate::parse(value).map_or_else(|_| value.to_owned(), |date| date.to_string())
        }
        Field::Kind => DocumentKind::from_name(value).map_or_else(|| value.to_owned(), |kind| kind.title().to_owned()),
        Field::Title | Field::Case | Field::Area | Field::Author | Field::Age | Field::Pseudonym | Field::Agency => {
            value.to_owned()
        }
    }
}
