//! Themes in cases against themes in the reviews' own recommendations: "found in 8 of 10 cases, addressed by 2 of 31".
//!
//! Only what a person said a recommendation speaks of counts, never what a pattern found in it. Comparing the two is
//! the recommendation analysis of the literature on case reviews.

use super::sample::{Branches, cases_of, frozen_themes};
use crate::model::{DeepDive, Id, Judgement, Polarity, Project, Statement, Theme, ThemeTree};
use crate::text::StatedKind;
use std::collections::{BTreeMap, BTreeSet};

/// One theme in cases and in recommendations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// The theme, with everything under it.
    pub theme: Id<Theme>,
    /// Cases in which it is coded as a concern.
    pub cases: u32,
    /// N: cases that were read, coded or judged.
    pub counted: u32,
    /// The reviews' own recommendations that speak of it.
    pub recommendations: Vec<Id<Statement>>,
    /// All of the reviews' own recommendations in the sample.
    pub of_recommendations: u32,
}

impl Addressed {
    /// "Found in 8 of 10 cases, addressed by 2 of 31 recommendations".
    #[must_use]
    pub fn sentence(&self) -> String {
        let of = self.of_recommendations;
        let recommendations = if of == 1 { "recommendation" } else { "recommendations" };
        let cases = if self.counted == 1 { "case" } else { "cases" };
        format!(
            "Found in {} of {} {cases}, addressed by {} of {of} {recommendations}",
            self.cases,
            self.counted,
            self.recommendations.len()
        )
    }
}

/// Every theme of the codebook of a round (of the present one without a round), in its order.
#[must_use]
pub fn addressed(project: &Project, round: Option<Id<DeepDive>>) -> Vec<Addressed> {
    let tree = ThemeTree::of(project);
    let frozen: Option<BTreeSet<Id<Theme>>> = frozen_themes(project, round).map(|themes| themes.iter().map(|t| t.id).collect());
    let order = tree.nodes().iter().map(|n| n.id).filter(|id| frozen.as_ref().is_none_or(|f| f.contains(id)));
    let above = above_of(project, round);
    let cases = cases_of(project, round);
    let mut found: BTreeMap<Id<Theme>, Addressed> = BTreeMap::new();
    let of_recommendations = recommendations(project, &cases).count();
    for theme in order.clone() {
        let of_recommendations = u32::try_from(of_recommendations).unwrap_or(u32::MAX);
        found.insert(theme, Addressed { theme, cases: 0, counted: 0, recommendations: Vec::new(), of_recommendations });
    }
    let up = |theme: Id<Theme>| above.get(&theme).into_iter().flatten().copied();
    for case in &cases {
        let documents: Vec<_> = project.documents_of(*case).collect();
        let is_read = !documents.is_empty() && documents.iter().all(|d| d.progress.is_read());
        let (mut concern, mut known) = (BTreeSet::new(), BTreeSet::new());
        for coding in documents.iter().flat_map(|d| project.codings_in(d.id)) {
            known.extend(up(coding.theme));
            if coding.polarity == Polarity::Concern {
                concern.extend(up(coding.theme));
            }
        }
        for (theme, entry) in &mut found {
            let judged = project.cell(*theme, *case).is_some_and(|c| c.judgement != Judgement::None);
            entry.cases += u32::from(concern.contains(theme));
            entry.counted += u32::from(is_read || judged || known.contains(theme));
        }
    }
    for statement in recommendations(project, &cases) {
        let spoken: BTreeSet<Id<Theme>> = statement.themes.iter().flat_map(|t| up(*t)).collect();
        for theme in spoken {
            if let Some(entry) = found.get_mut(&theme) {
                entry.recommendations.push(statement.id);
            }
        }
    }
    order.filter_map(|theme| found.remove(&theme)).collect()
}

fn recommendations<'a>(project: &'a Project, cases: &'a [Id<crate::model::Case>]) -> impl Iterator<Item = &'a Statement> {
    let documents = cases.iter().flat_map(|case| project.documents_of(*case));
    documents.flat_map(|d| project.statements_in(d.id)).filter(|s| s.kind == StatedKind::Recommendation)
}

/// For each theme: itself and every theme above it, by the frozen tree where there is one.
fn above_of(project: &Project, round: Option<Id<DeepDive>>) -> BTreeMap<Id<Theme>, Vec<Id<Theme>>> {
    let parents = Branches::parents(project, round);
    let path = |theme: Id<Theme>| {
        let mut path = vec![theme];
        while let Some(Some(parent)) = path.last().and_then(|at| parents.get(at)) {
            // A tree is never deeper than it has nodes.
            if path.len() > parents.len() {
                break;
            }
            path.push(*parent);
        }
        path
    };
    parents.keys().map(|theme| (*theme, path(*theme))).collect()
}
