//! What was found in a text and what a person makes of it, before anything is drawn.
//!
//! A value found by pattern is never applied unseen: it stands in a draft until the person accepts it. Where
//! places in the text disagree, or a date cannot be read, the draft says so.

use crate::app::changes::INCIDENT;
use crate::app::gesture::{CaseChoice, Gesture};
use crate::model::{Document, DocumentKind, Id, PartialDate, Project};
use crate::text::{Field, Proposal};

/// The values that a person checks, as they stand in the fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) case: String,
    pub(super) kind: DocumentKind,
    pub(super) dated: String,
    pub(super) incident: String,
}

impl Draft {
    /// How a document stands, with what was found of the incident while nobody has confirmed it.
    pub(super) fn of(project: &Project, document: &Document, proposals: &[Proposal]) -> Self {
        let case = project.cases().row(document.case).map(|row| &row.record);
        let stored = case.and_then(|c| c.attributes.get(INCIDENT).cloned());
        let found = || proposals.iter().find(|p| p.field == Field::Incident).map(|p| shown(Field::Incident, &p.value));
        let incident = if document.confirmed { stored } else { stored.or_else(found) };
        Self {
            title: document.title.clone(),
            case: case.map(|c| c.name.clone()).unwrap_or_default(),
            kind: document.kind,
            dated: document.dated.map(|d| d.to_string()).unwrap_or_default(),
            incident: incident.unwrap_or_default(),
        }
    }

    /// The text of a field; none for the kind, which is chosen from a list.
    pub(super) const fn text_mut(&mut self, field: Field) -> Option<&mut String> {
        match field {
            Field::Title => Some(&mut self.title),
            Field::Case => Some(&mut self.case),
            Field::Dated => Some(&mut self.dated),
            Field::Incident => Some(&mut self.incident),
            Field::Kind
            | Field::Notified
            | Field::Reviewed
            | Field::Area
            | Field::Author
            | Field::Age
            | Field::Pseudonym
            | Field::Agency => None,
        }
    }

    /// What stands in a field, for people.
    pub(super) fn text(&self, field: Field) -> &str {
        match field {
            Field::Title => &self.title,
            Field::Case => &self.case,
            Field::Kind => self.kind.title(),
            Field::Dated => &self.dated,
            Field::Incident => &self.incident,
            Field::Notified | Field::Reviewed | Field::Area | Field::Author | Field::Age | Field::Pseudonym | Field::Agency => "",
        }
    }

    /// Puts a proposed value into its field.
    pub(super) fn take(&mut self, proposal: &Proposal) {
        let value = shown(proposal.field, &proposal.value);
        match proposal.field {
            Field::Kind => self.kind = DocumentKind::from_name(&proposal.value).unwrap_or(self.kind),
            Field::Title => self.title = value,
            Field::Case => self.case = value,
            Field::Dated => self.dated = value,
            Field::Incident => self.incident = value,
            Field::Notified | Field::Reviewed | Field::Area | Field::Author | Field::Age | Field::Pseudonym | Field::Agency => {}
        }
    }

    /// The gesture that accepts it; none while it lacks a title or case, or holds a date that cannot be read.
    pub(super) fn to_gesture(&self, project: &Project, document: Id<Document>) -> Option<Gesture> {
        if self.title.trim().is_empty() || self.case.trim().is_empty() {
            return None;
        }
        let now = project.documents().get(document)?.case;
        let keeps = project.cases().get(now).is_some_and(|c| c.name.trim() == self.case.trim());
        Some(Gesture::Confirm {
            document,
            title: self.title.trim().to_owned(),
            kind: self.kind,
            case: if keeps { CaseChoice::There(now) } else { CaseChoice::Named(self.case.trim().to_owned()) },
            dated: date(&self.dated).ok()?,
            incident: date(&self.incident).ok()?,
        })
    }
}

/// A date as typed; nothing typed is no date.
fn date(typed: &str) -> Result<Option<PartialDate>, String> {
    let typed = typed.trim();
    if typed.is_empty() { Ok(None) } else { PartialDate::parse(typed).map(Some) }
}

