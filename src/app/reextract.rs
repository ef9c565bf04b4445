//! Reading a document again: what becomes of everything that points into its old text.
//!
//! A plan is made first and shown; only then is it done, as one step that holds the new version and everything carried
//! over. What has no certain place in the new text keeps its old one, still counts, and is listed.

use super::carry::{Carrier, Placed};
use super::changes::{GestureError, Texts};
use super::gesture::Gesture;
use super::session::{PerformError, Session};
use crate::model::{
    Cell, CellField, Change, Coding, CodingField, Document, DocumentField, Edit, EditError, Id, Memo, MemoField, Place, Project,
    Record, Rejection, RejectionField, Statement, StatementField, ZoneMark, ZoneMarkField,
};
use crate::text::{QuoteHash, SourceText, TextRange};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What points into a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pointer {
    /// A coding.
    Coding(Id<Coding>),
    /// A finding or recommendation.
    Statement(Id<Statement>),
    /// A zone set by hand.
    Zone(Id<ZoneMark>),
    /// A passage that does not belong to a theme.
    Rejection(Id<Rejection>),
    /// A passage that the judgement of a cell rests on, by its number from 0.
    Ground(Id<Cell>, usize),
    /// A passage that a memo is linked to, by its number from 0.
    MemoLink(Id<Memo>, usize),
}

/// One thing that points into an old text, and where it would stand in the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// What it is.
    pub what: Pointer,
    /// The extraction it lies in now.
    pub from_version: u32,
    /// Where it lies now.
    pub from: TextRange,
    /// Where it would lie; none when it has no certain place.
    pub to: Option<TextRange>,
    /// Its words now.
    pub old_words: String,
    /// Its words then; empty when it has no certain place.
    pub new_words: String,
}

/// What reading a document again, or carrying over what was left behind, would do.
#[derive(Clone, Debug, PartialEq)]
pub struct ReextractPlan {
    /// The document.
    pub document: Id<Document>,
    /// The new text.
    pub source: Arc<SourceText>,
    /// Whether the new text is the present one, letter for letter and block for block.
    pub is_same_text: bool,
    /// Stays where it is, word for word.
    pub same: Vec<Carried>,
    /// Stands at another place, or with other blanks and hyphens.
    pub moved: Vec<Carried>,
    /// Has no certain place: stays in its old text, still counts, and is listed.
    pub unplaced: Vec<Carried>,
}

impl ReextractPlan {
    /// Plans how everything of a document that does not lie in extraction `version` is carried over to `new`.
    ///
    /// # Errors
    /// When the document, or a text that something lies in, is not there.
    pub fn of(
        project: &Project,
        texts: Texts<'_>,
        document: Id<Document>,
        new: &Arc<SourceText>,
        version: Option<u32>,
    ) -> Result<Self, GestureError> {
        if project.documents().get(document).is_none() {
            return Err(EditError::Missing(Document::NAME).into());
        }
        let present = project.text_version(document);
        let is_same_text = texts(document, present).is_some_and(|old| *old == **new);
        let mut by_version: BTreeMap<u32, Vec<(Pointer, TextRange)>> = BTreeMap::new();
        for (what, from, lies_in) in pointers(project, document) {
            if Some(lies_in) != version {
                by_version.entry(lies_in).or_default().push((what, from));
            }
        }
        let (same, moved, unplaced) = (Vec::new(), Vec::new(), Vec::new());
        let mut plan = Self { document, source: Arc::clone(new), is_same_text, same, moved, unplaced };
        for (from_version, pointers) in by_version {
            let old = texts(document, from_version).ok_or(GestureError::NoOldText)?;
            let carrier = Carrier::new(&old, new);
            for (what, from) in pointers {
                plan.add(&carrier, &old, what, from, from_version);
            }
        }
        Ok(plan)
    }

    fn add(&mut self, carrier: &Carrier<'_>, old: &SourceText, what: Pointer, from: TextRange, from_version: u32) {
        let placed = match what {
            Pointer::Zone(_) => carrier.carry_blocks(old, from),
            Pointer::Coding(_) | Pointer::Statement(_) | Pointer::Rejection(_) | Pointer::Ground(..) | Pointer::MemoLink(..) => {
                carrier.carry(from)
            }
        };
        let (list, to) = match placed {
            Placed::Same => (&mut self.same, Some(from)),
            Placed::Moved(to) => (&mut self.moved, Some(to)),
            Placed::Unplaced => (&mut self.unplaced, None),
        };
        let new_words = to.map(|to| self.source.quote(to).to_owned()).unwrap_or_default();
        list.push(Carried { what, from_version, from, to, old_words: old.quote(from).to_owned(), new_words });
    }

