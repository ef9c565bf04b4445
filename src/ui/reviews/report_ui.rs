//! The report of an import: every file, what became of it, what its reader noticed, and what can be tried again.

use super::facts::counted;
use super::reading_ui::Next;
use super::remarks::capital;
use super::report;
use super::words::{note_ui, say_ui};
use crate::app::accept::{Imported, Status};
use crate::app::action::Action;
use crate::read::Outcome;
use crate::ui::check_page::{AskPassword, Asked};
use crate::ui::style::{Face, Style};
use crate::ui::view::{Beside, ImportView};
use crate::ui::widgets::{DialogChoice, button, dialog, job_ui, link_button, state_pill_ui};
use egui::Ui;
use std::path::PathBuf;

/// Files shown at once; a longer report is read page by page.
const A_PAGE: usize = 100;

/// The report over the window.
#[derive(Debug, Default)]
pub(super) struct Report {
    page: usize,
    /// The file whose password is asked for.
    asks: Option<(PathBuf, AskPassword)>,
    /// The file that is tried with a password; asked again when it was wrong.
    tried: Option<PathBuf>,
}

impl Report {
    /// Shows the report.
    pub(super) fn ui(
        &mut self,
        ui: &Ui,
        import: &ImportView,
        beside: &Beside<'_>,
        may_change: bool,
        actions: &mut Vec<Action>,
    ) -> Next {
        self.ask_again(import);
        let mut next = Next::Stay;
        let shown = dialog("import report", "Report of the import", "Copy as text").cancel("Close").width(720.0);
        let choice = shown.show_ui(ui.ctx(), |ui, _| {
            self.body_ui(ui, import, beside, may_change, actions);
            if import.report.iter().any(|line| line.document.is_some()) && ui.add(button("Save or print…")).clicked() {
                next = Next::Save;
            }
        });
        match choice {
            Some(DialogChoice::Accept) => ui.ctx().copy_text(report::as_text(import)),
            Some(DialogChoice::Cancel) => next = Next::Close,
            None => {}
        }
        self.password_ui(ui, import, actions);
        next
    }

    fn body_ui(&mut self, ui: &mut Ui, import: &ImportView, beside: &Beside<'_>, may_change: bool, actions: &mut Vec<Action>) {
        note_ui(ui, &report::headline(import), Style::of(ui).secondary);
        if import.is_running && job_ui(ui, "Trying again", &format!("{} of {}", import.done, import.total), 0.5) {
            actions.push(Action::CancelImport);
        }
        // What went wrong is what one looks for: it comes first.
        let mut lines: Vec<&Imported> = import.report.iter().collect();
        lines.sort_by(|a, b| rank(b).cmp(&rank(a)).then_with(|| a.path.cmp(&b.path)));
        let is_busy = import.is_running || beside.recognition.is_some() || !may_change;
        for line in lines.iter().skip(self.page * A_PAGE).take(A_PAGE) {
            line_ui(ui, line);
            self.offers_ui(ui, line, beside, is_busy, actions);
            ui.separator();
        }
        pages_ui(ui, lines.len(), &mut self.page);
    }

    /// What can be done about a file.
    fn offers_ui(&mut self, ui: &mut Ui, line: &Imported, beside: &Beside<'_>, is_busy: bool, actions: &mut Vec<Action>) {
        let name = report::file_name(line);
        if let Some(id) = line.document {
            let words = format!("Check the reading of {name}");
            if ui.add(link_button("Check the reading").name(&words)).clicked() {
                actions.push(Action::CheckReading(id, None));
            }
            return;
        }
        match line.outcome {
            Outcome::Password => {
                let enter = button("Enter password…");
                let words = format!("Enter the password of {name}");
                if ui.add_enabled(!is_busy, enter.name(&words)).clicked() {
                    self.asks = Some((line.path.clone(), AskPassword::default()));
                }
            }
            Outcome::Scanned => scanned_ui(ui, line, beside, is_busy, actions),
            Outcome::Ok
            | Outcome::Partial
            | Outcome::Garbled
            | Outcome::WrongType
            | Outcome::Corrupt
            | Outcome::TooBig
            | Outcome::Unsupported => {}
        }
    }

