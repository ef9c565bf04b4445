//! How large a big deep dive is on disk, how long it takes to open, and how soon one coding is safe.
//!
//! ```sh
//! cargo bench --bench project
//! ```
//! 200,000 codings in 60 themes, on 200 documents of 40 cases, by two writers. Targets on two cores: opened within
//! 1.5 s, one coding performed and confirmed by the disk within 20 ms (median and 99th percentile).
//! `DEEPDIVE_BENCH_CODINGS` takes another number; `TMPDIR` another disk.

#![expect(clippy::expect_used, reason = "a bench may stop when it is surprised")]

use deepdive::app::gesture::{Gesture, Passage};
use deepdive::app::places::Places;
use deepdive::app::session::{Access, Session};
use deepdive::model::{
    Analyst, Case, Change, Coding, Document, DocumentKind, Edit, Id, Polarity, Progress, Record, SourceHash, Step, Theme,
    WriterId, fold,
};
use deepdive::store::files::Disk;
use deepdive::store::folder::ProjectFolder;
use deepdive::store::line::{FORMAT, Header, encode, encode_header, line_hash};
use deepdive::text::{BlockKind, QuoteHash, SourceBuilder, SourceText, TextRange};
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const THEMES: usize = 60;
const CASES: usize = 40;
const DOCUMENTS: usize = 200;
const ROUNDS: usize = 7;
const SAVES: usize = 500;

