//! The grid: themes over cases, with the names of both always in sight, and only what is in view laid out.
//!
//! The names of cases are painted over the left edge of what scrolls, those of themes over its top. Cells are cut off
//! where the names begin, so that nothing under a name can be pressed.

use super::cell;
use super::heads;
use super::heights::Heights;
use super::sheet::{LineKey, LineOf, Place, Sheet, Spot};
use super::typing::Typing;
use super::wish::Wish;
use crate::app::session::Session;
use crate::ui::style::Style;
use crate::ui::widgets::Pen;
use egui::{Id, Rect, Response, Role, ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Rows are whole multiples of this, so that lines stand on pixels.
const STEP: f32 = 4.0;

/// Widths and heights that follow from the room.
#[derive(Clone, Copy, Debug)]
pub(super) struct Metrics {
    /// The column of names.
    pub(super) case: f32,
    /// A cell.
    pub(super) cell: f32,
    /// The names of themes.
    pub(super) head: f32,
    /// A band of a group.
    pub(super) band: f32,
    /// Left of the names of cases.
    pub(super) margin: f32,
}

impl Metrics {
    pub(super) fn of(style: &Style, room: Vec2, columns: usize) -> Self {
        let size = &style.tokens.size;
        let is_narrow = room.x < style.tokens.fold.single_column - size.rail;
        let margin = if is_narrow { style.space(2) } else { style.space(4) };
        let case =
            margin + style.space(2) + if is_narrow { style.space(6) + style.space(4) } else { style.space(7) + style.space(5) };
        let left = (room.x - case).max(0.0);
        let each = left / columns.max(1) as f32;
        let cell = each.clamp(size.framework_cell.min(left.max(size.facets)), size.framework_cell * 1.5).floor();
        // In a low view the names of themes take one line.
        let is_low = room.y < size.context;
        let head = if is_low { size.row + style.space(1) } else { style.space(7) };
        Self { case, cell, head, band: size.row, margin }
    }
}

/// Where the grid is scrolled to.
#[derive(Debug, Default)]
pub(super) struct Scroll {
    offset: Vec2,
    view: Vec2,
    /// The cursor is to be brought into view.
    pub(super) reveal: bool,
}

impl Scroll {
    /// Lines that a page moves by.
    pub(super) fn page(&self, heights: &Heights) -> usize {
        let (top, bottom) = (heights.line_at(self.offset.y), heights.line_at(self.offset.y + self.view.y));
        bottom.saturating_sub(top).saturating_sub(1).max(1)
    }
}

/// The grid for one frame.
pub(super) struct Grid<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) session: &'a Session,
    pub(super) typing: &'a Typing,
    pub(super) folded: &'a BTreeSet<String>,
    pub(super) cursor: Option<Place>,
    pub(super) metrics: Metrics,
    pub(super) may_change: bool,
    pub(super) id: Id,
    pub(super) wishes: Vec<Wish>,
}

