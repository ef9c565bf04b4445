//! The notes beside the text: one line for each coding, level with its passage, and one card for the hot one.
//!
//! A note is pushed down by the ones before it. How far they reach below their block is remembered, or the notes
//! would jump whenever the block they belong to is scrolled out of view. Where there is no room for the column,
//! the hot coding stands in a bar below the text (`bar_ui`).

use super::document::{MarkAction, ReaderEvents};
use super::draw::{self, CHIP};
use super::mark::{Mark, MarkKey};
use super::page::{Page, Placed};
use super::scroll::Jump;
use super::view::ReaderView;
use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen, whole_on_hover_ui};
use egui::{Align, CursorIcon, Id, Pos2, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// From one note to the next.
const STEP: f32 = 8.0;
/// Notes that would stand further below their passage are counted instead.
const DRIFT: f32 = 240.0;
/// How far a card reaches above its first line.
const CARD_EDGE: f32 = 6.0;
/// Height of the bar, and what it is in a low window, where it keeps to one line.
pub const BAR: f32 = 72.0;
/// One line of it.
pub const LOW_BAR: f32 = 36.0;
/// Most letters of a memo on a card.
const MEMO_LETTERS: usize = 400;

/// Where the next note may stand, and how much of that is due to an open card, which must not make others vanish.
#[derive(Clone, Copy)]
struct Chain {
    next: f32,
    card: f32,
}

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
        let mut chain = Chain { next: first.corner.y + before, card: 0.0 };
        if let Some(mark) = self.card_from_above(page) {
            let at = pos2(left, (page.clip.top() + 14.0).max(chain.next + CARD_EDGE));
            chain.next = self.card_ui(ui, id, page, &Note { mark, at, width }, events) + STEP;
            chain.card = chain.next - at.y;
        }
        for placed in &page.blocks {
            self.block_notes_ui(ui, id, (page, placed), (left, width), &mut chain, events);
            if let Some(end) = self.note_ends.get_mut(placed.laid.index) {
                *end = chain.next - placed.bottom();
            }
        }
    }

    fn block_notes_ui(
        &mut self,
        ui: &Ui,
        id: Id,
        (page, placed): (&Page<'_>, &Placed),
        (left, width): (f32, f32),
        chain: &mut Chain,
        events: &mut ReaderEvents,
    ) {
        let mut more = 0;
        for part in page.document.marks.in_block(placed.laid.index).iter().filter(|p| p.begins) {
            let Some(mark) = page.document.marks.get(part.mark) else { continue };
            let Some(row) = placed.spans(page.text(), part.range).first().copied() else { continue };
            let wanted = row.baseline - CHIP + 3.0;
            if chain.next <= wanted {
                chain.card = 0.0;
            }
            let is_open = self.card == Some(mark.key);
            let edge = if is_open { CARD_EDGE } else { 0.0 };
            let note = Note { mark, at: pos2(left, wanted.max(chain.next + edge)), width };
            if is_open {
                chain.next = self.card_ui(ui, id, page, &note, events) + STEP;
                chain.card = chain.next - note.at.y - CHIP;
            } else if note.at.y - chain.card > wanted + DRIFT {
                more += 1;
            } else {
                self.line_ui(ui, id, page, &note, events);
                chain.next = note.at.y + CHIP + STEP;
            }
        }
        if more > 0 {
            let pen = Pen::new(ui);
            let ink = draw::small(&pen, Face::Ui, pen.style.muted);
            pen.line(pos2(left, chain.next + CHIP / 2.0), Align::Min, &format!("and {more} more"), &ink);
            chain.next += CHIP + STEP;
        }
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
        let pen = Pen::new(ui);
        let left = draw::chip(&pen, pos2(rect.left(), rect.center().y), note.mark) + STEP;
        let ink = draw::small(&pen, Face::Ui, if hovered { style.ink } else { style.secondary });
        let name = pen.line_within(pos2(left, rect.center().y), Align::Min, rect.right() - left, &note.mark.name, &ink);
        whole_on_hover_ui(response, name.cut, &note.mark.name);
    }

    /// The card of the hot coding; returns its bottom.
    fn card_ui(&mut self, ui: &Ui, id: Id, page: &Page<'_>, note: &Note<'_>, events: &mut ReaderEvents) -> f32 {
        let style = page.layouter.style;
        let (pen, mark, at) = (Pen::new(ui), note.mark, note.at);
        let line = style.tokens.line_height.small;
        let code = draw::code_width(&pen, &mark.code);
        let indent = code + 19.0;
        let words = |text: &str, ink: &Ink, width: f32| pen.layout_lines(text, ink, line, width);
        let name = words(&mark.name, &draw::small(&pen, Face::UiMedium, style.ink), note.width - indent);
        let who = format!("{} · {}", mark.polarity, mark.coder);
        let who = words(&who, &draw::small(&pen, Face::Ui, style.secondary), note.width - indent);
        let italic = draw::small(&pen, Face::ReadItalic, style.ink);
        let memo = mark.memo.as_deref().map(|memo| words(&first_letters(memo), &italic, note.width - STEP));
        let body = name.size().y + who.size().y;
        let links = at.y + body + memo.as_ref().map_or(0.0, |m| m.size().y + 6.0) + 14.0;
        let bottom = links + 12.0;
        let rect = Rect::from_min_max(pos2(at.x - STEP, at.y - CARD_EDGE), pos2(at.x + note.width, bottom + 2.0));
        if !rect.intersects(page.clip) {
            return bottom + 4.0;
        }
        let response = ui.interact(rect, id.with(("card", mark.key)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, mark.spoken()));
        if response.hovered() {
            self.hovered = Some(mark.key);
        }
        let ground = style.look(mark.look).tint;
        pen.fill(rect, style.tokens.radius.card, ground);
        draw::solid_chip(&pen, Rect::from_min_size(at, vec2(code, CHIP)), mark);
        pen.sign(pos2(at.x + code / 2.0, at.y + 28.0), mark.polarity, 3.5);
        let who_y = at.y + name.size().y;
        pen.painter.galley(pos2(at.x + indent, at.y), name, style.ink);
        pen.painter.galley(pos2(at.x + indent, who_y), who, style.secondary);
        if let Some(memo) = memo {
            pen.painter.galley(pos2(at.x, at.y + body + 4.0), memo, style.ink);
        }
        links_ui(ui, id, mark, pos2(at.x, links), Align::Min, events);
        let reached = MarkAction::LINKS.iter().any(|(_, words)| {
            let link = id.with((mark.key, *words));
            ui.read_response(link).is_some_and(|r| r.gained_focus() && !page.clip.contains_rect(r.rect))
        });
        if reached {
            self.scroller.jump(Jump::To(mark.range));
        }
        bottom + 4.0
    }

    /// The hot coding in a bar, where there is no room for notes.
    pub(super) fn bar_ui(&self, ui: &Ui, id: Id, rect: Rect, page: &Page<'_>, mark: &Mark, events: &mut ReaderEvents) {
        let (style, columns) = (page.layouter.style, page.layouter.columns);
        let pen = Pen::new(ui);
        pen.fill(rect, 0, style.look(mark.look).tint);
        pen.across(rect.left(), rect.right(), rect.top(), style.line_strong);
        let response = ui.interact(rect, id.with(("bar", mark.key)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Group, true, mark.spoken()));
        let text = page.left + columns.text_left;
        let low = rect.height() < BAR;
        let (upper, lower) = if low { (rect.center().y, rect.center().y) } else { (rect.top() + 24.0, rect.top() + 50.0) };
        let code = draw::code_width(&pen, &mark.code);
        let chip = Rect::from_min_size(pos2(text - 12.0 - code, upper - CHIP / 2.0), vec2(code, CHIP));
        draw::solid_chip(&pen, chip, mark);
        let right = rect.right() - 20.0;
        if low {
            let links = links_ui(ui, id, mark, pos2(right, lower), Align::Max, events);
            pen.sign(pos2(text, lower), mark.polarity, 4.0);
            let name = Ink { font: style.body(Face::UiMedium), colour: style.ink };
            let left = text + 12.0;
            pen.line_within(pos2(left, upper), Align::Min, (links - left - 8.0).max(0.0), &mark.name, &name);
            return;
        }
        pen.sign(pos2(chip.center().x, lower), mark.polarity, 4.0);
        let quiet = draw::small(&pen, Face::Ui, style.secondary);
        let count = pen.line(pos2(right, upper), Align::Max, &here(page, mark.key), &quiet);
        let name = Ink { font: style.body(Face::UiMedium), colour: style.ink };
        pen.line_within(pos2(text, upper), Align::Min, count.left() - 12.0 - text, &mark.name, &name);
        let links = links_ui(ui, id, mark, pos2(right, lower), Align::Max, events);
        let who = format!("{}, {}", mark.polarity, mark.coder);
        let end = pen.line_within(pos2(text, lower), Align::Min, links - text - 12.0, &who, &quiet).rect.right() + 16.0;
        if let Some(memo) = &mark.memo
            && end + 40.0 < links
        {
            let italic = draw::small(&pen, Face::ReadItalic, style.ink);
            pen.line_within(pos2(end, lower), Align::Min, links - end - 16.0, memo, &italic);
        }
    }
}

