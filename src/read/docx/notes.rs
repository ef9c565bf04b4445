//! Footnotes, endnotes and comments by their ids.

use crate::read::xml::{Element, Node};
use std::collections::BTreeMap;

/// The notes of a document.
#[derive(Debug, Default)]
pub struct Notes {
    footnotes: BTreeMap<String, Element>,
    endnotes: BTreeMap<String, Element>,
    comments: BTreeMap<String, Element>,
}

impl Notes {
    /// Takes the three parts apart; any of them may be missing.
    #[must_use]
    pub fn of(footnotes: Option<Element>, endnotes: Option<Element>, comments: Option<Element>) -> Self {
        Self { footnotes: by_id(footnotes), endnotes: by_id(endnotes), comments: by_id(comments) }
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

    /// Number of comments.
    #[must_use]
    pub fn comments(&self) -> usize {
        self.comments.len()
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
