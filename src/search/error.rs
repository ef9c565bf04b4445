//! What can go wrong with the index.
//!
//! Nothing here loses work: the index is made from the documents and can be made again. The subtlety: tantivy's own
//! messages are kept as sources for the log and never shown; they name files of the cache, not words of documents.

use std::path::PathBuf;
use std::sync::Arc;

/// Why the index could not be opened, filled or asked.
#[derive(Clone, Debug, thiserror::Error)]
pub enum SearchError {
    /// The cache folder cannot be made, cleared or written.
    #[error(
        "The search index cannot be kept in {folder}; your documents and codings are safe. Check that the disk is not full and that you may write there"
    )]
    Folder {
        /// The cache folder.
        folder: PathBuf,
        /// What the operating system said.
        #[source]
        source: Arc<std::io::Error>,
    },
    /// Another window holds an index that this one can neither read nor replace.
    #[error(
        "The search index is in use by another window of Deepdive; your documents and codings are safe. Close the other window and open this project again"
    )]
    InUse,
    /// Another window writes the index; this one may only read it.
    #[error(
        "Another window of Deepdive is updating the search index; nothing is lost. This window will see its changes when it searches again"
    )]
    ReadOnly,
    /// The files of the index are damaged; they are made again when the index is next opened.
    #[error("The search index is damaged; your documents and codings are safe. Open the project again to rebuild the index")]
    Damaged {
        /// What tantivy said.
        #[source]
        source: Option<tantivy::TantivyError>,
    },
}

impl SearchError {
    pub(super) fn folder(folder: &std::path::Path, source: std::io::Error) -> Self {
        Self::Folder { folder: folder.to_owned(), source: Arc::new(source) }
    }
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(source: tantivy::TantivyError) -> Self {
        match source {
            tantivy::TantivyError::LockFailure(..) => Self::ReadOnly,
            source => Self::Damaged { source: Some(source) },
        }
    }
}

/// Runs `ask` on files that may be damaged: a panic of the library over them is an error like any other.
pub(super) fn guarded<T>(ask: impl FnOnce() -> Result<T, SearchError>) -> Result<T, SearchError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(ask)).unwrap_or(Err(SearchError::Damaged { source: None }))
}
