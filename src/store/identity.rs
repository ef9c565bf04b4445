//! Which writer this computer is in a project, kept in the system's settings folder and guarded by a lock.
//!
//! The lock is local, because locks on network shares cannot be trusted; it keeps two windows of one person
//! on one computer from appending to the same journal. Writers of different computers never share a journal.

use super::durable;
use super::files::Disk;
use super::folder::Loaded;
use crate::model::{Analyst, WriterId};
use fs_err as fs;
use serde::{Deserialize, Serialize};
use std::fs::TryLockError;
use std::io;
use std::path::{Path, PathBuf};
use uuid::Uuid;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    writer: WriterId,
    last_seq: u64,
}

/// The right to write as one writer, held as long as this value lives.
#[derive(Debug)]
pub struct Identity {
    writer: WriterId,
    path: PathBuf,
    _lock: fs::File,
}

/// Why this process may not write to a project.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// Another window or command of this person has it.
    #[error("this deep dive is already open for writing in another window or command on this computer; close it there first")]
    OpenElsewhere,
    /// The settings folder cannot be used.
    #[error("Deepdive cannot write to its settings folder {path} ({source}); make room or ask for access")]
    Settings {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Identity {
    /// Takes the writer that this computer used last in the project, or a fresh one.
    ///
    /// A journal that is shorter than remembered was restored from a backup or copied: continuing it would give two
    /// different steps the same number, so a fresh writer is taken.
    ///
    /// # Errors
    /// `OpenElsewhere` or `Settings`.
    pub fn take(settings: &Path, loaded: &Loaded, analyst: &Analyst) -> Result<Self, IdentityError> {
        let project = loaded.folder.manifest().id;
        let folder = settings.join("writers");
        let fail = |source| IdentityError::Settings { path: folder.clone(), source };
        fs::create_dir_all(&folder).map_err(fail)?;
        let lock = fs::OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join(format!("{project}.lock")))
            .map_err(fail)?;
        match lock.file().try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(IdentityError::OpenElsewhere),
            Err(TryLockError::Error(e)) => return Err(fail(e)),
        }
        let path = folder.join(format!("{project}.ron"));
        let remembered = fs::read(&path).ok().and_then(|b| ron::de::from_bytes::<Remembered>(&b).ok());
        let writer = match remembered.filter(|r| may_continue(r, loaded, analyst)) {
            Some(remembered) => remembered.writer,
            None => fresh(loaded, analyst).map_err(fail)?,
        };
        let identity = Self { writer, path, _lock: lock };
        let last_seq = loaded.ends.get(&identity.writer).map_or(0, |end| end.last_seq);
        identity.remember(last_seq).map_err(fail)?;
        Ok(identity)
    }

    /// The writer.
    #[must_use]
    pub const fn writer(&self) -> &WriterId {
        &self.writer
    }

    /// Notes the last step that is safe on disk.
    ///
    /// # Errors
    /// As the system says; harmless, the journal itself is the truth.
    pub fn remember(&self, last_seq: u64) -> io::Result<()> {
        remember(&self.path, &self.writer, last_seq)
    }

    /// A function for the writer thread that does what `remember` does.
    pub fn remembering(&self) -> impl Fn(u64) + Send + 'static {
        let (path, writer) = (self.path.clone(), self.writer.clone());
        move |last_seq| {
            if let Err(e) = remember(&path, &writer, last_seq) {
                tracing::warn!("the settings folder could not be written: {}", e.kind());
            }
        }
    }
}

fn remember(path: &Path, writer: &WriterId, last_seq: u64) -> io::Result<()> {
    let text = ron::to_string(&Remembered { writer: writer.clone(), last_seq }).map_err(io::Error::other)?;
    durable::replace(&Disk, path, text.as_bytes()).map(|_| ())
}

fn may_continue(remembered: &Remembered, loaded: &Loaded, analyst: &Analyst) -> bool {
    let same_person = loaded.analysts.get(&remembered.writer).is_none_or(|a| a.name == analyst.name);
    let continues = match loaded.ends.get(&remembered.writer) {
        Some(end) => !end.superseded && end.last_seq >= remembered.last_seq,
        // Nothing was written yet; but a file that was left out or cannot be read must not be added to.
        None => remembered.last_seq == 0 && is_free(loaded, &remembered.writer).unwrap_or(false),
    };
    continues && same_person
}

fn is_free(loaded: &Loaded, writer: &WriterId) -> io::Result<bool> {
    let taken = loaded.ends.contains_key(writer) || loaded.analysts.contains_key(writer);
    Ok(!taken && loaded.folder.files.len(&loaded.folder.journal_path(writer))?.is_none())
}

fn fresh(loaded: &Loaded, analyst: &Analyst) -> io::Result<WriterId> {
    loop {
        // Sixteen of the random bits of a fresh id.
        let random = u16::try_from(Uuid::now_v7().as_u128() & 0xffff).unwrap_or_default();
        let writer = WriterId::from_initials(&analyst.initials, random);
        if is_free(loaded, &writer)? {
            return Ok(writer);
        }
    }
}
