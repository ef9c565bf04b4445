//! A cell of the theme matrix: what people say of one theme in one case beyond its codings.
//!
//! The id is computed from theme and case, so that two people who open the same cell write to the same record.

use super::{Case, Coding, Id, Place, Record, SeenCoding, Theme};
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
    /// The passages that a judgement rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grounds: Vec<Place>,
    /// The written summary of the framework method; one statement a line.
    #[serde(default)]
    pub summary: String,
    /// Which passages the lines of the summary rest on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<SummaryLink>,
    /// Whether the summary was drafted from quotes and nobody has accepted it yet.
    #[serde(default, skip_serializing_if = "is_not")]
    pub is_draft: bool,
    /// The codings that its author had before them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<SeenCoding>,
}

/// From one line of a summary to one passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SummaryLink {
    /// The line, from 0.
    pub line: u32,
    /// The coding whose passage it rests on.
    pub coding: Id<Coding>,
}

/// A summary with everything that belongs to it, changed as one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `Cell` with the same name, `text` its summary")]
pub struct Written {
    pub text: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<SummaryLink>,
    #[serde(default, skip_serializing_if = "is_not")]
    pub is_draft: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<SeenCoding>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
const fn is_not(flag: &bool) -> bool {
    !*flag
}

/// One field of a cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `Cell` with the same name")]
pub enum CellField {
    Judgement(Judgement),
    Grounds(Vec<Place>),
    /// The words alone, as formats 1 to 3 wrote them.
    Summary(String),
    /// The summary with its links and what its author saw.
    Written(Box<Written>),
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
        Self {
            id: Self::id_of(theme, case),
            theme,
            case,
            judgement: Judgement::None,
            grounds: Vec::new(),
            summary: String::new(),
            links: Vec::new(),
            is_draft: false,
            seen: Vec::new(),
        }
    }
}

impl Cell {
    /// The summary with everything that belongs to it.
    #[must_use]
    pub fn written(&self) -> Written {
        Written { text: self.summary.clone(), links: self.links.clone(), is_draft: self.is_draft, seen: self.seen.clone() }
    }

    fn write(&mut self, now: Written) -> Written {
        Written {
            text: replace(&mut self.summary, now.text),
            links: replace(&mut self.links, now.links),
            is_draft: replace(&mut self.is_draft, now.is_draft),
            seen: replace(&mut self.seen, now.seen),
        }
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
            CellField::Grounds(v) => CellField::Grounds(replace(&mut self.grounds, v)),
            CellField::Written(v) => CellField::Written(Box::new(self.write(*v))),
            CellField::Summary(v) => CellField::Summary(replace(&mut self.summary, v)),
        }
    }

    fn key(field: &CellField) -> Cow<'static, str> {
        match field {
            CellField::Judgement(_) => "judgement",
            CellField::Grounds(_) => "passages of the judgement",
            CellField::Summary(_) | CellField::Written(_) => "summary",
        }
        .into()
    }
}
