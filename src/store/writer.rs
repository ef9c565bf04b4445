//! The writer thread: appends steps to one journal and says when they are safe.
//!
//! A step counts as saved only after the disk confirmed it. When writing fails, the steps stay in memory, the
//! state says so at once, and the thread tries again every two seconds and with every new step.

use super::files::{Files, Synced};
use super::line::{Header, encode, encode_header, line_hash};
use crate::model::Step;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

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

enum Message {
    Step(Box<Step>),
    Close,
}

/// Called from the writer thread after each change of the state; the number is the last step that is safe.
pub type OnChange = Box<dyn Fn(&SaveState, Option<u64>) + Send>;

/// Counts rather than a state, so that a step handed over while another is confirmed is never called saved.
#[derive(Debug, Default)]
struct Shared {
    handed: usize,
    safe: usize,
    failing: Option<String>,
    unconfirmed: bool,
    /// Lines in memory only, for an emergency copy.
    waiting: Vec<u8>,
}

impl Shared {
    fn state(&self) -> SaveState {
        let waiting = self.handed.saturating_sub(self.safe);
        match &self.failing {
            Some(why) => SaveState::Failing { why: why.clone(), waiting },
            None if waiting > 0 => SaveState::Saving { waiting },
            None if self.unconfirmed => SaveState::SavedUnconfirmed,
            None => SaveState::Saved,
        }
    }
}

/// A handle on the writer thread of one journal.
#[derive(Debug)]
pub struct Writer {
    send: SyncSender<Message>,
    shared: Arc<Mutex<Shared>>,
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
    pub fn start(files: Arc<dyn Files>, end: JournalEnd, on_change: OnChange) -> std::io::Result<Self> {
        let (send, receive) = sync_channel(4096);
        let shared = Arc::new(Mutex::new(Shared::default()));
        let pen = Pen { files, end, shared: Arc::clone(&shared), on_change, waiting: Vec::new(), dirty: false };
        let thread = Builder::new().name("save".to_owned()).spawn(move || pen.run(&receive))?;
        Ok(Self { send, shared, thread: Some(thread) })
    }

    /// Hands a step over; returns at once.
    ///
    /// # Errors
    /// When the thread has died; the step is then in memory only.
    pub fn append(&self, step: Step) -> Result<(), String> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).handed += 1;
        self.send.send(Message::Step(Box::new(step))).map_err(|_closed| "the part of Deepdive that saves has stopped".to_owned())
    }

    /// How safe the work is now.
    #[must_use]
    pub fn state(&self) -> SaveState {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).state()
    }

    /// The lines that are in memory only, as they would stand in the journal.
    #[must_use]
    pub fn unsaved_lines(&self) -> Vec<u8> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner).waiting.clone()
    }

    /// Waits until everything is saved, but no longer than `patience`.
    #[must_use]
    pub fn wait(&self, patience: Duration) -> SaveState {
        let start = Instant::now();
        loop {
            let state = self.state();
            if state.is_saved() || start.elapsed() >= patience {
                return state;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if self.send.send(Message::Close).is_ok()
            && let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the saving thread ended badly");
        }
    }
}

struct Pen {
    files: Arc<dyn Files>,
    end: JournalEnd,
    shared: Arc<Mutex<Shared>>,
    on_change: OnChange,
    waiting: Vec<Step>,
    /// A failed write may have left part of a line behind.
    dirty: bool,
}

impl Pen {
    fn run(mut self, receive: &Receiver<Message>) {
        let mut open = true;
        while open {
            let first = if self.waiting.is_empty() {
                receive.recv().map_err(|_closed| RecvTimeoutError::Disconnected)
            } else {
                receive.recv_timeout(RETRY)
            };
            open = self.take(first);
            while let Ok(message) = receive.try_recv() {
                open &= self.take(Ok(message));
            }
            if !self.waiting.is_empty() {
                self.write();
            }
        }
    }

    /// Notes a message; false when the channel is closing.
    fn take(&mut self, message: Result<Message, RecvTimeoutError>) -> bool {
        match message {
            Ok(Message::Step(step)) => {
                self.waiting.push(*step);
                true
            }
            Ok(Message::Close) | Err(RecvTimeoutError::Disconnected) => false,
            Err(RecvTimeoutError::Timeout) => true,
        }
    }

    fn write(&mut self) {
        let (bytes, last_hash) = match self.lines() {
            Ok(lines) => lines,
            Err(e) => return self.failed(e.to_string(), Vec::new()),
        };
        match self.put(&bytes) {
            Ok(synced) => {
                self.end.len += bytes.len() as u64;
                self.end.last_hash = last_hash;
                let last = self.waiting.last().map(|s| s.seq);
                let done = self.waiting.len();
                self.waiting.clear();
                self.tell(last, |shared| {
                    shared.safe += done;
                    shared.failing = None;
                    shared.unconfirmed = synced == Synced::NotSupported;
                    shared.waiting.clear();
                });
            }
            Err(e) => {
                let why = format!("Your last changes are not on disk yet: {}. They are kept here and tried again.", cause(&e));
                self.failed(why, bytes);
            }
        }
    }

    fn failed(&self, why: String, lines: Vec<u8>) {
        self.tell(None, |shared| {
            shared.failing = Some(why);
            shared.waiting = lines;
        });
    }

    /// All waiting steps as bytes, and the hash of the last line.
    fn lines(&self) -> Result<(Vec<u8>, String), ron::Error> {
        let mut bytes = Vec::new();
        let mut hash = self.end.last_hash.clone();
        if self.end.len == 0 {
            let header = encode_header(&self.end.header)?;
            hash = line_hash(header.as_bytes());
            bytes.extend_from_slice(header.as_bytes());
            bytes.push(b'\n');
        }
        for step in &self.waiting {
            let line = encode(step, &hash)?;
            hash = line_hash(line.as_bytes());
            bytes.extend_from_slice(line.as_bytes());
            bytes.push(b'\n');
        }
        Ok((bytes, hash))
    }

    /// Appends after cutting off what a failed attempt may have left.
    fn put(&mut self, bytes: &[u8]) -> std::io::Result<Synced> {
        if self.dirty {
            if self.files.len(&self.end.path)?.is_some_and(|len| len > self.end.len) {
                self.files.cut(&self.end.path, self.end.len)?;
            }
            self.dirty = false;
        }
        if let Some(folder) = self.end.path.parent().filter(|_| self.end.len == 0) {
            self.files.make_folder(folder)?;
        }
        let result = self.files.append(&self.end.path, bytes);
        self.dirty = result.is_err();
        result
    }

    fn tell(&self, safe: Option<u64>, change: impl FnOnce(&mut Shared)) {
        let state = {
            let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            change(&mut shared);
            shared.state()
        };
        (self.on_change)(&state, safe);
    }
}

/// A system error in plain words, with the path left out.
fn cause(error: &std::io::Error) -> String {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::StorageFull | K::QuotaExceeded => "the disk is full; make room on it".to_owned(),
        K::PermissionDenied | K::ReadOnlyFilesystem => "the folder may not be written to; ask for write access".to_owned(),
        K::NotFound => "the project folder cannot be reached; check the drive or network".to_owned(),
        _ => "the disk or network refused the write".to_owned(),
    }
}
