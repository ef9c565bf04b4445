//! The passages: bands of cases, and one row for each, with what was found in one column.
//!
//! The list has the keyboard as one thing and shows where it is by the current row; only rows in view are made. A screen
//! reader follows the current row.

use super::facets::{Folds, Line, Shown};
use super::ground::{Ground, counted};
use super::mention::HitKey;
use super::row;
use crate::model::{Case, Id as ModelId};
use crate::ui::style::Style;
use crate::ui::widgets::Pen;
use egui::{EventFilter, Id, Key, Modifiers, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;

/// Where the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Current {
    Band(ModelId<Case>),
    Hit(HitKey),
}

/// What the list remembers.
#[derive(Debug, Default)]
pub(super) struct ListState {
    pub current: Option<Current>,
    pub chosen: BTreeSet<HitKey>,
    pub folds: Folds,
    /// Raised whenever something was chosen or left.
    pub choices: u64,
    scroll_to_current: bool,
    /// Height of the list, for a page up or down.
    height: f32,
}

/// What the list asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct ListAsk {
    /// Open the place of a row.
    pub open: Option<usize>,
    /// Choose a theme.
    pub tag: bool,
    /// Say yes or no to a row for the theme chosen.
    pub decide: Option<(usize, bool)>,
    /// Bands were folded or unfolded.
    pub folded: bool,
}

/// The id of the list.
pub(super) fn list_id() -> Id {
    Id::unique("search_hits")
}

impl ListState {
    /// Begins at the first passage of a new answer.
    pub fn begin(&mut self, ground: &Ground) {
        let first = ground.rows.iter().find(|r| !r.is_listing()).or(ground.rows.first());
        self.current = first.map(|r| Current::Hit(r.key));
        self.chosen.clear();
        self.folds = Folds::default();
        self.choices += 1;
        self.scroll_to_current = true;
    }

    /// The current row.
    pub fn row(&self, ground: &Ground) -> Option<usize> {
        let Some(Current::Hit(key)) = self.current else { return None };
        ground.rows.iter().position(|r| r.key == key)
    }

    /// Chooses or leaves a passage.
    pub fn toggle(&mut self, key: HitKey) {
        self.choices += 1;
        if !self.chosen.remove(&key) {
            self.chosen.insert(key);
        }
    }

    /// Chooses all that are shown, or none when all are chosen already.
    pub fn toggle_all(&mut self, ground: &Ground, rows: &[usize]) {
        let keys: Vec<HitKey> = rows.iter().filter_map(|r| ground.rows.get(*r)).map(|r| r.key).collect();
        self.choices += 1;
        if keys.iter().all(|k| self.chosen.contains(k)) {
            keys.iter().for_each(|k| {
                self.chosen.remove(k);
            });
        } else {
            self.chosen.extend(keys);
        }
    }

