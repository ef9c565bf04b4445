//! What an answer means for people: mentions in words, grouped by case, with what they can be narrowed by.
//!
//! Made once for an answer and a state of the project, never per frame: five hundred passages are cheap to keep and dear
//! to make.

use super::facets::{Facet, facets_of};
use super::mention::{HitKey, HitRow, chips, mentions};
use crate::app::search_thread::{Answer, SHOWN, Tally};
use crate::app::session::Session;
use crate::model::{Case, Document, Id, OfferedBy, Project, Theme};
use crate::search::{Results, Tone, copies};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The passages of a case.
#[derive(Clone, Debug)]
pub(super) struct CaseGroup {
    pub id: Id<Case>,
    pub name: String,
    pub note: String,
    pub rows: Range<usize>,
}

/// Everything an answer means.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    answer: Arc<Answer>,
    revision: u64,
    pub rows: Vec<HitRow>,
    pub groups: Vec<CaseGroup>,
    pub facets: Vec<Facet>,
    /// "47 mentions in 21 documents, 8 of 9 cases."
    pub sentence: String,
    /// What else there is to say of them.
    pub remark: String,
    pub took: String,
}

impl Ground {
    /// Whether it still holds.
    pub fn is_of(&self, answer: &Arc<Answer>, session: &Session) -> bool {
        Arc::ptr_eq(&self.answer, answer) && self.revision == session.revision()
    }

    /// Whether it answers the same question, whatever was done to the project since.
    pub fn same_question(&self, answer: &Answer) -> bool {
        self.answer.question == answer.question
    }

    /// Whether it was made for this answer.
    pub fn same_answer(&self, answer: &Arc<Answer>) -> bool {
        Arc::ptr_eq(&self.answer, answer)
    }

    /// What the passages can be narrowed by where they are more than is shown.
    pub fn tallies(&self) -> &[Tally] {
        &self.answer.tallies
    }

    /// Takes over what was coded since.
    pub fn recode(&mut self, session: &Session) {
        let (project, tree) = (session.project(), session.tree());
        let mut codings = BTreeMap::new();
        for row in &mut self.rows {
            let document = row.key.0;
            let here = codings.entry(document).or_insert_with(|| project.placed_codings_in(document).collect::<Vec<_>>());
            row.chips = chips(project, &tree, here, row.hit.range);
            row.values.clear();
        }
        self.facets = facets_of(project, &mut self.rows);
        self.revision = session.revision();
    }

    /// The query as it was typed.
    pub fn query(&self) -> &str {
        self.answer.words()
    }

    /// The mentions that were rejected for a theme when this was searched for.
    pub fn rejected(&self, project: &Project, theme: Id<Theme>) -> BTreeSet<HitKey> {
        let query = self.query().trim();
        let is_rejected = |row: &&HitRow| {
            let version = project.text_version(row.key.0);
            let mut here = project.rejections_in(row.key.0).filter(|r| r.theme == theme && r.place.text_version == version);
            here.any(|r| {
                let same = matches!(&r.offered_by, OfferedBy::Query(other) if other == query);
                same && r.place.range.overlaps(row.sentence)
            })
        };
        self.rows.iter().filter(is_rejected).map(|row| row.key).collect()
    }

    /// Makes it.
    pub fn of(answer: &Arc<Answer>, results: &Results, session: &Session) -> Self {
        let project = session.project();
        let tree = session.tree();
        let places: BTreeMap<Id<Document>, usize> = project.documents().iter().zip(0..).map(|(d, i)| (d.id, i)).collect();
        let mut codings = BTreeMap::new();
        let mut by_case: BTreeMap<Id<Case>, Vec<HitRow>> = BTreeMap::new();
        for hit in &results.hits {
            let Some(document) = project.documents().get(hit.document) else { continue };
            let Some(source) = session.text(hit.document) else { continue };
            let here = codings.entry(hit.document).or_insert_with(|| project.placed_codings_in(hit.document).collect::<Vec<_>>());
            let chips = chips(project, &tree, here, hit.range);
            by_case.entry(document.case).or_default().extend(mentions(project, document, hit, &source, &chips));
        }
        let mut cases: Vec<(Id<Case>, Vec<HitRow>)> = by_case.into_iter().collect();
        for (_, rows) in &mut cases {
            rows.sort_by_key(|r| (r.is_listing(), r.toned.tone == Tone::Negated, places.get(&r.key.0).copied(), r.key.1));
        }
        fold_repeats(&mut cases);
        let said = |rows: &[HitRow]| rows.iter().filter(|r| !r.is_listing()).count();
        let name = |id: Id<Case>| project.cases().get(id).map_or("Without a case", |c| c.name.as_str());
        cases.sort_by(|a, b| said(&b.1).cmp(&said(&a.1)).then_with(|| name(a.0).cmp(name(b.0))));
        let (mut rows, mut groups) = (Vec::new(), Vec::new());
        for (id, mut found) in cases {
            let start = rows.len();
            found.iter_mut().for_each(|row| row.shift(start));
            rows.append(&mut found);
            groups.push(CaseGroup { id, name: name(id).to_owned(), note: note(project, id), rows: start..rows.len() });
        }
        let facets = facets_of(project, &mut rows);
        Self {
            answer: Arc::clone(answer),
            revision: session.revision(),
            sentence: sentence(project, results, &rows),
            remark: remark(results),
            took: format!("{} ms", results.took.as_millis().max(1)),
            rows,
            groups,
            facets,
        }
    }
}

