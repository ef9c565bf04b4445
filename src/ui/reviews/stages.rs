//! The four stages of a document side by side, in the width of a pane.
//!
//! Radio buttons to a screen reader, as in `segmented_ui`; here the parts share the width there is, because four
//! words and their usual margins are wider than the pane.

use crate::model::Progress;
use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen, keep_in_view};
use egui::{Align, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Shows the stages with `now` taken; returns another one when it was pressed.
pub(super) fn stages_ui(ui: &mut Ui, now: Progress) -> Option<Progress> {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let words: Vec<String> = Progress::ALL.iter().map(Progress::to_string).collect();
    let room = ui.available_width() - 4.0;
    let width_of = |ink: &Ink| words.iter().map(|w| pen.width(w, ink)).collect::<Vec<f32>>();
    let large = Ink::new(Face::UiMedium, tokens.type_scale.body, style.ink);
    let fits = width_of(&large).iter().sum::<f32>() + style.space(1) * 4.0 <= room;
    let ink = if fits { large } else { Ink::new(Face::UiMedium, tokens.type_scale.label, style.ink) };
    let widths = width_of(&ink);
    let spare = ((room - widths.iter().sum::<f32>()) / 4.0).clamp(style.space(0), style.space(4));
    let total = widths.iter().sum::<f32>() + spare * 4.0 + 4.0;
    let (rect, response) = ui.allocate_exact_size(vec2(total, tokens.size.control), Sense::hover());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, enabled, "Progress"));
    pen.boxed(rect, tokens.radius.control, style.desk, style.line_strong);
    let mut left = rect.left() + 2.0;
    let mut taken = None;
    ui.scope_builder(UiBuilder::new().max_rect(rect).accessibility_parent(response.id), |ui| {
        for ((stage, word), width) in Progress::ALL.into_iter().zip(&words).zip(&widths) {
            let place = Rect::from_min_size(pos2(left, rect.top() + 2.0), vec2(width + spare, rect.height() - 4.0));
            left = place.right();
            let one = ui.interact(place, ui.scope_id().with(("stage", word)), Sense::click());
            let on = stage == now;
            keep_in_view(&one);
            one.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, on, word));
            if on {
                pen.boxed(place, tokens.radius.control.saturating_sub(1), style.surface, style.control);
            }
            let loud = on || one.hovered();
            let ink = Ink { colour: if loud { style.ink } else { style.secondary }, ..ink.clone() };
            pen.line(place.center(), Align::Center, word, &ink);
            if one.has_focus() {
                pen.row_ring(place);
            }
            if one.clicked() && !on {
                taken = Some(stage);
            }
        }
    });
    taken
}
