//! When a document was signed off or published, and when the incident happened.
//!
//! Dates are read as the United Kingdom writes them, day first. A date counts only beside words that say what
//! it is the date of, or alone on the title page; a year in a file's name comes last.

use super::places::{Places, with_page};
use super::{Proposals, range_in};
use crate::text::{Block, BlockKind, Field, TextRange, words_in};
use regex::Regex;
use std::sync::LazyLock;

/// Words before a date that say it is the document's, the most telling first.
#[rustfmt::skip]
const DATED: [&str; 23] = [
    "signed off", "sign-off", "sign off", "date of publication", "publication date", "date published", "report published", "published", "final version",
    "date of report", "report date", "date completed", "date of completion", "completed on", "date of rapid review meeting", "rapid review meeting", "date of rapid review", "date of meeting", "approved", "agreed by", "agreed on", "date submitted", "dated",
];

/// Words before a date that say it is the incident's.
#[rustfmt::skip]
const INCIDENT: [&str; 12] = [
    "date of incident", "date of the incident", "incident date", "date of serious incident", "date of injury", "date of death", "date of harm", "date of the injury",
    "incident occurred on", "incident took place on", "incident on", "date incident occurred",
];

/// How far before a date its words may stand, in characters.
const NEAR_CHARS: usize = 70;

/// A longer block is running text, not a line that dates the document.
const MAX_WORDS: usize = 30;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let month = "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec";
    Regex::new(&format!(
        r"(?i)\b(?:(?P<d>\d{{1,2}})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{month})\b\.?,?\s+(?P<y>\d{{4}})|(?P<iy>\d{{4}})-(?P<im>\d{{2}})-(?P<id>\d{{2}})|(?P<nd>\d{{1,2}})[./-](?P<nm>\d{{1,2}})[./-](?P<ny>\d{{4}}|\d{{2}})|(?P<mm>{month})\b\.?,?\s+(?P<my>\d{{4}})|(?P<yy>(?:19|20)\d{{2}}))\b"
    ))
    .unwrap()
});

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
            let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
            let named_month = |name: &str| found.name(name).and_then(|m| month(m.as_str()));
            let value = match (number("d"), named_month("m"), number("y")) {
                (Some(d), Some(m), Some(y)) => full(y, m, d)?,
                _ => match (number("iy").or(number("ny")), number("im").or(number("nm")), number("id").or(number("nd"))) {
                    (Some(y), Some(m), Some(d)) => full(if y < 100 { y + 2000 } else { y }, m, d)?,
                    _ => match (named_month("mm"), number("my"), number("yy")) {
                        (Some(m), Some(y), _) if (1900..=2100).contains(&y) => format!("{y:04}-{m:02}"),
                        (_, _, Some(y)) => lone_year(text, whole.start(), whole.end(), y)?,
                        _ => return None,
                    },
                },
            };
            Some(Found { value, start: whole.start(), end: whole.end() })
        })
        .collect()
}

fn full(year: i16, month: i16, day: i16) -> Option<String> {
    let (m, d) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let date = jiff::civil::Date::new(year, m, d).ok()?;
    (1900..=2100).contains(&year).then(|| date.to_string())
}

/// "2020-21" and "2020/21" are business years, "Working Together 2018" is a book.
fn lone_year(text: &str, start: usize, end: usize, year: i16) -> Option<String> {
    let around =
        text.get(end..).is_some_and(|t| t.starts_with(['-', '/', '–']) && t.chars().nth(1).is_some_and(|c| c.is_ascii_digit()));
    let before =
        text.get(..start).is_some_and(|t| t.ends_with(['-', '/', '–']) || t.to_lowercase().trim_end().ends_with("together"));
    (!around && !before).then(|| year.to_string())
}

fn month(name: &str) -> Option<i16> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = name.to_lowercase();
    let at = MONTHS.iter().position(|m| short.starts_with(m))?;
    i16::try_from(at + 1).ok()
}

/// Proposes both dates.
pub fn propose(places: &Places<'_>, out: &mut Proposals) {
    let mut found: Vec<(usize, Field, String, TextRange, String)> = Vec::new();
    let blocks = &places.source.shape.blocks;
    let last = blocks.len().saturating_sub(40);
    let near_the_edges = blocks.iter().enumerate().filter(|(i, _)| *i < 80 || *i >= last).map(|(_, b)| b);
    for block in near_the_edges {
        for (field, words) in [(Field::Incident, INCIDENT.as_slice()), (Field::Dated, DATED.as_slice())] {
            if let Some((rank, value, range, word)) = beside(places, block, words) {
                found.push((rank, field, value, range, with_page(block, word)));
            }
        }
    }
    // Stable: of two equally telling words, the one that stands first.
    found.sort_by_key(|(rank, ..)| *rank);
    for (_, field, value, range, place) in found {
        out.add(field, &value, Some(range), &place);
    }
    let lines = places.title.iter().filter(|b| b.kind != BlockKind::TableRow);
    for block in lines.chain(&places.furniture) {
        let words = places.words(block);
        if let Some(date) = dates(words).first().filter(|d| d.end - d.start == words.trim().len() || d.value.len() > 4) {
            let place = if places.title.iter().any(|b| b.range == block.range) { "title page" } else { "page header" };
            out.add(Field::Dated, &date.value, range_in(places.source, block.range, date.start, date.end), place);
        }
    }
    let stem = places.stem.replace('_', " ");
    if let Some(date) = dates(&stem).first() {
        out.add(Field::Dated, &date.value, None, "file name");
    }
}

/// The first date of a block that stands behind one of the words, in its own or the cell before it.
fn beside<'w>(places: &Places<'_>, block: &Block, words: &'w [&'w str]) -> Option<(usize, String, TextRange, &'w str)> {
    let text = places.words(block);
    // A sentence in running text dates something else.
    if block.kind != BlockKind::TableRow && words_in(text) > MAX_WORDS {
        return None;
    }
    // ASCII only, so that places in the lower-case text are places in the text.
    let lower = text.to_ascii_lowercase();
    let dates = dates(text);
    for (rank, word) in words.iter().enumerate() {
        let Some(at) = lower.find(word) else { continue };
        let after = at + word.len();
        let near =
            dates.iter().find(|d| d.start >= after && text.get(after..d.start).is_some_and(|t| t.chars().count() <= NEAR_CHARS));
        if let Some(date) = near {
            let range = range_in(places.source, block.range, date.start, date.end)?;
            return Some((rank, date.value.clone(), range, word));
        }
    }
    None
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
            ("14/03/2022", "2022-03-14"),
            ("3.4.21", "2021-04-03"),
            ("2022-03-14", "2022-03-14"),
            ("March 2022", "2022-03"),
            ("Sept 2021", "2021-09"),
            ("in 2022", "2022"),
        ] {
            assert_eq!(value(text).as_deref(), Some(date), "{text}");
        }
        for text in ["2020-21", "2020/21", "31/02/2022", "03/25/2022", "Working Together 2018", "section 1989a"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
