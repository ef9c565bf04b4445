//! The writer thread: appends steps to one journal and says when they are safe.
//!
//! A step counts as saved only after the disk confirmed it. When writing fails, the steps stay in memory, the
//! state says so at once, and the thread tries again every two seconds and with every new step.

use super::files::{Files, Synced};
use super::line::{Header, encode, encode_header, line_hash};
use crate::model::Step;
use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Duration;

/// How safe the work is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is on disk.
    #[default]
    Saved,
    /// Everything was handed to a file system that cannot confirm it.
    SavedUnconfirmed,
    /// Steps are on their way.
    Saving {
        /// How many.
        waiting: usize,
    },
    /// Writing fails; the steps are kept in memory and tried again.
    Failing {
        /// One sentence.
        why: String,
        /// How many steps are in memory only.
        waiting: usize,
    },
}

impl SaveState {
    /// Whether closing now would lose nothing.
    #[must_use]
    pub const fn is_saved(&self) -> bool {
        matches!(self, Self::Saved | Self::SavedUnconfirmed)
    }
}

/// Called from the writer thread after each change of the state; the number is the last step that is safe.
pub type OnChange = Box<dyn Fn(&SaveState, Option<u64>) + Send>;

/// What both threads see. A step stays in `waiting` until the disk confirmed it, so nothing is called saved too early.
#[derive(Debug)]
struct Desk {
    waiting: VecDeque<Arc<Step>>,
    failing: Option<String>,
    unconfirmed: bool,
    closing: bool,
    end: JournalEnd,
}

impl Desk {
    fn state(&self) -> SaveState {
        let waiting = self.waiting.len();
        match &self.failing {
            Some(why) => SaveState::Failing { why: why.clone(), waiting },
            None if waiting > 0 => SaveState::Saving { waiting },
            None if self.unconfirmed => SaveState::SavedUnconfirmed,
            None => SaveState::Saved,
        }
    }
}

#[derive(Debug)]
struct Shared {
    desk: Mutex<Desk>,
    /// Rung at every change of the desk.
    bell: Condvar,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A handle on the writer thread of one journal.
#[derive(Debug)]
pub struct Writer {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// Where a journal stands when its writer starts.
#[derive(Clone, Debug)]
pub struct JournalEnd {
    /// The file.
    pub path: PathBuf,
    /// Its header, written first when the file is new.
    pub header: Header,
    /// Its length in whole lines.
    pub len: u64,
    /// Hash of its last line; empty when the file is new.
    pub last_hash: String,
}

const RETRY: Duration = Duration::from_secs(2);

impl Writer {
    /// Starts the thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(files: Arc<dyn Files>, end: JournalEnd, on_change: OnChange) -> io::Result<Self> {
        let desk = Desk { waiting: VecDeque::new(), failing: None, unconfirmed: false, closing: false, end };
        let shared = Arc::new(Shared { desk: Mutex::new(desk), bell: Condvar::new() });
        let pen = Pen { files, shared: Arc::clone(&shared), on_change, dirty: false };
        let thread = Builder::new().name("save".to_owned()).spawn(move || pen.run())?;
        Ok(Self { shared, thread: Some(thread) })
    }

    /// Hands a step over; returns at once.
    pub fn append(&self, step: Step) {
        self.shared.desk().waiting.push_back(Arc::new(step));
        self.shared.bell.notify_all();
    }

    /// How safe the work is now.
    #[must_use]
    pub fn state(&self) -> SaveState {
        let state = self.shared.desk().state();
        match state {
            SaveState::Saving { waiting } if self.thread.as_ref().is_none_or(JoinHandle::is_finished) => {
                let why = "Your last changes are not on disk: the part of Deepdive that saves has stopped. \
                           Save a copy of them, then start Deepdive again."
                    .to_owned();
                SaveState::Failing { why, waiting }
            }
            SaveState::Saved | SaveState::SavedUnconfirmed | SaveState::Saving { .. } | SaveState::Failing { .. } => state,
        }
    }

    /// The lines that are in memory only, as they would stand in the journal.
    #[must_use]
    pub fn unsaved_lines(&self) -> Vec<u8> {
        let (waiting, end) = {
            let desk = self.shared.desk();
            (desk.waiting.clone(), desk.end.clone())
        };
        if waiting.is_empty() {
            return Vec::new();
        }
        match lines(&waiting, &end) {
            Ok((bytes, _)) => bytes,
            Err(e) => {
                tracing::error!("steps cannot be written as lines: {e}");
                Vec::new()
            }
        }
    }

    /// Waits until everything is saved, but no longer than `patience`.
    #[must_use]
    pub fn wait(&self, patience: Duration) -> SaveState {
        let desk = self.shared.desk();
        drop(self.shared.bell.wait_timeout_while(desk, patience, |desk| !desk.state().is_saved()));
        self.state()
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.shared.desk().closing = true;
        self.shared.bell.notify_all();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the saving thread ended badly");
        }
    }
}

