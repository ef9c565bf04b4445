//! Words over as many lines as they need, as one node for screen readers.

use super::{Ink, Pen};
use crate::ui::style::Face;
use egui::{Color32, Response, Role, Sense, Ui, WidgetInfo, vec2};

/// Shows small words as one label, alert or other node.
pub fn lines_label_ui(ui: &mut Ui, words: &str, role: Role, colour: Color32) -> Response {
    let pen = Pen::new(ui);
    let tokens = pen.style.tokens;
    let ink = Ink::new(Face::Ui, tokens.type_scale.small, colour);
    let galley = pen.layout_lines(words, &ink, tokens.line_height.small, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, words));
    pen.painter.galley(pen.on_pixel(rect.min), galley, colour);
    response
}
