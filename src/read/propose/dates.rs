//! Dates in a text, read as the United Kingdom writes them: day first, sometimes only a month or a year.
//!
//! Of a range the first day counts, because that is when what it dates began.

use regex::{Captures, Regex};
use std::sync::LazyLock;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let month = "(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)";
    let to = r"\s?(?:[-–—/&]|to|and|until)\s?";
    let th = r"\s?(?:st|nd|rd|th)?";
    Regex::new(&format!(
        r"(?ix)(?-u:\b)(?:
          (?P<d>[0-9]{{1,2}}){th} (?: \s+(?:of\s+)?(?P<m0>{month})(?-u:\b) )? (?:{to}[0-9]{{1,2}}{th})? (?:\s+of)?[\s./-]+(?P<m>{month})(?-u:\b)\.?,?[\s./-]+(?:(?P<y>[0-9]{{4}})|['’]?(?P<ys>[0-9]{{2}}))
        | (?P<um>{month})\s+(?P<ud>[0-9]{{1,2}})(?:st|nd|rd|th)?,\s+(?P<uy>[0-9]{{4}})
        | (?P<iy>[0-9]{{4}})-(?P<im>[0-9]{{2}})-(?P<id>[0-9]{{2}})
        | (?P<nd>[0-9]{{1,2}})[./-](?P<nm>[0-9]{{1,2}})[./-](?P<ny>[0-9]{{4}}|[0-9]{{2}})
        | (?P<mm>{month})(?-u:\b)\.?,?(?:{to}{month})?[\s-]+(?P<my>[0-9]{{4}})
        | (?P<sm>0?[1-9]|1[0-2])/(?P<sy>(?:19|20)[0-9]{{2}})
        | (?P<yy>(?:19|20)[0-9]{{2}})
        )(?-u:\b)"
    ))
    .unwrap()
});

/// Bytes before a year that may say that it is none; "regulations (" fits.
const BEFORE: usize = 40;

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// `2022-03-14`, `2022-03` or `2022`.
    pub value: String,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// All dates in a text.
#[must_use]
pub fn dates(text: &str) -> Vec<Found> {
    DATE.captures_iter(text)
        .filter_map(|found| {
            let whole = found.get(0)?;
            let value = value(text, &found, whole.start(), whole.end())?;
            Some(Found { value, start: whole.start(), end: whole.end() })
        })
        .collect()
}

fn value(text: &str, found: &Captures<'_>, start: usize, end: usize) -> Option<String> {
    let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
    let named_month = |name: &str| found.name(name).and_then(|m| month(m.as_str()));
    let century = |y: i16| if y < 100 { y + 2000 } else { y };
    if let (Some(d), Some(m), Some(y)) = (number("d"), named_month("m0").or(named_month("m")), number("y").or(number("ys"))) {
        return full(century(y), m, d);
    }
    if let (Some(d), Some(m), Some(y)) = (number("ud"), named_month("um"), number("uy")) {
        return full(y, m, d);
    }
    if let (Some(y), Some(m), Some(d)) = (number("iy"), number("im"), number("id")) {
        return full(y, m, d);
    }
    if let (Some(y), Some(m), Some(d)) = (number("ny"), number("nm"), number("nd")) {
        return full(century(y), m, d);
    }
    if let (Some(m), Some(y)) = (named_month("mm").or(number("sm")), number("my").or(number("sy"))) {
        let part_of_full = text.get(..start).is_some_and(|t| t.ends_with('/'));
        return (!part_of_full && (1900..=2100).contains(&y)).then(|| format!("{y:04}-{m:02}"));
    }
    lone_year(text, start, end, number("yy")?)
}

fn full(year: i16, month: i16, day: i16) -> Option<String> {
    let (m, d) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    jiff::civil::Date::new(year, m, d).ok().filter(|_| (1900..=2100).contains(&year)).map(|date| date.to_string())
}

/// "2020-21" and "2020/21" are business years, "Working Together 2018" is a book, "Act 1989" a law.
fn lone_year(text: &str, start: usize, end: usize, year: i16) -> Option<String> {
    let around =
        text.get(end..).is_some_and(|t| t.starts_with(['-', '/', '–']) && t.chars().nth(1).is_some_and(|c| c.is_ascii_digit()));
    // Only the words just before it, because a text without end may be full of years.
    let near = text.floor_char_boundary(start.saturating_sub(BEFORE));
    let before = text.get(near..start).is_some_and(|t| {
        let words = t.to_lowercase();
        let words = words.trim_end_matches([' ', '(', ',', '\u{a0}']);
        t.ends_with(['-', '/', '–']) || ["together", "act", "regulations", "children"].iter().any(|w| words.ends_with(w))
    });
    (!around && !before).then(|| year.to_string())
}

fn month(name: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = name.to_lowercase();
    let at = MONTHS.iter().position(|m| short.starts_with(m))?;
    i16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_day_first_and_whole() {
        let value = |text: &str| dates(text).first().map(|d| d.value.clone());
        for (text, date) in [
            ("14 March 2022", "2022-03-14"),
            ("14th of March, 2022", "2022-03-14"),
            ("Monday 14th March 2022 at 10am", "2022-03-14"),
            ("14/03/2022", "2022-03-14"),
            ("3.4.21", "2021-04-03"),
            ("2022-03-14", "2022-03-14"),
            ("14-Mar-22", "2022-03-14"),
            ("14 Mar ’22", "2022-03-14"),
            ("March 14, 2022", "2022-03-14"),
            ("w/c 14 March 2022", "2022-03-14"),
            ("14–16 March 2022", "2022-03-14"),
            ("14 to 16 March 2022", "2022-03-14"),
            ("30 October – 2 November 2022", "2022-10-30"),
            ("14th and 15th March 2022", "2022-03-14"),
            ("March 2022", "2022-03"),
            ("Sept 2021", "2021-09"),
            ("March/April 2022", "2022-03"),
            ("03/2022", "2022-03"),
            ("in 2022", "2022"),
            ("early 2022", "2022"),
        ] {
            assert_eq!(value(text).as_deref(), Some(date), "{text}");
        }
        for text in [
            "2020-21",
            "2020/21",
            "31/02/2022",
            "03/25/2022",
            "Working Together 2018",
            "Working Together to Safeguard Children (2018)",
            "the Children Act 1989",
            "section 1989a",
            "MSCP/RR/2022/07",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
        let two = dates("from 1 May 2021 to 3 June 2022");
        assert_eq!(two.iter().map(|d| d.value.as_str()).collect::<Vec<_>>(), ["2021-05-01", "2022-06-03"]);
    }
}
