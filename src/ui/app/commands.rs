//! Commands to effects.

use super::files::Asked;
use super::hints::Hint;
use super::{DeepdiveApp, appearance};
use crate::app::action::Action;
use crate::app::command::{Command, Page};
use crate::app::session::PerformError;
use crate::app::settings::{Appearance, Reading};
use crate::app::suggestions::About;
use crate::ui::style::{self, Zoom};
use crate::ui::widgets::Tone;
use egui::{Context, ViewportCommand};

impl DeepdiveApp {
    #[expect(clippy::too_many_lines, reason = "a table with a line for each command")]
    pub(super) fn command(&mut self, ctx: &Context, command: Command) {
        if let Some(hint) = Hint::learnt(command) {
            self.put_away(&[hint]);
        }
        match command {
            Command::NewDeepDive => self.dialogs.open_new(&self.settings),
            Command::OpenDeepDive => self.browse(ctx, Asked::Project),
            Command::OpenSample => self.start_sample(ctx),
            Command::CloseDeepDive => self.close_dive(),
            Command::AddFiles => self.browse(ctx, Asked::Files),
            Command::AddFolder => self.browse(ctx, Asked::FolderToAdd),
            Command::Undo | Command::Redo => self.take_back(command),
            Command::GoToReviews => self.go_to(Page::Reviews),
            Command::GoToReading => self.go_to(Page::Reading),
            Command::EditLexicon => {
                self.go_to(Page::Search);
                self.page_command(command);
            }
            Command::GoToSearch => self.go_to(Page::Search),
            Command::GoToSuggestions => self.suggest(),
            Command::GoToWords => self.go_to(Page::Words),
            Command::GoToThemes => self.go_to(Page::Themes),
            Command::GoToMatrix => self.go_to(Page::Matrix),
            Command::GoToDisagreements => self.go_to(Page::Disagreements),
            Command::GoToHistory => self.go_to(Page::History),
            Command::GoToMemos => self.go_to(Page::Memos),
            Command::GoToFramework => self.go_to(Page::Framework),
            Command::GoToCharts => self.go_to(Page::Charts),
            Command::GoToFindings => self.go_to(Page::Findings),
            Command::GoToRounds => self.go_to(Page::Rounds),
            Command::AddRound => {
                self.page = Page::Rounds;
                self.page_command(command);
            }
            Command::WriteReport => self.open_report(),
            Command::AddFinding => {
                self.page = Page::Findings;
                self.page_command(command);
            }
            Command::CheckReading => self.check_reading(),
            Command::Palette => self.palette.open(),
            Command::Keys => {
                let pages = Page::ALL.map(|page| (page, self.pages.get_mut(page).keys())).to_vec();
                self.dialogs.open_keys(pages);
            }
            Command::AddTheme | Command::CodebookVersions | Command::FreezeCodebook => {
                self.page = Page::Themes;
                self.page_command(command);
            }
            Command::FindMemos | Command::WriteMemoOnDeepDive => {
                self.page = Page::Memos;
                self.page_command(command);
            }
            Command::ExportMemos => self.browse(ctx, Asked::MemosOut),
            Command::ImportCodebook => self.browse(ctx, Asked::CodebookIn),
            Command::ExportCodebook => self.browse(ctx, Asked::CodebookOut),
            Command::ExportMatrix => {
                self.page = Page::Matrix;
                self.page_command(command);
            }
            Command::LargerText => self.actions.push(Action::SetReadingSize(self.settings.reading_size + 1.0)),
            Command::SmallerText => self.actions.push(Action::SetReadingSize(self.settings.reading_size - 1.0)),
            Command::ZoomIn => self.zoom(ctx, Zoom::larger),
            Command::ZoomOut => self.zoom(ctx, Zoom::smaller),
            Command::ZoomReset => self.zoom(ctx, |_| Zoom::default()),
            Command::SwitchAppearance => {
                let dark = ctx.global_style().visuals.dark_mode;
                self.actions.push(Action::SetAppearance(if dark { Appearance::Light } else { Appearance::Dark }));
            }
            Command::LessMotion => {
                self.settings.reduced_motion = !self.settings.reduced_motion;
                style::apply(ctx, appearance(&self.settings));
                self.save_settings();
                let words = if self.settings.reduced_motion { "Nothing slides or blinks now" } else { "Things move again" };
                self.tell(Tone::Plain, words);
            }
            Command::LineFocus => self.set_reading(|r| r.line_focus = !r.line_focus),
            Command::WholeWords => self.set_reading(|r| r.whole_words = !r.whole_words),
            Command::ShowFurniture => self.set_reading(|r| r.furniture = !r.furniture),
            Command::WiderText => self.set_reading(|r| r.width += 0.1),
            Command::NarrowerText => self.set_reading(|r| r.width -= 0.1),
            Command::Quit => ctx.send_viewport_cmd(ViewportCommand::Close),
            Command::ShowHints => {
                self.settings.hints_seen.clear();
                self.save_settings();
                self.tell(Tone::Plain, "The hints are shown again where they belong");
            }
            Command::TagSelection
            | Command::SelectSentence
            | Command::SelectParagraph
            | Command::QuickTheme(_)
            | Command::AsConcern
            | Command::AsGoodPractice
            | Command::AsContext
            | Command::EditCoding
            | Command::EndOn
            | Command::EndBack
            | Command::StartOn
            | Command::StartBack
            | Command::SetZone
            | Command::TagAgain
            | Command::NextUncoded
            | Command::NextCoding
            | Command::PreviousCoding
            | Command::RemoveCoding
            | Command::FindInDocument
            | Command::GoToPlace
            | Command::TagAndGoOn
            | Command::CopyWithCitation
            | Command::OnlyMine
            | Command::ShowOnPage
            | Command::WriteMemo
            | Command::LinkMemo
            | Command::ShowMemos
            | Command::TagMentions
            | Command::AcceptMention
            | Command::RejectMention
            | Command::PassagesLikeThis
            | Command::AcceptSuggestion
            | Command::RejectSuggestion
            | Command::SkipSuggestion
            | Command::OpenSuggestion
            | Command::MoreSuggestions
            | Command::StopSuggestions
            | Command::WriteSummary
            | Command::DraftSummary
            | Command::AcceptDraft
            | Command::LookedThrough
            | Command::ChooseVersion
            | Command::MarkRead => {
                self.page_command(command);
                ctx.request_repaint();
            }
        }
    }

