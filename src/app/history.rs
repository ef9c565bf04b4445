//! Everything that was done, by whom and when, newest first; and what of it one may still take back.
//!
//! Steps are never changed, so a list of them is only a choice of their numbers. What a step says is worked out for the
//! lines in view, not for the 200,000 that are not.

use super::field_words::record_words;
use crate::model::{Case, Change, Coding, Document, Edit, FieldRef, Id, Memo, MemoAbout, Project, Step, Theme, WriterId};
use jiff::Timestamp;

/// Which steps are wanted; nothing chosen means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Of one analyst, by name.
    pub analyst: Option<String>,
    /// That touched one document.
    pub document: Option<Id<Document>>,
    /// That touched one theme.
    pub theme: Option<Id<Theme>>,
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Number of the step in its writer's journal.
    pub seq: u64,
    /// Its writer.
    pub writer: WriterId,
    /// What was done: "Tag a passage", "Undone: Tag a passage".
    pub what: String,
    /// To which records: the first one by name, and how many more.
    pub about: String,
    /// Who did it.
    pub who: String,
    /// When, by the clock of that computer.
    pub when: Timestamp,
    /// Where to look at it: a document, and in it the passage of a coding.
    pub document: Option<Id<Document>>,
    /// The first coding that it touched.
    pub coding: Option<Id<Coding>>,
}

/// Places in `project.steps()` of the steps wanted, newest first.
#[must_use]
pub fn steps(project: &Project, wanted: &Wanted) -> Vec<usize> {
    let fits = |step: &Step| {
        wanted.analyst.as_ref().is_none_or(|name| project.analyst(&step.writer).name == *name)
            && wanted.document.is_none_or(|id| step.changes.iter().any(|c| document_of(project, c) == Some(id)))
            && wanted.theme.is_none_or(|id| step.changes.iter().any(|c| theme_of(project, c) == Some(id)))
    };
    (0..project.steps().len()).rev().filter(|i| project.steps().get(*i).is_some_and(fits)).collect()
}

/// One line for a step.
#[must_use]
pub fn entry(project: &Project, step: &Step) -> Entry {
    let what = match step.undoes {
        None => step.label.clone(),
        Some(target) => {
            let undone = project.step(&crate::model::StepRef(step.writer.clone(), target));
            let again = undone.is_some_and(|s| s.undoes.is_some());
            format!("{}: {}", if again { "Done again" } else { "Undone" }, step.label.to_lowercase())
        }
    };
    let first = step.changes.first();
    let about = first.map(|change| {
        let (record, id) = change.record();
        record_words(project, &FieldRef { record, id, field: String::new() })
    });
    // Which codings came from which query can be read here.
    let found_by = step.changes.iter().find_map(|change| match change {
        Change::Coding(Edit::Add(coding)) => coding.query.as_deref(),
        _ => None,
    });
    let what = found_by.map_or_else(|| what.clone(), |query| format!("{what}, found by {query}"));
    let more = step.changes.len().saturating_sub(1);
    let about = match (about, more) {
        (Some(about), 0) => about,
        (Some(about), more) => format!("{about} and {more} more"),
        (None, _) => String::new(),
    };
    Entry {
        seq: step.seq,
        writer: step.writer.clone(),
        what,
        about,
        who: project.analyst(&step.writer).name,
        when: step.at,
        document: step.changes.iter().find_map(|c| document_of(project, c)),
        coding: step.changes.iter().find_map(|c| if let Change::Coding(edit) = c { Some(edit.id()) } else { None }),
    }
}

/// Names of everybody who did something, in order of name.
#[must_use]
pub fn analysts(project: &Project) -> Vec<String> {
    let mut names: Vec<String> = project.analysts().values().map(|a| a.name.clone()).collect();
    names.sort();
    names.dedup();
    names
}

fn document_of(project: &Project, change: &Change) -> Option<Id<Document>> {
    match change {
        Change::Document(edit) => Some(edit.id()),
        Change::Coding(Edit::Add(coding)) => Some(coding.document),
        Change::Coding(edit) => project.codings().row(edit.id()).map(|row| row.record.document),
        Change::Case(edit) => only_document(project, edit.id()),
        Change::ZoneMark(Edit::Add(mark)) => Some(mark.document),
        Change::ZoneMark(edit) => project.zone_marks().row(edit.id()).map(|row| row.record.document),
        Change::Statement(Edit::Add(statement)) => Some(statement.document),
        Change::Statement(edit) => project.statements().row(edit.id()).map(|row| row.record.document),
        Change::Rejection(Edit::Add(rejection)) => Some(rejection.place.document),
        Change::Rejection(edit) => project.rejections().row(edit.id()).map(|row| row.record.place.document),
        Change::Memo(edit) => match memo_about(project, edit)? {
            MemoAbout::Document(id) => Some(id),
            MemoAbout::Coding(id) => project.codings().row(id).map(|row| row.record.document),
            MemoAbout::DeepDive | MemoAbout::Case(_) | MemoAbout::Theme(_) => None,
        },
        Change::Theme(_)
        | Change::Cell(_)
        | Change::DeepDive(_)
        | Change::Finding(_)
        | Change::Recommendation(_)
        | Change::SavedMatrix(_)
        | Change::CodebookVersion(_)
        | Change::SavedQuery(_)
        | Change::LexiconEntry(_)
        | Change::Settle(_) => None,
    }
}

fn memo_about(project: &Project, edit: &Edit<Memo>) -> Option<MemoAbout> {
    match edit {
        Edit::Add(memo) => Some(memo.about),
        edit => project.memos().row(edit.id()).map(|row| row.record.about),
    }
}

/// The document of a case that has but one.
fn only_document(project: &Project, case: Id<Case>) -> Option<Id<Document>> {
    let mut documents = project.documents_of(case);
    documents.next().map(|d| d.id).filter(|_| documents.next().is_none())
}

fn theme_of(project: &Project, change: &Change) -> Option<Id<Theme>> {
    match change {
        Change::Theme(edit) => Some(edit.id()),
        Change::Coding(Edit::Add(coding)) => Some(coding.theme),
        Change::Coding(edit) => project.codings().row(edit.id()).map(|row| row.record.theme),
        Change::Rejection(Edit::Add(rejection)) => Some(rejection.theme),
        Change::Rejection(edit) => project.rejections().row(edit.id()).map(|row| row.record.theme),
        Change::Memo(edit) => match memo_about(project, edit)? {
            MemoAbout::Theme(id) => Some(id),
            MemoAbout::Coding(id) => project.codings().row(id).map(|row| row.record.theme),
            MemoAbout::DeepDive | MemoAbout::Case(_) | MemoAbout::Document(_) => None,
        },
        Change::Cell(Edit::Add(cell)) => Some(cell.theme),
        Change::Cell(edit) => project.cells().row(edit.id()).map(|row| row.record.theme),
        Change::Case(_)
        | Change::Document(_)
        | Change::ZoneMark(_)
        | Change::Statement(_)
        | Change::DeepDive(_)
        | Change::Finding(_)
        | Change::Recommendation(_)
        | Change::SavedMatrix(_)
        | Change::CodebookVersion(_)
        | Change::SavedQuery(_)
        | Change::LexiconEntry(_)
        | Change::Settle(_) => None,
    }
}
