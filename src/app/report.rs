//! The import report of a document: what was read of it, what was left out and why, what to look at.
//!
//! It is derived from the stored shape, so it is kept with the document and can be printed at any time, not only after
//! the import. It never holds words of the document beyond its title.

use super::accept::{Imported, Status};
use super::export::{ExportError, provenance};
use super::session::Session;
use crate::model::{Document, Id};
use crate::store::durable;
use crate::text::{BlockKind, Concern, Shape, SourceText, StatedKind, Zone};
use crate::write::{DocumentReading, FileLeftOut, ReadingReport, ReportFormat, write_report};
use std::collections::BTreeSet;
use std::path::Path;

/// The report of one document's present text; none for a document that is not there.
#[must_use]
pub fn reading_of(session: &Session, id: Id<Document>) -> Option<DocumentReading> {
    let document = session.project().documents().get(id)?;
    let mut reading =
        DocumentReading { title: document.title.clone(), file_name: document.file_name.clone(), ..DocumentReading::default() };
    let Some(source) = session.text(id) else {
        reading.outcome = "Its stored text cannot be read; check the deep dive.".to_owned();
        return Some(reading);
    };
    let shape = &source.shape;
    reading.outcome = outcome(shape);
    reading.facts = facts(&source);
    reading.facts.push(("Reader".to_owned(), shape.reader.clone()));
    if document.text_version > 1 {
        let times = format!("this is text {}; the earlier ones are kept", document.text_version);
        reading.facts.push(("Read again".to_owned(), times));
    }
    let unplaced = session.project().unplaced_codings(id).count();
    if unplaced > 0 {
        let (codings, have) = if unplaced == 1 { ("coding", "has") } else { ("codings", "have") };
        let sentence = format!("{unplaced} {codings} of an earlier text {have} no certain place in this one and still count");
        reading.check.push(sentence);
    }
    for warning in &shape.warnings {
        let list = match warning.concern {
            Concern::Check => &mut reading.check,
            Concern::LeftOut => &mut reading.left_out,
            Concern::Note => &mut reading.notes,
        };
        list.push(warning.page.map_or_else(|| warning.what.clone(), |page| format!("p. {page}: {}", warning.what)));
    }
    Some(reading)
}

fn outcome(shape: &Shape) -> String {
    match shape.partial.as_deref().map(|reason| reason.trim().trim_end_matches('.')) {
        Some(reason) => format!("Only part of it could be read: {reason}."),
        None => "All of it was read.".to_owned(),
    }
}

/// What was read, by name; what a document has none of is left out, but for its words.
fn facts(source: &SourceText) -> Vec<(String, String)> {
    let shape = &source.shape;
    let of = |kind: BlockKind| shape.blocks.iter().filter(|b| b.kind == kind).count();
    let tables: BTreeSet<u32> = shape.blocks.iter().filter(|b| b.kind == BlockKind::TableRow).map(|b| b.table).collect();
    let numbered = shape.blocks.iter().filter(|b| b.label.is_some()).count();
    let stated = |kind| shape.stated.iter().filter(|s| s.kind == kind).count();
    let counted = [
        ("Pages", shape.pages as usize),
        ("Headings", of(BlockKind::Heading)),
        ("Paragraphs", of(BlockKind::Paragraph)),
        ("Numbered paragraphs", numbered),
        ("List items", of(BlockKind::ListItem)),
        ("Tables", tables.len()),
        ("Table rows", of(BlockKind::TableRow)),
        ("Footnotes", of(BlockKind::Footnote)),
        ("Captions", of(BlockKind::Caption)),
        ("Comments kept apart", of(BlockKind::Comment)),
        ("Page headers and footers set apart", of(BlockKind::Furniture)),
        ("Findings found", stated(StatedKind::Finding)),
        ("Recommendations found", stated(StatedKind::Recommendation)),
        ("Particulars found", shape.proposals.len()),
    ];
    let mut facts = vec![("Words".to_owned(), shape.words.to_string())];
    facts.extend(counted.into_iter().filter(|(_, n)| *n > 0).map(|(name, n)| (name.to_owned(), n.to_string())));
    if shape.pages == 0 {
        facts.insert(0, ("Pages".to_owned(), "this format has none".to_owned()));
    }
    facts.push(("Parts of the review".to_owned(), parts(shape)));
    facts
}

/// "cover, method, findings; 12 of 240 passages belong to none".
fn parts(shape: &Shape) -> String {
    let passages = shape.blocks.iter().filter(|b| b.kind.is_passage());
    let (mut seen, mut none, mut all) = (BTreeSet::new(), 0, 0);
    for block in passages {
        all += 1;
        match block.zone {
            Some(zone) => drop(seen.insert(zone)),
            None => none += 1,
        }
    }
    if seen.is_empty() {
        return "none could be told".to_owned();
    }
    let names: Vec<&str> = Zone::ALL.into_iter().filter(|zone| seen.contains(zone)).map(Zone::name).collect();
    match none {
        0 => names.join(", "),
        _ => format!("{}; {none} of {all} passages belong to none", names.join(", ")),
    }
}

/// The report of some documents, in the order given, and of the files of an import that became none.
#[must_use]
pub fn report_of(session: &Session, documents: &[Id<Document>], import: &[Imported]) -> ReadingReport {
    let left_out = import.iter().filter_map(|line| {
        let reason = match line.status {
            Status::Imported => return None,
            Status::AlreadyThere => "it is the same as a document that is in the deep dive already",
            Status::Refused => line.reason.as_deref().unwrap_or("it could not be read"),
        };
        let file_name = line.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        Some(FileLeftOut { file_name, reason: reason.to_owned() })
    });
    ReadingReport {
        documents: documents.iter().filter_map(|id| reading_of(session, *id)).collect(),
        left_out: left_out.collect(),
    }
}

/// Saves a report, whole or not at all.
///
/// # Errors
/// `ExportError`; an older file of that name is untouched.
pub fn export_report(session: &Session, report: &ReadingReport, format: ReportFormat, path: &Path) -> Result<(), ExportError> {
    let bytes = write_report(report, &provenance(session), format)?;
    durable::save(path, &bytes).map_err(|source| ExportError::Io { path: path.to_owned(), source })
}
