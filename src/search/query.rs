//! What is searched for, as a tree of our own: the parser makes it, the index and the highlighter read it.
//!
//! The subtlety: words that must not occur hang on `All`, so that a query which only takes away, and would answer with
//! nearly everything, cannot be built.

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    /// Any word with the stem of this one.
    Word {
        /// As typed, folded.
        written: String,
        /// Its stem.
        stem: String,
    },
    /// Any word that starts so, as written (not stemmed).
    Prefix(String),
}

/// A search. Every list in it holds at least one entry, but for `All::none`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// The words next to each other in this order; a single word is a phrase of one.
    Phrase(Vec<Pattern>),
    /// Passages in which all of `all` and none of `none` is found.
    All {
        /// What must occur in the passage.
        all: Vec<Self>,
        /// What must not occur in the passage.
        none: Vec<Self>,
    },
    /// Passages in which at least one is found.
    Any(Vec<Self>),
}

impl Pattern {
    /// Whether a word of a text, folded and stemmed, is meant.
    #[must_use]
    pub fn matches(&self, written: &str, stem: &str) -> bool {
        match self {
            Self::Word { stem: wanted, .. } => wanted == stem,
            Self::Prefix(start) => written.starts_with(start.as_str()),
        }
    }
}
