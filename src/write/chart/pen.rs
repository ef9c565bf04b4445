//! Drawing as SVG: rectangles, lines, circles and words, in a few colours that have names.
//!
//! Every part carries its colour twice, as an attribute for whoever opens the picture alone, and as a class by which a
//! page can give it the colours of a dark scheme. Names of patterns carry a prefix, since a page holds many pictures.

use super::measure::{self, Weight};
use crate::write::xml::{escaped, put};

/// Colours of print: the light scheme of `assets/style.ron`, which only the window reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    Ink,
    Secondary,
    Muted,
    Line,
    Track,
    Edge,
    Ground,
    Accent,
    Concern,
    Good,
    HeatConcern,
    HeatGood,
}

impl Colour {
    const fn class(self) -> &'static str {
        match self {
            Self::Ink => "ink",
            Self::Secondary => "secondary",
            Self::Muted => "muted",
            Self::Line => "line",
            Self::Track => "track",
            Self::Edge => "edge",
            Self::Ground => "ground",
            Self::Accent => "accent",
            Self::Concern => "concern",
            Self::Good => "good",
            Self::HeatConcern => "heat-concern",
            Self::HeatGood => "heat-good",
        }
    }

    const fn hex(self) -> &'static str {
        match self {
            Self::Ink => "#1B2126",
            Self::Secondary => "#46515A",
            Self::Muted => "#5F6A73",
            Self::Line => "#E3E2DB",
            Self::Track => "#BFC3C2",
            Self::Edge => "#98A1A8",
            Self::Ground => "#FFFFFF",
            Self::Accent => "#1D5C87",
            Self::Concern => "#96382A",
            Self::Good => "#226338",
            Self::HeatConcern => "#C8452F",
            Self::HeatGood => "#2C8A4E",
        }
    }
}

/// How an area is filled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Fill {
    /// All over.
    Solid(Colour),
    /// Lightly, from 0 to 1.
    Shade(Colour, f64),
    /// Only its edge.
    Outline(Colour),
    /// Its edge, and oblique lines inside.
    Hatch(Colour),
    /// Its broken edge.
    Dashed(Colour),
}

/// Where words stand beside their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    pub(super) const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }
}

/// The size, weight and colour of words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) colour: Colour,
}

impl Type {
    pub(super) const LABEL: Self = Self { size: 13.0, weight: Weight::Regular, colour: Colour::Ink };
    pub(super) const VALUE: Self = Self { size: 13.0, weight: Weight::Bold, colour: Colour::Ink };
    pub(super) const SMALL: Self = Self { size: 12.0, weight: Weight::Regular, colour: Colour::Secondary };
    pub(super) const TITLE: Self = Self { size: 17.0, weight: Weight::Bold, colour: Colour::Ink };

    pub(super) const fn coloured(self, colour: Colour) -> Self {
        Self { colour, ..self }
    }

    pub(super) const fn sized(self, size: f64) -> Self {
        Self { size, ..self }
    }

    /// From the middle of a line to its base line.
    pub(super) fn drop(self) -> f64 {
        self.size * 0.35
    }

    pub(super) fn width(self, text: &str) -> f64 {
        measure::width(text, self.size, self.weight)
    }

    pub(super) fn wrapped(self, text: &str, room: f64, most: usize) -> Vec<String> {
        measure::wrapped(text, self.size, self.weight, room, most)
    }
}

/// A picture in the making.
pub(super) struct Pen {
    prefix: String,
    body: String,
    hatches: Vec<Colour>,
}

impl Pen {
    pub(super) const fn new(prefix: String) -> Self {
        Self { prefix, body: String::new(), hatches: Vec::new() }
    }

