//! A deep dive of ten cases with bands of age, coded by gestures, and a window around the matrix of it.

#![allow(dead_code, clippy::allow_attributes, reason = "tests and measurements use different parts")]

use deepdive::app::accept::FileRead;
use deepdive::app::action::{Action, CodebookChoice};
use deepdive::app::command::Command;
use deepdive::app::create::create;
use deepdive::app::gesture::{Gesture, Passage};
use deepdive::app::places::Places;
use deepdive::app::session::Session;
use deepdive::app::settings::Settings;
use deepdive::model::{
    Analyst, Case, CaseField, DeepDive, Document, DocumentField, Id, Judgement, Polarity, Progress, SourceHash, Theme,
};
use deepdive::read::Outcome;
use deepdive::text::{BlockKind, Field, Proposal, SourceBuilder, TextRange};
use deepdive::ui::matrix_page::MatrixPage;
use deepdive::ui::style::{self, Appearance, ThemeChoice};
use deepdive::ui::view::{PageUi, View};
use egui_kittest::Harness;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

const SENTENCES: [&str; 9] = [
    "It reached the health visitors’ shared inbox on 4 June 2021 and was not opened until after the injury.",
    "The discharge note named the baby’s father as “unknown”, though the ward had met him twice.",
    "No liaison meeting took place between February and July, when the midwife was on leave.",
    "The health visitor rang the ward herself and wrote the midwife’s answer in the baby’s record that day.",
    "The GP did not know that a form existed.",
    "By the new birth visit a man was living in the home, and the health visitor did not ask his name.",
    "The call was logged as advice, and no strategy discussion was held.",
    "Three services each held one part of the same concern.",
    "She asked who cared for the baby at night and wrote the answer down in the family’s own words.",
];

/// Case, age, band, read.
const CASES: [(&str, &str, &str, bool); 10] = [
    ("Child A", "11 weeks", "Under 3 months", true),
    ("Child B", "7 weeks", "Under 3 months", true),
    ("Child C", "5 months", "3 to 6 months", true),
    ("Child D", "14 weeks", "3 to 6 months", true),
    ("Child E", "9 weeks", "Under 3 months", true),
    ("Child F", "8 months", "6 to 12 months", true),
    ("Child G", "15 weeks", "3 to 6 months", true),
    ("Child H", "4 months", "3 to 6 months", true),
    ("Child I", "5 months", "3 to 6 months", true),
    ("Child J", "10 months", "6 to 12 months", false),
];

/// An empty deep dive with the shipped codebook.
pub fn bare() -> (TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let places = Places { settings: home.join("settings"), cache: home.join("cache") };
    let path = folder.path().join("dive.deepdive");
    let session =
        create(&path, "NAI in under-ones", &CodebookChoice::NaiUnderOnes, &places, &Analyst::named("Rowan Pike")).unwrap();
    (folder, session)
}

/// Adds a document of a case with forty numbered paragraphs.
pub fn add(session: &mut Session, case: &str, title: &str) -> Id<Document> {
    let mut builder = SourceBuilder::new("pdf-tagged/1");
    builder.set_pages(30);
    for paragraph in 0..40 {
        builder.set_page(Some(paragraph / 2 + 10));
        let sentence = SENTENCES[paragraph as usize % SENTENCES.len()];
        if let Some(block) = builder.push(BlockKind::Paragraph, 0, sentence) {
            block.label = Some(format!("{}.{}", paragraph / 10 + 3, paragraph % 10 + 1));
        }
    }
    let mut source = builder.build();
    let proposal = |field, value: &str| Proposal { field, value: value.into(), found: None, place: String::new() };
    source.shape.proposals = vec![proposal(Field::Title, title), proposal(Field::Case, case)];
    let bytes = format!("{title}\n{}", source.text).into_bytes();
    let hash = SourceHash::of(&bytes);
    session.folder().add_source(&hash, &bytes, title, &source).unwrap();
    let mut read = FileRead::new(Path::new(&format!("{title}.pdf")));
    read.bytes = bytes.len() as u64;
    read.hash = Some(hash);
    read.outcome = Outcome::Ok;
    read.source = Some(Arc::new(source));
    session.accept(&read).unwrap().document.unwrap()
}

