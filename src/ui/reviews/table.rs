//! The head and the lines of the list of reviews, painted by hand so that thousands of documents cost nothing.
//!
//! A line says everything in one name, so that a screen reader need not go through six cells. The sign that
//! folds a case is a control of its own.

use super::columns::{BAR, Columns, INDENT};
use super::facts::{CaseFacts, DocumentFacts, counted};
use super::lines::{Column, Order};
use super::list::LineAt;
use crate::model::Progress;
use crate::ui::style::{Face, icons};
use crate::ui::widgets::{Ink, Pen, whole_on_hover_ui};
use egui::{Align, Id, Rangef, Rect, Response, Role, Sense, Ui, WidgetInfo, accesskit::SortDirection, pos2, vec2};

const MARK: f32 = 3.0;
const SIGN: f32 = 14.0;

/// What was done with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowEvent {
    Choose,
    Open,
    Toggle,
}

/// The heads of the columns; returns the order after one was pressed.
pub(super) fn head_ui(ui: &mut Ui, order: Order) -> Option<Order> {
    let pen = Pen::new(ui);
    let (style, size) = (&pen.style, &pen.style.tokens.size);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), size.row), Sense::hover());
    let columns = Columns::of(rect.x_range());
    let mut pressed = None;
    for column in Column::ALL {
        let Some((x, align)) = columns.place(column) else { continue };
        let x = if column == Column::Title { Rangef::new(rect.left() + style.space(1), x.max) } else { x };
        if column_ui(ui, &pen, Rect::from_x_y_ranges(x, rect.y_range()), align, column, order).clicked() {
            pressed = Some(order.pressed(column));
        }
    }
    pen.across(rect.left(), rect.right(), rect.bottom() - style.tokens.stroke.hair, style.line_strong);
    pressed
}

fn column_ui(ui: &Ui, pen: &Pen, cell: Rect, align: Align, column: Column, order: Order) -> Response {
    let style = &pen.style;
    let is_sorted = order.column == column;
    let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.secondary);
    let words = pen.width(column.name(), &ink);
    let room = if is_sorted { SIGN + style.space(1) } else { 0.0 };
    let wide = (words + room).max(style.tokens.size.hit_target_min);
    let x = match align {
        Align::Min | Align::Center => Rangef::new(cell.left(), cell.left() + wide),
        Align::Max => Rangef::new(cell.right() - wide, cell.right()),
    };
    let rect = Rect::from_x_y_ranges(x, cell.y_range());
    let response = ui.interact(rect, ui.scope_id().with(("head", column.name())), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.name()));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        if is_sorted {
            node.set_sort_direction(if order.is_falling { SortDirection::Descending } else { SortDirection::Ascending });
        }
    });
    let loud = is_sorted || response.hovered();
    let ink = Ink { colour: if loud { style.ink } else { style.secondary }, ..ink };
    let line = match align {
        Align::Min | Align::Center => pen.line(pos2(rect.left(), rect.center().y), Align::Min, column.name(), &ink),
        Align::Max => pen.line(pos2(rect.right(), rect.center().y), Align::Max, column.name(), &ink),
    };
    if is_sorted {
        let icon = if order.is_falling { icons::CHEVRON_DOWN } else { icons::CHEVRON_UP };
        let x = if align == Align::Max { line.left() - 10.0 } else { line.right() + 12.0 };
        pen.icon(pos2(x, rect.center().y + 1.0), icon, SIGN, style.muted);
    }
    if response.has_focus() {
        pen.row_ring(rect.expand2(vec2(style.space(0), -style.space(0))));
    }
    response
}

/// The band of a case.
pub(super) fn case_ui(ui: &Ui, at: LineAt, case: &CaseFacts, is_open: bool) -> (Response, Option<RowEvent>) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let id = ui.scope_id().with(("case", case.id));
    let response = ui.interact(at.rect, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, case.spoken()));
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_expanded(is_open);
        node.set_selected(at.is_chosen);
    });
    ground(&pen, &at, &response, style.paper);
    let fold = fold_ui(ui, &pen, id, at.rect, case, is_open);
    let columns = Columns::of(at.rect.x_range());
    let middle = at.rect.center().y;
    let scale = &style.tokens.type_scale;
    let (quiet, number) = (
        Ink::new(Face::Ui, scale.small, style.secondary),
        if is_open { Ink::new(Face::UiMedium, scale.body, style.secondary) } else { Ink::new(Face::Ui, scale.body, style.ink) },
    );
    let name = Ink::new(Face::UiSemibold, scale.body, style.ink);
    let documents = counted(case.documents.len(), "document");
    let end = columns.title.max;
    if let Some(x) = columns.kind.or(columns.dated) {
        pen.line(pos2(x.min, middle), Align::Min, &documents, &quiet);
    }
    let line = pen.line_within(pos2(columns.title.min, middle), Align::Min, end - columns.title.min, &case.name, &name);
    let after = line.rect.right() + style.space(2);
    let mut cut = line.cut;
    if end - after > style.space(4) {
        cut |= pen.line_within(pos2(after, middle), Align::Min, end - after, &case.attributes, &quiet).cut;
    }
    if let Some(pages) = columns.pages {
        pen.line(pos2(pages.max, middle), Align::Max, &case.pages.to_string(), &number);
    }
    pen.line(pos2(columns.codings.max, middle), Align::Max, &case.codings.to_string(), &number);
    if !is_open && !case.documents.is_empty() {
        let (stage, share) = case.progress();
        progress(&pen, &columns, middle, stage, share);
    }
    let event = if fold.clicked() || response.double_clicked() {
        Some(RowEvent::Toggle)
    } else {
        response.clicked().then_some(RowEvent::Choose)
    };
    let whole = format!("{}, {}", case.name, case.attributes);
    (whole_on_hover_ui(response, cut, &whole), event)
}

