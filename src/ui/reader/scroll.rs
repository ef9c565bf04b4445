//! Where the reader is scrolled to, and how that stays put while heights change.
//!
//! Heights above the view are guesses until they are measured. `Scroller` holds on to one block in view (the anchor):
//! when its top moves, the offset moves with it, so that the lines under the eye never jump.

use super::heights::Heights;
use super::layout::{Layouter, Spot};
use crate::text::TextRange;
use egui::{Context, Id, scroll_area};
use std::time::{Duration, Instant};

/// Space above the first block.
pub const TOP_SPACE: f32 = 24.0;
/// Space below the last block.
pub const BOTTOM_SPACE: f32 = 72.0;

/// A change of the place that waits for the next layout.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Jump {
    /// A passage, a third of the way down.
    To(TextRange),
    /// A place that only has to be in view.
    Reveal(Spot),
    /// The top of a block.
    Block(usize),
}

/// The offset of one reader, in points from the top of the first block.
#[derive(Clone, Debug, Default)]
pub struct Scroller {
    /// The scroll area of the last frame.
    pub area: Option<Id>,
    /// Points above the view.
    pub offset: f32,
    /// Height of the view.
    pub view: f32,
    jump: Option<Jump>,
    shift: f32,
    anchor: usize,
    anchor_top: f32,
}

impl Scroller {
    /// Asks for another place; the last one wins.
    pub const fn jump(&mut self, jump: Jump) {
        self.jump = Some(jump);
    }

    /// Asks for so many points further down, before any jump.
    pub const fn shift(&mut self, points: f32) {
        self.shift += points;
    }

    /// Takes over what mouse wheel and scroll bar did.
    pub fn load(&mut self, ctx: &Context) {
        let state = self.area.and_then(|id| scroll_area::State::load(ctx, id));
        if let Some(state) = state {
            self.offset = state.unclamped_offset().y - TOP_SPACE;
        }
    }

    /// Starts at the top of another document.
    pub fn reset(&mut self) {
        *self = Self { area: self.area, view: self.view, jump: self.jump, offset: -TOP_SPACE, ..Self::default() };
    }

    /// Keeps the line under the eye when every height is guessed anew, as after a change of width.
    pub fn rescale(&mut self, old: &Heights, new: &Heights) {
        let into = (self.offset - old.top(self.anchor)) / old.height(self.anchor).max(1.0);
        self.anchor_top = new.top(self.anchor);
        self.offset = self.anchor_top + into * new.height(self.anchor);
    }

    /// Carries out a waiting jump. Lays out only the block it goes to.
    pub fn take_jump(&mut self, layouter: &Layouter<'_>, heights: &mut Heights) {
        self.offset += std::mem::take(&mut self.shift);
        let Some(jump) = self.jump.take() else { return };
        match jump {
            Jump::Block(block) => {
                self.measure(layouter, heights, block);
                self.hold(heights, block);
                self.offset = heights.top(block) - TOP_SPACE / 2.0;
            }
            Jump::To(range) => {
                let spot = Spot { at: range.start(), next_row: true };
                if let Some((top, bottom)) = self.rows(layouter, heights, spot) {
                    let third = (self.view / 3.0).max(bottom - top);
                    let seen = top >= self.offset + (bottom - top) && bottom <= self.offset + self.view - (bottom - top) * 2.0;
                    if !seen {
                        self.offset = top - third;
                    }
                }
            }
            Jump::Reveal(spot) => {
                if let Some((top, bottom)) = self.rows(layouter, heights, spot) {
                    let margin = (bottom - top).min(self.view / 4.0);
                    self.offset = self.offset.min(top - margin).max(bottom + margin - self.view);
                }
            }
        }
    }

    /// Gives every block in view its true height.
    pub fn settle(&mut self, layouter: &Layouter<'_>, heights: &mut Heights) {
        for _ in 0..4 {
            let mut block = heights.block_at(self.offset);
            let mut bottom = heights.top(block);
            let mut changed = false;
            while block < heights.len() && bottom < self.offset + self.view + layouter.columns.line {
                changed |= self.measure_one(layouter, heights, block);
                bottom += heights.height(block);
                block += 1;
            }
            if !changed {
                break;
            }
            self.follow(heights);
        }
        self.clamp(heights);
        let first = heights.block_at(self.offset);
        self.hold(heights, first);
    }

    /// Measures blocks out of view for as long as the budget lasts; true when nothing is left to do.
    pub fn measure_idle(&mut self, layouter: &Layouter<'_>, heights: &mut Heights, budget: Duration) -> bool {
        let start = Instant::now();
        while let Some(block) = heights.next_unmeasured() {
            self.measure_one(layouter, heights, block);
            if start.elapsed() > budget {
                break;
            }
        }
        self.follow(heights);
        self.clamp(heights);
        heights.all_measured()
    }

    fn clamp(&mut self, heights: &Heights) {
        let most = heights.total() + BOTTOM_SPACE - self.view;
        self.offset = self.offset.min(most).max(-TOP_SPACE);
    }

    fn hold(&mut self, heights: &Heights, block: usize) {
        self.anchor = block;
        self.anchor_top = heights.top(block);
    }

    fn follow(&mut self, heights: &mut Heights) {
        heights.sum();
        let top = heights.top(self.anchor);
        self.offset += top - self.anchor_top;
        self.anchor_top = top;
    }

    fn measure(&mut self, layouter: &Layouter<'_>, heights: &mut Heights, block: usize) {
        if self.measure_one(layouter, heights, block) {
            self.follow(heights);
        }
    }

    fn measure_one(&self, layouter: &Layouter<'_>, heights: &mut Heights, block: usize) -> bool {
        let new = !heights.is_measured(block);
        if new {
            heights.set(block, layouter.lay(block).map_or(0.0, |laid| laid.height));
        }
        new
    }

    /// Top and bottom of the row at a place; its block becomes the anchor.
    fn rows(&mut self, layouter: &Layouter<'_>, heights: &mut Heights, spot: Spot) -> Option<(f32, f32)> {
        let block = layouter.manuscript.block_near(spot.at)?;
        self.measure(layouter, heights, block);
        self.hold(heights, block);
        let rect = layouter.lay(block)?.caret(layouter.text, spot)?;
        Some((heights.top(block) + rect.top(), heights.top(block) + rect.bottom()))
    }
}
