//! "Also found in the text": values to accept one by one or all, to correct before, or to leave.

use super::check_ui::{label_ui, name_of};
use super::found::{FOUND_FIELDS, Item, ItemState, items};
use super::ground::Ground;
use super::leaving::Leaving;
use super::words::{note_beside_ui, note_ui};
use crate::app::action::Action;
use crate::app::gesture::Gesture;
use crate::app::particulars::acceptable;
use crate::app::session::Session;
use crate::model::{Document, Id};
use crate::text::{Field, Proposal};
use crate::ui::style::{Style, icons};
use crate::ui::widgets::{button, link_button, menu_button_ui, menu_entry, quiet_button, section_label_ui, text_field};
use egui::{Ui, UiBuilder};
use std::collections::BTreeMap;

/// Values that are being corrected before they are accepted, and fields to be filled in by hand.
#[derive(Debug, Default)]
pub(super) struct Found {
    document: Option<Id<Document>>,
    typed: BTreeMap<(Field, String), String>,
    leaving: Leaving,
    /// A field that is filled in by hand.
    adding: Option<(Field, String)>,
}

impl Found {
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, document: &Document, ground: &Ground, actions: &mut Vec<Action>) {
        if self.document != Some(document.id) {
            *self = Self { document: Some(document.id), ..Self::default() };
        }
        let items = items(session.project(), document, &ground.proposals);
        let waiting = items.iter().filter(|i| i.state != ItemState::Recorded).count();
        let note = if waiting > 0 { format!("{waiting} to accept") } else { String::new() };
        section_label_ui(ui, "What else it says of itself", &note);
        if items.is_empty() {
            note_ui(ui, "Nothing more was found; add what you know by hand", Style::of(ui).muted);
        }
        let mut before = None;
        for item in &items {
            self.item_ui(ui, document, item, before != Some(item.field), actions);
            before = Some(item.field);
        }
        self.adding_ui(ui, document.id, actions);
        ui.horizontal_wrapped(|ui| {
            ui.add_space(label_width(ui));
            self.accept_all_ui(ui, session, document, ground, actions);
            self.add_menu_ui(ui);
        });
    }

    fn item_ui(&mut self, ui: &mut Ui, document: &Document, item: &Item, names: bool, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let label = label_width(ui);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            label_ui(ui, if names { name_of(item.field) } else { "" }, label);
            self.value_ui(ui, document, item, actions);
        });
        let room = ui.available_rect_before_wrap();
        let under = room.with_min_x(room.left() + label).with_min_y(room.top() - 6.0);
        let used = ui.scope_builder(UiBuilder::new().max_rect(under), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let (line, doubtful) = match &item.state {
                ItemState::Proposed(_, Some(now)) => (format!("{}; {now} is recorded", item.place), true),
                ItemState::Proposed(..) | ItemState::Recorded => (item.place.clone(), false),
            };
            let colour = if doubtful { style.caution } else { style.muted };
            note_beside_ui(ui, &line, colour, |ui| self.links_ui(ui, document, item, actions));
        });
        ui.advance_cursor_after_rect(used.response.rect.with_min_x(room.left()));
    }

    fn value_ui(&mut self, ui: &mut Ui, document: &Document, item: &Item, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let (width, name) = (ui.available_width(), name_of(item.field));
        match &item.state {
            ItemState::Recorded => {
                let id = ui.scope_id().with(("recorded", document.id, item.field, &item.value));
                let now = self.leaving.show_ui(ui, id, &item.value, name, |f| f.width(width).mark(icons::CHECK, style.good));
                if let Some(now) = now {
                    let (was, now) = (Some(item.value.clone()), (!now.is_empty()).then_some(now));
                    actions.push(Gesture::SetParticular { document: document.id, field: item.field, was, now }.into());
                }
            }
            ItemState::Proposed(proposal, replaces) => {
                let key = (item.field, proposal.value.clone());
                let text = self.typed.entry(key).or_insert_with(|| item.value.clone());
                let name = format!("{name}, found");
                let mut field = text_field(text, &name).width(width);
                if replaces.is_some() {
                    field = field.mark(icons::TRIANGLE_ALERT, style.caution);
                }
                field.show_ui(ui);
            }
        }
    }

    fn links_ui(&self, ui: &mut Ui, document: &Document, item: &Item, actions: &mut Vec<Action>) {
        let named = |what: &str| format!("{what} {}: {}", name_of(item.field), item.value);
        if let Some(range) = item.found
            && ui.add(link_button("Show").name(&named("Show"))).clicked()
        {
            actions.push(Action::Open(document.id, Some(range)));
        }
        match &item.state {
            ItemState::Proposed(proposal, _) => {
                if ui.add(link_button("Accept").name(&named("Accept"))).clicked() {
                    let proposals = vec![self.as_typed(proposal)];
                    actions.push(Gesture::Accept { document: document.id, proposals }.into());
                }
            }
            ItemState::Recorded => {
                if ui.add(link_button("Remove").name(&named("Remove"))).clicked() {
                    let was = Some(item.value.clone());
                    actions.push(Gesture::SetParticular { document: document.id, field: item.field, was, now: None }.into());
                }
            }
        }
    }

    /// A proposal with the value as it was corrected.
    fn as_typed(&self, proposal: &Proposal) -> Proposal {
        let typed = self.typed.get(&(proposal.field, proposal.value.clone()));
        let value = typed.map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        Proposal { value: value.unwrap_or_else(|| proposal.value.clone()), ..proposal.clone() }
    }

    fn accept_all_ui(&self, ui: &mut Ui, session: &Session, document: &Document, ground: &Ground, actions: &mut Vec<Action>) {
        let Some(text) = &ground.text else { return };
        let all = acceptable(session.project(), document, text);
        let mine: Vec<Proposal> = all.iter().filter(|p| FOUND_FIELDS.contains(&p.field)).map(|p| self.as_typed(p)).collect();
        if mine.is_empty() {
            return;
        }
        let words = format!("Accept these {}", mine.len());
        if ui.add(button(if mine.len() == 1 { "Accept this one" } else { &words })).clicked() {
            actions.push(Gesture::Accept { document: document.id, proposals: mine }.into());
        }
    }

    fn add_menu_ui(&mut self, ui: &mut Ui) {
        let (_, chosen) = menu_button_ui(ui, quiet_button("Add by hand"), |ui| {
            FOUND_FIELDS.into_iter().find(|field| ui.add(menu_entry(name_of(*field))).clicked())
        });
        if let Some(field) = chosen.flatten() {
            self.adding = Some((field, String::new()));
        }
    }

    fn adding_ui(&mut self, ui: &mut Ui, document: Id<Document>, actions: &mut Vec<Action>) {
        let Some((field, typed)) = &mut self.adding else { return };
        let (field, label) = (*field, label_width(ui));
        let name = format!("{}, by hand", name_of(field));
        let mut is_done = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            label_ui(ui, name_of(field), label);
            let response = text_field(typed, &name).show_ui(ui);
            if ui.input(|i| i.key_pressed(egui::Key::Enter)) && response.lost_focus() {
                is_done = Some(true);
            }
        });
        ui.horizontal(|ui| {
            ui.add_space(label);
            if ui.add_enabled(!typed.trim().is_empty(), link_button("Add it")).clicked() {
                is_done = Some(true);
            }
            if ui.add(link_button("Leave it")).clicked() {
                is_done = Some(false);
            }
        });
        let now = Some(typed.trim().to_owned()).filter(|t| !t.is_empty());
        match is_done {
            Some(true) if now.is_some() => {
                actions.push(Gesture::SetParticular { document, field, was: None, now }.into());
                self.adding = None;
            }
            Some(false) => self.adding = None,
            Some(true) | None => {}
        }
    }
}

fn label_width(ui: &Ui) -> f32 {
    let style = Style::of(ui);
    style.space(7) + style.space(1)
}
