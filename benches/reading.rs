//! How faithfully and how fast documents are read, against pdftotext (PDF) and pandoc (all other formats).
//!
//! ```text
//! cargo bench --bench reading                     # the sample reviews
//! cargo bench --bench reading -- FOLDER           # PDF, DOCX, ODT, HTML and RTF files of a folder
//! cargo bench --bench reading -- FOLDER --words   # also the words that only one side has
//! ```
//!
//! F1 compares the bags of words, order is the longest common subsequence of words, `2 × common ÷ (ours + theirs)`, exact.
//! A word is a run of letters or a run of digits after NFKC (which unfolds ligatures) in lower case. Hyphens are taken
//! out on both sides, because pdftotext takes them out at line ends whether the word has one or not: so this does not
//! measure the mending of hyphens. F1 counts everything, page furniture too. Order counts passages: of the other side,
//! lines at the edges of a page that are furniture here are taken out; "few table rows" leaves out files with more than
//! five rows a page, since pdftotext often reads tables column by column. "Edges" counts lines that pdftotext has among
//! the first or the last three of at least three pages and a fifth of all, digits masked, and that stand in a passage
//! here. "By place" reads tagged PDFs as if they had no tags; its headings are compared with those that the tags mark.
//! A test PDF from any Word file: `soffice --headless --convert-to pdf FILE`, tagged with the filter option
//! `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}`.

#![expect(clippy::expect_used, reason = "a bench stops when anything fails")]

use deepdive::read::{Worker, extract, read_pdf, read_pdf_by_place};
use deepdive::text::{BlockKind, SourceText};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use unicode_normalization::UnicodeNormalization;

const SUFFIXES: [&str; 6] = ["pdf", "docx", "odt", "html", "htm", "rtf"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let show = arguments.iter().any(|a| a == "--words");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_reviews/files");
    let folder = arguments.iter().find(|a| !a.starts_with("--")).map_or(sample, PathBuf::from);
    let mut files: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for path in std::fs::read_dir(&folder).expect("a folder").map(|e| e.expect("an entry").path()) {
        let suffix = path.extension().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
        if SUFFIXES.contains(&suffix.as_str()) {
            files.entry(suffix.replace("htm", "html").replace("htmll", "html")).or_default().push(path);
        }
    }
    for (format, mut paths) in files {
        paths.sort();
        println!("\n{format}: {} files", paths.len());
        let compared: Vec<Compared> = paths.iter().filter_map(|p| compare(p, &format, show)).collect();
        summary(&compared);
        time(&format, &paths);
    }
}

/// What one file gave.
struct Compared {
    f1: f64,
    order: f64,
    rows: usize,
    pages: u32,
    headings: usize,
    edges: usize,
    by_place: Option<ByPlace>,
}

/// What a tagged PDF gave without its tags.
struct ByPlace {
    f1: f64,
    order: f64,
    recall: f64,
    precision: f64,
    edges: usize,
}

fn compare(path: &Path, format: &str, show: bool) -> Option<Compared> {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let bytes = std::fs::read(path).expect("readable");
    let Some(theirs) = reference(path, format) else {
        println!("  {name}: the reference gave nothing");
        return None;
    };
    let extraction = extract(&bytes, &name);
    let Some(ours) = extraction.source else {
        println!("  {name}: {}: {}", extraction.outcome.name(), extraction.reason.unwrap_or_default());
        return None;
    };
    let tagged = ours.shape.reader.starts_with("pdf-tagged");
    let by_place = tagged.then(|| by_place(&bytes, &theirs));
    let count = |kind| ours.shape.blocks.iter().filter(|b| b.kind == kind).count();
    let edges = edges_inside(&ours, &theirs);
    let compared = Compared {
        f1: f1(&words(&ours.text), &words(&theirs)),
        order: order(&ours, &theirs),
        rows: count(BlockKind::TableRow),
        pages: ours.shape.pages,
        headings: count(BlockKind::Heading),
        edges: edges.len(),
        by_place,
    };
    print(&name, &compared, &ours);
    if show {
        edges.iter().for_each(|e| println!("    inside a passage: {e}"));
        show_words(&words(&ours.text), &words(&theirs));
    }
    Some(compared)
}

