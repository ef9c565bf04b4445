//! What the reader draws besides a `Pen`: chips with codes, lines on a baseline, patterns in bulk.
//!
//! A page of dashes and dots is thousands of shapes. They are collected and handed over at once, as asking egui for
//! each would cost more than all the rest of the frame.

use super::mark::Mark;
use crate::model::ThemePattern;
use crate::ui::style::{Face, GroupPaint, Pattern};
use crate::ui::widgets::{Ink, Pen, strands, ticks};
use egui::{Align, Color32, CornerRadius, Mesh, Pos2, Rect, Shape, pos2, vec2};

/// Height of chips.
pub const CHIP: f32 = 18.0;
/// Width of the sign in a chip.
const SIGN: f32 = 11.0;

/// The ink of codes and labels.
#[must_use]
pub fn label(pen: &Pen, face: Face, colour: Color32) -> Ink {
    Ink::new(face, pen.style.tokens.type_scale.label, colour)
}

/// The ink of notes.
#[must_use]
pub fn small(pen: &Pen, face: Face, colour: Color32) -> Ink {
    Ink::new(face, pen.style.tokens.type_scale.small, colour)
}

/// Paints a line with its baseline at `at.y`, level with the text beside it.
pub fn on_baseline(pen: &Pen, at: Pos2, align: Align, text: &str, ink: &Ink) {
    let galley = pen.layout(text, ink, f32::INFINITY);
    let baseline = galley.rows.first().map_or(0.0, |r| r.pos.y + r.glyphs.first().map_or(0.0, |g| g.pos.y));
    let left = match align {
        Align::Min => at.x,
        Align::Center => at.x - galley.size().x / 2.0,
        Align::Max => at.x - galley.size().x,
    };
    pen.painter.galley(pen.on_pixel(pos2(left, at.y - baseline)), galley, ink.colour);
}

/// Width of a code with its margins.
#[must_use]
pub fn code_width(pen: &Pen, code: &str) -> f32 {
    (pen.width(code, &label(pen, Face::UiSemibold, pen.style.ink)) + 8.0).ceil().max(24.0)
}

/// A filled chip with a code, for the hot coding.
pub fn solid_chip(pen: &Pen, rect: Rect, mark: &Mark) {
    let style = &pen.style;
    pen.fill(rect, style.tokens.radius.chip, style.look(mark.look).text);
    let colour = if style.is_dark() { style.desk } else { style.surface };
    pen.form(rect.expand2(vec2(0.0, 1.0)), &style.look(mark.look));
    pen.line(rect.center(), Align::Center, &mark.code, &label(pen, Face::UiSemibold, colour));
}

/// A chip with code and sign, left edge and middle at `at`; returns its right edge.
pub fn chip(pen: &Pen, at: Pos2, mark: &Mark) -> f32 {
    let paint = pen.style.look(mark.look);
    let code = code_width(pen, &mark.code);
    let rect = Rect::from_min_size(pos2(at.x, at.y - CHIP / 2.0), vec2(code + SIGN, CHIP));
    pen.fill(rect, pen.style.tokens.radius.chip, paint.tint);
    pen.form(rect, &paint);
    pen.line(pos2(at.x + code / 2.0, at.y), Align::Center, &mark.code, &label(pen, Face::UiSemibold, paint.text));
    pen.sign(pos2(at.x + code + 2.0, at.y), mark.polarity, 3.5);
    rect.right()
}

/// A resting underline as plain quads of one mesh: at two points' height nobody sees that dots have corners, and a
/// page of underlines then costs a fraction of what as many circles and rectangles cost.
pub fn quads(mesh: &mut Mesh, line: Rect, pattern: Pattern, form: ThemePattern, colour: Color32) {
    for strand in strands(line, form, false).into_iter().flatten() {
        quads_of_strand(mesh, strand, pattern, colour);
    }
    for tick in ticks(line, form, false) {
        mesh.add_colored_rect(tick, colour);
    }
}

fn quads_of_strand(mesh: &mut Mesh, rect: Rect, pattern: Pattern, colour: Color32) {
    let (long, step) = match pattern {
        Pattern::Solid => (rect.width(), rect.width()),
        Pattern::Dash(long, gap) => (long, long + gap),
        Pattern::Dot(step) => (rect.height(), step),
    };
    let mut left = rect.left();
    while left < rect.right() - 2.0_f32.min(long - 0.5) {
        let right = (left + long).min(rect.right());
        mesh.add_colored_rect(Rect::from_min_max(pos2(left, rect.top()), pos2(right, rect.bottom())), colour);
        left += step.max(1.0);
    }
}

/// A line in the pattern of a polarity, filling `rect` from left to right or from top to bottom.
pub fn patterned(shapes: &mut Vec<Shape>, line: Rect, pattern: Pattern, paint: &GroupPaint, upright: bool) {
    for strand in strands(line, paint.pattern, upright).into_iter().flatten() {
        patterned_strand(shapes, strand, pattern, paint.mark, upright);
    }
    for tick in ticks(line, paint.pattern, upright) {
        shapes.push(Shape::rect_filled(tick, CornerRadius::ZERO, paint.mark));
    }
}

fn patterned_strand(shapes: &mut Vec<Shape>, rect: Rect, pattern: Pattern, colour: Color32, upright: bool) {
    let (start, end) = if upright { (rect.top(), rect.bottom()) } else { (rect.left(), rect.right()) };
    let part = |from: f32, to: f32| {
        if upright {
            Rect::from_min_max(pos2(rect.left(), from), pos2(rect.right(), to))
        } else {
            Rect::from_min_max(pos2(from, rect.top()), pos2(to, rect.bottom()))
        }
    };
    let radius = if upright { CornerRadius::same(1) } else { CornerRadius::ZERO };
    match pattern {
        Pattern::Solid => shapes.push(Shape::rect_filled(rect, radius, colour)),
        Pattern::Dash(long, gap) => {
            let mut at = start;
            // A last dash under two points would look like a dot.
            while at < end - 2.0 {
                shapes.push(Shape::rect_filled(part(at, (at + long).min(end)), radius, colour));
                at += (long + gap).max(1.0);
            }
        }
        Pattern::Dot(step) => {
            let width = if upright { rect.width() } else { rect.height() };
            let mut at = start + width / 2.0;
            while at < end {
                shapes.push(Shape::circle_filled(part(at, at).center(), width / 2.0, colour));
                at += (if upright { step + 1.0 } else { step }).max(1.0);
            }
        }
    }
}
