//! Cases as squares: filled for, framed against, empty not found, hatched not yet read and not counted.
//!
//! In the list they are small and one picture; over a finding each is large, has its letter and its own name, and shows
//! the passages of its case when it is pressed. A small notch tells a case with passages both ways.

use super::ground::Cx;
use crate::analyse::evidence::{CaseStanding, Evidence};
use crate::app::findings::{case_words, standing_words};
use crate::model::{Case, Id, Polarity};
use crate::ui::reviews::words::{note_ui, say_ui};
use crate::ui::style::{Face, Style};
use crate::ui::widgets::{Ink, Pen, keep_in_view, tip_ui};
use egui::{Align, Color32, Rect, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

const LARGE: f32 = 28.0;
const LARGE_GAP: f32 = 4.0;
/// Sides of small squares, the first that fits is taken.
const SMALL: [f32; 4] = [12.0, 10.0, 8.0, 5.0];
const SMALL_GAP: f32 = 2.0;
/// With more cases than this the large squares get small and lose their letters.
const MOST_LARGE: usize = 60;

/// The opposite of what a finding says.
const fn other(polarity: Polarity) -> Polarity {
    match polarity {
        Polarity::Concern | Polarity::Context => Polarity::GoodPractice,
        Polarity::GoodPractice => Polarity::Concern,
    }
}

/// Paints one square; returns the colour of a letter on it.
fn square(pen: &Pen, place: Rect, standing: CaseStanding, polarity: Polarity) -> Color32 {
    let (style, radius) = (&pen.style, if place.width() < 9.0 { 1 } else { pen.style.tokens.radius.chip });
    let own = style.polarity(polarity).colour;
    match standing {
        CaseStanding::For => {
            pen.fill(place, radius, own);
            style.surface
        }
        CaseStanding::Both => {
            pen.fill(place, radius, own);
            let side = (place.width() * 0.36).max(3.0);
            let notch = Rect::from_min_max(place.max - vec2(side, side), place.max);
            let against = style.polarity(other(polarity));
            pen.boxed(notch, radius.min(2), against.tint, against.colour);
            style.surface
        }
        CaseStanding::Against => {
            let against = style.polarity(other(polarity));
            pen.boxed(place, radius, against.tint, against.colour);
            against.colour
        }
        CaseStanding::NotFound => {
            pen.boxed(place, radius, style.surface, style.line_strong);
            style.muted
        }
        CaseStanding::StatedAbsent => {
            pen.boxed(place, radius, style.surface, style.line_strong);
            let (from, to) = (place.left_center() + vec2(3.0, 0.0), place.right_center() - vec2(3.0, 0.0));
            if place.width() < LARGE {
                pen.across(from.x, to.x, place.center().y, style.control);
            } else {
                pen.across(from.x, to.x, place.bottom() - 5.0, style.control);
            }
            style.muted
        }
        CaseStanding::NotApplicable => {
            pen.boxed(place, radius, style.paper, style.line);
            style.muted
        }
        CaseStanding::NotYetRead => {
            pen.hatch(place, if place.width() < LARGE { style.faint } else { style.line_strong });
            style.secondary
        }
    }
}

/// Small squares of a finding from `at` on, as far as `width` goes; returns where they end. None where they do not fit.
pub(super) fn small(pen: &Pen, at: egui::Pos2, width: f32, evidence: &Evidence, polarity: Polarity) -> f32 {
    let count = evidence.cases.len() as f32;
    let fits = |side: &&f32| count * (**side + SMALL_GAP) - SMALL_GAP <= width;
    let Some(side) = SMALL.iter().find(fits) else { return at.x };
    let mut left = at.x;
    for case in &evidence.cases {
        let place = Rect::from_center_size(pos2(left + side / 2.0, at.y), Vec2::splat(*side));
        square(pen, place, case.standing, polarity);
        left += side + SMALL_GAP;
    }
    left - SMALL_GAP
}

/// "6 of 9 cases, 2 against, 1 not found, J not yet read".
pub(super) fn words(cx: &Cx<'_>, evidence: &Evidence) -> String {
    let rest = standing_words(&evidence.cases, &cx.ground.short);
    let of = format!("{} {}", evidence.of_counted(), if evidence.counted == 1 { "case" } else { "cases" });
    if rest.is_empty() { of } else { format!("{of}, {rest}") }
}

/// The strip over a finding with its count; `only` is the case whose passages alone are shown.
pub(super) fn large_ui(ui: &mut Ui, cx: &Cx<'_>, evidence: &Evidence, polarity: Polarity, only: &mut Option<Id<Case>>) {
    let style = Style::of(ui);
    let builder = UiBuilder::new().accessibility_role(Role::Group).accessibility_label(words(cx, evidence)).id_salt("strip");
    ui.scope_builder(builder, |ui| {
        let is_large = evidence.cases.len() <= MOST_LARGE;
        let step = if is_large { LARGE + LARGE_GAP } else { style.tokens.size.hit_target_min + SMALL_GAP };
        let room = ui.available_width();
        let whole = evidence.cases.len() as f32 * step - LARGE_GAP;
        let beside = room - whole > style.tokens.size.facets - style.space(2);
        if beside {
            ui.horizontal(|ui| {
                squares_ui(ui, cx, evidence, polarity, only, whole.max(1.0));
                ui.add_space(style.space(2));
                ui.vertical(|ui| count_ui(ui, cx, evidence));
            });
        } else {
            squares_ui(ui, cx, evidence, polarity, only, room);
            count_ui(ui, cx, evidence);
        }
    });
}

fn count_ui(ui: &mut Ui, cx: &Cx<'_>, evidence: &Evidence) {
    let style = Style::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let of = format!("{} {}", evidence.of_counted(), if evidence.counted == 1 { "case" } else { "cases" });
    say_ui(ui, &of, Face::UiSemibold, style.tokens.type_scale.strong, style.ink);
    let rest = standing_words(&evidence.cases, &cx.ground.short);
    if !rest.is_empty() {
        note_ui(ui, &rest, style.secondary);
    }
}

fn squares_ui(ui: &mut Ui, cx: &Cx<'_>, evidence: &Evidence, polarity: Polarity, only: &mut Option<Id<Case>>, width: f32) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let is_large = evidence.cases.len() <= MOST_LARGE;
    let (side, gap) = if is_large { (LARGE, LARGE_GAP) } else { (style.tokens.size.hit_target_min, SMALL_GAP) };
    let per_line = (((width + gap) / (side + gap)).floor() as usize).max(1);
    let lines = evidence.cases.len().div_ceil(per_line);
    let (rect, _) = ui.allocate_exact_size(vec2(width, lines as f32 * (side + gap) - gap), Sense::hover());
    for (index, case) in evidence.cases.iter().enumerate() {
        let (column, line) = (index % per_line, index / per_line);
        let corner = rect.min + vec2(column as f32 * (side + gap), line as f32 * (side + gap));
        let place = Rect::from_min_size(corner, Vec2::splat(side));
        let response = ui.interact(place, ui.scope_id().with(("case", case.case)), Sense::click());
        let name = case_words(cx.ground.case_name(case.case), case);
        let is_only = *only == Some(case.case);
        keep_in_view(&response);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_only, &name));
        let drawn = if is_large { place } else { Rect::from_center_size(place.center(), Vec2::splat(12.0)) };
        let front = square(&pen, drawn, case.standing, polarity);
        if let Some(letter) = cx.ground.short.get(index).filter(|_| is_large) {
            let size = if letter.chars().count() > 2 { style.tokens.type_scale.label } else { style.tokens.type_scale.small };
            pen.line(place.center(), Align::Center, letter, &Ink::new(Face::UiSemibold, size, front));
        }
        if is_only || response.has_focus() {
            pen.ring(place.shrink(2.0), style.tokens.radius.chip);
        }
        if response.clicked() {
            *only = (!is_only).then_some(case.case);
        }
        tip_ui(response, &name);
    }
}
