//! Popups and dialogs: the only parts with a shadow.
//!
//! A dialog keeps the keyboard inside, gives it to its first field, closes on Esc, and hands the keyboard
//! back to where it was. It closes on a click beside it only if nothing was asked of the reader.

use super::button::{Button, button, danger_button, primary_button};
use super::pen::{Ink, Pen};
use crate::ui::style::{Face, Style};
use egui::text_edit::TextEditState;
use egui::{Align, Context, Frame, Id, Layout, Margin, Modal, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// Room above the first control, whose ring would be cut otherwise.
const RING: f32 = 3.0;
/// Windows lower than this, in points, are low.
const LOW: f32 = 360.0;

/// A dialog; see [`dialog`].
#[derive(Clone, Debug)]
#[must_use = "show it in a window"]
pub struct Dialog<'a> {
    id: Id,
    title: &'a str,
    accept: &'a str,
    cancel: &'a str,
    danger: bool,
    ready: bool,
    enter: bool,
    width: f32,
}

/// How a dialog ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogChoice {
    /// The action was taken.
    Accept,
    /// Cancelled, by button or Esc.
    Cancel,
}

/// A dialog called `title` with one action.
pub fn dialog<'a>(salt: &str, title: &'a str, accept: &'a str) -> Dialog<'a> {
    let id = Id::unique(("dialog", salt));
    Dialog { id, title, accept, cancel: "Cancel", danger: false, ready: true, enter: false, width: 480.0 }
}

impl<'a> Dialog<'a> {
    /// Another word than Cancel; with none there is only the action, which is then a way to close.
    pub const fn cancel(mut self, cancel: &'a str) -> Self {
        self.cancel = cancel;
        self
    }

    /// The action takes something away.
    pub const fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// Enter in a field of one line takes the action, once it is ready.
    pub const fn enter(mut self) -> Self {
        self.enter = true;
        self
    }

    /// Whether all that the action needs is there.
    pub const fn ready(mut self, ready: bool) -> Self {
        self.ready = ready;
        self
    }

    /// Width in points, where the window has so much.
    pub const fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Shows it over the window; call it in every frame until it ended.
    ///
    /// `body_ui` gets whether the dialog was just opened: give the first field the keyboard then.
    pub fn show_ui(&self, ctx: &Context, body_ui: impl FnOnce(&mut Ui, bool)) -> Option<DialogChoice> {
        let style = Style::of(ctx);
        let fresh = self.remember_focus(ctx);
        let in_field = ctx.memory(|memory| memory.focused()).is_some_and(|id| TextEditState::load(ctx, id).is_some());
        // In a low window, such as at 300 %, its own edges give way to what is asked.
        let low = ctx.content_rect().height() < LOW;
        let (around, within) = if low { (style.space(1), style.space(1)) } else { (style.space(5), style.space(4)) };
        let room = ctx.content_rect().size() - egui::Vec2::splat(around);
        let frame = popup_frame(&style).inner_margin(Margin::symmetric(style.space(if low { 2 } else { 4 }) as i8, within as i8));
        let shown = Modal::new(self.id).frame(frame).backdrop_color(style.desk.gamma_multiply(0.7)).show(ctx, |ui| {
            let inner = room - frame.total_margin().sum();
            ui.set_width(self.width.min(inner.x));
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(Role::Dialog);
                node.set_label(self.title);
                node.set_modal();
            });
            let title = self.title_ui(ui);
            let gap = style.space(if low { 0 } else { 3 });
            let below = style.tokens.size.control + style.space(if low { 2 } else { 4 });
            let most = (inner.y - title - below - gap).max(below);
            ScrollArea::vertical().max_height(most).min_scrolled_height(most).auto_shrink([false, true]).show(ui, |ui| {
                ui.add_space(RING);
                body_ui(ui, fresh);
                super::focus::reveal_focus(ui, self.id.with("focus"), ui.min_rect());
            });
            ui.add_space(gap);
            self.buttons_ui(ui, fresh)
        });
        // Not `should_close()`: a click beside it must not throw away what was written.
        let escape = shown.is_top_modal
            && !shown.any_popup_open
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        // A field of one line gives the keyboard away at Enter; what else has it takes Enter for itself.
        let entered = self.enter
            && self.ready
            && in_field
            && shown.is_top_modal
            && !shown.any_popup_open
            && ctx.memory(|memory| memory.focused().is_none())
            && ctx.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
        let accepted = shown.inner.or(entered.then_some(DialogChoice::Accept));
        let choice = accepted.or(escape.then_some(DialogChoice::Cancel));
        if choice.is_some() {
            self.return_focus(ctx);
        }
        choice
    }

    /// Shows the title; returns its height.
    fn title_ui(&self, ui: &mut Ui) -> f32 {
        let pen = Pen::new(ui);
        let style = &pen.style;
        let ink = Ink::new(Face::ReadSemibold, style.tokens.type_scale.subtitle, style.ink);
        let galley = pen.layout_lines(self.title, &ink, style.tokens.line_height.subtitle, ui.available_width());
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, self.title));
        pen.painter.galley(pen.on_pixel(pos2(rect.left(), rect.top())), galley, style.ink);
        rect.height()
    }

    fn buttons_ui(&self, ui: &mut Ui, fresh: bool) -> Option<DialogChoice> {
        let size = vec2(ui.available_width(), Style::of(ui).tokens.size.control);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            let accept: Button<'_> = if self.danger { danger_button(self.accept) } else { primary_button(self.accept) };
            let accept = ui.add_enabled(self.ready, accept);
            let cancel = if self.cancel.is_empty() { None } else { Some(ui.add(button(self.cancel))) };
            if fresh && ui.memory(|memory| memory.focused().is_none()) {
                let first = cancel.as_ref().filter(|_| !self.ready || self.danger).unwrap_or(&accept);
                first.request_focus();
            }
            let cancelled = cancel.is_some_and(|button| button.clicked());
            if accept.clicked() { Some(DialogChoice::Accept) } else { cancelled.then_some(DialogChoice::Cancel) }
        })
        .inner
    }

    /// On the first frame notes who had the keyboard and takes it away; returns whether it is the first.
    fn remember_focus(&self, ctx: &Context) -> bool {
        let key = self.id.with("before");
        let fresh = ctx.data(|data| data.get_temp::<Option<Id>>(key)).is_none();
        if fresh {
            let before = ctx.memory(|memory| memory.focused());
            ctx.data_mut(|data| data.insert_temp(key, before));
            if let Some(before) = before {
                ctx.memory_mut(|memory| memory.surrender_focus(before));
            }
        }
        fresh
    }

    fn return_focus(&self, ctx: &Context) {
        let before = ctx.data_mut(|data| data.remove_temp::<Option<Id>>(self.id.with("before")));
        if let Some(before) = before.flatten() {
            super::focus::give_back(ctx, before);
        }
    }
}

/// The frame of anything that floats over the window.
pub fn popup_frame(style: &Style) -> Frame {
    Frame::NONE
        .fill(style.raised)
        .stroke(style.edge())
        .corner_radius(style.tokens.radius.popup)
        .shadow(style.popup_shadow())
        .inner_margin(Margin::same(style.space(1) as i8))
}
