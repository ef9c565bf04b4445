//! The dialog that writes reports: opened over any page, for the round that pages work within.

use super::DeepdiveApp;
use super::commands::sentence;
use super::files::Asked;
use crate::app::action::Action;
use crate::app::command::Page;
use crate::app::study_report::{ReportError, Wanted, save};
use crate::ui::report_dialog::{ReportDialog, ReportWish};
use crate::ui::widgets::Tone;
use egui::Context;

impl DeepdiveApp {
    /// Opens the dialog; without a round of study there is nothing to report, and the page of deep dives says how to begin.
    pub(super) fn open_report(&mut self) {
        let Some(dive) = &self.dive else { return };
        let latest = dive.session.project().deep_dives().iter().last().map(|r| r.id);
        match dive.round(&self.settings).or(latest) {
            Some(round) => self.report = Some(ReportDialog::new(&dive.session, round)),
            None => {
                self.actions.push(Action::GoTo(Page::Rounds));
                self.tell(Tone::Caution, sentence(&ReportError::NoRound.to_string()));
            }
        }
    }

    pub(super) fn report_ui(&mut self, ctx: &Context) {
        let (Some(dive), Some(report)) = (&self.dive, &mut self.report) else {
            self.report = None;
            return;
        };
        match report.show_ui(ctx, &dive.session, &mut self.actions) {
            None => {}
            Some(ReportWish::Browse(extension)) => {
                let wake = Self::wake(ctx);
                self.files.ask(Asked::StudyOut(extension), Box::new(move || wake()));
            }
            Some(ReportWish::Close) => self.report = None,
            Some(ReportWish::Save(wanted)) => {
                self.report = None;
                self.save_study(&wanted);
            }
        }
    }

    fn save_study(&mut self, wanted: &Wanted) {
        let Some(dive) = &self.dive else { return };
        match save(&dive.session, wanted) {
            Ok(account) => {
                let saved = format!("Saved {}", wanted.path.display());
                let said = if account.said.is_empty() { saved } else { format!("{saved}. {}", account.summary()) };
                self.tell(Tone::Plain, said);
            }
            Err(e) => self.tell(Tone::Caution, sentence(&e.to_string())),
        }
    }
}
