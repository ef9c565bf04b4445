//! Whether undo brings back exactly what was there, redo what was done, and neither touches other people's work.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test a surprise should stop it"
)]

mod support;

use deepdive::app::gesture::{CaseChoice, Gesture};
use deepdive::model::{
    Case, CaseField, Cell, CellField, Change, Choice, CodingField, DocumentField, DocumentKind, Edit, Id, Judgement, Look, Memo,
    MemoAbout, MemoField, Origin, PartialDate, Particular, Polarity, Progress, Project, Record, Statement, StatementField, Table,
    Theme, ThemeColour, ThemeField, ThemePattern, ThemeTree, ZoneChoice, ZoneMark, ZoneMarkField,
};
use deepdive::text::{Field, Proposal, QuoteHash, Stated, StatedKind, Zone};
use proptest::prelude::*;
use std::sync::Arc;
use support::acts::{Act, KINDS, gesture, seen};
use support::replica::Replica;
use support::sample::{self, passage, range, text_of};

/// A deep dive in which everything that a gesture needs is there: codings, memos, cells, a bare case, hidden things.
fn rich() -> Replica {
    let mut replica = Replica::begin("mk-1");
    let document = first(replica.project.documents()).id;
    let themes: Vec<Id<Theme>> = replica.project.themes().iter().map(|t| t.id).collect();
    let case = first(replica.project.cases()).id;
    let tag = |from, theme| Gesture::Tag {
        passages: vec![passage(document, from, 2)],
        theme,
        polarity: Polarity::Concern,
        query: None,
    };
    let gestures = [
        tag(1, themes[1]),
        tag(8, themes[2]),
        Gesture::AddCase("Child without documents".to_owned()),
        Gesture::AddTheme(Box::new(Theme::new("Retired one", None))),
        Gesture::Note(MemoAbout::DeepDive, "A note".to_owned()),
        Gesture::Judge(themes[1], case, Judgement::Absent),
        Gesture::SetZone { document, range: range(1, 2), zone: ZoneChoice::Part(Zone::Method) },
        Gesture::AddStatement { passage: passage(document, 3, 4), kind: StatedKind::Finding, number: "1".to_owned() },
        Gesture::SetParticular { document, field: Field::Agency, was: None, now: Some("Kent Police".to_owned()) },
        Gesture::SetParticular { document, field: Field::Age, was: None, now: Some("6 weeks".to_owned()) },
    ];
    gestures.iter().for_each(|g| replica.perform(g).unwrap());
    let retired = replica.project.themes().iter().find(|t| t.name == "Retired one").unwrap().id;
    replica.perform(&Gesture::RetireTheme(retired)).unwrap();
    leave_behind(&mut replica);
    // Somebody else gave a case another name at the same time.
    let mut other = Replica::of(&replica, "ab-3");
    replica.perform(&Gesture::SetCase(case, CaseField::Name("Child C".to_owned()))).unwrap();
    other.perform(&Gesture::SetCase(case, CaseField::Name("Child of Mill Lane".to_owned()))).unwrap();
    replica.take_all(&other);
    replica
}

/// The last document is read again by somebody who had not seen my coding: the coding stays in the first text.
fn leave_behind(replica: &mut Replica) {
    let document = replica.project.documents().iter().last().unwrap().clone();
    let theme = first(replica.project.themes()).id;
    let passages = vec![passage(document.id, 6, 3)];
    replica.perform(&Gesture::Tag { passages, theme, polarity: Polarity::Concern, query: None }).unwrap();
    let now = DocumentField::Text { version: 2, pages: 1, words: 40 };
    let set = Edit::Set { id: document.id, was: document.get(&now), now };
    replica.commit("Read a document again", vec![Change::Document(set)], None).unwrap();
    assert_eq!(replica.project.unplaced_codings(document.id).count(), 1);
}

fn first<R: Record>(table: &Table<R>) -> &R {
    table.iter().next().expect("is there")
}

/// Does something, takes it back, puts it forward, with a restart before each; every state must come back exactly.
fn there_and_back(mut replica: Replica, name: &str, act: impl FnOnce(&mut Replica) -> Result<(), String>) {
    let before = seen(&replica.project);
    act(&mut replica).unwrap_or_else(|e| panic!("{name}: {e}"));
    let after = seen(&replica.project);
    assert_ne!(before, after, "{name} is seen");
    for round in 0..3 {
        replica.reopen();
        assert_eq!(seen(&replica.project), after, "{name}: survives a restart, round {round}");
        replica.undo().unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(seen(&replica.project), before, "{name}: undo, round {round}");
        replica.reopen();
        assert_eq!(seen(&replica.project), before, "{name}: undo survives a restart, round {round}");
        replica.redo().unwrap_or_else(|e| panic!("{name}: {e}"));
        assert_eq!(seen(&replica.project), after, "{name}: redo, round {round}");
    }
}

