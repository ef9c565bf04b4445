//! The ends of the coding that is tinted: handles to drag, and the veil of the line focus.
//!
//! While an end is dragged the new passage is shown as a selection; only letting go asks for the change, as one step.

use super::document::{MarkAction, ReaderEvents};
use super::mark::{Mark, MarkKey};
use super::page::Page;
use super::place::Selection;
use super::view::ReaderView;
use crate::text::TextRange;
use crate::ui::widgets::Pen;
use egui::{CursorIcon, Pos2, Rect, Response, Ui, pos2, vec2};

/// How near to an end the mouse takes hold of it, in points.
const REACH: f32 = 6.0;
/// Lines that stay clear above and below the caret in line focus.
const CLEAR_LINES: f32 = 1.0;
/// How far the rest is taken back towards the paper, 0 to 1.
const VEIL: f32 = 0.72;

/// An end of a coding that is being dragged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moving {
    key: MarkKey,
    /// The end that stays.
    fixed: usize,
    /// Where the other one is now.
    at: usize,
}

impl Moving {
    fn range(self, page: &Page<'_>) -> Option<TextRange> {
        TextRange::within(&page.document.source.text, self.fixed.min(self.at), self.fixed.max(self.at)).ok()
    }
}

/// Where the handles of a coding are: the edges of its first and last row in view.
fn handles(page: &Page<'_>, mark: &Mark) -> (Option<Rect>, Option<Rect>) {
    let spans: Vec<Rect> = page.blocks.iter().flat_map(|b| b.spans(page.text(), mark.range)).map(|s| s.rect).collect();
    let holds = |at: usize| page.blocks.iter().any(|b| page.places.manuscript.block_near(at) == Some(b.laid.index));
    let edge = |x: f32, rect: &Rect| Rect::from_center_size(pos2(x, rect.center().y), vec2(2.0 * REACH, rect.height()));
    let first = spans.first().filter(|_| holds(mark.range.start())).map(|r| edge(r.left(), r));
    let last = spans.last().filter(|_| holds(mark.range.end())).map(|r| edge(r.right(), r));
    (first, last)
}

impl ReaderView {
    /// Takes hold of an end under the mouse, follows it, and lets go; true while it has the mouse.
    pub(super) fn drag_end(&mut self, ui: &Ui, response: &Response, page: &Page<'_>, events: &mut ReaderEvents) -> bool {
        let pointer = ui
            .input(|i| (i.pointer.primary_pressed(), i.pointer.press_origin(), i.pointer.latest_pos(), i.pointer.primary_down()));
        let (pressed, origin, at, down) = pointer;
        if pressed && self.moving.is_none() && response.contains_pointer() {
            self.moving = origin.and_then(|point| self.end_at(page, point));
        }
        let Some(mut moving) = self.moving else {
            if response.hover_pos().is_some_and(|point| self.end_at(page, point).is_some()) {
                response.ctx.set_cursor_icon(CursorIcon::ResizeHorizontal);
            }
            return false;
        };
        response.ctx.set_cursor_icon(CursorIcon::ResizeHorizontal);
        if let Some(spot) = at.and_then(|point| page.spot_at(point)) {
            moving.at = spot.at;
        }
        if down {
            self.moving = Some(moving);
            self.selection = Some(Selection { anchor: moving.fixed, caret: moving.at });
            (self.pinned, self.card) = (Some(moving.key), Some(moving.key));
        } else {
            self.moving = None;
            let before = page.document.marks.find(moving.key).map(|m| m.range);
            let range = moving.range(page).and_then(|r| trimmed(page, r));
            events.action = range.filter(|r| Some(*r) != before).map(|r| (moving.key, MarkAction::Move(r))).or(events.action);
            self.selection = Some(Selection::at(moving.at));
        }
        true
    }

    fn end_at(&self, page: &Page<'_>, point: Pos2) -> Option<Moving> {
        let mark = page.document.marks.find(self.hot_mark()?)?;
        let (start, end) = (mark.range.start(), mark.range.end());
        let (first, last) = handles(page, mark);
        let moving = |fixed, at| Moving { key: mark.key, fixed, at };
        // The last one first: on a passage of one letter it is the more useful.
        if last.is_some_and(|r| r.contains(point)) {
            return Some(moving(start, end));
        }
        first.filter(|r| r.contains(point)).map(|_| moving(end, start))
    }

    /// Draws the handles of the coding that was clicked or reached with the keyboard.
    pub(super) fn ends_ui(&self, pen: &Pen, page: &Page<'_>) {
        let Some(mark) = self.hot_mark().and_then(|key| page.document.marks.find(key)) else { return };
        let colour = pen.style.look(mark.look).mark;
        let (first, last) = handles(page, mark);
        for (rect, is_last) in first.map(|r| (r, false)).into_iter().chain(last.map(|r| (r, true))) {
            let bar = Rect::from_center_size(rect.center(), vec2(2.0, rect.height() * 0.7));
            pen.fill(bar, 1, colour);
            let knob = if is_last { bar.center_bottom() } else { bar.center_top() };
            pen.painter.circle_filled(knob, 3.5, colour);
        }
    }

    /// Takes everything back but the lines around the caret.
    pub(super) fn dim_ui(&self, pen: &Pen, page: &Page<'_>) {
        let Some(spot) = self.spot() else { return };
        let here = page.blocks.iter().find_map(|b| {
            let is_here = page.places.manuscript.block_near(spot.at) == Some(b.laid.index);
            is_here.then(|| b.laid.caret(page.text(), spot).map(|c| c.translate(b.corner.to_vec2()))).flatten()
        });
        let Some(caret) = here else { return };
        let clear = page.layouter.columns.line * CLEAR_LINES;
        let veil = pen.style.surface.gamma_multiply(VEIL);
        let (top, bottom) = (caret.top() - clear, caret.bottom() + clear);
        let clip = page.clip;
        pen.fill(Rect::from_min_max(clip.min, pos2(clip.right(), top.max(clip.top()))), 0, veil);
        pen.fill(Rect::from_min_max(pos2(clip.left(), bottom.min(clip.bottom())), clip.max), 0, veil);
    }
}

/// A passage without blanks at its ends.
fn trimmed(page: &Page<'_>, range: TextRange) -> Option<TextRange> {
    let end = page.places.trim_end(range.end());
    TextRange::within(&page.document.source.text, page.places.trim_start(range.start()), end).ok()
}
