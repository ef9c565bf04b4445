//! What is told of a document's structure and of what it says about itself, on the sample reviews and on openings
//! written in the styles that reviews come in. All names are invented.
//!
//! `tests/read/structure.golden` holds, for each sample, the zone of every heading and the first and last words of
//! everything stated. It was read through by a person against the samples' sources; after a change that is meant to
//! change it, run with `DEEPDIVE_BLESS=1` and look at every difference.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

#[path = "read_structure/openings.rs"]
mod openings;

use deepdive::model::PartialDate;
use deepdive::read::extract;
use deepdive::text::{Block, BlockKind, Field, SourceText, StatedKind, Zone};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::OnceLock;

/// What `sample_reviews/facts.ron` knows; written with the samples, before anything was proposed.
#[derive(Deserialize)]
struct Facts {
    documents: BTreeMap<String, Fact>,
    cases: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
struct Fact {
    kind: String,
    case: String,
    dated: String,
}

fn facts() -> Facts {
    let text = std::fs::read_to_string(samples().join("facts.ron")).expect("the facts are there");
    ron::from_str(&text).expect("the facts are read")
}

fn samples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_reviews")
}

fn sources() -> &'static BTreeMap<String, SourceText> {
    static SOURCES: OnceLock<BTreeMap<String, SourceText>> = OnceLock::new();
    SOURCES.get_or_init(|| {
        let read = |name: &String| {
            let bytes = std::fs::read(samples().join("files").join(name)).expect("the sample is there");
            (name.clone(), extract(&bytes, name).source.expect("a text"))
        };
        facts().documents.keys().map(read).collect()
    })
}

