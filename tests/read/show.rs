//! What a reader made of a file, one block a line, compared with a golden text in `tests/read/`.
//!
//! After a change that is meant to change them, run with `DEEPDIVE_BLESS=1` and look at every difference.

use deepdive::read::{Extraction, Outcome, extract};
use deepdive::text::SourceText;
use std::fmt::Write;
use std::path::PathBuf;

/// Reads `bytes` under `name` and compares with `name.golden`; the golden file also holds the text as stored.
pub fn golden_of(name: &str, bytes: &[u8]) {
    let extraction = extract(bytes, name);
    assert_eq!(extraction.outcome, Outcome::Ok, "{:?}", extraction.reason);
    let shown = show(&extraction);
    let path = folder().join(format!("{name}.golden"));
    if std::env::var_os("DEEPDIVE_BLESS").is_some() {
        #[expect(clippy::disallowed_methods, reason = "a test writes its own sample")]
        std::fs::write(&path, &shown).expect("writes");
    }
    let expected = std::fs::read_to_string(&path).expect("the golden text is there").replace("\r\n", "\n");
    assert_eq!(shown, expected, "{name} reads differently");
}

/// The same for a sample that is a file.
pub fn golden(name: &str) {
    golden_of(name, &std::fs::read(folder().join(name)).expect("the sample is there"));
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/read")
}

fn show(extraction: &Extraction) -> String {
    let source = extraction.source.as_ref().expect("a text");
    let shape = &source.shape;
    let mut out = format!("{} {} words\n", shape.reader, shape.words);
    for block in &shape.blocks {
        let zone = block.zone.map_or("-", |z| z.name());
        let label = block.label.as_deref().unwrap_or("-");
        let words = source.block_text(block).replace('\n', " / ").replace('\t', " | ");
        let table = if block.table > 0 { format!(" table {} {:?}", block.table, block.columns) } else { String::new() };
        writeln!(out, "{} {} [{label}] {zone}{table}: {words}", block.kind.name(), block.level).expect("writes");
    }
    for p in &shape.proposals {
        writeln!(out, "? {:?} = {} ({})", p.field, p.value, p.place).expect("writes");
    }
    for w in &shape.warnings {
        writeln!(out, "! {:?}: {}", w.concern, w.what).expect("writes");
    }
    for name in &extraction.attachments {
        writeln!(out, "+ {name}").expect("writes");
    }
    writeln!(out, "---\n{}", source.text.trim_end()).expect("writes");
    out
}

/// Kinds, labels and words of all blocks.
pub fn blocks(source: &SourceText) -> Vec<(&'static str, &str, &str)> {
    source.shape.blocks.iter().map(|b| (b.kind.name(), b.label.as_deref().unwrap_or(""), source.block_text(b))).collect()
}

/// The text of a file that is read in whole.
pub fn read(bytes: &[u8], name: &str) -> SourceText {
    let extraction = extract(bytes, name);
    assert_eq!(extraction.outcome, Outcome::Ok, "{:?}", extraction.reason);
    extraction.source.expect("a text")
}

/// All sentences of the report.
pub fn said(source: &SourceText) -> String {
    source.shape.warnings.iter().map(|w| format!("{:?}: {}\n", w.concern, w.what)).collect()
}
