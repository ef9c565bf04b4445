//! Which cases are there and which codings count.
//!
//! The rule for N: whatever chooses **cases** (the cases of a scope, a filter on attributes) narrows N as well. Whatever
//! chooses **codings** (polarity, analyst, zone, query) leaves N as it is: those cases were read, coded or judged whether
//! or not the passages asked for are in them. A case that is only coded otherwise is `CellState::OtherwiseCoded`.

use crate::model::{Case, Document, Id, Polarity, Theme};
use crate::text::{TextRange, Zone};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Which cases are there, and under which codebook they are counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Only these cases; none for every case. Retired ones stay out.
    pub cases: Option<BTreeSet<Id<Case>>>,
    /// The codebook as it stood; none for the present one.
    pub codebook: Option<FrozenCodebook>,
}

/// A codebook as it stood: every theme with its name, parent and place. Cheap to clone.
#[derive(Clone, Debug)]
pub struct FrozenCodebook(pub Arc<[Theme]>);

impl FrozenCodebook {
    /// The themes, in any order.
    #[must_use]
    pub fn themes(&self) -> &[Theme] {
        &self.0
    }
}

impl PartialEq for FrozenCodebook {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

/// Themes hold texts, numbers and ids only, each equal to itself.
impl Eq for FrozenCodebook {}

impl Hash for FrozenCodebook {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for theme in self.0.iter() {
            (theme.id, &theme.name).hash(state);
        }
    }
}

/// Which codings count. What is empty lets everything through; what is not, must all hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Values by attribute, without regard to letter case; none is "not recorded". Narrows the **cases**, and so N.
    /// A case with several values needs one of them.
    pub attributes: BTreeMap<String, BTreeSet<Option<String>>>,
    /// Only codings of these polarities.
    pub polarities: BTreeSet<Polarity>,
    /// Only codings of these analysts, by name.
    pub analysts: BTreeSet<String>,
    /// Only codings that start in these parts of their document; none is "no part". Zones that people set by hand lie
    /// over those found. A coding whose text cannot be read does not count, and its document is a missing text.
    pub zones: BTreeSet<Option<Zone>>,
    /// Only codings that overlap one of these passages, such as what a query finds.
    pub query: Option<Passages>,
}

impl Filter {
    /// Whether it lets every case and every coding through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.attributes.is_empty() && !self.narrows_codings()
    }

    /// Whether it lets only some codings of a case through.
    #[must_use]
    pub fn narrows_codings(&self) -> bool {
        let sets = self.polarities.is_empty() && self.analysts.is_empty() && self.zones.is_empty();
        !sets || self.query.is_some()
    }

    /// How many kinds of filter are on, for a badge.
    #[must_use]
    pub fn count(&self) -> usize {
        let sets = [!self.polarities.is_empty(), !self.analysts.is_empty(), !self.zones.is_empty(), self.query.is_some()];
        self.attributes.len() + sets.into_iter().filter(|on| *on).count()
    }
}

/// Passages of documents, such as what a query finds. Cheap to clone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Passages(Arc<BTreeMap<Text, Vec<TextRange>>>);

/// A text: its document and the number of the extraction.
type Text = (Id<Document>, u32);

impl Passages {
    /// Whether a range of a text (by document and number of the extraction) shares a byte with one of the passages.
    #[must_use]
    pub fn overlap(&self, document: Id<Document>, text_version: u32, range: TextRange) -> bool {
        let Some(ranges) = self.0.get(&(document, text_version)) else { return false };
        let after = ranges.partition_point(|r| r.end() <= range.start());
        ranges.get(after).is_some_and(|r| r.overlaps(range))
    }

    /// Number of passages, those that overlap joined.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Takes passages as document, number of the extraction, and range, in any order.
impl FromIterator<(Id<Document>, u32, TextRange)> for Passages {
    fn from_iter<I: IntoIterator<Item = (Id<Document>, u32, TextRange)>>(passages: I) -> Self {
        let mut by_text: BTreeMap<Text, Vec<TextRange>> = BTreeMap::new();
        for (document, version, range) in passages {
            by_text.entry((document, version)).or_default().push(range);
        }
        for ranges in by_text.values_mut() {
            ranges.sort_unstable();
            ranges.dedup_by(|next, joined| {
                let meets = joined.overlaps(*next);
                if meets {
                    *joined = joined.union(*next);
                }
                meets
            });
        }
        Self(Arc::new(by_text))
    }
}
