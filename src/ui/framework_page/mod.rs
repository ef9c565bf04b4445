//! The page of the framework: cases by themes, each cell a written summary with links to its passages.
//!
//! | part | what it is for |
//! |---|---|
//! | `sheet`, `heights` | the framework of the moment, and how high its rows are |
//! | `grid`, `heads`, `cell`, `text` | the grid |
//! | `keys` | the keyboard in the grid |
//! | `pane`, `summary`, `card`, `judge`, `found` | what belongs to the chosen cell |
//! | `typing` | summaries that are being written |
//! | `wish`, `carry_out` | what grid and pane ask for, and the steps that it becomes |
//! | `bar` | the head of the page |

mod bar;
mod card;
mod carry_out;
mod cell;
mod found;
mod grid;
mod heads;
mod heights;
mod judge;
mod keys;
mod pane;
mod sheet;
mod summary;
mod text;
mod typing;
mod wish;

use super::shell::page_ui;
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{KeyboardWish, Pen, empty_state_ui, page_title_ui};
use crate::app::action::Action;
use crate::app::command::{Command, Page};
use crate::app::framework::Arrangement;
use bar::Arranging;
use egui::{Context, Frame, Id, Margin, Rect, Ui, UiBuilder, Vec2, vec2};
use grid::{Grid, Metrics, Scroll};
use heights::Heights;
use pane::{Pane, Subject};
use sheet::{Held, Place, Sheet, Spot};
use std::collections::BTreeSet;
use std::sync::Arc;
use typing::Typing;
use wish::Wish;

const KEYS: [(&str, &str); 6] = [
    ("Arrows", "move"),
    ("Enter", "write the summary"),
    ("D", "draft from quotes"),
    ("A", "accept the draft"),
    ("L", "looked through"),
    ("Space", "go to the pane"),
];

/// Room in points from which the pane stands beside the grid.
const BESIDE: f32 = 720.0;

/// The page; see the module.
#[derive(Debug, Default)]
pub struct FrameworkPage {
    arranging: Arranging,
    folded: BTreeSet<String>,
    cursor: Option<Place>,
    held: Held,
    heights: Heights,
    scroll: Scroll,
    typing: Typing,
    pane: Pane,
    wants_keyboard: KeyboardWish,
}

impl FrameworkPage {
    /// How often the framework was made.
    #[must_use]
    pub const fn times_made(&self) -> usize {
        self.held.times
    }

