//! Buttons of every rank: the one primary action, plain ones, links, and signs alone.
//!
//! A sign alone must be given a name, which also shows as its tooltip, for the mouse and for the keyboard.

use super::focus::keep_in_view;
use super::pen::{Ink, Pen};
use super::tip::tip_ui;
use crate::ui::style::{Face, icons};
use egui::{Align, Color32, Rect, Response, Role, Sense, Ui, Vec2, Widget, WidgetInfo, pos2, vec2};

const ICON_SIZE: f32 = 16.0;
const ICON_ROOM: f32 = 24.0;
/// Where fewer points are left for words than this, the sign stands alone.
const LEAST_WORDS: f32 = 32.0;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rank {
    Primary,
    Plain,
    Danger,
    Quiet,
    Link,
}

/// A button with words.
#[derive(Clone, Debug)]
#[must_use = "add it to a Ui"]
pub struct Button<'a> {
    text: &'a str,
    name: Option<&'a str>,
    icon: Option<char>,
    rank: Rank,
    large: bool,
    chevron: bool,
    open: bool,
    width: Option<f32>,
}

impl<'a> Button<'a> {
    const fn new(text: &'a str, rank: Rank) -> Self {
        Self { text, name: None, icon: None, rank, large: false, chevron: false, open: false, width: None }
    }

    /// A sign before the words.
    pub const fn icon(mut self, icon: char) -> Self {
        self.icon = Some(icon);
        self
    }

    /// What a screen reader says, where the words alone are not enough.
    pub const fn name(mut self, name: &'a str) -> Self {
        self.name = Some(name);
        self
    }

    /// For the first action of a page.
    pub const fn large(mut self) -> Self {
        self.large = true;
        self
    }

    /// A chevron after the words: a menu opens; `open` while it is.
    pub const fn menu(mut self, open: bool) -> Self {
        self.chevron = true;
        self.open = open;
        self
    }

    /// A fixed width in points instead of that of the words; for a link, the most that its words take.
    pub const fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// The size it will take.
    #[must_use]
    pub fn size(&self, pen: &Pen) -> Vec2 {
        let size = &pen.style.tokens.size;
        let room = if self.icon.is_some() { ICON_ROOM } else { 0.0 } + if self.chevron { ICON_ROOM } else { 0.0 };
        let words = pen.width(self.text, &self.ink(pen)) + room;
        match self.rank {
            // The width of a link is the most that its words may take.
            Rank::Link => vec2(words.min(self.width.unwrap_or(f32::INFINITY)).max(size.hit_target_min), size.hit_target_min),
            Rank::Primary | Rank::Plain | Rank::Danger | Rank::Quiet => {
                let (pad, height) = if self.large { (32.0, size.control_large) } else { (24.0, size.control) };
                vec2(self.width.unwrap_or(((words + pad) / 4.0).ceil() * 4.0), height)
            }
        }
    }

    fn ink(&self, pen: &Pen) -> Ink {
        let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
        match self.rank {
            Rank::Primary => Ink::new(Face::UiMedium, scale.body, style.on_accent),
            Rank::Danger => Ink::new(Face::UiMedium, scale.body, style.concern),
            Rank::Plain | Rank::Quiet => Ink::new(Face::UiMedium, scale.body, style.ink),
            Rank::Link => Ink::new(Face::UiMedium, scale.body, style.accent),
        }
    }

    fn paint(&self, pen: &Pen, rect: Rect, response: &Response) {
        let (style, radius) = (&pen.style, pen.style.tokens.radius.control);
        let over = response.hovered() && response.enabled();
        let down = response.is_pointer_button_down_on() || self.open;
        match self.rank {
            Rank::Primary => pen.fill(rect, radius, pressed(pen, style.accent, over, down)),
            Rank::Plain | Rank::Danger => {
                let ground = if down {
                    style.accent_soft
                } else if over {
                    style.hovered(style.surface)
                } else {
                    style.surface
                };
                pen.boxed(rect, radius, ground, if over || down { style.control } else { style.line_strong });
            }
            Rank::Quiet if over || down => pen.fill(rect, radius, style.accent_soft),
            Rank::Quiet | Rank::Link => {}
        }
        self.paint_words(pen, rect, over);
        if response.has_focus() {
            let inner = if self.rank == Rank::Link { rect.shrink(2.0) } else { rect };
            pen.ring(inner, radius);
        }
    }

