//! Numbers that offices give to people, cases and cars.
//!
//! An NHS number has ten digits and the last checks the others, so that one phone number in eleven and no more could
//! be taken for one; those are told apart by their leading 0. Where a label says "NHS number" the check digit may be
//! wrong: a number with a typing error still leads to the child.

use super::{Found, IdentifierKind};
use regex::Regex;
use std::sync::LazyLock;

/// How a number may be grouped when no label says what it is.
const NHS_GROUPS: [&[usize]; 6] = [&[10], &[3, 3, 4], &[3, 7], &[6, 4], &[5, 5], &[4, 3, 3]];

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static NHS_LABEL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)(?-u:\b)(?:NHS|CHI|H&C)(?-u:\b)[^0-9\n]{0,20}$").unwrap());

/// National Insurance: two letters, six digits, a letter A to D (HMRC, NIM39110: no D, F, I, Q, U, V; no O second).
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static NATIONAL_INSURANCE: LazyLock<Regex> = LazyLock::new(|| {
    let gap = r"[ \u{a0}-]?";
    Regex::new(&format!(
        "(?i)(?P<p>[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]){gap}[0-9]{{2}}{gap}[0-9]{{2}}{gap}[0-9]{{2}}(?:{gap}(?P<s>[A-D]))?"
    ))
    .unwrap()
});

/// Prefixes that are never given out (NIM39110).
const NO_PREFIX: [&str; 7] = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static INSURANCE_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(?:NINO|NI|national insurance)(?-u:\b)(?:\s*(?:number|no\.?))?\s*[:#-]?\s*$").unwrap()
});

/// A unique pupil number: a check letter (never I, O, S), eleven digits, a digit or, when temporary, a letter.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static PUPIL: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?i)[A-HJ-NP-RT-Z][0-9]{11}[0-9A-Z]").unwrap());

/// Crime references of the form 46/12345/21.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static CRIME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[0-9]{2}\s?/\s?[0-9]{3,7}\s?/\s?[0-9]{2}").unwrap());

/// The number of a case in the family court: two letters of the court, year, kind, five digits.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static COURT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[A-Z]{2}[0-9]{2}[A-Z][0-9]{5}").unwrap());

/// A label, then something with digits: "crime ref: KT12345", "Liquidlogic ID 123456".
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"(?:id|i\.d\.|no\.?|nos\.?|num|number|ref\.?|reference|\#)";
    Regex::new(&format!(
        r"(?ix)(?-u:\b)(?:
            (?P<police>crime|incident|occurrence|custody|CAD|STORM|URN|NICHE|Athena)(?:\s{{1,3}}report)?
          | (?P<record>LCS|ICS|Liquidlogic|Mosaic|CareFirst|Capita|EHM|RiO|SystmOne|EMIS|MRN|client|person|patient|hospital
            |unit|child|case|pupil|record|ULN|passport|file)
        )(?-u:\b)(?:\s{{0,3}}{number}){{0,2}}\s{{0,3}}[:\#-]?\s{{0,3}}(?P<n>[A-Z]{{0,4}}[0-9][0-9A-Z/-]{{3,17}})"
    ))
    .unwrap()
});

/// Vehicle marks since 2001: two letters, two digits of the half-year, three letters (never I or Q; no Z first).
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static VEHICLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[A-HJ-PR-Y][A-HJ-PR-Y](?P<age>[0-9]{2})[ \u{a0}]?[A-HJ-PR-Z]{3}").unwrap());

/// Vehicle marks from 1983 to 2001, only beside a label, because "P123 ABC" may be anything.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests")]
static OLD_VEHICLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(?:registration|reg|VRM|index)\.?(?:\s(?:number|no\.?|mark|plate))?\s?[:-]?\s?(?P<n>[A-HJ-NPR-TV-Y][0-9]{1,3}[ \u{a0}]?[A-HJ-PR-Z]{3})").unwrap()
});

pub(super) fn find(found: &mut Found<'_>) {
    nhs(found);
    insurance(found);
    for (pattern, kind, why) in [
        (&PUPIL, IdentifierKind::PupilNumber, "a letter and twelve digits, as a unique pupil number has"),
        (&CRIME, IdentifierKind::CrimeReference, "numbers between slashes, as a crime reference has"),
        (&COURT, IdentifierKind::CourtNumber, "the form of a case number of the family court"),
    ] {
        for m in pattern.find_iter(found.text) {
            if found.stands_alone(m.start(), m.end()) {
                found.add(kind, m.start(), m.end(), why);
            }
        }
    }
    labelled(found);
    vehicles(found);
}

fn labelled(found: &mut Found<'_>) {
    for c in LABELLED.captures_iter(found.text) {
        let Some(n) = c.name("n") else { continue };
        let words = n.as_str().trim_end_matches(['-', '/']);
        let digits = words.bytes().filter(u8::is_ascii_digit).count();
        let (kind, why, enough) = match c.name("police") {
            Some(_) => (IdentifierKind::CrimeReference, "a number labelled as one of the police", digits >= 5),
            None => (IdentifierKind::RecordNumber, "a number labelled as one of a record", digits >= 5),
        };
        if enough && found.stands_alone(n.start(), n.start() + words.len()) && !is_date(words) {
            found.add(kind, n.start(), n.start() + words.len(), why);
        }
    }
}

/// "12/03/2021" beside "incident" is a date, not a number.
fn is_date(words: &str) -> bool {
    let parts: Vec<usize> = words.split(['/', '-']).map(str::len).collect();
    matches!(parts.as_slice(), [1 | 2, 1 | 2, 2 | 4] | [4, 1 | 2, 1 | 2] | [4, 2 | 4])
}

