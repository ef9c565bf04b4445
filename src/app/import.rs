//! Adding documents: files are read by child processes on all cores, stored, and accepted one by one as steps.
//!
//! ```text
//! paths -> files -> [thread + child process] -> stored -> channel -> accept() -> step -> "saved"
//! ```
//! Files that came with a file, as attachments of an e-mail, follow it as files of their own.
//! One file that fails does not stop the others. Cancelling lets the files being read end and adds nothing more.

use super::accept::FileRead;
use super::ocr;
use crate::model::SourceHash;
use crate::read::{Extraction, Limits, Outcome, PageImage, Password, Refusal, Tesseract, Worker};
use crate::store::folder::ProjectFolder;
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::Instant;

/// Reads files and draws their pages, in a child process.
pub trait Extract: Send {
    /// Reads `path`, with a password that is tried when it is protected; asks `is_cancelled` now and then.
    fn extract(&mut self, path: &Path, password: Option<&Password>, is_cancelled: &dyn Fn() -> bool) -> Extraction;

    /// Reads a file inside `path`, such as an attachment, and hands it over too; see `read::extract_inside`.
    fn extract_inside(
        &mut self,
        path: &Path,
        inside: &[usize],
        password: Option<&Password>,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Extraction;

    /// Draws a page, counted from 1, of `path`, a PDF; none when `is_cancelled` said so. See `Worker::render`.
    fn render(
        &mut self,
        path: &Path,
        password: Option<&Password>,
        page: u32,
        pixels_per_point: f32,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<Result<PageImage, Refusal>>;
}

impl Extract for Worker {
    fn extract(&mut self, path: &Path, password: Option<&Password>, is_cancelled: &dyn Fn() -> bool) -> Extraction {
        self.extract_with(path, password, is_cancelled).unwrap_or_else(stopped)
    }

    fn extract_inside(
        &mut self,
        path: &Path,
        inside: &[usize],
        password: Option<&Password>,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Extraction {
        Self::extract_inside(self, path, inside, password, is_cancelled).unwrap_or_else(stopped)
    }

    fn render(
        &mut self,
        path: &Path,
        password: Option<&Password>,
        page: u32,
        pixels_per_point: f32,
        is_cancelled: &dyn Fn() -> bool,
    ) -> Option<Result<PageImage, Refusal>> {
        Self::render(self, path, password, page, pixels_per_point, is_cancelled)
    }
}

fn stopped() -> Extraction {
    Refusal::new(Outcome::Corrupt, "it was not read, because adding was cancelled; add it again").into()
}

/// What a person allowed for reading files.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    /// Tried on every file that is protected.
    pub password: Option<Password>,
    /// Reads pages that are pictures; never used unasked.
    pub recognition: Option<Arc<Tesseract>>,
}

/// Reads through child processes of this program.
///
/// # Errors
/// When the program cannot find its own file.
pub fn workers() -> std::io::Result<MakeExtract> {
    let program = std::env::current_exe()?;
    Ok(Arc::new(move || Box::new(Worker::of_program(program.clone(), [std::ffi::OsString::from("worker")], Limits::default()))))
}

/// Makes one reader per thread.
pub type MakeExtract = Arc<dyn Fn() -> Box<dyn Extract> + Send + Sync>;

/// A document larger than this is refused before it is read.
const LARGEST: u64 = 512 << 20;

/// What is known of documents that are there already: their originals, and the ones taken out.
pub type Known = Arc<BTreeSet<SourceHash>>;

/// An import that is going on.
#[derive(Debug)]
pub struct ImportJob {
    receive: Receiver<FileRead>,
    cancelled: Arc<AtomicBool>,
    reading: Arc<Mutex<BTreeMap<usize, PathBuf>>>,
    threads: Vec<JoinHandle<()>>,
    total: usize,
    done: usize,
    started: Instant,
}

impl ImportJob {
    /// Starts reading files and the files in folders.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn start(
        paths: &[PathBuf],
        folder: &ProjectFolder,
        known: &Known,
        make: &MakeExtract,
        wake: &Arc<dyn Fn() + Send + Sync>,
    ) -> std::io::Result<Self> {
        Self::start_with(paths, &Allowed::default(), folder, known, make, wake)
    }

    /// As `start`, with a password or with text recognition: to try a file again that was refused without.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn start_with(
        paths: &[PathBuf],
        allowed: &Allowed,
        folder: &ProjectFolder,
        known: &Known,
        make: &MakeExtract,
        wake: &Arc<dyn Fn() + Send + Sync>,
    ) -> std::io::Result<Self> {
        let files = Arc::new(files_under(paths));
        let total = files.len();
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        let (send, receive) = sync_channel(cores * 2);
        let cancelled = Arc::new(AtomicBool::new(false));
        let reading = Arc::new(Mutex::new(BTreeMap::new()));
        let next = Arc::new(AtomicUsize::new(0));
        let mut threads = Vec::new();
        for lane in 0..cores.min(total) {
            let worker = Lane {
                lane,
                files: Arc::clone(&files),
                allowed: allowed.clone(),
                next: Arc::clone(&next),
                folder: folder.clone(),
                known: Arc::clone(known),
                make: Arc::clone(make),
                cancelled: Arc::clone(&cancelled),
                reading: Arc::clone(&reading),
                send: send.clone(),
                wake: Arc::clone(wake),
            };
            threads.push(Builder::new().name(format!("import {lane}")).spawn(move || worker.run())?);
        }
        Ok(Self { receive, cancelled, reading, threads, total, done: 0, started: Instant::now() })
    }

