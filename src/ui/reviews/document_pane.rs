//! The pane of a chosen document: what it is, what to check, how far it is, where its codings are.

use super::check_ui::Check;
use super::found_ui::Found;
use super::ground::{Ground, size_words};
use super::map::map_ui;
use super::remarks::remark_ui;
use super::stages::stages_ui;
use super::stated_ui::stated_ui;
use super::words::{note_ui, say_ui};
use crate::app::action::Action;
use crate::app::gesture::Gesture;
use crate::app::session::Session;
use crate::model::{Document, DocumentField, Id, MemoAbout};
use crate::text::Concern;
use crate::ui::memos::{MemoPane, Place};
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{button, danger_button, link_button, primary_button, section_label_ui};
use egui::Ui;
use std::sync::Arc;

/// Remarks shown before the rest is counted.
const MOST_REMARKS: usize = 5;

/// The revision and the document that a ground was made of.
type GroundKey = (u64, Id<Document>);

/// What the pane asks of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// The document was taken out.
    TookOut,
    /// The report of what was read of it.
    Report,
}

/// Drafts of the pane and what it stands on.
#[derive(Debug, Default)]
pub(super) struct DocumentPane {
    check: Check,
    found: Found,
    memos: MemoPane,
    ground: Option<(GroundKey, Arc<Ground>)>,
}

impl DocumentPane {
    /// Shows the pane; returns what was wished that the page itself must do.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: &View<'_>, document: &Document, actions: &mut Vec<Action>) -> Option<Wish> {
        let session = view.session;
        let ground = self.ground(session, document);
        let editable = session.read_only().is_none();
        head_ui(ui, document, &ground, actions);
        let mut wish = reading_ui(ui, document, &ground, editable, actions);
        gap_ui(ui);
        ui.add_enabled_ui(editable, |ui| self.check.ui(ui, session, document, &ground, actions));
        gap_ui(ui);
        ui.add_enabled_ui(editable, |ui| self.found.ui(ui, session, document, &ground, actions));
        gap_ui(ui);
        if ui.add_enabled_ui(editable, |ui| stated_ui(ui, session, document, &ground, actions)).inner {
            gap_ui(ui);
        }
        section_label_ui(ui, "Progress", "");
        ui.add_enabled_ui(editable, |ui| {
            if let Some(stage) = stages_ui(ui, document.progress) {
                actions.push(Gesture::SetDocument(document.id, DocumentField::Progress(stage)).into());
            }
        });
        note_ui(ui, "Only coded and reviewed documents count as read in the matrix", Style::of(ui).muted);
        gap_ui(ui);
        if let Some(range) = map_ui(ui, document, &ground) {
            actions.push(Action::Open(document.id, Some(range)));
        }
        gap_ui(ui);
        let place = Place { salt: "document", session, selection: None, gives_back: false };
        self.memos.ui(ui, &place, MemoAbout::Document(document.id), actions);
        gap_ui(ui);
        if ui.add_enabled(editable, danger_button("Take out of the deep dive")).clicked() {
            wish = Some(Wish::TookOut);
            actions.push(Gesture::RetireDocument(document.id).into());
        }
        note_ui(ui, "Its file and codings stay, and come back when you undo it", Style::of(ui).muted);
        wish
    }

    /// Hands over a memo that is being written.
    pub(super) fn leave(&mut self, actions: &mut Vec<Action>) {
        self.memos.leave(actions);
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

fn head_ui(ui: &mut Ui, document: &Document, ground: &Ground, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    say_ui(ui, &document.title, Face::ReadSemibold, style.tokens.type_scale.subtitle, style.ink);
    let mut file = vec![document.file_name.clone(), size_words(document.bytes), ground.reader.clone()];
    file.retain(|part| !part.is_empty());
    note_ui(ui, &file.join(", "), style.muted);
    ui.add_space(style.space(0));
    ui.horizontal_wrapped(|ui| {
        if ui.add(primary_button("Open").icon(icons::BOOK_OPEN_TEXT).name("Open in reading")).clicked() {
            actions.push(Action::Open(document.id, None));
        }
        if ui.add_enabled(ground.text.is_some(), button("Check the reading")).clicked() {
            actions.push(Action::CheckReading(document.id, None));
        }
    });
}

/// What was read of it: the reader's remarks, the report, and reading it again.
fn reading_ui(ui: &mut Ui, document: &Document, ground: &Ground, editable: bool, actions: &mut Vec<Action>) -> Option<Wish> {
    let mut wish = None;
    remarks_ui(ui, ground);
    if ground.unplaced > 0 {
        let words =
            format!("{} of an earlier text without a place in this one", super::facts::counted(ground.unplaced, "coding"));
        remark_ui(ui, Concern::Check, &words);
        if ui.add(link_button("Give them a place")).clicked() {
            actions.push(Action::CheckReading(document.id, None));
        }
    }
    ui.horizontal_wrapped(|ui| {
        if ui.add(link_button("What was read")).clicked() {
            wish = Some(Wish::Report);
        }
        let again = |pictures| Action::ReadAgain { document: document.id, pictures };
        if ui.add_enabled(editable, link_button("Read again…")).clicked() {
            actions.push(again(false));
        }
        if ground.has_pictures() && ui.add_enabled(editable, link_button("Read its pictures by machine…")).clicked() {
            actions.push(again(true));
        }
    });
    wish
}

fn remarks_ui(ui: &mut Ui, ground: &Ground) {
    if ground.text.is_none() {
        remark_ui(ui, Concern::Check, "The text of this document cannot be read back; copy its folder back from a backup");
    }
    if let Some(partial) = &ground.partial {
        remark_ui(ui, Concern::LeftOut, partial);
    }
    for warning in ground.warnings.iter().take(MOST_REMARKS) {
        remark_ui(ui, warning.concern, &super::report::remark(warning));
    }
    let more = ground.warnings.len().saturating_sub(MOST_REMARKS);
    if more > 0 {
        remark_ui(ui, Concern::Note, &format!("{more} more remarks by the reader"));
    }
}

/// A line between parts of a pane.
fn gap_ui(ui: &mut Ui) {
    let style = Style::of(ui);
    ui.add_space(style.space(1));
    ui.separator();
    ui.add_space(style.space(0));
}
