//! Readings that a person asked for and that take a while: pictures by a machine, a document once more.

use super::deep_dive::DeepDive;
use crate::app::gesture::Gesture;
use crate::app::import::{Allowed, MakeExtract};
use crate::app::ocr::Recognition;
use crate::app::reextract::ReextractPlan;
use crate::app::reread::{ReadAgain, ReadAgainJob};
use crate::app::session::PerformError;
use crate::model::{Document, Id};
use crate::read::{Absent, Outcome, Password, Tesseract};
use crate::ui::view::{AgainState, AgainView, RecognitionView};
use std::path::Path;
use std::sync::mpsc::TryRecvError;
use std::sync::{Arc, OnceLock};
use std::thread::Builder;

/// What wakes the window.
type Wake = Arc<dyn Fn() + Send + Sync>;

/// What was found of `tesseract`, once somebody has looked.
type Machine = Arc<OnceLock<Result<Arc<Tesseract>, Absent>>>;

/// Readings that are going on.
#[derive(Default)]
pub(super) struct Readings {
    again: Option<AgainView>,
    again_job: Option<ReadAgainJob>,
    recognition: Option<(Recognition, RecognitionView)>,
    machine: Machine,
    /// Why there is no machine, in words.
    absent: OnceLock<String>,
    has_looked: bool,
}

impl Readings {
    pub(super) const fn again(&self) -> Option<&AgainView> {
        self.again.as_ref()
    }

    pub(super) fn recognition(&self) -> Option<&RecognitionView> {
        self.recognition.as_ref().map(|(_, view)| view)
    }

    pub(super) fn no_machine(&self) -> Option<&str> {
        match self.machine.get()? {
            Ok(_) => None,
            Err(absent) => Some(self.absent.get_or_init(|| absent.to_string())),
        }
    }

    /// Whether something is being read.
    pub(super) const fn is_busy(&self) -> bool {
        self.again_job.is_some() || self.recognition.is_some()
    }

    /// Looks for `tesseract` on a thread, because asking a program takes a moment.
    pub(super) fn look_for_machine(&mut self) {
        if std::mem::replace(&mut self.has_looked, true) {
            return;
        }
        let found = Arc::clone(&self.machine);
        let spawned = Builder::new().name("looking for tesseract".to_owned()).spawn(move || {
            if found.set(Tesseract::find().map(Arc::new)).is_err() {
                tracing::debug!("tesseract was found twice");
            }
        });
        if let Err(e) = spawned {
            tracing::warn!("no thread to look for tesseract: {e}");
        }
    }

    /// The machine, looked for at once when nobody has yet.
    fn machine(&mut self) -> Result<Arc<Tesseract>, Absent> {
        self.has_looked = true;
        let found = self.machine.get_or_init(|| Tesseract::find().map(Arc::new));
        found.as_ref().map(Arc::clone).map_err(|absent| *absent)
    }

    pub(super) fn cancel_pictures(&mut self) {
        if let Some((job, _)) = &self.recognition {
            job.cancel();
        }
    }

    pub(super) fn drop_again(&mut self) {
        // Dropping the job waits for its thread, which stops at once.
        self.again_job = None;
        self.again = None;
    }
}

impl DeepDive {
    /// Starts to read the pictures in a file of the last import.
    pub(super) fn read_pictures(&mut self, path: &Path, make: &MakeExtract, wake: &Wake) -> Result<(), String> {
        let machine = self.readings.machine().map_err(|absent| absent.to_string())?;
        let started = Recognition::start(path, None, &machine, self.session.folder(), make, wake);
        let job = started.map_err(|e| format!("Nothing was read, because the system gave no thread ({e})"))?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let view = RecognitionView { path: path.to_owned(), name, progress: (0, 0) };
        self.readings.recognition = Some((job, view));
        Ok(())
    }

    /// Starts to read a document again.
    pub(super) fn read_again(&mut self, id: Id<Document>, pictures: bool, make: &MakeExtract, wake: &Wake) -> Result<(), String> {
        let recognition = if pictures { Some(self.readings.machine().map_err(|absent| absent.to_string())?) } else { None };
        let document = self.session.project().documents().get(id);
        let password = document.and_then(|d| self.passwords.of(&d.source));
        let allowed = Allowed { password, recognition };
        let job = ReadAgainJob::start(&self.session, id, allowed, make, Arc::clone(wake));
        let job = job.map_err(|e| format!("The original of this document cannot be read again ({e}); check the deep dive"))?;
        self.readings.again_job = Some(job);
        self.readings.again = Some(AgainView { document: id, carries_over: false, state: AgainState::Reading(None) });
        Ok(())
    }

