//! Small marks in a row of text: a theme's code, a state, a key cap, a label above a part.
//!
//! A chip that cannot be pressed is a label to a screen reader and takes no keyboard focus.

use super::focus::keep_in_view;
use super::pen::{Ink, Pen};
use crate::model::Polarity;
use crate::ui::style::{Face, GroupPaint};
use egui::{Align, Color32, Id, LayerId, Order, Response, Role, Sense, Ui, Widget, WidgetInfo, pos2, vec2};

const CHIP_HEIGHT: f32 = 18.0;
/// Widest name of a theme that is dragged.
const CARRIED_NAME: f32 = 240.0;

/// The code of a theme; see [`theme_chip`].
#[must_use = "add it to a Ui"]
pub struct ThemeChip<'a> {
    code: &'a str,
    colours: GroupPaint,
    name: &'a str,
    polarity: Option<Polarity>,
    solid: bool,
    pressable: bool,
}

/// The code of a theme on its tint; `name` is the theme's whole name, said and shown under the mouse.
pub const fn theme_chip<'a>(code: &'a str, name: &'a str, colours: GroupPaint) -> ThemeChip<'a> {
    ThemeChip { code, colours, name, polarity: None, solid: false, pressable: false }
}

impl ThemeChip<'_> {
    /// With the sign of a polarity after the code.
    pub const fn polarity(mut self, polarity: Polarity) -> Self {
        self.polarity = Some(polarity);
        self
    }

    /// Under the caret: full colour.
    pub const fn solid(mut self, solid: bool) -> Self {
        self.solid = solid;
        self
    }

    /// A button.
    pub const fn pressable(mut self) -> Self {
        self.pressable = true;
        self
    }

    /// Width in points: codes stand in columns, so they take one of few widths.
    #[must_use]
    pub fn width(&self, pen: &Pen) -> f32 {
        let code = pen.width(self.code, &chip_ink(pen, self.colours.text)) + 10.0;
        let least = if self.code.chars().count() == 1 { CHIP_HEIGHT } else { 24.0 };
        code.max(least).round() + if self.polarity.is_some() { 12.0 } else { 0.0 }
    }

    fn words(&self) -> String {
        let theme = if self.name.is_empty() { self.code.to_owned() } else { format!("{} {}", self.code, self.name) };
        match self.polarity {
            None => theme,
            Some(Polarity::Concern) => format!("{theme}, concern"),
            Some(Polarity::GoodPractice) => format!("{theme}, good practice"),
            Some(Polarity::Context) => format!("{theme}, context"),
        }
    }
}

impl Widget for ThemeChip<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let pen = Pen::new(ui);
        let (style, tokens) = (&pen.style, pen.style.tokens);
        let sense = if self.pressable { Sense::click() } else { Sense::hover() };
        let height = if self.pressable { tokens.size.hit_target_min } else { CHIP_HEIGHT };
        let (rect, response) = ui.allocate_exact_size(vec2(self.width(&pen), height), sense);
        let role = if self.pressable { Role::Button } else { Role::Label };
        keep_in_view(&response);
        response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), self.words()));
        if ui.is_rect_visible(rect) {
            let place = egui::Rect::from_center_size(rect.center(), vec2(rect.width(), CHIP_HEIGHT));
            let front = if self.solid { style.surface } else { self.colours.text };
            let hover = response.hovered() && self.pressable;
            pen.fill(place, tokens.radius.chip, if self.solid { self.colours.text } else { self.colours.tint });
            pen.form(place, &self.colours);
            if hover {
                pen.edge(place, tokens.radius.chip, self.colours.text);
            }
            let sign = if self.polarity.is_some() { 12.0 } else { 0.0 };
            let middle = pos2(place.center().x - sign / 2.0, place.center().y);
            pen.line(middle, Align::Center, self.code, &chip_ink(&pen, front));
            if let Some(polarity) = self.polarity {
                let at = pos2(place.right() - 9.0, middle.y);
                let colour = if self.solid { front } else { style.polarity(polarity).colour };
                pen.sign_in(at, polarity, 3.5, colour);
            }
            if response.has_focus() {
                pen.ring(place, tokens.radius.chip);
            }
        }
        if self.name.is_empty() { response } else { super::tip::tip_ui(response, self.name) }
    }
}

