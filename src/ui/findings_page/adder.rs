//! Adds a theme by typing: a list under whatever opened it, which gets shorter.
//!
//! One picker serves all openers of the page, since only one can be open; themes offered for the opener stand first.

use super::ground::Cx;
use crate::model::{Id, Theme};
use crate::ui::picker::matches;
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{FIELDS_CLOSE, Ink, Pen, keep_in_view, text_field};
use egui::{Align, Key, Modifiers, Popup, Response, Role, ScrollArea, Sense, SetOpenCommand, Ui, WidgetInfo, pos2, vec2};

/// Rows of the list seen at once.
const ROWS: f32 = 8.0;

/// What the picker remembers.
#[derive(Debug, Default)]
pub(super) struct ThemeAdder {
    open_for: Option<egui::Id>,
    typed: String,
    at: usize,
}

impl ThemeAdder {
    /// Whether it lies over the page.
    pub(super) const fn is_open(&self) -> bool {
        self.open_for.is_some()
    }

    /// Shows the picker under `opener` while it is open; `opens` opens it. Returns the theme that was taken.
    pub(super) fn under_ui(
        &mut self,
        opener: &Response,
        cx: &Cx<'_>,
        name: &str,
        opens: bool,
        offered: &[Id<Theme>],
    ) -> Option<Id<Theme>> {
        let command = opens.then_some(SetOpenCommand::Bool(true));
        let popup = Popup::from_response(opener).open_memory(command).close_behavior(FIELDS_CLOSE).gap(4.0);
        let was_open = self.open_for == Some(opener.id);
        let mut taken = None;
        let is_open = popup.show(|ui| taken = self.list_ui(ui, cx, name, offered, was_open)).is_some();
        opener.ctx.accesskit_node_builder(opener.id, |node| {
            node.set_has_popup(egui::accesskit::HasPopup::Listbox);
            node.set_expanded(is_open);
        });
        if is_open {
            self.open_for = Some(opener.id);
        } else if was_open {
            *self = Self::default();
            opener.request_focus();
        }
        if taken.is_some() {
            *self = Self::default();
            Popup::close_all(&opener.ctx);
            opener.request_focus();
        }
        taken
    }

    fn list_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, name: &str, offered: &[Id<Theme>], was_open: bool) -> Option<Id<Theme>> {
        let style = Style::of(ui);
        ui.set_width((style.tokens.size.context + style.space(5)).min(ui.content_rect().width() - style.space(5)));
        ui.spacing_mut().item_spacing.y = style.space(0);
        if !was_open {
            (self.typed, self.at) = (String::new(), 0);
        }
        let down = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
        let up = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowUp));
        let field = text_field(&mut self.typed, name).hint("Type to find a theme").icon(icons::SEARCH).show_ui(ui);
        // Taken here: whatever gets the keyboard next must not take the same press for its own.
        let entered = field.lost_focus() && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        if !was_open {
            field.request_focus();
        }
        if field.changed() {
            self.at = 0;
        }
        let mut found: Vec<Id<Theme>> =
            matches(cx.project, &cx.session.tree(), &self.typed).into_iter().map(|found| found.theme).collect();
        if self.typed.trim().is_empty() {
            found.retain(|theme| !offered.contains(theme));
            found.splice(0..0, offered.iter().copied());
        }
        let last = found.len().saturating_sub(1);
        self.at = if down { (self.at + 1).min(last) } else { self.at.saturating_sub(usize::from(up)).min(last) };
        if found.is_empty() {
            ui.label("No theme fits. Add themes on the page Themes.");
        }
        let mut taken = None;
        let most = (ui.content_rect().height() / 2.0).min(style.tokens.size.row * ROWS);
        ScrollArea::vertical().id_salt("findings themes").max_height(most).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (index, theme) in found.iter().enumerate() {
                let row = theme_ui(ui, cx, *theme, index == self.at, offered.contains(theme));
                if index == self.at && (down || up) {
                    row.scroll_to_me(None);
                }
                if row.clicked() || (entered && index == self.at) {
                    taken = Some(*theme);
                }
            }
        });
        if entered && taken.is_none() {
            field.request_focus();
        }
        taken
    }
}

fn theme_ui(ui: &mut Ui, cx: &Cx<'_>, theme: Id<Theme>, is_current: bool, is_offered: bool) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let (rect, row) = ui.allocate_exact_size(vec2(ui.available_width(), tokens.size.row), Sense::CLICK);
    let words = cx.theme_words(theme);
    keep_in_view(&row);
    row.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_current, &words));
    let Some(shown) = cx.theme(style, theme).filter(|_| ui.is_rect_visible(rect)) else { return row };
    if is_current || row.hovered() {
        pen.fill(rect, tokens.radius.control, style.accent_soft);
    }
    let middle = rect.center().y;
    let left = chip(&pen, pos2(rect.left() + style.space(1), middle), &shown) + style.space(1);
    let ink = Ink::new(Face::Ui, tokens.type_scale.body, style.ink);
    let name = pen.line_within(pos2(left, middle), Align::Min, rect.right() - style.space(1) - left, &shown.name, &ink).rect;
    let rest = rect.right() - style.space(1) - name.right() - style.space(1);
    if is_offered && rest > style.space(6) {
        let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
        pen.line_within(pos2(name.right() + style.space(1), middle), Align::Min, rest, "coded in these words", &quiet);
    }
    row
}

/// Paints a theme's code from `at` on; returns where it ends.
pub(super) fn chip(pen: &Pen, at: egui::Pos2, shown: &super::ground::Shown) -> f32 {
    let ink = Ink::new(Face::UiSemibold, pen.style.tokens.type_scale.label, shown.paint.text);
    let width = (pen.width(&shown.code, &ink) + 10.0).max(24.0).round();
    let place = egui::Rect::from_min_size(pen.on_pixel(pos2(at.x, at.y - 9.0)), vec2(width, 18.0));
    pen.fill(place, pen.style.tokens.radius.chip, shown.paint.tint);
    pen.form(place, &shown.paint);
    pen.line(place.center(), Align::Center, &shown.code, &ink);
    place.right()
}
