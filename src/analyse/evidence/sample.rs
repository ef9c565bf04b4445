//! The sample of a round: its cases, and the themes of its frozen codebook.

use crate::analyse::order::natural_cmp;
use crate::model::{Case, DeepDive, Id, Project, Theme};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The cases of a round's sample in order of names; every case of the project without a round.
#[must_use]
pub fn cases_of(project: &Project, round: Option<Id<DeepDive>>) -> Vec<Id<Case>> {
    let round = round.and_then(|id| project.deep_dives().row(id)).map(|row| &row.record);
    let sampled: Option<BTreeSet<Id<Case>>> = round.map(|r| r.cases_in().collect());
    let mut cases: Vec<&Case> =
        project.cases().iter().filter(|c| sampled.as_ref().is_none_or(|sample| sample.contains(&c.id))).collect();
    cases.sort_by(|a, b| natural_cmp(&a.name, &b.name).then(a.id.cmp(&b.id)));
    cases.into_iter().map(|c| c.id).collect()
}

/// The themes of a round's frozen codebook as they stood; none where it counts by the codebook as it stands.
#[must_use]
pub fn frozen_themes(project: &Project, round: Option<Id<DeepDive>>) -> Option<&[Theme]> {
    let round = &project.deep_dives().row(round?)?.record;
    // A version that was removed still says what was counted by.
    project.codebook_versions().row(round.codebook?).map(|row| row.record.themes.as_slice())
}

/// Some themes with everything under them, by the frozen tree where there is one.
pub(super) struct Branches {
    themes: HashSet<Id<Theme>>,
}

impl Branches {
    pub(super) fn of(project: &Project, round: Id<DeepDive>, tops: &BTreeSet<Id<Theme>>) -> Self {
        let parents = Self::parents(project, Some(round));
        let is_under = |theme: Id<Theme>| {
            let mut at = Some(theme);
            // A tree is never deeper than it has nodes.
            for _ in 0..=parents.len() {
                match at {
                    Some(id) if tops.contains(&id) => return true,
                    Some(id) => at = parents.get(&id).copied().flatten(),
                    None => return false,
                }
            }
            false
        };
        Self { themes: parents.keys().copied().filter(|id| is_under(*id)).collect() }
    }

    /// The theme above each theme: as frozen where it is in the frozen codebook, else as it stands.
    pub(super) fn parents(project: &Project, round: Option<Id<DeepDive>>) -> BTreeMap<Id<Theme>, Option<Id<Theme>>> {
        let mut parents: BTreeMap<Id<Theme>, Option<Id<Theme>>> = project.themes().iter().map(|t| (t.id, t.parent)).collect();
        parents.extend(frozen_themes(project, round).into_iter().flatten().map(|t| (t.id, t.parent)));
        parents
    }

    pub(super) fn holds(&self, theme: Id<Theme>) -> bool {
        self.themes.contains(&theme)
    }
}