/// Tags the paragraph at a place.
pub fn tag(session: &mut Session, document: Id<Document>, paragraph: usize, code: &str, polarity: Polarity) {
    let range: TextRange = session.text(document).unwrap().shape.blocks[paragraph % 40].range;
    let gesture =
        Gesture::Tag { passages: vec![Passage { document, range }], theme: theme(session, code), polarity, query: None };
    session.perform(&gesture).unwrap();
}

/// A case by name.
pub fn case(session: &Session, name: &str) -> Id<Case> {
    session.project().cases().iter().find(|c| c.name == name).map(|c| c.id).unwrap()
}

/// A theme by code.
pub fn theme(session: &Session, code: &str) -> Id<Theme> {
    session.tree().find(session.project(), code).unwrap()
}

/// The deep dive of the pictures.
pub fn rich() -> (TempDir, Session) {
    let (folder, mut session) = bare();
    let mut documents = Vec::new();
    for (name, age, band, read) in CASES {
        let kinds: &[&str] =
            if name == "Child B" { &["LCSPR", "rapid review", "midwifery summary", "chronology"] } else { &["LCSPR"] };
        for kind in kinds {
            let document = add(&mut session, name, &format!("{name} {kind}"));
            if read {
                session.perform(&Gesture::SetDocument(document, DocumentField::Progress(Progress::Coded))).unwrap();
            }
            documents.push((name, *kind, document));
        }
        let id = case(&session, name);
        for (key, value) in [("Age", age), ("Age band", band), ("District", ["Coast", "Town"][name.len() % 2])] {
            session.perform(&Gesture::SetCase(id, CaseField::Attribute(key.into(), Some(value.into())))).unwrap();
        }
    }
    let b: Vec<Id<Document>> = documents.iter().filter(|(name, ..)| *name == "Child B").map(|(.., d)| *d).collect();
    for (document, paragraph, polarity) in [
        (b[0], 0, Polarity::Concern),
        (b[0], 1, Polarity::Concern),
        (b[1], 2, Polarity::Concern),
        (b[0], 3, Polarity::GoodPractice),
    ] {
        tag(&mut session, document, paragraph, "D1", polarity);
    }
    let codes: Vec<String> = session
        .tree()
        .nodes()
        .iter()
        .filter(|n| n.depth > 0)
        .map(|n| n.id)
        .collect::<Vec<_>>()
        .into_iter()
        .map(|id| session.project().themes().get(id).unwrap().code.clone())
        .filter(|c| c != "D1")
        .collect();
    let mut seed = 7_usize;
    for code in &codes {
        for (name, kind, document) in &documents {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if *name == "Child J" || *kind == "chronology" {
                continue;
            }
            let roll = (seed >> 33) % 100;
            let number = if roll < 45 { 0 } else { (roll - 25) / 20 };
            for i in 0..number {
                let polarity = match (roll + i) % 7 {
                    0 | 3 => Polarity::GoodPractice,
                    5 if i > 0 => Polarity::Context,
                    _ => Polarity::Concern,
                };
                tag(&mut session, *document, (seed >> 40) % 37 + i, code, polarity);
            }
        }
    }
    for (code, name, judgement) in
        [("B1", "Child F", Judgement::Absent), ("B3", "Child C", Judgement::Absent), ("A2", "Child H", Judgement::NotApplicable)]
    {
        let gesture = Gesture::Judge(theme(&session, code), case(&session, name), judgement);
        session.perform(&gesture).unwrap();
    }
    (folder, session)
}

/// The page with the deep dive it shows; what it asks for is done, and noted.
pub struct Bench {
    pub page: MatrixPage,
    pub session: Session,
    pub settings: Settings,
    pub asked: Vec<Action>,
    pub with_frame: bool,
    pub round: Option<Id<DeepDive>>,
    _folder: TempDir,
}

impl Bench {
    pub fn new((folder, session): (TempDir, Session)) -> Self {
        Self {
            page: MatrixPage::default(),
            session,
            settings: Settings::default(),
            asked: Vec::new(),
            with_frame: false,
            round: None,
            _folder: folder,
        }
    }