    /// How many things the plan speaks of.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.same.len() + self.moved.len() + self.unplaced.len()
    }

    /// Whether nothing points into the old text.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The changes that carry everything over that has a place.
    fn changes(&self, project: &Project, version: u32) -> Vec<Change> {
        let placed = || self.same.iter().chain(&self.moved);
        let mut changes: Vec<Change> = placed().filter_map(|c| carry_change(project, &self.source, c, version)).collect();
        changes.extend(self.carried_links(project, version));
        changes.extend(self.carried_grounds(project, version));
        changes
    }

    /// All passages of a judgement change together.
    fn carried_grounds(&self, project: &Project, version: u32) -> Vec<Change> {
        let mut changed: BTreeMap<Id<Cell>, Vec<Place>> = BTreeMap::new();
        for carried in self.same.iter().chain(&self.moved) {
            let (Pointer::Ground(id, number), Some(range)) = (carried.what, carried.to) else { continue };
            let Some(cell) = project.cells().get(id) else { continue };
            let grounds = changed.entry(id).or_insert_with(|| cell.grounds.clone());
            if let Some(ground) = grounds.get_mut(number) {
                self.put(ground, range, version);
            }
        }
        let change = |(id, grounds): (Id<Cell>, Vec<Place>)| {
            let was = CellField::Grounds(project.cells().get(id)?.grounds.clone());
            Some(Change::Cell(Edit::Set { id, was, now: CellField::Grounds(grounds) }))
        };
        changed.into_iter().filter_map(change).collect()
    }

    /// A passage in the new text.
    fn put(&self, place: &mut Place, range: TextRange, version: u32) {
        let quote = QuoteHash::of(self.source.quote(range));
        *place = Place { document: place.document, range, quote, text_version: version };
    }

    /// All links of a memo change together.
    fn carried_links(&self, project: &Project, version: u32) -> Vec<Change> {
        let mut changed: BTreeMap<Id<Memo>, Vec<Place>> = BTreeMap::new();
        for carried in self.same.iter().chain(&self.moved) {
            let (Pointer::MemoLink(id, number), Some(range)) = (carried.what, carried.to) else { continue };
            let Some(memo) = project.memos().get(id) else { continue };
            let links = changed.entry(id).or_insert_with(|| memo.links.clone());
            if let Some(link) = links.get_mut(number) {
                self.put(link, range, version);
            }
        }
        let change = |(id, links): (Id<Memo>, Vec<Place>)| {
            let was = MemoField::Links(project.memos().get(id)?.links.clone());
            Some(Change::Memo(Edit::Set { id, was, now: MemoField::Links(links) }))
        };
        changed.into_iter().filter_map(change).collect()
    }
}

fn carry_change(project: &Project, source: &SourceText, carried: &Carried, version: u32) -> Option<Change> {
    let to = carried.to?;
    let quote = QuoteHash::of(source.quote(to));
    Some(match carried.what {
        Pointer::Coding(id) => {
            let now = CodingField::Place(to, quote, version);
            Change::Coding(Edit::Set { id, was: project.codings().get(id)?.get(&now), now })
        }
        Pointer::Statement(id) => {
            let now = StatementField::Place(to, quote, version);
            Change::Statement(Edit::Set { id, was: project.statements().get(id)?.get(&now), now })
        }
        Pointer::Zone(id) => {
            let now = ZoneMarkField::Place(to, version);
            Change::ZoneMark(Edit::Set { id, was: project.zone_marks().get(id)?.get(&now), now })
        }
        Pointer::Rejection(id) => {
            let now = RejectionField::Place(to, quote, version);
            Change::Rejection(Edit::Set { id, was: project.rejections().get(id)?.get(&now), now })
        }
        Pointer::MemoLink(..) | Pointer::Ground(..) => return None,
    })
}