fn by_place(bytes: &[u8], theirs: &str) -> ByPlace {
    let tags = read_pdf(bytes.to_vec(), None).expect("was read").source;
    let place = read_pdf_by_place(bytes.to_vec(), None).expect("was read").source;
    let (marked, found) = (headings(&tags), headings(&place));
    let both = f64::from(u32::try_from(marked.intersection(&found).count()).unwrap_or(u32::MAX));
    let share = |of: usize| if of == 0 { 1.0 } else { both / of as f64 };
    ByPlace {
        f1: f1(&words(&place.text), &words(theirs)),
        order: order(&place, theirs),
        recall: share(marked.len()),
        precision: share(found.len()),
        edges: edges_inside(&place, theirs).len(),
    }
}

fn headings(source: &SourceText) -> BTreeSet<Vec<String>> {
    let all = source.shape.blocks.iter().filter(|b| b.kind == BlockKind::Heading);
    all.map(|b| words(source.block_text(b))).filter(|w| !w.is_empty()).collect()
}

fn print(name: &str, c: &Compared, ours: &SourceText) {
    let short: String = name.chars().take(44).collect();
    let mut line = format!(
        "  {short:44} {:12} {:>4} pages  F1 {:.4}  order {:.4}  {:>3} headings {:>4} rows {:>2} edges",
        ours.shape.reader, c.pages, c.f1, c.order, c.headings, c.rows, c.edges
    );
    if let Some(p) = &c.by_place {
        line += &format!(
            " | by place F1 {:.4} order {:.4} headings {:.2} of those marked, {:.2} of those found, {} edges",
            p.f1, p.order, p.recall, p.precision, p.edges
        );
    }
    println!("{line}");
}

fn summary(all: &[Compared]) {
    let line = |what: &str, values: Vec<f64>| {
        let [p10, median] = [0.1, 0.5].map(|share| quantile(&values, share));
        println!("  {what:28} {:>3} files  median {median:.4}  p10 {p10:.4}", values.len());
    };
    line("F1", all.iter().map(|c| c.f1).collect());
    line("order", all.iter().map(|c| c.order).collect());
    let few = |c: &&Compared| c.rows * 2 <= c.pages.max(1) as usize * 10;
    line("order, few table rows", all.iter().filter(few).map(|c| c.order).collect());
    let with = all.iter().filter(|c| c.headings > 0).count();
    println!(
        "  headings in {with} of {} files; lines of page edges inside passages: {}",
        all.len(),
        all.iter().map(|c| c.edges).sum::<usize>()
    );
    let place: Vec<&ByPlace> = all.iter().filter_map(|c| c.by_place.as_ref()).collect();
    if !place.is_empty() {
        line("by place: F1", place.iter().map(|p| p.f1).collect());
        line("by place: order", place.iter().map(|p| p.order).collect());
        line("by place: marked headings", place.iter().map(|p| p.recall).collect());
        line("by place: right headings", place.iter().map(|p| p.precision).collect());
        println!("  by place: lines of page edges inside passages: {}", place.iter().map(|p| p.edges).sum::<usize>());
    }
}

fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (sorted.len().saturating_sub(1)) as f64 * share;
    sorted.get(at.floor() as usize).copied().unwrap_or(f64::NAN)
}

/// The text of the other program; none when it fails.
fn reference(path: &Path, format: &str) -> Option<String> {
    let output = match format {
        "pdf" => Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(path).arg("-").output(),
        _ => Command::new("pandoc").args(["-t", "plain", "--wrap=none"]).arg(path).output(),
    };
    let output = output.expect("pdftotext and pandoc are installed");
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs of letters and runs of digits, in lower case.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut before = ' ';
    for c in text.nfkc().flat_map(char::to_lowercase) {
        match c {
            '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '‘' => continue,
            c if c.is_alphanumeric() && before.is_alphanumeric() && c.is_numeric() == before.is_numeric() => {
                if let Some(word) = out.last_mut() {
                    word.push(c);
                }
            }
            c if c.is_alphanumeric() => out.push(c.to_string()),
            _ => {}
        }
        before = c;
    }
    out
}

