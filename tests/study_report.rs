//! Promises of reports: every number is what a slow count finds, nothing small or undecided leaves, people can read them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "support/access_docx.rs"]
mod access_docx;
#[path = "support/access_html.rs"]
#[expect(dead_code, reason = "only the faults are asked for here")]
mod access_html;
#[path = "cli/home.rs"]
#[expect(dead_code, reason = "what other commands answer is not needed here")]
mod home;

use deepdive::app::session::{Access, Session};
use deepdive::app::study_report::{Kind, Made, Prepared, Wanted, prepare};
use deepdive::disclose::Level;
use deepdive::disclose::gate::{Decision, Decisions};
use deepdive::disclose::identifiers::IdentifierKind;
use deepdive::model::{Analyst, Case, Coding, DeepDive, Finding, Id, Polarity, Progress, Project, Stands, Theme};
use deepdive::write::chart::{Chart, ChartKind, Shown};
use deepdive::write::paper::{Block, Paper, PaperFormat, PaperTable, Run, write_paper};
use home::{Home, SAMPLE};
use std::collections::BTreeSet;

const PAPERS: [Kind; 3] = [Kind::Full, Kind::Board, Kind::Briefing];

struct Sample {
    home: Home,
    session: Session,
}

impl Sample {
    fn new() -> Self {
        let home = Home::with_sample();
        let open =
            Session::open(&home.path(SAMPLE), &home.places(), &Analyst::named("Ros Parry"), Access::Read, Box::new(|_, _| {}));
        Self { session: open.unwrap(), home }
    }

    fn rounds(&self) -> Vec<&DeepDive> {
        self.session.project().deep_dives().iter().collect()
    }

    fn made(&self, kind: Kind, round: &DeepDive, level: Level, decisions: Decisions) -> Prepared {
        let wanted = Wanted { kind, round: Some(round.id), level, decisions, path: self.home.path("unused") };
        prepare(&self.session, &wanted).unwrap()
    }

    /// As it leaves when every quote is kept or left out, and every identifier masked.
    fn decided(&self, kind: Kind, round: &DeepDive, level: Level, quotes: &Decision) -> (Prepared, Decisions) {
        let mut decisions = Decisions::default();
        decisions.all_quotes(&self.made(kind, round, level, decisions.clone()).questions, quotes);
        let questions = self.made(kind, round, level, decisions.clone()).questions;
        for kind in IdentifierKind::ALL {
            decisions.mask_all(&questions, kind);
        }
        (self.made(kind, round, level, decisions.clone()), decisions)
    }
}

fn paper(prepared: &Prepared) -> &Paper {
    let Made::Paper(paper) = &prepared.made else { unreachable!("a paper was asked for") };
    paper
}

/// Every block, those on landscape pages too.
fn blocks(paper: &Paper) -> Vec<&Block> {
    fn flat<'a>(blocks: &'a [Block], all: &mut Vec<&'a Block>) {
        for block in blocks {
            if let Block::Landscape(inner) = block { flat(inner, all) } else { all.push(block) }
        }
    }
    let mut all = Vec::new();
    flat(&paper.blocks, &mut all);
    all
}

fn text(runs: &[Run]) -> String {
    runs.iter().map(|r| r.text.as_str()).collect()
}

fn tables(paper: &Paper) -> Vec<&PaperTable> {
    blocks(paper).into_iter().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None }).collect()
}

fn cell(table: &PaperTable, row: usize, column: usize) -> String {
    table.rows[row].cells[column].paragraphs.iter().map(|p| text(p)).collect::<Vec<_>>().join("\n")
}

/// All words of a paper as its web page has them.
fn page(prepared: &Prepared) -> String {
    String::from_utf8(write_paper(paper(prepared), &prepared.about, PaperFormat::Html).unwrap()).unwrap()
}