/// Everything that is not hidden and points into a text of a document; codings of hidden themes come along.
fn pointers(project: &Project, document: Id<Document>) -> Vec<(Pointer, TextRange, u32)> {
    let codings = project.all_codings_in(document).map(|c| (Pointer::Coding(c.id), c.range, c.text_version));
    let statements = project.statements_in(document).into_iter().map(|s| (Pointer::Statement(s.id), s.range, s.text_version));
    let zones = project.zone_marks_in(document).map(|z| (Pointer::Zone(z.id), z.range, z.text_version));
    let rejections = project.rejections_in(document).map(|r| (Pointer::Rejection(r.id), r.place.range, r.place.text_version));
    let links = project.memos().iter().flat_map(|memo| memo.links.iter().enumerate().map(|(i, link)| (memo.id, i, link)));
    let links = links.filter(|(.., link)| link.document == document);
    let links = links.map(|(memo, i, link)| (Pointer::MemoLink(memo, i), link.range, link.text_version));
    let grounds = project.cells().iter().flat_map(|cell| cell.grounds.iter().enumerate().map(|(i, ground)| (cell.id, i, ground)));
    let grounds = grounds.filter(|(.., ground)| ground.document == document);
    let grounds = grounds.map(|(cell, i, ground)| (Pointer::Ground(cell, i), ground.range, ground.text_version));
    codings.chain(statements).chain(zones).chain(rejections).chain(links).chain(grounds).collect()
}

/// The step that reads a document again: its new version and everything carried over.
pub(super) fn read_again(
    project: &Project,
    texts: Texts<'_>,
    id: Id<Document>,
    version: u32,
    new: &Arc<SourceText>,
) -> Result<Vec<Change>, GestureError> {
    let document = project.documents().get(id).ok_or(EditError::Missing(Document::NAME))?;
    if document.text_version == version {
        return Err(GestureError::SameText);
    }
    let plan = ReextractPlan::of(project, texts, id, new, Some(version))?;
    let now = DocumentField::Text { version, pages: new.shape.pages, words: new.shape.words };
    let mut changes = vec![Change::Document(Edit::Set { id, was: document.get(&now), now })];
    changes.extend(plan.changes(project, version));
    Ok(changes)
}

/// The step that carries over what lies in another text than the document's present one.
pub(super) fn carry_over(project: &Project, texts: Texts<'_>, id: Id<Document>) -> Result<Vec<Change>, GestureError> {
    let version = project.text_version(id);
    let new = texts(id, version).ok_or(GestureError::NoOldText)?;
    let changes = ReextractPlan::of(project, texts, id, &new, Some(version))?.changes(project, version);
    if changes.is_empty() { Err(GestureError::NothingToCarry) } else { Ok(changes) }
}

impl Session {
    /// What reading a document again would do, now that its original was read to `new`; nothing is changed or stored.
    ///
    /// # Errors
    /// When the document, or a text that something lies in, is not there.
    pub fn plan_reading_again(&self, document: Id<Document>, new: &Arc<SourceText>) -> Result<ReextractPlan, PerformError> {
        Ok(ReextractPlan::of(self.project(), &|id, version| self.extracted(id, version), document, new, None)?)
    }

    /// What carrying over would do with everything that lies in an earlier text of a document.
    ///
    /// # Errors
    /// When the document, or a text that something lies in, is not there.
    pub fn plan_carrying_over(&self, document: Id<Document>) -> Result<ReextractPlan, PerformError> {
        let version = self.project().text_version(document);
        let new = self.extracted(document, version).ok_or(GestureError::NoOldText)?;
        Ok(ReextractPlan::of(self.project(), &|id, version| self.extracted(id, version), document, &new, Some(version))?)
    }

    /// Reads a document again: stores the new text beside the earlier ones, then does one step.
    ///
    /// # Errors
    /// `PerformError`; the project is then as before, and so is every stored text.
    pub fn read_again(&mut self, document: Id<Document>, new: &Arc<SourceText>) -> Result<(), PerformError> {
        self.me()?;
        let record = self.project().documents().get(document).ok_or(EditError::Missing(Document::NAME));
        let source = record.map_err(GestureError::from)?.source.clone();
        let version = self.folder().add_text(&source, new).map_err(|e| PerformError::NotStored(e.kind()))?;
        self.perform(&Gesture::ReadAgain { document, version, text: Arc::clone(new) })
    }
}
