//! The page of the matrix: themes by cases, and the passages behind every cell.
//!
//! | part | what it is for |
//! |---|---|
//! | `sheet` | the matrix of the moment, computed once per revision and request |
//! | `shown` | which of its rows and columns are on the screen |
//! | `table`, `heads`, `cell`, `total` | the grid |
//! | `keys` | the keyboard in the grid |
//! | `passages`, `pane`, `cards` | what is behind the chosen cell |
//! | `bar`, `export`, `checked` | the head of the page, the dialog that saves a matrix, what it asks of who will read it |

mod bar;
mod cards;
mod cell;
mod checked;
mod export;
mod heads;
mod keys;
mod pane;
mod passages;
mod sheet;
mod shown;
mod table;
mod total;

pub use sheet::{BandBy, Show, Wanted};
pub use shown::Filter;

use super::shell::page_ui;
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{KeyboardWish, empty_state_ui};
use crate::analyse::{Axis, HeaderOf};
use crate::app::action::Action;
use crate::app::command::{Command, Page};
use crate::model::{Id, Theme};
use cell::Look;
use egui::{Frame, Margin, Ui};
use export::ExportDraft;
use keys::Asked;
use pane::{Pane, PaneChoice};
use passages::{HeldFound, Spot};
use sheet::{Held, Sheet};
use shown::{HeldShown, Shown};
use std::collections::BTreeSet;
use std::path::Path;
use table::{At, Done, Grid, Widths};

const KEYS: [(&str, &str); 4] =
    [("Arrows", "move"), ("Enter", "show the passages"), ("Space", "fold or unfold the group"), ("Esc", "put the passages away")];

/// The page.
#[derive(Debug, Default)]
pub struct MatrixPage {
    wanted: Wanted,
    filter: Filter,
    folded: BTreeSet<Id<Theme>>,
    cursor: Option<Spot>,
    chosen: Option<Spot>,
    scroll: bool,
    wants_keyboard: KeyboardWish,
    held: Held,
    shown: HeldShown,
    found: HeldFound,
    pane: Pane,
    export: Option<ExportDraft>,
}

impl MatrixPage {
    /// Whether Browse was pressed in the export dialog: ask the system for a file, then call `set_path`. Asked once.
    pub fn take_wants_path(&mut self) -> bool {
        self.export.as_mut().is_some_and(|draft| std::mem::take(&mut draft.wants_path))
    }

    /// The file that the system's dialog gave, for the export dialog.
    pub fn set_path(&mut self, path: &Path) {
        if let Some(draft) = &mut self.export {
            draft.set_path(path);
        }
    }

    /// How often a matrix was computed.
    #[must_use]
    pub const fn times_computed(&self) -> usize {
        self.held.made
    }

    fn spot(sheet: &Sheet, shown: &Shown, at: At) -> Option<Spot> {
        let row = shown.rows.get(at.line).and_then(|row| sheet.matrix.rows().get(*row))?.of.clone();
        let column = match at.column {
            Some(column) => Some(shown.columns.get(column).and_then(|c| sheet.matrix.columns().get(*c))?.of.clone()),
            None => None,
        };
        Some(Spot { row, column })
    }

    fn at(sheet: &Sheet, shown: &Shown, spot: Option<&Spot>) -> Option<At> {
        let spot = spot?;
        let line = shown.line_of(sheet.row_at(&spot.row)?)?;
        let column = match &spot.column {
            Some(of) => Some(shown.place_of(sheet.column_at(of)?)?),
            None => None,
        };
        Some(At { line, column })
    }

    fn take(&mut self, sheet: &Sheet, shown: &Shown, at: At) {
        self.cursor = Self::spot(sheet, shown, at);
        self.chosen = self.cursor.clone();
        self.pane.folded = false;
        self.scroll = true;
    }

    fn fold(&mut self, sheet: &Sheet, theme: usize) {
        let Some(HeaderOf::Theme(id)) = sheet.themes().get(theme).map(|h| &h.of) else { return };
        if !self.folded.remove(id) {
            self.folded.insert(*id);
        }
    }

    fn fold_all(&mut self, sheet: &Sheet) {
        let groups = sheet.themes().iter().filter(|h| h.has_children).filter_map(|h| match &h.of {
            HeaderOf::Theme(id) => Some(*id),
            _ => None,
        });
        let groups: BTreeSet<Id<Theme>> = groups.collect();
        self.folded = if groups.is_subset(&self.folded) { BTreeSet::new() } else { groups };
    }

