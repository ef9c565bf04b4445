//! Whether merging is copying: whoever has all journals sees the same deep dive, and no clash of judgement is silent.

#![expect(clippy::expect_used, clippy::unwrap_used, clippy::indexing_slicing, reason = "in a test a surprise should stop it")]

mod support;

use deepdive::app::gesture::{Gesture, Passage};
use deepdive::model::{Analyst, Choice, Clash, Polarity, Theme, ThemeField, ThemeTree, ZoneChoice, fold};
use deepdive::text::{QuoteHash, Stated, StatedKind, Zone};
use proptest::prelude::*;
use std::sync::Arc;
use support::acts::{Act, KINDS, gesture, seen};
use support::replica::Replica;
use support::sample;

/// What happens at one of three computers.
#[derive(Clone, Debug)]
enum Event {
    Act(Act),
    Undo,
    Redo,
    /// One journal is copied from another computer, and read at the next opening.
    Copy(usize, usize),
    Reopen,
}

fn event() -> impl Strategy<Value = (usize, Event)> {
    let what = prop_oneof![
        8 => (0..KINDS, any::<u8>(), any::<u8>()).prop_map(Event::Act),
        2 => Just(Event::Undo),
        1 => Just(Event::Redo),
        3 => (0..3_usize, 0..3_usize).prop_map(|(from, whose)| Event::Copy(from, whose)),
        2 => Just(Event::Reopen),
    ];
    (0..3_usize, what)
}

fn three() -> Vec<Replica> {
    let first = Replica::begin("mk-1");
    let (second, third) = (Replica::of(&first, "jo-2"), Replica::of(&first, "ab-3"));
    vec![first, second, third]
}

fn happen(all: &mut [Replica], at: usize, event: &Event) {
    let replica = &mut all[at];
    // A refusal is an answer too: nothing was changed then.
    match *event {
        Event::Act(act) => drop(gesture(&replica.project, act).map(|g| replica.perform(&g))),
        Event::Undo => drop(replica.undo()),
        Event::Redo => drop(replica.redo()),
        Event::Copy(from, whose) if from != at && whose != at => {
            let writer = all[whose].me.clone();
            all[at].copy_journal(&all[from], &writer);
        }
        Event::Copy(..) => {}
        Event::Reopen => replica.reopen(),
    }
}

