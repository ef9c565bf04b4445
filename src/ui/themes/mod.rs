//! The page of themes: the codebook as a tree with its counts, and the entry of the chosen theme.
//!
//! | part | what it is for |
//! |---|---|
//! | `facts`, `lines` | the tree with counts, filtered and folded |
//! | `tree_ui`, `moves` | its lines, and where a theme goes by keys or by dragging |
//! | `entry`, `look_ui` | the chosen theme: what it means, its look, its examples |
//! | `passages`, `passage_filter`, `passage_ui`, `ends` | everything coded with it, filtered and changed in its place |
//! | `dialogs`, `split` | adding, moving, merging and splitting |
//! | `retired` | retiring, and what was retired |
//! | `versions` | frozen codebooks and what changed between them |

mod dialogs;
mod ends;
mod entry;
mod facts;
mod lines;
mod look_ui;
mod moves;
mod passage_filter;
mod passage_ui;
mod passages;
mod retired;
mod split;
mod tree_ui;
mod versions;

use super::reviews::facts::counted;
use super::reviews::list::{LineAt, ListKeys, list};
use super::reviews::words::{into_margin_ui, note_ui};
use super::shell::{page_ui, pane_ui, single_column};
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{
    KeyboardWish, button, empty_state_ui, link_button, menu_button_ui, menu_entry, page_title_ui, primary_button, text_field,
};
use crate::app::action::Action;
use crate::app::cached::Cached;
use crate::app::command::Command;
use crate::app::gesture::Gesture;
use crate::app::suggestions::About;
use crate::model::{Id, Theme};
use dialogs::Open;
use egui::{Frame, Key, Margin, Modifiers, Role, ScrollArea, Ui};
use entry::{Entry, Wish};
use facts::Facts;
use lines::Lines;
use moves::{Step, Zone};
use std::collections::BTreeSet;
use std::sync::Arc;
use tree_ui::RowEvent;

/// Width of the pane with the entry: a line of quotation then has about 68 characters.
const PANE: f32 = 560.0;
/// The pane's share of a narrower page: the longest names of the codebook stay whole beside it.
const PANE_SHARE: f32 = 0.44;

/// What is dragged, and where it would be dropped.
type Dragged = (Id<Theme>, Option<(Id<Theme>, Zone)>);

/// The page: scroll, choice, filter and drafts.
#[derive(Debug, Default)]
pub struct ThemesPage {
    filter: String,
    closed: BTreeSet<Id<Theme>>,
    chosen: Option<Id<Theme>>,
    is_revealing: bool,
    /// In one column: the entry is shown instead of the tree.
    is_entry_open: bool,
    facts: Cached<Arc<Facts>>,
    /// Raised whenever filter or folding changes.
    arrangement: u64,
    lines: Option<((u64, u64), Arc<Lines>)>,
    entry: Entry,
    versions: versions::Versions,
    dialog: Option<Open>,
    /// Raised with every dialog, so that each begins with its first field.
    dialogs: u64,
    /// The tree gets the keyboard as soon as no dialog covers it.
    wants_tree: KeyboardWish,
    dragged: Option<Dragged>,
    /// What was retired last, in words, and the revision from which it was.
    retired: Option<(Id<Theme>, String, u64)>,
    is_retired_open: bool,
}

/// The tree, as what has the keyboard.
fn list_id() -> egui::Id {
    egui::Id::unique("themes list")
}

impl PageUi for ThemesPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let facts = self.facts(view);
        if self.chosen.is_none_or(|id| facts.theme(id).is_none()) {
            self.chosen = facts.themes.first().map(|t| t.node.id);
            self.is_entry_open = false;
        }
        let is_single = single_column(ui);
        if is_single && self.is_entry_open && self.chosen.is_some() {
            page_ui(ui, |ui| {
                let side = Style::of(ui).space(3) as i8;
                Frame::NONE.inner_margin(Margin { left: side, right: side, top: side, bottom: 0 }).show(ui, |ui| {
                    if ui.add(link_button("Back to the themes")).clicked() {
                        self.is_entry_open = false;
                    }
                    self.entry_ui(ui, view, &facts, actions);
                });
            });
        } else {
            if !is_single && (!facts.themes.is_empty() || self.versions.is_open()) {
                let width = (ui.available_width() * PANE_SHARE).min(PANE);
                pane_ui(ui, "theme entry", width, |ui| self.entry_ui(ui, view, &facts, actions));
            }
            page_ui(ui, |ui| self.page_ui(ui, view, &facts, is_single, actions));
        }
        self.dialog_ui(ui, view, &facts, actions);
    }

    fn take_keyboard(&mut self, by_mouse: bool) {
        if !by_mouse && !self.versions.wants_keyboard() {
            self.wants_tree.ask();
        }
    }

    fn command(&mut self, command: Command, view: &View<'_>, _actions: &mut Vec<Action>) -> bool {
        let may_change = view.session.read_only().is_none();
        match command {
            Command::CodebookVersions => self.open_versions(false),
            Command::FreezeCodebook if may_change => self.open_versions(true),
            Command::AddTheme if may_change => {
                let facts = self.facts(view);
                self.dialog = Some(Open::add(view.session, &facts, None));
            }
            _ => return false,
        }
        true
    }

    fn leave(&mut self, actions: &mut Vec<Action>) {
        self.entry.leave(actions);
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("F2", "rename"),
            ("Alt ↑ ↓", "move"),
            ("Alt Left Right", "out, in"),
            ("Delete", "retire, or remove a passage"),
            ("T", "theme of a passage"),
            ("+ − .", "its polarity"),
            ("[ ]", "its ends"),
            ("X", "an example"),
            ("O", "its whole paragraph"),
        ]
    }

    fn takes_keys(&self) -> bool {
        self.entry.takes_keys()
    }
}