fn bag(words: &[String]) -> HashMap<&str, usize> {
    let mut bag = HashMap::new();
    for word in words {
        *bag.entry(word.as_str()).or_default() += 1;
    }
    bag
}

fn f1(ours: &[String], theirs: &[String]) -> f64 {
    let (a, b) = (bag(ours), bag(theirs));
    let common: usize = a.iter().map(|(w, n)| *n.min(b.get(w).unwrap_or(&0))).sum();
    2.0 * common as f64 / (ours.len() + theirs.len()).max(1) as f64
}

fn show_words(ours: &[String], theirs: &[String]) {
    let (a, b) = (bag(ours), bag(theirs));
    for (who, one, other) in [("only here", &a, &b), ("only there", &b, &a)] {
        let more = one.iter().map(|(w, n)| (*w, n.saturating_sub(*other.get(w).unwrap_or(&0)))).filter(|(_, n)| *n > 0);
        let sorted: BTreeMap<&str, usize> = more.collect();
        if !sorted.is_empty() {
            println!("    {who}: {sorted:?}");
        }
    }
}

/// Common subsequence of the passages and the other side without furniture.
fn order(ours: &SourceText, theirs: &str) -> f64 {
    let mut furniture: BTreeMap<u32, BTreeSet<Vec<String>>> = BTreeMap::new();
    let mut own: Vec<String> = Vec::new();
    for block in &ours.shape.blocks {
        let text = words(ours.block_text(block));
        match (block.kind.is_passage(), block.page) {
            (true, _) => own.extend(text),
            (false, Some(page)) => _ = furniture.entry(page).or_default().insert(text),
            (false, None) => {}
        }
    }
    let mut other: Vec<String> = Vec::new();
    for (page, text) in (1..).zip(theirs.split('\u{c}')) {
        let lines: Vec<Vec<String>> = text.lines().map(words).filter(|l| !l.is_empty()).collect();
        let all = lines.len();
        for (i, line) in lines.into_iter().enumerate() {
            let edge = i < 5 || i + 5 >= all;
            if !(edge && furniture.get(&page).is_some_and(|f| f.iter().any(|f| times(&line, f) > 0))) {
                other.extend(line);
            }
        }
    }
    2.0 * common(&own, &other) as f64 / (own.len() + other.len()).max(1) as f64
}

/// Length of the longest common subsequence, by Hyyrö's bit-parallel rows: exact, 64 cells at once.
fn common(a: &[String], b: &[String]) -> usize {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, word) in a.iter().enumerate() {
        places.entry(word.as_str()).or_default().push(i);
    }
    let mut row = vec![u64::MAX; a.len().div_ceil(64)];
    let mut here = vec![0u64; row.len()];
    for word in b {
        let Some(at) = places.get(word.as_str()) else { continue };
        at.iter().for_each(|i| here.get_mut(i / 64).into_iter().for_each(|bits| *bits |= 1 << (i % 64)));
        let mut carry = false;
        for (v, m) in row.iter_mut().zip(&mut here) {
            let u = *v & *m;
            let (sum, over) = v.overflowing_add(u);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            carry = over || again;
            *v = sum | (*v & !*m);
            *m = 0;
        }
    }
    let beyond = row.len() * 64 - a.len();
    let zeros: usize = row.iter().map(|v| v.count_zeros() as usize).sum();
    // Bits beyond the last word stay set.
    zeros.min(row.len() * 64 - beyond)
}

