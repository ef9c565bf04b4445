//! What a document says of itself beyond its title: what is recorded, and what was found and waits for a person.
//!
//! A proposal that nobody accepts stays a proposal: rejecting it means leaving it.

use super::check::shown;
use crate::app::particulars::{AGE, ALSO_CALLED, Standing, standing};
use crate::model::{Document, Particular, Project};
use crate::text::{Field, Proposal, TextRange};
use std::collections::BTreeSet;

/// The fields of this part, in the order in which they are shown; the others stand above, in the form of the document.
pub(super) const FOUND_FIELDS: [Field; 7] =
    [Field::Area, Field::Author, Field::Notified, Field::Reviewed, Field::Age, Field::Pseudonym, Field::Agency];

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) field: Field,
    /// As people read it.
    pub(super) value: String,
    /// Where it comes from; "typed by hand" where it does not come from the text.
    pub(super) place: String,
    /// The words it was found in, in the present text.
    pub(super) found: Option<TextRange>,
    pub(super) state: ItemState,
}

/// How a value stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum ItemState {
    /// It is recorded.
    Recorded,
    /// It was found; accepting records it, in place of another value when there is one.
    Proposed(Proposal, Option<String>),
}

/// Everything to show, field by field: recorded values first, then those that wait.
pub(super) fn items(project: &Project, document: &Document, proposals: &[Proposal]) -> Vec<Item> {
    let mut items = Vec::new();
    for field in FOUND_FIELDS {
        items.extend(recorded(project, document, field));
        let mut seen = BTreeSet::new();
        for proposal in proposals.iter().filter(|p| p.field == field) {
            let replaces = match standing(project, document, proposal) {
                Standing::New => None,
                Standing::Recorded => continue,
                Standing::Differs(now) => Some(now),
            };
            let value = shown(field, &proposal.value);
            if seen.insert(value.to_lowercase()) {
                let state = ItemState::Proposed(proposal.clone(), replaces);
                items.push(Item { field, value, place: proposal.place.clone(), found: proposal.found, state });
            }
        }
    }
    items
}

fn recorded(project: &Project, document: &Document, field: Field) -> Vec<Item> {
    let case = project.cases().get(document.case);
    let attribute = |name: &str| case.and_then(|c| c.attributes.get(name).cloned());
    let values: Vec<String> = match field {
        Field::Age => attribute(AGE).into_iter().collect(),
        Field::Pseudonym => {
            let names = attribute(ALSO_CALLED).unwrap_or_default();
            names.split(';').map(str::trim).filter(|n| !n.is_empty()).map(str::to_owned).collect()
        }
        _ => document.particulars_of(field).map(|p| p.value.clone()).collect(),
    };
    let item = |value: String| {
        let same = |p: &&Particular| p.value.eq_ignore_ascii_case(&value);
        let particular = document.particulars_of(field).find(same);
        let (place, found) = provenance(document, particular);
        Item { field, value: shown(field, &value), place, found, state: ItemState::Recorded }
    };
    values.into_iter().map(item).collect()
}

/// Where a recorded value comes from, and the words in the present text.
pub(super) fn provenance(document: &Document, particular: Option<&Particular>) -> (String, Option<TextRange>) {
    match particular {
        Some(found) if !found.is_typed() => {
            (found.place.clone(), found.found.filter(|_| found.text_version == document.text_version))
        }
        Some(_) | None => ("typed by hand".to_owned(), None),
    }
}
