//! A deep dive with eight cases, fourteen documents and about 150 codings, and a window around one page of it.
//!
//! It is made by the same gestures as people's deep dives, so that what a page pushes is carried out in earnest.

use deepdive::app::accept::FileRead;
use deepdive::app::action::{Action, CodebookChoice};
use deepdive::app::command::Command;
use deepdive::app::create::create;
use deepdive::app::gesture::{Gesture, Passage};
use deepdive::app::places::Places;
use deepdive::app::session::Session;
use deepdive::app::settings::Settings;
use deepdive::model::{Analyst, Case, CaseField, Document, DocumentField, Id, Polarity, Progress, SourceHash, Theme};
use deepdive::read::Outcome;
use deepdive::text::{BlockKind, Field, Proposal, SourceBuilder, SourceText, TextRange};
use deepdive::ui::style::{self, Appearance, ThemeChoice};
use deepdive::ui::view::{AgainState, AgainView, Beside, ImportView, PageSource, PageUi, RecognitionView, View};
use egui_kittest::Harness;
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// An empty deep dive with the shipped codebook.
pub fn bare() -> (TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let places = Places { settings: home.join("settings"), cache: home.join("cache") };
    let analyst = Analyst::named("Rowan Pike");
    let path = folder.path().join("dive.deepdive");
    let session = create(&path, "NAI in under-ones", &CodebookChoice::NaiUnderOnes, &places, &analyst).unwrap();
    (folder, session)
}

const SENTENCES: [&str; 12] = [
    "By the new birth visit a man was living in the home, and the health visitor did not ask his name.",
    "The community nursery nurse weighed the baby undressed and saw a small bruise to the left forearm.",
    "The midwife set out her worry about Mother’s low mood on a form that nobody opened until after the injury.",
    "Three services each held one part of the same concern.",
    "The GP did not know that a form existed.",
    "The call was logged as advice, and no strategy discussion was held.",
    "Father was known to the police for an assault on a former partner and to probation.",
    "The discharge note named the baby’s father as “unknown”, though the ward had met him twice.",
    "The health visitor rang the ward herself and wrote the midwife’s answer in the baby’s record that day.",
    "No liaison meeting took place between February and July, when the midwife was on leave.",
    "She asked who cared for the baby at night and wrote the answer down in the family’s own words.",
    "Practitioners accepted that the bruise came from a toy, and nobody sought a paediatric opinion.",
];

/// A text of so many pages, four numbered paragraphs on each.
pub fn text(title: &str, pages: u32) -> SourceBuilder {
    let mut builder = SourceBuilder::new("pdf-tagged/1");
    builder.set_pages(pages);
    builder.set_page(Some(1));
    builder.push(BlockKind::Heading, 1, title);
    let mut place = title.len();
    for page in 1..=pages {
        builder.set_page(Some(page));
        for paragraph in 1..=4 {
            let words: Vec<&str> = (0..3).map(|i| SENTENCES[(place + i * 5) % SENTENCES.len()]).collect();
            place += 7;
            if let Some(block) = builder.push(BlockKind::Paragraph, 0, &words.join(" ")) {
                block.label = Some(format!("{}.{}", page / 4 + 1, (page % 4) * 4 + paragraph));
            }
        }
    }
    builder
}

pub fn proposal(field: Field, value: &str, place: &str) -> Proposal {
    Proposal { field, value: value.into(), found: None, place: place.into() }
}

/// Adds a document as an import does.
pub fn add(session: &mut Session, file: &str, builder: SourceBuilder, proposals: Vec<Proposal>) -> Id<Document> {
    let mut source: SourceText = builder.build();
    source.shape.proposals = proposals;
    let bytes = format!("{file}\n{}", source.text).into_bytes();
    let hash = SourceHash::of(&bytes);
    session.folder().add_source(&hash, &bytes, file, &source).unwrap();
    let mut read = FileRead::new(Path::new(file));
    read.bytes = bytes.len() as u64 * 30;
    read.hash = Some(hash);
    read.outcome = Outcome::Ok;
    read.source = Some(Arc::new(source));
    session.accept(&read).unwrap().document.unwrap()
}

