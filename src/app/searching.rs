//! Search in an open deep dive: an index kept up to date in the cache folder, with the texts and the project behind it.
//!
//! The index is derived. When it is missing, damaged or of another version it is made anew without a word from
//! anybody; queries wait for that, and say so.

use super::ground::ground_of;
use super::session::Session;
use super::texts::Texts;
use crate::model::{Case, Document, Id, ZoneMarks};
use crate::search;
use crate::search::{DocKey, Entry, Ground, Hit, Index, Lexicon, ParseError, Passage, Query, Results, SearchError};
use crate::text::SourceText;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The documents that ought to be found, and what is known of them, as they are now.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    documents: BTreeMap<Id<Document>, (Document, ZoneMarks)>,
    ground: Arc<Ground>,
    lexicon: Arc<Lexicon>,
}

impl Wanted {
    /// The documents of a deep dive.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let project = session.project();
        let documents = project.documents().iter().map(|d| (d.id, (d.clone(), project.zones_by_hand(d.id)))).collect();
        let lexicon = Arc::new(Lexicon::new(project.lexicon().iter().map(Entry::from)));
        Self { documents, ground: Arc::new(ground_of(project)), lexicon }
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

    /// What else is found for a term.
    #[must_use]
    pub fn lexicon(&self) -> &Lexicon {
        &self.wanted.lexicon
    }

    /// The case of a document.
    #[must_use]
    pub fn case_of(&self, document: Id<Document>) -> Option<Id<Case>> {
        self.wanted.documents.get(&document).map(|(document, _)| document.case)
    }

    /// The extraction of a document in whose text its passages lie.
    #[must_use]
    pub fn text_version_of(&self, document: Id<Document>) -> Option<u32> {
        self.wanted.documents.get(&document).map(|(document, _)| document.text_version)
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
