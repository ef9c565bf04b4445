//! "Found in the text, please check": the fields of a document with where each value was found.
//!
//! Nothing is stored before the person presses Accept all. Values that other places in the text give are
//! offered under the field, each as a button.

use super::check::{Draft, Evidence, shown};
use super::found::provenance;
use super::ground::Ground;
use super::suggest::{Suggest, offers};
use super::words::{note_beside_ui, note_ui};
use crate::app::action::Action;
use crate::app::session::Session;
use crate::model::{Document, DocumentKind, Id};
use crate::text::{Field, TextRange};
use crate::ui::style::{Style, icons};
use crate::ui::widgets::{button, drop_down_ui, link_button, primary_button, section_label_ui, text_field};
use egui::{Ui, UiBuilder};

const FIELDS: [Field; 5] = [Field::Title, Field::Case, Field::Kind, Field::Dated, Field::Incident];

pub(super) const fn name_of(field: Field) -> &'static str {
    match field {
        Field::Title => "Title",
        Field::Case => "Case",
        Field::Kind => "Kind",
        Field::Dated => "Dated",
        Field::Incident => "Incident",
        Field::Notified => "Notified",
        Field::Reviewed => "Reviewed",
        Field::Area => "Area",
        Field::Author => "Author",
        Field::Age => "Age",
        Field::Pseudonym => "Also called",
        Field::Agency => "Agency",
    }
}

/// The draft of the document that is shown.
#[derive(Debug, Default)]
pub(super) struct Check {
    held: Option<Held>,
    cases: Suggest,
}

#[derive(Debug)]
struct Held {
    document: Id<Document>,
    /// How the document stood when the draft was begun.
    basis: Draft,
    draft: Draft,
}

