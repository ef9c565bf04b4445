//! Passages for people: their words, where they stand, and who coded them.

use crate::app::session::Session;
use crate::model::{Coding, Document, Id, Place, Polarity, Project, SeenCoding, Theme};
use crate::text::{Citation, SourceText, TextRange};

/// A coded passage with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// Its coding.
    pub coding: Id<Coding>,
    /// The theme that it was coded with: the cell's, or one under it.
    pub theme: Id<Theme>,
    /// The document.
    pub document: Id<Document>,
    /// Where in the document's present text; none when it lies in an earlier one.
    pub range: Option<TextRange>,
    /// Which way it speaks.
    pub polarity: Polarity,
    /// Its words on one line; empty where the text cannot be read.
    pub words: String,
    /// The document's name, without that of its case.
    pub title: String,
    /// Paragraph and page.
    pub citation: Citation,
    /// Initials of who coded it.
    pub by: String,
    /// The coding as it stands.
    pub seen: SeenCoding,
}

impl Quoted {
    /// "LCSPR, 4.14, p. 24".
    #[must_use]
    pub fn cited(&self) -> String {
        cited(&self.title, &self.citation)
    }
}

fn cited(title: &str, citation: &Citation) -> String {
    let place = citation.to_string();
    if place.is_empty() { title.to_owned() } else { format!("{title}, {place}") }
}

/// A passage; none when its coding is gone.
#[must_use]
pub fn quoted(session: &Session, id: Id<Coding>) -> Option<Quoted> {
    let project = session.project();
    let coding = project.codings().get(id)?;
    let text = session.text_of(coding);
    let by = project.coder(id).map(|writer| project.analyst(writer).initials).unwrap_or_default();
    Some(Quoted {
        coding: id,
        theme: coding.theme,
        document: coding.document,
        range: project.is_placed(coding).then_some(coding.range),
        polarity: coding.polarity,
        words: words_at(text.as_deref(), coding.range),
        title: short_title(project, coding.document),
        citation: text.as_ref().map(|t| Citation::at(t, coding.range)).unwrap_or_default(),
        by,
        seen: SeenCoding::of(coding),
    })
}

/// The passages of a cell in reading order.
#[must_use]
pub fn cell_passages(session: &Session, codings: &[Id<Coding>]) -> Vec<Quoted> {
    codings.iter().filter_map(|id| quoted(session, *id)).collect()
}

/// The words at a place, and "LCSPR, 4.14, p. 24".
#[must_use]
pub fn quoted_place(session: &Session, place: &Place) -> (String, String) {
    let text = session.extracted(place.document, place.text_version);
    let citation = text.as_ref().map(|t| Citation::at(t, place.range)).unwrap_or_default();
    (words_at(text.as_deref(), place.range), cited(&short_title(session.project(), place.document), &citation))
}

fn words_at(text: Option<&SourceText>, range: TextRange) -> String {
    text.map(|t| t.quote(range)).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The document's title without the name of its case, which stands beside it anyway.
fn short_title(project: &Project, id: Id<Document>) -> String {
    let Some(document) = project.documents().row(id).map(|row| &row.record) else { return String::new() };
    let case = project.cases().row(document.case).map(|row| row.record.name.as_str()).unwrap_or_default();
    let rest = document.title.get(..case.len()).filter(|start| start.eq_ignore_ascii_case(case));
    let rest = rest.and_then(|_| document.title.get(case.len()..)).map(|r| r.trim_start_matches([' ', ',', ':', '-', '–']));
    match rest.filter(|rest| !rest.is_empty() && !case.is_empty()) {
        Some(rest) => {
            let mut letters = rest.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
        None => document.title.clone(),
    }
}
