//! Two rounds of study, or two periods of one project, side by side: themes, findings, recommendations in between.
//!
//! The subtlety: a case that is not read to the end counts where something is found in it and is left out where nothing
//! is; it never counts as one without. So N may differ from theme to theme.

mod codebook;
mod count;
mod found;
mod period;

pub use codebook::differing_themes;
pub use count::{CasesOf, Which};
pub use found::{Bearing, Between, FindingsCompared, OfferedPair};
pub use period::{Lies, Span, incident, lies};

use super::compare::{Comparison, shared_cases_warning, tests_warning, unequal_periods_warning};
use super::evidence::cases_of;
use super::progress::case_progress;
use crate::model::{Case, DeepDive, Id, PartialDate, Project, Theme};
use codebook::Pairing;
use count::Counts;

/// One side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The sample of a round, by its codebook.
    Round(Id<DeepDive>),
    /// Every case of the project whose incident surely lies in a period, by the codebook as it stands.
    Period(PartialDate, PartialDate),
}

/// What is known of one side.
#[derive(Clone, Debug, PartialEq)]
pub struct SideFacts {
    /// "Round 1", or the period in words.
    pub name: String,
    /// First and last date, where both are said.
    pub period: Option<(PartialDate, PartialDate)>,
    /// Its cases in order of names.
    pub cases: Vec<Id<Case>>,
    /// Those of them that nobody has read to the end.
    pub not_read: Vec<Id<Case>>,
    /// For a period: cases whose incident may lie in it or not, and are left out.
    pub unsure: Vec<Id<Case>>,
    /// The name of its frozen codebook; none for the codebook as it stands.
    pub codebook: Option<String>,
}

/// One theme of the earlier codebook in both.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeCompared {
    /// The theme of the earlier codebook.
    pub theme: Id<Theme>,
    /// The themes of the later one that are the same; mostly the theme itself.
    pub later: Vec<Id<Theme>>,
    /// Its code in the earlier codebook.
    pub code: String,
    /// Its name there.
    pub name: String,
    /// How far it is indented, from 0.
    pub depth: usize,
    /// Whether others stand under it.
    pub is_group: bool,
    /// Cases then.
    pub then: CasesOf,
    /// Cases now.
    pub now: CasesOf,
    /// Both shares and what may be said of them.
    pub comparison: Comparison,
    /// Recommendations of the earlier round that bear on it.
    pub bearing: Vec<Bearing>,
}

impl ThemeCompared {
    /// The difference of the shares, -1 to 1; none when one side has no cases.
    #[must_use]
    pub fn difference(&self) -> Option<f64> {
        Some(self.comparison.now.proportion()? - self.comparison.then.proportion()?)
    }

    /// Code and name.
    #[must_use]
    pub fn title(&self) -> String {
        [self.code.as_str(), self.name.as_str()].join(" ").trim().to_owned()
    }
}

/// Two sides compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The earlier one.
    pub then: SideFacts,
    /// The later one.
    pub now: SideFacts,
    /// Which codings were counted.
    pub which: Which,
    /// Every theme that stands in both codebooks, in the order of the earlier one.
    pub themes: Vec<ThemeCompared>,
    /// Themes of the later codebook for which there is no earlier one, and that are not compared.
    pub only_now: Vec<Id<Theme>>,
    /// Findings that are new, gone and the same; empty for periods.
    pub findings: FindingsCompared,
    /// What a reader must know before the figures, one sentence each without a full stop.
    pub warnings: Vec<String>,
}

impl Compared {
    /// Themes by the size of the difference, largest first; those without cases last.
    #[must_use]
    pub fn by_difference(&self) -> Vec<&ThemeCompared> {
        let mut themes: Vec<&ThemeCompared> = self.themes.iter().collect();
        let size = |t: &ThemeCompared| t.difference().map_or(-1.0, f64::abs);
        themes.sort_by(|a, b| size(b).total_cmp(&size(a)));
        themes
    }
}

/// Why two sides are not compared; each says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotCompare {
    /// Both are the same round.
    #[error("these are the same round; choose an earlier one to compare with")]
    TheSame,
    /// A round is gone.
    #[error("one of the two rounds was removed; choose another one")]
    Gone,
    /// The codebooks differ.
    #[error(
        "the two rounds count by different codebooks ({0} themes differ); let both use one frozen version, or say under “Same themes” which earlier theme each theme is"
    )]
    Codebooks(usize),
}

