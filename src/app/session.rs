//! One open deep dive: the project in memory, its folder, its writer, and the texts in use.
//!
//! Everything that changes the project goes through `perform`, `undo` and `redo`.

use super::cached::Cached;
use super::changes::{GestureError, changes_of};
use super::clock;
use super::gesture::Gesture;
use super::places::Places;
use super::texts::Texts;
use crate::disclose::gate::Decisions;
use crate::model::{Analyst, Change, Coding, Document, Id, Project, Step, ThemeTree, UndoError, WriterId, fold};
use crate::store::files::{Disk, Files};
use crate::store::folder::{FolderError, LoadReport, Loaded, ProjectFolder, Remark};
use crate::store::identity::{Identity, IdentityError};
use crate::store::line::{FORMAT, Header};
use crate::store::writer::{JournalEnd, OnChange, SaveState, Writer};
use crate::text::SourceText;
use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Why a deep dive cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// It may not be written to.
    #[error(transparent)]
    Identity(#[from] IdentityError),
    /// The system does not let anything be added.
    #[error("the project folder may not be written to; ask for write access, or work on a copy of the folder")]
    Refused,
    /// The system gave no thread or refused a file.
    #[error("the deep dive cannot be opened for writing: {0}")]
    Io(#[from] std::io::Error),
}

/// Why something was not done; the project is as before.
#[derive(Debug, thiserror::Error)]
pub enum PerformError {
    /// The deep dive is open for reading only.
    #[error("nothing was changed: {0}")]
    ReadOnly(String),
    /// The gesture is refused.
    #[error(transparent)]
    Gesture(#[from] GestureError),
    /// The undo is refused.
    #[error(transparent)]
    Undo(#[from] UndoError),
    /// A new text of a document could not be stored.
    #[error("nothing was changed: the new text could not be stored in the project folder ({0}); make room and try again")]
    NotStored(std::io::ErrorKind),
}

/// What to do when the deep dive cannot be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Write, or do not open at all.
    Write,
    /// Write, or else read only and say why.
    WriteOrRead,
    /// Read only.
    Read,
}

#[derive(Debug)]
struct Pen {
    writer: Writer,
    identity: Identity,
    next_seq: u64,
}

/// One open deep dive.
#[derive(Debug)]
pub struct Session {
    project: Project,
    folder: ProjectFolder,
    pen: Option<Pen>,
    read_only: Option<String>,
    report: LoadReport,
    revision: u64,
    texts: Texts,
    tree: RefCell<Cached<Arc<ThemeTree>>>,
    decisions: Decisions,
}

impl Session {
    /// Makes a new deep dive and opens it.
    ///
    /// # Errors
    /// `OpenError`.
    pub fn create(path: &Path, title: &str, places: &Places, analyst: &Analyst) -> Result<Self, OpenError> {
        ProjectFolder::create(Arc::new(Disk), path, title)?;
        Self::open(path, places, analyst, Access::Write, Box::new(|_, _| {}))
    }

    /// Opens a deep dive; `on_save` is called from the saving thread whenever the state of saving changes.
    ///
    /// # Errors
    /// `OpenError`; with `WriteOrRead` only when it cannot even be read.
    pub fn open(path: &Path, places: &Places, analyst: &Analyst, access: Access, on_save: OnChange) -> Result<Self, OpenError> {
        Self::open_on(Arc::new(Disk), path, places, analyst, access, on_save)
    }

    /// As `open`, on another disk: tests inject faults here.
    ///
    /// # Errors
    /// As `open`.
    pub fn open_on(
        files: Arc<dyn Files>,
        path: &Path,
        places: &Places,
        analyst: &Analyst,
        access: Access,
        on_save: OnChange,
    ) -> Result<Self, OpenError> {
        let mut loaded = ProjectFolder::open(files, path)?;
        let (pen, read_only) = match access {
            Access::Read => (None, Some("it is open for reading only".to_owned())),
            Access::Write => (Some(take_pen(&mut loaded, places, analyst, on_save)?), None),
            Access::WriteOrRead => match take_pen(&mut loaded, places, analyst, on_save) {
                Ok(pen) => (Some(pen), None),
                Err(e) => (None, Some(e.to_string())),
            },
        };
        let Loaded { folder, steps, analysts, mut report, .. } = loaded;
        let mut project = fold(steps, analysts);
        note_missing(&folder, &project, &mut report);
        if let Some(pen) = &pen {
            project.set_analyst(pen.identity.writer().clone(), analyst.clone());
        }
        let texts = Texts::new(folder.clone());
        let revision = project.steps().len() as u64;
        Ok(Self {
            project,
            folder,
            pen,
            read_only,
            report,
            revision,
            texts,
            tree: RefCell::default(),
            decisions: Decisions::default(),
        })
    }

    /// Does one thing: one gesture, one step, in memory at once and on its way to the disk.
    ///
    /// # Errors
    /// `PerformError`; nothing was changed then.
    pub fn perform(&mut self, gesture: &Gesture) -> Result<(), PerformError> {
        let me = self.me()?.clone();
        let changes = changes_of(&self.project, &|id, version| self.extracted(id, version), &me, gesture)?;
        self.commit(gesture.label(), changes, None)
    }

    /// Does several changes as one step; for gestures that are made of records, such as an import.
    ///
    /// # Errors
    /// `PerformError`; nothing was changed then.
    pub fn commit(&mut self, label: &str, changes: Vec<Change>, undoes: Option<u64>) -> Result<(), PerformError> {
        let read_only = || PerformError::ReadOnly(self.read_only.clone().unwrap_or_default());
        let pen = self.pen.as_mut().ok_or_else(read_only)?;
        self.project.check(&changes).map_err(GestureError::from)?;
        if let Err(e) = self.folder.raise_format() {
            // The step itself is kept and tried again; older programs then leave out what they do not know, and say so.
            tracing::warn!("the version of the deep dive could not be noted ({})", e.kind());
        }
        let step = Step {
            clock: self.project.clock().saturating_add(1),
            writer: pen.identity.writer().clone(),
            seq: pen.next_seq,
            at: clock::now(),
            label: label.to_owned(),
            undoes,
            changes,
        };
        pen.next_seq = pen.next_seq.saturating_add(1);
        pen.writer.append(step.clone());
        self.project.apply(step);
        self.revision += 1;
        Ok(())
    }

    /// Takes back this analyst's last step; says which.
    ///
    /// # Errors
    /// `PerformError`.
    pub fn undo(&mut self) -> Result<String, PerformError> {
        let me = self.me()?.clone();
        let seq = self.project.undo_stack(&me).next_undo().ok_or(UndoError::Nothing)?;
        self.take_back(&me, seq)
    }

    /// Puts the last step taken back forward again; says which.
    ///
    /// # Errors
    /// `PerformError`.
    pub fn redo(&mut self) -> Result<String, PerformError> {
        let me = self.me()?.clone();
        let seq = self.project.undo_stack(&me).next_redo().ok_or(UndoError::Nothing)?;
        self.take_back(&me, seq)
    }

    /// Takes back any one of this analyst's own steps; says which.
    ///
    /// # Errors
    /// `PerformError`, also when others built on it since.
    pub fn undo_step(&mut self, seq: u64) -> Result<String, PerformError> {
        let me = self.me()?.clone();
        self.take_back(&me, seq)
    }

    fn take_back(&mut self, me: &WriterId, seq: u64) -> Result<String, PerformError> {
        let changes = self.project.changes_to_undo(me, seq)?;
        let label = self.label_of(me, seq).unwrap_or_default();
        self.commit(&label, changes, Some(seq))?;
        Ok(label)
    }

    fn label_of(&self, me: &WriterId, seq: u64) -> Option<String> {
        self.project.step(&crate::model::StepRef(me.clone(), seq)).map(|s| s.label.clone())
    }

    /// What "Undo" would take back, in words.
    #[must_use]
    pub fn next_undo(&self) -> Option<String> {
        let me = self.me().ok()?;
        self.label_of(me, self.project.undo_stack(me).next_undo()?)
    }

    /// What "Redo" would put forward again, in words.
    #[must_use]
    pub fn next_redo(&self) -> Option<String> {
        let me = self.me().ok()?;
        self.label_of(me, self.project.undo_stack(me).next_redo()?)
    }

    /// The writer of this session.
    ///
    /// # Errors
    /// `ReadOnly`.
    pub fn me(&self) -> Result<&WriterId, PerformError> {
        let read_only = || PerformError::ReadOnly(self.read_only.clone().unwrap_or_default());
        self.pen.as_ref().map(|pen| pen.identity.writer()).ok_or_else(read_only)
    }

    /// Everything people have done.
    #[must_use]
    pub const fn project(&self) -> &Project {
        &self.project
    }

    /// What was decided of identifiers and quotes since the deep dive was opened.
    #[must_use]
    pub const fn decisions(&self) -> &Decisions {
        &self.decisions
    }

    /// Remembers what was decided, for the next export.
    pub fn keep_decisions(&mut self, decisions: Decisions) {
        self.decisions = decisions;
    }

    /// Raised by every change; whatever is derived is derived anew when this differs.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// The codebook as a tree.
    #[must_use]
    pub fn tree(&self) -> Arc<ThemeTree> {
        self.tree.borrow_mut().get(self.revision, || Arc::new(ThemeTree::of(&self.project)))
    }

    /// A document's present text, with its zones as people see them; none when its files are missing or damaged, which
    /// `check` tells in words.
    #[must_use]
    pub fn text(&self, id: Id<Document>) -> Option<Arc<SourceText>> {
        let document = self.project.documents().row(id).map(|row| &row.record)?;
        self.texts.get(document, &self.project.zones_by_hand(id))
    }

    /// A text of a document as it was extracted, by the number of the extraction.
    #[must_use]
    pub fn extracted(&self, id: Id<Document>, version: u32) -> Option<Arc<SourceText>> {
        let document = self.project.documents().row(id).map(|row| &row.record)?;
        self.texts.of_source(&document.source, version)
    }

    /// The text that a coding lies in, which may be an earlier one than the document's present text.
    #[must_use]
    pub fn text_of(&self, coding: &Coding) -> Option<Arc<SourceText>> {
        self.extracted(coding.document, coding.text_version)
    }

    /// Texts for threads of their own.
    #[must_use]
    pub fn texts(&self) -> Texts {
        self.texts.clone()
    }

    /// The project's folder.
    #[must_use]
    pub const fn folder(&self) -> &ProjectFolder {
        &self.folder
    }

    /// The project's title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.folder.manifest().title
    }

    /// What opening met.
    #[must_use]
    pub const fn report(&self) -> &LoadReport {
        &self.report
    }

    /// Why nothing can be changed; none when it can.
    #[must_use]
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// How safe the work is.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        self.pen.as_ref().map_or_else(SaveState::default, |pen| pen.writer.state())
    }

    /// The lines that are in memory only, for an emergency copy.
    #[must_use]
    pub fn unsaved_lines(&self) -> Vec<u8> {
        self.pen.as_ref().map(|pen| pen.writer.unsaved_lines()).unwrap_or_default()
    }

    /// Waits until everything is saved, but no longer than `patience`.
    #[must_use]
    pub fn wait_saved(&self, patience: Duration) -> SaveState {
        self.pen.as_ref().map_or_else(SaveState::default, |pen| pen.writer.wait(patience))
    }
}

