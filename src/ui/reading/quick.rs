//! The ten themes on the number keys, at the foot of the codebook.
//!
//! They belong to one person and one deep dive on this computer, and stay where they were put: a key that changed its
//! theme by itself would code wrongly. Until somebody chooses, they are the first themes of the first ten groups.

use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::settings::QuickThemes;
use crate::model::{Id, Theme};
use crate::ui::app::keys_of;
use crate::ui::style::Face;
use crate::ui::view::View;
use crate::ui::widgets::{Ink, Pen, link_button, menu_entry, menu_of_ui, section_label_ui, tip_ui};
use egui::{Align, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// So many quick themes there are.
const SLOTS: usize = 10;
/// Columns of the grid.
const COLUMNS: usize = 5;

/// The themes on the keys as they are now; one that is retired leaves its key empty.
pub(super) fn themes(view: &View<'_>) -> QuickThemes {
    let project = view.session.project();
    let id = view.session.folder().manifest().id;
    if let Some(chosen) = view.settings.dives.get(&id).and_then(|d| d.quick) {
        return chosen.map(|theme| theme.filter(|t| project.themes().get(*t).is_some()));
    }
    let mut quick = QuickThemes::default();
    let (mut seen, mut free) = (std::collections::BTreeSet::new(), 0);
    for node in view.session.tree().nodes() {
        if !node.is_group()
            && seen.insert(node.root)
            && let Some(place) = quick.get_mut(free)
        {
            *place = Some(node.id);
            free += 1;
        }
    }
    quick
}

/// The key of a quick theme as people read it, or its number where it has none.
fn key_of(ui: &Ui, slot: usize) -> String {
    let keys = u8::try_from(slot).map(|n| keys_of(ui, Command::QuickTheme(n))).unwrap_or_default();
    if keys.is_empty() { format!("({})", slot + 1) } else { keys }
}

/// Shows the ten; returns the one that was clicked.
pub(super) fn ui(ui: &mut Ui, view: &View<'_>, may_tag: bool) -> Option<Id<Theme>> {
    let quick = themes(view);
    let (first, last) = (key_of(ui, 0), key_of(ui, 9));
    section_label_ui(ui, "Quick themes", &format!("keys {first} to {last}"));
    let pen = Pen::new(ui);
    let size = vec2((ui.available_width() / COLUMNS as f32).floor(), pen.style.tokens.size.row_dense);
    let mut picked = None;
    for row in 0..2 {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            for slot in row * COLUMNS..(row + 1) * COLUMNS {
                if let Some(theme) = slot_ui(ui, view, &quick, slot, size).filter(|_| may_tag) {
                    picked = Some(theme);
                }
            }
        });
    }
    picked
}

fn slot_ui(ui: &mut Ui, view: &View<'_>, quick: &QuickThemes, slot: usize, size: egui::Vec2) -> Option<Id<Theme>> {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let key = key_of(ui, slot);
    let id = quick.get(slot).copied().flatten();
    let theme = id.and_then(|id| view.session.project().themes().get(id));
    let words = theme.map_or_else(|| "no theme".to_owned(), |t| format!("{} {}", t.code, t.name));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Quick theme {key}: {words}")));
    if response.hovered() {
        pen.fill(rect, style.tokens.radius.control, style.hovered(style.desk));
    }
    let small = style.tokens.type_scale.label;
    pen.line(pos2(rect.left() + 4.0, rect.center().y), Align::Min, &key, &Ink::new(Face::Ui, small, style.muted));
    let chip = Rect::from_center_size(pos2(rect.left() + 30.0, rect.center().y), vec2(28.0, 18.0));
    if let Some(theme) = theme {
        let paint = style.look(view.session.tree().node(theme.id).map(|n| n.look).unwrap_or_default());
        pen.fill(chip, style.tokens.radius.chip, paint.tint);
        pen.form(chip, &paint);
        let code = if theme.code.is_empty() { theme.name.chars().take(2).collect() } else { theme.code.clone() };
        pen.line(chip.center(), Align::Center, &code, &Ink::new(Face::UiSemibold, small, paint.text));
    } else {
        pen.edge(chip, style.tokens.radius.chip, style.line);
    }
    if response.has_focus() {
        pen.row_ring(rect);
    }
    let clicked = response.clicked();
    tip_ui(response, &words);
    if clicked { id } else { None }
}

/// The link that puts the theme used last on a key of one's choice.
pub(super) fn change_ui(ui: &mut Ui, view: &View<'_>, chosen: Option<Id<Theme>>, actions: &mut Vec<Action>) {
    let Some(theme) = chosen.and_then(|id| view.session.project().themes().get(id)) else { return };
    let words = format!("Put {} on a key", if theme.code.is_empty() { &theme.name } else { &theme.code });
    let response = ui.add(link_button(&words));
    let slot = menu_of_ui(&response, |ui| {
        let mut taken = None;
        for slot in 0..SLOTS {
            let name = key_of(ui, slot);
            if ui.add(menu_entry(&format!("Key {name}"))).clicked() {
                taken = Some(slot);
            }
        }
        taken
    });
    if let Some(slot) = slot.flatten() {
        let mut quick = themes(view);
        for place in &mut quick {
            *place = place.filter(|t| *t != theme.id);
        }
        if let Some(place) = quick.get_mut(slot) {
            *place = Some(theme.id);
        }
        actions.push(Action::SetQuickThemes(quick));
    }
}
