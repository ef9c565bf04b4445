//! How long a matrix takes, and how long it takes to follow one step. Run with `cargo bench --bench matrix`.
//!
//! Prints the fastest and the median of 15 runs in time on the processor (Linux), so that a busy machine does not
//! change the figures much; elsewhere in elapsed time. Of 400 steps it prints the median and the 99th in a hundred of
//! elapsed time. The project is built and the steps are applied to it outside the measurement.

use deepdive::analyse::{Axis, Bands, CellKind, Filter, LiveMatrix, Matrix, MatrixRequest, NAI_AGES, Nearness, Period};
use deepdive::model::{
    Analyst, Case, Change, Coding, Document, DocumentKind, Edit, Id, Polarity, Progress, Project, SourceHash, Step, Theme,
    WriterId, fold,
};
use deepdive::text::{QuoteHash, TextRange};
use std::hint::black_box;
use std::time::Instant;
use uuid::Uuid;

const CODINGS: usize = 200_000;
const DOCUMENTS_PER_CASE: usize = 3;
const STEPS: usize = 400;

fn main() {
    for (themes, cases) in [(60, 40), (200, 2_000)] {
        let mut project = project(themes, cases);
        println!("{CODINGS} codings, {themes} themes in groups of ten, {cases} cases, {} documents", cases * DOCUMENTS_PER_CASE);
        for request in requests() {
            measure(&project, &request);
        }
        for request in requests() {
            follow(&mut project, &request);
        }
    }
}

#[expect(clippy::expect_used, reason = "a measurement that cannot run should stop")]
fn requests() -> Vec<MatrixRequest> {
    let bands = Bands::of_set("Age", NAI_AGES).expect("bands");
    let by = |rows, columns| MatrixRequest::new(rows, columns, CellKind::Codings).expect("goes together");
    let concern = Filter { polarities: [Polarity::Concern].into(), ..Filter::default() };
    let meeting = |near| MatrixRequest::meeting(Axis::Theme, Axis::Theme, CellKind::Cases, near).expect("goes together");
    vec![
        by(Axis::Theme, Axis::Case),
        by(Axis::Case, Axis::Theme),
        by(Axis::Theme, Axis::Case).filtered(concern),
        by(Axis::ThemeGroup, Axis::Case),
        by(Axis::Theme, Axis::Attribute("Age".to_owned())),
        by(Axis::Theme, Axis::Bands(bands)),
        by(Axis::Theme, Axis::Period(Period::Quarter)),
        by(Axis::Analyst, Axis::Theme),
        by(Axis::Document, Axis::Theme),
        meeting(Nearness::Overlapping),
        meeting(Nearness::SameCase),
    ]
}

