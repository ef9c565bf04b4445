//! A step: one gesture of one analyst. One step is one journal line, atomic and undoable as a whole.

use super::{
    Case, Cell, CodebookVersion, Coding, DeepDive, Document, Edit, Finding, LexiconEntry, Memo, Recommendation, Record,
    Rejection, SavedMatrix, SavedQuery, Settle, Statement, Stored, Theme, WriterId, ZoneMark, on_edit,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A change of one record of any type, or the settling of a clash about one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names the record that it changes")]
pub enum Change {
    Case(Edit<Case>),
    Document(Edit<Document>),
    Theme(Edit<Theme>),
    Coding(Edit<Coding>),
    Memo(Edit<Memo>),
    Cell(Edit<Cell>),
    ZoneMark(Edit<ZoneMark>),
    Statement(Edit<Statement>),
    CodebookVersion(Edit<CodebookVersion>),
    SavedQuery(Edit<SavedQuery>),
    LexiconEntry(Edit<LexiconEntry>),
    Rejection(Edit<Rejection>),
    DeepDive(Edit<DeepDive>),
    Finding(Edit<Finding>),
    Recommendation(Edit<Recommendation>),
    SavedMatrix(Edit<SavedMatrix>),
    Settle(Settle),
}

impl Change {
    /// The id of the record that is added, if one is.
    #[must_use]
    pub fn added(&self) -> Option<Uuid> {
        on_edit!(self, edit => matches!(edit, Edit::Add(_)).then(|| edit.id().uuid()), _ => None)
    }

    /// The id of the record that is added or shown again, if one is.
    #[must_use]
    pub fn shows(&self) -> Option<Uuid> {
        on_edit!(self, edit => matches!(edit, Edit::Add(_) | Edit::Restore(_)).then(|| edit.id().uuid()), _ => None)
    }

    /// The type and the id of the record that is changed.
    #[must_use]
    pub fn record(&self) -> (&'static str, Uuid) {
        fn of<R: Record>(edit: &Edit<R>) -> (&'static str, Uuid) {
            (R::NAME, edit.id().uuid())
        }
        on_edit!(self, edit => of(edit), settle => ("disagreement", settle.id))
    }

    /// Whether a record is hidden.
    #[must_use]
    pub const fn retires(&self) -> bool {
        on_edit!(self, edit => matches!(edit, Edit::Retire(_)), _ => false)
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        on_edit!(self, edit => Stored::change(edit.inverse()), settle => Self::Settle(settle.inverse()))
    }
}

/// Names a step: its writer and its number in that writer's journal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct StepRef(pub WriterId, pub u64);

/// One gesture of one analyst.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Lamport clock: 1 + the largest clock its writer had seen.
    pub clock: u64,
    /// Who made it.
    pub writer: WriterId,
    /// Number in the writer's journal, from 1.
    pub seq: u64,
    /// When, by the writer's computer; for people, never for deciding.
    pub at: Timestamp,
    /// What was done, in words for people, such as "Tag a passage".
    pub label: String,
    /// The step of the same writer that this one takes back.
    pub undoes: Option<u64>,
    /// What changes, in order.
    pub changes: Vec<Change>,
}

impl Step {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> StepRef {
        StepRef(self.writer.clone(), self.seq)
    }

    /// The one order in which steps are folded, the same on every computer.
    #[must_use]
    pub fn order(&self) -> (u64, &WriterId, u64) {
        (self.clock, &self.writer, self.seq)
    }
}
