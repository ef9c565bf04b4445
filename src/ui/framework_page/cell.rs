//! One cell: its summary with raised numbers, or why there is none; how it stands by a rule at its left and in words.
//!
//! Whatever can be pressed in a cell has a key and stands in the pane too, so nothing in it takes the keyboard.

use super::grid::Grid;
use super::sheet::Spot;
use super::text::{Laid, lay};
use super::wish::Wish;
use crate::analyse::CellState;
use crate::app::framework::{FrameCell, difference, lines, state_words};
use crate::model::{Judgement, Written};
use crate::ui::style::{Face, icons, mix};
use crate::ui::widgets::{Ink, Pen};
use egui::{Align, Color32, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

const INSET: f32 = 16.0;
const ABOVE: f32 = 12.0;
const FOOT: f32 = 24.0;
const BOX: f32 = 64.0;
const BARE: f32 = 44.0;
const RULE: f32 = 7.0;

/// A line under a summary that says how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Foot {
    Differ,
    Since,
    Draft,
    Judged,
    Unsaved,
}

fn feet(grid: &Grid<'_>, spot: Spot, cell: &FrameCell) -> Vec<Foot> {
    let Some(summary) = &cell.summary else { return Vec::new() };
    let all = [
        (Foot::Differ, cell.differs),
        (Foot::Since, !summary.since.is_nothing()),
        (Foot::Draft, summary.is_draft),
        (Foot::Judged, cell.judgement != Judgement::None),
        (Foot::Unsaved, grid.typing.is_left(spot)),
    ];
    all.into_iter().filter(|(_, is_so)| *is_so).map(|(foot, _)| foot).collect()
}

fn written(grid: &Grid<'_>, spot: Spot) -> Written {
    grid.session.project().cell(spot.theme, spot.case).map(crate::model::Cell::written).unwrap_or_default()
}

fn laid(grid: &Grid<'_>, pen: &Pen, spot: Spot, cell: &FrameCell) -> Laid {
    lay(pen, &lines(&written(grid, spot), &cell.codings), grid.metrics.cell - INSET * 2.0)
}

/// The height that a cell needs.
pub(super) fn height(grid: &Grid<'_>, pen: &Pen, row: usize, column: usize) -> f32 {
    let Some((cell, spot)) = grid.sheet.framework.cell(row, column).zip(grid.spot(row, column)) else { return BARE };
    if cell.summary.is_some() {
        let feet = feet(grid, spot, cell).len() as f32;
        let below = if feet > 0.0 { 8.0 + feet * FOOT } else { 0.0 };
        return laid(grid, pen, spot, cell).galley.size().y + ABOVE * 2.0 + 4.0 + below;
    }
    if !cell.codings.is_empty() {
        let more = if cell.judgement == Judgement::None { 0.0 } else { FOOT };
        return BOX + ABOVE * 2.0 + more;
    }
    if cell.judgement == Judgement::Absent { BARE + 20.0 } else { BARE }
}

/// Shows a cell.
pub(super) fn cell_ui(grid: &mut Grid<'_>, ui: &Ui, rect: Rect, row: usize, column: usize) {
    let sheet = grid.sheet;
    let Some((cell, spot)) = sheet.framework.cell(row, column).zip(grid.spot(row, column)) else { return };
    let (Some(case), Some(theme)) = (sheet.framework.rows.get(row), sheet.framework.columns.get(column)) else { return };
    let pen = Pen::new(ui);
    let style = &pen.style;
    let response = ui.interact(rect, grid.id.with(spot), Sense::CLICK);
    let written = written(grid, spot);
    let name = || format!("{}, {}: {}", theme.full_name(), case.name, words(cell, &written, grid.typing.is_left(spot)));
    response.widget_info(|| WidgetInfo::labeled(Role::GridCell, true, name()));
    let inner = Rect::from_min_max(rect.min + vec2(2.0, 1.0), rect.max - vec2(2.0, 2.0));
    if grid.is_current(spot) {
        select(grid, ui, &pen, inner, &response);
    } else if response.hovered() {
        pen.fill(inner, style.tokens.radius.control, style.hovered(style.surface));
    }
    pen.down(rect.left(), rect.top(), rect.bottom() - 1.0, style.line);
    if response.double_clicked() && grid.may_change {
        grid.wishes.push(Wish::Edit(spot));
    } else if response.clicked() {
        grid.wishes.push(Wish::Take(spot));
    }
    let short = if theme.code.is_empty() { &theme.name } else { &theme.code };
    let named = Named { spot, of: format!("{short} in {}", case.name) };
    if cell.summary.is_some() {
        summary_ui(grid, ui, rect, &named, cell);
    } else if cell.codings.is_empty() {
        bare(grid, &pen, rect, spot, cell);
    } else {
        unwritten_ui(grid, ui, rect, &named, cell);
    }
}

/// A cell with the words that name it in what can be pressed in it.
struct Named {
    spot: Spot,
    of: String,
}

