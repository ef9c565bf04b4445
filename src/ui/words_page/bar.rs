//! The head of the page: of which documents words are counted, and how.

use super::WordsPage;
use crate::app::suggestions::WordCounts;
use crate::suggest::{Form, Within};
use crate::ui::reviews::words::note_ui;
use crate::ui::shell::single_column;
use crate::ui::style::{Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{button, check_box, page_title_ui, segmented_ui, text_field};
use egui::{ScrollArea, Ui, vec2};

impl WordsPage {
    pub(super) fn bar_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let style = Style::of(ui);
        ui.spacing_mut().item_spacing = vec2(style.space(2), style.space(1));
        page_title_ui(ui, "Words", "");
        if single_column(ui) {
            ui.horizontal_wrapped(|ui| {
                self.scope_ui(ui, view);
                let name = if self.is_options_open { "Show the words" } else { "Options" };
                if ui.add(button(name)).clicked() {
                    self.is_options_open = !self.is_options_open;
                }
            });
            if self.is_options_open {
                ScrollArea::vertical().auto_shrink([false, true]).show(ui, |ui| self.options_ui(ui, view));
            }
        } else {
            self.options_ui(ui, view);
        }
        if view.beside.learning.is_some_and(|l| l.is_counting && l.words.is_some()) {
            note_ui(ui, "Counting…", style.muted);
        }
    }

    fn scope_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        if let Some(scope) = self.scope.ui(ui, view, self.question.scope) {
            self.question.scope = scope;
        }
    }

    fn options_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        ui.horizontal_wrapped(|ui| {
            if !single_column(ui) {
                self.scope_ui(ui, view);
            }
            let mut form = usize::from(self.question.form == Form::Written);
            segmented_ui(ui, "What counts as one word", &["All forms together", "Each form"], &mut form);
            self.question.form = if form == 1 { Form::Written } else { Form::Stem };
            let mut sort = usize::from(self.by_times);
            segmented_ui(ui, "Order of words", &["By cases", "By times"], &mut sort);
            self.by_times = sort == 1;
        });
        ui.horizontal_wrapped(|ui| {
            let mut within = usize::from(self.question.within == Within::Passage);
            segmented_ui(ui, "Together in", &["Same sentence", "Same passage"], &mut within);
            self.question.within = if within == 1 { Within::Passage } else { Within::Sentence };
            let field = text_field(&mut self.company, "What stands together with this word")
                .hint("Together with a word")
                .icon(icons::SEARCH)
                .clearable();
            field.width(220.0).show_ui(ui);
            self.company.trim().clone_into(&mut self.question.word);
            ui.add(check_box(&mut self.question.stop_words, "Also “the” and numbers"));
            ui.add(check_box(&mut self.question.apparatus, "Also covers and contents pages"));
        });
    }
}

/// "1940 different words in 14 documents of 8 cases".
pub(super) fn counted_words(counts: &WordCounts) -> String {
    let number = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    let words = number(counts.counts.len(), "different word");
    format!("{words} in {} of {}", number(counts.documents, "document"), number(counts.cases, "case"))
}

/// The title of the pairs and what they are counted in.
pub(super) fn together_words(counts: &WordCounts) -> (String, String) {
    let within = match counts.question.within {
        Within::Sentence => "sentences",
        Within::Passage => "passages",
    };
    let title = match counts.question.word.trim() {
        "" => "Stand together".to_owned(),
        word => format!("Together with “{word}”"),
    };
    (title, format!("{} {within}; sorted by log-likelihood (Dunning 1993)", counts.together.units))
}
