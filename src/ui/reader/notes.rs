//! The notes beside the text: one line for each coding, level with its passage, and one card for the hot one.
//!
//! A note is pushed down by the ones before it. How far they reach below their block is remembered, or the notes
//! would jump whenever the block they belong to is scrolled out of view. Where there is no room for the column,
//! the hot coding stands in a bar below the text (`bar_ui`).

use super::document::{MarkAction, ReaderEvents};
use super::draw::{self, CHIP};
use super::mark::{Mark, MarkKey};
use super::page::{Page, Placed};
use super::view::ReaderView;
use crate::ui::style::{Face, Style};
use egui::{Align, CornerRadius, CursorIcon, Id, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// From one note to the next.
const STEP: f32 = 8.0;
/// Notes that would stand further below their passage are counted instead.
const DRIFT: f32 = 240.0;
/// Height of the bar.
pub const BAR: f32 = 72.0;
/// Most rows of a memo on a card.
const MEMO_ROWS: usize = 10;

/// One note that waits to be drawn.
struct Note<'a> {
    mark: &'a Mark,
    at: Pos2,
    width: f32,
}

impl ReaderView {
    /// Shows the notes of the blocks in view.
    pub(super) fn notes_ui(&mut self, ui: &Ui, id: Id, page: &Page<'_>, events: &mut ReaderEvents) {
        let Some((left, width)) = page.layouter.columns.notes else { return };
        let left = page.left + left;
        let Some(first) = page.blocks.first() else { return };
        let before = first.laid.index.checked_sub(1).and_then(|i| self.note_ends.get(i)).copied().unwrap_or(f32::MIN);
        let mut next = first.corner.y + before;
        if let Some(mark) = self.card_from_above(page) {
            let at = pos2(left, (page.clip.top() + 14.0).max(next));
            next = self.card_ui(ui, id, page, &Note { mark, at, width }, events) + STEP;
        }
        for placed in &page.blocks {
            next = self.block_notes_ui(ui, id, page, placed, (left, width, next), events);
            if let Some(end) = self.note_ends.get_mut(placed.laid.index) {
                *end = next - placed.bottom();
            }
        }
    }

    fn block_notes_ui(
        &mut self,
        ui: &Ui,
        id: Id,
        page: &Page<'_>,
        placed: &Placed,
        (left, width, mut next): (f32, f32, f32),
        events: &mut ReaderEvents,
    ) -> f32 {
        let mut more = 0;
        for part in page.document.marks.in_block(placed.laid.index).iter().filter(|p| p.begins) {
            let Some(mark) = page.document.marks.get(part.mark) else { continue };
            let Some(row) = placed.spans(page.text(), part.range).first().copied() else { continue };
            let wanted = row.baseline - CHIP + 3.0;
            let note = Note { mark, at: pos2(left, wanted.max(next)), width };
            if self.card == Some(mark.key) {
                next = self.card_ui(ui, id, page, &note, events) + STEP;
            } else if note.at.y > wanted + DRIFT {
                more += 1;
            } else {
                self.line_ui(ui, id, page, &note, events);
                next = note.at.y + CHIP + STEP;
            }
        }
        if more > 0 {
            let style = page.layouter.style;
            let words = format!("and {more} more");
            let galley = draw::line(ui.painter(), &words, style.small(Face::Ui), style.muted, width);
            draw::centred(ui.painter(), pos2(left, next + CHIP / 2.0), Align::Min, galley, style.tokens.type_scale.small);
            next += CHIP + STEP;
        }
        next
    }

    /// The hot coding when it starts in a block above the view.
    fn card_from_above<'a>(&self, page: &'a Page<'_>) -> Option<&'a Mark> {
        let key = self.card?;
        let marks = &page.document.marks;
        let parts = page.blocks.iter().flat_map(|b| marks.in_block(b.laid.index));
        let mut own = parts.filter(|p| marks.get(p.mark).is_some_and(|m| m.key == key)).peekable();
        own.peek()?;
        if own.any(|p| p.begins) { None } else { marks.find(key) }
    }

