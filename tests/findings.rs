//! What the page of findings works out without a window: words, weights, what was seen, offers, numbers, gaps.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod rich;

use deepdive::analyse::evidence::{CaseEvidence, CaseStanding, Evidence};
use deepdive::app::findings::{
    earlier_findings, gaps, neither, numbers, offered_agencies, offered_priorities, offered_themes, said_before, said_in,
    short_names, standing_words, weigh, weighed, with_seen,
};
use deepdive::app::gesture::{Gesture, Passage, StudyGesture};
use deepdive::app::session::Session;
use deepdive::model::{
    DeepDive, DeepDiveField, Finding, FindingField, Id, PartialDate, Polarity, Recommendation, RecommendationField, Sampled,
    Stands, Theme,
};
use deepdive::text::{Stated, StatedKind};
use rich::{document, rich};

fn study(session: &mut Session, gesture: StudyGesture) {
    session.perform(&Gesture::Study(gesture)).unwrap();
}

/// A round over every case, and a finding on its most coded theme.
fn round(session: &mut Session, name: &str) -> (Id<DeepDive>, Id<Finding>) {
    let round = DeepDive::new(name);
    let id = round.id;
    study(session, StudyGesture::AddRound(Box::new(round)));
    let cases = session.project().cases().iter().map(|c| (c.id, Some(Sampled { is_in: true, why: String::new() }))).collect();
    study(session, StudyGesture::Sample(id, cases));
    let finding = Finding { themes: [coded(session, 0)].into(), ..Finding::new(id, "It did not reach her in time") };
    let finding_id = finding.id;
    study(session, StudyGesture::AddFinding(Box::new(finding)));
    (id, finding_id)
}

/// A theme by how often it is coded as a concern, from 0.
fn coded(session: &Session, place: usize) -> Id<Theme> {
    let project = session.project();
    let concerns = |id| project.live_codings().filter(|c| c.theme == id && c.polarity == Polarity::Concern).count();
    let mut themes: Vec<Id<Theme>> = project.themes().iter().map(|t| t.id).collect();
    themes.sort_by_key(|id| std::cmp::Reverse(concerns(*id)));
    themes[place]
}

fn finding(session: &Session, id: Id<Finding>) -> Finding {
    session.project().findings().get(id).unwrap().clone()
}

fn evidence(session: &Session, id: Id<Finding>) -> Evidence {
    Evidence::of(session.project(), &finding(session, id))
}

#[test]
fn cases_have_short_names_that_differ() {
    assert_eq!(short_names(&["Child A", "Child B", "Child J"]), ["A", "B", "J"]);
    assert_eq!(short_names(&["Leo Marsh", "Ada Weald"]), ["LM", "AW"]);
    assert_eq!(short_names(&["Baby Marsh", "Boy Marsh"]), ["1", "2"]);
    assert_eq!(short_names(&["Child A"]), ["A"]);
    assert!(short_names(&[]).is_empty());
}

#[test]
fn every_case_that_is_not_for_it_is_in_the_words() {
    use CaseStanding::{Against, Both, For, NotApplicable, NotFound, NotYetRead, StatedAbsent};
    let case = |standing| CaseEvidence { case: Id::fresh(), standing, supporting: Vec::new(), opposing: Vec::new() };
    let words = |standings: &[CaseStanding]| {
        let short: Vec<String> = ('A'..='Z').map(|c| c.to_string()).collect();
        standing_words(&standings.iter().map(|s| case(*s)).collect::<Vec<_>>(), &short)
    };
    assert_eq!(words(&[For, Against, Against, NotFound, NotYetRead]), "2 against, 1 not found, E not yet read");
    assert_eq!(words(&[For, Both, StatedAbsent, NotApplicable]), "1 stated absent, 1 not applicable, 1 of the 2 also against");
    assert_eq!(words(&[NotYetRead; 4]), "4 not yet read", "too many to name");
    assert_eq!(words(&[For]), "");
}

