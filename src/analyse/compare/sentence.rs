//! What may be said of two shares in plain words.

use super::{Interval, Share, fisher_two_sided, newcombe};

/// Below this N a percentage is never given: one case would move it by more than five points.
pub const LEAST_FOR_PERCENT: u32 = 20;
/// Below this p chance alone would rarely make the difference: the usual one in twenty.
const RARELY: f64 = 0.05;
/// From this p on chance alone could easily make the difference.
const EASILY: f64 = 0.2;

/// How far the difference goes beyond chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One side has no cases.
    NothingToCompare,
    /// Both shares are the same.
    Same,
    /// Chance alone could easily make it (p of 0.2 and more).
    EasilyChance,
    /// Chance alone could make it (p of 0.05 to 0.2, or the interval holds no difference).
    PerhapsChance,
    /// Chance alone would rarely make it (p below 0.05, and the interval does not hold "no difference").
    RarelyChance,
}

/// Two shares, the earlier one first, and what may be said of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The share in the first round or period.
    pub then: Share,
    /// The share in the second.
    pub now: Share,
    /// Newcombe's interval of 95 % for now − then; none when one side has no cases.
    pub difference: Option<Interval>,
    /// The two-sided p of Fisher's exact test.
    pub p: f64,
    /// How far it goes beyond chance.
    pub verdict: Verdict,
}

impl Comparison {
    /// Compares two shares.
    #[must_use]
    pub fn of(then: Share, now: Share) -> Self {
        let (difference, p) = (newcombe(now, then), fisher_two_sided(then, now));
        let same = u64::from(then.n()) * u64::from(now.of()) == u64::from(now.n()) * u64::from(then.of());
        let verdict = match difference {
            None => Verdict::NothingToCompare,
            Some(_) if same => Verdict::Same,
            Some(interval) if p < RARELY && !interval.holds(0.0) => Verdict::RarelyChance,
            Some(_) if p < EASILY => Verdict::PerhapsChance,
            Some(_) => Verdict::EasilyChance,
        };
        Self { then, now, difference, p, verdict }
    }

    /// Whether both sides have enough cases for percentages.
    #[must_use]
    pub const fn has_percentages(&self) -> bool {
        self.then.of() >= LEAST_FOR_PERCENT && self.now.of() >= LEAST_FOR_PERCENT
    }

    /// One sentence without a full stop: "8 of 10 cases then, 5 of 9 now: with so few cases this difference could
    /// easily be chance".
    #[must_use]
    pub fn sentence(&self) -> String {
        let cases = if self.then.of() == 1 { "case" } else { "cases" };
        let percent = |share: Share| match share.proportion() {
            Some(p) if self.has_percentages() => format!(" ({:.0}%)", p * 100.0),
            _ => String::new(),
        };
        let (then, now) = (self.then, self.now);
        let mut sentence = format!(
            "{} of {} {cases} then{}, {} of {} now{}",
            then.n(),
            then.of(),
            percent(then),
            now.n(),
            now.of(),
            percent(now)
        );
        let few = if self.has_percentages() { "" } else { "with so few cases " };
        sentence.push_str(": ");
        match self.verdict {
            Verdict::NothingToCompare => sentence.push_str("there is nothing to compare"),
            Verdict::Same if few.is_empty() => sentence.push_str("the same share"),
            Verdict::Same => sentence.push_str("the same share, though with so few cases a real change could be missed"),
            Verdict::EasilyChance => sentence.extend([few, "this difference could easily be chance"]),
            Verdict::PerhapsChance => sentence.extend([few, "this difference could be chance"]),
            Verdict::RarelyChance => {
                sentence.push_str("chance alone would rarely make so large a difference; it does not say why");
            }
        }
        sentence
    }

    /// The interval in words: "from 61 points lower to 17 points higher"; none where percentages are not given.
    #[must_use]
    pub fn interval_words(&self) -> Option<String> {
        let interval = self.difference.filter(|_| self.has_percentages())?;
        let end = |d: f64| match (d * 100.0).round() {
            0.0 => "no difference".to_owned(),
            points if points < 0.0 => format!("{:.0} percentage points lower", -points),
            points => format!("{points:.0} percentage points higher"),
        };
        Some(format!("95% interval of the difference: from {} to {}", end(interval.low), end(interval.high)))
    }
}

