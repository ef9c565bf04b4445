//! Other names under which a review says its child is known: "Child A (known as Leo)", "the twins Ada and Ben".
//!
//! A name counts only where the document itself says that it stands for somebody: a real name must never be taken for
//! a case's name by a guess.

use super::case::named_in;
use super::places::{Places, with_page};
use super::{Proposals, range_in};
use crate::text::{BlockKind, Field};
use regex::Regex;
use std::sync::LazyLock;

/// Pseudonyms are introduced in the first blocks of this number.
const FIRST_BLOCKS: usize = 80;

/// A block that introduces more names than this introduces none.
const MOST_IN_A_BLOCK: usize = 30;

/// A name or a code, in or without quotation marks.
const NAME: &str = r"[‘“'\x22]?((?:(?:Child|Baby|Infant|Family|Twin) )?[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9]*(?:-[A-ZÀ-Þ][A-Za-zÀ-ÿ]+)?(?: (?:and|&) (?:(?:Child|Baby|Twin) )?[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9]*)?)[’”'\x22]?";

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static KNOWN: LazyLock<Regex> = LazyLock::new(|| {
    let said = r"(?i:(?:to be |is |be |are |was |were |been |also |hereafter |here )?(?:known|referred to|named|called|identified)(?: (?:in|throughout|for the purposes? of) (?:this|the) (?:report|review|document|summary))?(?: (?:as|by the (?:name|pseudonym)(?: of)?))?|pseudonyms?(?: of| is| are| used is| for the child is)?|given the (?:name|pseudonym)(?: of)?|shall be called|the (?:subject|name) (?:child )?(?:is|will be))";
    Regex::new(&format!(r"(?-u:\b){said},? {NAME}")).unwrap()
});

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static NOT_REAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"(?-u:\b){NAME} ?\((?i:an? pseudonyms?|not (?:his|her|their|the child’s|the child's) real names?|names? changed|not real names?)\)")).unwrap()
});

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static TWINS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?i:the )?(?i:twins|siblings|sisters|brothers),? (?:called |known as )?[‘“'\x22]?([A-ZÀ-Þ][a-zß-ÿ]+)[’”'\x22]? and [‘“'\x22]?([A-ZÀ-Þ][a-zß-ÿ]+)[’”'\x22]?").unwrap()
});

/// Words that say a name is somebody else's, or nobody's.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(?:mother|father|parents?|boyfriend|partner|adult|grand[a-z]+|aunt|uncle|brother|sister|sibling|half-sibling|programme|tool|model|service|trust|hospital|team|procedure|approach|protocol|area|authority|county|practice|friend|man|woman|male|worker|officer|agency|plan|process|method[a-z]*|scheme|form|town|village|street|place|house|hostel|flat|group|charity|gang|dog|game|app|website|company|school|nursery|hotel|drug|song|syndrome|condition|court|order|law|unit|ward|clinic|theory|concept|term)(?-u:\b)").unwrap()
});

/// Who the name is for, in the words before it.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static CHILD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(?:child|children|baby|babies|infant|boy|girl|subject|young person|twins|pseudonyms?|her|him|son|daughter|toddler|family)(?-u:\b)").unwrap()
});

const LABELS: [&str; 9] = [
    "pseudonym",
    "pseudonyms",
    "known as",
    "name used",
    "name used in this report",
    "name used in report",
    "also known as",
    "name in report",
    "referred to as",
];

