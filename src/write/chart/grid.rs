//! Grids with the number in every cell: themes by themes, and themes by cases.
//!
//! A shade never goes beyond what lets the number on it be read, in light as in dark.

use super::legend::{Sign, held_back};
use super::measure::Weight;
use super::pen::{Anchor, Area, Colour, Fill, Pen, Type};
use super::{CoOccurrence, Heat, HeatCell, Label, Shown, bars, legend};
use crate::analyse::CellState;

const LABELS: f64 = 230.0;
const HALF: f64 = 30.0;
const ROW: f64 = 36.0;
const GAP: f64 = 2.0;
const NUMBER: Type = Type { size: 13.0, weight: Weight::Bold, colour: Colour::Ink };

/// The side of a cell of a square; smaller where there are many themes.
const fn side(themes: usize) -> f64 {
    match themes {
        0..=12 => 36.0,
        13..=20 => 32.0,
        _ => 28.0,
    }
}

/// The width of a square.
pub(super) fn square_width(chart: &CoOccurrence) -> f64 {
    chart.themes.iter().fold(LABELS, |width, _| width + side(chart.themes.len()))
}

/// Draws a square of themes by themes; returns where it ends.
pub(super) fn draw_square(pen: &mut Pen, chart: &CoOccurrence, top: f64) -> f64 {
    let (side, room) = (side(chart.themes.len()), square_width(chart));
    let unit = if chart.unit.is_empty() { "of them" } else { &chart.unit };
    let mut entries = vec![
        (Sign::Area(shade(Colour::Accent, 0.15)), format!("few {unit}")),
        (Sign::Area(shade(Colour::Accent, 1.0)), format!("most {unit}")),
    ];
    entries.extend(held_back(chart.cells.iter().flatten()));
    let mut y = legend::draw(pen, &entries, room.max(400.0), top);
    let themes = chart.marked();
    let mut x = LABELS;
    for theme in &themes {
        let style = NUMBER.sized(12.0);
        let words = style.wrapped(&theme.code, side - 2.0, 1);
        pen.lines((x + side / 2.0, y + 10.0), &words, style, Anchor::Middle);
        x += side;
    }
    y += 22.0;
    let most = bars::most(chart.cells.iter().flatten());
    for (theme, cells) in themes.iter().zip(&chart.cells) {
        row_name(pen, theme, (y, side), 2);
        let mut x = LABELS;
        for value in cells.iter().take(chart.themes.len()) {
            value_cell(pen, value, most, Colour::Accent, Area::new(x, y, side - GAP, side - GAP));
            x += side;
        }
        y += side;
    }
    y
}

/// A code in bold, and the name beside it.
fn row_name(pen: &mut Pen, label: &Label, (y, height): (f64, f64), most: usize) {
    let middle = y + (height - GAP) / 2.0;
    let mut x = 0.0;
    if !label.code.is_empty() {
        pen.text((x, middle + NUMBER.sized(12.0).drop()), &label.code, NUMBER.sized(12.0), Anchor::Start);
        x = NUMBER.sized(12.0).width(&label.code).max(22.0) + 8.0;
    }
    let style = Type::SMALL.coloured(Colour::Ink);
    let most = if height < 32.0 { 1 } else { most };
    pen.lines((x, middle), &style.wrapped(&label.name, LABELS - x - 12.0, most), style, Anchor::Start);
}

/// A shade for a share from 0 to 1 of the largest value.
fn shade(colour: Colour, share: f64) -> Fill {
    Fill::Shade(colour, 0.07 + 0.45 * share.clamp(0.0, 1.0))
}

/// A number on its shade; zero is grey on nothing, nothing is an empty grey cell.
fn value_cell(pen: &mut Pen, value: &Shown, most: u32, colour: Colour, area: Area) {
    let number = value.number();
    let style = if area.width < 28.0 { NUMBER.sized(11.0) } else { NUMBER };
    match number {
        Some(0) => pen.rect(area, Fill::Outline(Colour::Line)),
        Some(n) => pen.rect(area, shade(colour, f64::from(n) / f64::from(most.max(1)))),
        None if *value == Shown::Nothing => return pen.rect(area, Fill::Solid(Colour::Line)),
        None => pen.rect(area, Fill::Outline(Colour::Edge)),
    }
    // In a grid "n of N" has no room: N stands in the table.
    let words = number.map_or_else(|| value.words(), |n| n.to_string());
    let style = if number == Some(0) { Type::SMALL.coloured(Colour::Muted) } else { style };
    let at = (area.x + area.width / 2.0, area.y + area.height / 2.0 + style.drop());
    pen.text(at, &words, style, Anchor::Middle);
}

/// The width of themes by cases.
pub(super) fn heat_width(chart: &Heat) -> f64 {
    chart.columns.iter().fold(LABELS, |width, _| width + HALF * 2.0)
}