/// Adds codings one by one, and measures how long the matrix takes to follow each.
#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "a measurement that cannot run should stop")]
fn follow(project: &mut Project, request: &MatrixRequest) {
    let mut random = Random(11);
    let themes: Vec<Id<Theme>> = project.themes().iter().map(|t| t.id).collect();
    let documents: Vec<Id<Document>> = project.documents().iter().map(|d| d.id).collect();
    let mut live = LiveMatrix::new(project, request, &|_, _| None).expect("computes");
    let mut times: Vec<f64> = Vec::with_capacity(STEPS);
    for _ in 0..STEPS {
        let (theme, document) = (themes[random.below(themes.len())], documents[random.below(documents.len())]);
        let coding = coding(&mut random, theme, document);
        let seq = project.steps().len() as u64 + 1;
        project.apply(step(seq, Change::Coding(Edit::Add(Box::new(coding)))));
        // The system counts time on the processor in steps longer than this takes, so it is elapsed time here.
        let start = Instant::now();
        black_box(live.refresh(black_box(project), &|_, _| None).is_ok());
        times.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    assert_eq!(live.rebuilds(), 0, "every step is taken in");
    times.sort_by(f64::total_cmp);
    let (median, p99) = (times[STEPS / 2], times[STEPS * 99 / 100]);
    println!("  {:32} follows a coding in  median {median:6.3} ms  p99 {p99:6.3} ms", name(request));
}

fn name(request: &MatrixRequest) -> String {
    let near = request.near().map(|near| format!(" {near}")).unwrap_or_default();
    let filtered = if request.filter().is_empty() { "" } else { ", filtered" };
    let axis = |axis: &Axis| axis.name().split(':').take(2).collect::<Vec<_>>().join(":");
    format!("{} × {}{near}{filtered}", axis(request.rows()), axis(request.columns()))
}

#[expect(clippy::expect_used, reason = "a measurement that cannot run should stop")]
fn measure(project: &Project, request: &MatrixRequest) {
    let mut times: Vec<f64> = (0..15)
        .map(|_| {
            let start = Clock::start();
            black_box(Matrix::of(black_box(project), request, &|_, _| None).is_ok());
            start.elapsed_ms()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (fastest, median) = (times.first().copied().unwrap_or_default(), times.get(7).copied().unwrap_or_default());
    let matrix = Matrix::of(project, request, &|_, _| None).expect("computes");
    let start = Clock::start();
    let traced = matrix.trace(project, 0, 0).map_or(0, |codings| codings.len());
    let trace = start.elapsed_ms();
    let name = name(request);
    let size = format!("{} × {}", matrix.rows().len(), matrix.columns().len());
    println!(
        "  {name:32} {size:>12}  fastest {fastest:6.1} ms  median {median:6.1} ms  (trace of a cell of {traced}: {trace:.1} ms)"
    );
}

#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "a measurement that cannot run should stop")]
fn project(theme_count: usize, case_count: usize) -> Project {
    let mut changes = Vec::new();
    let mut random = Random(7);
    let mut themes: Vec<Id<Theme>> = Vec::new();
    for i in 0..theme_count {
        let parent = (i % 10 != 0).then(|| themes[i - i % 10]);
        let theme = Theme { id: random.id(), ..Theme::new(&format!("Theme {i}"), parent) };
        themes.push(theme.id);
        changes.push(Change::Theme(Edit::Add(Box::new(theme))));
    }
    let mut documents = Vec::new();
    for i in 0..case_count {
        let mut case = Case { id: random.id(), ..Case::new(&format!("Child {i}")) };
        case.attributes.insert("Age".to_owned(), format!("{} weeks", i % 9));
        case.attributes.insert(Case::INCIDENT.to_owned(), format!("{}-{:02}", 2018 + i % 6, 1 + i % 12));
        for j in 0..DOCUMENTS_PER_CASE {
            let document = document(random.id(), case.id, &format!("Child {i} report {j}"));
            documents.push(document.id);
            changes.push(Change::Document(Edit::Add(Box::new(document))));
        }
        changes.push(Change::Case(Edit::Add(Box::new(case))));
    }
    for _ in 0..CODINGS {
        let (theme, document) = (themes[random.below(themes.len())], documents[random.below(documents.len())]);
        changes.push(Change::Coding(Edit::Add(Box::new(coding(&mut random, theme, document)))));
    }
    let steps = (1..).zip(changes).map(|(seq, change)| step(seq, change)).collect();
    let analyst = |w: &&str| (WriterId::new(w).expect("a writer"), Analyst::named(w.split('-').next().unwrap_or_default()));
    let analysts = WRITERS.iter().map(analyst).collect();
    fold(steps, analysts)
}

const WRITERS: [&str; 4] = ["mk-7f3a", "rp-01c2", "jo-99aa", "jo-1234"];

#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "a measurement that cannot run should stop")]
fn step(seq: u64, change: Change) -> Step {
    let writer = WriterId::new(WRITERS[seq as usize % WRITERS.len()]).expect("a writer");
    let at = jiff::Timestamp::UNIX_EPOCH;
    Step { clock: seq, writer, seq, at, label: String::new(), undoes: None, changes: vec![change] }
}

#[expect(clippy::expect_used, clippy::indexing_slicing, reason = "a measurement that cannot run should stop")]
fn coding(random: &mut Random, theme: Id<Theme>, document: Id<Document>) -> Coding {
    let start = random.below(100_000);
    Coding {
        id: random.id(),
        theme,
        document,
        range: TextRange::new(start as u32, start as u32 + 80).expect("ordered"),
        quote: QuoteHash::of(""),
        text_version: 1,
        polarity: Polarity::ALL[random.below(3)],
        query: None,
        suggested: false,
    }
}

fn document(id: Id<Document>, case: Id<Case>, title: &str) -> Document {
    Document {
        id,
        source: SourceHash::of(title.as_bytes()),
        file_name: String::new(),
        bytes: 1,
        text_version: 1,
        pages: 40,
        words: 18_000,
        title: title.to_owned(),
        kind: DocumentKind::Lcspr,
        case,
        dated: None,
        confirmed: true,
        progress: Progress::Coded,
        particulars: std::collections::BTreeMap::new(),
    }
}

/// Time of this thread on a processor where the system tells it, else elapsed time.
struct Clock {
    elapsed: Instant,
    processor_ns: Option<u64>,
}

impl Clock {
    fn start() -> Self {
        Self { elapsed: Instant::now(), processor_ns: processor_ns() }
    }

    fn elapsed_ms(&self) -> f64 {
        match (self.processor_ns, processor_ns()) {
            (Some(before), Some(after)) => (after - before) as f64 / 1e6,
            (None, _) | (_, None) => self.elapsed.elapsed().as_secs_f64() * 1_000.0,
        }
    }
}

fn processor_ns() -> Option<u64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}

/// A small generator (xorshift), so that every run measures the same project.
struct Random(u64);

impl Random {
    const fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    const fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    fn id<R>(&mut self) -> Id<R> {
        Id::from_uuid(Uuid::from_u64_pair(self.next(), self.next()))
    }
}
