//! Codings: listed by name, tinted under mouse and keyboard, with their actions as events.

use crate::sample::{Desk, P12, codings, mark, paragraphs, review, window};
use crate::selection::{Window, before, drag, runs};
use deepdive::model::Polarity;
use deepdive::text::TextRange;
use deepdive::ui::reader::{MarkAction, MarkKey, MarkLayer};
use deepdive::ui::style::ThemeChoice;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use std::sync::Arc;

fn coded() -> Window {
    let source = review();
    let marks = codings(&source);
    window(Desk::new(source, marks), [1100.0, 800.0], ThemeChoice::Light)
}

fn focused() -> Window {
    let mut w = coded();
    w.get_by_role(Role::Document).focus();
    w.run();
    w
}

fn press(w: &mut Window, modifiers: Modifiers, key: Key) {
    w.key_press_modifiers(modifiers, key);
    w.run();
}

#[test]
fn the_text_is_exposed_with_roles_and_names() {
    let w = coded();
    let document = w.get_by_role_and_label(Role::Document, "Child B, practice review");
    assert!(document.children_recursive().filter(|n| n.accesskit_node().role() == Role::TextRun).count() > 10);
    let read: String = runs(&w).into_iter().map(|(text, _)| text).collect();
    assert!(read.contains("Finding 2. Nobody held the whole picture") && read.contains(P12));
    assert!(w.get_all_by_role(Role::Heading).count() >= 1);
    assert!(w.get_all_by_role(Role::Paragraph).count() >= 4);
    assert!(w.get_all_by_role(Role::ListItem).count() >= 2);
}

#[test]
fn a_label_is_shown_once() {
    let w = coded();
    assert_eq!(w.get_all_by_label("4.12").count(), 1);
    let read: String = runs(&w).into_iter().map(|(text, _)| text).collect();
    assert!(!read.contains("4.12") && !read.contains("4.14") && !read.contains("Practice review, page 23"));
    assert_eq!(w.get_all_by_label("p. 24").count(), 1);
}

#[test]
fn the_selection_reaches_screen_readers() {
    let mut w = coded();
    let (from, to) = (before(&w, "health"), before(&w, "weighed"));
    drag(&mut w, from, to);
    let document = w.get_by_role(Role::Document);
    let selection = document.accesskit_node().data().text_selection().copied().expect("a selection");
    assert_ne!(selection.anchor.node, selection.focus.node);
    assert_eq!(selection.anchor.character_index, "By the new birth visit a man was living in the home. The ".chars().count());
}

#[test]
fn codings_are_listed_by_name() {
    let w = coded();
    for name in [
        "F1 Professional curiosity, Concern, RP",
        "A4 Bruise in a non-mobile baby, Context, RP",
        "I2 Action taken, Good practice, RP",
    ] {
        assert_eq!(w.get_by_label(name).accesskit_node().role(), Role::Button);
    }
    let described = |n: &egui_kittest::Node<'_>| {
        n.accesskit_node().data().description().is_some_and(|d| d.contains("D5 Police and front door"))
    };
    assert_eq!(w.get_all_by_role(Role::Paragraph).filter(described).count(), 1);
}

#[test]
fn the_mouse_makes_a_coding_hot_and_its_links_work() {
    let mut w = coded();
    let at = before(&w, "saw a small") + egui::vec2(60.0, 0.0);
    w.hover_at(at);
    w.run();
    assert_eq!(w.state().view.hot_mark(), Some(MarkKey(6)), "the innermost of two");
    w.get_by_role_and_label(Role::Group, "A4 Bruise in a non-mobile baby, Context, RP");
    w.get_by_label("Ends A4").click();
    w.run();
    assert_eq!(w.state().happened(|e| e.action), Some((MarkKey(6), MarkAction::Ends)));
    w.get_by_label("E5 Strategy discussion and section 47, Concern, RP").click();
    w.run();
    assert_eq!(w.state().happened(|e| e.clicked), Some(MarkKey(11)));
    w.get_by_label("Remove E5").click();
    w.run();
    assert_eq!(w.state().happened(|e| e.action), Some((MarkKey(11), MarkAction::Remove)));
}

