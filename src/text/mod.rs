//! The text of a document: what the readers make and what codings point into.
//!
//! A document's text is frozen once it is stored, because every coding is a byte range in it.
//! Nothing in this folder touches files, time or the screen.

mod builder;
mod passage;
mod quote;
mod range;
mod source;

pub use builder::SourceBuilder;
pub use passage::{Citation, passage_at, passages_between};
pub use quote::{QuoteHash, sentence_around, sentence_starts, word_around, words_in};
pub use range::{RangeError, TextRange};
pub use source::{Block, BlockKind, Concern, Field, PageBox, Proposal, Shape, SourceText, Stated, StatedKind, Warning, Zone};
