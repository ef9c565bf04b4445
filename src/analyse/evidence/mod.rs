//! What findings rest on: cases and passages for and against, found again each time from codings and what people decided.
//!
//! The case is what is counted. A case that nobody has read to the end, and in which nothing is coded or judged, is not
//! in N and never counts as one without.

mod addressed;
mod frame;
mod sample;
mod strength;
#[cfg(test)]
mod tests;

pub use addressed::{Addressed, addressed};
pub use frame::{Frame, frames};
pub use sample::{cases_of, frozen_themes};
pub use strength::{RULES, Strength, StrengthLevel};

use crate::model::{Case, Coding, Finding, Id, Judgement, Polarity, Project, SeenCoding, Since, Stands, Statement, Theme};
use crate::text::StatedKind;
use sample::Branches;
use std::collections::BTreeSet;

/// How one case stands to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseStanding {
    /// Passages support it.
    For,
    /// Passages speak against it, and none support it.
    Against,
    /// Passages support it, others speak against it.
    Both,
    /// Read to the end, and nothing coded that bears on it. Never to be shown as "No".
    NotFound,
    /// A person has said that the documents state it was not so.
    StatedAbsent,
    /// A person has said that it cannot arise here.
    NotApplicable,
    /// Not read to the end, and nothing coded or judged so far; not in N.
    NotYetRead,
}

impl CaseStanding {
    /// In a word or two, for legends and screen readers.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::For => "for",
            Self::Against => "against",
            Self::Both => "for and against",
            Self::NotFound => "not found",
            Self::StatedAbsent => "stated absent",
            Self::NotApplicable => "not applicable",
            Self::NotYetRead => "not yet read",
        }
    }

    /// Whether the case belongs into N.
    #[must_use]
    pub const fn is_counted(self) -> bool {
        !matches!(self, Self::NotYetRead)
    }

    /// Whether passages support the finding.
    #[must_use]
    pub const fn is_for(self) -> bool {
        matches!(self, Self::For | Self::Both)
    }
}

/// What one case says to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseEvidence {
    /// The case.
    pub case: Id<Case>,
    /// How it stands.
    pub standing: CaseStanding,
    /// Passages that support the finding, in reading order.
    pub supporting: Vec<Id<Coding>>,
    /// Passages that speak against it, in reading order.
    pub opposing: Vec<Id<Coding>>,
}

/// What a finding rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Every case of the sample, in order of names.
    pub cases: Vec<CaseEvidence>,
    /// Passages of its themes that a person left out.
    pub left_out: Vec<Id<Coding>>,
    /// N: cases that were read, coded or judged.
    pub counted: u32,
    /// The reviews' own findings that a person said speak of its themes.
    pub said_by: Vec<Id<Statement>>,
    /// Agencies that it concerns: those named by a person and those of its themes.
    pub agencies: BTreeSet<String>,
    /// Ids in national and local frames: those named by a person and those of its themes.
    pub frames: BTreeSet<String>,
    /// What has changed since its author looked; nothing where nobody has said so yet.
    pub since: Since,
    /// How strong it is, by `RULES`.
    pub strength: Strength,
}

impl Evidence {
    /// Gathers what a finding rests on.
    #[must_use]
    pub fn of(project: &Project, finding: &Finding) -> Self {
        let branches = Branches::of(project, finding.deep_dive, &finding.themes);
        let mut evidence = Self {
            cases: Vec::new(),
            left_out: Vec::new(),
            counted: 0,
            said_by: Vec::new(),
            agencies: finding.agencies.clone(),
            frames: finding.frames.clone(),
            since: Since::default(),
            strength: Strength::none(),
        };
        for case in cases_of(project, Some(finding.deep_dive)) {
            evidence.look_at(project, finding, &branches, case);
        }
        for theme in finding.themes.iter().filter_map(|id| project.themes().get(*id)) {
            evidence.agencies.extend(theme.agencies.iter().cloned());
            evidence.frames.extend(theme.crosswalk.iter().cloned());
        }
        if !finding.seen.is_empty() {
            let now = evidence.passages().filter_map(|id| project.codings().get(id));
            evidence.since = Since::between(&finding.seen, now);
        }
        evidence.strength = Strength::of(project, &evidence);
        evidence
    }

