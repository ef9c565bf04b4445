//! The dialog that writes what is made of a deep dive: what, in which format, where to, and who will read it.
//!
//! Whoever may not see the cases gets a file only once everything found in it is decided; until then the dialog says why.

mod checked;

use crate::app::action::Action;
use crate::app::session::Session;
use crate::app::study_report::{Kind, Wanted};
use crate::disclose::Level;
use crate::disclose::gate::Decisions;
use crate::model::{DeepDive, Id};
use crate::ui::leaving::{QuestionsView, account_ui, choice_ui, level_ui, reason};
use crate::ui::style::Style;
use crate::ui::widgets::{DialogChoice, Pen, button, dialog, drop_down_ui, section_label_ui, text_field};
use checked::Checked;
use egui::{Context, RichText, Role, Ui, WidgetInfo, vec2};
use std::path::{Path, PathBuf};

/// What the dialog asks of the window.
#[derive(Debug)]
pub enum ReportWish {
    /// The system's dialog for a file with this extension; for a folder where it is empty.
    Browse(&'static str),
    /// Writes it and closes the dialog.
    Save(Box<Wanted>),
    /// Closes the dialog.
    Close,
}

/// What is being chosen.
#[derive(Debug)]
pub struct ReportDialog {
    kind: Kind,
    round: Id<DeepDive>,
    extension: &'static str,
    path: String,
    /// The path as the dialog proposed it; one that was changed by hand is left alone.
    proposed: String,
    level: Level,
    decisions: Decisions,
    checked: Checked,
    account_open: bool,
    questions: QuestionsView,
}

impl ReportDialog {
    /// Begins with the whole report of a round, for those who may see the cases.
    #[must_use]
    pub fn new(session: &Session, round: Id<DeepDive>) -> Self {
        let mut dialog = Self {
            kind: Kind::Full,
            round,
            extension: "docx",
            path: String::new(),
            proposed: String::new(),
            level: Level::Internal,
            decisions: session.decisions().clone(),
            checked: Checked::default(),
            account_open: false,
            questions: QuestionsView::default(),
        };
        dialog.propose(session);
        dialog
    }

    /// Takes a path that the system's dialog gave.
    pub fn set_path(&mut self, path: &Path) {
        self.path = path.display().to_string();
    }

    /// Shows the dialog.
    pub fn show_ui(&mut self, ctx: &Context, session: &Session, actions: &mut Vec<Action>) -> Option<ReportWish> {
        let wanted = self.wanted();
        self.checked.refresh(session, &wanted);
        let open = reason(&self.checked.questions, &self.decisions);
        let ready = self.checked.fault.is_none() && open.is_none() && !self.path.trim().is_empty();
        let mut browse = false;
        let choice =
            dialog("study_report", "Write a report", "Save").ready(ready).enter().width(600.0).show_ui(ctx, |ui, fresh| {
                browse = self.fields_ui(ui, session, fresh);
                self.leaving_ui(ui, open.as_deref());
            });
        if choice.is_some() && self.decisions != *session.decisions() {
            actions.push(Action::KeepDecisions(Box::new(self.decisions.clone())));
        }
        match choice {
            Some(DialogChoice::Accept) => Some(ReportWish::Save(Box::new(self.wanted()))),
            Some(DialogChoice::Cancel) => Some(ReportWish::Close),
            None => browse.then_some(ReportWish::Browse(self.extension)),
        }
    }

    fn wanted(&self) -> Wanted {
        Wanted {
            kind: self.kind,
            round: Some(self.round),
            level: self.level,
            decisions: self.decisions.clone(),
            path: PathBuf::from(self.path.trim()),
        }
    }

