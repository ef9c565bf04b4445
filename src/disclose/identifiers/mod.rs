//! Finds identifiers in text that is about to leave: numbers, dates of birth, ways to reach somebody, names.
//!
//! A finder asks, it does not decide: each finding says what it is and why it was taken for one, and an export stops
//! until a person has decided. A detector misses things (a nickname, a school, an unusual job), so finding nothing
//! is never proof that a text is safe. All patterns are linear in the text; there is no look-around.

mod contact;
mod dates;
mod names;
mod numbers;

use crate::text::TextRange;
use names::Names;
pub use names::{KnownName, NameOf};
use std::fmt;

/// What kind of identifier was found, the more telling first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IdentifierKind {
    /// An NHS number (or a Scottish or Northern Irish health number, which have the same form).
    NhsNumber,
    /// A National Insurance number.
    NationalInsurance,
    /// A unique pupil number.
    PupilNumber,
    /// A crime reference or the number of an incident in a police system.
    CrimeReference,
    /// The number of a case in the family court.
    CourtNumber,
    /// A number that a record system gave to a person or a case.
    RecordNumber,
    /// The mark of a vehicle.
    VehicleMark,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A postcode.
    Postcode,
    /// A house number with its street.
    Address,
    /// A date of birth or an expected date of delivery.
    DateOfBirth,
    /// A name that the project knows.
    KnownName,
    /// Words that look like somebody's name.
    LikelyName,
    /// Any other full date; found only when asked for.
    ExactDate,
}

impl IdentifierKind {
    /// Every kind in the order of lists.
    pub const ALL: [Self; 15] = [
        Self::NhsNumber,
        Self::NationalInsurance,
        Self::PupilNumber,
        Self::CrimeReference,
        Self::CourtNumber,
        Self::RecordNumber,
        Self::VehicleMark,
        Self::Email,
        Self::Phone,
        Self::Postcode,
        Self::Address,
        Self::DateOfBirth,
        Self::KnownName,
        Self::LikelyName,
        Self::ExactDate,
    ];
}

impl fmt::Display for IdentifierKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NhsNumber => "NHS number",
            Self::NationalInsurance => "National Insurance number",
            Self::PupilNumber => "Pupil number",
            Self::CrimeReference => "Crime reference",
            Self::CourtNumber => "Court case number",
            Self::RecordNumber => "Record number",
            Self::VehicleMark => "Vehicle mark",
            Self::Email => "E-mail address",
            Self::Phone => "Phone number",
            Self::Postcode => "Postcode",
            Self::Address => "Address",
            Self::DateOfBirth => "Date of birth",
            Self::KnownName => "Known name",
            Self::LikelyName => "Possible name",
            Self::ExactDate => "Exact date",
        })
    }
}

/// One identifier in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: IdentifierKind,
    /// Where it stands.
    pub range: TextRange,
    /// The words themselves, as they stand in the text. Never to be written to a log.
    pub words: String,
    /// Why it was taken for one: a part of a sentence in plain words.
    pub why: String,
}

/// Finds identifiers; made once for a project's names and used for many texts.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    names: Names,
    exact_dates: bool,
}

impl Finder {
    /// A finder that also knows these names: of cases, aliases, authors, analysts.
    #[must_use]
    pub fn new(names: &[KnownName]) -> Self {
        Self { names: Names::new(names), exact_dates: false }
    }

    /// Whether every date with a day is reported and not only dates of birth; for texts that will be published.
    #[must_use]
    pub const fn with_exact_dates(mut self, wanted: bool) -> Self {
        self.exact_dates = wanted;
        self
    }

    /// Every identifier in reading order; findings never overlap, the longest wins.
    ///
    /// Time grows with the length of the text, whatever is in it.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Finding> {
        let mut found = Found { text, findings: Vec::new() };
        numbers::find(&mut found);
        contact::find(&mut found);
        dates::find(&mut found, self.exact_dates);
        self.names.find(&mut found);
        names::find_likely(&mut found);
        without_overlap(found.findings)
    }
}

/// The text and what was found in it so far.
struct Found<'a> {
    text: &'a str,
    findings: Vec<Finding>,
}

impl<'a> Found<'a> {
    fn add(&mut self, kind: IdentifierKind, start: usize, end: usize, why: &str) {
        let Ok(range) = TextRange::within(self.text, start, end) else { return };
        let words = self.between(start, end).to_owned();
        self.findings.push(Finding { kind, range, words, why: why.to_owned() });
    }

    fn between(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Up to `bytes` bytes before an offset, on a character boundary.
    fn before(&self, at: usize, bytes: usize) -> &'a str {
        let start = (at.saturating_sub(bytes)..=at).find(|i| self.text.is_char_boundary(*i)).unwrap_or(at);
        self.between(start, at)
    }

    /// Up to `bytes` bytes from an offset, on a character boundary.
    fn after(&self, at: usize, bytes: usize) -> &'a str {
        let limit = at.saturating_add(bytes).min(self.text.len());
        let end = (at..=limit).rev().find(|i| self.text.is_char_boundary(*i)).unwrap_or(at);
        self.between(at, end)
    }

    /// Whether neither side of a range touches a letter or a digit.
    fn stands_alone(&self, start: usize, end: usize) -> bool {
        let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !touches(self.before(start, 4).chars().next_back()) && !touches(self.after(end, 4).chars().next())
    }
}

/// Sorted by place; of findings that overlap, the longest stays, of equally long ones the more telling kind.
fn without_overlap(mut findings: Vec<Finding>) -> Vec<Finding> {
    let length = |f: &Finding| f.range.end() - f.range.start();
    findings.sort_by_key(|f| (f.range.start(), f.range.end()));
    let mut kept: Vec<Finding> = Vec::new();
    for finding in findings {
        match kept.last() {
            Some(last) if last.range.end() > finding.range.start() => {
                let better = length(&finding) > length(last) || (length(&finding) == length(last) && finding.kind < last.kind);
                if better {
                    kept.pop();
                    kept.push(finding);
                }
            }
            _ => kept.push(finding),
        }
    }
    kept
}

#[cfg(test)]
mod tests;
