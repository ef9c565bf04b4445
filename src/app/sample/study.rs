//! What the sample's analysts found from their codings: rounds of study, findings, recommendations, summaries.
//!
//! `sample_reviews/study.ron` names passages by the code of a theme and some words, as people would; a name that fits
//! nothing makes the sample refuse itself, so that the file cannot drift from the reviews.

use super::{SampleError, case_of, document_of, theme_of};
use crate::analyse::evidence::Evidence;
use crate::app::gesture::{Gesture, Passage};
use crate::app::kept::KeepGesture;
use crate::app::locate::locate;
use crate::app::session::Session;
use crate::app::study::{StudyGesture, codings_of_cell};
use crate::model::{
    CodebookVersion, Coding, DeepDive, Finding, FindingField, FindingState, Id, Judgement, MatrixView, PartialDate, Polarity,
    Recommendation, RecommendationStatus, Sampled, SavedMatrix, SeenCoding, Stands, SummaryLink, Theme, Written,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const STUDY: &str = include_str!("../../../sample_reviews/study.ron");

/// Everything that the analysts found.
#[derive(Debug, Deserialize)]
pub(super) struct Study {
    codebook: Frozen,
    rounds: Vec<Round>,
    stated: Vec<Stated>,
    summaries: Vec<Summarised>,
    /// Passages coded after all this was written.
    late: Vec<String>,
    /// File, words of a statement, themes.
    speaks: Vec<(String, String, Vec<String>)>,
    matrices: Vec<Kept>,
}

/// Case, theme, judgement, passages that it rests on: file and words.
type Stated = (String, String, Judgement, Vec<(String, String)>);
/// Case, theme, whether it is a draft, lines with words of their passages.
type Summarised = (String, String, bool, Vec<(String, Vec<String>)>);
/// Name, rows, columns, cells, round, only this polarity.
type Kept = (String, String, String, String, Option<String>, Option<Polarity>);

#[derive(Debug, Deserialize)]
struct Frozen {
    name: String,
    reason: String,
}

#[derive(Debug, Deserialize)]
struct Round {
    name: String,
    question: String,
    rule: String,
    authors: String,
    method: String,
    from: String,
    to: String,
    repeats: Option<String>,
    cases: Vec<(String, bool, String)>,
    findings: Vec<Found>,
    recommendations: Vec<Recommended>,
}

/// A finding; `name` is only for the other ones to name it by.
#[derive(Debug, Deserialize)]
struct Found {
    name: String,
    statement: String,
    text: String,
    polarity: Polarity,
    themes: Vec<String>,
    agencies: BTreeSet<String>,
    priorities: BTreeSet<String>,
    frames: BTreeSet<String>,
    state: FindingState,
    repeats: Option<String>,
    stands: Vec<(String, String, Stands)>,
    quoted: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
struct Recommended {
    text: String,
    findings: Vec<String>,
    owner: String,
    due: String,
    status: RecommendationStatus,
    measure: String,
    progress: String,
}

/// The findings made so far, by the names that the file gives them.
type Named = BTreeMap<String, Id<Finding>>;

impl Study {
    pub(super) fn read() -> Result<Self, SampleError> {
        ron::from_str(STUDY).map_err(|e| SampleError::Damaged(format!("study.ron: {e}")))
    }

    /// Whether a passage was coded only after all this was written.
    pub(super) fn is_late(&self, quote: &str) -> bool {
        self.late.iter().any(|words| quote.contains(words.as_str()))
    }

    /// Does everything, one gesture after the other.
    pub(super) fn carry_out(&self, session: &mut Session) -> Result<(), SampleError> {
        let Frozen { name, reason } = &self.codebook;
        session.perform(&Gesture::Keep(KeepGesture::Freeze { name: name.clone(), reason: reason.clone() }))?;
        let frozen = session.project().codebook_versions().iter().last().map(|v| v.id);
        self.state(session)?;
        self.summarise(session)?;
        self.speak(session)?;
        let mut named = Named::new();
        for round in &self.rounds {
            round.carry_out(session, frozen, &mut named)?;
        }
        self.keep_matrices(session)
    }

    fn state(&self, session: &mut Session) -> Result<(), SampleError> {
        for (case, theme, judgement, places) in &self.stated {
            let grounds: Result<Vec<Passage>, SampleError> =
                places.iter().map(|(file, words)| passage(session, file, words)).collect();
            let (theme, case, grounds) = (theme_of(session, theme)?, case_of(session, case)?, grounds?);
            perform(session, StudyGesture::Judge { theme, case, judgement: *judgement, grounds })?;
        }
        Ok(())
    }

    fn summarise(&self, session: &mut Session) -> Result<(), SampleError> {
        for (case, theme, is_draft, lines) in &self.summaries {
            let (theme, case) = (theme_of(session, theme)?, case_of(session, case)?);
            let codings = codings_of_cell(session.project(), theme, case);
            let mut links = Vec::new();
            for (line, (_, passages)) in (0..).zip(lines) {
                for words in passages {
                    let found = codings.iter().find(|c| says(session, c, words)).ok_or_else(|| nowhere(words))?;
                    links.push(SummaryLink { line, coding: found.id });
                }
            }
            let text = lines.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join("\n");
            let written = Written { text, links, is_draft: *is_draft, seen: SeenCoding::all(codings) };
            perform(session, StudyGesture::Write { theme, case, written: Box::new(written) })?;
        }
        Ok(())
    }

    fn speak(&self, session: &mut Session) -> Result<(), SampleError> {
        for (file, words, codes) in &self.speaks {
            let document = document_of(session, file)?;
            let text = session.text(document).ok_or_else(|| nowhere(words))?;
            let statements = session.project().statements_in(document);
            let found = statements.iter().find(|s| text.quote(s.range).contains(words.as_str())).map(|s| s.id);
            let found = found.ok_or_else(|| nowhere(words))?;
            let themes: Result<Vec<_>, SampleError> = codes.iter().map(|code| Ok((theme_of(session, code)?, true))).collect();
            perform(session, StudyGesture::Speaks(found, themes?))?;
        }
        Ok(())
    }

    fn keep_matrices(&self, session: &mut Session) -> Result<(), SampleError> {
        for (name, rows, columns, cells, round, polarity) in &self.matrices {
            let view = MatrixView {
                rows: rows.clone(),
                columns: columns.clone(),
                cells: cells.clone(),
                within: round.as_deref().map(|name| round_of(session, name)).transpose()?,
                polarities: polarity.iter().copied().collect(),
                ..MatrixView::default()
            };
            perform(session, StudyGesture::KeepMatrix(Box::new(SavedMatrix { id: Id::fresh(), name: name.clone(), view })))?;
        }
        Ok(())
    }
}

impl Round {
    fn carry_out(
        &self,
        session: &mut Session,
        codebook: Option<Id<CodebookVersion>>,
        named: &mut Named,
    ) -> Result<(), SampleError> {
        let round = DeepDive {
            question: self.question.clone(),
            rule: self.rule.clone(),
            authors: self.authors.clone(),
            method: self.method.clone(),
            from: Some(date(&self.from)?),
            to: Some(date(&self.to)?),
            codebook,
            repeats: self.repeats.as_deref().map(|name| round_of(session, name)).transpose()?,
            ..DeepDive::new(&self.name)
        };
        let id = round.id;
        perform(session, StudyGesture::AddRound(Box::new(round)))?;
        let said = |(case, is_in, why): &(String, bool, String)| {
            Ok((case_of(session, case)?, Some(Sampled { is_in: *is_in, why: why.clone() })))
        };
        let cases: Result<Vec<_>, SampleError> = self.cases.iter().map(said).collect();
        perform(session, StudyGesture::Sample(id, cases?))?;
        for found in &self.findings {
            let finding = found.to_finding(session, id, named)?;
            let finding_id = finding.id;
            perform(session, StudyGesture::AddFinding(Box::new(finding)))?;
            look_through(session, finding_id)?;
            named.insert(found.name.clone(), finding_id);
        }
        for recommended in &self.recommendations {
            let recommendation = recommended.to_recommendation(id, named)?;
            perform(session, StudyGesture::AddRecommendation(Box::new(recommendation)))?;
        }
        Ok(())
    }
}

impl Found {
    fn to_finding(&self, session: &Session, round: Id<DeepDive>, named: &Named) -> Result<Finding, SampleError> {
        let themes: Result<BTreeSet<_>, SampleError> = self.themes.iter().map(|code| theme_of(session, code)).collect();
        let mut stands = BTreeMap::new();
        for (theme, words, how) in &self.stands {
            stands.extend(codings(session, theme, words)?.into_iter().map(|id| (id, *how)));
        }
        let mut quoted = BTreeSet::new();
        for (theme, words) in &self.quoted {
            quoted.extend(codings(session, theme, words)?.first().copied());
        }
        Ok(Finding {
            text: self.text.clone(),
            polarity: self.polarity,
            themes: themes?,
            stands,
            quoted,
            agencies: self.agencies.clone(),
            priorities: self.priorities.clone(),
            frames: self.frames.clone(),
            state: self.state,
            repeats: self.repeats.as_ref().map(|name| finding_of(named, name)).transpose()?,
            ..Finding::new(round, &self.statement)
        })
    }
}

impl Recommended {
    fn to_recommendation(&self, round: Id<DeepDive>, named: &Named) -> Result<Recommendation, SampleError> {
        let findings: Result<BTreeSet<_>, SampleError> = self.findings.iter().map(|name| finding_of(named, name)).collect();
        Ok(Recommendation {
            findings: findings?,
            owner: self.owner.clone(),
            due: Some(date(&self.due)?),
            status: self.status,
            measure: self.measure.clone(),
            progress: self.progress.clone(),
            ..Recommendation::new(round, &self.text)
        })
    }
}

/// The author looks at what a finding rests on as it stands.
fn look_through(session: &mut Session, id: Id<Finding>) -> Result<(), SampleError> {
    let project = session.project();
    let Some(finding) = project.findings().get(id) else { return Ok(()) };
    let seen = Evidence::of(project, finding).seen(project);
    perform(session, StudyGesture::SetFinding(id, vec![FindingField::Seen(seen)]))
}

fn perform(session: &mut Session, gesture: StudyGesture) -> Result<(), SampleError> {
    Ok(session.perform(&Gesture::Study(gesture))?)
}

fn nowhere(words: &str) -> SampleError {
    SampleError::Damaged(format!("study.ron: “{words}” is nowhere"))
}

fn date(text: &str) -> Result<PartialDate, SampleError> {
    PartialDate::parse(text).map_err(SampleError::Damaged)
}

fn passage(session: &Session, file: &str, words: &str) -> Result<Passage, SampleError> {
    let document = document_of(session, file)?;
    let range = session.text(document).and_then(|text| locate(&text, words)).ok_or_else(|| nowhere(words))?;
    Ok(Passage { document, range })
}

/// Whether the passage of a coding says so.
fn says(session: &Session, coding: &Coding, words: &str) -> bool {
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    session.text(coding.document).is_some_and(|text| squeeze(text.quote(coding.range)).contains(words))
}

/// The codings of a theme whose passages say so.
fn codings(session: &Session, code: &str, words: &str) -> Result<Vec<Id<Coding>>, SampleError> {
    let theme: Id<Theme> = theme_of(session, code)?;
    let of_theme = session.project().live_codings().filter(|c| c.theme == theme);
    let found: Vec<Id<Coding>> = of_theme.filter(|c| says(session, c, words)).map(|c| c.id).collect();
    if found.is_empty() { Err(nowhere(words)) } else { Ok(found) }
}

fn round_of(session: &Session, name: &str) -> Result<Id<DeepDive>, SampleError> {
    session.project().deep_dives().iter().find(|r| r.name == name).map(|r| r.id).ok_or_else(|| nowhere(name))
}

fn finding_of(named: &Named, name: &str) -> Result<Id<Finding>, SampleError> {
    named.get(name).copied().ok_or_else(|| nowhere(name))
}
