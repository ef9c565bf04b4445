//! One of every gesture, and every edit of every field of every type of record.

pub mod edits;
pub mod gestures;
pub mod study;

use deepdive::model::{Id, Record, SavedQuery, Table};

/// The first record of a table.
pub fn first<R: Record>(table: &Table<R>) -> &R {
    table.iter().next().expect("is there")
}

/// A saved query.
pub fn saved(query: &str) -> SavedQuery {
    SavedQuery { id: Id::fresh(), name: String::new(), query: query.to_owned(), not_widened: vec!["HV".to_owned()] }
}
