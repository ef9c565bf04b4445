//! Text and Markdown files against their golden texts in `tests/read/`.
//!
//! The golden file holds one block a line: kind, level, label, zone and words. After a change that is meant to
//! change them, run with `DEEPDIVE_BLESS=1` and look at every difference.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use deepdive::read::{Outcome, extract};
use deepdive::text::SourceText;
use std::fmt::Write;
use std::path::PathBuf;

fn golden(name: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/read");
    let bytes = std::fs::read(folder.join(name)).expect("the sample is there");
    let extraction = extract(&bytes, name);
    assert_eq!(extraction.outcome, Outcome::Ok, "{:?}", extraction.reason);
    let shown = show(&extraction.source.expect("a text"));
    let path = folder.join(format!("{name}.golden"));
    if std::env::var_os("DEEPDIVE_BLESS").is_some() {
        #[expect(clippy::disallowed_methods, reason = "a test writes its own sample")]
        std::fs::write(&path, &shown).expect("writes");
    }
    let expected = std::fs::read_to_string(&path).expect("the golden text is there").replace("\r\n", "\n");
    assert_eq!(shown, expected, "{name} reads differently");
}

fn show(source: &SourceText) -> String {
    let mut out = String::new();
    for block in &source.shape.blocks {
        let zone = block.zone.map_or("-", |z| z.name());
        let label = block.label.as_deref().unwrap_or("-");
        let words = source.block_text(block).replace('\n', " / ").replace('\t', " | ");
        writeln!(out, "{} {} [{label}] {zone}: {words}", block.kind.name(), block.level).expect("writes");
    }
    for p in &source.shape.proposals {
        writeln!(out, "? {:?} = {} ({})", p.field, p.value, p.place).expect("writes");
    }
    for w in &source.shape.warnings {
        writeln!(out, "! {}", w.what).expect("writes");
    }
    out
}

#[test]
fn a_text_drawn_from_a_pdf() {
    golden("annual-report.txt");
}

#[test]
fn a_review_as_text() {
    golden("review.txt");
}

#[test]
fn a_committee_paper_in_markdown() {
    golden("committee-paper.md");
}
