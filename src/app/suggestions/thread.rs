//! The thread that learns and counts, with how far it is.
//!
//! Only the latest question of each kind is answered. Texts are read when the first question comes: somebody who never
//! asks pays nothing.

use super::learner::{Learner, Suggestions, WordCounts};
use super::question::{Documents, Question, Taught, WordQuestion};
use crate::app::session::Session;
use crate::app::texts::Texts;
use crate::model::{Document, Id};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

enum Ask {
    Suggest(Box<Taught>, u64),
    Count(Box<WordQuestion>, Documents, Vec<(Id<Document>, u32)>, u64),
    Close,
}

/// What there is so far.
#[derive(Clone, Debug, Default)]
pub struct Learning {
    /// The latest batch.
    pub suggestions: Option<Arc<Suggestions>>,
    /// The latest counts.
    pub words: Option<Arc<WordCounts>>,
    /// Whether suggestions are on their way.
    pub is_suggesting: bool,
    /// Whether counts are on their way.
    pub is_counting: bool,
    /// Texts read and texts to be read, while they are being read.
    pub reading: Option<(usize, usize)>,
}

#[derive(Debug, Default)]
struct Shared {
    learning: Mutex<(Learning, Latest)>,
    is_closing: AtomicBool,
}

/// Numbers of the latest questions.
#[derive(Debug, Default)]
struct Latest {
    suggest: u64,
    count: u64,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, (Learning, Latest)> {
        self.learning.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The thread of an open deep dive.
#[derive(Debug)]
pub struct LearnerThread {
    send: SyncSender<Ask>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

impl LearnerThread {
    /// Starts the thread; `wake` is called when there is something new.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(texts: Texts, wake: Arc<dyn Fn() + Send + Sync>) -> std::io::Result<Self> {
        let (send, receive) = sync_channel(64);
        let shared = Arc::new(Shared::default());
        let there = Arc::clone(&shared);
        let work = move || run(Learner::new(texts), &receive, &there, wake.as_ref());
        let thread = Builder::new().name("suggestions".to_owned()).spawn(work)?;
        Ok(Self { send, shared, thread: Some(thread) })
    }

    /// Asks for a batch; the one before stands until it is there. False when what it is about is no longer there.
    pub fn suggest(&self, session: &Session, question: &Question) -> bool {
        let Some(taught) = Taught::of(session, question) else { return false };
        let number = {
            let (learning, latest) = &mut *self.shared.lock();
            latest.suggest += 1;
            learning.is_suggesting = true;
            if learning.suggestions.as_ref().is_some_and(|s| s.question.about != question.about) {
                learning.suggestions = None;
            }
            latest.suggest
        };
        self.send(Ask::Suggest(Box::new(taught), number));
        true
    }

    /// Asks for counts of words.
    pub fn count(&self, session: &Session, question: &WordQuestion) {
        let number = {
            let (learning, latest) = &mut *self.shared.lock();
            latest.count += 1;
            learning.is_counting = true;
            latest.count
        };
        let documents = question.documents(session.project());
        self.send(Ask::Count(Box::new(question.clone()), Documents::of(session), documents, number));
    }

    /// What there is so far.
    #[must_use]
    pub fn learning(&self) -> Learning {
        self.shared.lock().0.clone()
    }

    fn send(&self, ask: Ask) {
        if self.send.send(ask).is_err() {
            tracing::error!("the thread of suggestions has stopped");
        }
    }
}

impl Drop for LearnerThread {
    fn drop(&mut self) {
        self.shared.is_closing.store(true, Ordering::Relaxed);
        self.send(Ask::Close);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread of suggestions ended in a panic");
        }
    }
}

fn run(mut learner: Learner, receive: &Receiver<Ask>, shared: &Shared, wake: &dyn Fn()) {
    let goes_on = |done: usize, of: usize| {
        shared.lock().0.reading = (done < of).then_some((done, of));
        wake();
        !shared.is_closing.load(Ordering::Relaxed)
    };
    while let Ok(ask) = receive.recv() {
        match ask {
            Ask::Close => return,
            Ask::Suggest(taught, number) => {
                if shared.lock().1.suggest != number {
                    continue;
                }
                if !learner.bring_up_to_date(&taught.documents, &goes_on) {
                    return;
                }
                let found = Arc::new(learner.suggest(&taught));
                let (learning, latest) = &mut *shared.lock();
                if latest.suggest == number {
                    learning.suggestions = Some(found);
                    learning.is_suggesting = false;
                }
            }
            Ask::Count(question, all, documents, number) => {
                if shared.lock().1.count != number {
                    continue;
                }
                if !learner.bring_up_to_date(&all, &goes_on) {
                    return;
                }
                let found = Arc::new(learner.count(&question, &documents));
                let (learning, latest) = &mut *shared.lock();
                if latest.count == number {
                    learning.words = Some(found);
                    learning.is_counting = false;
                }
            }
        }
        wake();
    }
}
