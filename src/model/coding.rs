//! A coding: one theme on one range of one document, by one analyst, with a polarity.

use super::{Document, Id, Record, Theme};
use crate::text::{QuoteHash, TextRange};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::mem::replace;

/// Which way a passage speaks to its theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Polarity {
    /// Something that went wrong or was missing.
    #[default]
    Concern,
    /// Something done well.
    GoodPractice,
    /// Background; neither.
    Context,
}

impl Polarity {
    /// Every polarity in the order of lists.
    pub const ALL: [Self; 3] = [Self::Concern, Self::GoodPractice, Self::Context];

    /// The name used on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Concern => "concern",
            Self::GoodPractice => "good-practice",
            Self::Context => "context",
        }
    }

    /// The sign beside a code: meaning never rests on colour alone.
    #[must_use]
    pub const fn sign(self) -> char {
        match self {
            Self::Concern => '−',
            Self::GoodPractice => '+',
            Self::Context => '·',
        }
    }

    /// Finds a polarity by the name used on the command line.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }
}

impl fmt::Display for Polarity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Concern => "Concern",
            Self::GoodPractice => "Good practice",
            Self::Context => "Context",
        })
    }
}

/// One theme on one range of one document. Whose it is stands in its row (`Row::by`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coding {
    /// Its id.
    pub id: Id<Self>,
    /// The theme.
    pub theme: Id<Theme>,
    /// The document.
    pub document: Id<Document>,
    /// The passage in the document's text.
    pub range: TextRange,
    /// Hash of the words under `range` when it was coded.
    pub quote: QuoteHash,
    /// Which extraction of the document `range` lies in, from 1; older journals know only the first.
    #[serde(default = "first_text", skip_serializing_if = "is_first_text")]
    pub text_version: u32,
    /// Concern, good practice or context.
    pub polarity: Polarity,
    /// The query whose hit was coded; none when coded while reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// A suggestion learned from the deep dive's own codings, which somebody accepted.
    #[serde(default, skip_serializing_if = "is_not")]
    pub suggested: bool,
}

/// One field of a coding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CodingField {
    /// Another theme.
    Theme(Id<Theme>),
    /// Another passage of the first extraction, with the hash of its words: how older journals wrote `Place`.
    Range(TextRange, QuoteHash),
    /// Another passage of the same document: where, the hash of its words, and the extraction it lies in.
    Place(TextRange, QuoteHash, u32),
    /// Another polarity.
    Polarity(Polarity),
}

/// The extraction that records of older journals lie in.
pub(super) const fn first_text() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub(super) const fn is_first_text(version: &u32) -> bool {
    *version == 1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_not(flag: &bool) -> bool {
    !*flag
}

impl Coding {
    fn set_place(&mut self, range: TextRange, quote: QuoteHash, version: u32) -> (TextRange, QuoteHash, u32) {
        (replace(&mut self.range, range), replace(&mut self.quote, quote), replace(&mut self.text_version, version))
    }
}

impl Record for Coding {
    type Field = CodingField;
    const NAME: &'static str = "coding";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: CodingField) -> CodingField {
        match field {
            CodingField::Theme(v) => CodingField::Theme(replace(&mut self.theme, v)),
            CodingField::Range(range, quote) => match self.set_place(range, quote, first_text()) {
                (range, quote, version) if is_first_text(&version) => CodingField::Range(range, quote),
                (range, quote, version) => CodingField::Place(range, quote, version),
            },
            CodingField::Place(range, quote, version) => {
                let (range, quote, version) = self.set_place(range, quote, version);
                CodingField::Place(range, quote, version)
            }
            CodingField::Polarity(v) => CodingField::Polarity(replace(&mut self.polarity, v)),
        }
    }

    fn key(field: &CodingField) -> Cow<'static, str> {
        match field {
            CodingField::Theme(_) => "theme",
            CodingField::Range(..) | CodingField::Place(..) => "passage",
            CodingField::Polarity(_) => "polarity",
        }
        .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_of_an_older_journal_is_one_of_the_first_text() {
        let range = |a, b| TextRange::new(a, b).expect("ordered");
        let (quote, other) = (QuoteHash::of("a"), QuoteHash::of("b"));
        let (theme, document) = (Id::fresh(), Id::fresh());
        let polarity = Polarity::Concern;
        let mut coding = Coding {
            id: Id::fresh(),
            theme,
            document,
            range: range(1, 2),
            quote,
            text_version: 1,
            polarity,
            query: None,
            suggested: false,
        };
        assert_eq!(coding.set(CodingField::Range(range(3, 4), other)), CodingField::Range(range(1, 2), quote));
        assert_eq!(coding.set(CodingField::Place(range(5, 6), quote, 2)), CodingField::Place(range(3, 4), other, 1));
        // What stood there was no place of the first text, so it never equals what the older journal had seen.
        assert_eq!(coding.set(CodingField::Range(range(7, 8), other)), CodingField::Place(range(5, 6), quote, 2));
        assert_eq!((coding.range, coding.quote, coding.text_version), (range(7, 8), other, 1));
    }
}