    /// Shows the list over all there is.
    pub fn ui(&mut self, ui: &mut Ui, ground: &Ground, shown: &Shown) -> ListAsk {
        let (id, whole) = (list_id(), ui.max_rect());
        let list = ui.interact(whole, id, Sense::focusable_noninteractive());
        let name = format!("Mentions found, {}", counted(shown.rows.len(), "mention", "mentions"));
        list.widget_info(|| WidgetInfo::labeled(Role::List, true, &name));
        let focused = list.has_focus();
        let mut ask = ListAsk::default();
        if focused {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, tab: false, escape: false };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            self.keys(ui, ground, shown, &mut ask);
        }
        if list.gained_focus() {
            self.scroll_to_current = true;
        }
        self.height = whole.height();
        let builder = UiBuilder::new().max_rect(whole).accessibility_parent(id);
        ui.scope_builder(builder, |ui| {
            ScrollArea::vertical().id_salt("search_hits_scroll").auto_shrink(false).show_viewport(ui, |ui, seen| {
                self.lines_ui(ui, ground, shown, (seen, focused), &mut ask);
            });
        });
        ask
    }

    fn lines_ui(&mut self, ui: &mut Ui, ground: &Ground, shown: &Shown, (seen, focused): (Rect, bool), ask: &mut ListAsk) {
        let style = Style::of(ui);
        ui.set_height(shown.height());
        ui.set_width(ui.available_width());
        let corner = ui.max_rect().min;
        let columns = row::Columns::new(&style, ui.max_rect());
        let at = |(top, height): (f32, f32)| Rect::from_min_size(corner + vec2(0.0, top), vec2(columns.width, height));
        if std::mem::take(&mut self.scroll_to_current)
            && let Some(place) = self.line(ground, shown).and_then(|line| shown.place(line))
        {
            ui.scroll_to_rect(at(place), None);
        }
        let first = shown.tops.partition_point(|top| *top <= seen.top()).saturating_sub(1);
        for (index, line) in shown.lines.iter().enumerate().skip(first) {
            let Some(place) = shown.place(index).filter(|(top, _)| *top < seen.bottom()) else { break };
            match line {
                Line::Band(group) => self.band_ui(ui, ground, shown, (*group, at(place), focused), ask),
                Line::Hit(row) => self.hit_ui(ui, ground, (*row, at(place), focused), &columns, ask),
            }
        }
        if let Some(node) = self.current.map(node_of) {
            ui.ctx().accesskit_node_builder(list_id(), |list| list.set_active_descendant(node.accesskit_id()));
        }
    }

    fn band_ui(
        &mut self,
        ui: &Ui,
        ground: &Ground,
        shown: &Shown,
        (index, rect, focused): (usize, Rect, bool),
        ask: &mut ListAsk,
    ) {
        let Some(group) = ground.groups.get(index) else { return };
        let count = shown.by_group.get(index).copied().unwrap_or_default();
        let current = Current::Band(group.id);
        let response = ui.interact(rect, node_of(current), Sense::CLICK);
        let count = counted(count, "mention", "mentions");
        let open = !self.folds.cases.contains(&group.id);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{}, {}, {count}", group.name, group.note)));
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(open));
        row::band(&Pen::new(ui), rect, group, &count, open, response.hovered());
        if self.current == Some(current) && focused {
            Pen::new(ui).row_ring(rect);
        }
        if response.clicked() {
            self.current = Some(current);
            ui.memory_mut(|memory| memory.request_focus(list_id()));
            self.fold(group.id, open, ask);
        }
    }

    fn hit_ui(
        &mut self,
        ui: &Ui,
        ground: &Ground,
        (index, rect, focused): (usize, Rect, bool),
        columns: &row::Columns,
        ask: &mut ListAsk,
    ) {
        let Some(hit) = ground.rows.get(index) else { return };
        let current = Current::Hit(hit.key);
        let response = ui.interact(rect, node_of(current), Sense::CLICK);
        let is_current = self.current == Some(current);
        let chosen = self.chosen.contains(&hit.key);
        let mut words = hit.words();
        if self.folds.are_rejected.contains(&hit.key) {
            words.push_str(", rejected");
        }
        response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_current, words.as_str()));
        let target = Rect::from_min_max(rect.min, pos2(columns.left_of_words, rect.bottom()));
        let choose = ui.interact(target, node_of(current).with("choose"), Sense::CLICK);
        choose.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, chosen, format!("Choose {}", hit.place())));
        let over = response.hovered() || choose.hovered();
        let rejected = self.folds.are_rejected.contains(&hit.key);
        row::hit(
            &Pen::new(ui),
            rect,
            columns,
            hit,
            row::State { chosen, current: is_current, over, over_tick: choose.hovered(), rejected },
        );
        if is_current && focused {
            Pen::new(ui).row_ring(rect);
        }
        if choose.clicked() {
            self.toggle(hit.key);
        }
        if response.clicked() || choose.clicked() {
            self.current = Some(current);
            ui.memory_mut(|memory| memory.request_focus(list_id()));
        }
        if response.double_clicked() {
            ask.open = Some(index);
        }
    }

    fn fold(&mut self, case: ModelId<Case>, fold: bool, ask: &mut ListAsk) {
        ask.folded = true;
        if fold {
            self.folds.cases.insert(case);
        } else {
            self.folds.cases.remove(&case);
        }
    }

    /// The line where the list is.
    fn line(&self, ground: &Ground, shown: &Shown) -> Option<usize> {
        let current = self.current?;
        shown.lines.iter().position(|line| current_of(ground, *line) == Some(current))
    }

    /// Goes on to the next mention that nothing was decided of, or to the next one at all.
    pub fn go_on(&mut self, ground: &Ground, shown: &Shown) {
        let Some(here) = self.line(ground, shown) else { return };
        let open = |line: &Line| match line {
            Line::Hit(row) => ground.rows.get(*row).is_some_and(|r| !r.is_coded() && !self.folds.are_rejected.contains(&r.key)),
            Line::Band(_) => false,
        };
        let next = shown.lines.iter().skip(here + 1).position(open).map_or(here + 1, |more| here + 1 + more);
        self.go_to(ground, shown, next);
    }

    fn go_to(&mut self, ground: &Ground, shown: &Shown, line: usize) {
        let last = shown.lines.len().saturating_sub(1);
        if let Some(line) = shown.lines.get(line.min(last)) {
            self.current = current_of(ground, *line);
            self.scroll_to_current = true;
        }
    }

    fn keys(&mut self, ui: &Ui, ground: &Ground, shown: &Shown, ask: &mut ListAsk) {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let line = self.line(ground, shown);
        let here = line.unwrap_or_default();
        let page = (self.height / Style::of(ui).tokens.size.row_hit) as usize;
        for (key, to) in [
            (Key::ArrowDown, if line.is_some() { here + 1 } else { 0 }),
            (Key::ArrowUp, here.saturating_sub(1)),
            (Key::PageDown, here + page),
            (Key::PageUp, here.saturating_sub(page)),
            (Key::Home, 0),
            (Key::End, usize::MAX),
        ] {
            if pressed(key) {
                self.go_to(ground, shown, to);
            }
        }
        if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::A)) {
            self.toggle_all(ground, &shown.rows);
        }
        ask.tag |= pressed(Key::T);
        for (key, yes) in [(Key::A, true), (Key::R, false)] {
            if pressed(key) {
                ask.decide = self.row(ground).map(|row| (row, yes));
            }
        }
        self.keys_on_line(ground, shown, &pressed, ask);
    }

    fn keys_on_line(&mut self, ground: &Ground, shown: &Shown, pressed: &dyn Fn(Key) -> bool, ask: &mut ListAsk) {
        let (space, enter) = (pressed(Key::Space), pressed(Key::Enter));
        let (left, right) = (pressed(Key::ArrowLeft), pressed(Key::ArrowRight));
        match self.current {
            Some(Current::Hit(key)) => {
                if space {
                    self.toggle(key);
                }
                if enter {
                    ask.open = self.row(ground);
                }
                if left
                    && let Some(row) = self.row(ground)
                    && let Some(group) = ground.groups.iter().find(|g| g.rows.contains(&row))
                {
                    self.current = Some(Current::Band(group.id));
                    self.scroll_to_current = true;
                }
            }
            Some(Current::Band(case)) => {
                let open = !self.folds.cases.contains(&case);
                if enter || (left && open) || (right && !open) {
                    self.fold(case, open, ask);
                }
                if space && let Some(group) = ground.groups.iter().find(|g| g.id == case) {
                    let rows: Vec<usize> = shown.rows.iter().copied().filter(|r| group.rows.contains(r)).collect();
                    self.toggle_all(ground, &rows);
                }
            }
            None => {}
        }
    }
}

fn current_of(ground: &Ground, line: Line) -> Option<Current> {
    match line {
        Line::Band(group) => ground.groups.get(group).map(|g| Current::Band(g.id)),
        Line::Hit(row) => ground.rows.get(row).map(|r| Current::Hit(r.key)),
    }
}

/// The id of a line.
fn node_of(current: Current) -> Id {
    match current {
        Current::Band(case) => list_id().with(("band", case.to_string())),
        Current::Hit((document, block)) => list_id().with((document.to_string(), block)),
    }
}
