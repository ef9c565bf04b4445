//! A password of a protected document: never printed, never stored, overwritten when let go.
//!
//! It travels to the worker through the pipe, not in arguments that every program on the computer can see.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The password of a protected document, kept in memory only.
#[derive(Clone, Serialize, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Password(String);

impl Password {
    /// Keeps a password as typed.
    #[must_use]
    pub const fn new(typed: String) -> Self {
        Self(typed)
    }

    /// The password itself; not to be shown or written anywhere.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Drop for Password {
    fn drop(&mut self) {
        overwrite(&mut std::mem::take(&mut self.0).into_bytes());
    }
}

/// Overwrites bytes that held a secret.
pub(super) fn overwrite(bytes: &mut [u8]) {
    bytes.fill(0);
    // Else the compiler may leave out a write that nobody reads.
    std::hint::black_box(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_never_printed() {
        let password = Password::new("correct horse".to_owned());
        assert_eq!(format!("{password:?}"), "Password(…)");
        assert_eq!(format!("{:?}", Some(&password)), "Some(Password(…))");
        assert_eq!(password.reveal(), "correct horse");
    }
}