    /// The next file that was read, without waiting; `Err` when there will be no more.
    ///
    /// # Errors
    /// `Disconnected` when the import has ended, `Empty` when nothing is ready yet.
    pub fn poll(&mut self) -> Result<FileRead, TryRecvError> {
        let read = self.receive.try_recv()?;
        self.done += usize::from(!read.is_attached);
        Ok(read)
    }

    /// The next file that was read, waiting for it; none when there will be no more.
    pub fn wait(&mut self) -> Option<FileRead> {
        let read = self.receive.recv().ok()?;
        self.done += usize::from(!read.is_attached);
        Some(read)
    }

    /// Starts no further file.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Files done and files in all.
    #[must_use]
    pub const fn progress(&self) -> (usize, usize) {
        (self.done, self.total)
    }

    /// When it started.
    #[must_use]
    pub const fn started(&self) -> Instant {
        self.started
    }

    /// Names of the files being read now.
    #[must_use]
    pub fn reading(&self) -> Vec<String> {
        let reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        reading.values().map(|p| name_of(p)).collect()
    }
}

impl Drop for ImportJob {
    fn drop(&mut self) {
        self.cancel();
        // Threads may be waiting to hand over: take what they have until they end.
        while self.receive.recv().is_ok() {}
        for thread in self.threads.drain(..) {
            if thread.join().is_err() {
                tracing::error!("an import thread ended badly");
            }
        }
    }
}