struct Pen {
    files: Arc<dyn Files>,
    shared: Arc<Shared>,
    on_change: OnChange,
    /// A failed write may have left part of a line behind.
    dirty: bool,
}

/// Why lines were not written.
enum PutError {
    Io(io::Error),
    /// The file is longer or shorter than this thread left it.
    Meddled,
}

impl From<io::Error> for PutError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Pen {
    /// Writes whatever waits, until closing; what cannot be written is tried once more then.
    fn run(mut self) {
        let mut tried = 0;
        loop {
            let (waiting, end, closing) = {
                let desk = self.shared.desk();
                let idle = |desk: &mut Desk| desk.waiting.len() == tried && !desk.closing;
                let desk = if tried == 0 {
                    self.shared.bell.wait_while(desk, idle).unwrap_or_else(PoisonError::into_inner)
                } else {
                    self.shared.bell.wait_timeout_while(desk, RETRY, idle).unwrap_or_else(PoisonError::into_inner).0
                };
                (desk.waiting.clone(), desk.end.clone(), desk.closing)
            };
            tried = if waiting.is_empty() || self.write(&waiting, &end) { 0 } else { waiting.len() };
            if closing {
                return;
            }
        }
    }

    /// Whether all of `waiting` is on disk now.
    fn write(&mut self, waiting: &VecDeque<Arc<Step>>, end: &JournalEnd) -> bool {
        let (bytes, last_hash) = match lines(waiting, end) {
            Ok(lines) => lines,
            Err(e) => {
                self.tell(None, |desk| desk.failing = Some(e.to_string()));
                return false;
            }
        };
        match self.put(&bytes, end) {
            Ok(synced) => {
                self.tell(waiting.back().map(|s| s.seq), |desk| {
                    desk.waiting.drain(..waiting.len());
                    desk.end.len += bytes.len() as u64;
                    desk.end.last_hash = last_hash;
                    desk.failing = None;
                    desk.unconfirmed = synced == Synced::NotSupported;
                });
                true
            }
            Err(e) => {
                let why = format!("Your last changes are not on disk yet: {}. They are kept here and tried again.", cause(&e));
                self.tell(None, |desk| desk.failing = Some(why));
                false
            }
        }
    }

    /// Appends after cutting off what a failed attempt may have left.
    fn put(&mut self, bytes: &[u8], end: &JournalEnd) -> Result<Synced, PutError> {
        let found = match self.files.len(&end.path)? {
            None if end.len > 0 => return Err(io::Error::from(io::ErrorKind::NotFound).into()),
            found => found.unwrap_or(0),
        };
        if self.dirty && found > end.len {
            self.files.cut(&end.path, end.len)?;
        } else if found != end.len {
            // Lines after somebody else's, or after a hole, would not be read back: never call them saved.
            return Err(PutError::Meddled);
        }
        if let Some(folder) = end.path.parent().filter(|_| end.len == 0) {
            self.files.make_folder(folder)?;
        }
        let result = self.files.append(&end.path, bytes);
        self.dirty = result.is_err();
        Ok(result?)
    }

    fn tell(&self, safe: Option<u64>, change: impl FnOnce(&mut Desk)) {
        let state = {
            let mut desk = self.shared.desk();
            change(&mut desk);
            desk.state()
        };
        self.shared.bell.notify_all();
        (self.on_change)(&state, safe);
    }
}

/// Steps as the bytes that follow `end`, and the hash of the last line.
fn lines(steps: &VecDeque<Arc<Step>>, end: &JournalEnd) -> Result<(Vec<u8>, String), ron::Error> {
    let mut bytes = Vec::new();
    let mut hash = end.last_hash.clone();
    if end.len == 0 {
        let header = encode_header(&end.header)?;
        hash = line_hash(header.as_bytes());
        bytes.extend_from_slice(header.as_bytes());
        bytes.push(b'\n');
    }
    for step in steps {
        let line = encode(step, &hash)?;
        hash = line_hash(line.as_bytes());
        bytes.extend_from_slice(line.as_bytes());
        bytes.push(b'\n');
    }
    Ok((bytes, hash))
}

/// A failure in plain words, with the path left out.
fn cause(error: &PutError) -> String {
    use io::ErrorKind as K;
    let kind = match error {
        PutError::Meddled => {
            return "another program has changed your journal, so it was not touched; \
                    save a copy of the changes, then open the deep dive again"
                .to_owned();
        }
        PutError::Io(e) => e.kind(),
    };
    match kind {
        K::StorageFull | K::QuotaExceeded => "the disk is full; make room on it".to_owned(),
        K::PermissionDenied | K::ReadOnlyFilesystem => "the folder may not be written to; ask for write access".to_owned(),
        K::NotFound => "the project folder cannot be reached; check the drive or network".to_owned(),
        _ => "the disk or network refused the write".to_owned(),
    }
}