/// A half-copied project opens, but says so.
fn note_missing(folder: &ProjectFolder, project: &Project, report: &mut LoadReport) {
    let remark = match folder.missing_sources(project.documents().iter().map(|d| &d.source)) {
        Ok(missing) if missing.is_empty() => return,
        Ok(missing) => format!(
            "the files of {} of {} documents are missing from the project folder; copy its documents folder again",
            missing.len(),
            project.documents().len()
        ),
        Err(e) => format!("the documents folder cannot be read ({}); codings are safe, but texts cannot be shown", e.kind()),
    };
    report.remarks.push(Remark(remark));
}

fn take_pen(loaded: &mut Loaded, places: &Places, analyst: &Analyst, on_save: OnChange) -> Result<Pen, OpenError> {
    let identity = Identity::take(&places.settings, loaded, analyst)?;
    let writer = identity.writer().clone();
    if loaded.folder.refuses(&writer) {
        return Err(OpenError::Refused);
    }
    let end = loaded.ends.get(&writer).cloned().unwrap_or_default();
    loaded.folder.set_torn_aside(&writer, &end)?;
    let manifest = loaded.folder.manifest();
    let header = Header { format: FORMAT, project: manifest.id, writer: writer.clone(), analyst: analyst.clone(), generation: 0 };
    let path = loaded.folder.journal_path(&writer);
    let journal_end = JournalEnd { path, header, len: end.whole, last_hash: end.last_hash };
    let remember = identity.remembering();
    let told = Box::new(move |state: &SaveState, safe: Option<u64>| {
        on_save(state, safe);
        if let Some(seq) = safe {
            remember(seq);
        }
    });
    let pen = Writer::start(loaded.folder.files(), journal_end, told)?;
    Ok(Pen { writer: pen, identity, next_seq: end.last_seq.saturating_add(1) })
}
