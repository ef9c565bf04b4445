//! What stands together as a square of numbers, and a document as strips of what was coded where.
//!
//! Numbers stand in the cells, and strips carry their direction in height as well as colour.

use super::bars::mark;
use crate::ui::reviews::words::note_ui;
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen};
use crate::write::chart::{CoOccurrence, Coverage, Shown, Span, Tone};
use egui::{Align, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Room for the code of a theme.
const HEAD: f32 = 56.0;
/// Width and height of a cell.
const CELL: (f32, f32) = (40.0, 26.0);

/// Draws themes by the same themes, with the number in each cell.
pub(super) fn together_ui(ui: &mut Ui, chart: &CoOccurrence, name: &str) {
    ScrollArea::horizontal().id_salt("together").show(ui, |ui| {
        let count = chart.themes.len() as f32;
        let size = vec2(HEAD + CELL.0 * count, CELL.1 * (count + 1.0));
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
        let pen = Pen::new(ui);
        let style = &pen.style;
        let head = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.secondary);
        let body = Ink::new(Face::Ui, style.tokens.type_scale.small, style.ink);
        for (column, theme) in chart.themes.iter().enumerate() {
            let at = pos2(rect.left() + HEAD + CELL.0 * (column as f32 + 0.5), rect.top() + CELL.1 / 2.0);
            pen.line_within(at, Align::Center, CELL.0, &mark(theme), &head);
        }
        for (row, (theme, cells)) in chart.themes.iter().zip(&chart.cells).enumerate() {
            let top = rect.top() + CELL.1 * (row as f32 + 1.0);
            pen.line_within(pos2(rect.left(), top + CELL.1 / 2.0), Align::Min, HEAD, &mark(theme), &head);
            for (column, value) in cells.iter().enumerate() {
                let corner = pos2(rect.left() + HEAD + CELL.0 * column as f32, top);
                let place = Rect::from_min_size(corner, vec2(CELL.0, CELL.1)).shrink(1.0);
                let n = value.number().and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
                let ground = if *value == Shown::Nothing { style.desk } else { style.heat(style.heat_concern, n) };
                pen.boxed(place, style.tokens.radius.tint, ground, style.line);
                pen.line(place.center(), Align::Center, &value.words(), &body);
            }
        }
    });
}

/// Draws a lane for each theme from the first to the last page of the document.
pub(super) fn coverage_ui(ui: &mut Ui, chart: &Coverage, name: &str) {
    let style = Style::of(ui);
    let key = "Concern: the whole height. Good practice: outlined. Context: a thin line.";
    note_ui(ui, key, style.secondary);
    let size = vec2(ui.available_width(), CELL.1 * (chart.lanes.len() as f32 + 1.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    let pen = Pen::new(ui);
    let head = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.secondary);
    let (left, wide) = (rect.left() + HEAD, (rect.width() - HEAD).max(1.0));
    let pages = chart.pages.max(1);
    let middle = rect.top() + CELL.1 / 2.0;
    pen.line(pos2(left, middle), Align::Min, "Page 1", &head);
    if pages > 1 {
        pen.line(pos2(rect.right(), middle), Align::Max, &format!("Page {pages}"), &head);
    }
    for (row, lane) in chart.lanes.iter().enumerate() {
        let top = rect.top() + CELL.1 * (row as f32 + 1.0);
        pen.line_within(pos2(rect.left(), top + CELL.1 / 2.0), Align::Min, HEAD, &mark(&lane.theme), &head);
        pen.across(left, rect.right(), top + CELL.1 - 1.0, style.line);
        for span in &lane.spans {
            let x = |place: f64| left + wide * (place / f64::from(pages)) as f32;
            let end = x(span.end).max(x(span.start) + 3.0);
            let area = Rect::from_min_max(pos2(x(span.start), top + 3.0), pos2(end, top + CELL.1 - 4.0));
            span_in(&pen, span, area);
        }
    }
}

fn span_in(pen: &Pen, span: &Span, area: Rect) {
    let style = &pen.style;
    match span.tone {
        Tone::Concern => pen.fill(area, 0, style.concern),
        Tone::GoodPractice => pen.boxed(area, 0, style.good_tint, style.good),
        Tone::Plain => pen.fill(Rect::from_center_size(area.center(), vec2(area.width(), 3.0)), 0, style.secondary),
    }
}
