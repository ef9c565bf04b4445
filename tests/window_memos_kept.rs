//! Memos in the whole window: kept when a page is left, when the window closes, and after a restart; undone; exported.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;

use deepdive::app::action::Action;
use deepdive::app::command::{Command, Page};
use deepdive::model::{MemoAbout, MemoKind};
use deepdive::ui::app::DeepdiveApp;
use desk::{Desk, ask, click, key, make, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const FIELD: &str = "Text of the new memo";

type Window = Harness<'static, DeepdiveApp>;

fn texts(window: &Window) -> Vec<(MemoAbout, MemoKind, String)> {
    let project = window.state().session().expect("open").project();
    project.memos().iter().map(|m| (m.about, m.kind, m.text.clone())).collect()
}

fn type_in(window: &mut Window, name: &str, words: &str) {
    window.get_by_role_and_label(Role::MultilineTextInput, name).type_text(words);
    settle(window);
}

#[test]
fn what_was_begun_is_kept_by_going_elsewhere_by_closing_and_after_a_restart() {
    let desk = Desk::new();
    let mut window = make(&desk);
    // Begun on the page of reviews, on a case; then Ctrl+8 goes to the memos in the middle of a sentence.
    let child = window.state().session().expect("open").project().cases().iter().next().expect("one").clone();
    ask(&mut window, Action::ShowCase(child.id));
    click(&mut window, Role::Button, "Write a memo");
    type_in(&mut window, FIELD, "Who lived in the");
    key(&mut window, Modifiers::COMMAND, Key::Num8);
    assert_eq!(window.state().page(), Page::Memos);
    assert_eq!(texts(&window), [(MemoAbout::Case(child.id), MemoKind::Observation, "Who lived in the".to_owned())]);
    // Written on in its line; the deep dive is closed with the field still open.
    key(&mut window, Modifiers::NONE, Key::F2);
    let name = format!("Text: Observation on {}", child.name);
    assert!(window.get_by_role_and_label(Role::MultilineTextInput, &name).accesskit_node().is_focused());
    window.key_press_modifiers(Modifiers::COMMAND, Key::End);
    settle(&mut window);
    type_in(&mut window, &name, " home?");
    ask(&mut window, Action::Command(Command::CloseDeepDive));
    assert!(window.state().session().is_none());
    drop(window);
    let window = desk.window(Some(desk.project()));
    assert_eq!(texts(&window)[0].2, "Who lived in the home?");
}

#[test]
fn a_memo_that_was_removed_comes_back_from_the_notice() {
    let desk = Desk::new();
    let mut window = make(&desk);
    ask(&mut window, Action::Command(Command::WriteMemoOnDeepDive));
    type_in(&mut window, FIELD, "We read only the analysis");
    key(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(texts(&window).len(), 1);
    key(&mut window, Modifiers::NONE, Key::Delete);
    assert!(texts(&window).is_empty());
    click(&mut window, Role::Link, "Undo");
    assert_eq!(texts(&window).len(), 1);
    // Undo by key, also after a restart.
    ask(&mut window, Action::Command(Command::Undo));
    drop(window);
    let mut window = desk.window(Some(desk.project()));
    let before = texts(&window).len();
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_ne!(texts(&window).len(), before, "put forward again");
}

#[test]
fn memos_and_a_version_of_the_codebook_are_exported_to_a_path_that_is_typed() {
    let desk = Desk::new();
    let mut window = make(&desk);
    ask(&mut window, Action::Command(Command::WriteMemoOnDeepDive));
    type_in(&mut window, FIELD, "We read only the analysis");
    key(&mut window, Modifiers::COMMAND, Key::Enter);
    ask(&mut window, Action::Command(Command::ExportMemos));
    let path = desk.folder.path().join("memos.csv");
    let field = "Path of the file to write: .csv, .xlsx or .html";
    window.get_by_role_and_label(Role::TextInput, field).type_text(path.to_str().expect("plain"));
    settle(&mut window);
    click(&mut window, Role::Button, "Save");
    let csv = std::fs::read_to_string(&path).expect("written");
    assert!(csv.contains("We read only the analysis") && csv.contains("OFFICIAL-SENSITIVE"), "{csv}");

    ask(&mut window, Action::Command(Command::FreezeCodebook));
    assert_eq!(window.state().page(), Page::Themes);
    window.get_by_role_and_label(Role::TextInput, "Name of the version").type_text("Pilot");
    settle(&mut window);
    click(&mut window, Role::Button, "Freeze the codebook");
    click(&mut window, Role::Button, "Export “Pilot”…");
    let path = desk.folder.path().join("pilot.csv");
    let field = "Path of the file to write: .csv, .xlsx or .ron";
    window.get_by_role_and_label(Role::TextInput, field).type_text(path.to_str().expect("plain"));
    settle(&mut window);
    click(&mut window, Role::Button, "Save");
    let csv = std::fs::read_to_string(&path).expect("written");
    assert_eq!(csv.lines().count(), 70, "a head, nine groups and sixty themes");
}

#[test]
fn a_command_from_another_page_gives_its_field_the_keyboard() {
    let desk = Desk::new();
    let mut window = make(&desk);
    ask(&mut window, Action::Command(Command::WriteMemoOnDeepDive));
    type_in(&mut window, FIELD, "One");
    key(&mut window, Modifiers::COMMAND, Key::Enter);
    for (command, field) in [
        (Command::FindMemos, "Search memos"),
        (Command::WriteMemoOnDeepDive, FIELD),
        (Command::FreezeCodebook, "Name of the version"),
    ] {
        ask(&mut window, Action::GoTo(Page::Reviews));
        ask(&mut window, Action::Command(command));
        let focused = window.get_by(|n| n.is_focused()).accesskit_node().label();
        assert_eq!(focused.as_deref(), Some(field), "{command:?}");
    }
}

#[test]
fn a_letter_writes_a_memo_on_the_words_that_are_read_and_shift_links_others_to_it() {
    let desk = Desk::new();
    let mut window = make(&desk);
    let session = window.state().session().expect("open");
    let first = session.project().documents().iter().find(|d| d.file_name.contains("Child K")).expect("there").id;
    ask(&mut window, Action::Open(first, None));
    window.get_by_role(Role::Document).focus();
    settle(&mut window);
    for _ in 0..6 {
        key(&mut window, Modifiers::NONE, Key::ArrowDown);
    }
    key(&mut window, Modifiers::NONE, Key::S);
    key(&mut window, Modifiers::NONE, Key::M);
    type_in(&mut window, FIELD, "Her worry went no further");
    key(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(texts(&window)[0].0, MemoAbout::Document(first));
    key(&mut window, Modifiers::NONE, Key::ArrowRight);
    key(&mut window, Modifiers::NONE, Key::S);
    key(&mut window, Modifiers::SHIFT, Key::M);
    window.get_by_role_and_label(Role::TextInput, "Link to which memo").type_text("worr");
    settle(&mut window);
    key(&mut window, Modifiers::NONE, Key::Enter);
    let project = window.state().session().expect("open").project();
    let memo = project.memos().iter().next().expect("one");
    assert_eq!((project.memos().len(), memo.links.len()), (1, 2), "{memo:?}");
    assert!(memo.links[0].range.end() <= memo.links[1].range.start(), "the sentence after it");
}

#[test]
fn memos_are_found_from_the_palette() {
    let desk = Desk::new();
    let mut window = make(&desk);
    for words in ["We read only the analysis", "Ask for the chronology"] {
        ask(&mut window, Action::Command(Command::WriteMemoOnDeepDive));
        type_in(&mut window, FIELD, words);
        key(&mut window, Modifiers::COMMAND, Key::Enter);
    }
    key(&mut window, Modifiers::COMMAND, Key::K);
    window.get_by_role_and_label(Role::TextInput, "Search or do anything").type_text("chronolo");
    settle(&mut window);
    click(&mut window, Role::ListItem, "Search memos for “chronolo”");
    assert_eq!(window.state().page(), Page::Memos);
    let found = window.query_all_by_role(Role::ListItem).filter_map(|n| n.accesskit_node().label());
    assert_eq!(found.filter(|l| l.contains("Ask for the chronology")).count(), 1);
    assert!(window.query_by_label("1 of 2 memos").is_some());
}
