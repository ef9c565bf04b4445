//! The passages behind the chosen cell or row: traced once per revision and choice, never in a frame when nothing changed.

use super::heads::full_name;
use super::sheet::Sheet;
use crate::analyse::{Header, HeaderOf};
use crate::app::session::Session;
use crate::model::{Case, Coding, Document, Id, Judgement, Polarity, Project, Theme};
use crate::text::{Citation, TextRange};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What was chosen: a cell, or a whole row. Kept by what the headers stand for, so that it outlives a new matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) row: HeaderOf,
    pub(super) column: Option<HeaderOf>,
}

impl Spot {
    /// The theme and the case of a cell, when it is one theme in one case.
    pub(super) const fn theme_and_case(&self) -> Option<(Id<Theme>, Id<Case>)> {
        match (&self.row, &self.column) {
            (HeaderOf::Theme(theme), Some(HeaderOf::Case(case))) | (HeaderOf::Case(case), Some(HeaderOf::Theme(theme))) => {
                Some((*theme, *case))
            }
            _ => None,
        }
    }
}

/// One passage.
#[derive(Clone, Debug)]
pub(super) struct Passage {
    pub(super) coding: Id<Coding>,
    pub(super) document: Id<Document>,
    /// Where in the document's present text; none when it lies in an earlier one.
    pub(super) range: Option<TextRange>,
    pub(super) polarity: Polarity,
    pub(super) words: String,
    pub(super) citation: String,
}

/// Everything about the chosen cell or row.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) code: String,
    pub(super) group: Option<crate::model::Look>,
    /// "Midwifery to health visiting in Child B".
    pub(super) title: String,
    /// "4 passages in 2 of 4 documents".
    pub(super) count: String,
    /// Why there is no passage, in words; empty where there are some.
    pub(super) state: String,
    /// Concern first, then good practice, then context; each in reading order.
    pub(super) passages: Vec<Passage>,
    pub(super) theme_and_case: Option<(Id<Theme>, Id<Case>)>,
    pub(super) judgement: Judgement,
    /// Passages on which the judgement rests, by document and place.
    pub(super) grounds: BTreeSet<(Id<Document>, TextRange)>,
    pub(super) summary: String,
    /// A document to open when there is no passage.
    pub(super) first_document: Option<Id<Document>>,
}

impl Found {
    fn of(session: &Session, sheet: &Sheet, spot: &Spot) -> Option<Self> {
        let project = session.project();
        let row = sheet.row_at(&spot.row)?;
        let column = match &spot.column {
            Some(of) => Some(sheet.column_at(of)?),
            None => None,
        };
        let codings = match column {
            Some(column) => sheet.matrix().trace(project, row, column),
            None => sheet.matrix().trace_row(project, row),
        };
        let mut passages: Vec<Passage> = codings.ok()?.into_iter().filter_map(|id| passage(session, id)).collect();
        passages.sort_by_key(|p| p.polarity);
        let (code, group, title) = title(sheet, row, column)?;
        let documents = documents_of(project, spot, sheet.matrix().request().scope().cases.as_ref());
        let theme_and_case = spot.theme_and_case();
        let cell = theme_and_case.and_then(|(theme, case)| project.cell(theme, case));
        let state = column.and_then(|c| sheet.matrix().cell(row, c)).filter(|_| passages.is_empty());
        Some(Self {
            code,
            group,
            title,
            count: count(&passages, documents.as_ref().map(Vec::len)),
            state: state.map(|c| format!("{}: {}", c.state, c.state.meaning())).unwrap_or_default(),
            passages,
            theme_and_case,
            judgement: cell.map_or(Judgement::None, |c| c.judgement),
            grounds: cell.into_iter().flat_map(|c| &c.grounds).map(|place| (place.document, place.range)).collect(),
            summary: cell.map(|c| c.summary.clone()).unwrap_or_default(),
            first_document: documents.and_then(|d| d.first().copied()),
        })
    }

    /// Number of passages of a polarity.
    pub(super) fn number_of(&self, polarity: Polarity) -> usize {
        self.passages.iter().filter(|p| p.polarity == polarity).count()
    }
}

