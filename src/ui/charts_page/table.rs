//! The table of a chart: every value in words, a row for each theme.
//!
//! A row's name says all of it, so that a screen reader needs no way through columns.

use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen, whole_on_hover_ui};
use crate::write::chart::ChartTable;
use egui::{Align, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// The least width of a column of values, and of the first column.
const LEAST: (f32, f32) = (56.0, 240.0);

/// Shows a table; `name` is that of its chart.
pub(super) fn table_ui(ui: &mut Ui, name: &str, table: &ChartTable) {
    let columns = table.header.len().saturating_sub(1).max(1) as f32;
    let wide = ui.available_width();
    let value = ((wide - LEAST.1) / columns).clamp(LEAST.0, 200.0);
    let first = (wide - value * columns).clamp(LEAST.1, 420.0);
    ScrollArea::horizontal().id_salt(("table", name)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        line_ui(ui, &table.header, (first, value), None);
        for row in &table.rows {
            line_ui(ui, row, (first, value), Some(&row_name(&table.header, row)));
        }
    });
}

/// "A1 Bruising: Cases with concern 6 of 9, Cases with good practice 0 of 9".
fn row_name(header: &[String], row: &[String]) -> String {
    let values: Vec<String> = header.iter().zip(row).skip(1).map(|(head, value)| format!("{head} {value}")).collect();
    format!("{}: {}", row.first().map(String::as_str).unwrap_or_default(), values.join(", "))
}

/// A row, or the heads where it has no name.
fn line_ui(ui: &mut Ui, parts: &[String], (first, value): (f32, f32), name: Option<&str>) {
    let width = first + value * parts.len().saturating_sub(1) as f32;
    let pen = Pen::new(ui);
    let style = &pen.style;
    let (rect, response) = ui.allocate_exact_size(vec2(width, style.tokens.size.row_dense), Sense::hover());
    if let Some(name) = name {
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, name));
    }
    let (face, colour) = if name.is_some() { (Face::Ui, style.ink) } else { (Face::UiMedium, style.secondary) };
    let ink = Ink::new(face, style.tokens.type_scale.small, colour);
    let mut cut = false;
    let mut left = rect.left();
    for (place, words) in parts.iter().enumerate() {
        let wide = if place == 0 { first } else { value };
        let line = pen.line_within(pos2(left, rect.center().y), Align::Min, wide - style.space(1), words, &ink);
        cut |= line.cut;
        if name.is_none() {
            let head = ui.interact(line.rect, ui.scope_id().with(("head", place)), Sense::hover());
            head.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, words));
        }
        left += wide;
    }
    pen.across(rect.left(), rect.right(), rect.bottom() - 1.0, if name.is_some() { style.line } else { style.line_strong });
    whole_on_hover_ui(response, cut, name.unwrap_or(&parts.join(", ")));
}
