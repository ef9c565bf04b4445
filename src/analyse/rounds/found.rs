//! Findings of two rounds side by side, and the recommendations that lie between them.
//!
//! Findings are the same only where a person said so (`repeats`); pairs with themes in common are offered, no more.

use super::SideFacts;
use super::codebook::Pairing;
use super::period::Span;
use crate::model::{DeepDive, Finding, Id, Project, Recommendation, Theme};
use std::collections::BTreeSet;

/// When a recommendation was due, seen from the two periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// No date, or no periods, from which to tell.
    NotSaid,
    /// Before the earlier period had ended.
    Before,
    /// After the earlier period and before the later one.
    Between,
    /// While the later period ran.
    During,
    /// Only after the later period.
    After,
}

impl Between {
    /// In words that follow the date.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotSaid => "no date to tell by",
            Self::Before => "before the earlier period ended",
            Self::Between => "between the two periods",
            Self::During => "during the later period",
            Self::After => "after the later period",
        }
    }
}

/// A recommendation that bears on a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearing {
    /// The recommendation of the earlier round.
    pub recommendation: Id<Recommendation>,
    /// When it was due.
    pub due: Between,
}

/// A bearing with the themes of the findings that it answers.
pub(super) struct OnThemes {
    pub(super) themes: BTreeSet<Id<Theme>>,
    pub(super) bearing: Bearing,
}

/// Two findings that share themes and might be one; for a person to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedPair {
    /// Of the earlier round.
    pub earlier: Id<Finding>,
    /// Of the later round.
    pub later: Id<Finding>,
    /// The earlier themes that both rest on.
    pub themes: BTreeSet<Id<Theme>>,
}

/// Findings of the later round against those of the earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FindingsCompared {
    /// The same, earlier and later, as people said.
    pub same: Vec<(Id<Finding>, Id<Finding>)>,
    /// Only in the later round.
    pub new: Vec<Id<Finding>>,
    /// Only in the earlier round.
    pub gone: Vec<Id<Finding>>,
    /// Pairs of new and gone ones with themes in common, most first.
    pub offered: Vec<OfferedPair>,
}

pub(super) fn findings(
    project: &Project,
    earlier: Option<&DeepDive>,
    later: Option<&DeepDive>,
    pairing: &Pairing,
) -> FindingsCompared {
    let (Some(earlier), Some(later)) = (earlier, later) else { return FindingsCompared::default() };
    let (before, after) = (project.findings_of(earlier.id), project.findings_of(later.id));
    let is_before = |id: &Id<Finding>| before.iter().any(|f| f.id == *id);
    let mut found = FindingsCompared::default();
    for finding in &after {
        match finding.repeats.filter(is_before) {
            Some(id) => found.same.push((id, finding.id)),
            None => found.new.push(finding.id),
        }
    }
    found.gone = before.iter().map(|f| f.id).filter(|id| !found.same.iter().any(|(e, _)| e == id)).collect();
    for old in before.iter().filter(|f| found.gone.contains(&f.id)) {
        for new in after.iter().filter(|f| found.new.contains(&f.id)) {
            let as_earlier = new.themes.iter().filter_map(|t| pairing.earlier_of(*t));
            let themes: BTreeSet<Id<Theme>> = as_earlier.filter(|t| old.themes.contains(t)).collect();
            if !themes.is_empty() {
                found.offered.push(OfferedPair { earlier: old.id, later: new.id, themes });
            }
        }
    }
    found.offered.sort_by_key(|pair| std::cmp::Reverse(pair.themes.len()));
    found
}

/// The recommendations of the earlier round with the themes that they bear on.
pub(super) fn bearings(project: &Project, earlier: Option<&DeepDive>, then: &SideFacts, now: &SideFacts) -> Vec<OnThemes> {
    let Some(earlier) = earlier else { return Vec::new() };
    let on_themes = |r: &Recommendation| {
        let findings = r.findings.iter().filter_map(|id| project.findings().get(*id));
        let themes = findings.flat_map(|f| f.themes.iter().copied()).collect();
        OnThemes { themes, bearing: Bearing { recommendation: r.id, due: due(r, then, now) } }
    };
    project.recommendations_of(earlier.id).into_iter().map(on_themes).collect()
}

fn due(recommendation: &Recommendation, then: &SideFacts, now: &SideFacts) -> Between {
    let day = recommendation.due.and_then(|date| Span::of(date).last());
    let span = |side: &SideFacts| side.period.map(|(from, to)| Span::between(Some(from), Some(to)));
    let (Some(day), Some(then), Some(now)) = (day, span(then), span(now)) else { return Between::NotSaid };
    let (Some(ended), Some(began), Some(over)) = (then.last(), now.first(), now.last()) else { return Between::NotSaid };
    if day <= ended {
        Between::Before
    } else if day < began {
        Between::Between
    } else if day <= over {
        Between::During
    } else {
        Between::After
    }
}
