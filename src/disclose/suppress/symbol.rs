//! What is printed instead of a number: symbols of government statistics, the note below a table, and words.
//!
//! Symbols and note follow the Government Analysis Function, "Releasing statistics in spreadsheets".

use super::{Rules, Zeros};
use std::fmt;
use std::ops::RangeInclusive;

/// A symbol in the place of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Symbol {
    /// `[c]`: suppressed to protect people.
    Confidential,
    /// `[z]`: not applicable.
    NotApplicable,
    /// `[x]`: not available.
    NotAvailable,
}

impl Symbol {
    /// Every symbol.
    pub const ALL: [Self; 3] = [Self::Confidential, Self::NotApplicable, Self::NotAvailable];
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Confidential => "[c]",
            Self::NotApplicable => "[z]",
            Self::NotAvailable => "[x]",
        })
    }
}

/// The note that goes with a table: one sentence per symbol that it uses.
#[must_use]
pub fn note(symbols: &[Symbol], rules: Rules) -> String {
    let threshold = rules.threshold;
    let zero = match rules.zeros {
        Zeros::Shown => "a zero is a true zero",
        Zeros::Hidden => "it may also stand for zero",
    };
    let sentence = |symbol: &Symbol| match symbol {
        Symbol::Confidential => format!(
            "[c] is a number that is not shown to protect confidentiality: a small number (1 to {threshold}), {}or a number \
             from which one could be worked out; {zero}.",
            if rules.remainders { "all but a small number, " } else { "" }
        ),
        Symbol::NotApplicable => "[z] means not applicable.".to_owned(),
        Symbol::NotAvailable => "[x] means not available.".to_owned(),
    };
    Symbol::ALL.iter().filter(|s| symbols.contains(s)).map(sentence).collect::<Vec<_>>().join(" ")
}

/// Words for a number that lies in a range, of N when N is shown; true of every number in the range.
///
/// Followed by "cases" or "the 40 cases": each phrase but the plain ones ends in "of".
#[must_use]
pub fn words(range: &RangeInclusive<u32>, whole: Option<u32>) -> &'static str {
    let (least, most) = (*range.start(), *range.end());
    let Some(whole) = whole else {
        return match (least, most) {
            (0, u32::MAX) => "an undisclosed number of",
            (0, _) => "none or a small number of",
            (_, u32::MAX) => "some",
            _ => "a small number of",
        };
    };
    let (twice_least, twice_most) = (u64::from(least) * 2, u64::from(most) * 2);
    let n = u64::from(whole);
    // "A small number" of 9 would be wrong for 5, so small has to be less than half as well.
    match (least, most) {
        (0, most) if most < whole && twice_most < n => "none or fewer than half of",
        (0, most) if most < whole => "not all of",
        (0, _) => "an undisclosed number of",
        _ if twice_most < n && most <= 10 => "a small number of",
        _ if twice_most < n => "fewer than half of",
        _ if twice_least > n && most < whole && whole - least <= 10 => "all but a small number of",
        _ if twice_least > n => "most of",
        (_, most) if most < whole => "some but not all of",
        _ => "at least some of",
    }
}
