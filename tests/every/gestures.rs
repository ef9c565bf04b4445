//! One of every gesture.

use super::{first, saved};
use crate::support::replica::Replica;
use crate::support::sample::{passage, range, text_of};
use deepdive::app::gesture::{CaseChoice, Gesture, KeepGesture, MemoGesture, OfferGesture};
use deepdive::model::{
    CaseField, Choice, CodebookVersionField, CodingField, Document, DocumentField, DocumentKind, Id, Judgement, LexiconEntry,
    MemoAbout, MemoField, MemoKind, OfferedBy, PartialDate, Polarity, Progress, Project, SavedQueryField, StatementField, Theme,
    ThemeField, ZoneChoice,
};
use deepdive::text::{Field, Proposal, Stated, StatedKind};
use std::sync::Arc;

/// The place of a gesture in `every_gesture`; a new kind of gesture does not compile until it is tested there.
pub fn number(gesture: &Gesture) -> usize {
    match gesture {
        Gesture::Tag { .. } => 0,
        Gesture::TagNew { .. } => 1,
        Gesture::Untag(_) => 2,
        Gesture::SetCoding(..) => 3,
        Gesture::MoveEnds(..) => 4,
        Gesture::AddTheme(_) => 5,
        Gesture::SetTheme(..) => 6,
        Gesture::MoveTheme { .. } => 7,
        Gesture::RetireTheme(_) => 8,
        Gesture::RestoreTheme(_) => 9,
        Gesture::AddCase(_) => 10,
        Gesture::SetCase(..) => 11,
        Gesture::RetireCase(_) => 12,
        Gesture::SetDocument(..) => 13,
        Gesture::Confirm { .. } => 14,
        Gesture::RetireDocument(_) => 15,
        Gesture::Judge(..) => 16,
        Gesture::Summarise(..) => 17,
        Gesture::Note(..) => 18,
        Gesture::SetZone { .. } => 19,
        Gesture::Accept { .. } => 20,
        Gesture::SetParticular { .. } => 21,
        Gesture::AcceptStated { .. } => 22,
        Gesture::AddStatement { .. } => 23,
        Gesture::SetStatement(..) => 24,
        Gesture::MoveStatement(..) => 25,
        Gesture::RetireStatements(_) => 26,
        Gesture::ReadAgain { .. } => 27,
        Gesture::CarryOver(_) => 28,
        Gesture::Settle(..) => 29,
        Gesture::MergeThemes { .. } => 30,
        Gesture::SplitTheme { .. } => 31,
        Gesture::AddThemes(_) => 32,
        Gesture::Memo(MemoGesture::Add { .. }) => 33,
        Gesture::Memo(MemoGesture::Set(..)) => 34,
        Gesture::Memo(MemoGesture::Link(..)) => 35,
        Gesture::Memo(MemoGesture::Unlink(..)) => 36,
        Gesture::Memo(MemoGesture::Retire(_)) => 37,
        Gesture::Offer(OfferGesture::Accept { .. }) => 38,
        Gesture::Offer(OfferGesture::Reject { .. }) => 39,
        Gesture::Offer(OfferGesture::TakeBack(_)) => 40,
        Gesture::Keep(KeepGesture::Freeze { .. }) => 41,
        Gesture::Keep(KeepGesture::SetVersion(..)) => 42,
        Gesture::Keep(KeepGesture::RetireVersion(_)) => 43,
        Gesture::Keep(KeepGesture::SaveQuery(_)) => 44,
        Gesture::Keep(KeepGesture::SetQuery(..)) => 45,
        Gesture::Keep(KeepGesture::RetireQuery(_)) => 46,
        Gesture::Keep(KeepGesture::SetLexicon(_)) => 47,
        Gesture::Keep(KeepGesture::ForgetLexicon(_)) => 48,
        Gesture::Study(gesture) => 49 + super::study::number(gesture),
    }
}

