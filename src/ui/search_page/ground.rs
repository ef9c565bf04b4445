//! What an answer means for people: passages in words, grouped by case, with what they can be narrowed by.
//!
//! Made once for an answer and a state of the project, never per frame: five hundred passages are cheap to keep and dear
//! to make.

use super::facets::{Facet, facets_of};
use crate::app::searching::{Answer, SHOWN};
use crate::app::session::Session;
use crate::model::{Case, Coding, Document, DocumentKind, Id, Look, Polarity, Project, ThemeTree};
use crate::search::{Hit, Results};
use crate::text::{Citation, SourceText, TextRange, Zone};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Names a passage for as long as its text does not change.
pub(super) type HitKey = (Id<Document>, usize);

/// Bytes kept of the words on either side of what was found; more than any window shows.
const CONTEXT: usize = 320;

/// A coding on a passage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chip {
    pub code: String,
    pub name: String,
    /// What its theme is drawn in.
    pub look: Look,
    pub polarity: Polarity,
    pub range: TextRange,
}

/// A passage in words.
#[derive(Clone, Debug)]
pub(super) struct HitRow {
    pub key: HitKey,
    pub hit: Hit,
    pub source: Arc<SourceText>,
    pub title: String,
    /// The title without the name of the case.
    pub short: String,
    pub citation: String,
    pub kind: DocumentKind,
    pub zone: Option<Zone>,
    /// Words before what was found.
    pub left: String,
    pub mark: String,
    /// Words after it.
    pub right: String,
    pub chips: Vec<Chip>,
    /// Values by facet.
    pub values: Vec<(usize, usize)>,
}

impl HitRow {
    /// Whether words only stand here without being said, as in a contents page.
    pub fn is_listing(&self) -> bool {
        matches!(self.zone, Some(Zone::Cover | Zone::Contents | Zone::Glossary | Zone::Boilerplate))
    }

    /// Title and place: "Child B practice review, 4.12, p. 23".
    pub fn place(&self) -> String {
        if self.citation.is_empty() { self.title.clone() } else { format!("{}, {}", self.title, self.citation) }
    }

    /// What a screen reader says.
    pub fn words(&self) -> String {
        let mut words = format!("{}{}{}. {}", self.left, self.mark, self.right, self.place());
        for chip in self.distinct_chips() {
            words.push_str(&format!(", coded {}", if chip.code.is_empty() { &chip.name } else { &chip.code }));
        }
        words
    }

    /// One chip for each theme.
    pub fn distinct_chips(&self) -> impl Iterator<Item = &Chip> {
        let mut seen = BTreeSet::new();
        self.chips.iter().filter(move |chip| seen.insert((&chip.code, &chip.name)))
    }
}

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
    /// "47 passages in 21 documents, 8 of 9 cases."
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

    /// Whether it was made for this answer, whatever was done to the project since.
    pub fn same_answer(&self, answer: &Arc<Answer>) -> bool {
        Arc::ptr_eq(&self.answer, answer)
    }

    /// The query as it was typed.
    pub fn query(&self) -> &str {
        &self.answer.words
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
            by_case.entry(document.case).or_default().push(hit_row(project, document, hit, source, chips));
        }
        let mut cases: Vec<(Id<Case>, Vec<HitRow>)> = by_case.into_iter().collect();
        let name = |id: Id<Case>| project.cases().get(id).map_or("Without a case", |c| c.name.as_str());
        cases.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| name(a.0).cmp(name(b.0))));
        let (mut rows, mut groups) = (Vec::new(), Vec::new());
        for (id, mut found) in cases {
            found.sort_by_key(|r| (r.is_listing(), places.get(&r.key.0).copied(), r.key.1));
            let start = rows.len();
            rows.append(&mut found);
            groups.push(CaseGroup { id, name: name(id).to_owned(), note: note(project, id), rows: start..rows.len() });
        }
        let facets = facets_of(project, &mut rows);
        let listed = rows.iter().filter(|r| r.is_listing()).count();
        Self {
            answer: Arc::clone(answer),
            revision: session.revision(),
            sentence: sentence(project, results),
            remark: remark(results, listed),
            took: format!("{} ms", results.took.as_millis().max(1)),
            rows,
            groups,
            facets,
        }
    }
}