/// Whether a theme lies under another one, found by walking up by hand.
fn under(project: &Project, theme: Id<Theme>, top: Id<Theme>) -> bool {
    let mut at = Some(theme);
    while let Some(id) = at {
        if id == top {
            return true;
        }
        at = project.themes().get(id).and_then(|t| t.parent);
    }
    false
}

fn codings_of<'p>(project: &'p Project, case: &'p Case) -> impl Iterator<Item = &'p Coding> {
    project.codings().iter().filter(move |c| project.documents().get(c.document).is_some_and(|d| d.case == case.id))
}

fn is_read(project: &Project, case: &Case) -> bool {
    let mut documents = project.documents().iter().filter(|d| d.case == case.id).peekable();
    documents.peek().is_some() && documents.all(|d| matches!(d.progress, Progress::Coded | Progress::Reviewed))
}

/// The slow and obvious way: passages for and against, and whether the case can be counted.
fn slow(project: &Project, finding: &Finding, case: &Case) -> (usize, usize, bool) {
    let (mut supporting, mut opposing, mut coded) = (0, 0, false);
    for coding in codings_of(project, case) {
        let belongs = finding.themes.iter().any(|t| under(project, coding.theme, *t));
        let same = coding.polarity == finding.polarity;
        let opposite = matches!(
            (coding.polarity, finding.polarity),
            (Polarity::Concern, Polarity::GoodPractice) | (Polarity::GoodPractice, Polarity::Concern)
        );
        coded |= belongs;
        match finding.stands.get(&coding.id) {
            Some(stands) => {
                supporting += usize::from(*stands == Stands::For);
                opposing += usize::from(*stands == Stands::Against);
            }
            None => {
                supporting += usize::from(belongs && same);
                opposing += usize::from(belongs && opposite);
            }
        }
    }
    let judged = project.cells().iter().any(|c| {
        let is_judged = c.judgement != deepdive::model::Judgement::None;
        c.case == case.id && is_judged && finding.themes.contains(&c.theme)
    });
    (supporting, opposing, coded || judged || is_read(project, case) || supporting + opposing > 0)
}

fn sample_of<'p>(project: &'p Project, round: &DeepDive) -> Vec<&'p Case> {
    let mut cases: Vec<&Case> = project.cases().iter().filter(|c| round.sample.get(&c.id).is_some_and(|s| s.is_in)).collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn of_cases(n: usize, of: usize) -> String {
    format!("{n} of {of} {}", if of == 1 { "case" } else { "cases" })
}

#[test]
fn every_number_of_a_finding_is_what_a_slow_count_finds() {
    let sample = Sample::new();
    let project = sample.session.project();
    assert!(sample.rounds().len() >= 2, "the sample has two rounds");
    for round in sample.rounds() {
        let report = sample.made(Kind::Full, round, Level::Internal, Decisions::default());
        let report = paper(&report);
        let cases = sample_of(project, round);
        let callouts: Vec<&str> = blocks(report)
            .into_iter()
            .filter_map(|b| if let Block::Callout(c) = b { Some(c.statement.as_str()) } else { None })
            .collect();
        let findings = project.findings_of(round.id);
        assert!(!findings.is_empty() && callouts.len() >= findings.len());
        for (i, finding) in findings.iter().enumerate() {
            let counts: Vec<(usize, usize, bool)> = cases.iter().map(|c| slow(project, finding, c)).collect();
            let n = counts.iter().filter(|(f, _, _)| *f > 0).count();
            let of = counts.iter().filter(|(.., known)| *known).count();
            assert_eq!(callouts[i], of_cases(n, of), "{}", finding.statement);
            let list = tables(report).into_iter().find(|t| t.caption == "The findings").unwrap();
            assert_eq!(cell(list, i, 2), format!("{n} of {of}"));
            let caption = format!("Finding {}: what each case says", i + 1);
            let table = tables(report).into_iter().find(|t| t.caption == caption).unwrap();
            assert_eq!(table.rows.len(), cases.len());
            for (row, (case, (supporting, opposing, known))) in cases.iter().zip(&counts).enumerate() {
                assert_eq!(cell(table, row, 0), case.name);
                assert_eq!((cell(table, row, 2), cell(table, row, 3)), (supporting.to_string(), opposing.to_string()));
                assert_eq!(cell(table, row, 1) == "Not yet read", !known, "{}: {}", case.name, cell(table, row, 1));
            }
        }
    }
}

