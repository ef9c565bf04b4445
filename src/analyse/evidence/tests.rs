//! Evidence against a slow and obvious count, on random projects made by steps.

use super::*;
use crate::model::{
    Case, Cell, CellField, Change, DeepDive, Document, DocumentKind, Edit, Progress, Project, Sampled, SourceHash, Step, Theme,
    WriterId, fold,
};
use crate::text::{QuoteHash, TextRange};
use jiff::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// One coding: document, theme, polarity, and what a person decided.
type Made = (u8, u8, u8, u8);

struct World {
    project: Project,
    finding: Finding,
    cases: Vec<Id<Case>>,
}

fn document(n: usize, case: Id<Case>, progress: Progress) -> Document {
    let title = format!("Review {n}");
    Document {
        id: Id::fresh(),
        source: SourceHash::of(title.as_bytes()),
        file_name: format!("{title}.docx"),
        bytes: 1,
        text_version: 1,
        pages: 0,
        words: 41,
        title,
        kind: DocumentKind::RapidReview,
        case,
        dated: None,
        confirmed: false,
        progress,
        particulars: BTreeMap::new(),
    }
}

fn world(read: &[u8], codings: &[Made], judged: &[(u8, u8)], sampled: u8) -> World {
    let cases: Vec<Case> = (0..4).map(|n| Case::new(&format!("Child {n}"))).collect();
    let group = Theme::new("Group", None);
    let themes = [Theme::new("One", Some(group.id)), Theme::new("Two", Some(group.id)), Theme::new("Elsewhere", None)];
    let mut round = DeepDive::new("Round");
    for (n, case) in cases.iter().enumerate() {
        round.sample.insert(case.id, Sampled { is_in: sampled & (1 << n) != 0, why: String::new() });
    }
    let mut finding = Finding::new(round.id, "Found");
    finding.themes.insert(group.id);
    let mut changes: Vec<Change> = Vec::new();
    let case_ids: Vec<Id<Case>> = cases.iter().map(|c| c.id).collect();
    changes.extend(cases.into_iter().map(|c| Change::Case(Edit::Add(Box::new(c)))));
    let mut documents = Vec::new();
    for (n, progress) in read.iter().enumerate() {
        let case = case_ids[n % 4];
        let made = document(n, case, Progress::ALL[usize::from(progress % 4)]);
        documents.push(made.id);
        changes.push(Change::Document(Edit::Add(Box::new(made))));
    }
    let theme_ids = [themes[0].id, themes[1].id, themes[2].id];
    changes.push(Change::Theme(Edit::Add(Box::new(group.clone()))));
    changes.extend(themes.into_iter().map(|t| Change::Theme(Edit::Add(Box::new(t)))));
    for (n, (d, theme, polarity, stands)) in (0..).zip(codings) {
        let Ok(range) = TextRange::new(n, n + 1) else { continue };
        let coding = Coding {
            id: Id::fresh(),
            theme: theme_ids[usize::from(theme % 3)],
            document: documents[usize::from(*d) % documents.len()],
            range,
            quote: QuoteHash::of("x"),
            text_version: 1,
            polarity: Polarity::ALL[usize::from(polarity % 3)],
            query: None,
            suggested: false,
        };
        let decided = [Stands::For, Stands::Against, Stands::LeftOut].get(usize::from(*stands));
        finding.stands.extend(decided.map(|s| (coding.id, *s)));
        changes.push(Change::Coding(Edit::Add(Box::new(coding))));
    }
    let judgements: BTreeMap<u8, u8> = judged.iter().map(|(case, said)| (case % 4, said % 2)).collect();
    for (case, said) in judgements {
        let mut cell = Cell::new(group.id, case_ids[usize::from(case)]);
        let judgement = if said == 0 { Judgement::Absent } else { Judgement::NotApplicable };
        crate::model::Record::set(&mut cell, CellField::Judgement(judgement));
        changes.push(Change::Cell(Edit::Add(Box::new(cell))));
    }
    changes.push(Change::DeepDive(Edit::Add(Box::new(round))));
    changes.push(Change::Finding(Edit::Add(Box::new(finding.clone()))));
    let step = Step {
        clock: 1,
        writer: WriterId::new("mk-1").unwrap(),
        seq: 1,
        at: Timestamp::UNIX_EPOCH,
        label: String::new(),
        undoes: None,
        changes,
    };
    World { project: fold(vec![step], BTreeMap::new()), finding, cases: case_ids }
}