pub fn every_gesture(project: &Project) -> Vec<Gesture> {
    let themes: Vec<Id<Theme>> = project.themes().iter().map(|t| t.id).collect();
    let documents: Vec<_> = project.documents().iter().map(|d| d.id).collect();
    let (case, coding) = (first(project.cases()).id, first(project.codings()).id);
    let (group, father) = (themes[0], themes[3]);
    let bare = project.cases().iter().find(|c| c.name.contains("without")).unwrap().id;
    let hidden = project.themes().rows().find(|r| r.retired).unwrap().record.id;
    let (place, polarity) = (passage(documents[1], 5, 3), Polarity::GoodPractice);
    let confirm = |document, name: &str| Gesture::Confirm {
        document,
        title: "Review of Child D".to_owned(),
        kind: DocumentKind::Lcspr,
        case: CaseChoice::Named(name.to_owned()),
        dated: PartialDate::parse("2022").ok(),
        incident: PartialDate::parse("March 2021").ok(),
    };
    vec![
        Gesture::Tag { passages: vec![place, passage(documents[0], 1, 1)], theme: group, polarity, query: Some("x".to_owned()) },
        Gesture::TagNew { passage: place, theme: Box::new(Theme::new("New", Some(group))), polarity },
        Gesture::Untag(project.codings().iter().map(|c| c.id).collect()),
        Gesture::SetCoding(coding, CodingField::Theme(father)),
        Gesture::SetCoding(coding, CodingField::Polarity(polarity)),
        Gesture::MoveEnds(coding, range(1, 9)),
        Gesture::AddTheme(Box::new(Theme::new("Another", Some(father)))),
        Gesture::SetTheme(group, ThemeField::Phrases(vec!["bruise".to_owned()])),
        Gesture::MoveTheme { theme: themes[2], parent: Some(group), before: Some(themes[1]) },
        Gesture::MoveTheme { theme: group, parent: Some(father), before: None },
        Gesture::RetireTheme(group),
        Gesture::RestoreTheme(hidden),
        Gesture::AddCase("Child E".to_owned()),
        Gesture::SetCase(case, CaseField::Attribute("Age".to_owned(), Some("7 weeks".to_owned()))),
        Gesture::RetireCase(bare),
        Gesture::SetDocument(documents[0], DocumentField::Progress(Progress::Coded)),
        confirm(documents[0], "Child C"),
        // The case that loses its only document goes with the correction, and comes back with undo.
        confirm(documents[2], "Child Z"),
        Gesture::RetireDocument(documents[0]),
        Gesture::Judge(group, case, Judgement::NotApplicable),
        Gesture::Judge(themes[1], case, Judgement::None),
        Gesture::Summarise(group, case, "Nobody asked about him.".to_owned()),
        Gesture::Summarise(themes[1], case, "On a cell that is there.".to_owned()),
        Gesture::Note(MemoAbout::Theme(group), "A memo".to_owned()),
        Gesture::Note(MemoAbout::DeepDive, "Another text".to_owned()),
        Gesture::Note(MemoAbout::DeepDive, String::new()),
        Gesture::Settle(Box::new(project.disagreements().next().unwrap().clone()), Choice::Stands),
        Gesture::Settle(Box::new(project.disagreements().next().unwrap().clone()), Choice::Other),
        Gesture::MergeThemes { from: themes[1], into: themes[2] },
        Gesture::MergeThemes { from: group, into: father },
        Gesture::SplitTheme {
            from: first(project.codings()).theme,
            new: Box::new(Theme::new("Split off", None)),
            sent: vec![coding],
        },
        Gesture::AddThemes(vec![Theme::new("From a book", None)]),
    ]
    .into_iter()
    .chain(every_gesture_of_reading(project))
    .chain(every_gesture_of_keeping(project))
    .chain(super::study::every_gesture(project))
    .collect()
}

fn every_gesture_of_reading(project: &Project) -> Vec<Gesture> {
    let (document, last) = (first(project.documents()).id, project.documents().iter().last().unwrap().id);
    let statement = first(project.statements()).id;
    let proposal = |field, value: &str| Proposal {
        field,
        value: value.to_owned(),
        found: Some(range(2, 2)),
        place: "p. 2, signed off".to_owned(),
    };
    let all = [
        (Field::Title, "Rapid review of Child Q"),
        (Field::Kind, "lcspr"),
        (Field::Case, "Child Q"),
        (Field::Dated, "2022-03"),
        (Field::Incident, "2021"),
        (Field::Notified, "2021-02-03"),
        (Field::Reviewed, "2021-02-18"),
        (Field::Area, "Northshire"),
        (Field::Author, "A. Reviewer"),
        (Field::Age, "7 weeks"),
        (Field::Pseudonym, "Leo"),
        (Field::Pseudonym, "Baby L"),
        (Field::Agency, "Health visiting"),
        (Field::Agency, "Midwifery"),
    ];
    let stated = |from| Stated { kind: StatedKind::Recommendation, number: "2".to_owned(), range: range(from, 3) };
    let by_hand = |field, was: Option<&str>, now: Option<&str>| Gesture::SetParticular {
        document,
        field,
        was: was.map(str::to_owned),
        now: now.map(str::to_owned),
    };
    vec![
        Gesture::SetZone { document, range: range(1, 2), zone: ZoneChoice::AsFound },
        Gesture::SetZone { document, range: range(1, 2), zone: ZoneChoice::NoPart },
        Gesture::Accept { document, proposals: all.map(|(field, value)| proposal(field, value)).to_vec() },
        Gesture::Accept { document, proposals: vec![proposal(Field::Agency, "GP")] },
        by_hand(Field::Agency, Some("Kent Police"), Some("Medway Police")),
        by_hand(Field::Agency, Some("Kent Police"), None),
        by_hand(Field::Age, None, None),
        by_hand(Field::Pseudonym, None, Some("Ada")),
        by_hand(Field::Dated, None, Some("14 March 2022")),
        Gesture::AcceptStated { document, stated: vec![stated(10), stated(20)] },
        Gesture::AddStatement { passage: passage(document, 9, 2), kind: StatedKind::Finding, number: String::new() },
        Gesture::SetStatement(statement, StatementField::Kind(StatedKind::Recommendation)),
        Gesture::MoveStatement(statement, range(4, 4)),
        Gesture::RetireStatements(vec![statement]),
        Gesture::ReadAgain { document, version: 2, text: Arc::new(text_of(2)) },
        Gesture::CarryOver(last),
    ]
}

