//! What the list of reviews shows, derived from the project once per revision.
//!
//! How far a document is coded is an estimate: the place of its last coding against its number of words,
//! because the texts themselves are not read for a list.

use crate::analyse::natural_cmp;
use crate::app::changes::INCIDENT;
use crate::model::{Case, Document, DocumentKind, Id, PartialDate, Progress, Project};
use std::collections::BTreeMap;

/// Bytes of text per word in English reviews, blanks included.
const BYTES_PER_WORD: f32 = 6.2;

/// One document as a row shows it.
#[derive(Clone, Debug)]
pub(super) struct DocumentFacts {
    pub(super) id: Id<Document>,
    pub(super) title: String,
    pub(super) kind: DocumentKind,
    pub(super) dated: Option<PartialDate>,
    pub(super) pages: u32,
    pub(super) codings: usize,
    pub(super) progress: Progress,
    /// How far, 0 to 1.
    pub(super) share: f32,
    pub(super) is_confirmed: bool,
    /// Title, case, kind and file name in lower case.
    pub(super) words: String,
}

impl DocumentFacts {
    fn of(project: &Project, document: &Document, case_name: &str) -> Self {
        let codings = project.codings_in(document.id).count();
        let last = project.placed_codings_in(document.id).map(|c| c.range.end()).max().unwrap_or_default();
        let kind = document.kind.title();
        Self {
            id: document.id,
            title: document.title.clone(),
            kind: document.kind,
            dated: document.dated,
            pages: document.pages,
            codings,
            progress: document.progress,
            share: share(document, last),
            is_confirmed: document.confirmed,
            words: format!("{} {case_name} {kind} {}", document.title, document.file_name).to_lowercase(),
        }
    }

    /// What a screen reader says of the row.
    pub(super) fn spoken(&self) -> String {
        let dated = self.dated.map_or_else(|| "no date".to_owned(), |d| d.to_string());
        let check = if self.is_confirmed { "" } else { ", to check" };
        let (kind, progress) = (self.kind.title(), self.progress);
        let pages = counted(self.pages as usize, "page");
        format!("{}, {kind}, {dated}, {pages}, {}, {progress}{check}", self.title, counted(self.codings, "coding"))
    }
}

fn share(document: &Document, last_coding_end: usize) -> f32 {
    match document.progress {
        Progress::NotRead => 0.0,
        Progress::Coding => (last_coding_end as f32 / (document.words.max(1) as f32 * BYTES_PER_WORD)).clamp(0.08, 0.94),
        Progress::Coded | Progress::Reviewed => 1.0,
    }
}

/// One case as a band shows it.
#[derive(Clone, Debug)]
pub(super) struct CaseFacts {
    pub(super) id: Id<Case>,
    pub(super) name: String,
    /// Its attributes but the incident, such as "11 weeks, Coast".
    pub(super) attributes: String,
    pub(super) pages: u32,
    pub(super) codings: usize,
    pub(super) documents: Vec<DocumentFacts>,
    /// Its name in lower case.
    pub(super) words: String,
}

impl CaseFacts {
    /// The stage that all its documents have reached together, and how far they are.
    pub(super) fn progress(&self) -> (Progress, f32) {
        let stages = || self.documents.iter().map(|d| d.progress);
        let least = stages().min().unwrap_or_default();
        let begun = stages().any(|p| p > Progress::NotRead);
        let stage = if least == Progress::NotRead && begun { Progress::Coding } else { least };
        let sum: f32 = self.documents.iter().map(|d| d.share).sum();
        (stage, sum / (self.documents.len().max(1) as f32))
    }

    /// What a screen reader says of the band.
    pub(super) fn spoken(&self) -> String {
        let mut words = vec![self.name.clone()];
        if !self.attributes.is_empty() {
            words.push(self.attributes.clone());
        }
        words.push(counted(self.documents.len(), "document"));
        words.push(counted(self.pages as usize, "page"));
        words.push(counted(self.codings, "coding"));
        words.join(", ")
    }
}

/// Everything the list shows.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// By name, as people count.
    pub(super) cases: Vec<CaseFacts>,
    pub(super) documents: usize,
    pub(super) pages: u32,
}

impl Facts {
    pub(super) fn of(project: &Project) -> Self {
        let mut by_case: BTreeMap<Id<Case>, Vec<&Document>> = project.cases().iter().map(|c| (c.id, Vec::new())).collect();
        for document in project.documents().iter() {
            by_case.entry(document.case).or_default().push(document);
        }
        let mut cases: Vec<CaseFacts> =
            by_case.into_iter().filter_map(|(id, documents)| case_facts(project, id, &documents)).collect();
        cases.sort_by(|a, b| natural_cmp(&a.name, &b.name).then(a.id.cmp(&b.id)));
        let pages = cases.iter().map(|c| c.pages).sum();
        Self { cases, documents: project.documents().len(), pages }
    }

    /// "24 documents, 10 cases, 611 pages".
    pub(super) fn note(&self) -> String {
        let cases = counted(self.cases.len(), "case");
        format!("{}, {cases}, {}", counted(self.documents, "document"), counted(self.pages as usize, "page"))
    }

    /// A document and its case.
    pub(super) fn document(&self, id: Id<Document>) -> Option<(&CaseFacts, &DocumentFacts)> {
        self.cases.iter().find_map(|case| case.documents.iter().find(|d| d.id == id).map(|d| (case, d)))
    }

    /// A case.
    pub(super) fn case(&self, id: Id<Case>) -> Option<&CaseFacts> {
        self.cases.iter().find(|case| case.id == id)
    }
}

/// A case that somebody hid is still shown while documents belong to it, so that none is lost.
fn case_facts(project: &Project, id: Id<Case>, documents: &[&Document]) -> Option<CaseFacts> {
    let case = &project.cases().row(id)?.record;
    let documents: Vec<DocumentFacts> = documents.iter().map(|d| DocumentFacts::of(project, d, &case.name)).collect();
    Some(CaseFacts {
        id,
        name: case.name.clone(),
        attributes: attributes(case),
        pages: documents.iter().map(|d| d.pages).sum(),
        codings: documents.iter().map(|d| d.codings).sum(),
        documents,
        words: case.name.to_lowercase(),
    })
}

fn attributes(case: &Case) -> String {
    let values = case.attributes.iter().filter(|(name, _)| *name != INCIDENT).map(|(_, value)| value.as_str());
    values.collect::<Vec<_>>().join(", ")
}

/// "1 page", "2 pages".
pub(in crate::ui) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
