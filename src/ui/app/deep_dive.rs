//! An open deep dive with what runs beside it: the search thread and an import.

use super::readings::Readings;
use super::search_feed::{SearchFeed, Searched};
use crate::app::import::{Allowed, ImportJob, Known, MakeExtract};
use crate::app::pages::PagePictures;
use crate::app::passwords::Passwords;
use crate::app::places::Places;
use crate::app::session::{PerformError, Session};
use crate::app::settings::Settings;
use crate::app::study;
use crate::app::suggestions::{LearnerThread, Learning};
use crate::model::{self, Id, Theme};
use crate::read::Outcome;
use crate::ui::view::{Beside, ImportView, PageSource, View};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::TryRecvError;
use std::time::Duration;

/// How many files are taken over in one frame, so that the window stays quick while a thousand come in.
const PER_FRAME: usize = 8;

/// An import with what it did so far.
pub(super) struct Import {
    job: Option<ImportJob>,
    pub(super) view: ImportView,
}

/// An open deep dive.
pub(super) struct DeepDive {
    pub(super) session: Session,
    pub(super) search: SearchFeed,
    pub(super) import: Option<Import>,
    pub(super) last_theme: Option<Id<Theme>>,
    pub(super) readings: Readings,
    pub(super) passwords: Passwords,
    pub(super) pictures: Option<PagePictures>,
    pub(super) learner: Option<LearnerThread>,
    /// What the learner has found, as of this frame.
    learning: Learning,
}

impl DeepDive {
    pub(super) fn new(session: Session, places: &Places, make: &MakeExtract, wake: Arc<dyn Fn() + Send + Sync>) -> Self {
        let passwords = Passwords::default();
        let pictures = PagePictures::start(session.folder(), &passwords, make, &wake);
        let pictures = pictures.inspect_err(|e| tracing::error!("no thread for pictures of pages: {e}")).ok();
        let learner = LearnerThread::start(session.texts(), Arc::clone(&wake));
        let learner = learner.inspect_err(|e| tracing::error!("no thread for suggestions: {e}")).ok();
        let search = SearchFeed::new(&session, places, wake);
        let readings = Readings::default();
        let learning = Learning::default();
        Self { session, search, import: None, last_theme: None, readings, passwords, pictures, learner, learning }
    }

    pub(super) fn start_import(
        &mut self,
        paths: &[PathBuf],
        make: &MakeExtract,
        wake: &Arc<dyn Fn() + Send + Sync>,
    ) -> std::io::Result<()> {
        let known: Known = Arc::new(self.session.known_sources());
        let job = ImportJob::start(paths, self.session.folder(), &known, make, wake)?;
        let view = ImportView { total: job.progress().1, is_running: true, ..ImportView::default() };
        self.import = Some(Import { job: Some(job), view });
        Ok(())
    }

    /// Tries files of the last import again, with what a person allowed; their lines of the report are replaced.
    pub(super) fn try_again(
        &mut self,
        paths: &[PathBuf],
        allowed: &Allowed,
        make: &MakeExtract,
        wake: &Arc<dyn Fn() + Send + Sync>,
    ) -> std::io::Result<()> {
        let known: Known = Arc::new(self.session.known_sources());
        let job = ImportJob::start_with(paths, allowed, self.session.folder(), &known, make, wake)?;
        let mut view = self.import.take().map(|import| import.view).unwrap_or_default();
        (view.done, view.total, view.is_running, view.is_cancelled) = (0, job.progress().1, true, false);
        self.import = Some(Import { job: Some(job), view });
        Ok(())
    }

    pub(super) fn cancel_import(&mut self) {
        if let Some(job) = self.import.as_ref().and_then(|i| i.job.as_ref()) {
            job.cancel();
        }
    }

    /// Takes over files that were read. True when there may be more at once.
    pub(super) fn poll_import(&mut self) -> Result<bool, PerformError> {
        let Some(import) = &mut self.import else { return Ok(false) };
        let Some(job) = &mut import.job else { return Ok(false) };
        let mut taken = 0;
        while taken < PER_FRAME {
            match job.poll() {
                Ok(read) => {
                    let line = self.session.accept(&read)?;
                    self.passwords.keep_of(&read);
                    if line.outcome == Outcome::Scanned {
                        self.readings.look_for_machine();
                    }
                    import.view.put(line);
                    taken += 1;
                }
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => {
                    import.view.is_running = false;
                    break;
                }
            }
        }
        import.view.done = job.progress().0;
        import.view.reading = job.reading();
        import.view.took = job.started().elapsed();
        import.view.is_cancelled = job.is_cancelled();
        if !import.view.is_running {
            import.job = None;
        }
        Ok(taken == PER_FRAME)
    }

    /// Tells the search thread what changed; returns when to look again.
    pub(super) fn keep_search_up_to_date(&mut self, is_shown: bool) -> Option<Duration> {
        let waits = self.import.as_ref().is_some_and(|i| i.view.is_running && i.view.done % 50 != 0);
        if waits { None } else { self.search.keep_up(&self.session, is_shown) }
    }

    /// Whether a matrix asks what its query finds.
    pub(super) fn is_finding(&self) -> bool {
        !self.search.finding().is_empty()
    }

    /// Takes over what the learner has found.
    pub(super) fn poll_learner(&mut self) {
        self.learning = self.learner.as_ref().map(LearnerThread::learning).unwrap_or_default();
    }

    /// Whether suggestions or counts are on their way.
    pub(super) fn is_learning(&self) -> bool {
        let now = self.learner.as_ref().map(LearnerThread::learning).unwrap_or_default();
        now.is_suggesting || now.is_counting
    }

    /// What pages are given.
    /// The round of study within which pages work; none for every case.
    pub(super) fn round(&self, settings: &Settings) -> Option<Id<model::DeepDive>> {
        let known = settings.dives.get(&self.session.folder().manifest().id);
        study::chosen_round(self.session.project(), known.map(|d| d.round).unwrap_or_default())
    }

    pub(super) fn view<'a>(&'a self, settings: &'a Settings, searched: &'a Searched) -> View<'a> {
        View {
            session: &self.session,
            settings,
            import: self.import.as_ref().map(|i| &i.view),
            answer: searched.answer.as_ref(),
            is_searching: searched.is_searching,
            last_theme: self.last_theme,
            round: self.round(settings),
            beside: Beside {
                counts: Some(&*searched.counts),
                asked: settings.dives.get(&self.session.folder().manifest().id).map(|d| d.asked.as_slice()).unwrap_or_default(),
                pictures: self.pictures.as_ref().map(|p| p as &dyn PageSource),
                again: self.readings.again(),
                recognition: self.readings.recognition(),
                no_machine: self.readings.no_machine(),
                learning: self.learner.is_some().then_some(&self.learning),
                passages: searched.passages.as_ref(),
                finding: self.search.finding(),
            },
        }
    }
}
