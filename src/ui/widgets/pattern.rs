//! Patterns that say in grey what colour says too: underlines, stripes, hatching, signs, heat.
//!
//! A dash shorter than two points at the end of a run is left out: it would read as a dot.

use super::pen::{Ink, Pen};
use crate::model::{Polarity, ThemePattern};
use crate::ui::style::{Face, GroupPaint, Pattern};
use egui::{Align, Color32, Pos2, Rangef, Rect, Stroke, Vec2, pos2, vec2};

const LEAST_DASH: f32 = 2.0;
const HATCH_STEP: f32 = 6.0;

/// What a cell of the matrix knows of one theme in one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeatCell {
    /// So many codings of concern on the left and of good practice on the right.
    Coded {
        /// Codings of concern.
        concern: usize,
        /// Codings of good practice.
        good: usize,
    },
    /// Read, and nothing found: a dot.
    NotFound,
    /// The review says that it was absent: a ring.
    StatedAbsent,
    /// Not yet read: hatched.
    Unread,
}

impl HeatCell {
    /// What a screen reader says.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Coded { concern, good } => format!("{concern} concern, {good} good practice"),
            Self::NotFound => "read, not found".to_owned(),
            Self::StatedAbsent => "stated absent".to_owned(),
            Self::Unread => "not yet read".to_owned(),
        }
    }
}

/// The lines that a theme's form makes of one: itself, or two thin ones with a gap between.
///
/// `upright` says that the line runs from top to bottom. A double line is a point thicker than the single one, so
/// that it stays two lines on a screen without spare pixels.
#[must_use]
pub fn strands(line: Rect, form: ThemePattern, upright: bool) -> [Option<Rect>; 2] {
    if form != ThemePattern::Double {
        return [Some(line), None];
    }
    let across = if upright { line.width() } else { line.height() }.max(2.0) + 1.0;
    let (thin, far) = (across * 0.3, across * 0.66);
    let part = |from: f32| {
        if upright {
            Rect::from_min_size(pos2(line.left() + from, line.top()), vec2(thin, line.height()))
        } else {
            Rect::from_min_size(pos2(line.left(), line.top() + from), vec2(line.width(), thin))
        }
    };
    [Some(part(0.0)), Some(part(far))]
}

/// The ticks across a line of that form; none on other forms.
pub fn ticks(line: Rect, form: ThemePattern, upright: bool) -> impl Iterator<Item = Rect> {
    let length = if upright { line.height() } else { line.width() };
    let count = if form == ThemePattern::Ticked { (length / TICK_STEP).floor() as usize } else { 0 };
    (0..count).map(move |n| {
        // In the middle of each dash of good practice.
        let at = n as f32 * TICK_STEP + TICK_FIRST;
        if upright {
            Rect::from_min_size(pos2(line.left() - TICK_REACH, line.top() + at), vec2(line.width() + 2.0 * TICK_REACH, TICK))
        } else {
            Rect::from_min_size(pos2(line.left() + at, line.top() - TICK_REACH), vec2(TICK, line.height() + TICK_REACH))
        }
    })
}

/// Between two ticks, before the first, how wide one is and how far it sticks out, in points.
const TICK_STEP: f32 = 10.0;
const TICK_FIRST: f32 = 3.0;
const TICK: f32 = 1.5;
const TICK_REACH: f32 = 2.0;

impl Pen {
    /// Paints the form of a theme's lines along the lower edge of its chip or code; a single line is left out there.
    pub fn form(&self, chip: Rect, paint: &GroupPaint) {
        let bottom = chip.bottom();
        let edge = |top: f32, high: f32| {
            self.fill(Rect::from_min_max(pos2(chip.left(), top), pos2(chip.right(), top + high)), 0, paint.mark);
        };
        match paint.pattern {
            ThemePattern::Single => {}
            ThemePattern::Double => {
                edge(bottom - 3.0, 1.0);
                edge(bottom - 1.0, 1.0);
            }
            ThemePattern::Ticked => {
                edge(bottom - 1.0, 1.0);
                let mut left = chip.left() + 2.0;
                while left < chip.right() - 1.0 {
                    self.fill(Rect::from_min_size(pos2(left, bottom - 4.0), vec2(1.0, 3.0)), 0, paint.mark);
                    left += 5.0;
                }
            }
        }
    }

    /// Paints a horizontal line of `width` from `x.min` to `x.max` with its top at `y`.
    pub fn underline(&self, x: Rangef, y: f32, pattern: Pattern, width: f32, colour: Color32) {
        match pattern {
            Pattern::Solid => self.fill(Rect::from_x_y_ranges(x, y..=y + width), 0, colour),
            Pattern::Dash(dash, gap) => dashes(x, dash, gap, |run| {
                self.fill(Rect::from_x_y_ranges(run, y..=y + width), 0, colour);
            }),
            Pattern::Dot(step) => dots(x, width, step, |at| {
                self.painter.circle_filled(pos2(at, y + width / 2.0), width / 2.0, colour);
            }),
        }
    }

