//! The page of search with a deep dive behind it, done as the window does it.

#![expect(clippy::expect_used, reason = "in a test a surprise should stop it")]

use deepdive::app::accept::FileRead;
use deepdive::app::action::{Action, CodebookChoice};
use deepdive::app::create::create;
use deepdive::app::gesture::Gesture;
use deepdive::app::places::Places;
use deepdive::app::search_thread::{Answer, Question};
use deepdive::app::searching::{Searcher, Wanted};
use deepdive::app::session::Session;
use deepdive::app::settings::Settings;
use deepdive::model::{Analyst, Document, Id, SourceHash};
use deepdive::read::Outcome;
use deepdive::search::SearchError;
use deepdive::text::{BlockKind, Field, Proposal, SourceBuilder, Zone};
use deepdive::ui::search_page::SearchPage;
use deepdive::ui::style::{self, Appearance, ThemeChoice};
use deepdive::ui::view::{PageUi, View};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// The page with a deep dive; what it asks for is done as the window does it.
pub struct Bench {
    pub page: SearchPage,
    pub session: Session,
    pub searcher: Result<Searcher, SearchError>,
    pub answer: Option<Arc<Answer>>,
    pub asked: Vec<Action>,
    pub with_frame: bool,
    _folder: TempDir,
}

impl Bench {
    pub fn new(folder: TempDir, session: Session) -> Self {
        let index = folder.path().join("index");
        let searcher = Searcher::open(&index, session.texts(), Wanted::of(&session));
        let page = SearchPage::default();
        Self { page, session, searcher, answer: None, asked: Vec::new(), with_frame: false, _folder: folder }
    }

    pub fn search(&mut self, question: &Question) {
        let answer = (!question.words.trim().is_empty()).then(|| Arc::new(Answer::of(&self.searcher, question)));
        self.answer = answer;
    }

    pub fn carry_out(&mut self, action: Action) {
        match &action {
            Action::Search(question) => self.search(question),
            Action::Do(gesture) => {
                self.session.perform(gesture).expect("is done");
                let wanted = Wanted::of(&self.session);
                self.searcher.iter_mut().for_each(|s| s.update(wanted.clone()).expect("an index"));
                // The search thread answers the latest question again.
                if let Some(question) = self.answer.as_ref().map(|answer| answer.question.clone()) {
                    self.search(&question);
                }
            }
            _ => {}
        }
        self.asked.push(action);
    }

    pub fn tagged(&self) -> Option<&Gesture> {
        self.asked.iter().find_map(|action| match action {
            Action::Do(gesture) => Some(gesture.as_ref()),
            _ => None,
        })
    }
}

impl eframe::App for Bench {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        if self.with_frame {
            frame_ui(ui);
        }
        let settings = Settings::default();
        let asked = vec!["father police".to_owned()];
        let view = View {
            session: &self.session,
            settings: &settings,
            import: None,
            answer: self.answer.as_ref(),
            is_searching: false,
            last_theme: None,
            round: None,
            beside: deepdive::ui::view::Beside { asked: &asked, ..Default::default() },
        };
        let mut actions = Vec::new();
        self.page.ui(ui, &view, &mut actions);
        for action in actions {
            self.carry_out(action);
        }
    }
}

pub fn frame_ui(ui: &mut egui::Ui) {
    use deepdive::ui::shell::{Rail, RailItem, SaveState, TopBar, rail_ui, single_column, top_bar_ui};
    use deepdive::ui::style::icons;
    const ITEMS: [&[RailItem<'static, u8>]; 2] = [
        &[
            RailItem { place: 0, icon: icons::LIBRARY, label: "Reviews", count: "14" },
            RailItem { place: 1, icon: icons::BOOK_OPEN_TEXT, label: "Reading", count: "" },
            RailItem { place: 2, icon: icons::TEXT_SEARCH, label: "Search", count: "" },
        ],
        &[
            RailItem { place: 3, icon: icons::TAGS, label: "Themes", count: "60" },
            RailItem { place: 4, icon: icons::GRID_3X3, label: "Matrix", count: "" },
        ],
    ];
    let marking = Some("OFFICIAL-SENSITIVE");
    let bar =
        TopBar { project: "NAI in under-ones", menu: &[], marking, save: SaveState::Saved, search_key: "Ctrl K", rounds: &[] };
    top_bar_ui(ui, &bar);
    let narrow = single_column(ui);
    rail_ui(ui, &Rail { groups: &ITEMS, place: 2, narrow, coder: "RP" });
}

pub fn add(session: &mut Session, title: &str, case: &str, paragraphs: &[(Zone, &str)]) -> Id<Document> {
    let mut builder = SourceBuilder::new("test/1");
    builder.set_page(Some(23));
    for (number, (zone, words)) in paragraphs.iter().enumerate() {
        if let Some(block) = builder.push(BlockKind::Paragraph, 0, words) {
            block.label = Some(format!("4.{}", number + 1));
            block.zone = Some(*zone);
        }
    }
    let mut source = builder.build();
    for (field, value) in [(Field::Title, title), (Field::Case, case)] {
        source.shape.proposals.push(Proposal { field, value: value.into(), found: None, place: "title page".into() });
    }
    let hash = SourceHash::of(source.text.as_bytes());
    session.folder().add_source(&hash, source.text.as_bytes(), title, &source).expect("stored");
    let mut read = FileRead::new(Path::new(title));
    (read.hash, read.outcome, read.source) = (Some(hash), Outcome::Ok, Some(Arc::new(source)));
    session.accept(&read).expect("accepted").document.expect("a document")
}

pub fn small() -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("home");
    let places = Places { settings: home.join("settings"), cache: home.join("cache") };
    let path = folder.path().join("dive.deepdive");
    let analyst = Analyst::named("Rowan Pike");
    let mut session = create(&path, "NAI in under-ones", &CodebookChoice::NaiUnderOnes, &places, &analyst).expect("made");
    let review = [
        (Zone::Contents, "The partner"),
        (Zone::Analysis, "The history of her partner was not known to anyone. He was known to the police."),
        (Zone::Findings, "Nobody asked about partners or wrote down who they were."),
    ];
    add(&mut session, "Child B practice review", "Child B", &review);
    add(&mut session, "Child D rapid review", "Child D", &[(Zone::Analysis, "Her partner was at home that night.")]);
    Bench::new(folder, session)
}

pub fn window(bench: Bench, size: (f32, f32), zoom: f32, theme: ThemeChoice, drawn: bool) -> Harness<'static, Bench> {
    let appearance = Appearance { theme, reduced_motion: true, ..Appearance::default() };
    let builder = Harness::builder()
        .with_size(egui::vec2(size.0, size.1) / zoom)
        .with_pixels_per_point(zoom)
        .with_theme(if theme == ThemeChoice::Dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_max_steps(12)
        .with_render_cursor(false)
        .with_context_setup(move |ctx| style::install(ctx, appearance));
    let builder = if drawn { builder.wgpu() } else { builder };
    let mut harness = builder.build_eframe(|_| bench);
    harness.run_steps(3);
    harness
}

pub fn usual() -> Harness<'static, Bench> {
    window(small(), (1440.0, 900.0), 1.0, ThemeChoice::Light, false)
}

pub fn write(harness: &mut Harness<'_, Bench>, words: &str) {
    harness.get_by_role_and_label(Role::TextInput, "Search all documents").type_text(words);
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
}
