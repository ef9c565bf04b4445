//! Keys that a person changes: pressed in the list of keys, told before anything is taken, kept, used and shown.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;

use deepdive::app::command::{Command, Page};
use deepdive::app::settings::Settings;
use deepdive::text::Zone;
use deepdive::ui::app::DeepdiveApp;
use desk::{Desk, ask, codings, key, make, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

type Window = Harness<'static, DeepdiveApp>;

/// Presses a line of the list by the keyboard, and then the new keys.
fn change(window: &mut Window, line: &str, modifiers: Modifiers, to: Key) {
    window.get_by(|n| n.role() == Role::Button && n.label().is_some_and(|l| l.contains(line))).focus();
    settle(window);
    key(window, Modifiers::NONE, Key::Enter);
    assert!(window.query_by_label_contains("Press the new keys").is_some(), "{line}");
    key(window, modifiers, to);
}

fn says(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

#[test]
fn keys_are_changed_by_pressing_them_and_used_everywhere() {
    let desk = Desk::new();
    let mut window = make(&desk);
    key(&mut window, Modifiers::COMMAND, Key::Num2);
    key(&mut window, Modifiers::NONE, Key::F1);
    change(&mut window, "Tag the selected words", Modifiers::NONE, Key::Q);
    assert!(says(&window, "Q: Tag the selected words, usually T"), "the line says both");

    // What belongs to another command is told by name, and nothing is taken before one agrees.
    change(&mut window, "Undo. Take back", Modifiers::COMMAND, Key::I);
    assert!(says(&window, "Ctrl I is “Add documents…” now"));
    assert!(says(&window, "Ctrl Z: Undo") && says(&window, "Ctrl I: Add documents"));
    window.get_by_label("Take it from “Add documents…”").click();
    settle(&mut window);
    assert!(says(&window, "Ctrl I: Undo, usually Ctrl Z") && says(&window, "none: Add documents"));

    // What cannot be had says why.
    for (modifiers, pressed, why) in [
        (Modifiers::NONE, Key::R, "R alone writes a letter"),
        (Modifiers::SHIFT | Modifiers::COMMAND, Key::Tab, "Tab goes from one control to the next"),
    ] {
        change(&mut window, "Redo. Do again", modifiers, pressed);
        assert!(says(&window, why), "{why}");
        key(&mut window, Modifiers::NONE, Key::Escape);
        assert!(says(&window, "Ctrl Shift Z: Redo"), "Esc leaves the keys, and the list open");
    }
    key(&mut window, Modifiers::NONE, Key::Escape);

    // They work, the old ones no longer do, and every place shows them.
    key(&mut window, Modifiers::COMMAND, Key::Num2);
    key(&mut window, Modifiers::NONE, Key::S);
    key(&mut window, Modifiers::NONE, Key::T);
    assert!(window.query_by_role_and_label(Role::TextInput, "Tag with theme").is_none(), "T is free now");
    assert!(says(&window, "Q tag"), "the bar of keys shows the new one");
    key(&mut window, Modifiers::NONE, Key::Q);
    window.get_by_role_and_label(Role::TextInput, "Tag with theme").type_text("lived experience");
    settle(&mut window);
    key(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(codings(&window), 1);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(codings(&window), 1, "Ctrl Z does nothing now");
    key(&mut window, Modifiers::COMMAND, Key::I);
    assert_eq!(codings(&window), 0);
    drop(window);

    // They are kept, and given back one by one and all together.
    let mut again = desk.window(Some(desk.project()));
    key(&mut again, Modifiers::NONE, Key::F1);
    change(&mut again, "Undo, usually", Modifiers::NONE, Key::F1);
    assert!(says(&again, "F1 is “List of keys” now"));
    again.get_by_label("Usual keys: Ctrl Z").click();
    settle(&mut again);
    assert!(says(&again, "Ctrl Z: Undo. "));
    again.get_by_label("Usual keys for all commands").click();
    settle(&mut again);
    assert!(says(&again, "T: Tag the selected words. ") && says(&again, "Ctrl I: Add documents"));
    let kept = Settings::load(&desk.folder.path().join("home").join("settings"));
    assert!(kept.keys.is_empty(), "{:?}", kept.keys);
}

#[test]
fn the_part_of_the_review_is_set_at_the_caret_and_taken_back() {
    let desk = Desk::new();
    let mut window = make(&desk);
    key(&mut window, Modifiers::COMMAND, Key::Num2);
    assert_eq!(window.state().page(), Page::Reading);
    key(&mut window, Modifiers::NONE, Key::P);
    let zones = |window: &Window| {
        let session = window.state().session().expect("open");
        let documents: Vec<_> = session.project().documents().iter().map(|d| d.id).collect();
        let texts = documents.iter().filter_map(|d| session.text(*d));
        texts.flat_map(|t| t.shape.blocks.iter().map(|b| b.zone).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let before = zones(&window);
    key(&mut window, Modifiers::NONE, Key::Z);
    assert!(says(&window, "Set the part of the review"));
    assert!(window.query_by(|n| n.role() == Role::RadioButton && n.is_focused()).is_some(), "what it is now has the keyboard");
    window.get_by_role_and_label(Role::RadioButton, "Family").focus();
    settle(&mut window);
    key(&mut window, Modifiers::NONE, Key::ArrowDown);
    let chosen = window.get_by(|n| n.role() == Role::RadioButton && n.is_focused());
    let name = egui_kittest::kittest::NodeT::accesskit_node(&chosen).label().expect("a name");
    key(&mut window, Modifiers::NONE, Key::Enter);
    let after = zones(&window);
    assert_ne!(before, after, "{name}");
    let named = |zone: &Zone| zone.to_string().eq_ignore_ascii_case(&name);
    assert!(after.iter().flatten().any(named), "{name}: {after:?}");
    ask(&mut window, deepdive::app::action::Action::Command(Command::Undo));
    assert_eq!(zones(&window), before);
}

#[test]
fn every_theme_of_the_shipped_codebook_is_reached_by_three_letters() {
    use deepdive::ui::picker::matches;
    let desk = Desk::new();
    let window = make(&desk);
    let session = window.state().session().expect("open");
    let (project, tree) = (session.project(), session.tree());
    let first = |typed: &str| matches(project, &tree, typed).first().map(|m| m.theme);
    let themes: Vec<_> = tree.nodes().iter().filter(|n| !n.is_group()).filter_map(|n| project.themes().get(n.id)).collect();
    assert_eq!(themes.len(), 60);
    let mut by_words = Vec::new();
    for theme in &themes {
        // T, the code, Enter: five keys at most.
        assert!(theme.code.len() <= 3 && first(&theme.code.to_lowercase()) == Some(theme.id), "{} {}", theme.code, theme.name);
        let letters: Vec<char> = theme.name.to_lowercase().chars().collect();
        let parts = (1..=3).flat_map(|n| letters.windows(n).map(|w| w.iter().collect::<String>()).collect::<Vec<_>>());
        if parts.filter(|p| !p.contains(' ')).any(|p| first(&p) == Some(theme.id)) {
            by_words.push(&theme.code);
        }
    }
    println!("by three letters of the name alone: {} of 60, {by_words:?}", by_words.len());
    assert!(by_words.len() >= 40, "{} of 60", by_words.len());
}

#[test]
fn a_quick_theme_is_on_the_text_in_the_frame_after_its_key() {
    let desk = Desk::new();
    let mut window = make(&desk);
    key(&mut window, Modifiers::COMMAND, Key::Num2);
    // Two keys: the paragraph, and a quick theme.
    key(&mut window, Modifiers::NONE, Key::P);
    window.key_press(Key::Num3);
    window.step();
    assert_eq!(codings(&window), 1, "it is coded in the frame of the key");
    window.step();
    let coded = |n: &egui_kittest::kittest::AccessKitNode<'_>| n.description().is_some_and(|d| d.contains("Concern"));
    assert!(window.query_by(|n| n.role() == Role::Paragraph && coded(n)).is_some(), "and drawn in the next one");
    // One key: the theme used last, on what is still selected.
    window.key_press(Key::L);
    window.step();
    let again = codings(&window);
    assert!(again == 1 || again == 2, "L tags the selection again, or finds it coded so already: {again}");
}

#[test]
fn hints_come_at_their_places_and_go_for_good() {
    let desk = Desk::new();
    let mut window = make(&desk);
    assert!(says(&window, "Hint: Ctrl K finds every command"), "on the first page");
    window.get_by_label("Got it, put this hint away").click();
    settle(&mut window);
    assert!(!says(&window, "Hint: "));
    key(&mut window, Modifiers::COMMAND, Key::Num2);
    assert!(says(&window, "Hint: Select words with the mouse, or the sentence at the caret with S; then press T"));
    assert!(window.query_by(|n| n.is_focused() && n.role() == Role::Document).is_some(), "it does not take the keyboard");
    // Done is learnt: the next hint comes.
    key(&mut window, Modifiers::NONE, Key::S);
    key(&mut window, Modifiers::NONE, Key::T);
    key(&mut window, Modifiers::NONE, Key::Escape);
    assert!(says(&window, "Hint: The quick themes"));
    drop(window);
    let mut again = desk.window(Some(desk.project()));
    assert!(!says(&again, "Hint: Ctrl K"), "what was put away stays away");
    ask(&mut again, deepdive::app::action::Action::Command(Command::ShowHints));
    assert!(says(&again, "Hint: Ctrl K"));
    again.get_by_label("No more hints").click();
    settle(&mut again);
    key(&mut again, Modifiers::COMMAND, Key::Num2);
    assert!(!says(&again, "Hint: "));
}

/// A file that was dropped on the window.
#[derive(Debug)]
struct Dropped(std::path::PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &std::path::Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|e| e.to_string())
    }
}

#[test]
fn a_deep_dive_that_is_dropped_is_opened_and_documents_are_added() {
    let desk = Desk::new();
    let window = make(&desk);
    drop(window);
    let mut window = desk.window(None);
    let drop_it = |window: &mut Window, path: std::path::PathBuf| {
        window.input_mut().dropped_files = vec![std::sync::Arc::new(Dropped(path))];
        settle(window);
    };
    drop_it(&mut window, desk.project());
    assert_eq!(window.state().session().expect("opened").project().documents().len(), 2);
    let more = desk.folder.path().join("More.txt");
    deepdive::store::durable::save(&more, b"Another review\n\nNobody asked who lived in the home of the baby.\n")
        .expect("written");
    drop_it(&mut window, more);
    assert_eq!(window.state().session().expect("open").project().documents().len(), 3);
    assert!(says(&window, "Adding documents is done, 1 of 1 files"), "the end of the job is announced");
    let status = window.get_by(|n| n.label().is_some_and(|l| l.starts_with("Adding documents is done")));
    let live = egui_kittest::kittest::NodeT::accesskit_node(&status).live();
    assert_eq!(live, egui::accesskit::Live::Polite);
}
