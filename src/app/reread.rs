//! Reading the original of a document again, in a child process on a thread of its own; nothing is stored or changed.
//!
//! What it brings is handed to `Session::plan_reading_again`, shown, and only then done by `Session::read_again`. The
//! subtlety: the stored original has another name than the file that was added, so what was proposed from the file's
//! name is taken over from the present text.

use super::import::{Allowed, MakeExtract};
use super::ocr;
use super::session::Session;
use crate::model::{Document, Id};
use crate::read::Outcome;
use crate::text::{Proposal, SourceText};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
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
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Shared {
    cancelled: AtomicBool,
    done: AtomicUsize,
    total: AtomicUsize,
}

impl ReadAgainJob {
    /// Starts reading with what a person allowed; `wake` is called after each page that a machine reads and at the end.
    ///
    /// # Errors
    /// When the original is missing, or the system gives no thread.
    pub fn start(
        session: &Session,
        document: Id<Document>,
        allowed: Allowed,
        make: &MakeExtract,
        wake: Arc<dyn Fn() + Send + Sync>,
    ) -> std::io::Result<Self> {
        let missing = || std::io::Error::from(std::io::ErrorKind::NotFound);
        let record = session.project().documents().get(document).ok_or_else(missing)?;
        let path = session.folder().original_path(&record.source).map_err(std::io::Error::other)?;
        let before = session.extracted(document, record.text_version).map(|old| old.shape.proposals.clone()).unwrap_or_default();
        let (send, receive) = sync_channel(1);
        let shared = Arc::new(Shared::default());
        let (make, told) = (Arc::clone(make), Arc::clone(&shared));
        let thread = Builder::new().name("read again".to_owned()).spawn(move || {
            let read = read(document, &path, &before, &make, &allowed, &told, &wake);
            // Nobody waits any more when the job was dropped.
            send.send(read).ok();
            wake();
        })?;
        Ok(Self { document, receive, shared, thread: Some(thread) })
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

    /// Pages that a machine has read and pages that it is to read; none while the file itself is read.
    #[must_use]
    pub fn progress(&self) -> Option<(usize, usize)> {
        let total = self.shared.total.load(Ordering::Relaxed);
        (total > 0).then(|| (self.shared.done.load(Ordering::Relaxed), total))
    }

    /// Stops reading.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
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

fn read(
    document: Id<Document>,
    path: &Path,
    before: &[Proposal],
    make: &MakeExtract,
    allowed: &Allowed,
    shared: &Shared,
    wake: &Arc<dyn Fn() + Send + Sync>,
) -> ReadAgain {
    let is_cancelled = || shared.cancelled.load(Ordering::Relaxed);
    let mut reader = make();
    let password = allowed.password.as_ref();
    let mut extraction = reader.extract(path, password, &is_cancelled);
    if let Some(tesseract) = &allowed.recognition
        && extraction.pictures.is_some()
    {
        let progress = |done: usize, total: usize| {
            shared.total.store(total, Ordering::Relaxed);
            shared.done.store(done, Ordering::Relaxed);
            wake();
        };
        let asked = ocr::Asked { path, password, tesseract };
        extraction = ocr::recognise(&asked, extraction, reader.as_mut(), &progress, &is_cancelled);
    }
    let source = extraction.source.map(|mut source| {
        source.shape.proposals = proposals_of(std::mem::take(&mut source.shape.proposals), before);
        Arc::new(source)
    });
    ReadAgain { document, outcome: extraction.outcome, reason: extraction.reason, source }
}

/// What was found in the new text, with what the earlier one had from the file's name or properties; the very list of
/// the earlier text where nothing else was found, so that reading a text again gives the same text.
fn proposals_of(found: Vec<Proposal>, before: &[Proposal]) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = found.into_iter().filter(|p| p.found.is_some()).collect();
    if before.iter().filter(|p| p.found.is_some()).eq(&proposals) {
        return before.to_vec();
    }
    proposals.extend(before.iter().filter(|p| p.found.is_none()).cloned());
    proposals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Field, TextRange};

    fn proposal(field: Field, value: &str, found: Option<(u32, u32)>) -> Proposal {
        let found = found.and_then(|(start, end)| TextRange::new(start, end).ok());
        Proposal { field, value: value.to_owned(), found, place: String::new() }
    }

    #[test]
    fn what_came_from_the_name_stays_and_the_name_of_the_stored_file_does_not_count() {
        let title = proposal(Field::Title, "Child B", Some((0, 7)));
        let kind = proposal(Field::Kind, "lcspr", None);
        let area = proposal(Field::Area, "Kent", Some((9, 13)));
        let before = [title.clone(), kind.clone(), area.clone()];
        let stored_name = proposal(Field::Title, "original", None);
        let same = proposals_of(vec![title.clone(), area.clone(), stored_name.clone()], &before);
        assert_eq!(same, before, "in the order in which they were, so that the text is the same");
        let moved = proposal(Field::Area, "Kent", Some((10, 14)));
        assert_eq!(proposals_of(vec![title.clone(), moved.clone(), stored_name], &before), [title, moved, kind]);
    }
}
