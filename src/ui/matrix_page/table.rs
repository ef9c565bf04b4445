//! The grid: sticky themes on the left, sticky headers, and only what is on the screen is drawn.
//!
//! The grid is one stop of Tab; arrow keys move a cursor inside it. Every visible cell is a node of its own for screen
//! readers and can be pressed there.

use super::cell::{paint_cell, paint_text};
use super::heads;
use super::sheet::Sheet;
use super::shown::Shown;
use super::total;
use super::wanted::Show;
use crate::model::{Id as RecordId, Theme};
use crate::ui::style::Style;
use crate::ui::widgets::{Pen, tip_ui};
use egui::{Context, Id, Rect, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use egui_table::{CellInfo, Column, HeaderCellInfo, HeaderRow, Table, TableDelegate};

/// A place in the grid by lines and columns on the screen; without a column the whole row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct At {
    pub(super) line: usize,
    pub(super) column: Option<usize>,
}

/// What was done in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Done {
    /// A cell or row was taken.
    Take(At),
    /// A group of themes was folded or unfolded.
    Fold(RecordId<Theme>),
    /// All groups were folded or unfolded.
    FoldAll,
}

/// Widths of the columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Widths {
    pub(super) head: f32,
    pub(super) cell: f32,
    pub(super) total: f32,
    /// The totals stand right of the cells; else left, where they stay in sight.
    pub(super) total_last: bool,
}

impl Widths {
    /// Widths for so much room: cells and names give way a little before totals leave the right end.
    pub(super) fn of(style: &Style, room: f32, columns: usize, (wide_cells, text): (bool, bool)) -> Self {
        let size = &style.tokens.size;
        if text {
            let head = size.matrix_theme.min(room * 0.3);
            return Self { head, cell: size.facets, total: style.space(7) + style.space(3), total_last: false };
        }
        let narrow = room < style.tokens.fold.single_column - size.rail;
        let extra = if wide_cells { style.space(5) } else { 0.0 };
        let (usual, least_cell) = (size.matrix_cell + extra, size.matrix_cell - style.space(1) + extra);
        let least_total = size.rail + style.space(3);
        if !narrow {
            let head = size.matrix_theme.min(room * 0.3);
            let left = room - head - usual * columns as f32;
            if left >= least_total {
                return Self { head, cell: usual, total: left.min(size.facets + style.space(5)), total_last: true };
            }
            let head = size.facets + style.space(4);
            let cell = ((room - head - least_total) / columns.max(1) as f32).floor();
            if cell >= least_cell {
                let cell = cell.min(usual);
                return Self { head: room - least_total - cell * columns as f32, cell, total: least_total, total_last: true };
            }
        }
        let head = if narrow { (room * 0.34).clamp(size.rail, size.facets) } else { size.matrix_theme.min(room * 0.3) };
        let cell = if narrow { least_cell } else { usual };
        Self { head, cell, total: style.space(7) + style.space(3), total_last: false }
    }
}

/// What a column of the table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Head,
    Total,
    Cell(usize),
}

/// The grid for one frame.
pub(super) struct Grid<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) shown: &'a Shown,
    pub(super) show: Show,
    pub(super) widths: Widths,
    pub(super) id: Id,
    pub(super) cursor: Option<At>,
    pub(super) chosen: Option<At>,
    pub(super) done: Option<Done>,
    pub(super) region: Rect,
    pub(super) ring: Option<(Rect, Rect)>,
}

