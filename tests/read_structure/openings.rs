//! Openings of reviews in the styles in which areas write them: deposit sheets, council covers, other nations' reviews.

use super::{proposed, show};
use deepdive::read::extract;
use deepdive::text::{Field, SourceText, Zone};

/// Reads Markdown and checks that no text is lost on the way.
fn read(text: &str, name: &str) -> SourceText {
    extract(text.as_bytes(), name).source.expect("a text")
}

/// What is expected of one opening: the values of fields, first ones first.
fn check(source: &SourceText, expected: &[(Field, &[&str])]) {
    for (field, values) in expected {
        let found = proposed(source, *field);
        assert_eq!(found.get(..values.len().min(found.len())).unwrap_or_default(), *values, "{field:?}: {found:?}");
    }
}

const LONG: &str = "The panel heard from practitioners and managers, read what each agency had written, and met the family twice at home before it wrote down what it had learned from them all.";

#[test]
fn a_deposit_sheet_as_a_table_before_a_serious_case_review() {
    let text = format!(
        "| Title | Serious Case Review: Baby V |\n|---|---|\n| LSCB | Marrowmere Safeguarding Children Board |\n| Author | Jo Sample |\n| Date of publication | 2016 |\n\nThis report has been deposited with the NSPCC in the national collection of case reviews.\n\n# Serious Case Review\n\n## Baby V\n\nOverview report\n\n# Contents\n\nIntroduction 3\n\nFamily composition 5\n\nNarrative 7\n\nLessons learned 21\n\n# Introduction\n\nThe subject of the review is Baby V, who died aged 5 months on 12 May 2015. {LONG}\n\n# Family composition\n\n{LONG}\n\n# Narrative\n\n{LONG}\n\n# Lessons learned\n\n{LONG}\n\n# Bibliography\n\nA book"
    );
    let source = read(&text, "2016MarrowmereBabyV.md");
    check(
        &source,
        &[
            (Field::Kind, &["scr"]),
            (Field::Case, &["Baby V"]),
            (Field::Area, &["Marrowmere"]),
            (Field::Author, &["Jo Sample"]),
            (Field::Dated, &["2016"]),
            (Field::Incident, &["2015-05-12"]),
            (Field::Age, &["5 months"]),
        ],
    );
    let shown = show(&source);
    for line in [
        "cover: Serious Case Review",
        "contents: Contents",
        "method: Introduction",
        "family: Family composition",
        "narrative: Narrative",
        "findings: Lessons learned",
        "appendix: Bibliography",
    ] {
        assert!(shown.lines().any(|l| l == line), "{line} in\n{shown}");
    }
    let zones: Vec<_> = source.shape.blocks.iter().take(4).map(|b| b.zone).collect();
    assert_eq!(zones, [Some(Zone::Cover); 4]);
}

#[test]
fn a_deposit_sheet_of_lines_and_paragraphs_numbered_through() {
    let mut text = "Title: The Overview Report of the Serious Case Review in respect of Family S4\n\nLSCP: North Marrow Safeguarding Children Partnership\n\nAuthor: Kit Example-Smith\n\nDate of publication: May 2019\n\n# Introduction\n\n".to_owned();
    for n in 1..=30 {
        let heading = match n {
            10 => "# The family\n\n",
            15 => "# Agency involvement\n\n",
            20 => "# Considerations for the Safeguarding Children Board\n\n",
            _ => "",
        };
        text.push_str(&format!("{heading}{n}. {LONG}\n\n"));
    }
    let source = read(&text, "s4.md");
    check(
        &source,
        &[
            (Field::Kind, &["scr"]),
            (Field::Case, &["Family S4"]),
            (Field::Area, &["North Marrow"]),
            (Field::Author, &["Kit Example-Smith"]),
            (Field::Dated, &["2019-05"]),
        ],
    );
    let labels: Vec<&str> = source.shape.blocks.iter().filter_map(|b| b.label.as_deref()).collect();
    assert_eq!(labels, (1..=30).map(|n| n.to_string()).collect::<Vec<_>>());
    let at = |label: &str| source.shape.blocks.iter().find(|b| b.label.as_deref() == Some(label)).and_then(|b| b.zone);
    assert_eq!(
        [at("3"), at("12"), at("17"), at("25")],
        [Some(Zone::Method), Some(Zone::Family), Some(Zone::Narrative), Some(Zone::Recommendations)]
    );
}

