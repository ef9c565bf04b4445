//! Texts of documents, read when first asked for and kept while there is room.
//!
//! A handle may be cloned into other threads; all clones share what is kept.

use crate::model::{Document, SourceHash, ZoneMarks};
use crate::store::folder::ProjectFolder;
use crate::text::{QuoteHash, SourceText};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of text kept at most; the least recently used goes first.
const ROOM: usize = 48 << 20;

/// Original, extraction, and the hash of what people said of its zones.
type Key = (SourceHash, u32, Option<QuoteHash>);

#[derive(Debug, Default)]
struct Kept {
    texts: HashMap<Key, (u64, Arc<SourceText>)>,
    bytes: usize,
    used: u64,
}

/// Texts of one project's documents.
#[derive(Clone, Debug)]
pub struct Texts {
    folder: ProjectFolder,
    kept: Arc<Mutex<Kept>>,
}

impl Texts {
    /// Texts in a project folder.
    #[must_use]
    pub fn new(folder: ProjectFolder) -> Self {
        Self { folder, kept: Arc::default() }
    }

    /// A document's present text with its zones as people see them; none when its files are missing or damaged.
    #[must_use]
    pub fn get(&self, document: &Document, zones: &ZoneMarks) -> Option<Arc<SourceText>> {
        let (source, version) = (&document.source, document.text_version);
        let Some(digest) = zones.digest() else { return self.of_source(source, version) };
        let key = (source.clone(), version, Some(digest));
        self.held(&key).or_else(|| {
            let extracted = self.of_source(source, version)?;
            Some(self.hold(key, Arc::new(zones.applied(&extracted))))
        })
    }

    /// A text of an original as it was extracted.
    #[must_use]
    pub fn of_source(&self, source: &SourceHash, version: u32) -> Option<Arc<SourceText>> {
        let key = (source.clone(), version, None);
        if let Some(text) = self.held(&key) {
            return Some(text);
        }
        match self.folder.source_text(source, version) {
            Ok(text) => Some(self.hold(key, Arc::new(text))),
            Err(e) => {
                tracing::warn!("a stored text cannot be read: {e}");
                None
            }
        }
    }

    /// Only the text of an original as it was extracted, for running over all texts: it is not kept.
    #[must_use]
    pub fn plain(&self, source: &SourceHash, version: u32) -> Option<Arc<str>> {
        let key = (source.clone(), version, None);
        if let Some(text) = self.held(&key) {
            return Some(text.text.as_str().into());
        }
        match self.folder.plain_text(source, version) {
            Ok(text) => Some(text.into()),
            Err(e) => {
                tracing::warn!("a stored text cannot be read: {e}");
                None
            }
        }
    }

    fn held(&self, key: &Key) -> Option<Arc<SourceText>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.used += 1;
        let now = kept.used;
        let (used, text) = kept.texts.get_mut(key)?;
        *used = now;
        Some(Arc::clone(text))
    }

    fn hold(&self, key: Key, text: Arc<SourceText>) -> Arc<SourceText> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.bytes += weight(&text);
        let now = kept.used;
        if let Some((_, before)) = kept.texts.insert(key, (now, Arc::clone(&text))) {
            kept.bytes -= weight(&before);
        }
        while kept.bytes > ROOM && kept.texts.len() > 1 {
            let Some(oldest) = kept.texts.iter().min_by_key(|(_, (used, _))| *used).map(|(key, _)| key.clone()) else { break };
            if let Some((_, gone)) = kept.texts.remove(&oldest) {
                kept.bytes -= weight(&gone);
            }
        }
        text
    }
}

fn weight(text: &SourceText) -> usize {
    text.text.len() + text.shape.blocks.len() * 120
}