fn vehicles(found: &mut Found<'_>) {
    for c in VEHICLE.captures_iter(found.text) {
        let (Some(m), Some(age)) = (c.get(0), c.name("age")) else { continue };
        let half_year: u32 = age.as_str().parse().unwrap_or_default();
        if found.stands_alone(m.start(), m.end()) && matches!(half_year, 2..=49 | 51..=99) {
            found.add(IdentifierKind::VehicleMark, m.start(), m.end(), "the form of a vehicle's mark");
        }
    }
    for c in OLD_VEHICLE.captures_iter(found.text) {
        let Some(n) = c.name("n") else { continue };
        if found.stands_alone(n.start(), n.end()) {
            found.add(IdentifierKind::VehicleMark, n.start(), n.end(), "labelled as a vehicle's registration");
        }
    }
}

fn insurance(found: &mut Found<'_>) {
    for c in NATIONAL_INSURANCE.captures_iter(found.text) {
        let (Some(m), Some(prefix)) = (c.get(0), c.name("p")) else { continue };
        let never = NO_PREFIX.contains(&prefix.as_str().to_ascii_uppercase().as_str());
        let labelled = INSURANCE_LABEL.is_match(found.before(m.start(), 40));
        if !never && found.stands_alone(m.start(), m.end()) && (c.name("s").is_some() || labelled) {
            found.add(IdentifierKind::NationalInsurance, m.start(), m.end(), "the form of a National Insurance number");
        }
    }
}

/// A group of digits in a run; offsets in the text.
#[derive(Clone, Copy)]
struct Group {
    start: usize,
    end: usize,
}

/// Runs of digits that only one blank, hyphen or full stop divides.
fn runs(text: &str) -> Vec<Vec<Group>> {
    let mut runs: Vec<Vec<Group>> = Vec::new();
    let mut group: Option<Group> = None;
    let mut gap = 2;
    for (i, c) in text.char_indices() {
        if c.is_ascii_digit() {
            match &mut group {
                Some(g) => g.end = i + 1,
                None => {
                    if gap != 1 {
                        runs.push(Vec::new());
                    }
                    group = Some(Group { start: i, end: i + 1 });
                }
            }
            continue;
        }
        if let Some(g) = group.take() {
            runs.last_mut().into_iter().for_each(|run| run.push(g));
            gap = 0;
        }
        let divides = matches!(c, ' ' | '-' | '.' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2010}' | '\u{2011}' | '–');
        gap += if divides { 1 } else { 2 };
    }
    if let Some(g) = group.take() {
        runs.last_mut().into_iter().for_each(|run| run.push(g));
    }
    runs
}

fn nhs(found: &mut Found<'_>) {
    for run in runs(found.text) {
        let mut next = 0;
        for first in 0..run.len() {
            if first >= next
                && let Some(count) = window(run.get(first..).unwrap_or_default())
                && let Some(why) = nhs_why(found, run.get(first..first + count).unwrap_or_default())
                && let (Some(start), Some(end)) = (run.get(first), run.get(first + count - 1))
            {
                found.add(IdentifierKind::NhsNumber, start.start, end.end, why);
                next = first + count;
            }
        }
    }
}

/// How many groups from the first on have ten digits together.
fn window(groups: &[Group]) -> Option<usize> {
    let mut digits = 0;
    for (i, group) in groups.iter().enumerate().take(10) {
        digits += group.end - group.start;
        if digits >= 10 {
            return (digits == 10).then_some(i + 1);
        }
    }
    None
}

fn nhs_why(found: &Found<'_>, groups: &[Group]) -> Option<&'static str> {
    let (start, end) = (groups.first()?.start, groups.last()?.end);
    if !found.stands_alone(start, end) {
        return None;
    }
    let digits: Vec<u32> = found.between(start, end).chars().filter_map(|c| c.to_digit(10)).collect();
    if NHS_LABEL.is_match(found.before(start, 32)) {
        return Some(if check_digit_is_right(&digits) {
            "labelled as an NHS number, and its check digit is right"
        } else {
            "labelled as an NHS number, though its check digit is wrong"
        });
    }
    let before = found.before(start, 8).trim_end_matches([' ', '\u{a0}', '-', '(', ')', '0']);
    let of_a_phone = before.ends_with("+44") || before.ends_with("44") && found.before(start, 8).contains("0044");
    let lengths: Vec<usize> = groups.iter().map(|g| g.end - g.start).collect();
    let likely = digits.first() != Some(&0)
        && !of_a_phone
        && digits.iter().any(|d| Some(d) != digits.first())
        && NHS_GROUPS.contains(&lengths.as_slice())
        && check_digit_is_right(&digits);
    likely.then_some("ten digits with the check digit of an NHS number")
}

/// Whether ten digits end in their check digit: weights 10 to 2, sum modulo 11, 11 less the remainder.
///
/// NHS Data Dictionary, "NHS NUMBER": a result of 11 is written 0, a result of 10 makes the number invalid.
pub(super) fn check_digit_is_right(digits: &[u32]) -> bool {
    let [first @ .., check] = digits else { return false };
    let sum: u32 = first.iter().zip((2..=10).rev()).map(|(d, weight)| d * weight).sum();
    digits.len() == 10
        && match 11 - sum % 11 {
            11 => *check == 0,
            10 => false,
            right => *check == right,
        }
}
