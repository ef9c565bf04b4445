//! From an open deep dive to its report, through the window alone: by keys, by role and name.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;

use deepdive::app::command::Page;
use deepdive::app::study_report::{Kind, Wanted, save};
use deepdive::disclose::Level;
use deepdive::disclose::gate::Decisions;
use deepdive::ui::app::DeepdiveApp;
use desk::{Desk, click, key, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;

type Window = Harness<'static, DeepdiveApp>;

fn window(desk: &Desk, size: (f32, f32), zoom: f32) -> Window {
    let builder = Harness::builder().with_size(egui::vec2(size.0, size.1) / zoom).with_pixels_per_point(zoom).with_max_steps(64);
    let mut window = builder.wgpu().build_eframe(desk.app(Some(desk.sample())));
    settle(&mut window);
    window
}

fn write(window: &mut Window, field: &str, words: &str) {
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(2);
    window.get_by_role_and_label(Role::TextInput, field).type_text(words);
    window.run_steps(2);
}

fn open(window: &mut Window) {
    key(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    window.get_by_role_and_label(Role::Dialog, "Write a report");
}

/// Whether it is said somewhere; a notice is said twice, once for screen readers.
fn says(window: &Window, words: &str) -> bool {
    window.query_all_by_label_contains(words).next().is_some()
}

fn same(window: &Window, kind: Kind, file: &Path) {
    let session = window.state().session().expect("open");
    let copy = file.with_file_name("copy").with_extension(file.extension().unwrap_or_default());
    let decisions = Decisions::default();
    let wanted = Wanted { kind, round: None, level: Level::Internal, decisions, path: copy.clone() };
    save(session, &wanted).expect("saved");
    assert!(
        std::fs::read(file).expect("there") == std::fs::read(copy).expect("there"),
        "the window writes what the command does"
    );
}

#[test]
fn every_kind_is_written_from_any_page() {
    let desk = Desk::new();
    let mut window = window(&desk, (1440.0, 1400.0), 1.0);
    for (kind, name) in [(Kind::Full, "r.docx"), (Kind::Board, "b.docx"), (Kind::Briefing, "s.html"), (Kind::Quotes, "q.csv")] {
        open(&mut window);
        click(&mut window, Role::RadioButton, &kind.to_string());
        let path = desk.folder.path().join(name);
        write(&mut window, "File", &path.display().to_string());
        click(&mut window, Role::Button, "Save");
        assert!(says(&window, &format!("Saved {}", path.display())));
        same(&window, kind, &path);
    }
    open(&mut window);
    click(&mut window, Role::RadioButton, "Charts");
    let folder = desk.folder.path().join("charts");
    write(&mut window, "Folder", &folder.display().to_string());
    click(&mut window, Role::Button, "Save");
    assert!(folder.join("Themes by cases.png").exists());
}

#[test]
fn nothing_is_saved_for_everybody_until_it_is_decided() {
    let desk = Desk::new();
    let mut window = window(&desk, (1440.0, 2600.0), 1.0);
    open(&mut window);
    click(&mut window, Role::RadioButton, "Board summary");
    click(&mut window, Role::RadioButton, "Publishable");
    let save = window.get_by_role_and_label(Role::Button, "Save");
    assert!(save.accesskit_node().is_disabled(), "quotes are to be decided first");
    window.get_by_role(Role::Alert);
    click(&mut window, Role::RadioButton, "Internal");
    assert!(!window.get_by_role_and_label(Role::Button, "Save").accesskit_node().is_disabled());
    key(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.query_by_role_and_label(Role::Dialog, "Write a report").is_none(), "Escape closes it");
}

#[test]
fn without_a_round_the_way_to_one_is_shown() {
    let desk = Desk::new();
    let mut window = desk::make(&desk);
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert!(says(&window, "This project has no deep dive yet"));
    assert_eq!(window.state().page(), Page::Rounds);
}