/// Lines that stand at the same edge of many pages for pdftotext, and on some page in a passage here instead of in furniture.
fn edges_inside(ours: &SourceText, theirs: &str) -> Vec<String> {
    let pages: Vec<Vec<&str>> = theirs.split('\u{c}').map(|p| p.lines().filter(|l| !l.trim().is_empty()).collect()).collect();
    let masked = |l: &str| {
        let words: Vec<String> = words(l);
        words.iter().map(|w| if w.starts_with(|c: char| c.is_numeric()) { "#" } else { w }).collect::<Vec<_>>().join(" ")
    };
    // Top or bottom edge, and what the line says.
    let edges = |lines: &[&str]| -> Vec<(bool, String, Vec<String>)> {
        let sides = lines.iter().take(3).map(|l| (true, *l)).chain(lines.iter().rev().take(3).map(|l| (false, *l)));
        sides.map(|(top, l)| (top, masked(l), words(l))).filter(|(.., w)| !w.is_empty()).collect()
    };
    let mut seen: BTreeMap<(bool, String), BTreeSet<usize>> = BTreeMap::new();
    for (p, lines) in pages.iter().enumerate() {
        edges(lines).into_iter().for_each(|(top, line, _)| _ = seen.entry((top, line)).or_default().insert(p));
    }
    let needed = (pages.len() / 5).max(3);
    let mut inside = Vec::new();
    for (p, lines) in pages.iter().enumerate() {
        let number = u32::try_from(p + 1).unwrap_or(u32::MAX);
        let here = |apart: bool| {
            let aside = |k| matches!(k, BlockKind::Furniture | BlockKind::Footnote | BlockKind::Heading);
            let blocks =
                ours.shape.blocks.iter().filter(move |b| b.boxes.iter().any(|x| x.page == number) && aside(b.kind) == apart);
            blocks.map(|b| words(ours.block_text(b))).collect::<Vec<_>>()
        };
        let (apart, passages) = (here(true), here(false));
        for (top, mask, line) in edges(lines) {
            let repeated = seen.get(&(top, mask)).is_some_and(|s| s.len() >= needed);
            let held = |blocks: &[Vec<String>]| blocks.iter().any(|b| times(&line, b) > 0);
            // The number of a footnote or of a paragraph (4.12) may stand on a line of its own.
            let is_number = |w: &String| w.starts_with(char::is_numeric);
            let other_number = line.iter().all(is_number) && !matches!(line.as_slice(), [n] if *n == number.to_string());
            if repeated && !other_number && !held(&apart) && held(&passages) {
                inside.push(format!("page {number}: {}", line.join(" ")));
            }
        }
    }
    inside
}

fn times(needle: &[String], hay: &[String]) -> usize {
    hay.windows(needle.len()).filter(|w| *w == needle).count()
}

/// The set through one child process, and through one process a file, against the other program.
fn time(format: &str, paths: &[PathBuf]) {
    let other = || paths.iter().for_each(|p| _ = reference(p, format));
    let program = Path::new(env!("CARGO_BIN_EXE_deepdive"));
    let child = || {
        let mut worker = Worker::of_program(program.to_owned(), ["worker".into()], deepdive::read::Limits::default());
        paths.iter().for_each(|p| _ = worker.extract(p, &|| false));
    };
    let each = || {
        for path in paths {
            // A refused file answers on standard error.
            let output = Command::new(program).arg("extract").arg(path).output().expect("runs");
            assert!(!output.stdout.is_empty() || !output.stderr.is_empty(), "gives an answer");
        }
    };
    let name = if format == "pdf" { "pdftotext" } else { "pandoc" };
    let base = fastest(&other);
    for (how, took) in [("one worker for all files", fastest(&child)), ("`extract` for each file", fastest(&each))] {
        println!("  {how}: {took:.2?}, {name} {base:.2?}: {:.2} times", took.as_secs_f64() / base.as_secs_f64().max(1e-9));
    }
}

/// The shortest of five runs, because other programs share the machine.
fn fastest(run: &dyn Fn()) -> Duration {
    let once = || {
        let begun = Instant::now();
        run();
        begun.elapsed()
    };
    (0..5).map(|_| once()).min().unwrap_or_default()
}
