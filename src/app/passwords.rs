//! Passwords of protected documents, kept for as long as the program runs and never written anywhere.
//!
//! A document's text is stored when it is read, but its original stays protected, so that drawing its pages needs the
//! password again. All clones share what is kept.

use super::accept::FileRead;
use crate::model::SourceHash;
use crate::read::Password;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Passwords by original.
#[derive(Clone, Debug, Default)]
pub struct Passwords {
    kept: Arc<Mutex<BTreeMap<SourceHash, Password>>>,
}

impl Passwords {
    /// Keeps the password of an original.
    pub fn keep(&self, source: &SourceHash, password: Password) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).insert(source.clone(), password);
    }

    /// Keeps the password with which a file was read, if it needed one.
    pub fn keep_of(&self, read: &FileRead) {
        if let (Some(source), Some(password)) = (&read.hash, &read.password) {
            self.keep(source, password.clone());
        }
    }

    /// The password of an original, when it was given since the program started.
    #[must_use]
    pub fn of(&self, source: &SourceHash) -> Option<Password> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(source).cloned()
    }

    /// Forgets the password of an original: it was wrong.
    pub fn forget(&self, source: &SourceHash) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(source);
    }
}
