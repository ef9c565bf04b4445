//! A coded page as a picture: what the program is for, before anything was done with it.
//!
//! Every word of it is invented. It cannot be pressed; a screen reader hears one sentence about it.

use crate::model::Polarity;
use crate::ui::style::{Face, GroupPaint};
use crate::ui::widgets::{Ink, Pen};
use egui::text::CharIndex;
use egui::{Align, Galley, Pos2, Rangef, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

const SIZE: f32 = 20.0;
const LINE: f32 = 36.0;
const TEXT_WIDTH: f32 = 452.0;
const MARGIN: f32 = 136.0;
const LANE: f32 = 26.0;

struct Coding {
    code: &'static str,
    polarity: Polarity,
    from: &'static str,
    to: &'static str,
    hot: bool,
}

const fn coding(code: &'static str, polarity: Polarity, from: &'static str, to: &'static str) -> Coding {
    Coding { code, polarity, from, to, hot: false }
}

const FIRST: (&str, &[Coding]) = (
    "She had asked for help twice. The first time she was told that crying is normal and will pass; the second time nobody rang back. Both calls are in the record, and both were made in the same week.",
    &[
        coding("A3", Polarity::Concern, "told that crying", "rang back"),
        coding("F7", Polarity::Context, "Both calls", "same week"),
    ],
);
const SECOND: (&str, &[Coding]) = (
    "A nursery nurse saw a small bruise and rang within the hour. She had been told that a baby who cannot roll does not bruise himself, and she did not wait to be sure.",
    &[
        Coding { hot: true, ..coding("F8", Polarity::GoodPractice, "A nursery nurse", "within the hour") },
        coding("A4", Polarity::Context, "a small bruise", "bruise"),
        coding("E7", Polarity::GoodPractice, "She had been told", "bruise himself"),
    ],
);
const THIRD: (&str, &[Coding]) = (
    "Nobody wrote down who else lived in the home. Each service held one part of the same concern, and each believed that another held the rest.",
    &[
        coding("B1", Polarity::Concern, "Nobody wrote", "in the home"),
        coding("D9", Polarity::Concern, "Each service", "the rest"),
    ],
);

/// Paints the page into `page`.
pub(super) fn specimen_ui(ui: &mut Ui, page: Rect) {
    let response = ui.interact(page, ui.scope_id().with("specimen"), Sense::hover());
    let name = "A page of a review with passages marked: concern underlined, good practice dashed, context dotted";
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
    let pen = Pen::new(ui).clipped(page);
    let style = pen.style;
    pen.fill(page, 0, style.surface);
    pen.down(page.left(), page.top(), page.bottom(), style.line);
    let margin = MARGIN.min(page.width() * 0.22).max(LANE * 3.0);
    let left = page.left() + margin;
    let width = TEXT_WIDTH.min(page.right() - style.space(5) - left);
    let mut top = page.top() + page.height() * 0.16;
    let legend = page.bottom() - style.space(6);
    for (text, codings) in [FIRST, SECOND, THIRD] {
        let ink = Ink::new(Face::Read, SIZE, style.ink);
        let galley = pen.layout_lines(text, &ink, LINE, width);
        let height = galley.size().y;
        if top + height > legend - style.space(2) {
            break;
        }
        paint_codings(&pen, &galley, pos2(left, top), text, codings);
        pen.painter.galley(pos2(left, top), galley, style.ink);
        top += height + 28.0;
    }
    paint_legend(&pen, pos2(left, legend));
}

fn paint_legend(pen: &Pen, at: Pos2) {
    let ink = Ink::new(Face::Ui, pen.style.tokens.type_scale.small, pen.style.secondary);
    let mut x = at.x;
    for (polarity, words) in
        [(Polarity::Concern, "Concern"), (Polarity::GoodPractice, "Good practice"), (Polarity::Context, "Context")]
    {
        let pattern = pen.style.polarity(polarity).pattern;
        pen.underline(Rangef::new(x, x + 37.0), at.y - 1.0, pattern, pen.style.tokens.stroke.underline, ink.colour);
        x = pen.line(pos2(x + 46.0, at.y), Align::Min, words, &ink).right() + 28.0;
    }
}

fn paint_codings(pen: &Pen, galley: &Galley, at: Pos2, text: &str, codings: &[Coding]) {
    let stroke = &pen.style.tokens.stroke;
    let baseline = galley.rows.first().and_then(|row| row.row.glyphs.first()).map_or(0.0, |glyph| glyph.pos.y);
    let (mut lanes, mut stripes) = (Lanes::default(), Lanes::default());
    for coding in codings {
        let Some((first, end)) = span(text, coding.from, coding.to) else { continue };
        let rects = rects(galley, at, first, end);
        let (Some(top), Some(bottom)) = (rects.first(), rects.last()) else { continue };
        let colours = group(pen, coding.code);
        let pattern = pen.style.polarity(coding.polarity).pattern;
        let lane = lanes.take(first as f32, end as f32);
        let width = if coding.hot { stroke.underline_hot } else { stroke.underline };
        for rect in &rects {
            let base = rect.top() + baseline;
            if coding.hot {
                let tint = Rect::from_x_y_ranges(rect.left() - 3.0..=rect.right() + 3.0, base - 21.0..=base + 7.0);
                pen.fill(tint, pen.style.tokens.radius.tint, colours.tint);
            }
            let y = base.round() + 6.0 + lane as f32 * 4.0;
            pen.underline(rect.x_range(), y, pattern, width, colours.mark);
        }
        let (y0, y1) = (top.top() + 6.0, bottom.bottom() - 4.0);
        let lane = stripes.take(y0, y1.max(y0 + LANE));
        paint_stripe(pen, pos2(at.x - 44.0 - lane as f32 * LANE, y0), y1, coding, colours);
    }
}

fn paint_stripe(pen: &Pen, at: Pos2, bottom: f32, coding: &Coding, colours: GroupPaint) {
    let (style, stroke) = (&pen.style, &pen.style.tokens.stroke);
    let chip = Rect::from_center_size(pos2(at.x, at.y + 9.0), vec2(24.0, 18.0));
    let (ground, front) = if coding.hot { (colours.text, style.surface) } else { (colours.tint, colours.text) };
    pen.fill(chip, style.tokens.radius.chip, ground);
    let ink = Ink::new(Face::UiSemibold, style.tokens.type_scale.label, front);
    pen.line(chip.center(), Align::Center, coding.code, &ink);
    let width = if coding.hot { stroke.stripe_hot } else { stroke.stripe };
    let run = Rangef::new(at.y + 22.0, bottom);
    if run.max > run.min + 2.0 {
        pen.stripe(at.x, run, style.polarity(coding.polarity).pattern, width, colours.mark);
    }
}

/// Colours of the group whose letter begins the code.
fn group(pen: &Pen, code: &str) -> GroupPaint {
    let letter = code.bytes().next().unwrap_or(b'A');
    pen.style.group_colours(usize::from(letter.saturating_sub(b'A')))
}

/// Lowest lane that is free from `from` on.
#[derive(Default)]
struct Lanes(Vec<f32>);

impl Lanes {
    fn take(&mut self, from: f32, to: f32) -> usize {
        let free = self.0.iter().position(|end| *end <= from + 3.0);
        match free.and_then(|lane| self.0.get_mut(lane).map(|end| (lane, end))) {
            Some((lane, end)) => {
                *end = to;
                lane
            }
            None => {
                self.0.push(to);
                self.0.len() - 1
            }
        }
    }
}

/// Characters from the first `from` to the end of the next `to`.
fn span(text: &str, from: &str, to: &str) -> Option<(usize, usize)> {
    let start = text.find(from)?;
    let end = start + text.get(start..)?.find(to)? + to.len();
    Some((text.get(..start)?.chars().count(), text.get(..end)?.chars().count()))
}

/// Where characters stand, one rectangle for each row, without the space at a row's end.
fn rects(galley: &Galley, at: Pos2, first: usize, end: usize) -> Vec<Rect> {
    let (mut begin, mut found) = (0, Vec::new());
    for row in &galley.rows {
        let count = row.char_count_excluding_newline().0;
        let (from, mut to) = (first.max(begin), end.min(begin + count));
        let last_is_space = row.row.glyphs.last().is_some_and(|glyph| glyph.chr == ' ');
        if to > from && to == begin + count && last_is_space {
            to -= 1;
        }
        if from < to {
            let x = |index: usize| at.x + row.pos.x + row.x_offset(CharIndex(index - begin));
            found.push(Rect::from_x_y_ranges(x(from)..=x(to), at.y + row.min_y()..=at.y + row.max_y()));
        }
        begin += row.char_count_including_newline().0;
    }
    found
}