/// The slow and obvious way: each coding is asked by itself where it belongs.
fn slow(world: &World, case: Id<Case>) -> (usize, usize, bool) {
    let (mut supporting, mut opposing, mut coded) = (0, 0, false);
    for coding in world.project.codings().iter() {
        if world.project.documents().get(coding.document).map(|d| d.case) != Some(case) {
            continue;
        }
        let theme = world.project.themes().get(coding.theme).unwrap();
        let belongs = theme.parent.is_some();
        coded |= belongs;
        let decided = world.finding.stands.get(&coding.id);
        supporting += usize::from(match decided {
            Some(stands) => *stands == Stands::For,
            None => belongs && coding.polarity == Polarity::Concern,
        });
        opposing += usize::from(match decided {
            Some(stands) => *stands == Stands::Against,
            None => belongs && coding.polarity == Polarity::GoodPractice,
        });
    }
    (supporting, opposing, coded)
}

proptest! {
    #[test]
    fn evidence_is_what_a_slow_count_finds(
        read in prop::collection::vec(any::<u8>(), 1..8),
        codings in prop::collection::vec((any::<u8>(), any::<u8>(), any::<u8>(), 0..6_u8), 0..24),
        judged in prop::collection::vec((any::<u8>(), any::<u8>()), 0..4),
        sampled in 0..16_u8,
    ) {
        let world = world(&read, &codings, &judged, sampled);
        let evidence = Evidence::of(&world.project, &world.finding);
        let in_sample: Vec<Id<Case>> = world.cases.iter().enumerate().filter(|(n, _)| sampled & (1 << n) != 0).map(|(_, c)| *c).collect();
        prop_assert_eq!(evidence.cases.iter().map(|c| c.case).collect::<Vec<_>>(), in_sample);
        let (mut counted, mut cases_for) = (0, 0);
        for found in &evidence.cases {
            let (supporting, opposing, coded) = slow(&world, found.case);
            prop_assert_eq!((found.supporting.len(), found.opposing.len()), (supporting, opposing));
            let documents: Vec<_> = world.project.documents().iter().filter(|d| d.case == found.case).collect();
            let read = !documents.is_empty() && documents.iter().all(|d| matches!(d.progress, Progress::Coded | Progress::Reviewed));
            let judged = world.project.cells().iter().any(|c| c.case == found.case && c.judgement != Judgement::None);
            let known = read || coded || judged || supporting + opposing > 0;
            prop_assert_eq!(found.standing == CaseStanding::NotYetRead, !known, "{:?}", found);
            counted += u32::from(known);
            cases_for += u32::from(supporting > 0);
        }
        prop_assert_eq!((evidence.cases_for(), evidence.counted), (cases_for, counted));
        prop_assert_eq!(evidence.since.is_nothing(), true);
    }

    #[test]
    fn what_changed_since_is_told(
        codings in prop::collection::vec((any::<u8>(), 0..2_u8, 0..2_u8, Just(9_u8)), 1..12),
        before in 0..12_usize,
    ) {
        let world = world(&[2, 2, 2, 2], &codings, &[], 15);
        let evidence = Evidence::of(&world.project, &world.finding);
        let mut finding = world.finding.clone();
        finding.seen = evidence.seen(&world.project);
        prop_assert!(Evidence::of(&world.project, &finding).since.is_nothing());
        finding.seen.truncate(before.clamp(1, finding.seen.len().max(1)));
        let since = Evidence::of(&world.project, &finding).since;
        prop_assert_eq!(since.added.len(), codings.len() - finding.seen.len());
    }
}