    fn line_ui(&mut self, ui: &Ui, id: Id, page: &Page<'_>, note: &Note<'_>, events: &mut ReaderEvents) {
        let rect = Rect::from_min_size(note.at, vec2(note.width, CHIP));
        if !rect.intersects(page.clip) {
            return;
        }
        let style = page.layouter.style;
        let response = ui.interact(rect.expand2(vec2(4.0, 3.0)), id.with(("note", note.mark.key)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, note.mark.spoken()));
        let hovered = response.hovered();
        if hovered {
            ui.set_cursor_icon(CursorIcon::PointingHand);
            self.hovered = Some(note.mark.key);
            events.hovered = Some(note.mark.key);
        }
        if response.clicked() {
            self.pin(note.mark.key, events);
        }
        if response.secondary_clicked() {
            events.menu = Some((note.mark.key, response.interact_pointer_pos().unwrap_or(rect.left_bottom())));
        }
        let right = draw::chip(ui.painter(), style, pos2(rect.left(), rect.center().y), note.mark) + STEP;
        let colour = if hovered { style.ink } else { style.secondary };
        let galley = draw::line(ui.painter(), &note.mark.name, style.small(Face::Ui), colour, rect.right() - right);
        let cut = galley.elided;
        draw::centred(ui.painter(), pos2(right, rect.center().y), Align::Min, galley, style.tokens.type_scale.small);
        if cut {
            response.on_hover_text(&note.mark.name);
        }
    }

    /// The card of the hot coding; returns its bottom.
    fn card_ui(&mut self, ui: &Ui, id: Id, page: &Page<'_>, note: &Note<'_>, events: &mut ReaderEvents) -> f32 {
        let style = page.layouter.style;
        let (painter, mark, at) = (ui.painter(), note.mark, note.at);
        let line = style.tokens.line_height.small;
        let code = draw::code_width(painter, style, &mark.code);
        let indent = code + 19.0;
        let name = draw::lines(painter, &mark.name, style.small(Face::UiMedium), style.ink, note.width - indent, line);
        let who = format!("{} · {}", mark.polarity, mark.coder);
        let who = draw::lines(painter, &who, style.small(Face::Ui), style.secondary, note.width - indent, line);
        let memo = mark.memo.as_deref().map(|memo| {
            let format = egui::text::TextFormat {
                line_height: Some(line),
                ..egui::text::TextFormat::simple(style.small(Face::ReadItalic), style.ink)
            };
            let mut job = egui::text::LayoutJob::single_section(memo.to_owned(), format);
            (job.wrap.max_width, job.wrap.max_rows) = (note.width - STEP, MEMO_ROWS);
            painter.layout_job(job)
        });
        let body = name.size().y + who.size().y;
        let links = at.y + body + memo.as_ref().map_or(0.0, |m| m.size().y + 6.0) + 14.0;
        let bottom = links + 12.0;
        let rect = Rect::from_min_max(pos2(at.x - STEP, at.y - 6.0), pos2(at.x + note.width, bottom + 2.0));
        if !rect.intersects(page.clip) {
            return bottom + 4.0;
        }
        let response = ui.interact(rect, id.with(("card", mark.key)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, mark.spoken()));
        if response.hovered() {
            self.hovered = Some(mark.key);
        }
        let ground = style.group_colours(mark.group).tint;
        painter.rect_filled(rect, CornerRadius::same(style.tokens.radius.card), ground);
        draw::solid_chip(painter, style, Rect::from_min_size(at, vec2(code, CHIP)), mark);
        draw::sign(painter, pos2(at.x + code / 2.0, at.y + 28.0), &style.polarity(mark.polarity), 3.5);
        let who_y = at.y + name.size().y;
        painter.galley(pos2(at.x + indent, at.y), name, style.ink);
        painter.galley(pos2(at.x + indent, who_y), who, style.secondary);
        if let Some(memo) = memo {
            painter.galley(pos2(at.x, at.y + body + 4.0), memo, style.ink);
        }
        links_ui(ui, id, style, mark, pos2(at.x, links), Align::Min, events);
        bottom + 4.0
    }

