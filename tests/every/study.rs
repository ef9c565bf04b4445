//! Every gesture and every edit from codings to findings.

use super::first;
use crate::support::replica::Replica;
use crate::support::sample::passage;
use deepdive::app::gesture::{Gesture, StudyGesture};
use deepdive::app::study::codings_of_cell;
use deepdive::model::{
    Case, Change, Coding, DeepDive, DeepDiveField, Finding, FindingField, FindingState, Id, Judgement, MatrixView, PartialDate,
    Place, Polarity, Project, Recommendation, RecommendationField, RecommendationStatus, Sampled, SavedMatrix, SavedMatrixField,
    SeenCoding, Stands, SummaryLink, Theme, Written,
};

/// The place of a gesture among these.
pub fn number(gesture: &StudyGesture) -> usize {
    match gesture {
        StudyGesture::AddRound(_) => 0,
        StudyGesture::SetRound(..) => 1,
        StudyGesture::RetireRound(_) => 2,
        StudyGesture::Sample(..) => 3,
        StudyGesture::AddFinding(_) => 4,
        StudyGesture::SetFinding(..) => 5,
        StudyGesture::MoveFinding { .. } => 6,
        StudyGesture::RetireFinding(_) => 7,
        StudyGesture::AddRecommendation(_) => 8,
        StudyGesture::SetRecommendation(..) => 9,
        StudyGesture::RetireRecommendation(_) => 10,
        StudyGesture::KeepMatrix(_) => 11,
        StudyGesture::SetMatrix(..) => 12,
        StudyGesture::RetireMatrix(_) => 13,
        StudyGesture::Write { .. } => 14,
        StudyGesture::Judge { .. } => 15,
        StudyGesture::Speaks(..) => 16,
    }
}

fn matrix(name: &str) -> SavedMatrix {
    let view =
        MatrixView { rows: "theme".to_owned(), columns: "case".to_owned(), cells: "cases".to_owned(), ..MatrixView::default() };
    SavedMatrix { id: Id::fresh(), name: name.to_owned(), view }
}

/// A round with a case, two findings, a recommendation, a saved matrix.
pub fn keep(replica: &mut Replica, case: Id<Case>, theme: Id<Theme>) {
    let round = DeepDive::new("Round 1");
    let (first, second) = (Finding::new(round.id, "Nobody asked"), Finding::new(round.id, "The form was late"));
    let (id, of) = (first.id, round.id);
    let recommendation = Recommendation::new(of, "Ask every time");
    let gestures = [
        StudyGesture::AddRound(Box::new(round)),
        StudyGesture::Sample(of, vec![(case, Some(Sampled { is_in: true, why: "Under one".to_owned() }))]),
        StudyGesture::AddFinding(Box::new(first)),
        StudyGesture::SetFinding(id, vec![FindingField::Theme(theme, true)]),
        StudyGesture::AddFinding(Box::new(second)),
        StudyGesture::AddRecommendation(Box::new(recommendation)),
        StudyGesture::KeepMatrix(Box::new(matrix("For the board"))),
    ];
    gestures.into_iter().for_each(|g| replica.perform(&Gesture::Study(g)).unwrap());
}

/// One of every gesture.
pub fn every_gesture(p: &Project) -> Vec<Gesture> {
    let (round, case) = (first(p.deep_dives()).id, first(p.cases()).id);
    let (theme, last) = (first(p.themes()).id, p.themes().iter().last().unwrap().id);
    let findings = p.findings_of(round);
    let (finding, second) = (findings[0].id, findings[1].id);
    let (recommendation, saved) = (first(p.recommendations()).id, first(p.saved_matrices()).id);
    let (coding, document) = (first(p.codings()), first(p.documents()).id);
    let seen = SeenCoding::all(codings_of_cell(p, coding.theme, p.documents().get(coding.document).unwrap().case));
    let written = Written {
        text: "Nobody asked.\nThe ward rang.".to_owned(),
        links: vec![SummaryLink { line: 1, coding: coding.id }],
        is_draft: true,
        seen: seen.clone(),
    };
    let set = |fields| StudyGesture::SetFinding(finding, fields);
    let judge = |judgement, grounds| StudyGesture::Judge { theme, case, judgement, grounds };
    let gestures = vec![
        StudyGesture::AddRound(Box::new(DeepDive::new("Round 2"))),
        StudyGesture::SetRound(round, DeepDiveField::Question("Who knew?".to_owned())),
        StudyGesture::RetireRound(round),
        StudyGesture::Sample(round, vec![(case, None)]),
        StudyGesture::AddFinding(Box::new(Finding::new(round, "Men were not seen"))),
        set(vec![FindingField::Theme(last, true), FindingField::Polarity(Polarity::GoodPractice)]),
        set(vec![FindingField::Stands(coding.id, Some(Stands::LeftOut))]),
        set(vec![FindingField::Seen(seen)]),
        StudyGesture::MoveFinding { finding: second, before: Some(finding) },
        StudyGesture::RetireFinding(finding),
        StudyGesture::AddRecommendation(Box::new(Recommendation::new(round, "Name an owner"))),
        StudyGesture::SetRecommendation(recommendation, vec![RecommendationField::Finding(finding, true)]),
        StudyGesture::RetireRecommendation(recommendation),
        StudyGesture::KeepMatrix(Box::new(matrix("By age"))),
        StudyGesture::SetMatrix(saved, SavedMatrixField::Name("By age band".to_owned())),
        StudyGesture::RetireMatrix(saved),
        StudyGesture::Write { theme, case, written: Box::new(written) },
        judge(Judgement::Absent, vec![passage(document, 3, 2)]),
        judge(Judgement::NotApplicable, Vec::new()),
        StudyGesture::Speaks(first(p.statements()).id, vec![(theme, true), (last, true)]),
    ];
    gestures.into_iter().map(Gesture::Study).collect()
}

