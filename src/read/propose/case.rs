//! Which case a document is about: "Child Q", "Baby E and F", "Family S4", a pseudonym, a local reference.
//!
//! Real names must never become a case's name by a guess: a name without "Child" or "Baby" before it counts
//! only where the document says that it is a pseudonym or a reference.

use super::places::{Places, with_page};
use super::{Proposals, range_in};
use crate::text::{Field, TextRange};
use regex::{Captures, Regex};
use std::sync::LazyLock;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static CODED: LazyLock<Regex> = LazyLock::new(|| {
    let id = r"[A-Z]{1,2}\d{0,3}(?:/[A-Z]{1,2}\d{0,3})?|\d{1,3}";
    Regex::new(&format!(
        r"\b((?i:children|child|babies|baby|family|case|infant|young person|sibling group))[ \u{{a0}}]+({id})\b((?: *, *(?:(?i:child|baby) +)?(?:{id})\b)*(?: *(?:and|&) *(?:(?i:child|baby) +)?(?:{id})\b)?)"
    ))
    .unwrap()
});

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static NAMED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b((?i:child|baby))\s+[‘“'\x22]?(\p{Lu}\p{Ll}{2,14})\b").unwrap());

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static QUOTED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[‘“\x22](\p{Lu}\p{Ll}{1,14})[’”\x22]").unwrap());

/// A code right behind the name of a kind: "Serious case review CN18", "SCR – AB1 and AB2".
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:(?i:review|report|lcspr|scr|cspr|case)\s*[:–—-]?\s+)([A-Z]{1,3}\d{1,3}(?:\s*(?:/|and|&)\s*[A-Z]{1,3}\d{1,3})?)\b",
    )
    .unwrap()
});

/// A line of the title page that is nothing but codes: "AB1 and AB2".
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static ALONE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^\s*([A-Z]{1,3}[0-9]{1,3}(?:\s*(?:/|and|&|,)\s*[A-Z]{1,3}[0-9]{1,3})*)\s*$").unwrap());

/// Two capital letters that are words or services and not children.
const NOT_CODES: [&str; 23] = [
    "IN", "OF", "TO", "AT", "ON", "BY", "AS", "IS", "OR", "NO", "WE", "IT", "CP", "LA", "UK", "GP", "HV", "SW", "MW", "AN", "DO",
    "IF", "BE",
];

/// Words that follow "Child" in titles without naming one.
const NOT_NAMES: [&str; 30] = [
    "Safeguarding",
    "Protection",
    "Practice",
    "Death",
    "Deaths",
    "Sexual",
    "Criminal",
    "Exploitation",
    "Health",
    "Abuse",
    "And",
    "Care",
    "Development",
    "Looked",
    "Poverty",
    "Welfare",
    "Services",
    "Service",
    "Subject",
    "Details",
    "Name",
    "Initials",
    "Who",
    "With",
    "Case",
    "Serious",
    "Review",
    "Born",
    "Aged",
    "Social",
];

/// Proposes the case.
pub fn propose(places: &Places<'_>, out: &mut Proposals) {
    let mut add = |found: Option<(TextRange, String)>, place: &str| {
        if let Some((range, value)) = found {
            out.add(Field::Case, &value, Some(range), place);
        }
    };
    // A number in the partnership's own list names the form, while the other documents of the case say "Child D".
    let mut references = Vec::new();
    // A label in the first of two columns never stands over the label below it.
    for pair in places.pairs().into_iter().filter(|pair| !pair.stacked || pair.block.cells.len() > 2) {
        if let Some(asks) = asks_for_case(pair.label) {
            let found = answer(places, pair.value, asks);
            let place = with_page(pair.block, &format!("form, “{}”", pair.label.trim()));
            if found.as_ref().is_some_and(|(_, value)| value.contains(['/', '-']) && value.contains(|c: char| c.is_ascii_digit()))
            {
                references.push((found, place));
            } else {
                add(found, &place);
            }
        }
    }
    for block in &places.title {
        add(in_title(places, block.range), "title page");
    }
    for block in &places.furniture {
        add(coded_at(places, block.range), "page header");
    }
    let stem = places.stem.replace(['_', '-'], " ");
    if let Some(value) = coded(&stem).or_else(|| named(&stem)).map(|(_, _, v)| v) {
        out.add(Field::Case, &value, None, "file name");
    }
    for (found, place) in references {
        if let Some((range, value)) = found {
            out.add(Field::Case, &value, Some(range), &place);
        }
    }
}

