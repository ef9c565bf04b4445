//! Bars of cases: one square for each case while they can be told apart, a plain bar when there are more.

use super::Shown;
use super::pen::{Anchor, Area, Colour, Fill, Pen, Type};

/// The least width of a square for one case.
const LEAST: f64 = 6.0;
const GAP: f64 = 2.0;

/// The largest number of cases among values; the scale that they share.
pub(super) fn most<'a>(values: impl Iterator<Item = &'a Shown>) -> u32 {
    let size = |value: &Shown| match value {
        Shown::Count { n, of } => (*of).max(*n),
        Shown::Number(n) => *n,
        Shown::Suppressed(_) | Shown::Nothing => 0,
    };
    values.map(size).max().unwrap_or(0).max(1)
}

/// Draws a value as a bar over a track of all its cases; held back values have none.
pub(super) fn bar(pen: &mut Pen, value: &Shown, most: u32, area: Area, fill: Fill) {
    let (n, of) = match value {
        Shown::Count { n, of } => (*n, (*of).max(*n)),
        Shown::Number(n) => (*n, *n),
        Shown::Suppressed(_) | Shown::Nothing => return,
    };
    let unit = area.width / f64::from(most.max(1));
    if unit < LEAST {
        let part = |count: u32| Area { width: unit * f64::from(count), ..area };
        pen.rect(part(of), Fill::Outline(Colour::Track));
        if n > 0 {
            pen.rect(part(n), fill);
        }
        return;
    }
    for case in 0..of {
        let square = Area { x: area.x + unit * f64::from(case), width: unit - GAP, ..area };
        pen.rect(square, if case < n { fill } else { Fill::Outline(Colour::Track) });
    }
}

/// Draws a value in words: grey where it is zero or nothing.
pub(super) fn words(pen: &mut Pen, value: &Shown, at: (f64, f64)) {
    let style = match value {
        Shown::Count { n: 0, .. } | Shown::Number(0) | Shown::Nothing => Type::LABEL.coloured(Colour::Muted),
        Shown::Count { .. } | Shown::Number(_) | Shown::Suppressed(_) => Type::VALUE,
    };
    pen.text((at.0, at.1 + style.drop()), &value.words(), style, Anchor::Start);
}