    /// Plans to carry over what lies in an earlier text.
    pub(super) fn plan_carrying_over(&mut self, id: Id<Document>) -> Result<(), PerformError> {
        let plan = self.session.plan_carrying_over(id)?;
        self.readings.again = Some(AgainView { document: id, carries_over: true, state: AgainState::Planned(Arc::new(plan)) });
        Ok(())
    }

    /// Does what was planned; says it in a sentence.
    pub(super) fn apply_reading(&mut self) -> Result<Option<String>, PerformError> {
        let Some(view) = self.readings.again.take() else { return Ok(None) };
        let AgainState::Planned(plan) = &view.state else { return Ok(None) };
        if view.carries_over {
            self.session.perform(&Gesture::CarryOver(view.document))?;
        } else {
            self.session.read_again(view.document, &plan.source)?;
        }
        Ok(Some(done_words(plan)))
    }

    /// Keeps the password of a document, and draws and reads it with that from now on.
    pub(super) fn unlock(&mut self, id: Id<Document>, password: Password, make: &MakeExtract, wake: &Wake) -> Result<(), String> {
        let Some(document) = self.session.project().documents().get(id) else { return Ok(()) };
        self.passwords.keep(&document.source, password);
        if let Some(pictures) = &self.pictures {
            pictures.try_again(&document.source);
        }
        let waits = |again: &AgainView| again.document == id && matches!(again.state, AgainState::Locked(_));
        if self.readings.again.as_ref().is_some_and(waits) {
            return self.read_again(id, false, make, wake);
        }
        Ok(())
    }

    /// Takes over what was read; says what a person should hear.
    pub(super) fn poll_readings(&mut self) -> Result<Option<String>, PerformError> {
        self.poll_again()?;
        self.poll_recognition()
    }

    fn poll_again(&mut self) -> Result<(), PerformError> {
        let Some(job) = &self.readings.again_job else { return Ok(()) };
        let state = match job.poll() {
            Ok(read) => {
                self.readings.again_job = None;
                self.state_of(read)?
            }
            Err(TryRecvError::Empty) => AgainState::Reading(job.progress()),
            Err(TryRecvError::Disconnected) => {
                self.readings.again_job = None;
                AgainState::Failed("Reading it again ended without an answer; try once more".to_owned())
            }
        };
        if let Some(again) = &mut self.readings.again {
            again.state = state;
        }
        Ok(())
    }

    fn state_of(&self, read: ReadAgain) -> Result<AgainState, PerformError> {
        let reason = read.reason.unwrap_or_else(|| "it could not be read".to_owned());
        Ok(match read.source {
            Some(source) => AgainState::Planned(Arc::new(self.session.plan_reading_again(read.document, &source)?)),
            None if read.outcome == Outcome::Password => AgainState::Locked(reason),
            None => AgainState::Failed(reason),
        })
    }

    fn poll_recognition(&mut self) -> Result<Option<String>, PerformError> {
        let Some((job, view)) = &mut self.readings.recognition else { return Ok(None) };
        match job.poll() {
            Ok(read) => {
                self.readings.recognition = None;
                let name = read.file_name();
                let line = self.session.accept(&read)?;
                let words = match line.document {
                    Some(_) => format!("“{name}” was read by a machine and added; compare it with its pages"),
                    None => line.reason.clone().unwrap_or_else(|| format!("No words were found in “{name}”")),
                };
                if let Some(import) = &mut self.import {
                    import.view.put(line);
                }
                Ok(Some(words))
            }
            Err(TryRecvError::Empty) => {
                view.progress = job.progress();
                Ok(None)
            }
            Err(TryRecvError::Disconnected) => {
                let words = format!("Reading “{}” was cancelled; nothing was added", view.name);
                self.readings.recognition = None;
                Ok(Some(words))
            }
        }
    }
}

/// "Read again: 12 stay where they were, 3 moved, 1 has no place".
fn done_words(plan: &ReextractPlan) -> String {
    let (same, moved, unplaced) = (plan.same.len(), plan.moved.len(), plan.unplaced.len());
    if plan.is_empty() {
        return "The new text is in use; nothing pointed into the old one".to_owned();
    }
    let mut words = format!("Of {} marks, {same} stay where they were and {moved} moved", plan.len());
    if unplaced > 0 {
        let have = if unplaced == 1 { "has" } else { "have" };
        words.push_str(&format!("; {unplaced} {have} no place and {} listed", if unplaced == 1 { "is" } else { "are" }));
    }
    words
}
