//! What is searched for, as a tree of our own: the parser makes it, the index and the highlighter read it.
//!
//! The subtlety: words that must not occur hang on `All`, so that a query which only takes away, and would answer with
//! nearly everything, cannot be built.

use super::fields::Test;
use super::pattern::Pattern;
use regex::Regex;

/// Most words that may stand between the two sides of `NEAR` or `BEFORE`, or be spread in a loose phrase.
pub const FARTHEST: u32 = 100;

/// Words between the two sides of `NEAR` and `BEFORE` where no number is typed.
pub const NEAR: u32 = 8;

/// A search. Every list in it holds at least one entry, but for `All::none`.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// The words next to each other in this order; a single word is a phrase of one.
    Phrase(Vec<Pattern>),
    /// The words in any order, with at most so many other words among them.
    Loose(Vec<Pattern>, u32),
    /// Two things close together.
    Near(Box<Near>),
    /// Passages in which all of `all` and none of `none` is found.
    All {
        /// What must occur in the passage.
        all: Vec<Self>,
        /// What must not occur in the passage.
        none: Vec<Self>,
    },
    /// Passages in which at least one is found.
    Any(Vec<Self>),
    /// A pattern over the text as it is stored.
    Regex(TextPattern),
    /// What is known of the passage, its document or its codings.
    Field(Field),
}

/// Two things close together; they never share a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Near {
    /// The one: words, phrases, alternatives of them, or another `Near`.
    pub left: Query,
    /// The other.
    pub right: Query,
    /// How close.
    pub reach: Reach,
    /// Whether the left one has to come first.
    pub in_order: bool,
}

/// How close two things are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// At most so many words between them.
    Words(u32),
    /// In the same sentence.
    Sentence,
    /// In the same paragraph, which is the passage.
    Paragraph,
}

/// Something known of a passage that is not its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Byte of the query at which it was typed; 0 in a query that was not typed.
    pub at: usize,
    /// What has to be so.
    pub test: Test,
}

/// A pattern in the syntax of the crate `regex`; capitals do not matter unless it says so.
#[derive(Clone, Debug)]
pub struct TextPattern(pub Regex);

impl PartialEq for TextPattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

impl Query {
    /// Whether it asks only what is known of passages, so that what it finds cannot be ranked.
    #[must_use]
    pub fn is_fields_only(&self) -> bool {
        match self {
            Self::Field(field) => !matches!(field.test, Test::Heading(_)),
            Self::All { all, .. } => all.iter().all(Self::is_fields_only),
            Self::Any(any) => any.iter().all(Self::is_fields_only),
            Self::Phrase(_) | Self::Loose(..) | Self::Near(_) | Self::Regex(_) => false,
        }
    }

    /// Whether it may stand beside `NEAR`: words, phrases and alternatives of them.
    pub(super) fn has_place(&self) -> bool {
        match self {
            Self::Phrase(_) | Self::Loose(..) | Self::Near(_) => true,
            Self::Any(any) => any.iter().all(Self::has_place),
            Self::All { .. } | Self::Regex(_) | Self::Field(_) => false,
        }
    }

    /// Calls `visit` for every part that is no list.
    pub(super) fn each_leaf<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        match self {
            Self::All { all, none } => all.iter().chain(none).for_each(|q| q.each_leaf(visit)),
            Self::Any(any) => any.iter().for_each(|q| q.each_leaf(visit)),
            Self::Near(near) => {
                near.left.each_leaf(visit);
                near.right.each_leaf(visit);
            }
            Self::Field(Field { test: Test::Heading(inside), .. }) => {
                visit(self);
                inside.each_leaf(visit);
            }
            Self::Phrase(_) | Self::Loose(..) | Self::Regex(_) | Self::Field(_) => visit(self),
        }
    }
}