/// What a form's label asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// A pseudonym or reference: whatever stands there is one.
    Reference,
    /// The child's name: only a code may be taken from it.
    Name,
}

fn asks_for_case(label: &str) -> Option<Asks> {
    let words = super::super::structure::plain_words(label);
    let has = |phrases: &[&str]| {
        phrases.iter().any(|p| words == *p || words.starts_with(&format!("{p} ")) || words.ends_with(&format!(" {p}")))
    };
    if words.split(' ').count() > 9 {
        return None;
    }
    if has(&[
        "pseudonym",
        "case reference",
        "case ref",
        "local case reference",
        "local case ref",
        "case name",
        "case id",
        "known as",
    ]) {
        return Some(Asks::Reference);
    }
    has(&[
        "childs name",
        "child name",
        "name of child",
        "subject child",
        "subject of review",
        "name of subject child",
        "child",
        "case",
        "initials",
        "child initials",
    ])
    .then_some(Asks::Name)
}

fn answer(places: &Places<'_>, value: TextRange, asks: Asks) -> Option<(TextRange, String)> {
    if let Some(found) = coded_at(places, value) {
        return Some(found);
    }
    let words = places.source.quote(value);
    if let Some((start, end, name)) = named(words) {
        return Some((range_in(places.source, value, start, end)?, name));
    }
    let line = words.lines().next().unwrap_or_default().trim().trim_matches(['‘', '’', '“', '”', '"', '\'']);
    let fits = (1..=30).contains(&line.chars().count())
        && line.split_whitespace().count() <= 3
        && line.starts_with(char::is_alphanumeric);
    let blank = ["n/a", "na", "none", "tbc", "not known", "unknown", "yes", "no"].contains(&line.to_lowercase().as_str());
    if asks == Asks::Reference && fits && !blank {
        let start = words.find(line)?;
        return Some((range_in(places.source, value, start, start + line.len())?, line.to_owned()));
    }
    None
}

fn in_title(places: &Places<'_>, range: TextRange) -> Option<(TextRange, String)> {
    let words = places.source.quote(range);
    let found = coded(words).or_else(|| named(words)).or_else(|| bare(words)).or_else(|| quoted(words));
    let (start, end, value) = found?;
    Some((range_in(places.source, range, start, end)?, value))
}

fn coded_at(places: &Places<'_>, range: TextRange) -> Option<(TextRange, String)> {
    let (start, end, value) = coded(places.source.quote(range))?;
    Some((range_in(places.source, range, start, end)?, value))
}

/// The case that a line of a title page names: "Child A", "Child Jody".
pub fn named_in(text: &str) -> Option<String> {
    coded(text).or_else(|| named(text)).map(|(_, _, value)| value)
}

