//! The ends of a coding, moved by a word.

use crate::text::TextRange;
use unicode_segmentation::UnicodeSegmentation;

/// Which end moves, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The end, one word on or back.
    Last(bool),
    /// The start, one word on or back.
    First(bool),
}

/// So far around an end a word is looked for, in bytes.
const NEAR: usize = 400;

/// A passage with one of its ends moved by a word; none at the edge of the text, or when nothing would be left.
pub(super) fn moved(text: &str, range: TextRange, end: End) -> Option<TextRange> {
    let (start, stop) = (range.start(), range.end());
    let pivot = if matches!(end, End::Last(_)) { stop } else { start };
    let floor = text.floor_char_boundary(pivot.saturating_sub(NEAR));
    let ceiling = text.ceil_char_boundary((pivot + NEAR).min(text.len()));
    let words: Vec<(usize, usize)> =
        text.get(floor..ceiling)?.unicode_word_indices().map(|(at, word)| (floor + at, floor + at + word.len())).collect();
    let (start, stop) = match end {
        End::Last(true) => (start, words.iter().map(|w| w.1).find(|to| *to > stop)?),
        End::Last(false) => (start, words.iter().map(|w| w.1).rfind(|to| *to < stop && *to > start)?),
        End::First(true) => (words.iter().map(|w| w.0).find(|from| *from > start && *from < stop)?, stop),
        End::First(false) => (words.iter().map(|w| w.0).rfind(|from| *from < start)?, stop),
    };
    TextRange::within(text, start, stop).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_go_from_word_to_word_and_never_cross() {
        let text = "Nobody asked, \u{201c}who\u{201d} lived there.";
        let at = |words: &str| text.find(words).map(|i| TextRange::within(text, i, i + words.len()).expect("on letters"));
        let asked = at("asked").expect("there");
        let gives = |range, end| moved(text, range, end).and_then(|r| r.of(text));
        assert_eq!(gives(asked, End::Last(true)), Some("asked, \u{201c}who"));
        assert_eq!(gives(asked, End::First(false)), Some("Nobody asked"));
        assert_eq!(gives(asked, End::Last(false)), None, "one word cannot be made smaller");
        assert_eq!(gives(asked, End::First(true)), None);
        let all = at(text).expect("there");
        assert_eq!(gives(all, End::Last(true)), None, "the text ends there");
        assert_eq!(gives(all, End::First(true)).map(|t| t.starts_with("asked")), Some(true));
    }
}
