//! The tokens written into egui's own style, so that nothing of its default look shows.
//!
//! Both schemes are always set; which one shows is egui's own switch (light, dark or the system's). Zoom
//! is egui's zoom factor, so every size stays in points and text is drawn sharp at 300 % too.

use super::{Face, Style, fonts};
use egui::style::{HandleShape, ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets};
use egui::{Color32, Context, CornerRadius, FontFamily, Margin, Stroke, TextStyle, Theme, ThemePreference, Visuals, vec2};
use serde::{Deserialize, Serialize};

/// Which scheme the reader wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// What the computer is set to.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Zoom of the whole window in percent, 100 to 300.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zoom(u16);

impl Default for Zoom {
    fn default() -> Self {
        Self(100)
    }
}

impl Zoom {
    /// The stops of "larger" and "smaller".
    pub const STOPS: [u16; 9] = [100, 110, 125, 150, 175, 200, 225, 250, 300];

    /// `percent`, brought into 100 to 300.
    #[must_use]
    pub fn percent(percent: u16) -> Self {
        Self(percent.clamp(100, 300))
    }

    /// In percent.
    #[must_use]
    pub const fn as_percent(self) -> u16 {
        self.0
    }

    /// One stop larger.
    #[must_use]
    pub fn larger(self) -> Self {
        Self::STOPS.into_iter().find(|stop| *stop > self.0).map_or(self, Self)
    }

    /// One stop smaller.
    #[must_use]
    pub fn smaller(self) -> Self {
        Self::STOPS.into_iter().rev().find(|stop| *stop < self.0).map_or(self, Self)
    }

    fn factor(self) -> f32 {
        f32::from(self.0.clamp(100, 300)) / 100.0
    }
}

/// What the reader chose about the look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appearance {
    /// Light, dark or the system's.
    pub theme: ThemeChoice,
    /// Zoom of the whole window.
    pub zoom: Zoom,
    /// Nothing slides, nothing blinks.
    pub reduced_motion: bool,
}

/// Installs fonts, both schemes and the chosen appearance; once, before the first frame.
pub fn install(ctx: &Context, appearance: Appearance) {
    fonts::install(ctx);
    apply(ctx, appearance);
}

/// Applies a changed appearance.
pub fn apply(ctx: &Context, appearance: Appearance) {
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, egui_style(&Style::for_theme(theme), appearance.reduced_motion));
    }
    ctx.set_theme(match appearance.theme {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    });
    ctx.options_mut(|options| {
        // One door: the program's own zoom action keeps to the stops and is remembered.
        options.zoom_with_keyboard = false;
        options.fallback_theme = Theme::Light;
    });
    ctx.set_zoom_factor(appearance.zoom.factor());
}

fn egui_style(style: &Style, reduced_motion: bool) -> egui::Style {
    let tokens = style.tokens;
    let millis = if reduced_motion { tokens.motion.reduced } else { tokens.motion.ms };
    let mut all = egui::Style {
        visuals: visuals(style, reduced_motion),
        text_styles: text_styles(style),
        animation_time: millis as f32 / 1000.0,
        ..egui::Style::default()
    };
    all.scroll_animation = if reduced_motion { ScrollAnimation::none() } else { ScrollAnimation::duration(all.animation_time) };
    all.interaction.selectable_labels = false;
    all.interaction.tooltip_delay = 0.4;
    all.explanation_tooltips = false;
    spacing(style, &mut all.spacing);
    all
}

fn text_styles(style: &Style) -> std::collections::BTreeMap<TextStyle, egui::FontId> {
    let scale = &style.tokens.type_scale;
    [
        (TextStyle::Small, Face::Ui.at(scale.small)),
        (TextStyle::Body, Face::Ui.at(scale.body)),
        (TextStyle::Button, Face::UiMedium.at(scale.body)),
        (TextStyle::Heading, Face::ReadSemibold.at(scale.title)),
        (TextStyle::Monospace, egui::FontId::new(scale.body, FontFamily::Monospace)),
    ]
    .into()
}

