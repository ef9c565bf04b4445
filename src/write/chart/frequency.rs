//! Themes by cases as bars: concern is solid, good practice is outlined and hatched below it.

use super::legend::{Sign, held_back};
use super::pen::{Anchor, Area, Colour, Fill, Pen, Type};
use super::{Frequency, FrequencyLine, Shown, bars, legend};

const LABELS: f64 = 236.0;
const BAR: f64 = 13.0;
const PITCH: f64 = 19.0;
const CONCERN: Fill = Fill::Solid(Colour::Concern);
const GOOD: Fill = Fill::Hatch(Colour::Good);

/// A bar of a line: what it shows, and how.
type Part = (fn(&FrequencyLine) -> &Shown, Fill, &'static str);

pub(super) fn draw(pen: &mut Pen, chart: &Frequency, room: f64, top: f64) -> f64 {
    let both: [Part; 2] = [(|l| &l.concern, CONCERN, "concern"), (|l| &l.good_practice, GOOD, "good practice")];
    // Where all lines have nothing of a kind, it is no part of the chart.
    let is_there = |part: &Part| chart.lines.iter().any(|l| *part.0(l) != Shown::Nothing);
    let parts: Vec<Part> = both.into_iter().filter(is_there).collect();
    let values = || chart.lines.iter().flat_map(|l| parts.iter().map(|part| part.0(l)));
    let most = bars::most(values());
    let value_width = values().map(|v| Type::VALUE.width(&v.words())).fold(40.0, f64::max) + 10.0;
    let mut entries: Vec<legend::Entry> =
        parts.iter().map(|(_, fill, name)| (Sign::Area(*fill), format!("cases with {name}"))).collect();
    entries.push((Sign::Area(Fill::Outline(Colour::Track)), "other cases counted".to_owned()));
    entries.extend(held_back(values()));
    let mut y = legend::draw(pen, &entries, room, top);
    let height = parts.iter().skip(1).fold(40.0, |height, _| height + PITCH / 2.0 - 0.5);
    for line in &chart.lines {
        pen.line((0.0, y), (room, y), Colour::Line);
        let middle = y + height / 2.0;
        let label = Type::LABEL.wrapped(&line.theme.full(), LABELS - 16.0, 3);
        pen.lines((0.0, middle), &label, Type::LABEL, Anchor::Start);
        let mut at = parts.iter().skip(1).fold(middle, |at, _| at - PITCH / 2.0);
        for (value, fill, _) in &parts {
            let value = value(line);
            bars::bar(pen, value, most, Area::new(LABELS, at - BAR / 2.0, room - LABELS - value_width, BAR), *fill);
            let x = if matches!(value, Shown::Suppressed(_) | Shown::Nothing) { LABELS } else { room - value_width + 8.0 };
            bars::words(pen, value, (x, at));
            at += PITCH;
        }
        y += height;
    }
    pen.line((0.0, y), (room, y), Colour::Line);
    y + 1.0
}
