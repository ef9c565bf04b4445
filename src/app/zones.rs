//! Zones by hand: a run of blocks is said to belong to a part of the review.

use super::changes::{GestureError, Texts};
use crate::model::{Change, Document, Edit, EditError, Id, Project, Record, ZoneChoice, ZoneMark};
use crate::text::{TextRange, passages_between};

/// Says of the blocks that `range` touches to which part they belong.
pub(super) fn set_zone(
    project: &Project,
    texts: Texts<'_>,
    document: Id<Document>,
    range: TextRange,
    zone: ZoneChoice,
) -> Result<Vec<Change>, GestureError> {
    if project.documents().get(document).is_none() {
        return Err(EditError::Missing(Document::NAME).into());
    }
    let text_version = project.text_version(document);
    let source = texts(document, text_version).ok_or(GestureError::OutsideText)?;
    let blocks = passages_between(&source, range);
    let (Some(first), Some(last)) = (blocks.first(), blocks.last()) else { return Err(GestureError::OutsideText) };
    let range = first.range.union(last.range);
    let before = project.zones_by_hand(document);
    if before.zones(&source) == before.with(range, zone).zones(&source) {
        return Err(EditError::ChangesNothing.into());
    }
    Ok(vec![Change::ZoneMark(Edit::Add(Box::new(ZoneMark { id: Id::fresh(), document, text_version, range, zone })))])
}
