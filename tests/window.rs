//! The main job in the window, end to end, asked by role and name as a screen reader would: make a deep dive, add
//! documents, read, tag, undo, search, see the matrix, export it, close, and find everything there again.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

use deepdive::app::action::Action;
use deepdive::app::command::{Command, Page};
use deepdive::app::import::{Extract, MakeExtract};
use deepdive::app::places::Places;
use deepdive::read::{Extraction, PageImage, Password, Refusal, extract_with, render_page};
use deepdive::ui::app::DeepdiveApp;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

const RAPID: &str = "\
Rapid Review: Child K

OFFICIAL-SENSITIVE. This is an invented document, made for a test.

Summary of involvement

The midwife wrote down her worry about the mother's low mood. The health visitor was not told of it. A man was \
living in the home and nobody asked his name.

Good practice

The nursery nurse weighed the baby undressed and rang the duty line within the hour about a small bruise.
";

const NOTES: &str = "\
Learning notes: Child L

The general practitioner did not know that a bruise had been seen. There was no evidence of domestic abuse in the \
records that were read.
";

/// Reads in this process: the test's program is not the one that answers to `worker`.
struct Here;

impl Extract for Here {
    fn extract(&mut self, path: &Path, password: Option<&Password>, _is_cancelled: &dyn Fn() -> bool) -> Extraction {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        extract_with(&std::fs::read(path).expect("the test's own file"), &name, password)
    }

    fn render(
        &mut self,
        path: &Path,
        password: Option<&Password>,
        page: u32,
        pixels_per_point: f32,
        _is_cancelled: &dyn Fn() -> bool,
    ) -> Option<Result<PageImage, Refusal>> {
        Some(render_page(std::fs::read(path).expect("the test's own file"), password, page, pixels_per_point))
    }
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let reviews = folder.path().join("reviews");
        std::fs::create_dir_all(&reviews).expect("made");
        for (name, text) in [("RR Child K.txt", RAPID), ("Notes Child L.txt", NOTES), ("broken.pdf", "%PDF-1.7 nothing more")] {
            deepdive::store::durable::save(&reviews.join(name), text.as_bytes()).expect("written");
        }
        Self { folder }
    }

    fn reviews(&self) -> PathBuf {
        self.folder.path().join("reviews")
    }

    fn project(&self) -> PathBuf {
        self.folder.path().join("Under ones.deepdive")
    }

    fn window(&self, open: Option<PathBuf>) -> Harness<'static, DeepdiveApp> {
        let home = self.folder.path().join("home");
        let places = Places { settings: home.join("settings"), cache: home.join("cache") };
        let readers: MakeExtract = Arc::new(|| Box::new(Here));
        let mut harness = Harness::builder()
            .with_size(vec2(1440.0, 900.0))
            .with_max_steps(64)
            .build_eframe(move |cc| DeepdiveApp::new(&cc.egui_ctx, places, readers, open));
        settle(&mut harness);
        harness
    }
}

/// Draws until nothing is going on in other threads.
fn settle(window: &mut Harness<'_, DeepdiveApp>) {
    let start = Instant::now();
    loop {
        window.run_steps(3);
        let waiting = window.state().is_busy() || window.state().session().is_some_and(|s| !s.save_state().is_saved());
        if !waiting {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "the program is still busy after 30 seconds");
        std::thread::sleep(Duration::from_millis(10));
    }
    window.run_steps(3);
}

fn click(window: &mut Harness<'_, DeepdiveApp>, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    settle(window);
}

fn ask(window: &mut Harness<'_, DeepdiveApp>, action: Action) {
    window.state_mut().ask(action);
    settle(window);
}

fn key(window: &mut Harness<'_, DeepdiveApp>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

fn codings(window: &Harness<'_, DeepdiveApp>) -> usize {
    window.state().session().expect("open").project().live_codings().count()
}

fn make(desk: &Desk) -> Harness<'static, DeepdiveApp> {
    let mut window = desk.window(None);
    click(&mut window, Role::Button, "New deep dive");
    for (field, words) in [("Title", "Under ones"), ("Folder to put it in", desk.folder.path().to_str().expect("plain"))] {
        let node = window.get_by_role_and_label(Role::TextInput, field);
        node.focus();
        window.run_steps(2);
        window.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.run_steps(2);
        window.get_by_role_and_label(Role::TextInput, field).type_text(words);
        window.run_steps(2);
    }
    click(&mut window, Role::Button, "Make it");
    assert!(desk.project().join("project.ron").exists(), "the project folder was made");
    ask(&mut window, Action::Import(vec![desk.reviews()]));
    window
}

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
    ask(&mut window, Action::Search("bruises".to_owned()));
    assert_eq!(window.state().page(), Page::Search);
    assert!(window.query_all_by_label_contains("2 passages").next().is_some(), "the count is shown");

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
    key(&mut window, Modifiers::COMMAND, Key::Plus);
    assert!(window.state().settings().zoom > 1.0);
}
