//! The names: themes over their columns with how many cases they are coded in, cases before their rows, bands of groups.

use super::grid::Grid;
use super::sheet::{LineKey, Place};
use super::wish::Wish;
use crate::ui::style::{Face, icons};
use crate::ui::widgets::{Ink, Pen, tip_ui, whole_on_hover_ui};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Galley, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::sync::Arc;

const LINE: f32 = 3.0;
const ABOVE: f32 = 12.0;

/// The names of the themes.
pub(super) fn columns_ui(grid: &Grid<'_>, ui: &mut Ui, head: Rect, scrolled: f32) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let names = head.with_min_x(head.left() + grid.metrics.case);
    let mut inside = ui.new_child(UiBuilder::new().id_salt("names").max_rect(names));
    inside.set_clip_rect(names.intersect(ui.clip_rect()));
    for column in 0..grid.sheet.framework.columns.len() {
        let left = names.left() + column as f32 * grid.metrics.cell - scrolled;
        let place = Rect::from_min_size(pos2(left, head.top()), vec2(grid.metrics.cell, head.height()));
        if place.intersects(names) {
            column_ui(grid, &inside, place, column);
        }
    }
    let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.secondary);
    pen.line(pos2(head.left() + grid.metrics.margin, head.bottom() - style.space(3) - style.space(0)), Align::Min, "Case", &ink);
    pen.across(head.left(), head.right(), head.bottom() - 1.0, style.line_strong);
}

fn column_ui(grid: &Grid<'_>, ui: &Ui, rect: Rect, number: usize) {
    let Some(column) = grid.sheet.framework.columns.get(number) else { return };
    let pen = Pen::new(ui);
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let response = ui.interact(rect, grid.id.with(("theme", column.theme)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, column.words()));
    let paint = style.look(column.look);
    let is_low = rect.height() < style.space(6);
    let line = Rect::from_min_size(rect.min + vec2(ABOVE, 0.0), vec2(rect.width() - ABOVE * 2.0, LINE));
    pen.fill(line, 1, paint.mark);
    pen.form(line.with_max_y(line.bottom() + 5.0), &paint);
    let middle = rect.top() + if is_low { rect.height() / 2.0 + 1.0 } else { 23.0 };
    let mut left = rect.left() + style.space(3);
    if !column.code.is_empty() {
        let ink = Ink::new(Face::UiSemibold, scale.label, paint.text);
        let chip = vec2((pen.width(&column.code, &ink) + 10.0).max(24.0).round(), 18.0);
        let chip = Rect::from_min_size(pos2(left, middle - chip.y / 2.0), chip);
        pen.fill(chip, style.tokens.radius.chip, paint.tint);
        pen.line(chip.center(), Align::Center, &column.code, &ink);
        left = chip.right() + style.space(1);
    }
    let quiet = Ink::new(Face::Ui, scale.small, style.secondary);
    let end = pen.line(pos2(rect.right() - ABOVE, middle), Align::Max, &column.of_counted(), &quiet).left() - style.space(2);
    let on = grid.cursor.as_ref().is_some_and(|place| place.theme == column.theme);
    let ink = Ink::new(Face::UiSemibold, scale.body, style.ink);
    let galley = two_lines(&pen, &column.name, &ink, (end - left).max(0.0), if is_low { 1 } else { 2 });
    let cut = galley.elided;
    pen.painter.galley(pen.on_pixel(pos2(left, middle - 10.0)), galley, style.ink);
    if on {
        pen.fill(Rect::from_min_max(pos2(rect.left(), rect.bottom() - 3.0), rect.max), 0, style.accent);
    }
    if response.hovered() {
        tip_ui(response, &column.words());
    } else {
        whole_on_hover_ui(response, cut, &column.name);
    }
}

fn two_lines(pen: &Pen, text: &str, ink: &Ink, width: f32, rows: usize) -> Arc<Galley> {
    let high = Some(pen.style.tokens.line_height.body);
    let format = TextFormat { font_id: ink.font.clone(), color: ink.colour, line_height: high, ..TextFormat::default() };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width;
    job.wrap.max_rows = rows;
    job.wrap.overflow_character = Some('…');
    pen.painter.layout_job(job)
}

