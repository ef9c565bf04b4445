//! Texts of documents, read when first asked for and kept while there is room.
//!
//! A handle may be cloned into other threads; all clones share what is kept.

use crate::model::{Document, SourceHash};
use crate::store::folder::ProjectFolder;
use crate::text::SourceText;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Bytes of text kept at most; the least recently used goes first.
const ROOM: usize = 48 << 20;

#[derive(Debug, Default)]
struct Kept {
    texts: HashMap<(SourceHash, u32), (u64, Arc<SourceText>)>,
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

    /// A document's text; none when its files are missing or damaged.
    #[must_use]
    pub fn get(&self, document: &Document) -> Option<Arc<SourceText>> {
        self.of_source(&document.source, document.text_version)
    }

    /// The text of an original.
    #[must_use]
    pub fn of_source(&self, source: &SourceHash, version: u32) -> Option<Arc<SourceText>> {
        let key = (source.clone(), version);
        {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.used += 1;
            let now = kept.used;
            if let Some((used, text)) = kept.texts.get_mut(&key) {
                *used = now;
                return Some(Arc::clone(text));
            }
        }
        let text = match self.folder.source_text(source, version) {
            Ok(text) => Arc::new(text),
            Err(e) => {
                tracing::warn!("a stored text cannot be read: {e}");
                return None;
            }
        };
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
        Some(text)
    }
}

fn weight(text: &SourceText) -> usize {
    text.text.len() + text.shape.blocks.len() * 120
}
