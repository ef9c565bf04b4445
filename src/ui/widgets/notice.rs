//! Strips that tell something, and what stands where a list is empty.
//!
//! A strip never asks: what was done can be undone from it. Screen readers hear it when it appears, at
//! once if something went wrong.

use super::button::{button, icon_button, link_button, primary_button};
use super::chip::Tone;
use super::pen::{Ink, Pen};
use crate::ui::style::{Face, icons};
use egui::{Align, Frame, Layout, Margin, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, accesskit::Live, pos2, vec2};

/// A strip over a page; see [`notice`].
#[derive(Clone, Debug)]
#[must_use = "show it in a Ui"]
pub struct Notice<'a> {
    tone: Tone,
    title: &'a str,
    text: &'a str,
    actions: &'a [&'a str],
    closable: bool,
}

/// What was pressed in a strip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeChoice {
    /// The action at this place.
    Action(usize),
    /// Close.
    Close,
}

/// A strip that says `title`.
pub const fn notice(tone: Tone, title: &str) -> Notice<'_> {
    Notice { tone, title, text: "", actions: &[], closable: false }
}

impl<'a> Notice<'a> {
    /// More words under the title.
    pub const fn text(mut self, text: &'a str) -> Self {
        self.text = text;
        self
    }

    /// What can be done about it.
    pub const fn actions(mut self, actions: &'a [&'a str]) -> Self {
        self.actions = actions;
        self
    }

    /// It can be put away.
    pub const fn closable(mut self) -> Self {
        self.closable = true;
        self
    }

    /// Shows it over all the width there is.
    pub fn show_ui(self, ui: &mut Ui) -> Option<NoticeChoice> {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let (colour, tint) = self.tone.colours(&pen);
        let ground = if self.tone == Tone::Plain { style.desk } else { tint };
        let margin = Margin::symmetric(style.space(3) as i8, style.space(1) as i8);
        let frame = Frame::NONE.fill(ground).inner_margin(margin).corner_radius(tokens.radius.card);
        let name = format!("{} {}", self.title, self.text);
        let live = if self.tone == Tone::Error { Live::Assertive } else { Live::Polite };
        let builder = UiBuilder::new().accessibility_role(Role::Status).accessibility_label(name.trim_end().to_owned());
        ui.scope_builder(builder, |ui| {
            let shown = frame.show(ui, |ui| self.contents_ui(ui, colour));
            let bounds = shown.response.rect;
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_live(live);
                node.set_bounds(accesskit_rect(bounds));
            });
            shown.inner
        })
        .inner
    }

    fn contents_ui(&self, ui: &mut Ui, colour: egui::Color32) -> Option<NoticeChoice> {
        let pen = Pen::new(ui);
        let (wide, buttons) = (ui.available_width(), self.buttons_width(&pen));
        let beside = wide - buttons > pen.style.tokens.size.facets;
        if !beside {
            self.words_ui(ui, wide, colour);
            let indent = pen.style.space(4) + pen.style.space(0);
            return ui
                .horizontal_wrapped(|ui| {
                    ui.add_space(indent);
                    self.buttons_ui(ui, false)
                })
                .inner;
        }
        let rect = self.words_ui(ui, wide, colour);
        let builder = UiBuilder::new().max_rect(rect).layout(Layout::right_to_left(Align::Center));
        self.buttons_ui(&mut ui.new_child(builder), true)
    }

    /// Sign and words over `wide`, leaving room for the buttons if they stand beside.
    fn words_ui(&self, ui: &mut Ui, wide: f32, colour: egui::Color32) -> Rect {
        let pen = Pen::new(ui);
        let (style, scale, heights) = (&pen.style, &pen.style.tokens.type_scale, &pen.style.tokens.line_height);
        let loud = Ink::new(Face::UiSemibold, scale.body, style.ink);
        let quiet = Ink::new(Face::Ui, scale.small, style.secondary);
        let indent = style.space(4) + style.space(0);
        let buttons = self.buttons_width(&pen);
        let beside = if wide - buttons > style.tokens.size.facets { buttons } else { 0.0 };
        let room = wide - indent - beside;
        let title = pen.layout_lines(self.title, &loud, heights.body, room);
        let text = (!self.text.is_empty()).then(|| pen.layout_lines(self.text, &quiet, heights.small, room));
        let height = title.size().y + text.as_ref().map_or(0.0, |text| text.size().y);
        let size = vec2(wide, height.max(style.tokens.size.hit_target_min));
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{} {}", self.title, self.text).trim_end()));
        let icon = match self.tone {
            Tone::Good => icons::CIRCLE_CHECK,
            Tone::Caution | Tone::Error => icons::TRIANGLE_ALERT,
            Tone::Plain | Tone::Accent => icons::INFO,
        };
        pen.icon(pos2(rect.left() + 8.0, rect.center().y), icon, 18.0, colour);
        let at = pen.on_pixel(pos2(rect.left() + indent, rect.center().y - height / 2.0));
        let step = vec2(0.0, title.size().y);
        pen.painter.galley(at, title, style.ink);
        if let Some(text) = text {
            pen.painter.galley(at + step, text, style.secondary);
        }
        rect
    }

    fn buttons_width(&self, pen: &Pen) -> f32 {
        let gap = pen.style.space(1);
        let links: f32 = self.actions.iter().map(|action| link_button(action).size(pen).x + gap * 2.0).sum();
        links + if self.closable { pen.style.tokens.size.hit_target_min + gap } else { 0.0 }
    }

    fn buttons_ui(&self, ui: &mut Ui, from_right: bool) -> Option<NoticeChoice> {
        let mut choice = None;
        let close = self.closable.then_some(NoticeChoice::Close);
        let actions = (0..self.actions.len()).map(NoticeChoice::Action);
        let order: Vec<_> =
            if from_right { close.into_iter().chain(actions.rev()).collect() } else { actions.chain(close).collect() };
        for one in order {
            let pressed = match one {
                NoticeChoice::Close => ui.add(icon_button(icons::X, "Close this notice").small()).clicked(),
                NoticeChoice::Action(index) => {
                    ui.add(link_button(self.actions.get(index).copied().unwrap_or_default())).clicked()
                }
            };
            if pressed {
                choice = Some(one);
            }
            ui.add_space(ui.spacing().item_spacing.x / 2.0);
        }
        choice
    }
}

