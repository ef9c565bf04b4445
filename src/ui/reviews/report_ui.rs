//! The report of an import: every file, what became of it, and what its reader noticed on which page.

use super::report;
use super::words::{note_ui, say_ui};
use crate::app::accept::Imported;
use crate::ui::style::{Face, Style};
use crate::ui::view::ImportView;
use crate::ui::widgets::{DialogChoice, dialog, state_pill_ui};
use egui::Ui;

/// Files shown at once; a longer report is read page by page.
const A_PAGE: usize = 100;

/// Shows the report over the window; returns whether it stays open.
pub(super) fn report_ui(ui: &mut Ui, import: &ImportView, page: &mut usize) -> bool {
    let shown = dialog("import report", "Report of the import", "Copy as text").cancel("Close").width(720.0);
    let choice = shown.show_ui(ui.ctx(), |ui, _| {
        note_ui(ui, &report::headline(import), Style::of(ui).secondary);
        // What went wrong is what one looks for: it comes first.
        let mut lines: Vec<&Imported> = import.report.iter().collect();
        lines.sort_by_key(|line| std::cmp::Reverse(rank(line)));
        for line in lines.iter().skip(*page * A_PAGE).take(A_PAGE) {
            line_ui(ui, line);
        }
        pages_ui(ui, lines.len(), page);
    });
    match choice {
        Some(DialogChoice::Accept) => {
            ui.ctx().copy_text(report::as_text(import));
            true
        }
        Some(DialogChoice::Cancel) => false,
        None => true,
    }
}

fn rank(line: &Imported) -> u8 {
    use crate::app::accept::Status;
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
    for remark in report::remarks(line) {
        note_ui(ui, &remark, style.secondary);
    }
    ui.separator();
}

/// The words with a capital at the beginning.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn pages_ui(ui: &mut Ui, files: usize, page: &mut usize) {
    use crate::ui::widgets::button;
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
