//! How wide words are, and where a label breaks, measured with the fonts that pictures are drawn in.
//!
//! Pages show the same pictures with whatever font a reader has; the fonts here are wide ones, so words still fit.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::sync::OnceLock;

pub(super) const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-Regular.ttf");
pub(super) const BOLD: &[u8] = include_bytes!("../../../assets/fonts/AtkinsonHyperlegibleNext-SemiBold.ttf");

/// A font's weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// Advances of the characters up to U+024F for a font size of 1; anything above is taken as an em.
struct Advances(Vec<f32>);

impl Advances {
    fn of(font: &[u8]) -> Self {
        let Ok(font) = FontRef::new(font) else { return Self(Vec::new()) };
        let (map, metrics) = (font.charmap(), font.glyph_metrics(Size::new(1.0), LocationRef::default()));
        let advance = |c| map.map(c).and_then(|glyph| metrics.advance_width(glyph)).unwrap_or(1.0);
        Self(('\0'..'\u{250}').map(advance).collect())
    }

    fn width(&self, c: char) -> f32 {
        let typographic = matches!(c, '\u{2010}'..='\u{2026}').then_some(0.6);
        self.0.get(c as usize).copied().or(typographic).unwrap_or(1.0)
    }
}

/// The width of words in the units of the size.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    static FONTS: [OnceLock<Advances>; 2] = [OnceLock::new(), OnceLock::new()];
    let [regular, bold] = &FONTS;
    let font = match weight {
        Weight::Regular => regular.get_or_init(|| Advances::of(REGULAR)),
        Weight::Bold => bold.get_or_init(|| Advances::of(BOLD)),
    };
    size * text.chars().map(|c| f64::from(font.width(c))).sum::<f64>()
}

/// The width of plain words, for whoever lays out a page.
pub(in crate::write) fn words_width(text: &str, size: f64) -> f64 {
    width(text, size, Weight::Regular)
}

/// Breaks words into at most so many lines; what does not fit ends in "…".
pub(super) fn wrapped(text: &str, size: f64, weight: Weight, room: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let joined = lines.last().map(|line| format!("{line} {word}")).filter(|line| width(line, size, weight) <= room);
        match (joined, lines.last_mut()) {
            (Some(joined), Some(line)) => *line = joined,
            (Some(_) | None, _) => lines.push(word.to_owned()),
        }
    }
    let rest = if lines.len() > most { lines.split_off(most) } else { Vec::new() };
    if let Some(last) = lines.last_mut().filter(|_| !rest.is_empty()) {
        *last = format!("{last} {}", rest.join(" "));
    }
    lines.iter().map(|line| shortened(line, size, weight, room)).collect()
}

/// The words, or as many of their letters as fit before "…".
pub(super) fn shortened(text: &str, size: f64, weight: Weight, room: f64) -> String {
    if width(text, size, weight) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if width(&format!("{kept}…"), size, weight) > room {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end_matches([' ', ',', ';', '-']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_break_between_words_and_end_with_dots() {
        let broken = |room, most| wrapped("Man or new partner not identified", 10.0, Weight::Regular, room, most);
        assert_eq!(broken(1000.0, 2), ["Man or new partner not identified"]);
        assert_eq!(broken(100.0, 2), ["Man or new partner", "not identified"]);
        let cut = broken(60.0, 2);
        assert!(
            cut.len() == 2 && cut[1].ends_with('…') && cut.iter().all(|l| width(l, 10.0, Weight::Regular) <= 60.0),
            "{cut:?}"
        );
        assert_eq!(wrapped("", 10.0, Weight::Regular, 60.0, 2), Vec::<String>::new());
    }

    #[test]
    fn bold_is_wider_and_size_scales() {
        assert!(width("6 of 9", 10.0, Weight::Bold) > width("6 of 9", 10.0, Weight::Regular));
        assert!((width("6 of 9", 20.0, Weight::Regular) - 2.0 * width("6 of 9", 10.0, Weight::Regular)).abs() < 1e-6);
    }
}
