//! Finds a quotation in a document's text when only its spacing may differ, as after a change of line ends.

use crate::text::{SourceText, TextRange};
use regex::Regex;

/// The one place where the words of `quote` stand in the text; none when they stand nowhere or more than once.
#[must_use]
pub fn locate(source: &SourceText, quote: &str) -> Option<TextRange> {
    let pattern = quote.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+");
    if pattern.is_empty() {
        return None;
    }
    let regex = Regex::new(&pattern).ok()?;
    let mut found = regex.find_iter(&source.text);
    let first = found.next()?;
    if found.next().is_some() {
        return None;
    }
    TextRange::within(&source.text, first.start(), first.end()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, SourceBuilder};

    #[test]
    fn spacing_may_differ_but_the_place_must_be_one() {
        let mut builder = SourceBuilder::new("test/1");
        builder.push(BlockKind::Paragraph, 0, "not\nknown (to anyone). known known");
        let source = builder.build();
        assert_eq!(locate(&source, "not known (to anyone).").map(|r| source.quote(r)), Some("not\nknown (to anyone)."));
        assert_eq!(locate(&source, "known"), None);
        assert_eq!(locate(&source, " "), None);
    }
}