#[test]
fn a_mouse_at_rest_leaves_the_tint_to_the_keys() {
    let mut w = focused();
    let at = before(&w, "saw a small") + egui::vec2(60.0, 0.0);
    w.hover_at(at);
    w.run();
    assert_eq!(w.state().view.hot_mark(), Some(MarkKey(6)));
    press(&mut w, Modifiers::NONE, Key::C);
    let first = w.state().view.hot_mark();
    assert_ne!(first, Some(MarkKey(6)), "the key went to the first coding");
    w.run();
    assert_eq!(w.state().view.hot_mark(), first, "and the mouse did not take it back");
    w.hover_at(at + egui::vec2(1.0, 0.0));
    w.run();
    assert!(w.state().view.hot_mark().is_some_and(|hot| Some(hot) != first), "a mouse that moves does");
}

#[test]
fn keys_walk_from_coding_to_coding() {
    let mut w = focused();
    let mut seen = Vec::new();
    for _ in 0..16 {
        press(&mut w, Modifiers::NONE, Key::C);
        seen.extend(w.state().view.hot_mark());
    }
    seen.dedup();
    assert_eq!(seen.len(), 15);
    press(&mut w, Modifiers::SHIFT, Key::C);
    assert_eq!(w.state().view.hot_mark(), Some(seen[13]));
    press(&mut w, Modifiers::NONE, Key::E);
    assert_eq!(w.state().happened(|e| e.action), Some((seen[13], MarkAction::Edit)));
}

#[test]
fn brackets_move_an_end_by_a_word() {
    let mut w = focused();
    press(&mut w, Modifiers::NONE, Key::C);
    press(&mut w, Modifiers::NONE, Key::CloseBracket);
    let quote = |w: &Window| match w.state().happened(|e| e.action) {
        Some((_, MarkAction::Move(range))) => w.state().source.quote(range).to_owned(),
        _ => String::new(),
    };
    assert!(quote(&w).ends_with("relationship to Child B. He"));
    press(&mut w, Modifiers::NONE, Key::OpenBracket);
    assert!(quote(&w).ends_with("relationship to Child"));
    press(&mut w, Modifiers::SHIFT, Key::CloseBracket);
    assert!(quote(&w).starts_with("the new birth"));
}

#[test]
fn tagging_is_asked_for_beside_the_selection() {
    let mut w = focused();
    let (from, to) = (before(&w, "Three services"), before(&w, "same concern"));
    drag(&mut w, from, to);
    press(&mut w, Modifiers::NONE, Key::T);
    let tag = w.state().happened(|e| e.tag).expect("asked");
    assert_eq!(Some(tag.range), w.state().view.selection());
    assert!(tag.rect.contains(from + egui::vec2(4.0, 0.0)));
    press(&mut w, Modifiers::NONE, Key::Escape);
    press(&mut w, Modifiers::NONE, Key::Enter);
    assert_eq!(w.state().selected(), "Three services each held one part of the same concern.");
}

#[test]
fn the_next_uncoded_paragraph_is_found_and_pages_are_reached() {
    let mut w = focused();
    press(&mut w, Modifiers::NONE, Key::N);
    assert_eq!(w.state().view.caret(), w.state().source.text.find("The shared inbox has"));
    let document = w.state().document();
    assert!(w.state_mut().view.go_to_page(&document, 25));
    w.run();
    assert_eq!(w.state().view.caret(), w.state().source.text.find("What happened when"));
    assert!(!w.state_mut().view.go_to_page(&document, 26));
}

