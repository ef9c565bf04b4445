//! The passages behind the cells: their words counted once each, and quotations with citations.
//!
//! Two analysts who tag the same sentence make two codings but no more words: ranges of one document are joined
//! before their words are counted.

use super::cell::MatrixCell;
use super::ground::Ground;
use super::located::Located;
use crate::model::{Coding, Document, Id, Polarity};
use crate::text::{Citation, SourceText, TextRange, words_in};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Fetches a document's text by the number of its extraction; none when it cannot be read.
pub type Texts<'a> = &'a dyn Fn(Id<Document>, u32) -> Option<Arc<SourceText>>;

/// One coded passage for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its coding.
    pub coding: Id<Coding>,
    /// Which way it speaks to its theme.
    pub polarity: Polarity,
    /// The words, blanks and line ends as single spaces; empty when the text could not be read.
    pub words: String,
    /// "Child B LCSPR, 4.12, p. 23".
    pub citation: String,
}

/// Texts fetched once each; notes those that could not be read.
pub(super) struct Shelf<'a> {
    texts: Texts<'a>,
    /// By number of the document and of the extraction.
    fetched: BTreeMap<(usize, u32), Option<Arc<SourceText>>>,
}

impl<'a> Shelf<'a> {
    pub(super) const fn new(texts: Texts<'a>) -> Self {
        Self { texts, fetched: BTreeMap::new() }
    }

    fn text(&mut self, ground: &Ground, document: usize, version: u32) -> Option<Arc<SourceText>> {
        let fetch = || ground.documents.get(document).and_then(|d| (self.texts)(d.id, version));
        self.fetched.entry((document, version)).or_insert_with(fetch).clone()
    }

    /// Documents whose text was needed and could not be had, by number.
    pub(super) fn missing(&self) -> impl Iterator<Item = usize> {
        self.fetched.iter().filter(|(_, text)| text.is_none()).map(|((document, _), _)| *document)
    }

    pub(super) fn quote(&mut self, ground: &Ground, at: &Located) -> Quote {
        let name = ground.document_name(at.document());
        let text = self.text(ground, at.document(), at.text_version);
        let words = text.as_ref().map(|t| t.quote(at.range)).unwrap_or_default();
        let place = text.as_ref().map(|t| Citation::at(t, at.range).to_string()).unwrap_or_default();
        Quote {
            coding: at.coding,
            polarity: at.polarity,
            words: words.split_whitespace().collect::<Vec<_>>().join(" "),
            citation: if place.is_empty() { name } else { format!("{name}, {place}") },
        }
    }

    /// Counts the words of a cell's codings, which must be in reading order.
    pub(super) fn count_words(&mut self, ground: &Ground, located: &[Located], cell: &mut MatrixCell) {
        for polarity in Polarity::ALL {
            cell.of_mut(polarity).words = self.words(ground, located.iter().filter(|at| at.polarity == polarity));
        }
        cell.all.words = self.words(ground, located.iter());
    }

    fn words<'l>(&mut self, ground: &Ground, located: impl Iterator<Item = &'l Located>) -> u32 {
        let mut joined: Vec<((usize, u32), TextRange)> = Vec::new();
        for at in located {
            let text = (at.document(), at.text_version);
            match joined.last_mut() {
                Some((last, range)) if *last == text && range.overlaps(at.range) => *range = range.union(at.range),
                Some(_) | None => joined.push((text, at.range)),
            }
        }
        let count = |((document, version), range): ((usize, u32), TextRange)| {
            self.text(ground, document, version).map_or(0, |t| words_in(t.quote(range)))
        };
        let words: usize = joined.into_iter().map(count).sum();
        u32::try_from(words).unwrap_or(u32::MAX)
    }
}
