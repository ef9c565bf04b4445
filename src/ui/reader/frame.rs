//! One frame of the reader, in order: measure, scroll, place, listen, expose, paint.
//!
//! Listening comes before painting, so what the mouse points at is tinted in the same frame.

use super::columns::Columns;
use super::document::{ReaderDocument, ReaderEvents, ReaderPosition};
use super::heights::Heights;
use super::layout::Layouter;
use super::notes::{BAR, LOW_BAR};
use super::page::{Page, place_blocks};
use super::paint::{self, Emphasis};
use super::place::{Places, Selection};
use super::scroll::{BOTTOM_SPACE, TOP_SPACE};
use super::view::ReaderView;
use super::{access, keys};
use crate::ui::style::{Style, fonts};
use crate::ui::widgets::Pen;
use egui::{CornerRadius, EventFilter, Id, Rect, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;
use std::time::Duration;

/// Time for measuring blocks out of view, in frames in which nothing else happens.
const IDLE_BUDGET: Duration = Duration::from_millis(4);

impl ReaderView {
    /// Shows the document in all the room that is left.
    pub fn ui(&mut self, ui: &mut Ui, document: &ReaderDocument<'_>) -> ReaderEvents {
        let mut events = ReaderEvents::default();
        if !fonts::ready(ui.ctx()) {
            ui.request_repaint();
            return events;
        }
        let style = Style::of(ui.ctx());
        let mut room = ui.available_rect_before_wrap();
        ui.painter().rect_filled(room, CornerRadius::ZERO, style.surface);
        self.prepare(document);
        let before = self.selection;
        let columns = Columns::new(&style, room.width() - style.space(2), self.text_size, self.measure);
        let bar = self.card.filter(|_| columns.notes.is_none()).and_then(|key| document.marks.find(key));
        let height = if room.height() < BAR * 4.0 { LOW_BAR } else { BAR };
        let bar_rect = Rect::from_min_max(pos2(room.left(), room.bottom() - height), room.max);
        if bar.is_some() {
            room.max.y -= height;
        }
        let ctx = ui.ctx().clone();
        let manuscript = Arc::clone(&self.manuscript);
        let layouter =
            Layouter { ctx: &ctx, style: &style, columns: &columns, manuscript: &manuscript, text: &document.source.text };
        self.arrange(ui, &layouter, document, room.height());
        let places = Places { source: &document.source, manuscript: &manuscript };
        let mut page = Page { document, layouter, places, clip: room, left: room.left(), blocks: Vec::new() };
        let id = ui.scope_id().with("reader");
        ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| self.scroll_ui(ui, id, &mut page, &mut events));
        if let Some(mark) = bar {
            self.bar_ui(ui, id, bar_rect, &page, mark, &mut events);
        }
        ui.advance_cursor_after_rect(ui.max_rect());
        events.selection_changed = range_of(before) != range_of(self.selection);
        events.position = position(&page, &self.heights, self.scroller.offset);
        self.frames += 1;
        events
    }

    /// Brings heights and offset up to date before anything is placed.
    fn arrange(&mut self, ui: &Ui, layouter: &Layouter<'_>, document: &ReaderDocument<'_>, view: f32) {
        let key = [layouter.columns.text_width, layouter.columns.size, ui.pixels_per_point()].map(f32::to_bits);
        let key = [key[0], key[1], key[2], layouter.manuscript.blocks().len() as u32];
        self.scroller.load(ui.ctx());
        self.scroller.view = view;
        if key != self.heights_key {
            let fresh = Heights::new(layouter.manuscript.blocks().iter().map(|b| layouter.estimate(b)).collect());
            if self.heights.is_empty() {
                self.scroller.reset();
            } else {
                self.scroller.rescale(&self.heights, &fresh);
            }
            self.heights = fresh;
            self.heights_key = key;
            self.marks = None;
        }
        self.take_marks(document);
        self.scroller.take_jump(layouter, &mut self.heights);
        let idle =
            self.frames > 0 && !self.dragging && ui.input(|i| i.events.is_empty() && i.smooth_scroll_delta() == egui::Vec2::ZERO);
        if !self.heights.all_measured() {
            if idle {
                self.scroller.measure_idle(layouter, &mut self.heights, IDLE_BUDGET);
            }
            if !self.heights.all_measured() {
                ui.request_repaint();
            }
        }
        self.scroller.settle(layouter, &mut self.heights);
    }

    fn scroll_ui(&mut self, ui: &mut Ui, id: Id, page: &mut Page<'_>, events: &mut ReaderEvents) {
        let area = ScrollArea::vertical().id_salt("reader scroll").auto_shrink(false);
        let area = area.vertical_scroll_offset(self.scroller.offset + TOP_SPACE);
        let total = TOP_SPACE + self.heights.total() + BOTTOM_SPACE;
        let output = area.show_viewport(ui, |ui, _| {
            ui.set_height(total);
            ui.set_width(ui.available_width());
            let origin = ui.max_rect().min + vec2(0.0, TOP_SPACE);
            page.clip = ui.clip_rect().intersect(page.clip);
            let view = (self.scroller.offset, self.scroller.offset + self.scroller.view);
            page.blocks = place_blocks(&page.layouter, &self.heights, origin, view);
            page.left = origin.x;
            self.page_ui(ui, id, page, events);
        });
        self.scroller.area = Some(output.id);
    }

    fn page_ui(&mut self, ui: &mut Ui, id: Id, page: &Page<'_>, events: &mut ReaderEvents) {
        let response = ui.interact(page.clip, id, Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, page.document.title));
        if page.blocks.is_empty() {
            paint::no_text(ui, page);
        }
        let stripes = page.stripes();
        self.selection = self
            .selection
            .and_then(|s| Some(Selection { anchor: page.places.snap(s.anchor)?, caret: page.places.snap(s.caret)? }));
        self.keep_focus(ui, id, &response, page, events);
        self.pointer(ui, &response, page, &stripes, events);
        self.notes_ui(ui, id, page, events);
        if let Some(asked) = access::expose(ui, id, page, self.selection, self.next_row) {
            self.selection = Some(asked);
            ui.request_repaint();
        }
        let hot = self.hot_mark();
        let caret = self.spot().filter(|_| events.focused).and_then(|spot| {
            let block = page.blocks.iter().find(|b| page.places.manuscript.block_near(spot.at) == Some(b.laid.index))?;
            Some(block.laid.caret(page.text(), spot)?.translate(block.corner.to_vec2()))
        });
        let selection = self.selection.and_then(|s| s.range(&page.document.source));
        let pen = Pen::new(ui);
        paint::blocks(&pen, page, &Emphasis { hot, selection, caret });
        paint::stripes(&pen, page, &stripes, hot);
        self.ends_ui(&pen, page);
        if self.line_focus {
            self.dim_ui(&pen, page);
        }
        if events.focused && self.ring {
            pen.row_ring(page.clip.shrink(1.0));
        }
    }

    /// Takes the keys while the reader has the keyboard; Tab always leaves.
    fn keep_focus(&mut self, ui: &Ui, id: Id, response: &Response, page: &Page<'_>, events: &mut ReaderEvents) {
        if self.take_focus.grant(ui.ctx()) {
            response.request_focus();
        }
        events.focused = response.has_focus();
        if events.focused {
            if !self.was_focused {
                let by_mouse = ui.input(|i| i.pointer.any_down() || i.pointer.any_released());
                self.ring = !by_mouse && !std::mem::take(&mut self.quiet);
                if self.selection.is_none() {
                    self.selection = keys::first_caret(page, page.document).map(Selection::at);
                }
            }
            let filter =
                EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: self.selection().is_some() };
            ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
            self.keyboard(ui, page, events);
        }
        self.was_focused = events.focused;
        if !self.asked.is_empty() && self.selection.is_none() {
            self.selection = keys::first_caret(page, page.document).map(Selection::at);
        }
        for command in std::mem::take(&mut self.asked) {
            self.run(page, command, false, events);
        }
    }
}

fn range_of(selection: Option<Selection>) -> Option<(usize, usize)> {
    selection.filter(|s| s.anchor != s.caret).map(|s| (s.anchor.min(s.caret), s.anchor.max(s.caret)))
}

fn position(page: &Page<'_>, heights: &Heights, offset: f32) -> ReaderPosition {
    let line = page.layouter.columns.line;
    let mut block = heights.block_at(offset + line / 2.0);
    let blocks = &page.document.source.shape.blocks;
    if !page.places.manuscript.block(block).is_some_and(|b| b.shown) {
        block = page.places.manuscript.shown_after(block).unwrap_or(block);
    }
    let here = blocks.get(block);
    let seen = blocks.get(..=block).unwrap_or_default().iter().rev();
    let page_number = here.and_then(|b| b.page).or_else(|| seen.clone().find_map(|b| b.page));
    ReaderPosition { block, page: page_number, label: here.and_then(|b| b.label.clone()) }
}
