//! What the text refers to by ids: footnotes, endnotes, comments, diagrams, inserted files.

use super::numbering::numeral;
use crate::read::numerals::Numeral;
use crate::read::xml::{Element, Node};
use crate::text::SourceText;
use std::collections::BTreeMap;

/// The notes of a document.
#[derive(Debug)]
pub struct Notes {
    /// The words of diagrams.
    pub diagrams: BTreeMap<String, Element>,
    /// Documents that are inserted as files.
    pub chunks: BTreeMap<String, SourceText>,
    /// How footnotes are numbered.
    pub footnote_form: Numeral,
    /// How endnotes are numbered.
    pub endnote_form: Numeral,
    footnotes: BTreeMap<String, Element>,
    endnotes: BTreeMap<String, Element>,
    comments: BTreeMap<String, Element>,
}

impl Notes {
    /// Takes the three parts apart; any of them may be missing.
    #[must_use]
    pub fn of(footnotes: Option<Element>, endnotes: Option<Element>, comments: Option<Element>) -> Self {
        Self {
            diagrams: BTreeMap::new(),
            chunks: BTreeMap::new(),
            footnote_form: Numeral::Decimal,
            // Word numbers endnotes i, ii, iii unless told otherwise.
            endnote_form: Numeral::LowerRoman,
            footnotes: by_id(footnotes),
            endnotes: by_id(endnotes),
            comments: by_id(comments),
        }
    }

    /// Takes the forms of numbers from the document's settings.
    #[must_use]
    pub fn numbered_by(mut self, settings: Option<&Element>) -> Self {
        let form = |name| settings.and_then(|s| s.child(name)).and_then(numeral);
        self.footnote_form = form("footnotePr").unwrap_or(self.footnote_form);
        self.endnote_form = form("endnotePr").unwrap_or(self.endnote_form);
        self
    }

    /// A footnote.
    #[must_use]
    pub fn footnote(&self, id: &str) -> Option<&Element> {
        self.footnotes.get(id)
    }

    /// An endnote.
    #[must_use]
    pub fn endnote(&self, id: &str) -> Option<&Element> {
        self.endnotes.get(id)
    }

    /// A comment.
    #[must_use]
    pub fn comment(&self, id: &str) -> Option<&Element> {
        self.comments.get(id)
    }

    /// Ids of all comments, in the order of their numbers.
    #[must_use]
    pub fn comment_ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.comments.keys().map(String::as_str).collect();
        ids.sort_by_key(|id| (id.parse::<i64>().unwrap_or(i64::MAX), *id));
        ids
    }
}

/// Separators between text and notes are notes too, of a type of their own.
fn by_id(root: Option<Element>) -> BTreeMap<String, Element> {
    let mut out = BTreeMap::new();
    for node in root.map(|r| r.children).unwrap_or_default() {
        let Node::Element(note) = node else { continue };
        let real = matches!(note.attribute("type"), None | Some("normal"));
        if let Some(id) = note.attribute("id").map(ToOwned::to_owned).filter(|_| real) {
            out.insert(id, note);
        }
    }
    out
}
