//! Passages of findings, and the reviews' own statements, as they are shown: words, place, themes.
//!
//! A coding or statement of an earlier text keeps the words of that text; it then opens at its document only.

use crate::analyse::evidence::cases_of;
use crate::analyse::natural_cmp;
use crate::app::session::Session;
use crate::model::{Case, Coding, DeepDive, Document, Id, Polarity, Project, Statement, Theme};
use crate::text::{Citation, SourceText, StatedKind, TextRange};

/// One passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The coding.
    pub coding: Id<Coding>,
    /// Its case, when its document is there.
    pub case: Option<Id<Case>>,
    /// Its document.
    pub document: Id<Document>,
    /// Where in the document's present text; none when it lies in an earlier one.
    pub range: Option<TextRange>,
    /// Its theme.
    pub theme: Id<Theme>,
    /// Which way it speaks.
    pub polarity: Polarity,
    /// Its words with single blanks; empty when the text cannot be read.
    pub words: String,
    /// "Child B practice review, 4.14, p. 24".
    pub citation: String,
}

/// A passage; also one whose coding was removed.
#[must_use]
pub fn quoted(session: &Session, id: Id<Coding>) -> Option<Quoted> {
    let project = session.project();
    let coding = &project.codings().row(id)?.record;
    let text = session.extracted(coding.document, coding.text_version);
    let (words, citation) = words_and_citation(project, text.as_deref(), coding.document, coding.range);
    Some(Quoted {
        coding: id,
        case: project.documents().get(coding.document).map(|d| d.case),
        document: coding.document,
        range: project.is_placed(coding).then_some(coding.range),
        theme: coding.theme,
        polarity: coding.polarity,
        words,
        citation,
    })
}

/// A finding or recommendation of a review itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The statement.
    pub statement: Id<Statement>,
    /// Finding or recommendation.
    pub kind: StatedKind,
    /// "Recommendation 3", or without a number where it has none.
    pub name: String,
    /// Its document.
    pub document: Id<Document>,
    /// Where in the document's present text; none when it lies in an earlier one.
    pub range: Option<TextRange>,
    /// Its words with single blanks.
    pub words: String,
    /// Where it stands.
    pub citation: String,
    /// Of which themes it speaks, as people said.
    pub themes: Vec<Id<Theme>>,
}

/// A statement.
#[must_use]
pub fn said(session: &Session, id: Id<Statement>) -> Option<Said> {
    let project = session.project();
    let statement = project.statements().get(id)?;
    let text = session.extracted(statement.document, statement.text_version);
    let (words, citation) = words_and_citation(project, text.as_deref(), statement.document, statement.range);
    let is_placed = project.text_version(statement.document) == statement.text_version;
    let kind = match statement.kind {
        StatedKind::Finding => "Finding",
        StatedKind::Recommendation => "Recommendation",
    };
    let mut themes: Vec<(String, Id<Theme>)> = Vec::new();
    themes.extend(statement.themes.iter().filter_map(|t| project.themes().get(*t)).map(|t| (t.code.clone(), t.id)));
    themes.sort_by(|(a, a_id), (b, b_id)| natural_cmp(a, b).then(a_id.cmp(b_id)));
    Some(Said {
        statement: id,
        kind: statement.kind,
        name: format!("{kind} {}", statement.number).trim_end().to_owned(),
        document: statement.document,
        range: is_placed.then_some(statement.range),
        words,
        citation,
        themes: themes.into_iter().map(|(_, id)| id).collect(),
    })
}

/// Every finding and recommendation that the reviews of a sample make themselves, case by case in reading order.
#[must_use]
pub fn said_in(project: &Project, round: Option<Id<DeepDive>>) -> Vec<&Statement> {
    let mut all = Vec::new();
    for case in cases_of(project, round) {
        let mut documents: Vec<&Document> = project.documents_of(case).collect();
        documents.sort_by(|a, b| (a.dated, &a.title, a.id).cmp(&(b.dated, &b.title, b.id)));
        all.extend(documents.into_iter().flat_map(|d| project.statements_in(d.id)));
    }
    all
}

fn words_and_citation(
    project: &Project,
    text: Option<&SourceText>,
    document: Id<Document>,
    range: TextRange,
) -> (String, String) {
    let text = text.filter(|t| range.fits(&t.text));
    let words = text.map(|t| t.quote(range).split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
    let place = text.map(|t| Citation::at(t, range).to_string()).unwrap_or_default();
    let name = document_name(project, document);
    (words, if place.is_empty() { name } else { format!("{name}, {place}") })
}

/// The document's title, after the case's name where the title does not say it.
fn document_name(project: &Project, id: Id<Document>) -> String {
    let Some(document) = project.documents().row(id).map(|row| &row.record) else { return String::new() };
    let case = project.cases().row(document.case).map(|row| row.record.name.as_str()).unwrap_or_default();
    if case.is_empty() || document.title.to_lowercase().contains(&case.to_lowercase()) {
        document.title.clone()
    } else {
        format!("{case}, {}", document.title)
    }
}