/// What is known of a case in a few words: "7 weeks, Coast".
fn note(project: &Project, case: Id<Case>) -> String {
    let Some(case) = project.cases().get(case) else { return String::new() };
    let wanted = ["Age", "District"].iter().filter_map(|key| case.attributes.get(*key));
    wanted.map(String::as_str).collect::<Vec<_>>().join(", ")
}

/// "1 passage", "47 passages".
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// What is said is counted; contents pages and standing text are said to be folded away, beside it.
fn sentence(project: &Project, results: &Results, rows: &[HitRow]) -> String {
    let with_documents: BTreeSet<Id<Case>> = project.documents().iter().map(|d| d.case).collect();
    let case_of = |id: &Id<Document>| project.documents().get(*id).map(|d| d.case);
    let of_cases = |documents: &BTreeSet<Id<Document>>| {
        let found: BTreeSet<Id<Case>> = documents.iter().filter_map(case_of).collect();
        let documents = counted(documents.len(), "document", "documents");
        format!("{documents}, {} of {}.", found.len(), counted(with_documents.len(), "case", "cases"))
    };
    if results.total > results.hits.len() {
        let documents: BTreeSet<Id<Document>> = results.documents.keys().copied().collect();
        return format!("{} in {}", counted(results.total, "passage", "passages"), of_cases(&documents));
    }
    let said = || rows.iter().filter(|row| !row.is_listing());
    let documents: BTreeSet<Id<Document>> = said().map(|row| row.key.0).collect();
    format!("{} in {}", counted(said().count(), "mention", "mentions"), of_cases(&documents))
}

fn remark(results: &Results) -> String {
    match results.hits.len() {
        all if all >= results.total => String::new(),
        shown if shown >= SHOWN => format!("The best {SHOWN} are shown; narrow the search to see the others."),
        shown => format!("{shown} can be shown; the texts of the others are missing."),
    }
}

/// Finds words that are said more than once: in the documents of one case they are shown once; where several cases share
/// them, nobody said them of a child.
fn fold_repeats(cases: &mut [(Id<Case>, Vec<HitRow>)]) {
    let flat = || cases.iter().enumerate().flat_map(|(case, (_, rows))| (0..rows.len()).map(move |row| (case, row)));
    let places: Vec<(usize, usize)> = flat().collect();
    let first_of = copies(cases.iter().flat_map(|(_, rows)| rows.iter().map(HitRow::sentence_words)));
    let mut kinds: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, (first, place)) in first_of.iter().zip(&places).enumerate() {
        kinds.entry(first.unwrap_or(index)).or_default().push(*place);
    }
    for places in kinds.into_values().filter(|places| places.len() > 1) {
        let among: BTreeSet<usize> = places.iter().map(|(case, _)| *case).collect();
        for (case, row) in &places {
            let Some((_, rows)) = cases.get_mut(*case) else { continue };
            if among.len() >= STANDING {
                rows.get_mut(*row).into_iter().for_each(|row| row.is_standing = true);
                continue;
            }
            let Some(first) = places.iter().find(|(c, _)| c == case).map(|(_, row)| *row).filter(|first| first != row) else {
                continue;
            };
            rows.get_mut(*row).into_iter().for_each(|copy| copy.copy_of = Some(first));
            rows.get_mut(first).into_iter().for_each(|first| first.copies.push(*row));
        }
    }
}

/// So many cases share standing text.
const STANDING: usize = 3;
