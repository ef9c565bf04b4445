//! What a document says about itself: title, kind, case, area, author, dates, age, agencies. Proposals for a person to
//! accept or correct.
//!
//! A wrong case is worse than none, so a case is looked for only where documents name theirs: the title page,
//! the page header, a form's own cell, the file's name. The most trustworthy proposal of a field stands first.

mod age;
mod agency;
mod area;
mod author;
mod case;
mod date;
mod dates;
mod kind;
mod places;
mod pseudonym;
mod title;

pub use agency::agencies_named;

use crate::text::{Field, Proposal, SourceText, TextRange};
use places::Places;

/// Most proposals for one field that has one value.
const MOST: usize = 3;
/// Most pseudonyms.
const MOST_NAMES: usize = 12;
/// Most agencies.
const MOST_AGENCIES: usize = 60;

/// Finds what a text and its file's name say about the document.
#[must_use]
pub fn propose(source: &SourceText, file_name: &str) -> Vec<Proposal> {
    let places = Places::of(source, file_name);
    let mut out = Proposals::default();
    kind::propose(&places, &mut out);
    title::propose(&places, &mut out);
    case::propose(&places, &mut out);
    date::propose(&places, &mut out);
    area::propose(&places, &mut out);
    author::propose(&places, &mut out);
    age::propose(&places, &mut out);
    pseudonym::propose(&places, &mut out);
    agency::propose(&places, &mut out);
    out.0
}

/// Proposals so far; the first of a field is the most trustworthy.
#[derive(Debug, Default)]
struct Proposals(Vec<Proposal>);

impl Proposals {
    /// Adds a proposal unless the field has it already or has enough.
    fn add(&mut self, field: Field, value: &str, found: Option<TextRange>, place: &str) {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut same = self.0.iter().filter(|p| p.field == field);
        let known = same.clone().any(|p| p.value.eq_ignore_ascii_case(&value));
        if !value.is_empty() && !known && same.by_ref().count() < most(field) {
            self.0.push(Proposal { field, value, found, place: place.to_owned() });
        }
    }

    fn first(&self, field: Field) -> Option<&str> {
        self.0.iter().find(|p| p.field == field).map(|p| p.value.as_str())
    }
}

const fn most(field: Field) -> usize {
    match field {
        Field::Pseudonym => MOST_NAMES,
        Field::Agency => MOST_AGENCIES,
        Field::Title
        | Field::Kind
        | Field::Case
        | Field::Dated
        | Field::Incident
        | Field::Notified
        | Field::Reviewed
        | Field::Area
        | Field::Author
        | Field::Age => MOST,
    }
}

/// The range of a part of a block's words.
fn range_in(source: &SourceText, block: TextRange, start: usize, end: usize) -> Option<TextRange> {
    TextRange::within(&source.text, block.start() + start, block.start() + end).ok()
}
