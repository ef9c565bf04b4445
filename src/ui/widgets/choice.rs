//! Choices: a tick, one of a few side by side, one of many in a menu.
//!
//! The parts of a segmented choice are radio buttons to a screen reader: arrow keys go from one to the
//! next, Space or Enter takes it.

use super::button::{Button, button};
use super::focus::keep_in_view;
use super::pen::{Ink, Pen};
use crate::ui::style::{Face, icons};
use egui::{
    Align, Id, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Shape, Stroke, Ui, UiBuilder, Vec2, Widget, WidgetInfo,
    pos2, vec2,
};

const BOX_SIDE: f32 = 16.0;

/// A tick with words; see [`check_box`].
#[must_use = "add it to a Ui"]
pub struct CheckBox<'a> {
    on: &'a mut bool,
    text: &'a str,
    words_hidden: bool,
    mixed: bool,
}

/// A tick for `on`.
pub fn check_box<'a>(on: &'a mut bool, text: &'a str) -> CheckBox<'a> {
    CheckBox { on, text, words_hidden: false, mixed: false }
}

impl CheckBox<'_> {
    /// Only the box; the words are still its name.
    pub const fn words_hidden(mut self) -> Self {
        self.words_hidden = true;
        self
    }

    /// Some of what it stands for is on, some is not.
    pub const fn mixed(mut self, mixed: bool) -> Self {
        self.mixed = mixed;
        self
    }
}

impl Widget for CheckBox<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.ink);
        let least = tokens.size.hit_target_min;
        let words = if self.words_hidden { 0.0 } else { pen.width(self.text, &ink) + least + 2.0 };
        let (rect, mut response) = ui.allocate_exact_size(vec2(words.max(least), least), Sense::click());
        if response.clicked() {
            *self.on = !*self.on;
            response.mark_changed();
        }
        let (enabled, on) = (ui.is_enabled(), *self.on);
        keep_in_view(&response);
        response.widget_info(|| {
            let mut info = WidgetInfo::selected(Role::CheckBox, enabled, on, self.text);
            if self.mixed {
                info.selected = None;
            }
            info
        });
        if ui.is_rect_visible(rect) {
            let side = if self.words_hidden { rect.center().x - BOX_SIDE / 2.0 } else { rect.left() };
            let place = Rect::from_min_size(pos2(side, rect.center().y - BOX_SIDE / 2.0), Vec2::splat(BOX_SIDE));
            paint_tick(&pen, place, on, self.mixed, response.hovered() && enabled);
            if !self.words_hidden {
                pen.line(pos2(rect.left() + least, rect.center().y), Align::Min, self.text, &ink);
            }
            if response.has_focus() {
                pen.ring(place, tokens.radius.chip);
            }
        }
        response
    }
}

/// Paints the box of a tick.
fn paint_tick(pen: &Pen, place: Rect, on: bool, mixed: bool, over: bool) {
    let (style, radius) = (&pen.style, pen.style.tokens.radius.chip);
    if !(on || mixed) {
        pen.boxed(place, radius, style.surface, if over { style.accent } else { style.control });
        return;
    }
    pen.fill(place, radius, style.accent);
    let stroke = Stroke::new(1.8, style.on_accent);
    let middle = place.center();
    if mixed {
        pen.painter.line_segment([middle - vec2(4.0, 0.0), middle + vec2(4.0, 0.0)], stroke);
    } else {
        let points = vec![middle + vec2(-4.0, 0.2), middle + vec2(-1.0, 3.2), middle + vec2(4.2, -3.2)];
        pen.painter.add(Shape::line(points, stroke));
    }
}

