//! Quotes: a short hash that notices when a text drifted under a coding, and the words and sentences around a place.

use super::TextRange;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use unicode_segmentation::UnicodeSegmentation;

/// The first 8 bytes of the SHA-256 of a quote, kept with each coding and compared when a project is checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QuoteHash([u8; 8]);

impl QuoteHash {
    /// Hashes a quote exactly as it stands.
    #[must_use]
    pub fn of(quote: &str) -> Self {
        let digest = Sha256::digest(quote.as_bytes());
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(digest) {
            *to = from;
        }
        Self(first)
    }
}

impl fmt::Display for QuoteHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|b| write!(f, "{b:02x}"))
    }
}

impl fmt::Debug for QuoteHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QuoteHash({self})")
    }
}

impl From<QuoteHash> for String {
    fn from(hash: QuoteHash) -> Self {
        hash.to_string()
    }
}

impl TryFrom<String> for QuoteHash {
    type Error = String;

    fn try_from(hex: String) -> Result<Self, String> {
        match u64::from_str_radix(&hex, 16) {
            Ok(value) if hex.len() == 16 => Ok(Self(value.to_be_bytes())),
            _ => Err(format!("`{hex}` is not a quote hash of 16 hexadecimal digits")),
        }
    }
}

/// Number of words, by the word rules of Unicode (UAX 29).
#[must_use]
pub fn words_in(text: &str) -> usize {
    text.unicode_words().count()
}

/// The sentence of `block` (a range of `text`) in which `offset` lies, without outer blanks.
///
/// Common abbreviations of reviews ("Dr.", "p.", "no.") do not end a sentence.
#[must_use]
pub fn sentence_around(text: &str, block: TextRange, offset: usize) -> TextRange {
    let Some(body) = block.of(text) else { return block };
    let at = offset.clamp(block.start(), block.end().saturating_sub(1)) - block.start();
    let starts = sentence_starts(body);
    let after = starts.partition_point(|s| *s <= at);
    let start = after.checked_sub(1).and_then(|i| starts.get(i)).copied().unwrap_or_default();
    let end = starts.get(after).copied().unwrap_or(body.len());
    trimmed(text, block.start() + start, block.start() + end).unwrap_or(block)
}

/// Bytes of `passage` at which its second and further sentences start, in order.
///
/// By the sentence rules of Unicode (UAX 29); common abbreviations of reviews ("Dr.", "p.", "no.") end no sentence.
#[must_use]
pub fn sentence_starts(passage: &str) -> Vec<usize> {
    // Only these signs, and signs beyond ASCII, can end a sentence: most headings and rows of tables have none.
    if !passage.bytes().any(|b| matches!(b, b'.' | b'!' | b'?' | b'\n' | b'\r') || b >= 0x80) {
        return Vec::new();
    }
    let ends = passage.split_sentence_bound_indices().map(|(i, sentence)| i + sentence.len());
    ends.filter(|end| *end < passage.len() && !ends_in_abbreviation(passage.get(..*end).unwrap_or_default())).collect()
}

/// The word at `offset`, or the run of blanks or signs there.
#[must_use]
pub fn word_around(text: &str, block: TextRange, offset: usize) -> TextRange {
    let Some(body) = block.of(text) else { return block };
    let at = offset.clamp(block.start(), block.end().saturating_sub(1)) - block.start();
    body.split_word_bound_indices()
        .find(|(i, w)| at < i + w.len())
        .and_then(|(i, w)| TextRange::within(text, block.start() + i, block.start() + i + w.len()).ok())
        .unwrap_or(block)
}

fn ends_in_abbreviation(before: &str) -> bool {
    const SHORT: [&str; 12] = ["dr.", "mr.", "mrs.", "ms.", "prof.", "no.", "p.", "pp.", "para.", "e.g.", "i.e.", "st."];
    let last = before.trim_end().rsplit([' ', '(', '\n', '\t']).next().unwrap_or_default().to_lowercase();
    SHORT.contains(&last.as_str())
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<TextRange> {
    let raw = text.get(start..end)?;
    let front = raw.len() - raw.trim_start().len();
    TextRange::within(text, start + front, start + front + raw.trim().len()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_sentence() {
        let text = "x\n\nHe was seen by Dr. Hall. The baby was not. End";
        let block = TextRange::within(text, 3, text.len()).expect("fits");
        let quote = |at| sentence_around(text, block, at).of(text).expect("fits");
        assert_eq!(quote(5), "He was seen by Dr. Hall.");
        assert_eq!(quote(30), "The baby was not.");
        assert_eq!(quote(text.len()), "End");
    }

    #[test]
    fn a_hash_survives_a_round_trip_and_notices_a_change() {
        let hash = QuoteHash::of("not known");
        let line = ron::to_string(&hash).expect("writes");
        assert_eq!(ron::from_str::<QuoteHash>(&line), Ok(hash));
        assert_ne!(hash, QuoteHash::of("not  known"));
    }
}
