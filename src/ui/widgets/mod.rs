//! The controls every page is made of.
//!
//! Each one follows the same order: size, allocate, interact, `widget_info`, paint. Each has a role, a
//! name, a keyboard route, a visible focus, and at least 24 points to hit; meaning never rests on colour
//! alone. A page that needs a part of its own paints with [`Pen`] and follows the same order.

mod button;
mod chip;
mod choice;
mod dialog;
mod field;
mod focus;
mod header;
mod lines;
mod measure;
mod notice;
mod pattern;
mod pen;
mod row;
mod spans;
mod tip;

pub use button::{Button, IconButton, button, danger_button, icon_button, link_button, primary_button, quiet_button};
pub use chip::{ThemeChip, Tone, carried_theme_ui, key_hint_ui, section_label_ui, state_pill_ui, theme_chip};
pub use choice::{
    CheckBox, FIELDS_CLOSE, MenuEntry, check_box, drop_down_ui, menu_button_ui, menu_entry, menu_of_ui, one_or_all_ui,
    segmented_ui,
};
pub use dialog::{Dialog, DialogChoice, dialog, popup_frame};
pub use field::{TextField, text_field};
pub use focus::{KeyboardWish, keep_in_view, reveal_focus};
pub use header::{page_header_ui, page_title_ui};
pub use lines::lines_label_ui;
pub use measure::{CaseMark, CaseSquares, case_squares, progress_bar_ui};
pub use notice::{Notice, NoticeChoice, empty_state_ui, job_ui, notice};
pub use pattern::{HeatCell, strands, ticks};
pub use pen::{Ink, Line, Pen};
pub use row::{NavItem, Row, band, cell_text_ui, nav_item, row};
pub use spans::spans;
pub use tip::{tip_beside_ui, tip_ui, whole_on_hover_ui};

#[cfg(test)]
mod tests;