fn fold_ui(ui: &Ui, pen: &Pen, id: Id, rect: Rect, case: &CaseFacts, is_open: bool) -> Response {
    let place = rect.with_max_x(rect.left() + INDENT - MARK);
    let response = ui.interact(place, id.with("fold"), Sense::CLICK);
    let verb = if is_open { "Fold" } else { "Unfold" };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{verb} {}", case.name)));
    let icon = if is_open { icons::CHEVRON_DOWN } else { icons::CHEVRON_RIGHT };
    let colour = if response.hovered() { pen.style.ink } else { pen.style.muted };
    pen.icon(pos2(rect.left() + SIGN, rect.center().y), icon, SIGN, colour);
    response
}

/// The row of a document.
pub(super) fn document_ui(ui: &Ui, at: LineAt, document: &DocumentFacts) -> (Response, Option<RowEvent>) {
    let pen = Pen::new(ui);
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let id = ui.scope_id().with(("document", document.id));
    let response = ui.interact(at.rect, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, document.spoken()));
    ui.ctx().accesskit_node_builder(id, |node| node.set_selected(at.is_chosen));
    ground(&pen, &at, &response, style.surface);
    let columns = Columns::of(at.rect.x_range());
    let middle = at.rect.center().y;
    let face = if at.is_chosen { Face::UiMedium } else { Face::Ui };
    let (ink, quiet) = (Ink::new(face, scale.body, style.ink), Ink::new(Face::Ui, scale.body, style.secondary));
    let end = if document.is_confirmed { columns.title.max } else { to_check(&pen, columns.title, middle) };
    let title = pen.line_within(pos2(columns.title.min, middle), Align::Min, end - columns.title.min, &document.title, &ink);
    if let Some(kind) = columns.kind {
        pen.line_within(pos2(kind.min, middle), Align::Min, kind.span(), document.kind.title(), &quiet);
    }
    if let Some(dated) = columns.dated {
        let words = document.dated.map(|d| d.to_string()).unwrap_or_default();
        pen.line_within(pos2(dated.min, middle), Align::Min, dated.span(), &words, &quiet);
    }
    let number = |x: Rangef, count: usize| {
        let colour = if count == 0 { style.muted } else { style.ink };
        let words = count.to_string();
        pen.line(pos2(x.max, middle), Align::Max, &words, &Ink::new(face, scale.body, colour));
    };
    if let Some(pages) = columns.pages {
        number(pages, document.pages as usize);
    }
    number(columns.codings, document.codings);
    progress(&pen, &columns, middle, document.progress, document.share);
    let event = if response.double_clicked() { Some(RowEvent::Open) } else { response.clicked().then_some(RowEvent::Choose) };
    (whole_on_hover_ui(response, title.cut, &document.title), event)
}

/// Says at the end of the title that nobody has checked it yet; returns where the title must end.
fn to_check(pen: &Pen, title: Rangef, middle: f32) -> f32 {
    let style = &pen.style;
    let mut x = title.max;
    if title.span() > 230.0 {
        let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.caution);
        x = pen.line(pos2(x - style.space(1), middle), Align::Max, "to check", &ink).left() - style.space(0);
    }
    pen.icon(pos2(x - SIGN / 2.0, middle), icons::TRIANGLE_ALERT, SIGN, style.caution);
    x - SIGN - style.space(1)
}

fn ground(pen: &Pen, at: &LineAt, response: &Response, resting: egui::Color32) {
    let style = &pen.style;
    let over = response.hovered();
    let colour = match (at.is_chosen, over) {
        (true, _) => style.accent_soft,
        (false, true) => style.hovered(resting),
        (false, false) => resting,
    };
    pen.fill(at.rect, 0, colour);
    if at.is_chosen {
        pen.fill(at.rect.with_max_x(at.rect.left() + MARK), 0, style.accent);
    }
    pen.across(at.rect.left(), at.rect.right(), at.rect.bottom() - style.tokens.stroke.hair, style.line);
}

fn progress(pen: &Pen, columns: &Columns, middle: f32, stage: Progress, share: f32) {
    let Some(x) = columns.progress else { return };
    let style = &pen.style;
    let track = Rect::from_min_size(pos2(x.min, middle - 2.0), vec2(BAR, 4.0));
    pen.fill(track, 2, style.line);
    if share > 0.0 {
        let colour = if stage.is_read() { style.good } else { style.accent };
        pen.fill(track.with_max_x(track.left() + (BAR * share).max(4.0)), 2, colour);
    }
    if columns.has_stage_words {
        let colour = if stage == Progress::NotRead { style.muted } else { style.secondary };
        let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, colour);
        pen.line(pos2(track.right() + 10.0, middle), Align::Min, &stage.to_string(), &ink);
    }
}
