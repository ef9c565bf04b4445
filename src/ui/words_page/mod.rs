//! The page of words: how often each stands in chosen documents, and which stand together; every row is a query.
//!
//! | part | what it is for |
//! |---|---|
//! | `bar` | of which documents, and how words are counted |
//! | `scope` | chooses documents by typing |
//! | `tables` | the two lists, rows and copies of them |
//! | `network` | the strongest pairs as a picture |
//!
//! Cases are counted first: forty mentions in one review are one case.

mod bar;
mod network;
mod scope;
mod tables;

use super::shell::{page_ui, pane_ui, single_column};
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{KeyboardWish, Pen, empty_state_ui, progress_bar_ui, segmented_ui};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::suggestions::{Learning, WordCounts, WordQuestion};
use egui::{CentralPanel, Frame, Margin, Panel, Ui};
use scope::ScopePicker;
use std::sync::Arc;
use tables::Table;

/// The pane's share of the page.
const PANE_SHARE: f32 = 0.48;

/// The page: what is asked, and where the lists are.
#[derive(Debug, Default)]
pub struct WordsPage {
    question: WordQuestion,
    /// What was asked last, and how the project stood then.
    asked: Option<(WordQuestion, u64)>,
    scope: ScopePicker,
    /// The field for the word whose company is wanted.
    company: String,
    words: Table,
    pairs: Table,
    /// Words are sorted by how often they stand instead of by cases.
    by_times: bool,
    /// In one column: pairs are shown instead of words.
    is_together: bool,
    /// In one column: how words are counted is shown instead of them.
    is_options_open: bool,
    /// The pass in which the page was drawn last, to know when one arrives.
    last_pass: Option<u64>,
    wish: KeyboardWish,
}

impl PageUi for WordsPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let pass = ui.cumulative_pass_nr();
        let arrives = self.last_pass.is_none_or(|last| last + 1 < pass);
        self.last_pass = Some(pass);
        page_ui(ui, |ui| self.whole_ui(ui, view, actions));
        self.ask(view, arrives, actions);
    }

    fn take_keyboard(&mut self, _by_mouse: bool) {
        self.wish.ask();
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("↑ ↓", "word"), ("Enter", "search for it"), ("Space", "what stands with it")]
    }
}

impl WordsPage {
    /// Asks when the question has changed, and on arrival when the project has.
    fn ask(&mut self, view: &View<'_>, arrives: bool, actions: &mut Vec<Action>) {
        if view.session.project().documents().is_empty() {
            return;
        }
        let revision = view.session.revision();
        let same = self.asked.as_ref().is_some_and(|(asked, at)| *asked == self.question && (!arrives || *at == revision));
        if !same {
            self.asked = Some((self.question.clone(), revision));
            actions.push(Action::CountWords(Box::new(self.question.clone())));
        }
    }

