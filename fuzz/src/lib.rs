//! What every target does: reads a file as the worker would, and holds what came of it against what is promised.
//!
//! The readers are taken in by path and not as a dependency, so that the window is not built with them. A finding is
//! a panic of our own code, a text whose blocks do not fit it, a refusal without a sentence, more than 1.5 GB of memory,
//! and (by libFuzzer's own watch) too long a time. A panic inside a crate of others is counted and let pass: in the
//! program it ends as a refusal with a sentence.

#![allow(dead_code, unused_imports, clippy::all, reason = "the program's own modules, of which only a part is used here")]

#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/read/mod.rs"]
pub mod read;
#[path = "../../src/text/mod.rs"]
pub mod text;

mod memory;
mod parts;

pub use parts::packed;

use read::{Extraction, Outcome, extract, extract_inside};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use text::SourceText;

#[global_allocator]
static MEMORY: memory::Counted = memory::Counted;

thread_local! {
    static OURS: Cell<bool> = const { Cell::new(true) };
}

/// To be called once, before the first input: tells our panics from those of other crates.
pub fn start() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let ours = info.location().is_none_or(|l| !l.file().contains("/registry/"));
        OURS.set(ours);
        if ours {
            default(info);
            std::process::abort();
        }
        if let Some(place) = info.location() {
            eprintln!("LETPASS {}:{}", place.file().rsplit("/registry/src/").next().unwrap_or_default(), place.line());
        }
    }));
}

/// Reads a file and checks what came of it.
pub fn check(bytes: &[u8], name: &str) {
    let Ok(extraction) = catch_unwind(AssertUnwindSafe(|| extract(bytes, name))) else { return };
    sound(&extraction);
    for index in 0..extraction.attachments.len().min(3) {
        if let Ok(inside) = catch_unwind(AssertUnwindSafe(|| extract_inside(bytes, name, &[index], None))) {
            sound(&inside);
        }
    }
}

/// Whether an extraction keeps what is promised.
fn sound(extraction: &Extraction) {
    let read = matches!(extraction.outcome, Outcome::Ok | Outcome::Partial);
    assert_eq!(extraction.source.is_some(), read, "text and outcome disagree");
    if extraction.outcome != Outcome::Ok {
        let reason = extraction.reason.as_deref().unwrap_or_default();
        assert!(reason.len() > 30 && !reason.ends_with('.') && !reason.contains('\n'), "no sentence: {reason}");
    }
    if let Some(source) = &extraction.source {
        fits(source);
    }
}

/// Whether blocks, proposals and statements lie in their text.
fn fits(source: &SourceText) {
    let text = &source.text;
    assert!(!text.contains('\r') && !text.starts_with('\u{feff}'), "line ends or a mark in the text");
    let shape = &source.shape;
    if let Err(why) = SourceText::from_parts(text.clone(), shape.clone()) {
        panic!("{why}");
    }
    for block in &shape.blocks {
        assert!(!source.block_text(block).trim().is_empty(), "a block without words");
        assert!(block.columns.is_empty() || block.columns.len() == block.cells.len(), "columns and cells differ");
        assert!(block.cells.windows(2).all(|w| w[0].end() <= w[1].start()), "cells overlap");
        assert!(block.boxes.iter().all(|b| b.left <= b.right && b.top <= b.bottom), "a box is turned inside out");
        assert!(block.page.is_none_or(|p| p >= 1), "page 0");
    }
    assert!(shape.stated.iter().all(|s| s.range.fits(text)), "a statement outside the text");
    assert!(shape.proposals.iter().all(|p| p.found.is_none_or(|r| r.fits(text))), "a proposal outside the text");
    assert!(shape.warnings.iter().all(|w| !w.what.trim().is_empty()), "a warning without words");
    let stored = ron::to_string(shape).expect("a shape can be stored");
    assert_eq!(ron::from_str::<text::Shape>(&stored).expect("a stored shape can be read"), *shape, "stored differently");
}
