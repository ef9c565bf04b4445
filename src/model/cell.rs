//! A cell of the theme matrix: what people say of one theme in one case beyond its codings.
//!
//! The id is computed from theme and case, so that two people who open the same cell write to the same record.

use super::{Case, Id, Record, Theme};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::mem::replace;
use uuid::Uuid;

/// What a person has said of a theme in a case. Never said by the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Judgement {
    /// Nothing said: the codings speak.
    #[default]
    None,
    /// The documents state that it was not so.
    Absent,
    /// The theme cannot arise in this case.
    NotApplicable,
}

/// What people say of one theme in one case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Computed from theme and case by `Cell::id_of`.
    pub id: Id<Self>,
    /// The theme.
    pub theme: Id<Theme>,
    /// The case.
    pub case: Id<Case>,
    /// Stated absent or not applicable.
    #[serde(default)]
    pub judgement: Judgement,
    /// The written summary of the framework method.
    #[serde(default)]
    pub summary: String,
}

/// One field of a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `Cell` with the same name")]
pub enum CellField {
    Judgement(Judgement),
    Summary(String),
}

impl Cell {
    /// The id of the cell of a theme and a case: UUID version 5 of the case's id in the theme's namespace.
    #[must_use]
    pub fn id_of(theme: Id<Theme>, case: Id<Case>) -> Id<Self> {
        Id::from_uuid(Uuid::new_v5(&theme.uuid(), case.uuid().as_bytes()))
    }

    /// An empty cell.
    #[must_use]
    pub fn new(theme: Id<Theme>, case: Id<Case>) -> Self {
        Self { id: Self::id_of(theme, case), theme, case, judgement: Judgement::None, summary: String::new() }
    }
}

impl Record for Cell {
    type Field = CellField;
    const NAME: &'static str = "cell";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: CellField) -> CellField {
        match field {
            CellField::Judgement(v) => CellField::Judgement(replace(&mut self.judgement, v)),
            CellField::Summary(v) => CellField::Summary(replace(&mut self.summary, v)),
        }
    }

    fn key(field: &CellField) -> Cow<'static, str> {
        match field {
            CellField::Judgement(_) => "judgement",
            CellField::Summary(_) => "summary",
        }
        .into()
    }
}