fn chips(project: &Project, tree: &ThemeTree, codings: &[&Coding], range: TextRange) -> Vec<Chip> {
    let here = codings.iter().filter(|c| c.range.overlaps(range));
    let chip = |coding: &&Coding| {
        let theme = project.themes().get(coding.theme)?;
        let look = tree.node(theme.id).map(|n| n.look).unwrap_or_default();
        let (code, name) = (theme.code.clone(), theme.name.clone());
        Some(Chip { code, name, look, polarity: coding.polarity, range: coding.range })
    };
    here.filter_map(chip).collect()
}

fn hit_row(project: &Project, document: &Document, hit: &Hit, source: Arc<SourceText>, chips: Vec<Chip>) -> HitRow {
    let block = source.shape.blocks.get(hit.block);
    let (citation, zone) = (block.map(Citation::of).unwrap_or_default().to_string(), block.and_then(|b| b.zone));
    let case = project.cases().get(document.case).map_or("", |c| c.name.as_str());
    let first = hit.marks.first().copied().unwrap_or(hit.range);
    let text = source.text.as_str();
    let left = tail(text.get(hit.range.start()..first.start()).unwrap_or_default());
    let right = head(text.get(first.end()..hit.range.end()).unwrap_or_default());
    let mark = flat(first.of(text).unwrap_or_default());
    let (left, mark, right) = (flat(left), mark, flat(right));
    HitRow {
        key: (hit.document, hit.block),
        hit: hit.clone(),
        title: document.title.clone(),
        short: short_title(&document.title, case),
        citation,
        kind: document.kind,
        zone,
        left,
        mark,
        right,
        chips,
        values: Vec::new(),
        source,
    }
}

fn flat(text: &str) -> String {
    text.replace(['\n', '\t'], " ")
}

fn tail(text: &str) -> &str {
    let mut start = text.len().saturating_sub(CONTEXT);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..).unwrap_or_default()
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(CONTEXT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// "Child B rapid review" under Child B is "Rapid review".
pub(super) fn short_title(title: &str, case: &str) -> String {
    let rest = title.strip_prefix(case).filter(|_| !case.is_empty()).unwrap_or(title);
    let rest = rest.trim_start_matches([' ', ',', '-', '–', ':']);
    let mut letters = rest.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => title.to_owned(),
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

fn sentence(project: &Project, results: &Results) -> String {
    let with_documents: BTreeSet<Id<Case>> = project.documents().iter().map(|d| d.case).collect();
    let case_of = |id: &Id<Document>| project.documents().get(*id).map(|d| d.case);
    let found: BTreeSet<Id<Case>> = results.documents.keys().filter_map(case_of).collect();
    format!(
        "{} in {}, {} of {}.",
        counted(results.total, "passage", "passages"),
        counted(results.documents.len(), "document", "documents"),
        found.len(),
        counted(with_documents.len(), "case", "cases"),
    )
}

fn remark(results: &Results, listed: usize) -> String {
    let mut parts = Vec::new();
    if results.total > results.hits.len() {
        let shown = if results.hits.len() >= SHOWN { format!("The best {SHOWN} are shown.") } else { String::new() };
        let lost = format!("{} can be shown; the texts of the others are missing.", results.hits.len());
        parts.push(if shown.is_empty() { lost } else { shown });
    }
    if listed > 0 {
        let stand = if listed == 1 { "stands" } else { "stand" };
        parts.push(format!("{listed} {stand} in contents pages, covers or glossaries, last in each case."));
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_loses_the_name_of_its_case_only() {
        assert_eq!(short_title("Child B rapid review", "Child B"), "Rapid review");
        assert_eq!(short_title("Midwifery summary", "Child B"), "Midwifery summary");
        assert_eq!(short_title("Child B", "Child B"), "Child B");
    }

    #[test]
    fn long_passages_are_cut_between_letters() {
        let text = "ö".repeat(400);
        assert_eq!(tail(&text).len(), CONTEXT);
        assert_eq!(head(&format!("a{text}")).len(), CONTEXT - 1);
    }
}
