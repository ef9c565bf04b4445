//! The three levels of disclosure as radio rows: a name, and under it what the level does.
//!
//! The sentence belongs to the row: it can be pressed, and a screen reader says it as the row's description.

use crate::disclose::Level;
use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen, keep_in_view};
use egui::{Align, Id, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const DOT: f32 = 8.0;

/// Lets one level be chosen; true when another was.
pub fn level_ui(ui: &mut Ui, level: &mut Level) -> bool {
    let before = *level;
    // A group of its own, so that a screen reader says how many there are.
    let group = ui.allocate_exact_size(vec2(ui.available_width(), 0.0), Sense::hover()).1;
    group.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, "Who will read it"));
    let builder = UiBuilder::new().id_salt("levels").accessibility_parent(group.id);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for one in Level::ALL {
            row_ui(ui, one, level);
        }
    });
    *level != before
}

fn row_ui(ui: &mut Ui, one: Level, chosen: &mut Level) {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let left = style.space(4);
    let name = Ink::new(Face::UiMedium, tokens.type_scale.body, style.ink);
    let help = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    let galley = pen.layout_lines(one.help(), &help, tokens.line_height.small, ui.available_width() - left);
    let above = style.space(0);
    let height = above + tokens.line_height.body + galley.size().y + above;
    let id = Id::unique(("level", ui.scope_id(), one.name()));
    let rect = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height.max(tokens.size.hit_target_min)));
    ui.allocate_rect(rect, Sense::hover());
    let response = ui.interact(rect, id, Sense::click());
    if response.clicked() {
        *chosen = one;
    }
    keep_in_view(&response);
    let (enabled, on, words) = (ui.is_enabled(), *chosen == one, one.to_string());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, on, words.as_str()));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(one.help()));
    if response.hovered() && enabled {
        pen.fill(rect, tokens.radius.control, style.hovered(style.raised));
    }
    let middle = pos2(rect.left() + style.space(2) - 2.0, rect.top() + above + tokens.line_height.body / 2.0);
    let edge = if on { style.accent } else { style.control };
    pen.painter.circle(middle, DOT, style.surface, Stroke::new(1.5, edge));
    if on {
        pen.painter.circle_filled(middle, DOT / 2.0, style.accent);
    }
    pen.line(pos2(rect.left() + left, middle.y), Align::Min, &words, &name);
    let at = pos2(rect.left() + left, rect.top() + above + tokens.line_height.body);
    pen.painter.galley(pen.on_pixel(at), galley, style.secondary);
    if response.has_focus() {
        pen.ring(rect.shrink(1.0), tokens.radius.control);
    }
}
