//! How far apart two colours are to the eye, and how to mix them.
//!
//! Contrast follows WCAG 2.2 (relative luminance of sRGB). Mixing is done on the encoded values, as the
//! pictures were drawn, not in linear light.

use egui::Color32;

/// Least contrast of text on its ground.
pub const TEXT_MIN: f32 = 4.5;
/// Least contrast of the edge of a control.
pub const EDGE_MIN: f32 = 3.0;

/// Contrast of two opaque colours from 1 (none) to 21.
///
/// Source: WCAG 2.2, "contrast ratio" and "relative luminance".
#[must_use]
pub fn contrast(one: Color32, other: Color32) -> f32 {
    let (bright, dim) = {
        let (a, b) = (luminance(one), luminance(other));
        if a > b { (a, b) } else { (b, a) }
    };
    (bright + 0.05) / (dim + 0.05)
}

fn luminance(colour: Color32) -> f32 {
    let linear = |channel: u8| {
        let value = f32::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
}

/// `from` with `share` (0 to 1) of `to` in it; opaque.
#[must_use]
pub fn mix(from: Color32, to: Color32, share: f32) -> Color32 {
    let part = |a: u8, b: u8| egui::lerp(f32::from(a)..=f32::from(b), share.clamp(0.0, 1.0)).round() as u8;
    Color32::from_rgb(part(from.r(), to.r()), part(from.g(), to.g()), part(from.b(), to.b()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::style::tokens::{Scheme, Tokens};

    fn check(name: &str, text: Color32, ground: Color32, least: f32) {
        let found = contrast(text, ground);
        assert!(found >= least, "{name}: {found:.2} is less than {least}");
    }

    fn grounds(scheme: &Scheme) -> [(&'static str, Color32); 5] {
        [
            ("desk", scheme.desk),
            ("paper", scheme.paper),
            ("surface", scheme.surface),
            ("raised", scheme.raised),
            ("accent_soft", scheme.accent_soft),
        ]
    }

    #[test]
    fn black_on_white_is_twenty_one() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    }

    #[test]
    fn every_text_colour_is_readable_on_every_ground_it_is_used_on() {
        for scheme in [&Tokens::embedded().schemes.light, &Tokens::embedded().schemes.dark] {
            for (ground_name, ground) in grounds(scheme) {
                let texts = [
                    ("ink", scheme.ink),
                    ("secondary", scheme.secondary),
                    ("muted", scheme.muted),
                    ("accent", scheme.accent),
                    ("good", scheme.good),
                    ("concern", scheme.concern),
                    ("caution", scheme.caution),
                ];
                for (name, text) in texts {
                    check(&format!("{name} on {ground_name}"), text, ground, TEXT_MIN);
                }
            }
            for (name, text, ground) in [
                ("on_accent", scheme.on_accent, scheme.accent),
                ("ink on selection", scheme.ink, scheme.selection),
                ("good on tint", scheme.good, scheme.good_tint),
                ("concern on tint", scheme.concern, scheme.concern_tint),
                ("caution on tint", scheme.caution, scheme.caution_tint),
                ("ink on caution tint", scheme.ink, scheme.caution_tint),
                ("secondary on caution tint", scheme.secondary, scheme.caution_tint),
                ("secondary on concern tint", scheme.secondary, scheme.concern_tint),
                ("accent on caution tint", scheme.accent, scheme.caution_tint),
                ("accent on concern tint", scheme.accent, scheme.concern_tint),
                ("surface on concern", scheme.surface, scheme.concern),
                ("surface on good", scheme.surface, scheme.good),
            ] {
                check(name, text, ground, TEXT_MIN);
            }
        }
    }

    #[test]
    fn codes_are_readable_on_their_tints_and_edges_can_be_seen() {
        for scheme in [&Tokens::embedded().schemes.light, &Tokens::embedded().schemes.dark] {
            for group in &scheme.groups {
                check(&group.id, group.text, group.tint, TEXT_MIN);
                check(&group.id, group.text, scheme.desk, TEXT_MIN);
                check(&group.id, scheme.ink, group.tint, TEXT_MIN);
                check(&group.id, group.mark, scheme.surface, EDGE_MIN);
            }
            for (name, ground) in grounds(scheme) {
                check(&format!("focus on {name}"), scheme.focus, ground, EDGE_MIN);
            }
            check("control", scheme.control, scheme.surface, EDGE_MIN);
        }
    }

    #[test]
    fn numbers_are_readable_on_every_heat() {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            let style = crate::ui::style::Style::for_theme(theme);
            for count in 1..9 {
                check("concern", style.ink, style.heat(style.heat_concern, count), TEXT_MIN);
                check("good", style.ink, style.heat(style.heat_good, count), TEXT_MIN);
            }
        }
    }
}
