//! The page of the history: everything that was done, newest first, by day; each of one's own steps can be taken back.
//!
//! Only lines in view are worked out, so that a deep dive of 200,000 steps opens at once. A step that others built on
//! keeps its button: pressing it says why it cannot be taken back.

use super::shell::{page_ui, single_column};
use super::style::{Face, Style, icons};
use super::view::{PageUi, View};
use super::widgets::{Ink, KeyboardWish, Pen, drop_down_ui, empty_state_ui, link_button, page_title_ui, row};
use crate::app::action::Action;
use crate::app::history::{Entry, Wanted, analysts, entry, steps};
use crate::model::{Document, Id, Project, Theme, WriterId};
use egui::{Align, Frame, Layout, Margin, Response, ScrollArea, Ui, vec2};
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The page; see the module.
#[derive(Debug, Default)]
pub struct HistoryPage {
    wanted: Wanted,
    found: Option<(u64, Wanted, Arc<Found>)>,
    wants_keyboard: KeyboardWish,
}

/// What the filter leaves, and what has been taken back already.
#[derive(Debug)]
struct Found {
    steps: Vec<usize>,
    taken_back: BTreeSet<(WriterId, u64)>,
}

impl PageUi for HistoryPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let project = view.session.project();
        let style = Style::of(ui);
        let (side, top) = if single_column(ui) { (style.space(3), style.space(2)) } else { (style.space(4), 20.0) };
        let found = self.found(view);
        page_ui(ui, |ui| {
            let margin = Margin { left: side as i8, right: side as i8, top: top as i8, bottom: 0 };
            Frame::NONE.inner_margin(margin).show(ui, |ui| {
                let count = found.steps.len();
                page_title_ui(ui, "History", &format!("{count} {}", if count == 1 { "step" } else { "steps" }));
                self.filters_ui(ui, view);
                ui.add_space(style.space(1));
                if count == 0 {
                    let text = "Every step of every analyst is listed here, and your own can be taken back.";
                    empty_state_ui(ui, icons::HISTORY, "No steps of this kind", text, None);
                    return;
                }
                list_ui(ui, project, view, &found, &mut self.wants_keyboard, actions);
            });
        });
    }

    fn take_keyboard(&mut self, by_mouse: bool) {
        if !by_mouse {
            self.wants_keyboard.ask();
        }
    }
}

impl HistoryPage {
    fn found(&mut self, view: &View<'_>) -> Arc<Found> {
        let revision = view.session.revision();
        if let Some((at, wanted, found)) = &self.found
            && *at == revision
            && *wanted == self.wanted
        {
            return Arc::clone(found);
        }
        let project = view.session.project();
        let undone = project.steps().iter().filter_map(|s| s.undoes.map(|target| (s.writer.clone(), target)));
        let found = Arc::new(Found { steps: steps(project, &self.wanted), taken_back: undone.collect() });
        self.found = Some((revision, self.wanted.clone(), Arc::clone(&found)));
        found
    }

    fn filters_ui(&mut self, ui: &mut Ui, view: &View<'_>) {
        let project = view.session.project();
        let names = analysts(project);
        let documents: Vec<(Id<Document>, String)> = project.documents().iter().map(|d| (d.id, d.title.clone())).collect();
        let tree = view.session.tree();
        let themes: Vec<(Id<Theme>, String)> = tree
            .nodes()
            .iter()
            .filter_map(|n| project.themes().get(n.id))
            .map(|t| (t.id, format!("{} {}", t.code, t.name).trim().to_owned()))
            .collect();
        ui.horizontal_wrapped(|ui| {
            let people: Vec<(String, String)> = names.into_iter().map(|n| (n.clone(), n)).collect();
            choice_ui(ui, "Analyst", "Everybody", &people, &mut self.wanted.analyst);
            choice_ui(ui, "Document", "Every document", &documents, &mut self.wanted.document);
            choice_ui(ui, "Theme", "Every theme", &themes, &mut self.wanted.theme);
        });
    }
}

