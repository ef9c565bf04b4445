//! What the page of search keeps and is told: terms of the lexicon, saved queries, help; and pictures to look at.

#![expect(clippy::expect_used, reason = "in a test a surprise should stop it")]

#[allow(dead_code, clippy::allow_attributes, reason = "each test program uses a part of it")]
mod search_bench;

use deepdive::app::action::Action;
use deepdive::app::places::Places;
use deepdive::app::searching::Wanted;
use deepdive::app::session::{Access, Session};
use deepdive::model::Analyst;
use deepdive::text::Zone;
use deepdive::ui::style::ThemeChoice;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use search_bench::*;
use std::path::Path;

#[test]
fn what_a_term_also_finds_is_shown_and_can_be_switched_off() {
    let mut bench = small();
    let said = [(Zone::Analysis, "The health visitor came on Monday."), (Zone::Analysis, "The HV rang on Tuesday.")];
    add(&mut bench.session, "Child E rapid review", "Child E", &said);
    let wanted = Wanted::of(&bench.session);
    bench.searcher.iter_mut().for_each(|s| s.update(wanted.clone()).expect("an index"));
    let mut harness = window(bench, (1440.0, 900.0), 1.0, ThemeChoice::Light, false);
    write(&mut harness, "HV");
    harness.get_by_label_contains("2 mentions in 1 document");
    harness.get_by_role_and_label(Role::Button, "Find only HV").click();
    harness.run_steps(4);
    harness.get_by_label_contains("1 mention in 1 document");
    harness.get_by_role_and_label(Role::Button, "Find more than HV").click();
    harness.run_steps(4);
    harness.get_by_label_contains("2 mentions in 1 document");
}

#[test]
fn the_lexicon_is_changed_and_search_follows() {
    let mut bench = small();
    let said = [(Zone::Analysis, "The key worker came on Monday."), (Zone::Analysis, "The HV rang on Tuesday.")];
    add(&mut bench.session, "Child E rapid review", "Child E", &said);
    let wanted = Wanted::of(&bench.session);
    bench.searcher.iter_mut().for_each(|s| s.update(wanted.clone()).expect("an index"));
    let mut harness = window(bench, (1440.0, 900.0), 1.0, ThemeChoice::Light, false);
    write(&mut harness, "HV");
    harness.get_by_label_contains("1 mention in 1 document");
    harness.get_by_role_and_label(Role::Link, "Lexicon…").click();
    harness.run_steps(4);
    assert!(harness.get_by_role_and_label(Role::TextInput, "Find in the lexicon").is_focused());
    harness.get_by_label_contains("Change HV: health visitor").click_accesskit();
    harness.run_steps(4);
    let means = harness.get_by_role_and_label(Role::MultilineTextInput, "Also finds");
    assert!(means.is_focused(), "the entry that was opened can be written in");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.get_by_role_and_label(Role::MultilineTextInput, "Also finds").type_text("\nkey worker");
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Save the term").click();
    harness.run_steps(4);
    harness.get_by_label_contains("key worker, changed in this deep dive");
    assert!(harness.get_by_role_and_label(Role::TextInput, "Find in the lexicon").is_focused());
    harness.get_by_role_and_label(Role::Button, "Close").click();
    harness.run_steps(3);
    harness.get_by_label_contains("2 mentions in 1 document");
}

#[test]
fn a_query_is_saved_under_a_name_and_asked_again() {
    let mut harness = usual();
    write(&mut harness, "partner NEAR/4 known");
    harness.get_by_role_and_label(Role::Button, "Queries saved and asked before").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::TextInput, "Name of the query").focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, "Name of the query").type_text("Who knew of him");
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::Button, "Save query").click();
    harness.run_steps(3);
    let saved = harness.state().session.project().saved_queries().iter().next().cloned().expect("saved");
    assert_eq!((saved.name.as_str(), saved.query.as_str()), ("Who knew of him", "partner NEAR/4 known"));
    harness.get_by_role_and_label(Role::Button, "Search for father police").click_accesskit();
    harness.run_steps(4);
    assert!(harness.state().asked.contains(&Action::Search("father police".into())));
    harness.get_by_role_and_label(Role::Button, "Queries saved and asked before").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Who knew of him, Search for partner NEAR/4 known").click_accesskit();
    harness.run_steps(4);
    harness.get_by_label_contains("1 mention in 1 document");
}

