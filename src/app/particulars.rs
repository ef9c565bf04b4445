//! What a document says about itself, accepted or typed: one step, with the place that each value comes from.
//!
//! The subtlety: title, kind, case and date live in the document, incident, age and pseudonyms in its case. Changing one
//! of those by hand takes its provenance away, because it would then speak of another value.

use super::changes::{GestureError, case_for, is_unnoted};
use super::gesture::CaseChoice;
use crate::model::{
    Case, CaseField, Change, Document, DocumentField, DocumentKind, Edit, EditError, Id, PartialDate, Particular, Project,
    Record, is_listed, shown_value, stored_value,
};
use crate::text::{Field, Proposal, SourceText};
use std::collections::BTreeSet;

/// The attribute of a case that holds when the incident was.
pub const INCIDENT: &str = Case::INCIDENT;
/// The attribute of a case that holds the child's age.
pub const AGE: &str = "Age";
/// The attribute of a case that holds its other names, parted by semicolons.
pub const ALSO_CALLED: &str = "Also called";

/// A document with its case while a step is being put together.
pub(super) struct Draft<'a> {
    project: &'a Project,
    document: Document,
    case: Option<Case>,
    changes: Vec<Change>,
}

impl<'a> Draft<'a> {
    pub(super) fn of(project: &'a Project, id: Id<Document>) -> Result<Self, GestureError> {
        let document = project.documents().get(id).ok_or(EditError::Missing(Document::NAME))?.clone();
        let case = project.cases().get(document.case).cloned();
        Ok(Self { project, document, case, changes: Vec::new() })
    }

    /// Sets a field, unless it is so already.
    pub(super) fn set(&mut self, now: DocumentField) {
        let was = self.document.set(now.clone());
        if was != now {
            self.changes.push(Change::Document(Edit::Set { id: self.document.id, was, now }));
        }
    }

    /// Moves the document to a case, made when it is new.
    pub(super) fn move_to(&mut self, choice: &CaseChoice) {
        let (id, new) = case_for(self.project, choice);
        self.case = match &new {
            Some(Change::Case(Edit::Add(case))) => Some((**case).clone()),
            Some(_) | None => self.project.cases().get(id).cloned(),
        };
        self.changes.extend(new);
        self.set(DocumentField::Case(id));
    }

    /// Sets an attribute of the case, unless it is so already.
    pub(super) fn set_attribute(&mut self, name: &str, value: Option<String>) -> Result<(), GestureError> {
        let case = self.case.as_mut().ok_or(EditError::Missing(Case::NAME))?;
        let now = CaseField::Attribute(name.to_owned(), value);
        let was = case.set(now.clone());
        if was != now {
            self.changes.push(Change::Case(Edit::Set { id: case.id, was, now }));
        }
        Ok(())
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.case.as_ref().and_then(|c| c.attributes.get(name).cloned())
    }

    /// Takes away provenance that speaks of another value than the one recorded now.
    pub(super) fn drop_stale(&mut self) {
        for field in [Field::Title, Field::Kind, Field::Case, Field::Dated, Field::Incident, Field::Age] {
            let stale = self.document.particular(field).is_some_and(|p| !self.says(field, &p.value));
            if stale {
                self.set(DocumentField::Particular(field, String::new(), None));
            }
        }
    }

    /// Whether a field has this value where it lives.
    fn says(&self, field: Field, value: &str) -> bool {
        recorded(&self.document, self.case.as_ref(), field).is_some_and(|now| is_same(field, &now, value))
    }

    /// The changes; a case that lost its last document to them was only ever proposed, and goes with them.
    pub(super) fn finish(mut self) -> Vec<Change> {
        if let Some(former) = self.former_case()
            && self.project.documents_of(former.id).count() == 1
            && is_unnoted(self.project, former.id)
            && self.is_all_mine(former)
        {
            self.changes.push(Change::Case(Edit::Retire(former.id)));
        }
        self.changes
    }