fn main() {
    let codings = std::env::var("DEEPDIVE_BENCH_CODINGS").ok().and_then(|n| n.parse().ok()).unwrap_or(200_000);
    let home = tempfile::tempdir().expect("a folder");
    let at = home.path().join("Big.deepdive");
    let bytes = build(&at, codings);
    println!("{codings} codings, {DOCUMENTS} documents, {CASES} cases, {THEMES} themes, two journals");
    println!("size of the journals      {:9.1} MB, {:.0} bytes a coding", mega(bytes), per(bytes, codings));
    open(&at, home.path());
    save(&at, home.path());
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn per(bytes: usize, count: usize) -> f64 {
    bytes as f64 / count.max(1) as f64
}

/// Median and 99th percentile in milliseconds.
fn figures(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let at = |share: usize| times.get((times.len() * share / 100).min(times.len() - 1)).map_or(0.0, |t| t.as_secs_f64() * 1e3);
    (at(50), at(99))
}

fn places(home: &Path) -> Places {
    Places { settings: home.join("settings"), cache: home.join("cache") }
}

fn open(at: &Path, home: &Path) {
    let (mut reading, mut folding, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let loaded = ProjectFolder::open(Arc::new(Disk), at).expect("opens");
        reading.push(start.elapsed());
        let start = Instant::now();
        let project = fold(loaded.steps, loaded.analysts);
        folding.push(start.elapsed());
        drop(project);
        let start = Instant::now();
        let session =
            Session::open(at, &places(home), &Analyst::named("Mo Khan"), Access::Read, Box::new(|_, _| {})).expect("opens");
        whole.push(start.elapsed());
        assert!(session.report().remarks.is_empty(), "{:?}", session.report());
    }
    println!("reading the journals      {:9.0} ms (median of {ROUNDS})", figures(reading).0);
    println!("folding the steps         {:9.0} ms", figures(folding).0);
    println!("opening a session         {:9.0} ms (target 1,500)", figures(whole).0);
}

fn save(at: &Path, home: &Path) {
    let open =
        || Session::open(at, &places(home), &Analyst::named("Mo Khan"), Access::Write, Box::new(|_, _| {})).expect("opens");
    let mut session = open();
    let document = session.project().documents().iter().next().expect("is there").id;
    let theme = session.project().themes().iter().next().expect("is there").id;
    let (mut performed, mut saved) = (Vec::new(), Vec::new());
    for i in 0..SAVES {
        let start = u32::try_from(i * 6).expect("small");
        let range = TextRange::new(start, start + 5).expect("ordered");
        let passages = vec![Passage { document, range }];
        let tag = Gesture::Tag { passages, theme, polarity: Polarity::Concern, query: None };
        let begin = Instant::now();
        session.perform(&tag).expect("is done");
        performed.push(begin.elapsed());
        assert!(session.wait_saved(Duration::from_secs(60)).is_saved());
        saved.push(begin.elapsed());
    }
    let ((done, done_99), (safe, safe_99)) = (figures(performed), figures(saved));
    println!("one coding in memory      {done:9.2} ms, 99 of 100 within {done_99:.2} ms");
    println!("one coding safe on disk   {safe:9.2} ms, 99 of 100 within {safe_99:.2} ms (target 20)");
}

/// Every document has the same text: two thousand words of five letters.
fn text() -> SourceText {
    let mut builder = SourceBuilder::new("bench/1");
    let words: Vec<String> = (0..2000).map(|i| format!("w{i:04}")).collect();
    builder.push(BlockKind::Paragraph, 0, &words.join(" "));
    builder.build()
}

/// Writes the project; returns the size of its journals.
fn build(at: &Path, codings: usize) -> usize {
    let folder = ProjectFolder::create(Arc::new(Disk), at, "Big").expect("creates");
    let cases: Vec<Case> = (0..CASES).map(|i| Case::new(&format!("Child {i}"))).collect();
    let themes: Vec<Theme> = (0..THEMES).map(|i| Theme::new(&format!("Theme number {i}"), None)).collect();
    let source = text();
    let documents: Vec<Document> = cases.iter().cycle().take(DOCUMENTS).enumerate().map(|(i, c)| document(i, c)).collect();
    for (i, document) in documents.iter().enumerate() {
        folder.add_source(&document.source, original(i).as_bytes(), "review.docx", &source).expect("is added");
    }
    let mut journals = ["mk-0001", "jo-0002"].map(|name| Journal::new(&folder, name));
    let [first, _] = &mut journals;
    fn adds<R: Record>(records: &[R], wrap: fn(Edit<R>) -> Change) -> Vec<Change> {
        records.iter().map(|r| wrap(Edit::Add(Box::new(r.clone())))).collect()
    }
    first.write(1, "Add cases", adds(&cases, Change::Case));
    first.write(2, "Add themes", adds(&themes, Change::Theme));
    first.write(3, "Add documents", adds(&documents, Change::Document));
    for (i, (theme, document)) in themes.iter().cycle().zip(documents.iter().cycle()).take(codings).enumerate() {
        let start = u32::try_from(i * 37 % 11_000).expect("small");
        let coding = Coding {
            id: Id::fresh(),
            theme: theme.id,
            document: document.id,
            range: TextRange::new(start, start + 180).expect("ordered"),
            quote: QuoteHash::of(&i.to_string()),
            text_version: 1,
            polarity: if i % 4 == 0 { Polarity::GoodPractice } else { Polarity::Concern },
            query: None,
            suggested: false,
        };
        let writer = journals.get_mut(i % 2).expect("two");
        writer.write(4 + i as u64, "Tag a passage", vec![Change::Coding(Edit::Add(Box::new(coding)))]);
    }
    journals.into_iter().map(|j| j.save(&folder)).sum()
}

fn original(number: usize) -> String {
    format!("original {number}")
}

fn document(number: usize, case: &Case) -> Document {
    Document {
        id: Id::fresh(),
        source: SourceHash::of(original(number).as_bytes()),
        file_name: format!("Review {number}.docx"),
        bytes: 100_000,
        text_version: 1,
        pages: 30,
        words: 2000,
        title: format!("Local child safeguarding practice review {number}"),
        kind: DocumentKind::Lcspr,
        case: case.id,
        dated: None,
        confirmed: true,
        progress: Progress::Coded,
        particulars: std::collections::BTreeMap::new(),
    }
}

/// A journal that grows in memory, written at the end.
struct Journal {
    writer: WriterId,
    text: String,
    last_hash: String,
    seq: u64,
}

impl Journal {
    fn new(folder: &ProjectFolder, name: &str) -> Self {
        let writer = WriterId::new(name).expect("a name");
        let analyst = Analyst::named(&format!("Analyst {name}"));
        let header = Header { format: FORMAT, project: folder.manifest().id, writer: writer.clone(), analyst, generation: 0 };
        let text = encode_header(&header).expect("writes");
        Self { writer, last_hash: line_hash(text.as_bytes()), text: text + "\n", seq: 0 }
    }

    fn write(&mut self, clock: u64, label: &str, changes: Vec<Change>) {
        self.seq += 1;
        let at = Timestamp::from_second(1_770_000_000 + i64::try_from(clock).expect("small") * 20).expect("a time");
        let (writer, label) = (self.writer.clone(), label.to_owned());
        let step = Step { clock, writer, seq: self.seq, at, label, undoes: None, changes };
        let line = encode(&step, &self.last_hash).expect("writes");
        self.last_hash = line_hash(line.as_bytes());
        self.text.push_str(&line);
        self.text.push('\n');
    }

    fn save(self, folder: &ProjectFolder) -> usize {
        folder.files().append(&folder.journal_path(&self.writer), self.text.as_bytes()).expect("writes");
        self.text.len()
    }
}
