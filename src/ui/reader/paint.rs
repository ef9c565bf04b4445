//! The text and everything on it: tint, selection, underlines, letters, numbers, page lines, tables, stripes.
//!
//! Only the hot coding is tinted. Stacked fills make text unreadable from the second on, so all others are
//! underlines in three lanes; what finds no lane is counted in the margin.

use super::draw;
use super::layout::{NUMBER_SPACE, RowSpan};
use super::mark::{BlockMark, MarkKey};
use super::page::{Page, Placed, Stripe};
use crate::text::{BlockKind, TextRange};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen};
use egui::{Align, Color32, CornerRadius, Mesh, Rect, Role, Sense, Shape, Ui, WidgetInfo, pos2, vec2};

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
pub fn blocks(pen: &Pen, page: &Page<'_>, emphasis: &Emphasis) {
    let (mut grounds, mut resting, mut hot) = (Vec::new(), Mesh::default(), Vec::new());
    for placed in &page.blocks {
        tints(page, placed, emphasis, &mut grounds);
        underlines(page, placed, emphasis.hot, (&mut resting, &mut hot));
    }
    // The hot underline last, so that no other lies over it.
    pen.painter.extend(grounds);
    pen.painter.add(Shape::mesh(resting));
    pen.painter.extend(hot);
    for placed in &page.blocks {
        for piece in &placed.laid.pieces {
            pen.painter.galley(placed.corner + piece.offset, piece.galley.clone(), Color32::PLACEHOLDER);
        }
        margin(pen, page, placed);
        let kind = page.places.manuscript.block(placed.laid.index).map(|b| b.kind);
        if kind == Some(BlockKind::TableRow) {
            table(pen, page, placed);
        } else if kind == Some(BlockKind::Comment) {
            comment(pen, page, placed);
        }
    }
    if let Some(caret) = emphasis.caret {
        let caret = Rect::from_center_size(caret.center(), vec2(1.5, caret.height() * 0.8));
        pen.fill(caret, 0, page.layouter.style.accent);
    }
}

/// What stands in place of a text that is empty.
pub fn no_text(ui: &Ui, page: &Page<'_>) {
    const WORDS: &str = "No text was found in this document";
    let (style, columns) = (page.layouter.style, page.layouter.columns);
    let (pen, ink) = (Pen::new(ui), Ink { font: style.body(Face::Ui), colour: style.secondary });
    let at = pos2(page.left + columns.text_left, page.clip.top() + style.space(6));
    let rect = pen.line(at, Align::Min, WORDS, &ink);
    let response = ui.interact(rect, ui.scope_id().with("no text"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, WORDS));
}

