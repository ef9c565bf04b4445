//! What the window says and offers when people disagree, when the disk fails and when a folder may not be written to.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

mod support;

use deepdive::app::action::{Action, CodebookChoice};
use deepdive::app::command::Page;
use deepdive::app::create::create;
use deepdive::app::gesture::Gesture;
use deepdive::app::import::{Extract, MakeExtract};
use deepdive::app::places::Places;
use deepdive::app::session::{Access, Session};
use deepdive::app::settings::{Appearance, Settings};
use deepdive::model::{Analyst, Id, Theme, ThemeField};
use deepdive::read::{Extraction, PageImage, Password, Refusal};
use deepdive::store::files::{Disk, Files};
use deepdive::store::writer::SaveState;
use deepdive::ui::app::DeepdiveApp;
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use support::faulty::{Fault, Faulty};

type Window = Harness<'static, DeepdiveApp>;

struct Nobody;

impl Extract for Nobody {
    fn extract(&mut self, path: &Path, _password: Option<&Password>, _is_cancelled: &dyn Fn() -> bool) -> Extraction {
        panic!("nothing is read in these tests: {}", path.display())
    }

    fn extract_inside(
        &mut self,
        path: &Path,
        inside: &[usize],
        _password: Option<&Password>,
        _is_cancelled: &dyn Fn() -> bool,
    ) -> Extraction {
        panic!("nothing is read in these tests: {inside:?} in {}", path.display())
    }

    fn render(
        &mut self,
        path: &Path,
        _password: Option<&Password>,
        _page: u32,
        _pixels_per_point: f32,
        _is_cancelled: &dyn Fn() -> bool,
    ) -> Option<Result<PageImage, Refusal>> {
        panic!("nothing is drawn in these tests: {}", path.display())
    }
}

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// A deep dive of two analysts with the shipped codebook.
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        let analyst = Analyst::named("Rowan Pike");
        drop(create(&desk.project("a"), "P", &CodebookChoice::NaiUnderOnes, &desk.places("a"), &analyst).expect("made"));
        let mut settings = Settings::load(&desk.places("a").settings);
        settings.analyst = analyst;
        settings.save(&desk.places("a").settings).expect("saved");
        desk
    }

    fn places(&self, who: &str) -> Places {
        let home = self.folder.path().join(who);
        Places { settings: home.join("settings"), cache: home.join("cache") }
    }

    fn project(&self, who: &str) -> PathBuf {
        self.folder.path().join(who).join("P.deepdive")
    }

    fn as_analyst(&self, who: &str, name: &str, gestures: &[Gesture]) {
        let analyst = Analyst::named(name);
        let told = Box::new(|_: &SaveState, _| {});
        let mut session = Session::open(&self.project(who), &self.places(who), &analyst, Access::Write, told).expect("opens");
        gestures.iter().for_each(|g| session.perform(g).expect("is done"));
        assert!(session.wait_saved(Duration::from_secs(20)).is_saved());
    }

    /// Two people change the same themes without seeing each other; one copies the other's journal.
    fn disagree(&self) {
        copy(&self.project("a"), &self.project("b"));
        let theme = |code: &str| {
            let told = Box::new(|_: &SaveState, _| {});
            let analyst = Analyst::named("Rowan Pike");
            let session = Session::open(&self.project("a"), &self.places("a"), &analyst, Access::Read, told).expect("opens");
            session.tree().find(session.project(), code).expect("is in the codebook")
        };
        let (a1, a2, b, c): (Id<Theme>, _, _, _) = (theme("A1"), theme("A2"), theme("B"), theme("C"));
        let set = |theme, field: ThemeField| Gesture::SetTheme(theme, field);
        let under = |theme, parent| Gesture::MoveTheme { theme, parent: Some(parent), before: None };
        let mine = [
            set(a1, ThemeField::Name("Bruising".to_owned())),
            set(a2, ThemeField::Definition("What was seen on the skin and who was told of it".to_owned())),
            under(b, c),
        ];
        self.as_analyst("a", "Rowan Pike", &mine);
        let theirs = [set(a1, ThemeField::Name("Marks on the skin".to_owned())), Gesture::RetireTheme(a2), under(c, b)];
        self.as_analyst("b", "Jo Lamb", &theirs);
        copy(&self.project("b").join("journal"), &self.project("a").join("journal"));
    }

    fn window(&self, disk: Arc<dyn Files>) -> Window {
        let (places, project) = (self.places("a"), self.project("a"));
        let readers: MakeExtract = Arc::new(|| Box::new(Nobody));
        let mut window = Harness::builder().with_size(vec2(1440.0, 900.0)).with_max_steps(64).build_eframe(move |cc| {
            let mut app = DeepdiveApp::new(&cc.egui_ctx, places, readers, Some(project));
            app.set_disk(disk);
            app
        });
        settle(&mut window);
        window
    }
}

