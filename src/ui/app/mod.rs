//! The program in its window: holds the open deep dive, lets pages draw, and carries out what they ask for.
//!
//! | file | what it is for |
//! |---|---|
//! | `carry_out` | actions to effects |
//! | `commands`, `codebooks` | commands to effects |
//! | `deep_dive` | an open deep dive with its jobs |
//! | `frame` | one frame: top bar, rail, page, dialogs |
//! | `dialogs` | new deep dive, folder, name, keys |
//! | `palette` | search or do anything |
//! | `hints` | one line about what nobody finds by looking |
//! | `keys` | keys to commands |
//! | `key_list` | every key, and how commands get others |
//! | `files` | the system's file dialogs |
//! | `search_feed` | the search thread, and what it was told |
//! | `remembered` | what is remembered of a deep dive on this computer |
//! | `reporting` | the dialog that writes reports |
//! | `readings`, `read_actions` | pictures read by a machine, documents read again |

mod carry_out;
mod codebooks;
mod commands;
mod deep_dive;
mod dialogs;
mod files;
mod frame;
mod hints;
mod key_list;
mod keys;
mod palette;
mod read_actions;
mod readings;
mod remembered;
mod reporting;
mod search_feed;

use crate::app::action::Action;
use crate::app::command::Page;
use crate::app::import::MakeExtract;
use crate::app::keymap::Keymap;
use crate::app::places::Places;
use crate::app::settings::{Appearance, Settings};
use crate::store::files::{Disk, Files};
use crate::ui::charts_page::ChartsPage;
use crate::ui::check_page::CheckPage;
use crate::ui::disagreements::DisagreementsPage;
use crate::ui::findings_page::FindingsPage;
use crate::ui::framework_page::FrameworkPage;
use crate::ui::history::HistoryPage;
use crate::ui::matrix_page::MatrixPage;
use crate::ui::memos::MemosPage;
use crate::ui::reading::ReadingPage;
use crate::ui::report_dialog::ReportDialog;
use crate::ui::reviews::ReviewsPage;
use crate::ui::rounds_page::RoundsPage;
use crate::ui::search_page::SearchPage;
use crate::ui::style::{self, ThemeChoice, Zoom};
use crate::ui::suggest_page::SuggestPage;
use crate::ui::themes::ThemesPage;
use crate::ui::view::PageUi;
use crate::ui::widgets::Tone;
use crate::ui::words_page::WordsPage;
use deep_dive::DeepDive;
use dialogs::Dialogs;
use egui::Context;
use files::FileDialogs;
use palette::Palette;
use std::path::PathBuf;
use std::sync::Arc;

pub use files::{Asked, SystemDialogs};
pub(in crate::ui) use keys::keys_of;

/// The pages, each with its scroll, selection and drafts.
#[derive(Default)]
pub(super) struct Pages {
    reviews: ReviewsPage,
    reading: ReadingPage,
    search: SearchPage,
    suggestions: SuggestPage,
    words: WordsPage,
    themes: ThemesPage,
    matrix: MatrixPage,
    framework: FrameworkPage,
    charts: ChartsPage,
    findings: FindingsPage,
    rounds: RoundsPage,
    disagreements: DisagreementsPage,
    history: HistoryPage,
    memos: MemosPage,
    check: CheckPage,
}

impl Pages {
    fn get_mut(&mut self, page: Page) -> &mut dyn PageUi {
        match page {
            Page::Reviews => &mut self.reviews,
            Page::Reading => &mut self.reading,
            Page::Search => &mut self.search,
            Page::Suggestions => &mut self.suggestions,
            Page::Words => &mut self.words,
            Page::Themes => &mut self.themes,
            Page::Matrix => &mut self.matrix,
            Page::Framework => &mut self.framework,
            Page::Charts => &mut self.charts,
            Page::Findings => &mut self.findings,
            Page::Rounds => &mut self.rounds,
            Page::Disagreements => &mut self.disagreements,
            Page::History => &mut self.history,
            Page::Memos => &mut self.memos,
            Page::Check => &mut self.check,
        }
    }
}

/// A line that tells what happened, and goes away.
#[derive(Clone, Debug)]
pub(super) struct Told {
    tone: Tone,
    words: String,
    /// Offers to take the last step back.
    undo: bool,
    /// When it goes away, in seconds of the window's clock; none stays until closed.
    until: Option<f64>,
}

