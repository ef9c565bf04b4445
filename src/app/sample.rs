//! The sample deep dive: invented reviews, imported and coded by two analysts, so that every page has something to show.
//!
//! It is made the way people make one, by the same import and the same gestures; nothing in it is prepared. What the
//! analysts found from their codings, two rounds of study, stands in `study`.

mod study;

use super::action::CodebookChoice;
use super::create::{CreateError, create};
use super::gesture::{Gesture, Passage};
use super::import::{ImportJob, MakeExtract};
use super::locate::locate;
use super::places::Places;
use super::session::{Access, OpenError, PerformError, Session};
use crate::model::{Analyst, CaseField, DocumentField, Id, MemoAbout, PartialDate, Polarity, Progress};
use crate::store::durable;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// The title of the sample deep dive.
pub const TITLE: &str = "NAI in under-ones, sample";

macro_rules! reviews {
    ($($name:literal),* $(,)?) => {
        /// The sample reviews: file name and content.
        const REVIEWS: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("../../sample_reviews/files/", $name)))),*];
    };
}

reviews![
    "Child A Rapid Review Report FINAL.docx",
    "Child A - midwifery agency summary.docx",
    "Child B LCSPR final v3.pdf",
    "RR Child B May 2021.docx",
    "LCSPR Child C Town - publication version.pdf",
    "RR Child D - 2023.docx",
    "GP summary Child D.docx",
    "RR Child E - 2022.docx",
    "Child E learning notes.txt",
    "LCSPR Child F final.pdf",
    "Rapid Review Report Child F Nov 2022.docx",
    "Child G - Rapid Review v3 FINAL.docx",
    "RR_ChildH_Weald_Oct23.docx",
    "Police agency summary - Child H.docx",
    "Rapid Review Child J - April 2024.docx",
    "RR Child K final Sept 2024.docx",
    "Child L rapid review Dec 2023.txt",
];

const CODINGS: [&str; 3] = [
    include_str!("../../sample_reviews/codings-a-d.tsv"),
    include_str!("../../sample_reviews/codings-e-h.tsv"),
    include_str!("../../sample_reviews/codings-j-l.tsv"),
];
const FACTS: &str = include_str!("../../sample_reviews/facts.ron");

