//! Versions of the codebook: freezing it under a name, the frozen ones, and what changed between any two.
//!
//! They stand in the place of the entry, so that the tree stays in reach: pressing a changed theme chooses it there.

use super::ThemesPage;
use crate::app::action::Action;
use crate::app::codebook_versions::{Difference, differences, tell_codings, themes_now};
use crate::app::gesture::{Gesture, KeepGesture};
use crate::app::session::Session;
use crate::model::{CodebookVersion, CodebookVersionField, Id, Theme};
use crate::ui::memos::day;
use crate::ui::reviews::leaving::Leaving;
use crate::ui::reviews::words::{into_margin_ui, note_ui, say_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{
    Tone, button, danger_button, drop_down_ui, icon_button, link_button, primary_button, section_label_ui, state_pill_ui,
    text_field,
};
use egui::{Align, Layout, Role, ScrollArea, Ui, UiBuilder};
use std::sync::Arc;

/// Differences shown before the rest is counted.
const MOST: usize = 200;

/// What a comparison was made from: revision, from which version, to which one, or to now.
type Key = (u64, Id<CodebookVersion>, Option<Id<CodebookVersion>>);

/// The pane with its drafts.
#[derive(Debug, Default)]
pub(super) struct Versions {
    is_open: bool,
    name: String,
    reason: String,
    wants_name: bool,
    leaving: Leaving,
    from: Option<Id<CodebookVersion>>,
    /// None compares with the codebook as it stands.
    to: Option<Id<CodebookVersion>>,
    found: Option<(Key, Arc<Vec<Difference>>)>,
    /// The newest version; when another one is, that is compared with now.
    newest: Option<Id<CodebookVersion>>,
}

impl Versions {
    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    pub(super) const fn close(&mut self) {
        self.is_open = false;
    }

    /// Whether its first field is to get the keyboard.
    pub(super) const fn wants_keyboard(&self) -> bool {
        self.wants_name
    }

    /// Opens the pane; `freezes` begins a new version.
    pub(super) const fn open(&mut self, freezes: bool) {
        (self.is_open, self.wants_name) = (true, freezes);
    }

    /// Shows the pane; returns a theme that was pressed.
    fn ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) -> Option<Id<Theme>> {
        let style = Style::of(ui);
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            ui.set_min_height(0.0);
            if ui.add(icon_button(icons::X, "Close the versions").small()).clicked() {
                self.is_open = false;
            }
            ui.with_layout(Layout::left_to_right(Align::TOP).with_main_wrap(false), |ui| {
                say_ui(ui, "Versions of the codebook", Face::ReadSemibold, style.tokens.type_scale.subtitle, style.ink);
            });
        });
        let editable = session.read_only().is_none();
        ui.add_enabled_ui(editable, |ui| self.freeze_ui(ui, session, actions));
        ui.add_space(style.space(1));
        ui.separator();
        let mut versions: Vec<&CodebookVersion> = session.project().codebook_versions().iter().collect();
        versions.sort_by_key(|version| std::cmp::Reverse((made(session, version.id).1, version.id)));
        let newest = versions.first().map(|version| version.id);
        if self.newest != newest {
            (self.newest, self.from, self.to) = (newest, None, None);
        }
        section_label_ui(ui, "Frozen", &versions.len().to_string());
        if versions.is_empty() {
            note_ui(
                ui,
                "Freeze the codebook before a round of coding or a second analyst begins; later you see here what changed since",
                style.secondary,
            );
            return None;
        }
        for version in &versions {
            self.version_ui(ui, session, version, editable, actions);
        }
        ui.separator();
        self.compare_ui(ui, session, &versions)
    }

    fn freeze_ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        note_ui(ui, "Freezing keeps every theme as it stands now. The codebook itself goes on.", style.secondary);
        note_ui(ui, "Name of the version", style.muted);
        let field = text_field(&mut self.name, "Name of the version").hint("Such as: after the pilot").show_ui(ui);
        if std::mem::take(&mut self.wants_name) {
            field.request_focus();
        }
        note_ui(ui, "Reason", style.muted);
        text_field(&mut self.reason, "Reason").hint("Why it is frozen now").rows(2).show_ui(ui);
        let ready = !self.name.trim().is_empty() && !session.tree().nodes().is_empty();
        if ui.add_enabled(ready, primary_button("Freeze the codebook")).clicked() {
            let (name, reason) = (std::mem::take(&mut self.name), std::mem::take(&mut self.reason));
            actions.push(Gesture::Keep(KeepGesture::Freeze { name, reason }).into());
        }
    }

    fn version_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        version: &CodebookVersion,
        editable: bool,
        actions: &mut Vec<Action>,
    ) {
        let style = Style::of(ui);
        let builder = UiBuilder::new()
            .id_salt(("version", version.id))
            .accessibility_role(Role::Group)
            .accessibility_label(format!("Version {}", version.name));
        ui.scope_builder(builder, |ui| {
            let set = |field| Action::from(Gesture::Keep(KeepGesture::SetVersion(version.id, field)));
            let width = ui.available_width();
            ui.add_enabled_ui(editable, |ui| {
                let id = egui::Id::unique(("version name", version.id));
                let name = format!("Name of “{}”", version.name);
                let left = self.leaving.show_ui(ui, id, &version.name, &name, |field| field.width(width));
                actions.extend(left.filter(|name| !name.is_empty()).map(|name| set(CodebookVersionField::Name(name))));
                let id = egui::Id::unique(("version reason", version.id));
                let name = format!("Reason of “{}”", version.name);
                let left = self
                    .leaving
                    .show_ui(ui, id, &version.reason, &name, |field| field.hint("No reason given").rows(2).width(width));
                actions.extend(left.map(|reason| set(CodebookVersionField::Reason(reason))));
            });
            let (who, when) = made(session, version.id);
            let themes = super::counted(version.themes.len(), "theme");
            note_ui(ui, &format!("{who}, {}, {themes}", day(when)), style.muted);
            ui.horizontal_wrapped(|ui| {
                if ui.add(button("Compare with now").name(&format!("Compare “{}” with now", version.name))).clicked() {
                    (self.from, self.to) = (Some(version.id), None);
                }
                if ui.add(button("Export…").name(&format!("Export “{}”…", version.name))).clicked() {
                    actions.push(Action::ExportVersion(version.id));
                }
                let remove = danger_button("Remove");
                if ui.add_enabled(editable, remove.name(&format!("Remove “{}”", version.name))).clicked() {
                    actions.push(Gesture::Keep(KeepGesture::RetireVersion(version.id)).into());
                }
            });
            ui.add_space(style.space(2));
        });
    }

    fn compare_ui(&mut self, ui: &mut Ui, session: &Session, versions: &[&CodebookVersion]) -> Option<Id<Theme>> {
        let is_there = |id: &Id<CodebookVersion>| versions.iter().any(|version| version.id == *id);
        let from = self.from.filter(is_there).or_else(|| versions.first().map(|version| version.id))?;
        (self.from, self.to) = (Some(from), self.to.filter(is_there));
        let names: Vec<&str> = versions.iter().map(|version| version.name.as_str()).collect();
        let place = |id: Id<CodebookVersion>| versions.iter().position(|version| version.id == id);
        section_label_ui(ui, "What changed", "");
        ui.horizontal_wrapped(|ui| {
            note_ui(ui, "from", Style::of(ui).secondary);
            if let Some(taken) = drop_down_ui(ui, "From", &names, place(from), 176.0) {
                self.from = versions.get(taken).map(|version| version.id);
            }
            note_ui(ui, "to", Style::of(ui).secondary);
            let ends: Vec<&str> = std::iter::once("Now").chain(names.iter().copied()).collect();
            let now = self.to.and_then(place).map_or(0, |at| at + 1);
            if let Some(taken) = drop_down_ui(ui, "To", &ends, Some(now), 176.0) {
                self.to = taken.checked_sub(1).and_then(|at| versions.get(at)).map(|version| version.id);
            }
        });
        let found = self.found(session, from);
        let mut pressed = None;
        if found.is_empty() {
            note_ui(ui, "Nothing changed", Style::of(ui).secondary);
        }
        for difference in found.iter().take(MOST) {
            if difference_ui(ui, session, difference) {
                pressed = difference.theme;
            }
        }
        if found.len() > MOST {
            note_ui(
                ui,
                &format!("And {} more; export both versions to compare them in full", found.len() - MOST),
                Style::of(ui).muted,
            );
        }
        pressed
    }

    fn found(&mut self, session: &Session, from: Id<CodebookVersion>) -> Arc<Vec<Difference>> {
        let key = (session.revision(), from, self.to);
        if let Some((held, found)) = &self.found
            && *held == key
        {
            return Arc::clone(found);
        }
        let project = session.project();
        let version = |id| project.codebook_versions().get(id).map(|version| version.themes.clone()).unwrap_or_default();
        let mut found = differences(&version(from), &self.to.map_or_else(|| themes_now(project), version));
        tell_codings(project, &mut found);
        let found = Arc::new(found);
        self.found = Some((key, Arc::clone(&found)));
        found
    }
}