/// The start of a memo: as much as a card can hold without hiding the notes below.
fn first_letters(memo: &str) -> String {
    match memo.char_indices().nth(MEMO_LETTERS) {
        Some((end, _)) => format!("{}…", memo.get(..end).unwrap_or_default().trim_end()),
        None => memo.to_owned(),
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
fn links_ui(ui: &Ui, id: Id, mark: &Mark, at: Pos2, align: Align, events: &mut ReaderEvents) -> f32 {
    let pen = Pen::new(ui);
    let ink = draw::small(&pen, Face::UiMedium, pen.style.accent);
    let mut x = at.x;
    let mut links = MarkAction::LINKS;
    if align == Align::Max {
        links.reverse();
    }
    for (action, words) in links {
        let wide = pen.width(words, &ink);
        let left = if align == Align::Max { x - wide } else { x };
        let least = pen.style.tokens.size.hit_target_min;
        let rect = Rect::from_center_size(pos2(left + wide / 2.0, at.y), vec2(wide + 8.0, least));
        let response = ui.interact(rect, id.with((mark.key, words)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words} {}", mark.code)));
        pen.line(pos2(left, at.y), Align::Min, words, &ink);
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::PointingHand);
            pen.across(left, left + wide, at.y + 7.0, ink.colour);
        }
        if response.has_focus() {
            pen.row_ring(rect.shrink2(vec2(0.0, 2.0)));
        }
        if response.clicked() {
            events.action = Some((mark.key, action));
        }
        x = if align == Align::Max { left - 16.0 } else { left + wide + 16.0 };
    }
    x
}