/// Copies what is not there yet.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("makes");
    for entry in std::fs::read_dir(from).expect("lists") {
        let (path, target) = (entry.as_ref().expect("entry").path(), to.join(entry.expect("entry").file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else if !target.exists() {
            std::fs::copy(&path, &target).expect("copies");
        }
    }
}

/// Draws until nothing is going on and everything is saved or failing.
fn settle(window: &mut Window) {
    let start = Instant::now();
    loop {
        window.run_steps(3);
        let saving = window.state().session().is_some_and(|s| matches!(s.save_state(), SaveState::Saving { .. }));
        if !window.state().is_busy() && !saving {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "the program is still busy after 30 seconds");
        std::thread::sleep(Duration::from_millis(10));
    }
    window.run_steps(3);
}

fn press(window: &mut Window, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    settle(window);
}

fn open(window: &Window) -> usize {
    window.state().session().expect("open").project().disagreements().count()
}

fn name_of(window: &Window, code: &str) -> String {
    let session = window.state().session().expect("open");
    let id = session.tree().find(session.project(), code).expect("there");
    session.project().themes().get(id).expect("there").name.clone()
}

/// The words of every notice.
fn told(window: &Window) -> String {
    window.query_all_by_role(Role::Status).filter_map(|n| n.accesskit_node().label()).collect()
}

#[test]
fn a_disagreement_is_settled_by_name_and_by_key_and_comes_back_with_undo() {
    let desk = Desk::new();
    desk.disagree();
    let mut window = desk.window(Arc::new(Disk));
    assert_eq!(open(&window), 3);
    press(&mut window, Role::Tab, "To settle, 3");
    assert_eq!(window.state().page(), Page::Disagreements);
    let stands = name_of(&window, "A1");
    let other = if stands == "Bruising" { "Marks on the skin" } else { "Bruising" };
    assert!(window.query_by_role_and_label(Role::Group, &format!("Theme “A1 {stands}”: Name")).is_some());
    for who in ["Rowan Pike, ", "Jo Lamb, "] {
        assert!(window.query_all_by_label_contains(who).count() >= 3, "{who} is named on every card");
    }

    press(&mut window, Role::Button, &format!("Keep this: {stands}"));
    assert_eq!((open(&window), name_of(&window, "A1")), (2, stands.clone()));
    assert!(told(&window).contains("Done: settle a disagreement"));
    press(&mut window, Role::Link, "Undo");
    assert_eq!(open(&window), 3, "it is listed again");

    window.get_by_role_and_label(Role::Button, &format!("Take the other: {other}")).focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::NONE, Key::Enter);
    settle(&mut window);
    assert_eq!((open(&window), name_of(&window, "A1").as_str()), (2, other));

    // The move that would have made a circle cannot be taken; that is said, and leaving it settles it.
    assert!(window.query_by_label_contains("would still put the theme under itself").is_some());
    let node = window.query_all_by_label_contains("Move it now").next().expect("the button");
    assert!(node.accesskit_node().is_disabled());
    window.query_all_by_label_contains("Leave it here").next().expect("the button").click();
    settle(&mut window);
    window.query_all_by_label_contains("Keep it so").next().expect("the button").click();
    settle(&mut window);
    assert_eq!(open(&window), 0);
    assert!(window.query_by_label("Nothing to settle").is_some());
    window.state_mut().ask(Action::GoTo(Page::Reviews));
    settle(&mut window);
    assert!(window.query_all_by_label_contains("To settle").next().is_none(), "nothing to settle, no place in the rail");
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_trouble -- --ignored"]
fn pictures() {
    let folder = PathBuf::from(std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned()));
    std::fs::create_dir_all(&folder).expect("made");
    let desk = Desk::new();
    desk.disagree();
    for (name, appearance, zoom, size) in [
        ("light", Appearance::Light, 1.0, vec2(1440.0, 900.0)),
        ("dark", Appearance::Dark, 1.0, vec2(1440.0, 900.0)),
        ("small", Appearance::Light, 1.0, vec2(1280.0, 720.0)),
        ("zoom200", Appearance::Light, 2.0, vec2(1440.0, 900.0)),
    ] {
        let mut window = desk.window(Arc::new(Disk));
        window.state_mut().ask(Action::SetAppearance(appearance));
        // Setting the appearance sets the scale too, so the scale comes after it.
        settle(&mut window);
        window.set_size(size / zoom);
        window.set_pixels_per_point(zoom);
        window.state_mut().ask(Action::GoTo(Page::Disagreements));
        settle(&mut window);
        let picture = window.render().expect("draws");
        picture.save(folder.join(format!("disagreements-{name}.png"))).expect("saved");
    }
}

