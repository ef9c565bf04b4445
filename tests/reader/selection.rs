//! Selecting with mouse and keyboard gives exactly the bytes that people see.

use crate::sample::{Desk, P12, P13, codings, paragraphs, review, window};
use deepdive::text::{SourceBuilder, TextRange};
use deepdive::ui::style::ThemeChoice;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, Pos2, Rect, pos2};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use unicode_segmentation::UnicodeSegmentation;

pub type Window = Harness<'static, Desk>;

pub fn open(texts: &[&str]) -> Window {
    window(Desk::new(paragraphs(texts), Vec::new()), [900.0, 600.0], ThemeChoice::Light)
}

/// Text runs in the order of the screen, with their rectangles.
pub fn runs(window: &Window) -> Vec<(String, Rect)> {
    let found = window.get_all_by_role(Role::TextRun);
    let with_place = |n: Node<'_>| (n.value().unwrap_or_default(), n.rect());
    found.map(with_place).collect()
}

/// The point before a letter: `words` must stand in one row.
pub fn before(window: &Window, words: &str) -> Pos2 {
    let nodes: Vec<_> = window.get_all_by_role(Role::TextRun).collect();
    for node in nodes {
        let value = node.value().unwrap_or_default();
        if let Some(at) = value.find(words) {
            let letter = value[..at].chars().count();
            let positions = node.accesskit_node().data().character_positions().expect("positions").to_vec();
            let rect = node.rect();
            return pos2(rect.left() + positions[letter] + 0.5, rect.center().y);
        }
    }
    panic!("{words:?} is not in view");
}

fn click(window: &mut Window, at: Pos2, times: usize, modifiers: Modifiers) {
    let button = |pressed| Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers };
    window.event(Event::PointerMoved(at));
    for _ in 0..times {
        window.event_modifiers(button(true), modifiers);
        window.event_modifiers(button(false), modifiers);
    }
    window.run();
}

fn keys(window: &mut Window, modifiers: Modifiers, keys: &[Key]) {
    for key in keys {
        window.key_press_modifiers(modifiers, *key);
    }
    window.run();
}

pub fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.drag_at(from);
    window.run();
    window.hover_at(to);
    window.run();
    window.drop_at(to);
    window.run();
}

#[test]
fn a_drag_selects_exactly_what_it_covers() {
    let mut w = open(&[P12, P13]);
    let (from, to) = (before(&w, "health"), before(&w, "known to the police"));
    drag(&mut w, from, to);
    assert!(w.state().selected().starts_with("health visitor wrote"), "{}", w.state().selected());
    assert!(w.state().selected().ends_with("He was "));
    assert!(w.state().log.iter().any(|e| e.selection_finished));
    // Backwards and into another paragraph.
    let (from, to) = (before(&w, "good practice"), before(&w, "Neither"));
    drag(&mut w, from, to);
    assert_eq!(w.state().selected(), "Neither fact was known to anyone who visited.\n\nThere was ");
}

#[test]
fn a_press_and_a_move_in_one_frame_start_where_the_button_went_down() {
    let mut w = open(&[P12]);
    let (from, to) = (before(&w, "man was"), before(&w, "living"));
    let input = w.input_mut();
    let button =
        |pressed, pos| Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    input.events.extend([Event::PointerMoved(from), button(true, from), Event::PointerMoved(to)]);
    w.run();
    w.drop_at(to);
    w.run();
    assert_eq!(w.state().selected(), "man was ");
}

#[test]
fn double_click_takes_the_word_and_triple_click_the_sentence() {
    let mut w = open(&[P12, P13]);
    let at = before(&w, "visitor wrote");
    click(&mut w, at + egui::vec2(4.0, 0.0), 2, Modifiers::NONE);
    assert_eq!(w.state().selected(), "visitor");
    let at = before(&w, "known to the police");
    for _ in 0..60 {
        w.step();
    }
    click(&mut w, at + egui::vec2(4.0, 0.0), 3, Modifiers::NONE);
    assert_eq!(w.state().selected(), "He was known to the police for an assault on a former partner in 2019, and to probation.");
}