/// Who froze a version, and when.
fn made(session: &Session, id: Id<CodebookVersion>) -> (String, jiff::Timestamp) {
    let project = session.project();
    project.codebook_versions().row(id).map(|row| (project.analyst(&row.by).name, row.at)).unwrap_or_default()
}

/// One difference; true when its theme was pressed.
fn difference_ui(ui: &mut Ui, session: &Session, difference: &Difference) -> bool {
    let style = Style::of(ui);
    let mut name = format!("{}: {}", difference.what, difference.title);
    for (side, words) in [("before", &difference.before), ("after", &difference.after)] {
        if !words.is_empty() {
            name = format!("{name}, {side}: {words}");
        }
    }
    let builder = UiBuilder::new()
        .id_salt((difference.theme, difference.what))
        .accessibility_role(Role::ListItem)
        .accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        ui.add_space(style.space(0));
        let is_there = difference.theme.is_some_and(|theme| session.project().themes().get(theme).is_some());
        let mut pressed = false;
        ui.horizontal_wrapped(|ui| {
            state_pill_ui(ui, &difference.what.to_string(), Tone::Plain);
            if is_there {
                pressed = ui.add(link_button(&difference.title).name(&format!("Show {}", difference.title))).clicked();
            } else {
                say_ui(ui, &difference.title, Face::UiMedium, style.tokens.type_scale.body, style.ink);
            }
        });
        for (side, words, colour) in [("Before", &difference.before, style.secondary), ("After", &difference.after, style.ink)] {
            if !words.is_empty() {
                note_ui(ui, &format!("{side}: {words}"), colour);
            }
        }
        pressed
    })
    .inner
}

impl ThemesPage {
    /// The versions, in the place of the entry.
    pub(super) fn versions_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let scroll = ScrollArea::vertical().id_salt("codebook versions").auto_shrink(false);
        let pressed = into_margin_ui(ui, |ui, width| {
            scroll
                .show(ui, |ui| {
                    ui.set_max_width(width);
                    self.versions.ui(ui, view.session, actions)
                })
                .inner
        });
        if let Some(theme) = pressed {
            // The versions stay, so that one difference after the other can be looked at in the tree.
            self.filter.clear();
            self.closed.clear();
            self.arrangement += 1;
            (self.chosen, self.is_revealing) = (Some(theme), true);
        }
    }

    /// Opens the versions; `freezes` begins a new one.
    pub(super) const fn open_versions(&mut self, freezes: bool) {
        self.versions.open(freezes);
        self.is_entry_open = true;
    }
}
