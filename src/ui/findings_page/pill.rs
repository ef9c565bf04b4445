//! A state as a pill that opens the choice of another one.

use crate::ui::style::{Face, icons};
use crate::ui::widgets::{Ink, Pen, Tone, keep_in_view, menu_entry, menu_of_ui};
use egui::{Align, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Shows `chosen` of `parts` as a pill called `name`; returns another one that was taken.
pub(super) fn pill_ui(ui: &mut Ui, name: &str, parts: &[String], chosen: usize, tone: Tone, writable: bool) -> Option<usize> {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let text = parts.get(chosen).map(String::as_str).unwrap_or_default();
    let (colour, ground) = tone.colours(&pen);
    let ink = Ink::new(Face::UiMedium, style.tokens.type_scale.small, colour);
    let room = if writable { 18.0 } else { 0.0 };
    let size = vec2((pen.width(text, &ink) + 16.0 + room).round(), style.tokens.size.hit_target_min);
    let sense = if writable { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(size, sense);
    keep_in_view(&response);
    let role = if writable { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, format!("{name}: {text}")));
    let pill = rect.shrink2(vec2(0.0, 1.0));
    pen.fill(pill, style.tokens.radius.chip, ground);
    if response.hovered() && writable {
        pen.edge(pill, style.tokens.radius.chip, colour);
    }
    pen.line(pos2(rect.left() + 8.0, rect.center().y), Align::Min, text, &ink);
    if writable {
        pen.icon(pos2(rect.right() - 12.0, rect.center().y + 1.0), icons::CHEVRON_DOWN, 14.0, colour);
    }
    if response.has_focus() {
        pen.ring(pill, style.tokens.radius.chip);
    }
    if !writable {
        return None;
    }
    let taken = menu_of_ui(&response, |ui| {
        let mut taken = None;
        for (index, part) in parts.iter().enumerate() {
            if ui.add(menu_entry(part).ticked(index == chosen)).clicked() {
                taken = Some(index);
            }
        }
        taken
    });
    taken.flatten().filter(|taken| *taken != chosen)
}