fn select(grid: &Grid<'_>, ui: &Ui, pen: &Pen, inner: Rect, response: &Response) {
    let style = &pen.style;
    let has_keyboard = ui.memory(|memory| memory.has_focus(grid.id));
    let edge = if has_keyboard { style.focus } else { style.control };
    let stroke = Stroke::new(style.tokens.stroke.focus, edge);
    let radius = style.tokens.radius.control;
    pen.painter.rect(inner, radius, style.accent_soft, stroke, StrokeKind::Inside);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(true));
    let cell = response.id.accesskit_id();
    ui.ctx().accesskit_node_builder(grid.id, |node| node.set_active_descendant(cell));
}

/// What a cell says to a screen reader.
fn words(cell: &FrameCell, written: &Written, is_unsaved: bool) -> String {
    let mut parts = Vec::new();
    if cell.summary.is_some() {
        parts.push(format!("summary “{}”", written.text.lines().map(str::trim).collect::<Vec<_>>().join(" ")));
        parts.extend(cell.remarks());
    } else {
        parts.push(cell.words());
    }
    if is_unsaved {
        parts.push("not saved yet".to_owned());
    }
    parts.join(", ")
}

fn summary_ui(grid: &mut Grid<'_>, ui: &Ui, rect: Rect, named: &Named, cell: &FrameCell) {
    let pen = Pen::new(ui);
    let laid = laid(grid, &pen, named.spot, cell);
    let corner = pen.on_pixel(rect.min + vec2(INSET, ABOVE));
    let high = laid.galley.size().y;
    pen.painter.galley(corner, laid.galley.clone(), pen.style.ink);
    for (place, (spot, number)) in laid.numbers(corner).into_iter().enumerate() {
        let response = ui.interact(spot, grid.id.with((named.spot, "passage", place)), Sense::CLICK);
        let coding = number.checked_sub(1).and_then(|i| cell.codings.get(i)).copied();
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Passage {number} of {}", named.of)));
        if response.hovered() {
            pen.across(spot.left() + 1.0, spot.right() - 1.0, spot.bottom() - 4.0, pen.style.accent);
        }
        if response.clicked() {
            grid.wishes.extend(coding.map(Wish::Show));
        }
    }
    let feet = feet(grid, named.spot, cell);
    rule(&pen, rect, high, &feet);
    for (place, foot) in feet.into_iter().enumerate() {
        let middle = corner.y + high + 8.0 + FOOT * (place as f32 + 0.5);
        foot_ui(grid, ui, rect, middle, named, cell, foot);
    }
}

/// The rule at the left: the most serious of what is to be said.
fn rule(pen: &Pen, rect: Rect, high: f32, feet: &[Foot]) {
    let style = &pen.style;
    let place = Rect::from_min_size(rect.min + vec2(RULE, ABOVE + 2.0), vec2(2.0, high - 4.0));
    match feet.first() {
        Some(Foot::Differ) => pen.fill(place, 1, style.concern),
        Some(Foot::Since) => pen.fill(place, 1, style.caution),
        Some(Foot::Draft) => {
            for step in 0..(high / 4.0) as usize {
                let dot = place.min + vec2(0.0, step as f32 * 4.0);
                pen.fill(Rect::from_min_size(dot, vec2(2.0, 2.0)), 0, style.accent);
            }
        }
        Some(Foot::Judged | Foot::Unsaved) | None => {}
    }
}

fn foot_ui(grid: &mut Grid<'_>, ui: &Ui, rect: Rect, middle: f32, named: &Named, cell: &FrameCell, foot: Foot) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let spot = named.spot;
    let since = cell.summary.as_ref().map(|s| s.since.words()).unwrap_or_default();
    let (icon, words, colour, action): (char, String, Color32, Option<(&str, &str, Wish)>) = match foot {
        Foot::Differ => {
            let words = difference(grid.session.project(), spot.theme, spot.case).map(|d| d.words).unwrap_or_default();
            (icons::GIT_COMPARE, words, style.concern, Some(("Choose", "Choose between two versions of", Wish::Choose(spot))))
        }
        Foot::Since => (icons::REFRESH_CW, since, style.caution, Some(("Look", "Look at what changed of", Wish::Look(spot)))),
        Foot::Draft => {
            let action = Some(("Accept", "Accept the draft of", Wish::Accept(spot))).filter(|_| grid.may_change);
            (icons::PENCIL, "Draft from quotes".to_owned(), style.secondary, action)
        }
        Foot::Judged => {
            let words = if cell.judgement == Judgement::Absent { "Stated absent" } else { "Not applicable" };
            (icons::CIRCLE, words.to_owned(), style.secondary, None)
        }
        Foot::Unsaved => {
            let action = Some(("Go on", "Go on writing", Wish::Edit(spot)));
            (icons::NOTEBOOK_PEN, "Not saved yet".to_owned(), style.caution, action)
        }
    };
    let left = rect.left() + INSET;
    pen.icon(pos2(left + 7.0, middle), icon, 14.0, colour);
    let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, colour);
    let action_room = if action.is_some() { style.space(7) } else { 0.0 };
    let most = rect.width() - INSET * 2.0 - 20.0 - action_room;
    let right = pen.line_within(pos2(left + 20.0, middle), Align::Min, most, &words, &ink).rect.right();
    if let Some((words, name, wish)) = action {
        link_ui(grid, ui, pos2(right + style.space(2), middle), (words, &format!("{name} {}", named.of)), wish);
    }
}