    /// Paints a vertical line of `width` around `x`.
    pub fn stripe(&self, x: f32, y: Rangef, pattern: Pattern, width: f32, colour: Color32) {
        let half = width / 2.0;
        match pattern {
            Pattern::Solid => self.fill(Rect::from_x_y_ranges(x - half..=x + half, y), 1, colour),
            Pattern::Dash(dash, gap) => dashes(y, dash, gap, |run| {
                self.fill(Rect::from_x_y_ranges(x - half..=x + half, run), 1, colour);
            }),
            Pattern::Dot(step) => dots(y, width, step + 1.0, |at| {
                self.painter.circle_filled(pos2(x, at), half, colour);
            }),
        }
    }

    /// Hatches a rectangle: not yet read.
    pub fn hatch(&self, rect: Rect, colour: Color32) {
        let inside = self.clipped(rect);
        let mut x = rect.left() - rect.height();
        while x < rect.right() {
            let ends = [pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())];
            inside.painter.line_segment(ends, Stroke::new(self.style.tokens.stroke.hair, colour));
            x += HATCH_STEP;
        }
    }

    /// Paints the sign of a polarity around `at`; `reach` is half its width.
    pub fn sign(&self, at: Pos2, polarity: Polarity, reach: f32) {
        let colour = self.style.polarity(polarity).colour;
        self.sign_in(at, polarity, reach, colour);
    }

    /// The sign in a colour of one's own.
    pub fn sign_in(&self, at: Pos2, polarity: Polarity, reach: f32, colour: Color32) {
        let bar = |size: Vec2| self.fill(Rect::from_center_size(at, size), 0, colour);
        let thick = 1.5;
        match polarity {
            Polarity::Concern => bar(vec2(reach * 2.0, thick)),
            Polarity::GoodPractice => {
                bar(vec2(reach * 2.0, thick));
                bar(vec2(thick, reach * 2.0));
            }
            Polarity::Context => {
                self.painter.circle_filled(at, thick, colour);
            }
        }
    }

    /// Paints the sign of a polarity on a round ground.
    pub fn sign_badge(&self, at: Pos2, polarity: Polarity) {
        let radius = self.style.space(1);
        self.painter.circle_filled(at, radius, self.style.polarity(polarity).tint);
        self.sign(at, polarity, 3.5);
    }

    /// Paints a cell of the matrix: concern left, good practice right, or why there is no number.
    pub fn heat_cell(&self, rect: Rect, cell: HeatCell) {
        let style = &self.style;
        match cell {
            HeatCell::Coded { concern, good } => {
                let (left, right) = rect.shrink(1.0).split_left_right_at_fraction(0.5);
                self.heat_half(left.with_max_x(left.max.x - 1.0), concern, style.heat_concern);
                self.heat_half(right.with_min_x(right.min.x + 1.0), good, style.heat_good);
            }
            HeatCell::NotFound => {
                self.painter.circle_filled(rect.center(), 1.5, style.faint);
            }
            HeatCell::StatedAbsent => {
                self.painter.circle_stroke(rect.center(), 5.0, Stroke::new(1.5, style.muted));
            }
            HeatCell::Unread => self.hatch(rect.shrink(1.0), style.line_strong),
        }
    }

    fn heat_half(&self, rect: Rect, count: usize, full: Color32) {
        if count == 0 {
            return;
        }
        self.fill(rect, self.style.tokens.radius.tint, self.style.heat(full, count));
        let ink = Ink::new(Face::UiMedium, self.style.tokens.type_scale.body, self.style.ink);
        self.line(rect.center(), Align::Center, &count.to_string(), &ink);
    }
}

fn dashes(range: Rangef, dash: f32, gap: f32, mut paint: impl FnMut(Rangef)) {
    let mut start = range.min;
    while start < range.max - LEAST_DASH {
        paint(Rangef::new(start, (start + dash).min(range.max)));
        start += (dash + gap).max(1.0);
    }
}

fn dots(range: Rangef, width: f32, step: f32, mut paint: impl FnMut(f32)) {
    let mut at = range.min + width / 2.0;
    while at < range.max {
        paint(at);
        at += step.max(1.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(to: f32) -> Vec<(f32, f32)> {
        let mut found = Vec::new();
        dashes(Rangef::new(0.0, to), 7.0, 3.0, |run| found.push((run.min, run.max)));
        found
    }

    #[test]
    fn the_last_dash_is_cut_or_left_out() {
        assert_eq!(runs(20.0), [(0.0, 7.0), (10.0, 17.0)]);
        assert_eq!(runs(14.0), [(0.0, 7.0), (10.0, 14.0)]);
        assert_eq!(runs(11.5), [(0.0, 7.0)]);
        assert_eq!(runs(0.0), []);
    }
}
