//! The headers of the grid: bands, columns, and the rows with their chevrons.

use super::sheet::Sheet;
use super::table::{At, Done, Grid, Kind};
use crate::analyse::{Header, HeaderOf, MatrixCell};
use crate::model::{Id, Theme};
use crate::ui::style::{Face, icons};
use crate::ui::widgets::{Ink, Pen, icon_button, whole_on_hover_ui};
use egui::{Align, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const CHIP: f32 = 16.0;
const CHEVRON_ROOM: f32 = 24.0;
const CODE_ROOM: f32 = 28.0;

/// Whether a header is a theme group that holds others: a band with sums.
pub(super) const fn is_band(header: &Header) -> bool {
    header.has_children && header.depth == 0
}

/// "B1 Man or new partner not identified".
pub(super) fn full_name(header: &Header) -> String {
    if header.code.is_empty() { header.name.clone() } else { format!("{} {}", header.code, header.name) }
}

/// A band over several columns.
pub(super) fn band_ui(grid: &Grid<'_>, ui: &Ui, number: usize) {
    let Kind::Cell(first) = grid.kind(number) else { return };
    let Some((name, range)) = grid.shown.bands.iter().find(|(_, range)| range.start == first) else { return };
    if name.is_empty() {
        return;
    }
    let (rect, pen) = (ui.max_rect(), Pen::new(ui));
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let response = ui.interact(rect, grid.id.with(("band", first)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, format!("{name}, {}", range.len())));
    let middle = rect.center().y;
    // The name stays in sight while its columns scroll under the themes.
    let left = rect.left().max(ui.clip_rect().left()) + style.space(1);
    let count = Ink::new(Face::Ui, scale.small, style.muted);
    let end = pen.line(pos2(rect.right() - style.space(1), middle), Align::Max, &range.len().to_string(), &count).left();
    let ink = Ink::new(Face::UiMedium, scale.small, style.secondary);
    let line = pen.line_within(pos2(left, middle), Align::Min, (end - style.space(0) - left).max(0.0), name, &ink);
    pen.across(rect.left() + style.space(0), rect.right() - style.space(0), rect.bottom() - 3.0, style.line_strong);
    whole_on_hover_ui(response, line.cut, name);
}

/// The header of one column.
pub(super) fn column_ui(grid: &mut Grid<'_>, ui: &mut Ui, number: usize) {
    let rect = ui.max_rect();
    match grid.kind(number) {
        Kind::Head => corner_ui(grid, ui),
        Kind::Total => total_head(grid, ui, rect),
        Kind::Cell(column) => cell_head_ui(grid, ui, column),
    }
    let pen = Pen::new(ui);
    pen.across(rect.left(), rect.right(), rect.bottom() - 1.0, pen.style.line_strong);
}

fn corner_ui(grid: &mut Grid<'_>, ui: &mut Ui) {
    let (rect, pen) = (ui.max_rect(), Pen::new(ui));
    let style = &pen.style;
    let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.secondary);
    let title = grid.sheet.matrix().request().rows().title();
    let middle = rect.bottom() - style.space(2) - 1.0;
    let words = pen.line_within(pos2(rect.left() + style.space(1), middle), Align::Min, rect.width() * 0.6, title, &ink).rect;
    if grid.sheet.foldable().next().is_some() {
        let any_open = grid.sheet.foldable().any(|id| !grid.shown.folded.contains(&id));
        let (icon, name) =
            if any_open { (icons::CHEVRONS_DOWN_UP, "Fold all groups") } else { (icons::CHEVRONS_UP_DOWN, "Unfold all groups") };
        let place = Rect::from_center_size(pos2(words.right() + style.space(3), middle), vec2(24.0, 24.0));
        let mut inner = ui.new_child(UiBuilder::new().max_rect(place));
        if inner.add(icon_button(icon, name).small()).clicked() {
            grid.done = Some(Done::FoldAll);
        }
    }
    pen.down(rect.right() - 1.0, rect.top(), rect.bottom(), style.line_strong);
}