/// Compares two sides, the earlier one first.
///
/// # Errors
/// `CannotCompare`, where the figures would not mean the same thing.
pub fn compare(project: &Project, then: Side, now: Side, which: Which) -> Result<Compared, CannotCompare> {
    if then == now {
        return Err(CannotCompare::TheSame);
    }
    let (earlier, later) = (round_of(project, then)?, round_of(project, now)?);
    let pairing = Pairing::of(project, earlier, later)?;
    let (then_facts, now_facts) = (facts(project, then, earlier), facts(project, now, later));
    let then_counts = Counts::of(project, &then_facts.cases, &pairing.earlier, which);
    let now_counts = Counts::of(project, &now_facts.cases, &pairing.later, which);
    let bearing = found::bearings(project, earlier, &then_facts, &now_facts);
    let mut themes = Vec::new();
    for node in &pairing.earlier.order {
        let pairs = pairing.later_of(node.id);
        if pairs.is_empty() {
            continue;
        }
        let (before, after) = (then_counts.get(&[node.id]), now_counts.get(&pairs));
        let comparison = Comparison::of(before.share(), after.share());
        themes.push(ThemeCompared {
            theme: node.id,
            later: pairs,
            code: node.code.clone(),
            name: node.name.clone(),
            depth: node.depth,
            is_group: node.is_group,
            then: before,
            now: after,
            comparison,
            bearing: bearing.iter().filter(|b| pairing.earlier.is_near(&b.themes, node.id)).map(|b| b.bearing.clone()).collect(),
        });
    }
    let findings = found::findings(project, earlier, later, &pairing);
    let warnings = warnings(project, &then_facts, &now_facts, themes.iter().filter(|t| !t.is_group).count());
    Ok(Compared { then: then_facts, now: now_facts, which, themes, only_now: pairing.only_now(), findings, warnings })
}

fn round_of(project: &Project, side: Side) -> Result<Option<&DeepDive>, CannotCompare> {
    match side {
        Side::Round(id) => project.deep_dives().get(id).map(Some).ok_or(CannotCompare::Gone),
        Side::Period(..) => Ok(None),
    }
}

fn facts(project: &Project, side: Side, round: Option<&DeepDive>) -> SideFacts {
    let (mut cases, mut unsure) = (cases_of(project, round.map(|r| r.id)), Vec::new());
    let period = match (side, round) {
        (Side::Period(from, to), _) => Some((from, to)),
        (Side::Round(_), Some(round)) => round.from.zip(round.to),
        (Side::Round(_), None) => None,
    };
    if let Side::Period(from, to) = side {
        let span = Span::between(Some(from), Some(to));
        let place = |case: &Id<Case>| project.cases().get(*case).map_or(Lies::Unknown, |case| lies(case, span));
        unsure = cases.iter().copied().filter(|case| matches!(place(case), Lies::Perhaps | Lies::Unknown)).collect();
        cases.retain(|case| place(case) == Lies::Within);
    }
    let not_read = cases.iter().copied().filter(|case| !case_progress(project, *case).is_read()).collect();
    let version = round.and_then(|r| r.codebook).and_then(|id| project.codebook_versions().row(id));
    let name = match (round, side) {
        (None, Side::Period(from, to)) => format!("{from} to {to}"),
        (Some(round), _) => round.name.clone(),
        (None, Side::Round(_)) => String::new(),
    };
    SideFacts { name, period, cases, not_read, unsure, codebook: version.map(|row| row.record.name.clone()) }
}

/// What a reader must know before the figures.
fn warnings(project: &Project, then: &SideFacts, now: &SideFacts, comparisons: usize) -> Vec<String> {
    let days = |side: &SideFacts| side.period.and_then(|(from, to)| Span::between(Some(from), Some(to)).days());
    let mut warnings = Vec::new();
    match (days(then), days(now)) {
        (Some(before), Some(after)) => warnings.extend(unequal_periods_warning(before, after)),
        (Some(_) | None, None) | (None, Some(_)) => {
            warnings.push("A period is not said for both, so nobody can see whether they are equally long".to_owned());
        }
    }
    warnings.extend(shared_cases_warning(then.cases.iter().filter(|case| now.cases.contains(case)).count()));
    warnings.extend(tests_warning(comparisons));
    for side in [then, now] {
        let names: Vec<&str> = side.not_read.iter().filter_map(|id| Some(project.cases().get(*id)?.name.as_str())).collect();
        if !names.is_empty() {
            let (is, counts) = if names.len() == 1 { ("is", "it counts") } else { ("are", "they count") };
            let (names, name) = (names.join(", "), &side.name);
            warnings.push(format!(
                "{names} ({name}) {is} not read to the end; {counts} where something is found, and never as a case without"
            ));
        }
        if !side.unsure.is_empty() {
            let (count, name) = (side.unsure.len(), &side.name);
            let cases = if count == 1 { "case has" } else { "cases have" };
            warnings
                .push(format!("{count} {cases} no incident date from which to tell whether it lies in {name}, and are left out"));
        }
    }
    warnings
}

#[cfg(test)]
mod tests;
