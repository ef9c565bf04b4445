//! The dialog that saves a matrix as a file: rows, columns, cells, format, where to, and who will read it.
//!
//! Whoever may not see the cases gets a file only once everything found in it is decided; until then the dialog says why.

use super::checked::Checked;
use super::sides::{axes, axis_name, is_entry};
use super::wanted::Wanted;
use crate::analyse::{Axis, CellKind, Passages};
use crate::app::action::{Action, MatrixExport};
use crate::app::leaving::Leaving;
use crate::app::session::Session;
use crate::disclose::Level;
use crate::disclose::gate::Decisions;
use crate::model::{MatrixView, Project};
use crate::ui::leaving::{QuestionsView, account_ui, level_ui, reason};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{DialogChoice, Ink, Pen, button, dialog, drop_down_ui, section_label_ui, segmented_ui, text_field};
use crate::write::Format;
use egui::{Context, Role, Sense, Ui, WidgetInfo};
use std::path::{Path, PathBuf};

/// What is being chosen.
#[derive(Debug)]
pub(super) struct ExportDraft {
    rows: Axis,
    columns: Axis,
    cells: CellKind,
    format: Format,
    tidy: bool,
    path: String,
    /// Within which round, what is filtered, grouped and sorted.
    view: MatrixView,
    passages: Option<Passages>,
    level: Level,
    decisions: Decisions,
    checked: Checked,
    account_open: bool,
    questions: QuestionsView,
    /// Browse was pressed: whoever owns the window may ask the system for a file.
    pub(super) wants_path: bool,
}

const fn format_words(format: Format) -> &'static str {
    match format {
        Format::Csv => "CSV, for any program",
        Format::Xlsx => "Excel workbook",
        Format::Html => "Web page, to read and print",
        Format::Docx => "Word document",
        Format::Ron => "RON, everything about every cell",
    }
}

const fn cell_words(cells: CellKind) -> &'static str {
    match cells {
        CellKind::Presence => "Presence",
        CellKind::Cases => "Cases",
        CellKind::Codings => "Codings",
        CellKind::Words => "Words",
        CellKind::Quotes => "Quotations",
        CellKind::Summary => "Summaries",
    }
}

impl ExportDraft {
    /// Begins with what the page shows; `passages` are what its query finds.
    pub(super) fn new(session: &Session, wanted: &Wanted, passages: Option<Passages>) -> Self {
        let request = wanted.request(session.project(), passages.clone());
        let folder = session.folder().path().parent().map(Path::to_path_buf).unwrap_or_default();
        let name = request.as_ref().map_or_else(|_| "Matrix".to_owned(), |r| r.title());
        let path = folder.join(format!("{name}.xlsx")).display().to_string();
        Self {
            rows: wanted.axis(true).unwrap_or(Axis::Theme),
            columns: wanted.axis(false).unwrap_or(Axis::Case),
            cells: wanted.show().kind(),
            format: Format::Xlsx,
            tidy: false,
            path,
            view: wanted.view.clone(),
            passages,
            level: Level::Internal,
            decisions: session.decisions().clone(),
            checked: Checked::default(),
            account_open: false,
            questions: QuestionsView::default(),
            wants_path: false,
        }
    }

    fn wanted(&self) -> MatrixExport {
        MatrixExport {
            rows: self.rows.name(),
            columns: self.columns.name(),
            cells: self.cells.name().to_owned(),
            format: self.format,
            tidy: self.tidy,
            path: PathBuf::from(self.path.trim()),
            level: self.level,
            decisions: self.decisions.clone(),
            view: self.view.clone(),
            passages: self.passages.clone(),
        }
    }

    /// Takes a path that the system's dialog gave.
    pub(super) fn set_path(&mut self, path: &Path) {
        self.path = path.display().to_string();
        self.wants_path = false;
    }

    /// Shows the dialog; returns false once it ended.
    pub(super) fn show_ui(&mut self, ctx: &Context, session: &Session, actions: &mut Vec<Action>) -> bool {
        let project = session.project();
        let request = Leaving::request(project, &self.wanted());
        if let Ok(request) = &request {
            self.checked.refresh(session, request, self.level, &self.decisions);
        }
        let fault = request.err().map(|e| e.to_string());
        let open = reason(&self.checked.questions, &self.decisions);
        let ready = [&fault, &self.checked.fault, &open].iter().all(|why| why.is_none()) && !self.path.trim().is_empty();
        let choice =
            dialog("matrix_export", "Export a matrix", "Export").ready(ready).enter().width(560.0).show_ui(ctx, |ui, fresh| {
                self.fields_ui(ui, project, fault.as_deref(), fresh);
                if fault.is_none() {
                    self.leaving_ui(ui, open.as_deref());
                }
            });
        if choice.is_some() && self.decisions != *session.decisions() {
            actions.push(Action::KeepDecisions(Box::new(self.decisions.clone())));
        }
        if choice == Some(DialogChoice::Accept) {
            actions.push(Action::Export(Box::new(self.wanted())));
        }
        choice.is_none()
    }

