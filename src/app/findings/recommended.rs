//! Recommendations of a deep dive: their numbers, what they lack, and what the reviews recommended before.

use super::passages::said_in;
use crate::analyse::evidence::cases_of;
use crate::model::{Case, DeepDive, Finding, Id, Polarity, Project, Recommendation, Statement, Theme};
use crate::text::StatedKind;
use std::collections::BTreeMap;

/// The number of each recommendation of a round: "2.1" is the first of those whose first finding is the second.
///
/// One that answers no finding yet is "R1", so that it is never taken for one of a finding.
#[must_use]
pub fn numbers(project: &Project, round: Id<DeepDive>) -> BTreeMap<Id<Recommendation>, String> {
    let order: BTreeMap<Id<Finding>, usize> = project.findings_of(round).iter().zip(1..).map(|(f, n)| (f.id, n)).collect();
    let mut used: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let mut numbers = BTreeMap::new();
    for recommendation in project.recommendations_of(round) {
        let first = recommendation.findings.iter().filter_map(|f| order.get(f)).min().copied();
        let next = used.entry(first).or_default();
        *next += 1;
        let number = first.map_or_else(|| format!("R{next}"), |finding| format!("{finding}.{next}"));
        numbers.insert(recommendation.id, number);
    }
    numbers
}

/// What a recommendation lacks, in words; nothing when it can be carried out and followed up.
#[must_use]
pub fn gaps(recommendation: &Recommendation) -> Vec<&'static str> {
    let mut gaps = Vec::new();
    if recommendation.findings.is_empty() {
        gaps.push("answers no finding");
    }
    if recommendation.owner.trim().is_empty() {
        gaps.push("no owner");
    }
    if recommendation.due.is_none() {
        gaps.push("no date");
    }
    if recommendation.measure.trim().is_empty() {
        gaps.push("no measure");
    }
    gaps
}

/// What the reviews recommended themselves about the themes of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Their recommendations that speak of one of the themes.
    pub statements: Vec<Id<Statement>>,
    /// All recommendations that the reviews of the sample made.
    pub of: usize,
    /// How many of these nobody has given a theme yet.
    pub without_theme: usize,
}

/// Looks for what was recommended before; themes with everything under them.
#[must_use]
pub fn said_before(project: &Project, finding: &Finding) -> Before {
    let all = said_in(project, Some(finding.deep_dive));
    let all: Vec<&Statement> = all.into_iter().filter(|s| s.kind == StatedKind::Recommendation).collect();
    let belongs = |theme: &Id<Theme>| finding.themes.iter().any(|top| top == theme || project.is_under(*theme, *top));
    let statements = all.iter().filter(|s| s.themes.iter().any(belongs)).map(|s| s.id).collect();
    Before { statements, of: all.len(), without_theme: all.iter().filter(|s| s.themes.is_empty()).count() }
}

/// Cases of a sample in which a theme, with everything under it, is coded as a concern, in order of names.
#[must_use]
pub fn concern_cases(project: &Project, round: Id<DeepDive>, theme: Id<Theme>) -> Vec<Id<Case>> {
    let found = |case: &Id<Case>| {
        let mut codings = project.documents_of(*case).flat_map(|d| project.codings_in(d.id));
        codings.any(|c| c.polarity == Polarity::Concern && (c.theme == theme || project.is_under(c.theme, theme)))
    };
    cases_of(project, Some(round)).into_iter().filter(found).collect()
}
