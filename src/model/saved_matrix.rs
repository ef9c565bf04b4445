//! A saved matrix: what was asked for, under a name. Its figures are never kept, but counted again each time.

use super::{DeepDive, Id, Polarity, Record, Theme};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::replace;

/// What a matrix shows and how, by the names of the command line, so that an older program can say what it cannot show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MatrixView {
    /// The axis of the rows, such as "theme" or "attribute:Age band".
    pub rows: String,
    /// The axis of the columns.
    pub columns: String,
    /// What stands in the cells, such as "cases".
    pub cells: String,
    /// For themes on both sides: when two meet, such as "passage" or "3" (paragraphs).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub near: String,
    /// The round within which it is counted; none for the whole project.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Id<DeepDive>>,
    /// Only codings whose passages this query finds; empty for all.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub query: String,
    /// Only cases that have one of these values, by attribute; an empty value is "not recorded".
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, BTreeSet<String>>,
    /// Only codings of these polarities; empty for all.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub polarities: BTreeSet<Polarity>,
    /// Only codings of these analysts, by name; empty for all.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub analysts: BTreeSet<String>,
    /// Only codings in these parts of reviews, by the names of zones; empty for all.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub zones: BTreeSet<String>,
    /// How rows and columns are sorted; empty as in the codebook and by name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort_rows: String,
    /// As for rows.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub sort_columns: String,
    /// The attribute by which cases are put together; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub group_by: String,
    /// Groups of themes that are folded.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub folded: BTreeSet<Id<Theme>>,
}

/// A matrix kept under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedMatrix {
    /// Its id.
    pub id: Id<Self>,
    /// Its name.
    pub name: String,
    /// What it shows and how.
    pub view: MatrixView,
}

/// One field of a saved matrix.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `SavedMatrix` with the same name")]
pub enum SavedMatrixField {
    Name(String),
    View(Box<MatrixView>),
}

impl Record for SavedMatrix {
    type Field = SavedMatrixField;
    const NAME: &'static str = "saved matrix";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: SavedMatrixField) -> SavedMatrixField {
        match field {
            SavedMatrixField::Name(v) => SavedMatrixField::Name(replace(&mut self.name, v)),
            SavedMatrixField::View(v) => SavedMatrixField::View(Box::new(replace(&mut self.view, *v))),
        }
    }

    fn key(field: &SavedMatrixField) -> Cow<'static, str> {
        match field {
            SavedMatrixField::Name(_) => "name",
            SavedMatrixField::View(_) => "view",
        }
        .into()
    }
}