/// Case, title, kind, date, pages, codings, progress.
type Row = (&'static str, &'static str, &'static str, &'static str, u32, usize, Progress);

const ROWS: [Row; 14] = [
    ("Child A", "Child A rapid review", "rapid-review", "2021-02-09", 14, 14, Progress::Reviewed),
    ("Child A", "Midwifery summary", "agency-summary", "2021-02-02", 5, 6, Progress::Reviewed),
    ("Child B", "Child B practice review", "lcspr", "2022-03-14", 46, 32, Progress::Coding),
    ("Child B", "Child B rapid review", "rapid-review", "2021-07-02", 18, 12, Progress::Coded),
    ("Child B", "Health visiting summary", "agency-summary", "2021-06-28", 6, 5, Progress::Coded),
    ("Child B", "Police chronology", "chronology", "2021-06-25", 11, 0, Progress::NotRead),
    ("Child C", "Child C practice review", "lcspr", "2022-11", 29, 24, Progress::Reviewed),
    ("Child D", "Child D practice review", "lcspr", "2022-09-30", 52, 20, Progress::Coding),
    ("Child D", "Child D rapid review", "rapid-review", "2022-01-11", 16, 10, Progress::Reviewed),
    ("Child E", "Child E learning notes", "notes", "2022-04-21", 3, 3, Progress::Coding),
    ("Child E", "Child E rapid review", "rapid-review", "2022-04-07", 13, 15, Progress::Coded),
    ("Child F", "Child F practice review", "lcspr", "2023-06-02", 61, 8, Progress::Coding),
    ("Child G", "Child G rapid review", "rapid-review", "2023", 15, 9, Progress::Coded),
    ("Child H", "Child H rapid review", "rapid-review", "", 12, 0, Progress::NotRead),
];

const FACTS: [(&str, &str, &str); 8] = [
    ("Child A", "11 weeks", "Coast"),
    ("Child B", "7 weeks", "Coast"),
    ("Child C", "5 months", "Town"),
    ("Child D", "14 weeks", "Weald"),
    ("Child E", "9 weeks", "Marsh"),
    ("Child F", "8 months", "Town"),
    ("Child G", "15 weeks", "Weald"),
    ("Child H", "4 months", "Marsh"),
];

fn proposals(row: &Row) -> Vec<Proposal> {
    let (case, title, kind, dated, ..) = *row;
    let mut all = vec![
        proposal(Field::Title, title, "title page"),
        proposal(Field::Case, case, "title page"),
        proposal(Field::Kind, kind, "title page"),
    ];
    if !dated.is_empty() {
        all.push(proposal(Field::Dated, dated, "p. 2, “signed off”"));
    }
    if case == "Child B" {
        all.push(proposal(Field::Incident, "2021-06-05", "p. 8, 1.3"));
        all.push(proposal(Field::Incident, "2021-06-06", "p. 19"));
    }
    all
}

/// The rich deep dive.
pub fn rich() -> (TempDir, Session) {
    let (folder, mut session) = bare();
    let themes: Vec<Id<Theme>> = session.tree().nodes().iter().filter(|n| !n.is_group()).map(|n| n.id).collect();
    for (number, row) in ROWS.iter().enumerate() {
        let (_, title, _, _, pages, codings, progress) = *row;
        let file = format!("{}.pdf", title.to_lowercase().replace(' ', "-"));
        let mut builder = text(title, pages);
        if number == 2 {
            builder.warn("A picture holds text that could not be read", Some(31));
        }
        let document = add(&mut session, &file, builder, proposals(row));
        code(&mut session, document, codings, number, &themes);
        if progress != Progress::NotRead {
            session.perform(&Gesture::SetDocument(document, DocumentField::Progress(progress))).unwrap();
        }
        if number != 2 && number != 5 && number != 13 {
            session.perform(&Gesture::SetDocument(document, DocumentField::Confirmed(true))).unwrap();
        }
    }
    for (name, age, district) in FACTS {
        let id = case(&session, name);
        for (key, value) in [("Age", age), ("District", district)] {
            let field = CaseField::Attribute(key.into(), Some(value.into()));
            session.perform(&Gesture::SetCase(id, field)).unwrap();
        }
    }
    (folder, session)
}

