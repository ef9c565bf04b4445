//! What is suppressed in a file that is about to be made: one line, and every sentence on request.
//!
//! It is read before the file is made and never becomes a part of it; whoever needs it later copies it.

use super::lines_ui;
use crate::disclose::Account;
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, band, button, cell_text_ui};
use egui::{Align, Role, Ui};

/// So many sentences are shown; more are only copied.
const MOST: usize = 60;

/// Shows the account; `open` is whether its sentences are shown.
pub fn account_ui(ui: &mut Ui, account: &Account, open: &mut bool) {
    let style = Style::of(ui);
    let summary = account.summary();
    if account.said.is_empty() {
        return lines_ui(ui, &format!("{summary}."), Role::Label, style.secondary);
    }
    let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.body, style.ink);
    let shown = band(&summary, *open).show_ui(ui, |ui| cell_text_ui(ui, ui.available_width(), Align::Min, &summary, &ink));
    if shown.response.clicked() {
        *open = !*open;
    }
    if !*open {
        return;
    }
    for line in account.lines().take(MOST) {
        lines_ui(ui, line, Role::Label, style.ink);
    }
    let more = account.said.len().saturating_sub(MOST);
    if more > 0 {
        lines_ui(ui, &format!("{more} more; copy the account to read them all."), Role::Label, style.secondary);
    }
    if ui.add(button("Copy the account")).clicked() {
        ui.ctx().copy_text(account.lines().collect::<Vec<_>>().join("\n"));
    }
}
