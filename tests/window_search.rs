//! Promises of the page of search, asked by role and name as a screen reader would.

#[allow(dead_code, clippy::allow_attributes, reason = "each test program uses a part of it")]
mod search_bench;

use deepdive::app::action::Action;
use deepdive::app::gesture::{Gesture, Passage};
use deepdive::app::searching::Wanted;
use deepdive::model::Polarity;
use deepdive::text::Zone;
use deepdive::ui::style::ThemeChoice;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use search_bench::*;

#[test]
fn what_is_chosen_is_coded_and_nothing_else() {
    let mut harness = usual();
    assert!(harness.get_by_role_and_label(Role::TextInput, "Search all documents").is_focused());
    write(&mut harness, "partner");
    harness.get_by_label("3 mentions in 2 documents, 2 of 2 cases.");
    harness.get_by_label("1 more in contents pages, covers, glossaries or standing text, folded away.");
    for place in ["Choose Child B practice review, 4.2, p. 23", "Choose Child D rapid review, 4.1, p. 23"] {
        harness.get_by_role_and_label(Role::CheckBox, place).click();
        harness.run_steps(2);
    }
    assert!(harness.state().tagged().is_none());
    assert!(harness.get_by_role_and_label(Role::Button, "Tag 2 passages").accesskit_node().is_disabled());
    harness.get_by_role_and_label(Role::Button, "Theme: none chosen").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::TextInput, "Theme to tag with").type_text("b1");
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Tag 2 passages").click();
    harness.run_steps(3);
    let bench = harness.state();
    let theme = bench.session.tree().find(bench.session.project(), "B1").expect("in the codebook");
    let Some(Gesture::Tag { passages, theme: taken, polarity, query }) = bench.tagged() else { panic!("no gesture") };
    assert_eq!((*taken, *polarity, query.as_deref()), (theme, Polarity::Concern, Some("partner")));
    let quote = |p: &Passage| bench.session.text(p.document).expect("a text").quote(p.range).to_owned();
    let quotes: Vec<String> = passages.iter().map(quote).collect();
    assert_eq!(quotes, ["The history of her partner was not known to anyone.", "Her partner was at home that night."]);
    harness.get_by_label_contains("4.2, p. 23, coded B1");
}

#[test]
fn keys_choose_open_fold_and_tag() {
    let mut harness = usual();
    write(&mut harness, "partner");
    harness.key_press(Key::Space);
    harness.run_steps(2);
    let first = harness.get_by_role_and_label(Role::CheckBox, "Choose Child B practice review, 4.2, p. 23");
    assert_eq!(first.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    let Some(Action::Open(document, Some(range))) = harness.state().asked.last() else { panic!("not opened") };
    assert_eq!(harness.state().session.text(*document).expect("a text").quote(*range), "partners");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::Button, "Tag 3 passages");
    harness.key_press(Key::ArrowLeft);
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(3);
    assert!(harness.query_by_label_contains("Nobody asked about").is_none());
    harness.key_press(Key::T);
    harness.run_steps(4);
    assert!(harness.get_by_role_and_label(Role::TextInput, "Theme to tag with").is_focused());
}

#[test]
fn enter_in_the_field_goes_to_the_list_and_opens_nothing() {
    let mut harness = usual();
    write(&mut harness, "partner");
    harness.get_by_role_and_label(Role::TextInput, "Search all documents").focus();
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    let row = harness.get_by(|n| n.is_focused() && n.role() == Role::ListItem);
    assert!(row.accesskit_node().label().is_some_and(|l| l.contains("partner was not known")), "the list says where it is");
    assert!(!harness.state().asked.iter().any(|action| matches!(action, Action::Open(..))));
}

#[test]
fn ticks_narrow_the_passages_and_what_is_coded() {
    let mut harness = usual();
    write(&mut harness, "partner");
    harness.get_by_role_and_label(Role::CheckBox, "Choose all 3 mentions").click();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::CheckBox, "Findings, 1 mention").click();
    harness.run_steps(3);
    harness.get_by_label("Ticks leave 1.");
    harness.get_by_role_and_label(Role::CheckBox, "Analysis, 2 mentions");
    harness.get_by_role_and_label(Role::Button, "Tag 1 passage");
    harness.get_by_role_and_label(Role::Link, "Clear ticks").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Tag 3 passages");
}