/// A rectangle as AccessKit has it: points too, since egui scales the whole tree.
fn accesskit_rect(rect: Rect) -> egui::accesskit::Rect {
    let [left, top, right, bottom] = [rect.left(), rect.top(), rect.right(), rect.bottom()].map(f64::from);
    egui::accesskit::Rect { x0: left, y0: top, x1: right, y1: bottom }
}

/// What stands where a list is empty: what to do, and a button that does it; returns whether it was pressed.
pub fn empty_state_ui(ui: &mut Ui, icon: char, title: &str, text: &str, action: Option<&str>) -> bool {
    let pen = Pen::new(ui);
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let (faint, loud) = (style.muted, Ink::new(Face::ReadSemibold, scale.subtitle, style.ink));
    let quiet = Ink::new(Face::Ui, scale.body, style.secondary);
    let width = ui.available_width().min(style.tokens.size.context + style.space(6));
    ui.vertical_centered(|ui| {
        ui.add_space(style.space(6));
        let (rect, _) = ui.allocate_exact_size(vec2(width, style.space(5)), Sense::hover());
        pen.icon(rect.center(), icon, style.space(4), faint);
        centred_ui(ui, title, &loud, style.tokens.line_height.subtitle, width, Role::Heading);
        centred_ui(ui, text, &quiet, style.tokens.line_height.body, width, Role::Label);
        ui.add_space(style.space(1));
        action.is_some_and(|action| ui.add(primary_button(action)).clicked())
    })
    .inner
}

fn centred_ui(ui: &mut Ui, text: &str, ink: &Ink, line_height: f32, width: f32, role: Role) {
    if text.is_empty() {
        return;
    }
    let pen = Pen::new(ui);
    let mut job = egui::text::LayoutJob::single_section(
        text.to_owned(),
        egui::TextFormat { font_id: ink.font.clone(), color: ink.colour, line_height: Some(line_height), ..Default::default() },
    );
    job.wrap.max_width = width;
    job.halign = Align::Center;
    let galley = pen.painter.layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(role, true, text));
    pen.painter.galley(pen.on_pixel(pos2(rect.center().x, rect.top())), galley, ink.colour);
}

/// A long job: what is being done, how far, how long still, and Cancel; returns whether it was pressed.
pub fn job_ui(ui: &mut Ui, what: &str, how_far: &str, share: f32) -> bool {
    let pen = Pen::new(ui);
    let style = &pen.style;
    let loud = Ink::new(Face::UiMedium, style.tokens.type_scale.body, style.ink);
    let quiet = Ink::new(Face::Ui, style.tokens.type_scale.small, style.secondary);
    let cancel = button("Cancel");
    let width = ui.available_width();
    let words = (width - cancel.size(&pen).x - style.space(3)).max(style.tokens.size.rail);
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let (rect, response) = ui.allocate_exact_size(vec2(words, style.tokens.line_height.body), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{what}, {how_far}")));
            let right = pen.line(pos2(rect.right(), rect.center().y), Align::Max, how_far, &quiet).left();
            let most = (right - rect.left() - style.space(1)).max(0.0);
            pen.line_within(pos2(rect.left(), rect.center().y), Align::Min, most, what, &loud);
            super::measure::progress_bar_ui(ui, what, share, words);
        });
        ui.add_space(style.space(1));
        ui.add(cancel).clicked()
    })
    .inner
}
