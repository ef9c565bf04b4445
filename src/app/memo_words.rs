//! Memos in words for people: what one is about, whether that is still there, and the passages it points at.
//!
//! The subtlety: what a memo is about may have been retired since. The memo is then still found, under the same name,
//! and says what became of it.

use super::field_words::theme_words;
use super::session::Session;
use crate::model::{Coding, Document, Id, Memo, MemoAbout, Place, Project};
use crate::text::{Citation, TextRange};
use jiff::Timestamp;

/// What a memo is about, by name: "B1 Father not identified", "Child B rapid review", "The deep dive".
#[must_use]
pub fn title(project: &Project, about: MemoAbout) -> String {
    match about {
        MemoAbout::DeepDive => "The deep dive".to_owned(),
        MemoAbout::Case(id) => project.cases().row(id).map(|row| row.record.name.clone()).unwrap_or_default(),
        MemoAbout::Document(id) => document_title(project, id),
        MemoAbout::Theme(id) => theme_words(project, id),
        MemoAbout::Coding(id) => project.codings().row(id).map_or_else(String::new, |row| {
            let coding = &row.record;
            format!("{} in {}", theme_words(project, coding.theme), document_title(project, coding.document))
        }),
    }
}

/// The same in the middle of a sentence: "the deep dive".
#[must_use]
pub fn title_within(project: &Project, about: MemoAbout) -> String {
    if about == MemoAbout::DeepDive { "the deep dive".to_owned() } else { title(project, about) }
}

fn document_title(project: &Project, id: Id<Document>) -> String {
    project.documents().row(id).map(|row| row.record.title.clone()).unwrap_or_default()
}

/// What became of the thing that a memo is about; none while it is there.
#[must_use]
pub fn gone(project: &Project, about: MemoAbout) -> Option<&'static str> {
    match about {
        MemoAbout::DeepDive => None,
        MemoAbout::Case(id) => project.cases().get(id).is_none().then_some("This case was removed"),
        MemoAbout::Document(id) => project.documents().get(id).is_none().then_some("This document was taken out"),
        MemoAbout::Theme(id) => project.themes().get(id).is_none().then_some("This theme was retired"),
        MemoAbout::Coding(id) => match project.codings().get(id) {
            None => Some("This coding was removed"),
            Some(coding) if project.themes().get(coding.theme).is_none() => Some("The theme of this coding was retired"),
            Some(coding) if project.documents().get(coding.document).is_none() => {
                Some("The document of this coding was taken out")
            }
            Some(_) => None,
        },
    }
}

/// Who wrote a memo first, and when, by the clock of that computer.
#[must_use]
pub fn author(project: &Project, memo: Id<Memo>) -> Option<(String, Timestamp)> {
    project.memos().row(memo).map(|row| (project.analyst(&row.by).name, row.at))
}

/// A passage that something points at, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its document.
    pub document: Id<Document>,
    /// Where it lies in the document's present text; none when it lies in an earlier one or the document is gone.
    pub range: Option<TextRange>,
    /// Its words with single blanks; empty when the text cannot be read.
    pub words: String,
    /// "Child B rapid review, 4.12, p. 23".
    pub citation: String,
    /// Why it cannot be gone to word by word; none when it can.
    pub obstacle: Option<&'static str>,
}

impl Passage {
    /// “The words” (Child B rapid review, 4.12, p. 23).
    #[must_use]
    pub fn quoted(&self) -> String {
        if self.words.is_empty() { self.citation.clone() } else { format!("“{}” ({})", self.words, self.citation) }
    }
}

/// A passage that a memo is linked to.
#[must_use]
pub fn linked(session: &Session, place: &Place) -> Passage {
    passage(session, place.document, place.range, place.text_version)
}

/// The passage of a coding, for a memo about it.
#[must_use]
pub fn coded(session: &Session, coding: Id<Coding>) -> Option<Passage> {
    let coding = &session.project().codings().row(coding)?.record;
    Some(passage(session, coding.document, coding.range, coding.text_version))
}

fn passage(session: &Session, document: Id<Document>, range: TextRange, version: u32) -> Passage {
    let project = session.project();
    let title = document_title(project, document);
    let text = session.extracted(document, version).filter(|text| range.fits(&text.text));
    let words = text.as_ref().map(|t| t.quote(range).split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    let place = text.as_ref().map(|t| Citation::at(t, range).to_string()).unwrap_or_default();
    let obstacle = if project.documents().get(document).is_none() {
        Some("This document was taken out")
    } else if project.text_version(document) != version {
        Some("In an earlier text of this document")
    } else if words.is_empty() {
        Some("The text of this document cannot be read back")
    } else {
        None
    };
    let citation = if place.is_empty() { title } else { format!("{title}, {place}") };
    Passage { document, range: obstacle.is_none().then_some(range), words, citation, obstacle }
}
