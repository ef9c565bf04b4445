//! Who wrote a review: the independent or lead reviewer, the author of an overview report or of an agency's summary.
//!
//! Where a form gives a role and no name, the role is the author. Running text counts only where it appoints somebody.

use super::places::{Places, with_page};
use super::{Proposals, range_in};
use crate::text::{BlockKind, Field, words_in};
use regex::Regex;
use std::sync::LazyLock;

/// Labels that ask for the author, the more telling first.
const LABELS: [&str; 26] = [
    "author",
    "authors",
    "report author",
    "overview report author",
    "overview author",
    "independent author",
    "author of report",
    "author of the report",
    "name of author",
    "lead reviewer",
    "lead reviewers",
    "independent reviewer",
    "independent reviewers",
    "independent lead reviewer",
    "lead independent reviewer",
    "reviewer",
    "reviewers",
    "written by",
    "report written by",
    "report by",
    "prepared by",
    "report prepared by",
    "completed by",
    "report completed by",
    "summary completed by",
    "role of author",
];

/// A form's answer that names an author has at most so many words.
const ANSWER_WORDS: usize = 14;

const NAME: &str = r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sir|Dame)\.? )?[A-ZÀ-Þ][A-Za-zÀ-ÿ’'-]+(?: [A-ZÀ-Þ]\.?)*(?: (?:de|van|von|O[’']))?(?: [A-ZÀ-Þ][A-Za-zÀ-ÿ’'-]+){1,2}";

/// "Written by Jo Sample", "Author Jo Sample" on a title page.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?:(?i:written by|report by|prepared by|produced by|review by|author(?:s|ed by)?|independent (?:lead )?reviewers?|lead (?:independent )?reviewers?|^by)(?-u:\b))[\s:–—-]+({NAME}(?:(?:,| and| &) {NAME})*)"
    ))
    .unwrap()
});

/// "Jo Sample, Independent Reviewer" on a title page.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"^({NAME})\s*[,–—(-]*\s*(?i:(?:independent )?(?:lead |overview )?(?:independent )?(?:reviewers?|author|report writer|consultant))(?-u:\b)"))
        .unwrap()
});

/// "… appointed Jo Sample as the independent reviewer", "The independent reviewer, Jo Sample, …".
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static APPOINTED: LazyLock<Regex> = LazyLock::new(|| {
    let role = r"(?i:independent (?:lead |overview )?(?:reviewer|author|chair and author|report author)|lead (?:independent )?reviewer|overview (?:report )?author|(?:report )?author|reviewer)";
    Regex::new(&format!(
        r"(?:(?i:appointed|commissioned|undertaken by|carried out by|conducted by|led by|written by|authored by) ({NAME})(?-u:\b)[^.]*?(?-u:\b){role}|{role}(?i:\s+(?:is|was|for this review (?:is|was)))?,?\s+({NAME})(?-u:\b)|(?-u:\b)({NAME}) (?i:was|is|has been) (?i:appointed|commissioned)[^.]*?(?-u:\b){role}|(?i:report|review) (?i:was|has been) (?i:written|undertaken|carried out|conducted|led|authored) by ({NAME})(?-u:\b))"
    ))
    .unwrap()
});

/// Words with capitals that are no part of a person's name.
const NOT_NAMES: [&str; 31] = [
    "safeguarding",
    "children",
    "partnership",
    "board",
    "review",
    "panel",
    "council",
    "police",
    "nhs",
    "service",
    "services",
    "county",
    "local",
    "child",
    "practice",
    "independent",
    "lead",
    "reviewer",
    "author",
    "trust",
    "health",
    "care",
    "team",
    "the",
    "national",
    "date",
    "report",
    "serious",
    "case",
    "rapid",
    "group",
];

