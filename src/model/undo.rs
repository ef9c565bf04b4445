//! Undo and redo, derived from the steps themselves: an undo is an ordinary step that names the step it takes back.
//!
//! So undo survives a restart, and each analyst takes back only their own steps. A redo is the undo of an undo.

use super::{Change, Edit, EditError, Project, Record, Step, StepRef, Table, WriterId, on_edit};
use uuid::Uuid;

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
    /// `Nothing` for an unknown step; `ChangedSince` when a value is no longer the one that the step set, when the step
    /// itself clashed with somebody's, or when a record would vanish that somebody else has worked on.
    pub fn changes_to_undo(&self, writer: &WriterId, seq: u64) -> Result<Vec<Change>, UndoError> {
        let name = StepRef(writer.clone(), seq);
        let step = self.step(&name).ok_or(UndoError::Nothing)?;
        if let Some(clash) = self.disagreements().find(|d| d.step == name) {
            // What stood before the step is not what its author saw: `was` would wipe out somebody's change.
            return Err(UndoError::ChangedSince(self.who_else_changed(step, (clash.about.record, clash.about.id))));
        }
        let mut rows = self.excerpt(&step.changes);
        let mut changes = Vec::with_capacity(step.changes.len());
        for change in step.changes.iter().rev() {
            let Some(hides) = rows.undoing_hides(change) else {
                return Err(UndoError::ChangedSince(self.who_else_changed(step, change.record())));
            };
            if hides && self.others_worked_on(change, step) {
                return Err(UndoError::ChangedSince(self.who_else_changed(step, change.record())));
            }
            let inverse = change.inverse();
            rows.apply_change(&inverse, step);
            changes.push(inverse);
        }
        Ok(changes)
    }

    /// Whether undoing hides the record; none when the record does not stand as the change left it.
    fn undoing_hides(&self, change: &Change) -> Option<bool> {
        on_edit!(change, edit => undoing_hides(self.table_of(edit), edit), _ => Some(false))
    }

    /// Whether somebody else said something of the record that still stands. What they said before it was shown
    /// again is no reason; but the same record may have been added by two people (a cell of the matrix).
    fn others_worked_on(&self, change: &Change, step: &Step) -> bool {
        let added = change.added().is_some();
        self.others_on(step, change.record()).any(|(other, theirs)| {
            let stands =
                self.stands(theirs, &other.writer) || (theirs.added().is_some() && self.still_shows(theirs, &other.writer));
            (added || other.order() > step.order()) && stands
        })
    }

    /// Whether somebody who added a record, too, has not taken that back since.
    fn still_shows(&self, added: &Change, by: &WriterId) -> bool {
        let own = self.steps().iter().rev().filter(|step| step.writer == *by).flat_map(|step| step.changes.iter().rev());
        let mut seen = own.filter(|change| change.record() == added.record());
        seen.find_map(|change| match (change.shows(), change.inverse().shows()) {
            (Some(_), _) => Some(true),
            (None, Some(_)) => Some(false),
            (None, None) => None,
        })
        .unwrap_or(false)
    }

    /// Whether a record is `by`'s, or has the value that `by` gave it.
    fn stands(&self, change: &Change, by: &WriterId) -> bool {
        on_edit!(change, edit => stands(self.table_of(edit), edit, by), _ => false)
    }

    /// Changes of a record by other people than the author of `step`, latest first.
    fn others_on<'a>(&'a self, step: &'a Step, record: (&'static str, Uuid)) -> impl Iterator<Item = (&'a Step, &'a Change)> {
        let others = self.steps().iter().rev().filter(|other| other.writer != step.writer);
        others.flat_map(|other| other.changes.iter().map(move |c| (other, c))).filter(move |(_, c)| c.record() == record)
    }

    fn who_else_changed(&self, step: &Step, record: (&'static str, Uuid)) -> String {
        let other = self.others_on(step, record).next();
        other.map_or_else(|| "another step".to_owned(), |(other, _)| self.analyst(&other.writer).name)
    }
}

fn undoing_hides<R: Record>(table: &Table<R>, edit: &Edit<R>) -> Option<bool> {
    let row = table.row(edit.id())?;
    let (as_left, hides) = match edit {
        Edit::Add(_) | Edit::Restore(_) => (!row.retired, true),
        Edit::Retire(_) => (row.retired, false),
        Edit::Set { now, .. } => (!row.retired && row.record.get(now) == *now, false),
    };
    as_left.then_some(hides)
}

fn stands<R: Record>(table: &Table<R>, edit: &Edit<R>, by: &WriterId) -> bool {
    let Some(row) = table.row(edit.id()) else { return false };
    match edit {
        Edit::Add(_) => row.by == *by,
        Edit::Set { now, .. } => row.record.get(now) == *now,
        Edit::Retire(_) | Edit::Restore(_) => false,
    }
}