impl ThemesPage {
    /// The theme that is shown.
    #[must_use]
    pub const fn chosen(&self) -> Option<Id<Theme>> {
        self.chosen
    }

    fn facts(&mut self, view: &View<'_>) -> Arc<Facts> {
        self.facts.get(view.session.revision(), || Arc::new(Facts::of(view.session)))
    }

    fn lines(&mut self, ui: &Ui, revision: u64, facts: &Facts) -> Arc<Lines> {
        let key = (revision, self.arrangement);
        match &self.lines {
            Some((held, lines)) if *held == key => Arc::clone(lines),
            Some(_) | None => {
                let size = &Style::of(ui).tokens.size;
                let lines = Arc::new(Lines::of(facts, &self.filter, &self.closed, (size.row_case, size.row)));
                self.lines = Some((key, Arc::clone(&lines)));
                lines
            }
        }
    }

    fn page_ui(&mut self, ui: &mut Ui, view: &View<'_>, facts: &Facts, is_single: bool, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let (side, top) = if is_single { (style.space(3), style.space(2)) } else { (style.space(4), 20.0) };
        let margin = Margin { left: side as i8, right: side as i8, top: top as i8, bottom: 0 };
        Frame::NONE.inner_margin(margin).show(ui, |ui| {
            let may_change = view.session.read_only().is_none();
            page_title_ui(ui, "Themes", &facts.note());
            self.bar_ui(ui, view, facts, may_change, actions);
            self.undo_ui(ui, view, actions);
            self.retired_ui(ui, facts, may_change, actions);
            if facts.themes.is_empty() {
                let text = "A theme gathers passages that say the same. Add the first one, or tag words while reading.";
                if empty_state_ui(ui, icons::TAGS, "No themes yet", text, Some("Add a theme…")) && may_change {
                    self.dialog = Some(Open::add(view.session, facts, None));
                }
                return;
            }
            if let Some(chosen) = self.chosen.and_then(|id| facts.theme(id)).filter(|_| is_single)
                && ui.add(link_button(&format!("Show {}", chosen.title()))).clicked()
            {
                self.is_entry_open = true;
            }
            self.tree_ui(ui, view, facts, is_single, actions);
        });
    }

    /// Filter and buttons.
    fn bar_ui(&mut self, ui: &mut Ui, view: &View<'_>, facts: &Facts, may_change: bool, actions: &mut Vec<Action>) {
        ui.horizontal_wrapped(|ui| {
            let width = (ui.available_width() - 312.0).clamp(160.0, 320.0);
            let field = text_field(&mut self.filter, "Filter themes").hint("Filter themes").icon(icons::LIST_FILTER).clearable();
            if field.width(width).show_ui(ui).changed() {
                self.arrangement += 1;
            }
            ui.add_enabled_ui(may_change, |ui| {
                if ui.add(primary_button("Add theme…").icon(icons::PLUS)).clicked() {
                    self.dialog = Some(Open::add(view.session, facts, None));
                }
            });
            let (_, chosen) = menu_button_ui(ui, button("File"), |ui| {
                let mut chosen = None;
                for command in
                    [Command::ImportCodebook, Command::ExportCodebook, Command::FreezeCodebook, Command::CodebookVersions]
                {
                    let enabled = may_change || matches!(command, Command::ExportCodebook | Command::CodebookVersions);
                    if ui.add_enabled(enabled, menu_entry(command.name())).clicked() {
                        chosen = Some(command);
                    }
                }
                chosen
            });
            actions.extend(chosen.flatten().map(Action::Command));
            let any_open = facts.themes.iter().any(|t| t.node.has_children && !self.closed.contains(&t.node.id));
            let words = if any_open { "Fold all" } else { "Unfold all" };
            if ui.add(button(words)).clicked() {
                self.arrangement += 1;
                self.closed.clear();
                if any_open {
                    self.closed.extend(facts.themes.iter().filter(|t| t.node.has_children).map(|t| t.node.id));
                }
            }
        });
    }