/// Cases with codings of one polarity under a theme, and cases that can be counted.
fn slow_theme(project: &Project, cases: &[&Case], theme: Id<Theme>, polarity: Polarity) -> (usize, usize) {
    let has = |case: &&&Case, wanted: Option<Polarity>| {
        codings_of(project, case).any(|c| under(project, c.theme, theme) && wanted.is_none_or(|p| c.polarity == p))
    };
    let judged = |case: &Case| {
        project.cells().iter().any(|c| c.case == case.id && c.theme == theme && c.judgement != deepdive::model::Judgement::None)
    };
    let counted = cases.iter().filter(|c| is_read(project, c) || has(c, None) || judged(c)).count();
    (cases.iter().filter(|c| has(c, Some(polarity))).count(), counted)
}

fn charts(prepared: &Prepared) -> Vec<&Chart> {
    let Made::Charts(charts) = &prepared.made else { unreachable!("charts were asked for") };
    charts.iter().map(|(_, chart)| chart).collect()
}

#[test]
fn every_number_of_the_charts_and_of_what_was_addressed_is_what_a_slow_count_finds() {
    let sample = Sample::new();
    let project = sample.session.project();
    for round in sample.rounds() {
        let cases = sample_of(project, round);
        let theme = |name: &str| project.themes().iter().find(|t| format!("{} {}", t.code, t.name).trim() == name).unwrap().id;
        let made = sample.made(Kind::Charts, round, Level::Internal, Decisions::default());
        let mut kinds = BTreeSet::new();
        for chart in charts(&made) {
            match &chart.kind {
                ChartKind::Frequency(frequency) => {
                    kinds.insert("frequency");
                    for line in &frequency.lines {
                        for (shown, polarity) in
                            [(&line.concern, Polarity::Concern), (&line.good_practice, Polarity::GoodPractice)]
                        {
                            let (n, of) = slow_theme(project, &cases, theme(&line.theme.full()), polarity);
                            assert_eq!(shown.words(), format!("{n} of {of}"), "{}", line.theme.full());
                        }
                    }
                }
                ChartKind::Periods(periods) => {
                    kinds.insert("periods");
                    for line in &periods.lines {
                        for (year, shown) in periods.periods.iter().zip(&line.values) {
                            let dated = |c: &&Case| c.attributes.get(Case::INCIDENT).is_some_and(|d| d.contains(year.as_str()));
                            let of_year: Vec<&Case> = cases.iter().copied().filter(dated).collect();
                            let (n, of) = slow_theme(project, &of_year, theme(&line.theme.full()), Polarity::Concern);
                            let expected = if of == 0 { Shown::Nothing.words() } else { format!("{n} of {of}") };
                            assert_eq!(shown.words(), expected, "{} in {year}", line.theme.full());
                        }
                    }
                }
                ChartKind::CoOccurrence(_) | ChartKind::Coverage(_) | ChartKind::Heat(_) => {
                    kinds.insert("together");
                }
            }
        }
        assert!(kinds.contains("frequency"), "{kinds:?}");
        let report = sample.made(Kind::Full, round, Level::Internal, Decisions::default());
        let wanted = "Themes in the cases, and in the reviews’ own recommendations";
        let table = tables(paper(&report)).into_iter().find(|t| t.caption == wanted).unwrap();
        let ids: BTreeSet<Id<Case>> = cases.iter().map(|c| c.id).collect();
        let own: Vec<_> = project
            .statements()
            .iter()
            .filter(|s| s.kind == deepdive::text::StatedKind::Recommendation)
            .filter(|s| project.documents().get(s.document).is_some_and(|d| ids.contains(&d.case)))
            .collect();
        for row in 0..table.rows.len() {
            let theme = theme(&cell(table, row, 0));
            let (n, of) = slow_theme(project, &cases, theme, Polarity::Concern);
            let by = own.iter().filter(|s| s.themes.iter().any(|t| under(project, *t, theme))).count();
            assert_eq!((cell(table, row, 1), cell(table, row, 2)), (format!("{n} of {of}"), format!("{by} of {}", own.len())));
        }
    }
}