/// What the sample knows besides documents and codings.
#[derive(Debug, Deserialize)]
struct Facts {
    analysts: BTreeMap<String, String>,
    /// By file name.
    documents: BTreeMap<String, DocumentFacts>,
    /// Attributes by case name.
    cases: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
struct DocumentFacts {
    title: String,
    kind: String,
    case: String,
    dated: String,
    progress: Progress,
}

/// One line of a table of codings.
#[derive(Debug, Deserialize)]
struct CodingLine {
    file: String,
    theme: String,
    polarity: String,
    analyst: String,
    quote: String,
    #[serde(default)]
    memo: String,
}

/// Why the sample cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The deep dive cannot be made.
    #[error(transparent)]
    Create(#[from] CreateError),
    /// It cannot be opened again for the second analyst.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A gesture was refused.
    #[error(transparent)]
    Perform(#[from] PerformError),
    /// The system refused.
    #[error("the sample cannot be written: {0}")]
    Io(#[from] std::io::Error),
    /// The sample itself is wrong; a test makes sure that it is not.
    #[error("the sample is damaged: {0}")]
    Damaged(String),
    /// The disk did not confirm.
    #[error("the sample could not be saved: {0}")]
    Unsaved(String),
}

/// Makes the sample in a new folder inside `folder` and returns that folder; one that is there already is used as it is.
///
/// # Errors
/// `SampleError`; a half-made sample is removed.
pub fn make_sample(folder: &Path, make: &MakeExtract, progress: &dyn Fn(usize, usize)) -> Result<PathBuf, SampleError> {
    let target = folder.join(format!("{TITLE}.deepdive"));
    if target.join("project.ron").exists() {
        return Ok(target);
    }
    fs_err::create_dir_all(folder)?;
    // Made under another name and renamed when whole: a sample is never half there.
    let work = tempfile::Builder::new().prefix(".sample-").tempdir_in(folder)?;
    let project = work.path().join("project");
    fill(&project, work.path(), make, progress)?;
    fs_err::rename(&project, &target)?;
    Ok(target)
}

fn fill(project: &Path, work: &Path, make: &MakeExtract, progress: &dyn Fn(usize, usize)) -> Result<(), SampleError> {
    // The invented analysts leave nothing in this person's settings.
    let places = Places { settings: work.join("settings"), cache: work.join("cache") };
    let facts: Facts = ron::from_str(FACTS).map_err(|e| SampleError::Damaged(format!("facts.ron: {e}")))?;
    let study = study::Study::read()?;
    let (late, lines): (Vec<CodingLine>, Vec<CodingLine>) = coding_lines()?.into_iter().partition(|l| study.is_late(&l.quote));
    for (initials, name) in &facts.analysts {
        let analyst = Analyst { name: name.clone(), initials: initials.clone() };
        let mut session = if project.exists() {
            Session::open(project, &places, &analyst, Access::Write, Box::new(|_, _| {}))?
        } else {
            let mut session = create(project, TITLE, &CodebookChoice::NaiUnderOnes, &places, &analyst)?;
            import(&mut session, work, make, progress)?;
            confirm(&mut session, &facts)?;
            session
        };
        for line in lines.iter().filter(|l| l.analyst == *initials) {
            code(&mut session, line)?;
        }
        if facts.analysts.keys().last() == Some(initials) {
            study.carry_out(&mut session)?;
            late.iter().try_for_each(|line| code(&mut session, line))?;
        }
        let saved = session.wait_saved(Duration::from_secs(60));
        if !saved.is_saved() {
            return Err(SampleError::Unsaved(format!("{saved:?}")));
        }
    }
    Ok(())
}

fn coding_lines() -> Result<Vec<CodingLine>, SampleError> {
    let mut lines = Vec::new();
    for table in CODINGS {
        let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).flexible(true).from_reader(table.as_bytes());
        for line in reader.deserialize() {
            lines.push(line.map_err(|e| SampleError::Damaged(e.to_string()))?);
        }
    }
    Ok(lines)
}

fn import(session: &mut Session, work: &Path, make: &MakeExtract, progress: &dyn Fn(usize, usize)) -> Result<(), SampleError> {
    let folder = work.join("reviews");
    let mut paths = Vec::new();
    for (name, bytes) in REVIEWS {
        let path = folder.join(name);
        durable::save(&path, bytes)?;
        paths.push(path);
    }
    let mut job = ImportJob::start(&paths, session.folder(), &Arc::default(), make, &(Arc::new(|| {}) as _))?;
    let mut read = Vec::new();
    while let Some(file) = job.wait() {
        read.push(file);
        progress(read.len(), paths.len());
    }
    // Accepted in the order of the list, whichever thread was first.
    read.sort_by_key(|file| paths.iter().position(|p| *p == file.path));
    for file in &read {
        let line = session.accept(file)?;
        if line.document.is_none() {
            return Err(SampleError::Damaged(format!("{}: {}", file.file_name(), line.reason.unwrap_or_default())));
        }
    }
    Ok(())
}

fn document_of(session: &Session, file: &str) -> Result<Id<crate::model::Document>, SampleError> {
    let found = session.project().documents().iter().find(|d| d.file_name == file).map(|d| d.id);
    found.ok_or_else(|| SampleError::Damaged(format!("no document {file}")))
}

fn confirm(session: &mut Session, facts: &Facts) -> Result<(), SampleError> {
    use super::gesture::CaseChoice;
    use crate::model::DocumentKind;
    for (file, fact) in &facts.documents {
        let document = document_of(session, file)?;
        let gesture = Gesture::Confirm {
            document,
            title: fact.title.clone(),
            kind: DocumentKind::from_name(&fact.kind).ok_or_else(|| SampleError::Damaged(format!("kind {}", fact.kind)))?,
            case: CaseChoice::Named(fact.case.clone()),
            dated: Some(PartialDate::parse(&fact.dated).map_err(SampleError::Damaged)?),
            incident: None,
        };
        session.perform(&gesture)?;
        if fact.progress != Progress::NotRead {
            session.perform(&Gesture::SetDocument(document, DocumentField::Progress(fact.progress)))?;
        }
        // Whoever read a review to the end has also accepted what it numbers as its findings and recommendations.
        let stated = session.text(document).map(|text| text.shape.stated.clone()).unwrap_or_default();
        if fact.progress.is_read() && !stated.is_empty() {
            session.perform(&Gesture::AcceptStated { document, stated })?;
        }
    }
    for (name, attributes) in &facts.cases {
        let case = case_of(session, name)?;
        for (key, value) in attributes {
            let there = session.project().cases().get(case).and_then(|c| c.attributes.get(key));
            if there != Some(value) {
                session.perform(&Gesture::SetCase(case, CaseField::Attribute(key.clone(), Some(value.clone()))))?;
            }
        }
    }
    Ok(())
}

fn case_of(session: &Session, name: &str) -> Result<Id<crate::model::Case>, SampleError> {
    let found = session.project().cases().iter().find(|c| c.name == name).map(|c| c.id);
    found.ok_or_else(|| SampleError::Damaged(format!("no case {name}")))
}

fn theme_of(session: &Session, code: &str) -> Result<Id<crate::model::Theme>, SampleError> {
    let found = session.project().themes().iter().find(|t| t.code == code).map(|t| t.id);
    found.ok_or_else(|| SampleError::Damaged(format!("no theme {code}")))
}

fn code(session: &mut Session, line: &CodingLine) -> Result<(), SampleError> {
    let document = document_of(session, &line.file)?;
    let damaged = || SampleError::Damaged(format!("{}: “{}” is not there once", line.file, line.quote));
    let range = session.text(document).and_then(|s| locate(&s, &line.quote)).ok_or_else(damaged)?;
    let theme = theme_of(session, &line.theme)?;
    let polarity = Polarity::from_name(&line.polarity).ok_or_else(|| SampleError::Damaged(line.polarity.clone()))?;
    session.perform(&Gesture::Tag { passages: vec![Passage { document, range }], theme, polarity, query: None })?;
    if !line.memo.trim().is_empty() {
        let me = session.me()?.clone();
        let coding = session
            .project()
            .codings_in(document)
            .find(|c| c.theme == theme && c.range == range && session.project().coder(c.id) == Some(&me))
            .map(|c| c.id)
            .ok_or_else(damaged)?;
        session.perform(&Gesture::Note(MemoAbout::Coding(coding), line.memo.clone()))?;
    }
    Ok(())
}