impl Check {
    /// Shows the fields and the button that accepts them.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, document: &Document, ground: &Ground, actions: &mut Vec<Action>) {
        let mut held = self.take_held(session, document, ground);
        let title = if document.confirmed { "What it is" } else { "Found in the text, please check" };
        section_label_ui(ui, title, if document.confirmed { "checked" } else { "" });
        for field in FIELDS {
            let place = self.field_ui(ui, session, document, ground, field, &mut held.draft);
            actions.extend(place.map(|range| Action::Open(document.id, Some(range))));
        }
        self.accept_ui(ui, session, document, &mut held, actions);
        self.held = Some(held);
    }

    /// Keeps what was typed while the document stays as it was; begins anew when it changed.
    fn take_held(&mut self, session: &Session, document: &Document, ground: &Ground) -> Held {
        let basis = Draft::of(session.project(), document, &ground.proposals);
        match self.held.take().filter(|held| held.document == document.id && held.basis == basis) {
            Some(held) => held,
            None => Held { document: document.id, draft: basis.clone(), basis },
        }
    }

    /// Shows a field; returns the words in the text that a person wants to see.
    fn field_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        document: &Document,
        ground: &Ground,
        field: Field,
        draft: &mut Draft,
    ) -> Option<TextRange> {
        let style = Style::of(ui);
        let mut shown_place = None;
        let mut evidence = Evidence::of(field, draft.text(field), &ground.proposals);
        if document.confirmed {
            // A person has decided already; other places in the text are no longer news.
            evidence.others.clear();
        }
        let label = style.space(7) + style.space(1);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            label_ui(ui, name_of(field), label);
            self.control_ui(ui, session, document, field, draft, &evidence);
        });
        let room = ui.available_rect_before_wrap();
        let under = room.with_min_x(room.left() + label).with_min_y(room.top() - 6.0);
        let used = ui.scope_builder(UiBuilder::new().max_rect(under), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let doubtful = evidence.is_doubtful();
            let line = if !document.confirmed || evidence.fault.is_some() {
                evidence.line()
            } else {
                recorded_place(document, field, draft.text(field))
            };
            let colour = if doubtful { style.caution } else { style.muted };
            let place = place_of(document, ground, field, draft.text(field));
            match place {
                None if line.is_empty() => {}
                None => {
                    note_ui(ui, &line, colour);
                }
                Some(range) => note_beside_ui(ui, &line, colour, |ui| {
                    let name = format!("Show {}: {}", name_of(field), draft.text(field).trim());
                    if ui.add(link_button("Show").name(&name)).clicked() {
                        shown_place = Some(range);
                    }
                }),
            }
            for other in &evidence.others {
                let value = shown(other.field, &other.value);
                let name = format!("Use {value} as {}", name_of(field));
                if ui.add(link_button(&format!("Use {value}")).name(&name)).clicked() {
                    draft.take(other);
                }
            }
        });
        ui.advance_cursor_after_rect(used.response.rect.with_min_x(room.left()));
        shown_place
    }

    fn control_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        document: &Document,
        field: Field,
        draft: &mut Draft,
        evidence: &Evidence,
    ) {
        let style = Style::of(ui);
        let width = ui.available_width();
        if field == Field::Kind {
            let titles: Vec<&str> = DocumentKind::ALL.iter().map(|k| k.title()).collect();
            let chosen = DocumentKind::ALL.iter().position(|k| *k == draft.kind);
            if let Some(kind) = drop_down_ui(ui, "Kind", &titles, chosen, width).and_then(|i| DocumentKind::ALL.get(i).copied()) {
                draft.kind = kind;
            }
            return;
        }
        let mark = if evidence.is_doubtful() {
            Some((icons::TRIANGLE_ALERT, style.caution))
        } else {
            (!document.confirmed && !draft.text(field).is_empty()).then_some((icons::CHECK, style.good))
        };
        let names: Vec<String> = if field == Field::Case {
            offers(&draft.case, session.project().cases().iter().map(|c| c.name.as_str()))
        } else {
            Vec::new()
        };
        let Some(text) = draft.text_mut(field) else { return };
        let mut line = text_field(text, name_of(field)).width(width);
        if let Some((icon, colour)) = mark {
            line = line.mark(icon, colour);
        }
        if field == Field::Case {
            let (_, taken) = self.cases.show_ui(ui, ui.scope_id().with("case field"), line, &names);
            if let Some(name) = taken.and_then(|i| names.get(i)) {
                draft.case.clone_from(name);
            }
        } else {
            line.show_ui(ui);
        }
    }

    fn accept_ui(&mut self, ui: &mut Ui, session: &Session, document: &Document, held: &mut Held, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let is_changed = held.draft != held.basis;
        if document.confirmed && !is_changed {
            return;
        }
        let gesture = held.draft.to_gesture(session.project(), document.id);
        let ready = gesture.is_some() && session.read_only().is_none();
        ui.horizontal(|ui| {
            ui.add_space(style.space(7) + style.space(1));
            let words = if document.confirmed { "Save changes" } else { "Accept all" };
            let accept = if document.confirmed { primary_button(words) } else { button(words) };
            if ui.add_enabled(ready, accept).clicked()
                && let Some(gesture) = gesture
            {
                actions.push(gesture.into());
            }
            if is_changed && ui.add(link_button("Put back")).clicked() {
                held.draft.clone_from(&held.basis);
            }
        });
    }
}

/// Where the recorded value in a field comes from; empty where that is not known.
fn recorded_place(document: &Document, field: Field, value: &str) -> String {
    let recorded = document.particular(field).filter(|p| is_shown_as(field, &p.value, value));
    recorded.map(|particular| provenance(document, Some(particular)).0).unwrap_or_default()
}

/// The words in the present text in which the value of a field was found.
fn place_of(document: &Document, ground: &Ground, field: Field, value: &str) -> Option<TextRange> {
    if let Some(particular) = document.particular(field).filter(|p| is_shown_as(field, &p.value, value)) {
        return provenance(document, Some(particular)).1;
    }
    ground.proposals.iter().find(|p| p.field == field && is_shown_as(field, &p.value, value)).and_then(|p| p.found)
}

fn is_shown_as(field: Field, stored: &str, value: &str) -> bool {
    shown(field, stored).eq_ignore_ascii_case(value.trim())
}

/// The name of a field at its left.
pub(in crate::ui) fn label_ui(ui: &mut Ui, words: &str, width: f32) {
    use crate::ui::style::Face;
    use crate::ui::widgets::{Ink, Pen};
    let pen = Pen::new(ui);
    let ink = Ink::new(Face::Ui, pen.style.tokens.type_scale.small, pen.style.secondary);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(width, pen.style.tokens.size.control), egui::Sense::hover());
    pen.line_within(egui::pos2(rect.left(), rect.center().y), egui::Align::Min, width, words, &ink);
}
