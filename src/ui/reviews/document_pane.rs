//! The pane of a chosen document: what it is, what to check, how far it is, where its codings are.

use super::check_ui::Check;
use super::ground::{Ground, size_words};
use super::map::{map_ui, remark_ui};
use super::stages::stages_ui;
use super::words::{note_ui, say_ui};
use crate::app::action::Action;
use crate::app::gesture::Gesture;
use crate::app::session::Session;
use crate::model::{Document, DocumentField, Id};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{danger_button, primary_button, section_label_ui};
use egui::Ui;
use std::sync::Arc;

/// Remarks shown before the rest is counted.
const MOST_REMARKS: usize = 5;

/// The revision and the document that a ground was made of.
type GroundKey = (u64, Id<Document>);

/// Drafts of the pane and what it stands on.
#[derive(Debug, Default)]
pub(super) struct DocumentPane {
    check: Check,
    ground: Option<(GroundKey, Arc<Ground>)>,
}

impl DocumentPane {
    /// Shows the pane; returns whether the document was taken out.
    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, document: &Document, actions: &mut Vec<Action>) -> bool {
        let ground = self.ground(session, document);
        let style = Style::of(ui);
        say_ui(ui, &document.title, Face::ReadSemibold, style.tokens.type_scale.subtitle, style.ink);
        let mut file = vec![document.file_name.clone(), size_words(document.bytes), ground.reader.clone()];
        file.retain(|part| !part.is_empty());
        note_ui(ui, &file.join(", "), style.muted);
        ui.add_space(style.space(0));
        if ui.add(primary_button("Open").icon(icons::BOOK_OPEN_TEXT).name("Open in reading")).clicked() {
            actions.push(Action::Open(document.id, None));
        }
        remarks_ui(ui, &ground);
        gap_ui(ui);
        let editable = session.read_only().is_none();
        ui.add_enabled_ui(editable, |ui| self.check.ui(ui, session, document, &ground, actions));
        gap_ui(ui);
        section_label_ui(ui, "Progress", "");
        ui.add_enabled_ui(editable, |ui| {
            if let Some(stage) = stages_ui(ui, document.progress) {
                actions.push(Gesture::SetDocument(document.id, DocumentField::Progress(stage)).into());
            }
        });
        note_ui(ui, "Only coded and reviewed documents count as read in the matrix", style.muted);
        gap_ui(ui);
        if let Some(range) = map_ui(ui, document, &ground) {
            actions.push(Action::Open(document.id, Some(range)));
        }
        gap_ui(ui);
        let is_out = ui.add_enabled(editable, danger_button("Take out of the deep dive")).clicked();
        note_ui(ui, "Its file and codings stay, and come back when you undo it", style.muted);
        if is_out {
            actions.push(Gesture::RetireDocument(document.id).into());
        }
        is_out
    }

    fn ground(&mut self, session: &Session, document: &Document) -> Arc<Ground> {
        let key = (session.revision(), document.id);
        match &self.ground {
            Some((held, ground)) if *held == key => Arc::clone(ground),
            Some(_) | None => {
                let ground = Arc::new(Ground::of(session, document));
                self.ground = Some((key, Arc::clone(&ground)));
                ground
            }
        }
    }
}

fn remarks_ui(ui: &mut Ui, ground: &Ground) {
    if !ground.has_text {
        remark_ui(ui, "The text of this document cannot be read back; copy its folder back from a backup");
    }
    for warning in ground.warnings.iter().take(MOST_REMARKS) {
        let words = warning.page.map_or_else(|| warning.what.clone(), |page| format!("p. {page}: {}", warning.what));
        remark_ui(ui, &words);
    }
    let more = ground.warnings.len().saturating_sub(MOST_REMARKS);
    if more > 0 {
        remark_ui(ui, &format!("{more} more remarks by the reader"));
    }
}

/// A line between parts of a pane.
fn gap_ui(ui: &mut Ui) {
    let style = Style::of(ui);
    ui.add_space(style.space(1));
    ui.separator();
    ui.add_space(style.space(0));
}
