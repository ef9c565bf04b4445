//! Heights of all blocks: estimated at first, measured when seen or when there is time.
//!
//! The scroll bar needs the height of the whole document, but laying out 60,000 words costs 180 ms. Replacing an
//! estimate moves everything below, so whoever scrolls has to hold on to one block and follow it (`Heights::top`).

/// Heights in points, with running sums.
#[derive(Clone, Debug, Default)]
pub struct Heights {
    height: Vec<f32>,
    measured: Vec<bool>,
    tops: Vec<f32>,
    unmeasured: usize,
    next: usize,
    stale: bool,
}

impl Heights {
    /// Starts from estimates.
    #[must_use]
    pub fn new(estimates: Vec<f32>) -> Self {
        let count = estimates.len();
        let mut heights =
            Self { height: estimates, measured: vec![false; count], tops: Vec::new(), unmeasured: count, next: 0, stale: true };
        heights.sum();
        heights
    }

    /// Number of blocks.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.height.len()
    }

    /// Whether there are no blocks.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.height.is_empty()
    }

    /// Height of one block.
    #[must_use]
    pub fn height(&self, block: usize) -> f32 {
        self.height.get(block).copied().unwrap_or_default()
    }

    /// Where a block starts, in points from the top of the document, as of the last `sum`.
    #[must_use]
    pub fn top(&self, block: usize) -> f32 {
        self.tops.get(block).or_else(|| self.tops.last()).copied().unwrap_or_default()
    }

    /// Height of the document as of the last `sum`.
    #[must_use]
    pub fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// The block at a distance from the top.
    #[must_use]
    pub fn block_at(&self, y: f32) -> usize {
        self.tops.partition_point(|top| *top <= y).saturating_sub(1).min(self.len().saturating_sub(1))
    }

    /// Whether a block has its true height.
    #[must_use]
    pub fn is_measured(&self, block: usize) -> bool {
        self.measured.get(block).copied().unwrap_or(true)
    }

    /// Whether every block has its true height.
    #[must_use]
    pub const fn all_measured(&self) -> bool {
        self.unmeasured == 0
    }

    /// The next block without its true height.
    pub fn next_unmeasured(&mut self) -> Option<usize> {
        while self.measured.get(self.next).copied().unwrap_or(false) {
            self.next += 1;
        }
        (self.next < self.len()).then_some(self.next)
    }

    /// Stores a true height.
    pub fn set(&mut self, block: usize, height: f32) {
        let (Some(old), Some(measured)) = (self.height.get_mut(block), self.measured.get_mut(block)) else { return };
        if !*measured {
            *measured = true;
            self.unmeasured -= 1;
        }
        if *old != height {
            *old = height;
            self.stale = true;
        }
    }

    /// Brings the running sums up to date.
    pub fn sum(&mut self) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        self.tops.clear();
        let mut y = 0.0;
        for height in &self.height {
            self.tops.push(y);
            y += height;
        }
        self.tops.push(y);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_blocks_and_follows_changes() {
        let mut heights = Heights::new(vec![10.0, 20.0, 0.0, 30.0]);
        assert_eq!((heights.block_at(0.0), heights.block_at(10.0), heights.block_at(35.0), heights.block_at(99.0)), (0, 1, 3, 3));
        heights.set(0, 15.0);
        heights.sum();
        assert_eq!((heights.top(1), heights.total()), (15.0, 65.0));
        assert_eq!(heights.next_unmeasured(), Some(1));
        assert!(!heights.all_measured() && heights.is_measured(0));
    }
}
