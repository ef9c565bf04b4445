//! Who wrote a step: one analyst on one device.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::Arc;

/// A writer: one analyst on one device, such as `mk-7f3a`; also the name of the writer's journal file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WriterId(Arc<str>);

impl WriterId {
    /// Accepts 1 to 40 lower-case letters, digits and hyphens: safe as a file name on every system.
    ///
    /// # Errors
    /// A sentence when it is anything else.
    pub fn new(name: &str) -> Result<Self, String> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if name.is_empty() || name.len() > 40 || !name.chars().all(fits) {
            return Err(format!("`{name}` is not the name of a writer"));
        }
        Ok(Self(name.into()))
    }

    /// Makes a writer from an analyst's initials and some randomness.
    #[must_use]
    pub fn from_initials(initials: &str, random: u16) -> Self {
        let letters: String =
            initials.chars().filter(char::is_ascii_alphanumeric).take(8).map(|c| c.to_ascii_lowercase()).collect();
        let letters = if letters.is_empty() { "a".to_owned() } else { letters };
        Self(format!("{letters}-{random:04x}").into())
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for WriterId {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::new(&name)
    }
}

impl From<WriterId> for String {
    fn from(id: WriterId) -> Self {
        id.0.as_ref().to_owned()
    }
}

impl fmt::Display for WriterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for WriterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The person behind a writer, as the journal's first line names them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analyst {
    /// Full name, or what the person wants to be called.
    pub name: String,
    /// Two or three letters shown beside codings.
    pub initials: String,
}

impl Analyst {
    /// Names a person and takes the initials from the name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut initials: String =
            name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_alphanumeric()).take(3).collect();
        if initials.chars().count() == 1 {
            initials = name.chars().filter(|c| c.is_alphanumeric()).take(2).collect();
        }
        Self { initials: initials.to_uppercase(), name }
    }
}