fn spacing(style: &Style, spacing: &mut egui::style::Spacing) {
    let (size, tight) = (&style.tokens.size, style.space(0));
    spacing.item_spacing = vec2(style.space(1), style.space(1));
    spacing.window_margin = Margin::same(style.space(4) as i8);
    spacing.menu_margin = Margin::same(style.space(0) as i8);
    spacing.button_padding = vec2(style.space(2), style.space(0));
    spacing.interact_size = vec2(size.control, size.control);
    spacing.indent = style.space(4);
    spacing.icon_width = style.space(3);
    spacing.icon_width_inner = style.space(2);
    spacing.icon_spacing = style.space(1);
    spacing.combo_width = size.rail;
    spacing.combo_height = size.context;
    spacing.text_edit_width = size.context;
    spacing.slider_rail_height = tight;
    spacing.tooltip_width = size.context;
    spacing.menu_width = size.context;
    spacing.menu_spacing = tight;
    spacing.scroll = ScrollStyle {
        bar_width: style.space(1) + 2.0,
        floating_width: tight + 2.0,
        floating_allocated_width: style.space(2),
        bar_outer_margin: 2.0,
        handle_min_length: size.hit_target_min,
        foreground_color: false,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.0,
        dormant_handle_opacity: 1.0,
        active_handle_opacity: 1.0,
        interact_handle_opacity: 1.0,
        ..ScrollStyle::thin()
    };
    spacing.scroll.fade.strength = 0.0;
}

fn visuals(style: &Style, reduced_motion: bool) -> Visuals {
    let base = if style.is_dark() { Visuals::dark() } else { Visuals::light() };
    let radius = &style.tokens.radius;
    Visuals {
        dark_mode: style.is_dark(),
        weak_text_color: Some(style.muted),
        widgets: widgets(style),
        selection: Selection { bg_fill: style.selection, stroke: Stroke::new(style.tokens.stroke.focus, style.focus) },
        hyperlink_color: style.accent,
        faint_bg_color: style.paper,
        extreme_bg_color: style.line,
        text_edit_bg_color: Some(style.surface),
        code_bg_color: style.paper,
        warn_fg_color: style.caution,
        error_fg_color: style.concern,
        window_corner_radius: CornerRadius::same(radius.popup),
        window_shadow: style.popup_shadow(),
        window_fill: style.raised,
        window_stroke: style.edge(),
        window_highlight_topmost: false,
        menu_corner_radius: CornerRadius::same(radius.popup),
        panel_fill: style.desk,
        popup_shadow: style.popup_shadow(),
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(1.5, style.accent),
            blink: !reduced_motion,
            ..TextCursorStyle::default()
        },
        indent_has_left_vline: false,
        slider_trailing_fill: true,
        handle_shape: HandleShape::Circle,
        image_loading_spinners: false,
        ..base
    }
}

fn widgets(style: &Style) -> Widgets {
    let edge = |colour: Color32| Stroke::new(style.tokens.stroke.control, colour);
    let part = |ground: Color32, line: Color32, text: Color32| WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: edge(line),
        corner_radius: style.control_corners(),
        fg_stroke: edge(text),
        expansion: 0.0,
    };
    let focused = WidgetVisuals { bg_stroke: style.focus_ring(), ..part(style.accent_soft, style.focus, style.ink) };
    Widgets {
        noninteractive: part(style.surface, style.line, style.ink),
        inactive: WidgetVisuals { bg_fill: style.line_strong, ..part(style.surface, style.line_strong, style.ink) },
        hovered: WidgetVisuals { bg_fill: style.control, ..part(style.hovered(style.surface), style.control, style.ink) },
        active: focused,
        open: part(style.accent_soft, style.control, style.ink),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zoom_keeps_to_its_stops_and_bounds() {
        assert_eq!(Zoom::percent(40).as_percent(), 100);
        assert_eq!(Zoom::percent(900).as_percent(), 300);
        assert_eq!(Zoom::percent(120).larger().as_percent(), 125);
        assert_eq!(Zoom::percent(120).smaller().as_percent(), 110);
        assert_eq!(Zoom::percent(300).larger().as_percent(), 300);
        assert_eq!(Zoom::default().smaller().as_percent(), 100);
    }

    #[test]
    fn the_choice_of_scheme_reaches_the_window() {
        let ctx = Context::default();
        install(&ctx, Appearance { theme: ThemeChoice::Dark, ..Appearance::default() });
        assert!(Style::of(&ctx).is_dark());
        apply(&ctx, Appearance { theme: ThemeChoice::Light, reduced_motion: true, ..Appearance::default() });
        assert!(!Style::of(&ctx).is_dark());
        assert_eq!(ctx.global_style().animation_time, 0.0);
    }
}
