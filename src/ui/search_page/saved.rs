//! Queries that were saved, with what they find now, and those that were asked before.

use crate::app::action::Action;
use crate::app::gesture::{Gesture, KeepGesture};
use crate::app::search_thread::{Counted, Question};
use crate::model::{Id, SavedQuery, SavedQueryField};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{FIELDS_CLOSE, Ink, Pen, button, icon_button, keep_in_view, section_label_ui, text_field};
use egui::{Align, Key, Layout, Popup, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

use super::ground::counted;

/// So many queries asked before are listed.
const LISTED: usize = 12;
/// Width of the list.
const WIDTH: f32 = 460.0;

/// What is written in the list of queries.
#[derive(Debug, Default)]
pub(super) struct SavedState {
    name: String,
    /// The saved query whose name is being changed.
    renamed: Option<(Id<SavedQuery>, String)>,
}

impl SavedState {
    /// Shows the list under its button; returns the query that was chosen.
    pub fn ui(
        &mut self,
        button: &Response,
        view: &View<'_>,
        text: &str,
        off: &BTreeSet<String>,
        actions: &mut Vec<Action>,
    ) -> Option<Question> {
        let mut chosen = None;
        let shown = Popup::menu(button).close_behavior(FIELDS_CLOSE).gap(4.0).show(|ui| {
            let (style, window) = (Style::of(ui), ui.content_rect());
            ui.set_width((window.width() - style.space(7)).min(WIDTH));
            ScrollArea::vertical().id_salt("search_queries").max_height(window.height() * 0.72).show(ui, |ui| {
                egui::Frame::NONE.inner_margin(style.space(1)).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = style.space(0);
                    self.save_ui(ui, view, text, off, actions);
                    chosen = self.saved_ui(ui, view, actions).or(asked_ui(ui, view));
                });
            });
            if chosen.is_some() {
                ui.close();
            }
        });
        button.ctx.accesskit_node_builder(button.id, |node| node.set_expanded(shown.is_some()));
        chosen
    }

    fn save_ui(&mut self, ui: &mut Ui, view: &View<'_>, text: &str, off: &BTreeSet<String>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let can = !text.trim().is_empty() && view.session.read_only().is_none();
        section_label_ui(ui, "Save this query", "");
        if !can {
            note_ui(ui, "Write a query first; then it can be saved here under a name.", Style::of(ui).muted);
            ui.add_space(style.space(1));
            return;
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = style.space(1);
            let save = button("Save query");
            let width = ui.available_width() - save.size(&Pen::new(ui)).x - style.space(1);
            let field = text_field(&mut self.name, "Name of the query").hint("A name, if you like").width(width).show_ui(ui);
            let entered = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if ui.add(save).clicked() || entered {
                let query = SavedQuery {
                    id: Id::fresh(),
                    name: std::mem::take(&mut self.name).trim().to_owned(),
                    query: text.trim().to_owned(),
                    not_widened: off.iter().cloned().collect(),
                };
                actions.push(Gesture::Keep(KeepGesture::SaveQuery(Box::new(query))).into());
            }
        });
        ui.add_space(style.space(1));
    }

    fn saved_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) -> Option<Question> {
        let project = view.session.project();
        if project.saved_queries().is_empty() {
            return None;
        }
        section_label_ui(ui, "Saved in this deep dive", "");
        let mut chosen = None;
        for saved in project.saved_queries().iter() {
            let question = Question { words: saved.query.clone(), not_widened: saved.not_widened.iter().cloned().collect() };
            let found = view.beside.counts.and_then(|counts| counts.get(&question));
            let name = if saved.name.is_empty() { saved.query.as_str() } else { saved.name.as_str() };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.set_height(Style::of(ui).tokens.size.control);
                if view.session.read_only().is_none() {
                    if ui.add(icon_button(icons::X, &format!("Remove the query {name}")).small()).clicked() {
                        actions.push(Gesture::Keep(KeepGesture::RetireQuery(saved.id)).into());
                    }
                    if ui.add(icon_button(icons::PENCIL, &format!("Rename the query {name}")).small()).clicked() {
                        self.renamed = Some((saved.id, saved.name.clone()));
                    }
                }
                if self.renamed.as_ref().is_some_and(|(id, _)| *id == saved.id) {
                    self.rename_ui(ui, actions);
                } else if line_ui(ui, name, &saved.query, &found_words(found)).clicked() {
                    chosen = Some(question);
                }
            });
        }
        ui.add_space(Style::of(ui).space(1));
        chosen
    }

    fn rename_ui(&mut self, ui: &mut Ui, actions: &mut Vec<Action>) {
        let Some((id, name)) = &mut self.renamed else { return };
        let width = ui.available_width();
        let field = text_field(name, "New name of the query").width(width).show_ui(ui);
        if field.lost_focus() {
            let now = SavedQueryField::Name(name.trim().to_owned());
            if !ui.input(|i| i.key_pressed(Key::Escape)) {
                actions.push(Gesture::Keep(KeepGesture::SetQuery(*id, now)).into());
            }
            self.renamed = None;
        } else if !field.has_focus() {
            field.request_focus();
        }
    }
}

/// "47 passages, 8 cases".
fn found_words(found: Option<&Option<Counted>>) -> String {
    match found {
        None => String::new(),
        Some(None) => "cannot be searched for now".to_owned(),
        Some(Some(found)) => {
            format!("{}, {}", counted(found.passages, "passage", "passages"), counted(found.cases, "case", "cases"))
        }
    }
}

/// Queries asked before; they are remembered on this computer only.
fn asked_ui(ui: &mut Ui, view: &View<'_>) -> Option<Question> {
    section_label_ui(ui, "Asked before on this computer", "");
    if view.beside.asked.is_empty() {
        note_ui(ui, "Nothing yet. Press Enter in the field to keep a query here.", Style::of(ui).muted);
    }
    let mut chosen = None;
    for words in view.beside.asked.iter().take(LISTED) {
        if line_ui(ui, words, words, "").clicked() {
            chosen = Some(words.as_str().into());
        }
    }
    chosen
}

fn line_ui(ui: &mut Ui, name: &str, query: &str, found: &str) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let (rect, line) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.size.row_dense), Sense::click());
    keep_in_view(&line);
    let mut words = format!("Search for {query}");
    if name != query {
        words = format!("{name}, {words}");
    }
    if !found.is_empty() {
        words = format!("{words}, {found}");
    }
    line.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
    if line.hovered() {
        pen.fill(rect, tokens.radius.chip, style.hovered(style.surface));
    }
    if line.has_focus() {
        pen.row_ring(rect);
    }
    let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    let inset = style.space(1);
    let count = pen.line(pos2(rect.right() - inset, rect.center().y), Align::Max, found, &quiet);
    let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.ink);
    let left = rect.left() + inset;
    pen.line_within(pos2(left, rect.center().y), Align::Min, count.left() - left - inset, name, &ink);
    line
}
