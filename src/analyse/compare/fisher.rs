//! Fisher's exact test of two shares.

use super::{Share, ln_choose, ln_factorials};

/// How much more probable a table may be and still count as no more probable than the one observed, as in R's
/// `fisher.test`: it only takes up rounding.
const TIE: f64 = 1.0 + 1e-7;

/// The two-sided p of Fisher's exact test: 0 to 1, and 1 when an N is 0.
///
/// With all four totals fixed, the probability of every table that is no more probable than the one observed: R. A.
/// Fisher, "Statistical Methods for Research Workers", section 21.02; method (b) of section 2.1 in A. Agresti, "A
/// survey of exact inference for contingency tables", Statistical Science 7, 1992, as R's `fisher.test` has it.
#[must_use]
pub fn fisher_two_sided(first: Share, second: Share) -> f64 {
    let (with, all) = (first.n() + second.n(), first.of() + second.of());
    let factorials = ln_factorials(all);
    let ln = |k: u32| ln_choose(&factorials, first.of(), k) + ln_choose(&factorials, second.of(), with - k);
    let total = ln_choose(&factorials, all, with);
    let probability = |k: u32| (ln(k) - total).exp();
    let least = with.saturating_sub(second.of());
    let most = with.min(first.of());
    let observed = probability(first.n());
    (least..=most).map(probability).filter(|p| *p <= observed * TIE).sum::<f64>().min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn p(n1: u32, of1: u32, n2: u32, of2: u32) -> f64 {
        fisher_two_sided(Share::new(n1, of1).expect("a share"), Share::new(n2, of2).expect("a share"))
    }

    /// The examples of R's help page on `fisher.test`: tea tasting (Agresti 1990) and convictions of twins (Fisher).
    #[test]
    fn as_r_has_it() {
        assert!((p(3, 4, 1, 4) - 34.0 / 70.0).abs() < 1e-12, "tea tasting, 0.4857");
        assert!((p(2, 17, 10, 13) - 0.000_536_7).abs() < 5e-8, "convictions, 0.0005367");
        assert!((p(0, 5, 0, 7) - 1.0).abs() < 1e-12 && (p(0, 0, 3, 7) - 1.0).abs() < 1e-12);
    }

    fn choose(n: u32, k: u32) -> u128 {
        (0..k).fold(1, |c, i| c * u128::from(n - i) / u128::from(i + 1))
    }

    proptest! {
        /// Whole numbers instead of logarithms: ways to choose, compared exactly.
        #[test]
        fn as_counted_by_hand(of1 in 0_u32..25, of2 in 0_u32..25, a in 0.0..1.0_f64, b in 0.0..1.0_f64) {
            let (n1, n2) = ((f64::from(of1 + 1) * a) as u32, (f64::from(of2 + 1) * b) as u32);
            let with = n1 + n2;
            let ways = |k: u32| choose(of1, k) * choose(of2, with - k);
            let all: u128 = (0..=with.min(of1)).filter(|k| with - k <= of2).map(ways).sum();
            let extreme: u128 = (0..=with.min(of1)).filter(|k| with - k <= of2).map(ways).filter(|w| *w <= ways(n1)).sum();
            prop_assert!((p(n1, of1, n2, of2) - extreme as f64 / all as f64).abs() < 1e-9);
        }
    }
}
