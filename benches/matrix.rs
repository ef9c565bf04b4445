//! How long a matrix takes. Run with `cargo bench --bench matrix`.
//!
//! Prints the fastest and the median of 15 runs in time on the processor (Linux), so that a busy machine does not
//! change the figure much; elsewhere in elapsed time. The project is built outside the measurement.

use deepdive::analyse::{Axis, CellKind, Matrix, MatrixRequest};
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

fn main() {
    for (themes, cases) in [(60, 40), (200, 2_000)] {
        let project = project(themes, cases);
        println!("{CODINGS} codings, {themes} themes in groups of ten, {cases} cases, {} documents", cases * DOCUMENTS_PER_CASE);
        for (rows, columns) in [
            (Axis::Theme, Axis::Case),
            (Axis::Case, Axis::Theme),
            (Axis::ThemeGroup, Axis::Case),
            (Axis::Theme, Axis::Attribute("Age".to_owned())),
            (Axis::Analyst, Axis::Theme),
            (Axis::Document, Axis::Theme),
        ] {
            measure(&project, rows, columns);
        }
    }
}

#[expect(clippy::expect_used, reason = "a measurement that cannot run should stop")]
fn measure(project: &Project, rows: Axis, columns: Axis) {
    let request = MatrixRequest::new(rows, columns, CellKind::Codings).expect("goes together");
    let mut times: Vec<f64> = (0..15)
        .map(|_| {
            let start = Clock::start();
            black_box(Matrix::of(black_box(project), &request, &|_, _| None).is_ok());
            start.elapsed_ms()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (fastest, median) = (times.first().copied().unwrap_or_default(), times.get(7).copied().unwrap_or_default());
    let matrix = Matrix::of(project, &request, &|_, _| None).expect("computes");
    let start = Clock::start();
    let traced = matrix.trace(project, 0, 0).map_or(0, |codings| codings.len());
    let trace = start.elapsed_ms();
    let name = format!("{} × {}", request.rows(), request.columns());
    let size = format!("{} × {}", matrix.rows().len(), matrix.columns().len());
    println!(
        "  {name:22} {size:>12}  fastest {fastest:6.1} ms  median {median:6.1} ms  (trace of a cell of {traced}: {trace:.1} ms)"
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
        for j in 0..DOCUMENTS_PER_CASE {
            let document = document(random.id(), case.id, &format!("Child {i} report {j}"));
            documents.push(document.id);
            changes.push(Change::Document(Edit::Add(Box::new(document))));
        }
        changes.push(Change::Case(Edit::Add(Box::new(case))));
    }
    for _ in 0..CODINGS {
        let start = random.below(100_000);
        let coding = Coding {
            id: random.id(),
            theme: themes[random.below(themes.len())],
            document: documents[random.below(documents.len())],
            range: TextRange::new(start as u32, start as u32 + 80).expect("ordered"),
            quote: QuoteHash::of(""),
            text_version: 1,
            polarity: Polarity::ALL[random.below(3)],
            query: None,
            suggested: false,
        };
        changes.push(Change::Coding(Edit::Add(Box::new(coding))));
    }
    let writers = ["mk-7f3a", "rp-01c2", "jo-99aa", "jo-1234"].map(|w| WriterId::new(w).expect("a writer"));
    let at = jiff::Timestamp::UNIX_EPOCH;
    let step = |(seq, change): (u64, Change)| {
        let writer = writers[seq as usize % writers.len()].clone();
        Step { clock: seq, writer, seq, at, label: String::new(), undoes: None, changes: vec![change] }
    };
    let steps = (1..).zip(changes).map(step).collect();
    let analysts =
        writers.iter().map(|w| (w.clone(), Analyst::named(w.as_str().split('-').next().unwrap_or_default()))).collect();
    fold(steps, analysts)
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