    /// What and where to; true when the system's dialog is asked for.
    fn fields_ui(&mut self, ui: &mut Ui, session: &Session, fresh: bool) -> bool {
        let style = Style::of(ui);
        ui.spacing_mut().item_spacing = vec2(style.space(2), style.space(1));
        self.round_ui(ui, session);
        section_label_ui(ui, "What to write", "");
        if choice_ui(ui, "What to write", &Kind::ALL, &mut self.kind, Kind::help) {
            self.extension = self.kind.extensions().first().copied().unwrap_or_default();
            self.propose(session);
        }
        self.format_ui(ui, session);
        let (name, hint) = if self.extension.is_empty() { ("Folder", "Where to put them") } else { ("File", "Where to save it") };
        section_label_ui(ui, name, "");
        let mut browse = false;
        ui.horizontal(|ui| {
            let browse_button = button("Browse…");
            let room = ui.available_width() - browse_button.size(&Pen::new(ui)).x - style.space(2);
            let field = text_field(&mut self.path, name).hint(hint).width(room).show_ui(ui);
            if fresh {
                field.request_focus();
            }
            browse = ui.add(browse_button).clicked();
        });
        browse
    }

    fn round_ui(&mut self, ui: &mut Ui, session: &Session) {
        let rounds: Vec<&DeepDive> = session.project().deep_dives().iter().collect();
        let names: Vec<&str> = rounds.iter().map(|r| r.name.as_str()).collect();
        section_label_ui(ui, "Deep dive", "");
        let now = rounds.iter().position(|r| r.id == self.round);
        let width = ui.available_width();
        if let Some(chosen) = drop_down_ui(ui, "Deep dive", &names, now, width).and_then(|i| rounds.get(i)) {
            self.round = chosen.id;
            self.propose(session);
        }
    }

    fn format_ui(&mut self, ui: &mut Ui, session: &Session) {
        let extensions = self.kind.extensions();
        if extensions.is_empty() {
            return;
        }
        section_label_ui(ui, "Format", "");
        let names: Vec<&str> = extensions.iter().map(|e| format_words(e)).collect();
        let now = extensions.iter().position(|e| *e == self.extension);
        if let Some(extension) = drop_down_ui(ui, "Format", &names, now, 280.0).and_then(|i| extensions.get(i)) {
            // The ending goes with the format, also where somebody wrote the rest of the name.
            if let Some(stem) = self.path.strip_suffix(&format!(".{}", self.extension)) {
                self.path = format!("{stem}.{extension}");
            }
            self.extension = extension;
            self.propose(session);
        }
    }

    /// Who will read it, what is suppressed for them, and what has to be decided first.
    fn leaving_ui(&mut self, ui: &mut Ui, open: Option<&str>) {
        section_label_ui(ui, "Who will read it", "");
        level_ui(ui, &mut self.level);
        let (fault, level) = (self.checked.fault.clone(), self.level);
        if let Some(why) = fault.as_deref().or(open) {
            why_ui(ui, why);
        }
        if level != Level::Internal && fault.is_none() {
            account_ui(ui, &self.checked.account, &mut self.account_open);
            self.questions.show_ui(ui, &self.checked.questions, &mut self.decisions);
        }
    }

    /// Beside the project, named after the deep dive and what it is; unless somebody chose another place.
    fn propose(&mut self, session: &Session) {
        let folder = session.folder().path().parent().map(Path::to_path_buf).unwrap_or_default();
        let round = session.project().deep_dives().get(self.round).map(|r| r.name.as_str()).unwrap_or_default();
        let name = file_name(&format!("{round}, {}", self.kind.to_string().to_lowercase()));
        let name = if self.extension.is_empty() { name } else { format!("{name}.{}", self.extension) };
        let proposed = folder.join(name).display().to_string();
        if self.path == self.proposed {
            self.path.clone_from(&proposed);
        }
        self.proposed = proposed;
    }
}

fn format_words(extension: &str) -> &'static str {
    match extension {
        "docx" => "Word document",
        "html" => "Web page, to read and print",
        "xlsx" => "Excel workbook",
        _ => "CSV, for any program",
    }
}

/// A name that every system takes.
fn file_name(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_control() || "\\/:*?\"<>|".contains(c) { '-' } else { c }).collect();
    plain.trim().trim_end_matches('.').to_owned()
}

fn why_ui(ui: &mut Ui, why: &str) {
    let colour = Style::of(ui).concern;
    let said = ui.label(RichText::new(why).color(colour));
    said.widget_info(|| WidgetInfo::labeled(Role::Alert, true, why));
}
