//! From scores to chances that may be believed: Platt's sigmoid.
//!
//! The scores come from models that had not seen the passage, and a sigmoid is fitted to them by maximum likelihood with
//! Platt's cautious targets, (N₊ + 1) / (N₊ + 2) and 1 / (N₋ + 2) (Platt: Probabilistic outputs for support vector
//! machines, 1999; Lin, Lin, Weng: A note on Platt's probabilistic outputs, 2007).

use super::logistic::{Rows, fit, sigmoid};

/// A chance as a function of a score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sigmoid {
    slope: f64,
    offset: f64,
}

/// How weakly the slope is held towards nought; only so that scores that part perfectly do not run away.
const LOOSE: f64 = 1e3;

impl Sigmoid {
    /// Fits scores with what they turned out to be and how many passages each stands for; none when all are one kind.
    #[must_use]
    pub fn of(scores: &[(f64, bool, f64)]) -> Option<Self> {
        let weight = |wanted: bool| scores.iter().filter(|(_, is, _)| *is == wanted).map(|(_, _, w)| w).sum::<f64>();
        let (yes, no) = (weight(true), weight(false));
        if yes <= 0.0 || no <= 0.0 {
            return None;
        }
        let mut rows = Rows::new(1);
        scores.iter().for_each(|(score, _, _)| rows.push(std::iter::once((0, *score as f32))));
        let target = |is: bool| if is { (yes + 1.0) / (yes + 2.0) } else { 1.0 / (no + 2.0) };
        let targets: Vec<f64> = scores.iter().map(|(_, is, _)| target(*is)).collect();
        let costs: Vec<f64> = scores.iter().map(|(_, _, w)| w * LOOSE).collect();
        let found = fit(&rows, &targets, &costs).weights;
        match found.as_slice() {
            // A better score never means a smaller chance.
            [slope, offset] if *slope > 0.0 => Some(Self { slope: *slope, offset: *offset }),
            _ => None,
        }
    }

    /// The chance at a score, from 0 to 1.
    #[must_use]
    pub fn chance(self, score: f64) -> f64 {
        sigmoid(self.slope * score + self.offset)
    }
}