#[test]
fn shift_click_extends() {
    let mut w = open(&[P12, P13]);
    let (from, to) = (before(&w, "Neither"), before(&w, "There was"));
    click(&mut w, from, 1, Modifiers::NONE);
    click(&mut w, to + egui::vec2(3.0, 0.0), 1, Modifiers::SHIFT);
    assert!(w.state().selected().starts_with("Neither fact") && w.state().selected().contains("visited."));
}

#[test]
fn the_keyboard_selects_across_paragraphs() {
    let mut w = open(&["One two three.", "Four five six.", "Seven."]);
    w.get_by_role(Role::Document).focus();
    w.run();
    keys(&mut w, Modifiers::NONE, &[Key::ArrowRight, Key::ArrowRight, Key::ArrowRight]);
    assert_eq!(w.state().view.caret(), Some(3));
    keys(&mut w, Modifiers::SHIFT, &[Key::ArrowDown, Key::ArrowLeft]);
    assert!(w.state().selected().starts_with(" two three.\n\nFo"), "{:?}", w.state().selected());
    keys(&mut w, Modifiers::SHIFT | Modifiers::COMMAND, &[Key::ArrowRight, Key::ArrowRight]);
    assert_eq!(w.state().selected(), " two three.\n\nFour five");
    keys(&mut w, Modifiers::SHIFT, &[Key::End]);
    assert_eq!(w.state().selected(), " two three.\n\nFour five six.");
    keys(&mut w, Modifiers::SHIFT | Modifiers::COMMAND, &[Key::End]);
    assert_eq!(w.state().selected(), " two three.\n\nFour five six.\n\nSeven.");
    keys(&mut w, Modifiers::NONE, &[Key::Escape]);
    assert_eq!((w.state().selected(), w.state().view.caret()), ("", Some(38)));
    keys(&mut w, Modifiers::NONE, &[Key::P]);
    assert_eq!(w.state().selected(), "Seven.");
    keys(&mut w, Modifiers::COMMAND, &[Key::Home]);
    keys(&mut w, Modifiers::NONE, &[Key::S]);
    assert_eq!(w.state().selected(), "One two three.");
    keys(&mut w, Modifiers::NONE, &[Key::S]);
    assert_eq!(w.state().selected(), "One two three.\n\nFour five six.");
    keys(&mut w, Modifiers::NONE, &[Key::Escape]);
    keys(&mut w, Modifiers::COMMAND, &[Key::A]);
    assert_eq!(w.state().selected(), "Four five six.");
    keys(&mut w, Modifiers::COMMAND, &[Key::A]);
    assert_eq!(w.state().selected(), "One two three.\n\nFour five six.\n\nSeven.");
}

#[test]
fn down_and_up_keep_their_column() {
    let mut w = open(&[P12, "Short.", P13]);
    w.get_by_role(Role::Document).focus();
    w.run();
    keys(&mut w, Modifiers::NONE, &[Key::End]);
    let start = w.state().view.caret();
    let down = [Key::ArrowDown; 7];
    keys(&mut w, Modifiers::NONE, &down);
    keys(&mut w, Modifiers::NONE, &[Key::ArrowUp; 7]);
    assert_eq!(w.state().view.caret(), start);
}

