//! Pictures of the reader for people to look at: `cargo test --test reader pictures -- --ignored`, then `target/reader-*.png`.

use crate::sample::{Desk, codings, mark, review, window};
use deepdive::text::TextRange;
use deepdive::ui::reader::{MarkKey, MarkLayer};
use deepdive::ui::style::ThemeChoice;
use std::sync::Arc;

fn picture(name: &str, size: [f32; 2], theme: ThemeChoice, prepare: impl FnOnce(&mut Desk)) {
    let source = review();
    let marks = codings(&source);
    let mut desk = Desk::new(source, marks);
    prepare(&mut desk);
    let mut harness = window(desk, size, theme);
    harness.set_render_cursor(false);
    harness.run();
    let image = harness.render().expect("a renderer");
    image.save(format!("{}/target/reader-{name}.png", env!("CARGO_MANIFEST_DIR"))).expect("writes");
}

fn usual(desk: &mut Desk) {
    let (marks, at) = (desk.marks.clone(), desk.source.text.find("Three services").expect("stands there"));
    desk.view.show_mark(&marks, MarkKey(1));
    let end = at + "Three services each held one part of the same concern.".len();
    desk.view.select(TextRange::within(&desk.source.text, at, end).expect("fits"));
}

fn end(desk: &mut Desk) {
    let document = desk.document();
    desk.view.go_to_page(&document, 25);
    let at = desk.source.text.find("rung within").expect("stands there");
    desk.highlights.push(TextRange::within(&desk.source.text, at, at + 4).expect("fits"));
}

/// More codings than lanes, one over three paragraphs, one with a long memo.
fn dense(desk: &mut Desk) {
    use deepdive::model::Polarity::{Concern, Context, GoodPractice};
    let source = desk.source.clone();
    let mut marks = codings(&source);
    let many = [
        (20, "A5", "Child not seen alone", Concern, ("a man was living", "known to probation")),
        (21, "C4", "Housing and money", Context, ("living in the home", "holding baby")),
        (22, "G2", "Health visiting contact", GoodPractice, ("The health visitor wrote", "relationship")),
        (23, "H1", "Workload and vacancies", Concern, ("wrote", "did not ask")),
        (24, "E12", "Threshold not understood by partners", Concern, ("There was good", "whole of the same")),
        (25, "F3", "Supervision", Concern, ("partner present", "baby")),
    ];
    for (key, code, name, polarity, ends) in many {
        let end = if source.text.contains(ends.1) { ends.1 } else { "concern." };
        marks.push(mark(&source, key, code, name, polarity, (ends.0, end)));
    }
    if let Some(long) = marks.iter_mut().find(|m| m.key == MarkKey(25)) {
        long.memo = Some("Was this raised in supervision? The notes of 12 May say so, the chronology does not; ask the panel which is right, and whether anyone else was told at the time.".to_owned());
    }
    desk.marks = Arc::new(MarkLayer::new(&source, marks));
    let marks = desk.marks.clone();
    desk.view.show_mark(&marks, MarkKey(25));
    desk.view.focus();
}

#[test]
#[ignore = "draws pictures for people"]
fn pictures() {
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        picture(name, [1100.0, 800.0], theme, usual);
        picture(&format!("dense-{name}"), [1100.0, 800.0], theme, dense);
        picture(&format!("end-{name}"), [1100.0, 800.0], theme, end);
        picture(&format!("narrow-{name}"), [664.0, 450.0], theme, usual);
        picture(&format!("large-{name}"), [1100.0, 800.0], theme, |desk| {
            desk.view.set_text_size(24.0);
            usual(desk);
        });
    }
    picture("tiny-light", [420.0, 600.0], ThemeChoice::Light, usual);
}