fn total_head(grid: &Grid<'_>, ui: &Ui, rect: Rect) {
    let pen = Pen::new(ui);
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let loud = Ink::new(Face::UiSemibold, scale.body, style.ink);
    let quiet = Ink::new(Face::Ui, scale.label, style.muted);
    let (title, left, right) = if super::total::counts_cases(grid.sheet) {
        ("Cases", "with concern", "with good")
    } else {
        ("Passages", "concern", "good")
    };
    let x = rect.left() + style.space(2);
    pen.line(pos2(x, rect.top() + 13.0), Align::Min, title, &loud);
    let low = rect.bottom() - style.space(2) - 1.0;
    let end = pen.line(pos2(x, low), Align::Min, left, &quiet).right();
    if rect.right() - end > style.space(7) {
        pen.line(pos2(rect.right() - style.space(1), low), Align::Max, right, &quiet);
    }
}

fn cell_head_ui(grid: &mut Grid<'_>, ui: &Ui, column: usize) {
    let Some(index) = grid.shown.columns.get(column).copied() else { return };
    let Some(header) = grid.sheet.matrix().columns().get(index) else { return };
    let (rect, pen) = (ui.max_rect(), Pen::new(ui));
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let sense = if header.has_children { Sense::CLICK } else { Sense::hover() };
    let response = ui.interact(rect, grid.id.with(("column", column)), sense);
    let note = grid.sheet.note(header, grid.sheet.matrix().column_totals().get(index));
    let counted = matches!(header.of, HeaderOf::Attribute(_));
    let name = if counted { format!("{}, {note}", full_name(header)) } else { full_name(header) };
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name.as_str()));
    let on = grid.cursor.is_some_and(|at| at.column == Some(column));
    let inner = rect.shrink2(vec2(1.0, 0.0)).with_max_y(rect.bottom() - 2.0);
    if on {
        pen.fill(inner, style.tokens.radius.tint, style.accent_soft);
    } else if header.has_children && response.hovered() {
        pen.fill(inner, style.tokens.radius.tint, style.hovered(style.surface));
    }
    let (first, second) = if header.code.is_empty() { (&header.name, &note) } else { (&header.code, &header.name) };
    let most = inner.width();
    let (x, low) = (rect.center().x, rect.bottom() - style.space(2) - 1.0);
    let is_theme = grid.sheet.look_of(header);
    if let Some(look) = is_theme {
        pen.form(inner.with_max_y(inner.bottom() + 1.0), &style.look(look));
    }
    let colour = is_theme.map_or(style.ink, |look| style.look(look).text);
    let loud = Ink::new(Face::UiSemibold, scale.body, colour);
    let quiet = Ink::new(Face::Ui, scale.label, if on { style.secondary } else { style.muted });
    let high = if second.is_empty() { low } else { rect.top() + 13.0 };
    let mut cut = fitted(&pen, pos2(x, high), most, first, &loud);
    cut |= fitted(&pen, pos2(x, low), most, second, &quiet);
    let (whole, of) = (full_name(header), header.of.clone());
    if let HeaderOf::Theme(id) = of
        && response.clicked()
    {
        grid.done = Some(Done::Fold(id));
    }
    whole_on_hover_ui(response, cut, &whole);
}

/// A line around a middle, cut where it is too long; returns whether it was.
fn fitted(pen: &Pen, at: egui::Pos2, most: f32, text: &str, ink: &Ink) -> bool {
    if pen.width(text, ink) <= most {
        pen.line(at, Align::Center, text, ink);
        return false;
    }
    pen.line_within(pos2(at.x - most / 2.0, at.y), Align::Min, most, text, ink).cut
}