/// Every edit of every field.
pub fn every_edit(p: &Project, coding: &Coding, place: &Place) -> Vec<Change> {
    let text = || "changed \\ \"so\"\nand so".to_owned();
    let (theme, case, day) = (first(p.themes()).id, first(p.cases()).id, PartialDate::parse("2020-02").ok());
    let round = first(p.deep_dives()).id;
    let rounds = vec![
        DeepDiveField::Name(text()),
        DeepDiveField::Question(text()),
        DeepDiveField::Rule(text()),
        DeepDiveField::Authors(text()),
        DeepDiveField::Method(text()),
        DeepDiveField::From(day),
        DeepDiveField::To(day),
        DeepDiveField::Codebook(Some(first(p.codebook_versions()).id)),
        DeepDiveField::Sampled(case, Some(Sampled { is_in: false, why: text() })),
        DeepDiveField::Repeats(Some(Id::fresh())),
        DeepDiveField::SameAs(theme, Some(Id::fresh())),
    ];
    let mut all = super::edits::edits(p.deep_dives(), Change::DeepDive, DeepDive::new("New"), rounds);
    let finding = first(p.findings()).id;
    let findings = vec![
        FindingField::Place(9),
        FindingField::Statement(text()),
        FindingField::Text(text()),
        FindingField::Polarity(Polarity::Context),
        FindingField::Theme(Id::fresh(), true),
        FindingField::Stands(coding.id, Some(Stands::Against)),
        FindingField::Quoted(coding.id, true),
        FindingField::Agency(text(), true),
        FindingField::Priority(text(), true),
        FindingField::Frame("K4".to_owned(), true),
        FindingField::State(FindingState::Agreed),
        FindingField::Repeats(Some(Id::fresh())),
        FindingField::Seen(SeenCoding::all([coding])),
    ];
    all.extend(super::edits::edits(p.findings(), Change::Finding, Finding::new(round, "New"), findings));
    let recommendations = vec![
        RecommendationField::Finding(finding, true),
        RecommendationField::Place(9),
        RecommendationField::Text(text()),
        RecommendationField::Owner(text()),
        RecommendationField::Due(day),
        RecommendationField::Status(RecommendationStatus::Embedded),
        RecommendationField::Measure(text()),
        RecommendationField::Progress(text()),
    ];
    let new = Recommendation::new(round, "New");
    all.extend(super::edits::edits(p.recommendations(), Change::Recommendation, new, recommendations));
    let view = MatrixView { within: Some(round), near: text(), ..MatrixView::default() };
    let fields = vec![SavedMatrixField::Name(text()), SavedMatrixField::View(Box::new(view))];
    all.extend(super::edits::edits(p.saved_matrices(), Change::SavedMatrix, matrix("New"), fields));
    let cell = first(p.cells());
    let written =
        Written { text: text(), links: vec![SummaryLink { line: 0, coding: coding.id }], is_draft: true, seen: Vec::new() };
    let fields =
        vec![deepdive::model::CellField::Grounds(vec![place.clone()]), deepdive::model::CellField::Written(Box::new(written))];
    let new = deepdive::model::Cell::new(Id::fresh(), cell.case);
    all.extend(super::edits::edits(p.cells(), Change::Cell, new, fields));
    all
}
