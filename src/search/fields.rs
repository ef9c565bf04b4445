//! The fields of the query language: what each is called, what it means, and how its value is read.
//!
//! `FIELDS` is the one list of them; the help beside the search box is made from it. The subtlety: a value stands for a
//! stretch (a month, a year of age), so `>` means behind its end and `<` before its start.

use super::analyser::words;
use super::pattern::{Glob, Pattern};
use super::query::Query;
use crate::model::{DocumentKind, PartialDate, Polarity};
use crate::text::Zone;

/// A line of the help beside the search box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldHelp {
    /// As it is typed, without the colon.
    pub name: &'static str,
    /// Something to type.
    pub example: &'static str,
    /// One plain sentence.
    pub meaning: &'static str,
}

const fn help(name: &'static str, example: &'static str, meaning: &'static str) -> FieldHelp {
    FieldHelp { name, example, meaning }
}

/// Every field, in the order of the help.
pub const FIELDS: [FieldHelp; 15] = [
    help("title", "title:\"practice review\"", "The document’s title has these words, next to each other"),
    help("kind", "kind:LCSPR", "The document is of this kind, such as rapid-review, LCSPR, SCR or agency-summary"),
    help("case", "case:\"Child B\"", "The document belongs to a case whose name has these words"),
    help("date", "date:>2021-09", "The document is dated so; also date:2021, date:<=2022-03-14 and date:2021-04..2022-03"),
    help("age", "age:<1", "The child’s age, in years unless w, m or d follows; also age:8w, age:>=6m and age:3m..6m"),
    help(
        "district",
        "district:Dover",
        "The case has this attribute; any attribute can be asked by its name, such as \"age band\":\"under 3\"",
    ),
    help("zone", "zone:findings", "The passage lies in this part of the document"),
    help("heading", "heading:supervision", "The passage stands under a heading with these words, or is that heading"),
    help("page", "page:>10", "The passage starts on this page; also page:12 and page:3..7"),
    help("para", "para:4.12", "The passage has this printed number; para:4.* finds every number that starts so"),
    help(
        "theme",
        "theme:B2",
        "The passage is coded with this theme, by its code or words of its name; a group takes in its themes",
    ),
    help("analyst", "analyst:RP", "The passage is coded by this analyst, by initials or name"),
    help("polarity", "polarity:good-practice", "The passage is coded as concern, good-practice or context"),
    help("coded", "coded", "The passage is coded with any theme; write \"coded\" in quotes to find the word"),
    help("uncoded", "uncoded", "Nothing in the passage is coded; write \"uncoded\" in quotes to find the word"),
];

/// What has to be so of a passage.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// It stands under a heading that answers this, or is that heading.
    Heading(Box<Query>),
    /// The page it starts on.
    Page(Stretch),
    /// Its printed number, in lower case, with `*` and `?`.
    Para(String),
    /// The part of the review.
    Zone(Zone),
    /// The document's title has these words next to each other.
    Title(Vec<Pattern>),
    /// The document's kind.
    Kind(DocumentKind),
    /// The name of its case has these words next to each other.
    Case(Vec<Pattern>),
    /// The document's date, as `day_number` counts.
    Date(Stretch),
    /// The child's age in sixteenths of a day.
    Age(Stretch),
    /// An attribute of its case, or a particular of its document.
    Attribute {
        /// Its name; capitals, blanks and hyphens do not matter.
        name: String,
        /// What it has to be.
        value: Value,
    },
    /// One coding that touches it answers all of these; any coding when the list is empty.
    Coded(Vec<CodingTest>),
    /// No coding touches it.
    Uncoded,
}

/// What has to be so of a coding.
#[derive(Clone, Debug, PartialEq)]
pub enum CodingTest {
    /// The theme has this code, or its path these words next to each other.
    Theme(Vec<Pattern>),
    /// The analyst has these initials, or a name with these words.
    Analyst(Vec<Pattern>),
    /// Which way it speaks to its theme.
    Polarity(Polarity),
}

/// What an attribute has to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// These words next to each other.
    Words(Vec<Pattern>),
    /// Compared as dates, or as the number at its start.
    Compared(Compare, String),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Compare {
    Is,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A stretch of whole numbers, both ends included; an end that is missing is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// Its least number.
    pub from: Option<u32>,
    /// Its largest number.
    pub to: Option<u32>,
}

impl Stretch {
    /// Whether all from `first` to `last` lies in it.
    #[must_use]
    pub fn holds(self, first: u32, last: u32) -> bool {
        self.from.is_none_or(|from| from <= first) && self.to.is_none_or(|to| last <= to)
    }

    /// What is so compared to the stretch from `first` to `last`.
    const fn compared(how: Compare, first: u32, last: u32) -> Self {
        match how {
            Compare::Is => Self { from: Some(first), to: Some(last) },
            Compare::Less => Self { from: None, to: Some(first.saturating_sub(1)) },
            Compare::AtMost => Self { from: None, to: Some(last) },
            Compare::More => Self { from: Some(last.saturating_add(1)), to: None },
            Compare::AtLeast => Self { from: Some(first), to: None },
        }
    }