/// The program in its window.
pub struct DeepdiveApp {
    places: Places,
    settings: Settings,
    keymap: Arc<Keymap>,
    readers: MakeExtract,
    dive: Option<DeepDive>,
    page: Page,
    /// The page from which a reading is checked.
    checked_from: Page,
    pages: Pages,
    dialogs: Dialogs,
    report: Option<ReportDialog>,
    palette: Palette,
    files: Box<dyn FileDialogs>,
    /// Where deep dives are kept.
    disk: Arc<dyn Files>,
    told: Option<Told>,
    /// Why saving fails, once that has been told.
    failing: Option<String>,
    actions: Vec<Action>,
    /// Making the sample, in a thread of its own.
    sample: Option<carry_out::SampleJob>,
    closing: bool,
    /// What a screen reader says that no notice shows.
    announced: String,
    now: f64,
}

impl DeepdiveApp {
    /// The program, with a deep dive to open at once if one is given.
    #[must_use]
    pub fn new(ctx: &Context, places: Places, readers: MakeExtract, open: Option<PathBuf>) -> Self {
        let settings = Settings::load(&places.settings);
        style::install(ctx, appearance(&settings));
        let keymap = Arc::new(Keymap::of_settings(&settings.keys));
        keys::install(ctx, &keymap);
        let mut app = Self {
            places,
            settings,
            keymap,
            readers,
            dive: None,
            page: Page::Reviews,
            checked_from: Page::Reviews,
            pages: Pages::default(),
            dialogs: Dialogs::default(),
            report: None,
            palette: Palette::default(),
            files: Box::new(SystemDialogs::default()),
            disk: Arc::new(Disk),
            told: None,
            failing: None,
            actions: Vec::new(),
            sample: None,
            closing: false,
            announced: String::new(),
            now: 0.0,
        };
        app.pages.reading.set_text_size(app.settings.reading_size);
        app.pages.reading.set_reading(app.settings.reading);
        app.actions.extend(open.map(Action::OpenProject));
        app
    }

    /// Uses other file dialogs; tests answer them.
    pub fn set_files(&mut self, files: Box<dyn FileDialogs>) {
        self.files = files;
    }

    /// Keeps deep dives on another disk; tests inject faults here.
    pub fn set_disk(&mut self, disk: Arc<dyn Files>) {
        self.disk = disk;
    }

    /// Asks for an action, as a page would.
    pub fn ask(&mut self, action: Action) {
        self.actions.push(action);
    }

    /// The page that is shown.
    #[must_use]
    pub const fn page(&self) -> Page {
        self.page
    }

    /// The open deep dive.
    #[must_use]
    pub fn session(&self) -> Option<&crate::app::session::Session> {
        self.dive.as_ref().map(|d| &d.session)
    }

    /// Whether an import, a search or the making of the sample is going on.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        let searching = self.dive.as_ref().is_some_and(|d| d.search.searched().is_searching);
        let importing = self.dive.as_ref().is_some_and(|d| d.import.as_ref().is_some_and(|i| i.view.is_running));
        let reading = self.dive.as_ref().is_some_and(|d| d.readings.is_busy() || d.is_learning());
        searching || importing || reading || self.sample.is_some() || !self.actions.is_empty()
    }

    pub(super) fn tell(&mut self, tone: Tone, words: impl Into<String>) {
        let words = words.into();
        tracing::debug!("told: {} letters", words.len());
        let until = (tone == Tone::Plain).then_some(self.now + 8.0);
        self.told = Some(Told { tone, words, undo: false, until });
    }

    /// Takes over other keys for commands and keeps them.
    pub(super) fn set_keys(&mut self, ctx: &Context, map: Keymap) {
        self.settings.keys = map.to_settings();
        self.keymap = Arc::new(map);
        keys::install(ctx, &self.keymap);
        self.save_settings();
    }

    pub(super) fn save_settings(&mut self) {
        if let Err(e) = self.settings.save(&self.places.settings) {
            self.tell(
                Tone::Caution,
                format!("The settings could not be saved ({}); they hold until you close the window", e.kind()),
            );
        }
    }
}

pub(super) fn appearance(settings: &Settings) -> style::Appearance {
    let theme = match settings.appearance {
        Appearance::System => ThemeChoice::System,
        Appearance::Light => ThemeChoice::Light,
        Appearance::Dark => ThemeChoice::Dark,
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "settings keep the zoom between 1 and 3")]
    let percent = (settings.zoom * 100.0).round() as u16;
    style::Appearance { theme, zoom: Zoom::percent(percent), reduced_motion: settings.reduced_motion }
}
