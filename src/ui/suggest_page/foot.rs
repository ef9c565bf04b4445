//! The bar at the foot: with which theme, which way and how much of a passage is coded, and what can be done with it.

use super::{Judge, SuggestPage, list_id};
use crate::model::Polarity;
use crate::ui::shell::single_column;
use crate::ui::style::Style;
use crate::ui::view::View;
use crate::ui::widgets::{button, drop_down_ui, primary_button};
use egui::{Align, Layout, Ui, vec2};

const POLARITIES: [&str; 3] = ["Concern", "Good practice", "Context"];
const SPANS: [&str; 2] = ["Whole passage", "Sentence"];
/// Width of the fields for span and polarity.
const FIELD: f32 = 148.0;
/// Least width at which everything stands in one line.
const ONE_LINE: f32 = 940.0;

impl SuggestPage {
    /// Shows the bar; returns what was pressed.
    pub(super) fn foot_ui(&mut self, ui: &mut Ui, view: &View<'_>) -> Option<Judge> {
        let style = Style::of(ui);
        let wide = ui.available_width();
        ui.spacing_mut().item_spacing = vec2(style.space(1), style.space(0));
        let read_only = view.session.read_only();
        if wide >= ONE_LINE {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                self.fields_ui(ui, view, style.tokens.size.themes);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| buttons_ui(ui, read_only, true)).inner
            })
            .inner
        } else if single_column(ui) {
            // The passages come first: what is chosen seldom opens from a button.
            if self.is_options_open {
                ui.horizontal_wrapped(|ui| self.fields_ui(ui, view, style.tokens.size.notes));
                self.with_coded_ui(ui);
            }
            ui.horizontal_wrapped(|ui| {
                let name = if self.is_options_open { "Fewer options" } else { "Options" };
                if ui.add(button(name)).clicked() {
                    self.is_options_open = !self.is_options_open;
                }
                buttons_ui(ui, read_only, false)
            })
            .inner
        } else {
            ui.horizontal_wrapped(|ui| {
                self.fields_ui(ui, view, style.tokens.size.notes);
                buttons_ui(ui, read_only, false)
            })
            .inner
        }
    }

    fn fields_ui(&mut self, ui: &mut Ui, view: &View<'_>, width: f32) {
        if self.picker.ui(ui, view, width) {
            ui.memory_mut(|memory| memory.request_focus(list_id()));
        }
        let polarity = Polarity::ALL.iter().position(|p| *p == self.polarity);
        if let Some(taken) = drop_down_ui(ui, "As", &POLARITIES, polarity, FIELD) {
            self.polarity = Polarity::ALL.get(taken).copied().unwrap_or_default();
        }
        if let Some(taken) = drop_down_ui(ui, "Code", &SPANS, Some(usize::from(self.sentence_only)), FIELD) {
            self.sentence_only = taken == 1;
        }
    }
}

/// The last of them is the most important one and stands at the right end.
fn buttons_ui(ui: &mut Ui, read_only: Option<&str>, from_right: bool) -> Option<Judge> {
    let mut pressed = None;
    let mut all = [
        (button("Open").name("Open its place"), Judge::OpenPlace, true),
        (button("Pass over"), Judge::PassOver, true),
        (button("Reject"), Judge::Reject, read_only.is_none()),
        (primary_button("Accept"), Judge::Accept, read_only.is_none()),
    ];
    if from_right {
        all.reverse();
    }
    for (one, judge, enabled) in all {
        let shown = ui.add_enabled(enabled, one);
        if let Some(why) = read_only.filter(|_| !enabled) {
            let why = format!("Nothing can be changed: {why}.");
            shown.ctx.accesskit_node_builder(shown.id, |node| node.set_description(why.as_str()));
            shown.on_disabled_hover_text(why);
        } else if shown.clicked() {
            pressed = Some(judge);
        }
    }
    pressed
}
