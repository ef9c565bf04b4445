//! The order of names as people expect it: "Child 2" before "Child 10", "child b" beside "Child B".
//!
//! Bands such as "Under 3 months" come first among values, since they name the lowest.

use std::cmp::Ordering;
use std::iter::Peekable;
use std::str::Chars;

/// Compares without regard to case, and runs of digits by their value.
#[must_use]
pub fn natural_cmp(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
    loop {
        let order = match (left.peek().copied(), right.peek().copied()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(x), Some(y)) if x.is_ascii_digit() && y.is_ascii_digit() => number(&mut left).cmp(&number(&mut right)),
            (Some(x), Some(y)) => {
                left.next();
                right.next();
                x.to_lowercase().cmp(y.to_lowercase())
            }
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

/// Orders the values of an attribute: an open lower band first, then naturally.
pub(super) fn band_cmp(a: &str, b: &str) -> Ordering {
    let opens = |s: &str| {
        let s = s.to_lowercase();
        s.starts_with("under ") || s.starts_with("less than ") || s.starts_with("unborn")
    };
    opens(b).cmp(&opens(a)).then_with(|| natural_cmp(a, b))
}

fn number(chars: &mut Peekable<Chars<'_>>) -> u64 {
    let mut value = 0_u64;
    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
        value = value.saturating_mul(10).saturating_add(u64::from(digit));
        chars.next();
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orders_numbers_by_value_and_open_bands_first() {
        let mut names = ["Child 10", "child 2", "Child A"];
        names.sort_by(|a, b| natural_cmp(a, b));
        assert_eq!(names, ["child 2", "Child 10", "Child A"]);
        let mut bands = ["6 to 12 months", "Under 3 months", "3 to 6 months"];
        bands.sort_by(|a, b| band_cmp(a, b));
        assert_eq!(bands, ["Under 3 months", "3 to 6 months", "6 to 12 months"]);
    }
}
