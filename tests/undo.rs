//! Whether undo brings back exactly what was there, redo what was done, and neither touches other people's work.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "in a test a surprise should stop it"
)]

mod every;
mod support;

use deepdive::app::gesture::Gesture;
use deepdive::model::{
    CaseField, Change, CodingField, DocumentField, Edit, Id, Judgement, Look, MemoAbout, Polarity, Record, Theme, ThemeColour,
    ThemeField, ThemePattern, ThemeTree, ZoneChoice,
};
use deepdive::text::{Field, StatedKind, Zone};
use every::edits::every_edit;
use every::first;
use every::gestures::{every_gesture, keep, number};
use proptest::prelude::*;
use support::acts::{Act, KINDS, gesture, seen};
use support::replica::Replica;
use support::sample::{passage, range};

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
    keep(&mut replica, document, themes[1]);
    every::study::keep(&mut replica, case, themes[1]);
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

#[test]
fn every_gesture_can_be_undone_and_redone() {
    let kinds = every_gesture(&rich().project);
    let numbers: std::collections::BTreeSet<usize> = kinds.iter().map(number).collect();
    assert_eq!(numbers.len(), 66, "a kind of gesture is not tested: {numbers:?}");
    for i in 0..kinds.len() {
        let replica = rich();
        let gesture = every_gesture(&replica.project).swap_remove(i);
        there_and_back(replica, &format!("{gesture:?}"), |r| r.perform(&gesture));
    }
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