    /// The case that the document stood in, when it is moved to another one.
    fn former_case(&self) -> Option<&'a Case> {
        let before = self.project.documents().get(self.document.id)?.case;
        self.project.cases().get(before).filter(|_| before != self.document.case)
    }

    /// What a case knows from this document, by the document's provenance.
    fn brought(&self, case: &Case) -> Vec<(Field, String)> {
        let Some(document) = self.project.documents().get(self.document.id) else { return Vec::new() };
        let of = |field| document.particulars_of(field).map(move |p| (field, p.value.clone()));
        let knows = |(field, value): &(Field, String)| match field {
            Field::Pseudonym => has_name(Some(case), value),
            other => recorded(document, Some(case), *other).is_some_and(|now| is_same(*other, &now, value)),
        };
        of(Field::Incident).chain(of(Field::Age)).chain(of(Field::Pseudonym)).filter(knows).collect()
    }

    /// Whether everything that a case knows was brought by this document.
    fn is_all_mine(&self, case: &Case) -> bool {
        let brought = self.brought(case);
        let has = |field: Field| brought.iter().any(|(f, _)| *f == field);
        let is_mine = |name: &String| brought.iter().any(|(f, v)| *f == Field::Pseudonym && is_same(*f, v, name));
        case.attributes.iter().all(|(key, value)| match key.as_str() {
            INCIDENT => has(Field::Incident),
            AGE => has(Field::Age),
            ALSO_CALLED => names_in(Some(value)).iter().all(is_mine),
            _ => false,
        })
    }

    /// Gives the new case what the document had brought to its former one, where the new one does not know it yet.
    fn bring_along(&mut self) -> Result<(), GestureError> {
        let Some(former) = self.former_case() else { return Ok(()) };
        for (field, value) in self.brought(former) {
            if recorded(&self.document, self.case.as_ref(), field).is_none() {
                self.put(field, &value)?;
            }
        }
        Ok(())
    }

    /// Puts a value where it lives.
    fn put(&mut self, field: Field, value: &str) -> Result<(), GestureError> {
        match field {
            Field::Title => self.set(DocumentField::Title(value.to_owned())),
            Field::Kind => self.set(DocumentField::Kind(DocumentKind::from_name(value).unwrap_or_default())),
            Field::Case => {
                self.move_to(&CaseChoice::Named(value.to_owned()));
                self.bring_along()?;
            }
            Field::Dated => self.set(DocumentField::Dated(PartialDate::parse(value).ok())),
            Field::Incident => self.set_attribute(INCIDENT, Some(shown_value(field, value)))?,
            Field::Age => self.set_attribute(AGE, Some(value.to_owned()))?,
            Field::Pseudonym => self.set_names(|names| {
                if !names.iter().any(|n| n.eq_ignore_ascii_case(value)) {
                    names.push(value.to_owned());
                }
            })?,
            Field::Notified | Field::Reviewed | Field::Area | Field::Author | Field::Agency => {}
        }
        Ok(())
    }

    /// Takes a value away from where it lives.
    fn take(&mut self, field: Field, value: &str) -> Result<(), GestureError> {
        match field {
            Field::Title => return Err(EditError::NoName(Document::NAME).into()),
            Field::Case => return Err(EditError::NoName(Case::NAME).into()),
            Field::Kind => self.set(DocumentField::Kind(DocumentKind::Other)),
            Field::Dated => self.set(DocumentField::Dated(None)),
            Field::Incident => self.set_attribute(INCIDENT, None)?,
            Field::Age => self.set_attribute(AGE, None)?,
            Field::Pseudonym => self.set_names(|names| names.retain(|n| !n.eq_ignore_ascii_case(value)))?,
            Field::Notified | Field::Reviewed | Field::Area | Field::Author | Field::Agency => {}
        }
        Ok(())
    }

    fn set_names(&mut self, change: impl FnOnce(&mut Vec<String>)) -> Result<(), GestureError> {
        let mut names = names_in(self.attribute(ALSO_CALLED).as_deref());
        change(&mut names);
        self.set_attribute(ALSO_CALLED, (!names.is_empty()).then(|| names.join("; ")))
    }
}

