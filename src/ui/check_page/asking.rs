//! Small dialogs of the page: which page to go to, and the password of a protected original.

use super::sheets::Sheets;
use crate::read::Password;
use crate::ui::reviews::words::note_ui;
use crate::ui::style::Style;
use crate::ui::widgets::{DialogChoice, dialog, text_field};
use egui::Context;

/// How asking stands.
#[derive(Debug)]
pub(in crate::ui) enum Asked<T> {
    /// It goes on.
    Open,
    /// It was left.
    Left,
    /// This was given.
    Given(T),
}

/// Asks for a page.
#[derive(Debug, Default)]
pub(super) struct AskPage {
    typed: String,
}

impl AskPage {
    pub(super) fn ui(&mut self, ctx: &Context, sheets: &Sheets) -> Asked<usize> {
        let found = sheets.find(&self.typed);
        let typed = &mut self.typed;
        let asks = dialog("check page", "Go to a page", "Go").ready(found.is_some()).enter().width(360.0);
        let choice = asks.show_ui(ctx, |ui, fresh| {
            let field = text_field(typed, "Page number").hint("7, or a number as printed").show_ui(ui);
            if fresh {
                field.request_focus();
            }
            let count = sheets.list.len();
            note_ui(ui, &format!("1 to {count}"), Style::of(ui).muted);
        });
        match (choice, found) {
            (Some(DialogChoice::Accept), Some(at)) => Asked::Given(at),
            (Some(_), _) => Asked::Left,
            (None, _) => Asked::Open,
        }
    }
}

/// Asks for a password; what is typed is never shown or kept.
#[derive(Default)]
pub(in crate::ui) struct AskPassword {
    typed: String,
}

impl std::fmt::Debug for AskPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AskPassword(…)")
    }
}

impl AskPassword {
    /// Shows the dialog; `why` is the sentence that asks for it, or says that the last one was wrong.
    pub(in crate::ui) fn ui(&mut self, ctx: &Context, file: &str, why: &str) -> Asked<Password> {
        let typed = &mut self.typed;
        let ready = !typed.is_empty();
        let asks = dialog("password", "Password", "Open it").ready(ready).enter().width(440.0);
        let choice = asks.show_ui(ctx, |ui, fresh| {
            let style = Style::of(ui);
            note_ui(ui, file, style.ink);
            note_ui(ui, why, style.secondary);
            let field = text_field(typed, "Password").secret().show_ui(ui);
            if fresh {
                field.request_focus();
            }
            note_ui(ui, "It is kept only until you close the program, and never written anywhere", style.muted);
        });
        match choice {
            Some(DialogChoice::Cancel) => Asked::Left,
            Some(DialogChoice::Accept) => Asked::Given(Password::new(std::mem::take(&mut self.typed))),
            None => Asked::Open,
        }
    }
}