/// The place of a gesture in `every_gesture`; a new kind of gesture does not compile until it is tested there.
fn number(gesture: &Gesture) -> usize {
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
    }
}

fn every_gesture(project: &Project) -> Vec<Gesture> {
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

#[test]
fn every_gesture_can_be_undone_and_redone() {
    let kinds = every_gesture(&rich().project);
    let numbers: std::collections::BTreeSet<usize> = kinds.iter().map(number).collect();
    assert_eq!(numbers.len(), 33, "a kind of gesture is not tested: {numbers:?}");
    for i in 0..kinds.len() {
        let replica = rich();
        let gesture = every_gesture(&replica.project).swap_remove(i);
        there_and_back(replica, &format!("{gesture:?}"), |r| r.perform(&gesture));
    }
}

fn edits<R: Record>(table: &Table<R>, wrap: fn(Edit<R>) -> Change, new: R, fields: Vec<R::Field>) -> Vec<Change> {
    let record = first(table);
    let sets = fields.into_iter().map(|now| Edit::Set { id: record.id(), was: record.get(&now), now });
    let hidden = table.rows().find(|r| r.retired).map(|r| Edit::Restore(r.record.id()));
    sets.chain([Edit::Add(Box::new(new)), Edit::Retire(record.id())]).chain(hidden).map(wrap).collect()
}

/// Every kind of edit of every type of record, with every field.
fn every_edit(p: &Project) -> Vec<Change> {
    let text = || "changed \\ \"so\"\nand so".to_owned();
    let (case, theme, document) = (first(p.cases()).id, first(p.themes()).id, first(p.documents()).id);
    let mut coding = first(p.codings()).clone();
    coding.id = Id::fresh();
    let last_case = p.cases().iter().last().unwrap().id;
    let case_fields = vec![CaseField::Name(text()), CaseField::Attribute(text(), Some(text()))];
    let document_fields = vec![
        DocumentField::Title(text()),
        DocumentField::Kind(DocumentKind::Chronology),
        DocumentField::Case(last_case),
        DocumentField::Dated(PartialDate::parse("2020-02").ok()),
        DocumentField::Confirmed(true),
        DocumentField::Progress(Progress::Reviewed),
        DocumentField::Text { version: 2, pages: 3, words: 7 },
        DocumentField::Particular(Field::Area, String::new(), Some(Particular::typed(&text()))),
        DocumentField::Particular(Field::Agency, "Kent Police".to_owned(), None),
    ];
    let theme_fields = vec![
        ThemeField::Code(text()),
        ThemeField::Name(text()),
        ThemeField::Parent(p.themes().iter().last().map(|t| t.id)),
        ThemeField::Place(-7),
        ThemeField::Definition(text()),
        ThemeField::Include(text()),
        ThemeField::Exclude(text()),
        ThemeField::Phrases(vec![text()]),
        ThemeField::Crosswalk(vec![text()]),
        ThemeField::Colour(Some(ThemeColour::Teal)),
        ThemeField::Pattern(Some(ThemePattern::Ticked)),
        ThemeField::Example(coding.id, true),
    ];
    let coding_fields = vec![
        CodingField::Theme(theme),
        CodingField::Range(range(2, 3), QuoteHash::of("x")),
        CodingField::Place(range(2, 4), QuoteHash::of("y"), 2),
        CodingField::Polarity(Polarity::Context),
    ];
    let cell_fields = vec![CellField::Judgement(Judgement::NotApplicable), CellField::Summary(text())];
    let memo = Memo { id: Id::fresh(), about: MemoAbout::Document(document), text: text() };
    let mut all = edits(p.cases(), Change::Case, Case::new("New"), case_fields);
    all.extend(edits(p.documents(), Change::Document, sample::document("new", case), document_fields));
    all.extend(edits(p.themes(), Change::Theme, Theme::new("New", Some(theme)), theme_fields));
    all.extend(edits(p.codings(), Change::Coding, coding, coding_fields));
    all.extend(edits(p.memos(), Change::Memo, memo, vec![MemoField::Text(text())]));
    all.extend(edits(p.cells(), Change::Cell, Cell::new(theme, last_case), cell_fields));
    let (range, quote) = (range(2, 3), QuoteHash::of("x"));
    let mark = ZoneMark { id: Id::fresh(), document, text_version: 1, range, zone: ZoneChoice::NoPart };
    let fields = vec![ZoneMarkField::Place(range, 2), ZoneMarkField::Zone(ZoneChoice::Part(Zone::Glossary))];
    all.extend(edits(p.zone_marks(), Change::ZoneMark, mark, fields));
    let (kind, number, origin) = (StatedKind::Recommendation, text(), Origin::ByHand);
    let new = Statement { id: Id::fresh(), document, kind, number, range, quote, text_version: 2, origin };
    let fields = vec![StatementField::Kind(kind), StatementField::Number(text()), StatementField::Place(range, quote, 2)];
    all.extend(edits(p.statements(), Change::Statement, new, fields));
    all
}

#[test]
fn every_edit_can_be_undone_and_redone() {
    for i in 0..every_edit(&rich().project).len() {
        let replica = rich();
        let change = every_edit(&replica.project).swap_remove(i);
        assert_eq!(change.inverse().record(), change.record());
        there_and_back(replica, &format!("{change:?}"), |r| r.commit("Edit", vec![change.clone()], None));
    }
}

#[test]
fn one_step_may_change_one_field_twice_and_hide_it_then() {
    let replica = rich();
    let theme = first(replica.project.themes()).clone();
    let set = |was: &str, now: &str| {
        let (was, now) = (ThemeField::Name(was.to_owned()), ThemeField::Name(now.to_owned()));
        Change::Theme(Edit::Set { id: theme.id, was, now })
    };
    let changes = vec![set(&theme.name, "A"), set("A", "B"), Change::Theme(Edit::Retire(theme.id))];
    there_and_back(replica, "twice", |r| r.commit("Twice", changes, None));
}

/// Two people with the same deep dive.
fn two() -> (Replica, Replica) {
    let mine = rich();
    let theirs = Replica::of(&mine, "jo-2");
    (mine, theirs)
}

#[test]
fn a_value_that_somebody_changed_since_is_not_undone() {
    let (mut mine, mut theirs) = two();
    let theme = first(mine.project.themes()).id;
    let name = |n: &str| Gesture::SetTheme(theme, ThemeField::Name(n.to_owned()));
    mine.perform(&name("Mine")).unwrap();
    theirs.take_all(&mine);
    theirs.perform(&Gesture::AddCase("Unrelated, and later".to_owned())).unwrap();
    theirs.perform(&name("Theirs")).unwrap();
    mine.take_all(&theirs);
    let before = seen(&mine.project);
    let why = mine.undo().unwrap_err();
    assert!(why.contains("jo-2 changed the same thing since"), "{why}");
    assert_eq!(seen(&mine.project), before);
    // Theirs can be taken back by them, and then mine by me.
    theirs.undo().unwrap();
    mine.take_all(&theirs);
    mine.undo().unwrap();
}

#[test]
fn a_clash_is_not_undone_over_the_other_persons_value() {
    let (mut mine, mut theirs) = two();
    let theme = first(mine.project.themes()).id;
    let name = |n: &str| Gesture::SetTheme(theme, ThemeField::Name(n.to_owned()));
    theirs.perform(&name("Theirs")).unwrap();
    mine.perform(&Gesture::AddCase("So that my clock is later".to_owned())).unwrap();
    mine.perform(&name("Mine")).unwrap();
    mine.take_all(&theirs);
    // My step met "Theirs"; its inverse would restore the name from before either.
    let why = mine.undo().unwrap_err();
    assert!(why.contains("jo-2"), "{why}");
    assert_eq!(mine.project.disagreements().filter(|d| d.about.id == theme.uuid()).count(), 1);
}

#[test]
fn what_somebody_else_worked_on_is_not_hidden_by_undo() {
    let (mut mine, mut theirs) = two();
    let (theme, case) = (mine.project.themes().iter().last().unwrap().id, first(mine.project.cases()).id);
    // Both fill in the same cell without seeing each other; the cell is one record.
    theirs.perform(&Gesture::Summarise(theme, case, "Their summary".to_owned())).unwrap();
    mine.perform(&Gesture::Judge(theme, case, Judgement::Absent)).unwrap();
    mine.take_all(&theirs);
    let why = mine.undo().unwrap_err();
    assert!(why.contains("jo-2"), "{why}");
    assert_eq!(mine.project.cell(theme, case).unwrap().summary, "Their summary");
    // A theme that I added and they defined.
    let new = Theme::new("Added by me", None);
    mine.perform(&Gesture::AddTheme(Box::new(new.clone()))).unwrap();
    theirs.take_all(&mine);
    theirs.perform(&Gesture::SetTheme(new.id, ThemeField::Definition("Defined by them".to_owned()))).unwrap();
    mine.take_all(&theirs);
    assert!(mine.undo().unwrap_err().contains("jo-2"));
    assert!(mine.project.themes().get(new.id).is_some());
}

#[test]
fn only_own_steps_are_undone() {
    let (mine, mut theirs) = two();
    assert_eq!(theirs.undo(), Err("nothing".to_owned()));
    theirs.perform(&Gesture::AddCase("Theirs".to_owned())).unwrap();
    theirs.undo().unwrap();
    assert_eq!(theirs.undo(), Err("nothing".to_owned()));
    assert_eq!(seen(&theirs.project), seen(&mine.project));
}

/// What a person does with the undo keys.
#[derive(Clone, Debug)]
enum Key {
    Act(Act),
    Undo,
    Redo,
    Restart,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Against the obvious model: a list of pictures and a place in it.
    #[test]
    fn undo_walks_a_list_of_pictures(keys in prop::collection::vec(prop_oneof![
        6 => (0..KINDS, any::<u8>(), any::<u8>()).prop_map(Key::Act),
        4 => Just(Key::Undo),
        3 => Just(Key::Redo),
        1 => Just(Key::Restart),
    ], 1..60)) {
        let mut replica = Replica::begin("mk-1");
        let mut pictures = vec![seen(&replica.project)];
        let mut at = 0;
        for key in keys {
            match key {
                Key::Act(act) => {
                    let Some(gesture) = gesture(&replica.project, act) else { continue };
                    if replica.perform(&gesture).is_ok() {
                        pictures.truncate(at + 1);
                        pictures.push(seen(&replica.project));
                        at += 1;
                    }
                }
                Key::Undo if at > 0 => {
                    prop_assert_eq!(replica.undo(), Ok(()));
                    at -= 1;
                }
                Key::Redo if at + 1 < pictures.len() => {
                    prop_assert_eq!(replica.redo(), Ok(()));
                    at += 1;
                }
                Key::Redo => prop_assert!(replica.redo().is_err()),
                // The beginning is a step too; the pictures start after it.
                Key::Undo => {}
                Key::Restart => replica.reopen(),
            }
            prop_assert_eq!(&seen(&replica.project), &pictures[at]);
        }
    }
}

#[test]
fn a_coding_of_a_retired_theme_is_given_another_theme_and_back() {
    let mut replica = rich();
    let coding = first(replica.project.codings()).clone();
    let other = replica.project.themes().iter().last().unwrap().id;
    replica.perform(&Gesture::RetireTheme(coding.theme)).unwrap();
    there_and_back(replica, "retag", |r| r.perform(&Gesture::SetCoding(coding.id, CodingField::Theme(other))));
}

#[test]
fn what_a_theme_is_drawn_in_is_inherited_until_it_is_chosen_and_examples_go_with_a_merge() {
    let mut replica = rich();
    let (group, coding) = (first(replica.project.themes()).id, first(replica.project.codings()).clone());
    let below = |r: &Replica| ThemeTree::of(&r.project).branch(group).iter().map(|n| n.look).collect::<Vec<_>>();
    assert!(below(&replica).len() > 1 && below(&replica).iter().all(|l| *l == Look::of_group(0)), "{:?}", below(&replica));
    replica.perform(&Gesture::SetTheme(group, ThemeField::Colour(Some(ThemeColour::Teal)))).unwrap();
    assert!(below(&replica).iter().all(|l| l.colour == ThemeColour::Teal && l.pattern == ThemePattern::Single));
    let child = ThemeTree::of(&replica.project).branch(group)[1].id;
    replica.perform(&Gesture::SetTheme(child, ThemeField::Pattern(Some(ThemePattern::Double)))).unwrap();
    assert_eq!(below(&replica)[1], Look { colour: ThemeColour::Teal, pattern: ThemePattern::Double });
    assert_eq!(below(&replica)[0].pattern, ThemePattern::Single);

    replica.perform(&Gesture::SetTheme(coding.theme, ThemeField::Example(coding.id, true))).unwrap();
    let into = replica.project.themes().iter().map(|t| t.id).find(|t| !replica.project.is_under(*t, coding.theme)).unwrap();
    replica.perform(&Gesture::MergeThemes { from: coding.theme, into }).unwrap();
    assert!(replica.project.themes().get(into).unwrap().examples.contains(&coding.id));
    replica.undo().unwrap();
    assert!(replica.project.themes().get(into).unwrap().examples.is_empty());
}
