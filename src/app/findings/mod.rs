//! What the page of findings says of them in words, and the fields that its gestures set.
//!
//! The subtlety: whoever gives a finding a theme, or weighs a passage, has the passages that this brings or takes before
//! them, and nothing else. What others coded meanwhile is still to be looked through; see [`seen_after`].

mod offers;
mod passages;
mod recommended;

pub use offers::{earlier_findings, offered_agencies, offered_priorities, offered_themes};
pub use passages::{Quoted, Said, quoted, said, said_in};
pub use recommended::{Before, concern_cases, gaps, numbers, said_before};

use crate::analyse::evidence::{CaseEvidence, CaseStanding, Evidence, by_polarity};
use crate::model::{Case, Coding, Finding, FindingField, Id, Polarity, Project, Record, SeenCoding, Stands, Theme};
use std::collections::{BTreeMap, BTreeSet};

/// Most cases that are named in a sentence.
const MOST_NAMED: usize = 3;

/// Names of cases short enough for a square of a strip: "A" for "Child A", else initials, else numbers.
#[must_use]
pub fn short_names(names: &[&str]) -> Vec<String> {
    let last = |name: &&str| name.split_whitespace().next_back().unwrap_or_default().to_owned();
    let initials = |name: &&str| name.split_whitespace().filter_map(|word| word.chars().next()).collect::<String>();
    let fits = |short: &[String]| {
        let all: BTreeSet<&String> = short.iter().collect();
        all.len() == names.len() && short.iter().all(|s| (1..=3).contains(&s.chars().count()))
    };
    let by_last: Vec<String> = names.iter().map(last).collect();
    if fits(&by_last) {
        return by_last;
    }
    let by_initials: Vec<String> = names.iter().map(initials).collect();
    if fits(&by_initials) {
        return by_initials;
    }
    (1..=names.len()).map(|n| n.to_string()).collect()
}

/// How the other cases stand: "2 against, 1 not found, J not yet read"; last, how many of those for it also speak against.
#[must_use]
pub fn standing_words(cases: &[CaseEvidence], short: &[String]) -> String {
    use CaseStanding::{Against, Both, NotApplicable, NotFound, NotYetRead, StatedAbsent};
    let is_for = cases.iter().filter(|c| c.standing.is_for()).count();
    let mut parts = Vec::new();
    for standing in [Against, NotFound, StatedAbsent, NotApplicable, NotYetRead, Both] {
        let so: Vec<&String> = cases.iter().zip(short).filter(|(c, _)| c.standing == standing).map(|(_, name)| name).collect();
        if so.is_empty() {
            continue;
        }
        let named = standing == NotYetRead && so.len() <= MOST_NAMED;
        let who = if named { so.iter().map(|s| s.as_str()).collect::<Vec<_>>().join(", ") } else { so.len().to_string() };
        let part =
            if standing == Both { format!("{who} of the {is_for} also against") } else { format!("{who} {}", standing.words()) };
        parts.push(part);
    }
    parts.join(", ")
}

/// One case of the strip in words: "Child B: for, 3 passages".
#[must_use]
pub fn case_words(name: &str, case: &CaseEvidence) -> String {
    let number = case.supporting.len() + case.opposing.len();
    let passages = match number {
        0 => return format!("{name}: {}", case.standing.words()),
        1 => "1 passage".to_owned(),
        n => format!("{n} passages"),
    };
    format!("{name}: {}, {passages}", case.standing.words())
}

/// "14 passages in 6 cases".
#[must_use]
pub fn passages_in_cases(passages: usize, cases: usize) -> String {
    let counted = |n: usize, what: &str| if n == 1 { format!("1 {what}") } else { format!("{n} {what}s") };
    format!("{} in {}", counted(passages, "passage"), counted(cases, "case"))
}

/// How a passage bears on a finding now; none for context that nobody weighed.
#[must_use]
pub fn weighed(finding: &Finding, coding: Id<Coding>, polarity: Polarity) -> Option<Stands> {
    finding.stands.get(&coding).copied().or_else(|| by_polarity(finding.polarity, polarity))
}

/// The fields that weigh a passage: what its polarity says already is not kept as a decision.
#[must_use]
pub fn weigh(project: &Project, finding: &Finding, coding: Id<Coding>, wanted: Stands) -> Vec<FindingField> {
    let polarity = project.codings().get(coding).map(|c| c.polarity);
    let usual = polarity.and_then(|p| by_polarity(finding.polarity, p));
    with_seen(project, finding, FindingField::Stands(coding, Some(wanted).filter(|w| usual != Some(*w))))
}

/// A field that changes which passages a finding rests on, with what its author has then seen.
#[must_use]
pub fn with_seen(project: &Project, finding: &Finding, field: FindingField) -> Vec<FindingField> {
    let mut after = finding.clone();
    after.set(field.clone());
    let seen = seen_after(project, finding, &after);
    if seen == finding.seen { vec![field] } else { vec![field, FindingField::Seen(seen)] }
}

/// What the author of a finding has seen after a change of their own.
#[must_use]
pub fn seen_after(project: &Project, before: &Finding, after: &Finding) -> Vec<SeenCoding> {
    let keyed = |seen: Vec<SeenCoding>| seen.into_iter().map(|s| (s.coding, s)).collect::<BTreeMap<_, _>>();
    let stood = keyed(Evidence::of(project, before).seen(project));
    let stands = keyed(Evidence::of(project, after).seen(project));
    // Before anybody looked, nothing counts as changed: all that stood is taken as seen.
    let had = if before.seen.is_empty() { stood.clone() } else { keyed(before.seen.clone()) };
    let mut seen: Vec<SeenCoding> = Vec::new();
    for (coding, now) in &stands {
        if !stood.contains_key(coding) {
            seen.push(now.clone());
        } else if let Some(earlier) = had.get(coding) {
            seen.push(earlier.clone());
        }
    }
    // What was gone already before this change is still to be told.
    seen.extend(
        had.iter().filter(|(coding, _)| !stood.contains_key(coding) && !stands.contains_key(coding)).map(|(_, s)| s.clone()),
    );
    seen.sort();
    seen.dedup();
    seen
}

/// Passages to show first: those to quote first, then the others, each as they stand in their documents.
#[must_use]
pub fn quoted_first(finding: &Finding, passages: impl Iterator<Item = Id<Coding>>) -> Vec<Id<Coding>> {
    let (mut first, rest): (Vec<_>, Vec<_>) = passages.partition(|id| finding.quoted.contains(id));
    first.extend(rest);
    first
}

/// Passages of a finding's themes that bear on neither side: context that nobody weighed.
#[must_use]
pub fn neither(project: &Project, finding: &Finding, cases: &[Id<Case>]) -> Vec<Id<Coding>> {
    let belongs = |theme: Id<Theme>| finding.themes.iter().any(|top| *top == theme || project.is_under(theme, *top));
    let codings = cases.iter().flat_map(|case| project.documents_of(*case)).flat_map(|d| project.codings_in(d.id));
    codings.filter(|c| belongs(c.theme) && weighed(finding, c.id, c.polarity).is_none()).map(|c| c.id).collect()
}
