//! The look of the window: one small value that every part asks.
//!
//! [`Style::of`] costs a pointer and a flag, so parts ask for it where they paint and never keep it: the
//! scheme may change between two frames. Its colours are reached directly (`style.ink`), all other tokens
//! through [`Style::tokens`].

pub mod apply;
pub mod contrast;
pub mod fonts;
pub mod icons;
pub mod tokens;

pub use apply::{Appearance, ThemeChoice, Zoom, apply, install};
pub use contrast::mix;
pub use fonts::Face;
pub use tokens::{GroupPaint, Pattern, Scheme, Tokens};

use crate::model::Polarity;
use egui::{Color32, Context, CornerRadius, FontId, Shadow, Stroke, Theme};
use std::ops::Deref;

/// The tokens in the scheme of the moment.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Everything that is the same in both schemes.
    pub tokens: &'static Tokens,
    scheme: &'static Scheme,
    dark: bool,
}

/// How one polarity is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PolarityPaint {
    /// Beside the code: a minus, a plus or a dot.
    pub sign: &'static str,
    /// Of underline and stripe.
    pub pattern: Pattern,
    /// Of the sign and of words.
    pub colour: Color32,
    /// Ground under the sign.
    pub tint: Color32,
}

impl Style {
    /// The style of a window; an `&Ui` will do as well.
    #[must_use]
    pub fn of(ctx: &Context) -> Self {
        Self::for_theme(ctx.theme())
    }

    /// The style of a scheme.
    #[must_use]
    pub fn for_theme(theme: Theme) -> Self {
        let tokens = Tokens::embedded();
        let dark = theme == Theme::Dark;
        let scheme = if dark { &tokens.schemes.dark } else { &tokens.schemes.light };
        Self { tokens, scheme, dark }
    }

    /// Whether this is the dark scheme.
    #[must_use]
    pub const fn is_dark(&self) -> bool {
        self.dark
    }

    /// A step of spacing: 0 to 7 are 4, 8, 12, 16, 24, 32, 48 and 64 points.
    #[must_use]
    pub fn space(&self, step: usize) -> f32 {
        self.tokens.space.get(step).or(self.tokens.space.last()).copied().unwrap_or(0.0)
    }

    /// The program's own size in a face.
    #[must_use]
    pub fn body(&self, face: Face) -> FontId {
        face.at(self.tokens.type_scale.body)
    }

    /// The size of notes in a face.
    #[must_use]
    pub fn small(&self, face: Face) -> FontId {
        face.at(self.tokens.type_scale.small)
    }

    /// A line between parts.
    #[must_use]
    pub const fn hair(&self) -> Stroke {
        Stroke { width: self.tokens.stroke.hair, color: self.scheme.line }
    }

    /// The edge of a button or popup.
    #[must_use]
    pub const fn edge(&self) -> Stroke {
        Stroke { width: self.tokens.stroke.control, color: self.scheme.line_strong }
    }

    /// The ring around what has the keyboard.
    #[must_use]
    pub const fn focus_ring(&self) -> Stroke {
        Stroke { width: self.tokens.stroke.focus, color: self.scheme.focus }
    }

    /// Corners of buttons and fields.
    #[must_use]
    pub const fn control_corners(&self) -> CornerRadius {
        CornerRadius::same(self.tokens.radius.control)
    }

    /// The shadow under popups.
    #[must_use]
    pub const fn popup_shadow(&self) -> Shadow {
        let shadow = &self.tokens.popup_shadow;
        Shadow { offset: [shadow.offset.0, shadow.offset.1], blur: shadow.blur, spread: shadow.spread, color: self.scheme.shadow }
    }

    /// How a polarity is drawn.
    #[must_use]
    pub fn polarity(&self, polarity: Polarity) -> PolarityPaint {
        let all = &self.tokens.polarity;
        let (mark, colour, tint) = match polarity {
            Polarity::Concern => (&all.concern, self.concern, self.concern_tint),
            Polarity::GoodPractice => (&all.good_practice, self.good, self.good_tint),
            Polarity::Context => (&all.context, self.secondary, self.desk),
        };
        PolarityPaint { sign: &mark.sign, pattern: mark.pattern, colour, tint }
    }

    /// Ground of a cell with `count` codings; `full` is `heat_concern` or `heat_good`.
    #[must_use]
    pub fn heat(&self, full: Color32, count: usize) -> Color32 {
        let steps = if self.dark { &self.tokens.heat.dark } else { &self.tokens.heat.light };
        let Some(step) = count.checked_sub(1) else { return self.surface };
        mix(self.surface, full, steps.get(step).or(steps.last()).copied().unwrap_or(0.0))
    }

    /// A coding that is neither under caret nor mouse.
    #[must_use]
    pub fn resting(&self, mark: Color32) -> Color32 {
        mix(mark, self.surface, self.tokens.stroke.underline_rest_mix)
    }

    /// A ground under the mouse: half way to the selected one.
    #[must_use]
    pub fn hovered(&self, ground: Color32) -> Color32 {
        mix(ground, self.accent_soft, 0.5)
    }
}

impl Deref for Style {
    type Target = Scheme;

    fn deref(&self) -> &Scheme {
        self.scheme
    }
}
