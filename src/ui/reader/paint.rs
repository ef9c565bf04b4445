//! The text and everything on it: tint, selection, underlines, letters, numbers, page lines, tables, stripes.
//!
//! Only the hot coding is tinted. Stacked fills make text unreadable from the second on, so all others are
//! underlines in three lanes; what finds no lane is counted in the margin.

use super::draw;
use super::layout::RowSpan;
use super::mark::{BlockMark, MarkKey};
use super::page::{Page, Placed, Stripe};
use crate::text::{BlockKind, TextRange};
use crate::ui::style::{Face, Style};
use egui::{Align, Color32, CornerRadius, Painter, Rect, Shape, pos2, vec2};

/// Lanes of underlines.
const UNDERLINES: usize = 3;
/// From the baseline up to the top of a tint, and down to its bottom, at the usual size.
const TINT: (f32, f32) = (17.0, 6.0);
const SELECTED: (f32, f32) = (18.0, 8.0);

/// What is to be pointed out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Emphasis {
    /// The tinted coding.
    pub hot: Option<MarkKey>,
    /// The selection.
    pub selection: Option<TextRange>,
    /// The caret, when the reader has the keyboard.
    pub caret: Option<Rect>,
}

/// Paints all blocks.
pub fn blocks(painter: &Painter, page: &Page<'_>, emphasis: &Emphasis) {
    let mut under = Vec::new();
    for placed in &page.blocks {
        grounds(page, placed, emphasis, &mut under);
        underlines(page, placed, emphasis.hot, &mut under);
    }
    painter.extend(under);
    for placed in &page.blocks {
        for piece in &placed.laid.pieces {
            painter.galley(placed.corner + piece.offset, piece.galley.clone(), Color32::PLACEHOLDER);
        }
        margin(painter, page, placed);
        let kind = page.places.manuscript.block(placed.laid.index).map(|b| b.kind);
        if kind == Some(BlockKind::TableRow) {
            table(painter, page, placed);
        } else if kind == Some(BlockKind::Comment) {
            comment(painter, page, placed);
        }
    }
    if let Some(caret) = emphasis.caret {
        let caret = Rect::from_center_size(caret.center(), vec2(1.5, caret.height() * 0.8));
        painter.rect_filled(caret, CornerRadius::ZERO, page.layouter.style.accent);
    }
}

fn grounds(page: &Page<'_>, placed: &Placed, emphasis: &Emphasis, shapes: &mut Vec<Shape>) {
    let style = page.layouter.style;
    let mut fill = |range: TextRange, reach: (f32, f32), grow: f32, radius: u8, colour: Color32| {
        for span in placed.spans(page.text(), range) {
            let rect = ground(&span, reach, page.layouter.columns.scale(style)).expand2(vec2(grow, 0.0));
            shapes.push(Shape::rect_filled(rect, CornerRadius::same(radius), colour));
        }
    };
    for part in page.document.marks.in_block(placed.laid.index) {
        if let Some(mark) = page.document.marks.get(part.mark).filter(|m| Some(m.key) == emphasis.hot) {
            fill(part.range, TINT, 2.0, style.tokens.radius.tint, style.group_colours(mark.group).tint);
        }
    }
    for range in page.document.highlights {
        fill(*range, TINT, 1.0, style.tokens.radius.tint, style.caution_tint);
    }
    if let Some(range) = emphasis.selection {
        fill(range, SELECTED, 1.0, 2, style.selection);
    }
}

fn ground(span: &RowSpan, reach: (f32, f32), scale: f32) -> Rect {
    let (top, bottom) = (span.baseline - reach.0 * scale, span.baseline + reach.1 * scale);
    Rect::from_min_max(
        pos2(span.rect.left(), top.max(span.rect.top())),
        pos2(span.rect.right(), bottom.min(span.rect.bottom() + 2.0)),
    )
}

