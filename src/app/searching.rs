//! Search in an open deep dive: an index kept up to date in the cache folder, and queries off the window's thread.
//!
//! The index is derived. When it is missing, damaged or of another version it is made anew without a word from
//! anybody; queries wait for that, and say so.

use super::ground::ground_of;
use super::session::Session;
use super::texts::Texts;
use crate::model::{Document, Id, ZoneMarks};
use crate::search;
use crate::search::{DocKey, Ground, Hit, Index, ParseError, Passage, Query, Results, SearchError};
use crate::text::SourceText;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

/// The documents that ought to be found, and what is known of them, as they are now.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    documents: BTreeMap<Id<Document>, (Document, ZoneMarks)>,
    ground: Arc<Ground>,
}

impl Wanted {
    /// The documents of a deep dive.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let project = session.project();
        let documents = project.documents().iter().map(|d| (d.id, (d.clone(), project.zones_by_hand(d.id)))).collect();
        Self { documents, ground: Arc::new(ground_of(project)) }
    }

    fn keys(&self) -> Vec<DocKey> {
        let key = |(d, zones): &(Document, ZoneMarks)| DocKey {
            id: d.id,
            text_version: d.text_version,
            source: d.source.clone(),
            zones: zones.digest(),
        };
        self.documents.values().map(key).collect()
    }

    fn text(&self, texts: &Texts, id: Id<Document>) -> Option<Arc<SourceText>> {
        self.documents.get(&id).and_then(|(document, zones)| texts.get(document, zones))
    }
}

/// How long to wait for another window or command that writes the index.
const PATIENCE: Duration = Duration::from_secs(120);

/// An index with the texts behind it.
pub struct Searcher {
    index: Index,
    texts: Texts,
    wanted: Wanted,
}

impl Searcher {
    /// Opens the index of a deep dive and brings it up to date.
    ///
    /// While another window or command writes the index, this waits for it, and then finds most of the work done.
    ///
    /// # Errors
    /// `SearchError` when not even a fresh index can be made.
    pub fn open(folder: &Path, texts: Texts, wanted: Wanted) -> Result<Self, SearchError> {
        let begun = Instant::now();
        let mut cleared = false;
        loop {
            let opened = Index::open(folder).and_then(|index| {
                let searcher = Self { index, texts: texts.clone(), wanted: wanted.clone() };
                searcher.bring_up_to_date().map(|()| searcher)
            });
            match opened {
                Err(SearchError::InUse | SearchError::ReadOnly) if begun.elapsed() < PATIENCE => {
                    std::thread::sleep(Duration::from_millis(100));
                }
                Err(SearchError::InUse | SearchError::ReadOnly) => return Self::in_memory(texts, wanted),
                Err(SearchError::Damaged { .. }) if !cleared => {
                    // Damaged beyond use: once more from nothing.
                    cleared = true;
                    if fs_err::remove_dir_all(folder).is_err() {
                        tracing::warn!("a damaged search index could not be removed");
                    }
                }
                opened => return opened,
            }
        }
    }

    /// An index of this process alone, when another one does not let go of the kept one.
    fn in_memory(texts: Texts, wanted: Wanted) -> Result<Self, SearchError> {
        let searcher = Self { index: Index::in_memory()?, texts, wanted };
        searcher.bring_up_to_date()?;
        Ok(searcher)
    }

    /// Adds and removes what changed.
    ///
    /// # Errors
    /// `SearchError`.
    pub fn update(&mut self, wanted: Wanted) -> Result<(), SearchError> {
        self.wanted = wanted;
        self.bring_up_to_date()
    }

    fn bring_up_to_date(&self) -> Result<(), SearchError> {
        let needs = self.index.needs(&self.wanted.keys());
        if needs.add.is_empty() && needs.remove.is_empty() {
            return Ok(());
        }
        let add = needs.add.into_iter().filter_map(|key| self.wanted.text(&self.texts, key.id).map(|text| (key, text)));
        self.index.update(add, &needs.remove, &|_| {}).map(|_| ())
    }

    /// The best hits of a query.
    ///
    /// # Errors
    /// `SearchError`.
    pub fn search(&self, query: &Query, limit: usize) -> Result<Results, SearchError> {
        self.index.search(query, limit, self, &self.wanted.ground)
    }

