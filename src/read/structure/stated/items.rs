//! Findings and recommendations under a printed name: "Finding 2: …", "Recommendation 3", "Learning point 7".

use super::{Document, Item, MOST, holds};
use crate::text::{BlockKind, StatedKind, Zone, words_in};
use regex::Regex;
use std::sync::LazyLock;

/// A title is shorter than this; what is longer is a sentence that states all by itself.
const TITLE_WORDS: usize = 25;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests of `stated`")]
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?isx)^\s*
        (?:(?:key|summary|national|local|overview|strategic|thematic|additional|(?:multi|single)[-\ ]?agency|partnership)\ )?
        (?P<name>finding|recommendation|learning\ point|learning\ theme|lesson|action|question)
        \s+(?:no\.?\s*|number\s+|\#)?\(?
        (?P<number>\d{1,3}(?:\.\d{1,2})?[a-z]?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)
        (?:\)?\s*[:.)–—-]+|\s*\n|\s*\t|\s*$|\s+for\s[^.:]+:)\s*(?P<rest>.*)$",
    )
    .unwrap()
});

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests of `stated`")]
static TYPED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s*\(?([RF]?\d{1,2}(?:\.\d{1,2})?[a-z]?)[.):]?(?:\s|$)").unwrap());

/// What follows the words of a recommendation and belongs to it.
const FOLLOWERS: [&str; 12] = [
    "owner",
    "lead",
    "by whom",
    "by when",
    "timescale",
    "rationale",
    "why",
    "intended outcome",
    "expected outcome",
    "impact",
    "this will",
    "this should",
];

/// The kind, number and further words of a line that opens with a printed name.
pub fn named(words: &str) -> Option<(StatedKind, String, &str)> {
    let found = NAMED.captures(words)?;
    let kind = match found.name("name")?.as_str().to_lowercase().as_str() {
        "recommendation" | "action" | "question" => StatedKind::Recommendation,
        _ => StatedKind::Finding,
    };
    let number = found.name("number")?.as_str().to_lowercase();
    let digits = in_digits(&number).map_or(number, str::to_owned);
    Some((kind, digits, found.name("rest").map_or("", |m| m.as_str())))
}

fn in_digits(number: &str) -> Option<&'static str> {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    words.iter().position(|w| *w == number).and_then(|at| digits.get(at)).copied()
}

/// The number typed before a list's item or in a table's first cell: `3.`, `(3)`, `R3`.
pub fn number_of(words: &str) -> Option<&str> {
    TYPED.captures(words)?.get(1).map(|m| m.as_str())
}

/// All that stand under a printed name.
pub fn find(document: &Document<'_>) -> Vec<Item> {
    let starts: Vec<(usize, usize, StatedKind, String)> = document
        .flow
        .iter()
        .enumerate()
        .filter_map(|(k, at)| {
            let (kind, number, _) = named(document.words(*at))?;
            is_stated(document, *at).then_some((k, *at, kind, number))
        })
        .take(2 * MOST)
        .collect();
    let is_start = |k: usize| starts.binary_search_by_key(&k, |(start, ..)| *start).is_ok();
    starts
        .iter()
        .filter_map(|(k, at, kind, number)| {
            let last = end_of(document, *k, *at, &is_start);
            document.item(*kind, number, *at, document.flow.get(last).copied().unwrap_or(*at))
        })
        .collect()
}

/// "Action 3" and "Question 2" number many things outside recommendations.
fn is_stated(document: &Document<'_>, at: usize) -> bool {
    let words = document.words(at).trim_start().to_lowercase();
    let Some(block) = document.block(at) else { return false };
    let loose = words.starts_with("action") || words.starts_with("question");
    !loose || block.zone == Some(Zone::Recommendations)
}

/// The place in the flow of the last block that belongs to the item at place `k`.
fn end_of(document: &Document<'_>, k: usize, at: usize, is_start: &dyn Fn(usize) -> bool) -> usize {
    let Some(block) = document.block(at) else { return k };
    if block.kind == BlockKind::TableRow {
        return k;
    }
    let words = document.words(at);
    let is_title = block.kind == BlockKind::Heading || words_in(words) <= TITLE_WORDS && !words.trim_end().ends_with('.');
    let level = if block.kind == BlockKind::Heading { block.level } else { u8::MAX };
    let ends = |j: usize| {
        let Some(next) = document.flow.get(j).and_then(|n| document.block(*n)) else { return true };
        let heading = next.kind == BlockKind::Heading;
        let words = document.flow.get(j).map_or("", |n| document.words(*n));
        is_start(j)
            || heading && (next.level <= level || holds(words).is_some())
            || next.zone != block.zone && (next.zone.is_some() || !heading)
    };
    let end = (k + 1..=document.flow.len()).find(|j| ends(*j)).unwrap_or(k + 1);
    if is_title || is_start(end) {
        return end - 1;
    }
    // The last of a row of sentences: what comes after it may speak of all of them.
    (k + 1..end).take_while(|j| document.flow.get(*j).is_some_and(|n| follows(document, *n))).last().unwrap_or(k)
}

/// Whether a block goes on with the recommendation before it.
fn follows(document: &Document<'_>, at: usize) -> bool {
    let words = document.words(at).trim_start().to_lowercase();
    document.is(at, BlockKind::ListItem)
        || FOLLOWERS.iter().any(|f| words.starts_with(f))
        || words.starts_with(char::is_lowercase) && !words.is_empty() && document.words(at).starts_with(char::is_lowercase)
}