/// A band of a group of cases.
pub(super) fn band_ui(grid: &mut Grid<'_>, ui: &Ui, rect: Rect, group: usize) {
    let Some((name, cases)) = grid.sheet.band(group).zip(grid.sheet.framework.groups.get(group)).map(|(n, g)| (n, g.rows.len()))
    else {
        return;
    };
    let pen = Pen::new(ui);
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let response = ui.interact(rect, grid.id.with(("band", name)), Sense::CLICK);
    let count = if cases == 1 { "1 case".to_owned() } else { format!("{cases} cases") };
    response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, format!("{name}, {count}")));
    let is_open = !grid.folded.contains(name);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_expanded(is_open));
    pen.fill(rect, 0, if response.hovered() { style.hovered(style.paper) } else { style.paper });
    let middle = rect.center().y - 0.5;
    let left = rect.left() + grid.metrics.margin;
    let icon = if is_open { icons::CHEVRON_DOWN } else { icons::CHEVRON_RIGHT };
    pen.icon(pos2(left + 6.0, middle), icon, 14.0, style.muted);
    let loud = Ink::new(Face::UiSemibold, scale.body, style.ink);
    let quiet = Ink::new(Face::Ui, scale.small, style.secondary);
    let right = pen.line(pos2(left + 22.0, middle), Align::Min, name, &loud).right();
    pen.line(pos2(right + 10.0, middle), Align::Min, &count, &quiet);
    pen.across(rect.left(), rect.right(), rect.bottom() - 1.0, style.line);
    if grid.is_on_band(name) {
        pen.row_ring(rect.shrink2(vec2(1.0, 0.0)));
        let band = response.id.accesskit_id();
        ui.ctx().accesskit_node_builder(grid.id, |node| node.set_active_descendant(band));
    }
    if response.clicked() {
        let theme = grid.cursor.as_ref().map(|c| c.theme).or(grid.sheet.framework.columns.first().map(|c| c.theme));
        let place = theme.map(|theme| Place { line: LineKey::Band(name.to_owned()), theme });
        grid.wishes.extend(place.map(Wish::Go));
        grid.wishes.push(Wish::Fold(name.to_owned()));
    }
}

/// Height that the name of a case needs with what stands under it.
pub(super) fn case_height(grid: &Grid<'_>, pen: &Pen, row: usize) -> f32 {
    let words: f32 = case_galleys(grid, pen, row).iter().map(|galley| galley.size().y).sum();
    words + ABOVE * 2.0
}

fn case_galleys(grid: &Grid<'_>, pen: &Pen, row: usize) -> Vec<Arc<Galley>> {
    let Some(of) = grid.sheet.framework.rows.get(row) else { return Vec::new() };
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let room = grid.metrics.case - grid.metrics.margin - style.space(1);
    let loud = Ink::new(Face::UiSemibold, tokens.type_scale.body, style.ink);
    let mut galleys = vec![two_lines(pen, &of.name, &loud, room, 2)];
    let progress = of.progress();
    let notes = of.notes.iter().enumerate().map(|(i, note)| (note, if i == 0 { style.secondary } else { style.muted }));
    let progress = Some((&progress, style.caution)).filter(|(words, _)| !words.is_empty());
    for (words, colour) in notes.chain(progress) {
        let ink = Ink::new(Face::Ui, tokens.type_scale.small, colour);
        galleys.push(pen.layout_lines(words, &ink, tokens.line_height.small, room));
    }
    galleys
}

/// The name of a case with what stands under it.
pub(super) fn case_ui(grid: &mut Grid<'_>, ui: &Ui, rect: Rect, row: usize) {
    let Some(of) = grid.sheet.framework.rows.get(row) else { return };
    let pen = Pen::new(ui);
    let style = &pen.style;
    let place = rect.with_max_x(rect.left() + grid.metrics.case);
    let response = ui.interact(place, grid.id.with(("case", of.case)), Sense::CLICK);
    let words = std::iter::once(of.name.clone()).chain(of.notes.iter().cloned()).chain(Some(of.progress()));
    let words = words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(", ");
    response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, &words));
    if response.hovered() {
        pen.fill(place.with_max_y(place.bottom() - 1.0), 0, style.hovered(style.surface));
    }
    let mut at = pos2(rect.left() + grid.metrics.margin, rect.top() + ABOVE);
    for galley in case_galleys(grid, &pen, row) {
        let high = galley.size().y;
        pen.painter.galley(pen.on_pixel(at), galley, style.ink);
        at.y += high;
    }
    if response.clicked() {
        let theme = grid.cursor.as_ref().map(|c| c.theme).or(grid.sheet.framework.columns.first().map(|c| c.theme));
        if let Some(theme) = theme {
            grid.wishes.push(Wish::Take(super::sheet::Spot { case: of.case, theme }));
            grid.wishes.push(Wish::Tab(2));
        }
    }
}
