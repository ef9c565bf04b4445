//! The three levels of disclosure, and other choices, as radio rows: a name, and under it what it does.
//!
//! The sentence belongs to the row: it can be pressed, and a screen reader says it as the row's description.

use crate::disclose::Level;
use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen, keep_in_view};
use egui::{Align, Id, Rect, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::fmt::Display;

const DOT: f32 = 8.0;

/// Lets one level be chosen; true when another was.
pub fn level_ui(ui: &mut Ui, level: &mut Level) -> bool {
    choice_ui(ui, "Who will read it", &Level::ALL, level, Level::help)
}

/// Lets one of several things be chosen, each with a line of help; true when another was.
pub fn choice_ui<T: Copy + PartialEq + Display>(
    ui: &mut Ui,
    name: &str,
    all: &[T],
    chosen: &mut T,
    help: impl Fn(T) -> &'static str,
) -> bool {
    let before = *chosen;
    // A group of its own, so that a screen reader says how many there are.
    let group = ui.allocate_exact_size(vec2(ui.available_width(), 0.0), Sense::hover()).1;
    group.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, true, name));
    let builder = UiBuilder::new().id_salt(("choices", name)).accessibility_parent(group.id);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for one in all {
            if row_ui(ui, &one.to_string(), help(*one), one == chosen) {
                *chosen = *one;
            }
        }
    });
    *chosen != before
}

/// One row; true when it was pressed.
fn row_ui(ui: &mut Ui, words: &str, says: &str, on: bool) -> bool {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let left = style.space(4);
    let name = Ink::new(Face::UiMedium, tokens.type_scale.body, style.ink);
    let help = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    let galley = pen.layout_lines(says, &help, tokens.line_height.small, ui.available_width() - left);
    let above = style.space(0);
    let height = above + tokens.line_height.body + galley.size().y + above;
    let id = Id::unique(("choice", ui.scope_id(), words));
    let rect = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height.max(tokens.size.hit_target_min)));
    ui.allocate_rect(rect, Sense::hover());
    let response = ui.interact(rect, id, Sense::click());
    keep_in_view(&response);
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, on, words));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(says));
    if response.hovered() && enabled {
        pen.fill(rect, tokens.radius.control, style.hovered(style.raised));
    }
    let middle = pos2(rect.left() + style.space(2) - 2.0, rect.top() + above + tokens.line_height.body / 2.0);
    let edge = if on { style.accent } else { style.control };
    pen.painter.circle(middle, DOT, style.surface, Stroke::new(1.5, edge));
    if on {
        pen.painter.circle_filled(middle, DOT / 2.0, style.accent);
    }
    pen.line(pos2(rect.left() + left, middle.y), Align::Min, words, &name);
    let at = pos2(rect.left() + left, rect.top() + above + tokens.line_height.body);
    pen.painter.galley(pen.on_pixel(at), galley, style.secondary);
    if response.has_focus() {
        pen.ring(rect.shrink(1.0), tokens.radius.control);
    }
    response.clicked()
}