/// Proposes the author.
pub fn propose(places: &Places<'_>, out: &mut Proposals) {
    let mut forms: Vec<(usize, super::places::Pair<'_>)> = places
        .pairs()
        .into_iter()
        .filter(|pair| !pair.stacked || pair.block.cells.len() != 2)
        .filter_map(|pair| {
            let label = super::super::structure::plain_words(pair.label);
            Some((LABELS.iter().position(|l| *l == label)?, pair))
        })
        .collect();
    forms.sort_by_key(|(rank, _)| *rank);
    for (_, pair) in forms {
        let words = places.source.quote(pair.value);
        if let Some(value) = answer(words) {
            let at = words.find(value).unwrap_or(0);
            let found = range_in(places.source, pair.value, at, at + value.len());
            out.add(Field::Author, value, found, &with_page(pair.block, pair.label.trim()));
        }
    }
    for block in &places.title {
        let words = places.words(block);
        let found = BY.captures(words).or_else(|| BEFORE.captures(words)).and_then(|c| c.get(1));
        if let Some(name) = found.filter(|m| is_name(m.as_str())) {
            let range = range_in(places.source, block.range, name.start(), name.end());
            out.add(Field::Author, name.as_str(), range, "title page");
        }
    }
    for block in places.body().filter(|b| b.kind == BlockKind::Paragraph).take(60) {
        for found in APPOINTED.captures_iter(places.words(block)) {
            if let Some(name) = found.iter().skip(1).flatten().find(|m| is_name(m.as_str())) {
                let range = range_in(places.source, block.range, name.start(), name.end());
                out.add(Field::Author, name.as_str(), range, &with_page(block, "who was appointed"));
            }
        }
    }
}

/// What a form's cell says: a name, or a role where there is no name; its first sentence.
fn answer(words: &str) -> Option<&str> {
    let line = words.lines().next()?.trim();
    // "Dr. Sample" and "J. Sample" have a full stop that ends no sentence.
    let end = line
        .match_indices(". ")
        .map(|(at, _)| at)
        .find(|at| line.get(..*at).is_some_and(|w| w.rsplit(' ').next().is_some_and(|last| last.len() > 3)));
    let first = line.get(..end.unwrap_or(line.len()))?.trim_end_matches('.');
    let blank = ["n/a", "none", "tbc", "not known"].contains(&first.to_lowercase().as_str());
    (!blank && (1..=ANSWER_WORDS).contains(&words_in(first)) && first.starts_with(char::is_uppercase)).then_some(first)
}

fn is_name(words: &str) -> bool {
    words.split(|c: char| c.is_whitespace() || c == ',').all(|w| !NOT_NAMES.contains(&w.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use crate::text::{BlockKind, Field, SourceBuilder};

    #[test]
    fn authors_stand_in_forms_on_title_pages_and_in_appointments() {
        let author = |lines: &[&str]| {
            let mut b = SourceBuilder::new("test/1");
            let table = b.begin_table();
            b.push(BlockKind::Heading, 1, "Serious Case Review: Child Z");
            for line in lines {
                match line.split_once('|') {
                    Some((label, value)) => b.push_row(table, &[label.trim(), value.trim()]),
                    None => b.push(BlockKind::Paragraph, 0, line),
                };
            }
            let mut source = b.build();
            crate::read::structure::find(&mut source);
            super::super::propose(&source, "z.pdf").into_iter().find(|p| p.field == Field::Author).map(|p| p.value)
        };
        for (lines, name) in [
            (
                &["Title | Child Z", "LSCB | Marrowmere", "Author | Jo Sample", "Date of publication | 2019"][..],
                Some("Jo Sample"),
            ),
            (&["Author: Dr. Jo Sample"], Some("Dr. Jo Sample")),
            (&["Lead Reviewer: Jo A. Sample-Smith"], Some("Jo A. Sample-Smith")),
            (&["Author", "Jo Sample"], Some("Jo Sample")),
            (&["Written by Jo Sample and Kit Example"], Some("Jo Sample and Kit Example")),
            (&["Jo Sample, Independent Reviewer"], Some("Jo Sample")),
            (&["Completed by | Named midwife for safeguarding. I had no part in it"], Some("Named midwife for safeguarding")),
            (&["Lead reviewer: independent of all agencies"], None),
            (
                &[
                    "The Partnership appointed Jo Sample, a former director, as the independent reviewer for this case, which took a year to come to an end and was read by all of them.",
                ],
                Some("Jo Sample"),
            ),
            (
                &[
                    "Jo Sample was commissioned to be the lead reviewer of the case and had no connection to any of the agencies in the area before this work began or since.",
                ],
                Some("Jo Sample"),
            ),
            (
                &[
                    "The Safeguarding Children Partnership appointed an independent reviewer, who met the family three times and the agencies twice in the course of the year of the review.",
                ],
                None,
            ),
        ] {
            assert_eq!(author(lines).as_deref(), name, "{lines:?}");
        }
    }
}
