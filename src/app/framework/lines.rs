//! The lines of a summary with their links: as they are shown, as they are typed, and back.
//!
//! While one writes, links stand as `[2]` at the end of a line. The subtlety: a link to a coding that is gone has no
//! number and so is not typed; it stays with its line, and comes to light again when the coding does.

use crate::app::study::carried_links;
use crate::model::{Coding, Id, SeenCoding, SummaryLink, Written};

/// One statement of a summary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// The numbers of the passages that it rests on, from 1, in order.
    pub passages: Vec<usize>,
}

/// The lines of a summary; `codings` are the cell's in reading order.
#[must_use]
pub fn lines(written: &Written, codings: &[Id<Coding>]) -> Vec<Line> {
    let line = |(place, text): (usize, &str)| {
        let of_line = written.links.iter().filter(|link| link.line as usize == place);
        let number = |link: &SummaryLink| codings.iter().position(|id| *id == link.coding).map(|i| i + 1);
        let mut passages: Vec<usize> = of_line.filter_map(number).collect();
        passages.sort_unstable();
        passages.dedup();
        Line { text: text.trim().to_owned(), passages }
    };
    written.text.lines().enumerate().map(line).collect()
}

/// A summary as it is typed: every line with the numbers of its passages behind it.
#[must_use]
pub fn compose(written: &Written, codings: &[Id<Coding>]) -> String {
    let line = |line: Line| {
        let marks: String = line.passages.iter().map(|number| mark(*number)).collect();
        line.text + &marks
    };
    lines(written, codings).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The mark of a passage as it is typed.
#[must_use]
pub fn mark(number: usize) -> String {
    format!(" [{number}]")
}

/// What was typed, taken apart: the words, and the links of each line.
///
/// A number that no passage has stays in the words. Empty lines are left out; marks that stand alone belong to the line
/// above them.
#[must_use]
pub fn parse(typed: &str, codings: &[Id<Coding>]) -> (String, Vec<SummaryLink>) {
    let mut texts: Vec<String> = Vec::new();
    let mut links = Vec::new();
    for line in typed.lines() {
        let (text, numbers) = take_marks(line, codings.len());
        if !text.is_empty() {
            texts.push(text.to_owned());
        }
        let Some(place) = texts.len().checked_sub(1).and_then(|i| u32::try_from(i).ok()) else { continue };
        let coding = |number: &usize| codings.get(number - 1).copied();
        links.extend(numbers.iter().filter_map(coding).map(|coding| SummaryLink { line: place, coding }));
    }
    links.sort();
    links.dedup();
    (texts.join("\n"), links)
}

/// Takes the marks off the end of a line: its words, and the numbers from 1 to `most`.
fn take_marks(line: &str, most: usize) -> (&str, Vec<usize>) {
    let (mut text, mut numbers) = (line.trim(), Vec::new());
    while let Some((before, mark)) = text.strip_suffix(']').and_then(|t| t.rsplit_once('[')) {
        let inside: Option<Vec<usize>> = mark.split(',').map(|n| number(n.trim(), most)).collect();
        let Some(inside) = inside else { break };
        numbers.extend(inside);
        text = before.trim_end();
    }
    (text, numbers)
}

fn number(digits: &str, most: usize) -> Option<usize> {
    let plain = !digits.is_empty() && digits.len() < 7 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|n| plain && (1..=most).contains(n))
}

/// What becomes of a summary when something else was typed: it is no draft any more, and its author has seen `seen`.
#[must_use]
pub fn typed(typed: &str, was: &Written, codings: &[Id<Coding>], seen: &[SeenCoding]) -> Written {
    let (text, mut links) = parse(typed, codings);
    let gone: Vec<SummaryLink> = was.links.iter().filter(|link| !codings.contains(&link.coding)).copied().collect();
    links.extend(carried_links(&was.text, &gone, &text));
    links.sort();
    Written { text, links, is_draft: false, seen: seen.to_vec() }
}

/// Puts the mark of a passage behind the line in which the caret stands; returns the text and where the caret is then.
///
/// `caret` counts letters, not bytes. A line that has the mark already is left as it is.
#[must_use]
pub fn insert_mark(typed: &str, caret: usize, number: usize) -> (String, usize) {
    let at = typed.char_indices().nth(caret).map_or(typed.len(), |(byte, _)| byte);
    let start = typed.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |i| i + 1);
    let end = typed.get(at..).and_then(|after| after.find('\n')).map_or(typed.len(), |i| at + i);
    let line = typed.get(start..end).unwrap_or_default();
    let (before, after) = (typed.get(..start).unwrap_or_default(), typed.get(end..).unwrap_or_default());
    let has_it = take_marks(line, usize::MAX).1.contains(&number);
    let line = if has_it { line.to_owned() } else { line.trim_end().to_owned() + &mark(number) };
    let caret = before.chars().count() + line.chars().count();
    (format!("{before}{line}{after}"), caret)
}

/// A summary with a passage linked to a line. Whoever links a passage has seen it.
#[must_use]
pub fn linked(was: &Written, line: u32, passage: &SeenCoding) -> Written {
    let mut now = was.clone();
    now.links.push(SummaryLink { line, coding: passage.coding });
    now.links.sort();
    now.links.dedup();
    now.seen.retain(|seen| seen.coding != passage.coding);
    now.seen.push(passage.clone());
    now.seen.sort();
    now
}

/// A summary without one of its links.
#[must_use]
pub fn unlinked(was: &Written, line: u32, coding: Id<Coding>) -> Written {
    let mut now = was.clone();
    now.links.retain(|link| *link != SummaryLink { line, coding });
    now
}

/// A summary whose author has looked through what is coded now.
#[must_use]
pub fn looked_through(was: &Written, seen: Vec<SeenCoding>) -> Written {
    Written { seen, ..was.clone() }
}