#[test]
fn every_paper_passes_the_access_checks_and_says_the_same_in_both_formats() {
    let sample = Sample::new();
    for (round, kind) in sample.rounds().into_iter().flat_map(|r| PAPERS.map(|k| (r, k))) {
        let made = sample.made(kind, round, Level::Internal, Decisions::default());
        let docx = write_paper(paper(&made), &made.about, PaperFormat::Docx).unwrap();
        let origin = [made.about.project.as_str(), made.about.program.as_str()];
        assert_eq!(access_docx::faults(&docx, &made.about.marking, &origin), Vec::<String>::new(), "{kind}");
        let html = page(&made);
        assert_eq!(access_html::faults(&html, &made.about.marking), Vec::<String>::new(), "{kind}");
        let parts = access_docx::parts(&docx);
        for block in blocks(paper(&made)) {
            if let Block::Callout(callout) = block {
                assert!(html.contains(&callout.statement) && parts["word/document.xml"].contains(&callout.statement));
            }
        }
        for wrong in ["1 cases", "1 passages", "..", ">No<", " 1 recommendations", "1 findings"] {
            let found =
                html.find(wrong).map(|i| html[..i].chars().rev().take(60).collect::<String>().chars().rev().collect::<String>());
            assert_eq!(found, None, "{kind}: {wrong}");
        }
        assert_eq!(made.questions, [], "internal asks nothing");
    }
}

#[test]
fn nothing_of_a_single_case_is_published() {
    let sample = Sample::new();
    let project = sample.session.project();
    for (round, kind) in sample.rounds().into_iter().flat_map(|r| PAPERS.map(|k| (r, k))) {
        let undecided = sample.made(kind, round, Level::Publishable, Decisions::default());
        assert!(!undecided.questions.is_empty(), "{kind} stops");
        assert!(blocks(paper(&undecided)).iter().all(|b| !matches!(b, Block::Quote(_))), "no quote leaves undecided");
        for quotes in [Decision::Keep, Decision::LeaveOut] {
            let (made, decisions) = sample.decided(kind, round, Level::Publishable, &quotes);
            assert_eq!(decisions.open(&made.questions), 0);
            let html = page(&made);
            for case in project.cases().iter() {
                assert!(!html.contains(&case.name), "{kind}: {}", case.name);
            }
            // None and all are true of everybody.
            let small = |n: u32, of: u32| n != 0 && n != of && (n <= 5 || of - n <= 5);
            for n in 0..=9 {
                for of in n..=12 {
                    let shown = [format!(">{n} of {of}<"), format!("{n} of {of} cases")];
                    let is_there = shown.iter().any(|s| html.contains(s.as_str()) && !html.contains(&format!("“{s}”")));
                    assert!(!(small(n, of) && is_there), "{kind}: {n} of {of}");
                }
            }
            assert!(html.contains("[c]") || kind == Kind::Briefing, "{kind}");
            assert!(made.account.counts() > 0, "the author is told");
        }
    }
}

#[test]
fn a_short_paper_is_short() {
    let sample = Sample::new();
    for round in sample.rounds() {
        for (kind, most) in [(Kind::Board, 900), (Kind::Briefing, 480)] {
            let made = sample.made(kind, round, Level::Internal, Decisions::default());
            let words: usize = blocks(paper(&made)).iter().map(|b| words_of(b)).sum();
            assert!(words <= most, "{kind} has {words} words");
        }
    }
}