#[test]
fn a_line_of_the_help_puts_its_example_into_the_field() {
    let mut harness = usual();
    harness.get_by_role_and_label(Role::Button, "Help with searching").click();
    harness.run_steps(3);
    harness.get_by_label_contains("kind:LCSPR: ").click_accesskit();
    harness.run_steps(20);
    let text = harness.get_by_role_and_label(Role::TextInput, "Search all documents").accesskit_node().value();
    assert_eq!(text.as_deref(), Some("kind:LCSPR"));
}

/// The sample deep dive in the folder that `DEEPDIVE_SAMPLE` names, or the small one.
fn pictured() -> Bench {
    let Some(sample) = std::env::var_os("DEEPDIVE_SAMPLE") else { return small() };
    let folder = tempfile::tempdir().expect("a folder");
    let places = Places { settings: folder.path().join("settings"), cache: folder.path().join("cache") };
    let analyst = Analyst::named("Rowan Pike");
    let session = Session::open(Path::new(&sample), &places, &analyst, Access::Write, Box::new(|_, _| {})).expect("opens");
    Bench::new(folder, session)
}

fn picture(name: &str, size: (f32, f32), zoom: f32, theme: ThemeChoice, prepare: impl FnOnce(&mut Harness<'_, Bench>)) {
    let mut bench = pictured();
    bench.with_frame = true;
    let mut harness = window(bench, size, zoom, theme, true);
    prepare(&mut harness);
    harness.run_steps(3);
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(&folder).expect("a folder");
    harness.render().expect("a renderer").save(format!("{folder}/search{name}.png")).expect("writes");
}

fn some_chosen(harness: &mut Harness<'_, Bench>) {
    write(harness, "(father OR partner) AND known");
    for _ in 0..3 {
        harness.key_press(Key::Space);
        harness.key_press(Key::ArrowDown);
        harness.run_steps(1);
    }
    harness.run_steps(2);
}

/// One value ticked, a theme taken, the preview at a passage that is coded.
fn coded(harness: &mut Harness<'_, Bench>) {
    some_chosen(harness);
    harness.get_by(|node| node.label().is_some_and(|name| name.starts_with("Coded, "))).click();
    harness.run_steps(3);
    harness.get_by_label_contains("Mentions found, ").focus();
    harness.run_steps(2);
    harness.key_press(Key::Home);
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::Space);
    harness.key_press(Key::T);
    harness.run_steps(4);
    harness.get_by_role_and_label(Role::TextInput, "Theme to tag with").type_text("b3");
    harness.run_steps(2);
    harness.key_press(Key::Enter);
}

fn picking(harness: &mut Harness<'_, Bench>) {
    some_chosen(harness);
    harness.key_press(Key::T);
    harness.run_steps(4);
    harness.get_by_role_and_label(Role::TextInput, "Theme to tag with").type_text("fath");
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder DEEPDIVE_SAMPLE=folder cargo test --test window_search -- --ignored"]
fn pictures() {
    // The passages that the pictures show are those of the sample deep dive.
    if std::env::var_os("DEEPDIVE_SAMPLE").is_none() {
        return;
    }
    let (wide, low) = ((1440.0, 900.0), (1280.0, 720.0));
    picture("", wide, 1.0, ThemeChoice::Light, some_chosen);
    picture("-dark", wide, 1.0, ThemeChoice::Dark, some_chosen);
    picture("-1280x720", low, 1.0, ThemeChoice::Light, some_chosen);
    picture("-zoom200", wide, 2.0, ThemeChoice::Light, some_chosen);
    picture("-coded", wide, 1.0, ThemeChoice::Light, coded);
    picture("-coded-dark", wide, 1.0, ThemeChoice::Dark, coded);
    picture("-picking", wide, 1.0, ThemeChoice::Light, picking);
    picture("-picking-zoom200", wide, 2.0, ThemeChoice::Dark, picking);
    picture("-start", wide, 1.0, ThemeChoice::Light, |_| {});
    picture("-fault", low, 1.0, ThemeChoice::Dark, |harness| write(harness, "father AND (partner OR"));
    picture("-help", low, 1.0, ThemeChoice::Light, |harness| {
        write(harness, "bruise");
        harness.get_by_label("Help with searching").click();
        harness.run_steps(3);
    });
}
