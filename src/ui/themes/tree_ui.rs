//! One line of the tree: fold sign, code, name, in how many cases, how many codings.

use super::facts::ThemeFacts;
use super::moves::Zone;
use crate::ui::reviews::list::LineAt;
use crate::ui::style::{Face, icons};
use crate::ui::widgets::{Ink, Pen, carried_theme_ui, whole_on_hover_ui};
use egui::{Align, CursorIcon, Id, Rangef, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

const BAR: f32 = 3.0;
const SIGN: f32 = 14.0;
const STEP: f32 = 20.0;
/// Width of the column of codes: "A10".
const CODE: f32 = 26.0;
const CASES: f32 = 72.0;
const CODINGS: f32 = 64.0;

/// What was done with a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum RowEvent {
    Choose,
    Rename,
    Toggle,
    Dragged,
    Dropped,
}

/// The heads over the columns.
pub(super) fn head_ui(ui: &mut Ui) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.size.row), Sense::hover());
    let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.secondary);
    let middle = rect.center().y;
    pen.line(pos2(rect.left() + style.space(1), middle), Align::Min, "Theme", &ink);
    let (cases, codings) = columns(rect);
    pen.line(pos2(cases, middle), Align::Max, "Cases", &ink);
    pen.line(pos2(codings, middle), Align::Max, "Codings", &ink);
    pen.across(rect.left(), rect.right(), rect.bottom() - style.tokens.stroke.hair, style.line_strong);
}

/// Right ends of the counts of cases and of codings.
fn columns(rect: Rect) -> (f32, f32) {
    let codings = rect.right() - 8.0;
    (codings - CODINGS, codings)
}

/// Draws a line; `drop` is where something would be dropped on it.
pub(super) fn theme_ui(
    ui: &Ui,
    at: LineAt,
    theme: &ThemeFacts,
    is_open: bool,
    drop: Option<Zone>,
) -> (Response, Option<RowEvent>) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let id = ui.scope_id().with(("theme", theme.node.id));
    let response = ui.interact(at.rect, id, Sense::CLICK | Sense::DRAG);
    let spoken = format!("{}, {}", theme.title(), theme.sums());
    response.widget_info(|| WidgetInfo::labeled(Role::TreeItem, true, &spoken));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_level(theme.node.depth + 1);
        node.set_selected(at.is_chosen);
        if theme.node.has_children {
            node.set_expanded(is_open);
        }
    });
    let resting = if theme.node.depth == 0 { style.paper } else { style.surface };
    let colour = match (at.is_chosen, response.hovered()) {
        (true, _) => style.accent_soft,
        (false, true) => style.hovered(resting),
        (false, false) => resting,
    };
    pen.fill(at.rect, 0, colour);
    if at.is_chosen {
        pen.fill(at.rect.with_max_x(at.rect.left() + BAR), 0, style.accent);
    }
    pen.across(at.rect.left(), at.rect.right(), at.rect.bottom() - style.tokens.stroke.hair, style.line);
    let fold = theme.node.has_children.then(|| fold_ui(ui, &pen, id, at.rect, theme, is_open));
    let cut = words(&pen, &at, theme);
    drop_mark(&pen, at.rect, drop);
    let event = if fold.is_some_and(|f| f.clicked()) {
        Some(RowEvent::Toggle)
    } else if response.double_clicked() {
        Some(RowEvent::Rename)
    } else if response.drag_stopped() {
        Some(RowEvent::Dropped)
    } else if response.dragged() {
        ui.set_cursor_icon(CursorIcon::Grabbing);
        carried_theme_ui(ui, &theme.code, &theme.name, &style.look(theme.node.look));
        Some(RowEvent::Dragged)
    } else {
        response.clicked().then_some(RowEvent::Choose)
    };
    (whole_on_hover_ui(response, cut, &theme.name), event)
}

fn words(pen: &Pen, at: &LineAt, theme: &ThemeFacts) -> bool {
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let colours = style.look(theme.node.look);
    let middle = at.rect.center().y;
    let is_top = theme.node.depth == 0;
    let mut x = at.rect.left() + 28.0 + STEP * theme.node.depth as f32;
    if !theme.code.is_empty() {
        let ink = Ink::new(Face::UiSemibold, scale.label, if is_top { style.surface } else { colours.text });
        let wide = pen.width(&theme.code, &ink);
        if is_top {
            let chip = Rect::from_min_size(pos2(x, middle - 9.0), vec2((wide + 8.0).max(18.0), 18.0));
            pen.fill(chip, style.tokens.radius.chip, colours.mark);
            pen.line(chip.center(), Align::Center, &theme.code, &ink);
            pen.form(chip.with_max_y(chip.bottom() + 4.0), &colours);
            x = chip.right() + 10.0;
        } else {
            let code = pen.line(pos2(x, middle), Align::Min, &theme.code, &ink);
            pen.form(code.expand2(vec2(0.0, 2.0)), &colours);
            x += wide.max(CODE) + 8.0;
        }
    }
    let (cases, codings) = columns(at.rect);
    let face = match (is_top, at.is_chosen) {
        (true, _) => Face::UiSemibold,
        (false, true) => Face::UiMedium,
        (false, false) => Face::Ui,
    };
    let end = cases - CASES + 8.0;
    let name =
        pen.line_within(pos2(x, middle), Align::Min, (end - x).max(0.0), &theme.name, &Ink::new(face, scale.body, style.ink));
    let number = |right: f32, words: &str, count: u32| {
        let colour = if count == 0 { style.muted } else { style.ink };
        pen.line(pos2(right, middle), Align::Max, words, &Ink::new(face, scale.body, colour));
    };
    let counts = &theme.counts;
    number(cases, &format!("{} of {}", counts.all.cases, counts.counted), counts.all.cases);
    number(codings, &counts.all.codings.to_string(), counts.all.codings);
    name.cut
}

fn fold_ui(ui: &Ui, pen: &Pen, id: Id, rect: Rect, theme: &ThemeFacts, is_open: bool) -> Response {
    let left = rect.left() + BAR + STEP * theme.node.depth as f32;
    let place = Rect::from_x_y_ranges(Rangef::new(left, left + 24.0), rect.y_range());
    let response = ui.interact(place, id.with("fold"), Sense::CLICK);
    let verb = if is_open { "Fold" } else { "Unfold" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{verb} {}", theme.title())));
    let icon = if is_open { icons::CHEVRON_DOWN } else { icons::CHEVRON_RIGHT };
    let colour = if response.hovered() { pen.style.ink } else { pen.style.muted };
    pen.icon(pos2(left + 11.0, rect.center().y), icon, SIGN, colour);
    response
}

fn drop_mark(pen: &Pen, rect: Rect, zone: Option<Zone>) {
    let colour = pen.style.accent;
    let bar = |y: f32| pen.fill(Rect::from_min_max(pos2(rect.left(), y - 1.0), pos2(rect.right(), y + 1.0)), 0, colour);
    match zone {
        Some(Zone::Before) => bar(rect.top()),
        Some(Zone::After) => bar(rect.bottom()),
        Some(Zone::Under) => pen.row_ring(rect),
        None => {}
    }
}
