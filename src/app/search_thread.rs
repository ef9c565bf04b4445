//! Questions to the search of an open deep dive, answered off the window's thread.
//!
//! An answer is made for the latest question only; after a change of the deep dive the latest question is answered again.
//! Saved queries are counted again when they or the deep dive changed, not with every question.

use super::matrix_view::passages_found;
use super::searching::{Searcher, Wanted};
use super::tallies::tallies;
pub use super::tallies::{Tally, TallyValue};
use super::texts::Texts;
use crate::analyse::Passages;
use crate::model::{Case, Id};
use crate::search::{Expansion, Query, Results, SearchError};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};

/// What is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// The query as typed.
    pub words: String,
    /// Keys of expansions and meanings that are switched off.
    pub not_widened: BTreeSet<String>,
}

impl From<&str> for Question {
    fn from(words: &str) -> Self {
        Self { words: words.to_owned(), not_widened: BTreeSet::new() }
    }
}

/// What a query found, or why it found nothing.
#[derive(Clone, Debug)]
pub struct Answer {
    /// What was asked.
    pub question: Question,
    /// What was found; the sentence when the query or the index is at fault.
    pub found: Result<Arc<Results>, String>,
    /// Where in the query the fault lies, in bytes.
    pub fault_at: Option<usize>,
    /// What the terms of the query also find, on or off.
    pub expansions: Vec<Expansion>,
    /// What the passages can be narrowed by, counted over all of them; empty where all are shown.
    pub tallies: Vec<Tally>,
}

impl Answer {
    /// Answers a question.
    pub fn of(searcher: &Result<Searcher, SearchError>, question: &Question) -> Self {
        let fault = |found: String, fault_at| Self {
            question: question.clone(),
            found: Err(found),
            fault_at,
            expansions: Vec::new(),
            tallies: Vec::new(),
        };
        let searcher = match (searcher, Query::parse(&question.words)) {
            (_, Err(e)) => return fault(e.to_string(), Some(e.at)),
            (Err(e), Ok(_)) => return fault(e.to_string(), None),
            (Ok(searcher), Ok(_)) => searcher,
        };
        let query = match searcher.read(&question.words) {
            Ok(query) => query,
            Err(e) => return fault(e.to_string(), Some(e.at)),
        };
        let expanded = searcher.lexicon().expand(&query, &question.not_widened);
        let found = searcher.search(&expanded.query, SHOWN).map(Arc::new);
        let tallies = match &found {
            Ok(results) if results.total > results.hits.len() => tallies(searcher, &expanded.query),
            _ => Vec::new(),
        };
        let found = found.map_err(|e| e.to_string());
        Self { question: question.clone(), found, fault_at: None, expansions: expanded.expansions, tallies }
    }

    /// The query as it was typed.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.question.words
    }
}

/// How much a saved query finds now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    /// Passages.
    pub passages: usize,
    /// Cases with such a passage.
    pub cases: usize,
}

fn count(searcher: &Searcher, question: &Question) -> Option<Counted> {
    let query = searcher.read(&question.words).ok()?;
    let expanded = searcher.lexicon().expand(&query, &question.not_widened);
    let results = searcher.search(&expanded.query, 0).ok()?;
    let cases: BTreeSet<Id<Case>> = results.documents.keys().filter_map(|id| searcher.case_of(*id)).collect();
    Some(Counted { passages: results.total, cases: cases.len() })
}

/// Which passages a query finds, for a matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundPassages {
    /// The query.
    pub words: String,
    /// The passages, or the sentence when the query or the index is at fault.
    pub found: Result<Passages, String>,
}

enum Ask {
    Update(Box<Wanted>),
    Query(Question),
    Count(Vec<Question>),
    Find(String),
    Close,
}

#[derive(Debug, Default)]
struct Shared {
    answer: Option<Arc<Answer>>,
    /// The latest question; older ones need no answer.
    latest: Question,
    busy: bool,
    counts: Arc<BTreeMap<Question, Option<Counted>>>,
    passages: Option<Arc<FoundPassages>>,
}

/// How many hits the window shows at most; the counts are of all.
pub const SHOWN: usize = 1_000;

/// The search thread of an open deep dive.
#[derive(Debug)]
pub struct SearchThread {
    send: SyncSender<Ask>,
    shared: Arc<Mutex<Shared>>,
    thread: Option<JoinHandle<()>>,
}

