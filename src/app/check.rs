//! Reads everything back and verifies it: journals, originals, texts, and every quote under every coding.

use super::session::Session;
use crate::model::{Document, Id, Place, Project};
use crate::text::{QuoteHash, TextRange};
use serde::Serialize;
use std::collections::BTreeMap;

/// What a check found. Counts are of what people see; hidden records are not counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// Whether everything verifies. A torn last line is what a crash leaves behind; it was never called saved.
    pub ok: bool,
    /// Journals with a writer.
    pub writers: usize,
    /// Steps in all journals.
    pub steps: usize,
    /// Cases.
    pub cases: usize,
    /// Documents.
    pub documents: usize,
    /// Themes; groups that only hold others are not counted.
    pub themes: usize,
    /// Codings that count.
    pub codings: usize,
    /// Codings whose words were compared with what they were when coded.
    pub quotes_checked: usize,
    /// Codings, findings and recommendations whose words are no longer the same, or lie outside the text.
    pub quotes_drifted: usize,
    /// Findings and recommendations whose words were compared with what they were when accepted.
    #[serde(skip)]
    pub statements_checked: usize,
    /// Codings that lie in an earlier text of their document, because they have no certain place in the present one.
    #[serde(skip_serializing_if = "is_none")]
    pub unplaced: usize,
    /// Journals that end in a torn write.
    pub torn_lines: usize,
    /// Journal lines that could not be read.
    pub quarantined: usize,
    /// Clashes that nobody has settled.
    pub disagreements: usize,
    /// Originals compared with their hashes.
    pub originals_checked: usize,
    /// Sentences on everything that does not verify or was left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_none(count: &usize) -> bool {
    *count == 0
}

/// Checks an open deep dive; `on_document` is called after each document with how many are done.
#[must_use]
pub fn check(session: &Session, on_document: &dyn Fn(usize)) -> CheckReport {
    let project = session.project();
    let load = session.report();
    let tree = session.tree();
    let mut report = CheckReport {
        writers: project.analysts().len(),
        steps: project.steps().len(),
        cases: project.cases().len(),
        documents: project.documents().len(),
        themes: tree.nodes().iter().filter(|n| !n.is_group()).count(),
        codings: project.live_codings().count(),
        torn_lines: load.torn.len(),
        quarantined: load.quarantined.len(),
        disagreements: project.disagreements().count(),
        ..CheckReport::default()
    };
    let mut faults = Vec::new();
    for (journal, line) in &load.quarantined {
        faults.push(format!("journal {journal}, line {}: {}; every other line was read", line.number, line.why));
    }
    for (journal, line) in &load.changed_past {
        faults.push(format!("journal {journal}, line {line}: the line before it was changed after it was written"));
    }
    for (done, document) in project.documents().iter().enumerate() {
        check_document(session, document, &mut report, &mut faults);
        on_document(done + 1);
    }
    report.ok = faults.is_empty();
    report.remarks = faults;
    report.remarks.extend(load.remarks.iter().map(|r| r.0.clone()));
    report
}

fn check_document(session: &Session, document: &Document, report: &mut CheckReport, faults: &mut Vec<String>) {
    let folder = session.folder();
    match folder.original_is_intact(&document.source) {
        Ok(true) => report.originals_checked += 1,
        Ok(false) => {
            report.originals_checked += 1;
            faults.push(format!("document {}: the original is not what was added; restore it from a backup", document.id));
        }
        Err(e) => faults.push(format!("document {}: {e}", document.id)),
    }
    // The present text first; then every earlier one that something still lies in.
    let mut texts = BTreeMap::from([(document.text_version, None)]);
    let project = session.project();
    let quotes = quotes_in(project, document.id);
    texts.extend(quotes.iter().map(|quote| (quote.text_version, None)));
    for (version, text) in &mut texts {
        match folder.source_text(&document.source, *version) {
            Ok(source) => *text = Some(source),
            Err(e) => faults.push(format!("document {}: {e}", document.id)),
        }
    }
    for quote in quotes {
        let Some(Some(source)) = texts.get(&quote.text_version) else { continue };
        match quote.pointed {
            Pointed::Coded => report.quotes_checked += 1,
            Pointed::Accepted => report.statements_checked += 1,
            Pointed::Rejected | Pointed::Linked => {}
        }
        if quote.range.of(&source.text).map(QuoteHash::of) != Some(quote.hash) {
            report.quotes_drifted += 1;
            let done = quote.pointed.words();
            faults.push(format!("document {}: the words under {} are not the ones that were {done}", document.id, quote.what));
        }
    }
    report.unplaced += project.unplaced_codings(document.id).count();
}

/// Words that somebody pointed at, with their hash from that time.
struct Quoted {
    text_version: u32,
    range: TextRange,
    hash: QuoteHash,
    what: String,
    pointed: Pointed,
}

/// Why somebody pointed at words.
#[derive(Clone, Copy)]
enum Pointed {
    Coded,
    Accepted,
    Rejected,
    Linked,
}

impl Pointed {
    const fn words(self) -> &'static str {
        match self {
            Self::Coded => "coded",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Linked => "linked",
        }
    }
}

fn quotes_in(project: &Project, document: Id<Document>) -> Vec<Quoted> {
    let coded = project.codings_in(document).map(|c| Quoted {
        text_version: c.text_version,
        range: c.range,
        hash: c.quote,
        what: format!("coding {}", c.id),
        pointed: Pointed::Coded,
    });
    let stated = project.statements_in(document).into_iter().map(|s| Quoted {
        text_version: s.text_version,
        range: s.range,
        hash: s.quote,
        what: format!("finding or recommendation {}", s.id),
        pointed: Pointed::Accepted,
    });
    let rejected = project.rejections_in(document).map(|r| quoted(&r.place, format!("rejection {}", r.id), Pointed::Rejected));
    let linked = project.memos().iter().flat_map(|memo| memo.links.iter().map(move |link| (memo.id, link)));
    let linked = linked.filter(|(_, link)| link.document == document);
    let linked = linked.map(|(memo, link)| quoted(link, format!("memo {memo}"), Pointed::Linked));
    let grounds = project.cells().iter().flat_map(|cell| cell.grounds.iter().map(move |ground| (cell.id, ground)));
    let grounds = grounds.filter(|(_, ground)| ground.document == document);
    let grounds = grounds.map(|(cell, ground)| quoted(ground, format!("cell {cell}"), Pointed::Linked));
    coded.chain(stated).chain(rejected).chain(linked).chain(grounds).collect()
}

fn quoted(place: &Place, what: String, pointed: Pointed) -> Quoted {
    Quoted { text_version: place.text_version, range: place.range, hash: place.quote, what, pointed }
}
