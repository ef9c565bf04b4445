//! The project folder as a whole: making one, opening one as far as it can be opened.
//!
//! Layout: see `READ_ME`, which also stands in every project folder, for whoever opens it without the program.

use super::durable;
use super::files::Files;
use super::gather::{gather, read_journals};
use super::journal::BadLine;
use super::line::FORMAT;
use crate::model::{Analyst, Step, WriterId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use uuid::Uuid;

const READ_ME: &str = "\
This folder is a deep dive made with Deepdive, a program for reading and coding practice reviews.
It can be read without the program. Please change nothing by hand.

project.ron    format version, project id, title
journal/       one file per analyst and computer; each line is one thing that was done, in order
documents/     one folder per document, named by the SHA-256 of the original:
                 original.*    the file as it was added, byte for byte
                 text-1.txt    its text (UTF-8); codings point into it by byte
                 shape-1.ron   its paragraphs, pages, labels and what the reading noticed
                 text-2.txt, shape-2.ron …   the same after somebody had it read again; earlier ones stay

Nothing in journal/ or documents/ is ever overwritten. Copying the whole folder is a complete backup.
";

/// The content of `project.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Storage format.
    pub format: u32,
    /// The project's id.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// The protective marking that every export carries.
    #[serde(default = "official_sensitive")]
    pub marking: String,
}

fn official_sensitive() -> String {
    "OFFICIAL-SENSITIVE".to_owned()
}

/// Why a project folder cannot be opened or made; nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// No such folder.
    #[error("{0} cannot be found; check the drive or network, or choose another folder")]
    Missing(PathBuf),
    /// A folder, but not a project.
    #[error("{0} is not a deep dive: it holds neither project.ron nor a journal; choose a folder that Deepdive made")]
    NotAProject(PathBuf),
    /// Made by a newer program.
    #[error("{path} was made by a newer version of Deepdive (format {format}); update Deepdive to open it, nothing was changed")]
    Newer {
        /// The folder.
        path: PathBuf,
        /// Its format.
        format: u32,
    },
    /// Something is already there.
    #[error("{0} is already there; choose another name, nothing was changed")]
    Exists(PathBuf),
    /// The system refused.
    #[error("{path} cannot be used: {source}")]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Something in a project folder that was left out or mended, in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark(pub String);

/// What opening met besides the steps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LoadReport {
    /// Journals with a torn write at their end.
    pub torn: Vec<String>,
    /// Lines that could not be read, by journal.
    pub quarantined: Vec<(String, BadLine)>,
    /// Lines whose line before was changed, by journal.
    pub changed_past: Vec<(String, usize)>,
    /// Everything left out, one sentence each.
    pub remarks: Vec<Remark>,
}

/// Where one journal ends, for its writer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    /// Length of its whole lines in bytes.
    pub whole: u64,
    /// Length of a torn write after them.
    pub torn: u64,
    /// Hash of its last line.
    pub last_hash: String,
    /// Largest step number in it.
    pub last_seq: u64,
    /// Whether it is from before an erasure that another copy of it has; nobody continues it.
    pub superseded: bool,
}

/// A project folder that was read.
#[derive(Debug)]
pub struct Loaded {
    /// The folder.
    pub folder: ProjectFolder,
    /// Every step of every journal, each once.
    pub steps: Vec<Step>,
    /// Who stands behind the writers.
    pub analysts: BTreeMap<WriterId, Analyst>,
    /// Where each journal ends.
    pub ends: BTreeMap<WriterId, End>,
    /// What was met.
    pub report: LoadReport,
}

/// A project folder.
#[derive(Clone, Debug)]
pub struct ProjectFolder {
    pub(super) files: Arc<dyn Files>,
    pub(super) path: PathBuf,
    /// Held while a new document takes its name.
    pub(super) adding: Arc<Mutex<()>>,
    manifest: Manifest,
}

impl ProjectFolder {
    /// Makes a new project folder.
    ///
    /// # Errors
    /// `Exists` when the path is taken by anything but an empty folder; `Io` when the system refuses.
    pub fn create(files: Arc<dyn Files>, path: &Path, title: &str) -> Result<Self, FolderError> {
        let io = |source| FolderError::Io { path: path.to_owned(), source };
        let taken = match files.list(path) {
            Ok(entries) => !entries.is_empty(),
            Err(e) if e.kind() == io::ErrorKind::NotFound => false,
            Err(_) => true,
        };
        if taken && !is_unfinished(files.as_ref(), path) {
            return Err(FolderError::Exists(path.to_owned()));
        }
        let manifest =
            Manifest { format: FORMAT, id: Uuid::now_v7(), title: title.trim().to_owned(), marking: official_sensitive() };
        files.make_folder(&path.join("journal")).map_err(io)?;
        files.make_folder(&path.join("documents")).map_err(io)?;
        durable::replace(files.as_ref(), &path.join("READ-ME-FIRST.txt"), READ_ME.as_bytes()).map_err(io)?;
        write_manifest(files.as_ref(), path, &manifest).map_err(io)?;
        Ok(Self { files, path: path.to_owned(), adding: Arc::default(), manifest })
    }