fn title(sheet: &Sheet, row: usize, column: Option<usize>) -> Option<(String, Option<crate::model::Look>, String)> {
    let row = sheet.matrix().rows().get(row)?;
    let column = column.map(|c| sheet.matrix().columns().get(c)).map_or(Some(None), |c| c.map(Some))?;
    let is_theme = |header: &&Header| matches!(header.of, HeaderOf::Theme(_));
    let (theme, other) = match column.filter(|c| is_theme(c) && !is_theme(&row)) {
        Some(theme) => (theme, Some(row)),
        None => (row, column),
    };
    let words = match (sheet.matrix().request().near(), other) {
        _ if !is_theme(&theme) && other.is_none() => format!("{}, all", full_name(theme)),
        (_, None) => format!("{} in all cases", theme.name),
        (Some(near), Some(other)) => format!("{} and {} {near}", theme.name, full_name(other)),
        (None, Some(other)) => format!("{} in {}", theme.name, other.name),
    };
    Some((theme.code.clone(), sheet.look_of(theme), words))
}

/// The documents that the chosen cell could speak of; none where that is not clear.
fn documents_of(project: &Project, spot: &Spot, cases: Option<&BTreeSet<Id<Case>>>) -> Option<Vec<Id<Document>>> {
    let of_case = |case: Id<Case>| project.documents_of(case).map(|d| d.id).collect::<Vec<_>>();
    match (&spot.row, &spot.column) {
        (HeaderOf::Case(case), _) | (_, Some(HeaderOf::Case(case))) => Some(of_case(*case)),
        (HeaderOf::Document(id), _) | (_, Some(HeaderOf::Document(id))) => Some(vec![*id]),
        (HeaderOf::Theme(_), None) => {
            let is_in = |d: &&Document| cases.is_none_or(|cases| cases.contains(&d.case));
            Some(project.documents().iter().filter(is_in).map(|d| d.id).collect())
        }
        _ => None,
    }
}

fn count(passages: &[Passage], of: Option<usize>) -> String {
    let plural = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let documents = passages.iter().map(|p| p.document).collect::<BTreeSet<_>>().len();
    let number = plural(passages.len(), "passage");
    match of {
        Some(all) if all > 1 => format!("{number} in {documents} of {}", plural(all, "document")),
        Some(_) | None if passages.is_empty() => number,
        Some(_) | None => format!("{number} in {}", plural(documents, "document")),
    }
}

fn passage(session: &Session, id: Id<Coding>) -> Option<Passage> {
    let project = session.project();
    let coding = project.codings().get(id)?;
    let text = session.text_of(coding);
    let words = text.as_ref().map(|t| t.quote(coding.range)).unwrap_or_default();
    let place = text.as_ref().map(|t| Citation::at(t, coding.range).to_string()).unwrap_or_default();
    let name = document_name(project, coding.document);
    Some(Passage {
        coding: id,
        document: coding.document,
        range: project.is_placed(coding).then_some(coding.range),
        polarity: coding.polarity,
        words: words.split_whitespace().collect::<Vec<_>>().join(" "),
        citation: if place.is_empty() { name } else { format!("{name}, {place}") },
    })
}

/// The document's title, after the case's name where the title does not say it.
fn document_name(project: &Project, id: Id<Document>) -> String {
    let Some(document) = project.documents().get(id) else { return String::new() };
    let case = project.cases().get(document.case).map(|c| c.name.as_str()).unwrap_or_default();
    if case.is_empty() || document.title.to_lowercase().contains(&case.to_lowercase()) {
        document.title.clone()
    } else {
        format!("{case}, {}", document.title)
    }
}

/// What was found for the chosen cell, held until revision, matrix or choice differ.
#[derive(Debug, Default)]
pub(super) struct HeldFound {
    held: Option<(u64, u64, Spot, Option<Arc<Found>>)>,
}

impl HeldFound {
    pub(super) fn get(&mut self, session: &Session, sheet: &Sheet, spot: &Spot) -> Option<Arc<Found>> {
        match &self.held {
            Some((at, version, of, found)) if *at == session.revision() && *version == sheet.version && of == spot => {
                found.clone()
            }
            Some(_) | None => {
                let found = Found::of(session, sheet, spot).map(Arc::new);
                self.held = Some((session.revision(), sheet.version, spot.clone(), found.clone()));
                found
            }
        }
    }
}