    /// Asks once more when the password was wrong.
    fn ask_again(&mut self, import: &ImportView) {
        if import.is_running {
            return;
        }
        let Some(path) = self.tried.take() else { return };
        let is_locked = |line: &&Imported| line.path == path && line.document.is_none() && line.outcome == Outcome::Password;
        if import.report.iter().any(|line| is_locked(&line)) {
            self.asks = Some((path, AskPassword::default()));
        }
    }

    fn password_ui(&mut self, ui: &Ui, import: &ImportView, actions: &mut Vec<Action>) {
        let Some((path, ask)) = &mut self.asks else { return };
        let line = import.report.iter().find(|line| line.path == *path);
        let why = line.and_then(|line| line.reason.clone()).unwrap_or_default();
        let file = line.map(report::file_name).unwrap_or_default();
        match ask.ui(ui.ctx(), &file, &capital(&why)) {
            Asked::Open => {}
            Asked::Left => self.asks = None,
            Asked::Given(password) => {
                actions.push(Action::TryPassword(vec![path.clone()], password));
                self.tried = Some(path.clone());
                self.asks = None;
            }
        }
    }
}

/// A file of pictures: offered to be read by a machine, or why none is there.
fn scanned_ui(ui: &mut Ui, line: &Imported, beside: &Beside<'_>, is_busy: bool, actions: &mut Vec<Action>) {
    let name = report::file_name(line);
    if let Some(view) = beside.recognition.filter(|view| view.path == line.path) {
        let (done, total) = view.progress;
        let how_far = if total == 0 { "opening it".to_owned() } else { format!("{done} of {}", counted(total, "page")) };
        if job_ui(ui, &format!("Reading the pictures in {name}"), &how_far, done as f32 / total.max(1) as f32) {
            actions.push(Action::CancelPictures);
        }
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(200));
        return;
    }
    if let Some(why) = beside.no_machine {
        note_ui(ui, why, Style::of(ui).secondary);
        return;
    }
    let read = button("Read by machine…");
    if ui.add_enabled(!is_busy, read.name(&format!("Have the pictures in {name} read by a machine"))).clicked() {
        actions.push(Action::ReadPictures(line.path.clone()));
    }
    note_ui(ui, "A machine makes mistakes: what it read is marked, and has to be compared with the pages", Style::of(ui).muted);
}

fn rank(line: &Imported) -> u8 {
    match line.status {
        Status::Refused => 3,
        Status::Imported if !line.warnings.is_empty() => 2,
        Status::AlreadyThere => 1,
        Status::Imported => 0,
    }
}

fn line_ui(ui: &mut Ui, line: &Imported) {
    let style = Style::of(ui);
    let (state, tone) = report::status(line);
    ui.add_space(style.space(0));
    ui.horizontal_wrapped(|ui| {
        state_pill_ui(ui, state, tone);
        say_ui(ui, &report::file_name(line), Face::UiMedium, style.tokens.type_scale.body, style.ink);
    });
    if state != "Added" {
        let words = report::sentence(line);
        if words != "added" {
            note_ui(ui, &capital(&words), style.secondary);
        }
    }
    for warning in &line.warnings {
        super::remarks::remark_ui(ui, warning.concern, &report::remark(warning));
    }
}

fn pages_ui(ui: &mut Ui, files: usize, page: &mut usize) {
    let last = files.saturating_sub(1) / A_PAGE;
    if last == 0 {
        return;
    }
    ui.horizontal(|ui| {
        if ui.add_enabled(*page > 0, button("Files before")).clicked() {
            *page -= 1;
        }
        if ui.add_enabled(*page < last, button("More files")).clicked() {
            *page += 1;
        }
        note_ui(
            ui,
            &format!("{} to {} of {files}", *page * A_PAGE + 1, files.min((*page + 1) * A_PAGE)),
            Style::of(ui).secondary,
        );
    });
}
