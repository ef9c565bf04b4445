//! Golden pairs: what a document reads as, text and shape, in a file that a person has looked at.
//!
//! When a reader is meant to change them, run with `DEEPDIVE_BLESS=1` and look at every difference.

use deepdive::text::{Block, SourceText};
use std::fmt::Write;
use std::path::PathBuf;

/// Reads a file of the tests.
pub fn fixture(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/read").join(name);
    std::fs::read_to_string(&path).expect("the sample is there").replace("\r\n", "\n")
}

/// Compares a text with the golden file `name`.
pub fn compare(name: &str, source: &SourceText) {
    let shown = show(source);
    if std::env::var_os("DEEPDIVE_BLESS").is_some() {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/read").join(name);
        #[expect(clippy::disallowed_methods, reason = "a test writes its own sample")]
        std::fs::write(path, &shown).expect("writes");
    }
    assert_eq!(shown, fixture(name), "{name} reads differently");
}

/// Kind, level, page, label, zone and words of each block, then columns, proposals left aside, and remarks.
fn show(source: &SourceText) -> String {
    let mut out = format!("{} pages={} words={}\n", source.shape.reader, source.shape.pages, source.shape.words);
    for block in &source.shape.blocks {
        let zone = block.zone.map_or("-", |z| z.name());
        let page = block.page.map_or("-".to_owned(), |p| p.to_string());
        let columns = if block.columns.is_empty() { String::new() } else { format!(" {:?}", block.columns) };
        let label = block.label.as_deref().unwrap_or("-");
        let words = words(source, block);
        writeln!(out, "{} {} p{page} [{label}] {zone}{columns}: {words}", block.kind.name(), block.level).expect("writes");
    }
    for w in &source.shape.warnings {
        writeln!(out, "! {:?}: {}", w.concern, w.what).expect("writes");
    }
    out
}

fn words(source: &SourceText, block: &Block) -> String {
    source.block_text(block).replace('\n', " / ").replace('\t', " | ")
}

/// Kind, label and words of each block, in a line each.
pub fn lines(source: &SourceText) -> Vec<String> {
    let line = |b: &Block| {
        let label = b.label.as_ref().map(|l| format!(" [{l}]")).unwrap_or_default();
        format!("{}{label}: {}", b.kind.name(), words(source, b))
    };
    source.shape.blocks.iter().map(line).collect()
}

/// Compares the numbers of a text with those that LibreOffice prints in front of the same paragraphs.
pub fn numbers(printed: &str, source: &SourceText) {
    let trim = |s: &str| s.trim().trim_end_matches(['.', ':', '-', ' ']).to_owned();
    let printed: Vec<&str> = printed.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let mut compared = 0;
    for block in &source.shape.blocks {
        let text = source.block_text(block);
        let line = printed.iter().find(|l| l.ends_with(text)).expect("LibreOffice prints it");
        let theirs = trim(line.strip_suffix(text).expect("it ends so"));
        let theirs = if ["•", "▪", "o"].contains(&theirs.as_str()) { String::new() } else { theirs };
        assert_eq!(block.label.as_deref().unwrap_or_default(), theirs, "{text}");
        compared += 1;
    }
    assert!(compared > 20, "only {compared} numbers were compared");
}
