//! Printed paragraph numbers that stand in the text: `4.12`, `6-10`, `57.`, "Finding 2".
//!
//! People cite by them. A number at the start of a paragraph may also be a date, a time or an amount, so
//! single numbers and `6-10` count only when they run on through the document.

use super::words_of;
use crate::text::{Block, BlockKind, Zone};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// A run of single numbers shorter than this is a list, not a numbering of paragraphs.
const MIN_RUN: usize = 5;
/// Single numbers that go through a document are at least so many …
const MIN_THROUGH: usize = 12;
/// … with at most so many missing between two of them, where a reader ran paragraphs together.
const MAX_MISSING: u32 = 2;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)^(
            (?:(?:key|summary|national|local|overview|strategic|thematic|additional|(?:multi|single)[-\ ]?agency|partnership)\ )?
            (?:finding|recommendation|learning\ point|learning\ theme|lesson|action)
            | key\ practice\ episode | practice\ episode | key\ episode | appraisal | theme | kpe | practice\ issue | priority | question
            | appendix | annex(?:e)?
        )\s+(?:no\.?\s*|number\s+|\#)?\(?
        (\d{1,3}(?:\.\d{1,2})?[a-z]?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[A-Z]\b)
        (?:\)?\s*[:.)–—-]|\s*\n|\s*\t|\s*$|\s+for\s[^.:]+:)",
    )
    .unwrap()
});

/// "Section B", "Part 3": counts where a document has several.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static SECTION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?i:(section|part|chapter))\s+([A-Z]|\d{1,2}|[IVX]{1,5})(?:\s*[:.)–—-]|\s*$)").unwrap());

/// "5a. Small": a part of section 5.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static SUB_LETTER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d{1,2}[a-z])[.)]\s+\S").unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static MULTILEVEL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d{1,2}(?:\.\d{1,3}){1,4})[.)]?\s+\S").unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static HYPHENED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d{1,2}-\d{1,3})[.)]?\s+[\p{Lu}‘“'(]").unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static SINGLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\d{1,3})[.)]?\s+[\p{Lu}‘“'(]").unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static LETTERED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^(\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)|[a-z]\))\s+\S").unwrap());

