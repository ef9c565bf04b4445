//! How near two coded passages are to be to meet.
//!
//! Each step holds the one before: passages that overlap share a paragraph, and those that share a paragraph are within
//! any number of paragraphs. Passages of two extractions of one document, or of two documents, meet only in the case.

use super::axis::MatrixError;
use crate::text::{SourceText, TextRange};
use std::fmt;
use std::str::FromStr;

/// How near two codings are to be to meet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nearness {
    /// They touch the same paragraph, heading, list item or row of a table.
    #[default]
    SamePassage,
    /// They share words.
    Overlapping,
    /// Their paragraphs are at most so many apart: 1 for the next one.
    Within(u32),
    /// They lie in the same case, in whatever documents.
    SameCase,
}

impl Nearness {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::SamePassage => "passage".to_owned(),
            Self::Overlapping => "overlap".to_owned(),
            Self::Within(paragraphs) => paragraphs.to_string(),
            Self::SameCase => "case".to_owned(),
        }
    }

    /// How far the spans of two codings may be apart.
    pub(super) const fn gap(self) -> u32 {
        match self {
            Self::Within(paragraphs) => paragraphs,
            Self::SamePassage | Self::Overlapping | Self::SameCase => 0,
        }
    }
}

impl fmt::Display for Nearness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SamePassage => f.write_str("in the same passage"),
            Self::Overlapping => f.write_str("in words that overlap"),
            Self::Within(1) => f.write_str("within 1 paragraph"),
            Self::Within(paragraphs) => write!(f, "within {paragraphs} paragraphs"),
            Self::SameCase => f.write_str("in the same case"),
        }
    }
}

impl FromStr for Nearness {
    type Err = MatrixError;

    fn from_str(name: &str) -> Result<Self, MatrixError> {
        match name.trim() {
            "passage" => Ok(Self::SamePassage),
            "overlap" => Ok(Self::Overlapping),
            "case" => Ok(Self::SameCase),
            other => match other.parse() {
                Ok(paragraphs) => Ok(Self::Within(paragraphs)),
                Err(_) => Err(MatrixError::UnknownNearness(other.to_owned())),
            },
        }
    }
}

/// The first and the last passage that a range touches, counted without what is no passage, such as page headers.
/// A range that touches none stands at the next one.
pub(super) fn passages_of(starts: &PassageStarts, range: TextRange) -> (u32, u32) {
    let first = starts.0.partition_point(|(_, end)| *end <= range.start());
    let after = starts.0.partition_point(|(start, _)| *start < range.end());
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (number(first), number(after.saturating_sub(1).max(first)))
}

/// Where the passages of a text start and end, in text order.
pub(super) struct PassageStarts(Vec<(usize, usize)>);

impl PassageStarts {
    pub(super) fn of(source: &SourceText) -> Self {
        let passages = source.shape.blocks.iter().filter(|b| b.kind.is_passage());
        Self(passages.map(|b| (b.range.start(), b.range.end())).collect())
    }
}