/// Proposes the pseudonyms that are not the case's own name.
pub fn propose(places: &Places<'_>, out: &mut Proposals) {
    if !places.is_about_a_case(out) {
        return;
    }
    let case = out.first(Field::Case).unwrap_or_default().to_lowercase();
    for pair in places.pairs().into_iter().filter(|pair| !pair.stacked && pair.block.cells.len() <= 2) {
        if LABELS.contains(&super::super::structure::plain_words(pair.label).as_str()) {
            let words = places.source.quote(pair.value).trim_matches(['‘', '’', '“', '”', '"', '\'']);
            let fits =
                words.split_whitespace().count() <= 4 && words.starts_with(char::is_uppercase) && words.to_lowercase() != case;
            if fits {
                out.add(Field::Pseudonym, words, Some(pair.value), &with_page(pair.block, pair.label.trim()));
            }
        }
    }
    let telling = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow | BlockKind::Heading);
    let footnotes = places.source.shape.blocks.iter().filter(|b| b.kind == BlockKind::Footnote).take(10);
    let body = places.title.iter().copied().chain(places.body().filter(|b| telling(b.kind)).take(FIRST_BLOCKS)).chain(footnotes);
    for block in body {
        for (start, end, name) in said(places.words(block)) {
            if name.to_lowercase() != case {
                out.add(
                    Field::Pseudonym,
                    &name,
                    range_in(places.source, block.range, start, end),
                    &with_page(block, "where it is introduced"),
                );
            }
        }
    }
}

/// The names that a text says are used for a child.
fn said(text: &str) -> Vec<(usize, usize, String)> {
    let mut out = Vec::new();
    for found in NOT_REAL.captures_iter(text).take(MOST_IN_A_BLOCK) {
        let name =
            found.get(1).filter(|name| is_given(name.as_str()) && !OTHERS.is_match(text.get(..name.start()).unwrap_or_default()));
        out.extend(name.map(|m| (m.start(), m.end(), m.as_str().to_owned())));
    }
    for found in KNOWN.captures_iter(text).take(MOST_IN_A_BLOCK) {
        let (Some(whole), Some(name)) = (found.get(0), found.get(1)) else { continue };
        let before = text.get(..whole.start()).unwrap_or_default();
        let start = before.rfind(". ").map_or(0, |at| at + 2);
        let about = text.get(start..name.start()).unwrap_or_default();
        let child = CHILD.find_iter(about).last().map(|m| m.start());
        let other = OTHERS.find_iter(about).last().map(|m| m.start());
        let is_code = named_in(name.as_str()).is_some();
        let is_acronym = name.as_str().len() > 1 && name.as_str().chars().all(|c| c.is_uppercase() || c.is_numeric());
        if is_code && other.is_none() || !is_acronym && child.is_some() && child > other && is_given(name.as_str()) {
            out.push((name.start(), name.end(), name.as_str().to_owned()));
        }
    }
    for found in TWINS.captures_iter(text).take(MOST_IN_A_BLOCK) {
        let names = found.iter().skip(1).flatten().filter(|m| is_given(m.as_str()));
        out.extend(names.map(|m| (m.start(), m.end(), m.as_str().to_owned())));
    }
    out
}

/// Not the first word of a name of something.
fn is_given(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or_default();
    ![
        "The", "Mother", "Father", "Child", "Baby", "Working", "Adult", "This", "Serious", "Local", "Rapid", "Early", "Family",
        "Social", "Section", "In", "An", "A",
    ]
    .contains(&first)
        || named_in(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_counts_where_the_review_says_that_it_stands_for_the_child() {
        for (text, names) in [
            ("This review is about Child A (known as Leo).", &["Leo"][..]),
            ("The child will be referred to in this report as ‘Ada’.", &["Ada"]),
            ("A baby of four months, here called Child K, was hurt.", &["Child K"]),
            ("The subject of the review is a girl who will be called Baby T.", &["Baby T"]),
            ("Leo (not his real name) lived with his mother.", &["Leo"]),
            ("Mother chose the pseudonym Ada for the baby. The child is given the pseudonym Robin.", &["Ada", "Robin"]),
            ("The twins Ada and Ben were born early.", &["Ada", "Ben"]),
            ("The children are referred to as Baby E and Baby F.", &["Baby E and Baby F"]),
            ("The family chose to have her known as Sam in the report.", &["Sam"]),
            ("The child's mother is referred to as Mother.", &[]),
            ("Her boyfriend, called Adult 1 in this document, was 23.", &[]),
            ("He was seen by a service called Forward.", &[]),
            ("The child attended a programme known as ICON.", &[]),
            ("Daniel lived with his mother.", &[]),
            ("The baby lived in a town called Weald.", &[]),
        ] {
            let found: Vec<String> = said(text).into_iter().map(|(_, _, name)| name).collect();
            assert_eq!(found, names, "{text}");
        }
    }
}
