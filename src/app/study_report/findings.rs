//! The section of one finding: how many cases, what it rests on case by case, the words of the reviews, what to do.

use super::door::Door;
use super::front::heading;
use super::quoted::{Choice, opposing, stated, supporting};
use super::recommendations::{Columns, recommendations_table};
use super::strength::Standing;
use super::study::{Found, Study};
use super::words::{listed, paragraphs, so_many, stopped};
use crate::analyse::evidence::{CaseEvidence, CaseStanding, Frame};
use crate::disclose::gate::TextKind;
use crate::model::{FindingState, Polarity};
use crate::write::chart::Tone;
use crate::write::paper::{Block, Callout, Level as Depth, PaperCell, PaperColumn, PaperRow, PaperTable, Run};

/// The section of a finding.
pub(super) fn finding(study: &Study<'_>, door: &Door, found: &Found<'_>) -> Vec<Block> {
    let statement = door.name(TextKind::Statement, &found.title(), found.statement());
    let standing = Standing::of(study, door, found);
    let mut blocks = vec![
        heading(Depth::Two, statement, Some(found.anchor())),
        Block::Callout(Callout {
            statement: standing.cases.statement(),
            detail: vec![Run::plain(standing.sentence)],
            tone: super::quoted::tone(found.finding.polarity),
        }),
    ];
    if found.finding.state == FindingState::Draft {
        blocks.push(Block::Paragraph(vec![Run::italic("This finding is a draft; it has not been agreed yet.")]));
    }
    if door.is_internal() && !found.evidence.since.is_nothing() {
        let since = found.evidence.since.words();
        let words =
            format!("What it rests on has changed since its author last looked: {since}. Look through it before it is used.");
        blocks.push(Block::Paragraph(vec![Run::bold(words)]));
    }
    for paragraph in paragraphs(&found.finding.text) {
        blocks.extend(door.say(TextKind::Statement, &found.title(), paragraph).map(|text| Block::text(stopped(&text))));
    }
    let facts = facts(study, door, found);
    if !facts.is_empty() {
        blocks.push(Block::KeyFacts(facts));
    }
    blocks.extend(evidence(door, study, found));
    blocks.extend(quotations(study, door, found));
    blocks.extend(said_themselves(study, door, found));
    let answers = study.recommendations_on(found.finding.id);
    if !answers.is_empty() {
        blocks.push(Block::heading(Depth::Three, "What is recommended"));
        let caption = format!("{}: recommendations", found.title());
        blocks.push(recommendations_table(study, door, &answers, caption, Columns::OfFinding));
    }
    blocks
}

fn facts(study: &Study<'_>, door: &Door, found: &Found<'_>) -> Vec<(String, Vec<Run>)> {
    let through = |kind, names: Vec<String>| -> Vec<String> {
        names.iter().filter_map(|name| door.say(kind, &found.title(), name)).collect()
    };
    let agencies = through(TextKind::Title, found.evidence.agencies.iter().cloned().collect());
    let priorities = through(TextKind::Title, found.finding.priorities.iter().cloned().collect());
    let frames = found.evidence.frames.iter().map(|id| Frame::find(id).map_or_else(|| id.clone(), Frame::whole));
    let themes = study.themes.iter().filter(|t| found.finding.themes.contains(&t.id));
    let themes = through(TextKind::Title, themes.map(|t| super::study::theme_words(t)).collect());
    let facts = [
        ("Agencies", listed(&agencies)),
        ("Local priorities", listed(&priorities)),
        ("Frames", through(TextKind::Title, frames.collect()).join("\n")),
        ("Themes", themes.join("\n")),
    ];
    let facts = facts.into_iter().filter(|(_, words)| !words.is_empty());
    facts.map(|(name, words)| (name.to_owned(), vec![Run::plain(words)])).collect()
}

/// One row for each case; where cases cannot be told apart there is no table.
fn evidence(door: &Door, study: &Study<'_>, found: &Found<'_>) -> Vec<Block> {
    if !door.shows_cases() {
        door.leave_out("Rows for single cases, passages counted, citations and the framework are not printed at this level.");
        return Vec::new();
    }
    let mut blocks = vec![Block::heading(Depth::Three, "Case by case")];
    let rows = found.evidence.cases.iter().map(|case| case_row(door, study, found, case)).collect();
    blocks.push(Block::Table(PaperTable {
        caption: format!("{}: what each case says", found.title()),
        description: "For each case how it stands to the finding, and the numbers of passages for and against it.".to_owned(),
        columns: vec![
            PaperColumn::new("Case", 30),
            PaperColumn::new("How it stands", 34),
            PaperColumn::number("Passages for", 18),
            PaperColumn::number("Passages against", 18),
        ],
        rows,
        ..PaperTable::default()
    }));
    let is_there = |standing| found.evidence.cases.iter().any(|c| c.standing == standing);
    let notes = [
        (
            CaseStanding::NotFound,
            "Not found: every document of the case was read to the end and nothing in it bears on the finding. \
             It does not mean that it was not so.",
        ),
        (CaseStanding::StatedAbsent, "Stated absent: the documents say that it was not so."),
        (CaseStanding::NotApplicable, "Not applicable: it cannot arise in this case."),
        (
            CaseStanding::NotYetRead,
            "Not yet read: not every document has been read to the end and nothing is coded so far. \
             The case is left out of the number of cases counted.",
        ),
    ];
    let notes: Vec<&str> = notes.into_iter().filter(|(standing, _)| is_there(*standing)).map(|(_, note)| note).collect();
    if !notes.is_empty() {
        blocks.push(Block::text(notes.join(" ")));
    }
    blocks
}

