//! What somebody had before them when they wrote something: the codings, each as it stood.
//!
//! A summary or a finding keeps this, so that the program can say what has changed since. A coding carried to the same
//! words of another text of its document keeps their hash, and so does not count as changed.

use super::{Coding, Id, Polarity};
use crate::text::QuoteHash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One coding as somebody saw it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SeenCoding {
    /// The coding.
    pub coding: Id<Coding>,
    /// Hash of its words.
    pub quote: QuoteHash,
    /// Which way it spoke.
    pub polarity: Polarity,
}

/// What has changed since somebody looked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// Codings that are new.
    pub added: Vec<Id<Coding>>,
    /// Codings that are gone, or belong elsewhere now.
    pub gone: Vec<Id<Coding>>,
    /// Codings with other words or another polarity.
    pub changed: Vec<Id<Coding>>,
}

impl SeenCoding {
    /// A coding as it stands.
    #[must_use]
    pub fn of(coding: &Coding) -> Self {
        Self { coding: coding.id, quote: coding.quote, polarity: coding.polarity }
    }

    /// Codings as they stand, in the order of their ids.
    pub fn all<'a>(codings: impl IntoIterator<Item = &'a Coding>) -> Vec<Self> {
        let mut seen: Vec<Self> = codings.into_iter().map(Self::of).collect();
        seen.sort();
        seen.dedup();
        seen
    }
}

impl Since {
    /// Compares what was seen with how the codings stand now.
    pub fn between<'a>(seen: &[SeenCoding], now: impl IntoIterator<Item = &'a Coding>) -> Self {
        let mut before: BTreeMap<Id<Coding>, &SeenCoding> = seen.iter().map(|s| (s.coding, s)).collect();
        let mut since = Self::default();
        for coding in now {
            match before.remove(&coding.id) {
                None => since.added.push(coding.id),
                Some(seen) if *seen != SeenCoding::of(coding) => since.changed.push(coding.id),
                Some(_) => {}
            }
        }
        since.gone.extend(before.into_keys());
        since
    }

    /// Whether nothing has changed.
    #[must_use]
    pub const fn is_nothing(&self) -> bool {
        self.added.is_empty() && self.gone.is_empty() && self.changed.is_empty()
    }

    /// "2 codings since", or "1 coding since, 1 gone, 1 changed"; empty when nothing has changed.
    #[must_use]
    pub fn words(&self) -> String {
        let mut parts = Vec::new();
        match self.added.len() {
            0 => {}
            1 => parts.push("1 coding since".to_owned()),
            n => parts.push(format!("{n} codings since")),
        }
        for (n, what) in [(self.gone.len(), "gone"), (self.changed.len(), "changed")] {
            if n > 0 {
                parts.push(format!("{n} {what}"));
            }
        }
        parts.join(", ")
    }
}