fn underlines(page: &Page<'_>, placed: &Placed, hot: Option<MarkKey>, shapes: &mut Vec<Shape>) {
    let parts = page.document.marks.in_block(placed.laid.index);
    let is_hot = |part: &&BlockMark| page.document.marks.get(part.mark).is_some_and(|m| Some(m.key) == hot);
    for part in parts.iter().filter(|p| !is_hot(p) && p.underline < UNDERLINES) {
        underline(page, placed, part, false, shapes);
    }
    // The hot one last, so that no other lies over it.
    for part in parts.iter().filter(is_hot) {
        underline(page, placed, part, true, shapes);
    }
}

fn underline(page: &Page<'_>, placed: &Placed, part: &BlockMark, hot: bool, shapes: &mut Vec<Shape>) {
    let style = page.layouter.style;
    let Some(mark) = page.document.marks.get(part.mark) else { return };
    let stroke = &style.tokens.stroke;
    let colour = style.group_colours(mark.group).mark;
    let (width, colour) = if hot { (stroke.underline_hot, colour) } else { (stroke.underline, style.resting(colour)) };
    let lane = part.underline.min(UNDERLINES - 1) as f32 * stroke.underline_lane;
    let pattern = style.polarity(mark.polarity).pattern;
    for span in placed.spans(page.text(), part.range) {
        let top = span.baseline.round() + stroke.underline_below_baseline + lane - if hot { 1.0 } else { 0.0 };
        let right = (span.rect.right() - 1.0).max(span.rect.left() + 2.0);
        let rect = Rect::from_min_max(pos2(span.rect.left(), top), pos2(right, top + width));
        draw::patterned(shapes, rect, pattern, colour, false);
    }
}

/// Numbers, bullets and page lines.
fn margin(painter: &Painter, page: &Page<'_>, placed: &Placed) {
    let (style, columns) = (page.layouter.style, page.layouter.columns);
    let Some(set) = page.places.manuscript.block(placed.laid.index) else { return };
    let label = style.tokens.type_scale.label;
    let first = placed.laid.pieces.first();
    let row = first.and_then(|p| Some((p, p.galley.rows.first()?)));
    let baseline = row.map_or(0.0, |(p, r)| placed.corner.y + p.offset.y + r.pos.y + r.glyphs.first().map_or(0.0, |g| g.pos.y));
    if let (Some(number), Some(right)) = (&set.number, columns.number_right) {
        let galley = draw::line(painter, number, Face::Ui.at(label), style.muted, columns.lane * 4.0);
        draw::on_baseline(painter, pos2(page.left + right, baseline), Align::Max, galley);
    }
    if let (Some(bullet), Some(piece)) = (&set.bullet, first) {
        let galley = draw::line(painter, bullet, Face::Read.at(columns.size), style.secondary, f32::INFINITY);
        let gap = columns.size * 0.5;
        draw::on_baseline(painter, pos2(placed.corner.x + piece.offset.x - gap, baseline), Align::Max, galley);
    }
    if let Some(number) = set.page_line {
        let y = (placed.corner.y + placed.laid.body.0.min(24.0) - 18.0).round();
        let right = placed.corner.x + columns.text_width;
        let galley = draw::line(painter, &format!("p. {number}"), Face::Ui.at(label), style.muted, f32::INFINITY);
        let words = galley.size().x;
        draw::centred(painter, pos2(right, y + 0.5), Align::Max, galley, label);
        draw::hair(painter, placed.corner.x, right - words - 12.0, y, style.line);
    }
    hidden_count(painter, page, placed);
}

