//! What the signs of a picture mean; only those that stand in it.

use super::Shown;
use super::pen::{Anchor, Area, Colour, Fill, Pen, Type};

/// A sign of a picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sign {
    Area(Fill),
    Dot,
    Ring,
    Words(String),
}

/// One sign with its meaning.
pub(super) type Entry = (Sign, String);

/// The sign of held back values, where there are any: "[c] held back".
pub(super) fn held_back<'a>(values: impl Iterator<Item = &'a Shown>) -> Vec<Entry> {
    let mut symbols: Vec<String> = Vec::new();
    for value in values {
        if let Shown::Suppressed(symbol) = value
            && !symbols.contains(symbol)
        {
            symbols.push(symbol.clone());
        }
    }
    symbols.into_iter().map(|s| (Sign::Words(s), "held back".to_owned())).collect()
}

/// Draws entries in a line, or more lines where they need them; returns where they end.
pub(super) fn draw(pen: &mut Pen, entries: &[Entry], room: f64, top: f64) -> f64 {
    const SIGN: f64 = 18.0;
    const PITCH: f64 = 20.0;
    let (mut x, mut middle) = (0.0, top + PITCH / 2.0);
    for (sign, meaning) in entries {
        let sign_width = match sign {
            Sign::Area(_) | Sign::Dot | Sign::Ring => SIGN,
            Sign::Words(words) => Type::VALUE.width(words),
        };
        let whole = sign_width + 6.0 + Type::SMALL.width(meaning);
        if x > 0.0 && x + whole > room {
            (x, middle) = (0.0, middle + PITCH);
        }
        let centre = (x + SIGN / 2.0, middle);
        match sign {
            Sign::Area(fill) => pen.rect(Area::new(x, middle - 6.0, SIGN, 12.0), *fill),
            Sign::Dot => pen.circle(centre, 1.5, true, Colour::Muted),
            Sign::Ring => pen.circle(centre, 4.5, false, Colour::Secondary),
            Sign::Words(words) => pen.text((x, middle + Type::VALUE.drop()), words, Type::VALUE, Anchor::Start),
        }
        pen.text((x + sign_width + 6.0, middle + Type::SMALL.drop()), meaning, Type::SMALL, Anchor::Start);
        x += whole + 20.0;
    }
    if entries.is_empty() { top } else { middle + PITCH / 2.0 + 8.0 }
}
