//! Which codings are shown on the text: by analyst, polarity and theme.
//!
//! Hidden codings are only not drawn; nothing is changed. Whoever codes a second time without seeing the first hides
//! colleagues' codings, and the bar says all the while that some are hidden.

use super::marks;
use crate::app::session::Session;
use crate::model::{Coding, Document, Id, Polarity, Theme};
use crate::ui::reader::Mark;
use crate::ui::style::Style;
use crate::ui::widgets::{check_box, menu_entry, section_label_ui};
use egui::{Frame, Margin, Ui};
use std::collections::BTreeSet;

/// Which codings are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter {
    hidden_analysts: BTreeSet<String>,
    hidden_polarities: BTreeSet<Polarity>,
    only: Option<Id<Theme>>,
    only_mine: bool,
}

impl Filter {
    /// Hides colleagues' codings, or shows them again.
    pub(super) const fn toggle_only_mine(&mut self) {
        self.only_mine = !self.only_mine;
    }

    fn shows(&self, session: &Session, coding: &Coding) -> bool {
        let project = session.project();
        let coder = project.coder(coding.id);
        let mine = || session.me().is_ok_and(|me| coder == Some(me));
        let hidden = || coder.is_some_and(|w| self.hidden_analysts.contains(&project.analyst(w).name));
        !self.hidden_polarities.contains(&coding.polarity)
            && self.only.is_none_or(|theme| coding.theme == theme)
            && (!self.only_mine || mine())
            && !hidden()
    }

    /// The codings of a document's present text that are shown, as marks, and how many are hidden.
    pub(super) fn marks(&self, session: &Session, document: Id<Document>) -> (Vec<Mark>, usize) {
        let all = session.project().placed_codings_in(document);
        let (shown, hidden): (Vec<&Coding>, Vec<&Coding>) = all.partition(|c| self.shows(session, c));
        (marks::of(session, shown.into_iter()), hidden.len())
    }

    /// What is shown, for the button: "All codings", "Only mine", "Some codings".
    pub(super) fn words(&self, hidden: usize) -> String {
        match (self.only_mine, hidden) {
            (true, _) => "Only mine".to_owned(),
            (false, 0) => "All codings".to_owned(),
            (false, 1) => "1 coding hidden".to_owned(),
            (false, n) => format!("{n} codings hidden"),
        }
    }

    /// The choices; `here` is the theme of the coding at the caret.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, document: Id<Document>, here: Option<Id<Theme>>) {
        let margin = Style::of(ui).space(1) as i8;
        Frame::NONE.inner_margin(Margin::same(margin)).show(ui, |ui| {
            ui.set_width(280.0);
            self.choices_ui(ui, session, document, here);
        });
    }

    fn choices_ui(&mut self, ui: &mut Ui, session: &Session, document: Id<Document>, here: Option<Id<Theme>>) {
        let project = session.project();
        section_label_ui(ui, "Show codings of", "");
        check(ui, &mut self.only_mine, "Only mine");
        let coders = project.codings_in(document).filter_map(|c| project.coder(c.id));
        let names: BTreeSet<String> = coders.map(|w| project.analyst(w).name).collect();
        if names.len() > 1 {
            for name in names {
                let mut shown = !self.hidden_analysts.contains(&name);
                if check(ui, &mut shown, &name) {
                    toggle(&mut self.hidden_analysts, name, shown);
                }
            }
        }
        section_label_ui(ui, "As", "");
        for polarity in Polarity::ALL {
            let mut shown = !self.hidden_polarities.contains(&polarity);
            if check(ui, &mut shown, &format!("{} {polarity}", polarity.sign())) {
                toggle(&mut self.hidden_polarities, polarity, shown);
            }
        }
        section_label_ui(ui, "Theme", "");
        if ui.add(menu_entry("Every theme").ticked(self.only.is_none())).clicked() {
            self.only = None;
        }
        for theme in [self.only, here.filter(|h| Some(*h) != self.only)].into_iter().flatten() {
            let Some(name) = project.themes().get(theme).map(|t| format!("Only {} {}", t.code, t.name)) else { continue };
            if ui.add(menu_entry(&name).ticked(self.only == Some(theme))).clicked() {
                self.only = Some(theme);
            }
        }
    }
}

fn check(ui: &mut Ui, on: &mut bool, words: &str) -> bool {
    ui.add(check_box(on, words)).changed()
}

fn toggle<T: Ord>(hidden: &mut BTreeSet<T>, item: T, shown: bool) {
    if shown {
        hidden.remove(&item);
    } else {
        hidden.insert(item);
    }
}