    /// Reads a project folder without changing anything in it.
    ///
    /// # Errors
    /// `Missing`, `NotAProject`, `Newer` or `Io`; anything less is a remark.
    pub fn open(files: Arc<dyn Files>, path: &Path) -> Result<Loaded, FolderError> {
        let entries = files.list(path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => FolderError::Missing(path.to_owned()),
            io::ErrorKind::NotADirectory => FolderError::NotAProject(path.to_owned()),
            _ => FolderError::Io { path: path.to_owned(), source },
        })?;
        let mut report = LoadReport::default();
        note_foreign(&entries, &mut report);
        let manifest = read_manifest(files.as_ref(), path, &mut report)?;
        let (journals, found) = read_journals(files.as_ref(), path, manifest.as_ref().map(|m| m.id), &mut report)?;
        let Some(manifest) = manifest.or_else(|| found.map(|id| stand_in(id, path))) else {
            return Err(FolderError::NotAProject(path.to_owned()));
        };
        let folder = Self { files, path: path.to_owned(), adding: Arc::default(), manifest };
        Ok(gather(folder, journals, report))
    }

    /// Notes in `project.ron` that an older project now holds what older programs do not know, so that they ask to be
    /// updated instead of leaving it out. Done before the first step is written; never undone.
    ///
    /// # Errors
    /// As the system says; the older file is then untouched.
    pub fn raise_format(&mut self) -> io::Result<()> {
        if self.manifest.format >= FORMAT {
            return Ok(());
        }
        let raised = Manifest { format: FORMAT, ..self.manifest.clone() };
        write_manifest(self.files.as_ref(), &self.path, &raised)?;
        self.manifest = raised;
        Ok(())
    }

    /// The folder's path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Format, id, title and marking.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The file interface it is read and written through.
    #[must_use]
    pub fn files(&self) -> Arc<dyn Files> {
        Arc::clone(&self.files)
    }

    /// The journal file of a writer.
    #[must_use]
    pub fn journal_path(&self, writer: &WriterId) -> PathBuf {
        self.path.join("journal").join(format!("{writer}.steps"))
    }

    /// Whether the system refuses to let this journal grow; asked by changing nothing, or a file that is taken away again.
    ///
    /// A full disk or a lost connection is not a refusal: what is written is then kept and tried again.
    #[must_use]
    pub fn refuses(&self, writer: &WriterId) -> bool {
        let journal = self.journal_path(writer);
        let tried = match self.files.len(&journal) {
            Ok(Some(_)) => self.files.append(&journal, b"").map(|_| ()),
            Ok(None) | Err(_) => {
                let trial = durable::beside(&journal);
                self.files.write_new(&trial, b"").and_then(|_| self.files.remove(&trial))
            }
        };
        tried.is_err_and(|e| matches!(e.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem))
    }

    /// Moves a torn write at the end of one's own journal aside, into `journal/torn/`. Safe to repeat.
    ///
    /// # Errors
    /// As the system says; the journal is then as before.
    pub fn set_torn_aside(&self, writer: &WriterId, end: &End) -> io::Result<()> {
        if end.torn == 0 {
            return Ok(());
        }
        let path = self.journal_path(writer);
        let bytes = self.files.read(&path)?;
        let whole = usize::try_from(end.whole).unwrap_or(usize::MAX);
        let torn = bytes.get(whole..).unwrap_or_default();
        let folder = self.path.join("journal").join("torn");
        self.files.make_folder(&folder)?;
        let name = format!("{writer}-{}.part", super::line::line_hash(torn));
        durable::replace(self.files.as_ref(), &folder.join(name), torn)?;
        self.files.cut(&path, end.whole)
    }
}

fn write_manifest(files: &dyn Files, path: &Path, manifest: &Manifest) -> io::Result<()> {
    let pretty = ron::ser::PrettyConfig::new().new_line("\n");
    let text = ron::ser::to_string_pretty(manifest, pretty).map_err(io::Error::other)?;
    durable::replace(files, &path.join("project.ron"), text.as_bytes()).map(|_| ())
}

/// Whether a folder holds only what a `create` that broke off leaves behind.
fn is_unfinished(files: &dyn Files, path: &Path) -> bool {
    let Ok(entries) = files.list(path) else { return false };
    entries.iter().all(|e| match e.name.as_str() {
        "READ-ME-FIRST.txt" => true,
        "journal" | "documents" => files.list(&path.join(&e.name)).is_ok_and(|inside| inside.is_empty()),
        other => other.starts_with(durable::TEMPORARY),
    })
}

fn note_foreign(entries: &[super::files::Entry], report: &mut LoadReport) {
    const OURS: [&str; 4] = ["READ-ME-FIRST.txt", "project.ron", "journal", "documents"];
    for entry in entries.iter().filter(|e| !OURS.contains(&e.name.as_str()) && !e.name.starts_with('.')) {
        report
            .remarks
            .push(Remark(format!("“{}” in the project folder is not part of the deep dive and was left alone", entry.name)));
    }
}

fn read_manifest(files: &dyn Files, path: &Path, report: &mut LoadReport) -> Result<Option<Manifest>, FolderError> {
    let bytes = match files.read(&path.join("project.ron")) {
        Ok(bytes) => bytes,
        Err(e) => {
            if e.kind() != io::ErrorKind::NotFound {
                report.remarks.push(Remark("project.ron cannot be read; the title is taken from the folder's name".to_owned()));
            }
            return Ok(None);
        }
    };
    #[derive(Deserialize)]
    struct JustFormat {
        format: u32,
    }
    match ron::de::from_bytes::<JustFormat>(&bytes) {
        Ok(just) if just.format > FORMAT => return Err(FolderError::Newer { path: path.to_owned(), format: just.format }),
        Ok(_) | Err(_) => {}
    }
    match ron::de::from_bytes::<Manifest>(&bytes) {
        Ok(manifest) => Ok(Some(manifest)),
        Err(_) => {
            report.remarks.push(Remark("project.ron is damaged; the title is taken from the folder's name".to_owned()));
            Ok(None)
        }
    }
}

fn stand_in(id: Uuid, path: &Path) -> Manifest {
    let title = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    Manifest { format: FORMAT, id, title, marking: official_sensitive() }
}
