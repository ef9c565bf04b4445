//! Retiring themes: what follows, the offer to undo it, and the retired ones behind one line.

use super::ThemesPage;
use super::counted;
use super::facts::Facts;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::Gesture;
use crate::model::{Id, Theme};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::Style;
use crate::ui::view::View;
use crate::ui::widgets::{NoticeChoice, Tone, link_button, notice, section_label_ui};
use egui::{ScrollArea, Ui};

impl ThemesPage {
    pub(super) fn retire(&mut self, view: &View<'_>, facts: &Facts, theme: Id<Theme>, actions: &mut Vec<Action>) {
        let Some(found) = facts.theme(theme) else { return };
        let below = view.session.tree().branch(theme).len().saturating_sub(1);
        let with = if below == 0 { String::new() } else { format!(" with {} under it", counted(below, "theme")) };
        self.retired = Some((theme, format!("“{}” was retired{with}", found.title()), view.session.revision()));
        // What is next in the tree is chosen, so that the keyboard stays where it was.
        let place = facts.place(theme).unwrap_or_default();
        let next = facts.themes.get(place + below + 1).or_else(|| facts.themes.get(place.checked_sub(1)?));
        self.chosen = next.map(|t| t.node.id);
        self.is_entry_open = false;
        actions.push(Gesture::RetireTheme(theme).into());
    }

    /// Offers to undo the retiring of a theme, as long as undo would do just that.
    pub(super) fn undo_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some((id, title, _)) = self.retired.clone().filter(|(.., since)| *since != view.session.revision()) else { return };
        let is_gone = view.session.project().themes().row(id).is_some_and(|row| row.retired);
        if !is_gone || view.session.next_undo().as_deref() != Some(Gesture::RetireTheme(id).label()) {
            self.retired = None;
            return;
        }
        let text = "Its codings stay in the deep dive and come back with it.";
        match notice(Tone::Plain, &title).text(text).actions(&["Undo"]).closable().show_ui(ui) {
            Some(NoticeChoice::Action(_)) => {
                self.chosen = Some(id);
                actions.push(Action::Command(Command::Undo));
            }
            Some(NoticeChoice::Close) => self.retired = None,
            None => {}
        }
    }

    /// The retired themes, folded away behind one line.
    pub(super) fn retired_ui(&mut self, ui: &mut Ui, facts: &Facts, may_change: bool, actions: &mut Vec<Action>) {
        if facts.retired.is_empty() {
            self.is_retired_open = false;
            return;
        }
        let words = if self.is_retired_open { "Hide retired themes" } else { "Show retired themes" };
        if ui.add(link_button(&format!("{words} ({})", facts.retired.len()))).clicked() {
            self.is_retired_open = !self.is_retired_open;
        }
        if !self.is_retired_open {
            return;
        }
        section_label_ui(ui, "Retired", "");
        let most = Style::of(ui).tokens.size.row * 5.0;
        ScrollArea::vertical().id_salt("retired").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            for theme in &facts.retired {
                ui.horizontal(|ui| {
                    let name = format!("Restore {}", theme.title);
                    if ui.add_enabled(may_change, link_button("Restore").name(&name)).clicked() {
                        self.chosen = Some(theme.id);
                        let all = std::iter::once(theme.id).chain(theme.below.iter().copied());
                        actions.extend(all.map(|id| Action::from(Gesture::RestoreTheme(id))));
                    }
                    ui.label(&theme.title);
                    let below = theme.below.len();
                    let with = if below == 0 { String::new() } else { format!("with {} under it, ", counted(below, "theme")) };
                    note_ui(ui, &format!("{with}{}", counted(theme.codings, "coding")), Style::of(ui).secondary);
                });
            }
        });
    }
}
