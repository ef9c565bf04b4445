//! What was read of a document, in the window and on paper.

use super::words::{note_ui, say_ui};
use crate::app::action::Action;
use crate::app::report::reading_of;
use crate::app::session::Session;
use crate::model::{Document, Id};
use crate::text::Concern;
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{DialogChoice, Pen, button, dialog, drop_down_ui, section_label_ui, text_field};
use crate::write::{DocumentReading, ReportFormat};
use egui::Ui;
use std::path::{Path, PathBuf};

/// What a dialog wants next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Stay,
    Close,
    /// Save it as a file.
    Save,
}

/// Shows the report of one document over the window.
pub(super) fn reading_ui(ui: &Ui, session: &Session, id: Id<Document>) -> Next {
    let Some(reading) = reading_of(session, id) else { return Next::Close };
    let shown = dialog("reading report", "What was read", "Save or print…").cancel("Close").width(640.0);
    match shown.show_ui(ui.ctx(), |ui, _| body_ui(ui, &reading)) {
        Some(DialogChoice::Accept) => Next::Save,
        Some(DialogChoice::Cancel) => Next::Close,
        None => Next::Stay,
    }
}

fn body_ui(ui: &mut Ui, reading: &DocumentReading) {
    let style = Style::of(ui);
    ui.spacing_mut().item_spacing.y = style.space(0);
    say_ui(ui, &reading.title, Face::ReadSemibold, style.tokens.type_scale.strong, style.ink);
    note_ui(ui, &reading.file_name, style.muted);
    say_ui(ui, &reading.outcome, Face::Ui, style.tokens.type_scale.body, style.ink);
    let concerns = [("Left out", Concern::LeftOut), ("To look at", Concern::Check), ("Worth knowing", Concern::Note)];
    for (name, list) in reading.lists() {
        ui.add_space(style.space(0));
        section_label_ui(ui, name, &list.len().to_string());
        let concern = concerns.iter().find(|(n, _)| *n == name).map_or(Concern::Note, |(_, concern)| *concern);
        for sentence in list {
            super::remarks::remark_ui(ui, concern, sentence);
        }
    }
    ui.add_space(style.space(0));
    section_label_ui(ui, "In its text", "");
    for (name, value) in &reading.facts {
        fact_ui(ui, name, value);
    }
}

/// A fact: its name at the left, its value beside it.
fn fact_ui(ui: &mut Ui, name: &str, value: &str) {
    let style = Style::of(ui);
    ui.horizontal_top(|ui| {
        let left = style.tokens.size.facets;
        ui.allocate_ui_with_layout(egui::vec2(left, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_width(left);
            note_ui(ui, name, style.secondary);
        });
        note_ui(ui, value, style.ink);
    });
}

/// Where to save a report, and how.
#[derive(Clone, Debug)]
pub(super) struct SaveDraft {
    documents: Vec<Id<Document>>,
    with_import: bool,
    format: ReportFormat,
    path: String,
    /// Browse was pressed: whoever owns the window may ask the system for a file.
    pub(super) wants_path: bool,
}

const fn format_words(format: ReportFormat) -> &'static str {
    match format {
        ReportFormat::Html => "Web page, to read and print",
        ReportFormat::Docx => "Word document",
        ReportFormat::Text => "Plain text",
    }
}

impl SaveDraft {
    pub(super) fn new(session: &Session, documents: Vec<Id<Document>>, with_import: bool) -> Self {
        let folder = session.folder().path().parent().map(Path::to_path_buf).unwrap_or_default();
        let path = folder.join("What was read.html").display().to_string();
        Self { documents, with_import, format: ReportFormat::Html, path, wants_path: false }
    }

    /// Takes a path that the system's dialog gave.
    pub(super) fn set_path(&mut self, path: &Path) {
        self.path = path.display().to_string();
        self.wants_path = false;
        if let Some(format) = path.extension().and_then(|e| e.to_string_lossy().parse().ok()) {
            self.format = format;
        }
    }

    /// Shows the dialog; returns false once it ended.
    pub(super) fn ui(&mut self, ui: &Ui, actions: &mut Vec<Action>) -> bool {
        let ready = !self.path.trim().is_empty();
        let choice =
            dialog("save reading", "Save the report", "Save").ready(ready).width(520.0).show_ui(ui.ctx(), |ui, fresh| {
                let style = Style::of(ui);
                let names: Vec<&str> = ReportFormat::ALL.iter().map(|f| format_words(*f)).collect();
                let now = ReportFormat::ALL.iter().position(|f| *f == self.format);
                section_label_ui(ui, "Format", "");
                if let Some(format) =
                    drop_down_ui(ui, "Format", &names, now, 280.0).and_then(|i| ReportFormat::ALL.get(i).copied())
                {
                    self.format = format;
                    self.path = PathBuf::from(self.path.trim()).with_extension(format.extension()).display().to_string();
                }
                section_label_ui(ui, "File", "");
                ui.horizontal(|ui| {
                    let browse = button("Browse…");
                    let room = ui.available_width() - browse.size(&Pen::new(ui)).x - style.space(2);
                    let field = text_field(&mut self.path, "File").hint("Where to save it").width(room).show_ui(ui);
                    if fresh {
                        field.request_focus();
                    }
                    if ui.add(browse).clicked() {
                        self.wants_path = true;
                    }
                });
                note_ui(ui, "It carries the protective marking and no words of the documents but their titles", style.muted);
            });
        if choice == Some(DialogChoice::Accept) {
            let path = PathBuf::from(self.path.trim());
            let (documents, with_import) = (self.documents.clone(), self.with_import);
            actions.push(Action::SaveReport { documents, with_import, path });
        }
        choice.is_none()
    }
}
