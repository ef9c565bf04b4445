//! The main job in the window, end to end, asked by role and name as a screen reader would: make a deep dive, add
//! documents, read, tag, undo, search, see the matrix, export it, close, and find everything there again.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;

use deepdive::app::action::Action;
use deepdive::app::command::{Command, Page};
use desk::{Desk, ask, codings, key, make, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

#[test]
fn the_main_job_from_a_folder_of_reviews_to_a_theme_matrix() {
    let desk = Desk::new();
    let mut window = make(&desk);
    let session = window.state().session().expect("open");
    assert_eq!(session.project().documents().len(), 2, "two were read, the broken one was left out");
    let names: Vec<String> = session.project().cases().iter().map(|c| c.name.clone()).collect();
    assert!(names.iter().any(|n| n.contains("Child K")), "{names:?}");
    let first = session.project().documents().iter().find(|d| d.file_name.contains("Child K")).expect("there").id;

    // Read: select a sentence with the keyboard, tag it through the picker.
    ask(&mut window, Action::Open(first, None));
    assert_eq!(window.state().page(), Page::Reading);
    window.get_by_role(Role::Document).focus();
    settle(&mut window);
    for _ in 0..6 {
        key(&mut window, Modifiers::NONE, Key::ArrowDown);
    }
    key(&mut window, Modifiers::NONE, Key::S);
    key(&mut window, Modifiers::NONE, Key::T);
    window.get_by_role_and_label(Role::TextInput, "Tag with theme").type_text("lived experience");
    settle(&mut window);
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(codings(&window), 1, "one gesture, one coding");

    // Undo and redo by key; a theme by click on the same selection.
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(codings(&window), 0);
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(codings(&window), 1);

    // Search finds both documents, and says so.
    ask(&mut window, Action::Search("bruises".into()));
    assert_eq!(window.state().page(), Page::Search);
    assert!(window.query_all_by_label_contains("2 mentions").next().is_some(), "the count is shown");

    // The matrix is there, and exports.
    ask(&mut window, Action::Command(Command::GoToMatrix));
    assert!(window.query_all_by_label_contains("1 concern").next().is_some(), "a cell says what it holds");
    ask(&mut window, Action::Command(Command::ExportMatrix));
    assert!(window.query_all_by_role(Role::TextInput).next().is_some(), "the export dialog asks for a path");
}

#[test]
fn everything_is_there_again_after_closing() {
    let desk = Desk::new();
    let mut window = make(&desk);
    let (first, theme) = {
        let session = window.state().session().expect("open");
        let first = session.project().documents().iter().next().expect("there").id;
        let theme = session.tree().find(session.project(), "A4").expect("in the default codebook");
        (first, theme)
    };
    ask(&mut window, Action::ShowTheme(theme));
    assert_eq!(window.state().page(), Page::Themes);
    let source = window.state().session().and_then(|s| s.text(first)).expect("text");
    let range = source.shape.blocks.iter().rev().find(|b| b.kind.is_passage()).expect("a passage").range;
    let gesture = deepdive::app::gesture::Gesture::Tag {
        passages: vec![deepdive::app::gesture::Passage { document: first, range }],
        theme,
        polarity: deepdive::model::Polarity::GoodPractice,
        query: None,
    };
    ask(&mut window, gesture.into());
    assert_eq!(codings(&window), 1);
    drop(window);

    let mut again = desk.window(Some(desk.project()));
    assert_eq!(codings(&again), 1, "closing lost nothing");
    key(&mut again, Modifiers::COMMAND, Key::Z);
    assert_eq!(codings(&again), 0, "undo goes on after a restart");

    // A second window on the same deep dive is told, and changes nothing.
    let mut second = desk.window(Some(desk.project()));
    let session = second.state().session().expect("opened for reading");
    assert!(session.read_only().is_some_and(|why| why.contains("already open")));
    key(&mut second, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(codings(&second), 0);
}

#[test]
fn keys_palette_and_list_of_keys_work_without_a_mouse() {
    let desk = Desk::new();
    let mut window = desk.window(None);
    key(&mut window, Modifiers::NONE, Key::F1);
    assert!(window.query_by_label_contains("Take back the last thing you did").is_some(), "the list of keys says what undo does");
    key(&mut window, Modifiers::NONE, Key::Escape);
    key(&mut window, Modifiers::COMMAND, Key::K);
    window.get_by_role_and_label(Role::TextInput, "Search or do anything").type_text("light and dark");
    settle(&mut window);
    let dark = window.ctx.global_style().visuals.dark_mode;
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_ne!(window.ctx.global_style().visuals.dark_mode, dark, "the palette carried out the command");
    let mut zoom = window.state().settings().zoom;
    // Numpad; the main keys, where plus needs Shift; and the same key by those who forget Shift.
    let ways = [(Modifiers::NONE, Key::Plus), (Modifiers::SHIFT, Key::Plus), (Modifiers::NONE, Key::Equals)];
    for (modifiers, plus) in ways {
        key(&mut window, Modifiers::COMMAND | modifiers, plus);
        assert!(window.state().settings().zoom > zoom, "{modifiers:?} {plus:?}");
        zoom = window.state().settings().zoom;
    }
}

#[test]
fn whoever_goes_to_a_page_by_key_has_the_keyboard_in_it() {
    let desk = Desk::new();
    let mut window = make(&desk);
    // A first coding, without a click and without asking for the keyboard; before it the matrix is empty.
    key(&mut window, Modifiers::COMMAND, Key::Num2);
    key(&mut window, Modifiers::NONE, Key::S);
    key(&mut window, Modifiers::NONE, Key::T);
    window.get_by_role_and_label(Role::TextInput, "Tag with theme").type_text("lived experience");
    settle(&mut window);
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(codings(&window), 1);
    let pages = [
        (Key::Num2, vec![Role::Document]),
        (Key::Num4, vec![Role::Tree, Role::TreeItem]),
        (Key::Num5, vec![Role::Grid, Role::GridCell]),
        (Key::Num7, vec![Role::ListItem]),
        (Key::Num1, vec![Role::TreeGrid, Role::Row]),
    ];
    // Once more at the end where it is shown already and the keyboard is elsewhere.
    for (page, roles) in pages.into_iter().chain([(Key::Num1, vec![Role::TreeGrid, Role::Row])]) {
        key(&mut window, Modifiers::COMMAND, page);
        assert!(window.ctx.memory(|m| m.focused()).is_some(), "{page:?}");
        let node = window.get_by(|n| n.is_focused());
        assert!(roles.contains(&node.accesskit_node().role()), "{page:?}: {:?}", node.accesskit_node().role());
        let rail = window.get_by_role_and_label(Role::Tab, "History");
        rail.focus();
        settle(&mut window);
    }
}