fn names_in(attribute: Option<&str>) -> Vec<String> {
    attribute.unwrap_or_default().split(';').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect()
}

/// Under which value a particular of a field is kept.
fn which(field: Field, value: &str) -> String {
    if is_listed(field) { value.to_owned() } else { String::new() }
}

/// Whether a field's value lives in the document or its case, so that a particular only adds where it comes from.
const fn lives_elsewhere(field: Field) -> bool {
    match field {
        Field::Title | Field::Kind | Field::Case | Field::Dated | Field::Incident | Field::Age | Field::Pseudonym => true,
        Field::Notified | Field::Reviewed | Field::Area | Field::Author | Field::Agency => false,
    }
}

/// The value of a field as it stands, in stored form; none where it is not recorded, or may have several values.
fn recorded(document: &Document, case: Option<&Case>, field: Field) -> Option<String> {
    let attribute = |name: &str| case.and_then(|c| c.attributes.get(name).cloned());
    match field {
        Field::Title => Some(document.title.clone()),
        Field::Kind => (document.kind != DocumentKind::Other).then(|| document.kind.name().to_owned()),
        Field::Case => case.map(|c| c.name.clone()),
        Field::Dated => document.dated.map(PartialDate::stored),
        Field::Incident => attribute(INCIDENT).map(|d| PartialDate::parse(&d).map_or(d, PartialDate::stored)),
        Field::Age => attribute(AGE),
        Field::Notified | Field::Reviewed | Field::Area | Field::Author => document.particular(field).map(|p| p.value.clone()),
        Field::Pseudonym | Field::Agency => None,
    }
}

fn is_same(field: Field, a: &str, b: &str) -> bool {
    match field {
        Field::Case | Field::Pseudonym | Field::Agency => a.trim().eq_ignore_ascii_case(b.trim()),
        Field::Title => a.split_whitespace().eq(b.split_whitespace()),
        Field::Kind
        | Field::Dated
        | Field::Incident
        | Field::Notified
        | Field::Reviewed
        | Field::Area
        | Field::Author
        | Field::Age => a == b,
    }
}

/// Accepts what was found in the text: one or all, in one step.
pub(super) fn accept(project: &Project, id: Id<Document>, proposals: &[Proposal]) -> Result<Vec<Change>, GestureError> {
    let mut draft = Draft::of(project, id)?;
    // The case first: incident, age and names belong to the one that is accepted with them.
    let (case, rest): (Vec<&Proposal>, Vec<&Proposal>) = proposals.iter().partition(|p| p.field == Field::Case);
    for proposal in case.into_iter().chain(rest) {
        let (field, version) = (proposal.field, draft.document.text_version);
        let value = stored_value(field, &proposal.value).map_err(GestureError::Value)?;
        draft.put(field, &value)?;
        let particular = Particular::accepted(proposal, value.clone(), version);
        draft.set(DocumentField::Particular(field, which(field, &value), Some(particular)));
    }
    draft.drop_stale();
    Ok(draft.finish())
}

/// Records, changes or removes a value by hand.
pub(super) fn set_by_hand(
    project: &Project,
    id: Id<Document>,
    field: Field,
    was: Option<&str>,
    now: Option<&str>,
) -> Result<Vec<Change>, GestureError> {
    let mut draft = Draft::of(project, id)?;
    let now = now.map(|v| stored_value(field, v)).transpose().map_err(GestureError::Value)?;
    let before = if is_listed(field) { was.map(str::to_owned) } else { recorded(&draft.document, draft.case.as_ref(), field) };
    if let Some(before) = before.filter(|b| now.is_none() || (is_listed(field) && now.as_deref() != Some(b))) {
        draft.take(field, &before)?;
        draft.set(DocumentField::Particular(field, which(field, &before), None));
    }
    if let Some(now) = now {
        draft.put(field, &now)?;
        let key = which(field, &now);
        let is_so = draft.document.particulars.get(&(field, key.clone())).is_some_and(|p| p.value == now);
        if !is_so && !lives_elsewhere(field) {
            draft.set(DocumentField::Particular(field, key, Some(Particular::typed(&now))));
        }
    }
    draft.drop_stale();
    Ok(draft.finish())
}

