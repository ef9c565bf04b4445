//! The page of the matrix: themes by cases or any other two sides, and the passages behind every cell.
//!
//! | part | what it is for |
//! |---|---|
//! | `wanted` | what the page shows, by the names that are saved |
//! | `sheet` | the matrix of the moment, corrected after each step |
//! | `shown` | which of its rows and columns are on the screen |
//! | `table`, `heads`, `cell`, `total` | the grid |
//! | `keys` | the keyboard in the grid |
//! | `passages`, `pane`, `cards` | what is behind the chosen cell |
//! | `bar`, `legend`, `spoken` | the head of the page, and what is shown in words |
//! | `sides`, `filter`, `saved`, `export` | the dialogs |

mod bar;
mod cards;
mod cell;
mod export;
mod filter;
mod heads;
mod keys;
mod legend;
mod pane;
mod passages;
mod saved;
mod sheet;
mod shown;
mod sides;
mod spoken;
mod table;
mod total;
mod wanted;

pub use wanted::{Show, Wanted};

use super::shell::page_ui;
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::{KeyboardWish, empty_state_ui};
use crate::analyse::{Axis, HeaderOf, Passages};
use crate::app::action::Action;
use crate::app::command::{Command, Page};
use crate::app::matrix_view::{ViewError, narrows_codings};
use crate::model::{Id, Theme};
use bar::BarChoice;
use egui::{Frame, Margin, Ui};
use export::ExportDraft;
use filter::FilterDialog;
use keys::Asked;
use pane::{Pane, PaneChoice};
use passages::{HeldFound, Spot};
use saved::NameDraft;
use sheet::{Held, Sheet};
use shown::{HeldShown, Shown};
use sides::SidesDialog;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use table::{At, Done, Grid, Widths};

const KEYS: [(&str, &str); 4] =
    [("Arrows", "move"), ("Enter", "show the passages"), ("Space", "fold or unfold the group"), ("Esc", "put the passages away")];

/// The page.
#[derive(Debug, Default)]
pub struct MatrixPage {
    wanted: Wanted,
    cursor: Option<Spot>,
    chosen: Option<Spot>,
    scroll: bool,
    wants_keyboard: KeyboardWish,
    held: Held,
    shown: HeldShown,
    found: HeldFound,
    pane: Pane,
    export: Option<ExportDraft>,
    sides: Option<SidesDialog>,
    filter: Option<FilterDialog>,
    naming: Option<NameDraft>,
}

/// What is there to be shown.
enum Content {
    /// Nothing is coded yet.
    Empty,
    /// The query is being answered.
    Searching,
    /// It cannot be made.
    Fault(ViewError),
    /// A matrix.
    Sheet(Arc<Sheet>),
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

    /// How often a matrix was computed or corrected.
    #[must_use]
    pub const fn times_computed(&self) -> usize {
        self.held.made
    }