#[test]
fn a_welsh_child_practice_review_and_a_scottish_learning_review() {
    let wales = read(
        &format!(
            "# Concise Child Practice Review\n\nMarrow and Mere Safeguarding Board\n\nRe: MM1/2020\n\n# Brief outline of circumstances resulting in the review\n\n{LONG}\n\n# Practice and organisational learning\n\n{LONG}\n\n# Improving systems and practice\n\n{LONG}\n\n# Statement by reviewers\n\n{LONG}"
        ),
        "cpr.md",
    );
    check(&wales, &[(Field::Kind, &["lcspr"]), (Field::Area, &["Marrow and Mere"])]);
    let shown = show(&wales);
    assert!(shown.contains("narrative: Brief outline of circumstances"), "{shown}");
    assert!(shown.contains("findings: Practice and organisational learning"), "{shown}");
    assert!(shown.contains("-: Statement by reviewers"), "{shown}");
    let scotland = read(
        &format!(
            "# Learning Review\n\nChild Robin (a pseudonym)\n\nLead Reviewer: Sam Sample\n\nMarch 2023\n\n# Background and circumstances\n\n{LONG}\n\n# Practice learning points\n\n- The first point of learning\n- The second point\n\n# Effective practice\n\n{LONG}"
        ),
        "lr.md",
    );
    check(
        &scotland,
        &[
            (Field::Kind, &["learning-review"]),
            (Field::Case, &["Child Robin"]),
            (Field::Author, &["Sam Sample"]),
            (Field::Dated, &["2023-03"]),
        ],
    );
    assert_eq!(scotland.shape.stated.len(), 2, "{}", show(&scotland));
}

#[test]
fn questions_lead_a_review_and_its_learning_stands_inside() {
    let source = read(
        &format!(
            "# Local Child Safeguarding Practice Review\n\n# AB1 and AB2\n\n# 1. Introduction\n\nThe twins Ada and Ben were four months old when they were taken to hospital on 3 June 2021. {LONG}\n\n# 2. Consideration of key research questions\n\n## 2.1 What was known about the father?\n\n{LONG}\n\n### Learning point 1: Fathers are seldom asked\n\n{LONG}\n\n## 2.2 The family's voice\n\n{LONG}\n\n### Learning point 2: Men are not seen\n\n{LONG}\n\n# 3. Recommendations\n\nRecommendation 1: The Partnership should ask about fathers."
        ),
        "ab.md",
    );
    check(
        &source,
        &[
            (Field::Case, &["AB1 and AB2"]),
            (Field::Pseudonym, &["Ada", "Ben"]),
            (Field::Age, &["four months"]),
            (Field::Incident, &["2021-06-03"]),
        ],
    );
    let zones = show(&source);
    for line in [
        "analysis: 2.1 What was known about the father?",
        "findings: Learning point 1: Fathers are seldom asked",
        "analysis: 2.2 The family's voice",
        "recommendations: 3. Recommendations",
    ] {
        assert!(zones.lines().any(|l| l == line), "{line} in\n{zones}");
    }
    assert_eq!(source.shape.stated.len(), 3, "{zones}");
}

#[test]
fn a_council_paper_is_a_paper_and_its_head_a_cover() {
    let source = read(
        &format!(
            "From: A. Member, Cabinet Member\n\nTo: Marrowmere County Council Children's Committee – 21 November 2024\n\nSubject: Learning from reviews of babies under one\n\nClassification: Unrestricted\n\n# 1. Introduction\n\n1.1 {LONG}\n\n# 2. Financial implications\n\n2.1 {LONG}\n\n# 3. Recommendation\n\n3.1 The committee is asked to note the report."
        ),
        "paper.md",
    );
    check(
        &source,
        &[
            (Field::Kind, &["paper"]),
            (Field::Area, &["Marrowmere"]),
            (Field::Title, &["Learning from reviews of babies under one"]),
            (Field::Dated, &["2024-11-21"]),
        ],
    );
    assert!(proposed(&source, Field::Pseudonym).is_empty() && proposed(&source, Field::Age).is_empty());
    assert!(show(&source).contains("boilerplate: 2. Financial implications"));
}
