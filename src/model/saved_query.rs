//! A saved query: a search kept under a name. Its hits and counts are never kept, but found again each time.

use super::{Id, Record};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::mem::replace;

/// A search kept under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedQuery {
    /// Its id.
    pub id: Id<Self>,
    /// Its name; people see the query itself where it has none.
    #[serde(default)]
    pub name: String,
    /// The query as typed.
    pub query: String,
    /// Terms of the lexicon that are not widened in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_widened: Vec<String>,
}

/// One field of a saved query.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `SavedQuery` with the same name")]
pub enum SavedQueryField {
    Name(String),
    Query(String),
    NotWidened(Vec<String>),
}

impl Record for SavedQuery {
    type Field = SavedQueryField;
    const NAME: &'static str = "saved query";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: SavedQueryField) -> SavedQueryField {
        match field {
            SavedQueryField::Name(v) => SavedQueryField::Name(replace(&mut self.name, v)),
            SavedQueryField::Query(v) => SavedQueryField::Query(replace(&mut self.query, v)),
            SavedQueryField::NotWidened(v) => SavedQueryField::NotWidened(replace(&mut self.not_widened, v)),
        }
    }

    fn key(field: &SavedQueryField) -> Cow<'static, str> {
        match field {
            SavedQueryField::Name(_) => "name",
            SavedQueryField::Query(_) => "query",
            SavedQueryField::NotWidened(_) => "terms not widened",
        }
        .into()
    }
}