#[test]
fn weighing_keeps_only_what_differs_from_the_polarity() {
    let (_folder, mut session) = rich();
    let (_, id) = round(&mut session, "One");
    let first = evidence(&session, id).supporting().next().unwrap();
    let of = |session: &Session, wanted| weigh(session.project(), &finding(session, id), first, wanted);
    assert_eq!(of(&session, Stands::For)[0], FindingField::Stands(first, None));
    let fields = of(&session, Stands::Against);
    assert_eq!(fields[0], FindingField::Stands(first, Some(Stands::Against)));
    study(&mut session, StudyGesture::SetFinding(id, fields));
    assert_eq!(weighed(&finding(&session, id), first, Polarity::Concern), Some(Stands::Against));
    let fields = of(&session, Stands::For);
    study(&mut session, StudyGesture::SetFinding(id, fields));
    assert!(finding(&session, id).stands.is_empty());
    assert_eq!(weighed(&finding(&session, id), first, Polarity::Context), None, "context is on neither side");
}

#[test]
fn an_author_has_seen_what_their_own_change_brought_and_nothing_else() {
    let (_folder, mut session) = rich();
    let (_, id) = round(&mut session, "One");
    let seen = evidence(&session, id).seen(session.project());
    study(&mut session, StudyGesture::SetFinding(id, vec![FindingField::Seen(seen)]));
    // Somebody codes one more.
    let review = document(&session, "Child B practice review");
    let range = session.text(review).unwrap().shape.blocks.last().unwrap().range;
    let b1 = coded(&session, 0);
    let passages = vec![Passage { document: review, range }];
    session.perform(&Gesture::Tag { passages, theme: b1, polarity: Polarity::Concern, query: None }).unwrap();
    assert_eq!(evidence(&session, id).since.added.len(), 1);
    let before = evidence(&session, id).supporting().count();
    // Its author adds a theme: what that brings is seen, what was coded is not.
    let a2 = coded(&session, 1);
    let fields = with_seen(session.project(), &finding(&session, id), FindingField::Theme(a2, true));
    study(&mut session, StudyGesture::SetFinding(id, fields));
    let now = evidence(&session, id);
    assert!(now.supporting().count() > before, "A2 brings passages");
    assert_eq!((now.since.added.len(), now.since.gone.len()), (1, 0));
    // And takes it off again: nothing is gone in their eyes.
    let fields = with_seen(session.project(), &finding(&session, id), FindingField::Theme(a2, false));
    study(&mut session, StudyGesture::SetFinding(id, fields));
    let now = evidence(&session, id);
    assert_eq!((now.since.added.len(), now.since.gone.len()), (1, 0));
    session.undo().unwrap();
    session.undo().unwrap();
    assert_eq!(evidence(&session, id).since.added.len(), 1);
}

#[test]
fn context_is_on_neither_side_until_it_is_weighed() {
    let (_folder, mut session) = rich();
    let (_, id) = round(&mut session, "One");
    let cases: Vec<_> = session.project().cases().iter().map(|c| c.id).collect();
    let before = neither(session.project(), &finding(&session, id), &cases);
    let review = document(&session, "Child B practice review");
    let range = session.text(review).unwrap().shape.blocks.last().unwrap().range;
    let b1 = coded(&session, 0);
    let passages = vec![Passage { document: review, range }];
    session.perform(&Gesture::Tag { passages, theme: b1, polarity: Polarity::Context, query: None }).unwrap();
    let lone = neither(session.project(), &finding(&session, id), &cases);
    let lone: Vec<_> = lone.into_iter().filter(|c| !before.contains(c)).collect();
    assert_eq!(lone.len(), 1);
    let fields = weigh(session.project(), &finding(&session, id), lone[0], Stands::For);
    study(&mut session, StudyGesture::SetFinding(id, fields));
    assert_eq!(neither(session.project(), &finding(&session, id), &cases), before);
    assert!(evidence(&session, id).supporting().any(|c| c == lone[0]));
}

#[test]
fn agencies_of_the_passages_are_offered_until_they_are_chosen() {
    let (_folder, mut session) = rich();
    let (_, id) = round(&mut session, "One");
    let offered = offered_agencies(&session, &evidence(&session, id));
    let first = offered[0].clone();
    let field = FindingField::Agency(first.clone(), true);
    study(&mut session, StudyGesture::SetFinding(id, vec![field]));
    assert!(!offered_agencies(&session, &evidence(&session, id)).contains(&first));
}

