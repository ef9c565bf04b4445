//! Two shares side by side: "8 of 10 cases then, 5 of 9 now", with an interval and words that do not overclaim.
//!
//! Deep dives have few cases, so the methods are those that hold for few: score intervals and an exact test. They take
//! the cases of both rounds for different cases and for a fair draw of those that might have been reviewed; neither
//! is quite so, which is why the words never say more than "chance alone would rarely".

mod fisher;
mod interval;
mod sentence;

pub use fisher::fisher_two_sided;
pub use interval::{Interval, clopper_pearson, newcombe, wilson};
pub use sentence::{Comparison, LEAST_FOR_PERCENT, Verdict, shared_cases_warning, tests_warning, unequal_periods_warning};

/// n of N cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Share {
    n: u32,
    of: u32,
}

impl Share {
    /// n of N; none when n is larger than N.
    #[must_use]
    pub const fn new(n: u32, of: u32) -> Option<Self> {
        if n <= of { Some(Self { n, of }) } else { None }
    }

    /// Cases that have it.
    #[must_use]
    pub const fn n(self) -> u32 {
        self.n
    }

    /// Cases that were counted.
    #[must_use]
    pub const fn of(self) -> u32 {
        self.of
    }

    /// n / N, 0 to 1; none when N is 0.
    #[must_use]
    pub fn proportion(self) -> Option<f64> {
        (self.of > 0).then(|| f64::from(self.n) / f64::from(self.of))
    }
}

/// ln k! for k = 0 to `most`.
fn ln_factorials(most: u32) -> Vec<f64> {
    let mut sum = 0.0;
    let step = |k: u32| {
        sum += f64::from(k.max(1)).ln();
        sum
    };
    (0..=most).map(step).collect()
}

/// ln of "n choose k" by a table of factorials; minus infinity when there is no such choice.
fn ln_choose(factorials: &[f64], n: u32, k: u32) -> f64 {
    let of = |i: u32| factorials.get(i as usize).copied();
    n.checked_sub(k).and_then(|rest| Some(of(n)? - of(k)? - of(rest)?)).unwrap_or(f64::NEG_INFINITY)
}
