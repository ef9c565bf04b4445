//! One suggestion as it is painted: where it stands and how well it fits, its words with those marked that spoke for it,
//! and why.

use super::ground::{Line, Verdict};
use crate::ui::search_page::paint::spans;
use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align, Galley, Pos2, Rect, pos2, vec2};
use std::sync::Arc;

/// Lines of a passage that is not the current one.
const MOST_ROWS: usize = 4;
/// Lines of the current one; longer passages are read in their document.
const MOST_CURRENT: usize = 24;
/// The widest a line of text gets: about 76 letters.
const WIDEST: f32 = 640.0;
/// From the top of a row to its baseline, as a share of its height.
const BASELINE: f32 = 0.72;

/// Width of the column at the right, and where a card is wide enough for it.
const SIDE: f32 = 220.0;
const WITH_SIDE: f32 = WIDEST + SIDE + 96.0;

/// A card with its text laid out.
pub(super) struct Card {
    galley: Arc<Galley>,
    because: Arc<Galley>,
    /// Left edge of the column at the right, from that of the card, where there is one.
    side: Option<f32>,
    /// Height of the whole.
    pub height: f32,
}

impl Card {
    /// Lays out a line for a card of a width, its words so far from the left edge.
    pub fn of(pen: &Pen, line: &Line, is_current: bool, (width, inset): (f32, f32)) -> Self {
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let ink = if line.verdict == Verdict::Open { style.ink } else { style.muted };
        let format = TextFormat {
            font_id: Face::Read.at(tokens.type_scale.quote_large),
            color: ink,
            line_height: Some(tokens.line_height.quote_large),
            ..TextFormat::default()
        };
        let text_width = (width - inset * 2.0).min(WIDEST);
        let mut job = LayoutJob::single_section(line.text.clone(), format);
        let max_rows = if is_current { MOST_CURRENT } else { MOST_ROWS };
        job.wrap = TextWrapping { max_width: text_width, max_rows, break_anywhere: false, overflow_character: Some('…') };
        let galley = pen.painter.layout_job(job);
        let side = (width >= WITH_SIDE).then_some(inset + WIDEST + style.space(5));
        let small = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
        let because_width = side.map_or(text_width, |left| width - left - inset);
        let because = pen.layout_lines(&line.because, &small, tokens.line_height.small, because_width);
        let gap = style.space(0);
        let why = if line.because.is_empty() { 0.0 } else { because.size().y + gap };
        let text = galley.size().y;
        let body = if side.is_some() { text.max(why) } else { text + why };
        let height = style.space(2) * 2.0 + tokens.line_height.small + gap + body;
        Self { galley, because, side, height: height.ceil() }
    }

    /// Paints it.
    pub fn paint(self, pen: &Pen, rect: Rect, line: &Line, inset: f32, (is_current, is_over): (bool, bool)) {
        let (style, tokens) = (&pen.style, pen.style.tokens);
        if is_current {
            pen.fill(rect, 0, style.accent_soft);
            pen.fill(rect.with_max_x(rect.left() + tokens.stroke.stripe), 0, style.accent);
        } else if is_over {
            pen.fill(rect, 0, style.hovered(style.surface));
        }
        pen.across(rect.left(), rect.right(), rect.bottom() - tokens.stroke.hair, style.line);
        let left = rect.left() + inset;
        let mut top = rect.top() + style.space(2);
        let middle = top + tokens.line_height.small / 2.0;
        match self.side {
            Some(side) => {
                fit(pen, pos2(rect.left() + side, middle), Align::Min, line);
                place(pen, pos2(left, middle), WIDEST, line);
            }
            None => {
                let fit = fit(pen, pos2(rect.right() - inset, middle), Align::Max, line);
                place(pen, pos2(left, middle), fit.left() - style.space(2) - left, line);
            }
        }
        top += tokens.line_height.small + style.space(0);
        let corner = pen.on_pixel(pos2(left, top));
        if line.verdict == Verdict::Open {
            marks(pen, corner, &self.galley, line, is_current);
        }
        let why = match self.side {
            Some(side) => pos2(rect.left() + side, top + 2.0),
            None => pos2(left, top + self.galley.size().y + style.space(0)),
        };
        pen.painter.galley(corner, self.galley, style.ink);
        pen.painter.galley(pen.on_pixel(why), self.because, style.secondary);
    }
}

/// How well it fits, or what became of it.
fn fit(pen: &Pen, at: Pos2, align: Align, line: &Line) -> Rect {
    let (words, colour) = match line.verdict {
        Verdict::Open => (line.fit.as_str(), pen.style.ink),
        Verdict::Accepted => (line.verdict.words(), pen.style.good),
        Verdict::Rejected | Verdict::PassedOver => (line.verdict.words(), pen.style.secondary),
    };
    pen.line(at, align, words, &Ink::new(Face::UiSemibold, pen.style.tokens.type_scale.small, colour))
}

/// The case in bold, then document and citation.
fn place(pen: &Pen, at: Pos2, width: f32, line: &Line) {
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let case = Ink::new(Face::UiSemibold, scale.small, style.secondary);
    let end = pen.line_within(at, Align::Min, width.max(0.0), &line.case, &case).rect.right();
    let from = end + if line.case.is_empty() { 0.0 } else { style.space(1) };
    let quiet = Ink::new(Face::Ui, scale.small, style.secondary);
    pen.line_within(pos2(from, at.y), Align::Min, (at.x + width - from).max(0.0), &line.place, &quiet);
}

/// Tints and underlines the words that spoke for the passage: not by colour alone.
fn marks(pen: &Pen, corner: Pos2, galley: &Galley, line: &Line, is_current: bool) {
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let ground = if is_current { style.surface } else { style.accent_soft };
    for span in line.marks.iter().flat_map(|mark| spans(galley, corner, &line.text, line.passage.range.start(), *mark)) {
        let tint = Rect::from_min_max(span.min + vec2(-2.0, 2.0), span.max + vec2(2.0, -1.0));
        pen.fill(tint, tokens.radius.tint, ground);
        let y = (span.top() + span.height() * BASELINE).round() + 3.0;
        pen.fill(Rect::from_min_max(pos2(span.left(), y), pos2(span.right(), y + tokens.stroke.underline)), 0, style.accent);
    }
}