fn code(session: &mut Session, document: Id<Document>, count: usize, salt: usize, themes: &[Id<Theme>]) {
    let Some(text) = session.text(document) else { panic!("a text") };
    let blocks: Vec<TextRange> = text.shape.blocks.iter().skip(1).map(|b| b.range).collect();
    for i in 0..count {
        let range = blocks[i * blocks.len() * 3 / (count * 5).max(1)];
        let body = range.of(&text.text).unwrap();
        let end = body.find(". ").map_or(body.len(), |at| at + 1);
        let range = TextRange::within(&text.text, range.start(), range.start() + end).unwrap();
        let theme = themes[(i * 7 + salt * 3 + i * i) % themes.len().min(24)];
        let polarity = if i % 4 == 1 {
            Polarity::GoodPractice
        } else if i % 9 == 5 {
            Polarity::Context
        } else {
            Polarity::Concern
        };
        let passages = vec![Passage { document, range }];
        session.perform(&Gesture::Tag { passages, theme, polarity, query: None }).ok();
    }
}

/// A case by name.
pub fn case(session: &Session, name: &str) -> Id<Case> {
    session.project().cases().iter().find(|c| c.name == name).map(|c| c.id).unwrap()
}

/// A document by title.
pub fn document(session: &Session, title: &str) -> Id<Document> {
    session.project().documents().iter().find(|d| d.title == title).map(|d| d.id).unwrap()
}

/// A theme by code.
pub fn theme(session: &Session, code: &str) -> Id<Theme> {
    session.tree().find(session.project(), code).unwrap()
}

/// A page with the deep dive it shows; what it asks for is done, and noted.
pub struct Bench<P> {
    pub page: P,
    pub session: Session,
    pub settings: Settings,
    pub import: Option<ImportView>,
    pub asked: Vec<Action>,
    pub faults: Vec<String>,
    pub pictures: Option<Box<dyn PageSource>>,
    pub again: Option<AgainView>,
    pub recognition: Option<RecognitionView>,
    pub no_machine: Option<String>,
    pub with_frame: bool,
    pub place: u8,
    pub _folder: TempDir,
}

impl<P: PageUi + Default> Bench<P> {
    pub fn new((folder, session): (TempDir, Session)) -> Self {
        Self {
            page: P::default(),
            session,
            settings: Settings::default(),
            import: None,
            asked: Vec::new(),
            faults: Vec::new(),
            pictures: None,
            again: None,
            recognition: None,
            no_machine: None,
            with_frame: false,
            place: 0,
            _folder: folder,
        }
    }

    fn frame_ui(&self, ui: &mut egui::Ui, place: u8) {
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
        let bar = TopBar {
            project: "NAI in under-ones",
            menu: &[],
            marking: Some("OFFICIAL-SENSITIVE"),
            save: SaveState::Saved,
            search_key: "Ctrl K",
            rounds: &[],
        };
        top_bar_ui(ui, &bar);
        let narrow = single_column(ui);
        rail_ui(ui, &Rail { groups: &ITEMS, place, narrow, coder: "RP" });
    }

    fn whole_ui(&mut self, ui: &mut egui::Ui) {
        if self.with_frame {
            self.frame_ui(ui, self.place);
        }
        let view = View {
            session: &self.session,
            settings: &self.settings,
            import: self.import.as_ref(),
            answer: None,
            is_searching: false,
            last_theme: None,
            round: None,
            beside: Beside {
                pictures: self.pictures.as_deref(),
                again: self.again.as_ref(),
                recognition: self.recognition.as_ref(),
                no_machine: self.no_machine.as_deref(),
                ..Beside::default()
            },
        };
        let mut actions = Vec::new();
        self.page.ui(ui, &view, &mut actions);
        for action in actions {
            self.carry_out(&action);
            self.asked.push(action);
        }
    }