    fn spot(sheet: &Sheet, shown: &Shown, at: At) -> Option<Spot> {
        let row = shown.rows.get(at.line).and_then(|row| sheet.matrix().rows().get(*row))?.of.clone();
        let column = match at.column {
            Some(column) => Some(shown.columns.get(column).and_then(|c| sheet.matrix().columns().get(*c))?.of.clone()),
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

    fn fold(&mut self, theme: Id<Theme>) {
        let folded = &mut self.wanted.view.folded;
        if !folded.remove(&theme) {
            folded.insert(theme);
        }
    }

    fn fold_all(&mut self, sheet: &Sheet) {
        let groups: BTreeSet<Id<Theme>> = sheet.foldable().collect();
        let folded = &mut self.wanted.view.folded;
        *folded = if groups.is_subset(folded) { BTreeSet::new() } else { groups };
    }

    /// Folds the group under the cursor, or the one that the cursor's theme lies in; the cursor goes to it.
    fn fold_at(&mut self, sheet: &Sheet, shown: &Shown, at: At) {
        let row = shown.rows.get(at.line).copied();
        let is_theme = |of_rows: bool, i: usize| {
            let side = if of_rows { sheet.matrix().rows() } else { sheet.matrix().columns() };
            side.get(i).is_some_and(|h| matches!(h.of, HeaderOf::Theme(_)))
        };
        let (of_rows, index) = match (row, at.column.and_then(|c| shown.columns.get(c)).copied()) {
            (Some(row), _) if is_theme(true, row) => (true, row),
            (_, Some(column)) if is_theme(false, column) => (false, column),
            _ => return,
        };
        let side = if of_rows { sheet.matrix().rows() } else { sheet.matrix().columns() };
        let Some(own) = side.get(index) else { return };
        let above = if own.has_children { Some(own) } else { own.parent.and_then(|parent| side.get(parent)) };
        let Some((above, id)) = above.and_then(|h| if let HeaderOf::Theme(id) = h.of { Some((h, id)) } else { None }) else {
            return;
        };
        self.fold(id);
        if let Some(cursor) = &mut self.cursor {
            if of_rows {
                cursor.row = above.of.clone();
            } else {
                cursor.column = Some(above.of.clone());
            }
        }
        self.scroll = true;
    }

    /// Left and Right on the name of a row.
    fn open_at(&mut self, sheet: &Sheet, shown: &Shown, at: At, open: bool) {
        let rows = sheet.matrix().rows();
        let Some(own) = shown.rows.get(at.line).and_then(|row| rows.get(*row)) else { return };
        match (shown.is_open(own), &own.of) {
            (Some(is_open), HeaderOf::Theme(id)) if is_open != open => self.fold(*id),
            _ => {
                let above = own.parent.and_then(|parent| rows.get(parent));
                if let (Some(above), Some(cursor)) = (above, &mut self.cursor) {
                    cursor.row = above.of.clone();
                }
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
            (Some(Asked::Open(open)), Some(at)) => self.open_at(sheet, shown, at, open),
            (Some(Asked::Close), _) => self.chosen = None,
            (Some(Asked::Take | Asked::Fold | Asked::Open(_)) | None, _) => {}
        }
    }

    fn grid_ui(&mut self, ui: &mut Ui, sheet: &Sheet, shown: &Shown, view: &View<'_>) {
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
        self.do_asked(keys::read(ui, id, at, shown, sheet.matrix().rows()), at, sheet, shown);
        let request = sheet.matrix().request();
        let show = self.wanted.show();
        let room = ui.available_width() - ui.spacing().scroll.allocated_width();
        let wide = !matches!(request.columns(), Axis::Case | Axis::Theme | Axis::ThemeGroup);
        let mut grid = Grid {
            sheet,
            shown,
            show,
            widths: Widths::of(&style, room, shown.columns.len(), (wide, show.is_text())),
            id,
            cursor: Self::at(sheet, shown, self.cursor.as_ref()),
            chosen: Self::at(sheet, shown, self.chosen.as_ref()),
            done: None,
            region: egui::Rect::NOTHING,
            ring: None,
        };
        let scroll = std::mem::take(&mut self.scroll);
        let name = format!("{}, {} rows, {} columns", request.title(), shown.rows.len(), shown.columns.len());
        grid.show_ui(ui, &name, scroll);
        let said = spoken::sentence(sheet, shown, &self.wanted, view.session.project());
        ui.ctx().accesskit_node_builder(id, |node| node.set_description(said));
        match grid.done {
            Some(Done::Take(at)) => {
                self.take(sheet, shown, at);
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            Some(Done::Fold(theme)) => self.fold(theme),
            Some(Done::FoldAll) => self.fold_all(sheet),
            None => {}
        }
    }

    fn head_ui(&mut self, ui: &mut Ui, sheet: Option<&Sheet>, view: &View<'_>, actions: &mut Vec<Action>) {
        let (style, project) = (Style::of(ui), view.session.project());
        let title = sheet.map_or_else(|| "Matrix".to_owned(), |sheet| sheet.matrix().request().title());
        let note = spoken::note(sheet, &self.wanted, project);
        ui.add_space(if small(ui) { style.space(1) } else { style.space(4) - style.space(0) });
        match bar::bar_ui(ui, &title, &note, &mut self.wanted, project) {
            Some(BarChoice::Export) => self.begin_export(view),
            Some(BarChoice::Sides) => self.sides = Some(SidesDialog::default()),
            Some(BarChoice::Filter) => self.filter = Some(FilterDialog::new(&self.wanted)),
            Some(BarChoice::Saved(wish)) => self.naming = saved::carry_out(wish, &mut self.wanted, project, actions),
            None => {}
        }
        if !small(ui) {
            if self.wanted.filters() > 0 {
                ui.add_space(style.space(0));
                filter::chips_ui(ui, &mut self.wanted);
            }
            ui.add_space(style.space(1));
            legend::legend_ui(ui, self.wanted.show(), narrows_codings(&self.wanted.view));
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

    /// What the query finds, once it is known; asks for it where nobody has.
    fn passages(&self, view: &View<'_>, actions: &mut Vec<Action>) -> Result<Option<Passages>, Content> {
        let words = self.wanted.view.query.as_str();
        if view.beside.finding != words {
            actions.push(Action::FindPassages(words.to_owned()));
        }
        if words.is_empty() {
            return Ok(None);
        }
        match view.beside.passages.filter(|found| found.words == words) {
            Some(found) => match &found.found {
                Ok(passages) => Ok(Some(passages.clone())),
                Err(reason) => Err(Content::Fault(ViewError::Query { words: words.to_owned(), reason: reason.clone() })),
            },
            None => Err(Content::Searching),
        }
    }

    fn content(&mut self, view: &View<'_>, actions: &mut Vec<Action>) -> Content {
        let project = view.session.project();
        self.wanted.settle(project, view.round);
        let passages = match self.passages(view, actions) {
            Ok(passages) => passages,
            Err(content) => return content,
        };
        if project.live_codings().next().is_none() && project.cells().is_empty() {
            return Content::Empty;
        }
        match self.held.get(view.session, &self.wanted, passages.as_ref()) {
            Ok(sheet) => Content::Sheet(sheet),
            Err(fault) => Content::Fault(fault),
        }
    }

    fn begin_export(&mut self, view: &View<'_>) {
        let query = self.wanted.view.query.as_str();
        let found = view.beside.passages.filter(|found| found.words == query && !query.is_empty());
        let passages = found.and_then(|found| found.found.as_ref().ok()).cloned();
        self.export = Some(ExportDraft::new(view.session, &self.wanted, passages));
    }

    fn body_ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let content = self.content(view, actions);
        let margin = Margin::symmetric(margin(ui, &style), 0);
        let found = match (&content, &self.chosen) {
            (Content::Sheet(sheet), Some(spot)) => self.found.get(view.session, sheet, spot),
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
            let sheet = if let Content::Sheet(sheet) = &content { Some(sheet.as_ref()) } else { None };
            self.head_ui(ui, sheet, view, actions);
            self.content_ui(ui, &content, view, actions);
        });
    }

    fn content_ui(&mut self, ui: &mut Ui, content: &Content, view: &View<'_>, actions: &mut Vec<Action>) {
        match content {
            Content::Empty => Self::empty_ui(ui, view, actions),
            Content::Searching => {
                let text = format!("Looking for the passages that “{}” finds.", self.wanted.view.query);
                empty_state_ui(ui, icons::SEARCH, "Searching", &text, None);
            }
            Content::Fault(fault) => {
                let (is_query, text) = (matches!(fault, ViewError::Query { .. }), fault.to_string());
                let way_out = if is_query { "Remove the query" } else { "Show themes by case" };
                if empty_state_ui(ui, icons::TRIANGLE_ALERT, "This matrix cannot be made", &text, Some(way_out)) {
                    if is_query {
                        self.wanted.view.query.clear();
                    } else {
                        self.wanted = Wanted::default();
                    }
                }
            }
            Content::Sheet(sheet) => {
                let shown = self.shown.get(sheet, &self.wanted);
                if !shown.rows.is_empty() && !shown.columns.is_empty() {
                    return self.grid_ui(ui, sheet, &shown, view);
                }
                let text = if self.wanted.filters() > 0 {
                    "Nothing fits the filter."
                } else {
                    "There is nothing on one of the sides: no theme names an agency, or no case is in this deep dive."
                };
                let way_out = if self.wanted.filters() > 0 { "Clear the filter" } else { "Show themes by case" };
                if empty_state_ui(ui, icons::LIST_FILTER, "Nothing to show", text, Some(way_out)) {
                    if self.wanted.filters() > 0 {
                        self.wanted.clear_filters();
                    } else {
                        self.wanted = Wanted::default();
                    }
                }
            }
        }
    }

    fn dialogs_ui(&mut self, ui: &Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let (ctx, project) = (ui.ctx(), view.session.project());
        if let Some(draft) = &mut self.export
            && !draft.show_ui(ctx, view.session, actions)
        {
            self.export = None;
        }
        if let Some(dialog) = &mut self.sides {
            let fault = self.wanted.request(project, None).err().map(|fault| fault.to_string());
            if !dialog.show_ui(ctx, &mut self.wanted, project, fault.as_deref()) {
                self.sides = None;
            }
        }
        if let Some(dialog) = &mut self.filter
            && !dialog.show_ui(ctx, &mut self.wanted, project)
        {
            self.filter = None;
        }
        if let Some(naming) = &mut self.naming
            && !naming.show_ui(ctx, &mut self.wanted, project, actions)
        {
            self.naming = None;
        }
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
        self.dialogs_ui(ui, view, actions);
    }

    fn take_keyboard(&mut self, by_mouse: bool) {
        if !by_mouse {
            self.wants_keyboard.ask();
        }
    }

    fn command(&mut self, command: Command, view: &View<'_>, _actions: &mut Vec<Action>) -> bool {
        if command == Command::ExportMatrix {
            self.wanted.settle(view.session.project(), view.round);
            self.begin_export(view);
            return true;
        }
        false
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &KEYS
    }
}
