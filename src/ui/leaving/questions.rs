//! Everything that has to be decided, by kind: how many are open, one answer for all of a kind, and each by itself.
//!
//! Only a few cards are drawn at a time. Answered ones stay where they are until the page is turned, so that nothing
//! moves away under the pointer; an answer can be changed for as long as the dialog is open.

use super::card::{Writing, card_ui};
use super::lines_ui;
use crate::disclose::gate::{Ask, Decisions, Question};
use crate::ui::style::Style;
use crate::ui::widgets::{button, section_label_ui};
use egui::{Role, Ui};

/// Cards on one page.
const PAGE: usize = 12;

/// What is shown of the questions.
#[derive(Clone, Debug, Default)]
pub struct QuestionsView {
    page: usize,
    writing: Option<Writing>,
}

/// Why nothing may leave yet; none once everything is decided.
#[must_use]
pub fn reason(questions: &[Question], decisions: &Decisions) -> Option<String> {
    let open = |quotes: bool| questions.iter().filter(|q| (q.ask == Ask::Quote) == quotes && decisions.of(q).is_none()).count();
    let plural = |n: usize, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    match (open(false), open(true)) {
        (0, 0) => None,
        (n, 0) => Some(format!("{} to decide before it can be exported", plural(n, "identifier"))),
        (0, n) => Some(format!("{} to confirm before it can be exported", plural(n, "quote"))),
        (i, q) => Some(format!("{} and {} to decide before it can be exported", plural(i, "identifier"), plural(q, "quote"))),
    }
}

impl QuestionsView {
    /// Shows the questions; true when something was decided.
    pub fn show_ui(&mut self, ui: &mut Ui, questions: &[Question], decisions: &mut Decisions) -> bool {
        if questions.is_empty() {
            return false;
        }
        let style = Style::of(ui);
        let mut decided = false;
        let open = decisions.open(questions);
        let count = if open == 0 { "all decided".to_owned() } else { format!("{open} of {} open", questions.len()) };
        section_label_ui(ui, "To decide", &count);
        let mut sorted: Vec<&Question> = questions.iter().collect();
        // Stable: within a kind they stay in reading order.
        sorted.sort_by_key(|q| q.ask);
        decided |= masks_ui(ui, questions, &sorted, decisions);
        let pages = sorted.len().div_ceil(PAGE);
        self.page = self.page.min(pages - 1);
        for question in sorted.iter().skip(self.page * PAGE).take(PAGE) {
            decided |= card_ui(ui, question, decisions, &mut self.writing);
            ui.add_space(style.space(0));
        }
        self.pages_ui(ui, pages, sorted.len());
        decided
    }

    fn pages_ui(&mut self, ui: &mut Ui, pages: usize, total: usize) {
        if pages < 2 {
            return;
        }
        let colour = Style::of(ui).secondary;
        let (first, last) = (self.page * PAGE + 1, ((self.page + 1) * PAGE).min(total));
        lines_ui(ui, &format!("{first} to {last} of {total}"), Role::Label, colour);
        ui.horizontal(|ui| {
            if ui.add_enabled(self.page > 0, button("Earlier")).clicked() {
                self.page -= 1;
            }
            if ui.add_enabled(self.page + 1 < pages, button("Further")).clicked() {
                self.page += 1;
            }
        });
    }
}

/// A button for each kind of identifier with open questions: masks them all.
fn masks_ui(ui: &mut Ui, questions: &[Question], sorted: &[&Question], decisions: &mut Decisions) -> bool {
    let mut kinds: Vec<Ask> = sorted.iter().map(|q| q.ask).collect();
    kinds.dedup();
    let open = |ask: Ask, decisions: &Decisions| questions.iter().filter(|q| q.ask == ask && decisions.of(q).is_none()).count();
    let mut decided = false;
    ui.horizontal_wrapped(|ui| {
        for ask in kinds {
            let Ask::Identifier(kind) = ask else { continue };
            let left = open(ask, decisions);
            if left == 0 {
                continue;
            }
            let words = format!("Mask all: {} ({left})", kind.to_string().to_lowercase());
            if ui.add(button(&words)).clicked() {
                decided |= decisions.mask_all(questions, kind) > 0;
            }
        }
    });
    decided
}
