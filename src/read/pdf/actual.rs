//! Text that a file says its letters stand for: of letters that a font does not have, ligatures, hyphens at line ends.
//!
//! It is believed only within one line and where it does not swallow most of what is shown, so that nothing is lost.

use super::glyphs::Glyph;

/// Puts the stated text in the place of the glyphs from `from` on.
pub(super) fn replace(glyphs: &mut Vec<Glyph>, from: usize, text: &str) {
    let Some(shown) = glyphs.get(from..).filter(|s| is_one_line(s)) else { return };
    let chars: Vec<char> = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if chars.len() > 8 * shown.len() + 32 {
        return;
    }
    let told = shown.iter().filter(|g| g.c.is_alphanumeric()).count();
    // One or two letters hide nothing; a sign that a font does not have is often drawn as a letter.
    if shown.len() > 2 && chars.iter().filter(|c| c.is_alphanumeric() || **c == '\u{ad}').count() * 2 < told {
        return;
    }
    let (Some(first), Some(last)) = (shown.first().copied(), shown.last().copied()) else { return };
    let places: Vec<(f64, f64)> = if shown.len() == chars.len() {
        shown.iter().map(|g| (g.x0, g.x1)).collect()
    } else {
        let step = (last.x1 - first.x0) / chars.len().max(1) as f64;
        (0..chars.len()).map(|i| step.mul_add(i as f64, first.x0)).map(|x| (x, x + step)).collect()
    };
    glyphs.truncate(from);
    glyphs.extend(chars.into_iter().zip(places).map(|(c, (x0, x1))| Glyph { c, x0, x1, ..first }));
}

fn is_one_line(glyphs: &[Glyph]) -> bool {
    glyphs
        .iter()
        .zip(glyphs.iter().skip(1))
        .all(|(a, b)| a.turn == b.turn && (a.y - b.y).abs() < 0.5 * a.size.max(b.size) && b.x0 >= 0.5f64.mul_add(-a.size, a.x0))
}