    /// Folds the group under the cursor, or the one that the cursor's theme lies in; the cursor goes to it.
    fn fold_at(&mut self, sheet: &Sheet, shown: &Shown, at: At) {
        let index =
            if sheet.swapped { at.column.and_then(|c| shown.columns.get(c)).copied() } else { shown.rows.get(at.line).copied() };
        let Some(index) = index else { return };
        let Some(own) = sheet.themes().get(index) else { return };
        let depth = if own.has_children { own.depth + 1 } else { own.depth };
        let above = (0..=index).rev().find(|i| sheet.themes().get(*i).is_some_and(|h| h.has_children && h.depth < depth));
        let Some(above) = above else { return };
        self.fold(sheet, above);
        if let (Some(header), Some(cursor)) = (sheet.themes().get(above), &mut self.cursor) {
            if sheet.swapped {
                cursor.column = Some(header.of.clone());
            } else {
                cursor.row = header.of.clone();
            }
        }
        self.scroll = true;
    }

    fn do_asked(&mut self, asked: Option<Asked>, at: Option<At>, sheet: &Sheet, shown: &Shown) {
        match (asked, at) {
            (Some(Asked::Move(to)), _) => {
                self.cursor = Self::spot(sheet, shown, to);
                self.scroll = true;
            }
            (Some(Asked::Take), Some(at)) => self.take(sheet, shown, at),
            (Some(Asked::Fold), Some(at)) => self.fold_at(sheet, shown, at),
            (Some(Asked::Close), _) => self.chosen = None,
            (Some(Asked::Take | Asked::Fold) | None, _) => {}
        }
    }