#[test]
fn page_down_walks_to_the_end_and_back() {
    let texts: Vec<String> = (0..80).map(|i| format!("{i}. {P12}")).collect();
    let mut w = open(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    w.get_by_role(Role::Document).focus();
    w.run();
    for _ in 0..40 {
        keys(&mut w, Modifiers::NONE, &[Key::PageDown]);
    }
    let last = w.state().source.text.len() - P12.len() - 10;
    assert!(w.state().view.caret().is_some_and(|c| c > last));
    assert!(runs(&w).iter().any(|(text, _)| text.starts_with("79. ")));
    for _ in 0..40 {
        keys(&mut w, Modifiers::NONE, &[Key::PageUp]);
    }
    assert!(w.state().view.caret().is_some_and(|c| c < P12.len()));
}

#[test]
fn tab_leaves_the_reader() {
    let mut desk = Desk::new(paragraphs(&[P12]), Vec::new());
    desk.has_button = true;
    let mut w = window(desk, [900.0, 600.0], ThemeChoice::Light);
    w.get_by_role(Role::Document).focus();
    w.run();
    assert!(w.state().log.last().is_some_and(|e| e.focused));
    w.key_press(Key::Tab);
    w.run();
    assert!(w.get_by_label("Beside").is_focused());
    assert!(w.state().log.last().is_some_and(|e| !e.focused));
}

#[test]
fn copy_gives_what_is_seen() {
    let source = review();
    let marks = codings(&source);
    let mut w = window(Desk::new(source, marks), [1100.0, 800.0], ThemeChoice::Light);
    w.get_by_role(Role::Document).focus();
    w.run();
    let source = w.state().source.clone();
    let from = source.text.find("who visited").expect("stands there");
    let to = source.text.find("There was good practice").expect("stands there") + 5;
    w.state_mut().view.select(TextRange::within(&source.text, from, to).expect("fits"));
    w.run();
    w.event(Event::Copy);
    w.run();
    assert_eq!(w.state().happened(|e| e.copied.clone()).as_deref(), Some("who visited.\n\nThere"));
}

#[test]
fn cells_of_a_row_are_selected_in_text_order() {
    let mut b = SourceBuilder::new("test/1");
    let table = b.begin_table();
    b.push_row(table, &["4 June 2021", "The form reached the inbox", "Midwife"]);
    b.push_row(table, &["21 July 2021", "A small bruise", "Nursery nurse"]);
    let mut w = window(Desk::new(b.build(), Vec::new()), [900.0, 600.0], ThemeChoice::Light);
    let (from, to) = (before(&w, "form"), before(&w, "wife"));
    drag(&mut w, from, to);
    assert_eq!(w.state().selected(), "form reached the inbox\tMid");
    assert_eq!(w.get_all_by_role(Role::Cell).count(), 6);
}

#[test]
fn difficult_letters() {
    let long = "a".repeat(2000);
    let texts = [
        "An efficient office offered effi proof.",
        "cafe\u{301} naïve e\u{301}",
        "👩‍👧 and 🇬🇧 flags",
        "قال العربية abc قال",
        &long,
        "שלום hello",
    ];
    let mut w = open(&texts);
    let at = before(&w, "ffer");
    click(&mut w, at, 1, Modifiers::NONE);
    assert_eq!(w.state().view.caret(), Some("An efficient office o".len()));
    w.get_by_role(Role::Document).focus();
    let letters: usize = texts.iter().map(|t| t.graphemes(true).count()).sum();
    let mut stops = 0;
    keys(&mut w, Modifiers::COMMAND, &[Key::Home]);
    loop {
        let before = w.state().view.caret();
        w.key_press(Key::ArrowRight);
        w.step();
        let caret = w.state().view.caret();
        assert!(caret.is_some_and(|c| w.state().source.text.is_char_boundary(c)));
        if caret == before || stops > 4000 {
            break;
        }
        stops += 1;
    }
    assert_eq!(stops, letters + texts.len() - 1);
    keys(&mut w, Modifiers::COMMAND | Modifiers::SHIFT, &[Key::Home]);
    assert_eq!(w.state().selected(), texts.join("\n\n"));
}

#[test]
fn an_empty_document_stands_still() {
    let mut w = window(Desk::new(SourceBuilder::new("test/1").build(), Vec::new()), [900.0, 600.0], ThemeChoice::Light);
    w.get_by_label("No text was found in this document");
    w.get_by_role(Role::Document).focus();
    drag(&mut w, pos2(300.0, 100.0), pos2(500.0, 400.0));
    keys(&mut w, Modifiers::SHIFT, &[Key::ArrowDown, Key::End, Key::PageDown]);
    keys(&mut w, Modifiers::NONE, &[Key::S, Key::P, Key::T, Key::N, Key::C]);
    assert_eq!(w.state().view.selection(), None);
}

#[test]
fn a_drag_past_the_edge_scrolls() {
    let texts: Vec<String> = (0..40).map(|i| format!("{i}. {P12}")).collect();
    let mut w = open(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let from = before(&w, "living");
    w.drag_at(from);
    w.run();
    w.hover_at(pos2(400.0, 640.0));
    w.run_steps(120);
    w.drop_at(pos2(400.0, 640.0));
    w.run();
    assert!(w.state().selected().contains("\n\n5. By the"), "{} bytes", w.state().selected().len());
}
