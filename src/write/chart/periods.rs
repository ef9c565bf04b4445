//! Themes by period: in each period the words "3 of 5" and a bar of its cases, so that unequal periods stay visible.

use super::legend::{Sign, held_back};
use super::pen::{Anchor, Area, Colour, Fill, Pen, Type};
use super::{Periods, Shown, bars, legend};

const LABELS: f64 = 216.0;
const LEAST_COLUMN: f64 = 138.0;
const WORDS: f64 = 62.0;
const HEIGHT: f64 = 40.0;
const BAR: f64 = 12.0;

/// The width that the periods need.
pub(super) fn width(chart: &Periods) -> f64 {
    chart.periods.iter().fold(LABELS, |width, _| width + LEAST_COLUMN)
}

pub(super) fn draw(pen: &mut Pen, chart: &Periods, room: f64, top: f64) -> f64 {
    let values = || chart.lines.iter().flat_map(|l| &l.values);
    let most = bars::most(values());
    let mut entries = vec![
        (Sign::Area(Fill::Solid(Colour::Accent)), "cases with the theme".to_owned()),
        (Sign::Area(Fill::Outline(Colour::Track)), "other cases counted".to_owned()),
    ];
    entries.extend(held_back(values()));
    let mut y = legend::draw(pen, &entries, room, top);
    let count = chart.periods.iter().fold(0.0, |count, _| count + 1.0_f64).max(1.0);
    let column = (room - LABELS) / count;
    let head = Type::VALUE;
    let names: Vec<Vec<String>> = chart.periods.iter().map(|p| head.wrapped(p, column - 12.0, 2)).collect();
    let head_height = if names.iter().any(|n| n.len() > 1) { 42.0 } else { 26.0 };
    let mut x = LABELS;
    for name in &names {
        pen.lines((x, y + head_height / 2.0), name, head, Anchor::Start);
        x += column;
    }
    y += head_height;
    for line in &chart.lines {
        pen.line((0.0, y), (room, y), Colour::Line);
        let middle = y + HEIGHT / 2.0;
        pen.lines((0.0, middle), &Type::LABEL.wrapped(&line.theme.full(), LABELS - 16.0, 2), Type::LABEL, Anchor::Start);
        let mut x = LABELS;
        for value in line.values.iter().take(chart.periods.len()) {
            bars::words(pen, value, (x, middle));
            let area = Area::new(x + WORDS, middle - BAR / 2.0, column - WORDS - 14.0, BAR);
            if !matches!(value, Shown::Suppressed(_) | Shown::Nothing) {
                bars::bar(pen, value, most, area, Fill::Solid(Colour::Accent));
            }
            x += column;
        }
        y += HEIGHT;
    }
    pen.line((0.0, y), (room, y), Colour::Line);
    y + 1.0
}