    fn grid_ui(&mut self, ui: &mut Ui, sheet: &Sheet, shown: &Shown) {
        let style = Style::of(ui);
        let id = ui.scope_id().with("matrix_grid");
        if self.wants_keyboard.grant(ui.ctx()) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let at = Self::at(sheet, shown, self.cursor.as_ref());
        if at.is_none() && ui.memory(|memory| memory.has_focus(id)) {
            // Whoever comes by Tab sees where the keyboard is.
            self.cursor = Self::spot(sheet, shown, At { line: 0, column: Some(0) });
            self.scroll = true;
        }
        self.do_asked(keys::read(ui, id, at, shown), at, sheet, shown);
        let wide = !sheet.swapped && *sheet.matrix.request().columns() == Axis::Document;
        let mut grid = Grid {
            sheet,
            shown,
            look: Look { show: self.wanted.show, only: self.filter.polarity },
            widths: Widths::of(&style, ui.available_width() - ui.spacing().scroll.allocated_width(), shown.columns.len(), wide),
            id,
            cursor: Self::at(sheet, shown, self.cursor.as_ref()),
            chosen: Self::at(sheet, shown, self.chosen.as_ref()),
            done: None,
            region: egui::Rect::NOTHING,
            ring: None,
        };
        let scroll = std::mem::take(&mut self.scroll);
        let name = format!("{}, {} rows, {} columns", sheet.matrix.request().title(), shown.rows.len(), shown.columns.len());
        grid.show_ui(ui, &name, scroll);
        match grid.done {
            Some(Done::Take(at)) => {
                self.take(sheet, shown, at);
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            Some(Done::Fold(theme)) => self.fold(sheet, theme),
            Some(Done::FoldAll) => self.fold_all(sheet),
            None => {}
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, sheet: Option<&Sheet>, view: &View<'_>) {
        let (style, project) = (Style::of(ui), view.session.project());
        let title = self.wanted.request().map_or_else(|_| "Matrix".to_owned(), |r| r.title());
        let plural = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
        let themes = sheet.map_or(0, Sheet::theme_count);
        let note = format!("{}, {}", plural(project.cases().len(), "case"), plural(themes, "theme"));
        ui.add_space(if small(ui) { style.space(1) } else { style.space(4) - style.space(0) });
        if bar::bar_ui(ui, &title, &note, &mut self.wanted, &mut self.filter, project) {
            self.export = Some(ExportDraft::new(view.session, &self.wanted));
        }
        if !small(ui) {
            ui.add_space(style.space(1));
            bar::legend_ui(ui, self.wanted.show);
        }
        ui.add_space(style.space(1));
    }

    fn empty_ui(ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        if view.session.project().cases().is_empty() {
            let text = "The matrix shows themes by cases. Add the reviews of your cases first.";
            if empty_state_ui(ui, icons::GRID_3X3, "No cases yet", text, Some("Go to Reviews")) {
                actions.push(Action::GoTo(Page::Reviews));
            }
        } else if view.session.tree().nodes().is_empty() {
            let text = "The matrix shows themes by cases. Add the themes that you look for first.";
            if empty_state_ui(ui, icons::GRID_3X3, "No themes yet", text, Some("Go to Themes")) {
                actions.push(Action::GoTo(Page::Themes));
            }
        } else {
            let text = "Tag passages while reading or from a search. Every tag is counted here, and leads back to its passage.";
            if empty_state_ui(ui, icons::GRID_3X3, "Nothing is coded yet", text, Some("Go to Reading")) {
                actions.push(Action::GoTo(Page::Reading));
            }
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let project = view.session.project();
        let is_empty = project.live_codings().next().is_none() && project.cells().is_empty();
        let sheet = if is_empty { None } else { Some(self.held.get(view.session, &self.wanted)) };
        let margin = Margin::symmetric(margin(ui, &style), 0);
        let found = match (&sheet, &self.chosen) {
            (Some(Ok(sheet)), Some(spot)) => self.found.get(view.session, sheet, spot),
            _ => None,
        };
        self.pane.settle(found.as_deref(), actions);
        if let Some(found) = found {
            let writable = view.session.read_only().is_none();
            // Where both would be too low to be read, the passages stand in place of the grid.
            let alone = ui.available_height() < ONE_ABOVE_THE_OTHER && !self.pane.folded;
            if self.pane.show_ui(ui, &found, writable, alone, actions) == Some(PaneChoice::Close) {
                self.chosen = None;
                self.wants_keyboard.ask();
            }
            if alone {
                let escape = ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
                if escape {
                    self.chosen = None;
                    self.wants_keyboard.ask();
                }
                return;
            }
        }
        Frame::NONE.inner_margin(margin).show(ui, |ui| {
            self.head_ui(ui, sheet.as_ref().and_then(|s| s.as_deref().ok()), view);
            match sheet {
                None => Self::empty_ui(ui, view, actions),
                Some(Err(fault)) => {
                    if empty_state_ui(
                        ui,
                        icons::TRIANGLE_ALERT,
                        "This matrix cannot be made",
                        &fault.to_string(),
                        Some("Show themes by case"),
                    ) {
                        self.wanted = Wanted::default();
                    }
                }
                Some(Ok(sheet)) => {
                    let shown = self.shown.get(&sheet, &self.folded, &self.filter);
                    if shown.rows.is_empty() || shown.columns.is_empty() {
                        let text = "No theme fits the filter.";
                        if empty_state_ui(ui, icons::LIST_FILTER, "Nothing to show", text, Some("Clear the filter")) {
                            self.filter = Filter::default();
                        }
                    } else {
                        self.grid_ui(ui, &sheet, &shown);
                    }
                }
            }
        });
    }
}

/// Height in points from which grid and passages stand one above the other.
const ONE_ABOVE_THE_OTHER: f32 = 400.0;

/// Whether there is so little height that the legend gives way to the grid.
fn small(ui: &Ui) -> bool {
    let tokens = Style::of(ui).tokens;
    ui.content_rect().height() < tokens.size.facets + tokens.size.context
}

/// The margin left and right of the page.
fn margin(ui: &Ui, style: &Style) -> i8 {
    let narrow = super::shell::single_column(ui);
    (if narrow { style.space(2) } else { style.space(4) }) as i8
}

impl PageUi for MatrixPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        page_ui(ui, |ui| self.body_ui(ui, view, actions));
        if let Some(draft) = &mut self.export
            && !draft.show_ui(ui.ctx(), view.session, actions)
        {
            self.export = None;
        }
    }

    fn take_keyboard(&mut self, by_mouse: bool) {
        if !by_mouse {
            self.wants_keyboard.ask();
        }
    }

    fn command(&mut self, command: Command, view: &View<'_>, _actions: &mut Vec<Action>) -> bool {
        if command == Command::ExportMatrix {
            self.export = Some(ExportDraft::new(view.session, &self.wanted));
            return true;
        }
        false
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &KEYS
    }
}
