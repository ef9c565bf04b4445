//! Periods in which incidents happened: calendar years, financial years from April to March, quarters.
//!
//! A date may lack its month. Then its year is known but neither its quarter nor its financial year, and the case
//! stands under a header that says so rather than in a period by guess.

use super::axis::MatrixError;
use super::bands::NOT_UNDERSTOOD;
use crate::model::PartialDate;
use std::str::FromStr;

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// January to December.
    Year,
    /// April to March.
    FinancialYear,
    /// Three months from January, April, July or October.
    Quarter,
}

/// Where a date falls; in the order of headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Falls {
    /// The number of the period: years, or quarters since year 0.
    In(i32),
    /// In a year, of which the month is not known.
    SomeTimeIn(i32),
    NotUnderstood,
}

/// More headers than this between the first and the last are not filled up: one date is probably wrong.
const MOST_FILLED: i32 = 60;

impl Period {
    /// Every period.
    pub const ALL: [Self; 3] = [Self::Year, Self::FinancialYear, Self::Quarter];

    /// The name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "period:year",
            Self::FinancialYear => "period:financial-year",
            Self::Quarter => "period:quarter",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Year => "Year",
            Self::FinancialYear => "Financial year",
            Self::Quarter => "Quarter",
        }
    }

    /// The header under which a date as recorded stands.
    #[must_use]
    pub fn header_of(self, date: &str) -> String {
        self.falls(date).header(self)
    }

    pub(super) fn falls(self, date: &str) -> Falls {
        let Ok(date) = PartialDate::parse(date) else { return Falls::NotUnderstood };
        let year = i32::from(date.year());
        match (self, date.month().map(i32::from)) {
            (Self::Year, _) => Falls::In(year),
            (Self::FinancialYear | Self::Quarter, None) => Falls::SomeTimeIn(year),
            (Self::FinancialYear, Some(month)) => Falls::In(if month < 4 { year - 1 } else { year }),
            (Self::Quarter, Some(month)) => Falls::In(year * 4 + (month - 1) / 3),
        }
    }

    /// Headers for some places, in order and without a gap in time.
    pub(super) fn headers(self, mut places: Vec<Falls>) -> Vec<String> {
        let number = |falls: &Falls| match falls {
            Falls::In(number) => Some(*number),
            Falls::SomeTimeIn(_) | Falls::NotUnderstood => None,
        };
        let numbers = || places.iter().filter_map(number);
        if let (Some(first), Some(last)) = (numbers().min(), numbers().max())
            && last - first <= MOST_FILLED
        {
            places.extend((first..=last).map(Falls::In));
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|falls| falls.header(self)).collect()
    }
}

impl Falls {
    fn header(self, period: Period) -> String {
        const QUARTERS: [&str; 4] = ["January to March", "April to June", "July to September", "October to December"];
        match (self, period) {
            (Self::In(year), Period::Year) => year.to_string(),
            (Self::In(year), Period::FinancialYear) => format!("April {year} to March {}", year + 1),
            (Self::In(quarter), Period::Quarter) => {
                let months = usize::try_from(quarter.rem_euclid(4)).ok().and_then(|q| QUARTERS.get(q)).copied();
                format!("{} {}", months.unwrap_or_default(), quarter.div_euclid(4))
            }
            (Self::SomeTimeIn(year), _) => format!("{year}, month not recorded"),
            (Self::NotUnderstood, _) => NOT_UNDERSTOOD.to_owned(),
        }
    }
}

impl FromStr for Period {
    type Err = MatrixError;

    /// Reads `year`, `financial-year` or `quarter`.
    fn from_str(name: &str) -> Result<Self, MatrixError> {
        let known = |p: &Self| p.name().strip_prefix("period:") == Some(name);
        Self::ALL.into_iter().find(known).ok_or_else(|| MatrixError::UnknownPeriod(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_fall_into_years_financial_years_and_quarters() {
        let of = |date| Period::ALL.map(|p| p.header_of(date));
        assert_eq!(of("31 March 2022"), ["2022", "April 2021 to March 2022", "January to March 2022"]);
        assert_eq!(of("2022-04-01"), ["2022", "April 2022 to March 2023", "April to June 2022"]);
        assert_eq!(of("December 2022"), ["2022", "April 2022 to March 2023", "October to December 2022"]);
        assert_eq!(of("2022"), ["2022", "2022, month not recorded", "2022, month not recorded"]);
        assert_eq!(of("early 2021"), [NOT_UNDERSTOOD; 3]);
    }

    #[test]
    fn periods_in_between_have_headers_too() {
        let places = ["2022-11", "nonsense", "2022", "2022-02"].map(|d| Period::Quarter.falls(d)).to_vec();
        let headers = [
            "January to March 2022",
            "April to June 2022",
            "July to September 2022",
            "October to December 2022",
            "2022, month not recorded",
            NOT_UNDERSTOOD,
        ];
        assert_eq!(Period::Quarter.headers(places), headers);
    }
}
