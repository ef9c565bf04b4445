//! A document of a case: what is known about it; its bytes and text are in the store, named by `source`.

use super::particular::field_name;
use super::{Case, DocumentKind, Id, PartialDate, Particular, Record};
use crate::text::Field;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::mem::replace;

/// SHA-256 of an original's bytes, as 64 hexadecimal digits; also the name of its folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SourceHash(String);

impl SourceHash {
    /// Accepts 64 lower-case hexadecimal digits.
    ///
    /// # Errors
    /// A sentence when it is anything else.
    pub fn new(hex: &str) -> Result<Self, String> {
        let fits = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        if hex.len() == 64 && hex.chars().all(fits) { Ok(Self(hex.to_owned())) } else { Err(format!("`{hex}` is not a SHA-256")) }
    }

    /// Hashes an original.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        use sha2::{Digest, Sha256};
        use std::fmt::Write;
        let mut hex = String::with_capacity(64);
        for byte in Sha256::digest(bytes) {
            // Writing to a String cannot fail.
            write!(hex, "{byte:02x}").unwrap_or_default();
        }
        Self(hex)
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for SourceHash {
    type Error = String;

    fn try_from(hex: String) -> Result<Self, String> {
        Self::new(&hex)
    }
}

impl From<SourceHash> for String {
    fn from(hash: SourceHash) -> Self {
        hash.0
    }
}

/// How far people are with a document. Only `Coded` and `Reviewed` count as read in a matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Progress {
    /// Nobody has read it yet.
    #[default]
    NotRead,
    /// Somebody is reading and coding it.
    Coding,
    /// Read to the end and coded.
    Coded,
    /// Looked through by a second person.
    Reviewed,
}

impl Progress {
    /// Every stage in order.
    pub const ALL: [Self; 4] = [Self::NotRead, Self::Coding, Self::Coded, Self::Reviewed];

    /// Whether the document has been read to the end, so that "not mentioned" may be said of it.
    #[must_use]
    pub const fn is_read(self) -> bool {
        matches!(self, Self::Coded | Self::Reviewed)
    }
}

impl fmt::Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotRead => "Not read",
            Self::Coding => "Coding",
            Self::Coded => "Coded",
            Self::Reviewed => "Reviewed",
        })
    }
}

/// A document of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Its id.
    pub id: Id<Self>,
    /// Which original it is.
    pub source: SourceHash,
    /// The original's file name, for people; the stored file is `original.EXTENSION`.
    pub file_name: String,
    /// Size of the original in bytes.
    pub bytes: u64,
    /// Which extraction codings point into: 1 for `text-1.txt`.
    pub text_version: u32,
    /// Pages, 0 where the format has none.
    pub pages: u32,
    /// Words in passages.
    pub words: u32,
    /// The title people know it by.
    pub title: String,
    /// Its kind.
    pub kind: DocumentKind,
    /// The case it belongs to.
    pub case: Id<Case>,
    /// Signed off or published.
    #[serde(default)]
    pub dated: Option<PartialDate>,
    /// Whether a person has confirmed title, kind, case and date.
    #[serde(default)]
    pub confirmed: bool,
    /// How far people are with it.
    #[serde(default)]
    pub progress: Progress,
    /// What else is recorded, by field; fields that may have any number of values hold each under its value, others
    /// under the empty text. Missing means not recorded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub particulars: BTreeMap<(Field, String), Particular>,
}

impl Document {
    /// What is recorded of a field that has one value, with its provenance.
    #[must_use]
    pub fn particular(&self, field: Field) -> Option<&Particular> {
        self.particulars.get(&(field, String::new()))
    }

    /// Everything recorded of a field, in order of value.
    pub fn particulars_of(&self, field: Field) -> impl Iterator<Item = &Particular> {
        self.particulars.iter().filter(move |((of, _), _)| *of == field).map(|(_, particular)| particular)
    }
}

/// One field of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `Document` with the same name, unless said")]
pub enum DocumentField {
    Title(String),
    Kind(DocumentKind),
    Case(Id<Case>),
    Dated(Option<PartialDate>),
    Confirmed(bool),
    Progress(Progress),
    /// Which extraction is read now, with its pages and words.
    Text {
        version: u32,
        pages: u32,
        words: u32,
    },
    /// A particular by field and, where a field may have any number of values, by value; none when not recorded.
    Particular(Field, String, Option<Particular>),
}

impl Record for Document {
    type Field = DocumentField;
    const NAME: &'static str = "document";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: DocumentField) -> DocumentField {
        match field {
            DocumentField::Title(v) => DocumentField::Title(replace(&mut self.title, v)),
            DocumentField::Kind(v) => DocumentField::Kind(replace(&mut self.kind, v)),
            DocumentField::Case(v) => DocumentField::Case(replace(&mut self.case, v)),
            DocumentField::Dated(v) => DocumentField::Dated(replace(&mut self.dated, v)),
            DocumentField::Confirmed(v) => DocumentField::Confirmed(replace(&mut self.confirmed, v)),
            DocumentField::Progress(v) => DocumentField::Progress(replace(&mut self.progress, v)),
            DocumentField::Text { version, pages, words } => DocumentField::Text {
                version: replace(&mut self.text_version, version),
                pages: replace(&mut self.pages, pages),
                words: replace(&mut self.words, words),
            },
            DocumentField::Particular(field, which, value) => {
                let key = (field, which);
                let before = match value {
                    Some(value) => self.particulars.insert(key.clone(), value),
                    None => self.particulars.remove(&key),
                };
                DocumentField::Particular(key.0, key.1, before)
            }
        }
    }

    fn key(field: &DocumentField) -> Cow<'static, str> {
        match field {
            DocumentField::Title(_) => "title",
            DocumentField::Kind(_) => "kind",
            DocumentField::Case(_) => "case",
            DocumentField::Dated(_) => "date",
            DocumentField::Confirmed(_) => "confirmed",
            DocumentField::Progress(_) => "progress",
            DocumentField::Text { .. } => "text",
            DocumentField::Particular(field, which, _) => {
                return format!("{} {which}", field_name(*field)).trim_end().to_owned().into();
            }
        }
        .into()
    }
}