/// Everybody copies from everybody; twice, because the first round may carry journals onwards.
fn exchange(all: &mut [Replica]) {
    for _ in 0..2 {
        for to in 0..all.len() {
            for from in 0..all.len() {
                let (a, b) = (to.min(from), to.max(from));
                let (left, right) = all.split_at_mut(b.max(1));
                if to != from {
                    let (low, high) = (&mut left[a], &mut right[0]);
                    if to < from { low.take_all(high) } else { high.take_all(low) }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn all_computers_end_up_equal(events in prop::collection::vec(event(), 1..60)) {
        let mut all = three();
        for (at, event) in events {
            happen(&mut all, at, &event);
        }
        exchange(&mut all);
        for other in &all[1..] {
            prop_assert_eq!(seen(&all[0].project), seen(&other.project));
            prop_assert!(all[0].project == other.project, "hidden rows differ");
            prop_assert_eq!(all[0].project.steps(), other.project.steps());
        }
        // Nobody's words were torn: whatever lies in a text has the words there that were marked.
        for coding in all[0].project.codings().iter() {
            let text = sample::text_of(coding.text_version).text;
            prop_assert_eq!(coding.range.of(&text).map(QuoteHash::of), Some(coding.quote), "{:?}", coding);
        }
        for statement in all[0].project.statements().iter() {
            let text = sample::text_of(statement.text_version).text;
            prop_assert_eq!(statement.range.of(&text).map(QuoteHash::of), Some(statement.quote), "{:?}", statement);
        }
        // No order of moves hides a theme: the tree holds every theme that is not retired.
        prop_assert_eq!(ThemeTree::of(&all[0].project).nodes().len(), all[0].project.themes().len());
        prop_assert!(all[0].report.quarantined.is_empty() && all[0].report.changed_past.is_empty());
        // The fold does not depend on the order in which journals are read.
        let mut steps = all[0].project.steps().to_vec();
        steps.reverse();
        prop_assert!(fold(steps, support::acts::nobody()) == all[0].project);
    }

    #[test]
    fn step_by_step_is_the_same_as_all_at_once(acts in prop::collection::vec((0..KINDS, any::<u8>(), any::<u8>()), 1..60)) {
        let mut replica = Replica::begin("mk-1");
        for act in acts {
            happen(std::slice::from_mut(&mut replica), 0, &if act.1 % 6 == 0 { Event::Undo } else { Event::Act(act) });
        }
        let (as_it_grew, stack) = (replica.project.clone(), replica.project.undo_stack(&replica.me));
        replica.reopen();
        prop_assert!(as_it_grew == replica.project);
        prop_assert_eq!(as_it_grew.steps(), replica.project.steps());
        prop_assert_eq!(stack, replica.project.undo_stack(&replica.me));
    }
}

fn theme_named(replica: &Replica, name: &str) -> Theme {
    replica.project.themes().iter().find(|t| t.name == name).expect("is there").clone()
}

fn rename(replica: &mut Replica, theme: &Theme, name: &str) {
    replica.perform(&Gesture::SetTheme(theme.id, ThemeField::Name(name.to_owned()))).unwrap();
}

#[test]
fn a_clash_is_listed_and_settled_by_somebody_who_saw_it() {
    let mut all = three();
    let theme = theme_named(&all[0], "Unseen");
    rename(&mut all[0], &theme, "Unseen men");
    rename(&mut all[1], &theme, "The unseen adult");
    exchange(&mut all);
    for replica in &all {
        let listed: Vec<_> = replica.project.disagreements().collect();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].about.record, listed[0].about.field.as_str()), ("theme", "name"));
        let Clash::Values { overwritten, stands } = &listed[0].clash else { panic!("{listed:?}") };
        assert!(overwritten.contains("adult") && stands.contains("men"), "{listed:?}");
        assert_eq!(replica.project.themes().get(theme.id).unwrap().name, "Unseen men");
    }
    // The third person sees the clash and decides.
    rename(&mut all[2], &theme, "Unseen adults");
    exchange(&mut all);
    assert!(all.iter().all(|r| r.project.disagreements().count() == 0));
    // Taking the decision back brings the clash back, everywhere.
    all[2].undo().unwrap();
    exchange(&mut all);
    assert!(all.iter().all(|r| r.project.disagreements().count() == 1));
    all[2].redo().unwrap();
    exchange(&mut all);
    assert!(all.iter().all(|r| r.project.disagreements().count() == 0));
}

/// Two people name a theme differently; everybody sees the clash.
fn renamed_apart() -> (Vec<Replica>, Theme) {
    let mut all = three();
    let theme = theme_named(&all[0], "Unseen");
    rename(&mut all[0], &theme, "Unseen men");
    rename(&mut all[1], &theme, "The unseen adult");
    exchange(&mut all);
    (all, theme)
}

fn settle(replica: &Replica, choice: Choice) -> Gesture {
    let clash = replica.project.disagreements().next().expect("a clash").clone();
    Gesture::Settle(Box::new(clash), choice)
}

fn open(all: &[Replica]) -> Vec<usize> {
    all.iter().map(|r| r.project.disagreements().count()).collect()
}

fn name_of(replica: &Replica, theme: &Theme) -> String {
    replica.project.themes().get(theme.id).unwrap().name.clone()
}

#[test]
fn a_clash_is_settled_by_keeping_what_stands_or_by_taking_the_other() {
    for (choice, name) in [(Choice::Stands, "Unseen men"), (Choice::Other, "The unseen adult")] {
        let (mut all, theme) = renamed_apart();
        let gesture = settle(&all[2], choice);
        all[2].perform(&gesture).unwrap();
        // Settled is settled: a second time changes nothing and is refused.
        all[2].perform(&gesture).unwrap_err();
        exchange(&mut all);
        assert_eq!((open(&all), name_of(&all[0], &theme).as_str()), (vec![0, 0, 0], name));
        all[2].undo().unwrap();
        exchange(&mut all);
        assert_eq!((open(&all), name_of(&all[1], &theme).as_str()), (vec![1, 1, 1], "Unseen men"));
        all[2].redo().unwrap();
        exchange(&mut all);
        assert_eq!((open(&all), name_of(&all[1], &theme).as_str()), (vec![0, 0, 0], name));
    }
}

#[test]
fn a_clash_that_two_settle_apart_is_listed_anew() {
    // Both orders: the writer that comes last in the order keeps, or takes the other.
    for (first, second) in [(Choice::Stands, Choice::Other), (Choice::Other, Choice::Stands)] {
        let (mut all, theme) = renamed_apart();
        let (one, two) = (settle(&all[0], first), settle(&all[1], second));
        all[0].perform(&one).unwrap();
        all[1].perform(&two).unwrap();
        exchange(&mut all);
        assert_eq!(open(&all), [1, 1, 1], "{first:?}, {second:?}");
        for replica in &all {
            let Clash::Values { overwritten, stands } = &replica.project.disagreements().next().unwrap().clash else { panic!() };
            assert!(overwritten.contains("men") && stands.contains(&name_of(replica, &theme)), "{overwritten}, {stands}");
        }
        // It can be settled like any other.
        let last = settle(&all[2], Choice::Other);
        all[2].perform(&last).unwrap();
        exchange(&mut all);
        assert_eq!((open(&all), name_of(&all[0], &theme).as_str()), (vec![0, 0, 0], "Unseen men"));
    }
}

#[test]
fn a_clash_that_two_settle_alike_is_settled() {
    for choice in [Choice::Stands, Choice::Other] {
        let (mut all, _) = renamed_apart();
        for at in [0, 1] {
            let gesture = settle(&all[at], choice);
            all[at].perform(&gesture).unwrap();
        }
        exchange(&mut all);
        assert_eq!(open(&all), [0, 0, 0], "{choice:?}");
    }
}

#[test]
fn what_was_removed_and_what_was_not_moved_can_be_settled_either_way() {
    for choice in [Choice::Stands, Choice::Other] {
        let mut all = three();
        let theme = theme_named(&all[0], "Bruise");
        all[1].perform(&Gesture::RetireTheme(theme.id)).unwrap();
        rename(&mut all[0], &theme, "Bruising");
        exchange(&mut all);
        let gesture = settle(&all[2], choice);
        all[2].perform(&gesture).unwrap();
        exchange(&mut all);
        assert_eq!((open(&all), all[0].project.themes().get(theme.id).is_some()), (vec![0, 0, 0], choice == Choice::Other));

        let mut all = three();
        let (baby, father) = (theme_named(&all[0], "The baby"), theme_named(&all[0], "The father"));
        let under = |theme: &Theme, parent: &Theme| Gesture::MoveTheme { theme: theme.id, parent: Some(parent.id), before: None };
        all[0].perform(&under(&baby, &father)).unwrap();
        all[1].perform(&under(&father, &baby)).unwrap();
        exchange(&mut all);
        let moves = |r: &Replica| r.project.disagreements().filter(|d| d.clash == Clash::MoveIgnored).count();
        let clash = all[2].project.disagreements().find(|d| d.clash == Clash::MoveIgnored).unwrap().clone();
        let gesture = Gesture::Settle(Box::new(clash), choice);
        if choice == Choice::Other {
            // The circle is still there; first the other theme has to come out.
            all[2].perform(&gesture).unwrap_err();
            all[2].perform(&Gesture::MoveTheme { theme: father.id, parent: None, before: None }).unwrap();
        }
        all[2].perform(&gesture).unwrap();
        exchange(&mut all);
        assert!(all.iter().all(|r| moves(r) == 0));
        let parent = all[1].project.themes().get(baby.id).unwrap().parent;
        assert_eq!(parent, (choice == Choice::Other).then_some(father.id));
    }
}

#[test]
fn a_change_by_somebody_who_saw_nothing_settles_nothing() {
    let mut all = three();
    let theme = theme_named(&all[0], "Unseen");
    // The clock puts ab-3 first, then jo-2, then mk-1; the last sets by chance what the second set.
    rename(&mut all[2], &theme, "X");
    rename(&mut all[1], &theme, "Y");
    rename(&mut all[0], &theme, "Y");
    exchange(&mut all);
    assert!(all.iter().all(|r| r.project.disagreements().count() == 1), "{:?}", seen(&all[0].project));
}

#[test]
fn the_same_wish_twice_is_no_clash() {
    let mut all = three();
    let theme = theme_named(&all[0], "Unseen");
    rename(&mut all[0], &theme, "Unseen men");
    rename(&mut all[1], &theme, "Unseen men");
    exchange(&mut all);
    assert!(all.iter().all(|r| r.project.disagreements().count() == 0));
}

#[test]
fn moves_that_make_a_circle_are_broken_alike_and_listed() {
    let mut all = three();
    let (baby, father) = (theme_named(&all[0], "The baby"), theme_named(&all[0], "The father"));
    let under = |theme: &Theme, parent: &Theme| Gesture::MoveTheme { theme: theme.id, parent: Some(parent.id), before: None };
    all[0].perform(&under(&baby, &father)).unwrap();
    all[1].perform(&under(&father, &baby)).unwrap();
    exchange(&mut all);
    for replica in &all {
        let clashes: Vec<_> = replica.project.disagreements().filter(|d| d.about.field == "parent").collect();
        assert_eq!(clashes.len(), 1);
        assert_eq!(clashes[0].clash, Clash::MoveIgnored);
        assert_eq!(replica.project.themes().get(father.id).unwrap().parent, Some(baby.id));
        assert_eq!(replica.project.themes().get(baby.id).unwrap().parent, None);
        assert_eq!(ThemeTree::of(&replica.project).nodes().len(), replica.project.themes().len());
    }
    // The later move is the one ignored; moving the theme again by choice settles it.
    all[0].perform(&under(&baby, &father)).unwrap_err();
    let out = Gesture::MoveTheme { theme: father.id, parent: None, before: None };
    all[0].perform(&out).unwrap();
    all[0].perform(&under(&baby, &father)).unwrap();
    exchange(&mut all);
    assert!(all.iter().all(|r| r.project.disagreements().all(|d| d.about.field != "parent")));
}

#[test]
fn a_change_of_what_another_removed_is_listed() {
    let mut all = three();
    let theme = theme_named(&all[0], "Bruise");
    all[1].perform(&Gesture::RetireTheme(theme.id)).unwrap();
    rename(&mut all[0], &theme, "Bruising");
    exchange(&mut all);
    for replica in &all {
        let clashes: Vec<_> = replica.project.disagreements().map(|d| d.clash.clone()).collect();
        assert_eq!(clashes, [Clash::ChangedWhileRemoved]);
    }
}

#[test]
fn two_people_code_the_same_passage_and_both_codings_stay() {
    let mut all = three();
    let theme = theme_named(&all[0], "Bruise");
    let document = all[0].project.documents().iter().next().unwrap().id;
    let passages: Vec<Passage> = vec![sample::passage(document, 3, 4)];
    let tag = Gesture::Tag { passages, theme: theme.id, polarity: Polarity::Concern, query: None };
    for replica in &mut all {
        replica.perform(&tag).unwrap();
        replica.perform(&tag).unwrap_err();
    }
    exchange(&mut all);
    let project = &all[1].project;
    assert_eq!(project.codings_in(document).count(), 3);
    let coders: std::collections::BTreeSet<_> = project.codings().iter().filter_map(|c| project.coder(c.id)).collect();
    assert_eq!(coders.len(), 3);
    assert_eq!(project.analyst(&all[2].me), Analyst::named("ab-3"));
}

#[test]
fn a_document_read_again_meets_a_colleagues_work_on_the_old_text() {
    let mut all = three();
    let theme = theme_named(&all[0], "Bruise").id;
    let document = all[0].project.documents().iter().next().unwrap().id;
    let tag = |from| {
        let passages = vec![sample::passage(document, from, 2)];
        Gesture::Tag { passages, theme, polarity: Polarity::Concern, query: None }
    };
    all[0].perform(&tag(3)).unwrap();
    exchange(&mut all);
    let shared = all[0].project.codings_in(document).next().unwrap().id;
    // One reads the document again; another moves the ends of a coding and makes a new one; a third reads it again too.
    let again = Gesture::ReadAgain { document, version: 2, text: Arc::new(sample::text_of(2)) };
    all[1].perform(&again).unwrap();
    all[0].perform(&Gesture::MoveEnds(shared, sample::range(3, 5))).unwrap();
    all[0].perform(&tag(9)).unwrap();
    all[2].perform(&again).unwrap();
    exchange(&mut all);
    for replica in &all {
        let project = &replica.project;
        assert_eq!(project.text_version(document), 2);
        // The same wish twice is no clash; the ends moved meanwhile are one, and whole on either side.
        let clashes: Vec<&str> = project.disagreements().map(|d| d.about.field.as_str()).collect();
        assert_eq!(clashes, ["passage"]);
        let coding = project.codings().get(shared).unwrap();
        assert_eq!((coding.text_version, coding.range), (1, sample::range(3, 5)));
        assert_eq!(project.unplaced_codings(document).count(), 2);
        assert_eq!(project.live_codings().count(), 2, "both still count");
    }
    all[2].perform(&Gesture::CarryOver(document)).unwrap();
    exchange(&mut all);
    for replica in &all {
        assert_eq!(replica.project.unplaced_codings(document).count(), 0);
        assert_eq!(replica.project.disagreements().count(), 0, "who carried it over had seen both");
    }
}

#[test]
fn two_people_accept_the_same_finding_and_there_is_one() {
    let mut all = three();
    let document = all[0].project.documents().iter().next().unwrap().id;
    let stated = vec![Stated { kind: StatedKind::Finding, number: "1".to_owned(), range: sample::range(2, 6) }];
    for replica in &mut all[..2] {
        replica.perform(&Gesture::AcceptStated { document, stated: stated.clone() }).unwrap();
    }
    exchange(&mut all);
    assert_eq!(all[2].project.statements().len(), 1);
    // Whoever takes theirs back leaves the other's.
    for replica in &mut all[..2] {
        let why = replica.undo().unwrap_err();
        assert!(why.contains("changed the same thing since"), "{why}");
    }
    // Removing it by hand is a decision of its own, which everybody sees.
    let id = all[0].project.statements().iter().next().unwrap().id;
    all[0].perform(&Gesture::RetireStatements(vec![id])).unwrap();
    exchange(&mut all);
    assert_eq!(all[1].project.statements().len(), 0);
}

#[test]
fn of_two_zones_on_one_block_the_later_step_stands_on_every_computer() {
    let mut all = three();
    let document = all[0].project.documents().iter().next().unwrap().id;
    let zone = |part| Gesture::SetZone { document, range: sample::range(1, 1), zone: ZoneChoice::Part(part) };
    all[0].perform(&zone(Zone::Method)).unwrap();
    all[1].perform(&zone(Zone::Family)).unwrap();
    all[2].perform(&Gesture::AddCase("So that the clock is later".to_owned())).unwrap();
    all[2].perform(&zone(Zone::Narrative)).unwrap();
    exchange(&mut all);
    for replica in &all {
        assert_eq!(replica.project.zones_of(document, &sample::text())[1], Some(Zone::Narrative));
    }
    all[2].undo().unwrap();
    exchange(&mut all);
    // Now the two of equal clock: the order of writers decides, not the order of arrival.
    for replica in &all {
        assert_eq!(replica.project.zones_of(document, &sample::text())[1], Some(Zone::Method));
    }
}