    fn tree_ui(&mut self, ui: &mut Ui, view: &View<'_>, facts: &Facts, is_single: bool, actions: &mut Vec<Action>) {
        let id = list_id();
        if self.wants_tree.grant(ui.ctx()) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        self.own_keys(ui, id, view, facts, actions);
        let lines = self.lines(ui, view.session.revision(), facts);
        if !self.filter.trim().is_empty() {
            note_ui(ui, &format!("{} of {}", lines.fitting, facts.themes_note()), Style::of(ui).secondary);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        tree_ui::head_ui(ui);
        if lines.lines.is_empty() {
            empty_state_ui(ui, icons::LIST_FILTER, "Nothing fits the filter", "Try fewer or other words.", None);
            return;
        }
        let place = self.chosen.and_then(|id| facts.place(id));
        let at = lines.lines.iter().position(|(line, _)| Some(*line) == place);
        let shown = list(id, "Themes", Role::Tree, &lines.tops).at(at).revealing(std::mem::take(&mut self.is_revealing));
        let mut event = None;
        let drop = self.dragged.as_ref().and_then(|(_, over)| *over);
        let mut over = None;
        let mut line_ui = |ui: &mut Ui, line_at: LineAt| {
            let Some((theme, is_open)) =
                lines.lines.get(line_at.index).and_then(|(i, open)| Some((facts.themes.get(*i)?, *open)))
            else {
                return ui.interact(line_at.rect, ui.scope_id().with(("blank", line_at.index)), egui::Sense::hover());
            };
            let zone = drop.filter(|(id, _)| *id == theme.node.id).map(|(_, zone)| zone);
            let (response, what) = tree_ui::theme_ui(ui, line_at, theme, is_open, zone);
            if let Some(pointer) = ui.input(|input| input.pointer.interact_pos()).filter(|p| line_at.rect.contains(*p)) {
                over = Some((theme.node.id, Zone::at((pointer.y - line_at.rect.top()) / line_at.rect.height())));
            }
            if let Some(what) = what {
                event = Some((theme.node.id, what));
            }
            response
        };
        let keys = into_margin_ui(ui, |ui, width| shown.width(width).show_ui(ui, &mut line_ui));
        self.apply_keys(facts, &lines, at, keys);
        if let Some((theme, what)) = event {
            self.apply_event(view, theme, what, over, actions);
            self.is_entry_open |= is_single && what == RowEvent::Choose;
        }
    }

    fn apply_event(
        &mut self,
        view: &View<'_>,
        theme: Id<Theme>,
        what: RowEvent,
        over: Option<(Id<Theme>, Zone)>,
        actions: &mut Vec<Action>,
    ) {
        let (project, tree) = (view.session.project(), view.session.tree());
        let may_change = view.session.read_only().is_none();
        let goes = |(target, zone): (Id<Theme>, Zone)| moves::drop_on(project, &tree, theme, target, zone);
        match what {
            RowEvent::Choose => self.chosen = Some(theme),
            RowEvent::Rename if may_change => self.entry.rename(theme),
            RowEvent::Rename => {}
            RowEvent::Toggle => self.toggle(theme),
            RowEvent::Dragged if may_change => self.dragged = Some((theme, over.filter(|at| goes(*at).is_some()))),
            RowEvent::Dragged => {}
            RowEvent::Dropped => {
                self.dragged = None;
                if let Some(gesture) = over.filter(|_| may_change).and_then(goes) {
                    self.chosen = Some(theme);
                    self.is_revealing = true;
                    actions.push(gesture.into());
                }
            }
        }
    }

    fn toggle(&mut self, theme: Id<Theme>) {
        self.arrangement += 1;
        if !self.closed.remove(&theme) {
            self.closed.insert(theme);
        }
    }

    /// Keys that only the tree knows; taken before the list takes plain arrows.
    fn own_keys(&mut self, ui: &Ui, id: egui::Id, view: &View<'_>, facts: &Facts, actions: &mut Vec<Action>) {
        let Some(chosen) = self.chosen else { return };
        if view.session.read_only().is_some() || !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let steps =
            [(Key::ArrowUp, Step::Up), (Key::ArrowDown, Step::Down), (Key::ArrowLeft, Step::Out), (Key::ArrowRight, Step::In)];
        for (key, step) in steps {
            if pressed(Modifiers::ALT, key)
                && let Some(gesture) = moves::step(view.session.project(), &view.session.tree(), chosen, step)
            {
                self.unfold_target(&gesture);
                self.is_revealing = true;
                actions.push(gesture.into());
            }
        }
        if pressed(Modifiers::NONE, Key::F2) {
            self.entry.rename(chosen);
            self.is_entry_open = true;
        }
        if pressed(Modifiers::NONE, Key::Delete) {
            self.retire(view, facts, chosen, actions);
        }
    }

    /// What moves under a folded theme would be lost from sight.
    fn unfold_target(&mut self, gesture: &Gesture) {
        if let Gesture::MoveTheme { parent: Some(parent), .. } = gesture
            && self.closed.remove(parent)
        {
            self.arrangement += 1;
        }
    }

    fn apply_keys(&mut self, facts: &Facts, lines: &Lines, at: Option<usize>, keys: ListKeys) {
        let theme_at = |i: usize| lines.lines.get(i).and_then(|(place, open)| Some((facts.themes.get(*place)?, *open)));
        if let Some((theme, _)) = keys.moved.and_then(theme_at) {
            self.chosen = Some(theme.node.id);
            self.is_revealing = true;
            return;
        }
        let Some((at, (theme, is_open))) = at.and_then(|at| theme_at(at).map(|found| (at, found))) else { return };
        self.is_entry_open |= keys.opened;
        if theme.node.has_children && (keys.toggled || keys.unfolded.is_some_and(|unfold| unfold != is_open)) {
            self.toggle(theme.node.id);
        } else if keys.unfolded == Some(false) {
            // Left on a leaf goes up to the theme above it.
            let above = (0..at).rev().filter_map(theme_at).find(|(t, _)| t.node.depth < theme.node.depth);
            if let Some((above, _)) = above {
                self.chosen = Some(above.node.id);
                self.is_revealing = true;
            }
        }
    }

    fn entry_ui(&mut self, ui: &mut Ui, view: &View<'_>, facts: &Facts, actions: &mut Vec<Action>) {
        if self.versions.is_open() {
            return self.versions_ui(ui, view, actions);
        }
        let Some(theme) = self.chosen.and_then(|id| facts.theme(id)) else { return };
        let scroll = ScrollArea::vertical().id_salt(("theme entry", theme.node.id)).auto_shrink(false);
        let wish = into_margin_ui(ui, |ui, width| {
            scroll
                .show(ui, |ui| {
                    ui.set_max_width(width);
                    self.entry.ui(ui, view, theme, actions)
                })
                .inner
        });
        match wish {
            Some(Wish::Suggest) => actions.push(Action::ShowSuggestions(About::Theme(theme.node.id))),
            Some(Wish::AddUnder) => self.dialog = Some(Open::add(view.session, facts, Some(theme.node.id))),
            Some(Wish::Move) => self.dialog = Some(Open::moving(theme.node.id)),
            Some(Wish::Merge) => self.dialog = Some(Open::merging(theme.node.id)),
            Some(Wish::Split) => self.dialog = Some(Open::splitting(view.session, theme.node.id)),
            Some(Wish::Retire) => self.retire(view, facts, theme.node.id, actions),
            None => {}
        }
    }

    fn dialog_ui(&mut self, ui: &Ui, view: &View<'_>, facts: &Facts, actions: &mut Vec<Action>) {
        let Some(mut dialog) = self.dialog.take() else { return };
        let (stays, gesture) = dialog.ui(ui, self.dialogs, view.session, facts);
        if let Some(gesture) = gesture {
            match &gesture {
                Gesture::AddTheme(theme) | Gesture::SplitTheme { new: theme, .. } => self.chosen = Some(theme.id),
                Gesture::MergeThemes { into, .. } => self.chosen = Some(*into),
                _ => {}
            }
            self.unfold_target(&gesture);
            self.is_revealing = true;
            self.wants_tree.ask();
            actions.push(gesture.into());
        }
        if stays {
            self.dialog = Some(dialog);
        } else {
            self.dialogs += 1;
        }
    }
}

impl ThemesPage {
    /// Shows a theme, whatever is filtered or folded.
    pub fn show(&mut self, theme: Id<Theme>) {
        self.filter.clear();
        self.closed.clear();
        self.arrangement += 1;
        self.chosen = Some(theme);
        self.is_revealing = true;
        self.is_entry_open = true;
        self.versions.close();
    }
}
