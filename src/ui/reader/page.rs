//! The blocks in view on the screen: where each stands, what lies under a point, where a range is.
//!
//! Lives for one frame. Points are screen points; each block's galleys start at its `corner`.

use super::document::ReaderDocument;
use super::layout::{LaidBlock, Layouter, RowSpan, Spot};
use super::mark::{BlockMark, Mark, MarkKey};
use super::place::Places;
use crate::text::TextRange;
use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// A block on the screen.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The block.
    pub laid: LaidBlock,
    /// Top left of its text column, at the very top of the block.
    pub corner: Pos2,
}

/// A stripe in the margin.
#[derive(Clone, Copy, Debug)]
pub struct Stripe {
    /// Whose it is.
    pub key: MarkKey,
    /// Index into `MarkLayer::marks`.
    pub mark: usize,
    /// Lane and the full height, code included.
    pub rect: Rect,
    /// Whether the code stands on top.
    pub named: bool,
}

/// Everything that is drawn in one frame.
pub struct Page<'a> {
    /// The document.
    pub document: &'a ReaderDocument<'a>,
    /// Fonts, columns, tokens.
    pub layouter: Layouter<'a>,
    /// Ways through the text.
    pub places: Places<'a>,
    /// The visible part of the screen.
    pub clip: Rect,
    /// Left edge of the reader.
    pub left: f32,
    /// Blocks in view, top to bottom.
    pub blocks: Vec<Placed>,
}

impl Placed {
    /// The rows of a range, on the screen.
    #[must_use]
    pub fn spans(&self, text: &str, range: TextRange) -> Vec<RowSpan> {
        let mut spans = self.laid.spans(text, range);
        for span in &mut spans {
            span.rect = span.rect.translate(self.corner.to_vec2());
            span.baseline += self.corner.y;
        }
        spans
    }

    /// Bottom of the block.
    #[must_use]
    pub fn bottom(&self) -> f32 {
        self.corner.y + self.laid.height
    }
}

impl Page<'_> {
    /// The document's text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.document.source.text
    }

    /// The place nearest to a point; points above and below the blocks count as the first and last row.
    #[must_use]
    pub fn spot_at(&self, point: Pos2) -> Option<Spot> {
        let placed = self.placed_at(point)?;
        let spot = placed.laid.spot_at(self.text(), point - placed.corner.to_vec2())?;
        let at = self.places.snap(spot.at)?;
        Some(Spot { at, next_row: spot.next_row || at != spot.at })
    }

    /// The shortest coding whose letters lie under a point.
    #[must_use]
    pub fn mark_at(&self, point: Pos2) -> Option<&Mark> {
        let placed = self.placed_at(point)?;
        let inside = point - placed.corner.to_vec2();
        if !placed.laid.has_letters_at(inside) {
            return None;
        }
        let spot = placed.laid.spot_at(self.text(), inside)?;
        let marks = &self.document.marks;
        // The nearest gap between letters may lie after the letter under the point.
        let before = placed.laid.caret(self.text(), spot).is_some_and(|caret| caret.left() > inside.x);
        let at = if before { self.places.step(spot.at, false).unwrap_or(spot.at) } else { spot.at };
        marks.innermost(placed.laid.index, at)
    }

    /// What can be seen of a range.
    #[must_use]
    pub fn rect_of(&self, range: TextRange) -> Option<Rect> {
        let spans = self.blocks.iter().flat_map(|b| b.spans(self.text(), range));
        let seen = spans.map(|s| s.rect.intersect(self.clip)).filter(|r| r.is_positive());
        seen.reduce(Rect::union)
    }

    /// The rows of text: everything between margin and notes.
    #[must_use]
    pub fn text_zone(&self) -> Rect {
        let columns = self.layouter.columns;
        let right = columns.notes.map_or(self.clip.right(), |(notes, _)| self.left + notes - 12.0);
        Rect::from_min_max(pos2(self.left + columns.lanes_right, self.clip.top()), pos2(right, self.clip.bottom()))
    }

    /// The stripes in view, right to left lanes as the layer has them; lanes that find no room are left out.
    #[must_use]
    pub fn stripes(&self) -> Vec<Stripe> {
        let mut stripes = Vec::new();
        for placed in &self.blocks {
            for part in self.document.marks.in_block(placed.laid.index) {
                if let Some(mark) = self.document.marks.get(part.mark)
                    && let Some(stripe) = self.stripe(placed, part, mark)
                {
                    stripes.push(stripe);
                }
            }
        }
        stripes
    }

    fn stripe(&self, placed: &Placed, part: &BlockMark, mark: &Mark) -> Option<Stripe> {
        let columns = self.layouter.columns;
        if part.stripe >= columns.lanes {
            return None;
        }
        let spans = placed.spans(self.text(), part.range);
        let (first, last) = (spans.first()?.rect, spans.last()?.rect);
        let goes_on = mark.range.end() > part.range.end();
        let mut top = if part.begins { first.top() + 4.0 } else { placed.corner.y };
        let bottom = if goes_on { placed.bottom() + 1.0 } else { last.bottom() - 3.0 };
        let mut named = part.begins;
        // The code of a passage that began above the view stays in sight.
        let edge = self.clip.top() + 4.0;
        if top < edge && bottom > edge + 24.0 {
            (top, named) = (edge, true);
        }
        let left = self.left + columns.lane_left(part.stripe);
        let rect = Rect::from_min_size(pos2(left, top), vec2(columns.lane, bottom - top));
        Some(Stripe { key: mark.key, mark: part.mark, rect, named })
    }

    fn placed_at(&self, point: Pos2) -> Option<&Placed> {
        self.blocks.iter().find(|b| point.y < b.bottom()).or_else(|| self.blocks.last())
    }
}

/// Lays out the blocks that touch the view, and one more on each side for screen readers.
#[must_use]
pub fn place_blocks(layouter: &Layouter<'_>, heights: &super::heights::Heights, origin: Pos2, view: (f32, f32)) -> Vec<Placed> {
    let manuscript = layouter.manuscript;
    let mut index = heights.block_at(view.0);
    index = manuscript.shown_before(index).unwrap_or(index);
    let mut top = heights.top(index);
    let mut blocks = Vec::new();
    let mut extra = 1;
    while index < heights.len() {
        let below = top > view.1;
        if below && extra == 0 {
            break;
        }
        if let Some(laid) = layouter.lay(index) {
            let corner = origin + Vec2::new(layouter.columns.text_left, top);
            top += laid.height;
            blocks.push(Placed { laid, corner });
            extra -= i32::from(below);
        }
        index += 1;
    }
    blocks
}
