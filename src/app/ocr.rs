//! Reading pages that are pictures, when a person asked for it: a thread of its own, with progress and cancel.
//!
//! The result is a file that was read, to be accepted like any other. A file that was refused as a scan is stored
//! then; of one that is in the deep dive already (some pages read, some pictures) the stored text stays as it is, and
//! the new one is in `FileRead::source`, to be offered as a better reading.

use super::accept::FileRead;
use super::import::{Extract, MakeExtract, original, store_read};
use crate::model::SourceHash;
use crate::read::{Extraction, Outcome, Password, Refusal, Tesseract, recognise as recognise_pages, recognition_scale};
use crate::store::folder::ProjectFolder;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread::{Builder, JoinHandle};

/// A file whose pictures are to be read.
pub struct Asked<'a> {
    /// Where it lies.
    pub path: &'a Path,
    /// Its password, when it is protected.
    pub password: Option<&'a Password>,
    /// What reads.
    pub tesseract: &'a Tesseract,
}

/// Reads the pages of a file that are pictures; when cancelled, what was known of it comes back unchanged.
pub fn recognise(
    asked: &Asked<'_>,
    extraction: Extraction,
    reader: &mut dyn Extract,
    progress: &dyn Fn(usize, usize),
    is_cancelled: &dyn Fn() -> bool,
) -> Extraction {
    let name = asked.path.file_name().unwrap_or_default().to_string_lossy();
    let mut draw = |page| reader.render(asked.path, asked.password, page, recognition_scale(), is_cancelled);
    let before = extraction.clone();
    recognise_pages(extraction, &name, asked.tesseract, &mut draw, progress, is_cancelled).unwrap_or(before)
}

/// Pictures of one file that are being read.
#[derive(Debug)]
pub struct Recognition {
    receive: Receiver<FileRead>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    cancelled: AtomicBool,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Recognition {
    /// Starts reading the pictures of a file: one whose `FileRead::pictures` says that it has some. `wake` is called
    /// after each page and at the end.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        path: &Path,
        password: Option<&Password>,
        tesseract: &Tesseract,
        folder: &ProjectFolder,
        make: &MakeExtract,
        wake: &Arc<dyn Fn() + Send + Sync>,
    ) -> std::io::Result<Self> {
        let (send, receive) = sync_channel(1);
        let shared = Arc::new(Shared::default());
        let work = Work {
            path: path.to_owned(),
            password: password.cloned(),
            tesseract: tesseract.clone(),
            folder: folder.clone(),
            make: Arc::clone(make),
            shared: Arc::clone(&shared),
            wake: Arc::clone(wake),
        };
        let thread = Builder::new().name("reading pictures".to_owned()).spawn(move || {
            let read = work.run();
            if !work.shared.cancelled.load(Ordering::Relaxed) && send.send(read).is_err() {
                tracing::warn!("nobody waits for the pictures that were read");
            }
            drop(send);
            (work.wake)();
        })?;
        Ok(Self { receive, shared, thread: Some(thread) })
    }

    /// The file, once all its pages are done, without waiting.
    ///
    /// # Errors
    /// `Empty` while it goes on, `Disconnected` when it was cancelled.
    pub fn poll(&self) -> Result<FileRead, TryRecvError> {
        self.receive.try_recv()
    }

    /// The file, waiting for it; none when it was cancelled.
    #[must_use]
    pub fn wait(&self) -> Option<FileRead> {
        self.receive.recv().ok()
    }

    /// Pages done and pages in all; both 0 while the file is being opened.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.shared.done.load(Ordering::Relaxed), self.shared.total.load(Ordering::Relaxed))
    }

    /// Stops after what is being done now; nothing is stored.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }
}

impl Drop for Recognition {
    fn drop(&mut self) {
        self.cancel();
        if self.thread.take().is_some_and(|t| t.join().is_err()) {
            tracing::error!("the thread that reads pictures ended badly");
        }
    }
}

struct Work {
    path: PathBuf,
    password: Option<Password>,
    tesseract: Tesseract,
    folder: ProjectFolder,
    make: MakeExtract,
    shared: Arc<Shared>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Work {
    fn run(&self) -> FileRead {
        let mut read = FileRead::new(&self.path);
        let bytes = match original(&self.path) {
            Ok(bytes) => bytes,
            Err(refusal) => return read.refused(refusal),
        };
        read.bytes = bytes.len() as u64;
        read.hash = Some(SourceHash::of(&bytes));
        let is_cancelled = || self.shared.cancelled.load(Ordering::Relaxed);
        let password = self.password.as_ref();
        let mut reader = (self.make)();
        let extraction = reader.extract(&self.path, password, &is_cancelled);
        if extraction.pictures.is_none() && extraction.source.is_some() {
            return read
                .refused(Refusal::new(Outcome::Unsupported, "No page of this document is a picture; all its text was read"));
        }
        let progress = |done: usize, total: usize| {
            self.shared.total.store(total, Ordering::Relaxed);
            self.shared.done.store(done, Ordering::Relaxed);
            (self.wake)();
        };
        let asked = Asked { path: &self.path, password, tesseract: &self.tesseract };
        let extraction = recognise(&asked, extraction, reader.as_mut(), &progress, &is_cancelled);
        if is_cancelled() {
            return read.refused(Refusal::new(Outcome::Scanned, "Reading its pictures was cancelled; nothing was added"));
        }
        store_read(read.noting(&extraction, password), &self.folder, &bytes, extraction)
    }
}
