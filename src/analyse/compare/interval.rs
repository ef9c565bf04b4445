//! Intervals of 95 % for one share and for the difference of two.

use super::{Share, ln_choose, ln_factorials};

/// The 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;
/// What lies beyond each end of an interval.
const TAIL: f64 = 0.025;

/// An interval of 95 %: shares from 0 to 1, differences from −1 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether a value lies within, ends included.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// Wilson's score interval for a share; none when N is 0.
///
/// E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927; method 3 of
/// R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998.
#[must_use]
pub fn wilson(share: Share) -> Option<Interval> {
    let p = share.proportion()?;
    let n = f64::from(share.of());
    let middle = 2.0f64.mul_add(n * p, Z * Z);
    let half = Z * (4.0 * n * p).mul_add(1.0 - p, Z * Z).sqrt();
    let whole = 2.0 * Z.mul_add(Z, n);
    // At the edges the formula is exact but its rounding is not.
    let low = if share.n() == 0 { 0.0 } else { (middle - half) / whole };
    let high = if share.n() == share.of() { 1.0 } else { (middle + half) / whole };
    Some(Interval { low, high })
}

/// The exact interval of Clopper and Pearson for a share: never too short, often too long; none when N is 0.
///
/// C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
/// binomial", Biometrika 26, 1934. Its ends are where the binomial tails are 2.5 %, found by halving.
#[must_use]
pub fn clopper_pearson(share: Share) -> Option<Interval> {
    let (n, of) = (share.n(), share.of());
    if of == 0 {
        return None;
    }
    let factorials = ln_factorials(of);
    let tail = |p: f64, from: u32, to: u32| {
        let ln = |k: u32| ln_choose(&factorials, of, k) + f64::from(k) * p.ln() + f64::from(of - k) * (-p).ln_1p();
        (from..=to).map(|k| ln(k).exp()).sum::<f64>()
    };
    let low = if n == 0 { 0.0 } else { halved(|p| tail(p, n, of) < TAIL) };
    let high = if n == of { 1.0 } else { halved(|p| tail(p, 0, n) > TAIL) };
    Some(Interval { low, high })
}

/// The share up to which something is so, to the last bits.
fn halved(is_so: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = f64::midpoint(low, high);
        if is_so(middle) { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// Newcombe's hybrid score interval for the difference `first` − `second`; none when either N is 0.
///
/// Method 10, without continuity correction, of R. G. Newcombe, "Interval estimation for the difference between
/// independent proportions: comparison of eleven methods", Statistics in Medicine 17, 1998, 873–890.
#[must_use]
pub fn newcombe(first: Share, second: Share) -> Option<Interval> {
    let (p1, p2) = (first.proportion()?, second.proportion()?);
    let (w1, w2) = (wilson(first)?, wilson(second)?);
    Some(Interval { low: p1 - p2 - (p1 - w1.low).hypot(w2.high - p2), high: p1 - p2 + (w1.high - p1).hypot(p2 - w2.low) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn share(n: u32, of: u32) -> Share {
        Share::new(n, of).expect("a share")
    }

    fn is(interval: Option<Interval>, low: f64, high: f64) {
        let interval = interval.expect("an interval");
        assert!((interval.low - low).abs() < 6e-5 && (interval.high - high).abs() < 6e-5, "{interval:?}, not {low} to {high}");
    }

    /// Table I of Newcombe's paper on the single proportion: methods 3 and 5.
    #[test]
    fn one_share_as_published() {
        for (n, of, wilson_s, exact) in [
            (81, 263, (0.2553, 0.3662), (0.2527, 0.3676)),
            (15, 148, (0.0624, 0.1605), (0.0578, 0.1617)),
            (0, 20, (0.0, 0.1611), (0.0, 0.1684)),
            (1, 29, (0.0061, 0.1718), (0.0009, 0.1776)),
        ] {
            is(wilson(share(n, of)), wilson_s.0, wilson_s.1);
            is(clopper_pearson(share(n, of)), exact.0, exact.1);
        }
        assert_eq!(wilson(share(0, 0)), None);
        assert_eq!(clopper_pearson(share(0, 0)), None);
    }

    /// Table II of Newcombe's paper on differences: method 10, examples (a) to (h).
    #[test]
    fn differences_as_published() {
        for (n1, of1, n2, of2, low, high) in [
            (56, 70, 48, 80, 0.0524, 0.3339),
            (9, 10, 3, 10, 0.1705, 0.8090),
            (6, 7, 2, 7, 0.0582, 0.8062),
            (5, 56, 0, 29, -0.0381, 0.1926),
            (0, 10, 0, 20, -0.1611, 0.2775),
            (0, 10, 0, 10, -0.2775, 0.2775),
            (10, 10, 0, 20, 0.6791, 1.0),
            (10, 10, 0, 10, 0.6075, 1.0),
        ] {
            is(newcombe(share(n1, of1), share(n2, of2)), low, high);
        }
        assert_eq!(newcombe(share(1, 2), share(0, 0)), None);
    }

    proptest! {
        /// Wilson's ends are the shares that a score test just does not reject: |p − x| = z √(x(1 − x)/N).
        #[test]
        fn ends_solve_what_defines_them(of in 1_u32..60, part in 0.0..1.0_f64) {
            let n = (f64::from(of) * part) as u32;
            let p = f64::from(n) / f64::from(of);
            let score = wilson(share(n, of)).expect("an interval");
            for end in [score.low, score.high].into_iter().filter(|e| (1e-12..1.0 - 1e-12).contains(e)) {
                let reach = Z * (end * (1.0 - end) / f64::from(of)).sqrt();
                prop_assert!(((p - end).abs() - reach).abs() < 1e-9);
            }
            // The exact ends: a plain product of binomial terms instead of logarithms.
            let exact = clopper_pearson(share(n, of)).expect("an interval");
            let at_least = |x: f64, from: u32| {
                let mut term = (1.0 - x).powi(of as i32);
                let mut sum = if from == 0 { term } else { 0.0 };
                for k in 1..=of {
                    term *= f64::from(of - k + 1) / f64::from(k) * x / (1.0 - x);
                    sum += if k >= from { term } else { 0.0 };
                }
                sum
            };
            prop_assert!(n == 0 || (at_least(exact.low, n) - TAIL).abs() < 1e-6);
            prop_assert!(n == of || (1.0 - at_least(exact.high, n + 1) - TAIL).abs() < 1e-6);
            prop_assert!(exact.low <= p && p <= exact.high && score.holds(p));
        }

        #[test]
        fn differences_turn_with_their_sides(of1 in 1_u32..60, of2 in 1_u32..60, a in 0.0..1.0_f64, b in 0.0..1.0_f64) {
            let first = share((f64::from(of1) * a) as u32, of1);
            let second = share((f64::from(of2) * b) as u32, of2);
            let (there, back) = (newcombe(first, second).expect("one"), newcombe(second, first).expect("one"));
            prop_assert!((there.low + back.high).abs() < 1e-12 && (there.high + back.low).abs() < 1e-12);
            prop_assert!(there.low >= -1.0 - 1e-12 && there.high <= 1.0 + 1e-12);
            prop_assert!(there.holds(first.proportion().expect("one") - second.proportion().expect("one")));
        }
    }
}