/// "+2": codings of this block that found no lane.
fn hidden_count(painter: &Painter, page: &Page<'_>, placed: &Placed) {
    let (style, columns) = (page.layouter.style, page.layouter.columns);
    let parts = page.document.marks.in_block(placed.laid.index);
    let lost = |p: &&BlockMark| p.begins && (p.stripe >= columns.lanes || p.underline >= UNDERLINES);
    let count = parts.iter().filter(lost).count();
    let Some(first) = parts.iter().find(lost).and_then(|p| placed.spans(page.text(), p.range).first().copied()) else { return };
    let label = style.tokens.type_scale.label;
    let galley = draw::line(painter, &format!("+{count}"), Face::UiMedium.at(label), style.muted, f32::INFINITY);
    // Under the number of the paragraph when it would stand on the same row.
    let number = page.places.manuscript.block(placed.laid.index).is_some_and(|b| b.number.is_some());
    let same_row = number && first.rect.top() < placed.corner.y + placed.laid.body.0 + columns.line / 2.0;
    let y = first.baseline + if same_row { columns.line * 0.6 } else { 0.0 };
    let right = columns.number_right.unwrap_or(columns.text_left - 2.0);
    draw::on_baseline(painter, pos2(page.left + right, y), Align::Max, galley);
}

fn table(painter: &Painter, page: &Page<'_>, placed: &Placed) {
    let style = page.layouter.style;
    let Some(set) = page.places.manuscript.block(placed.laid.index) else { return };
    let (top, bottom) = (placed.corner.y + placed.laid.body.0, placed.corner.y + placed.laid.body.1);
    let (left, right) = (placed.corner.x, placed.corner.x + placed.laid.rules.last().copied().unwrap_or_default());
    if set.first_row {
        draw::hair(painter, left, right, top, style.line_strong);
    }
    draw::hair(painter, left, right, bottom - 1.0, if set.goes_on { style.line } else { style.line_strong });
    for rule in placed.laid.rules.iter().skip(1).rev().skip(1) {
        let rect = Rect::from_min_max(pos2(left + rule, top), pos2(left + rule + 1.0, bottom));
        painter.rect_filled(rect, CornerRadius::ZERO, style.line);
    }
}

fn comment(painter: &Painter, page: &Page<'_>, placed: &Placed) {
    let style = page.layouter.style;
    let label = style.tokens.type_scale.label;
    let (top, bottom) = (placed.corner.y + placed.laid.body.0, placed.corner.y + placed.laid.body.1);
    let rule = Rect::from_min_max(pos2(placed.corner.x, top - 16.0), pos2(placed.corner.x + 2.0, bottom - 2.0));
    painter.rect_filled(rule, CornerRadius::ZERO, style.line_strong);
    let galley = draw::line(painter, "Comment", Face::UiMedium.at(label), style.muted, f32::INFINITY);
    draw::centred(painter, pos2(placed.corner.x + 16.0, top - 9.0), Align::Min, galley, label);
}

/// Paints the stripes: code on top, a line below in the pattern of the polarity.
pub fn stripes(painter: &Painter, page: &Page<'_>, stripes: &[Stripe], hot: Option<MarkKey>) {
    let style: &Style = page.layouter.style;
    let mut shapes = Vec::new();
    for stripe in stripes {
        let Some(mark) = page.document.marks.get(stripe.mark) else { continue };
        let paint = style.group_colours(mark.group);
        let is_hot = Some(mark.key) == hot;
        let head = Rect::from_min_size(stripe.rect.min, vec2(stripe.rect.width(), 17.0));
        let mut top = stripe.rect.top();
        if stripe.named {
            top += 19.0;
            if is_hot {
                draw::solid_chip(painter, style, head, mark);
            } else {
                let size = style.tokens.type_scale.label;
                let size = if mark.code.chars().count() > 2 { size - 2.0 } else { size };
                let galley = draw::line(painter, &mark.code, Face::UiSemibold.at(size), paint.text, f32::INFINITY);
                draw::centred(painter, head.center(), Align::Center, galley, size);
            }
        }
        let stroke = &style.tokens.stroke;
        let width = if is_hot { stroke.stripe_hot } else { stroke.stripe };
        let middle = stripe.rect.center().x;
        if stripe.rect.bottom() > top + 2.0 {
            let line = Rect::from_min_max(pos2(middle - width / 2.0, top), pos2(middle + width / 2.0, stripe.rect.bottom()));
            draw::patterned(&mut shapes, line, style.polarity(mark.polarity).pattern, paint.mark, true);
        }
    }
    painter.extend(shapes);
}
