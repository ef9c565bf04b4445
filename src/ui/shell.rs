//! The frame of the window: top bar, rail, right pane, key bar, and the ground of the page.
//!
//! Plain parts: each takes values and returns what was chosen, and none knows the program. Show them in
//! this order: top bar, rail, right pane, page. The key bar belongs into the page, so that it ends where
//! the pane begins.

mod bar;
mod rail;

pub use bar::{MenuLine, SaveState, TopBar, TopBarChoice, top_bar_ui};
pub use rail::{Rail, RailChoice, RailItem, rail_ui};

use crate::ui::style::Style;
use crate::ui::widgets::{Pen, key_hint_ui, reveal_focus};
use egui::{Align, CentralPanel, Frame, Id, Layout, Margin, Panel, ScrollArea, Ui, UiBuilder};

/// Whether the window is so narrow (or the zoom so large) that one column remains.
#[must_use]
pub fn single_column(ui: &Ui) -> bool {
    ui.content_rect().width() < Style::of(ui).tokens.fold.single_column
}

/// The ground of the page: what the rail and the pane leave.
pub fn page_ui<R>(ui: &mut Ui, contents_ui: impl FnOnce(&mut Ui) -> R) -> R {
    let style = Style::of(ui);
    CentralPanel::default()
        .frame(Frame::NONE.fill(style.surface))
        .show(ui, |ui| {
            let rect = ui.max_rect();
            let inner = contents_ui(ui);
            let pen = Pen::new(ui);
            pen.across(rect.left(), rect.right(), rect.top(), style.line);
            pen.down(rect.left(), rect.top(), rect.bottom(), style.line);
            inner
        })
        .inner
}

/// Gives a page at least the room it needs; where the window has less, such as at 300 %, the page scrolls as a whole.
///
/// What gets the keyboard is brought into sight: a list inside knows only its own part of the page.
pub fn at_least_ui<R>(ui: &mut Ui, least: egui::Vec2, contents_ui: impl FnOnce(&mut Ui) -> R) -> R {
    let room = ui.available_size();
    if room.x >= least.x && room.y >= least.y {
        return contents_ui(ui);
    }
    // The bar of each way that scrolls takes from the other.
    let bar = ui.spacing().scroll.allocated_width();
    let less = egui::vec2(if room.y < least.y { bar } else { 0.0 }, if room.x < least.x { bar } else { 0.0 });
    let size = (room - less).max(least);
    ScrollArea::both()
        .id_salt("whole page")
        .auto_shrink(false)
        .show(ui, |ui| {
            let (_, rect) = ui.allocate_space(size);
            let view = ui.clip_rect();
            let mut page = ui.new_child(UiBuilder::new().max_rect(rect));
            page.set_clip_rect(view);
            let inner = contents_ui(&mut page);
            // What needs more than was thought, such as a foot of several lines, scrolls too.
            let used = rect.union(page.min_rect());
            ui.expand_to_include_rect(used);
            reveal_focus(ui, Id::unique("focus on a page that scrolls"), used.expand2(egui::vec2(0.0, used.height())));
            inner
        })
        .inner
}

/// The right pane: what belongs to the chosen thing. `width` is a first wish; the reader may drag its edge.
pub fn pane_ui<R>(ui: &mut Ui, salt: &str, width: f32, contents_ui: impl FnOnce(&mut Ui) -> R) -> R {
    let style = Style::of(ui);
    let most = (ui.available_width() / 2.0).max(style.tokens.size.facets);
    let margin = Margin::symmetric(style.space(4) as i8, style.space(3) as i8);
    let shown = Panel::right(salt)
        .default_size(width)
        .size_range(style.tokens.size.facets..=most)
        .resizable(true)
        .show_separator_line(false)
        .frame(Frame::NONE.fill(style.desk).inner_margin(margin))
        .show(ui, contents_ui);
    let (rect, pen) = (shown.response.rect, Pen::new(ui));
    pen.down(rect.left(), rect.top(), rect.bottom(), style.line);
    pen.across(rect.left(), rect.right(), rect.top(), style.line);
    shown.inner
}

/// The bar of keys under a page; what does not fit is left out, the rest stands in the list of keys.
pub fn key_bar_ui(ui: &mut Ui, keys: &[(&str, &str)]) {
    let style = Style::of(ui);
    let shown = Panel::bottom("key_bar")
        .exact_size(style.tokens.size.key_bar)
        .resizable(false)
        .show_separator_line(false)
        .frame(Frame::NONE.fill(style.surface).inner_margin(Margin::symmetric(style.space(4) as i8, 0)))
        .show(ui, |ui| {
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = style.space(4);
                for (key, what) in keys {
                    if ui.available_width() < style.space(7) * 2.0 {
                        break;
                    }
                    key_hint_ui(ui, key, what);
                }
            });
        });
    let rect = shown.response.rect;
    Pen::new(ui).across(rect.left(), rect.right(), rect.top(), style.line);
}

#[cfg(test)]
mod tests;
