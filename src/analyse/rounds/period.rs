//! Whether an incident lies in a period, when both may lack their day or month.
//!
//! A date without a day stands for every day of its month. Only when all of them lie in the period does the case.

use crate::model::{Case, PartialDate};
use jiff::ToSpan;
use jiff::civil::Date;

/// From a first day to a last one; an end that is not said is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    first: Option<Date>,
    last: Option<Date>,
}

/// Where the incident of a case lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lies {
    /// Surely in the period.
    Within,
    /// Surely outside it.
    Outside,
    /// Its date is too coarse to tell.
    Perhaps,
    /// No date is recorded, or it is not understood.
    Unknown,
}

impl Span {
    /// From the first day of one date to the last day of another one.
    #[must_use]
    pub fn between(from: Option<PartialDate>, to: Option<PartialDate>) -> Self {
        Self { first: from.and_then(first_day), last: to.and_then(last_day) }
    }

    /// The days that a date may mean.
    #[must_use]
    pub fn of(date: PartialDate) -> Self {
        Self::between(Some(date), Some(date))
    }

    /// Number of days, first and last included; none where an end is open or the last comes before the first.
    #[must_use]
    pub fn days(self) -> Option<u32> {
        let days = self.first?.until(self.last?).ok()?.get_days();
        u32::try_from(days + 1).ok().filter(|days| *days > 0)
    }

    /// The first day.
    #[must_use]
    pub const fn first(self) -> Option<Date> {
        self.first
    }

    /// The last day.
    #[must_use]
    pub const fn last(self) -> Option<Date> {
        self.last
    }

    fn holds(self, inner: Self) -> Lies {
        let (Some(first), Some(last)) = (inner.first, inner.last) else { return Lies::Unknown };
        let (after, before) = (self.first.is_none_or(|f| first >= f), self.last.is_none_or(|l| last <= l));
        let misses = self.first.is_some_and(|f| last < f) || self.last.is_some_and(|l| first > l);
        if after && before {
            Lies::Within
        } else if misses {
            Lies::Outside
        } else {
            Lies::Perhaps
        }
    }
}

/// When the incident of a case was; none where nobody said so in a form that is understood.
#[must_use]
pub fn incident(case: &Case) -> Option<PartialDate> {
    case.attributes.get(Case::INCIDENT).and_then(|text| PartialDate::parse(text).ok())
}

/// Where the incident of a case lies.
#[must_use]
pub fn lies(case: &Case, span: Span) -> Lies {
    incident(case).map_or(Lies::Unknown, |date| span.holds(Span::of(date)))
}

fn parts(date: PartialDate) -> (i16, Option<i8>, Option<i8>) {
    let stored = date.stored();
    let day = stored.split('-').nth(2).and_then(|d| d.parse().ok());
    (date.year(), date.month(), day)
}

fn first_day(date: PartialDate) -> Option<Date> {
    let (year, month, day) = parts(date);
    Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()
}

fn last_day(date: PartialDate) -> Option<Date> {
    let (year, month, day) = parts(date);
    match (month, day) {
        (Some(month), Some(day)) => Date::new(year, month, day).ok(),
        (Some(month), None) => {
            let first = Date::new(year, month, 1).ok()?;
            first.checked_add(1.month()).ok()?.checked_sub(1.day()).ok()
        }
        (None, _) => Date::new(year, 12, 31).ok(),
    }
}
