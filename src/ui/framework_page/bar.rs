//! The head of the page: how far the summaries are, how cases are arranged, and which themes are shown.

use super::sheet::Sheet;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::framework::{Framework, GroupBy, SortBy, ThemeChoice};
use crate::model::{Id, Theme};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{
    FIELDS_CLOSE, Ink, Pen, button, check_box, icon_button, link_button, menu_button_ui, menu_entry, menu_of_ui, page_title_ui,
    popup_frame, section_label_ui, text_field,
};
use egui::{Align, Layout, Popup, Response, ScrollArea, Ui, vec2};
use std::collections::BTreeSet;

const ARRANGE: &str = "Arrange cases";
const THEMES: &str = "Choose themes";
const EXPORT: &str = "Export…";

/// What the bar changes.
#[derive(Debug, Default)]
pub(super) struct Arranging {
    pub(super) themes: Option<Vec<Id<Theme>>>,
    pub(super) group_by: GroupBy,
    pub(super) sort_by: SortBy,
    /// What was typed to find a theme.
    typed: String,
    /// Whether the list of themes was shown in the last frame.
    was_open: bool,
}

/// Shows title and controls.
pub(super) fn bar_ui(ui: &mut Ui, sheet: &Sheet, arranging: &mut Arranging, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    ui.spacing_mut().item_spacing.x = style.space(1);
    let note = if sheet.framework.columns.is_empty() { String::new() } else { sheet.framework.progress() };
    let pen = Pen::new(ui);
    let gap = style.space(1);
    let arrange = button(ARRANGE).icon(icons::LIST_TREE).menu(false).size(&pen).x;
    let themes = button(THEMES).icon(icons::COLUMNS_3).size(&pen).x;
    let export = button(EXPORT).icon(icons::DOWNLOAD).menu(false).size(&pen).x;
    let wide = ui.available_width();
    let title = pen.width("Framework", &Ink::new(Face::ReadSemibold, style.tokens.type_scale.title, style.ink));
    let words = title + style.space(4) + pen.width(&note, &Ink::new(Face::Ui, style.tokens.type_scale.body, style.muted));
    let buttons = arrange + themes + export + gap * 3.0;
    let is_roomy = wide > buttons + words + gap * 2.0;
    let controls = if is_roomy { buttons } else { (style.tokens.size.control + gap) * 3.0 };
    let size = vec2(wide, style.tokens.size.control);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        let words = (wide - controls - gap).max(style.tokens.size.control);
        ui.allocate_ui_with_layout(vec2(words, size.y), Layout::left_to_right(Align::Center), |ui| {
            page_title_ui(ui, "Framework", &note);
        });
        ui.add_space((ui.available_width() - controls + gap).max(0.0));
        arrange_ui(ui, sheet, arranging, is_roomy);
        themes_ui(ui, &sheet.framework, arranging, is_roomy);
        export_ui(ui, is_roomy, actions);
    });
}

fn arrange_ui(ui: &mut Ui, sheet: &Sheet, arranging: &mut Arranging, is_roomy: bool) {
    let (mut group_by, mut sort_by) = (arranging.group_by.clone(), arranging.sort_by.clone());
    let entries_ui = |ui: &mut Ui| entries_ui(ui, sheet, &mut group_by, &mut sort_by);
    if is_roomy {
        menu_button_ui(ui, button(ARRANGE).icon(icons::LIST_TREE), entries_ui);
    } else {
        let response = ui.add(icon_button(icons::LIST_TREE, ARRANGE));
        menu_of_ui(&response, entries_ui);
    }
    (arranging.group_by, arranging.sort_by) = (group_by, sort_by);
}

fn export_ui(ui: &mut Ui, is_roomy: bool, actions: &mut Vec<Action>) {
    let mut entries_ui = |ui: &mut Ui| {
        for (words, command) in [("As a table…", Command::ExportMatrix), ("In a report…", Command::WriteReport)] {
            if ui.add(menu_entry(words)).clicked() {
                actions.push(Action::Command(command));
            }
        }
    };
    if is_roomy {
        menu_button_ui(ui, button(EXPORT).icon(icons::DOWNLOAD), &mut entries_ui);
    } else {
        let response = ui.add(icon_button(icons::DOWNLOAD, EXPORT));
        menu_of_ui(&response, &mut entries_ui);
    }
}

fn entries_ui(ui: &mut Ui, sheet: &Sheet, group_by: &mut GroupBy, sort_by: &mut SortBy) {
    let usual = sheet.attributes.iter().find(|name| name.to_lowercase() == "age band");
    let grouped = match group_by {
        GroupBy::Nothing => None,
        GroupBy::Usual => usual.cloned(),
        GroupBy::Attribute(name) => Some(name.clone()),
    };
    section_label_ui(ui, "Groups", "");
    if ui.add(menu_entry("No groups").ticked(grouped.is_none())).clicked() {
        *group_by = GroupBy::Nothing;
    }
    for name in sheet.attributes.iter() {
        if ui.add(menu_entry(&format!("By {name}")).ticked(grouped.as_ref() == Some(name))).clicked() {
            *group_by = GroupBy::Attribute(name.clone());
        }
    }
    section_label_ui(ui, "Order within a group", "");
    if ui.add(menu_entry("Sorted by name").ticked(*sort_by == SortBy::Name)).clicked() {
        *sort_by = SortBy::Name;
    }
    for name in sheet.attributes.iter() {
        let on = *sort_by == SortBy::Attribute(name.clone());
        if ui.add(menu_entry(&format!("Sorted by {name}")).ticked(on)).clicked() {
            *sort_by = SortBy::Attribute(name.clone());
        }
    }
}

