//! One generic edit serves every type of record; undo, the audit trail and the noticing of disagreements fall out of it.

use super::{Id, WriterId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Something that is added once, changed field by field, and retired rather than deleted.
pub trait Record: Clone + PartialEq + Debug + Serialize + DeserializeOwned {
    /// One field with its value.
    type Field: Clone + PartialEq + Debug + Serialize + DeserializeOwned;

    /// The name of the record type, for people.
    const NAME: &'static str;

    /// The record's id.
    fn id(&self) -> Id<Self>;

    /// Sets one field and returns the value that was there.
    fn set(&mut self, field: Self::Field) -> Self::Field;

    /// Names a field without its value; two fields with the same key overwrite each other.
    fn key(field: &Self::Field) -> Cow<'static, str>;

    /// The present value of the field that `like` names.
    fn get(&self, like: &Self::Field) -> Self::Field {
        self.clone().set(like.clone())
    }
}

/// A change of one record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(bound = "")]
pub enum Edit<R: Record> {
    /// Adds a record. Undo retires it.
    Add(Box<R>),
    /// Sets one field. Undo sets what was there, unless somebody changed it since.
    Set {
        /// The record.
        id: Id<R>,
        /// The value that the author saw.
        was: R::Field,
        /// The value that the author wanted.
        now: R::Field,
    },
    /// Hides a record. Undo shows it again.
    Retire(Id<R>),
    /// Shows a hidden record again. Undo hides it.
    Restore(Id<R>),
}

impl<R: Record> Edit<R> {
    /// The edit that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self {
            Self::Add(record) => Self::Retire(record.id()),
            Self::Set { id, was, now } => Self::Set { id: *id, was: now.clone(), now: was.clone() },
            Self::Retire(id) => Self::Restore(*id),
            Self::Restore(id) => Self::Retire(*id),
        }
    }

    /// The record that is changed.
    #[must_use]
    pub fn id(&self) -> Id<R> {
        match self {
            Self::Add(record) => record.id(),
            Self::Set { id, .. } | Self::Retire(id) | Self::Restore(id) => *id,
        }
    }
}

/// A record with who added it and whether it is hidden.
#[derive(Clone, Debug, PartialEq)]
pub struct Row<R> {
    /// The record as it is now.
    pub record: R,
    /// Hidden by `Retire`.
    pub retired: bool,
    /// The writer that added it.
    pub by: WriterId,
    /// When it was added, by the clock of that writer's computer.
    pub at: Timestamp,
}

/// What applying an edit met.
#[derive(Clone, Debug, PartialEq)]
pub enum Met<R: Record> {
    /// What its author had seen.
    AsSeen,
    /// The field had been changed by somebody else in between; the edit was applied.
    Other {
        /// The value found, now overwritten.
        found: R::Field,
    },
    /// Somebody else had set the same value without being seen: no clash, but nothing settled either.
    Same,
    /// The record is hidden; the edit was applied.
    Retired,
    /// There is no such record; nothing was applied.
    Missing,
}

/// All records of one type, hidden ones included.
#[derive(Clone, Debug, PartialEq)]
pub struct Table<R: Record> {
    rows: BTreeMap<Id<R>, Row<R>>,
    shown: usize,
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), shown: 0 }
    }
}

impl<R: Record> Table<R> {
    /// The record, unless it is hidden or unknown.
    #[must_use]
    pub fn get(&self, id: Id<R>) -> Option<&R> {
        self.rows.get(&id).filter(|row| !row.retired).map(|row| &row.record)
    }

    /// The row, hidden or not.
    #[must_use]
    pub fn row(&self, id: Id<R>) -> Option<&Row<R>> {
        self.rows.get(&id)
    }

    /// Every record that is not hidden, in order of id (which is order of making).
    pub fn iter(&self) -> impl Iterator<Item = &R> + Clone {
        self.rows.values().filter(|row| !row.retired).map(|row| &row.record)
    }

    /// Every row, hidden ones included.
    pub fn rows(&self) -> impl Iterator<Item = &Row<R>> {
        self.rows.values()
    }

    /// Number of records that are not hidden.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.shown
    }

    /// Whether every record is hidden or none was ever added.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.shown == 0
    }

    /// Applies an edit. A second `Add` of the same id shows the first record again and changes nothing else.
    pub fn apply(&mut self, edit: &Edit<R>, by: &WriterId, at: Timestamp) -> Met<R> {
        match edit {
            Edit::Add(record) => {
                let id = record.id();
                if self.rows.contains_key(&id) {
                    return self.hide(id, false);
                }
                let row = Row { record: (**record).clone(), retired: false, by: by.clone(), at };
                self.rows.insert(id, row);
                self.shown += 1;
                Met::AsSeen
            }
            Edit::Set { id, was, now } => match self.rows.get_mut(id) {
                Some(row) => {
                    let found = row.record.set(now.clone());
                    if found != *was && found != *now {
                        Met::Other { found }
                    } else if row.retired {
                        Met::Retired
                    } else if found != *was {
                        Met::Same
                    } else {
                        Met::AsSeen
                    }
                }
                None => Met::Missing,
            },
            Edit::Retire(id) => self.hide(*id, true),
            Edit::Restore(id) => self.hide(*id, false),
        }
    }

    /// Takes over a row of another table.
    pub(super) fn copy_row(&mut self, from: &Self, id: Id<R>) {
        if let Some(row) = from.rows.get(&id)
            && self.rows.insert(id, row.clone()).is_none()
            && !row.retired
        {
            self.shown += 1;
        }
    }

    fn hide(&mut self, id: Id<R>, hidden: bool) -> Met<R> {
        let Some(row) = self.rows.get_mut(&id) else { return Met::Missing };
        match (row.retired, hidden) {
            (false, true) => self.shown -= 1,
            (true, false) => self.shown += 1,
            (true, true) | (false, false) => {}
        }
        row.retired = hidden;
        Met::AsSeen
    }
}
