//! Dates of birth: a date close to a word such as "born", "DOB" or "EDD", in every way in which people write dates.
//!
//! A date belongs to the word before it in the same sentence ("DOB: 14/03/2021", "born at 34 weeks on 14 March") or
//! after it ("On 14 March the baby was born"). Of several dates behind one word only the first counts, unless nothing
//! but "and" or a comma lies between them: twins and siblings.

use super::{Found, IdentifierKind};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// How far a date may stand behind its word, in bytes.
const BEHIND: usize = 90;
/// How far a date may stand before its word, in bytes.
const AHEAD: usize = 60;

const MONTH: &str = "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

/// Every form of a date, the longer first; a month with a year and a day with a month are dates too.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let day = r"(?P<D>[0-3]?[0-9])\s?(?:st|nd|rd|th)?";
    let gap = r"[\s.,\u{a0}–-]{1,3}";
    let year = r"(?:(?:19|20)[0-9]{2}|['’]?[0-9]{2})";
    let parts = [
        r"(?:19|20)[0-9]{2}[-/.](?P<m0>[01]?[0-9])[-/.](?P<d0>[0-3]?[0-9])".to_owned(),
        format!(r"(?P<d1>[0-3]?[0-9])\s?[/.\\–-]\s?(?P<m1>[01]?[0-9])\s?[/.\\–-]\s?{year}"),
        r"(?P<d4>[0-3][0-9])[ \u{a0}](?P<m4>[01][0-9])[ \u{a0}](?:19|20)?[0-9]{2}".to_owned(),
        format!(r"{}(?:{gap}of)?{gap}{MONTH}(?-u:\b)(?:{gap}{year})?", day.replace('D', "d2")),
        format!(r"{MONTH}\.?{gap}(?:of{gap})?(?:19|20)[0-9]{{2}}"),
        format!(r"{MONTH}\.?{gap}{}(?:{gap}(?:19|20)[0-9]{{2}})?", day.replace('D', "d3")),
        r"(?P<d5>[0-3][0-9])(?P<m5>[01][0-9])(?:19|20)[0-9]{2}".to_owned(),
    ];
    Regex::new(&format!("(?i)(?:{})", parts.join("|"))).unwrap()
});

/// Words that a date of birth stands beside.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static BIRTH: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)(?-u:\b)(?:born|birthday|birth\s?date|(?:dates?|day)\s+of\s+birth|(?:gave|given|giving)\s+birth|d\s?\.?\s?o\.?\s?bs?|d/o/b|edds?|e\.d\.d|edc|(?:expected|estimated)\s+(?:date\s+of\s+)?(?:delivery|due\s+date|confinement)|due\s+date|baby\s+(?:is\s+|was\s+)?due|delivered\s+(?:at|by|on|via|in))(?-u:\b)",
    )
    .unwrap()
});

/// What may lie between two dates of birth of a list.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static LIST: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[\s,;&/()|]*(?:and|or)?[\s(]*$").unwrap());

/// The end of a sentence, of a paragraph, or of a line that says more than one thing.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static STOP: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[.!?]\s+\p{Lu}\p{Ll}|[;]|\n[^\n]*\n[^\n]*\n").unwrap());

struct Date {
    range: Range<usize>,
    has_day: bool,
}

pub(super) fn find(found: &mut Found<'_>, every_date: bool) {
    let dates = dates(found);
    let births: Vec<Range<usize>> = BIRTH.find_iter(found.text).map(|m| m.range()).collect();
    let mut taken = vec![false; dates.len()];
    for birth in &births {
        let first = dates.partition_point(|d| d.range.start < birth.end);
        let behind = dates.get(first).is_some_and(|d| in_reach(found, birth.end..d.range.start, BEHIND));
        if behind {
            mark_list(found, &dates, first, &mut taken);
        } else if let Some(last) = first.checked_sub(1)
            && dates.get(last).is_some_and(|d| d.range.end <= birth.start && in_reach(found, d.range.end..birth.start, AHEAD))
            && let Some(taken) = taken.get_mut(last)
        {
            *taken = true;
        }
    }
    for (date, taken) in dates.iter().zip(taken) {
        let (start, end) = (date.range.start, date.range.end);
        if taken {
            let why = if date.has_day { "a date beside a word about birth" } else { "a month beside a word about birth" };
            found.add(IdentifierKind::DateOfBirth, start, end, why);
        } else if every_date && date.has_day {
            found.add(IdentifierKind::ExactDate, start, end, "a date to the day");
        }
    }
}

fn in_reach(found: &Found<'_>, between: Range<usize>, most: usize) -> bool {
    between.len() <= most && !STOP.is_match(found.between(between.start, between.end))
}

/// Marks a date and those that follow it in one list.
fn mark_list(found: &Found<'_>, dates: &[Date], first: usize, taken: &mut [bool]) {
    let mut last_end = None;
    for (date, taken) in dates.iter().zip(taken).skip(first) {
        let linked = last_end.is_none_or(|end| {
            let between = found.between(end, date.range.start);
            between.len() <= 12 && LIST.is_match(between)
        });
        if !linked {
            return;
        }
        *taken = true;
        last_end = Some(date.range.end);
    }
}

/// All dates of the text in order: whole, with a day and a month that exist.
fn dates(found: &Found<'_>) -> Vec<Date> {
    let mut dates = Vec::new();
    for c in DATE.captures_iter(found.text) {
        let Some(m) = c.get(0) else { continue };
        let number = |names: [&str; 6]| names.iter().find_map(|n| c.name(n)).map(|n| n.as_str().parse::<u32>().unwrap_or(99));
        let day = number(["d0", "d1", "d2", "d3", "d4", "d5"]);
        let month = number(["m0", "m1", "m4", "m5", "m0", "m0"]);
        let real = day.is_none_or(|d| (1..=31).contains(&d)) && month.is_none_or(|m| (1..=12).contains(&m));
        if real && found.stands_alone(m.start(), m.end()) {
            dates.push(Date { range: m.range(), has_day: day.is_some() });
        }
    }
    dates
}