/// The first coded case: "Child A", "Baby E and F", "Family S4".
fn coded(text: &str) -> Option<(usize, usize, String)> {
    CODED.captures_iter(text).find_map(|found| {
        let whole = found.get(0)?;
        let (noun, id, more) = (part(&found, 1), part(&found, 2), part(&found, 3));
        let after = text.get(whole.end()..).unwrap_or_default();
        // "Child A&E", "Case 1 of 3", "children 16-17" and "aged 3 years" name nobody.
        let cut = after.starts_with(['&', '-', '’', '\'', '.', '%']) && after.chars().nth(1).is_some_and(char::is_alphanumeric);
        // "Children B. Jones" goes on with a person's initial; one child is never "children".
        let initial = after
            .strip_prefix('.')
            .is_some_and(|rest| rest.trim_start_matches(' ').starts_with(char::is_uppercase) && id.len() == 1);
        let plural = matches!(noun.to_lowercase().as_str(), "children" | "babies") && more.is_empty();
        let number = id.chars().all(|c| c.is_ascii_digit());
        let counted =
            number && (noun.to_lowercase().starts_with("children") || after.trim_start().starts_with("of ") || id.len() > 2);
        if NOT_CODES.contains(&id)
            || more.starts_with('&') && !more.starts_with("& ")
            || cut && number
            || counted
            || initial
            || plural
        {
            return None;
        }
        let value = format!("{} {id}{}", singular(noun), others(more));
        Some((whole.start(), whole.end(), value))
    })
}

/// ", F & Baby G" as " and F and G".
fn others(more: &str) -> String {
    more.split(|c: char| c.is_whitespace() || c == ',' || c == '&')
        .filter(|w| !w.is_empty() && !["and", "child", "baby"].contains(&w.to_lowercase().as_str()))
        .map(|w| format!(" and {w}"))
        .collect()
}

fn singular(noun: &str) -> String {
    match noun.to_lowercase().as_str() {
        "children" | "child" => "Child".to_owned(),
        "babies" | "baby" => "Baby".to_owned(),
        "young person" => "Young person".to_owned(),
        "sibling group" => "Sibling group".to_owned(),
        other => {
            let mut letters = other.chars();
            letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

/// "Child Jody".
fn named(text: &str) -> Option<(usize, usize, String)> {
    NAMED.captures_iter(text).find_map(|found| {
        let (whole, name) = (found.get(0)?, part(&found, 2));
        (!NOT_NAMES.contains(&name)).then(|| (whole.start(), whole.end(), format!("{} {name}", singular(part(&found, 1)))))
    })
}

fn bare(text: &str) -> Option<(usize, usize, String)> {
    let code = BARE.captures(text).or_else(|| ALONE.captures(text))?.get(1)?;
    Some((code.start(), code.end(), code.as_str().replace('&', "and")))
}

/// A name in quotation marks on a title page is a pseudonym.
fn quoted(text: &str) -> Option<(usize, usize, String)> {
    let name = QUOTED.captures(text)?.get(1)?;
    (!NOT_NAMES.contains(&name.as_str())).then(|| (name.start(), name.end(), name.as_str().to_owned()))
}

fn part<'t>(found: &Captures<'t>, group: usize) -> &'t str {
    found.get(group).map_or("", |m| m.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_named_as_reviews_name_them() {
        let value = |text| coded(text).or_else(|| named(text)).or_else(|| bare(text)).or_else(|| quoted(text)).map(|(_, _, v)| v);
        for (text, case) in [
            ("Serious Case Review: Child Q", "Child Q"),
            ("CHILD A overview report", "Child A"),
            ("Baby E and Baby F", "Baby E and F"),
            ("Baby E & F, May 2019", "Baby E and F"),
            ("Family S4", "Family S4"),
            ("Family T/S", "Family T/S"),
            ("Norfolk Case R", "Case R"),
            ("Review of Child 1", "Child 1"),
            ("Local Child Safeguarding Practice Review: Child Jody", "Child Jody"),
            ("Serious Case Review CN18", "CN18"),
            ("LCSPR – AB1 & AB2", "AB1 and AB2"),
            ("AB1 and AB2", "AB1 and AB2"),
            ("Practice review “Leo”", "Leo"),
        ] {
            assert_eq!(value(text).as_deref(), Some(case), "{text}");
        }
        for text in [
            "Child Protection Conference",
            "Child IN need",
            "Child safeguarding",
            "Children 16-17",
            "Child A&E attendances",
            "Annual Report 2020-21",
            "Case 1 of 3",
            "for Children\nB. Director",
            "Child B. Jones",
        ] {
            assert_eq!(value(text).filter(|v| v != "Child A"), None, "{text}");
        }
    }
}