fn case_row(door: &Door, study: &Study<'_>, found: &Found<'_>, case: &CaseEvidence) -> PaperRow {
    let name = study.project.cases().get(case.case).map(|c| c.name.clone()).unwrap_or_default();
    let tone = match (case.standing, found.finding.polarity) {
        (CaseStanding::For, polarity) => super::quoted::tone(polarity),
        (CaseStanding::Against, Polarity::Concern) => Tone::GoodPractice,
        (CaseStanding::Against, Polarity::GoodPractice) => Tone::Concern,
        (
            CaseStanding::Against
            | CaseStanding::Both
            | CaseStanding::NotFound
            | CaseStanding::StatedAbsent
            | CaseStanding::NotApplicable
            | CaseStanding::NotYetRead,
            _,
        ) => Tone::Plain,
    };
    let standing = super::words::capital(case.standing.words());
    PaperRow {
        cells: vec![
            PaperCell::plain(&door.name(TextKind::CaseName, &found.title(), &name)),
            PaperCell { tone, ..PaperCell::plain(&standing) },
            PaperCell::plain(&case.supporting.len().to_string()),
            PaperCell::plain(&case.opposing.len().to_string()),
        ],
        ..PaperRow::default()
    }
}

fn quotations(study: &Study<'_>, door: &Door, found: &Found<'_>) -> Vec<Block> {
    let (supporting, opposing) = (supporting(study, found), opposing(study, found));
    let mut blocks = Vec::new();
    let of_side = |choice: &Choice, label: &str| -> Vec<Block> {
        choice.quoted.iter().filter_map(|q| q.through(door, label)).map(Block::Quote).collect()
    };
    let (quotes_for, quotes_against) = (of_side(&supporting, ""), of_side(&opposing, "Evidence against"));
    if !quotes_for.is_empty() || !quotes_against.is_empty() {
        blocks.push(Block::heading(Depth::Three, "In the words of the reviews"));
    }
    for (quotes, choice, what) in [(quotes_for, &supporting, "supports"), (quotes_against, &opposing, "speaks against")] {
        let is_quoted = !quotes.is_empty();
        blocks.extend(quotes);
        if is_quoted && door.shows_cases() && choice.more > 0 {
            blocks.push(Block::text(more(choice.more, what)));
        }
    }
    blocks
}

/// "3 more passages support it and are not quoted here."
fn more(n: usize, what: &str) -> String {
    let verb = match (n, what) {
        (1, what) => what.to_owned(),
        (_, "supports") => "support".to_owned(),
        (_, what) => what.replacen("speaks", "speak", 1),
    };
    let are = if n == 1 { "is" } else { "are" };
    format!("{} {verb} this finding and {are} not quoted here.", so_many(n, "more passage", "more passages"))
}

/// Which reviews drew the same conclusion.
fn said_themselves(study: &Study<'_>, door: &Door, found: &Found<'_>) -> Vec<Block> {
    if found.evidence.said_by.is_empty() || !door.shows_cases() {
        return Vec::new();
    }
    let statements = found.evidence.said_by.iter().filter_map(|id| study.project.statements().get(*id));
    let items: Vec<Vec<Run>> = statements
        .filter_map(|statement| {
            let (words, citation) = stated(study, statement)?;
            let words = door.say(TextKind::Quote, &citation, &words)?;
            let citation = door.say(TextKind::Citation, &citation, &citation)?;
            Some(vec![Run::bold(format!("{citation}: ")), Run::plain(format!("“{words}”"))])
        })
        .collect();
    if items.is_empty() {
        return Vec::new();
    }
    let n = items.len();
    let lead = format!(
        "{} of the reviews themselves {} the same themes.",
        so_many(n, "finding", "findings"),
        if n == 1 { "speaks of" } else { "speak of" }
    );
    vec![
        Block::heading(Depth::Three, "What the reviews found themselves"),
        Block::text(lead),
        Block::List { is_numbered: false, items },
    ]
}