#[test]
fn priorities_used_before_are_offered() {
    let (_folder, mut session) = rich();
    let (round, id) = round(&mut session, "One");
    let field = FindingField::Priority("Neglect strategy".to_owned(), true);
    study(&mut session, StudyGesture::SetFinding(id, vec![field]));
    assert!(offered_priorities(session.project(), &finding(&session, id)).is_empty());
    assert_eq!(offered_priorities(session.project(), &Finding::new(round, "Another")), ["Neglect strategy"]);
}

#[test]
fn recommendations_are_numbered_by_their_first_finding() {
    let (_folder, mut session) = rich();
    let (round, first) = round(&mut session, "One");
    let second = Finding::new(round, "Second");
    let second_id = second.id;
    study(&mut session, StudyGesture::AddFinding(Box::new(second)));
    let mut ids = Vec::new();
    for findings in [vec![second_id], vec![first, second_id], vec![second_id], vec![]] {
        let it = Recommendation { findings: findings.into_iter().collect(), ..Recommendation::new(round, "Do it") };
        ids.push(it.id);
        study(&mut session, StudyGesture::AddRecommendation(Box::new(it)));
    }
    let numbers = numbers(session.project(), round);
    assert_eq!(ids.iter().map(|id| numbers[id].as_str()).collect::<Vec<_>>(), ["2.1", "1.1", "2.2", "R1"]);
    let of = |session: &Session| gaps(session.project().recommendations().get(ids[0]).unwrap());
    assert_eq!(of(&session), ["no owner", "no date", "no measure"]);
    let fields = vec![
        RecommendationField::Owner("Health visiting".to_owned()),
        RecommendationField::Due(PartialDate::parse("30 September 2024").ok()),
        RecommendationField::Measure("Forms answered".to_owned()),
    ];
    study(&mut session, StudyGesture::SetRecommendation(ids[0], fields));
    assert!(of(&session).is_empty());
}

#[test]
fn what_was_recommended_before_is_what_people_said_it_speaks_of() {
    let (_folder, mut session) = rich();
    let (round, id) = round(&mut session, "One");
    let review = document(&session, "Child B practice review");
    let coding = evidence(&session, id).supporting().next().unwrap();
    let coding = session.project().codings().get(coding).unwrap().clone();
    let ranges = [coding.range, session.text(review).unwrap().shape.blocks.last().unwrap().range];
    let stated = |range| Stated { kind: StatedKind::Recommendation, number: String::new(), range };
    for (document, range) in [(coding.document, ranges[0]), (review, ranges[1])] {
        session.perform(&Gesture::AcceptStated { document, stated: vec![stated(range)] }).unwrap();
    }
    let before = said_before(session.project(), &finding(&session, id));
    assert_eq!((before.statements.len(), before.of, before.without_theme), (0, 2, 2));
    let statement = said_in(session.project(), Some(round)).into_iter().find(|s| s.range == coding.range).unwrap().clone();
    let offered = offered_themes(session.project(), &statement);
    assert!(offered.contains(&coding.theme), "a coding lies in its words");
    study(&mut session, StudyGesture::Speaks(statement.id, vec![(coding.theme, true)]));
    let statement = session.project().statements().get(statement.id).unwrap();
    assert!(!offered_themes(session.project(), statement).contains(&coding.theme));
    let before = said_before(session.project(), &finding(&session, id));
    assert_eq!((before.statements.len(), before.without_theme), (1, 1));
}

#[test]
fn a_second_round_offers_the_findings_of_the_same_themes_first() {
    let (_folder, mut session) = rich();
    let (first, same) = round(&mut session, "One");
    let other = Finding { place: -1, ..Finding::new(first, "Other") };
    study(&mut session, StudyGesture::AddFinding(Box::new(other)));
    let (second, id) = round(&mut session, "Two");
    assert!(earlier_findings(session.project(), &finding(&session, id)).is_empty());
    study(&mut session, StudyGesture::SetRound(second, DeepDiveField::Repeats(Some(first))));
    let offered = earlier_findings(session.project(), &finding(&session, id));
    assert_eq!((offered[0], offered.len()), ((same, 1), 2));
}
