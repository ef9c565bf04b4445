//! The whole report: what was asked and how it was counted, every finding with its evidence, and what shall be done.

use super::charts::figures;
use super::codebook::codebook;
use super::comparison::comparison;
use super::door::Door;
use super::findings::finding;
use super::framework::framework;
use super::front::{authors, heading, subtitle, title};
use super::method::method;
use super::origin::origin;
use super::recommendations::{all_recommendations, own_recommendations};
use super::study::{Found, Study};
use super::words::{capital, in_words, so_many, stopped};
use crate::disclose::gate::TextKind;
use crate::model::{FindingState, Polarity};
use crate::write::Provenance;
use crate::write::paper::{Block, Front, Level as Depth, Paper, PaperCell, PaperColumn, PaperRow, PaperTable, Run};

/// The report.
pub(super) fn full(study: &Study<'_>, door: &Door, about: &Provenance) -> Paper {
    let mut parts: Vec<(&str, Vec<Block>)> = vec![
        ("Summary", summary(study, door)),
        ("Method and sample", method(study, door)),
        ("Findings", findings(study, door)),
        ("Recommendations", all_recommendations(study, door)),
        ("Themes in cases and in the reviews’ own recommendations", own_recommendations(study, door)),
        ("Charts", figures(study, door)),
        ("Comparison with the earlier round", comparison(study, door)),
    ];
    parts.retain(|(_, blocks)| !blocks.is_empty());
    let mut blocks = vec![Block::Contents, Block::PageBreak];
    for (number, (name, part)) in (1..).zip(parts) {
        if name == "Findings" {
            blocks.push(Block::PageBreak);
        }
        blocks.push(heading(Depth::One, format!("{number} {name}"), None));
        blocks.extend(numbered(number, part));
    }
    let appendices = [
        ("Framework: what each case says", framework(study, door)),
        ("Codebook", codebook(study, door)),
        ("How to trace a figure", origin(study, door, about)),
    ];
    let appendices = appendices.into_iter().filter(|(_, part)| !part.is_empty());
    for (letter, (name, part)) in ('A'..).zip(appendices) {
        if !matches!(part.first(), Some(Block::Landscape(_))) {
            blocks.push(Block::PageBreak);
        }
        blocks.push(heading(Depth::One, format!("Appendix {letter}: {name}"), None));
        blocks.extend(part);
    }
    Paper {
        title: title(study, door),
        subtitle: subtitle(study, door),
        authors: authors(study, door),
        front: Front::Page,
        blocks,
    }
}

/// Numbers the sections of a part.
fn numbered(part: usize, blocks: Vec<Block>) -> impl Iterator<Item = Block> {
    let mut section = 0;
    blocks.into_iter().map(move |block| match block {
        Block::Heading(mut heading) if heading.level == Depth::Two => {
            section += 1;
            heading.text = format!("{part}.{section} {}", heading.text);
            Block::Heading(heading)
        }
        other => other,
    })
}

fn summary(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let mut blocks = Vec::new();
    if !study.round.question.trim().is_empty() {
        let question = door.name(TextKind::Statement, "the question", &study.round.question);
        blocks.push(Block::Paragraph(vec![Run::bold("The question. "), Run::plain(stopped(&question))]));
    }
    let findings = so_many(study.findings.len(), "finding", "findings");
    let recommendations = so_many(study.recommendations.len(), "recommendation", "recommendations");
    let cases = so_many(study.cases.len(), "case", "cases");
    let came = if study.findings.is_empty() {
        format!("This deep dive looked at {cases}. No findings have been written yet.")
    } else {
        format!("This deep dive looked at {cases} and came to {findings} and {recommendations}.")
    };
    blocks.push(Block::text(came));
    if study.findings.is_empty() {
        return blocks;
    }
    blocks.push(table_of_findings(study, door));
    let good = study.findings.iter().filter(|f| f.finding.polarity == Polarity::GoodPractice).count();
    let drafts = study.findings.iter().filter(|f| f.finding.state == FindingState::Draft).count();
    let mut notes = String::from(
        "“Cases” are the cases with passages that support the finding, of all cases that were read, coded or judged. \
         Section 2 says how they were counted, and what makes a finding strong.",
    );
    if good > 0 {
        let are = if good == 1 { "finding is" } else { "findings are" };
        notes.push_str(&format!(" {} {are} of good practice.", capital(&in_words(good))));
    }
    if drafts > 0 {
        let are = if drafts == 1 { "finding is" } else { "findings are" };
        notes.push_str(
            &format!(" {} {are} still a draft and not agreed yet.", capital(&in_words(drafts)))
                .replace("are still a draft and", "are still drafts and"),
        );
    }
    blocks.push(Block::text(notes));
    blocks
}

fn table_of_findings(study: &Study<'_>, door: &Door) -> Block {
    let row = |found: &Found<'_>| {
        let statement = door.name(TextKind::Statement, &found.title(), found.statement());
        let link = Run::link(statement, found.anchor());
        let draft = (found.finding.state == FindingState::Draft).then(|| Run::italic(" Draft"));
        let (cases, strength) = standing(study, door, found);
        PaperRow {
            cells: vec![
                PaperCell::plain(&found.number.to_string()),
                PaperCell { paragraphs: vec![std::iter::once(link).chain(draft).collect()], ..PaperCell::default() },
                PaperCell::plain(&cases),
                PaperCell::plain(&strength),
            ],
            ..PaperRow::default()
        }
    };
    Block::Table(PaperTable {
        caption: "The findings".to_owned(),
        description: "Each finding with the number of cases that support it and its strength.".to_owned(),
        columns: vec![
            PaperColumn::new("No.", 7),
            PaperColumn::new("Finding", 58),
            PaperColumn::new("Cases", 16),
            PaperColumn::new("Strength", 19),
        ],
        rows: study.findings.iter().map(row).collect(),
        ..PaperTable::default()
    })
}

/// "6 of 9" and "Strong", as they may be printed.
pub(super) fn standing(study: &Study<'_>, door: &Door, found: &Found<'_>) -> (String, String) {
    let shown = super::strength::Standing::of(study, door, found);
    (shown.cases.short(), shown.level)
}

fn findings(study: &Study<'_>, door: &Door) -> Vec<Block> {
    study.findings.iter().flat_map(|found| finding(study, door, found)).collect()
}