/// One of a few, side by side; returns whether another was taken.
pub fn segmented_ui(ui: &mut Ui, name: &str, parts: &[&str], chosen: &mut usize) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let ink = Ink::new(Face::UiMedium, tokens.type_scale.body, style.ink);
    let widths: Vec<f32> = parts.iter().map(|part| (pen.width(part, &ink) + 24.0).round()).collect();
    let across = widths.iter().sum::<f32>() + 4.0;
    // Where there is no room side by side, they stand one above the other.
    let stacked = across > ui.available_width() + 0.5 && !ui.layout().is_horizontal();
    let widest = widths.iter().copied().fold(0.0, f32::max).min(ui.available_width() - 4.0);
    let size = if stacked {
        vec2(widest + 4.0, (tokens.size.control - 4.0) * parts.len() as f32 + 4.0)
    } else {
        vec2(across, tokens.size.control)
    };
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::hover());
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::RadioGroup, enabled, name));
    pen.boxed(rect, tokens.radius.control, style.desk, style.line_strong);
    let mut left = rect.left() + 2.0;
    let mut rings = Vec::new();
    // Salted, so that two of them may stand in one line.
    let builder = UiBuilder::new().id_salt(("segments", name)).max_rect(rect).accessibility_parent(response.id);
    let parts_ui = ui.new_child(builder);
    for (index, (part, width)) in parts.iter().zip(&widths).enumerate() {
        let high = tokens.size.control - 4.0;
        let place = if stacked {
            Rect::from_min_size(pos2(left, rect.top() + 2.0 + high * index as f32), vec2(widest, high))
        } else {
            Rect::from_min_size(pos2(left, rect.top() + 2.0), vec2(*width, high))
        };
        if !stacked {
            left += width;
        }
        let one = parts_ui.interact(place, parts_ui.scope_id().with(("segment", index)), Sense::click());
        if one.clicked() && *chosen != index {
            *chosen = index;
            response.mark_changed();
        }
        let on = *chosen == index;
        keep_in_view(&one);
        one.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, on, *part));
        if on {
            pen.boxed(place, tokens.radius.control.saturating_sub(1), style.surface, style.control);
        }
        let loud = on || one.hovered();
        let ink = Ink { colour: if loud { style.ink } else { style.secondary }, ..ink.clone() };
        pen.line(place.center(), Align::Center, part, &ink);
        if one.has_focus() {
            rings.push(place);
        }
    }
    for place in rings {
        pen.ring(place.shrink(2.0), tokens.radius.control);
    }
    response
}

/// A button that opens a menu; returns the button and what the menu returned.
///
/// Arrow keys go through the entries, Enter takes one, Esc closes.
pub fn menu_button_ui<R>(ui: &mut Ui, button: Button<'_>, entries_ui: impl FnOnce(&mut Ui) -> R) -> (Response, Option<R>) {
    let id = ui.next_auto_id();
    let open = Popup::is_id_open(ui, id.with("popup"));
    let response = ui.add(button.menu(open));
    let inner = menu_of_ui(&response, entries_ui);
    (response, inner)
}

/// Set while a menu that was opened by keys waits for its first entry.
fn first_entry_wanted() -> Id {
    Id::unique("menu_first_entry_wanted")
}

/// The menu under a button of one's own.
pub fn menu_of_ui<R>(response: &Response, entries_ui: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    if response.clicked() && response.has_focus() {
        response.ctx.data_mut(|data| data.insert_temp(first_entry_wanted(), true));
    }
    let shown = Popup::menu(response).gap(4.0).show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        entries_ui(ui)
    });
    let open = shown.is_some();
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_has_popup(egui::accesskit::HasPopup::Menu);
        node.set_expanded(open);
    });
    if let Some(shown) = &shown
        && shown.response.should_close()
    {
        response.request_focus();
    }
    shown.map(|shown| shown.inner)
}

/// A choice of one from many, `chosen` shown on the button; returns the new one.
pub fn drop_down_ui(ui: &mut Ui, name: &str, parts: &[&str], chosen: Option<usize>, width: f32) -> Option<usize> {
    let shown = chosen.and_then(|index| parts.get(index)).copied().unwrap_or("Choose…");
    let full = format!("{name}: {shown}");
    let (_, taken) = menu_button_ui(ui, button(shown).name(&full).width(width), |ui| {
        let mut taken = None;
        for (index, part) in parts.iter().enumerate() {
            if ui.add(menu_entry(part).ticked(chosen == Some(index)).least_width(width)).clicked() {
                taken = Some(index);
            }
        }
        taken
    });
    taken.flatten()
}

