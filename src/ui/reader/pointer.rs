//! What the mouse does: select, drag past the edges, point at codings.
//!
//! A press and the first move may reach us in one frame, so a selection starts where the button went down
//! (`press_origin`), never where the pointer is now.

use super::document::{ReaderEvents, TagRequest};
use super::page::{Page, Stripe};
use super::place::Selection;
use super::view::ReaderView;
use egui::{CursorIcon, Pos2, Response, Ui};

/// Points scrolled per second and point that the pointer is outside the view.
const AUTOSCROLL: f32 = 14.0;

impl ReaderView {
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        page: &Page<'_>,
        stripes: &[Stripe],
        events: &mut ReaderEvents,
    ) {
        if self.drag_end(ui, response, page, events) {
            return;
        }
        self.press(ui, response, page, stripes);
        if self.dragging {
            self.drag(ui, page, events);
        }
        let at = response.interact_pointer_pos();
        if let Some(point) = at.filter(|_| response.clicked()) {
            let stripe = stripe_at(stripes, point).map(|s| s.key);
            events.clicked = stripe.or_else(|| page.mark_at(point).map(|m| m.key)).or(events.clicked);
        }
        if let Some(point) = at.filter(|p| page.text_zone().contains(*p)) {
            let spot = page.spot_at(point);
            let range = if response.triple_clicked() {
                spot.and_then(|s| page.places.sentence_at(s.at))
            } else if response.double_clicked() {
                spot.and_then(|s| page.places.word_at(s.at))
            } else {
                None
            };
            if let Some(range) = range {
                self.selection = Some(Selection::of(range));
                events.selection_finished = true;
            }
        }
        if response.secondary_clicked()
            && let Some(point) = at
        {
            self.menu(page, stripes, point, events);
        }
        self.hover(response, page, stripes, events);
    }

    fn press(&mut self, ui: &Ui, response: &Response, page: &Page<'_>, stripes: &[Stripe]) {
        let (pressed, origin, shift) = ui.input(|i| (i.pointer.primary_pressed(), i.pointer.press_origin(), i.modifiers.shift));
        let ours = pressed && (response.is_pointer_button_down_on() || response.clicked());
        let Some(point) = origin.or_else(|| response.interact_pointer_pos()).filter(|_| ours) else { return };
        response.request_focus();
        self.ring = false;
        if let Some(stripe) = stripe_at(stripes, point) {
            (self.pinned, self.card) = (Some(stripe.key), Some(stripe.key));
            return;
        }
        if !page.text_zone().contains(point) {
            return;
        }
        let Some(spot) = page.spot_at(point) else { return };
        self.selection = match self.selection {
            Some(old) if shift => Some(Selection { anchor: old.anchor, caret: spot.at }),
            _ => Some(Selection::at(spot.at)),
        };
        (self.next_row, self.goal_x, self.dragging) = (spot.next_row, None, true);
        self.pinned = page.mark_at(point).map(|m| m.key);
        self.card = self.pinned;
    }

    fn drag(&mut self, ui: &Ui, page: &Page<'_>, events: &mut ReaderEvents) {
        let (down, released, pos, dt) =
            ui.input(|i| (i.pointer.primary_down(), i.pointer.primary_released(), i.pointer.latest_pos(), i.stable_dt));
        if let Some(point) = pos
            && let Some(spot) = page.spot_at(point)
            && let Some(selection) = &mut self.selection
            && ui.input(|i| i.pointer.is_decidedly_dragging() || released && i.pointer.press_origin().is_none_or(|o| o != point))
            && selection.caret != spot.at
            && !(released && selection.anchor == selection.caret)
        {
            selection.caret = spot.at;
            self.next_row = spot.next_row;
        }
        if let Some(point) = pos.filter(|_| down) {
            let over = (point.y - page.clip.bottom()).max(0.0) + (point.y - page.clip.top()).min(0.0);
            if over != 0.0 {
                self.scroller.shift((over * AUTOSCROLL).clamp(-3000.0, 3000.0) * dt.min(0.05));
                ui.request_repaint();
            }
        }
        if !down || released {
            self.dragging = false;
            events.selection_finished |= self.selection.is_some_and(|s| s.anchor != s.caret);
            if self.whole_words && events.selection_finished {
                self.selection = self.selection.map(|s| grown(page, s));
            }
        }
    }

    fn menu(&mut self, page: &Page<'_>, stripes: &[Stripe], point: Pos2, events: &mut ReaderEvents) {
        if let Some(stripe) = stripe_at(stripes, point) {
            events.menu = Some((stripe.key, point));
            return;
        }
        let Some(spot) = page.spot_at(point).filter(|_| page.text_zone().contains(point)) else { return };
        let selected = self.selection.and_then(|s| s.range(&page.document.source));
        if selected.is_none_or(|range| !range.contains(spot.at)) {
            if let Some(mark) = page.mark_at(point) {
                events.menu = Some((mark.key, point));
                return;
            }
            self.selection = page.places.sentence_at(spot.at).map(Selection::of);
        }
        events.tag = self.tag_request(page);
    }

    fn hover(&mut self, response: &Response, page: &Page<'_>, stripes: &[Stripe], events: &mut ReaderEvents) {
        let Some(point) = response.hover_pos().filter(|_| !self.dragging) else {
            if !self.dragging && !response.contains_pointer() {
                self.hovered = None;
            }
            return;
        };
        let in_text = page.text_zone().contains(point);
        if in_text {
            response.ctx.set_cursor_icon(CursorIcon::Text);
        }
        let stripe = stripe_at(stripes, point);
        if stripe.is_some() {
            response.ctx.set_cursor_icon(CursorIcon::PointingHand);
        }
        // A mouse at rest must not take the tint from the coding that a key has just gone to.
        self.by_key &= is_at_rest(response);
        if self.by_key {
            return;
        }
        let key = stripe.map(|s| s.key).or_else(|| if in_text { page.mark_at(point).map(|m| m.key) } else { None });
        self.hovered = key;
        events.hovered = key;
        // On the way to its note the card stays open, or nobody could reach its links.
        if in_text || stripe.is_some() {
            self.card = key.or(self.pinned);
        }
    }

    pub(super) fn pin(&mut self, key: super::mark::MarkKey, events: &mut ReaderEvents) {
        (self.pinned, self.card) = (Some(key), Some(key));
        events.clicked = Some(key);
    }

    pub(super) fn tag_request(&self, page: &Page<'_>) -> Option<TagRequest> {
        let range = self.selection?.range(&page.document.source)?;
        let rect = page.rect_of(range).unwrap_or_else(|| egui::Rect::from_center_size(page.clip.center(), egui::Vec2::ZERO));
        Some(TagRequest { range, rect })
    }
}

/// A selection grown to whole words, in its own direction.
fn grown(page: &Page<'_>, selection: Selection) -> Selection {
    let Some(range) = selection.range(&page.document.source) else { return selection };
    let word = |at: usize| page.places.word_at(at);
    let start = word(range.start()).map_or(range.start(), |w| w.start().min(range.start()));
    let last = page.places.step(range.end(), false).unwrap_or(range.start());
    let end = word(last).map_or(range.end(), |w| w.end().max(range.end()));
    if selection.anchor <= selection.caret {
        Selection { anchor: start, caret: end }
    } else {
        Selection { anchor: end, caret: start }
    }
}

fn is_at_rest(response: &Response) -> bool {
    response.ctx.input(|i| {
        let wheel = i.smooth_scroll_delta();
        i.pointer.delta() == egui::Vec2::ZERO && wheel == egui::Vec2::ZERO && !i.pointer.any_down() && !i.pointer.any_released()
    })
}

fn stripe_at(stripes: &[Stripe], point: Pos2) -> Option<&Stripe> {
    stripes.iter().find(|s| s.rect.expand2(egui::vec2(0.0, 4.0)).contains(point))
}
