//! Pages with pictures or drawings large enough to hold words or figures that are not in the text.
//!
//! A picture that stands at the same place on several pages is a logo or a backdrop and says nothing.

use super::glyphs::{Mark, PageInk};
use hayro_interpret::kurbo::Rect;
use std::collections::BTreeMap;

/// A picture covers at least this share of its page.
const PICTURE: f64 = 0.05;
/// A drawing covers at least this share of its page.
const DRAWING: f64 = 0.06;
/// A drawing has at least this many shapes that are no straight lines or boxes.
const SHAPES: usize = 6;
/// A picture that stands at the same place on as many pages is decoration.
const DECORATION: usize = 3;

/// A picture or a drawn shape.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picture {
    pub(super) rect: Rect,
    /// Drawn from lines and curves, not from pixels.
    pub(super) drawn: bool,
}

/// The pages to look at, counted from 1; `pages` without those that are scans.
pub(super) fn pages_with_pictures(pages: &[PageInk]) -> Vec<u32> {
    let place = |r: &Rect| [r.x0, r.y0, r.x1, r.y1].map(|v| (v / 6.0).round() as i64);
    let mut seen: BTreeMap<[i64; 4], usize> = BTreeMap::new();
    for picture in pages.iter().flat_map(|p| &p.pictures).filter(|p| !p.drawn) {
        *seen.entry(place(&picture.rect)).or_default() += 1;
    }
    let repeated = |r: &Rect| seen.get(&place(r)).is_some_and(|n| *n >= DECORATION);
    let sizeable = |page: &PageInk| {
        let area = (page.width * page.height).max(1.0);
        let letters = page.glyphs.iter().filter(|g| g.mark != Mark::Artifact).count();
        let image = |r: &Rect| {
            let share = r.area() / area;
            // A backdrop lies under the whole page of text.
            share > PICTURE && !repeated(r) && !(share > 0.9 && letters > 200)
        };
        let drawing = page.pictures.iter().filter(|p| p.drawn).map(|p| p.rect);
        let count = drawing.clone().count();
        let whole = drawing.reduce(|a, b| a.union(b)).map_or(0.0, |r| r.area() / area);
        page.pictures.iter().any(|p| !p.drawn && image(&p.rect)) || count >= SHAPES && whole > DRAWING && whole < 0.95
    };
    pages.iter().filter(|p| sizeable(p)).map(|p| p.number).collect()
}
