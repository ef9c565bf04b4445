//! Small things that several parts of the reader draw: single lines of words, chips, signs, patterns.
//!
//! Single lines are placed by their baseline and not by the box of the row: capitals then sit in the middle.

use super::mark::Mark;
use crate::ui::style::{Face, Pattern, PolarityPaint, Style};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, pos2, vec2};
use std::sync::Arc;

/// Height of chips.
pub const CHIP: f32 = 18.0;
/// Width of the sign in a chip.
const SIGN: f32 = 11.0;

/// Lays out one line; what is wider than `width` ends in an ellipsis.
#[must_use]
pub fn line(painter: &Painter, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
    job.wrap.max_width = width;
    job.wrap.max_rows = 1;
    job.wrap.break_anywhere = true;
    painter.layout_job(job)
}

/// Lays out several lines.
#[must_use]
pub fn lines(painter: &Painter, text: &str, font: FontId, colour: Color32, width: f32, line_height: f32) -> Arc<Galley> {
    let format = TextFormat { line_height: Some(line_height), ..TextFormat::simple(font, colour) };
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = width;
    painter.layout_job(job)
}

/// Paints a line with its baseline at `at.y`; returns its right edge.
pub fn on_baseline(painter: &Painter, at: Pos2, align: Align, galley: Arc<Galley>) -> f32 {
    let row = galley.rows.first();
    let baseline = row.map_or(0.0, |r| r.pos.y + r.glyphs.first().map_or(0.0, |g| g.pos.y));
    let width = galley.size().x;
    let left = match align {
        Align::Min => at.x,
        Align::Center => at.x - width / 2.0,
        Align::Max => at.x - width,
    };
    let ppp = painter.pixels_per_point();
    painter.galley(pos2(left, ((at.y - baseline) * ppp).round() / ppp), galley, Color32::PLACEHOLDER);
    left + width
}

/// Paints a line whose capitals are centred at `at.y`; returns its right edge.
pub fn centred(painter: &Painter, at: Pos2, align: Align, galley: Arc<Galley>, size: f32) -> f32 {
    on_baseline(painter, pos2(at.x, at.y + 0.335 * size), align, galley)
}

/// Width of a code with its margins.
#[must_use]
pub fn code_width(painter: &Painter, style: &Style, code: &str) -> f32 {
    let size = style.tokens.type_scale.label;
    let wide = line(painter, code, Face::UiSemibold.at(size), style.ink, f32::INFINITY).size().x;
    (wide + 8.0).ceil().max(24.0)
}

/// A filled chip with a code, for the hot coding; `rect` is all of it.
pub fn solid_chip(painter: &Painter, style: &Style, rect: Rect, mark: &Mark) {
    let paint = style.group_colours(mark.group);
    painter.rect_filled(rect, CornerRadius::same(style.tokens.radius.chip), paint.text);
    let ink = if style.is_dark() { style.desk } else { style.surface };
    let size = style.tokens.type_scale.label;
    let galley = line(painter, &mark.code, Face::UiSemibold.at(size), ink, rect.width());
    centred(painter, rect.center(), Align::Center, galley, size);
}

/// A chip with code and sign, left edge and middle at `at`; returns its right edge.
pub fn chip(painter: &Painter, style: &Style, at: Pos2, mark: &Mark) -> f32 {
    let paint = style.group_colours(mark.group);
    let code = code_width(painter, style, &mark.code);
    let rect = Rect::from_min_size(pos2(at.x, at.y - CHIP / 2.0), vec2(code + SIGN, CHIP));
    painter.rect_filled(rect, CornerRadius::same(style.tokens.radius.chip), paint.tint);
    let size = style.tokens.type_scale.label;
    let galley = line(painter, &mark.code, Face::UiSemibold.at(size), paint.text, code);
    centred(painter, pos2(at.x + code / 2.0, at.y), Align::Center, galley, size);
    sign(painter, pos2(at.x + code + 2.0, at.y), &style.polarity(mark.polarity), 3.5);
    rect.right()
}

/// The sign of a polarity, `arm` points from its middle to its ends.
pub fn sign(painter: &Painter, at: Pos2, paint: &PolarityPaint, arm: f32) {
    let bar = |size| painter.rect_filled(Rect::from_center_size(at, size), CornerRadius::ZERO, paint.colour);
    match paint.pattern {
        Pattern::Solid => bar(vec2(2.0 * arm, 1.5)),
        Pattern::Dash(..) => {
            bar(vec2(2.0 * arm, 1.5));
            bar(vec2(1.5, 2.0 * arm))
        }
        Pattern::Dot(_) => painter.circle_filled(at, 1.5, paint.colour),
    };
}

/// A line along one axis in the pattern of a polarity: the two ends run from `rect`'s start to its end.
pub fn patterned(shapes: &mut Vec<Shape>, rect: Rect, pattern: Pattern, colour: Color32, upright: bool) {
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
            while at < end - 2.0 && long + gap > 0.0 {
                shapes.push(Shape::rect_filled(part(at, (at + long).min(end)), radius, colour));
                at += long + gap;
            }
        }
        Pattern::Dot(step) => {
            let width = if upright { rect.width() } else { rect.height() };
            let mut at = start + width / 2.0;
            let step = if upright { step + 1.0 } else { step };
            while at < end && step > 0.0 {
                shapes.push(Shape::circle_filled(part(at, at).center(), width / 2.0, colour));
                at += step;
            }
        }
    }
}

/// A hair line across.
pub fn hair(painter: &Painter, left: f32, right: f32, y: f32, colour: Color32) {
    let rect = Rect::from_min_max(pos2(left, y), pos2(right, y + 1.0));
    painter.rect_filled(rect, CornerRadius::ZERO, colour);
}

/// The ring around what has the keyboard.
pub fn ring(painter: &Painter, style: &Style, rect: Rect) {
    let stroke: Stroke = style.focus_ring();
    painter.rect_stroke(rect, CornerRadius::same(style.tokens.radius.chip), stroke, egui::StrokeKind::Inside);
}
