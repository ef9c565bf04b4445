//! Undo and redo, derived from the steps themselves: an undo is an ordinary step that names the step it takes back.
//!
//! So undo survives a restart, and each analyst takes back only their own steps. A redo is the undo of an undo.

use super::{Change, EditError, Project, Record, Step, StepRef, Table, WriterId};
use super::{Edit, record::Row};

/// What a writer can take back and put forward again, by the numbers of the steps; last is next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UndoStack {
    undo: Vec<u64>,
    redo: Vec<u64>,
}

impl UndoStack {
    /// Notes a step of the writer.
    pub fn note(&mut self, step: &Step) {
        match step.undoes {
            None => {
                self.undo.push(step.seq);
                self.redo.clear();
            }
            Some(target) if self.redo.last() == Some(&target) => {
                self.redo.pop();
                self.undo.push(step.seq);
            }
            Some(target) => {
                self.undo.retain(|s| *s != target);
                self.redo.push(step.seq);
            }
        }
    }

    /// The step that "Undo" would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<u64> {
        self.undo.last().copied()
    }

    /// The undo that "Redo" would take back.
    #[must_use]
    pub fn next_redo(&self) -> Option<u64> {
        self.redo.last().copied()
    }
}

/// Why a step cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UndoError {
    /// There is nothing left.
    #[error("there is nothing to undo")]
    Nothing,
    /// Somebody changed the same thing since.
    #[error("this cannot be undone, because {0} changed the same thing since; change it by hand if you still want to")]
    ChangedSince(String),
    /// The edit itself is refused.
    #[error(transparent)]
    Refused(#[from] EditError),
}

impl Project {
    /// The changes that take a step back, checked against how things stand now.
    ///
    /// # Errors
    /// `Nothing` for an unknown step; `ChangedSince` when a value is no longer the one that the step set.
    pub fn changes_to_undo(&self, writer: &WriterId, seq: u64) -> Result<Vec<Change>, UndoError> {
        let step = self.step(&StepRef(writer.clone(), seq)).ok_or(UndoError::Nothing)?;
        let mut changes = Vec::with_capacity(step.changes.len());
        for change in step.changes.iter().rev() {
            let as_left = match change {
                Change::Case(e) => as_left(self.cases(), e),
                Change::Document(e) => as_left(self.documents(), e),
                Change::Theme(e) => as_left(self.themes(), e),
                Change::Coding(e) => as_left(self.codings(), e),
                Change::Memo(e) => as_left(self.memos(), e),
                Change::Cell(e) => as_left(self.cells(), e),
            };
            if !as_left {
                return Err(UndoError::ChangedSince(self.who_changed_since(step)));
            }
            changes.push(change.inverse());
        }
        Ok(changes)
    }

    fn who_changed_since(&self, step: &Step) -> String {
        let later = self.steps().iter().rev().find(|s| s.order() > step.order() && s.writer != step.writer);
        later.map_or_else(|| "a later step".to_owned(), |s| self.analyst(&s.writer).name)
    }
}

/// Whether a record stands as `edit` left it.
fn as_left<R: Record>(table: &Table<R>, edit: &Edit<R>) -> bool {
    let row: Option<&Row<R>> = table.row(edit.id());
    match edit {
        Edit::Add(_) | Edit::Restore(_) => row.is_some_and(|r| !r.retired),
        Edit::Retire(_) => row.is_some_and(|r| r.retired),
        Edit::Set { now, .. } => row.is_some_and(|r| r.record.get(now) == *now),
    }
}
