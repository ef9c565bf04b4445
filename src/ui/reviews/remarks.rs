//! What the reader noticed, each with a sign that says what it asks of a person.

use super::words::note_ui;
use crate::text::Concern;
use crate::ui::style::icons;
use crate::ui::widgets::Pen;
use egui::{Ui, UiBuilder, pos2};

/// A remark of the reader with its sign: to be looked at, left out of the text, or worth knowing.
pub(in crate::ui) fn remark_ui(ui: &mut Ui, concern: Concern, words: &str) {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let (icon, colour) = match concern {
        Concern::Check => (icons::TRIANGLE_ALERT, style.caution),
        Concern::LeftOut => (icons::X, style.concern),
        Concern::Note => (icons::INFO, style.muted),
    };
    let (top, left) = (ui.cursor().top(), ui.cursor().left());
    pen.icon(pos2(left + 7.0, top + style.tokens.line_height.small / 2.0), icon, 14.0, colour);
    let room = ui.available_rect_before_wrap();
    let rect = room.with_min_x(room.left() + style.space(4));
    let used = ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        let said = match concern {
            Concern::LeftOut if !words.to_lowercase().starts_with("left out") => format!("Left out: {words}"),
            Concern::LeftOut | Concern::Check | Concern::Note => capital(words),
        };
        note_ui(ui, &said, style.secondary);
    });
    ui.advance_cursor_after_rect(used.response.rect.with_min_x(left));
}

/// The words with a capital at the beginning; "p. 3: …" stays as it is.
pub(super) fn capital(words: &str) -> String {
    if words.starts_with("p. ") {
        return words.to_owned();
    }
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
