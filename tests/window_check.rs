//! Promises of the page on which a reading is checked, asked by role and name as a screen reader would.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::allow_attributes,
    reason = "tests and their helpers"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod rich;

mod checking;

use checking::{Made, ROWS, made, made_of, review};
use deepdive::app::action::Action;
use deepdive::app::gesture::{Gesture, Passage};
use deepdive::model::{Document, Id, Polarity};
use deepdive::read::{Outcome, Refusal};
use deepdive::text::{SourceBuilder, TextRange, Zone};
use deepdive::ui::check_page::CheckPage;
use deepdive::ui::style::ThemeChoice;
use deepdive::ui::view::{AgainState, AgainView};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use egui_kittest::{Harness, Node};
use rich::{Bench, USUAL, Window, theme, window};
use std::rc::Rc;
use std::sync::Arc;

type Check = Harness<'static, Bench<CheckPage>>;

fn check() -> Check {
    let mut h = window(made().bench, USUAL);
    h.run_steps(3);
    h
}

fn block<'h>(h: &'h Check, name: &str) -> Node<'h> {
    let name = name.to_owned();
    h.get_by(move |n| n.role() == Role::ListBoxOption && n.label().is_some_and(|l| l.contains(&name)))
}

fn blocks(h: &Check) -> Vec<String> {
    h.query_all_by_role(Role::ListBoxOption).filter_map(|n| n.accesskit_node().label()).collect()
}

fn chosen(h: &Check) -> Vec<String> {
    let is_on = |n: &Node<'_>| n.accesskit_node().is_selected() == Some(true);
    h.query_all_by_role(Role::ListBoxOption).filter(is_on).filter_map(|n| n.accesskit_node().label()).collect()
}

fn key(h: &mut Check, modifiers: Modifiers, key: Key) {
    h.key_press_modifiers(modifiers, key);
    h.run_steps(4);
}

fn press(h: &mut Check, role: Role, name: &str) {
    h.get_by_role_and_label(role, name).click();
    h.run_steps(4);
}