impl Grid<'_> {
    /// Shows it over all the room there is.
    pub(super) fn show_ui(&mut self, ui: &mut Ui, scroll: &mut Scroll, heights: &mut Heights) -> Response {
        let rect = ui.available_rect_before_wrap();
        let response = ui.interact(rect, self.id, Sense::focusable_noninteractive());
        let framework = &self.sheet.framework;
        let name = format!("Framework, {} cases by {} themes", framework.rows.len(), framework.columns.len());
        response.widget_info(|| WidgetInfo::labeled(Role::Grid, true, &name));
        let (head, body) = rect.split_top_bottom_at_y(rect.top() + self.metrics.head);
        let offset = self.settle(ui, body, scroll, heights);
        let builder = UiBuilder::new().max_rect(body).accessibility_parent(self.id);
        let shown = ui
            .scope_builder(builder, |ui| {
                let mut area = ScrollArea::both().id_salt("framework_cells").auto_shrink(false);
                if offset != scroll.offset {
                    area = area.scroll_offset(offset);
                }
                area.show_viewport(ui, |ui, seen| self.lines_ui(ui, seen, heights))
            })
            .inner;
        scroll.offset = shown.state.clamped_offset();
        scroll.view = shown.inner_rect.size();
        let mut heads = ui.new_child(UiBuilder::new().id_salt("framework_heads").max_rect(head).accessibility_parent(self.id));
        heads.set_clip_rect(head.intersect(ui.clip_rect()));
        heads::columns_ui(self, &mut heads, head, scroll.offset.x);
        response
    }

    /// Measures what comes near the view; returns where it is then.
    fn settle(&self, ui: &Ui, body: Rect, scroll: &mut Scroll, heights: &mut Heights) -> Vec2 {
        let pen = Pen::new(ui);
        // The view of the last frame, unless less is left of it: the pane may just have opened.
        let bars = Vec2::splat(ui.spacing().scroll.allocated_width());
        scroll.view = if scroll.view == Vec2::ZERO { body.size() } else { scroll.view.min(body.size() - bars) };
        let mut hash = DefaultHasher::new();
        (self.metrics.cell.to_bits(), self.metrics.case.to_bits(), ui.pixels_per_point().to_bits()).hash(&mut hash);
        self.sheet.framework.columns.iter().for_each(|column| column.theme.hash(&mut hash));
        let salt = (hash.finish(), self.metrics.band);
        let view = (scroll.offset.y, scroll.view.y);
        let (top, is_whole) = heights.settle(self.sheet, salt, view, &mut |row| self.row_height(&pen, row));
        if !is_whole {
            ui.ctx().request_repaint();
        }
        let offset = vec2(scroll.offset.x, top);
        if std::mem::take(&mut scroll.reveal) { self.revealed(offset, scroll.view, heights) } else { offset }
    }

    /// The offset from which the cursor is in view.
    fn revealed(&self, from: Vec2, view: Vec2, heights: &Heights) -> Vec2 {
        let Some(place) = &self.cursor else { return from };
        let mut offset = from;
        if let Some((top, bottom)) = self.sheet.line_of(&place.line).and_then(|line| heights.span(line)) {
            offset.y = into_view(offset.y, view.y, top, bottom).clamp(0.0, (heights.total() - view.y).max(0.0));
        }
        if let Some(column) = self.sheet.framework.column_of(place.theme).filter(|_| place.spot().is_some()) {
            let left = column as f32 * self.metrics.cell;
            let most = self.width() - view.x;
            offset.x = into_view(offset.x, view.x - self.metrics.case, left, left + self.metrics.cell).clamp(0.0, most.max(0.0));
        }
        offset
    }

    fn width(&self) -> f32 {
        self.metrics.case + self.metrics.cell * self.sheet.framework.columns.len() as f32
    }

    fn row_height(&self, pen: &Pen, row: usize) -> f32 {
        let columns = 0..self.sheet.framework.columns.len();
        let cells = columns.map(|column| cell::height(self, pen, row, column)).fold(0.0, f32::max);
        (cells.max(heads::case_height(self, pen, row)) / STEP).ceil() * STEP
    }

    fn lines_ui(&mut self, ui: &mut Ui, seen: Rect, heights: &Heights) {
        ui.set_min_size(vec2(self.width(), heights.total()));
        let (corner, view) = (ui.max_rect().min, ui.clip_rect());
        let zone = view.with_min_x(view.left() + self.metrics.case);
        let mut cells = ui.new_child(UiBuilder::new().id_salt("cells").max_rect(zone));
        cells.set_clip_rect(zone);
        let first_column = (seen.left() / self.metrics.cell).floor().max(0.0) as usize;
        let last_column = (seen.right() / self.metrics.cell).ceil().max(0.0) as usize;
        let columns = first_column..last_column.min(self.sheet.framework.columns.len());
        for line in heights.line_at(seen.top())..self.sheet.lines.len() {
            let Some((top, bottom)) = heights.span(line).filter(|(top, _)| *top < seen.bottom()) else { break };
            let rect = Rect::from_min_max(pos2(view.left(), corner.y + top), pos2(view.right(), corner.y + bottom));
            match self.sheet.lines.get(line) {
                Some(LineOf::Band(group)) => heads::band_ui(self, ui, rect, *group),
                Some(LineOf::Row(row)) => {
                    heads::case_ui(self, ui, rect, *row);
                    for column in columns.clone() {
                        let left = corner.x + self.metrics.case + column as f32 * self.metrics.cell;
                        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(self.metrics.cell, rect.height()));
                        cell::cell_ui(self, &cells, place, *row, column);
                    }
                    let pen = Pen::new(ui);
                    pen.across(view.left(), view.right(), rect.bottom() - 1.0, pen.style.line);
                }
                None => {}
            }
        }
    }

    /// The cell of a row and a column.
    pub(super) fn spot(&self, row: usize, column: usize) -> Option<Spot> {
        let case = self.sheet.framework.rows.get(row)?.case;
        let theme = self.sheet.framework.columns.get(column)?.theme;
        Some(Spot { case, theme })
    }

    /// Whether the cursor is on a cell.
    pub(super) fn is_current(&self, spot: Spot) -> bool {
        self.cursor.as_ref().and_then(Place::spot) == Some(spot)
    }

    /// Whether the cursor is on a band.
    pub(super) fn is_on_band(&self, name: &str) -> bool {
        matches!(&self.cursor, Some(Place { line: LineKey::Band(on), .. }) if on == name)
    }
}

/// The least move after which a stretch is in view; its start where it is longer than the view.
fn into_view(offset: f32, view: f32, from: f32, to: f32) -> f32 {
    if from < offset || to - from > view {
        from
    } else if to > offset + view {
        to - view
    } else {
        offset
    }
}