    /// Goes to a page, which takes the keyboard also when it is shown already.
    fn go_to(&mut self, page: Page) {
        self.page = page;
        self.pages.get_mut(page).take_keyboard(false);
    }

    /// Suggests for the theme that the page of themes shows, when it is there; else goes on where suggesting stopped.
    fn suggest(&mut self) {
        let chosen = self.pages.themes.chosen().filter(|_| self.page == Page::Themes);
        match chosen {
            Some(theme) => self.actions.push(Action::ShowSuggestions(About::Theme(theme))),
            None => self.go_to(Page::Suggestions),
        }
    }

    /// Checks the reading of what the page shows, or else of the document that was checked last.
    fn check_reading(&mut self) {
        let document = match self.page {
            Page::Reviews => self.pages.reviews.document(),
            Page::Reading => self.pages.reading.document(),
            Page::Search
            | Page::Suggestions
            | Page::Words
            | Page::Themes
            | Page::Matrix
            | Page::Framework
            | Page::Charts
            | Page::Findings
            | Page::Rounds
            | Page::Memos
            | Page::Disagreements
            | Page::History
            | Page::Check => None,
        };
        match document.or_else(|| self.pages.check.document()) {
            Some(document) => self.actions.push(Action::CheckReading(document, None)),
            None => self.page = Page::Check,
        }
    }

    /// Hands a command to the page that knows it.
    fn page_command(&mut self, command: Command) {
        let Some(dive) = &self.dive else { return };
        let searched = dive.search.searched();
        let view = dive.view(&self.settings, &searched);
        if !self.pages.get_mut(self.page).command(command, &view, &mut self.actions) {
            tracing::debug!("{command:?} does nothing on this page");
        }
    }

    fn take_back(&mut self, command: Command) {
        let Some(dive) = &mut self.dive else { return };
        let (done, verb) =
            if command == Command::Undo { (dive.session.undo(), "Undone") } else { (dive.session.redo(), "Done again") };
        self.say_taken_back(done, verb);
    }

    pub(super) fn undo_step(&mut self, seq: u64) {
        let Some(dive) = &mut self.dive else { return };
        let done = dive.session.undo_step(seq);
        self.say_taken_back(done, "Undone");
    }

    fn say_taken_back(&mut self, done: Result<String, PerformError>, verb: &str) {
        match done {
            Ok(label) => self.tell(Tone::Plain, format!("{verb}: {label}")),
            Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
        }
    }

    fn set_reading(&mut self, change: impl FnOnce(&mut Reading)) {
        let mut reading = self.settings.reading;
        change(&mut reading);
        self.actions.push(Action::SetReading(reading));
    }

    fn zoom(&mut self, ctx: &Context, change: impl FnOnce(Zoom) -> Zoom) {
        let zoom = change(appearance(&self.settings).zoom);
        self.settings.zoom = f32::from(zoom.as_percent()) / 100.0;
        style::apply(ctx, appearance(&self.settings));
        self.save_settings();
    }
}

/// A sentence of the program's, with a capital at its start.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