/// Writes the labels that stand in the text into their blocks.
pub fn find(text: &str, blocks: &mut [Block]) {
    let mut found = Found::default();
    for (i, block) in blocks.iter().enumerate().filter(|(_, b)| may_have_label(b)) {
        found.look(i, block, words_of(text, block));
    }
    for (i, label) in found.labels(blocks) {
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

/// What may be labels, by their shape and the index of their block.
#[derive(Default)]
struct Found {
    labels: Vec<(usize, String)>,
    sections: Vec<(usize, String)>,
    multilevel: Vec<(usize, String)>,
    hyphened: Vec<(usize, String)>,
    titles: Vec<(usize, u32)>,
    singles: Vec<(usize, u32)>,
}

impl Found {
    fn look(&mut self, i: usize, block: &Block, words: &str) {
        let is_row = block.kind == BlockKind::TableRow;
        let is_heading = block.kind == BlockKind::Heading;
        let lettered = || first(&LETTERED, words).filter(|_| !is_row);
        let sub_letter = || first(&SUB_LETTER, words).filter(|_| is_heading);
        if let Some(label) = named(words).or_else(lettered).or_else(sub_letter) {
            self.labels.push((i, label));
        } else if let Some(label) = multilevel(words) {
            self.multilevel.push((i, label));
        } else if let Some(label) = section(words).filter(|_| is_heading) {
            self.sections.push((i, label));
        } else if is_row {
            // Rows open with dates and counts of their own.
        } else if let Some(label) = first(&HYPHENED, words) {
            self.hyphened.push((i, label));
        } else if let Some(number) = first(&SINGLE, words).and_then(|n| n.parse().ok()) {
            if is_heading { &mut self.titles } else { &mut self.singles }.push((i, number));
        }
    }

    fn labels(self, blocks: &[Block]) -> Vec<(usize, String)> {
        let numbers = |run: Vec<(usize, u32)>| run.into_iter().map(|(i, n)| (i, n.to_string()));
        let mut labels = self.labels;
        if self.sections.len() >= 2 {
            labels.extend(self.sections);
        }
        labels.extend(plausible(self.multilevel));
        // Two numbered headings already are a numbering.
        labels.extend(numbers(running(&self.titles, 2)));
        let through = through(&self.singles, blocks.len());
        if through.is_empty() {
            let runs = runs(&self.singles).into_iter().filter(|run| run.len() >= MIN_RUN && !is_list(run, blocks));
            labels.extend(numbers(runs.flatten().collect()));
        } else {
            labels.extend(numbers(through));
        }
        let hyphened = ascending(self.hyphened);
        if hyphened.len() >= MIN_RUN {
            labels.extend(hyphened);
        }
        labels
    }
}

/// Whether a run of numbers is one list, item after item.
fn is_list(run: &[(usize, u32)], blocks: &[Block]) -> bool {
    let items = run.iter().all(|(i, _)| blocks.get(*i).is_some_and(|b| b.kind == BlockKind::ListItem));
    items && run.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if b - a <= 2))
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

/// "Section B".
fn section(words: &str) -> Option<String> {
    let found = SECTION.captures(words)?;
    let mut letters = found.get(1)?.as_str().chars();
    let name: String = letters.next().map(|c| c.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())?;
    Some(format!("{name} {}", found.get(2)?.as_str()))
}

/// Those of the labels `4.12` that others lead up to or follow: "10.30 The midwife rang" is a time.
fn plausible(labels: Vec<(usize, String)>) -> Vec<(usize, String)> {
    let known: BTreeSet<String> = labels.iter().map(|(_, label)| label.clone()).collect();
    let neighbour = |label: &str, by: i32| {
        let (over, last) = label.rsplit_once('.')?;
        let number = last.parse::<i32>().ok()?.checked_add(by).filter(|n| *n > 0)?;
        Some(known.contains(&format!("{over}.{number}")))
    };
    let fits = |label: &str| {
        let small = label.rsplit_once('.').and_then(|(_, last)| last.parse::<u32>().ok()).is_some_and(|n| n <= 3);
        small || [-1, -2, 1].into_iter().any(|by| neighbour(label, by) == Some(true))
    };
    labels.into_iter().filter(|(_, label)| fits(label)).collect()
}

/// Those of the labels `6-10` that rise through the document; ages and years do not.
fn ascending(labels: Vec<(usize, String)>) -> Vec<(usize, String)> {
    let pair = |label: &str| label.split_once('-').and_then(|(a, b)| Some((a.parse::<u32>().ok()?, b.parse::<u32>().ok()?)));
    let mut last = (0, 0);
    let rises = |next: (u32, u32)| {
        let on = next.0 == last.0 && next.1 > last.1 && next.1 <= last.1 + 1 + MAX_MISSING;
        let near = last.0 == 0 || next.0 <= last.0 + 1 + MAX_MISSING;
        let anew = next.0 > last.0 && near && next.1 <= 1 + MAX_MISSING;
        let rises = on || anew;
        last = if rises { next } else { last };
        rises
    };
    let mut rises = rises;
    labels.into_iter().filter(|(_, label)| pair(label).is_some_and(&mut rises)).collect()
}

/// Of all single numbers, those that belong to a run 1, 2, 3 … of at least `least`; lists in between may have their own.
fn running(singles: &[(usize, u32)], least: usize) -> Vec<(usize, u32)> {
    let mut out: Vec<(usize, u32)> = runs(singles).into_iter().filter(|run| run.len() >= least).flatten().collect();
    out.sort_unstable();
    out
}

fn runs(singles: &[(usize, u32)]) -> Vec<Vec<(usize, u32)>> {
    let mut runs: Vec<Vec<(usize, u32)>> = Vec::new();
    // The runs that have come to each number; the last one begun goes on first.
    let mut ends: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (i, number) in singles {
        let before = number.checked_sub(1).and_then(|before| ends.get_mut(&before)).and_then(BTreeSet::pop_last);
        let at = match before {
            Some(at) => at,
            None if *number == 1 => {
                runs.push(Vec::new());
                runs.len() - 1
            }
            None => continue,
        };
        if let Some(run) = runs.get_mut(at) {
            run.push((*i, *number));
            ends.entry(*number).or_default().insert(at);
        }
    }
    runs
}

/// The numbers that run through a whole document, 1 to 100: the longest row that rises by one, a few missing.
///
/// Empty when none is long enough and spread wide enough. Where there is one, the numbers outside it are lists.
fn through(singles: &[(usize, u32)], blocks: usize) -> Vec<(usize, u32)> {
    // For each number: how many come before it in its best row, and which one is right before it.
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(singles.len());
    let mut ends: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, (_, number)) in singles.iter().enumerate() {
        // A list may begin with 0, before which there is nothing.
        let from = number.saturating_sub(1 + MAX_MISSING).max(1).min(*number)..*number;
        let before = ends.range(from).filter_map(|(n, k)| best.get(*k).map(|(length, _)| (*length, *n, *k))).max();
        let (length, previous) = match before {
            Some((length, _, k)) => (length + 1, Some(k)),
            None if (1..=1 + MAX_MISSING).contains(number) => (1, None),
            None => {
                best.push((0, None));
                continue;
            }
        };
        best.push((length, previous));
        let known = ends.get(number).and_then(|k| best.get(*k)).map_or(0, |(length, _)| *length);
        if length > known {
            ends.insert(*number, at);
        }
    }
    let mut row = Vec::new();
    let mut at = best.iter().enumerate().max_by_key(|(_, (length, _))| *length).map(|(k, _)| k);
    while let Some(k) = at {
        row.extend(singles.get(k).copied());
        at = best.get(k).and_then(|(_, previous)| *previous);
    }
    row.reverse();
    let spread = row.last().zip(row.first()).map_or(0, |((last, _), (first, _))| last - first);
    if row.len() >= MIN_THROUGH && spread * 3 >= blocks { row } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceBuilder;

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

    /// The labels of a text whose blocks are given as kind and words.
    fn labelled(blocks: &[(BlockKind, &str)]) -> Vec<Option<String>> {
        let mut b = SourceBuilder::new("test/1");
        for (kind, words) in blocks {
            b.push(*kind, 1, words);
        }
        let mut source = b.build();
        let before = source.text.clone();
        find(&source.text, &mut source.shape.blocks);
        assert_eq!(source.text, before);
        source.shape.blocks.into_iter().map(|b| b.label).collect()
    }

    #[test]
    fn a_label_is_told_by_its_shape() {
        let cases: [(&str, Option<&str>); 26] = [
            ("4.12 The visitor called", Some("4.12")),
            ("4.12. The visitor called", Some("4.12")),
            ("1.1.1 Scope", Some("1.1.1")),
            ("3.4.1. “Why”", Some("3.4.1")),
            ("(a) whether the midwife", Some("(a)")),
            ("(iv) whether the midwife", Some("(iv)")),
            ("a) whether the midwife", Some("a)")),
            ("FINDING 2: The father", Some("Finding 2")),
            ("Finding One – the father", Some("Finding one")),
            ("Key finding 4. Fathers", Some("Key finding 4")),
            ("Recommendation 3", Some("Recommendation 3")),
            ("Recommendation 2.1: The Partnership", Some("Recommendation 2.1")),
            ("Recommendation No. 3: The Partnership", Some("Recommendation 3")),
            ("Multi-agency recommendation 1: The Partnership", Some("Multi-agency recommendation 1")),
            ("Recommendation 4 for the police: officers should", Some("Recommendation 4")),
            ("KPE 2: The bruise", Some("Kpe 2")),
            ("Learning Point 7 – escalation", Some("Learning point 7")),
            ("Appendix B: Words and initials", Some("Appendix b")),
            ("Recommendation 3 was accepted", None),
            ("10.30 The midwife rang", None),
            ("12.11.21 Seen at home", None),
            ("1.5 million people", None),
            ("2019 The family moved", None),
            ("12 March 2020: seen", None),
            ("3 Children lived there", None),
            ("Finding work was hard", None),
        ];
        for (words, label) in cases {
            let found = labelled(&[(BlockKind::Paragraph, "4.11 The day before"), (BlockKind::Paragraph, words)]);
            assert_eq!(found.last(), Some(&label.map(str::to_owned)), "{words}");
        }
    }

    #[test]
    fn numbers_that_run_through_the_document_beat_lists_and_strays() {
        let mut blocks: Vec<(BlockKind, String)> = Vec::new();
        let mut expected: Vec<Option<String>> = Vec::new();
        for n in 1..=40_u32 {
            if n == 13 {
                // One number was lost where two paragraphs ran together.
                continue;
            }
            blocks.push((BlockKind::Paragraph, format!("{n}. The review heard from the visitor.")));
            expected.push(Some(n.to_string()));
            if n % 8 == 0 {
                for item in 1..=6 {
                    blocks.push((BlockKind::ListItem, format!("{item}. A question for the agencies")));
                    expected.push(None);
                }
                blocks.push((BlockKind::Paragraph, format!("{} Children were seen", n + 20)));
                expected.push(None);
            }
        }
        let given: Vec<(BlockKind, &str)> = blocks.iter().map(|(k, w)| (*k, w.as_str())).collect();
        assert_eq!(labelled(&given), expected);
    }

    #[test]
    fn hyphened_numbers_must_rise_and_sections_be_several() {
        let paragraph = |w| (BlockKind::Paragraph, w);
        let rising = ["6-1 The", "6-2 The", "6-4 The", "7-1 The", "11-15 Year olds", "7-2 The"].map(paragraph);
        let found: Vec<bool> = labelled(&rising).iter().map(Option::is_some).collect();
        assert_eq!(found, [true, true, true, true, false, true]);
        let ages = ["0-4 Weeks", "1-5 Years", "6-10 Years", "11-15 Years", "16-17 Years"].map(paragraph);
        assert_eq!(labelled(&ages), [const { None::<String> }; 5]);
        let heading = |w| (BlockKind::Heading, w);
        let found = labelled(&["Section A. Front sheet", "Part 2: What happened", "5a. Small"].map(heading));
        assert_eq!(found, [Some("Section A".to_owned()), Some("Part 2".to_owned()), Some("5a".to_owned())]);
        assert_eq!(labelled(&[heading("Section 47: the enquiry")]), [None]);
    }

    #[test]
    fn single_numbers_count_when_they_run() {
        let singles = [(0, 1), (1, 2), (2, 1), (3, 2), (4, 3), (5, 3), (6, 4), (7, 5), (8, 9)];
        let numbers: Vec<u32> = running(&singles, MIN_RUN).into_iter().map(|(_, n)| n).collect();
        assert!(numbers.len() >= 5 && numbers.contains(&5) && !numbers.contains(&9));
        assert!(running(&[(0, 1), (1, 2), (2, 3)], MIN_RUN).is_empty());
    }
}