    fn body_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let sheet = self.sheet(view);
        let mut wishes = Vec::new();
        let whole = ui.available_rect_before_wrap();
        let spot = self.cursor.as_ref().and_then(Place::spot).filter(|_| self.pane.is_open);
        let subject = spot.and_then(|spot| subject(view, &sheet, spot));
        match subject {
            Some(subject) if whole.width() >= BESIDE => {
                let wide = Style::of(ui).tokens.size.findings_list.min(whole.width() * 0.45);
                let (left, right) = whole.split_left_right_at_x(whole.right() - wide);
                self.grid_page_ui(&mut part(ui, left, "grid"), view, &sheet, &mut wishes, actions);
                let mut beside = part(ui, right, "pane");
                self.pane.show_ui(&mut beside, &subject, &mut self.typing, &mut wishes, actions);
                let pen = Pen::new(ui);
                pen.down(right.left(), right.top(), right.bottom(), pen.style.line);
                pen.across(right.left(), right.right(), right.top(), pen.style.line);
            }
            Some(subject) => {
                if self.typing.now().is_none() && ui.memory(|memory| memory.focused().is_none()) {
                    // The grid, which had the keyboard, is not there.
                    self.pane.wants_keyboard = true;
                }
                let mut alone = part(ui, whole, "pane");
                self.pane.show_ui(&mut alone, &subject, &mut self.typing, &mut wishes, actions);
                let is_free = self.typing.now().is_none();
                if is_free && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
                    wishes.push(Wish::ClosePane);
                }
            }
            None => self.grid_page_ui(&mut part(ui, whole, "grid"), view, &sheet, &mut wishes, actions),
        }
        ui.advance_cursor_after_rect(whole);
        if !wishes.is_empty() {
            ui.ctx().request_repaint();
        }
        for wish in wishes {
            self.carry_out(view, &sheet, wish, actions);
        }
    }

    /// The framework of the moment.
    fn sheet(&mut self, view: &View<'_>) -> Arc<Sheet> {
        let wanted = Arrangement {
            round: view.round,
            themes: self.arranging.themes.clone(),
            group_by: self.arranging.group_by.clone(),
            sort_by: self.arranging.sort_by.clone(),
        };
        self.held.get(view.session, &wanted, &self.folded)
    }

    fn grid_page_ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        sheet: &Arc<Sheet>,
        wishes: &mut Vec<Wish>,
        actions: &mut Vec<Action>,
    ) {
        let style = Style::of(ui);
        let is_narrow = super::shell::single_column(ui);
        let is_low = ui.available_height() < style.tokens.size.context;
        let side = (if is_narrow { style.space(2) } else { style.space(4) }) as i8;
        let above = if is_low { style.space(1) } else { style.space(4) - style.space(0) };
        let margin = Margin { left: side, right: side, top: above as i8, bottom: if is_low { 4 } else { 16 } };
        Frame::NONE.inner_margin(margin).show(ui, |ui| {
            if sheet.framework.rows.is_empty() || sheet.framework.choices.is_empty() {
                page_title_ui(ui, "Framework", "");
            } else {
                bar::bar_ui(ui, sheet, &mut self.arranging, actions);
            }
        });
        if sheet.framework.rows.is_empty() || sheet.framework.columns.is_empty() {
            self.empty_ui(ui, view, sheet, actions);
            return;
        }
        self.grid_ui(ui, view, sheet, wishes);
    }

    fn empty_ui(&mut self, ui: &mut Ui, view: &View<'_>, sheet: &Sheet, actions: &mut Vec<Action>) {
        let (title, text, button, page) = if view.session.project().cases().is_empty() {
            let text = "The framework shows a written summary of each theme in each case. Add the reviews of your cases first.";
            ("No cases yet", text, "Go to Reviews", Page::Reviews)
        } else if sheet.framework.rows.is_empty() {
            let text = "The chosen deep dive has no case in its sample. Say which cases are in.";
            ("No cases in the sample", text, "Go to Deep dives", Page::Rounds)
        } else if sheet.framework.choices.is_empty() {
            let text =
                "The framework shows a written summary of each theme in each case. Add the themes that you look for first.";
            ("No themes yet", text, "Go to Themes", Page::Themes)
        } else if self.arranging.themes.is_some() {
            let text = "No theme is chosen. Choose some, or see those that are coded in most cases.";
            if empty_state_ui(ui, icons::TABLE_2, "Nothing to show", text, Some("Show those with most cases")) {
                self.arranging.themes = None;
            }
            return;
        } else {
            let text =
                "Tag passages while reading or from a search. Then summaries are written here, each linked to its passages.";
            ("Nothing is coded yet", text, "Go to Reading", Page::Reading)
        };
        if empty_state_ui(ui, icons::TABLE_2, title, text, Some(button)) {
            actions.push(Action::GoTo(page));
        }
    }

    fn grid_ui(&mut self, ui: &mut Ui, view: &View<'_>, sheet: &Arc<Sheet>, wishes: &mut Vec<Wish>) {
        let style = Style::of(ui);
        let id = grid_id();
        if self.wants_keyboard.grant(ui.ctx()) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        self.keep_cursor(ui, sheet, id);
        let may_change = view.session.read_only().is_none();
        let page = self.scroll.page(&self.heights);
        let asked = keys::read(ui, id, sheet, self.cursor.as_ref(), page, may_change);
        if let Some(Wish::Go(place)) = &asked {
            // At once, so that the frame in which a key is pressed shows where it led.
            self.cursor = Some(place.clone());
            self.scroll.reveal = true;
        }
        wishes.extend(asked);
        let room = ui.available_size() - vec2(ui.spacing().scroll.allocated_width(), 0.0);
        let mut grid = Grid {
            sheet,
            session: view.session,
            typing: &self.typing,
            folded: &self.folded,
            cursor: self.cursor.clone(),
            metrics: Metrics::of(&style, room, sheet.framework.columns.len()),
            may_change,
            id,
            wishes: Vec::new(),
        };
        grid.show_ui(ui, &mut self.scroll, &mut self.heights);
        let asked = std::mem::take(&mut grid.wishes);
        if !asked.is_empty() {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        wishes.extend(asked);
    }

    /// Whoever comes by Tab sees where the keyboard is; a cursor whose case or theme is gone goes to the first cell.
    fn keep_cursor(&mut self, ui: &Ui, sheet: &Sheet, id: Id) {
        let framework = &sheet.framework;
        let is_there = self
            .cursor
            .as_ref()
            .is_some_and(|place| framework.column_of(place.theme).is_some() && sheet.line_of(&place.line).is_some());
        if is_there || !ui.memory(|memory| memory.has_focus(id)) && self.cursor.is_none() {
            return;
        }
        let first = framework.groups.iter().find(|g| g.name.as_ref().is_none_or(|name| !self.folded.contains(name)));
        let case = first.and_then(|group| framework.rows.get(group.rows.start)).map(|row| row.case);
        let theme = framework.columns.first().map(|column| column.theme);
        self.cursor = case.zip(theme).map(|(case, theme)| Spot { case, theme }.into());
        self.scroll.reveal = true;
    }
}

/// The grid, as what has the keyboard.
fn grid_id() -> Id {
    Id::unique("framework_grid")
}

/// A part of the page with its own room.
fn part(ui: &mut Ui, rect: Rect, salt: &str) -> Ui {
    let mut part = ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect));
    part.set_clip_rect(rect.intersect(ui.clip_rect()));
    part
}

fn subject<'a>(view: &View<'a>, sheet: &'a Arc<Sheet>, spot: Spot) -> Option<Subject<'a>> {
    let framework = &sheet.framework;
    let (row, column) = (framework.row_of(spot.case)?, framework.column_of(spot.theme)?);
    Some(Subject {
        session: view.session,
        sheet,
        spot,
        cell: framework.cell(row, column)?,
        theme: framework.columns.get(column)?,
        case: &framework.rows.get(row)?.name,
        may_change: view.session.read_only().is_none(),
    })
}

impl PageUi for FrameworkPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        page_ui(ui, |ui| self.body_ui(ui, view, actions));
    }

    fn command(&mut self, command: Command, view: &View<'_>, actions: &mut Vec<Action>) -> bool {
        let spot = self.cursor.as_ref().and_then(Place::spot);
        let Some(wish) = spot.and_then(|spot| keys::meant(command, spot)) else { return false };
        let sheet = self.sheet(view);
        self.carry_out(view, &sheet, wish, actions);
        true
    }

    fn text_has_keyboard(&self, ctx: &Context) -> bool {
        ctx.memory(|memory| memory.has_focus(grid_id()))
    }

    fn take_keyboard(&mut self, by_mouse: bool) {
        if !by_mouse {
            self.wants_keyboard.ask();
        }
    }

    fn leave(&mut self, actions: &mut Vec<Action>) {
        self.typing.leave(actions);
    }

    fn least_room(&self) -> Vec2 {
        vec2(340.0, 340.0)
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &KEYS
    }
}
