//! Reading the original of a document again, in a child process on a thread of its own; nothing is stored or changed.
//!
//! What it brings is handed to `Session::plan_reading_again`, shown, and only then done by `Session::read_again`. The
//! subtlety: the stored original has another name than the file that was added, so what was proposed from the file's
//! name is taken over from the present text.

use super::import::MakeExtract;
use super::session::Session;
use crate::model::{Document, Id};
use crate::read::Outcome;
use crate::text::{Proposal, SourceText};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread::{Builder, JoinHandle};

/// What came of reading an original again.
#[derive(Clone, Debug)]
pub struct ReadAgain {
    /// The document.
    pub document: Id<Document>,
    /// How it ended.
    pub outcome: Outcome,
    /// The sentence for people when it did not end well.
    pub reason: Option<String>,
    /// The new text, unless it was refused.
    pub source: Option<Arc<SourceText>>,
}

/// An original that is being read again.
#[derive(Debug)]
pub struct ReadAgainJob {
    document: Id<Document>,
    receive: Receiver<ReadAgain>,
    cancelled: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl ReadAgainJob {
    /// Starts reading; `wake` is called when it has ended.
    ///
    /// # Errors
    /// When the original is missing, or the system gives no thread.
    pub fn start(
        session: &Session,
        document: Id<Document>,
        make: &MakeExtract,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> std::io::Result<Self> {
        let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let record = session.project().documents().get(document).ok_or_else(missing)?;
        let path = session.folder().original_path(&record.source).map_err(std::io::Error::other)?;
        let named = session.extracted(document, record.text_version).map(|old| from_the_name(&old)).unwrap_or_default();
        let (send, receive) = sync_channel(1);
        let cancelled = Arc::new(AtomicBool::new(false));
        let (make, stop) = (Arc::clone(make), Arc::clone(&cancelled));
        let thread = Builder::new().name("read again".to_owned()).spawn(move || {
            let read = read(document, &path, named, &make, &stop);
            // Nobody waits any more when the job was dropped.
            send.send(read).ok();
            wake();
        })?;
        Ok(Self { document, receive, cancelled, thread: Some(thread) })
    }

    /// The document that is read.
    #[must_use]
    pub const fn document(&self) -> Id<Document> {
        self.document
    }

    /// What came of it, without waiting.
    ///
    /// # Errors
    /// `Empty` when it has not ended yet; `Disconnected` when it was handed out already.
    pub fn poll(&self) -> Result<ReadAgain, TryRecvError> {
        self.receive.try_recv()
    }

    /// What came of it, waiting for it; none when it was handed out already.
    #[must_use]
    pub fn wait(&self) -> Option<ReadAgain> {
        self.receive.recv().ok()
    }

    /// Stops reading.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

impl Drop for ReadAgainJob {
    fn drop(&mut self) {
        self.cancel();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that reads a document again ended badly");
        }
    }
}

fn read(document: Id<Document>, path: &Path, named: Vec<Proposal>, make: &MakeExtract, stop: &AtomicBool) -> ReadAgain {
    let extraction = make().extract(path, &|| stop.load(Ordering::Relaxed));
    let source = extraction.source.map(|mut source| {
        source.shape.proposals.retain(|p| p.found.is_some());
        source.shape.proposals.extend(named);
        Arc::new(source)
    });
    ReadAgain { document, outcome: extraction.outcome, reason: extraction.reason, source }
}

/// Proposals of a text that come from the file's name or properties.
fn from_the_name(source: &SourceText) -> Vec<Proposal> {
    source.shape.proposals.iter().filter(|p| p.found.is_none()).cloned().collect()
}