/// One of some, or all of them.
fn choice_ui<T: Clone + PartialEq>(ui: &mut Ui, name: &str, all: &str, parts: &[(T, String)], chosen: &mut Option<T>) {
    let words: Vec<&str> = std::iter::once(all).chain(parts.iter().map(|(_, words)| words.as_str())).collect();
    let at = chosen.as_ref().and_then(|c| parts.iter().position(|(id, _)| id == c)).map_or(0, |i| i + 1);
    if let Some(taken) = drop_down_ui(ui, name, &words, Some(at), 220.0) {
        *chosen = taken.checked_sub(1).and_then(|i| parts.get(i)).map(|(id, _)| id.clone());
    }
}

fn list_ui(ui: &mut Ui, project: &Project, view: &View<'_>, found: &Found, wish: &mut KeyboardWish, actions: &mut Vec<Action>) {
    let height = Style::of(ui).tokens.size.row_case;
    let me = view.session.me().ok().cloned();
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("history").auto_shrink(false).show_rows(ui, height, found.steps.len(), |ui, rows| {
        let shown = found.steps.iter().skip(rows.start).take(rows.len());
        let mut before: Option<String> = None;
        for step in shown.filter_map(|i| project.steps().get(*i)) {
            let line = entry(project, step);
            let mine = me.as_ref() == Some(&line.writer);
            let gone = found.taken_back.contains(&(line.writer.clone(), line.seq));
            let day = day_of(&line);
            let first = before.as_ref() != Some(&day);
            // Under the step's own name, or scrolling would give its controls to another step.
            let own = ui.push_id((&line.writer, line.seq), |ui| {
                line_ui(ui, &line, first.then_some(day.as_str()), (mine, gone), height, actions)
            });
            let shown = own.inner;
            if wish.grant(ui.ctx()) {
                shown.request_focus();
            }
            before = Some(day);
        }
    });
}

fn day_of(line: &Entry) -> String {
    line.when.to_zoned(TimeZone::system()).strftime("%-d %B %Y").to_string()
}

fn line_ui(
    ui: &mut Ui,
    line: &Entry,
    day: Option<&str>,
    (mine, gone): (bool, bool),
    height: f32,
    actions: &mut Vec<Action>,
) -> Response {
    let time = line.when.to_zoned(TimeZone::system()).strftime("%H:%M").to_string();
    let state = if gone { ", taken back" } else { "" };
    let name = format!("{}, {}, {}, {} {time}{state}", line.what, line.about, line.who, day_of(line));
    let shown = row(&name).height(height).show_ui(ui, |ui| {
        let pen = Pen::new(ui);
        let style = &pen.style;
        let (body, small) = (style.tokens.type_scale.body, style.tokens.type_scale.small);
        let rect = ui.available_rect_before_wrap();
        let narrow = rect.width() < 720.0;
        let (middle, quiet) = (rect.center().y, Ink::new(Face::Ui, small, style.muted));
        let mut x = rect.left();
        if !narrow {
            pen.line(egui::pos2(x, middle), Align::Min, day.unwrap_or_default(), &quiet);
            x += 128.0;
        }
        pen.line(egui::pos2(x, middle), Align::Min, &time, &quiet);
        x += 56.0;
        let right = rect.right() - 112.0;
        let who = if narrow { 0.0 } else { 136.0 };
        let ink = Ink::new(Face::UiMedium, body, if gone { style.muted } else { style.ink });
        let what = pen.line_within(egui::pos2(x, middle), Align::Min, (right - x - who).max(40.0) * 0.45, &line.what, &ink);
        if gone {
            pen.across(what.rect.left(), what.rect.right(), middle, style.muted);
        }
        x = what.rect.right() + style.space(2);
        let about = Ink::new(Face::Ui, body, style.secondary);
        pen.line_within(egui::pos2(x, middle), Align::Min, (right - who - x - style.space(2)).max(0.0), &line.about, &about);
        if !narrow {
            pen.line_within(egui::pos2(right - who, middle), Align::Min, who, &line.who, &quiet);
        }
        let size = vec2(ui.available_width(), height);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            let undo = link_button("Take back").name("Take this step back");
            mine && !gone && ui.add(undo).clicked()
        })
        .inner
    });
    if shown.inner {
        actions.push(Action::UndoStep(line.seq));
    } else if shown.response.clicked()
        && let Some(document) = line.document
    {
        actions.push(line.coding.map_or(Action::Open(document, None), Action::ShowCoding));
    }
    shown.response
}