    /// Reads `3`, `3..7`, `3..` or `..7`, whose pieces `piece` makes stretches.
    fn read(how: Compare, text: &str, piece: impl Fn(&str) -> Option<(u32, u32)>) -> Option<Self> {
        let Some((from, to)) = text.split_once("..") else {
            return piece(text).map(|(first, last)| Self::compared(how, first, last));
        };
        if how != Compare::Is || (from.is_empty() && to.is_empty()) {
            return None;
        }
        let from = if from.is_empty() { None } else { Some(piece(from)?.0) };
        let to = if to.is_empty() { None } else { Some(piece(to)?.1) };
        Some(Self { from, to })
    }
}

/// The first and last day that a date may mean, as numbers like 20220314; a month has 31 days here.
#[must_use]
pub fn day_number(date: PartialDate) -> (u32, u32) {
    let stored = date.stored();
    let mut parts = stored.split('-').map(|p| p.parse::<u32>().ok());
    let (year, month, day) = (parts.next().flatten().unwrap_or_default(), parts.next().flatten(), parts.next().flatten());
    let number = |month: u32, day: u32| year * 10_000 + month * 100 + day;
    (number(month.unwrap_or(1), day.unwrap_or(1)), number(month.unwrap_or(12), day.unwrap_or(31)))
}

/// Sixteenths of a day in a unit of age, by the first letters of its name.
fn age_unit(name: &str) -> Option<u32> {
    Some(match name {
        "" | "y" | "yr" | "yrs" | "year" | "years" => 5844,
        "m" | "mo" | "mth" | "mths" | "month" | "months" => 487,
        "w" | "wk" | "wks" | "week" | "weeks" => 112,
        "d" | "day" | "days" => 16,
        _ => return None,
    })
}

/// An age as people record it, such as "7 weeks", "2 years 4 months" or "5-month-old", in sixteenths of a day.
///
/// A number without a unit is in years. None where it holds no number.
#[must_use]
pub fn age_number(recorded: &str) -> Option<u32> {
    let found = words(recorded);
    let mut age = None;
    for (i, word) in found.iter().enumerate() {
        let digits = word.written.trim_end_matches(char::is_alphabetic);
        let Ok(number) = digits.parse::<u32>() else { continue };
        let tail = word.written.get(digits.len()..).unwrap_or_default();
        let unit = if tail.is_empty() { found.get(i + 1).and_then(|next| age_unit(&next.written)) } else { age_unit(tail) };
        let (is_only, first) = (found.len() == 1, age.is_none());
        match unit {
            Some(unit) => age = Some(number.saturating_mul(unit).saturating_add(age.unwrap_or_default())),
            None if is_only && first && tail.is_empty() => age = Some(number.saturating_mul(5844)),
            None => {}
        }
    }
    age.or_else(|| found.iter().any(|w| matches!(w.written.as_str(), "unborn" | "newborn")).then_some(0))
}

/// A value as it was typed.
pub(super) struct Typed<'a> {
    pub how: Compare,
    pub text: &'a str,
    /// The words of `text` with their wildcards.
    pub patterns: Vec<Pattern>,
}

/// Reads the value of a field; a sentence when it cannot be meant.
pub(super) fn read(name: &str, typed: Typed<'_>) -> Result<Test, String> {
    let Typed { how, text, patterns } = typed;
    let lower = name.to_lowercase();
    let compares = matches!(lower.as_str(), "page" | "date" | "age") || !is_known(&lower);
    if how != Compare::Is && !compares {
        return Err(format!("“{lower}:” cannot be compared; write {}", example(&lower)));
    }
    let wrong = |what: &str| format!("“{lower}:” needs {what}, such as {}", example(&lower));
    if text.trim().is_empty() {
        return Err(wrong("a value"));
    }
    let some_words = |patterns: Vec<Pattern>| if patterns.is_empty() { Err(wrong("a word")) } else { Ok(patterns) };
    Ok(match lower.as_str() {
        "title" => Test::Title(some_words(patterns)?),
        "case" => Test::Case(some_words(patterns)?),
        "theme" => Test::Coded(vec![CodingTest::Theme(some_words(patterns)?)]),
        "analyst" => Test::Coded(vec![CodingTest::Analyst(some_words(patterns)?)]),
        "heading" => Test::Heading(Box::new(Query::Phrase(some_words(patterns)?))),
        "polarity" => Test::Coded(vec![CodingTest::Polarity(one_of(&Polarity::ALL, |p| p.name(), text, "polarity")?)]),
        "zone" => Test::Zone(one_of(&Zone::ALL, |z| z.name(), text, "zone")?),
        "kind" => Test::Kind(kind(text)?),
        "page" => Test::Page(Stretch::read(how, text, number).ok_or_else(|| wrong("a number"))?),
        "date" => Test::Date(Stretch::read(how, text, date).ok_or_else(|| wrong("a date"))?),
        "age" => Test::Age(Stretch::read(how, text, age).ok_or_else(|| wrong("an age"))?),
        "para" => Test::Para(text.trim().trim_end_matches('.').to_lowercase()),
        _ if how == Compare::Is => Test::Attribute { name: name.to_owned(), value: Value::Words(some_words(patterns)?) },
        _ => Test::Attribute { name: name.to_owned(), value: Value::Compared(how, text.to_owned()) },
    })
}