/// A choice of one from many, or all of them, which is none chosen.
pub fn one_or_all_ui<T: Clone + PartialEq>(
    ui: &mut Ui,
    name: &str,
    all: &str,
    parts: &[(T, String)],
    width: f32,
    chosen: &mut Option<T>,
) {
    let words: Vec<&str> = std::iter::once(all).chain(parts.iter().map(|(_, words)| words.as_str())).collect();
    let at = chosen.as_ref().and_then(|c| parts.iter().position(|(value, _)| value == c)).map_or(0, |i| i + 1);
    if let Some(taken) = drop_down_ui(ui, name, &words, Some(at), width) {
        *chosen = taken.checked_sub(1).and_then(|i| parts.get(i)).map(|(value, _)| value.clone());
    }
}

/// An entry of a menu; see [`menu_entry`].
#[must_use = "add it to a Ui"]
pub struct MenuEntry<'a> {
    text: &'a str,
    key: &'a str,
    ticked: Option<bool>,
    least_width: f32,
}

/// An entry of a menu.
pub const fn menu_entry(text: &str) -> MenuEntry<'_> {
    MenuEntry { text, key: "", ticked: None, least_width: 0.0 }
}

impl<'a> MenuEntry<'a> {
    /// The keys that do the same.
    pub const fn key(mut self, key: &'a str) -> Self {
        self.key = key;
        self
    }

    /// One of several, ticked or not.
    pub const fn ticked(mut self, ticked: bool) -> Self {
        self.ticked = Some(ticked);
        self
    }

    /// At least so wide, in points.
    pub const fn least_width(mut self, width: f32) -> Self {
        self.least_width = width;
        self
    }
}

impl Widget for MenuEntry<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.ink);
        let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.muted);
        let (tick, key) = (if self.ticked.is_some() { 24.0 } else { 0.0 }, pen.width(self.key, &quiet));
        let words = pen.width(self.text, &ink) + tick + key + if key > 0.0 { 48.0 } else { 24.0 };
        let least = self.least_width - tokens.space.get(1).copied().unwrap_or_default();
        let width = words.max(least).max(ui.min_rect().width()).max(tokens.size.rail);
        let (rect, response) = ui.allocate_at_least(vec2(width, tokens.size.row), Sense::click());
        let enabled = ui.is_enabled();
        keep_in_view(&response);
        response.widget_info(|| match self.ticked {
            Some(on) => WidgetInfo::selected(Role::MenuItemRadio, enabled, on, self.text),
            None => WidgetInfo::labeled(Role::MenuItem, enabled, self.text),
        });
        if enabled && !ui.is_sizing_pass() && ui.data_mut(|data| data.remove_temp::<bool>(first_entry_wanted())).is_some() {
            response.request_focus();
        }
        if ui.is_rect_visible(rect) {
            if response.has_focus() || (response.hovered() && enabled) {
                pen.fill(rect, tokens.radius.control, style.accent_soft);
            }
            if response.has_focus() {
                pen.row_ring(rect);
            }
            let (left, middle) = (rect.left() + style.space(2), rect.center().y);
            if self.ticked == Some(true) {
                pen.icon(pos2(left + 8.0, middle), icons::CHECK, 16.0, style.accent);
            }
            pen.line(pos2(left + tick, middle), Align::Min, self.text, &ink);
            pen.line(pos2(rect.right() - style.space(2), middle), Align::Max, self.key, &quiet);
        }
        if response.clicked() {
            ui.close();
        }
        response
    }
}

/// How a popup that holds fields closes: by Esc or a click beside it.
pub const FIELDS_CLOSE: PopupCloseBehavior = PopupCloseBehavior::CloseOnClickOutside;
