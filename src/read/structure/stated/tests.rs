//! What is found, with which number and up to which word.

use super::*;
use crate::text::SourceBuilder;

/// Reads lines such as "# Heading", "- item", "a | b" and paragraphs, and says what the text states.
fn stated(lines: &[&str]) -> Vec<String> {
    let mut b = SourceBuilder::new("test/1");
    let mut table = None;
    for line in lines {
        let level = u8::try_from(line.chars().take_while(|c| *c == '#').count()).unwrap_or(6);
        if line.contains('|') {
            let table = *table.get_or_insert_with(|| b.begin_table());
            b.push_row(table, &line.split('|').map(str::trim).collect::<Vec<_>>());
            continue;
        }
        table = None;
        match line.strip_prefix("- ") {
            Some(item) => b.push(BlockKind::ListItem, 1, item),
            None if level > 0 => b.push(BlockKind::Heading, level, line.trim_start_matches(['#', ' '])),
            None => b.push(BlockKind::Paragraph, 0, line),
        };
    }
    let mut source = b.build();
    super::super::find(&mut source);
    let show = |s: &Stated| {
        let words: Vec<&str> = source.quote(s.range).split_whitespace().collect();
        let (first, last) = (words.first().copied().unwrap_or_default(), words.last().copied().unwrap_or_default());
        let kind = if s.kind == StatedKind::Finding { "F" } else { "R" };
        format!("{kind}{}: {first} … {last}", s.number)
    };
    source.shape.stated.iter().map(show).collect()
}

const LONG: &str = "The reviewers heard from the visitor and from the midwife that nobody had asked about the man in the house, and that each of them thought that another had done it long ago and written it down.";

#[test]
fn a_named_finding_reaches_to_the_next() {
    let found = stated(&[
        "# Contents",
        "Finding 1: Waiting 4",
        "# Findings",
        LONG,
        "## Finding 1: Waiting",
        LONG,
        "### What happened",
        "It ended with bread.",
        "### Considerations for the Board",
        "- How will the Board know about milk?",
        "- Is the form used for cheese?",
        "## Finding Two – Forms",
        "It ended with rice.",
        "# Conclusion",
        LONG,
    ]);
    assert_eq!(found, ["F1: Finding … bread.", "R: How … milk?", "R: Is … cheese?", "F2: Finding … rice."]);
}

#[test]
fn recommendations_are_sentences_lists_or_rows() {
    let named = stated(&[
        "# Recommendations",
        "The Partnership should receive a report within six months.",
        "Recommendation 1: The Partnership should ask its agencies how they record who lives in a household with a baby.",
        "Owner: the Partnership",
        "Recommendation 2 for the police: Officers should name every man.",
        "The Partnership will publish what has become of these at the end of the year.",
    ]);
    assert_eq!(named, ["R1: Recommendation … Partnership", "R2: Recommendation … man."]);
    let list = stated(&[
        "# 9. Recommendations",
        "The review makes three recommendations.",
        "- 1. The Partnership should act.",
        "- The midwives should write.",
        "- 2. The Board should wait.",
        "# Bibliography",
        "- 1. A book that should be read",
        "- 2. Another",
    ]);
    assert_eq!(list, ["R1: 1. … write.", "R2: 2. … wait."]);
    let sentences = stated(&[
        "# Recommendations",
        "These follow from what was learned.",
        "The Integrated Care Board should review its form.",
        "Marrowmere Police must name every man.",
    ]);
    assert_eq!(sentences, ["R: The … form.", "R: Marrowmere … man."]);
    let rows = stated(&[
        "# Appendix 3: Action plan",
        "No. | Recommendation | Owner | Timescale",
        "1 | The form is changed | Head of midwifery | May 2024",
        "No. | Recommendation | Owner | Timescale",
        "2 | Men are named | Police | June 2024",
    ]);
    assert_eq!(rows, ["R1: 1 … 2024", "R2: 2 … 2024"]);
}

#[test]
fn what_a_summary_repeats_is_kept_once() {
    let found = stated(&[
        "# Executive summary",
        "## Recommendations",
        "- 1. Change the form",
        "- 2. Name the men",
        "# Analysis",
        LONG,
        "# Recommendations",
        "Recommendation 1: The midwives should change the form.",
        "Recommendation 2: The police should name the men.",
        "# Appendix 1: Action plan",
        "Recommendation | Lead | When",
        "Recommendation 1: The midwives should change the form. | Head | May",
        "Recommendation 2: The police should name the men. | Chief | June",
    ]);
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn tables_and_lists_of_other_things_state_nothing() {
    let found = stated(&[
        "# Decision and rationale",
        "Recommendation | Carry out a review",
        "Reasons | There is much to learn",
        "# Chronology",
        "Date | Agency | Event | Action",
        "1 May 2022 | Police | Called | None",
        "# Analysis",
        "- The midwife should have asked.",
        "- 2. Nobody did.",
        "# Findings",
        LONG,
        "- A point among much else.",
        LONG,
        "Finding work was hard for him.",
    ]);
    assert_eq!(found, [""; 0]);
}

#[test]
fn numbered_paragraphs_that_tell_what_to_do_are_recommendations() {
    let found = stated(&[
        "# Areas for improvement",
        "24. Revise the strategy for parents.",
        "25. This follows from last year.",
        "26. The Board to ensure that audits are read.",
        "# Learning identified",
        "## What worked well",
        "- The visitor came back.",
        "## What could have gone better",
        "- Nobody asked about the man.",
        "## Questions we could not answer",
        "- 1. Who knew?",
        "- 2. Who asked?",
    ]);
    assert_eq!(found, ["R24: 24. … parents.", "R26: 26. … read.", "F: Nobody … man."]);
}
