//! A range of bytes in a document's text that cannot be built wrongly.
//!
//! Stored as `(start, end)`. A range read back from a journal is only known to be ordered; `fits`
//! tells whether it lies on character boundaries of a given text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A non-empty range of UTF-8 byte offsets, `start < end`, in one document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct TextRange {
    start: u32,
    end: u32,
}

/// Why a pair of offsets is not a range of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RangeError {
    /// The end does not lie after the start.
    #[error("the passage {0} to {1} is empty or runs backwards")]
    Empty(u32, u32),
    /// An offset lies outside the text or inside a character.
    #[error("the passage {0} to {1} does not lie on letters of this text")]
    OutsideText(u32, u32),
}

impl TextRange {
    /// Builds a range from two byte offsets.
    ///
    /// # Errors
    /// `Empty` when `end <= start`.
    pub fn new(start: u32, end: u32) -> Result<Self, RangeError> {
        if start < end { Ok(Self { start, end }) } else { Err(RangeError::Empty(start, end)) }
    }

    /// Builds a range that is known to lie on character boundaries of `text`.
    ///
    /// # Errors
    /// `Empty` or `OutsideText`.
    pub fn within(text: &str, start: usize, end: usize) -> Result<Self, RangeError> {
        let (s, e) = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
        let range = Self::new(s, e)?;
        if range.fits(text) { Ok(range) } else { Err(RangeError::OutsideText(s, e)) }
    }

    /// First byte.
    #[must_use]
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte.
    #[must_use]
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes, at least 1.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "a range is never empty")]
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// The range as the standard library writes it.
    #[must_use]
    pub const fn as_range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether both ends are character boundaries of `text`.
    #[must_use]
    pub const fn fits(self, text: &str) -> bool {
        text.is_char_boundary(self.start as usize) && text.is_char_boundary(self.end as usize)
    }

    /// The text under the range, when it fits.
    #[must_use]
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.as_range())
    }

    /// Whether the two ranges share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `offset` lies in the range (the end excluded).
    #[must_use]
    pub const fn contains(self, offset: usize) -> bool {
        (self.start as usize) <= offset && offset < self.end as usize
    }

    /// The bytes that both ranges share.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.start.max(other.start), self.end.min(other.end)).ok()
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl TryFrom<(u32, u32)> for TextRange {
    type Error = RangeError;

    fn try_from((start, end): (u32, u32)) -> Result<Self, RangeError> {
        Self::new(start, end)
    }
}

impl From<TextRange> for (u32, u32) {
    fn from(range: TextRange) -> Self {
        (range.start, range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_a_range() {
        assert_eq!(TextRange::new(3, 3), Err(RangeError::Empty(3, 3)));
        assert_eq!(TextRange::within("é", 0, 1), Err(RangeError::OutsideText(0, 1)));
        assert_eq!(TextRange::within("é", 0, 9), Err(RangeError::OutsideText(0, 9)));
        assert!(ron::from_str::<TextRange>("(5,2)").is_err());
    }

    #[test]
    fn is_written_as_a_pair() {
        let range = TextRange::new(2, 5).expect("ordered");
        assert_eq!(ron::to_string(&range).expect("writes"), "(2,5)");
        assert_eq!(ron::from_str::<TextRange>("(2,5)"), Ok(range));
    }
}
