//! Memos into a file: every memo with what it is about, who wrote it and when, and the passages it points at.

use super::export::{ExportError, provenance};
use super::memo_search::{AboutKind, Wanted, search};
use super::memo_words::{coded, linked};
use super::session::Session;
use crate::model::MemoAbout;
use crate::store::durable;
use crate::write::{MemoLine, TableFormat, write_memos};
use jiff::tz::TimeZone;
use std::path::Path;

/// The memos that are wanted as lines of an export.
#[must_use]
pub fn lines(session: &Session, wanted: &Wanted) -> Vec<MemoLine> {
    let project = session.project();
    let line = |found: super::memo_search::Found| {
        let memo = project.memos().get(found.memo)?;
        let own = if let MemoAbout::Coding(id) = memo.about { coded(session, id) } else { None };
        let passages = own.into_iter().chain(memo.links.iter().map(|place| linked(session, place)));
        let passages = passages.map(|passage| match passage.obstacle {
            Some(why) => format!("{} [{why}]", passage.quoted()),
            None => passage.quoted(),
        });
        Some(MemoLine {
            kind: memo.kind.to_string(),
            about_kind: AboutKind::of(memo.about).to_string(),
            about: found.title,
            text: memo.text.clone(),
            passages: passages.collect(),
            who: found.who,
            when: found.when.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string(),
            remark: found.gone.unwrap_or_default().to_owned(),
        })
    };
    search(project, wanted).into_iter().filter_map(line).collect()
}

/// Saves the memos that are wanted; the ending of the name says as what: `.csv`, `.xlsx` or `.html`.
///
/// # Errors
/// `ExportError`; an older file of that name is then untouched.
pub fn save_memos(session: &Session, wanted: &Wanted, path: &Path) -> Result<(), ExportError> {
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let format: TableFormat = ending.parse()?;
    let bytes = write_memos(&lines(session, wanted), &provenance(session), format)?;
    durable::save(path, &bytes).map_err(|source| ExportError::Io { path: path.to_owned(), source })
}
