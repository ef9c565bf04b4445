//! Straight lines drawn on a page, from strokes, thin boxes and the sides of stroked boxes.
//!
//! Word draws the border of a table cell as a filled box half a point high, others as strokes: both count.

use hayro_interpret::DrawMode;
use hayro_interpret::kurbo::{Affine, BezPath, PathSeg, Point, Rect};

/// A box thinner than this, in points, is a line.
const THIN: f64 = 2.6;

/// A line along an axis, `from` below `to`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) level: bool,
    /// `y` of a level line, `x` of an upright one.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

impl Rule {
    /// The line between two points, when it runs along an axis and is long enough to matter.
    pub(super) fn between(a: Point, b: Point) -> Option<Self> {
        let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
        let finite = a.x.is_finite() && a.y.is_finite() && b.x.is_finite() && b.y.is_finite();
        if !finite || dx.min(dy) > 1.0 || dx.max(dy) < 3.0 {
            return None;
        }
        Some(if dx >= dy {
            Self { level: true, at: f64::midpoint(a.y, b.y), from: a.x.min(b.x), to: a.x.max(b.x) }
        } else {
            Self { level: false, at: f64::midpoint(a.x, b.x), from: a.y.min(b.y), to: a.y.max(b.y) }
        })
    }

    /// Both ends, as points of the page.
    pub(super) const fn ends(self) -> (Point, Point) {
        if self.level {
            (Point::new(self.from, self.at), Point::new(self.to, self.at))
        } else {
            (Point::new(self.at, self.from), Point::new(self.at, self.to))
        }
    }
}

/// Adds the lines that a drawn shape shows; `segments` is none for a plain box.
pub(super) fn rules_of(bounds: Rect, at: Affine, mode: &DrawMode, segments: Option<&BezPath>, out: &mut Vec<Rule>) {
    let stroked = matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..));
    let r = at.transform_rect_bbox(bounds);
    if r.width().min(r.height()) <= THIN {
        let (a, b) = if r.width() >= r.height() {
            let y = f64::midpoint(r.y0, r.y1);
            (Point::new(r.x0, y), Point::new(r.x1, y))
        } else {
            let x = f64::midpoint(r.x0, r.x1);
            (Point::new(x, r.y0), Point::new(x, r.y1))
        };
        out.extend(Rule::between(a, b));
    } else if stroked {
        match segments {
            Some(path) => out.extend(path.segments().take(400).filter_map(|s| match s {
                PathSeg::Line(l) => Rule::between(at * l.p0, at * l.p1),
                PathSeg::Quad(_) | PathSeg::Cubic(_) => None,
            })),
            None => out.extend(sides(r)),
        }
    }
}

fn sides(r: Rect) -> impl Iterator<Item = Rule> {
    let [a, b] = [Point::new(r.x0, r.y0), Point::new(r.x1, r.y0)];
    let [c, d] = [Point::new(r.x1, r.y1), Point::new(r.x0, r.y1)];
    [(a, b), (b, c), (c, d), (d, a)].into_iter().filter_map(|(p, q)| Rule::between(p, q))
}