    fn whole_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let is_single = single_column(ui);
        let side = if is_single { style.space(3) } else { style.space(4) };
        let counts = view.beside.learning.and_then(|l| l.words.clone());
        let margin = Margin { left: side as i8, right: side as i8, top: style.space(3) as i8, bottom: style.space(2) as i8 };
        let shown = Panel::top("words_head").resizable(false).show_separator_line(false).frame(Frame::NONE.inner_margin(margin));
        let head = shown.show(ui, |ui| self.bar_ui(ui, view));
        let rect = head.response.rect;
        Pen::new(ui).across(rect.left(), rect.right(), rect.bottom() - 1.0, style.line);
        if is_single && self.is_options_open {
            return;
        }
        let Some(counts) = counts.filter(|c| !c.counts.is_empty()) else {
            CentralPanel::default().frame(Frame::NONE.inner_margin(side)).show(ui, |ui| empty_ui(ui, view, actions));
            return;
        };
        self.words.follow_words(&counts, self.by_times);
        self.pairs.follow_pairs(&counts);
        if is_single {
            let margin = Margin { left: side as i8, right: side as i8, top: style.space(1) as i8, bottom: 0 };
            CentralPanel::default().frame(Frame::NONE.inner_margin(margin)).show(ui, |ui| {
                let mut part = usize::from(self.is_together);
                segmented_ui(ui, "What is shown", &["Words", "Together"], &mut part);
                self.is_together = part == 1;
                if self.is_together {
                    self.pairs_ui(ui, &counts, actions);
                } else {
                    self.words_ui(ui, &counts, actions);
                }
            });
            return;
        }
        let width = ui.available_width() * PANE_SHARE;
        pane_ui(ui, "words together", width, |ui| self.pairs_ui(ui, &counts, actions));
        let margin = Margin { left: side as i8, right: style.space(3) as i8, top: style.space(3) as i8, bottom: 0 };
        CentralPanel::default().frame(Frame::NONE.inner_margin(margin)).show(ui, |ui| self.words_ui(ui, &counts, actions));
    }

    fn words_ui(&mut self, ui: &mut Ui, counts: &Arc<WordCounts>, actions: &mut Vec<Action>) {
        if self.wish.grant(ui.ctx()) {
            ui.memory_mut(|memory| memory.request_focus(tables::words_id()));
        }
        if tables::head_ui(ui, "Words", &bar::counted_words(counts), "Copy the words") {
            ui.ctx().copy_text(tables::words_copied(counts));
            actions.push(Action::Tell("Copied as a table; paste it into a sheet".to_owned()));
        }
        let most = counts.cases.max(1);
        let asked = self.words.words_ui(ui, counts, most);
        if let Some(word) = asked.opened {
            actions.push(Action::Search(word.as_str().into()));
        }
        if let Some(word) = asked.toggled {
            self.company.clone_from(&word);
            self.question.word = word;
            self.is_together |= single_column(ui);
        }
    }

    fn pairs_ui(&mut self, ui: &mut Ui, counts: &Arc<WordCounts>, actions: &mut Vec<Action>) {
        let (title, note) = bar::together_words(counts);
        if tables::head_ui(ui, &title, &note, "Copy the pairs") {
            ui.ctx().copy_text(tables::pairs_copied(counts));
            actions.push(Action::Tell("Copied as a table; paste it into a sheet".to_owned()));
        }
        if counts.together.pairs.is_empty() {
            let text = "No word stands together with another more often than by chance here.";
            empty_state_ui(ui, icons::TYPE, "Nothing stands together", text, None);
            return;
        }
        network::network_ui(ui, &counts.together.pairs);
        let asked = self.pairs.pairs_ui(ui, counts);
        if let Some(words) = asked.opened {
            actions.push(Action::Search(words.as_str().into()));
        }
    }
}

fn empty_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
    if view.session.project().documents().is_empty() {
        let text = "Add reviews to this deep dive first; then their words can be counted.";
        if empty_state_ui(ui, icons::TYPE, "Nothing to count yet", text, Some("Add documents…")) {
            actions.push(Action::Command(Command::AddFiles));
        }
        return;
    }
    match view.beside.learning {
        None => {
            let text = "The system gave no thread to count in. Close other programs and open the deep dive again.";
            empty_state_ui(ui, icons::TYPE, "Words cannot be counted here", text, None);
        }
        Some(learning) if learning.is_counting || learning.words.is_none() => counting_ui(ui, learning),
        Some(_) => {
            empty_state_ui(ui, icons::TYPE, "No words here", "Choose other documents.", None);
        }
    }
}

fn counting_ui(ui: &mut Ui, learning: &Learning) {
    empty_state_ui(ui, icons::TYPE, "Counting words…", "The first time, the words of all documents are read.", None);
    let Some((done, of)) = learning.reading else { return };
    let name = format!("Reading the words of all documents, {done} of {of}");
    ui.vertical_centered(|ui| {
        super::reviews::words::note_ui(ui, &name, Style::of(ui).secondary);
        progress_bar_ui(ui, &name, done as f32 / of.max(1) as f32, 320.0_f32.min(ui.available_width()));
    });
}
