//! "6 of 9" at the end of a row: cases with a concern of those that count, as words and as squares, and "+ 4" with good
//! practice. Cases that are not yet read stand hatched after the squares and are in no N.

use super::sheet::Sheet;
use crate::analyse::{MatrixCell, share_words};
use crate::model::Polarity;
use crate::ui::style::{Face, mix};
use crate::ui::widgets::{Ink, Pen};
use egui::{Align, Rect, pos2, vec2};

const SQUARE_HEIGHT: f32 = 8.0;
const LEAST_SQUARE: f32 = 4.0;
const MOST_SQUARE: f32 = 11.0;
const GOOD_ROOM: f32 = 40.0;

/// Whether the totals of rows count cases: a row that is itself a case or a document counts its passages instead.
pub(super) fn counts_cases(sheet: &Sheet) -> bool {
    !sheet.matrix().request().rows().is_single_case()
}

/// The total in words.
pub(super) fn words(sheet: &Sheet, name: &str, total: &MatrixCell) -> String {
    if !counts_cases(sheet) {
        return format!("{name}: {} concern, {} good practice in all", total.concern.codings, total.good_practice.codings);
    }
    let unread = total.relevant.saturating_sub(total.counted);
    let mut words = format!("{name}: concern in {} cases", share_words(total.concern.cases, total.counted));
    if total.good_practice.cases > 0 {
        words.push_str(&format!(", good practice in {}", total.good_practice.cases));
    }
    if unread > 0 {
        words.push_str(&format!(", {unread} not yet read"));
    }
    words
}

/// Paints a total; where the column is narrow only the words.
pub(super) fn paint_total(pen: &Pen, sheet: &Sheet, rect: Rect, total: &MatrixCell, is_band: bool) {
    let style = &pen.style;
    let middle = rect.center().y;
    let face = if is_band { Face::UiSemibold } else { Face::Ui };
    let ink = Ink::new(face, style.tokens.type_scale.body, style.ink);
    let (text, good) = if counts_cases(sheet) {
        (total.concern_of_counted(), total.good_practice.cases)
    } else {
        (total.concern.codings.to_string(), total.good_practice.codings)
    };
    let left = rect.left() + style.space(2);
    let after = pen.line(pos2(left, middle), Align::Min, &text, &ink).right();
    let roomy = rect.width() > style.tokens.size.rail;
    if good > 0 && (roomy || !counts_cases(sheet)) {
        let ink = Ink::new(Face::Ui, style.tokens.type_scale.body, style.good);
        let number = pen.line(pos2(rect.right() - style.space(1), middle), Align::Max, &good.to_string(), &ink);
        pen.sign(pos2(number.left() - style.space(1), middle), Polarity::GoodPractice, 3.5);
    }
    if roomy && counts_cases(sheet) {
        let from = (left + style.space(6) + style.space(1)).max(after + style.space(1));
        paint_squares(pen, pos2(from, middle), rect.right() - GOOD_ROOM, total);
    }
}

fn paint_squares(pen: &Pen, from: egui::Pos2, right: f32, total: &MatrixCell) {
    let style = &pen.style;
    let all = total.relevant.max(total.counted);
    if all == 0 || right <= from.x {
        return;
    }
    let rest = mix(style.line, style.line_strong, 0.4);
    let top = from.y - SQUARE_HEIGHT / 2.0;
    let step = ((right - from.x) / all as f32).floor().min(MOST_SQUARE);
    if step < LEAST_SQUARE {
        let whole = Rect::from_min_size(pos2(from.x, top), vec2(right - from.x, SQUARE_HEIGHT));
        let share = |part: u32| from.x + whole.width() * part as f32 / all as f32;
        pen.hatch(whole, style.line_strong);
        pen.fill(whole.with_max_x(share(total.counted)), 1, rest);
        pen.fill(whole.with_max_x(share(total.concern.cases)), 1, style.concern);
        return;
    }
    for i in 0..all {
        let at = pos2(from.x + i as f32 * step, top);
        let square = Rect::from_min_size(at, vec2(step - 1.0, SQUARE_HEIGHT));
        if i < total.concern.cases {
            pen.fill(square, 1, style.concern);
        } else if i < total.counted {
            pen.fill(square, 1, rest);
        } else {
            pen.hatch(square, style.line_strong);
        }
    }
}
