//! The board's summary: two pages in Word. What was asked of whom, the findings, what is recommended, one chart, the limits.

use super::charts::frequency;
use super::door::Door;
use super::front::{authors, incidents, title};
use super::method::limits;
use super::quoted::best;
use super::recommendations::short_recommendations;
use super::strength::Standing;
use super::study::{Found, Study};
use super::words::{so_many, stopped};
use crate::disclose::gate::TextKind;
use crate::model::{FindingState, Id, Theme};
use crate::write::chart::Chart;
use crate::write::paper::{Block, Figure, Front, Level as Depth, Paper, Run};

/// Lines of the chart that two pages have room for.
const MOST_LINES: usize = 5;

/// The summary.
pub(super) fn board(study: &Study<'_>, door: &Door) -> Paper {
    let mut blocks = vec![Block::heading(Depth::One, "What was asked"), Block::Paragraph(asked(study, door))];
    if !study.findings.is_empty() {
        blocks.push(Block::heading(Depth::One, "What was found"));
        for found in &study.findings {
            blocks.extend(finding(study, door, found));
        }
    }
    blocks.extend(short_recommendations(study, door, Depth::One));
    blocks.extend(chart(study, door));
    blocks.push(Block::heading(Depth::One, "What this cannot say"));
    blocks.push(Block::text(limits(study, door).into_iter().take(2).collect::<Vec<_>>().join(" ")));
    Paper {
        title: title(study, door),
        subtitle: "Summary for the board".to_owned(),
        authors: authors(study, door),
        front: Front::Band,
        blocks,
    }
}

/// The question, and of whom it was asked.
pub(super) fn asked(study: &Study<'_>, door: &Door) -> Vec<Run> {
    let question = door.name(TextKind::Statement, "the question", study.round.question.trim());
    let (cases, incidents) = (so_many(study.cases.len(), "case", "cases"), incidents(study, door));
    let mut words = if question.is_empty() { String::new() } else { format!("{} ", stopped(&question)) };
    words.push_str(&format!("The deep dive looked at {cases}."));
    if !incidents.is_empty() {
        words.push_str(&format!(" {}", stopped(&incidents)));
    }
    vec![Run::plain(words)]
}

fn finding(study: &Study<'_>, door: &Door, found: &Found<'_>) -> Vec<Block> {
    let statement = door.name(TextKind::Statement, &found.title(), found.statement());
    let standing = Standing::of(study, door, found);
    let mut runs = vec![Run::bold(format!("{}. ", standing.cases.statement()))];
    // The number is said already.
    let level = if standing.cases.n.is_some() { format!("{}.", standing.level) } else { String::new() };
    runs.push(Run::plain(level));
    if found.finding.state == FindingState::Draft {
        runs.push(Run::italic(" A draft, not agreed yet."));
    }
    let mut blocks = vec![Block::heading(Depth::Two, format!("{} {statement}", found.number)), Block::Paragraph(runs)];
    blocks.extend(best(study, found).and_then(|quote| quote.through(door, "")).map(Block::Quote));
    blocks
}

/// One chart of the themes that the findings rest on.
fn chart(study: &Study<'_>, door: &Door) -> Option<Block> {
    let themes: Vec<Id<Theme>> = study.themes_of_findings().iter().map(|t| t.id).collect();
    let chart = frequency(study, door, Some(&themes))?;
    let chart = first_lines(chart, MOST_LINES);
    Some(Block::Figure(Figure { chart, caption: String::new(), alt_text: String::new(), anchor: None }))
}

fn first_lines(mut chart: Chart, most: usize) -> Chart {
    chart.title = "Themes of the findings by number of cases".to_owned();
    chart.note = String::new();
    match &mut chart.kind {
        crate::write::chart::ChartKind::Frequency(frequency) => frequency.lines.truncate(most),
        crate::write::chart::ChartKind::Periods(_)
        | crate::write::chart::ChartKind::CoOccurrence(_)
        | crate::write::chart::ChartKind::Coverage(_)
        | crate::write::chart::ChartKind::Heat(_) => {}
    }
    chart
}
