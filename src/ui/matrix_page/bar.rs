//! The head of the page: title, what the cells show, rows and columns, filter, saved matrices, export.

use super::saved;
use super::wanted::{Show, Wanted};
use crate::model::Project;
use crate::ui::style::{Style, icons};
use crate::ui::widgets::{Pen, button, drop_down_ui, icon_button, menu_button_ui, menu_of_ui, page_title_ui};
use egui::{Align, Layout, Ui, vec2};

/// What was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BarChoice {
    /// Choose rows, columns, groups and order.
    Sides,
    /// Choose what counts.
    Filter,
    /// Something about saved matrices.
    Saved(saved::Wish),
    /// Save a file.
    Export,
}

const SIDES: &str = "Rows and columns";
const SWAP: &str = "Swap rows and columns";
const SAVED: &str = "Saved";
const EXPORT: &str = "Export…";

fn filter_words(filters: usize) -> String {
    match filters {
        0 => "Filter".to_owned(),
        n => format!("Filter, {n} on"),
    }
}

/// Shows title and controls.
pub(super) fn bar_ui(ui: &mut Ui, title: &str, note: &str, wanted: &mut Wanted, project: &Project) -> Option<BarChoice> {
    let style = Style::of(ui);
    ui.spacing_mut().item_spacing.x = style.space(1);
    let size = vec2(ui.available_width(), style.tokens.size.control);
    let roomy = size.x > style.tokens.fold.single_column - style.tokens.size.rail;
    let controls = controls_width(ui, wanted, roomy);
    if size.x < controls + style.tokens.size.facets {
        page_title_ui(ui, title, note);
        return ui.horizontal_wrapped(|ui| controls_ui(ui, wanted, project, roomy)).inner;
    }
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        let words = (size.x - controls - style.space(4)).max(style.tokens.size.rail);
        ui.allocate_ui_with_layout(vec2(words, size.y), Layout::left_to_right(Align::Center), |ui| {
            page_title_ui(ui, title, note);
        });
        ui.add_space((ui.available_width() - controls).max(0.0));
        controls_ui(ui, wanted, project, roomy)
    })
    .inner
}

fn controls_width(ui: &Ui, wanted: &Wanted, roomy: bool) -> f32 {
    let pen = Pen::new(ui);
    let (size, gap) = (&pen.style.tokens.size, pen.style.space(1));
    let cells = size.rail - pen.style.space(4);
    if !roomy {
        return cells + (size.control + gap) * 5.0;
    }
    let words = filter_words(wanted.filters());
    let buttons = [
        button(SIDES).icon(icons::COLUMNS_3),
        button(&words).icon(icons::LIST_FILTER),
        button(SAVED).menu(false),
        button(EXPORT).icon(icons::DOWNLOAD),
    ];
    let buttons: f32 = buttons.iter().map(|b| b.size(&pen).x + gap).sum();
    cells + size.control + gap + buttons
}

fn controls_ui(ui: &mut Ui, wanted: &mut Wanted, project: &Project, roomy: bool) -> Option<BarChoice> {
    let style = Style::of(ui);
    let mut choice = None;
    let names = Show::ALL.map(Show::name);
    let now = Show::ALL.iter().position(|s| *s == wanted.show());
    let width = style.tokens.size.rail - style.space(4);
    if let Some(show) = drop_down_ui(ui, "What the cells show", &names, now, width).and_then(|i| Show::ALL.get(i)) {
        wanted.set_show(*show);
    }
    let mut press = |pressed: bool, what| {
        if pressed {
            choice = Some(what);
        }
    };
    let words = filter_words(wanted.filters());
    if roomy {
        press(ui.add(button(SIDES).icon(icons::COLUMNS_3)).clicked(), BarChoice::Sides);
        if ui.add(icon_button(icons::REFRESH_CW, SWAP)).clicked() {
            wanted.swap();
        }
        press(ui.add(button(&words).icon(icons::LIST_FILTER)).clicked(), BarChoice::Filter);
        let (_, wish) = menu_button_ui(ui, button(SAVED).name("Saved matrices"), |ui| saved::menu_ui(ui, wanted, project));
        if let Some(wish) = wish.flatten() {
            choice = Some(BarChoice::Saved(wish));
        }
        if ui.add(button(EXPORT).icon(icons::DOWNLOAD)).clicked() {
            choice = Some(BarChoice::Export);
        }
        return choice;
    }
    press(ui.add(icon_button(icons::COLUMNS_3, SIDES)).clicked(), BarChoice::Sides);
    if ui.add(icon_button(icons::REFRESH_CW, SWAP)).clicked() {
        wanted.swap();
    }
    press(ui.add(icon_button(icons::LIST_FILTER, &words).selected(wanted.filters() > 0)).clicked(), BarChoice::Filter);
    let response = ui.add(icon_button(icons::LAYERS, "Saved matrices"));
    if let Some(wish) = menu_of_ui(&response, |ui| saved::menu_ui(ui, wanted, project)).flatten() {
        choice = Some(BarChoice::Saved(wish));
    }
    if ui.add(icon_button(icons::DOWNLOAD, EXPORT)).clicked() {
        choice = Some(BarChoice::Export);
    }
    choice
}