    fn carry_out(&mut self, action: &Action) {
        let done = match action {
            Action::Do(gesture) => self.session.perform(gesture),
            Action::Command(Command::Undo) => self.session.undo().map(|_| ()),
            Action::ApplyReading => match self.again.take() {
                Some(AgainView { document, carries_over: false, state: AgainState::Planned(plan) }) => {
                    self.session.read_again(document, &plan.source)
                }
                Some(AgainView { document, .. }) => self.session.perform(&Gesture::CarryOver(document)),
                None => Ok(()),
            },
            Action::DropReading => {
                self.again = None;
                Ok(())
            }
            Action::DismissImport => {
                self.import = None;
                Ok(())
            }
            _ => Ok(()),
        };
        if let Err(fault) = done {
            self.faults.push(fault.to_string());
        }
    }

    /// Sends a command to the page, as the window does.
    pub fn command(&mut self, command: Command) -> bool {
        let view = View {
            session: &self.session,
            settings: &self.settings,
            import: None,
            answer: None,
            is_searching: false,
            last_theme: None,
            round: None,
            beside: Beside::default(),
        };
        let mut actions = Vec::new();
        let taken = self.page.command(command, &view, &mut actions);
        for action in actions {
            self.carry_out(&action);
        }
        taken
    }
}

/// How a window is opened.
#[derive(Clone, Copy)]
pub struct Window {
    pub size: (f32, f32),
    pub zoom: f32,
    pub theme: ThemeChoice,
    pub is_drawn: bool,
}

pub const USUAL: Window = Window { size: (1440.0, 900.0), zoom: 1.0, theme: ThemeChoice::Light, is_drawn: false };

/// A window around one page.
pub fn window<P: PageUi + Default + 'static>(bench: Bench<P>, window: Window) -> Harness<'static, Bench<P>> {
    let appearance = Appearance { theme: window.theme, reduced_motion: true, ..Appearance::default() };
    let size = egui::vec2(window.size.0, window.size.1) / window.zoom;
    let builder = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(window.zoom)
        .with_theme(if window.theme == ThemeChoice::Dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_max_steps(12)
        .with_render_cursor(false)
        .with_context_setup(move |ctx| style::install(ctx, appearance));
    let builder = if window.is_drawn { builder.wgpu() } else { builder };
    let mut harness = builder.build_eframe(|_| bench);
    harness.run_steps(3);
    harness
}

impl<P: PageUi + Default + 'static> eframe::App for Bench<P> {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.whole_ui(ui);
    }
}

/// Draws a page in every window it must look well in, after `prepare`; files begin with `name`.
pub fn pictures<P: PageUi + Default + 'static>(
    name: &str,
    make: impl Fn() -> Bench<P>,
    prepare: impl Fn(&mut Harness<'static, Bench<P>>),
) {
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(&folder).unwrap();
    let windows = [
        ("", (1440.0, 900.0), 1.0, ThemeChoice::Light),
        ("-dark", (1440.0, 900.0), 1.0, ThemeChoice::Dark),
        ("-1280x720", (1280.0, 720.0), 1.0, ThemeChoice::Light),
        ("-zoom200", (1440.0, 900.0), 2.0, ThemeChoice::Light),
    ];
    for (end, size, zoom, theme) in windows {
        let mut bench = make();
        bench.with_frame = true;
        let mut harness = window(bench, Window { size, zoom, theme, is_drawn: true });
        prepare(&mut harness);
        harness.run_steps(3);
        let path = format!("{folder}/{name}{end}.png");
        harness.render().unwrap().save(&path).unwrap();
        println!("{path}");
    }
}
