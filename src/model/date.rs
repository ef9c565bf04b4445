//! Dates as reviews give them: sometimes only a month or a year.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A date that may lack its day or its month; stored as `2022-03-14`, `2022-03` or `2022`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
}

impl PartialDate {
    /// Reads `2022-03-14`, `2022-03` or `2022`, and also what people type: `14/3/2022`, `14 March 2022`, `March 2022`.
    ///
    /// # Errors
    /// A sentence when it is no date between 1900 and 2100.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is not a date; write it like 14 March 2022, March 2022 or 2022");
        let words: Vec<&str> = text.split(['-', '/', '.', ' ', ',']).filter(|w| !w.is_empty()).collect();
        let (year, month, day) = match words.as_slice() {
            [y] => (*y, None, None),
            [a, b] if is_year(a) => (*a, Some(*b), None),
            [a, b] => (*b, Some(*a), None),
            [a, b, c] if is_year(a) => (*a, Some(*b), Some(*c)),
            [a, b, c] => (*c, Some(*b), Some(*a)),
            _ => return Err(wrong()),
        };
        let year: i16 = year.parse().ok().filter(|y| (1900..=2100).contains(y)).ok_or_else(wrong)?;
        let month = month.map(|m| month_number(m).ok_or_else(wrong)).transpose()?;
        let digits = |d: &str| d.trim_end_matches(char::is_alphabetic).parse::<i8>().ok();
        let day = day.map(|d| digits(d).ok_or_else(wrong)).transpose()?;
        if let (Some(month), Some(day)) = (month, day)
            && jiff::civil::Date::new(year, month, day).is_err()
        {
            return Err(wrong());
        }
        Ok(Self { year, month, day })
    }

    /// The year, 1900 to 2100.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    #[must_use]
    pub const fn month(self) -> Option<i8> {
        self.month
    }

    /// The date without its day.
    #[must_use]
    pub const fn without_day(self) -> Self {
        Self { day: None, ..self }
    }

    /// The form it is stored in: `2022-03-14`, `2022-03` or `2022`.
    #[must_use]
    pub fn stored(self) -> String {
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", self.year),
            (Some(month), None) => format!("{:04}-{month:02}", self.year),
            (None, _) => format!("{:04}", self.year),
        }
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// Four digits; “14th” has four characters too.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.chars().all(|c| c.is_ascii_digit())
}

fn month_number(word: &str) -> Option<i8> {
    if let Ok(number) = word.parse::<i8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let lower = word.to_lowercase();
    let matches = |name: &&str| name.to_lowercase() == lower || (lower.len() >= 3 && name.to_lowercase().starts_with(&lower));
    MONTHS.iter().position(matches).and_then(|i| i8::try_from(i + 1).ok())
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |m: i8| usize::try_from(m - 1).ok().and_then(|i| MONTHS.get(i)).copied().unwrap_or_default();
        match (self.month, self.day) {
            (Some(month), Some(day)) => write!(f, "{day} {} {}", name(month), self.year),
            (Some(month), None) => write!(f, "{} {}", name(month), self.year),
            (None, _) => write!(f, "{}", self.year),
        }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text)
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.stored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_people_type_and_shows_it_in_words() {
        for (typed, shown) in [
            ("2022-03-14", "14 March 2022"),
            ("14/3/2022", "14 March 2022"),
            ("14th Mar 2022", "14 March 2022"),
            ("March 2022", "March 2022"),
            ("2022", "2022"),
        ] {
            let date = PartialDate::parse(typed).expect(typed);
            assert_eq!(date.to_string(), shown);
            assert_eq!(PartialDate::parse(&date.stored()), Ok(date));
        }
        for wrong in ["", "31/02/2022", "14 Marsh 2022", "22", "5 June 1066"] {
            assert!(PartialDate::parse(wrong).is_err(), "{wrong}");
        }
    }
}
