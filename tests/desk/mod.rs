//! A whole window over a folder of invented reviews, for tests that drive the program as a person would.

use deepdive::app::action::Action;
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

    fn extract_inside(
        &mut self,
        path: &Path,
        inside: &[usize],
        password: Option<&Password>,
        _is_cancelled: &dyn Fn() -> bool,
    ) -> Extraction {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        deepdive::read::extract_inside(&std::fs::read(path).expect("the test's own file"), &name, inside, password)
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

pub struct Desk {
    pub folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let reviews = folder.path().join("reviews");
        std::fs::create_dir_all(&reviews).expect("made");
        for (name, text) in [("RR Child K.txt", RAPID), ("Notes Child L.txt", NOTES), ("broken.pdf", "%PDF-1.7 nothing more")] {
            deepdive::store::durable::save(&reviews.join(name), text.as_bytes()).expect("written");
        }
        Self { folder }
    }

    pub fn reviews(&self) -> PathBuf {
        self.folder.path().join("reviews")
    }

    pub fn project(&self) -> PathBuf {
        self.folder.path().join("Under ones.deepdive")
    }

    pub fn window(&self, open: Option<PathBuf>) -> Harness<'static, DeepdiveApp> {
        let mut harness = Harness::builder().with_size(vec2(1440.0, 900.0)).with_max_steps(64).build_eframe(self.app(open));
        settle(&mut harness);
        harness
    }

    /// The program as the system would start it, with settings of this desk.
    pub fn app(&self, open: Option<PathBuf>) -> impl FnOnce(&mut eframe::CreationContext<'_>) -> DeepdiveApp + use<> {
        let home = self.folder.path().join("home");
        let places = Places { settings: home.join("settings"), cache: home.join("cache") };
        let readers: MakeExtract = Arc::new(|| Box::new(Here));
        move |cc| DeepdiveApp::new(&cc.egui_ctx, places, readers, open)
    }

    /// Makes the sample deep dive.
    pub fn sample(&self) -> PathBuf {
        let readers: MakeExtract = Arc::new(|| Box::new(Here));
        deepdive::app::sample::make_sample(self.folder.path(), &readers, &|_, _| {}).expect("made")
    }
}

/// Draws until nothing is going on in other threads.
pub fn settle(window: &mut Harness<'_, DeepdiveApp>) {
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

pub fn click(window: &mut Harness<'_, DeepdiveApp>, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    settle(window);
}

pub fn ask(window: &mut Harness<'_, DeepdiveApp>, action: Action) {
    window.state_mut().ask(action);
    settle(window);
}

pub fn key(window: &mut Harness<'_, DeepdiveApp>, modifiers: Modifiers, key: Key) {
    window.key_press_modifiers(modifiers, key);
    settle(window);
}

pub fn codings(window: &Harness<'_, DeepdiveApp>) -> usize {
    window.state().session().expect("open").project().live_codings().count()
}

pub fn make(desk: &Desk) -> Harness<'static, DeepdiveApp> {
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
