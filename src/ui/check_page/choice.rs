//! Which block is meant, and which run of blocks is chosen.

/// The block under the keyboard and the run that is chosen with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Choice {
    /// The block that is meant now.
    at: Option<usize>,
    /// The other end of the run.
    anchor: Option<usize>,
}

impl Choice {
    /// The block that is meant.
    pub(super) const fn at(&self) -> Option<usize> {
        self.at
    }

    /// First and last block of the run.
    pub(super) fn run(&self) -> Option<(usize, usize)> {
        let at = self.at?;
        let anchor = self.anchor.unwrap_or(at);
        Some((at.min(anchor), at.max(anchor)))
    }

    /// Whether a block belongs to the run.
    pub(super) fn holds(&self, block: usize) -> bool {
        self.run().is_some_and(|(first, last)| (first..=last).contains(&block))
    }

    /// Means a block; `grows` keeps the other end of the run.
    pub(super) fn set(&mut self, block: usize, grows: bool) {
        self.anchor = if grows { self.anchor.or(self.at).or(Some(block)) } else { None };
        self.at = Some(block);
    }

    /// Means the block so many further on; `first` where none was meant. At either end it stays.
    pub(super) fn step(&mut self, down: bool, grows: bool, first: usize, blocks: usize) {
        let Some(last) = blocks.checked_sub(1) else { return };
        let to = match self.at {
            None => first,
            Some(at) if down => at + 1,
            Some(at) => at.saturating_sub(1),
        };
        self.set(to.min(last), grows);
    }

    /// Only the block that is meant, or nothing.
    pub(super) fn shrink(&mut self) {
        if self.anchor.take().is_none() {
            self.at = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_keeps_the_other_end_and_a_plain_step_lets_it_go() {
        let mut choice = Choice::default();
        choice.step(true, false, 5, 9);
        assert_eq!(choice.run(), Some((5, 5)));
        choice.step(false, true, 0, 9);
        choice.step(false, true, 0, 9);
        assert_eq!(choice.run(), Some((3, 5)));
        for _ in 0..9 {
            choice.step(true, true, 0, 9);
        }
        assert_eq!(choice.run(), Some((5, 8)), "it stays at the end");
        assert!(choice.holds(6) && !choice.holds(4));
        choice.step(true, false, 0, 9);
        assert_eq!(choice.run(), Some((8, 8)));
        choice.set(2, true);
        assert_eq!(choice.run(), Some((2, 8)));
        choice.shrink();
        assert_eq!((choice.run(), choice.at()), (Some((2, 2)), Some(2)));
        choice.shrink();
        assert_eq!(choice.run(), None);
    }

    #[test]
    fn an_empty_text_has_nothing_to_choose() {
        let mut choice = Choice::default();
        choice.step(true, false, 0, 0);
        assert_eq!(choice.at(), None);
    }
}
