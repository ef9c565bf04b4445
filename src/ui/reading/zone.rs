//! The part of the review to which the passage at the caret belongs, chosen from a list.
//!
//! Arrows go through the parts as the keyboard does, Enter or a click takes one. What the reader found is one of the choices, so that a
//! part set by hand can also be given up again.

use crate::app::action::Action;
use crate::app::gesture::Gesture;
use crate::model::{Document, Id, ZoneChoice};
use crate::text::{SourceText, TextRange};
use crate::ui::check_page::{zone_choices, zone_title};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::Face;
use crate::ui::widgets::{DialogChoice, Ink, Pen, dialog, keep_in_view};
use egui::{Align, Context, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// The list that is open.
#[derive(Debug)]
pub(super) struct ZonePicker {
    range: TextRange,
    /// What the passages belong to now, in words.
    now: String,
    at: usize,
}

impl ZonePicker {
    /// For the passages that a range touches.
    pub(super) fn of(source: &SourceText, range: TextRange) -> Self {
        let mut zones: Vec<&str> = crate::text::passages_between(source, range).iter().map(|b| zone_title(b.zone)).collect();
        zones.dedup();
        let first = zones.first().copied().unwrap_or_default();
        let at = zone_choices().iter().position(|(_, name)| *name == first).unwrap_or_default();
        Self { range, now: zones.join(", "), at }
    }

    /// Shows it; returns whether it stays open.
    pub(super) fn ui(&mut self, ctx: &Context, document: Id<Document>, actions: &mut Vec<Action>) -> bool {
        let choices = zone_choices();
        let mut clicked = None;
        let asks = dialog("zone of a passage", "Set the part of the review", "Set").width(360.0);
        let choice = asks.show_ui(ctx, |ui, fresh| {
            let secondary = Pen::new(ui).style.secondary;
            note_ui(ui, &format!("Now: {}", self.now), secondary);
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, (_, name)) in choices.iter().enumerate() {
                let line = zone_ui(ui, name, at == self.at);
                if fresh && at == self.at {
                    line.request_focus();
                } else if line.gained_focus() {
                    self.at = at;
                }
                if line.clicked() {
                    clicked = Some(at);
                }
            }
        });
        let taken = clicked.or((choice == Some(DialogChoice::Accept)).then_some(self.at));
        if let Some((zone, _)) = taken.and_then(|at| choices.get(at)) {
            let zone: ZoneChoice = *zone;
            actions.push(Gesture::SetZone { document, range: self.range, zone }.into());
        }
        taken.is_none() && choice.is_none()
    }
}

fn zone_ui(ui: &mut Ui, name: &str, on: bool) -> Response {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.size.row_dense), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
    keep_in_view(&response);
    if on {
        pen.fill(rect, style.tokens.radius.control, style.accent_soft);
        if !ui.clip_rect().contains_rect(rect) {
            response.scroll_to_me(None);
        }
    } else if response.hovered() {
        pen.fill(rect, style.tokens.radius.control, style.hovered(style.raised));
    }
    let ink = Ink::new(if on { Face::UiMedium } else { Face::Ui }, style.tokens.type_scale.body, style.ink);
    pen.line(pos2(rect.left() + style.space(1), rect.center().y), Align::Min, name, &ink);
    if response.has_focus() {
        pen.row_ring(rect);
    }
    response
}
