//! What the page says of a round, counted once for each change: its cases with how far they are, and what to beware of.

use crate::analyse::natural_cmp;
use crate::analyse::progress_of_cases;
use crate::analyse::rounds::{Lies, Span, lies};
use crate::app::codebook_versions::{differences, themes_now};
use crate::app::session::Session;
use crate::model::{Case, DeepDive, Id, Project, Sampled};
use std::sync::Arc;

/// One line of the sample log.
#[derive(Debug)]
pub(super) struct CaseLine {
    pub case: Id<Case>,
    pub name: String,
    /// "11 weeks".
    pub age: String,
    /// "September 2022".
    pub incident: String,
    /// "rapid review, agency summary".
    pub kinds: String,
    /// "1 of 2 documents read".
    pub progress: String,
    pub is_read: bool,
    pub lies: Lies,
    pub sampled: Option<Sampled>,
}

/// A round as it stands.
#[derive(Debug)]
pub(super) struct RoundFacts {
    pub lines: Vec<CaseLine>,
    /// In, left out, not decided.
    pub counts: [usize; 3],
    pub warnings: Vec<String>,
}

/// The facts of the round shown, kept until something changes.
#[derive(Debug, Default)]
pub(super) struct Kept(Option<(u64, Id<DeepDive>, Arc<RoundFacts>)>);

impl Kept {
    pub(super) fn get(&mut self, session: &Session, round: &DeepDive) -> Arc<RoundFacts> {
        let revision = session.revision();
        if let Some((at, id, facts)) = &self.0
            && (*at, *id) == (revision, round.id)
        {
            return Arc::clone(facts);
        }
        let facts = Arc::new(RoundFacts::of(session.project(), round));
        self.0 = Some((revision, round.id, Arc::clone(&facts)));
        facts
    }
}

impl RoundFacts {
    fn of(project: &Project, round: &DeepDive) -> Self {
        let span = Span::between(round.from, round.to);
        let progress = progress_of_cases(project);
        let line = |case: &Case| {
            let progress = progress.get(&case.id).copied().unwrap_or_default();
            let attribute = |key: &str| case.attributes.get(key).cloned().unwrap_or_default();
            let mut kinds: Vec<String> = project.documents_of(case.id).map(|d| within_a_line(&d.kind.to_string())).collect();
            kinds.sort();
            kinds.dedup();
            let read = progress.coded + progress.reviewed;
            let documents = if progress.documents() == 1 { "document" } else { "documents" };
            CaseLine {
                case: case.id,
                name: case.name.clone(),
                age: attribute("Age"),
                incident: attribute(Case::INCIDENT),
                kinds: kinds.join(", "),
                progress: match progress.documents() {
                    0 => "no documents".to_owned(),
                    all => format!("{read} of {all} {documents} read, {} reviewed", progress.reviewed),
                },
                is_read: progress.is_read(),
                lies: lies(case, span),
                sampled: round.sample.get(&case.id).cloned(),
            }
        };
        let mut lines: Vec<CaseLine> = project.cases().iter().map(line).collect();
        lines.sort_by(|a, b| natural_cmp(&a.name, &b.name).then(a.case.cmp(&b.case)));
        let count = |wanted: Option<bool>| lines.iter().filter(|l| l.sampled.as_ref().map(|s| s.is_in) == wanted).count();
        let counts = [count(Some(true)), count(Some(false)), count(None)];
        let warnings = warnings(project, round, &lines);
        Self { lines, counts, warnings }
    }
}

fn warnings(project: &Project, round: &DeepDive, lines: &[CaseLine]) -> Vec<String> {
    let mut warnings = Vec::new();
    let names = |keep: &dyn Fn(&CaseLine) -> bool| {
        let is_in = |l: &&CaseLine| l.sampled.as_ref().is_some_and(|s| s.is_in);
        lines.iter().filter(is_in).filter(|l| keep(l)).map(|l| l.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let unread = names(&|l| !l.is_read);
    if !unread.is_empty() {
        warnings.push(format!("Not read to the end, so never counted as a case without: {unread}"));
    }
    if round.from.is_some() || round.to.is_some() {
        let outside = names(&|l| l.lies == Lies::Outside);
        if !outside.is_empty() {
            warnings.push(format!("In the sample, but the incident lies outside the period: {outside}"));
        }
        let unsure = names(&|l| matches!(l.lies, Lies::Perhaps | Lies::Unknown));
        if !unsure.is_empty() {
            warnings.push(format!(
                "In the sample, but the date of the incident does not tell whether it lies in the period: {unsure}"
            ));
        }
    }
    if let Some(version) = round.codebook.and_then(|id| project.codebook_versions().get(id)) {
        let changed = differences(&version.themes, &themes_now(project)).len();
        if changed > 0 {
            let changes = if changed == 1 { "1 change".to_owned() } else { format!("{changed} changes") };
            let name = &version.name;
            warnings
                .push(format!("The codebook has changed since “{name}” was frozen ({changes}); figures go by the frozen one"));
        }
    }
    warnings
}

/// "Rapid review" as "rapid review", and "LCSPR" as it is.
fn within_a_line(kind: &str) -> String {
    if kind.chars().skip(1).any(char::is_lowercase) { kind.to_lowercase() } else { kind.to_owned() }
}
