//! Accepting a file that was read: what it proposes becomes a document and its case, in one step, to be confirmed by a person.

use super::changes::case_for;
use super::gesture::CaseChoice;
use super::particulars::{INCIDENT, applied_at_import};
use super::session::{PerformError, Session};
use crate::model::{Case, CaseField, Change, Document, DocumentKind, Edit, Id, PartialDate, Progress, SourceHash};
use crate::read::{Extraction, Outcome, Password, Pictures, Refusal};
use crate::text::{Field, SourceText, Warning};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file that was read and, unless refused, stored.
#[derive(Clone, Debug)]
pub struct FileRead {
    /// Where it came from.
    pub path: PathBuf,
    /// Size of the original in bytes.
    pub bytes: u64,
    /// Its hash, when its bytes could be read.
    pub hash: Option<SourceHash>,
    /// How the reading ended.
    pub outcome: Outcome,
    /// The sentence for people when it did not end well.
    pub reason: Option<String>,
    /// The text.
    pub source: Option<Arc<SourceText>>,
    /// The same bytes are in the deep dive already.
    pub already_there: bool,
    /// The password that opened it, for as long as the program runs; none when it asks for none.
    pub password: Option<Password>,
    /// Pages that are pictures and may be read by text recognition, see `app::ocr`.
    pub pictures: Option<Pictures>,
    /// It came with another file, as an attachment of an e-mail; `path` is then that file's path and its own name.
    pub is_attached: bool,
}

impl FileRead {
    /// A file about which nothing is known yet.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            bytes: 0,
            hash: None,
            outcome: Outcome::Corrupt,
            reason: None,
            source: None,
            already_there: false,
            password: None,
            pictures: None,
            is_attached: false,
        }
    }

    /// Notes what is known of a file beside its text.
    pub(super) fn noting(mut self, extraction: &Extraction, password: Option<&Password>) -> Self {
        // Text recognition draws pages of a file, and an attachment is none.
        self.pictures = extraction.pictures.clone().filter(|_| !self.is_attached);
        self.password = password.filter(|_| extraction.unlocked).cloned();
        self
    }

    pub(super) fn refused(mut self, refusal: Refusal) -> Self {
        self.outcome = refusal.outcome;
        self.reason = Some(refusal.reason);
        self
    }

    pub(super) fn with_source(mut self, outcome: Outcome, reason: Option<String>, source: Arc<SourceText>) -> Self {
        self.outcome = outcome;
        self.reason = reason;
        self.source = Some(source);
        self
    }

    /// The file's name.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// A document was added.
    Imported,
    /// It is in the deep dive already.
    AlreadyThere,
    /// It could not be read; nothing was changed.
    Refused,
}

impl Status {
    /// The name used on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Imported => "imported",
            Self::AlreadyThere => "already-there",
            Self::Refused => "refused",
        }
    }
}

/// One line of the report of an import.
#[derive(Clone, Debug)]
pub struct Imported {
    /// Where the file came from.
    pub path: PathBuf,
    /// What became of it.
    pub status: Status,
    /// How the reading ended.
    pub outcome: Outcome,
    /// The document, when there is one.
    pub document: Option<Id<Document>>,
    /// What the reader noticed.
    pub warnings: Vec<Warning>,
    /// The sentence for people when it did not end well.
    pub reason: Option<String>,
}

impl Session {
    /// Originals of documents that are in the deep dive and not taken out.
    #[must_use]
    pub fn known_sources(&self) -> std::collections::BTreeSet<SourceHash> {
        self.project().documents().iter().map(|d| d.source.clone()).collect()
    }

    /// Adds a document for a file that was read: one step.
    ///
    /// # Errors
    /// `PerformError`; a refused file is no error but a line of the report.
    pub fn accept(&mut self, read: &FileRead) -> Result<Imported, PerformError> {
        let mut line = Imported {
            path: read.path.clone(),
            status: Status::Refused,
            outcome: read.outcome,
            document: None,
            warnings: read.source.as_ref().map(|s| s.shape.warnings.clone()).unwrap_or_default(),
            reason: read.reason.clone(),
        };
        let Some(hash) = &read.hash else { return Ok(line) };
        let there =
            self.project().documents().rows().find(|row| row.record.source == *hash).map(|row| (row.record.id, row.retired));
        match (there, &read.source) {
            (Some((id, false)), _) => {
                line.status = Status::AlreadyThere;
                line.document = Some(id);
            }
            (Some((id, true)), Some(_)) => {
                self.commit("Put a document back", vec![Change::Document(Edit::Restore(id))], None)?;
                line.status = Status::Imported;
                line.document = Some(id);
            }
            (None, Some(source)) => {
                let document = self.add_document(read, hash, source)?;
                line.status = Status::Imported;
                line.document = Some(document);
            }
            (Some((_, true)) | None, None) => {}
        }
        Ok(line)
    }

    /// A document whose case cannot be told gets a case of its own: two of one title may be about two children, and
    /// counting them as one would be wrong in silence.
    fn unused_case_name(&self, title: &str) -> String {
        let taken: std::collections::BTreeSet<String> =
            self.project().cases().iter().map(|c| c.name.trim().to_lowercase()).collect();
        let free = |name: &String| !taken.contains(&name.trim().to_lowercase());
        let numbered = (2..).map(|number| format!("{title} ({number})"));
        std::iter::once(title.to_owned()).chain(numbered).find(free).unwrap_or_else(|| title.to_owned())
    }

    fn add_document(&mut self, read: &FileRead, hash: &SourceHash, source: &SourceText) -> Result<Id<Document>, PerformError> {
        let proposed = |field| source.shape.proposals.iter().find(|p| p.field == field).map(|p| p.value.as_str());
        let date = |field| proposed(field).and_then(|d| PartialDate::parse(d).ok());
        let stem = read.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let title = proposed(Field::Title).map(str::trim).filter(|t| !t.is_empty()).map_or(stem, str::to_owned);
        let case_name = proposed(Field::Case).map_or_else(|| self.unused_case_name(&title), str::to_owned);
        let (case, new_case) = case_for(self.project(), &CaseChoice::Named(case_name));
        let is_new = new_case.is_some();
        let mut changes: Vec<Change> = new_case.into_iter().collect();
        let incident = date(Field::Incident).filter(|_| is_new);
        let took_incident = incident.is_some();
        changes.extend(incident.map(|incident| incident_of(case, incident)));
        let id = Id::fresh();
        let mut document = Document {
            id,
            source: hash.clone(),
            file_name: read.file_name(),
            bytes: read.bytes,
            text_version: 1,
            pages: source.shape.pages,
            words: source.shape.words,
            title,
            kind: proposed(Field::Kind).and_then(DocumentKind::from_name).unwrap_or_default(),
            case,
            dated: date(Field::Dated),
            confirmed: false,
            progress: Progress::NotRead,
            particulars: BTreeMap::new(),
        };
        let mut applied = vec![Field::Title, Field::Kind, Field::Case, Field::Dated];
        applied.extend(took_incident.then_some(Field::Incident));
        applied_at_import(&mut document, source, &applied);
        changes.push(Change::Document(Edit::Add(Box::new(document))));
        self.commit("Add a document", changes, None)?;
        Ok(id)
    }
}

fn incident_of(case: Id<Case>, incident: PartialDate) -> Change {
    let field = |value| CaseField::Attribute(INCIDENT.to_owned(), value);
    Change::Case(Edit::Set { id: case, was: field(None), now: field(Some(incident.to_string())) })
}
