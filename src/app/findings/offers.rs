//! What is offered for a finding or a statement, and recorded only when a person takes it.

use super::passages::quoted;
use crate::analyse::evidence::Evidence;
use crate::app::session::Session;
use crate::model::{Finding, Id, Project, Statement, Theme};
use crate::read::agencies_named;
use std::collections::{BTreeMap, BTreeSet};

/// Agencies that the passages of a finding name, most often named first, without those that it concerns already.
#[must_use]
pub fn offered_agencies(session: &Session, evidence: &Evidence) -> Vec<String> {
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    for passage in evidence.supporting().chain(evidence.opposing()).filter_map(|id| quoted(session, id)) {
        for agency in agencies_named(&passage.words) {
            *named.entry(agency.to_owned()).or_default() += 1;
        }
    }
    let mut named: Vec<(String, usize)> = named.into_iter().filter(|(name, _)| !evidence.agencies.contains(name)).collect();
    named.sort_by(|(a, a_count), (b, b_count)| b_count.cmp(a_count).then(a.cmp(b)));
    named.into_iter().map(|(name, _)| name).collect()
}

/// Local priorities named by other findings of any round, without those of this one.
#[must_use]
pub fn offered_priorities(project: &Project, finding: &Finding) -> Vec<String> {
    let all: BTreeSet<&String> = project.findings().iter().flat_map(|f| &f.priorities).collect();
    all.into_iter().filter(|p| !finding.priorities.contains(*p)).cloned().collect()
}

/// Themes of codings that overlap a statement, most codings first, without those that it speaks of already.
#[must_use]
pub fn offered_themes(project: &Project, statement: &Statement) -> Vec<Id<Theme>> {
    let mut found: BTreeMap<Id<Theme>, usize> = BTreeMap::new();
    let codings = project.codings_in(statement.document).filter(|c| c.text_version == statement.text_version);
    let (from, to) = (statement.range.start(), statement.range.end());
    for coding in codings.filter(|c| c.range.start() < to && from < c.range.end()) {
        if !statement.themes.contains(&coding.theme) {
            *found.entry(coding.theme).or_default() += 1;
        }
    }
    let code = |id: &Id<Theme>| project.themes().get(*id).map(|t| t.code.clone()).unwrap_or_default();
    let mut found: Vec<(Id<Theme>, usize)> = found.into_iter().collect();
    found.sort_by(|(a, a_count), (b, b_count)| b_count.cmp(a_count).then_with(|| code(a).cmp(&code(b))));
    found.into_iter().map(|(theme, _)| theme).collect()
}

/// Findings of the round that a finding's round repeats, those of the same themes first, with how many they share.
#[must_use]
pub fn earlier_findings(project: &Project, finding: &Finding) -> Vec<(Id<Finding>, usize)> {
    let Some(round) = project.deep_dives().get(finding.deep_dive) else { return Vec::new() };
    let Some(earlier) = round.repeats else { return Vec::new() };
    let themes: BTreeSet<Id<Theme>> = finding.themes.iter().map(|t| round.same_as.get(t).copied().unwrap_or(*t)).collect();
    let shared = |f: &&Finding| f.themes.intersection(&themes).count();
    let mut found: Vec<(Id<Finding>, usize)> = project.findings_of(earlier).iter().map(|f| (f.id, shared(f))).collect();
    found.sort_by_key(|(_, shared)| std::cmp::Reverse(*shared));
    found
}
