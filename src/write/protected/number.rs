//! A count as it may be printed: the number, or `[c]`.

use crate::analyse::MatrixCell;
use crate::disclose::suppress::Symbol;
use serde::{Serialize, Serializer};
use std::fmt;

/// A count, or what stands in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// The number itself.
    Shown(u32),
    /// Not shown; words that are true of it end in "of".
    Hidden(&'static str),
}

impl Number {
    /// The number, unless it is hidden.
    #[must_use]
    pub const fn shown(self) -> Option<u32> {
        match self {
            Self::Shown(n) => Some(n),
            Self::Hidden(_) => None,
        }
    }

    /// Whether it is shown and nothing.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        matches!(self, Self::Shown(0))
    }

    /// "7", or words such as "a small number of".
    #[must_use]
    pub fn in_words(self) -> String {
        match self {
            Self::Shown(n) => n.to_string(),
            Self::Hidden(words) => words.to_owned(),
        }
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::Shown(0)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shown(n) => n.fmt(f),
            Self::Hidden(_) => Symbol::Confidential.fmt(f),
        }
    }
}

impl Serialize for Number {
    /// A bare number, or the text `[c]`.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Shown(n) => to.serialize_u32(*n),
            Self::Hidden(_) => to.collect_str(self),
        }
    }
}

/// What is printed of a cell or a total: different cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// With a concern.
    pub concern: Number,
    /// With good practice.
    pub good_practice: Number,
    /// With any coding.
    pub all: Number,
    /// N: those that can be counted.
    pub counted: Number,
}

impl Counts {
    pub(super) const fn exact(cell: &MatrixCell) -> Self {
        Self {
            concern: Number::Shown(cell.concern.cases),
            good_practice: Number::Shown(cell.good_practice.cases),
            all: Number::Shown(cell.all.cases),
            counted: Number::Shown(cell.counted),
        }
    }
}
