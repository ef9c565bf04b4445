//! What the page shows of a deep dive: its findings with what they rest on, computed once per revision.
//!
//! Words of passages are fetched when they are first shown: a finding of five hundred passages opens at once.

use crate::analyse::evidence::{Addressed, Evidence, cases_of};
use crate::app::findings::{Quoted, Said, numbers, offered_agencies, quoted, said, said_in, short_names};
use crate::app::session::Session;
use crate::model::{Case, Coding, DeepDive, Finding, Id, Project, Recommendation, Statement, Theme};
use crate::text::StatedKind;
use crate::ui::style::{GroupPaint, Style};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One finding in its order.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) id: Id<Finding>,
    /// From 1.
    pub(super) number: usize,
    pub(super) evidence: Evidence,
}

/// A deep dive as the page shows it.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) round: Id<DeepDive>,
    /// Names of the cases of the sample, in order.
    pub(super) cases: Vec<(Id<Case>, String)>,
    /// The same, short enough for a square.
    pub(super) short: Vec<String>,
    pub(super) lines: Vec<Line>,
    /// "2.1" for each recommendation.
    pub(super) numbers: BTreeMap<Id<Recommendation>, String>,
    /// The reviews' own findings and recommendations.
    pub(super) said: Vec<Id<Statement>>,
}

impl Ground {
    fn of(project: &Project, round: Id<DeepDive>) -> Self {
        let name = |id: Id<Case>| project.cases().get(id).map(|c| (id, c.name.clone()));
        let cases: Vec<(Id<Case>, String)> = cases_of(project, Some(round)).into_iter().filter_map(name).collect();
        let names: Vec<&str> = cases.iter().map(|(_, name)| name.as_str()).collect();
        let line =
            |(finding, number): (&Finding, usize)| Line { id: finding.id, number, evidence: Evidence::of(project, finding) };
        Self {
            round,
            short: short_names(&names),
            cases,
            lines: project.findings_of(round).into_iter().zip(1..).map(line).collect(),
            numbers: numbers(project, round),
            said: said_in(project, Some(round)).iter().map(|s| s.id).collect(),
        }
    }

    pub(super) fn line(&self, id: Id<Finding>) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }

    pub(super) fn case_name(&self, id: Id<Case>) -> &str {
        self.cases.iter().find(|(case, _)| *case == id).map(|(_, name)| name.as_str()).unwrap_or_default()
    }
}

/// What is held until the revision or the deep dive differs.
#[derive(Debug, Default)]
pub(super) struct Held {
    at: Option<(u64, Id<DeepDive>)>,
    ground: Option<Arc<Ground>>,
    quoted: BTreeMap<Id<Coding>, Option<Arc<Quoted>>>,
    said: BTreeMap<Id<Statement>, Option<Arc<Said>>>,
    agencies: BTreeMap<Id<Finding>, Arc<Vec<String>>>,
    gaps: Option<Arc<Vec<Addressed>>>,
}

impl Held {
    pub(super) fn ground(&mut self, session: &Session, round: Id<DeepDive>) -> Arc<Ground> {
        let key = Some((session.revision(), round));
        if let Some(ground) = self.ground.as_ref().filter(|_| self.at == key) {
            return Arc::clone(ground);
        }
        let ground = Arc::new(Ground::of(session.project(), round));
        *self = Self { at: key, ground: Some(Arc::clone(&ground)), ..Self::default() };
        ground
    }

    pub(super) fn quoted(&mut self, session: &Session, id: Id<Coding>) -> Option<Arc<Quoted>> {
        self.quoted.entry(id).or_insert_with(|| quoted(session, id).map(Arc::new)).clone()
    }

    pub(super) fn said(&mut self, session: &Session, id: Id<Statement>) -> Option<Arc<Said>> {
        self.said.entry(id).or_insert_with(|| said(session, id).map(Arc::new)).clone()
    }

    pub(super) fn agencies(&mut self, session: &Session, line: &Line) -> Arc<Vec<String>> {
        let offered = || Arc::new(offered_agencies(session, &line.evidence));
        Arc::clone(self.agencies.entry(line.id).or_insert_with(offered))
    }

    /// Themes against recommendations, the widest gap first.
    pub(super) fn gaps(&mut self, cx: &Cx<'_>) -> Arc<Vec<Addressed>> {
        Arc::clone(self.gaps.get_or_insert_with(|| Arc::new(super::gap::by_gap(cx))))
    }

    /// How many of the reviews' own recommendations nobody has given a theme.
    pub(super) fn without_theme(cx: &Cx<'_>) -> usize {
        let is_bare = |id: &&Id<Statement>| {
            let statement = cx.project.statements().get(**id);
            statement.is_some_and(|s| s.kind == StatedKind::Recommendation && s.themes.is_empty())
        };
        cx.ground.said.iter().filter(is_bare).count()
    }
}

/// What every part of the page reads.
#[derive(Clone, Copy)]
pub(super) struct Cx<'a> {
    pub(super) session: &'a Session,
    pub(super) project: &'a Project,
    pub(super) ground: &'a Ground,
    /// Whether anything may be changed.
    pub(super) writable: bool,
}

/// A theme as it is drawn.
#[derive(Clone, Debug)]
pub(super) struct Shown {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) paint: GroupPaint,
}

impl Cx<'_> {
    /// Code, name and colours of a theme.
    pub(super) fn theme(&self, style: &Style, id: Id<Theme>) -> Option<Shown> {
        let theme = self.project.themes().get(id)?;
        let look = self.session.tree().node(id).map(|n| n.look).unwrap_or_default();
        let code = if theme.code.is_empty() { theme.name.chars().take(12).collect() } else { theme.code.clone() };
        Some(Shown { code, name: theme.name.clone(), paint: style.look(look) })
    }

    /// "D1 Midwifery to health visiting".
    pub(super) fn theme_words(&self, id: Id<Theme>) -> String {
        let words = |t: &Theme| format!("{} {}", t.code, t.name).trim_start().to_owned();
        self.project.themes().get(id).map(words).unwrap_or_default()
    }
}