    fn paint_words(&self, pen: &Pen, rect: Rect, over: bool) {
        let (style, ink) = (&pen.style, self.ink(pen));
        let room = if self.icon.is_some() { ICON_ROOM } else { 0.0 };
        let after = if self.chevron { ICON_ROOM } else { 0.0 };
        // With a width of its own, words begin at the left, and the sign stands apart from them.
        let edge = if self.width.is_some() && self.chevron { style.space(2) } else { 0.0 };
        let most = (rect.width() - room - after - edge).max(0.0);
        let whole = pen.width(self.text, &ink);
        if let Some(icon) = self.icon
            && most < whole.min(LEAST_WORDS)
        {
            pen.icon(rect.center(), icon, ICON_SIZE, ink.colour);
            return;
        }
        let words = whole.min(most);
        let mut x = rect.center().x - (words + room + after) / 2.0;
        if self.width.is_some() && self.chevron {
            x = rect.left() + style.space(2);
        }
        let middle = rect.center().y;
        if let Some(icon) = self.icon {
            let colour = if self.rank == Rank::Plain { style.secondary } else { ink.colour };
            pen.icon(pos2(x + ICON_SIZE / 2.0, middle), icon, ICON_SIZE, colour);
            x += ICON_ROOM;
        }
        let line = pen.line_within(pos2(x, middle), Align::Min, most, self.text, &ink).rect;
        if self.rank == Rank::Link && over {
            pen.across(line.left(), line.right(), middle + ink.font.size * 0.5, ink.colour);
        }
        if self.chevron {
            let at = if self.width.is_some() { rect.right() - 16.0 } else { line.right() + 14.0 };
            let colour = if self.rank == Rank::Primary { ink.colour } else { style.muted };
            pen.icon(pos2(at, middle + 1.0), icons::CHEVRON_DOWN, ICON_SIZE, colour);
        }
    }
}

impl Widget for Button<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let pen = Pen::new(ui);
        let mut size = self.size(&pen);
        size.x = size.x.min(ui.available_width().max(pen.style.tokens.size.hit_target_min));
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let (role, enabled) = (if self.rank == Rank::Link { Role::Link } else { Role::Button }, ui.is_enabled());
        keep_in_view(&response);
        response.widget_info(|| WidgetInfo::labeled(role, enabled, self.name.unwrap_or(self.text)));
        if ui.is_rect_visible(rect) {
            self.paint(&pen, rect, &response);
        }
        response
    }
}

fn pressed(pen: &Pen, colour: Color32, over: bool, down: bool) -> Color32 {
    let share = if down {
        0.2
    } else if over {
        0.1
    } else {
        0.0
    };
    crate::ui::style::mix(colour, pen.style.ink, share)
}

/// The one action a page is for.
pub const fn primary_button(text: &str) -> Button<'_> {
    Button::new(text, Rank::Primary)
}

/// Any other action.
pub const fn button(text: &str) -> Button<'_> {
    Button::new(text, Rank::Plain)
}

/// An action that takes something away; it still can be undone.
pub const fn danger_button(text: &str) -> Button<'_> {
    Button::new(text, Rank::Danger)
}

/// A button without an edge, in bars.
pub const fn quiet_button(text: &str) -> Button<'_> {
    Button::new(text, Rank::Quiet)
}

/// An action inside or beside text.
pub const fn link_button(text: &str) -> Button<'_> {
    Button::new(text, Rank::Link)
}

/// A sign alone; see [`icon_button`].
#[derive(Clone, Debug)]
#[must_use = "add it to a Ui"]
pub struct IconButton<'a> {
    icon: char,
    name: &'a str,
    selected: Option<bool>,
    small: bool,
    colour: Option<Color32>,
}

/// A sign alone with its name, which is also its tooltip.
pub const fn icon_button(icon: char, name: &str) -> IconButton<'_> {
    IconButton { icon, name, selected: None, small: false, colour: None }
}

impl IconButton<'_> {
    /// A switch that is on or off.
    pub const fn selected(mut self, selected: bool) -> Self {
        self.selected = Some(selected);
        self
    }

    /// The least size that can be hit, for rows and strips.
    pub const fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// A colour other than the second rank's.
    pub const fn colour(mut self, colour: Color32) -> Self {
        self.colour = Some(colour);
        self
    }
}

impl Widget for IconButton<'_> {
    fn ui(self, ui: &mut Ui) -> Response {
        let pen = Pen::new(ui);
        let (style, size) = (&pen.style, &pen.style.tokens.size);
        let side = if self.small { size.hit_target_min } else { size.control };
        let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
        let enabled = ui.is_enabled();
        keep_in_view(&response);
        response.widget_info(|| match self.selected {
            Some(on) => WidgetInfo::selected(Role::Button, enabled, on, self.name),
            None => WidgetInfo::labeled(Role::Button, enabled, self.name),
        });
        if ui.is_rect_visible(rect) {
            let on = self.selected == Some(true);
            let over = (response.hovered() && enabled) || response.is_pointer_button_down_on();
            if on || over {
                pen.fill(rect, style.tokens.radius.control, if on { style.accent_soft } else { style.line });
            }
            let resting = self.colour.unwrap_or(style.secondary);
            let colour = if on { style.accent } else { resting };
            pen.icon(rect.center(), self.icon, if self.small { ICON_SIZE } else { 18.0 }, colour);
            if response.has_focus() {
                pen.ring(rect.shrink(2.0), style.tokens.radius.control);
            }
        }
        tip_ui(response, self.name)
    }
}