/// Whether a name is one of the fields and not an attribute of cases.
pub(super) fn is_known(name: &str) -> bool {
    FIELDS.iter().any(|field| field.name.eq_ignore_ascii_case(name)) && !name.eq_ignore_ascii_case("district")
}

fn example(name: &str) -> &'static str {
    FIELDS.iter().find(|field| field.name == name).map_or("district:Dover", |field| field.example)
}

fn number(text: &str) -> Option<(u32, u32)> {
    text.trim().parse().ok().map(|n| (n, n))
}

fn date(text: &str) -> Option<(u32, u32)> {
    PartialDate::parse(text.trim()).ok().map(day_number)
}

/// `8w` is from eight weeks to the last day before nine.
fn age(text: &str) -> Option<(u32, u32)> {
    let text = text.trim().to_lowercase();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number: u32 = text.get(..digits)?.parse().ok()?;
    let unit = age_unit(text.get(digits..)?.trim())?;
    let first = number.checked_mul(unit)?;
    Some((first, first + unit - 1))
}

/// The one of a list with this name, or the only one whose name starts so.
fn one_of<T: Copy>(all: &[T], name: fn(&T) -> &'static str, text: &str, what: &str) -> Result<T, String> {
    let typed = tidy(text);
    let exact = all.iter().find(|t| name(t) == typed).copied();
    let mut starts = all.iter().filter(|t| name(t).starts_with(&typed));
    let only = starts.next().filter(|_| starts.next().is_none()).copied();
    exact.or(only).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(name).collect();
        let (last, rest) = names.split_last().unwrap_or((&"", &[]));
        format!("There is no {what} “{text}”; there are {} and {last}", rest.join(", "))
    })
}

fn kind(text: &str) -> Result<DocumentKind, String> {
    let typed = tidy(text);
    let by_title = DocumentKind::ALL.into_iter().find(|k| tidy(k.title()) == typed);
    by_title.map_or_else(|| one_of(&DocumentKind::ALL, |k| k.name(), text, "kind"), Ok)
}

fn tidy(text: &str) -> String {
    text.trim().to_lowercase().replace([' ', '_'], "-")
}

/// Whether a printed number fits a pattern typed for it.
pub(super) fn label_fits(glob: &str, label: &str) -> bool {
    Glob::new(glob).fits(label.to_lowercase().as_bytes())
}

/// Whether two names of an attribute mean the same one.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let letters = |s: &str| s.to_lowercase().replace([' ', '-', '_'], "");
    letters(one) == letters(other)
}

/// Whether a recorded value compares so with a typed one: as dates where both are, else by the numbers at their starts.
pub(super) fn compares(how: Compare, recorded: &str, typed: &str) -> bool {
    if let (Some((first, last)), Some((from, to))) = (date(recorded), date(typed)) {
        return Stretch::compared(how, from, to).holds(first, last);
    }
    let leading = |text: &str| {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        text.get(..digits).and_then(|d| d.parse::<u32>().ok())
    };
    leading(recorded).zip(leading(typed)).is_some_and(|(r, t)| Stretch::compared(how, t, t).holds(r, r))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_as_people_record_them() {
        for (recorded, weeks16) in
            [("7 weeks", 784), ("7-week-old", 784), ("2 years 4 months", 13_636), ("3", 17_532), ("unborn", 0)]
        {
            assert_eq!(age_number(recorded), Some(weeks16), "{recorded}");
        }
        assert_eq!(age_number("not recorded"), None);
        let under_one = Stretch::read(Compare::Less, "1", age).expect("reads");
        let holds = |s: Stretch, recorded| age_number(recorded).is_some_and(|a| s.holds(a, a));
        assert!(holds(under_one, "11 months") && !holds(under_one, "12 months") && !holds(under_one, "1 year"));
        let months = Stretch::read(Compare::Is, "3m..6m", age).expect("reads");
        assert!(holds(months, "14 weeks") && holds(months, "6 months") && !holds(months, "11 weeks"));
    }

    #[test]
    fn dates_are_stretches() {
        let holds = |how, typed, dated| {
            let (first, last) = day_number(PartialDate::parse(dated).expect("a date"));
            Stretch::read(how, typed, date).expect("reads").holds(first, last)
        };
        assert!(holds(Compare::More, "2021-09", "2021-10") && !holds(Compare::More, "2021-09", "2021-09-30"));
        assert!(!holds(Compare::More, "2021-09", "2021"), "a year may mean any month of it");
        assert!(holds(Compare::AtMost, "2021-09", "2021-09-30") && holds(Compare::Is, "2021", "2021-09"));
        assert!(holds(Compare::Is, "2021-04..2022-03", "2022-03-31") && !holds(Compare::Is, "2021-04..2022-03", "2022-04-01"));
    }
}