    fn view(&self) -> View<'_> {
        View {
            session: &self.session,
            settings: &self.settings,
            import: None,
            answer: None,
            is_searching: false,
            last_theme: None,
            round: self.round,
            beside: deepdive::ui::view::Beside::default(),
        }
    }

    /// Sends a command to the page, as the window does.
    pub fn command(&mut self, command: Command) -> bool {
        let mut page = std::mem::take(&mut self.page);
        let taken = page.command(command, &self.view(), &mut Vec::new());
        self.page = page;
        taken
    }

    fn frame_ui(ui: &mut egui::Ui) {
        use deepdive::ui::shell::{Rail, RailItem, SaveState, TopBar, rail_ui, single_column, top_bar_ui};
        use deepdive::ui::style::icons;
        const ITEMS: [&[RailItem<'static, u8>]; 2] = [
            &[
                RailItem { place: 0, icon: icons::LIBRARY, label: "Reviews", count: "13" },
                RailItem { place: 1, icon: icons::BOOK_OPEN_TEXT, label: "Reading", count: "" },
                RailItem { place: 2, icon: icons::TEXT_SEARCH, label: "Search", count: "" },
            ],
            &[
                RailItem { place: 3, icon: icons::TAGS, label: "Themes", count: "60" },
                RailItem { place: 4, icon: icons::GRID_3X3, label: "Matrix", count: "" },
            ],
        ];
        let marking = Some("OFFICIAL-SENSITIVE");
        let bar = TopBar { project: "NAI in under-ones", menu: &[], marking, save: SaveState::Saved, search_key: "Ctrl K" };
        top_bar_ui(ui, &bar);
        let narrow = single_column(ui);
        rail_ui(ui, &Rail { groups: &ITEMS, place: 4, narrow, coder: "RP" });
    }

    /// Draws the window once.
    pub fn whole_ui(&mut self, ui: &mut egui::Ui) {
        if self.with_frame {
            Self::frame_ui(ui);
        }
        let mut actions = Vec::new();
        let mut page = std::mem::take(&mut self.page);
        page.ui(ui, &self.view(), &mut actions);
        self.page = page;
        for action in actions {
            if let Action::Do(gesture) = &action {
                self.session.perform(gesture).unwrap();
            }
            // What a search thread would answer is asked again in every frame.
            if !matches!(action, Action::FindPassages(_)) {
                self.asked.push(action);
            }
        }
    }
}

impl eframe::App for Bench {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.whole_ui(ui);
    }
}

/// A window around the page.
pub fn window(bench: Bench, size: (f32, f32), zoom: f32, theme: ThemeChoice, is_drawn: bool) -> Harness<'static, Bench> {
    let appearance = Appearance { theme, reduced_motion: true, ..Appearance::default() };
    let builder = Harness::builder()
        .with_size(egui::vec2(size.0, size.1) / zoom)
        .with_pixels_per_point(zoom)
        .with_theme(if theme == ThemeChoice::Dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_max_steps(12)
        .with_render_cursor(false)
        .with_context_setup(move |ctx| style::install(ctx, appearance));
    let builder = if is_drawn { builder.wgpu() } else { builder };
    let mut harness = builder.build_eframe(|_| bench);
    harness.run_steps(4);
    harness
}

/// 2,000 cases, 200 themes and 4,000 codings, to measure.
pub fn large() -> (TempDir, Session) {
    use deepdive::model::{Change, Edit};
    let (folder, mut session) = bare();
    let group = session.tree().nodes()[0].id;
    let theme = |i: usize| Change::Theme(Edit::Add(Box::new(Theme::new(&format!("Theme {i}"), Some(group)))));
    session.commit("Themes", (0..140).map(theme).collect(), None).unwrap();
    let case = |i: usize| Change::Case(Edit::Add(Box::new(Case::new(&format!("Child {i}")))));
    session.commit("Cases", (0..2_000).map(case).collect(), None).unwrap();
    let themes: Vec<Id<Theme>> = session.tree().nodes().iter().map(|n| n.id).collect();
    for i in 0..40 {
        let document = add(&mut session, &format!("Child {}", i * 3), &format!("Review {i}"));
        let text = session.text(document).unwrap();
        for k in 0..100 {
            let passages = vec![Passage { document, range: text.shape.blocks[k % 40].range }];
            let gesture =
                Gesture::Tag { passages, theme: themes[(i + k) % themes.len()], polarity: Polarity::ALL[k % 3], query: None };
            session.perform(&gesture).ok();
        }
    }
    (folder, session)
}