    /// Every hit of a query, in text order.
    ///
    /// # Errors
    /// `SearchError`.
    pub fn all_hits(&self, query: &Query) -> Result<Vec<Hit>, SearchError> {
        self.index.all_hits(query, self, &self.wanted.ground)
    }

    /// Every passage that answers a query, best first, without its text: for counting.
    ///
    /// # Errors
    /// `SearchError`.
    pub fn passages(&self, query: &Query) -> Result<Vec<Passage>, SearchError> {
        self.index.passages(query, self, &self.wanted.ground)
    }

    /// What is known of documents and codings.
    #[must_use]
    pub fn ground(&self) -> &Ground {
        &self.wanted.ground
    }

    /// Reads a query and makes sure that everything it names is there.
    ///
    /// # Errors
    /// A sentence and a place.
    pub fn read(&self, typed: &str) -> Result<Query, ParseError> {
        let query = Query::parse(typed)?;
        self.wanted.ground.check(&query).map(|()| query)
    }
}

impl search::Texts for Searcher {
    fn source(&self, document: Id<Document>) -> Option<Arc<SourceText>> {
        self.wanted.text(&self.texts, document)
    }

    fn plain(&self, document: Id<Document>) -> Option<Arc<str>> {
        let (document, _) = self.wanted.documents.get(&document)?;
        self.texts.plain(&document.source, document.text_version)
    }
}

/// What a query found, or why it found nothing.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The query as it was typed.
    pub words: String,
    /// What was found; the sentence when the query or the index is at fault.
    pub found: Result<Arc<Results>, String>,
    /// Where in the query the fault lies, in bytes.
    pub fault_at: Option<usize>,
}

enum Ask {
    Update(Box<Wanted>),
    Query(String),
    Close,
}

#[derive(Debug, Default)]
struct Shared {
    answer: Option<Arc<Answer>>,
    /// The latest question; older ones need no answer.
    latest: String,
    busy: bool,
}

/// How many hits the window shows at most; the counts are of all.
pub const SHOWN: usize = 500;

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
    pub fn ask(&self, words: &str) {
        {
            let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            shared.latest = words.to_owned();
            shared.busy = true;
        }
        self.send(Ask::Query(words.to_owned()));
    }

    /// Tells which documents there are now.
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

    /// The latest answer, and whether another is on its way.
    #[must_use]
    pub fn answer(&self) -> (Option<Arc<Answer>>, bool) {
        let shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        (shared.answer.clone(), shared.busy)
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
    let mut asked = String::new();
    set_idle(shared, &asked);
    wake();
    while let Ok(ask) = receive.recv() {
        match ask {
            Ask::Close => return,
            Ask::Update(wanted) => {
                if let Ok(searcher) = &mut searcher
                    && let Err(e) = searcher.update(*wanted)
                {
                    tracing::warn!("the search index could not be updated: {e}");
                }
            }
            Ask::Query(words) => asked = words,
        }
        let is_latest = shared.lock().unwrap_or_else(PoisonError::into_inner).latest == asked;
        if !is_latest {
            continue;
        }
        let answer = (!asked.trim().is_empty()).then(|| Arc::new(answer(&searcher, &asked)));
        shared.lock().unwrap_or_else(PoisonError::into_inner).answer = answer;
        set_idle(shared, &asked);
        wake();
    }
}

fn set_idle(shared: &Mutex<Shared>, asked: &str) {
    let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
    shared.busy = shared.latest != asked;
}

fn answer(searcher: &Result<Searcher, SearchError>, words: &str) -> Answer {
    let query = match searcher {
        Ok(searcher) => searcher.read(words),
        Err(_) => Query::parse(words),
    };
    let query = match query {
        Ok(query) => query,
        Err(e) => return Answer { words: words.to_owned(), fault_at: Some(e.at), found: Err(e.to_string()) },
    };
    let found = match searcher {
        Ok(searcher) => searcher.search(&query, SHOWN).map(Arc::new).map_err(|e| e.to_string()),
        Err(e) => Err(e.to_string()),
    };
    Answer { words: words.to_owned(), found, fault_at: None }
}