/// A link in a cell; returns its right end.
fn link_ui(grid: &mut Grid<'_>, ui: &Ui, at: Pos2, (words, name): (&str, &str), wish: Wish) -> f32 {
    let pen = Pen::new(ui);
    let ink = Ink::new(Face::UiMedium, pen.style.tokens.type_scale.small, pen.style.accent);
    let wide = pen.width(words, &ink);
    let place = Rect::from_min_size(pos2(at.x - 2.0, at.y - FOOT / 2.0), vec2(wide + 4.0, FOOT));
    let response = ui.interact(place, grid.id.with(("link", name)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    let line = pen.line(at, Align::Min, words, &ink);
    if response.hovered() {
        pen.across(line.left(), line.right(), at.y + ink.font.size * 0.5, ink.colour);
    }
    if response.clicked() {
        grid.wishes.push(wish);
    }
    line.right()
}

fn unwritten_ui(grid: &mut Grid<'_>, ui: &Ui, rect: Rect, named: &Named, cell: &FrameCell) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let more = if cell.judgement == Judgement::None { 0.0 } else { FOOT };
    let edge = Rect::from_min_size(rect.min + vec2(ABOVE, ABOVE), vec2(rect.width() - ABOVE * 2.0, BOX + more));
    let corners = [edge.left_top(), edge.right_top(), edge.right_bottom(), edge.left_bottom(), edge.left_top()];
    pen.painter.add(Shape::dashed_line(&corners, Stroke::new(1.0, style.control), 4.0, 4.0));
    let left = edge.left() + style.space(2) - 2.0;
    let mut middle = edge.top() + 21.0;
    let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
    let most = edge.right() - left - style.space(1);
    for words in cell.words().split("; ").map(capital) {
        pen.line_within(pos2(left, middle), Align::Min, most, &words, &ink);
        middle += 22.0;
    }
    if !grid.may_change {
        return;
    }
    let is_unsaved = grid.typing.is_left(named.spot);
    let (words, verb) = if is_unsaved { ("Go on writing", "Go on writing") } else { ("Write it", "Write it:") };
    let right = link_ui(grid, ui, pos2(left, middle), (words, &format!("{verb} {}", named.of)), Wish::Edit(named.spot));
    if !is_unsaved {
        let name = format!("Draft from quotes: {}", named.of);
        link_ui(grid, ui, pos2(right + style.space(3), middle), ("Draft from quotes", &name), Wish::Draft(named.spot));
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A cell without codings and words: what is known of it.
fn bare(grid: &Grid<'_>, pen: &Pen, rect: Rect, spot: Spot, cell: &FrameCell) {
    let style = &pen.style;
    let at = pos2(rect.left() + INSET, rect.top() + 22.0);
    let quiet = Ink::new(Face::Ui, style.tokens.type_scale.small, style.muted);
    let plain = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
    let (most, words) = (rect.width() - INSET * 3.0, state_words(cell.state));
    match cell.state {
        CellState::NotYetRead => {
            pen.hatch(rect.shrink(2.0), mix(style.surface, style.faint, 0.45));
            let place = Rect::from_min_size(at - vec2(4.0, 10.0), vec2(pen.width(words, &plain) + 8.0, 20.0));
            pen.fill(place, style.tokens.radius.tint, style.surface);
            pen.line_within(at, Align::Min, most, words, &plain);
        }
        CellState::StatedAbsent => {
            pen.painter.circle_stroke(at + vec2(5.0, 0.0), 4.5, Stroke::new(1.5, style.secondary));
            pen.line_within(at + vec2(16.0, 0.0), Align::Min, most, words, &plain);
            let grounds = match cell.grounds {
                0 => "No passage given".to_owned(),
                1 => "On 1 passage".to_owned(),
                n => format!("On {n} passages"),
            };
            pen.line_within(at + vec2(16.0, 20.0), Align::Min, most, &grounds, &quiet);
        }
        CellState::NotApplicable => {
            pen.fill(Rect::from_min_size(at + vec2(1.0, -0.75), vec2(8.0, 1.5)), 0, style.secondary);
            pen.line_within(at + vec2(16.0, 0.0), Align::Min, most, words, &plain);
        }
        CellState::PresentConcern
        | CellState::PresentGood
        | CellState::PresentBoth
        | CellState::PresentContext
        | CellState::OtherwiseCoded
        | CellState::NotMentioned
        | CellState::NoCase => {
            pen.painter.circle_filled(at + vec2(4.0, 0.0), 2.0, style.faint);
            pen.line_within(at + vec2(16.0, 0.0), Align::Min, most, words, &quiet);
        }
    }
    if grid.typing.is_left(spot) {
        let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, style.caution);
        pen.line(pos2(rect.right() - INSET, at.y), Align::Max, "Not saved yet", &ink);
    }
}
