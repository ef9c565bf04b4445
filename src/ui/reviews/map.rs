//! Where the codings of a document are: one row for each group of themes, a tick for each coding.
//!
//! A row is a button: it opens the document at the coding nearest to where it was pressed, or at its first one
//! from the keyboard.

use super::facts::counted;
use super::ground::{Ground, GroupTicks};
use crate::model::Document;
use crate::text::TextRange;
use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen, keep_in_view, section_label_ui, theme_chip, tip_ui};
use egui::{Align, Rangef, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

const TICK: f32 = 3.0;

/// Shows the map; returns the passage to open.
pub(super) fn map_ui(ui: &mut Ui, document: &Document, ground: &Ground) -> Option<TextRange> {
    section_label_ui(ui, "Where the codings are", &counted(ground.codings, "coding"));
    if ground.groups.is_empty() {
        let pen = Pen::new(ui);
        super::words::note_ui(ui, "Nothing is coded here yet", pen.style.secondary);
        return None;
    }
    let mut opened = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for group in &ground.groups {
            opened = group_ui(ui, group).or(opened);
        }
        axis_ui(ui, document);
    });
    opened
}

fn group_ui(ui: &mut Ui, group: &GroupTicks) -> Option<TextRange> {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let colours = style.look(group.look);
    let size = vec2(ui.available_width(), style.tokens.size.hit_target_min);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = format!("{} {}, {}", group.code, group.name, counted(group.ticks.len(), "coding"));
    keep_in_view(&response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() {
        pen.fill(rect, style.tokens.radius.tint, style.hovered(style.desk));
    }
    let chip = theme_chip(&group.code, "", colours);
    let at = Rect::from_min_size(rect.min, vec2(chip.width(&pen), rect.height()));
    pen_chip(ui, &pen, at, &group.code, colours);
    let track = track(rect, &pen);
    let middle = rect.center().y;
    pen.across(track.min, track.max, middle, style.line_strong);
    for (share, _) in &group.ticks {
        let x = track.min + share * (track.span() - TICK);
        let tick = Rect::from_center_size(pos2(x.round() + TICK / 2.0, middle), vec2(TICK, 13.0));
        pen.fill(tick, 1, colours.mark);
    }
    if response.has_focus() {
        pen.row_ring(rect);
    }
    let first = group.ticks.first().map(|(_, range)| *range);
    let pressed = response.clicked().then(|| match response.interact_pointer_pos() {
        Some(at) => nearest(group, (at.x - track.min) / track.span()).or(first),
        None => first,
    });
    tip_ui(response, &name);
    pressed.flatten()
}

fn pen_chip(ui: &Ui, pen: &Pen, rect: Rect, code: &str, colours: crate::ui::style::GroupPaint) {
    let place = Rect::from_center_size(rect.center(), vec2(rect.width(), 18.0));
    pen.fill(place, pen.style.tokens.radius.chip, colours.tint);
    let ink = Ink::new(Face::UiSemibold, pen.style.tokens.type_scale.label, colours.text);
    pen.clipped(ui.clip_rect()).line(place.center(), Align::Center, code, &ink);
}

fn track(rect: Rect, pen: &Pen) -> Rangef {
    Rangef::new(rect.left() + pen.style.space(5), rect.right() - pen.style.space(0))
}

fn nearest(group: &GroupTicks, share: f32) -> Option<TextRange> {
    let far = |at: f32| (at - share).abs();
    group.ticks.iter().min_by(|(a, _), (b, _)| far(*a).total_cmp(&far(*b))).map(|(_, range)| *range)
}

fn axis_ui(ui: &mut Ui, document: &Document) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.line_height.small), Sense::hover());
    let (first, last) =
        if document.pages > 1 { ("p. 1".to_owned(), format!("p. {}", document.pages)) } else { ("start".into(), "end".into()) };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{first} to {last}")));
    let ink = Ink::new(Face::Ui, style.tokens.type_scale.small, style.muted);
    let track = track(rect, &pen);
    pen.line(pos2(track.min, rect.center().y), Align::Min, &first, &ink);
    pen.line(pos2(track.max, rect.center().y), Align::Max, &last, &ink);
}