    fn fields_ui(&mut self, ui: &mut Ui, project: &Project, fault: Option<&str>, fresh: bool) {
        let style = Style::of(ui);
        ui.spacing_mut().item_spacing = egui::vec2(style.space(2), style.space(1));
        let half = ((ui.available_width() - style.space(2)) / 2.0).floor();
        let axes = axes(project);
        ui.columns(2, |sides| {
            if let [left, right] = sides {
                axis_ui(left, "Rows", &axes, &mut self.rows, half);
                axis_ui(right, "Columns", &axes, &mut self.columns, half);
            }
        });
        ui.columns(2, |sides| {
            if let [left, right] = sides {
                self.cells_ui(left, half);
                self.format_ui(right, half);
            }
        });
        said_ui(ui, fault.unwrap_or_else(|| self.cells.meaning()), fault.is_some());
        let mut layout = usize::from(self.tidy);
        segmented_ui(ui, "Layout", &["Grid, as in the window", "One line per row and column"], &mut layout);
        self.tidy = layout == 1;
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
    }

    /// Who will read it, what is suppressed for them, and what has to be decided first.
    fn leaving_ui(&mut self, ui: &mut Ui, open: Option<&str>) {
        section_label_ui(ui, "Who will read it", "");
        level_ui(ui, &mut self.level);
        let why = self.checked.fault.as_deref().or(open);
        if let Some(why) = why {
            said_ui(ui, why, true);
        }
        if self.checked.fault.is_some() {
            return;
        }
        if self.level != Level::Internal {
            account_ui(ui, &self.checked.account, &mut self.account_open);
        }
        if self.questions.show_ui(ui, &self.checked.questions, &mut self.decisions) {
            self.checked.look(self.level, &self.decisions);
        }
    }

    fn cells_ui(&mut self, ui: &mut Ui, width: f32) {
        section_label_ui(ui, "Cells", "");
        let names = CellKind::ALL.map(cell_words);
        let now = CellKind::ALL.iter().position(|k| *k == self.cells);
        if let Some(cells) = drop_down_ui(ui, "Cells", &names, now, width).and_then(|i| CellKind::ALL.get(i)) {
            self.cells = *cells;
        }
    }

    fn format_ui(&mut self, ui: &mut Ui, width: f32) {
        section_label_ui(ui, "Format", "");
        let names = Format::ALL.map(format_words);
        let now = Format::ALL.iter().position(|f| *f == self.format);
        if let Some(format) = drop_down_ui(ui, "Format", &names, now, width).and_then(|i| Format::ALL.get(i)) {
            // The ending goes with the format, unless somebody wrote one of their own.
            if let Some(stem) = self.path.strip_suffix(&format!(".{}", self.format.name())) {
                self.path = format!("{stem}.{}", format.name());
            }
            self.format = *format;
        }
    }
}

fn axis_ui(ui: &mut Ui, name: &str, axes: &[Axis], chosen: &mut Axis, width: f32) {
    section_label_ui(ui, name, "");
    let names: Vec<String> = axes.iter().map(axis_name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let now = axes.iter().position(|a| is_entry(a, chosen));
    if let Some(axis) = drop_down_ui(ui, name, &names, now, width).and_then(|i| axes.get(i)) {
        *chosen = axis.clone();
    }
}

fn said_ui(ui: &mut Ui, words: &str, is_fault: bool) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let colour = if is_fault { style.concern } else { style.secondary };
    let ink = Ink::new(Face::Ui, tokens.type_scale.small, colour);
    let galley = pen.layout_lines(words, &ink, tokens.line_height.small, ui.available_width());
    let size = egui::vec2(ui.available_width(), galley.size().y.max(tokens.line_height.small * 2.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let role = if is_fault { Role::Alert } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, words));
    pen.painter.galley(pen.on_pixel(rect.min), galley, colour);
}
