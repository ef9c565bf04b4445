//! The search thread of an open deep dive, and what it was told.
//!
//! Documents that come, go or change are told at once, because their words have to be read. Codings and attributes are
//! told when somebody asks, or a moment after the last change while the page of search is shown: gathering them takes
//! longer than a frame may in a large deep dive.

use crate::app::places::Places;
use crate::app::search_thread::{Answer, Counted, FoundPassages, Question, SearchThread};
use crate::app::searching::Wanted;
use crate::app::session::Session;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long after the last change the page of search follows.
const PAUSE: Duration = Duration::from_millis(300);

/// The search thread, and what it was told.
pub(super) struct SearchFeed {
    thread: Option<SearchThread>,
    /// The revision seen last.
    seen: u64,
    /// The revision that the thread knows.
    told: u64,
    /// The documents that the thread knows, with their texts and zones.
    documents: u64,
    changed: Instant,
    /// The query whose passages are asked for.
    finding: String,
}

/// What the search has found, as of this frame.
#[derive(Default)]
pub(super) struct Searched {
    pub answer: Option<Arc<Answer>>,
    pub is_searching: bool,
    pub counts: Arc<BTreeMap<Question, Option<Counted>>>,
    pub passages: Option<Arc<FoundPassages>>,
}

impl SearchFeed {
    pub(super) fn new(session: &Session, places: &Places, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let folder = places.index_of(session.folder().manifest().id);
        let thread = SearchThread::start(folder, session.texts(), Wanted::of(session), wake);
        let thread = thread.inspect_err(|e| tracing::error!("no search thread: {e}")).ok();
        let (seen, documents) = (session.revision(), fingerprint(session));
        let feed = Self { thread, seen, told: seen, documents, changed: Instant::now(), finding: String::new() };
        feed.count_saved(session);
        feed
    }

    /// Asks; what changed since is told first.
    pub(super) fn ask(&mut self, session: &Session, question: &Question) {
        if self.told != session.revision() {
            self.tell(session);
        }
        self.thread.iter().for_each(|thread| thread.ask(question));
    }

    /// Asks which passages a query finds, and keeps that up to date.
    pub(super) fn find(&mut self, session: &Session, words: &str) {
        if self.told != session.revision() {
            self.tell(session);
        }
        words.clone_into(&mut self.finding);
        self.thread.iter().for_each(|thread| thread.find(words));
    }

    /// The query whose passages are asked for.
    pub(super) fn finding(&self) -> &str {
        &self.finding
    }

    /// Tells what changed. `is_shown` says whether the page of search is; returns when to look again.
    pub(super) fn keep_up(&mut self, session: &Session, is_shown: bool) -> Option<Duration> {
        if self.seen != session.revision() {
            (self.seen, self.changed) = (session.revision(), Instant::now());
            let documents = fingerprint(session);
            if documents != self.documents {
                self.documents = documents;
                self.tell(session);
            }
        }
        if self.told == self.seen || !is_shown {
            return None;
        }
        let waited = self.changed.elapsed();
        if waited < PAUSE {
            return Some(PAUSE.saturating_sub(waited));
        }
        self.tell(session);
        None
    }

    fn tell(&mut self, session: &Session) {
        self.told = session.revision();
        // The list first: what changed has it counted anyway.
        self.count_saved(session);
        self.thread.iter().for_each(|thread| thread.update(Wanted::of(session)));
    }

    fn count_saved(&self, session: &Session) {
        let Some(thread) = &self.thread else { return };
        let saved = session.project().saved_queries().iter();
        let questions = saved.map(|q| Question { words: q.query.clone(), not_widened: q.not_widened.iter().cloned().collect() });
        thread.count(questions.collect());
    }

    pub(super) fn searched(&self) -> Searched {
        let Some(thread) = &self.thread else { return Searched::default() };
        let (answer, is_searching) = thread.answer();
        Searched { answer, is_searching, counts: thread.counts(), passages: thread.passages() }
    }
}

/// Changes whenever the set of documents does, or the text or the zones of one of them.
fn fingerprint(session: &Session) -> u64 {
    let project = session.project();
    let mut hasher = DefaultHasher::new();
    for document in project.documents().iter() {
        let zones = project.zones_by_hand(document.id).digest().map(|digest| format!("{digest:?}"));
        (document.id, document.text_version, zones).hash(&mut hasher);
    }
    hasher.finish()
}
