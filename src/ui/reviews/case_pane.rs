//! The pane of a chosen case: its name, its facts as rows of name and value, its documents.

use super::check_ui::label_ui;
use super::facts::{CaseFacts, counted};
use super::leaving::Leaving;
use super::suggest::{Suggest, offers};
use super::words::{note_ui, say_ui};
use crate::app::action::Action;
use crate::app::changes::INCIDENT;
use crate::app::gesture::Gesture;
use crate::app::session::Session;
use crate::model::{Case, CaseField, Document, Id, MemoAbout};
use crate::ui::memos::{MemoPane, Place};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{button, icon_button, link_button, section_label_ui, text_field};
use egui::Ui;
use std::collections::BTreeSet;

/// Facts that most deep dives record of a case.
const USUAL: [&str; 6] = ["Age", "District", INCIDENT, "Injury", "Outcome", "Known to children’s social care"];

/// Drafts of the pane.
#[derive(Debug, Default)]
pub(super) struct CasePane {
    leaving: Leaving,
    new_name: String,
    new_value: String,
    names: Suggest,
    memos: MemoPane,
}

impl CasePane {
    /// Shows the pane; returns a document that was pressed.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        facts: &CaseFacts,
        actions: &mut Vec<Action>,
    ) -> Option<Id<Document>> {
        let style = Style::of(ui);
        let case = session.project().cases().get(facts.id)?;
        say_ui(ui, &case.name, Face::ReadSemibold, style.tokens.type_scale.subtitle, style.ink);
        let sums =
            [counted(facts.documents.len(), "document"), counted(facts.pages as usize, "page"), counted(facts.codings, "coding")];
        note_ui(ui, &sums.join(", "), style.muted);
        ui.add_space(style.space(1));
        ui.separator();
        let editable = session.read_only().is_none();
        ui.add_enabled_ui(editable, |ui| {
            section_label_ui(ui, "The case", "");
            self.name_ui(ui, case, actions);
            for (name, value) in &case.attributes {
                self.attribute_ui(ui, case.id, name, value, actions);
            }
            self.add_ui(ui, session, case, actions);
        });
        ui.add_space(style.space(1));
        ui.separator();
        section_label_ui(ui, "Its documents", &facts.documents.len().to_string());
        let mut pressed = None;
        for document in &facts.documents {
            if ui.add(link_button(&document.title)).clicked() {
                pressed = Some(document.id);
            }
        }
        if facts.documents.is_empty() {
            note_ui(ui, "No documents belong to this case", style.secondary);
            if ui.add_enabled(editable, button("Remove the case")).clicked() {
                actions.push(Gesture::RetireCase(case.id).into());
            }
        }
        ui.add_space(style.space(1));
        ui.separator();
        let place = Place { salt: "case", session, selection: None, gives_back: false };
        self.memos.ui(ui, &place, MemoAbout::Case(case.id), actions);
        pressed
    }

    /// Hands over a memo that is being written.
    pub(super) fn leave(&mut self, actions: &mut Vec<Action>) {
        self.memos.leave(actions);
    }

    fn name_ui(&mut self, ui: &mut Ui, case: &Case, actions: &mut Vec<Action>) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            label_ui(ui, "Name", label_width(ui));
            let width = ui.available_width();
            let id = ui.scope_id().with((case.id, "name"));
            let left = self.leaving.show_ui(ui, id, &case.name, "Name of the case", |field| field.width(width));
            if let Some(name) = left.filter(|name| !name.is_empty()) {
                actions.push(Gesture::SetCase(case.id, CaseField::Name(name)).into());
            }
        });
    }

    fn attribute_ui(&mut self, ui: &mut Ui, case: Id<Case>, name: &str, value: &str, actions: &mut Vec<Action>) {
        let set = |value: Option<String>| Action::from(Gesture::SetCase(case, CaseField::Attribute(name.to_owned(), value)));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let remove = Style::of(ui).tokens.size.hit_target_min;
            label_ui(ui, name, label_width(ui));
            let width = ui.available_width() - remove - 4.0;
            let id = ui.scope_id().with((case, "attribute", name));
            if let Some(value) = self.leaving.show_ui(ui, id, value, name, |field| field.width(width)) {
                actions.push(set(Some(value).filter(|v| !v.is_empty())));
            }
            ui.add_space(4.0);
            if ui.add(icon_button(icons::X, &format!("Remove {name}")).small()).clicked() {
                actions.push(set(None));
            }
        });
    }

    /// The row in which a fact is added.
    fn add_ui(&mut self, ui: &mut Ui, session: &Session, case: &Case, actions: &mut Vec<Action>) {
        let used: BTreeSet<&str> =
            session.project().cases().iter().flat_map(|c| c.attributes.keys().map(String::as_str)).collect();
        let free = |name: &&str| !case.attributes.contains_key(*name);
        let known = USUAL.into_iter().chain(used.into_iter().filter(|name| !USUAL.contains(name))).filter(free);
        let names = offers(&self.new_name, known);
        ui.add_space(Style::of(ui).space(0));
        let half = ((ui.available_width() - Style::of(ui).space(1)) / 2.0).floor();
        ui.horizontal(|ui| {
            let id = ui.scope_id().with("new attribute");
            let field = text_field(&mut self.new_name, "Name of a new fact").hint("Age, District…").width(half);
            let (_, taken) = self.names.show_ui(ui, id, field, &names);
            if let Some(name) = taken.and_then(|i| names.get(i)) {
                self.new_name.clone_from(name);
            }
            text_field(&mut self.new_value, "Value of the new fact").hint("7 weeks").width(half).show_ui(ui);
        });
        let ready = !self.new_name.trim().is_empty() && !self.new_value.trim().is_empty();
        if ui.add_enabled(ready, button("Add a fact").icon(icons::PLUS)).clicked() {
            let field = CaseField::Attribute(self.new_name.trim().to_owned(), Some(self.new_value.trim().to_owned()));
            actions.push(Gesture::SetCase(case.id, field).into());
            self.new_name.clear();
            self.new_value.clear();
        }
    }
}

fn label_width(ui: &Ui) -> f32 {
    let style = Style::of(ui);
    style.space(7) + style.space(1)
}
