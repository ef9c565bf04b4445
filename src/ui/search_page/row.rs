//! One row of the list as it is painted: words right up to what was found, what was found, words after it, place.
//!
//! What was found begins at the same x in every row, so that the eye runs down one edge.

use super::ground::CaseGroup;
use super::mention::HitRow;
use super::paint::{chip, chip_width, tick};
use crate::search::Tone;
use crate::ui::style::{Face, Style, icons, mix};
use crate::ui::widgets::{Ink, Pen};
use egui::{Align, Rect, Vec2, pos2, vec2};
use std::borrow::Cow;

/// Width of the column of places: "12.14, p. 123".
const PLACE: f32 = 104.0;
/// Width of the column of short titles.
const TITLE: f32 = 100.0;
/// Where a row is narrower, titles are left out.
const WITH_TITLE: f32 = 640.0;
/// Where a row is narrower, the place stands closer.
const WITH_PLACE: f32 = 360.0;
/// So many codes are shown at most.
const CHIPS: usize = 2;
/// Share of the width for the words before what was found.
const BEFORE: f32 = 0.4;

/// Where the parts of a row stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    pub width: f32,
    /// Middle of the tick.
    tick: f32,
    /// Left edge of the words before.
    pub left_of_words: f32,
    /// Left edge of what was found.
    mark: f32,
    /// Right edge of the words after.
    words_end: f32,
    /// Left edge of the short title.
    title: Option<f32>,
    /// Right edge of the place.
    right: f32,
    has_place: bool,
}

impl Columns {
    /// Divides a row.
    pub fn new(style: &Style, list: Rect) -> Self {
        let (left, width) = (list.left() + style.space(3), list.width());
        let right = list.right() - style.space(3);
        let has_place = width >= WITH_PLACE;
        let place = if has_place { right - PLACE } else { right };
        let title = (width >= WITH_TITLE).then_some(place - TITLE);
        let words_end = title.unwrap_or(place) - style.space(1);
        let left_of_words = left + style.space(4) + style.space(0);
        let mark = left_of_words + ((words_end - left_of_words) * BEFORE).round();
        Self { width, tick: left + style.space(1), left_of_words, mark, words_end, title, right, has_place }
    }
}

/// How a row is at the moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    pub chosen: bool,
    pub current: bool,
    pub over: bool,
    pub over_tick: bool,
    pub rejected: bool,
}

/// Paints a row.
pub(super) fn hit(pen: &Pen, rect: Rect, columns: &Columns, row: &HitRow, state: State) {
    let style = &pen.style;
    if state.current {
        pen.fill(rect, 0, style.accent_soft);
        pen.fill(rect.with_max_x(rect.left() + style.tokens.stroke.stripe), 0, style.accent);
    } else if state.over {
        pen.fill(rect, 0, style.hovered(style.surface));
    }
    let middle = rect.center().y;
    let place = Rect::from_center_size(pos2(columns.tick, middle), Vec2::splat(style.space(3)));
    tick(pen, place, state.chosen, state.over_tick);
    let words_end = badges(pen, rect, columns, row, state);
    words(pen, rect, columns, row, state, words_end);
    titles(pen, rect, columns, row);
}

fn titles(pen: &Pen, rect: Rect, columns: &Columns, row: &HitRow) {
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let middle = rect.center().y;
    if let Some(title) = columns.title {
        let ink = Ink::new(Face::Ui, scale.small, style.muted);
        pen.line_within(pos2(title, middle), Align::Min, TITLE - style.space(1), &row.short, &ink);
    }
    if columns.has_place {
        let ink = Ink::new(Face::Ui, scale.small, style.secondary);
        // A document without pages or numbers is named, so that no row stands without a place.
        let place = if row.citation.is_empty() && columns.title.is_none() { &row.short } else { &row.citation };
        let width = pen.width(place, &ink).min(PLACE);
        pen.line_within(pos2(columns.right - width, middle), Align::Min, PLACE, place, &ink);
    }
}

/// How the mention is meant, how often it is repeated, and whether it was rejected; returns where words must end.
fn badges(pen: &Pen, rect: Rect, columns: &Columns, row: &HitRow, state: State) -> f32 {
    let style = &pen.style;
    let mut right = chips(pen, rect, columns, row);
    let tone = (row.toned.tone != Tone::Said).then(|| row.toned.tone.name());
    let repeated = (!row.copies.is_empty()).then(|| format!("said {} times", row.copies.len() + 1));
    let rejected = state.rejected.then_some("rejected");
    for words in [rejected, tone, repeated.as_deref()].into_iter().flatten() {
        let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.label, style.caution);
        let width = pen.width(words, &ink) + BADGE_SIDES * 2.0;
        if right - width - columns.mark < style.space(7) {
            break;
        }
        let middle = rect.center().y;
        let ground = Rect::from_min_max(pos2(right - width, middle - BADGE / 2.0), pos2(right, middle + BADGE / 2.0));
        pen.fill(ground, style.tokens.radius.chip, style.caution_tint);
        pen.line(ground.center(), Align::Center, words, &ink);
        right = ground.left() - style.space(1);
    }
    right
}

/// Height of a badge, and what it leaves free beside its words.
const BADGE: f32 = 18.0;
const BADGE_SIDES: f32 = 6.0;

