//! Reading every journal of a project and joining them, each step once.
//!
//! Shared drives leave copies behind ("mk-7f3a (1).steps"); a copy adds only what its original lacks, and an older
//! state from before an erasure adds nothing, or the erasure would be undone.

use super::files::Files;
use super::folder::{End, FolderError, LoadReport, Loaded, ProjectFolder, Remark};
use super::journal::{Journal, LeftOut, read_journal};
use crate::model::{Step, WriterId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::Path;
use uuid::Uuid;

/// A journal with the stem of its file name and its writer.
pub(super) type Named = (String, WriterId, Journal);

/// Reads every journal; tells the project's id also when only the journals know it.
pub(super) fn read_journals(
    files: &dyn Files,
    path: &Path,
    project: Option<Uuid>,
    report: &mut LoadReport,
) -> Result<(Vec<Named>, Option<Uuid>), FolderError> {
    let folder = path.join("journal");
    let entries = match files.list(&folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(source) => return Err(FolderError::Io { path: folder, source }),
    };
    let mut journals = Vec::new();
    // Names with a dot in front are the system's own, such as the "._mk-7f3a.steps" of a Mac.
    for entry in entries.iter().filter(|e| !e.is_folder && !e.name.starts_with('.')) {
        let Some(stem) = entry.name.strip_suffix(".steps") else {
            report.remarks.push(Remark(format!("“{}” in the journal folder is no journal and was left alone", entry.name)));
            continue;
        };
        let bytes = match files.read(&folder.join(&entry.name)) {
            Ok(bytes) => bytes,
            Err(e) => {
                report.remarks.push(Remark(format!("journal “{}” cannot be read ({e}); its steps are missing here", entry.name)));
                continue;
            }
        };
        let writer = writer_of(stem);
        match read_journal(&bytes, &writer, project) {
            Ok(journal) => {
                let writer = journal.header.as_ref().map_or(writer, |h| h.writer.clone());
                journals.push((stem.to_owned(), writer, journal));
            }
            Err(why @ (LeftOut::Newer(_) | LeftOut::Foreign)) => {
                report.remarks.push(Remark(format!("journal “{}” was left out: {why}", entry.name)));
            }
        }
    }
    let project = project.or_else(|| leave_out_foreign(&mut journals, report));
    Ok((journals, project))
}

/// Whose a journal is by its name; the header tells it better. A copy made by a shared drive ("mk-7f3a (1)") is
/// its original's; two files without any writer's name never share one, or their steps would pass for each other's.
fn writer_of(stem: &str) -> WriterId {
    let copied = stem.split([' ', '(', '_', '~']).next().unwrap_or_default();
    WriterId::new(stem).or_else(|_| WriterId::new(copied)).unwrap_or_else(|_| {
        let hash = super::line::line_hash(stem.as_bytes());
        WriterId::from_initials("unknown", u16::from_str_radix(hash.get(..4).unwrap_or_default(), 16).unwrap_or_default())
    })
}
/// The project of most steps, when `project.ron` cannot tell; journals of other projects are left out.
fn leave_out_foreign(journals: &mut Vec<Named>, report: &mut LoadReport) -> Option<Uuid> {
    let mut steps: BTreeMap<Uuid, usize> = BTreeMap::new();
    for (_, _, journal) in journals.iter() {
        if let Some(header) = &journal.header {
            *steps.entry(header.project).or_default() += 1 + journal.steps.len();
        }
    }
    let project = steps.into_iter().max_by_key(|(_, n)| *n).map(|(project, _)| project)?;
    journals.retain(|(stem, _, journal)| {
        let ours = journal.header.as_ref().is_none_or(|h| h.project == project);
        if !ours {
            report.remarks.push(Remark(format!("journal “{stem}.steps” was left out: {}", LeftOut::Foreign)));
        }
        ours
    });
    Some(project)
}

/// Joins the journals, each step once.
pub(super) fn gather(folder: ProjectFolder, mut journals: Vec<Named>, report: LoadReport) -> Loaded {
    // Higher generations first, then originals before copies. Without a header a journal counts as current.
    let mut newest: BTreeMap<WriterId, u32> = BTreeMap::new();
    for (_, writer, journal) in &journals {
        let generation = newest.entry(writer.clone()).or_default();
        *generation = (*generation).max(journal.header.as_ref().map_or(0, |h| h.generation));
    }
    let generation = |writer: &WriterId, journal: &Journal| {
        let newest = newest.get(writer).copied().unwrap_or_default();
        (journal.header.as_ref().map_or(newest, |h| h.generation), newest)
    };
    journals.sort_by_cached_key(|(stem, writer, j)| (Reverse(generation(writer, j).0), stem != writer.as_str(), stem.clone()));
    let mut joined = Loaded { folder, steps: Vec::new(), analysts: BTreeMap::new(), ends: BTreeMap::new(), report };
    let mut seen: BTreeMap<WriterId, HashMap<u64, usize>> = BTreeMap::new();
    for (stem, writer, journal) in journals {
        let (own, newest) = generation(&writer, &journal);
        join(&mut joined, seen.entry(writer.clone()).or_default(), &stem, &writer, journal, own < newest);
    }
    joined
}

fn join(joined: &mut Loaded, seen: &mut HashMap<u64, usize>, stem: &str, writer: &WriterId, journal: Journal, superseded: bool) {
    let report = &mut joined.report;
    if let Some(header) = &journal.header {
        joined.analysts.entry(writer.clone()).or_insert_with(|| header.analyst.clone());
    }
    if stem == writer.as_str() {
        let end = End {
            whole: journal.whole as u64,
            torn: journal.torn as u64,
            last_hash: journal.last_hash,
            last_seq: journal.steps.iter().map(|s| s.seq).max().unwrap_or(0),
            superseded,
        };
        joined.ends.insert(writer.clone(), end);
    }
    if superseded {
        let why = format!("journal “{stem}” is older than an erasure by {writer}; nothing of it was taken");
        report.remarks.push(Remark(why));
        return;
    }
    if journal.torn > 0 {
        report.torn.push(stem.to_owned());
    }
    report.quarantined.extend(journal.bad.into_iter().map(|b| (stem.to_owned(), b)));
    report.changed_past.extend(journal.changed_past.into_iter().map(|n| (stem.to_owned(), n)));
    if stem != writer.as_str() {
        report.remarks.push(Remark(format!("journal “{stem}” is a copy of {writer}'s; only steps missing there were taken")));
    }
    let clashing = take_steps(&mut joined.steps, seen, journal.steps);
    if clashing > 0 {
        let why = format!(
            "journal “{stem}” holds {clashing} other steps under numbers of {writer}'s that are taken; they were left out, \
             so keep the file and ask {writer} to do them again"
        );
        report.remarks.push(Remark(why));
    }
}

/// Adds the steps not seen yet; counts those whose number belongs to another step.
fn take_steps(steps: &mut Vec<Step>, seen: &mut HashMap<u64, usize>, more: Vec<Step>) -> usize {
    let mut clashing = 0;
    seen.reserve(more.len());
    steps.reserve(more.len());
    for step in more {
        match seen.get(&step.seq).and_then(|at| steps.get(*at)) {
            Some(there) if *there == step => {}
            Some(_) => clashing += 1,
            None => {
                seen.insert(step.seq, steps.len());
                steps.push(step);
            }
        }
    }
    clashing
}
