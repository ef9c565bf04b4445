//! Findings and recommendations that are items of a list, or sentences, under a heading that says what they are.

use super::{Document, Group, Item, number_of};
use crate::text::{BlockKind, StatedKind, words_in};
use regex::Regex;
use std::sync::LazyLock;

/// "The partnership should …" near the start of a paragraph.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests of `stated`")]
static SHOULD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\(?\d[\d.]*[.)]?\s+)?(?:That\s+)?[‘“']?[A-ZÀ-Þ][^.:;]+?\b(?:should|must|is asked to|are asked to|needs? to|to ensure|is recommended|is advised to)\b")
        .unwrap()
});

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests of `stated`")]
static RECOMMENDED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:(?i:\bit is recommended that|\bwe recommend that|\bthe review recommends that)\b)|^(?:\(?\d[\d.]*[.)]?\s+)?(?:[^\s.:;]+\s){0,6}?(?:Accelerate|Agree|Build|Clarify|Commission|Consider|Continue|Create|Develop|Embed|Ensure|Establish|Implement|Improve|Include|Increase|Introduce|Make|Monitor|Promote|Provide|Raise|Reduce|Request|Review|Revise|Seek|Secure|Strengthen|Take|Undertake|Work|Write|to improve|to ensure|to provide|to review|to strengthen)\s").unwrap()
});

/// The items of one group.
pub fn find(document: &Document<'_>, group: &Group) -> Vec<Item> {
    let starts = starts(document, group);
    let numbered = starts.iter().any(|(_, number)| !number.is_empty());
    let mut out = Vec::new();
    for (n, (k, number)) in starts.iter().enumerate() {
        let Some(at) = group.members.get(*k).copied() else { continue };
        let next = starts.get(n + 1).map_or(group.members.len(), |(next, _)| *next);
        let between = group.members.get(k + 1..next).unwrap_or_default();
        let is_last = n + 1 == starts.len();
        let goes_on = |m: &&usize| {
            let sub = numbered && document.is(**m, BlockKind::ListItem);
            let explains = !is_last && numbered && document.is(**m, BlockKind::Paragraph) && number_at(document, **m).is_empty();
            sub || explains
        };
        let last = between.iter().take_while(goes_on).last().copied().unwrap_or(at);
        out.extend(document.item(group.kind, number, at, last));
    }
    out
}

/// Places in the group at which an item begins, with its number.
fn starts(document: &Document<'_>, group: &Group) -> Vec<(usize, String)> {
    let list: Vec<(usize, String, bool)> = group
        .members
        .iter()
        .enumerate()
        .filter(|(_, at)| document.is(**at, BlockKind::ListItem))
        .map(|(k, at)| (k, number_at(document, *at), document.block(*at).is_some_and(|b| b.level > 1)))
        .collect();
    let numbered: Vec<(usize, String)> =
        list.iter().filter(|(_, n, deep)| !n.is_empty() && !deep).map(|(k, n, _)| (*k, n.clone())).collect();
    if numbered.len() >= 2 {
        return numbered;
    }
    let typed: Vec<(usize, String)> = paragraphs(document, group)
        .filter_map(|(k, at)| number_of(document.words(at)).filter(|n| !n.contains('.')).map(|n| (k, n.to_owned())))
        .collect();
    if typed.len() >= 2 && typed.iter().enumerate().all(|(i, (_, n))| n.trim_start_matches(['R', 'F']).parse() == Ok(i + 1)) {
        return typed;
    }
    let top: Vec<(usize, String)> = list.iter().filter(|(_, _, deep)| !deep).map(|(k, n, _)| (*k, n.clone())).collect();
    if !top.is_empty() && lists_its_items(document, group) {
        return top;
    }
    if group.kind == StatedKind::Finding {
        return Vec::new();
    }
    paragraphs(document, group)
        .filter(|(_, at)| {
            let words = document.words(*at);
            SHOULD.is_match(words) || RECOMMENDED.is_match(words) || is_question(document, group, words)
        })
        .map(|(k, at)| (k, number_at(document, at)))
        .collect()
}

fn paragraphs<'a>(document: &'a Document<'_>, group: &'a Group) -> impl Iterator<Item = (usize, usize)> + 'a {
    group.members.iter().enumerate().filter(|(_, at)| document.is(**at, BlockKind::Paragraph)).map(|(k, at)| (k, *at))
}

/// Whether the bullets under a heading are what it names: not so under "Findings" with pages of text.
fn lists_its_items(document: &Document<'_>, group: &Group) -> bool {
    let count = |list: bool| -> usize {
        let of_kind = |at: &&usize| document.is(**at, if list { BlockKind::ListItem } else { BlockKind::Paragraph });
        group.members.iter().filter(of_kind).map(|at| words_in(document.words(*at))).sum()
    };
    count(true) >= count(false)
}

/// Under "Considerations for the Board" a question is one.
fn is_question(document: &Document<'_>, group: &Group, words: &str) -> bool {
    let heading = document.words(group.heading).to_lowercase();
    (heading.contains("consideration") || heading.contains("question")) && words.trim_end().ends_with('?')
}

/// The number of a list's item: the label Word counted, or the one that is typed.
fn number_at(document: &Document<'_>, at: usize) -> String {
    let label = document.block(at).and_then(|b| b.label.as_deref()).map(|l| l.trim_matches(['(', ')']));
    let digits = label.filter(|l| l.starts_with(|c: char| c.is_ascii_digit()));
    digits.or_else(|| number_of(document.words(at))).unwrap_or_default().to_owned()
}