/// The header of one row.
pub(super) fn row_ui(grid: &mut Grid<'_>, ui: &mut Ui, line: usize) {
    let Some(row) = grid.shown.rows.get(line).copied() else { return };
    let Some(header) = grid.sheet.matrix().rows().get(row) else { return };
    let (rect, pen) = (ui.max_rect(), Pen::new(ui));
    let style = &pen.style;
    let response = ui.interact(rect, grid.id.with((line, "row")), Sense::CLICK);
    let name = full_name(header);
    response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, name.as_str()));
    let on = grid.chosen.or(grid.cursor).is_some_and(|at| at.line == line);
    let inner = rect.with_max_x(rect.right() - 5.0).with_max_y(rect.bottom() - 1.0);
    if on {
        pen.fill(inner, style.tokens.radius.tint, style.accent_soft);
    } else if response.hovered() {
        pen.fill(inner, style.tokens.radius.tint, style.hovered(style.surface));
    }
    if response.clicked() {
        grid.done = Some(Done::Take(At { line, column: None }));
    }
    let cut = paint_name(grid.sheet, &pen, rect, (header, grid.sheet.matrix().row_totals().get(row)), on);
    pen.down(rect.right() - 1.0, rect.top(), rect.bottom(), style.line_strong);
    if grid.cursor == Some(At { line, column: None }) {
        grid.ring = Some((inner, grid.region));
    }
    let response_id = response.id;
    whole_on_hover_ui(response, cut, &name);
    if let (Some(open), HeaderOf::Theme(id)) = (grid.shown.is_open(header), &header.of) {
        ui.ctx().accesskit_node_builder(response_id, |node| node.set_expanded(open));
        chevron_ui(grid, ui, rect, line, (*id, open), &name);
    }
}

fn chevron_ui(grid: &mut Grid<'_>, ui: &Ui, rect: Rect, line: usize, (theme, open): (Id<Theme>, bool), name: &str) {
    let pen = Pen::new(ui);
    let place = Rect::from_min_size(rect.min, vec2(CHEVRON_ROOM, rect.height()));
    let chevron = ui.interact(place, grid.id.with((line, "fold")), Sense::CLICK);
    let verb = if open { "Fold" } else { "Unfold" };
    chevron.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{verb} {name}")));
    let icon = if open { icons::CHEVRON_DOWN } else { icons::CHEVRON_RIGHT };
    let colour = if chevron.hovered() { pen.style.ink } else { pen.style.muted };
    pen.icon(place.center(), icon, pen.style.tokens.type_scale.body, colour);
    if chevron.clicked() {
        grid.done = Some(Done::Fold(theme));
    }
}

/// Paints code and name of a row; returns whether the name was cut.
fn paint_name(sheet: &Sheet, pen: &Pen, rect: Rect, (header, total): (&Header, Option<&MatrixCell>), on: bool) -> bool {
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let middle = rect.center().y;
    let mut x = rect.left() + style.space(1);
    if let Some(group) = sheet.look_of(header) {
        let colours = style.look(group);
        x = rect.left() + CHEVRON_ROOM + 2.0 + header.depth.saturating_sub(1) as f32 * style.space(2);
        if header.depth == 0 && !header.code.is_empty() && header.code.chars().count() < 3 {
            let chip = Rect::from_min_size(pos2(x, middle - CHIP / 2.0), vec2(CHIP, CHIP));
            pen.fill(chip, style.tokens.radius.chip, colours.mark);
            let ink = Ink::new(Face::UiSemibold, scale.label, style.surface);
            pen.line(chip.center(), Align::Center, &header.code, &ink);
            pen.form(chip.with_max_y(chip.bottom() + 4.0), &colours);
        } else {
            let ink = Ink::new(Face::UiSemibold, scale.label, colours.text);
            let code = pen.line_within(pos2(x, middle), Align::Min, CODE_ROOM - 2.0, &header.code, &ink).rect;
            pen.form(code.expand2(vec2(0.0, 2.0)), &colours);
        }
        if !header.code.is_empty() {
            x += CODE_ROOM;
        }
    }
    let face = match (is_band(header), on) {
        (true, _) => Face::UiSemibold,
        (false, true) => Face::UiMedium,
        (false, false) => Face::Ui,
    };
    let ink = Ink::new(face, scale.body, style.ink);
    // Cases down the side have their group beside them, where columns have it above.
    let note = match (&header.of, header.group.as_str()) {
        (HeaderOf::Case(_), group) if !group.is_empty() => group.to_owned(),
        _ => sheet.note(header, total),
    };
    let quiet = Ink::new(Face::Ui, scale.label, style.muted);
    let mut end = rect.right() - style.space(2);
    if !note.is_empty() {
        end = pen.line(pos2(end, middle), Align::Max, &note, &quiet).left() - style.space(1);
    }
    pen.line_within(pos2(x, middle), Align::Min, (end - x).max(0.0), &header.name, &ink).cut
}