impl Grid<'_> {
    /// Shows the grid over all the room there is; `scroll` brings the cursor into view.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, name: &str, scroll: bool) -> Response {
        let rect = ui.available_rect_before_wrap();
        let response = ui.interact(rect, self.id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, name));
        let builder = UiBuilder::new().max_rect(rect).accessibility_parent(self.id);
        let table = self.table(scroll);
        ui.scope_builder(builder, |ui| table.show(ui, self));
        self.paint_ring(ui, response.has_focus());
        response
    }

    fn table(&self, scroll: bool) -> Table {
        let size = &crate::ui::style::Tokens::embedded().size;
        let mut table = Table::new()
            .id_salt("matrix")
            .num_rows(self.shown.rows.len() as u64)
            .columns(self.columns())
            .num_sticky_cols(if self.widths.total_last { 1 } else { 2 })
            .headers(self.headers(size.row_dense, size.row_case + 8.0));
        if let Some(at) = self.cursor.filter(|_| scroll) {
            table = table.scroll_to_row(at.line as u64, None);
            if let Some(column) = at.column {
                table = table.scroll_to_column(self.number_of(column), None);
            }
        }
        table
    }

    fn columns(&self) -> Vec<Column> {
        let fixed = |width: f32| Column::new(width).range(width..=width).resizable(false);
        let mut columns = Vec::with_capacity(self.shown.columns.len() + 2);
        columns.push(fixed(self.widths.head));
        if !self.widths.total_last {
            columns.push(fixed(self.widths.total));
        }
        columns.extend(self.shown.columns.iter().map(|_| fixed(self.widths.cell)));
        if self.widths.total_last {
            columns.push(fixed(self.widths.total));
        }
        columns
    }

    fn headers(&self, band: f32, name: f32) -> Vec<HeaderRow> {
        let names = HeaderRow::new(name);
        if self.shown.bands.is_empty() {
            return vec![names];
        }
        let first = self.number_of(0);
        let mut bands = HeaderRow::new(band);
        bands.groups = (0..first).map(|i| i..i + 1).collect();
        bands.groups.extend(self.shown.bands.iter().map(|(_, range)| range.start + first..range.end + first));
        if self.widths.total_last {
            let end = self.shown.columns.len() + first;
            bands.groups.push(end..end + 1);
        }
        vec![bands, names]
    }

    /// The number in the table of a column of cells.
    const fn number_of(&self, column: usize) -> usize {
        column + if self.widths.total_last { 1 } else { 2 }
    }

    pub(super) fn kind(&self, number: usize) -> Kind {
        match number {
            0 => Kind::Head,
            1 if !self.widths.total_last => Kind::Total,
            n if self.widths.total_last && n == self.shown.columns.len() + 1 => Kind::Total,
            n => Kind::Cell(n - self.number_of(0)),
        }
    }

    /// Whether a band ends left of this column, where a line is drawn.
    fn begins_band(&self, column: usize) -> bool {
        column > 0 && self.shown.bands.iter().any(|(_, range)| range.start == column)
    }

    fn paint_ring(&self, ui: &Ui, focus: bool) {
        let Some((rect, region)) = self.ring else { return };
        let pen = Pen::new(ui).clipped(region);
        if focus {
            pen.row_ring(rect);
        } else {
            pen.edge(rect, pen.style.tokens.radius.tint, pen.style.control);
        }
    }

    fn cell_body_ui(&mut self, ui: &Ui, line: usize, column: usize) {
        let (Some(row), Some(col)) = (self.shown.rows.get(line).copied(), self.shown.columns.get(column).copied()) else {
            return;
        };
        let (Some(header), Some(other)) = (self.sheet.matrix().rows().get(row), self.sheet.matrix().columns().get(col)) else {
            return;
        };
        let Some(cell) = self.sheet.matrix().cell(row, col) else { return };
        let (rect, pen) = (ui.max_rect(), Pen::new(ui));
        let response = ui.interact(rect, self.id.with((line, column)), Sense::CLICK);
        let at = At { line, column: Some(column) };
        let words = || self.sheet.words(row, col, self.show);
        response
            .widget_info(|| WidgetInfo::labeled(Role::GridCell, true, format!("{}, {}: {}", header.name, other.name, words())));
        if self.chosen == Some(at) {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(true));
        }
        if response.hovered() {
            pen.edge(rect.shrink2(vec2(0.0, 1.0)), pen.style.tokens.radius.tint, pen.style.line_strong);
        }
        if self.show.is_text() {
            paint_text(&pen, rect, cell, &self.sheet.text(row, col, self.show), self.show);
        } else {
            paint_cell(&pen, rect, cell, self.show, heads::is_band(header) || heads::is_band(other));
        }
        if self.begins_band(column) {
            pen.down(rect.left(), rect.top(), rect.bottom(), pen.style.line_strong);
        }
        if self.cursor == Some(at) {
            self.ring = Some((rect, self.region));
            let cell = response.id.accesskit_id();
            ui.ctx().accesskit_node_builder(self.id, |node| node.set_active_descendant(cell));
        }
        if response.clicked() {
            self.done = Some(Done::Take(at));
        }
        if response.hovered() {
            tip_ui(response, &format!("{} in {}: {}", header.name, other.name, words()));
        }
    }

    fn total_ui(&mut self, ui: &Ui, line: usize) {
        let Some(row) = self.shown.rows.get(line).copied() else { return };
        let (Some(header), Some(total)) = (self.sheet.matrix().rows().get(row), self.sheet.matrix().row_totals().get(row)) else {
            return;
        };
        let (rect, pen) = (ui.max_rect(), Pen::new(ui));
        let response = ui.interact(rect, self.id.with((line, "total")), Sense::CLICK);
        let words = total::words(self.sheet, &header.name, total);
        response.widget_info(|| WidgetInfo::labeled(Role::GridCell, true, words.as_str()));
        let edge = if self.widths.total_last { rect.left() } else { rect.right() - 1.0 };
        pen.down(edge, rect.top(), rect.bottom(), pen.style.line_strong);
        total::paint_total(&pen, self.sheet, rect, total, heads::is_band(header));
        if response.clicked() {
            self.done = Some(Done::Take(At { line, column: None }));
        }
        if response.hovered() {
            tip_ui(response, &words);
        }
    }
}

impl TableDelegate for Grid<'_> {
    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        if ui.is_sizing_pass() {
            return;
        }
        if cell.row_nr == 0 && !self.shown.bands.is_empty() {
            heads::band_ui(self, ui, cell.col_range.start);
        } else {
            heads::column_ui(self, ui, cell.col_range.start);
        }
    }

    fn row_ui(&mut self, ui: &mut Ui, row_nr: u64) {
        self.region = ui.clip_rect();
        let Some(header) = self.shown.rows.get(row_nr as usize).and_then(|row| self.sheet.matrix().rows().get(*row)) else {
            return;
        };
        let (rect, pen) = (ui.max_rect(), Pen::new(ui));
        let rect = rect.intersect(ui.clip_rect().expand(1.0));
        if heads::is_band(header) {
            pen.fill(rect, 0, pen.style.paper);
        }
        pen.across(rect.left(), rect.right(), ui.max_rect().bottom() - 1.0, pen.style.line);
    }

    fn cell_ui(&mut self, ui: &mut Ui, cell: &CellInfo) {
        if ui.is_sizing_pass() {
            return;
        }
        let line = cell.row_nr as usize;
        match self.kind(cell.col_nr) {
            Kind::Head => heads::row_ui(self, ui, line),
            Kind::Total => self.total_ui(ui, line),
            Kind::Cell(column) => self.cell_body_ui(ui, line, column),
        }
    }

    fn row_top_offset(&self, _ctx: &Context, _table_id: Id, row_nr: u64) -> f32 {
        let last = self.shown.tops.last().copied().unwrap_or_default();
        self.shown.tops.get(row_nr as usize).copied().unwrap_or(last)
    }
}
