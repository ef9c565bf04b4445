//! How the reading of one file ended.

use crate::text::{Shape, SourceText};
use serde::{Deserialize, Serialize};

/// How the reading of one file ended; every file gets exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Everything was read.
    Ok,
    /// Some pages or parts could not be read; the warnings say which.
    Partial,
    /// A password is needed.
    Password,
    /// The pages are pictures without text.
    Scanned,
    /// There is text, but its letters cannot be told.
    Garbled,
    /// The content is not what the name says, or not a document.
    WrongType,
    /// The file is damaged beyond reading.
    Corrupt,
    /// Reading it needs more memory or time than one document may take.
    TooBig,
    /// A kind of file that this program does not read; the reason names what to save it as.
    Unsupported,
}

impl Outcome {
    /// The name used on the command line and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Password => "password",
            Self::Scanned => "scanned",
            Self::Garbled => "garbled",
            Self::WrongType => "wrong-type",
            Self::Corrupt => "corrupt",
            Self::TooBig => "too-big",
            Self::Unsupported => "unsupported",
        }
    }
}

/// Why a file gave no text: an outcome and one plain sentence (what it is, why, what to do).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{reason}")]
pub struct Refusal {
    /// Never `Ok` or `Partial`.
    pub outcome: Outcome,
    /// One plain sentence without document text.
    pub reason: String,
    /// Pages that are pictures and could be read by text recognition.
    #[serde(default)]
    pub pictures: Option<Pictures>,
}

/// Pages that are pictures without text, which text recognition may read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pictures {
    /// The pages, counted from 1, in order.
    pub pages: Vec<u32>,
    /// How many pages the document has in all.
    pub of_pages: u32,
    /// The sentence about what else could not be read; none when these pages are all.
    pub besides: Option<String>,
}

impl Refusal {
    /// Refuses a file with a sentence.
    #[must_use]
    pub fn new(outcome: Outcome, reason: impl Into<String>) -> Self {
        Self { outcome, reason: reason.into(), pictures: None }
    }
}

/// What came of reading one file.
///
/// It travels from the worker as JSON; a text whose blocks do not fit it is refused on arrival.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Travelling", into = "Travelling")]
pub struct Extraction {
    /// How it ended.
    pub outcome: Outcome,
    /// The sentence for people when there is no text or only part of it.
    pub reason: Option<String>,
    /// The text; present when the outcome is `Ok` or `Partial`.
    pub source: Option<SourceText>,
    /// Pages that are pictures and could be read by text recognition.
    pub pictures: Option<Pictures>,
    /// Whether the document is protected and the password that was given opened it.
    pub unlocked: bool,
    /// Names of the files that came with it, in order: the attachments of an e-mail.
    pub attachments: Vec<String>,
    /// The file itself, when it was taken out of another one.
    pub original: Option<Vec<u8>>,
}

impl From<Refusal> for Extraction {
    fn from(refusal: Refusal) -> Self {
        Self {
            outcome: refusal.outcome,
            reason: Some(refusal.reason),
            source: None,
            pictures: refusal.pictures,
            unlocked: false,
            attachments: Vec::new(),
            original: None,
        }
    }
}

/// An extraction as the worker sends it.
#[derive(Serialize, Deserialize)]
struct Travelling {
    outcome: Outcome,
    reason: Option<String>,
    source: Option<(String, Shape)>,
    pictures: Option<Pictures>,
    unlocked: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<String>,
    /// As hexadecimal digits: a list of numbers would be twice as long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    original: Option<String>,
}

impl TryFrom<Travelling> for Extraction {
    type Error = String;

    fn try_from(from: Travelling) -> Result<Self, String> {
        let source = from.source.map(|(text, shape)| SourceText::from_parts(text, shape)).transpose()?;
        let original =
            from.original.map(|digits| bytes_of(&digits).ok_or("the bytes of an attachment are garbled")).transpose()?;
        Ok(Self {
            outcome: from.outcome,
            reason: from.reason,
            source,
            pictures: from.pictures,
            unlocked: from.unlocked,
            attachments: from.attachments,
            original,
        })
    }
}

impl From<Extraction> for Travelling {
    fn from(from: Extraction) -> Self {
        let original = from.original.as_deref().map(digits_of);
        Self {
            outcome: from.outcome,
            reason: from.reason,
            source: from.source.map(|s| (s.text, s.shape)),
            pictures: from.pictures,
            unlocked: from.unlocked,
            attachments: from.attachments,
            original,
        }
    }
}

fn digits_of(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from_digit(value.into(), 16).unwrap_or('0');
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect()
}

fn bytes_of(digits: &str) -> Option<Vec<u8>> {
    let value = |digit: &u8| char::from(*digit).to_digit(16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(value(high)? * 16 + value(low)?).ok(),
        _ => None,
    };
    digits.as_bytes().chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::{Extraction, Outcome};

    #[test]
    fn bytes_survive_the_journey() {
        let sent = Extraction {
            outcome: Outcome::Unsupported,
            reason: Some("no".to_owned()),
            source: None,
            pictures: None,
            unlocked: false,
            attachments: vec!["a.bin".to_owned()],
            original: Some((0..=255).collect()),
        };
        let json = serde_json::to_string(&sent).expect("writes");
        assert_eq!(serde_json::from_str::<Extraction>(&json).expect("reads"), sent);
        assert!(serde_json::from_str::<Extraction>(&json.replace("000102", "00x102")).is_err());
    }
}