/// A stored value in the form in which people read it.
pub(super) fn shown(field: Field, value: &str) -> String {
    match field {
        Field::Title | Field::Case | Field::Area | Field::Author | Field::Age | Field::Pseudonym | Field::Agency => {
            value.trim().to_owned()
        }
        Field::Kind => DocumentKind::from_name(value).map_or_else(|| value.to_owned(), |k| k.title().to_owned()),
        Field::Dated | Field::Incident | Field::Notified | Field::Reviewed => {
            PartialDate::parse(value).map_or_else(|_| value.to_owned(), |d| d.to_string())
        }
    }
}

/// What speaks for and against the value in a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// Where the value was found, or that it was not.
    pub(super) place: String,
    /// Proposals with other values, each value once.
    pub(super) others: Vec<Proposal>,
    /// What is wrong with the value itself.
    pub(super) fault: Option<String>,
}

impl Evidence {
    pub(super) fn of(field: Field, value: &str, proposals: &[Proposal]) -> Self {
        let value = value.trim();
        let mine: Vec<&Proposal> = proposals.iter().filter(|p| p.field == field).collect();
        let is_same = |p: &&&Proposal| same(field, value, &p.value);
        let place = match mine.iter().find(is_same) {
            Some(found) => found.place.clone(),
            None if value.is_empty() && mine.is_empty() => "not found in the text".to_owned(),
            None if value.is_empty() => "left empty".to_owned(),
            None => "not from the text".to_owned(),
        };
        let mut others: Vec<Proposal> = Vec::new();
        for proposal in mine {
            if !same(field, value, &proposal.value) && !others.iter().any(|o| same(field, &o.value, &proposal.value)) {
                others.push(proposal.clone());
            }
        }
        let fault = match field {
            Field::Title | Field::Case if value.is_empty() => Some("this must not be empty".to_owned()),
            Field::Dated | Field::Incident => date(value).err(),
            Field::Title
            | Field::Case
            | Field::Kind
            | Field::Notified
            | Field::Reviewed
            | Field::Area
            | Field::Author
            | Field::Age
            | Field::Pseudonym
            | Field::Agency => None,
        };
        Self { place, others, fault }
    }

    /// Whether a person should look twice.
    pub(super) const fn is_doubtful(&self) -> bool {
        self.fault.is_some() || !self.others.is_empty()
    }

    /// The line under the field.
    pub(super) fn line(&self) -> String {
        if let Some(fault) = &self.fault {
            return fault.clone();
        }
        let others = self.others.iter().map(|o| format!("{} says {}", o.place, shown(o.field, &o.value)));
        std::iter::once(self.place.clone()).chain(others).collect::<Vec<_>>().join("; ")
    }
}

fn same(field: Field, a: &str, b: &str) -> bool {
    shown(field, a).to_lowercase() == shown(field, b).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposal(field: Field, value: &str, place: &str) -> Proposal {
        Proposal { field, value: value.into(), found: None, place: place.into() }
    }

    #[test]
    fn places_that_disagree_are_told_and_others_are_offered_once() {
        let all = [
            proposal(Field::Incident, "2021-06-05", "p. 8, 1.3"),
            proposal(Field::Incident, "2021-06-06", "p. 19"),
            proposal(Field::Incident, "6 June 2021", "p. 30"),
        ];
        let evidence = Evidence::of(Field::Incident, "5 June 2021", &all);
        assert_eq!(evidence.line(), "p. 8, 1.3; p. 19 says 6 June 2021");
        assert!(evidence.is_doubtful());
        let agreed = Evidence::of(Field::Incident, "5/6/2021", &all[..1]);
        assert_eq!((agreed.line().as_str(), agreed.is_doubtful()), ("p. 8, 1.3", false));
    }

    #[test]
    fn a_date_that_cannot_be_read_is_a_fault_and_an_empty_one_is_not() {
        assert!(Evidence::of(Field::Dated, "14 Marsh 2022", &[]).fault.is_some());
        assert_eq!(Evidence::of(Field::Dated, " ", &[]).line(), "not found in the text");
    }
}
