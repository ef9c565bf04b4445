//! A deep dive of thousands of cases in memory, and a window around the page alone, to measure.

use deepdive::app::action::CodebookChoice;
use deepdive::app::create::create;
use deepdive::app::places::Places;
use deepdive::app::session::Session;
use deepdive::app::settings::Settings;
use deepdive::model::{
    Analyst, Case, Cell, Change, Coding, Document, DocumentKind, Edit, Id, Polarity, Progress, SourceHash, Theme,
};
use deepdive::text::{QuoteHash, TextRange};
use deepdive::ui::framework_page::FrameworkPage;
use deepdive::ui::style::{self, Appearance};
use deepdive::ui::view::{Beside, PageUi, View};
use egui_kittest::Harness;
use std::collections::BTreeMap;

/// The page with the deep dive that it shows.
pub struct Alone {
    pub page: FrameworkPage,
    pub session: Session,
    settings: Settings,
    _folder: tempfile::TempDir,
}

impl eframe::App for Alone {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
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
        self.page.ui(ui, &view, &mut Vec::new());
    }
}

fn document(case: Id<Case>, number: usize) -> Document {
    Document {
        id: Id::fresh(),
        source: SourceHash::of(&number.to_le_bytes()),
        file_name: format!("{number}.pdf"),
        bytes: 1,
        text_version: 1,
        pages: 0,
        words: 40,
        title: format!("Review {number}"),
        kind: DocumentKind::RapidReview,
        case,
        dated: None,
        confirmed: true,
        progress: Progress::Coded,
        particulars: BTreeMap::new(),
    }
}

fn coding(theme: Id<Theme>, document: Id<Document>, place: u32) -> Coding {
    Coding {
        id: Id::fresh(),
        theme,
        document,
        range: TextRange::new(place, place + 9).expect("ordered"),
        quote: QuoteHash::of("words"),
        text_version: 1,
        polarity: Polarity::ALL[place as usize % 3],
        query: None,
        suggested: false,
    }
}

/// A deep dive of so many cases; each has codings of half the themes, and summaries of some.
pub fn large(cases: usize) -> Alone {
    let folder = tempfile::tempdir().expect("a folder");
    let places = Places { settings: folder.path().join("settings"), cache: folder.path().join("cache") };
    let path = folder.path().join("Large.deepdive");
    let mut session = create(&path, "Large", &CodebookChoice::NaiUnderOnes, &places, &Analyst::named("Ros Parry")).expect("made");
    let themes: Vec<Id<Theme>> = session.tree().nodes().iter().filter(|n| !n.is_group()).map(|n| n.id).collect();
    let mut changes = Vec::new();
    for number in 0..cases {
        let mut case = Case::new(&format!("Child {number}"));
        case.attributes
            .insert("Age band".to_owned(), ["Under 3 months", "3 to 6 months", "6 to 12 months"][number % 3].to_owned());
        let document = document(case.id, number);
        let (case_id, document_id) = (case.id, document.id);
        changes.push(Change::Case(Edit::Add(Box::new(case))));
        changes.push(Change::Document(Edit::Add(Box::new(document))));
        for (place, theme) in themes.iter().enumerate().filter(|(place, _)| (place + number) % 2 == 0) {
            changes.push(Change::Coding(Edit::Add(Box::new(coding(*theme, document_id, place as u32 * 20)))));
            if (place + number) % 6 == 0 {
                let summary =
                    "The liaison form was sent, and read nine days late.\nNobody asked who slept at the flat.".to_owned();
                let cell = Cell { summary, ..Cell::new(*theme, case_id) };
                changes.push(Change::Cell(Edit::Add(Box::new(cell))));
            }
        }
    }
    session.commit("Large", changes, None).expect("added");
    Alone { page: FrameworkPage::default(), session, settings: Settings::default(), _folder: folder }
}

/// A window around it.
pub fn window(alone: Alone) -> Harness<'static, Alone> {
    let appearance = Appearance { reduced_motion: true, ..Appearance::default() };
    let builder = Harness::builder().with_size(egui::vec2(1440.0, 900.0)).with_max_steps(12).with_render_cursor(false);
    let builder = builder.with_context_setup(move |ctx| style::install(ctx, appearance));
    let mut harness = builder.build_eframe(|_| alone);
    harness.run_steps(3);
    harness
}
