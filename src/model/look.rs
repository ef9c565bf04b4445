//! How a theme is drawn: one of nine colours and one of three forms of line, both inherited down the tree.
//!
//! Polarity owns solid, dashed and dotted, so that the form of a theme has to be another dimension: one line, two, or
//! one with ticks. Both can be told apart on the same line, and neither needs colour.

use serde::{Deserialize, Serialize};
use std::fmt::{self, Display, Formatter};

/// One of the nine colours; the window has a mark, a tint and a text colour of each in light and dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is what it is called")]
pub enum ThemeColour {
    #[default]
    Red,
    Indigo,
    Amber,
    Teal,
    Blue,
    Purple,
    Green,
    Olive,
    Wine,
}

impl ThemeColour {
    /// All of them, in the order in which groups without a chosen colour take them.
    pub const ALL: [Self; 9] =
        [Self::Red, Self::Indigo, Self::Amber, Self::Teal, Self::Blue, Self::Purple, Self::Green, Self::Olive, Self::Wine];

    /// The colour of the group at a place, counted from 0; after the last they begin again.
    #[must_use]
    pub fn of_group(place: usize) -> Self {
        Self::ALL.iter().copied().cycle().nth(place % Self::ALL.len()).unwrap_or(Self::Red)
    }

    /// Its place among all of them, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|c| *c == self).unwrap_or_default()
    }

    /// A colour by its name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.to_string().eq_ignore_ascii_case(name.trim()))
    }
}

impl Display for ThemeColour {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Red => "Red",
            Self::Indigo => "Indigo",
            Self::Amber => "Amber",
            Self::Teal => "Teal",
            Self::Blue => "Blue",
            Self::Purple => "Purple",
            Self::Green => "Green",
            Self::Olive => "Olive",
            Self::Wine => "Wine",
        })
    }
}

/// The form of a theme's lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ThemePattern {
    /// One line.
    #[default]
    Single,
    /// Two thin lines.
    Double,
    /// One line with ticks across it.
    Ticked,
}

impl ThemePattern {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Single, Self::Double, Self::Ticked];

    /// A form by its name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.to_string().eq_ignore_ascii_case(name.trim()))
    }
}

impl Display for ThemePattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Single => "Single line",
            Self::Double => "Double line",
            Self::Ticked => "Ticked line",
        })
    }
}

/// What a theme is drawn in, after everything is inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Look {
    /// Its colour.
    pub colour: ThemeColour,
    /// The form of its lines.
    pub pattern: ThemePattern,
}

impl Look {
    /// The look of the group at a place, counted from 0, for which nothing was chosen.
    #[must_use]
    pub fn of_group(place: usize) -> Self {
        Self { colour: ThemeColour::of_group(place), pattern: ThemePattern::Single }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back_and_groups_begin_again_after_the_last_colour() {
        for colour in ThemeColour::ALL {
            assert_eq!(ThemeColour::named(&colour.to_string().to_uppercase()), Some(colour));
            assert_eq!(ThemeColour::of_group(colour.index() + 18), colour);
        }
        assert!(ThemePattern::ALL.into_iter().all(|p| ThemePattern::named(&format!(" {p} ")) == Some(p)));
        assert_eq!((ThemeColour::named("#BB4347"), ThemePattern::named("")), (None, None));
    }
}