impl SearchThread {
    /// Starts the thread; `wake` is called when there is an answer.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(folder: PathBuf, texts: Texts, wanted: Wanted, wake: Arc<dyn Fn() + Send + Sync>) -> std::io::Result<Self> {
        let (send, receive) = sync_channel(64);
        let shared = Arc::new(Mutex::new(Shared { busy: true, ..Shared::default() }));
        let there = Arc::clone(&shared);
        let thread = Builder::new().name("search".to_owned()).spawn(move || {
            run(&folder, texts, wanted, &receive, &there, wake.as_ref());
        })?;
        Ok(Self { send, shared, thread: Some(thread) })
    }

    /// Asks; the answer comes later, and only to the latest question.
    pub fn ask(&self, question: &Question) {
        {
            let mut shared = self.lock();
            shared.latest = question.clone();
            shared.busy = true;
        }
        self.send(Ask::Query(question.clone()));
    }

    /// Asks how much each of some queries finds; only the latest list is kept up to date.
    pub fn count(&self, questions: Vec<Question>) {
        self.send(Ask::Count(questions));
    }

    /// Asks which passages a query finds, and goes on answering that as the deep dive changes; no words end it.
    pub fn find(&self, words: &str) {
        self.send(Ask::Find(words.to_owned()));
    }

    /// Tells how the deep dive stands now.
    pub fn update(&self, wanted: Wanted) {
        self.send(Ask::Update(Box::new(wanted)));
    }

    fn send(&self, ask: Ask) {
        match self.send.try_send(ask) {
            Ok(()) => {}
            Err(TrySendError::Full(ask)) => {
                if self.send.send(ask).is_err() {
                    tracing::error!("the search thread has stopped");
                }
            }
            Err(TrySendError::Disconnected(_)) => tracing::error!("the search thread has stopped"),
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The latest answer, and whether another is on its way.
    #[must_use]
    pub fn answer(&self) -> (Option<Arc<Answer>>, bool) {
        let shared = self.lock();
        (shared.answer.clone(), shared.busy)
    }

    /// What the query of `find` finds.
    #[must_use]
    pub fn passages(&self) -> Option<Arc<FoundPassages>> {
        self.lock().passages.clone()
    }

    /// How much each counted query finds; nothing where a query cannot be read any more.
    #[must_use]
    pub fn counts(&self) -> Arc<BTreeMap<Question, Option<Counted>>> {
        Arc::clone(&self.lock().counts)
    }
}

impl Drop for SearchThread {
    fn drop(&mut self) {
        self.send(Ask::Close);
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the search thread ended badly");
        }
    }
}

fn run(
    folder: &Path,
    texts: Texts,
    wanted: Wanted,
    receive: &Receiver<Ask>,
    shared: &Mutex<Shared>,
    wake: &(dyn Fn() + Send + Sync),
) {
    let mut searcher = Searcher::open(folder, texts, wanted);
    let mut asked = Question::default();
    let mut to_count: Vec<Question> = Vec::new();
    let mut to_find = String::new();
    // What was not done yet because something newer waited.
    let (mut owes_answer, mut owes_counts, mut owes_passages) = (false, false, false);
    set_idle(shared, &asked);
    wake();
    let lock = || shared.lock().unwrap_or_else(PoisonError::into_inner);
    while let Ok(ask) = receive.recv() {
        match ask {
            Ask::Close => return,
            Ask::Update(wanted) => {
                if let Ok(searcher) = &mut searcher
                    && let Err(e) = searcher.update(*wanted)
                {
                    tracing::warn!("the search index could not be updated: {e}");
                }
                (owes_answer, owes_counts, owes_passages) = (true, true, true);
            }
            Ask::Query(question) => (asked, owes_answer) = (question, true),
            Ask::Count(questions) => {
                owes_counts |= questions != to_count;
                to_count = questions;
            }
            Ask::Find(words) => (to_find, owes_passages) = (words, true),
        }
        if std::mem::take(&mut owes_passages) {
            let passages = find_passages(&searcher, &to_find);
            let is_new = passages != lock().passages.as_deref().cloned();
            if is_new {
                lock().passages = passages.map(Arc::new);
                wake();
            }
        }
        if lock().latest != asked {
            continue;
        }
        if std::mem::take(&mut owes_answer) {
            let answer = (!asked.words.trim().is_empty()).then(|| Arc::new(Answer::of(&searcher, &asked)));
            lock().answer = answer;
            set_idle(shared, &asked);
            wake();
        }
        if std::mem::take(&mut owes_counts)
            && let Ok(searcher) = &searcher
        {
            let counts = to_count.iter().map(|question| (question.clone(), count(searcher, question))).collect();
            lock().counts = Arc::new(counts);
            wake();
        }
    }
}

fn find_passages(searcher: &Result<Searcher, SearchError>, words: &str) -> Option<FoundPassages> {
    let found = match searcher {
        _ if words.trim().is_empty() => return None,
        Ok(searcher) => passages_found(searcher, words),
        Err(e) => Err(e.to_string()),
    };
    Some(FoundPassages { words: words.to_owned(), found })
}

fn set_idle(shared: &Mutex<Shared>, asked: &Question) {
    let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
    shared.busy = shared.latest != *asked;
}
