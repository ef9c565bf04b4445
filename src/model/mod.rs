//! The records of a deep dive and the rules by which they change.

mod document_kind;

pub use document_kind::DocumentKind;
