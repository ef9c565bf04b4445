//! How long a report takes: 30 findings, 500 quotations, 20 cases. Run with `cargo bench --bench report`.
//!
//! The project is made as an import makes one, on a disk in a temporary folder; making it is not measured.

use deepdive::app::accept::FileRead;
use deepdive::app::action::CodebookChoice;
use deepdive::app::create::create;
use deepdive::app::places::Places;
use deepdive::app::session::Session;
use deepdive::app::study_report::{Kind, Made, Wanted, prepare};
use deepdive::disclose::Level;
use deepdive::disclose::gate::Decisions;
use deepdive::model::{
    Analyst, Case, Change, Coding, DeepDive, Document, DocumentField, Edit, Finding, Id, Polarity, Recommendation, Sampled,
    SourceHash, Theme,
};
use deepdive::read::{Outcome, extract};
use deepdive::text::{QuoteHash, TextRange};
use deepdive::write::paper::{Block, PaperFormat, write_paper};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const CASES: usize = 20;
const DOCUMENTS: usize = 60;
const FINDINGS: usize = 30;
const QUOTES: usize = 500;
const PARAGRAPHS: usize = 400;

#[expect(clippy::expect_used, reason = "a measurement that cannot run should stop")]
fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let places = Places { settings: folder.path().join("settings"), cache: folder.path().join("cache") };
    let analyst = Analyst::named("Ros Parry");
    let mut session = create(&folder.path().join("p.deepdive"), "p", &CodebookChoice::Empty, &places, &analyst).expect("made");
    let documents = import(&mut session);
    study(&mut session, &documents);
    for level in Level::ALL {
        for kind in [Kind::Full, Kind::Board, Kind::Briefing] {
            measure(&session, kind, level);
        }
    }
}

#[expect(clippy::expect_used, reason = "a measurement that cannot run should stop")]
fn measure(session: &Session, kind: Kind, level: Level) {
    let wanted = Wanted { kind, round: None, level, decisions: Decisions::default(), path: "unused".into() };
    let mut times: Vec<(f64, f64, usize)> = Vec::new();
    for _ in 0..3 {
        let start = Instant::now();
        let made = prepare(session, &wanted).expect("made");
        let prepared = start.elapsed().as_secs_f64();
        let Made::Paper(paper) = &made.made else { return };
        write_paper(paper, &made.about, PaperFormat::Docx).expect("written");
        let quotes = paper.blocks.iter().filter(|b| matches!(b, Block::Quote(_))).count();
        times.push((start.elapsed().as_secs_f64(), prepared, quotes));
    }
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((whole, prepared, quotes)) = times.first() {
        println!("{kind}, {level}: {whole:.2} s, of which counting and gate {prepared:.2} s; {quotes} quotations");
    }
}

fn text(number: usize) -> String {
    let sentence = "The health visitor saw the baby at home and wrote down what she was told of the mark on his arm";
    let paragraphs = (1..=PARAGRAPHS).map(|n| format!("{n}. {sentence}, for the {n}th time in document {number}.\n\n"));
    format!("Rapid review {number}\n\n{}", paragraphs.collect::<String>())
}

#[expect(clippy::expect_used, reason = "a measurement that cannot run should stop")]
fn import(session: &mut Session) -> Vec<Id<Document>> {
    let mut documents = Vec::new();
    for number in 0..DOCUMENTS {
        let (file, bytes) = (format!("review {number}.txt"), text(number).into_bytes());
        let source = extract(&bytes, &file).source.expect("read");
        let hash = SourceHash::of(&bytes);
        session.folder().add_source(&hash, &bytes, &file, &source).expect("stored");
        let mut read = FileRead::new(Path::new(&file));
        (read.hash, read.outcome, read.source) = (Some(hash), Outcome::Ok, Some(Arc::new(source)));
        documents.push(session.accept(&read).expect("accepted").document.expect("a document"));
    }
    documents
}

#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "a measurement that cannot run should stop")]
fn study(session: &mut Session, documents: &[Id<Document>]) {
    let mut changes: Vec<Change> = Vec::new();
    let cases: Vec<Case> = (0..CASES).map(|n| Case::new(&format!("Child {n}"))).collect();
    let themes: Vec<Theme> = (0..FINDINGS).map(|n| Theme::new(&format!("Theme {n}"), None)).collect();
    let mut round = DeepDive::new("Round");
    for case in &cases {
        round.sample.insert(case.id, Sampled { is_in: true, why: String::new() });
    }
    let mut findings: Vec<Finding> = Vec::new();
    for (n, theme) in themes.iter().enumerate() {
        let mut finding = Finding::new(round.id, &format!("What was found of theme {n} in most of the cases"));
        finding.text = "What there is to say of it.\nAnd what else there is to say.".to_owned();
        finding.themes.insert(theme.id);
        findings.push(finding);
    }
    for (n, document) in documents.iter().enumerate() {
        let was = session.project().documents().get(*document).expect("there").case;
        let (was, now) = (DocumentField::Case(was), DocumentField::Case(cases[n % CASES].id));
        changes.push(Change::Document(Edit::Set { id: *document, was, now }));
    }
    for n in 0..QUOTES {
        let document = documents[n % DOCUMENTS];
        let source = session.text(document).expect("read");
        let block = &source.shape.blocks[1 + (n * 7) % (PARAGRAPHS - 2)];
        let range = TextRange::within(&source.text, block.range.start(), block.range.end()).expect("in the text");
        let coding = Coding {
            id: Id::fresh(),
            theme: themes[n % FINDINGS].id,
            document,
            range,
            quote: QuoteHash::of(source.quote(range)),
            text_version: 1,
            polarity: Polarity::Concern,
            query: None,
            suggested: false,
        };
        findings[n % FINDINGS].quoted.insert(coding.id);
        changes.push(Change::Coding(Edit::Add(Box::new(coding))));
    }
    let recommendation = |f: &Finding| {
        let mut recommendation = Recommendation::new(round.id, "Do what is to be done about it");
        recommendation.findings.insert(f.id);
        Change::Recommendation(Edit::Add(Box::new(recommendation)))
    };
    let recommendations: Vec<Change> = findings.iter().map(recommendation).collect();
    let mut first: Vec<Change> = cases.into_iter().map(|c| Change::Case(Edit::Add(Box::new(c)))).collect();
    first.extend(themes.into_iter().map(|t| Change::Theme(Edit::Add(Box::new(t)))));
    first.extend(changes);
    first.push(Change::DeepDive(Edit::Add(Box::new(round))));
    first.extend(findings.into_iter().map(|f| Change::Finding(Edit::Add(Box::new(f)))));
    first.extend(recommendations);
    session.commit("Made for a measurement", first, None).expect("done");
}