    fn look_at(&mut self, project: &Project, finding: &Finding, branches: &Branches, case: Id<Case>) {
        let mut found = CaseEvidence { case, standing: CaseStanding::NotFound, supporting: Vec::new(), opposing: Vec::new() };
        let mut documents: Vec<_> = project.documents_of(case).collect();
        documents.sort_by(|a, b| (a.dated, &a.title, a.id).cmp(&(b.dated, &b.title, b.id)));
        let mut is_coded = false;
        for document in &documents {
            let mut codings: Vec<&Coding> = project.codings_in(document.id).collect();
            codings.sort_by_key(|c| (c.text_version, c.range, c.id));
            for coding in codings {
                let belongs = branches.holds(coding.theme);
                is_coded |= belongs;
                match stands(finding, coding, belongs) {
                    Some(Stands::For) => found.supporting.push(coding.id),
                    Some(Stands::Against) => found.opposing.push(coding.id),
                    Some(Stands::LeftOut) if belongs => self.left_out.push(coding.id),
                    Some(Stands::LeftOut) | None => {}
                }
            }
            let speaks = |s: &&Statement| s.kind == StatedKind::Finding && s.themes.iter().any(|t| branches.holds(*t));
            self.said_by.extend(project.statements_in(document.id).into_iter().filter(speaks).map(|s| s.id));
        }
        let is_read = !documents.is_empty() && documents.iter().all(|d| d.progress.is_read());
        found.standing = match (found.supporting.is_empty(), found.opposing.is_empty()) {
            (false, true) => CaseStanding::For,
            (false, false) => CaseStanding::Both,
            (true, false) => CaseStanding::Against,
            (true, true) => match judgement(project, &finding.themes, case) {
                Judgement::Absent => CaseStanding::StatedAbsent,
                Judgement::NotApplicable => CaseStanding::NotApplicable,
                Judgement::None if is_read || is_coded => CaseStanding::NotFound,
                Judgement::None => CaseStanding::NotYetRead,
            },
        };
        self.counted += u32::from(found.standing.is_counted());
        self.cases.push(found);
    }

    /// Cases with passages that support it.
    #[must_use]
    pub fn cases_for(&self) -> u32 {
        self.count(CaseStanding::is_for)
    }

    /// Cases with passages against it and none for it.
    #[must_use]
    pub fn cases_against(&self) -> u32 {
        self.count(|s| s == CaseStanding::Against)
    }

    /// How many cases stand so.
    #[must_use]
    pub fn count(&self, is_so: impl Fn(CaseStanding) -> bool) -> u32 {
        u32::try_from(self.cases.iter().filter(|c| is_so(c.standing)).count()).unwrap_or(u32::MAX)
    }

    /// "6 of 9".
    #[must_use]
    pub fn of_counted(&self) -> String {
        format!("{} of {}", self.cases_for(), self.counted)
    }

    /// Passages that support it, case by case.
    pub fn supporting(&self) -> impl Iterator<Item = Id<Coding>> {
        self.cases.iter().flat_map(|c| c.supporting.iter().copied())
    }

    /// Passages that speak against it, case by case.
    pub fn opposing(&self) -> impl Iterator<Item = Id<Coding>> {
        self.cases.iter().flat_map(|c| c.opposing.iter().copied())
    }

    /// What to keep when its author has looked at it as it stands.
    #[must_use]
    pub fn seen(&self, project: &Project) -> Vec<SeenCoding> {
        SeenCoding::all(self.passages().filter_map(|id| project.codings().get(id)))
    }

    fn passages(&self) -> impl Iterator<Item = Id<Coding>> {
        self.supporting().chain(self.opposing())
    }
}

/// How a passage bears on a finding: as a person decided, else, where it is of its themes, by its polarity.
fn stands(finding: &Finding, coding: &Coding, belongs: bool) -> Option<Stands> {
    finding.stands.get(&coding.id).copied().or_else(|| belongs.then(|| by_polarity(finding.polarity, coding.polarity)).flatten())
}

/// How a passage of one of its themes bears on a finding where nobody decided: the same polarity supports it, the
/// opposite speaks against it, and context does neither. What is found as context is supported by all.
#[must_use]
pub const fn by_polarity(finding: Polarity, passage: Polarity) -> Option<Stands> {
    match (finding, passage) {
        (Polarity::Context, _) | (Polarity::Concern, Polarity::Concern) | (Polarity::GoodPractice, Polarity::GoodPractice) => {
            Some(Stands::For)
        }
        (Polarity::Concern, Polarity::GoodPractice) | (Polarity::GoodPractice, Polarity::Concern) => Some(Stands::Against),
        (Polarity::Concern | Polarity::GoodPractice, Polarity::Context) => None,
    }
}

/// What people said of the themes in a case: absent before not applicable, since it says more.
fn judgement(project: &Project, themes: &BTreeSet<Id<Theme>>, case: Id<Case>) -> Judgement {
    let said = |wanted| themes.iter().filter_map(|t| project.cell(*t, case)).any(|cell| cell.judgement == wanted);
    if said(Judgement::Absent) {
        Judgement::Absent
    } else if said(Judgement::NotApplicable) {
        Judgement::NotApplicable
    } else {
        Judgement::None
    }
}