/// Where the recorded value of a field comes from; none where nothing is recorded, or the value was changed in another
/// place since. `value` tells which of several values is meant; it is not looked at where a field has only one.
#[must_use]
pub fn provenance_of<'a>(project: &Project, document: &'a Document, field: Field, value: &str) -> Option<&'a Particular> {
    let particular = document.particulars.get(&(field, which(field, value)))?;
    let case = project.cases().get(document.case);
    let still = match field {
        Field::Pseudonym => has_name(case, &particular.value),
        Field::Agency => true,
        Field::Title
        | Field::Kind
        | Field::Case
        | Field::Dated
        | Field::Incident
        | Field::Notified
        | Field::Reviewed
        | Field::Area
        | Field::Author
        | Field::Age => recorded(document, case, field).is_some_and(|now| is_same(field, &now, &particular.value)),
    };
    still.then_some(particular)
}

/// How a proposal stands against what is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing is recorded yet.
    New,
    /// This very value is recorded.
    Recorded,
    /// Another value is recorded, given as people read it: accepting replaces it.
    Differs(String),
}

/// How a proposal of a document stands.
#[must_use]
pub fn standing(project: &Project, document: &Document, proposal: &Proposal) -> Standing {
    let field = proposal.field;
    let value = stored_value(field, &proposal.value).unwrap_or_else(|_| proposal.value.clone());
    let case = project.cases().get(document.case);
    if is_listed(field) {
        let is_there = match field {
            Field::Pseudonym => has_name(case, &value),
            other => document.particulars_of(other).any(|p| is_same(other, &p.value, &value)),
        };
        return if is_there { Standing::Recorded } else { Standing::New };
    }
    match recorded(document, case, field) {
        None => Standing::New,
        Some(now) if is_same(field, &now, &value) => Standing::Recorded,
        Some(now) => Standing::Differs(shown_value(field, &now)),
    }
}

/// Whether a case is also called so.
fn has_name(case: Option<&Case>, name: &str) -> bool {
    let names = names_in(case.and_then(|c| c.attributes.get(ALSO_CALLED)).map(String::as_str));
    names.iter().any(|n| is_same(Field::Pseudonym, n, name))
}

/// What "Accept all" takes: every value for which nothing is recorded yet, the first where a field has only one value.
/// What would replace a recorded value is left to be accepted by itself.
#[must_use]
pub fn acceptable(project: &Project, document: &Document, source: &SourceText) -> Vec<Proposal> {
    let mut seen = BTreeSet::new();
    let is_new = |p: &&Proposal| standing(project, document, p) == Standing::New;
    let is_first = |p: &&Proposal| seen.insert((p.field, which(p.field, &p.value.to_lowercase())));
    source.shape.proposals.iter().filter(is_new).filter(is_first).cloned().collect()
}

/// Provenance of what an import takes over from the proposals: title, kind, case and dates.
pub(super) fn applied_at_import(document: &mut Document, source: &SourceText, fields: &[Field]) {
    for field in fields {
        let Some(proposal) = source.shape.proposals.iter().find(|p| p.field == *field) else { continue };
        let Ok(value) = stored_value(*field, &proposal.value) else { continue };
        let particular = Particular::accepted(proposal, value, document.text_version);
        document.particulars.insert((*field, String::new()), particular);
    }
}
