//! Pictures of the reader for people to look at: `cargo test --test reader pictures -- --ignored`, then `target/reader-*.png`.

use crate::sample::{Desk, codings, review, window};
use deepdive::text::TextRange;
use deepdive::ui::reader::MarkKey;
use deepdive::ui::style::ThemeChoice;

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

#[test]
#[ignore = "draws pictures for people"]
fn pictures() {
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        picture(name, [1100.0, 800.0], theme, usual);
        picture(&format!("end-{name}"), [1100.0, 800.0], theme, end);
        picture(&format!("narrow-{name}"), [664.0, 450.0], theme, usual);
        picture(&format!("large-{name}"), [1100.0, 800.0], theme, |desk| {
            desk.view.set_text_size(24.0);
            usual(desk);
        });
    }
    picture("tiny-light", [420.0, 600.0], ThemeChoice::Light, usual);
}