/// The theme that is dragged, beside the mouse until it is let go.
pub fn carried_theme_ui(ui: &Ui, code: &str, name: &str, colours: &GroupPaint) {
    let Some(mouse) = ui.ctx().pointer_latest_pos() else { return };
    let mut pen = Pen::new(ui);
    pen.painter = ui.layer_painter(LayerId::new(Order::Tooltip, Id::unique("carried theme")));
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let (loud, quiet) = (chip_ink(&pen, colours.text), Ink::new(Face::Ui, tokens.type_scale.small, style.ink));
    let (gap, window) = (style.space(1), ui.content_rect());
    let code_width = if code.is_empty() { 0.0 } else { pen.width(code, &loud) + 10.0 + gap };
    let room = pen.width(name, &quiet).min(CARRIED_NAME);
    let size = vec2(gap + code_width + room + gap, CHIP_HEIGHT + gap);
    let left = (mouse.x + style.space(2)).min(window.right() - size.x).max(window.left());
    let place = egui::Rect::from_min_size(pos2(left, mouse.y + style.space(2)), size);
    pen.boxed(place, tokens.radius.chip, style.surface, style.line_strong);
    let (left, middle) = (place.left() + gap, place.center().y);
    if !code.is_empty() {
        let chip =
            egui::Rect::from_center_size(pos2(left + (code_width - gap) / 2.0, middle), vec2(code_width - gap, CHIP_HEIGHT));
        pen.fill(chip, tokens.radius.chip, colours.tint);
        pen.line(chip.center(), Align::Center, code, &loud);
        pen.form(chip, colours);
    }
    pen.line_within(pos2(left + code_width, middle), Align::Min, room + 1.0, name, &quiet);
}

fn chip_ink(pen: &Pen, colour: Color32) -> Ink {
    Ink::new(Face::UiSemibold, pen.style.tokens.type_scale.label, colour)
}

/// What a state means, and so its colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing to do.
    Plain,
    /// Done, agreed.
    Good,
    /// Look at it.
    Caution,
    /// Went wrong.
    Error,
    /// Chosen, in force.
    Accent,
}

impl Tone {
    /// Colour of words and ground.
    #[must_use]
    pub fn colours(self, pen: &Pen) -> (Color32, Color32) {
        let style = &pen.style;
        match self {
            Self::Plain => (style.secondary, style.line),
            Self::Good => (style.good, style.good_tint),
            Self::Caution => (style.caution, style.caution_tint),
            Self::Error => (style.concern, style.concern_tint),
            Self::Accent => (style.accent, style.accent_soft),
        }
    }
}

/// A state in a word or two: Agreed, Draft, Changed.
pub fn state_pill_ui(ui: &mut Ui, text: &str, tone: Tone) -> Response {
    let pen = Pen::new(ui);
    let (colour, ground) = tone.colours(&pen);
    let ink = Ink::new(Face::UiMedium, pen.style.tokens.type_scale.small, colour);
    let size = vec2((pen.width(text, &ink) + 16.0).round(), 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    pen.fill(rect, pen.style.tokens.radius.chip, ground);
    pen.line(rect.center(), Align::Center, text, &ink);
    response
}

impl Pen {
    /// Width of a key cap in points.
    #[must_use]
    pub fn key_cap_width(&self, key: &str) -> f32 {
        let ink = Ink::new(Face::UiMedium, self.style.tokens.type_scale.label, self.style.secondary);
        (self.width(key, &ink) + 10.0).max(20.0).round()
    }

    /// Paints a key cap with its left end at `at.x`; returns its right end.
    pub fn key_cap(&self, at: egui::Pos2, key: &str) -> f32 {
        let ink = Ink::new(Face::UiMedium, self.style.tokens.type_scale.label, self.style.secondary);
        let size = vec2(self.key_cap_width(key), CHIP_HEIGHT);
        let rect = egui::Rect::from_min_size(self.on_pixel(pos2(at.x, at.y - size.y / 2.0)), size);
        self.boxed(rect, self.style.tokens.radius.chip, self.style.paper, self.style.line_strong);
        self.line(rect.center(), Align::Center, key, &ink);
        rect.right()
    }
}

/// A key cap and what the key does.
pub fn key_hint_ui(ui: &mut Ui, key: &str, what: &str) -> Response {
    let pen = Pen::new(ui);
    let ink = Ink::new(Face::Ui, pen.style.tokens.type_scale.small, pen.style.secondary);
    let cap = pen.key_cap_width(key);
    let words = if what.is_empty() { 0.0 } else { pen.width(what, &ink) + pen.style.space(1) };
    let (rect, response) = ui.allocate_exact_size(vec2(cap + words, 20.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{key} {what}").trim_end()));
    let x = pen.key_cap(pos2(rect.left(), rect.center().y), key);
    pen.line(pos2(x + pen.style.space(1), rect.center().y), Align::Min, what, &ink);
    response
}

/// Words over a part of a pane; `count` stands at the right end.
pub fn section_label_ui(ui: &mut Ui, text: &str, count: &str) -> Response {
    let pen = Pen::new(ui);
    let (style, tokens) = (&pen.style, pen.style.tokens);
    let loud = Ink::new(Face::UiSemibold, tokens.type_scale.body, style.ink);
    let quiet = Ink::new(Face::Ui, tokens.type_scale.small, style.secondary);
    let size = vec2(ui.available_width(), tokens.line_height.body);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    let right = pen.line(pos2(rect.right(), rect.center().y), Align::Max, count, &quiet);
    let most = (right.left() - rect.left() - style.space(1)).max(0.0);
    pen.line_within(pos2(rect.left(), rect.center().y), Align::Min, most, text, &loud);
    response
}
