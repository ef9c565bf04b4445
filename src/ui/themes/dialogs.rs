//! The dialogs of the codebook: a new theme, where to move one, what to merge one into, and how to split one.
//! Themes are chosen by typing.

use super::facts::{Facts, ThemeFacts};
use super::moves::{next_code, parent_of};
use super::split::Split;
use crate::app::gesture::Gesture;
use crate::app::session::Session;
use crate::model::{Id, Theme};
use crate::ui::reviews::suggest::{Suggest, offers};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::Style;
use crate::ui::widgets::{DialogChoice, dialog, text_field};
use egui::Ui;

const WHOLE_TREE: &str = "Leave it empty for a group of its own";

/// A dialog that is open.
#[derive(Debug)]
pub(super) enum Open {
    /// A new theme.
    Add { name: String, code: String, under: String, suggest: Suggest },
    /// A theme to move.
    Move { theme: Id<Theme>, under: String, suggest: Suggest },
    /// A theme to merge into another.
    Merge { theme: Id<Theme>, into: String, suggest: Suggest },
    /// A theme to split.
    Split(Split),
}

impl Open {
    /// A new theme, under one or at the top.
    pub(super) fn add(session: &Session, facts: &Facts, under: Option<Id<Theme>>) -> Self {
        let code = under.map(|id| next_code(session.project(), &session.tree(), id)).unwrap_or_default();
        let under = under.and_then(|id| facts.theme(id)).map(ThemeFacts::title).unwrap_or_default();
        Self::Add { name: String::new(), code, under, suggest: Suggest::default() }
    }

    /// A theme to move.
    pub(super) fn moving(theme: Id<Theme>) -> Self {
        Self::Move { theme, under: String::new(), suggest: Suggest::default() }
    }

    /// A theme to merge into another.
    pub(super) fn merging(theme: Id<Theme>) -> Self {
        Self::Merge { theme, into: String::new(), suggest: Suggest::default() }
    }

    /// A theme to split.
    pub(super) fn splitting(session: &Session, theme: Id<Theme>) -> Self {
        Self::Split(Split::of(session, theme))
    }

    fn title(&self, facts: &Facts) -> String {
        let name = |theme: Id<Theme>| facts.theme(theme).map(ThemeFacts::title).unwrap_or_default();
        match self {
            Self::Add { .. } => "Add a theme".to_owned(),
            Self::Move { theme, .. } => format!("Move “{}”", name(*theme)),
            Self::Merge { theme, .. } => format!("Merge “{}” into another theme", name(*theme)),
            Self::Split(split) => format!("Split “{}”", name(split.theme())),
        }
    }

