//! Where a block stands: one rectangle for each page it touches, growing as lines are added.
//!
//! Letters lie in the frame of their own direction; here they are turned back into the page as it is shown.

use super::words::Word;
use crate::text::PageBox;
use hayro_interpret::kurbo::{Point, Rect, Size};

/// Share of the size that letters rise above the baseline.
const ASCENT: f64 = 0.8;
/// Share of the size that letters hang below the baseline.
const DESCENT: f64 = 0.22;

/// Rectangles by page, in the order in which the pages were met.
#[derive(Clone, Debug, Default)]
pub(super) struct Places(Vec<(u32, Rect)>);

impl Places {
    /// The places of words.
    pub(super) fn of_words<'w>(words: impl IntoIterator<Item = &'w Word>) -> Self {
        let mut places = Self::default();
        for word in words {
            places.add(word.page, upright(word));
        }
        places
    }

    /// One rectangle.
    pub(super) fn one(page: u32, rect: Rect) -> Self {
        Self(vec![(page, rect)])
    }

    fn add(&mut self, page: u32, rect: Rect) {
        match self.0.iter_mut().find(|(p, _)| *p == page) {
            Some((_, known)) => *known = known.union(rect),
            None => self.0.push((page, rect)),
        }
    }

    /// Adds what stands elsewhere.
    pub(super) fn merge(&mut self, other: &Self) {
        for (page, rect) in &other.0 {
            self.add(*page, *rect);
        }
    }

    /// Whole points, rounded outwards and cut to the page; `sizes` gives the size of each page, the first first.
    pub(super) fn boxes(&self, sizes: &[Size]) -> Vec<PageBox> {
        let mut boxes: Vec<PageBox> = self
            .0
            .iter()
            .filter_map(|(page, rect)| {
                let size = sizes.get(usize::try_from(*page).ok()?.checked_sub(1)?)?;
                let within = |at: f64, most: f64| at.clamp(0.0, most.min(f64::from(u16::MAX))) as u16;
                Some(PageBox {
                    page: *page,
                    left: within(rect.x0.floor(), size.width),
                    top: within(rect.y0.floor(), size.height),
                    right: within(rect.x1.ceil(), size.width.ceil()),
                    bottom: within(rect.y1.ceil(), size.height.ceil()),
                })
            })
            .collect();
        boxes.sort_by_key(|b| b.page);
        boxes
    }
}

/// The rectangle of a word on the page as it is shown.
fn upright(word: &Word) -> Rect {
    let back = |x: f64, y: f64| match word.turn {
        1 => Point::new(y, -x),
        2 => Point::new(-x, -y),
        3 => Point::new(-y, x),
        _ => Point::new(x, y),
    };
    let (top, bottom) = (ASCENT.mul_add(-word.size, word.y), DESCENT.mul_add(word.size, word.y));
    Rect::from_points(back(word.x0, top), back(word.x1, bottom))
}
