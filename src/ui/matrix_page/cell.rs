//! Paints one cell: concern on the left, good practice on the right, context as small dots, or why there is no number.
//!
//! A number is always written in ink on its heat. "Not mentioned" is a dot and never a "No".

use super::wanted::Show;
use crate::analyse::{CellState, MatrixCell, Tally};
use crate::model::Polarity;
use crate::ui::style::{Face, mix};
use crate::ui::widgets::{Ink, Pen};
use egui::{Align, Rect, Stroke, pos2, vec2};

const WORDS_PER_STEP: usize = 40;
const RING: f32 = 5.0;
const DOT: f32 = 1.5;

/// Paints a cell of the grid; `is_band` for the row of a theme group.
pub(super) fn paint_cell(pen: &Pen, rect: Rect, cell: &MatrixCell, show: Show, is_band: bool) {
    let style = &pen.style;
    let place = Rect::from_min_max(rect.min + vec2(1.0, 1.0), rect.max - vec2(2.0, 2.0));
    let middle = place.center();
    match cell.state {
        CellState::NoCase => {}
        CellState::NotYetRead => pen.hatch(place, mix(style.surface, style.faint, 0.45)),
        CellState::NotMentioned => dot(pen, middle.x, middle.y),
        CellState::StatedAbsent => {
            pen.painter.circle_stroke(middle, RING, Stroke::new(DOT, style.secondary));
        }
        CellState::NotApplicable => {
            let ink = Ink::new(Face::Ui, style.tokens.type_scale.label, style.muted);
            pen.line(middle, Align::Center, "– n/a", &ink);
        }
        CellState::OtherwiseCoded => {
            let ink = Ink::new(Face::Ui, style.tokens.type_scale.label, style.muted);
            pen.line(middle, Align::Center, "other", &ink);
        }
        CellState::PresentConcern | CellState::PresentGood | CellState::PresentBoth | CellState::PresentContext => {
            paint_counts(pen, place, cell, show, is_band);
        }
    }
}

fn paint_counts(pen: &Pen, place: Rect, cell: &MatrixCell, show: Show, is_band: bool) {
    let style = &pen.style;
    let (left, right) = place.split_left_right_at_fraction(0.5);
    let (concern, good) = (show.amount(&cell.concern), show.amount(&cell.good_practice));
    if concern > 0 {
        half(pen, left.with_max_x(left.max.x - 0.5), cell, Polarity::Concern, show, is_band);
    }
    if good > 0 {
        half(pen, right.with_min_x(right.min.x + 0.5), cell, Polarity::GoodPractice, show, is_band);
    }
    let context = show.amount(&cell.context);
    if context > 0 {
        if concern == 0 && good == 0 {
            let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
            let line = pen.line(pos2(place.center().x + 3.0, place.center().y), Align::Center, &number(show, context), &ink);
            pen.painter.circle_filled(pos2(line.left() - 5.0, place.center().y), DOT + 0.5, style.secondary);
        } else {
            let count = context.min(3);
            let first = place.center().x - (count - 1) as f32 * 2.0;
            for i in 0..count {
                pen.painter.circle_filled(pos2(first + i as f32 * 4.0, place.bottom() - 2.5), 1.2, style.ink);
            }
        }
    }
    if cell.is_contradicted() {
        let at = pos2(place.center().x, place.top() + 5.0);
        pen.painter.circle(at, 3.0, style.surface, Stroke::new(DOT, style.caution));
    }
}

fn half(pen: &Pen, rect: Rect, cell: &MatrixCell, polarity: Polarity, show: Show, is_band: bool) {
    let style = &pen.style;
    let full = if polarity == Polarity::Concern { style.heat_concern } else { style.heat_good };
    let tally = cell.of(polarity);
    let steps = heat_steps(show, tally, is_band);
    pen.fill(rect, style.tokens.radius.tint, style.heat(full, steps));
    if show == Show::Presence {
        pen.sign_in(rect.center(), polarity, 4.0, style.ink);
        return;
    }
    let text = number(show, show.amount(tally));
    let size = if text.chars().count() > 3 { style.tokens.type_scale.label } else { style.tokens.type_scale.body };
    let face = if is_band { Face::UiMedium } else { Face::Ui };
    pen.line(rect.center(), Align::Center, &text, &Ink::new(face, size, style.ink));
}

/// From 1 to 5 and more: groups hold many themes, so theirs rises half as fast.
fn heat_steps(show: Show, tally: &Tally, is_band: bool) -> usize {
    let amount = show.amount(tally) as usize;
    match show {
        Show::Presence => 2,
        Show::Words => amount.div_ceil(if is_band { WORDS_PER_STEP * 2 } else { WORDS_PER_STEP }),
        Show::Codings | Show::Cases | Show::Quotes | Show::Summaries if is_band => amount.div_ceil(2),
        Show::Codings | Show::Cases | Show::Quotes | Show::Summaries => amount,
    }
}

fn number(show: Show, amount: u32) -> String {
    if show == Show::Words && amount > 9_999 { format!("{}k", amount / 1_000) } else { amount.to_string() }
}

pub(super) fn dot(pen: &Pen, x: f32, y: f32) {
    pen.painter.circle_filled(pos2(x, y), DOT, pen.style.muted);
}

/// Paints a cell of sentences: as much of them as there is room for.
pub(super) fn paint_text(pen: &Pen, rect: Rect, cell: &MatrixCell, text: &str, show: Show) {
    let (style, tokens) = (&pen.style, pen.style.tokens);
    if text.is_empty() && !(show == Show::Summaries && cell.state.is_present()) {
        return paint_cell(pen, rect, cell, show, false);
    }
    let inner = rect.shrink2(vec2(style.space(1), style.space(0)));
    let (face, colour) = if show == Show::Quotes { (Face::Read, style.ink) } else { (Face::Ui, style.ink) };
    let (words, colour) = if text.is_empty() { ("Coded, no summary yet", style.caution) } else { (text, colour) };
    let height = tokens.line_height.small;
    let rows = (inner.height() / height).floor().max(1.0) as usize;
    super::cards::paragraph(pen, inner.min, inner.width(), words, &Ink::new(face, tokens.type_scale.small, colour), height, rows);
}