/// The values proposed for a field, best first.
pub fn proposed(source: &SourceText, field: Field) -> Vec<&str> {
    source.shape.proposals.iter().filter(|p| p.field == field).map(|p| p.value.as_str()).collect()
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// The headings with their zones, and what is stated, for people to read.
pub fn show(source: &SourceText) -> String {
    let mut out = String::new();
    let is_heading = |b: &&Block| b.kind == BlockKind::Heading;
    for block in source.shape.blocks.iter().filter(is_heading) {
        let zone = block.zone.map_or("-", Zone::name);
        writeln!(out, "{zone}: {}", source.block_text(block).replace('\n', " ")).expect("writes");
    }
    for stated in &source.shape.stated {
        let kind = if stated.kind == StatedKind::Finding { "finding" } else { "recommendation" };
        let all = words(source.quote(stated.range));
        let (first, last) = (&all[..all.len().min(6)], &all[all.len().saturating_sub(4)..]);
        writeln!(out, "{kind} {}: {} … {}", stated.number, first.join(" "), last.join(" ")).expect("writes");
    }
    out
}

#[test]
fn zones_of_all_headings_and_all_that_is_stated() {
    let mut shown = String::new();
    for (name, source) in sources() {
        writeln!(shown, "## {name}\n{}", show(source)).expect("writes");
    }
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/read/structure.golden");
    if std::env::var_os("DEEPDIVE_BLESS").is_some() {
        #[expect(clippy::disallowed_methods, reason = "a test writes its own sample")]
        std::fs::write(&path, &shown).expect("writes");
    }
    let expected = std::fs::read_to_string(&path).expect("the golden text is there").replace("\r\n", "\n");
    for (now, then) in shown.lines().zip(expected.lines()) {
        assert_eq!(now, then);
    }
    assert_eq!(shown.lines().count(), expected.lines().count());
}

#[test]
fn every_sample_is_dated_as_its_facts_say() {
    let facts = facts();
    let mut wrong = Vec::new();
    for (name, source) in sources() {
        let fact = &facts.documents[name];
        for (field, right) in [(Field::Kind, &fact.kind), (Field::Case, &fact.case), (Field::Dated, &fact.dated)] {
            let first = proposed(source, field).first().copied();
            if first != Some(right.as_str()) {
                wrong.push(format!("{name}: {field:?} is {right}, proposed is {first:?}"));
            }
        }
        // Agencies' summaries and notes need not tell the incident; reviews do.
        let incident = proposed(source, Field::Incident).first().map(|d| PartialDate::parse(d).expect("a date").to_string());
        let right = &facts.cases[&fact.case]["Incident"];
        let is_review = matches!(fact.kind.as_str(), "rapid-review" | "lcspr");
        if is_review && !incident.as_deref().is_some_and(|i| i.ends_with(right.as_str())) {
            wrong.push(format!("{name}: the incident is {right}, proposed is {incident:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ages_and_areas_are_the_samples_own() {
    let facts = facts();
    let digits = [("five", "5"), ("seven", "7"), ("eight", "8")];
    for (name, source) in sources() {
        let fact = &facts.documents[name];
        if !matches!(fact.kind.as_str(), "rapid-review" | "lcspr") {
            continue;
        }
        assert_eq!(proposed(source, Field::Area).first(), Some(&"Marrowmere"), "{name}");
        let age = proposed(source, Field::Age).first().copied().unwrap_or_default();
        let age = digits.iter().fold(age.to_owned(), |age, (word, digit)| age.replace(word, digit));
        assert_eq!(age, facts.cases[&fact.case]["Age"], "{name}");
    }
}

#[test]
fn notifications_and_meetings_are_told_apart() {
    for (name, notified, reviewed) in [
        ("Child A Rapid Review Report FINAL.docx", "2022-09-29", "2022-10-14"),
        ("RR Child B May 2021.docx", "2021-04-14", "2021-04-29"),
        ("RR Child D - 2023.docx", "2023-05-16", "2023-06-01"),
        ("RR Child E - 2022.docx", "2022-02-21", "2022-03-09"),
        ("Rapid Review Report Child F Nov 2022.docx", "2022-10-31", "2022-11-15"),
        ("Child G - Rapid Review v3 FINAL.docx", "2023-02-22", "2023-03-09"),
        ("RR_ChildH_Weald_Oct23.docx", "2023-09-22", "2023-10-06"),
    ] {
        let source = &sources()[name];
        assert_eq!(proposed(source, Field::Notified), [notified], "{name}");
        assert_eq!(proposed(source, Field::Reviewed), [reviewed], "{name}");
    }
}

#[test]
fn findings_and_recommendations_are_counted_as_their_reviews_count_them() {
    for (name, findings, recommendations) in [
        ("Child B LCSPR final v3.pdf", 5, 8),
        ("LCSPR Child C Town - publication version.pdf", 6, 18),
        ("LCSPR Child F final.pdf", 6, 7),
        ("Child A Rapid Review Report FINAL.docx", 0, 5),
        ("RR Child D - 2023.docx", 0, 7),
        ("RR Child E - 2022.docx", 0, 6),
        ("Child G - Rapid Review v3 FINAL.docx", 0, 5),
        ("RR_ChildH_Weald_Oct23.docx", 0, 5),
        ("Rapid Review Report Child F Nov 2022.docx", 0, 4),
        ("GP summary Child D.docx", 0, 3),
        ("Child E learning notes.txt", 0, 0),
    ] {
        let stated = &sources()[name].shape.stated;
        let count = |kind| stated.iter().filter(|s| s.kind == kind).count();
        assert_eq!((count(StatedKind::Finding), count(StatedKind::Recommendation)), (findings, recommendations), "{name}");
    }
}

#[test]
fn a_finding_holds_all_its_paragraphs_and_no_more() {
    let source = &sources()["Child B LCSPR final v3.pdf"];
    let finding = |number: &str| {
        let found = source.shape.stated.iter().find(|s| s.kind == StatedKind::Finding && s.number == number);
        source.quote(found.expect("stated").range)
    };
    let first = finding("1");
    assert!(first.starts_with("Finding 1: A fragile baby"), "{first}");
    for label in ["6.1 ", "6.2 ", "6.5 ", "6.6 "] {
        assert!(first.contains(&format!("\n{label}")), "{label}");
    }
    assert!(!first.contains("Finding 2"), "{first}");
    assert!(!finding("5").contains("How typical is this of practice"), "the next heading belongs to all findings");
    let ranges: Vec<_> = source.shape.stated.iter().map(|s| s.range).collect();
    assert!(ranges.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "none lies in another");
}

#[test]
fn pages_have_the_numbers_that_they_print() {
    for (name, pages) in [
        ("Child B LCSPR final v3.pdf", 23),
        ("LCSPR Child C Town - publication version.pdf", 21),
        ("LCSPR Child F final.pdf", 23),
    ] {
        let printed = &sources()[name].shape.page_labels;
        let expected: Vec<String> = (1..=pages).map(|n| if n == 1 { String::new() } else { n.to_string() }).collect();
        assert_eq!(*printed, expected, "{name}");
    }
}

#[test]
fn every_proposal_stands_where_it_says() {
    for (name, source) in sources() {
        let agencies = proposed(source, Field::Agency);
        assert!(agencies.contains(&"Health visiting") || name.contains("Police"), "{name}: {agencies:?}");
        for proposal in &source.shape.proposals {
            let Some(range) = proposal.found else {
                assert_eq!(proposal.place, "file name", "{name}: {proposal:?}");
                continue;
            };
            assert!(!source.quote(range).is_empty(), "{name}: {proposal:?}");
            let block = source.shape.blocks.iter().find(|b| b.range.overlaps(range)).expect("in a block");
            assert!(!matches!(block.zone, Some(Zone::Contents | Zone::Glossary)), "{name}: {proposal:?}");
        }
    }
}
