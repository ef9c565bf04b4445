//! What `perform` refuses: edits that change nothing, name what is not there, or would break the tree.

use super::{Case, Change, Coding, Document, Edit, Id, Project, Record, Table, Theme, ThemeField};

/// Why an edit is refused; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The value is already so.
    #[error("nothing was changed: it is so already")]
    ChangesNothing,
    /// No such record.
    #[error("nothing was changed: there is no such {0} in this deep dive any more")]
    Missing(&'static str),
    /// A name is empty.
    #[error("nothing was changed: a {0} needs a name")]
    NoName(&'static str),
    /// A theme would come under itself.
    #[error("nothing was changed: a theme cannot be moved under itself")]
    UnderItself,
}

impl Project {
    /// Checks one change against how things stand.
    ///
    /// # Errors
    /// The first reason to refuse it.
    pub fn check(&self, change: &Change) -> Result<(), EditError> {
        match change {
            Change::Case(edit) => {
                if let Edit::Add(case) = edit {
                    named(&case.name, Case::NAME)?;
                }
                check_edit(self.cases(), edit)
            }
            Change::Document(edit) => {
                if let Edit::Add(document) = edit {
                    named(&document.title, Document::NAME)?;
                }
                check_edit(self.documents(), edit)
            }
            Change::Theme(edit) => self.check_theme(edit),
            Change::Coding(edit) => self.check_coding(edit),
            Change::Memo(edit) => check_edit(self.memos(), edit),
            Change::Cell(edit) => check_edit(self.cells(), edit),
        }
    }

    fn check_theme(&self, edit: &Edit<Theme>) -> Result<(), EditError> {
        match edit {
            Edit::Add(theme) => named(&theme.name, Theme::NAME)?,
            Edit::Set { now: ThemeField::Name(name), .. } => named(name, Theme::NAME)?,
            Edit::Set { id, now: ThemeField::Parent(Some(parent)), .. } if self.is_under(*parent, *id) => {
                return Err(EditError::UnderItself);
            }
            Edit::Set { .. } | Edit::Retire(_) | Edit::Restore(_) => {}
        }
        check_edit(self.themes(), edit)
    }

    fn check_coding(&self, edit: &Edit<Coding>) -> Result<(), EditError> {
        if let Edit::Add(coding) = edit {
            exists(self.themes(), coding.theme)?;
            exists(self.documents(), coding.document)?;
        }
        check_edit(self.codings(), edit)
    }
}

fn named(name: &str, record: &'static str) -> Result<(), EditError> {
    if name.trim().is_empty() { Err(EditError::NoName(record)) } else { Ok(()) }
}

fn exists<R: Record>(table: &Table<R>, id: Id<R>) -> Result<(), EditError> {
    table.get(id).map(|_| ()).ok_or(EditError::Missing(R::NAME))
}

fn check_edit<R: Record>(table: &Table<R>, edit: &Edit<R>) -> Result<(), EditError> {
    let row = table.row(edit.id());
    match edit {
        Edit::Add(_) if row.is_some() => Err(EditError::ChangesNothing),
        Edit::Add(_) => Ok(()),
        Edit::Set { now, .. } => match row {
            None => Err(EditError::Missing(R::NAME)),
            Some(row) if row.record.get(now) == *now => Err(EditError::ChangesNothing),
            Some(_) => Ok(()),
        },
        Edit::Retire(_) | Edit::Restore(_) => match row {
            None => Err(EditError::Missing(R::NAME)),
            Some(row) if row.retired == matches!(edit, Edit::Retire(_)) => Err(EditError::ChangesNothing),
            Some(_) => Ok(()),
        },
    }
}
