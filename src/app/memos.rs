//! Memos: writing, changing and linking them to passages.

use super::changes::{GestureError, Texts};
use super::gesture::Passage;
use super::offers::place_of;
use crate::model::{Change, Edit, EditError, Id, Memo, MemoAbout, MemoField, MemoKind, Place, Project, Record};

/// What people do with memos.
#[derive(Clone, Debug, PartialEq)]
pub enum MemoGesture {
    /// Adds another memo, linked to passages.
    Add {
        /// What it is about.
        about: MemoAbout,
        /// What it is for.
        kind: MemoKind,
        /// What it says.
        text: String,
        /// Passages it speaks of.
        links: Vec<Passage>,
    },
    /// Changes a memo; one that has no words any more is removed.
    Set(Id<Memo>, MemoField),
    /// Links a memo to one more passage.
    Link(Id<Memo>, Passage),
    /// Takes a link away, by its number from 0.
    Unlink(Id<Memo>, usize),
    /// Removes a memo.
    Retire(Id<Memo>),
}

impl MemoGesture {
    pub(super) const fn label(&self) -> &'static str {
        match self {
            Self::Add { .. } => "Write a memo",
            Self::Set(_, MemoField::Kind(_)) => "Change the kind of a memo",
            Self::Set(..) => "Change a memo",
            Self::Link(..) => "Link a memo to a passage",
            Self::Unlink(..) => "Take a link from a memo",
            Self::Retire(_) => "Remove a memo",
        }
    }

    pub(super) fn changes(&self, project: &Project, texts: Texts<'_>) -> Result<Vec<Change>, GestureError> {
        match self {
            Self::Add { about, kind, text, links } => add(project, texts, *about, *kind, text, links),
            Self::Set(id, field) => set(project, *id, field),
            Self::Link(id, passage) => link(project, texts, *id, *passage),
            Self::Unlink(id, number) => unlink(project, *id, *number),
            Self::Retire(id) => Ok(vec![Change::Memo(Edit::Retire(*id))]),
        }
    }
}

/// Writes the first memo about something: the one that stands beside it. An empty text removes it.
pub(super) fn note(project: &Project, about: MemoAbout, text: &str) -> Result<Vec<Change>, GestureError> {
    let text = text.trim();
    let there = project.memos_about(about).next();
    Ok(vec![Change::Memo(match there {
        Some(memo) if text.is_empty() => Edit::Retire(memo.id),
        Some(memo) => Edit::Set { id: memo.id, was: MemoField::Text(memo.text.clone()), now: MemoField::Text(text.to_owned()) },
        None if text.is_empty() => return Err(EditError::ChangesNothing.into()),
        None => Edit::Add(Box::new(Memo::new(about, MemoKind::default(), text))),
    })])
}

/// Adds another memo about something, linked to passages.
fn add(
    project: &Project,
    texts: Texts<'_>,
    about: MemoAbout,
    kind: MemoKind,
    text: &str,
    links: &[Passage],
) -> Result<Vec<Change>, GestureError> {
    if text.trim().is_empty() {
        return Err(GestureError::Value("a memo needs words".to_owned()));
    }
    let links: Result<Vec<Place>, _> = links.iter().map(|passage| place_of(project, texts, *passage)).collect();
    let memo = Memo { links: links?, ..Memo::new(about, kind, text) };
    Ok(vec![Change::Memo(Edit::Add(Box::new(memo)))])
}

/// Changes a memo's words or kind; a memo without words is removed.
fn set(project: &Project, id: Id<Memo>, field: &MemoField) -> Result<Vec<Change>, GestureError> {
    let memo = project.memos().get(id).ok_or(EditError::Missing(Memo::NAME))?;
    let now = match field {
        MemoField::Text(text) if text.trim().is_empty() => return Ok(vec![Change::Memo(Edit::Retire(id))]),
        MemoField::Text(text) => MemoField::Text(text.trim().to_owned()),
        MemoField::Kind(_) | MemoField::Links(_) => field.clone(),
    };
    Ok(vec![Change::Memo(Edit::Set { id, was: memo.get(&now), now })])
}

/// Links a memo to one more passage.
fn link(project: &Project, texts: Texts<'_>, id: Id<Memo>, passage: Passage) -> Result<Vec<Change>, GestureError> {
    let memo = project.memos().get(id).ok_or(EditError::Missing(Memo::NAME))?;
    let place = place_of(project, texts, passage)?;
    if memo.links.contains(&place) {
        return Err(EditError::ChangesNothing.into());
    }
    let links = memo.links.iter().cloned().chain([place]).collect();
    set(project, id, &MemoField::Links(links))
}

fn unlink(project: &Project, id: Id<Memo>, number: usize) -> Result<Vec<Change>, GestureError> {
    let memo = project.memos().get(id).ok_or(EditError::Missing(Memo::NAME))?;
    let mut links = memo.links.clone();
    if number >= links.len() {
        return Err(EditError::ChangesNothing.into());
    }
    links.remove(number);
    set(project, id, &MemoField::Links(links))
}
