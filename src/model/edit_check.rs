//! What `perform` refuses: edits that change nothing, name what is not there, or would break the tree.

use super::{
    Case, CaseField, Change, Coding, CodingField, DeepDive, DeepDiveField, Document, DocumentField, Edit, Finding, FindingField,
    Id, Project, Recommendation, RecommendationField, Record, SavedMatrix, SavedMatrixField, Table, Theme, ThemeField,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Why an edit is refused; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The value is already so.
    #[error("nothing was changed: it is so already")]
    ChangesNothing,
    /// No such record.
    #[error("nothing was changed: there is no such {0} in this deep dive any more")]
    Missing(&'static str),
    /// A name is empty, or the words that stand for one.
    #[error("nothing was changed: a {0} needs {name}", name = needed(.0))]
    NoName(&'static str),
    /// A round of study would repeat itself.
    #[error("nothing was changed: a deep dive cannot repeat itself; choose an earlier one")]
    RepeatsItself,
    /// A theme would come under itself.
    #[error("nothing was changed: a theme cannot be moved under itself")]
    UnderItself,
}

impl Project {
    /// Checks the changes of one step against how things stand; later changes may build on records added by earlier ones.
    ///
    /// # Errors
    /// The first reason to refuse the step; `ChangesNothing` also for a step without changes.
    pub fn check(&self, changes: &[Change]) -> Result<(), EditError> {
        let mut added = BTreeSet::new();
        for change in changes {
            self.check_one(change, &added)?;
            if let Some(id) = change.shows() {
                added.insert(id);
            }
        }
        if changes.is_empty() { Err(EditError::ChangesNothing) } else { Ok(()) }
    }

    fn check_one(&self, change: &Change, added: &BTreeSet<Uuid>) -> Result<(), EditError> {
        match change {
            Change::Case(edit) => {
                if let Edit::Add(case) = edit {
                    named(&case.name, Case::NAME)?;
                }
                if let Edit::Set { now: CaseField::Name(name), .. } = edit {
                    named(name, Case::NAME)?;
                }
                check_edit(self.cases(), edit, added)
            }
            Change::Document(edit) => self.check_document(edit, added),
            Change::Theme(edit) => self.check_theme(edit, added),
            Change::Coding(edit) => self.check_coding(edit, added),
            Change::Memo(edit) => check_edit(self.memos(), edit, added),
            Change::Cell(edit) => check_edit(self.cells(), edit, added),
            Change::ZoneMark(edit) => {
                if let Edit::Add(mark) = edit {
                    exists(self.documents(), mark.document, added)?;
                }
                check_edit(self.zone_marks(), edit, added)
            }
            Change::Statement(edit) => {
                if let Edit::Add(statement) = edit {
                    exists(self.documents(), statement.document, added)?;
                }
                check_edit(self.statements(), edit, added)
            }
            Change::CodebookVersion(edit) => check_edit(self.codebook_versions(), edit, added),
            Change::SavedQuery(edit) => check_edit(self.saved_queries(), edit, added),
            Change::LexiconEntry(edit) => check_edit(self.lexicon(), edit, added),
            Change::Rejection(edit) => {
                if let Edit::Add(rejection) = edit {
                    exists(self.documents(), rejection.place.document, added)?;
                    exists(self.themes(), rejection.theme, added)?;
                }
                check_edit(self.rejections(), edit, added)
            }
            Change::DeepDive(_) | Change::Finding(_) | Change::Recommendation(_) | Change::SavedMatrix(_) => {
                self.check_study(change, added)
            }
            // What is settled twice, or taken back without having been settled, changes nothing.
            Change::Settle(settle) if self.is_open(settle) == settle.settled => Ok(()),
            Change::Settle(_) => Err(EditError::ChangesNothing),
        }
    }

    fn check_study(&self, change: &Change, added: &BTreeSet<Uuid>) -> Result<(), EditError> {
        match change {
            Change::DeepDive(edit) => {
                match edit {
                    Edit::Add(round) => named(&round.name, DeepDive::NAME)?,
                    Edit::Set { now: DeepDiveField::Name(name), .. } => named(name, DeepDive::NAME)?,
                    Edit::Set { id, now: DeepDiveField::Repeats(Some(earlier)), .. } if id == earlier => {
                        return Err(EditError::RepeatsItself);
                    }
                    Edit::Set { .. } | Edit::Retire(_) | Edit::Restore(_) => {}
                }
                check_edit(self.deep_dives(), edit, added)
            }
            Change::Finding(edit) => {
                match edit {
                    Edit::Add(finding) => {
                        named(&finding.statement, Finding::NAME)?;
                        exists(self.deep_dives(), finding.deep_dive, added)?;
                    }
                    Edit::Set { now: FindingField::Statement(words), .. } => named(words, Finding::NAME)?,
                    Edit::Set { .. } | Edit::Retire(_) | Edit::Restore(_) => {}
                }
                check_edit(self.findings(), edit, added)
            }
            Change::Recommendation(edit) => {
                match edit {
                    Edit::Add(recommendation) => {
                        named(&recommendation.text, Recommendation::NAME)?;
                        exists(self.deep_dives(), recommendation.deep_dive, added)?;
                    }
                    Edit::Set { now: RecommendationField::Text(words), .. } => named(words, Recommendation::NAME)?,
                    Edit::Set { .. } | Edit::Retire(_) | Edit::Restore(_) => {}
                }
                check_edit(self.recommendations(), edit, added)
            }
            Change::SavedMatrix(edit) => {
                match edit {
                    Edit::Add(matrix) => named(&matrix.name, SavedMatrix::NAME)?,
                    Edit::Set { now: SavedMatrixField::Name(name), .. } => named(name, SavedMatrix::NAME)?,
                    Edit::Set { .. } | Edit::Retire(_) | Edit::Restore(_) => {}
                }
                check_edit(self.saved_matrices(), edit, added)
            }
            _ => Ok(()),
        }
    }

    fn check_document(&self, edit: &Edit<Document>, added: &BTreeSet<Uuid>) -> Result<(), EditError> {
        match edit {
            Edit::Add(document) => {
                named(&document.title, Document::NAME)?;
                exists(self.cases(), document.case, added)?;
            }
            Edit::Set { now: DocumentField::Case(case), .. } => known(self.cases(), *case, added)?,
            Edit::Set { now: DocumentField::Title(title), .. } => named(title, Document::NAME)?,
            Edit::Set { .. } | Edit::Retire(_) | Edit::Restore(_) => {}
        }
        check_edit(self.documents(), edit, added)
    }

    fn check_theme(&self, edit: &Edit<Theme>, added: &BTreeSet<Uuid>) -> Result<(), EditError> {
        match edit {
            Edit::Add(theme) => {
                named(&theme.name, Theme::NAME)?;
                if let Some(parent) = theme.parent {
                    exists(self.themes(), parent, added)?;
                }
            }
            Edit::Set { now: ThemeField::Name(name), .. } => named(name, Theme::NAME)?,
            Edit::Set { id, now: ThemeField::Parent(Some(parent)), .. } if self.is_under(*parent, *id) => {
                return Err(EditError::UnderItself);
            }
            Edit::Set { now: ThemeField::Parent(Some(parent)), .. } => known(self.themes(), *parent, added)?,
            Edit::Set { .. } | Edit::Retire(_) | Edit::Restore(_) => {}
        }
        check_edit(self.themes(), edit, added)
    }

    fn check_coding(&self, edit: &Edit<Coding>, added: &BTreeSet<Uuid>) -> Result<(), EditError> {
        if let Edit::Add(coding) = edit {
            exists(self.themes(), coding.theme, added)?;
            exists(self.documents(), coding.document, added)?;
        }
        if let Edit::Set { now: CodingField::Theme(theme), .. } = edit {
            known(self.themes(), *theme, added)?;
        }
        check_edit(self.codings(), edit, added)
    }
}

/// What a record must have.
fn needed(record: &str) -> &'static str {
    if record == Finding::NAME || record == Recommendation::NAME { "words" } else { "a name" }
}

fn named(name: &str, record: &'static str) -> Result<(), EditError> {
    if name.trim().is_empty() { Err(EditError::NoName(record)) } else { Ok(()) }
}

fn exists<R: Record>(table: &Table<R>, id: Id<R>, added: &BTreeSet<Uuid>) -> Result<(), EditError> {
    if table.get(id).is_some() || added.contains(&id.uuid()) { Ok(()) } else { Err(EditError::Missing(R::NAME)) }
}

/// As `exists`, or hidden: an undo may point back at what was retired since.
fn known<R: Record>(table: &Table<R>, id: Id<R>, added: &BTreeSet<Uuid>) -> Result<(), EditError> {
    if table.row(id).is_some() { Ok(()) } else { exists(table, id, added) }
}

fn check_edit<R: Record>(table: &Table<R>, edit: &Edit<R>, added: &BTreeSet<Uuid>) -> Result<(), EditError> {
    let row = table.row(edit.id());
    match edit {
        Edit::Add(_) if row.is_some() => Err(EditError::ChangesNothing),
        Edit::Add(_) => Ok(()),
        Edit::Set { now, .. } => match row {
            None if added.contains(&edit.id().uuid()) => Ok(()),
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
