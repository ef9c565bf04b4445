//! Actions to effects: the only place where the window changes a deep dive.

use super::commands::sentence;
use super::deep_dive::DeepDive;
use super::dialogs::Wish;
use super::files::Asked;
use super::{DeepdiveApp, appearance};
use crate::app::action::{Action, CodebookChoice};
use crate::app::clock;
use crate::app::command::Page;
use crate::app::create::create;
use crate::app::export::export;
use crate::app::gesture::{Gesture, KeepGesture, MemoGesture, OfferGesture};
use crate::app::sample::{SampleError, make_sample};
use crate::app::search_thread::Question;
use crate::app::session::{Access, Session};
use crate::app::settings::{Reading, Recent};
use crate::model::{Analyst, Coding, Document, Id};
use crate::store::durable;
use crate::store::writer::SaveState;
use crate::text::TextRange;
use crate::ui::style;
use crate::ui::widgets::Tone;
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::Builder;
use std::time::Duration;

/// The sample being made.
pub(super) struct SampleJob {
    done: Receiver<Result<PathBuf, SampleError>>,
    pub(super) read: Arc<AtomicUsize>,
    pub(super) total: Arc<AtomicUsize>,
}

impl DeepdiveApp {
    pub(super) fn carry_out(&mut self, ctx: &Context) {
        for action in std::mem::take(&mut self.actions) {
            self.act(ctx, action);
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table with a line for each action")]
    fn act(&mut self, ctx: &Context, action: Action) {
        match action {
            Action::Command(command) => self.command(ctx, command),
            Action::GoTo(page) => self.page = page,
            Action::Open(document, range) => {
                self.pages.reading.open(document, range);
                self.page = Page::Reading;
            }
            Action::ShowCoding(coding) => self.show_coding(coding),
            Action::ShowCase(case) => {
                self.pages.reviews.show_case(case);
                self.page = Page::Reviews;
            }
            Action::ShowMemo(memo) => {
                self.pages.memos.show(memo);
                self.page = Page::Memos;
            }
            Action::FindMemos(words) => {
                self.pages.memos.find(&words);
                self.page = Page::Memos;
            }
            Action::ExportVersion(version) => self.browse(ctx, Asked::VersionOut(version)),
            Action::ShowTheme(theme) => {
                self.pages.themes.show(theme);
                self.page = Page::Themes;
            }
            Action::Do(gesture) => self.perform(&gesture),
            Action::OpenProject(path) => self.open_project(ctx, &path),
            Action::CreateProject { path, title, codebook, analyst } => {
                self.create_project(ctx, &path, &title, &codebook, &analyst);
            }
            Action::ForgetRecent(path) => {
                self.settings.recent.retain(|r| r.path != path);
                self.save_settings();
            }
            Action::Import(paths) => self.import(ctx, &paths),
            Action::CancelImport => self.dive.iter_mut().for_each(DeepDive::cancel_import),
            Action::DismissImport => self.dive.iter_mut().for_each(|d| d.import = None),
            Action::Search(question) => self.search(&question),
            Action::FindPassages(words) => {
                if let Some(dive) = &mut self.dive {
                    dive.search.find(&dive.session, &words);
                }
            }
            Action::NoteQuery(words) => self.note_query(&words),
            Action::ShowSuggestions(_) | Action::Suggest(_) | Action::CountWords(_) => self.learn(action),
            Action::Export(wanted) => self.export(&wanted),
            Action::KeepDecisions(decisions) => {
                if let Some(dive) = &mut self.dive {
                    dive.session.keep_decisions(*decisions);
                }
            }
            Action::CheckReading(document, range) => self.check(document, range),
            Action::LeaveCheck => self.page = self.checked_from,
            Action::TryPassword(..)
            | Action::Unlock(..)
            | Action::ReadPictures(_)
            | Action::CancelPictures
            | Action::ReadAgain { .. }
            | Action::PlanCarryingOver(_)
            | Action::ApplyReading
            | Action::DropReading
            | Action::SaveReport { .. } => self.read_action(ctx, action),
            Action::SetAppearance(chosen) => {
                self.settings.appearance = chosen;
                style::apply(ctx, appearance(&self.settings));
                self.save_settings();
            }
            Action::SetReadingSize(size) => self.set_text(size, self.settings.reading),
            Action::SetReading(reading) => self.set_text(self.settings.reading_size, reading),
            Action::UndoStep(seq) => self.undo_step(seq),
            Action::SetQuickThemes(quick) => self.set_quick(quick),
            Action::ChooseRound(choice) => self.choose_round(choice),
            Action::Copy(words) => {
                ctx.copy_text(words);
                self.tell(Tone::Plain, "Copied with its citation");
            }
            Action::Tell(words) => self.tell(Tone::Plain, words),
            Action::SaveEmergencyCopy => self.save_emergency_copy(),
        }
    }

    fn search(&mut self, question: &Question) {
        self.page = Page::Search;
        self.pages.search.set_question(question);
        if let Some(dive) = &mut self.dive {
            dive.search.ask(&dive.session, question);
        }
    }

    /// Asks for suggestions or counts of words.
    fn learn(&mut self, action: Action) {
        if let Action::ShowSuggestions(about) = action {
            self.pages.suggestions.show(about);
            self.page = Page::Suggestions;
            return;
        }
        let Some(dive) = &self.dive else { return };
        let Some(learner) = &dive.learner else { return };
        let is_there = match action {
            Action::Suggest(question) => learner.suggest(&dive.session, &question),
            Action::CountWords(question) => {
                learner.count(&dive.session, &question);
                true
            }
            _ => true,
        };
        if !is_there {
            self.tell(Tone::Plain, "This theme or coding is no longer there, or lies in an earlier text");
        }
    }

    fn check(&mut self, document: Id<Document>, range: Option<TextRange>) {
        if self.page != Page::Check {
            self.checked_from = self.page;
        }
        self.pages.check.open(document, range);
        self.page = Page::Check;
    }

    /// Sets how the reading page shows a text.
    fn set_text(&mut self, size: f32, reading: Reading) {
        self.settings.reading_size = size.clamp(13.0, 28.0);
        self.settings.reading = reading.bounded();
        self.pages.reading.set_text_size(self.settings.reading_size);
        self.pages.reading.set_reading(self.settings.reading);
        self.save_settings();
    }

    fn show_coding(&mut self, coding: Id<Coding>) {
        let found = self.dive.as_ref().and_then(|d| d.session.project().codings().get(coding));
        match found.map(|c| (c.document, c.range)) {
            Some((document, range)) => self.actions.push(Action::Open(document, Some(range))),
            None => self.tell(Tone::Plain, "This coding was removed since"),
        }
    }

    /// What is being written on a page becomes steps: the page is left, or the window closes.
    pub(super) fn settle_page(&mut self, page: Page) {
        if self.dive.is_none() {
            return;
        }
        let mut actions = Vec::new();
        self.pages.get_mut(page).leave(&mut actions);
        for action in actions {
            if let Action::Do(gesture) = action {
                self.perform(&gesture);
            }
        }
    }

    fn perform(&mut self, gesture: &Gesture) {
        let Some(dive) = &mut self.dive else { return };
        match dive.session.perform(gesture) {
            Ok(()) => {
                let theme = match gesture {
                    Gesture::Tag { theme, .. } => Some(*theme),
                    Gesture::TagNew { theme, .. } => Some(theme.id),
                    Gesture::Offer(OfferGesture::Accept { theme, .. }) => Some(*theme),
                    _ => None,
                };
                dive.last_theme = theme.or(dive.last_theme);
                if matches!(
                    gesture,
                    Gesture::RetireDocument(_)
                        | Gesture::RetireTheme(_)
                        | Gesture::Untag(_)
                        | Gesture::RetireCase(_)
                        | Gesture::Settle(..)
                        | Gesture::Memo(MemoGesture::Retire(_))
                        | Gesture::Keep(KeepGesture::RetireVersion(_))
                ) || matches!(gesture, Gesture::Tag { passages, .. } if passages.len() > 1)
                {
                    self.tell(Tone::Plain, format!("Done: {}", gesture.label().to_lowercase()));
                    self.told.iter_mut().for_each(|t| t.undo = true);
                }
            }
            Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
        }
    }

    pub(super) fn wake(ctx: &Context) -> Arc<dyn Fn() + Send + Sync> {
        let ctx = ctx.clone();
        Arc::new(move || ctx.request_repaint())
    }

    fn open_project(&mut self, ctx: &Context, path: &Path) {
        let path = &super::frame::project_of(path).unwrap_or_else(|| path.to_path_buf());
        let wake = Self::wake(ctx);
        let told = Arc::clone(&wake);
        let analyst = self.settings.analyst_or_user();
        // What is open now is closed first: the same deep dive may be opened again.
        self.close_dive();
        if self.dive.is_some() {
            return;
        }
        let told = Box::new(move |_: &SaveState, _| told());
        match Session::open_on(Arc::clone(&self.disk), path, &self.places, &analyst, Access::WriteOrRead, told) {
            Ok(session) => self.take_over(session, path, wake),
            Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
        }
    }

    fn create_project(&mut self, ctx: &Context, path: &Path, title: &str, codebook: &CodebookChoice, analyst: &str) {
        self.settings.analyst = Analyst::named(analyst);
        self.save_settings();
        let analyst = self.settings.analyst.clone();
        match create(path, title, codebook, &self.places, &analyst) {
            Ok(session) => {
                // Opened again so that the window hears of every save.
                drop(session);
                self.open_project(ctx, path);
            }
            Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
        }
    }

    fn take_over(&mut self, session: Session, path: &Path, wake: Arc<dyn Fn() + Send + Sync>) {
        let project = session.project();
        let counts = (project.cases().len(), project.documents().len(), project.live_codings().count());
        let recent = Recent { path: path.to_owned(), title: session.title().to_owned(), opened: clock::now(), counts };
        self.settings.note_recent(recent);
        let mut remarks: Vec<String> = session.report().remarks.iter().map(|r| sentence(&r.0)).collect();
        let quarantined = session.report().quarantined.len();
        if quarantined > 0 {
            remarks.push(format!("{quarantined} damaged lines in the journals were left out; everything else was read"));
        }
        if let Some(why) = session.read_only() {
            self.tell(Tone::Caution, format!("Opened for reading only: {why}"));
        }
        let first = session.project().documents().iter().next().map(|d| d.id);
        self.pages = super::Pages::default();
        self.pages.reading.set_text_size(self.settings.reading_size);
        self.pages.reading.set_reading(self.settings.reading);
        self.dive = Some(DeepDive::new(session, &self.places, &self.readers, wake));
        self.recall_places();
        if let Some(first) = self.pages.reading.document().or(first) {
            self.pages.reading.open(first, None);
        }
        self.dialogs.show_remarks(remarks);
        self.page = Page::Reviews;
        self.save_settings();
    }

    pub(super) fn close_dive(&mut self) {
        self.settle_page(self.page);
        self.keep_places();
        let Some(dive) = &self.dive else { return };
        if dive.session.wait_saved(Duration::from_secs(3)).is_saved() {
            self.dive = None;
        } else {
            self.tell(Tone::Caution, "This deep dive is not closed yet, because its last changes are not on disk".to_owned());
        }
    }

    pub(super) fn start_sample(&mut self, ctx: &Context) {
        if self.sample.is_some() {
            return;
        }
        let (send, done) = sync_channel(1);
        let (read, total) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (told_read, told_total) = (Arc::clone(&read), Arc::clone(&total));
        let folder = self.places.settings.join("sample");
        let (readers, wake) = (Arc::clone(&self.readers), Self::wake(ctx));
        let spawned = Builder::new().name("sample".to_owned()).spawn(move || {
            let made = make_sample(&folder, &readers, &|read, total| {
                told_read.store(read, Ordering::Relaxed);
                told_total.store(total, Ordering::Relaxed);
                wake();
            });
            if send.send(made).is_ok() {
                wake();
            }
        });
        match spawned {
            Ok(_) => self.sample = Some(SampleJob { done, read, total }),
            Err(e) => self.tell(Tone::Caution, format!("The sample could not be made: {e}")),
        }
    }

    pub(super) fn poll_jobs(&mut self, ctx: &Context) {
        if let Some(made) = self.sample.as_ref().and_then(|s| s.done.try_recv().ok()) {
            self.sample = None;
            match made {
                Ok(path) => self.open_project(ctx, &path),
                Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
            }
        }
        if let Some((asked, paths)) = self.files.answer() {
            self.chosen(ctx, asked, &paths);
        }
        let Some(dive) = &mut self.dive else { return };
        let was_reading = dive.import.as_ref().is_some_and(|i| i.view.is_running);
        match dive.poll_import() {
            Ok(true) => ctx.request_repaint(),
            Ok(false) => {}
            Err(e) => {
                dive.cancel_import();
                self.tell(Tone::Caution, sentence(&e.to_string()));
            }
        }
        let import = self.dive.as_ref().and_then(|d| d.import.as_ref()).map(|i| &i.view);
        if let Some(view) = import.filter(|view| was_reading && !view.is_running) {
            let words = if view.is_cancelled { "Adding documents was stopped" } else { "Adding documents is done" };
            self.announced = format!("{words}, {} of {} files", view.done, view.total);
        }
        if let Some(dive) = &mut self.dive {
            let told = dive.poll_readings();
            if let Some(again) =
                dive.keep_search_up_to_date(self.page == Page::Search || self.page == Page::Matrix && dive.is_finding())
            {
                ctx.request_repaint_after(again);
            }
            dive.poll_learner();
            match told {
                Ok(Some(words)) => self.tell(Tone::Plain, sentence(&words)),
                Ok(None) => {}
                Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
            }
        }
    }

    fn import(&mut self, ctx: &Context, paths: &[PathBuf]) {
        let wake = Self::wake(ctx);
        let Some(dive) = &mut self.dive else {
            let project = paths.iter().find(|p| p.join("project.ron").exists());
            match project {
                Some(path) => self.open_project(ctx, path),
                None => self.tell(Tone::Plain, "Open or make a deep dive first; then drop the documents again"),
            }
            return;
        };
        if let Some(why) = dive.session.read_only() {
            let words = format!("Nothing was added: {why}");
            self.tell(Tone::Caution, words);
        } else if let Err(e) = dive.start_import(paths, &self.readers, &wake) {
            self.tell(Tone::Caution, format!("Nothing was added, because the system gave no thread to read with ({e})"));
        } else {
            self.page = Page::Reviews;
        }
    }

    fn export(&mut self, wanted: &crate::app::action::MatrixExport) {
        let Some(dive) = &self.dive else { return };
        match export(&dive.session, wanted) {
            Ok(_) => self.tell(Tone::Plain, format!("Saved {}", wanted.path.display())),
            Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
        }
    }

    /// Opens the system's dialog; the same can always be typed.
    pub(super) fn browse(&mut self, _ctx: &Context, asked: Asked) {
        self.dialogs.open_typed(asked);
    }

    pub(super) fn wish(&mut self, ctx: &Context, wish: Wish) {
        match wish {
            Wish::Act(action) => self.actions.push(action),
            Wish::Typed(asked, path) => self.chosen(ctx, asked, &[path]),
            Wish::Keys(map) => self.set_keys(ctx, map),
            Wish::Browse(asked) => {
                let wake = Self::wake(ctx);
                self.files.ask(asked, Box::new(move || wake()));
            }
        }
    }

    fn chosen(&mut self, ctx: &Context, asked: Asked, paths: &[PathBuf]) {
        let Some(first) = paths.first().cloned() else {
            return;
        };
        match asked {
            Asked::Files | Asked::FolderToAdd => {
                if let Some(missing) = paths.iter().find(|p| !p.exists()) {
                    self.tell(Tone::Caution, format!("{} cannot be found; nothing was added", missing.display()));
                } else {
                    self.import(ctx, paths);
                }
            }
            Asked::Project => self.open_project(ctx, &first),
            Asked::Parent => self.dialogs.set_folder(&first),
            Asked::CodebookIn => self.add_themes_from(&first),
            Asked::CodebookOut => self.save_codebook(&first),
            Asked::VersionOut(version) => self.save_version(version, &first),
            Asked::MemosOut => self.save_memos(&first),
            Asked::Save(_) => self.pages.matrix.set_path(&first),
            Asked::SaveReport => self.pages.reviews.set_path(&first),
        }
    }

    /// What could not be saved is put beside the settings, where it can be joined to the journal later.
    fn save_emergency_copy(&mut self) {
        let Some(dive) = &self.dive else { return };
        let lines = dive.session.unsaved_lines();
        let name = format!("{}-{}.steps", dive.session.folder().manifest().id, clock::now().as_second());
        let path = self.places.settings.join("emergency").join(name);
        match durable::save(&path, &lines) {
            Ok(()) => self.tell(Tone::Plain, format!("A copy of what is not saved yet is in {}", path.display())),
            Err(e) => self.tell(
                Tone::Caution,
                format!("The emergency copy could not be written either ({}); do not close the window", e.kind()),
            ),
        }
    }
}
