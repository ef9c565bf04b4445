//! A draft of a summary from what is coded: only ever on request, and marked as a draft.
//!
//! Not a word in it is the program's own: each line is a sentence that a person coded, between quotation marks.

use super::Quoted;
use crate::model::{SeenCoding, SummaryLink, Written};
use crate::text::sentence_starts;

/// A draft from the passages of a cell, concern first, then good practice, then context; none without a single word.
///
/// One line for each coding. Two that begin with the same sentence, such as by two analysts, share a line.
#[must_use]
pub fn draft(passages: &[Quoted]) -> Option<Written> {
    let mut order: Vec<&Quoted> = passages.iter().filter(|p| !p.words.is_empty()).collect();
    order.sort_by_key(|p| p.polarity);
    let (mut texts, mut links): (Vec<String>, Vec<SummaryLink>) = (Vec::new(), Vec::new());
    for passage in order {
        let text = format!("“{}”", first_sentence(&passage.words));
        let place = texts.iter().position(|t| *t == text).unwrap_or(texts.len());
        if place == texts.len() {
            texts.push(text);
        }
        let Ok(line) = u32::try_from(place) else { break };
        links.push(SummaryLink { line, coding: passage.coding });
    }
    links.sort();
    let mut seen: Vec<SeenCoding> = passages.iter().map(|p| p.seen.clone()).collect();
    seen.sort();
    seen.dedup();
    (!texts.is_empty()).then(|| Written { text: texts.join("\n"), links, is_draft: true, seen })
}

/// The first sentence of a passage on one line, without quotation marks around the whole of it.
#[must_use]
pub fn first_sentence(words: &str) -> String {
    let end = sentence_starts(words).first().copied().unwrap_or(words.len());
    let sentence = words.get(..end).unwrap_or(words).split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = sentence.strip_prefix('“').and_then(|s| s.strip_suffix('”')).filter(|s| !s.contains(['“', '”']));
    bare.map_or(sentence.clone(), |bare| bare.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_taken_whole_and_alone() {
        assert_eq!(first_sentence("He was seen by Dr. Hall.  The baby was not."), "He was seen by Dr. Hall.");
        assert_eq!(first_sentence("a heading\nand what follows it"), "a heading");
        assert_eq!(first_sentence("no full  stop"), "no full stop");
        assert_eq!(first_sentence("“Nobody asked.”"), "Nobody asked.");
        assert_eq!(first_sentence("“Nobody” asked “him”"), "“Nobody” asked “him”");
    }
}