    /// The hot coding in a bar, where there is no room for notes.
    pub(super) fn bar_ui(&self, ui: &Ui, id: Id, rect: Rect, page: &Page<'_>, mark: &Mark, events: &mut ReaderEvents) {
        let (style, columns) = (page.layouter.style, page.layouter.columns);
        let painter = ui.painter();
        painter.rect_filled(rect, CornerRadius::ZERO, style.group_colours(mark.group).tint);
        draw::hair(painter, rect.left(), rect.right(), rect.top(), style.line_strong);
        let response = ui.interact(rect, id.with(("bar", mark.key)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, mark.spoken()));
        let (sizes, text) = (&style.tokens.type_scale, page.left + columns.text_left);
        let (upper, lower) = (rect.top() + 24.0, rect.top() + 50.0);
        let code = draw::code_width(painter, style, &mark.code);
        let chip = Rect::from_min_size(pos2(text - 12.0 - code, upper - CHIP / 2.0), vec2(code, CHIP));
        draw::solid_chip(painter, style, chip, mark);
        draw::sign(painter, pos2(chip.center().x, lower), &style.polarity(mark.polarity), 4.0);
        let right = rect.right() - 20.0;
        let here = here(page, mark.key);
        let count = draw::line(painter, &here, style.small(Face::Ui), style.secondary, f32::INFINITY);
        let count_left = right - count.size().x;
        draw::centred(painter, pos2(right, upper), Align::Max, count, sizes.small);
        let name = draw::line(painter, &mark.name, style.body(Face::UiMedium), style.ink, count_left - 12.0 - text);
        draw::centred(painter, pos2(text, upper), Align::Min, name, sizes.body);
        let links = links_ui(ui, id, style, mark, pos2(right, lower), Align::Max, events);
        let who = format!("{}, {}", mark.polarity, mark.coder);
        let who = draw::line(painter, &who, style.small(Face::Ui), style.secondary, links - text - 12.0);
        let end = draw::centred(painter, pos2(text, lower), Align::Min, who, sizes.small) + 16.0;
        if let Some(memo) = &mark.memo
            && end + 40.0 < links
        {
            let memo = draw::line(painter, memo, style.small(Face::ReadItalic), style.ink, links - end - 16.0);
            draw::centred(painter, pos2(end, lower), Align::Min, memo, sizes.small);
        }
    }
}

/// "1 of 4 here": which of its block's codings this is.
fn here(page: &Page<'_>, key: MarkKey) -> String {
    let marks = &page.document.marks;
    for placed in &page.blocks {
        let parts = marks.in_block(placed.laid.index);
        let place = parts.iter().position(|p| marks.get(p.mark).is_some_and(|m| m.key == key));
        if let Some(place) = place {
            return format!("{} of {} here", place + 1, parts.len());
        }
    }
    String::new()
}

/// Edit, Ends, Remove; returns the edge where they end, which for `Align::Max` is the left one.
fn links_ui(ui: &Ui, id: Id, style: &Style, mark: &Mark, at: Pos2, align: Align, events: &mut ReaderEvents) -> f32 {
    let mut x = at.x;
    let mut links = MarkAction::LINKS;
    if align == Align::Max {
        links.reverse();
    }
    for (action, words) in links {
        let galley = draw::line(ui.painter(), words, style.small(Face::UiMedium), style.accent, f32::INFINITY);
        let wide = galley.size().x;
        let left = if align == Align::Max { x - wide } else { x };
        let least = style.tokens.size.hit_target_min;
        let rect = Rect::from_center_size(pos2(left + wide / 2.0, at.y), vec2(wide + 8.0, least));
        let response = ui.interact(rect, id.with((mark.key, words)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words} {}", mark.code)));
        draw::centred(ui.painter(), pos2(left, at.y), Align::Min, galley, style.tokens.type_scale.small);
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
            draw::hair(ui.painter(), left, left + wide, at.y + 7.0, style.accent);
        }
        if response.has_focus() {
            draw::ring(ui.painter(), style, rect.shrink2(vec2(0.0, 2.0)));
        }
        if response.clicked() {
            events.action = Some((mark.key, action));
        }
        x = if align == Align::Max { left - 16.0 } else { left + wide + 16.0 };
    }
    x
}
