//! Text under a dark box: a bar was painted, the words stayed in the file.
//!
//! A dark box with light words drawn after it is a table head or a banner, not a bar.

use super::glyphs::{DarkBox, Glyph, PageInk};

/// Whether words lie under a filled box on this page.
pub(super) fn failed_redaction(page: &PageInk) -> bool {
    page.boxes.iter().take(500).any(|b| b.rect.height() < 0.9 * page.height && hides(b, &page.glyphs))
}

/// Whether a box covers at least three letters: drawn before it, or as dark as it is.
fn hides(dark: &DarkBox, glyphs: &[Glyph]) -> bool {
    let inside = |g: &Glyph| {
        let (x, y) = (g.x0.midpoint(g.x1), 0.3f64.mul_add(-g.size, g.y));
        g.turn == 0 && g.c.is_alphanumeric() && dark.rect.x0 <= x && x <= dark.rect.x1 && dark.rect.y0 <= y && y <= dark.rect.y1
    };
    let covered = glyphs.iter().enumerate().filter(|(i, g)| inside(g) && (*i < dark.after || g.dark));
    covered.take(3).count() == 3
}