fn themes_ui(ui: &mut Ui, framework: &Framework, arranging: &mut Arranging, is_roomy: bool) {
    let style = Style::of(ui);
    let response: Response =
        if is_roomy { ui.add(button(THEMES).icon(icons::COLUMNS_3)) } else { ui.add(icon_button(icons::COLUMNS_3, THEMES)) };
    let fresh = response.clicked();
    let popup = Popup::menu(&response).close_behavior(FIELDS_CLOSE).gap(style.space(0)).frame(popup_frame(&style));
    let shown = popup.show(|ui| {
        egui::Frame::NONE.inner_margin(style.space(1)).show(ui, |ui| {
            ui.set_width((style.tokens.size.context + style.space(6)).min(ui.content_rect().width() - style.space(5)));
            chooser_ui(ui, framework, arranging, fresh);
        });
    });
    let is_open = shown.is_some();
    if arranging.was_open && !is_open && ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
    arranging.was_open = is_open;
}

fn chooser_ui(ui: &mut Ui, framework: &Framework, arranging: &mut Arranging, fresh: bool) {
    let style = Style::of(ui);
    ui.spacing_mut().item_spacing.y = style.space(0);
    let field = text_field(&mut arranging.typed, "Find a theme").hint("Part of a theme’s name, or its code");
    let field = field.icon(icons::SEARCH).clearable().width(ui.available_width()).show_ui(ui);
    if fresh {
        field.request_focus();
    }
    let mut shown: BTreeSet<Id<Theme>> = framework.columns.iter().map(|c| c.theme).collect();
    let before = shown.clone();
    let most = (ui.content_rect().height() / 2.0 - style.space(5)).max(style.space(7));
    let found = found(&framework.choices, &arranging.typed);
    if found.is_empty() {
        ui.label("No theme fits.");
    }
    ScrollArea::vertical().id_salt("framework_themes").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for place in found {
            choice_ui(ui, framework, place, &mut shown);
        }
    });
    ui.horizontal_wrapped(|ui| {
        let usual = ui.add_enabled(arranging.themes.is_some(), link_button("Those with most cases"));
        if usual.clicked() {
            arranging.themes = None;
        }
    });
    if shown != before {
        arranging.themes = Some(shown.into_iter().collect());
    }
}

/// The places of the choices that fit what was typed, with the groups that they lie in.
fn found(choices: &[ThemeChoice], typed: &str) -> Vec<usize> {
    let typed = typed.trim().to_lowercase();
    let fits = |choice: &ThemeChoice| {
        typed.is_empty() || choice.name.to_lowercase().contains(&typed) || choice.code.to_lowercase() == typed
    };
    let mut seen = BTreeSet::new();
    let mut above: Vec<usize> = Vec::new();
    for (place, choice) in choices.iter().enumerate() {
        above.truncate(choice.depth);
        above.push(place);
        if fits(choice) {
            seen.extend(above.iter().copied());
        }
    }
    seen.into_iter().collect()
}

fn choice_ui(ui: &mut Ui, framework: &Framework, place: usize, shown: &mut BTreeSet<Id<Theme>>) {
    let style = Style::of(ui);
    let Some(choice) = framework.choices.get(place) else { return };
    let cases = if choice.cases == 1 { "1 case".to_owned() } else { format!("{} cases", choice.cases) };
    let words = format!("{} {}, {cases}", choice.code, choice.name).trim().to_owned();
    ui.horizontal(|ui| {
        ui.add_space(choice.depth as f32 * style.space(3));
        if choice.depth == 0 && choice.has_children {
            let below = framework.choices.iter().skip(place + 1).take_while(|c| c.depth > 0).filter(|c| !c.has_children);
            let below: Vec<Id<Theme>> = below.map(|c| c.theme).collect();
            let count = below.iter().filter(|theme| shown.contains(theme)).count();
            let mut on = count == below.len();
            let name = format!("All of {} {}", choice.code, choice.name);
            if ui.add(check_box(&mut on, &name).mixed(count > 0 && count < below.len())).changed() {
                for theme in below {
                    if on {
                        shown.insert(theme);
                    } else {
                        shown.remove(&theme);
                    }
                }
            }
            return;
        }
        let mut on = shown.contains(&choice.theme);
        if ui.add(check_box(&mut on, &words)).changed() {
            if on {
                shown.insert(choice.theme);
            } else {
                shown.remove(&choice.theme);
            }
        }
    });
}