fn tints(page: &Page<'_>, placed: &Placed, emphasis: &Emphasis, shapes: &mut Vec<Shape>) {
    let style = page.layouter.style;
    let mut fill = |range: TextRange, reach: (f32, f32), grow: f32, radius: u8, colour: Color32| {
        for span in placed.spans(page.text(), range) {
            let rect = ground(&span, reach, page.layouter.columns.scale(style)).expand2(vec2(grow, 0.0));
            shapes.push(Shape::rect_filled(rect, CornerRadius::same(radius), colour));
        }
    };
    for part in page.document.marks.in_block(placed.laid.index) {
        if let Some(mark) = page.document.marks.get(part.mark).filter(|m| Some(m.key) == emphasis.hot) {
            fill(part.range, TINT, 2.0, style.tokens.radius.tint, style.look(mark.look).tint);
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

fn underlines(page: &Page<'_>, placed: &Placed, hot: Option<MarkKey>, (resting, shapes): (&mut Mesh, &mut Vec<Shape>)) {
    let style = page.layouter.style;
    let stroke = &style.tokens.stroke;
    for part in page.document.marks.in_block(placed.laid.index) {
        let Some(mark) = page.document.marks.get(part.mark) else { continue };
        let is_hot = Some(mark.key) == hot;
        if part.underline >= UNDERLINES && !is_hot {
            continue;
        }
        let paint = style.look(mark.look);
        let lane = part.underline.min(UNDERLINES - 1) as f32 * stroke.underline_lane;
        let (width, rise) = if is_hot { (stroke.underline_hot, 1.0) } else { (stroke.underline, 0.0) };
        let pattern = style.polarity(mark.polarity).pattern;
        for span in placed.spans(page.text(), part.range) {
            let top = span.baseline.round() + stroke.underline_below_baseline + lane - rise;
            let right = (span.rect.right() - 1.0).max(span.rect.left() + 2.0);
            let rect = Rect::from_min_max(pos2(span.rect.left(), top), pos2(right, top + width));
            if is_hot {
                draw::patterned(shapes, rect, pattern, &paint, false);
            } else if rect.intersects(page.clip) {
                draw::quads(resting, rect, pattern, paint.pattern, style.resting(paint.mark));
            }
        }
    }
}

/// Numbers, bullets and page lines.
fn margin(pen: &Pen, page: &Page<'_>, placed: &Placed) {
    let (style, columns) = (page.layouter.style, page.layouter.columns);
    let Some(set) = page.places.manuscript.block(placed.laid.index) else { return };
    let first = placed.laid.pieces.first();
    let row = first.and_then(|p| Some((p, p.galley.rows.first()?)));
    let baseline = row.map_or(0.0, |(p, r)| placed.corner.y + p.offset.y + r.pos.y + r.glyphs.first().map_or(0.0, |g| g.pos.y));
    let ink = draw::label(pen, Face::Ui, style.muted);
    if let Some(number) = &set.number {
        match columns.number_right {
            Some(right) => draw::on_baseline(pen, pos2(page.left + right, baseline), Align::Max, number, &ink),
            None => {
                let y = placed.corner.y + placed.laid.body.0 - NUMBER_SPACE / 2.0;
                pen.line(pos2(placed.corner.x, y), Align::Min, number, &ink);
            }
        }
    }
    if let (Some(bullet), Some(piece)) = (&set.bullet, first) {
        let right = placed.corner.x + piece.offset.x - columns.size * 0.5;
        let ink = Ink::new(Face::Read, columns.size, style.secondary);
        draw::on_baseline(pen, pos2(right, baseline), Align::Max, bullet, &ink);
    }
    if let Some(number) = set.page_line {
        let y = (placed.corner.y + placed.laid.body.0.min(24.0) - 18.0).round();
        let right = placed.corner.x + columns.text_width;
        let words = pen.line(pos2(right, y + 0.5), Align::Max, &format!("p. {number}"), &ink);
        pen.across(placed.corner.x, words.left() - 12.0, y, style.line);
    }
    hidden_count(pen, page, placed);
}

/// "+2": codings of this block that found no lane.
fn hidden_count(pen: &Pen, page: &Page<'_>, placed: &Placed) {
    let (style, columns) = (page.layouter.style, page.layouter.columns);
    let parts = page.document.marks.in_block(placed.laid.index);
    let lost = |p: &&BlockMark| p.begins && (p.stripe >= columns.lanes || p.underline >= UNDERLINES);
    let count = parts.iter().filter(lost).count();
    let Some(first) = parts.iter().find(lost).and_then(|p| placed.spans(page.text(), p.range).first().copied()) else { return };
    let ink = draw::label(pen, Face::UiMedium, style.muted);
    // Under the number of the paragraph when it would stand on the same row.
    let number = page.places.manuscript.block(placed.laid.index).is_some_and(|b| b.number.is_some());
    let same_row = number && first.rect.top() < placed.corner.y + placed.laid.body.0 + columns.line / 2.0;
    let y = first.baseline + if same_row { columns.line * 0.6 } else { 0.0 };
    let right = columns.number_right.unwrap_or(columns.text_left - 2.0);
    draw::on_baseline(pen, pos2(page.left + right, y), Align::Max, &format!("+{count}"), &ink);
}

fn table(pen: &Pen, page: &Page<'_>, placed: &Placed) {
    let style = page.layouter.style;
    let Some(set) = page.places.manuscript.block(placed.laid.index) else { return };
    let (top, bottom) = (placed.corner.y + placed.laid.body.0, placed.corner.y + placed.laid.body.1);
    let (left, right) = (placed.corner.x, placed.corner.x + placed.laid.rules.last().copied().unwrap_or_default());
    if set.first_row {
        pen.across(left, right, top, style.line_strong);
    }
    pen.across(left, right, bottom - 1.0, if set.goes_on { style.line } else { style.line_strong });
    for rule in placed.laid.rules.iter().skip(1).rev().skip(1) {
        pen.down(left + rule, top, bottom, style.line);
    }
}

fn comment(pen: &Pen, page: &Page<'_>, placed: &Placed) {
    let style = page.layouter.style;
    let (top, bottom) = (placed.corner.y + placed.laid.body.0, placed.corner.y + placed.laid.body.1);
    let rule = Rect::from_min_max(pos2(placed.corner.x, top - 16.0), pos2(placed.corner.x + 2.0, bottom - 2.0));
    pen.fill(rule, 0, style.line_strong);
    let ink = draw::label(pen, Face::UiMedium, style.muted);
    pen.line(pos2(placed.corner.x + 16.0, top - 9.0), Align::Min, "Comment", &ink);
}

/// Paints the stripes: code on top, a line below in the pattern of the polarity.
pub fn stripes(pen: &Pen, page: &Page<'_>, stripes: &[Stripe], hot: Option<MarkKey>) {
    let style: &Style = page.layouter.style;
    let mut shapes = Vec::new();
    for stripe in stripes {
        let Some(mark) = page.document.marks.get(stripe.mark) else { continue };
        let paint = style.look(mark.look);
        let is_hot = Some(mark.key) == hot;
        let head = Rect::from_min_size(stripe.rect.min, vec2(stripe.rect.width(), 17.0));
        let mut top = stripe.rect.top();
        if stripe.named {
            top += 19.0;
            if is_hot {
                draw::solid_chip(pen, head, mark);
            } else {
                let mut ink = draw::label(pen, Face::UiSemibold, paint.text);
                // Three letters still fit into a lane.
                ink.font.size -= if mark.code.chars().count() > 2 { 2.0 } else { 0.0 };
                pen.line(head.center(), Align::Center, &mark.code, &ink);
            }
        }
        let stroke = &style.tokens.stroke;
        let width = if is_hot { stroke.stripe_hot } else { stroke.stripe };
        let middle = stripe.rect.center().x;
        if stripe.rect.bottom() > top + 2.0 {
            let line = Rect::from_min_max(pos2(middle - width / 2.0, top), pos2(middle + width / 2.0, stripe.rect.bottom()));
            draw::patterned(&mut shapes, line, style.polarity(mark.polarity).pattern, &paint, true);
        }
    }
    pen.painter.extend(shapes);
}