    pub(super) fn rect(&mut self, area: Area, fill: Fill) {
        // An edge is drawn inside the area, so that outlined and filled bars of one value are equally long.
        let (inset, paint) = match fill {
            Fill::Solid(c) => (0.0, format!("fill=\"{}\" class=\"{}\"", c.hex(), c.class())),
            Fill::Shade(c, share) => {
                (0.0, format!("fill=\"{}\" class=\"{}\" fill-opacity=\"{}\"", c.hex(), c.class(), number(share)))
            }
            Fill::Outline(c) => (0.5, format!("fill=\"none\" stroke=\"{}\" class=\"s-{}\"", c.hex(), c.class())),
            Fill::Dashed(c) => {
                (0.5, format!("fill=\"none\" stroke=\"{}\" class=\"s-{}\" stroke-dasharray=\"2 2\"", c.hex(), c.class()))
            }
            Fill::Hatch(c) => {
                if !self.hatches.contains(&c) {
                    self.hatches.push(c);
                }
                let pattern = format!("url(#{}-{})", self.prefix, c.class());
                (0.5, format!("fill=\"{pattern}\" stroke=\"{}\" class=\"s-{}\"", c.hex(), c.class()))
            }
        };
        let (x, y) = (number(area.x + inset), number(area.y + inset));
        let size = |length: f64| number((length - 2.0 * inset).max(0.0));
        let (width, height) = (size(area.width), size(area.height));
        put(&mut self.body, format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {paint}/>\n"));
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), colour: Colour) {
        let (x1, y1, x2, y2) = (number(from.0), number(from.1), number(to.0), number(to.1));
        let (hex, class) = (colour.hex(), colour.class());
        put(
            &mut self.body,
            format_args!("<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\" stroke=\"{hex}\" class=\"s-{class}\"/>\n"),
        );
    }

    /// A circle: its edge only, or all of it.
    pub(super) fn circle(&mut self, centre: (f64, f64), radius: f64, is_solid: bool, colour: Colour) {
        let (x, y, r, hex, class) = (number(centre.0), number(centre.1), number(radius), colour.hex(), colour.class());
        let paint = if is_solid {
            format!("fill=\"{hex}\" class=\"{class}\"")
        } else {
            format!("fill=\"none\" stroke=\"{hex}\" stroke-width=\"1.2\" class=\"s-{class}\"")
        };
        put(&mut self.body, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" {paint}/>\n"));
    }

    /// One line of words, its base line at `at.1`.
    pub(super) fn text(&mut self, at: (f64, f64), text: &str, style: Type, anchor: Anchor) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
        };
        let weight = if style.weight == Weight::Bold { " font-weight=\"600\"" } else { "" };
        let (x, y, size, hex, class) = (number(at.0), number(at.1), number(style.size), style.colour.hex(), style.colour.class());
        put(
            &mut self.body,
            format_args!(
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor} fill=\"{hex}\" class=\"{class}\">{}</text>\n",
                escaped(text)
            ),
        );
    }

    /// Lines of words around the middle `at.1`.
    pub(super) fn lines(&mut self, at: (f64, f64), lines: &[String], style: Type, anchor: Anchor) {
        let pitch = style.size * 1.2;
        let mut y = lines.iter().skip(1).fold(at.1, |y, _| y - pitch / 2.0) + style.drop();
        for line in lines {
            self.text((at.0, y), line, style, anchor);
            y += pitch;
        }
    }

    /// The parts drawn so far, patterns first.
    pub(super) fn finish(self) -> String {
        let mut out = String::new();
        for colour in &self.hatches {
            let (prefix, hex, class) = (&self.prefix, colour.hex(), colour.class());
            put(
                &mut out,
                format_args!(
                    "<pattern id=\"{prefix}-{class}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">\
                     <path d=\"M-1 1l2 -2M0 5l5 -5M4 6l2 -2\" stroke=\"{hex}\" stroke-width=\"0.9\" class=\"s-{class}\"/></pattern>\n"
                ),
            );
        }
        if !out.is_empty() {
            out = format!("<defs>\n{out}</defs>\n");
        }
        out + &self.body
    }
}

/// A length with at most two decimals and no more zeros than needed.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}