fn every_gesture_of_keeping(project: &Project) -> Vec<Gesture> {
    let (document, theme) = (first(project.documents()).id, first(project.themes()).id);
    let memo = project.memos().iter().find(|m| !m.links.is_empty()).unwrap().id;
    let (version, query) = (first(project.codebook_versions()).id, first(project.saved_queries()).id);
    let (entry, rejection) = (first(project.lexicon()).id, first(project.rejections()).id);
    let place = |from| passage(document, from, 2);
    let reject = |passages, offered_by| Gesture::Offer(OfferGesture::Reject { passages, theme, offered_by });
    vec![
        Gesture::Memo(MemoGesture::Add {
            about: MemoAbout::Document(document),
            kind: MemoKind::Decision,
            text: "Not counted twice.".to_owned(),
            links: vec![place(2), place(5)],
        }),
        Gesture::Memo(MemoGesture::Set(memo, MemoField::Text("Said otherwise".to_owned()))),
        Gesture::Memo(MemoGesture::Set(memo, MemoField::Text(" ".to_owned()))),
        Gesture::Memo(MemoGesture::Set(memo, MemoField::Kind(MemoKind::Definition))),
        Gesture::Memo(MemoGesture::Link(memo, place(9))),
        Gesture::Memo(MemoGesture::Unlink(memo, 0)),
        Gesture::Memo(MemoGesture::Retire(memo)),
        Gesture::Offer(OfferGesture::Accept { passage: place(12), theme, polarity: Polarity::Concern }),
        reject(vec![place(14), place(16), place(14)], OfferedBy::Query("bruis*".to_owned())),
        reject(vec![place(14)], OfferedBy::Suggestion),
        Gesture::Offer(OfferGesture::TakeBack(vec![rejection])),
        Gesture::Keep(KeepGesture::Freeze { name: "Round 1".to_owned(), reason: "Coding begins".to_owned() }),
        Gesture::Keep(KeepGesture::SetVersion(version, CodebookVersionField::Reason("Because".to_owned()))),
        Gesture::Keep(KeepGesture::RetireVersion(version)),
        Gesture::Keep(KeepGesture::SaveQuery(Box::new(saved("partner NEAR/8 known")))),
        Gesture::Keep(KeepGesture::SetQuery(query, SavedQueryField::Name("Men".to_owned()))),
        Gesture::Keep(KeepGesture::RetireQuery(query)),
        Gesture::Keep(KeepGesture::SetLexicon(Box::new(LexiconEntry::new("PA", vec!["personal adviser".to_owned()], true)))),
        Gesture::Keep(KeepGesture::SetLexicon(Box::new(LexiconEntry::new("HV", Vec::new(), true)))),
        Gesture::Keep(KeepGesture::ForgetLexicon(entry)),
    ]
}

/// What people keep: a memo with a link, a rejection, a frozen codebook, a saved query, a word of the lexicon.
pub fn keep(replica: &mut Replica, document: Id<Document>, theme: Id<Theme>) {
    let (about, kind, links) = (MemoAbout::DeepDive, MemoKind::Question, vec![passage(document, 2, 3)]);
    let rejected = vec![passage(document, 17, 2)];
    let entry = LexiconEntry::new("HV", vec!["health visitor".to_owned()], false);
    let gestures = [
        Gesture::Memo(MemoGesture::Add { about, kind, text: "Who knew?".to_owned(), links }),
        Gesture::Offer(OfferGesture::Reject { passages: rejected, theme, offered_by: OfferedBy::Suggestion }),
        Gesture::Keep(KeepGesture::Freeze { name: "Pilot".to_owned(), reason: String::new() }),
        Gesture::Keep(KeepGesture::SaveQuery(Box::new(saved("bruis*")))),
        Gesture::Keep(KeepGesture::SetLexicon(Box::new(entry))),
    ];
    gestures.iter().for_each(|g| replica.perform(g).unwrap());
}