/// Draws themes by cases; concern on the left of a cell, good practice on the right. Returns where it ends.
pub(super) fn draw_heat(pen: &mut Pen, chart: &Heat, top: f64) -> f64 {
    let mut y = legend::draw(pen, &heat_entries(chart), heat_width(chart).max(600.0), top);
    let style = NUMBER.sized(12.0);
    let names: Vec<Vec<String>> = chart.columns.iter().map(|c| style.wrapped(&c.short(), HALF * 2.0 - 4.0, 3)).collect();
    let lines = names.iter().map(Vec::len).max().unwrap_or(1);
    let head = (0..lines).fold(8.0, |height, _| height + style.size * 1.2);
    let mut x = LABELS;
    for name in &names {
        pen.lines((x + HALF, y + head / 2.0), name, style, Anchor::Middle);
        x += HALF * 2.0;
    }
    y += head;
    let most = bars::most(found(chart));
    for (row, cells) in chart.rows.iter().zip(&chart.cells) {
        let end = heat_width(chart);
        pen.line((0.0, y), (end, y), Colour::Line);
        row_name(pen, row, (y + 1.0, ROW), 2);
        let mut x = LABELS;
        for cell in cells.iter().take(chart.columns.len()) {
            heat_cell(pen, cell, most, Area::new(x, y + 2.0, HALF * 2.0, ROW - 3.0));
            x += HALF * 2.0;
        }
        y += ROW;
    }
    y
}

fn found(chart: &Heat) -> impl Iterator<Item = &Shown> {
    chart.cells.iter().flatten().flat_map(|cell| {
        let both = match cell {
            HeatCell::Found { concern, good_practice } => [Some(concern), Some(good_practice)],
            HeatCell::State(_) => [None, None],
        };
        both.into_iter().flatten()
    })
}

fn heat_entries(chart: &Heat) -> Vec<legend::Entry> {
    let unit = if chart.unit.is_empty() { String::new() } else { format!("{} of ", chart.unit) };
    let mut entries = vec![
        (Sign::Area(shade(Colour::HeatConcern, 0.5)), format!("{unit}concern, on the left")),
        (Sign::Area(shade(Colour::HeatGood, 0.5)), format!("{unit}good practice, on the right")),
    ];
    for state in CellState::ALL {
        let is_there = chart.cells.iter().flatten().any(|c| *c == HeatCell::State(state));
        if let Some(sign) = sign(state).filter(|_| is_there) {
            entries.push((sign, state.to_string().to_lowercase()));
        }
    }
    entries.extend(held_back(found(chart)));
    entries
}

/// How a state is drawn; no case at all is drawn as nothing.
fn sign(state: CellState) -> Option<Sign> {
    match state {
        CellState::PresentConcern => Some(Sign::Words("−".to_owned())),
        CellState::PresentGood => Some(Sign::Words("+".to_owned())),
        CellState::PresentBoth => Some(Sign::Words("− +".to_owned())),
        CellState::PresentContext => Some(Sign::Words("ctx".to_owned())),
        CellState::OtherwiseCoded => Some(Sign::Words("else".to_owned())),
        CellState::StatedAbsent => Some(Sign::Ring),
        CellState::NotApplicable => Some(Sign::Words("n/a".to_owned())),
        CellState::NotMentioned => Some(Sign::Dot),
        CellState::NotYetRead => Some(Sign::Area(Fill::Hatch(Colour::Edge))),
        CellState::NoCase => None,
    }
}

fn heat_cell(pen: &mut Pen, cell: &HeatCell, most: u32, area: Area) {
    let centre = (area.x + area.width / 2.0, area.y + area.height / 2.0);
    match cell {
        HeatCell::Found { concern, good_practice } => {
            let halves = [(concern, Colour::HeatConcern, area.x), (good_practice, Colour::HeatGood, area.x + HALF)];
            for (value, colour, x) in halves {
                if !matches!(value, Shown::Nothing | Shown::Number(0) | Shown::Count { n: 0, .. }) {
                    value_cell(pen, value, most, colour, Area { x: x + GAP / 2.0, width: HALF - GAP, ..area });
                }
            }
        }
        HeatCell::State(state) => match sign(*state) {
            Some(Sign::Area(fill)) => pen.rect(Area { x: area.x + GAP / 2.0, width: area.width - GAP, ..area }, fill),
            Some(Sign::Dot) => pen.circle(centre, 1.5, true, Colour::Muted),
            Some(Sign::Ring) => pen.circle(centre, 4.5, false, Colour::Secondary),
            Some(Sign::Words(words)) => {
                let style = Type::SMALL;
                pen.text((centre.0, centre.1 + style.drop()), &words, style, Anchor::Middle);
            }
            None => {}
        },
    }
}