struct Lane {
    lane: usize,
    files: Arc<Vec<PathBuf>>,
    allowed: Allowed,
    next: Arc<AtomicUsize>,
    folder: ProjectFolder,
    known: Known,
    make: MakeExtract,
    cancelled: Arc<AtomicBool>,
    reading: Arc<Mutex<BTreeMap<usize, PathBuf>>>,
    send: SyncSender<FileRead>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Lane {
    fn run(self) {
        let mut reader = (self.make)();
        while !self.is_cancelled() {
            let Some(path) = self.files.get(self.next.fetch_add(1, Ordering::Relaxed)) else { break };
            let mut waiting = vec![Item { path: path.clone(), inside: Vec::new(), shown: path.clone() }];
            while let Some(item) = waiting.pop().filter(|item| item.inside.is_empty() || !self.is_cancelled()) {
                self.note(Some(item.shown.clone()));
                let (read, attachments) = self.read(&item, reader.as_mut());
                self.note(None);
                waiting.extend(item.attached(&attachments).into_iter().rev());
                if self.is_cancelled() && !matches!(read.outcome, Outcome::Ok | Outcome::Partial) {
                    break;
                }
                if self.send.send(read).is_err() {
                    return (self.wake)();
                }
                (self.wake)();
            }
        }
        (self.wake)();
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    fn note(&self, path: Option<PathBuf>) {
        let mut reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        match path {
            Some(path) => reading.insert(self.lane, path),
            None => reading.remove(&self.lane),
        };
    }

    /// Reads one file, and names what came with it.
    fn read(&self, item: &Item, reader: &mut dyn Extract) -> (FileRead, Vec<String>) {
        let is_cancelled = || self.is_cancelled();
        let password = self.allowed.password.as_ref();
        let mut read = FileRead::new(&item.shown);
        read.is_attached = !item.inside.is_empty();
        let (bytes, extraction) = if read.is_attached {
            let mut extraction = reader.extract_inside(&item.path, &item.inside, password, &is_cancelled);
            match extraction.original.take() {
                Some(bytes) => (bytes, Some(extraction)),
                None => return (read.refused(refusal_of(extraction)), Vec::new()),
            }
        } else {
            match original(&item.path) {
                Ok(bytes) => (bytes, None),
                Err(refusal) => return (read.refused(refusal), Vec::new()),
            }
        };
        let hash = SourceHash::of(&bytes);
        read.bytes = bytes.len() as u64;
        read.hash = Some(hash.clone());
        let known = self.known.contains(&hash);
        let stored = if !known && self.folder.has_source(&hash) { self.folder.source_text(&hash, 1).ok() } else { None };
        let extraction = match extraction {
            // Of an e-mail that is there already, attachments may still be missing.
            None if (known || stored.is_some()) && !item.is_mail() => None,
            None => Some(self.read_file(&item.path, reader)),
            some => some,
        };
        let attachments = extraction.as_ref().map(|e| e.attachments.clone()).unwrap_or_default();
        if known {
            read.outcome = Outcome::Ok;
            read.already_there = true;
            return (read, attachments);
        }
        if let Some(source) = stored {
            let partial = source.shape.partial.clone();
            let outcome = if partial.is_some() { Outcome::Partial } else { Outcome::Ok };
            return (read.with_source(outcome, partial, Arc::new(source)), attachments);
        }
        let extraction = extraction.unwrap_or_else(stopped);
        (store_read(read.noting(&extraction, password), &self.folder, &bytes, extraction), attachments)
    }

    /// Reads a file, and by text recognition its pages that are pictures where that is allowed.
    fn read_file(&self, path: &Path, reader: &mut dyn Extract) -> Extraction {
        let is_cancelled = || self.is_cancelled();
        let password = self.allowed.password.as_ref();
        let extraction = reader.extract(path, password, &is_cancelled);
        match &self.allowed.recognition {
            Some(tesseract) if extraction.pictures.is_some() => {
                let asked = ocr::Asked { path, password, tesseract };
                ocr::recognise(&asked, extraction, reader, &|_, _| {}, &is_cancelled)
            }
            Some(_) | None => extraction,
        }
    }
}

/// Puts what was read into the project folder, and says what came of it.
pub(super) fn store_read(read: FileRead, folder: &ProjectFolder, bytes: &[u8], extraction: Extraction) -> FileRead {
    let Some(source) = extraction.source else { return read.refused(refusal_of(extraction)) };
    let hash = SourceHash::of(bytes);
    match folder.add_source(&hash, bytes, &read.file_name(), &source) {
        Ok(()) => read.with_source(extraction.outcome, extraction.reason, Arc::new(source)),
        Err(e) => {
            let reason =
                format!("it was read but could not be stored in the project folder ({}); make room and add it again", e.kind());
            read.refused(Refusal::new(Outcome::Corrupt, reason))
        }
    }
}

/// Files inside files are followed this deep: an attachment of an e-mail that is attached to an e-mail.
const DEEPEST_INSIDE: usize = 4;

/// A file to read, or a file inside it.
struct Item {
    path: PathBuf,
    inside: Vec<usize>,
    /// The path that people see.
    shown: PathBuf,
}

impl Item {
    fn attached(&self, names: &[String]) -> Vec<Self> {
        if self.inside.len() >= DEEPEST_INSIDE {
            return Vec::new();
        }
        let inside = |i: usize| self.inside.iter().copied().chain([i]).collect();
        let item =
            |(i, name): (usize, &String)| Self { path: self.path.clone(), inside: inside(i), shown: self.shown.join(name) };
        names.iter().enumerate().map(item).collect()
    }

    fn is_mail(&self) -> bool {
        self.shown.extension().is_some_and(|e| e.eq_ignore_ascii_case("eml"))
    }
}

fn refusal_of(extraction: Extraction) -> Refusal {
    Refusal::new(extraction.outcome, extraction.reason.unwrap_or_else(|| "it holds no text that can be read".to_owned()))
}

pub(super) fn original(path: &Path) -> Result<Vec<u8>, Refusal> {
    let corrupt = |e: std::io::Error| {
        Refusal::new(Outcome::Corrupt, format!("the file cannot be opened ({}); check that you may read it", e.kind()))
    };
    let len = fs_err::metadata(path).map_err(corrupt)?.len();
    if len > LARGEST {
        return Err(Refusal::new(Outcome::TooBig, "the file is larger than 512 MB; split it or save it without pictures"));
    }
    fs_err::read(path).map_err(corrupt)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The files meant by a list of files and folders, sorted within each folder; hidden and lock files left out.
#[must_use]
pub fn files_under(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut seen = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            walk(path, 0, &mut files);
        } else {
            files.push(path.clone());
        }
    }
    files.retain(|f| seen.insert(fs_err::canonicalize(f).unwrap_or_else(|_| f.clone())));
    files
}

/// Deeper folders are links in a circle rather than somebody's filing.
const DEEPEST: usize = 32;

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs_err::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        let name = name_of(&path);
        let hidden = name.starts_with('.') || name.starts_with("~$") || name.eq_ignore_ascii_case("thumbs.db");
        if hidden || name.ends_with(".deepdive") {
            continue;
        }
        if path.is_dir() {
            if depth < DEEPEST {
                walk(&path, depth + 1, files);
            }
        } else {
            files.push(path);
        }
    }
}