#[test]
fn the_place_stays_put_while_heights_are_measured_and_widths_change() {
    let texts: Vec<String> = (0..300).map(|i| format!("{i}. {P12} {}", "and more ".repeat(i % 40))).collect();
    let source = paragraphs(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let target = source.text.find("\n150. By").expect("stands there") + 1;
    let mut desk = Desk::new(source, Vec::new());
    let range = TextRange::within(&desk.source.text, target, target + 4).expect("fits");
    desk.view.scroll_to(range);
    let mut w = window(desk, [900.0, 600.0], ThemeChoice::Light);
    let first = before(&w, "150. By");
    for _ in 0..200 {
        w.step();
    }
    assert!(w.state().view.is_measured());
    assert!((before(&w, "150. By").y - first.y).abs() < 1.5);
    w.set_size(egui::vec2(500.0, 600.0));
    w.run();
    let position = w.state().log.last().map(|e| e.position.block);
    assert!(position.is_some_and(|b| (148..=150).contains(&b)), "{position:?}");
}

#[test]
fn many_codings_on_one_passage_are_counted() {
    let source = paragraphs(&[P12]);
    let marks = (1..=9).map(|i| mark(&source, i, &format!("B{i}"), "Name", Polarity::Concern, ("By the", "home"))).collect();
    let w = window(Desk::new(source, marks), [1100.0, 800.0], ThemeChoice::Light);
    assert_eq!(w.query_all_by_role(Role::Button).count(), 9);
}

#[test]
fn removed_codings_are_forgotten() {
    let mut w = coded();
    let marks = w.state().marks.clone();
    w.state_mut().view.show_mark(&marks, MarkKey(1));
    w.run();
    let source = w.state().source.clone();
    w.state_mut().marks = Arc::new(MarkLayer::new(&source, Vec::new()));
    w.state_mut().revision = 1;
    w.run();
    assert_eq!(w.state().view.hot_mark(), None);
}

#[test]
fn a_screen_reader_can_select() {
    use egui::accesskit::{Action, ActionData, ActionRequest, TextPosition, TextSelection, TreeId};
    let mut w = coded();
    let run = |w: &Window, words: &str| {
        let nodes: Vec<_> = w.get_all_by_role(Role::TextRun).collect();
        let node = nodes.iter().find(|n| n.value().is_some_and(|v| v.contains(words))).expect("in view");
        let before = node.value().unwrap_or_default().split(words).next().map_or(0, |b| b.chars().count());
        TextPosition { node: node.accesskit_node().locate().0, character_index: before }
    };
    let (anchor, focus) = (run(&w, "partner present"), run(&w, "known to the police"));
    let request = ActionRequest {
        action: Action::SetTextSelection,
        target_tree: TreeId::ROOT,
        target_node: w.get_by_role(Role::Document).accesskit_node().locate().0,
        data: Some(ActionData::SetTextSelection(TextSelection { anchor, focus })),
    };
    w.event(egui::Event::AccessKitActionRequest(request));
    w.run();
    assert!(w.state().selected().starts_with("partner present") && w.state().selected().ends_with("He was "));
}

#[test]
fn scrolling_up_into_unknown_heights_moves_by_exactly_that_much() {
    let texts: Vec<String> = (0..400).map(|i| format!("{i}. {P12} {}", "and more ".repeat(i % 40))).collect();
    let source = paragraphs(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    let target = source.text.find("\n300. By").expect("stands there") + 1;
    let mut desk = Desk::new(source, Vec::new());
    let range = TextRange::within(&desk.source.text, target, target + 4).expect("fits");
    desk.view.scroll_to(range);
    let mut w = window(desk, [900.0, 600.0], ThemeChoice::Light);
    w.hover_at(egui::pos2(400.0, 300.0));
    w.run();
    let first = before(&w, "300. By").y;
    let mut gone = 0.0;
    for _ in 0..4 {
        w.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, 60.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        w.run_steps(40);
        gone += 60.0;
    }
    let now = before(&w, "300. By").y;
    assert!((now - first - gone).abs() < 2.0, "{first} {now} {gone}");
}