fn zones(h: &Check, id: Id<Document>) -> Vec<Option<Zone>> {
    h.state().session.text(id).unwrap().shape.blocks.iter().map(|b| b.zone).collect()
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_check -- --ignored"]
fn pictures() {
    rich::pictures(
        "check",
        || made().bench,
        |h| {
            key(h, Modifiers::NONE, Key::PageDown);
            key(h, Modifiers::NONE, Key::End);
            for _ in 0..6 {
                key(h, Modifiers::NONE, Key::ArrowUp);
            }
        },
    );
    rich::pictures(
        "check-look",
        || made().bench,
        |h| {
            key(h, Modifiers::NONE, Key::PageDown);
            key(h, Modifiers::NONE, Key::PageDown);
            show_text(h);
        },
    );
    rich::pictures(
        "check-locked",
        || {
            let refusal =
                Refusal::new(Outcome::Password, "This PDF is locked with a password, which is needed to show its pages");
            made_of(review(), "locked.pdf", Some(refusal)).bench
        },
        |_| {},
    );
    rich::pictures("check-word", || made_of(word(), "child-b.docx", None).bench, |_| {});
    rich::pictures(
        "check-unplaced",
        || unplaced().bench,
        |h| {
            show_text(h);
            h.get_by_label("Show them").click();
            h.run_steps(3);
        },
    );
}

/// In one column the text takes the place of the page.
fn show_text(h: &mut Check) {
    if h.query_by_role(Role::ListBox).is_none() {
        press(h, Role::RadioButton, "Text");
    }
}

/// A format that knows no pages.
fn word() -> SourceBuilder {
    let mut builder = SourceBuilder::new("docx/2");
    for (kind, level, _, _, _, zone, words) in ROWS {
        builder.set_zone(zone);
        builder.push(kind, level, words);
    }
    builder
}

#[test]
fn a_page_and_its_text_stand_side_by_side_with_a_name_for_every_block() {
    let mut h = check();
    h.get_by_role_and_label(Role::Image, "Page 1 (printed i) of 3, as it looks");
    assert_eq!(blocks(&h).len(), 3, "{:?}", blocks(&h));
    key(&mut h, Modifiers::NONE, Key::PageDown);
    h.get_by_role_and_label(Role::Image, "Page 2 (printed 1) of 3, as it looks");
    let all = blocks(&h);
    assert!(all[0].starts_with("Heading level 2, page 2, Findings, Finding 2. Nobody held"), "{all:?}");
    assert!(all.iter().any(|l| l.starts_with("Table row, page 2") && l.ends_with("Health visitor New birth visit")), "{all:?}");
    assert!(all.iter().any(|l| l.starts_with("Header or footer, page 2, OFFICIAL")), "{all:?}");
}

#[test]
fn the_keyboard_alone_moves_through_blocks_and_pages_and_says_which_is_meant() {
    let mut h = check();
    let list = h.get_by_role(Role::ListBox);
    assert!(list.accesskit_node().label().unwrap().starts_with("Text of page 1"));
    key(&mut h, Modifiers::NONE, Key::ArrowDown);
    assert!(block(&h, "Child B, local child").is_focused(), "the list has the keyboard and says which block is meant");
    for _ in 0..3 {
        key(&mut h, Modifiers::NONE, Key::ArrowDown);
    }
    assert_eq!(chosen(&h).len(), 1);
    assert!(chosen(&h)[0].contains("Finding 2. Nobody"), "{:?} is on the next page", chosen(&h));
    key(&mut h, Modifiers::NONE, Key::End);
    assert!(chosen(&h)[0].contains("OFFICIAL-SENSITIVE 2"));
    key(&mut h, Modifiers::NONE, Key::PageUp);
    assert!(chosen(&h).is_empty());
    key(&mut h, Modifiers::NONE, Key::Enter);
    assert!(chosen(&h)[0].contains("Child B, local child"));
}

#[test]
fn a_click_on_the_page_means_the_block_that_stands_there() {
    let mut h = check();
    key(&mut h, Modifiers::NONE, Key::PageDown);
    // The outline of a block and the picture go by one scale: the paragraph is at 120 to 184 of 842 points.
    let paper = h.get_by_role(Role::Image).rect();
    let scale = (paper.width() - 32.0) / 595.0;
    let at = egui::pos2(paper.center().x, paper.top() + 16.0 + 150.0 * scale);
    h.drag_at(at);
    h.run_steps(1);
    h.drop_at(at);
    h.run_steps(4);
    assert_eq!(chosen(&h).len(), 1);
    assert!(chosen(&h)[0].contains("By the new birth visit"), "{:?}", chosen(&h));
    assert!(block(&h, "By the new birth visit").is_focused(), "the keyboard goes on from there");
}

#[test]
fn what_is_to_be_looked_at_is_told_and_found_page_by_page() {
    let mut h = check();
    assert!(h.query_by_label_contains("holds words that were not read").is_none());
    press(&mut h, Role::Button, "Next with something to look at");
    h.get_by_label("Left out: a comment of the file is not part of the text");
    key(&mut h, Modifiers::NONE, Key::N);
    h.get_by_label("The picture at the foot of the page holds words that were not read");
    h.get_by_label_contains("1 passage is uncertain: a machine read them");
    assert!(blocks(&h).iter().any(|l| l.contains("read by a machine, 61 % sure")), "{:?}", blocks(&h));
    press(&mut h, Role::Button, "The page before with something to look at");
    h.get_by_label("Left out: a comment of the file is not part of the text");
}

#[test]
fn a_page_is_gone_to_by_its_number_or_the_printed_one() {
    let mut h = check();
    key(&mut h, Modifiers::COMMAND, Key::G);
    let field = h.get_by_role_and_label(Role::TextInput, "Page number");
    assert!(field.is_focused());
    field.type_text("2");
    h.run_steps(3);
    key(&mut h, Modifiers::NONE, Key::Enter);
    h.get_by_role_and_label(Role::Image, "Page 2 (printed 1) of 3, as it looks");
    press(&mut h, Role::Button, "Page 2 (printed 1) of 3, go to another");
    h.get_by_role_and_label(Role::TextInput, "Page number").type_text("i");
    h.run_steps(3);
    assert_eq!(h.get_by_role_and_label(Role::TextInput, "Page number").value().as_deref(), Some("i"));
    press(&mut h, Role::Button, "Go");
    h.get_by_role_and_label(Role::Image, "Page 1 (printed i) of 3, as it looks");
}

#[test]
fn a_run_of_blocks_gets_a_part_of_the_review_in_one_step_and_undo_takes_it_back() {
    let made = made();
    let id = made.id;
    let mut h = window(made.bench, USUAL);
    h.run_steps(3);
    let before = zones(&h, id);
    key(&mut h, Modifiers::NONE, Key::PageDown);
    block(&h, "By the new birth visit").click();
    h.run_steps(3);
    key(&mut h, Modifiers::SHIFT, Key::ArrowDown);
    key(&mut h, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(chosen(&h).len(), 3, "{:?}", chosen(&h));
    press(&mut h, Role::Button, "Part of the review: Findings");
    press(&mut h, Role::MenuItemRadio, "Narrative");
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
    let after = zones(&h, id);
    let changed: Vec<usize> = (0..before.len()).filter(|i| before[*i] != after[*i]).collect();
    assert_eq!(changed, [4, 5, 6]);
    assert!(after[4..7].iter().all(|z| *z == Some(Zone::Narrative)));
    assert!(block(&h, "By the new birth visit").accesskit_node().label().unwrap().contains("page 2, Narrative"));
    h.state_mut().session.undo().unwrap();
    h.run_steps(2);
    assert_eq!(zones(&h, id), before);
    assert_eq!(chosen(&h).len(), 3, "what is chosen stays");
}

#[test]
fn the_picture_fits_the_width_and_is_drawn_as_large_as_it_is_shown() {
    let made = made();
    let asked = Rc::clone(&made.asked);
    let mut h = window(made.bench, USUAL);
    h.run_steps(3);
    let fit = asked.borrow().last().unwrap().hundredths;
    press(&mut h, Role::Button, "Larger page");
    let larger = asked.borrow().last().unwrap().hundredths;
    assert!(larger > fit, "{fit} {larger}");
    press(&mut h, Role::Button, "Smaller page");
    press(&mut h, Role::Button, "Smaller page");
    assert!(asked.borrow().last().unwrap().hundredths < larger);
    let shown = h.query_all_by_role(Role::Button).find_map(|n| n.accesskit_node().label().filter(|l| l.starts_with("Size of")));
    press(&mut h, Role::Button, &shown.unwrap());
    h.get_by_label("Size of the page: Fit width");
    assert_eq!(asked.borrow().last().unwrap().hundredths, fit);
}

#[test]
fn the_wheel_at_the_end_of_a_page_turns_it() {
    let mut h = check();
    let at = h.get_by_role(Role::Image).rect().center_top() + egui::vec2(0.0, 200.0);
    h.hover_at(at);
    h.run_steps(1);
    for _ in 0..60 {
        h.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(0.0, -120.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        });
        h.run_steps(2);
        if h.query_by_label("Page 2 (printed 1) of 3, as it looks").is_some() {
            return;
        }
    }
    panic!("the page was not turned");
}

#[test]
fn a_locked_original_asks_for_its_password_and_the_text_is_there_all_the_same() {
    let refusal = Refusal::new(Outcome::Password, "This PDF is locked with a password, which is needed to show its pages");
    let made = made_of(review(), "locked.pdf", Some(refusal));
    let id = made.id;
    let mut h = window(made.bench, USUAL);
    h.run_steps(3);
    assert_eq!(blocks(&h).len(), 3);
    h.get_by_label("This PDF is locked with a password, which is needed to show its pages");
    press(&mut h, Role::Button, "Enter password…");
    let field = h.get_by_role_and_label(Role::PasswordInput, "Password");
    assert!(field.is_focused());
    field.type_text("pass");
    h.run_steps(3);
    assert!(h.query_by_value("pass").is_none(), "what is typed is not shown");
    press(&mut h, Role::Button, "Open it");
    let given = h.state().asked.iter().find_map(|a| match a {
        Action::Unlock(document, password) => Some((*document, password.reveal().to_owned())),
        _ => None,
    });
    assert_eq!(given, Some((id, "pass".to_owned())));
}

#[test]
fn a_format_without_pages_shows_its_text_and_says_so() {
    let made = made_of(word(), "child-b.docx", None);
    let asked = Rc::clone(&made.asked);
    let mut h = window(made.bench, USUAL);
    h.run_steps(3);
    h.get_by_label_contains("This format has no pages that can be shown");
    assert!(h.query_by_role(Role::Image).is_none());
    assert_eq!(blocks(&h).len(), ROWS.len());
    assert!(asked.borrow().is_empty(), "no picture was asked for");
    key(&mut h, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(chosen(&h).len(), 1);
}

#[test]
fn it_opens_at_a_passage() {
    let mut made = made();
    let text = made.bench.session.text(made.id).unwrap();
    let at = text.text.find("The partnership should").unwrap();
    made.bench.page.open(made.id, TextRange::within(&text.text, at + 4, at + 9).ok());
    let mut h = window(made.bench, USUAL);
    h.run_steps(3);
    h.get_by_role_and_label(Role::Image, "Page 3 (printed 2) of 3, as it looks");
    assert!(chosen(&h)[0].contains("The partnership should"));
    press(&mut h, Role::Button, "Back to where you were");
    assert_eq!(h.state().asked.last(), Some(&Action::LeaveCheck));
}

/// A document that was read again after a passage was coded whose words are gone from the new text.
fn unplaced() -> Made {
    let mut made = made();
    let (session, id) = (&mut made.bench.session, made.id);
    let text = session.text(id).unwrap();
    let theme = theme(session, "B1");
    for words in ["did not ask his name or his relationship to Child B", "nobody opened"] {
        let at = text.text.find(words).unwrap();
        let range = TextRange::within(&text.text, at, at + words.len()).unwrap();
        let passages = vec![Passage { document: id, range }];
        session.perform(&Gesture::Tag { passages, theme, polarity: Polarity::Concern, query: None }).unwrap();
    }
    let new = text.text.replace("did not ask his name or his relationship to Child B", "asked nothing");
    let mut builder = SourceBuilder::new("pdf-layout/3");
    builder.set_pages(3);
    let mut rest = new.as_str();
    for old in &text.shape.blocks {
        let words = text.block_text(old).replace("did not ask his name or his relationship to Child B", "asked nothing");
        let at = rest.find(&words).unwrap();
        rest = &rest[at..];
        builder.set_page(old.page);
        builder.set_zone(old.zone);
        builder.push(old.kind, old.level, &words).unwrap().boxes = old.boxes.clone();
    }
    session.read_again(id, &Arc::new(builder.build())).unwrap();
    made
}

#[test]
fn a_coding_without_a_place_shows_its_old_words_and_gets_a_place_again() {
    let made = unplaced();
    let id = made.id;
    let mut h = window(made.bench, USUAL);
    h.run_steps(3);
    assert_eq!(h.state().session.project().unplaced_codings(id).count(), 1);
    press(&mut h, Role::Link, "Show them");
    h.get_by_label("“did not ask his name or his relationship to Child B”");
    press(&mut h, Role::Link, "Show old text of B1, did not ask his name or…");
    h.get_by_role_and_label(Role::Dialog, "Text 1 of this document");
    press(&mut h, Role::Button, "Close");
    assert!(h.get_by_label("Tag here, in the chosen blocks").accesskit_node().is_disabled(), "no block is chosen yet");
    key(&mut h, Modifiers::NONE, Key::PageDown);
    block(&h, "By the new birth visit").click();
    h.run_steps(3);
    press(&mut h, Role::Link, "Tag here, in the chosen blocks");
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
    let session = &h.state().session;
    assert_eq!(session.project().unplaced_codings(id).count(), 0);
    let text = session.text(id).unwrap();
    let quotes: Vec<&str> = session.project().placed_codings_in(id).map(|c| text.quote(c.range)).collect();
    assert!(quotes.iter().any(|q| q.starts_with("By the new birth visit") && q.contains("asked nothing")), "{quotes:?}");
    assert!(quotes.contains(&"nobody opened"));
    h.state_mut().session.undo().unwrap();
    h.run_steps(2);
    assert_eq!(h.state().session.project().unplaced_codings(id).count(), 1);
}

#[test]
fn looking_for_places_again_shows_a_plan_before_anything_is_done() {
    let made = unplaced();
    let id = made.id;
    let mut h = window(made.bench, USUAL);
    h.run_steps(3);
    press(&mut h, Role::Link, "Look for them again");
    assert_eq!(h.state().asked.last(), Some(&Action::PlanCarryingOver(id)));
    let plan = h.state().session.plan_carrying_over(id).unwrap();
    h.state_mut().again = Some(AgainView { document: id, carries_over: true, state: AgainState::Planned(Arc::new(plan)) });
    h.run_steps(3);
    h.get_by_role_and_label(Role::Dialog, "Nothing can be carried over");
    press(&mut h, Role::Button, "Close");
    assert_eq!(h.state().session.project().unplaced_codings(id).count(), 1);
}

#[test]
fn in_one_column_page_and_text_take_turns() {
    let mut h = window(made().bench, Window { zoom: 2.0, theme: ThemeChoice::Dark, ..USUAL });
    h.run_steps(3);
    h.get_by_role(Role::Image);
    assert!(blocks(&h).is_empty());
    press(&mut h, Role::RadioButton, "Text");
    assert!(h.query_by_role(Role::Image).is_none());
    assert_eq!(blocks(&h).len(), 3);
}
