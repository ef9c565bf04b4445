//! The head of a page: its title in the serif, a quiet note, and what can be done here.
//!
//! Where there is no room the note goes first, then the actions move under the title.

use super::button::Button;
use super::pen::{Ink, Pen};
use crate::ui::style::Face;
use egui::{Align, Layout, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// Where a note would be cut shorter than this, it is left out.
const LEAST_NOTE: f32 = 96.0;

/// The title of a page in the serif, and a quiet note beside it.
pub fn page_title_ui(ui: &mut Ui, title: &str, note: &str) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let loud = Ink::new(Face::ReadSemibold, tokens.type_scale.title, style.ink);
    let quiet = Ink::new(Face::Ui, tokens.type_scale.body, style.muted);
    let words = pen.width(title, &loud) + if note.is_empty() { 0.0 } else { 14.0 + pen.width(note, &quiet) };
    let size = vec2(words.min(ui.available_width()), tokens.line_height.title);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, title));
    let middle = rect.center().y;
    let end = pen.line_within(pos2(rect.left(), middle), Align::Min, rect.width(), title, &loud).rect.right();
    let most = (rect.right() - end - 13.0).max(0.0);
    if !note.is_empty() && most >= LEAST_NOTE.min(pen.width(note, &quiet)) {
        pen.line_within(pos2(end + 14.0, middle + 2.0), Align::Min, most, note, &quiet);
    }
    response
}

/// Title, note and actions in one line, or in two where there is no room; returns which was pressed.
///
/// The last action is the most important one and stands at the right end.
pub fn page_header_ui(ui: &mut Ui, title: &str, note: &str, actions: &[Button<'_>]) -> Option<usize> {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let gap = ui.spacing().item_spacing.x;
    let wide = ui.available_width();
    let buttons: f32 = actions.iter().map(|action| action.size(&pen).x + gap).sum();
    let words = pen.width(title, &Ink::new(Face::ReadSemibold, tokens.type_scale.title, style.ink));
    if words + buttons + style.space(3) > wide {
        page_title_ui(ui, title, note);
        return ui.horizontal_wrapped(|ui| actions_ui(ui, actions.iter().enumerate())).inner;
    }
    ui.allocate_ui_with_layout(vec2(wide, tokens.size.control), Layout::right_to_left(Align::Center), |ui| {
        let pressed = actions_ui(ui, actions.iter().enumerate().rev());
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| page_title_ui(ui, title, note));
        pressed
    })
    .inner
}

fn actions_ui<'a>(ui: &mut Ui, actions: impl Iterator<Item = (usize, &'a Button<'a>)>) -> Option<usize> {
    let mut pressed = None;
    for (index, action) in actions {
        if ui.add(action.clone()).clicked() {
            pressed = Some(index);
        }
    }
    pressed
}
