//! How strong a finding is, by rules that are printed beside it.
//!
//! The rules are Deepdive's own, made from what published thematic reviews state: n of N cases first, then over how many
//! agencies, and whether the reviews drew the same conclusion themselves. They never say more than was counted.

use super::Evidence;
use crate::model::{Case, Id, Project};
use std::collections::BTreeSet;
use std::fmt;

/// The rules in words.
pub const RULES: &str = "Strong: at least three cases and at least half of the cases counted, with no more than a third as many \
    cases against it, and it concerns two agencies or more or reviews of two cases or more said it themselves. \
    Moderate: at least two cases and at least a quarter of the cases counted. Limited: at least one case. \
    Unsupported: no case.";

/// How strong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StrengthLevel {
    /// See `RULES`.
    Unsupported,
    /// See `RULES`.
    Limited,
    /// See `RULES`.
    Moderate,
    /// See `RULES`.
    Strong,
}

impl fmt::Display for StrengthLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unsupported => "Unsupported",
            Self::Limited => "Limited",
            Self::Moderate => "Moderate",
            Self::Strong => "Strong",
        })
    }
}

/// How strong a finding is, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strength {
    /// How strong.
    pub level: StrengthLevel,
    /// What that rests on: "6 of 9 cases, three agencies, said by reviews of four cases themselves".
    pub why: String,
}

impl Strength {
    pub(super) const fn none() -> Self {
        Self { level: StrengthLevel::Unsupported, why: String::new() }
    }

    pub(super) fn of(project: &Project, evidence: &Evidence) -> Self {
        let said: BTreeSet<Id<Case>> = evidence
            .said_by
            .iter()
            .filter_map(|id| project.statements().get(*id))
            .filter_map(|s| project.documents().get(s.document))
            .map(|d| d.case)
            .collect();
        let (cases, against, counted) = (evidence.cases_for(), evidence.cases_against(), evidence.counted);
        let level = level(cases, against, counted, evidence.agencies.len(), said.len());
        let mut parts = vec![format!("{cases} of {counted} {}", if counted == 1 { "case" } else { "cases" })];
        if against > 0 {
            parts.push(format!("{} against", counted_in_words(against as usize, "case", "cases")));
        }
        if !evidence.agencies.is_empty() {
            parts.push(counted_in_words(evidence.agencies.len(), "agency", "agencies"));
        }
        if !said.is_empty() {
            parts.push(format!("said by reviews of {} themselves", counted_in_words(said.len(), "case", "cases")));
        }
        Self { level, why: parts.join(", ") }
    }
}

/// The level by the rules.
const fn level(cases: u32, against: u32, counted: u32, agencies: usize, said: usize) -> StrengthLevel {
    if cases == 0 {
        StrengthLevel::Unsupported
    } else if cases >= 3 && cases * 2 >= counted && against * 3 <= cases && (agencies >= 2 || said >= 2) {
        StrengthLevel::Strong
    } else if cases >= 2 && cases * 4 >= counted {
        StrengthLevel::Moderate
    } else {
        StrengthLevel::Limited
    }
}

/// "three agencies"; digits from ten on.
fn counted_in_words(n: usize, one: &str, many: &str) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let number = WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned());
    format!("{number} {}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_the_rules() {
        assert_eq!(level(0, 2, 9, 5, 5), StrengthLevel::Unsupported);
        assert_eq!(level(1, 0, 1, 5, 5), StrengthLevel::Limited, "one case is never more than limited");
        assert_eq!(level(2, 0, 9, 5, 5), StrengthLevel::Limited, "two of nine is less than a quarter");
        assert_eq!(level(2, 0, 8, 5, 5), StrengthLevel::Moderate);
        assert_eq!(level(6, 2, 9, 3, 0), StrengthLevel::Strong);
        assert_eq!(level(6, 3, 9, 3, 0), StrengthLevel::Moderate, "too many cases speak against it");
        assert_eq!(level(6, 0, 9, 1, 1), StrengthLevel::Moderate, "one agency, and one review that says so");
        assert_eq!(level(4, 0, 9, 3, 3), StrengthLevel::Moderate, "less than half");
    }
}