#[test]
fn one_key_accepts_and_one_rejects_and_both_are_remembered() {
    let mut harness = usual();
    write(&mut harness, "partner");
    harness.key_press(Key::A);
    harness.run_steps(4);
    assert!(harness.state().tagged().is_none(), "nothing is coded before a theme is chosen");
    harness.get_by_role_and_label(Role::TextInput, "Theme to tag with").type_text("b1");
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    harness.key_press(Key::A);
    harness.run_steps(4);
    harness.get_by_label_contains("4.2, p. 23, coded B1");
    harness.key_press(Key::R);
    harness.run_steps(4);
    harness.get_by_label("1 rejected for this theme, folded away.");
    let project = harness.state().session.project();
    assert_eq!((project.live_codings().count(), project.rejections().len()), (1, 1));
    let query = project.live_codings().next().expect("a coding").query.clone();
    assert_eq!(query.as_deref(), Some("partner"), "the coding says which query found it");
    let tagged = project.steps().iter().find(|step| step.label == "Tag a passage").expect("a step");
    assert_eq!(deepdive::app::history::entry(project, tagged).what, "Tag a passage, found by partner");
    harness.get_by_role_and_label(Role::CheckBox, "Rowan Pike, 1 mention");
    harness.get_by(|n| n.label().is_some_and(|l| l.starts_with("B1 ") && l.ends_with(", 1 mention")));
    // The same words for the same theme: what was rejected is not offered again, until one asks for it.
    write(&mut harness, " known");
    write(&mut harness, "");
    harness.get_by_role_and_label(Role::TextInput, "Search all documents").focus();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    write(&mut harness, "partner");
    assert!(harness.query_by_label_contains("Nobody asked about partners").is_none());
    harness.get_by_role_and_label(Role::Link, "Show what was rejected").click();
    harness.run_steps(3);
    harness.get_by_label_contains(", rejected");
}

#[test]
fn what_is_negated_stands_last_and_what_is_repeated_once() {
    let said = "The health visitor wrote that there was a new partner at home who held the baby.";
    let mut bench = small();
    let denied = (Zone::Analysis, "Mother denied that she had a partner.");
    add(&mut bench.session, "Child E rapid review", "Child E", &[denied, (Zone::Analysis, said)]);
    add(&mut bench.session, "Child E summary", "Child E", &[(Zone::Analysis, said)]);
    let wanted = Wanted::of(&bench.session);
    bench.searcher.iter_mut().for_each(|s| s.update(wanted.clone()).expect("an index"));
    let mut harness = window(bench, (1440.0, 900.0), 1.0, ThemeChoice::Light, false);
    write(&mut harness, "partner");
    harness.get_by_label("1 repeats another, folded away.");
    let row = harness.get_all_by_label_contains("was a new partner at home");
    row.into_iter().find(|n| n.accesskit_node().role() == Role::ListItem).expect("a row").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Link, "Open Child E summary, 4.1, p. 23");
    harness.get_by_label("1 is negated and stands last in each case.");
    harness.get_by_label_contains("Child E rapid review, 4.1, p. 23, negated");
    harness.get_by_role_and_label(Role::CheckBox, "Negated, 1 mention").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::CheckBox, "Choose all 1 mention");
    harness.get_by_role_and_label(Role::Link, "Clear ticks").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Link, "Show what is repeated").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::CheckBox, "Choose Child E summary, 4.1, p. 23");
}

#[test]
fn a_query_that_cannot_be_read_says_where() {
    let mut harness = usual();
    write(&mut harness, "(partner OR");
    harness.get_by_label_contains("(at character ");
    assert!(harness.state().asked.iter().all(|a| matches!(a, Action::Search(_) | Action::NoteQuery(_))));
}

#[test]
fn every_state_without_passages_says_what_to_do() {
    let mut harness = usual();
    harness.get_by_label("Search for bruise").click();
    harness.run_steps(4);
    assert!(harness.state().asked.contains(&Action::Search("bruise".into())));
    harness.get_by_label("No passage with bruise");
}