#[test]
fn a_full_disk_is_told_once_with_a_way_out_and_its_end_is_told() {
    let desk = Desk::new();
    // Opening tries whether the journal may grow; from then on the disk is full.
    let disk = Faulty::new(Arc::new(Disk), Fault::Torn, 1);
    let mut window = desk.window(disk.clone());
    window.state_mut().ask(Gesture::AddCase("Child M".to_owned()).into());
    settle(&mut window);
    assert!(told(&window).contains("the disk is full; make room on it"), "{}", told(&window));
    let says = |w: &Window| w.query_all_by_role(Role::Button).filter_map(|n| n.accesskit_node().label()).collect::<Vec<_>>();
    assert!(says(&window).iter().any(|l| l.starts_with("Not saved: ")), "{:?}", says(&window));

    // Put away, it stays away; the top bar brings it back.
    press(&mut window, Role::Button, "Close this notice");
    settle(&mut window);
    assert!(!told(&window).contains("full"));
    let name = says(&window).into_iter().find(|l| l.starts_with("Not saved: ")).expect("in the top bar");
    press(&mut window, Role::Button, &name);
    press(&mut window, Role::Link, "Save an emergency copy");
    assert!(told(&window).contains("A copy of what is not saved yet is in"), "{}", told(&window));
    let copies: Vec<_> = std::fs::read_dir(desk.places("a").settings.join("emergency")).expect("made").collect();
    let copy = std::fs::read_to_string(copies.first().expect("a copy").as_ref().expect("an entry").path()).expect("reads");
    assert!(copies.len() == 1 && copy.contains("Child M"), "{copy}");

    disk.mend();
    let session = window.state().session().expect("open");
    assert!(session.wait_saved(Duration::from_secs(20)).is_saved());
    settle(&mut window);
    assert!(told(&window).contains("Everything is saved again"), "{}", told(&window));
}

#[test]
fn a_drive_that_cannot_confirm_is_told_in_the_top_bar() {
    let desk = Desk::new();
    let mut window = desk.window(Faulty::unconfirming(Arc::new(Disk)));
    window.state_mut().ask(Gesture::AddCase("Child M".to_owned()).into());
    settle(&mut window);
    assert!(window.query_by_label_contains("Saved, not confirmed: this drive cannot say that it is safe").is_some());
}

#[test]
fn a_folder_that_may_not_be_written_to_is_told_on_opening() {
    let desk = Desk::new();
    let disk = Faulty::new(Arc::new(Disk), Fault::Refused(ErrorKind::PermissionDenied), 0);
    let mut window = desk.window(disk);
    assert!(told(&window).contains("Opened for reading only: the project folder may not be written to"), "{}", told(&window));
    assert!(window.query_by_label_contains("Read only: ").is_some(), "the top bar goes on saying it");
    window.state_mut().ask(Gesture::AddCase("Child M".to_owned()).into());
    settle(&mut window);
    assert!(told(&window).contains("Nothing was changed"), "{}", told(&window));
}
