//! What searches and suggestions offer for a theme: accepting a suggestion, rejecting passages, taking that back.

use super::changes::{GestureError, Tags, Texts};
use super::gesture::Passage;
use super::statements::quote_of;
use crate::model::{Change, Edit, EditError, Id, OfferedBy, Place, Polarity, Project, Rejection, Theme};

/// What people do with what is offered to them.
#[derive(Clone, Debug, PartialEq)]
pub enum OfferGesture {
    /// Codes a passage that was suggested.
    Accept {
        /// What to code.
        passage: Passage,
        /// With which theme.
        theme: Id<Theme>,
        /// Which way.
        polarity: Polarity,
    },
    /// Says of passages that they do not belong to a theme; they are not offered for it again.
    Reject {
        /// The passages.
        passages: Vec<Passage>,
        /// For which theme they were offered.
        theme: Id<Theme>,
        /// What offered them.
        offered_by: OfferedBy,
    },
    /// Takes rejections back.
    TakeBack(Vec<Id<Rejection>>),
}

impl OfferGesture {
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::Accept { .. } => "Accept a suggestion",
            Self::Reject { passages, .. } if passages.len() > 1 => "Reject passages for a theme",
            Self::Reject { .. } => "Reject a passage for a theme",
            Self::TakeBack(_) => "Take a rejection back",
        }
    }

    pub(super) fn changes(&self, tags: &Tags<'_>) -> Result<Vec<Change>, GestureError> {
        match self {
            Self::Accept { passage, theme, polarity } => accept(tags, *passage, *theme, *polarity),
            Self::Reject { passages, theme, offered_by } => reject(tags.project, tags.texts, passages, *theme, offered_by),
            Self::TakeBack(ids) => Ok(ids.iter().map(|id| Change::Rejection(Edit::Retire(*id))).collect()),
        }
    }
}

/// A passage as records point at it.
pub(super) fn place_of(project: &Project, texts: Texts<'_>, passage: Passage) -> Result<Place, GestureError> {
    let quote = quote_of(project, texts, passage)?;
    let Passage { document, range } = passage;
    Ok(Place { document, range, quote, text_version: project.text_version(document) })
}

/// Codes a passage that was suggested.
fn accept(tags: &Tags<'_>, passage: Passage, theme: Id<Theme>, polarity: Polarity) -> Result<Vec<Change>, GestureError> {
    let mut changes = tags.changes(&[passage], theme, polarity, None)?;
    for change in &mut changes {
        if let Change::Coding(Edit::Add(coding)) = change {
            coding.suggested = true;
        }
    }
    Ok(changes)
}

/// Rejects passages for a theme; what is rejected so already is passed over.
fn reject(
    project: &Project,
    texts: Texts<'_>,
    passages: &[Passage],
    theme: Id<Theme>,
    offered_by: &OfferedBy,
) -> Result<Vec<Change>, GestureError> {
    if project.themes().get(theme).is_none() {
        return Err(EditError::Missing(<Theme as crate::model::Record>::NAME).into());
    }
    let mut changes: Vec<Change> = Vec::new();
    for passage in passages {
        let place = place_of(project, texts, *passage)?;
        let id = Rejection::id_of(theme, place.document, place.text_version, place.range, offered_by);
        if changes.iter().any(|c| c.record().1 == id.uuid()) {
            continue;
        }
        match project.rejections().row(id) {
            Some(row) if row.retired => changes.push(Change::Rejection(Edit::Restore(id))),
            Some(_) => {}
            None => {
                let offered_by = offered_by.clone();
                changes.push(Change::Rejection(Edit::Add(Box::new(Rejection { id, theme, place, offered_by }))));
            }
        }
    }
    if changes.is_empty() { Err(EditError::ChangesNothing.into()) } else { Ok(changes) }
}