fn words_of(block: &Block) -> usize {
    let count = |s: &str| s.split_whitespace().count();
    match block {
        Block::Heading(h) => count(&h.text),
        Block::Paragraph(runs) => count(&text(runs)),
        Block::List { items, .. } => items.iter().map(|i| count(&text(i))).sum(),
        Block::Quote(q) => count(&q.words) + count(&q.citation),
        Block::Table(t) => t.rows.iter().flat_map(|r| &r.cells).flat_map(|c| &c.paragraphs).map(|p| count(&text(p))).sum(),
        Block::Figure(_) | Block::Contents | Block::PageBreak | Block::Landscape(_) | Block::KeyFacts(_) | Block::Callout(_) => 0,
    }
}

#[test]
fn the_command_writes_every_kind_or_says_what_stops_it() {
    let home = Home::with_sample();
    for (kind, output) in
        [("full", "r.docx"), ("board", "b.html"), ("briefing", "s.docx"), ("quotes", "q.csv"), ("quotes", "q.xlsx")]
    {
        let ran = home.run(&["report", SAMPLE, "--kind", kind, "--output", output]).ended(0);
        assert_eq!((ran.out.trim(), ran.err.as_str()), (format!("Saved {output}").as_str(), ""));
        assert!(home.path(output).metadata().unwrap().len() > 1_000);
    }
    home.run(&["report", SAMPLE, "--kind", "charts", "--output", "charts"]).ended(0);
    for ending in ["svg", "png", "csv"] {
        assert!(home.path(&format!("charts/Themes by cases.{ending}")).exists());
    }
    let stopped = home.run(&["report", SAMPLE, "--kind", "board", "--level", "publishable", "--output", "p.docx"]).ended(1);
    assert!(stopped.err.contains("Quote: “") && stopped.err.contains("--quotes leave-out"), "{}", stopped.err);
    assert!(!home.path("p.docx").exists());
    let decided = ["--level", "publishable", "--quotes", "leave-out", "--identifiers", "mask", "--output", "p.docx", "--json"];
    let told = home.run(&[&["report", SAMPLE, "--kind", "board"], &decided[..]].concat()).ended(0).one();
    assert_eq!((told["kind"].as_str(), told["level"].as_str()), (Some("board"), Some("publishable")));
    assert!(told["suppressed"].as_u64().unwrap() > 0);
    let first = home.run(&["report", SAMPLE, "--kind", "board", "--deep-dive", "no such", "--output", "x.docx"]).ended(1);
    assert!(first.err.contains("there is no deep dive “no such”"), "{}", first.err);
    home.run(&["report", SAMPLE, "--kind", "board", "--output", "x.pdf"]).ended(2);
    home.small("Small.deepdive");
    let none = home.run(&["report", "Small.deepdive", "--kind", "full", "--output", "x.docx"]).ended(1);
    assert!(none.err.contains("no deep dive yet"), "{}", none.err);
}

#[test]
fn a_list_of_quotes_has_one_line_for_each_coding_of_the_sample() {
    let sample = Sample::new();
    let project = sample.session.project();
    for round in sample.rounds() {
        let cases = sample_of(project, round);
        let expected: usize = cases.iter().map(|c| codings_of(project, c).count()).sum();
        let made = sample.made(Kind::Quotes, round, Level::Internal, Decisions::default());
        let Made::Quotes(list) = &made.made else { unreachable!("quotes were asked for") };
        assert_eq!(list.lines.len(), expected);
        assert!(list.lines.iter().all(|l| !l.quote.is_empty() && !l.case.is_empty() && l.path.len() == 2));
        let (public, _) = sample.decided(Kind::Quotes, round, Level::Publishable, &Decision::Keep);
        let Made::Quotes(list) = &public.made else { unreachable!("quotes were asked for") };
        assert!(list.lines.iter().all(|l| l.case.is_empty() && l.document.is_empty() && l.analyst.is_empty()));
        assert!(list.lines.is_sorted_by_key(|l| (l.path.clone(), l.quote.clone())), "their order tells nothing of cases");
    }
}
