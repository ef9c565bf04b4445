//! Random gestures from codings to findings: three numbers become something that a person could do.

use super::acts::pick;
use super::sample::passage;
use deepdive::app::gesture::{Gesture, StudyGesture};
use deepdive::app::study::codings_of_cell;
use deepdive::model::{
    DeepDive, DeepDiveField, Finding, FindingField, FindingState, Id, Judgement, MatrixView, PartialDate, Polarity, Project,
    Recommendation, RecommendationField, RecommendationStatus, Sampled, SavedMatrix, SavedMatrixField, SeenCoding, Stands,
    SummaryLink, Written,
};

/// Number of kinds.
pub const STUDY_KINDS: u8 = 18;

/// The gesture that a kind and two numbers mean; none when there is nothing to do it to.
pub fn study(project: &Project, kind: u8, a: u8, b: u8) -> Option<Gesture> {
    let text = format!("Studied {}", b % 5);
    let (round, finding) = (pick(project.deep_dives(), a).map(|r| r.id), pick(project.findings(), a).map(|f| f.id));
    let (case, theme) = (pick(project.cases(), b)?.id, pick(project.themes(), a)?.id);
    let recommendation = pick(project.recommendations(), a).map(|r| r.id);
    let matrix = pick(project.saved_matrices(), a).map(|m| m.id);
    Some(Gesture::Study(match kind % STUDY_KINDS {
        0 => StudyGesture::AddRound(Box::new(DeepDive::new(&text))),
        1 => StudyGesture::SetRound(round?, round_field(project, a, b)?),
        2 => StudyGesture::RetireRound(round?),
        3 => {
            let said = (!b.is_multiple_of(3)).then_some(Sampled { is_in: b % 3 == 1, why: text });
            StudyGesture::Sample(round?, vec![(case, said)])
        }
        4 => StudyGesture::AddFinding(Box::new(Finding::new(round?, &text))),
        5 | 6 => StudyGesture::SetFinding(finding?, vec![finding_field(project, a, b)?]),
        7 => StudyGesture::MoveFinding { finding: finding?, before: pick(project.findings(), b).map(|f| f.id) },
        8 => StudyGesture::RetireFinding(finding?),
        9 => StudyGesture::AddRecommendation(Box::new(Recommendation::new(round?, &text))),
        10 => StudyGesture::SetRecommendation(recommendation?, vec![recommendation_field(finding?, b)]),
        11 => StudyGesture::RetireRecommendation(recommendation?),
        12 => StudyGesture::KeepMatrix(Box::new(SavedMatrix { id: Id::fresh(), name: text, view: MatrixView::default() })),
        13 => StudyGesture::SetMatrix(matrix?, SavedMatrixField::Name(text)),
        14 => StudyGesture::RetireMatrix(matrix?),
        15 => {
            let seen = SeenCoding::all(codings_of_cell(project, theme, case));
            let links = seen.iter().map(|s| SummaryLink { line: u32::from(b % 2), coding: s.coding }).collect();
            let written = Written { text: format!("{text}\nA second line"), links, is_draft: b.is_multiple_of(3), seen };
            StudyGesture::Write { theme, case, written: Box::new(written) }
        }
        16 => {
            let document = pick(project.documents(), a)?.id;
            let judgement = [Judgement::None, Judgement::Absent, Judgement::NotApplicable][usize::from(b) % 3];
            let grounds = if b.is_multiple_of(2) { vec![passage(document, usize::from(b), 2)] } else { Vec::new() };
            StudyGesture::Judge { theme, case, judgement, grounds }
        }
        _ => StudyGesture::Speaks(pick(project.statements(), b)?.id, vec![(theme, a.is_multiple_of(2))]),
    }))
}

fn round_field(project: &Project, a: u8, b: u8) -> Option<DeepDiveField> {
    let text = format!("Said {}", b % 4);
    Some(match b % 8 {
        0 => DeepDiveField::Name(text),
        1 => DeepDiveField::Question(text),
        2 => DeepDiveField::Rule(text),
        3 => DeepDiveField::From(PartialDate::parse("2021").ok()),
        4 => DeepDiveField::Codebook(pick(project.codebook_versions(), a).map(|v| v.id)),
        5 => DeepDiveField::Repeats(pick(project.deep_dives(), a ^ b).map(|r| r.id)),
        6 => DeepDiveField::SameAs(pick(project.themes(), a)?.id, pick(project.themes(), b).map(|t| t.id)),
        _ => DeepDiveField::Authors(text),
    })
}

fn finding_field(project: &Project, a: u8, b: u8) -> Option<FindingField> {
    let text = format!("Found {}", b % 4);
    let coding = || pick(project.codings(), b).map(|c| c.id);
    Some(match a % 10 {
        0 => FindingField::Statement(text),
        1 => FindingField::Text(text),
        2 => FindingField::Polarity(Polarity::ALL[usize::from(b) % 3]),
        3 => FindingField::Theme(pick(project.themes(), b)?.id, !b.is_multiple_of(4)),
        4 => FindingField::Stands(coding()?, [None, Some(Stands::For), Some(Stands::Against)][usize::from(b) % 3]),
        5 => FindingField::Quoted(coding()?, b.is_multiple_of(2)),
        6 => FindingField::Agency(text, !b.is_multiple_of(3)),
        7 => FindingField::State(if b.is_multiple_of(2) { FindingState::Agreed } else { FindingState::Draft }),
        8 => FindingField::Seen(SeenCoding::all(project.live_codings().take(usize::from(b % 4)))),
        _ => FindingField::Frame(text, !b.is_multiple_of(3)),
    })
}

fn recommendation_field(finding: Id<Finding>, b: u8) -> RecommendationField {
    match b % 4 {
        0 => RecommendationField::Finding(finding, b % 8 < 4),
        1 => RecommendationField::Owner(format!("Owner {}", b % 3)),
        2 => RecommendationField::Due(PartialDate::parse("30 September 2024").ok()),
        _ => RecommendationField::Status(RecommendationStatus::ALL[usize::from(b) % 6]),
    }
}
