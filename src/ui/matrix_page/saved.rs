//! Saved matrices: the menu of their names, and the dialog that asks for one. Opening one counts it again.

use super::wanted::Wanted;
use crate::app::action::Action;
use crate::app::gesture::Gesture;
use crate::app::settings::RoundChoice;
use crate::app::study::StudyGesture;
use crate::model::{Id, Project, SavedMatrix, SavedMatrixField};
use crate::ui::widgets::{DialogChoice, dialog, menu_entry, section_label_ui, text_field};
use egui::{Context, Ui};

/// What was chosen in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Open(Id<SavedMatrix>),
    Save,
    SaveAs,
    Rename,
    Remove,
}

/// The entries of the menu.
pub(super) fn menu_ui(ui: &mut Ui, wanted: &Wanted, project: &Project) -> Option<Wish> {
    let mut wish = None;
    let mut all: Vec<&SavedMatrix> = project.saved_matrices().iter().collect();
    all.sort_by(|a, b| crate::analyse::natural_cmp(&a.name, &b.name).then(a.id.cmp(&b.id)));
    section_label_ui(ui, if all.is_empty() { "No matrix is saved yet" } else { "Saved matrices" }, "");
    for saved in &all {
        if ui.add(menu_entry(&saved.name).ticked(wanted.saved == Some(saved.id))).clicked() {
            wish = Some(Wish::Open(saved.id));
        }
    }
    let open = all.iter().find(|saved| wanted.saved == Some(saved.id));
    section_label_ui(ui, "This matrix", "");
    if let Some(open) = open.filter(|open| wanted.differs(open))
        && ui.add(menu_entry(&format!("Save as “{}”", open.name))).clicked()
    {
        wish = Some(Wish::Save);
    }
    if ui.add(menu_entry("Save under a name…")).clicked() {
        wish = Some(Wish::SaveAs);
    }
    if open.is_some() {
        if ui.add(menu_entry("Rename…")).clicked() {
            wish = Some(Wish::Rename);
        }
        if ui.add(menu_entry("Remove from the list")).clicked() {
            wish = Some(Wish::Remove);
        }
    }
    wish
}

/// A name being asked for.
#[derive(Clone, Debug)]
pub(super) struct NameDraft {
    text: String,
    /// The matrix to be renamed; none for a new one.
    of: Option<Id<SavedMatrix>>,
}

/// Carries a wish out, or begins to ask for a name.
pub(super) fn carry_out(wish: Wish, wanted: &mut Wanted, project: &Project, actions: &mut Vec<Action>) -> Option<NameDraft> {
    let open = wanted.saved.and_then(|id| project.saved_matrices().get(id));
    match wish {
        Wish::Open(id) => {
            if let Some(saved) = project.saved_matrices().get(id) {
                if saved.view.within != wanted.view.within {
                    actions.push(Action::ChooseRound(saved.view.within.map_or(RoundChoice::AllCases, RoundChoice::One)));
                }
                wanted.open(saved);
            }
        }
        Wish::Save => {
            if let Some(saved) = open {
                let field = SavedMatrixField::View(Box::new(wanted.view.clone()));
                actions.push(Gesture::Study(StudyGesture::SetMatrix(saved.id, field)).into());
            }
        }
        Wish::SaveAs => return Some(NameDraft { text: String::new(), of: None }),
        Wish::Rename => return open.map(|saved| NameDraft { text: saved.name.clone(), of: Some(saved.id) }),
        Wish::Remove => {
            if let Some(saved) = open {
                actions.push(Gesture::Study(StudyGesture::RetireMatrix(saved.id)).into());
                wanted.saved = None;
            }
        }
    }
    None
}

impl NameDraft {
    /// Shows the dialog; false once it ended.
    pub(super) fn show_ui(&mut self, ctx: &Context, wanted: &mut Wanted, project: &Project, actions: &mut Vec<Action>) -> bool {
        let name = self.text.trim().to_owned();
        let is_taken = project.saved_matrices().iter().any(|saved| saved.name == name && Some(saved.id) != self.of);
        let ready = !name.is_empty() && !is_taken;
        let title = if self.of.is_some() { "Rename the saved matrix" } else { "Save this matrix under a name" };
        let choice = dialog("matrix_name", title, "Save").ready(ready).enter().show_ui(ctx, |ui, fresh| {
            let field = text_field(&mut self.text, "Name").hint("Fathers by age band").show_ui(ui);
            if fresh {
                field.request_focus();
            }
            if is_taken {
                section_label_ui(ui, "Another saved matrix has this name", "");
            }
        });
        if choice == Some(DialogChoice::Accept) {
            let gesture = match self.of {
                Some(id) => StudyGesture::SetMatrix(id, SavedMatrixField::Name(name)),
                None => {
                    let saved = SavedMatrix { id: Id::fresh(), name, view: wanted.view.clone() };
                    (wanted.saved, wanted.usual_groups) = (Some(saved.id), false);
                    StudyGesture::KeepMatrix(Box::new(saved))
                }
            };
            actions.push(Gesture::Study(gesture).into());
        }
        choice.is_none()
    }
}
