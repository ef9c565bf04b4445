//! What stands over the list: title, filter, the menu that adds documents, and how the last import went.

use super::facts::Facts;
use super::report;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::ui::app::keys_of;
use crate::ui::style::icons;
use crate::ui::view::ImportView;
use crate::ui::widgets::{
    NoticeChoice, Pen, button, job_ui, menu_button_ui, menu_entry, notice, page_title_ui, primary_button, text_field,
};
use egui::{Id, Key, Layout, Rect, Ui, UiBuilder, vec2};

/// The filter of the list.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    pub(super) text: String,
    pub(super) is_open: bool,
}

/// Shows title and buttons; returns whether the filter was opened or closed.
pub(super) fn title_ui(ui: &mut Ui, facts: &Facts, filter: &mut Filter, may_change: bool, actions: &mut Vec<Action>) -> bool {
    let pen = Pen::new(ui);
    let gap = pen.style.space(1);
    let filter_button = button("Filter").icon(icons::LIST_FILTER);
    let add = primary_button("Add documents").icon(icons::PLUS);
    let buttons = filter_button.size(&pen).x + gap + add.clone().menu(false).size(&pen).x;
    let width = ui.available_width();
    let height = pen.style.tokens.size.control;
    let beside = width - buttons > 200.0;
    let mut toggled = false;
    if !beside {
        page_title_ui(ui, "Reviews", &facts.note());
    }
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let right = Rect::from_min_max(egui::pos2(if beside { rect.right() - buttons } else { rect.left() }, rect.top()), rect.max);
    if beside {
        let left = rect.with_max_x(right.left() - gap);
        ui.scope_builder(UiBuilder::new().max_rect(left).layout(Layout::left_to_right(egui::Align::Center)), |ui| {
            page_title_ui(ui, "Reviews", &facts.note());
        });
    }
    ui.scope_builder(UiBuilder::new().max_rect(right).layout(Layout::left_to_right(egui::Align::Center)), |ui| {
        if ui.add(filter_button).clicked() {
            filter.is_open = !filter.is_open;
            toggled = true;
        }
        ui.add_enabled_ui(may_change, |ui| add_menu_ui(ui, add, actions));
    });
    toggled
}

fn add_menu_ui(ui: &mut Ui, add: crate::ui::widgets::Button<'_>, actions: &mut Vec<Action>) {
    menu_button_ui(ui, add, |ui| {
        for (words, command) in [("Files…", Command::AddFiles), ("A folder…", Command::AddFolder)] {
            if ui.add(menu_entry(words).key(&keys_of(ui, command))).clicked() {
                actions.push(Action::Command(command));
            }
        }
    });
}

/// The field of the filter; returns whether what passes it changed.
pub(super) fn filter_ui(ui: &mut Ui, filter: &mut Filter, just_opened: bool, found: (usize, usize)) -> bool {
    let id = Id::unique("reviews filter");
    if just_opened {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let closes = ui.memory(|memory| memory.has_focus(id)) && ui.input(|input| input.key_pressed(Key::Escape));
    let mut is_changed = text_field(&mut filter.text, "Filter documents")
        .hint("Title, case, kind or file name")
        .icon(icons::LIST_FILTER)
        .clearable()
        .id(id)
        .show_ui(ui)
        .changed();
    if !filter.text.trim().is_empty() {
        let style = Pen::new(ui).style;
        super::words::note_ui(ui, &format!("{} of {} documents", found.0, found.1), style.secondary);
    }
    if closes || ui.input(|input| input.key_pressed(Key::Escape)) && ui.memory(|m| m.focused().is_none()) && filter.is_open {
        filter.is_open = false;
        is_changed |= !filter.text.is_empty();
        filter.text.clear();
    }
    is_changed
}

/// The import that is going on, or how the last one went; returns whether the report is wanted.
pub(super) fn import_ui(ui: &mut Ui, import: &ImportView, actions: &mut Vec<Action>) -> bool {
    if import.is_running {
        running_ui(ui, import, actions);
        return false;
    }
    let (title, text) = (report::headline(import), report::first_sentences(&import.report));
    let tone = report::Sums::of(&import.report).tone();
    match notice(tone, &title).text(&text).actions(&["See report"]).closable().show_ui(ui) {
        Some(NoticeChoice::Action(_)) => return true,
        Some(NoticeChoice::Close) => actions.push(Action::DismissImport),
        None => {}
    }
    false
}

fn running_ui(ui: &mut Ui, import: &ImportView, actions: &mut Vec<Action>) {
    let what = match import.reading.as_slice() {
        [] => "Reading files".to_owned(),
        [one] => format!("Reading {one}"),
        [one, more @ ..] => format!("Reading {one} and {} more", more.len()),
    };
    let how_far = format!("{} of {}, {}", import.done, import.total, report::duration(import.took));
    if import.is_cancelled {
        super::words::note_ui(ui, "Cancelled; the files being read now are the last ones", Pen::new(ui).style.secondary);
    }
    let share = import.done as f32 / import.total.max(1) as f32;
    if job_ui(ui, &what, &how_far, share) {
        actions.push(Action::CancelImport);
    }
}
