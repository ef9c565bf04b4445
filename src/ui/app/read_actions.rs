//! Actions about what was read: passwords, pictures, reading again, and the report on paper.

use super::DeepdiveApp;
use super::commands::sentence;
use crate::app::action::Action;
use crate::app::import::Allowed;
use crate::app::report::{export_report, report_of};
use crate::model::{Document, Id};
use crate::read::Password;
use crate::ui::widgets::Tone;
use crate::write::ReportFormat;
use egui::Context;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl DeepdiveApp {
    pub(super) fn read_action(&mut self, ctx: &Context, action: Action) {
        let (wake, make) = (Self::wake(ctx), Arc::clone(&self.readers));
        match action {
            Action::TryPassword(paths, password) => self.try_password(ctx, &paths, password),
            Action::SaveReport { documents, with_import, path } => self.save_report(&documents, with_import, &path),
            Action::ApplyReading => self.apply_reading(),
            Action::CancelPictures => self.dive.iter_mut().for_each(|d| d.readings.cancel_pictures()),
            Action::DropReading => self.dive.iter_mut().for_each(|d| d.readings.drop_again()),
            other => {
                let Some(dive) = &mut self.dive else { return };
                let done = match other {
                    Action::Unlock(id, password) => dive.unlock(id, password, &make, &wake),
                    Action::ReadPictures(path) => dive.read_pictures(&path, &make, &wake),
                    Action::ReadAgain { document, pictures } => dive.read_again(document, pictures, &make, &wake),
                    Action::PlanCarryingOver(id) => dive.plan_carrying_over(id).map_err(|e| e.to_string()),
                    _ => Ok(()),
                };
                if let Err(words) = done {
                    self.tell(Tone::Caution, sentence(&words));
                }
            }
        }
    }

    fn try_password(&mut self, ctx: &Context, paths: &[PathBuf], password: Password) {
        let wake = Self::wake(ctx);
        let Some(dive) = &mut self.dive else { return };
        let allowed = Allowed { password: Some(password), recognition: None };
        if let Err(e) = dive.try_again(paths, &allowed, &self.readers, &wake) {
            self.tell(Tone::Caution, format!("Nothing was added, because the system gave no thread to read with ({e})"));
        }
    }

    fn apply_reading(&mut self) {
        let Some(dive) = &mut self.dive else { return };
        match dive.apply_reading() {
            Ok(Some(words)) => {
                self.tell(Tone::Plain, words);
                self.told.iter_mut().for_each(|t| t.undo = true);
            }
            Ok(None) => {}
            Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
        }
    }

    fn save_report(&mut self, documents: &[Id<Document>], with_import: bool, path: &Path) {
        let Some(dive) = &self.dive else { return };
        let import = dive.import.as_ref().filter(|_| with_import).map(|i| i.view.report.as_slice()).unwrap_or_default();
        let report = report_of(&dive.session, documents, import);
        let extension = path.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
        let format = extension.parse::<ReportFormat>().map_err(|e| e.to_string());
        let saved = format.and_then(|format| export_report(&dive.session, &report, format, path).map_err(|e| e.to_string()));
        match saved {
            Ok(()) => self.tell(Tone::Plain, format!("Saved {}", path.display())),
            Err(words) => self.tell(Tone::Caution, sentence(&words)),
        }
    }
}
