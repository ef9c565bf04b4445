//! What fuzzing found: inputs that once made a reader fail, hang or lie. Each must end in an outcome, in time.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

use deepdive::read::{Extraction, Outcome, extract};
use deepdive::text::SourceText;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::time::Duration;

/// The program allows a file 30 seconds; these are small, and tests run unoptimised.
const LONGEST: Duration = Duration::from_secs(20);
/// The worker's own stack.
const STACK_BYTES: usize = 64 << 20;

fn found() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/read/found");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("the folder is there").map(|e| e.expect("lists").path()).collect();
    files.sort();
    files
}

/// Reads on a thread of its own, as the worker does; none when it takes too long or the reader fails.
fn read(bytes: Vec<u8>, name: &str) -> Option<Extraction> {
    let name = name.to_owned();
    let (send, receive) = sync_channel(1);
    let reading = move || drop(send.send(extract(&bytes, &name)));
    std::thread::Builder::new().stack_size(STACK_BYTES).spawn(reading).expect("starts");
    receive.recv_timeout(LONGEST).ok()
}

#[test]
fn everything_that_was_found_ends_in_an_outcome() {
    let files = found();
    assert!(!files.is_empty(), "nothing was tried");
    for path in files {
        let shown = path.display();
        let name = path.file_name().expect("named").to_string_lossy();
        let extraction = read(std::fs::read(&path).expect("reads"), &name);
        assert!(extraction.is_some(), "{shown}: the reader failed or took too long");
        let extraction = extraction.expect("asserted");
        let read = matches!(extraction.outcome, Outcome::Ok | Outcome::Partial);
        assert_eq!(extraction.source.is_some(), read, "{shown}");
        if extraction.outcome != Outcome::Ok {
            let reason = extraction.reason.expect("a sentence");
            assert!(reason.len() > 30 && !reason.ends_with('.') && !reason.contains('\n'), "{shown}: {reason}");
        }
        if let Some(source) = extraction.source {
            keeps_its_promises(&source, &shown.to_string());
        }
    }
}

/// Blocks, statements and proposals lie in the text, and no block is empty.
fn keeps_its_promises(source: &SourceText, shown: &str) {
    SourceText::from_parts(source.text.clone(), source.shape.clone()).expect("blocks fit the text");
    assert!(!source.text.contains('\r'), "{shown}");
    for block in &source.shape.blocks {
        assert!(!source.block_text(block).trim().is_empty(), "{shown}: a block without words");
        assert!(block.cells.windows(2).all(|w| w[0].end() <= w[1].start()), "{shown}: cells overlap");
        assert!(block.columns.is_empty() || block.columns.len() == block.cells.len(), "{shown}: columns and cells differ");
        assert!(block.boxes.iter().all(|b| b.left <= b.right && b.top <= b.bottom), "{shown}: a box inside out");
    }
    assert!(source.shape.stated.iter().all(|s| s.range.fits(&source.text)), "{shown}");
    assert!(source.shape.proposals.iter().all(|p| p.found.is_none_or(|r| r.fits(&source.text))), "{shown}");
}

/// Patterns that look for particulars took a time that grew with the square of a paragraph's length.
#[test]
fn paragraphs_without_end_are_read_in_time() {
    for words in [
        "Author: Jo Sample, independent reviewer Dr Ann Other and ",
        "Child A and Child B, known as Leo, aged 7 weeks. ",
        "1 March 2021, 2020, ",
    ] {
        let extraction = read(words.repeat(40_000).into_bytes(), "a.txt");
        assert_eq!(extraction.map(|e| e.outcome), Some(Outcome::Ok), "{words}");
    }
}

/// Every two neighbouring cells were tried as label and value.
#[test]
fn rows_of_thousands_of_cells_are_read_in_time() {
    let extraction = read(("a,".repeat(20_000) + "\n").repeat(10).into_bytes(), "a.csv");
    assert_eq!(extraction.map(|e| e.outcome), Some(Outcome::Ok));
}
