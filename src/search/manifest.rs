//! Which documents the index holds, and from which text each was made.
//!
//! It travels as the payload of tantivy's commit, so that it can never disagree with the passages, and is read without
//! touching them. The subtlety: passages carry a document's number, not its id; a number is never given out twice, so
//! that a passage left behind by a removal can never be taken for another document's.

use crate::model::{Document, Id, SourceHash};
use crate::text::QuoteHash;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A document and the text that is searched for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DocKey {
    /// The document.
    pub id: Id<Document>,
    /// Its original.
    pub source: SourceHash,
    /// Which extraction, from 1.
    pub text_version: u32,
    /// Hash of what people said of its zones; none where nobody did.
    pub zones: Option<QuoteHash>,
}

/// Every document of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    next: u32,
    documents: BTreeMap<Id<Document>, Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Entry(u32, u32, SourceHash, Option<QuoteHash>);

impl Manifest {
    /// Reads the payload of a commit; an index that was never written has none.
    pub fn read(payload: Option<&str>) -> Option<Self> {
        payload.map_or_else(|| Some(Self::default()), |line| ron::from_str(line).ok())
    }

    /// The payload of a commit.
    pub fn line(&self) -> Option<String> {
        ron::to_string(self).ok()
    }

    pub fn ids(&self) -> impl Iterator<Item = Id<Document>> {
        self.documents.keys().copied()
    }

    pub fn has(&self, key: &DocKey) -> bool {
        let same = |Entry(_, version, source, zones): &Entry| {
            *version == key.text_version && *source == key.source && *zones == key.zones
        };
        self.documents.get(&key.id).is_some_and(same)
    }

    /// Enters a document and returns its number.
    pub fn enter(&mut self, key: DocKey) -> u32 {
        let number = self.next;
        self.next += 1;
        self.documents.insert(key.id, Entry(number, key.text_version, key.source, key.zones));
        number
    }

    /// Takes a document out and returns the number it had.
    pub fn leave(&mut self, id: Id<Document>) -> Option<u32> {
        self.documents.remove(&id).map(|Entry(number, ..)| number)
    }

    /// For each number, its document and the document's rank by id.
    pub fn by_number(&self) -> Vec<Option<Ranked>> {
        let mut table = vec![None; self.next as usize];
        for ((id, Entry(number, ..)), rank) in self.documents.iter().zip(0..) {
            if let Some(place) = table.get_mut(*number as usize) {
                *place = Some(Ranked { rank, id: *id });
            }
        }
        table
    }
}

/// A document and its rank among all documents by id.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranked {
    pub rank: u32,
    pub id: Id<Document>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_a_round_trip_and_never_reuses_a_number() {
        let key = |n: &[u8]| DocKey { id: Id::fresh(), source: SourceHash::of(n), text_version: 1, zones: None };
        let (first, second) = (key(b"1"), key(b"2"));
        let mut manifest = Manifest::default();
        assert_eq!((manifest.enter(first.clone()), manifest.enter(second.clone())), (0, 1));
        assert_eq!(manifest.leave(second.id), Some(1));
        let mut read = Manifest::read(manifest.line().as_deref()).expect("reads");
        assert_eq!(read, manifest);
        assert!(read.has(&first) && !read.has(&second) && !read.has(&DocKey { text_version: 2, ..first.clone() }));
        assert!(!read.has(&DocKey { zones: Some(QuoteHash::of("others")), ..first }));
        assert_eq!(read.enter(second), 2);
        assert_eq!(Manifest::read(Some("garbage")), None);
    }
}