    const fn accept(&self) -> &'static str {
        match self {
            Self::Add { .. } => "Add",
            Self::Move { .. } => "Move",
            Self::Merge { .. } => "Merge",
            Self::Split(_) => "Split",
        }
    }

    /// Shows the dialog; returns whether it stays open, and the gesture it ended with.
    pub(super) fn ui(&mut self, ui: &Ui, number: u64, session: &Session, facts: &Facts) -> (bool, Option<Gesture>) {
        let gesture = self.gesture(session, facts);
        let (title, accept) = (self.title(facts), self.accept());
        let shown = dialog(&format!("theme {number}"), &title, accept).ready(gesture.is_some());
        let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
        let choice = shown.show_ui(ui.ctx(), |ui, fresh| self.body_ui(ui, session, facts, fresh));
        let in_field = ui.memory(|m| m.focused()).is_none();
        match choice {
            Some(DialogChoice::Accept) => (false, gesture),
            Some(DialogChoice::Cancel) => (false, None),
            None if enter && in_field && gesture.is_some() => (false, gesture),
            None => (true, None),
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, session: &Session, facts: &Facts, fresh: bool) {
        let style = Style::of(ui);
        match self {
            Self::Add { name, code, under, suggest } => {
                note_ui(ui, "Name", style.secondary);
                let first = text_field(name, "Name").hint("What the passages have in common").show_ui(ui);
                if fresh {
                    first.request_focus();
                }
                note_ui(ui, "Code, if you use codes", style.secondary);
                text_field(code, "Code").hint("B8").width(style.space(7) * 2.0).show_ui(ui);
                under_ui(ui, session, facts, None, under, suggest, false);
            }
            Self::Move { theme, under, suggest } => {
                under_ui(ui, session, facts, Some(*theme), under, suggest, fresh);
                note_ui(ui, "Its codings and the themes under it go with it", style.muted);
            }
            Self::Merge { theme, into, suggest } => {
                note_ui(ui, "Into which theme", style.secondary);
                let titles: Vec<String> = facts.themes.iter().filter(|t| t.node.id != *theme).map(ThemeFacts::title).collect();
                theme_field_ui(ui, "Into which theme", &titles, into, suggest, fresh);
                if !into.trim().is_empty() && facts.by_title(into).is_none() {
                    note_ui(ui, "There is no such theme; choose one of those offered", style.caution);
                }
                note_ui(
                    ui,
                    "Its codings, summaries and the themes under it go there, and it is retired. One undo takes it back.",
                    style.muted,
                );
            }
            Self::Split(split) => split.ui(ui, session, fresh),
        }
    }

    fn gesture(&self, session: &Session, facts: &Facts) -> Option<Gesture> {
        match self {
            Self::Add { name, code, under, .. } => {
                let parent = parent_typed(facts, under)?;
                let mut theme = Theme::new(name, parent);
                theme.code = code.trim().to_owned();
                (!theme.name.is_empty()).then(|| Gesture::AddTheme(Box::new(theme)))
            }
            Self::Move { theme, under, .. } => {
                let parent = parent_typed(facts, under)?;
                let project = session.project();
                let goes = parent != parent_of(project, *theme) && !parent.is_some_and(|p| project.is_under(p, *theme));
                goes.then_some(Gesture::MoveTheme { theme: *theme, parent, before: None })
            }
            Self::Merge { theme, into, .. } => {
                let into = facts.by_title(into)?.node.id;
                let goes = into != *theme && !session.project().is_under(into, *theme);
                goes.then_some(Gesture::MergeThemes { from: *theme, into })
            }
            Self::Split(split) => split.gesture(session),
        }
    }
}

/// The theme that was typed: none inside for the top, none outside when there is no such theme.
fn parent_typed(facts: &Facts, typed: &str) -> Option<Option<Id<Theme>>> {
    if typed.trim().is_empty() { Some(None) } else { facts.by_title(typed).map(|t| Some(t.node.id)) }
}

fn under_ui(
    ui: &mut Ui,
    session: &Session,
    facts: &Facts,
    moved: Option<Id<Theme>>,
    under: &mut String,
    suggest: &mut Suggest,
    fresh: bool,
) {
    let style = Style::of(ui);
    note_ui(ui, "Under which theme", style.secondary);
    let project = session.project();
    let titles: Vec<String> =
        facts.themes.iter().filter(|t| moved.is_none_or(|m| !project.is_under(t.node.id, m))).map(ThemeFacts::title).collect();
    theme_field_ui(ui, "Under which theme", &titles, under, suggest, fresh);
    let is_known = parent_typed(facts, under).is_some();
    let words = if is_known { WHOLE_TREE } else { "There is no such theme; choose one of those offered" };
    note_ui(ui, words, if is_known { style.muted } else { style.caution });
}

/// A field that takes one of some themes by typing.
fn theme_field_ui(ui: &mut Ui, name: &str, titles: &[String], typed: &mut String, suggest: &mut Suggest, fresh: bool) {
    let names = offers(typed, titles.iter().map(String::as_str));
    let id = egui::Id::unique("theme chosen by typing");
    if fresh {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let field = text_field(typed, name).hint("Type a code or a name");
    let (_, taken) = suggest.show_ui(ui, id, field, &names);
    if let Some(name) = taken.and_then(|i| names.get(i)) {
        typed.clone_from(name);
    }
}
