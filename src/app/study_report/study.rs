//! A round of study with everything that a report of it is made from, gathered once.
//!
//! Every number comes from `analyse`; nothing is counted here.

use super::words::without_stop;
use crate::analyse::evidence::{Addressed, Evidence, addressed, cases_of, frozen_themes};
use crate::analyse::{Axis, CellKind, FrozenCodebook, Matrix, MatrixError, MatrixRequest, Scope};
use crate::app::session::Session;
use crate::model::{Case, CodebookVersion, DeepDive, Finding, Id, Polarity, Project, Recommendation, Row, Theme, ThemeTree};
use std::collections::{BTreeMap, BTreeSet};

/// A round with what was found in it.
pub(super) struct Study<'s> {
    pub(super) session: &'s Session,
    pub(super) project: &'s Project,
    pub(super) round: &'s DeepDive,
    /// The sample, in order of names.
    pub(super) cases: Vec<&'s Case>,
    pub(super) findings: Vec<Found<'s>>,
    pub(super) recommendations: Vec<&'s Recommendation>,
    pub(super) addressed: Vec<Addressed>,
    /// Themes by cases, within the sample and by the frozen codebook.
    pub(super) by_case: Matrix,
    /// Themes in the order of the codebook that is counted by.
    pub(super) themes: Vec<&'s Theme>,
}

/// A finding with what it rests on.
pub(super) struct Found<'s> {
    /// From 1.
    pub(super) number: usize,
    pub(super) finding: &'s Finding,
    pub(super) evidence: Evidence,
}

impl<'s> Study<'s> {
    pub(super) fn of(session: &'s Session, round: &'s DeepDive) -> Result<Self, MatrixError> {
        let project = session.project();
        let ids = cases_of(project, Some(round.id));
        let found = |(number, finding): (usize, &'s Finding)| Found { number, finding, evidence: Evidence::of(project, finding) };
        let scope = scope(project, round);
        let request = MatrixRequest::new(Axis::Theme, Axis::Case, CellKind::Cases)?.in_scope(scope);
        Ok(Self {
            session,
            project,
            round,
            cases: ids.iter().filter_map(|id| project.cases().get(*id)).collect(),
            findings: (1..).zip(project.findings_of(round.id)).map(found).collect(),
            recommendations: project.recommendations_of(round.id),
            addressed: addressed(project, Some(round.id)),
            by_case: Matrix::of(project, &request, &|id, version| session.extracted(id, version))?,
            themes: themes(project, round),
        })
    }

    /// Which cases are counted, and under which codebook.
    pub(super) fn scope(&self) -> Scope {
        scope(self.project, self.round)
    }

    /// A theme as the codebook that is counted by has it.
    pub(super) fn theme(&self, id: Id<Theme>) -> Option<&'s Theme> {
        self.themes.iter().find(|t| t.id == id).copied().or_else(|| self.project.themes().row(id).map(|row| &row.record))
    }

    /// "B1 Man or new partner not identified".
    pub(super) fn theme_words(&self, id: Id<Theme>) -> String {
        self.theme(id).map(theme_words).unwrap_or_default()
    }

    /// The themes that the findings rest on, in the order of the codebook.
    pub(super) fn themes_of_findings(&self) -> Vec<&'s Theme> {
        let wanted: BTreeSet<Id<Theme>> = self.findings.iter().flat_map(|f| f.finding.themes.iter().copied()).collect();
        self.themes.iter().filter(|t| wanted.contains(&t.id)).copied().collect()
    }

    /// Those of findings that are not of good practice: in these a concern is what is counted.
    pub(super) fn themes_of_concern(&self) -> Vec<&'s Theme> {
        let concerns = self.findings.iter().filter(|f| f.finding.polarity != Polarity::GoodPractice);
        let wanted: BTreeSet<Id<Theme>> = concerns.flat_map(|f| f.finding.themes.iter().copied()).collect();
        self.themes.iter().filter(|t| wanted.contains(&t.id)).copied().collect()
    }

    /// The frozen codebook that is counted by.
    pub(super) fn codebook(&self) -> Option<&'s Row<CodebookVersion>> {
        self.project.codebook_versions().row(self.round.codebook?)
    }

    /// The recommendations with their numbers, from 1, that answer a finding.
    pub(super) fn recommendations_on(&self, finding: Id<Finding>) -> Vec<(usize, &'s Recommendation)> {
        self.numbered().filter(|(_, r)| r.findings.contains(&finding)).collect()
    }

    /// Every recommendation with its number.
    pub(super) fn numbered(&self) -> impl Iterator<Item = (usize, &'s Recommendation)> {
        (1..).zip(self.recommendations.iter().copied())
    }

    /// The finding with an id.
    pub(super) fn found(&self, id: Id<Finding>) -> Option<&Found<'s>> {
        self.findings.iter().find(|f| f.finding.id == id)
    }
}

impl Found<'_> {
    /// Its statement without a stop, for headings.
    pub(super) fn statement(&self) -> &str {
        without_stop(&self.finding.statement)
    }

    /// What links to it point at.
    pub(super) fn anchor(&self) -> String {
        format!("finding-{}", self.number)
    }

    /// "Finding 3".
    pub(super) fn title(&self) -> String {
        format!("Finding {}", self.number)
    }
}

/// "B1 Man or new partner not identified".
pub(super) fn theme_words(theme: &Theme) -> String {
    if theme.code.is_empty() { theme.name.clone() } else { format!("{} {}", theme.code, theme.name) }
}

fn scope(project: &Project, round: &DeepDive) -> Scope {
    Scope {
        cases: Some(cases_of(project, Some(round.id)).into_iter().collect()),
        codebook: frozen_themes(project, Some(round.id)).map(|themes| FrozenCodebook(themes.into())),
    }
}

fn themes<'s>(project: &'s Project, round: &DeepDive) -> Vec<&'s Theme> {
    let themes: BTreeMap<Id<Theme>, &'s Theme> = match frozen_themes(project, Some(round.id)) {
        Some(frozen) => frozen.iter().map(|t| (t.id, t)).collect(),
        None => project.themes().iter().map(|t| (t.id, t)).collect(),
    };
    let tree = ThemeTree::of_themes(themes.values().copied());
    tree.nodes().iter().filter_map(|node| themes.get(&node.id).copied()).collect()
}
