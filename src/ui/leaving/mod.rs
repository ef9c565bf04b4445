//! What every dialog shows that lets something leave: the level, what is suppressed, and what has to be decided first.
//!
//! The parts know nothing of what leaves: a matrix, a report and a list of quotes use the same ones.
//!
//! | file | part |
//! |---|---|
//! | `level` | the three levels as radio rows, each with a sentence |
//! | `account` | what is suppressed and why, folded until asked for |
//! | `questions`, `card` | identifiers and quotes, each with its surroundings and its answers |

mod account;
mod card;
mod level;
mod questions;

pub use account::account_ui;
pub use level::{choice_ui, level_ui};
pub use questions::{QuestionsView, reason};

use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen};
use egui::{Color32, Role, Sense, Ui, WidgetInfo, vec2};

/// Words over as many lines as they need, as one label.
fn lines_ui(ui: &mut Ui, words: &str, role: Role, colour: Color32) {
    let pen = Pen::new(ui);
    let tokens = pen.style.tokens;
    let ink = Ink::new(Face::Ui, tokens.type_scale.small, colour);
    let galley = pen.layout_lines(words, &ink, tokens.line_height.small, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, words));
    pen.painter.galley(pen.on_pixel(rect.min), galley, colour);
}
