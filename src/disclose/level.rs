//! The three levels of disclosure that an export is made at.

use super::suppress::{Rules, Show, Zeros};
use crate::model::PartialDate;
use std::fmt;
use std::str::FromStr;

/// Who will read what leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// People who may see the cases: everything exact.
    #[default]
    Internal,
    /// The safeguarding partners: exact totals, small breakdowns suppressed.
    Partnership,
    /// Everybody: small counts suppressed with whatever would give them away, rare traits listed, dates coarse.
    Publishable,
}

/// How exact a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateGrain {
    /// 14 March 2021.
    Day,
    /// March 2021.
    Month,
    /// January to March 2021.
    Quarter,
    /// 2021.
    Year,
}

impl Level {
    /// Every level, the most exact first.
    pub const ALL: [Self; 3] = [Self::Internal, Self::Partnership, Self::Publishable];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::Partnership => "partnership",
            Self::Publishable => "publishable",
        }
    }

    /// What the level does, in one sentence.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Internal => "Every number exact; only for people who may see the cases",
            Self::Partnership => "Totals exact, small numbers in breakdowns hidden; for the safeguarding partners",
            Self::Publishable => {
                "Small numbers hidden with whatever would give them away, dates by quarter, rare combinations listed; for anybody"
            }
        }
    }

    /// What to suppress; none where everything is exact.
    #[must_use]
    pub const fn rules(self, threshold: u32) -> Option<Rules> {
        match self {
            Self::Internal => None,
            // Exact totals can be as small as a cell, so a hidden cell has to be able to be nothing.
            Self::Partnership => Some(Rules { threshold, remainders: false, zeros: Zeros::Hidden }),
            Self::Publishable => Some(Rules { threshold, remainders: true, zeros: Zeros::Shown }),
        }
    }

    /// Whether totals may be suppressed.
    #[must_use]
    pub const fn totals(self) -> Show {
        match self {
            Self::Internal | Self::Partnership => Show::Exact,
            Self::Publishable => Show::Open,
        }
    }

    /// How exact dates may be.
    #[must_use]
    pub const fn dates(self) -> DateGrain {
        match self {
            Self::Internal => DateGrain::Day,
            Self::Partnership => DateGrain::Month,
            Self::Publishable => DateGrain::Quarter,
        }
    }

    /// Whether identifiers in what leaves stop the export until a person has decided.
    #[must_use]
    pub const fn asks_about_identifiers(self) -> bool {
        !matches!(self, Self::Internal)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Internal => "Internal",
            Self::Partnership => "Partnership",
            Self::Publishable => "Publishable",
        })
    }
}

impl FromStr for Level {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::name).join(", ");
        Self::ALL.into_iter().find(|l| l.name() == name).ok_or_else(|| format!("“{name}” is not a level; use one of {}", known()))
    }
}

/// A date no more exact than the grain, in the words of the ONS's style: months for quarters.
///
/// A date that is less exact already stays as it is: "2021" has no quarter.
#[must_use]
pub fn coarsened(date: PartialDate, grain: DateGrain) -> String {
    let month = date.month();
    match (grain, month) {
        (DateGrain::Day, _) => date.to_string(),
        (DateGrain::Month, Some(_)) => date.without_day().to_string(),
        (DateGrain::Quarter, Some(month)) => {
            let months = match month {
                1..=3 => "January to March",
                4..=6 => "April to June",
                7..=9 => "July to September",
                _ => "October to December",
            };
            format!("{months} {}", date.year())
        }
        (DateGrain::Year, _) | (DateGrain::Month | DateGrain::Quarter, None) => date.year().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_by_name_and_grow_stricter() {
        for level in Level::ALL {
            assert_eq!(level.name().parse(), Ok(level));
            assert!(!level.help().ends_with('.') && level.to_string().to_lowercase() == level.name());
        }
        let wrong = "public".parse::<Level>().expect_err("no level");
        assert_eq!(wrong, "“public” is not a level; use one of internal, partnership, publishable");
        assert!(Level::ALL.map(Level::dates).is_sorted());
        assert_eq!(Level::Internal.rules(5), None);
        assert_eq!(Level::Partnership.rules(5).map(|r| r.zeros), Some(Zeros::Hidden));
        assert_eq!(Level::Publishable.rules(5), Some(Rules::default()));
    }

    #[test]
    fn dates_lose_what_the_level_does_not_show() {
        let date = |text| PartialDate::parse(text).expect("a date");
        for (text, shown) in [
            ("2021-03-14", ["14 March 2021", "March 2021", "January to March 2021", "2021"]),
            ("2021-12-01", ["1 December 2021", "December 2021", "October to December 2021", "2021"]),
            ("2021-08", ["August 2021", "August 2021", "July to September 2021", "2021"]),
            ("2021", ["2021", "2021", "2021", "2021"]),
        ] {
            let grains = [DateGrain::Day, DateGrain::Month, DateGrain::Quarter, DateGrain::Year];
            assert_eq!(grains.map(|g| coarsened(date(text), g)), shown);
        }
    }
}
