//! A passage that something points at: where, in which extraction, and a hash of its words.

use super::coding::{first_text, is_first_text};
use super::{Document, Id};
use crate::text::{QuoteHash, TextRange};
use serde::{Deserialize, Serialize};

/// A passage of one document, as records point at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The document.
    pub document: Id<Document>,
    /// Where in the document's text.
    pub range: TextRange,
    /// Hash of the words under `range` when it was pointed at.
    pub quote: QuoteHash,
    /// Which extraction of the document `range` lies in, from 1.
    #[serde(default = "first_text", skip_serializing_if = "is_first_text")]
    pub text_version: u32,
}