/// A warning when two periods are not equally long; days of each, none when they differ by less than a tenth.
#[must_use]
pub fn unequal_periods_warning(then_days: u32, now_days: u32) -> Option<String> {
    let (short, long) = (u64::from(then_days.min(now_days)), u64::from(then_days.max(now_days)));
    if long * 10 <= short * 11 {
        return None;
    }
    let length = |days: u32| match (f64::from(days) / 30.4375).round() {
        months if months < 2.0 => format!("{days} days"),
        months => format!("{months:.0} months"),
    };
    let (then, now) = (length(then_days), length(now_days));
    Some(format!(
        "The periods are not equally long ({then} then, {now} now): numbers of cases cannot be compared, only shares of cases"
    ))
}

/// A warning when many comparisons are made at once: how many of them chance alone would make stand out.
#[must_use]
pub fn tests_warning(comparisons: usize) -> Option<String> {
    let expected = comparisons / 20;
    (expected > 0).then(|| {
        let would = if expected == 1 { "1 would".to_owned() } else { format!("{expected} would") };
        format!("Of {comparisons} comparisons, up to about {would} stand out by chance alone")
    })
}

/// A warning when some cases are in both rounds, which interval and test take for different cases.
#[must_use]
pub fn shared_cases_warning(shared: usize) -> Option<String> {
    let (cases, are) = if shared == 1 { ("case", "is") } else { ("cases", "are") };
    (shared > 0)
        .then(|| format!("{shared} {cases} {are} in both rounds, so the two shares are more alike than chance would make them"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn compared(n1: u32, of1: u32, n2: u32, of2: u32) -> Comparison {
        Comparison::of(Share::new(n1, of1).expect("a share"), Share::new(n2, of2).expect("a share"))
    }

    #[test]
    fn sentences_do_not_overclaim() {
        for (n1, of1, n2, of2, sentence) in [
            (8, 10, 5, 9, "8 of 10 cases then, 5 of 9 now: with so few cases this difference could easily be chance"),
            (
                9,
                10,
                3,
                9,
                "9 of 10 cases then, 3 of 9 now: chance alone would rarely make so large a difference; it does not say why",
            ),
            (
                5,
                10,
                4,
                8,
                "5 of 10 cases then, 4 of 8 now: the same share, though with so few cases a real change could be missed",
            ),
            (1, 1, 0, 0, "1 of 1 case then, 0 of 0 now: there is nothing to compare"),
            (30, 60, 25, 60, "30 of 60 cases then (50%), 25 of 60 now (42%): this difference could easily be chance"),
            (
                8,
                10,
                12,
                40,
                "8 of 10 cases then, 12 of 40 now: chance alone would rarely make so large a difference; it does not say why",
            ),
            (8, 10, 3, 9, "8 of 10 cases then, 3 of 9 now: with so few cases this difference could be chance"),
        ] {
            assert_eq!(compared(n1, of1, n2, of2).sentence(), sentence);
        }
        assert_eq!(
            compared(30, 60, 25, 60).interval_words().as_deref(),
            Some("95% interval of the difference: from 25 percentage points lower to 9 percentage points higher")
        );
        assert_eq!(compared(8, 10, 5, 9).interval_words(), None);
    }

    #[test]
    fn warnings_come_when_they_are_due() {
        assert_eq!(unequal_periods_warning(365, 366), None);
        assert_eq!(unequal_periods_warning(0, 0), None);
        let warning = unequal_periods_warning(730, 365).expect("a warning");
        assert!(warning.starts_with("The periods are not equally long (24 months then, 12 months now)"), "{warning}");
        assert_eq!(tests_warning(19), None);
        assert_eq!(tests_warning(40).as_deref(), Some("Of 40 comparisons, up to about 2 would stand out by chance alone"));
        assert_eq!(shared_cases_warning(0), None);
        assert!(shared_cases_warning(1).is_some_and(|w| w.starts_with("1 case is in both rounds")));
    }

    proptest! {
        #[test]
        fn no_percentage_below_twenty_and_no_claim_without_both_methods(
            of1 in 0_u32..50, of2 in 0_u32..50, a in 0.0..1.0_f64, b in 0.0..1.0_f64,
        ) {
            let (n1, n2) = ((f64::from(of1 + 1) * a) as u32, (f64::from(of2 + 1) * b) as u32);
            let c = compared(n1, of1, n2, of2);
            prop_assert_eq!(c.sentence().contains('%'), of1 >= 20 && of2 >= 20);
            if c.sentence().contains("rarely") {
                prop_assert!(c.p < 0.05 && c.difference.is_some_and(|d| d.low > 0.0 || d.high < 0.0));
            }
            let (then, now) = (format!("{n1} of {of1} "), format!(", {n2} of {of2} "));
            prop_assert!(c.sentence().starts_with(&then) && c.sentence().contains(&now));
        }
    }
}
