//! "8 of 10 cases" outside a table: figures that are printed beside each other, each safe to print at a level.
//!
//! Each figure counts cases of an N that everybody knows. No sums are known between them, so what protects them is
//! that small counts and small remainders are hidden; a reader of the whole list learns nothing more of any of them.

use super::account::{About, Account, Said};
use super::level::Level;
use super::suppress::{Show, Table, suppress};

/// The threshold of the DfE's convention: counts of 1 to 5 are small.
pub const THRESHOLD: u32 = 5;

/// So many of so many cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// What is counted, for the author's account: "D1 Midwifery to health visiting, concern".
    pub name: String,
    /// Cases with it.
    pub cases: u32,
    /// Cases that can be counted.
    pub of: u32,
}

/// What may be printed of a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SafeShare {
    /// The number; none when `[c]` or the words stand in its place.
    pub cases: Option<u32>,
    /// The N.
    pub of: u32,
    /// Words in the place of a hidden number, ending in "of"; empty for a number that is shown.
    pub words: &'static str,
}

/// What may be printed of some shares at a level, with what the author has to know.
///
/// At the first two levels they are totals, which these levels print exactly.
#[must_use]
pub fn shares(level: Level, shares: &[Share]) -> (Vec<SafeShare>, Account) {
    let mut account = Account::new(level);
    let exact = |s: &Share| SafeShare { cases: Some(s.cases), of: s.of, words: "" };
    let (Level::Publishable, Some(rules)) = (level, level.rules(THRESHOLD)) else {
        return (shares.iter().map(exact).collect(), account);
    };
    let mut safe = Vec::with_capacity(shares.len());
    for share in shares {
        let mut table = Table::new();
        let (n, of) = (table.count(share.cases, Show::Open), table.count(share.of, Show::Exact));
        let suppressed = table.part_of(n, of).ok().and_then(|()| suppress(&table, &rules).ok());
        let hidden = match &suppressed {
            Some(suppression) => {
                suppression.hidden(n).map(|h| (h.why.sentence(suppression.rules(), &|_| String::new()), h.words))
            }
            // It cannot be both small and in doubt, such as 1 of 1: nothing is said of it.
            None => Some(("hidden because its N gives it away".to_owned(), "an undisclosed number of")),
        };
        match hidden {
            Some((why, words)) => {
                account.said.push(Said::new(About::Count, format!("{}: {} of {}, {why}.", share.name, share.cases, share.of)));
                safe.push(SafeShare { cases: None, of: share.of, words });
            }
            None => safe.push(exact(share)),
        }
    }
    (safe, account)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_counts_and_small_remainders_become_words() {
        let share = |cases, of| Share { name: format!("{cases} of {of}"), cases, of };
        let list = [share(0, 20), share(3, 20), share(10, 20), share(17, 20), share(20, 20)];
        let (safe, account) = shares(Level::Publishable, &list);
        let shown: Vec<(Option<u32>, &str)> = safe.iter().map(|s| (s.cases, s.words)).collect();
        assert_eq!(
            shown,
            [(Some(0), ""), (None, "a small number of"), (Some(10), ""), (None, "all but a small number of"), (Some(20), "")]
        );
        assert_eq!(account.counts(), 2);
        assert!(account.lines().next().expect("a line").starts_with("3 of 20: 3 of 20, hidden because it is a count of 1 to 5"));
        for level in [Level::Internal, Level::Partnership] {
            let (safe, account) = shares(level, &list);
            assert!(safe.iter().zip(&list).all(|(s, l)| s.cases == Some(l.cases)) && account.said.is_empty());
        }
    }

    #[test]
    fn where_few_cases_are_known_nothing_is_said_of_them() {
        let list: Vec<Share> =
            (1..7).flat_map(|of| (0..=of).map(move |cases| Share { name: String::new(), cases, of })).collect();
        let (safe, _) = shares(Level::Publishable, &list);
        for (safe, share) in safe.iter().zip(&list) {
            assert!(safe.cases.is_none_or(|n| n == 0 || n == share.of || n > THRESHOLD), "{share:?}");
        }
    }
}
