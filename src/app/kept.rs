//! What is kept for later beside the codings: frozen codebooks, saved queries, changes of the lexicon.

use super::changes::{GestureError, one, set};
use crate::model::{
    Change, CodebookVersion, CodebookVersionField, Edit, EditError, Id, LexiconEntry, LexiconField, Project, Record, SavedQuery,
    SavedQueryField, Theme, ThemeTree,
};

/// What people keep for later.
#[derive(Clone, Debug, PartialEq)]
pub enum KeepGesture {
    /// Freezes the codebook as it stands.
    Freeze {
        /// The name of the version.
        name: String,
        /// Why.
        reason: String,
    },
    /// Changes the name or the reason of a version of the codebook.
    SetVersion(Id<CodebookVersion>, CodebookVersionField),
    /// Removes a version of the codebook.
    RetireVersion(Id<CodebookVersion>),
    /// Keeps a search.
    SaveQuery(Box<SavedQuery>),
    /// Changes a kept search.
    SetQuery(Id<SavedQuery>, SavedQueryField),
    /// Removes a kept search.
    RetireQuery(Id<SavedQuery>),
    /// Says what else is found for a term, in place of what the shipped lexicon says.
    SetLexicon(Box<LexiconEntry>),
    /// Takes back what this deep dive says of a term: what the shipped lexicon says holds again.
    ForgetLexicon(Id<LexiconEntry>),
}

impl KeepGesture {
    pub(super) const fn label(&self) -> &'static str {
        match self {
            Self::Freeze { .. } => "Freeze the codebook",
            Self::SetVersion(..) => "Change a codebook version",
            Self::RetireVersion(_) => "Remove a codebook version",
            Self::SaveQuery(_) => "Save a query",
            Self::SetQuery(..) => "Change a saved query",
            Self::RetireQuery(_) => "Remove a saved query",
            Self::SetLexicon(_) => "Change the lexicon",
            Self::ForgetLexicon(_) => "Take back a change of the lexicon",
        }
    }

    pub(super) fn changes(&self, project: &Project) -> Result<Vec<Change>, GestureError> {
        match self {
            Self::Freeze { name, reason } => freeze(project, name, reason),
            Self::SetVersion(_, CodebookVersionField::Name(name)) if name.trim().is_empty() => {
                Err(EditError::NoName(CodebookVersion::NAME).into())
            }
            Self::SetVersion(id, field) => one(set(project.codebook_versions(), *id, field.clone()), Change::CodebookVersion),
            Self::RetireVersion(id) => Ok(vec![Change::CodebookVersion(Edit::Retire(*id))]),
            Self::SaveQuery(query) => save_query(query),
            Self::SetQuery(_, SavedQueryField::Query(query)) if query.trim().is_empty() => no_query(),
            Self::SetQuery(id, field) => one(set(project.saved_queries(), *id, field.clone()), Change::SavedQuery),
            Self::RetireQuery(id) => Ok(vec![Change::SavedQuery(Edit::Retire(*id))]),
            Self::SetLexicon(entry) => set_lexicon(project, entry),
            Self::ForgetLexicon(id) => Ok(vec![Change::LexiconEntry(Edit::Retire(*id))]),
        }
    }
}

/// Freezes the codebook as it stands.
fn freeze(project: &Project, name: &str, reason: &str) -> Result<Vec<Change>, GestureError> {
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(EditError::NoName(CodebookVersion::NAME).into());
    }
    let tree = ThemeTree::of(project);
    let themes: Vec<Theme> = tree.nodes().iter().filter_map(|node| project.themes().get(node.id).cloned()).collect();
    if themes.is_empty() {
        return Err(GestureError::Value("there is no theme to freeze yet".to_owned()));
    }
    let version = CodebookVersion { id: Id::fresh(), name, reason: reason.trim().to_owned(), themes };
    Ok(vec![Change::CodebookVersion(Edit::Add(Box::new(version)))])
}

/// Keeps a search.
fn save_query(query: &SavedQuery) -> Result<Vec<Change>, GestureError> {
    if query.query.trim().is_empty() {
        return no_query();
    }
    Ok(vec![Change::SavedQuery(Edit::Add(Box::new(query.clone())))])
}

fn no_query() -> Result<Vec<Change>, GestureError> {
    Err(GestureError::Value("a saved query needs a query; type one first".to_owned()))
}

/// Says what else is found for a term.
fn set_lexicon(project: &Project, entry: &LexiconEntry) -> Result<Vec<Change>, GestureError> {
    if entry.term.trim().is_empty() {
        return Err(EditError::NoName(LexiconEntry::NAME).into());
    }
    let means = entry.means.iter().map(|m| m.trim().to_owned()).filter(|m| !m.is_empty()).collect();
    let entry = LexiconEntry::new(&entry.term, means, entry.capitals_only);
    let id = entry.id;
    let Some(row) = project.lexicon().row(id) else {
        return Ok(vec![Change::LexiconEntry(Edit::Add(Box::new(entry)))]);
    };
    let mut changes = Vec::new();
    if row.retired {
        changes.push(Change::LexiconEntry(Edit::Restore(id)));
    }
    for now in [LexiconField::Means(entry.means), LexiconField::CapitalsOnly(entry.capitals_only)] {
        let was = row.record.get(&now);
        if was != now {
            changes.push(Change::LexiconEntry(Edit::Set { id, was, now }));
        }
    }
    if changes.is_empty() { Err(EditError::ChangesNothing.into()) } else { Ok(changes) }
}
