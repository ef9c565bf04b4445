//! Themes in cases against themes in the reviews' own recommendations, the widest gap first.
//!
//! Only what a person said a recommendation speaks of counts. A theme unfolds to the cases and the recommendations that
//! it was counted from.

use super::ground::Cx;
use super::{FindingsPage, Shows};
use crate::analyse::evidence::{Addressed, addressed};
use crate::app::action::Action;
use crate::app::findings::concern_cases;
use crate::model::{Id, Theme};
use crate::ui::reviews::words::{into_margin_ui, note_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Ink, Pen, Tone, band, cell_text_ui, empty_state_ui, link_button, notice, page_title_ui, reveal_focus};
use egui::{Align, Rect, ScrollArea, Sense, Ui, vec2};
use std::cmp::Ordering;

/// Room for "8 of 10 cases" and its bar.
const COUNT: f32 = 190.0;
/// Below this the bars are left out.
const WITH_BARS: f32 = 620.0;

/// From 1, found everywhere and never addressed, to −1.
fn gap(it: &Addressed) -> f64 {
    let share = |n: f64, of: u32| if of == 0 { 0.0 } else { n / f64::from(of) };
    share(f64::from(it.cases), it.counted) - share(it.recommendations.len() as f64, it.of_recommendations)
}

/// Themes that were found or addressed, the widest gap first; without their groups.
pub(super) fn by_gap(cx: &Cx<'_>) -> Vec<Addressed> {
    let tree = cx.session.tree();
    let is_group = |id: Id<Theme>| tree.node(id).is_some_and(crate::model::ThemeNode::is_group);
    let mut all: Vec<Addressed> = addressed(cx.project, Some(cx.ground.round))
        .into_iter()
        .filter(|a| !is_group(a.theme) && (a.cases > 0 || !a.recommendations.is_empty()))
        .collect();
    all.sort_by(|a, b| gap(b).partial_cmp(&gap(a)).unwrap_or(Ordering::Equal));
    all
}

