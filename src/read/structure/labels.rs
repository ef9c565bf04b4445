//! Printed paragraph numbers that stand in the text: `4.12`, `6-10`, `57.`, "Finding 2".
//!
//! People cite by them. A number at the start of a paragraph may also be a date, a time or an amount, so
//! single numbers and `6-10` count only when they run on through the document.

use super::words_of;
use crate::text::{Block, BlockKind, Zone};
use regex::Regex;
use std::sync::LazyLock;

/// A run of single numbers shorter than this is a list, not a numbering of paragraphs.
const MIN_RUN: usize = 5;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^((?:key |summary )?finding|recommendation|learning point|learning theme|lesson|key practice episode|practice episode|key episode|appraisal|action|appendix|theme|kpe|practice issue|priority|question)\s+(\d{1,3}[a-z]?|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*[:.)–—-]|\s*\n|\s*\t|\s*$)",
    )
    .unwrap()
});

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static MULTILEVEL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d{1,2}(?:\.\d{1,3}){1,4})[.)]?\s+\S").unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static HYPHENED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d{1,2}-\d{1,3})[.)]?\s+[\p{Lu}‘“'(]").unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static SINGLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d{1,3})[.)]?\s+[\p{Lu}‘“'(]").unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static LETTERED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\((?:[a-z]|[ivx]{1,5}|\d{1,2})\))\s+\S").unwrap());

/// Writes the labels that stand in the text into their blocks.
pub fn find(text: &str, blocks: &mut [Block]) {
    let mut labels: Vec<(usize, String)> = Vec::new();
    let mut singles: Vec<(usize, u32)> = Vec::new();
    let mut hyphened: Vec<(usize, String)> = Vec::new();
    let mut titles: Vec<(usize, u32)> = Vec::new();
    for (i, block) in blocks.iter().enumerate().filter(|(_, b)| may_have_label(b)) {
        let words = words_of(text, block);
        let is_row = block.kind == BlockKind::TableRow;
        if let Some(label) = named(words).or_else(|| multilevel(words)).or_else(|| first(&LETTERED, words).filter(|_| !is_row)) {
            labels.push((i, label));
        } else if is_row {
            // Rows open with dates and counts of their own.
        } else if let Some(label) = first(&HYPHENED, words) {
            hyphened.push((i, label));
        } else if let Some(number) = first(&SINGLE, words).and_then(|n| n.parse().ok()) {
            if block.kind == BlockKind::Heading { &mut titles } else { &mut singles }.push((i, number));
        }
    }
    // Two numbered headings already are a numbering.
    labels.extend(running(&titles, 2).into_iter().map(|(i, n)| (i, n.to_string())));
    labels.extend(running(&singles, MIN_RUN).into_iter().map(|(i, n)| (i, n.to_string())));
    if hyphened.len() >= MIN_RUN {
        labels.extend(hyphened);
    }
    for (i, label) in labels {
        if let Some(block) = blocks.get_mut(i) {
            // A typed paragraph number makes a paragraph of what a bullet or dash made a list item.
            if block.kind == BlockKind::ListItem && label.starts_with(|c: char| c.is_ascii_digit()) && label.contains(['.', '-'])
            {
                (block.kind, block.level) = (BlockKind::Paragraph, 0);
            }
            block.label = Some(label);
        }
    }
}

fn may_have_label(block: &Block) -> bool {
    let kind = matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow);
    kind && block.label.is_none() && block.zone != Some(Zone::Contents)
}

fn first(pattern: &Regex, words: &str) -> Option<String> {
    Some(pattern.captures(words)?.get(1)?.as_str().to_owned())
}

/// "Finding 2", as it is printed but with one space.
fn named(words: &str) -> Option<String> {
    let found = NAMED.captures(words)?;
    let name = found.get(1)?.as_str().to_lowercase();
    let mut letters = name.chars();
    let name: String = letters.next().map(|c| c.to_uppercase().chain(letters).collect())?;
    let number = found.get(2)?.as_str();
    Some(format!("{name} {}", if number.contains(char::is_numeric) { number.to_owned() } else { number.to_lowercase() }))
}

/// `4.12` or `3.4.1`, but neither 10.30 nor 12.11.21 nor 1.5 million.
fn multilevel(words: &str) -> Option<String> {
    let label = first(&MULTILEVEL, words)?;
    let rest = words.get(label.len()..)?.trim_start_matches(['.', ')']).trim_start();
    let opens = rest.starts_with(|c: char| c.is_uppercase() || "‘“'\"([".contains(c));
    let parts: Vec<u32> = label.split('.').filter_map(|p| p.parse().ok()).collect();
    let padded = label.split('.').any(|p| p.len() > 1 && p.starts_with('0'));
    let date =
        matches!(parts.as_slice(), [d, m, y] if (1..=31).contains(d) && (1..=12).contains(m) && (10..=40).contains(y) && *d > 9);
    let zero_first = parts.first() == Some(&0);
    (opens && !padded && !date && !zero_first).then_some(label)
}

/// Of all single numbers, those that belong to a run 1, 2, 3 … of at least `least`; lists in between may have their own.
fn running(singles: &[(usize, u32)], least: usize) -> Vec<(usize, u32)> {
    let mut runs: Vec<Vec<(usize, u32)>> = Vec::new();
    for (i, number) in singles {
        let next = runs.iter_mut().rev().find(|run| run.last().is_some_and(|(_, last)| last + 1 == *number));
        match next {
            Some(run) => run.push((*i, *number)),
            None if *number == 1 => runs.push(vec![(*i, 1)]),
            None => {}
        }
    }
    let mut out: Vec<(usize, u32)> = runs.into_iter().filter(|run| run.len() >= least).flatten().collect();
    out.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_paragraphs_are_told_from_other_numbers() {
        assert_eq!(multilevel("4.12 The visitor").as_deref(), Some("4.12"));
        assert_eq!(multilevel("3.4.1. “Why”").as_deref(), Some("3.4.1"));
        for other in ["10.05 The call", "12.11.21 Seen", "1.5 million people", "0.5 Grams", "4.12"] {
            assert_eq!(multilevel(other), None, "{other}");
        }
        assert_eq!(named("FINDING 2: The father").as_deref(), Some("Finding 2"));
        assert_eq!(named("Recommendation 3").as_deref(), Some("Recommendation 3"));
        assert_eq!(named("Recommendation 3 was accepted"), None);
    }

    #[test]
    fn single_numbers_count_when_they_run() {
        let singles = [(0, 1), (1, 2), (2, 1), (3, 2), (4, 3), (5, 3), (6, 4), (7, 5), (8, 9)];
        let numbers: Vec<u32> = running(&singles, MIN_RUN).into_iter().map(|(_, n)| n).collect();
        assert!(numbers.len() >= 5 && numbers.contains(&5) && !numbers.contains(&9));
        assert!(running(&[(0, 1), (1, 2), (2, 3)], MIN_RUN).is_empty());
    }
}
