//! Which passages of a theme are shown: by words, polarity, analyst and case. Nothing is changed by it.

use super::passages::Passage;
use crate::analyse::natural_cmp;
use crate::model::Polarity;
use crate::ui::style::{Style, icons};
use crate::ui::widgets::{link_button, one_or_all_ui, text_field};
use egui::Ui;

/// What is asked of the passages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PassageFilter {
    /// Words that the passage or its citation holds.
    pub(super) words: String,
    polarity: Option<Polarity>,
    analyst: Option<String>,
    case: Option<String>,
}

impl PassageFilter {
    /// Whether anything is asked.
    pub(super) fn is_on(&self) -> bool {
        *self != Self::default()
            && !(self.words.trim().is_empty() && *self == Self { words: self.words.clone(), ..Self::default() })
    }

    /// Whether a passage fits, words aside.
    pub(super) fn fits(&self, passage: &Passage) -> bool {
        self.polarity.is_none_or(|p| p == passage.polarity)
            && self.analyst.as_ref().is_none_or(|a| *a == passage.analyst)
            && self.case.as_ref().is_none_or(|c| *c == passage.case)
    }

    /// Whether words are held by a text in lower case.
    pub(super) fn words_fit(&self, lower: &str) -> bool {
        self.words.split_whitespace().all(|w| lower.contains(&w.to_lowercase()))
    }

    /// Shows the filter over all passages of a theme.
    pub(super) fn ui(&mut self, ui: &mut Ui, all: &[Passage]) {
        let style = Style::of(ui);
        let width = ((ui.available_width() - style.space(1) * 2.0) / 3.0).clamp(96.0, 168.0).floor();
        text_field(&mut self.words, "Filter the passages")
            .hint("Words in a passage")
            .icon(icons::LIST_FILTER)
            .clearable()
            .show_ui(ui);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = style.space(1);
            let polarities: Vec<(Polarity, String)> = Polarity::ALL.map(|p| (p, p.to_string())).to_vec();
            one_or_all_ui(ui, "Polarity", "Either way", &polarities, width, &mut self.polarity);
            let analysts = distinct(all.iter().map(|p| &p.analyst));
            one_or_all_ui(ui, "Analyst", "Everybody", &analysts, width, &mut self.analyst);
            let cases = distinct(all.iter().map(|p| &p.case));
            one_or_all_ui(ui, "Case", "Every case", &cases, width, &mut self.case);
            if self.is_on() && ui.add(link_button("Clear")).clicked() {
                *self = Self::default();
            }
        });
    }
}

/// Every different name once, in order.
fn distinct<'a>(names: impl Iterator<Item = &'a String>) -> Vec<(String, String)> {
    let mut all: Vec<String> = names.cloned().collect();
    all.sort_by(|a, b| natural_cmp(a, b));
    all.dedup();
    all.into_iter().map(|name| (name.clone(), name)).collect()
}
