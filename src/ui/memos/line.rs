//! One memo as a line of the list: its kind, what it is about, its first words with what was found in them.

use super::lines::{Excerpt, layout, padding};
use super::one::day;
use crate::app::memo_search::Found;
use crate::model::{Memo, MemoKind};
use crate::ui::reviews::list::LineAt;
use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen, Tone, spans};
use egui::{Align, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// What a screen reader says of a line.
fn spoken(found: &Found, memo: &Memo) -> String {
    let mut parts = vec![format!("{} on {}", found.kind, found.title)];
    parts.extend(found.gone.map(str::to_owned));
    parts.push(format!("“{}”", memo.text));
    parts.push(format!("{}, {}", found.who, day(found.when)));
    parts.extend(links_words(memo));
    parts.join(", ")
}

fn links_words(memo: &Memo) -> Option<String> {
    match memo.links.len() {
        0 => None,
        1 => Some("1 passage".to_owned()),
        many => Some(format!("{many} passages")),
    }
}

const fn tone(kind: MemoKind) -> Tone {
    match kind {
        MemoKind::Question => Tone::Caution,
        MemoKind::Decision => Tone::Good,
        MemoKind::Definition => Tone::Accent,
        MemoKind::Observation => Tone::Plain,
    }
}

/// The ground of a line, with its role and name.
pub(super) fn ground_ui(ui: &Ui, at: LineAt, found: &Found, memo: &Memo) -> Response {
    let response = ui.interact(at.rect, ui.scope_id().with(("memo line", found.memo)), Sense::CLICK);
    let words = spoken(found, memo);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(at.is_chosen));
    let pen = Pen::new(ui);
    if at.is_chosen {
        pen.fill(at.rect, 0, pen.style.paper);
        pen.fill(at.rect.with_max_x(at.rect.left() + 3.0), 0, pen.style.accent);
    } else if response.hovered() {
        pen.fill(at.rect, 0, pen.style.hovered(pen.style.surface));
    }
    pen.across(at.rect.left(), at.rect.right(), at.rect.bottom() - 1.0, pen.style.line);
    response
}

/// Kind and title; returns where the rest begins.
pub(super) fn head(pen: &Pen, rect: Rect, found: &Found) {
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let pad = padding(style);
    let middle = rect.top() + style.space(1) + tokens.size.row_dense / 2.0;
    let (colour, ground) = tone(found.kind).colours(pen);
    let ink = Ink::new(Face::UiMedium, tokens.type_scale.small, colour);
    let kind = found.kind.to_string();
    let pill = Rect::from_min_size(pos2(rect.left() + pad, middle - 11.0), vec2((pen.width(&kind, &ink) + 16.0).round(), 22.0));
    pen.fill(pill, 11, ground);
    pen.line(pill.center(), Align::Center, &kind, &ink);
    let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.muted);
    let by = format!("{}, {}", found.who, day(found.when));
    let left = pill.right() + style.space(1);
    let room = rect.right() - pad - left;
    let beside = room - pen.width(&by, &quiet) > tokens.size.rail;
    let right = if beside {
        pen.line(pos2(rect.right() - pad, middle), Align::Max, &by, &quiet).left() - style.space(2)
    } else {
        rect.right() - pad
    };
    let loud = Ink::new(Face::UiSemibold, tokens.type_scale.body, style.ink);
    pen.line_within(pos2(left, middle), Align::Min, (right - left).max(0.0), &found.title, &loud);
}

/// A line that is not chosen: head, the text with its marks, and what is to be noted.
pub(super) fn body(ui: &Ui, rect: Rect, found: &Found, memo: &Memo, part: &Excerpt) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    head(&pen, rect, found);
    let corner = pen.on_pixel(pos2(rect.left() + padding(style), rect.top() + style.space(1) + tokens.size.row_dense));
    let galley = layout(ui, &part.text, rect.width() - padding(style) * 2.0);
    for mark in part.marks.iter().flat_map(|mark| spans(&galley, corner, &part.text, mark.clone())) {
        pen.fill(mark, tokens.radius.chip, style.selection);
    }
    let below = corner.y + galley.size().y + tokens.line_height.small / 2.0;
    pen.painter.galley(corner, galley, style.ink);
    let (words, colour) = match (found.gone, links_words(memo)) {
        (Some(gone), Some(links)) => (format!("{gone}, {links}"), style.caution),
        (Some(gone), None) => (gone.to_owned(), style.caution),
        (None, Some(links)) => (links, style.secondary),
        (None, None) => return,
    };
    let ink = Ink::new(Face::Ui, tokens.type_scale.small, colour);
    pen.line_within(pos2(corner.x, below), Align::Min, rect.right() - corner.x - padding(style), &words, &ink);
}