/// Codes of the themes on the mention; returns where words must end.
fn chips(pen: &Pen, rect: Rect, columns: &Columns, row: &HitRow) -> f32 {
    let style = &pen.style;
    let all: Vec<_> = row.distinct_chips().collect();
    let hidden = all.len().saturating_sub(CHIPS);
    let mut right = columns.words_end;
    if all.is_empty() {
        return right;
    }
    if hidden > 0 {
        let ink = Ink::new(Face::Ui, style.tokens.type_scale.label, style.secondary);
        right = pen.line(pos2(right, rect.center().y), Align::Max, &format!("+{hidden}"), &ink).left() - style.space(0);
    }
    for one in all.iter().take(CHIPS).rev() {
        right -= chip_width(pen, one);
        chip(pen, pos2(right, rect.center().y), one);
        right -= style.space(0);
    }
    right - style.space(0)
}

fn words(pen: &Pen, rect: Rect, columns: &Columns, row: &HitRow, state: State, words_end: f32) {
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let middle = rect.center().y;
    let quiet = if row.is_listing() || state.rejected || row.toned.tone == Tone::Negated { style.muted } else { style.secondary };
    let plain = Ink::new(Face::Read, tokens.type_scale.quote, quiet);
    let loud = Ink::new(Face::ReadSemibold, tokens.type_scale.quote, if row.is_listing() { style.secondary } else { style.ink });
    let (inset, gap) = (style.space(0), style.space(0) / 2.0);
    // Where a sign follows without a space, the ground ends with the letters.
    let pad = |parted: bool| if parted { inset } else { stroke_gap(pen) };
    let (left_pad, right_pad) = (
        pad(row.left.is_empty() || row.left.ends_with(char::is_whitespace)),
        pad(row.right.is_empty() || row.right.starts_with(char::is_whitespace)),
    );
    let before = columns.mark - left_pad - if left_pad < inset { 0.0 } else { gap };
    let left = cut_at_start(pen, row.left.trim_end(), &plain, before - columns.left_of_words);
    pen.line(pos2(before, middle), Align::Max, &left, &plain);
    let most = (words_end - columns.mark - inset).max(0.0);
    let width = pen.width(&row.mark, &loud).min(most);
    let ground = Rect::from_min_max(
        pos2(columns.mark - left_pad, rect.top() + style.space(0) + 1.0),
        pos2(columns.mark + width + right_pad, rect.bottom() - style.space(0) - 1.0),
    );
    let tint = match (row.is_listing(), state.current) {
        (true, _) => style.desk,
        (false, true) => mix(style.accent_soft, style.accent, 0.16),
        (false, false) => style.accent_soft,
    };
    pen.fill(ground, tokens.radius.tint, tint);
    pen.line_within(pos2(columns.mark, middle), Align::Min, width + 1.0, &row.mark, &loud);
    let after = ground.right() + if right_pad < inset { 0.0 } else { gap };
    if words_end - after > style.space(3) {
        pen.line_within(pos2(after, middle), Align::Min, words_end - after, row.right.trim_start(), &plain);
    }
}

fn stroke_gap(pen: &Pen) -> f32 {
    pen.style.tokens.stroke.hair
}

/// The end of a text that fits, from the beginning of a word, with … before it.
fn cut_at_start<'t>(pen: &Pen, text: &'t str, ink: &Ink, room: f32) -> Cow<'t, str> {
    let whole = pen.layout(text, ink, f32::INFINITY);
    let over = whole.size().x - room;
    let Some(row) = whole.rows.first().filter(|_| over > 0.0) else { return Cow::Borrowed(text) };
    let over = over + pen.width("… ", ink);
    let mut letters = text.char_indices().zip(&row.glyphs);
    let from = letters.find(|((_, letter), glyph)| *letter == ' ' && glyph.pos.x >= over).map(|((at, _), _)| at);
    let rest = from.and_then(|at| text.get(at..)).unwrap_or_default();
    if rest.is_empty() { Cow::Borrowed("") } else { Cow::Owned(format!("…{rest}")) }
}

/// Paints the band of a case.
pub(super) fn band(pen: &Pen, rect: Rect, group: &CaseGroup, count: &str, open: bool, over: bool) {
    let (style, tokens) = (&pen.style, pen.style.tokens);
    pen.fill(rect, 0, if over { style.hovered(style.paper) } else { style.paper });
    pen.across(rect.left(), rect.right(), rect.bottom() - tokens.stroke.hair, style.line);
    let (left, middle) = (rect.left() + style.space(3), rect.center().y);
    let sign = if open { icons::CHEVRON_DOWN } else { icons::CHEVRON_RIGHT };
    pen.icon(pos2(left + style.space(1), middle), sign, 14.0, style.muted);
    let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    let right = pen.line(pos2(rect.right() - style.space(3), middle), Align::Max, count, &quiet).left();
    let loud = Ink::new(Face::UiSemibold, tokens.type_scale.body, style.ink);
    let start = left + style.space(4) + style.space(0);
    let name = pen.line_within(pos2(start, middle), Align::Min, right - start, &group.name, &loud).rect.right();
    let note = pos2(name, middle) + vec2(style.space(2), 0.0);
    let room = right - note.x - style.space(2);
    if room > style.space(5) {
        pen.line_within(note, Align::Min, room, &group.note, &quiet);
    }
}