impl FindingsPage {
    pub(super) fn gap_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        page_title_ui(ui, "Themes against recommendations", "");
        note_ui(
            ui,
            "In how many cases a theme was found as a concern, and how many of the reviews’ own recommendations speak of it.",
            style.secondary,
        );
        let all = self.held.gaps(cx);
        if all.is_empty() {
            let text = "Themes stand here as soon as passages of the sample are coded as concerns.";
            _ = empty_state_ui(ui, icons::GIT_COMPARE, "No theme is coded yet", text, None);
            return;
        }
        let is_low = ui.available_height() < super::LOW;
        if !is_low {
            self.bare_ui(ui, cx);
        }
        into_margin_ui(ui, |ui, width| {
            ScrollArea::vertical().id_salt("themes against recommendations").auto_shrink(false).show(ui, |ui| {
                ui.set_max_width(width);
                if is_low {
                    self.bare_ui(ui, cx);
                }
                ui.spacing_mut().item_spacing.y = 0.0;
                for it in all.iter() {
                    self.theme_ui(ui, cx, it, actions);
                }
                reveal_focus(ui, egui::Id::unique("focus in themes against recommendations"), ui.min_rect());
            });
        });
    }

    /// How many recommendations nobody has given a theme: they are not counted as addressing anything.
    fn bare_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let style = Style::of(ui);
        ui.add_space(style.space(1));
        let without = super::ground::Held::without_theme(cx);
        if without > 0 {
            let (n, have) = if without == 1 {
                ("1 recommendation".to_owned(), "has")
            } else {
                (format!("{without} recommendations"), "have")
            };
            let title = format!("{n} of the reviews {have} no theme yet");
            let text = "They count as not addressing anything until somebody says of which themes they speak";
            if notice(Tone::Caution, &title).text(text).actions(&["Say of which"]).show_ui(ui).is_some() {
                self.reviews.recommendations_without_theme();
                self.show(Shows::Reviews);
            }
            ui.add_space(style.space(1));
        }
    }

    fn theme_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, it: &Addressed, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let Some(shown) = cx.theme(&style, it.theme) else { return };
        let is_open = self.open_theme == Some(it.theme);
        let name = format!("{}: {}", cx.theme_words(it.theme), it.sentence());
        let row = band(&name, is_open).height(style.tokens.size.row_case).show_ui(ui, |ui| {
            ui.spacing_mut().item_spacing.x = style.space(1);
            let pen = Pen::new(ui);
            let (rect, _) = ui.allocate_exact_size(vec2(36.0, style.tokens.size.row_dense), Sense::hover());
            super::adder::chip(&pen, rect.left_center(), &shown);
            let wide = ui.available_width() > WITH_BARS - style.space(6);
            let counts = if wide { COUNT * 2.0 } else { COUNT };
            let ink = Ink::new(Face::Ui, style.tokens.type_scale.body, style.ink);
            let room = (ui.available_width() - counts - style.space(2)).max(style.space(6));
            cell_text_ui(ui, room, Align::Min, &shown.name, &ink);
            let (cases, said) = (format!("{} of {} cases", it.cases, it.counted), recommended(it));
            let small = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
            if wide {
                counted_ui(ui, &cases, share(it.cases as usize, it.counted), style.concern);
                counted_ui(ui, &said, share(it.recommendations.len(), it.of_recommendations), style.accent);
            } else {
                cell_text_ui(ui, COUNT - style.space(1), Align::Min, &format!("{cases}, {said}"), &small);
            }
        });
        if row.response.clicked() {
            self.open_theme = (!is_open).then_some(it.theme);
        }
        if is_open {
            self.trace_ui(ui, cx, it, actions);
        }
    }

    /// The cases and recommendations that a line was counted from.
    fn trace_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, it: &Addressed, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        egui::Frame::NONE.inner_margin(egui::Margin::symmetric(style.space(4) as i8, style.space(1) as i8)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = style.space(0);
            ui.horizontal_wrapped(|ui| {
                note_ui(ui, "Found as a concern in", style.secondary);
                for case in concern_cases(cx.project, cx.ground.round, it.theme) {
                    let name = cx.ground.case_name(case);
                    if ui.add(link_button(name).name(&format!("Show {name}"))).clicked() {
                        actions.push(Action::ShowCase(case));
                    }
                }
            });
            if ui.add(link_button("Show the theme and its passages")).clicked() {
                actions.push(Action::ShowTheme(it.theme));
            }
            if it.recommendations.is_empty() {
                note_ui(ui, "No recommendation of these reviews speaks of it.", style.caution);
            }
            for id in &it.recommendations {
                if let Some(said) = self.held.said(cx.session, *id) {
                    super::reviews::said_line_ui(ui, cx, &said, actions);
                }
            }
        });
    }
}

fn recommended(it: &Addressed) -> String {
    format!("{} of {} recommendations", it.recommendations.len(), it.of_recommendations)
}

fn share(n: usize, of: u32) -> f32 {
    if of == 0 { 0.0 } else { n as f32 / of as f32 }
}

/// A count with a hairline bar under it.
fn counted_ui(ui: &mut Ui, words: &str, share: f32, colour: egui::Color32) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let (rect, _) = ui.allocate_exact_size(vec2(COUNT - style.space(1), style.tokens.size.row_dense), Sense::hover());
    let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
    pen.line(rect.left_center() - vec2(0.0, 3.0), Align::Min, words, &ink);
    let track = Rect::from_min_size(egui::pos2(rect.left(), rect.bottom() - 5.0), vec2(rect.width() - style.space(2), 3.0));
    pen.fill(track, 1, style.line);
    if share > 0.0 {
        pen.fill(track.with_max_x(track.left() + (track.width() * share).max(3.0)), 1, colour);
    }
}
