//! Memos in the window, asked by role and name and driven by keys: written, linked, found, changed, removed, kept.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::allow_attributes,
    reason = "tests and their helpers"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod rich;

use deepdive::app::action::Action;
use deepdive::app::command::Command;
use deepdive::app::gesture::{Gesture, KeepGesture, MemoGesture, Passage};
use deepdive::app::session::Session;
use deepdive::model::{Memo, MemoAbout, MemoKind, ThemeField};
use deepdive::ui::memos::MemosPage;
use deepdive::ui::reading::ReadingPage;
use deepdive::ui::themes::ThemesPage;
use deepdive::ui::view::PageUi;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use rich::{Bench, USUAL, case, document, rich, theme, window};
use tempfile::TempDir;

type H<P> = Harness<'static, Bench<P>>;

const NONE: Modifiers = Modifiers::NONE;

fn write(session: &mut Session, about: MemoAbout, kind: MemoKind, text: &str, links: Vec<Passage>) {
    let add = MemoGesture::Add { about, kind, text: text.to_owned(), links };
    session.perform(&Gesture::Memo(add)).unwrap();
}

/// The rich deep dive with seven memos.
fn noted() -> (TempDir, Session) {
    let (folder, mut session) = rich();
    let review = document(&session, "Child B practice review");
    let blocks: Vec<_> = session.text(review).unwrap().shape.blocks.iter().map(|b| b.range).collect();
    let passage = |at: usize| Passage { document: review, range: blocks[at] };
    let child_b = case(&session, "Child B");
    let coding = session.project().codings_in(review).next().unwrap().id;
    let b1 = theme(&session, "B1");
    write(
        &mut session,
        MemoAbout::DeepDive,
        MemoKind::Decision,
        "We code what a review says of a father only where he is named or described. Where a review is silent, the cell is judged, not coded.",
        vec![],
    );
    write(
        &mut session,
        MemoAbout::Theme(b1),
        MemoKind::Definition,
        "A man counts as identified when his name, his part in the home or his record was written down by anyone before the injury.",
        vec![passage(4)],
    );
    write(
        &mut session,
        MemoAbout::Case(child_b),
        MemoKind::Question,
        "Who knew in June that he lived in the home: only the midwife, or the nursery nurse too?",
        vec![passage(2), passage(9)],
    );
    write(
        &mut session,
        MemoAbout::Document(review),
        MemoKind::Observation,
        "Written after the trial; the chronology in chapter 3 leans on the police statement.",
        vec![],
    );
    write(&mut session, MemoAbout::Coding(coding), MemoKind::Question, "Is this the same man as in 2.4?", vec![]);
    write(
        &mut session,
        MemoAbout::Coding(coding),
        MemoKind::Observation,
        "The only place that says what he himself told a practitioner.",
        vec![],
    );
    let retired = theme(&session, "A9");
    write(&mut session, MemoAbout::Theme(retired), MemoKind::Observation, "Overlaps with A4 in all four cases.", vec![]);
    session.perform(&Gesture::RetireTheme(retired)).unwrap();
    (folder, session)
}

fn key<P: PageUi + Default + 'static>(h: &mut H<P>, modifiers: Modifiers, key: Key) {
    h.key_press_modifiers(modifiers, key);
    h.run_steps(4);
}

fn press<P: PageUi + Default + 'static>(h: &mut H<P>, role: Role, name: &str) {
    h.get_by_role_and_label(role, name).click();
    h.run_steps(6);
}

fn memos<P>(h: &H<P>) -> Vec<Memo> {
    h.state().session.project().memos().iter().cloned().collect()
}

/// Names of the lines of the list.
fn lines(h: &H<MemosPage>) -> Vec<String> {
    h.query_all_by_role(Role::ListItem).filter_map(|n| n.accesskit_node().label()).collect()
}

fn page() -> H<MemosPage> {
    window(Bench::new(noted()), USUAL)
}

fn framed(place: u8) -> Bench<MemosPage> {
    let mut bench = Bench::new(noted());
    bench.place = place;
    bench
}

/// A version was frozen, then the codebook went on.
fn versions() -> Bench<ThemesPage> {
    let (folder, mut session) = noted();
    let freeze = KeepGesture::Freeze { name: "After the pilot".to_owned(), reason: "Both of us coded three reviews".to_owned() };
    session.perform(&Gesture::Keep(freeze)).unwrap();
    let (b1, b2, a2, c) = (theme(&session, "B1"), theme(&session, "B2"), theme(&session, "A2"), theme(&session, "C"));
    session.perform(&Gesture::SetTheme(b1, ThemeField::Name("Man in the home not identified".to_owned()))).unwrap();
    session.perform(&Gesture::SetTheme(b1, ThemeField::Definition("Nobody wrote down who he was.".to_owned()))).unwrap();
    session.perform(&Gesture::MoveTheme { theme: a2, parent: Some(c), before: None }).unwrap();
    session.perform(&Gesture::MergeThemes { from: b2, into: b1 }).unwrap();
    let mut bench = Bench::new((folder, session));
    bench.place = 3;
    bench
}

fn reading() -> Bench<ReadingPage> {
    let mut bench = Bench::<ReadingPage>::new(noted());
    let review = document(&bench.session, "Child B practice review");
    bench.page.open(review, None);
    bench.page.set_text_size(17.0);
    bench.page.set_reading(bench.settings.reading);
    bench.place = 1;
    bench
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_memos -- --ignored"]
fn pictures() {
    rich::pictures(
        "memos",
        || framed(5),
        |h| {
            h.state_mut().page.take_keyboard(false);
            h.run_steps(6);
            key(h, NONE, Key::ArrowDown);
        },
    );
    rich::pictures(
        "memos-found",
        || framed(5),
        |h| {
            h.get_by_role_and_label(Role::TextInput, "Search memos").focus();
            h.run_steps(2);
            h.get_by_role_and_label(Role::TextInput, "Search memos").type_text("man home");
            h.run_steps(4);
        },
    );
    rich::pictures(
        "memos-empty",
        || {
            let mut bench = Bench::<MemosPage>::new(rich());
            bench.place = 5;
            bench
        },
        |_| {},
    );
    rich::pictures("memos-reading", reading, |h| {
        h.state_mut().page.take_keyboard(false);
        h.run_steps(4);
        for _ in 0..5 {
            key(h, NONE, Key::ArrowDown);
        }
        h.state_mut().command(Command::SelectSentence);
        h.run_steps(3);
        h.state_mut().command(Command::WriteMemo);
        h.run_steps(4);
    });
    rich::pictures("memos-link", reading, |h| {
        h.state_mut().page.take_keyboard(false);
        h.run_steps(4);
        h.state_mut().command(Command::SelectSentence);
        h.run_steps(3);
        h.state_mut().command(Command::LinkMemo);
        h.run_steps(4);
    });
    rich::pictures("memos-versions", versions, |h| {
        h.state_mut().command(Command::CodebookVersions);
        h.run_steps(4);
    });
}

fn chosen(h: &H<MemosPage>) -> Option<String> {
    let is_chosen = |n: &egui_kittest::Node<'_>| n.accesskit_node().is_selected() == Some(true);
    h.query_all_by_role(Role::ListItem).find(is_chosen).and_then(|n| n.accesskit_node().label())
}

#[test]
fn the_page_is_used_by_keys_alone() {
    let mut h = page();
    h.state_mut().page.take_keyboard(false);
    h.run_steps(6);
    assert_eq!(lines(&h).len(), 7);
    assert!(chosen(&h).unwrap().contains("Is this the same man as in 2.4?"), "open questions come first");
    key(&mut h, NONE, Key::ArrowDown);
    assert!(chosen(&h).unwrap().starts_with("Question on Child B, “Who knew"), "{:?}", chosen(&h));
    // F2 writes in it, where it stands; one step when it is left, and the list has the keyboard again.
    let before = h.state().session.revision();
    key(&mut h, NONE, Key::F2);
    let field = h.get_by_role_and_label(Role::MultilineTextInput, "Text: Question on Child B");
    assert!(field.accesskit_node().is_focused());
    h.key_press_modifiers(Modifiers::COMMAND, Key::End);
    h.run_steps(2);
    h.get_by_role_and_label(Role::MultilineTextInput, "Text: Question on Child B").type_text(" And the GP?");
    h.run_steps(3);
    key(&mut h, Modifiers::COMMAND, Key::Enter);
    assert_eq!(h.state().session.revision(), before + 1);
    assert!(
        memos(&h)
            .iter()
            .any(|m| m.text
                == "Who knew in June that he lived in the home: only the midwife, or the nursery nurse too? And the GP?")
    );
    let focused = h.get_by(|n| n.is_focused()).accesskit_node().label();
    assert!(focused.unwrap().starts_with("Question on Child B"), "the list has it, at this line");
    // Esc leaves the field too, and loses nothing.
    key(&mut h, NONE, Key::F2);
    h.get_by_role_and_label(Role::MultilineTextInput, "Text: Question on Child B").type_text(" Also the ward?");
    h.run_steps(3);
    key(&mut h, NONE, Key::Escape);
    assert!(memos(&h).iter().any(|m| m.text.ends_with("And the GP? Also the ward?")), "{:?}", memos(&h));
    // Enter opens what it is about.
    key(&mut h, NONE, Key::Enter);
    let child_b = case(&h.state().session, "Child B");
    assert_eq!(h.state().asked.last(), Some(&Action::ShowCase(child_b)));
    // Delete removes it; the next one is chosen; undo brings it back.
    key(&mut h, NONE, Key::Delete);
    assert_eq!((lines(&h).len(), memos(&h).len()), (6, 6));
    assert!(chosen(&h).unwrap().contains("Overlaps with A4"), "{:?}", chosen(&h));
    h.state_mut().session.undo().unwrap();
    h.run_steps(4);
    assert_eq!(lines(&h).len(), 7);
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

#[test]
fn memos_are_found_while_words_are_typed_and_filtered_by_kind_and_thing() {
    let mut h = page();
    h.state_mut().command(Command::FindMemos);
    h.run_steps(4);
    assert!(h.get_by_role_and_label(Role::TextInput, "Search memos").accesskit_node().is_focused());
    h.get_by_role_and_label(Role::TextInput, "Search memos").type_text("home mid");
    h.run_steps(4);
    assert_eq!(lines(&h).len(), 1);
    h.get_by_label("1 of 7 memos");
    h.get_by_role_and_label(Role::TextInput, "Search memos").type_text(" zzz");
    h.run_steps(4);
    press(&mut h, Role::Button, "Show all memos");
    assert_eq!(lines(&h).len(), 7);
    press(&mut h, Role::Button, "Kind: Every kind");
    press(&mut h, Role::MenuItemRadio, "Question");
    assert_eq!(lines(&h).len(), 2);
    press(&mut h, Role::Button, "About: About anything");
    press(&mut h, Role::MenuItemRadio, "Coding");
    assert_eq!(lines(&h).len(), 1);
    press(&mut h, Role::Button, "Show all memos");
    // What it is on was retired: it is found, and says so.
    assert!(lines(&h).iter().any(|l| l.starts_with("Observation on A9") && l.contains("This theme was retired")));
    press(&mut h, Role::Button, "Order: Open questions first");
    press(&mut h, Role::MenuItemRadio, "By what they are about");
    assert!(lines(&h)[0].starts_with("Decision on The deep dive"), "{:?}", lines(&h));
}

#[test]
fn a_kind_is_changed_and_a_link_is_opened_and_taken_off_in_place() {
    let mut h = page();
    h.state_mut().page.take_keyboard(false);
    h.run_steps(6);
    key(&mut h, NONE, Key::ArrowDown);
    press(&mut h, Role::Button, "Kind of the memo: Question");
    press(&mut h, Role::MenuItemRadio, "Decision");
    let child_b = |h: &H<MemosPage>| memos(h).into_iter().find(|m| matches!(m.about, MemoAbout::Case(_))).unwrap();
    assert_eq!(child_b(&h).kind, MemoKind::Decision, "the question is no longer open");
    let memo = child_b(&h);
    h.state_mut().page.show(memo.id);
    h.run_steps(6);
    let name =
        h.query_all_by_role(Role::Link).find_map(|n| n.accesskit_node().label().filter(|l| l.starts_with("Open “Father was")));
    press(&mut h, Role::Link, &name.unwrap());
    assert_eq!(h.state().asked.last(), Some(&Action::Open(memo.links[0].document, Some(memo.links[0].range))));
    let off = h
        .query_all_by_role(Role::Button)
        .find_map(|n| n.accesskit_node().label().filter(|l| l.starts_with("Take off the link to “The")));
    press(&mut h, Role::Button, &off.unwrap());
    assert_eq!(child_b(&h).links, memo.links[..1]);
    h.state_mut().session.undo().unwrap();
    assert_eq!(child_b(&h).links, memo.links);
}

#[test]
fn a_memo_on_the_deep_dive_is_written_and_what_is_begun_is_handed_over() {
    let mut h = window(Bench::<MemosPage>::new(rich()), USUAL);
    press(&mut h, Role::Button, "Write a memo on the deep dive");
    h.get_by_role_and_label(Role::Group, "New memo on the deep dive");
    assert!(h.get_by_role_and_label(Role::MultilineTextInput, "Text of the new memo").accesskit_node().is_focused());
    press(&mut h, Role::Button, "Kind of the new memo: Observation");
    press(&mut h, Role::MenuItemRadio, "Question");
    h.get_by_role_and_label(Role::MultilineTextInput, "Text of the new memo").focus();
    h.run_steps(2);
    h.get_by_role_and_label(Role::MultilineTextInput, "Text of the new memo").type_text("Which reviews are still to come?");
    h.run_steps(2);
    key(&mut h, Modifiers::COMMAND, Key::Enter);
    assert_eq!(memos(&h).iter().map(|m| (m.about, m.kind)).collect::<Vec<_>>(), [(MemoAbout::DeepDive, MemoKind::Question)]);
    // Begun and not saved: whoever leaves the page has written it all the same.
    press(&mut h, Role::Button, "Write a memo");
    h.get_by_role_and_label(Role::MultilineTextInput, "Text of the new memo").type_text("Begun");
    h.run_steps(2);
    let mut actions = Vec::new();
    h.state_mut().page.leave(&mut actions);
    assert!(
        matches!(&actions[..], [Action::Do(g)] if matches!(&**g, Gesture::Memo(MemoGesture::Add { text, .. }) if text == "Begun"))
    );
    let mut again = Vec::new();
    h.state_mut().page.leave(&mut again);
    assert!(again.is_empty(), "once");
}

#[test]
fn words_are_kept_when_the_mouse_goes_from_a_lower_field_to_an_upper_one() {
    let mut bench = Bench::<ThemesPage>::new(noted());
    let b1 = theme(&bench.session, "B1");
    write(&mut bench.session, MemoAbout::Theme(b1), MemoKind::Observation, "Second memo", vec![]);
    bench.page.show(b1);
    let mut h = window(bench, USUAL);
    let first = "Text: Definition on B1 Man or new partner not identified, household changed";
    let second = "Text: Observation on B1 Man or new partner not identified, household changed";
    h.get_by_role_and_label(Role::MultilineTextInput, second).focus();
    h.run_steps(3);
    h.get_by_role_and_label(Role::MultilineTextInput, second).type_text(" changed");
    h.run_steps(3);
    let upper = h.get_by_role_and_label(Role::MultilineTextInput, first).rect().center();
    h.drag_at(upper);
    h.drop_at(upper);
    h.run_steps(4);
    assert!(memos(&h).iter().any(|m| m.text == "Second memo changed"), "{:?}", memos(&h));
    // The same between the fields of the theme itself, which share one draft store with the panes of reviews.
    h.get_by_role_and_label(Role::MultilineTextInput, "Definition").focus();
    h.run_steps(3);
    h.get_by_role_and_label(Role::MultilineTextInput, "Definition").type_text(" Clearer.");
    h.run_steps(3);
    let upper = h.get_by_role_and_label(Role::TextInput, "Code").rect().center();
    h.drag_at(upper);
    h.drop_at(upper);
    h.run_steps(4);
    let definition = h.state().session.project().themes().get(b1).unwrap().definition.clone();
    assert!(definition.ends_with(" Clearer."), "{definition}");
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

/// What a letter does in the whole window, where keys are made into commands.
fn ask(h: &mut H<ReadingPage>, command: Command) {
    assert!(h.state_mut().command(command), "{command:?}");
    h.run_steps(4);
}

fn text_of(h: &mut H<ReadingPage>) {
    h.state_mut().page.take_keyboard(false);
    h.run_steps(4);
}

#[test]
fn a_memo_is_written_on_the_words_that_are_read_and_others_are_linked_to_them() {
    let mut h = window(reading(), USUAL);
    let review = document(&h.state().session, "Child B practice review");
    text_of(&mut h);
    for _ in 0..5 {
        key(&mut h, NONE, Key::ArrowDown);
    }
    ask(&mut h, Command::SelectSentence);
    ask(&mut h, Command::WriteMemo);
    h.get_by_role_and_label(Role::MultilineTextInput, "Text of the new memo").type_text("He is known to two services");
    h.run_steps(3);
    key(&mut h, Modifiers::COMMAND, Key::Enter);
    let written = memos(&h).into_iter().find(|m| m.text.starts_with("He is known")).unwrap();
    assert_eq!(written.about, MemoAbout::Document(review));
    let quote =
        |h: &H<ReadingPage>, m: &Memo, at: usize| h.state().session.text(review).unwrap().quote(m.links[at].range).to_owned();
    assert!(quote(&h, &written, 0).starts_with("Father was known to the police"), "{}", quote(&h, &written, 0));
    assert!(h.get_by_role(Role::Document).accesskit_node().is_focused(), "reading goes on");
    // Another passage is linked to it.
    for _ in 0..4 {
        key(&mut h, NONE, Key::ArrowDown);
    }
    ask(&mut h, Command::SelectSentence);
    ask(&mut h, Command::LinkMemo);
    h.get_by_role_and_label(Role::TextInput, "Link to which memo").type_text("known serv");
    h.run_steps(3);
    key(&mut h, NONE, Key::Enter);
    let linked = memos(&h).into_iter().find(|m| m.id == written.id).unwrap();
    assert_eq!(linked.links.len(), 2);
    assert!(quote(&h, &linked, 1).len() > 20 && linked.links[0] == written.links[0]);
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

#[test]
fn a_coding_has_several_memos_and_its_editor_changes_only_the_first() {
    let mut h = window(reading(), USUAL);
    let review = document(&h.state().session, "Child B practice review");
    let coding = h.state().session.project().codings_in(review).next().unwrap().id;
    let of = |h: &H<ReadingPage>| -> Vec<String> {
        h.state().session.project().memos_about(MemoAbout::Coding(coding)).map(|m| m.text.clone()).collect()
    };
    text_of(&mut h);
    ask(&mut h, Command::NextCoding);
    ask(&mut h, Command::WriteMemo);
    h.get_by_role_and_label(Role::MultilineTextInput, "Text of the new memo").type_text("A third one");
    h.run_steps(3);
    key(&mut h, Modifiers::COMMAND, Key::Enter);
    assert_eq!(of(&h)[2], "A third one");
    ask(&mut h, Command::EditCoding);
    h.get_by_role_and_label(Role::MultilineTextInput, "Memo on this coding").focus();
    h.run_steps(2);
    h.get_by_role_and_label(Role::MultilineTextInput, "Memo on this coding").type_text(" First");
    h.run_steps(2);
    press(&mut h, Role::Link, "All 3 memos on this coding…");
    let texts = of(&h);
    assert_eq!(texts.len(), 3);
    assert_eq!(texts[0], "Is this the same man as in 2.4? First");
    assert_eq!(texts[1], "The only place that says what he himself told a practitioner.");
}

#[test]
fn the_codebook_is_frozen_compared_renamed_and_a_version_removed() {
    let mut h = window(versions(), USUAL);
    h.state_mut().command(Command::CodebookVersions);
    h.run_steps(4);
    let items: Vec<String> = h
        .query_all_by_role(Role::ListItem)
        .filter_map(|n| n.accesskit_node().label())
        .filter(|l| l.contains("before:") || l.contains("after:"))
        .collect();
    let begins = ["Renamed: B1 Man in the home", "Definition: B1", "Moved: A2 Fragility", "Retired: B2 Father"];
    for begin in begins {
        assert!(items.iter().any(|item| item.starts_with(begin)), "{begin}: {items:#?}");
    }
    assert!(
        items.iter().any(|i| i.starts_with("Moved: A2") && i.ends_with("after: Under C Parents' own needs and circumstances"))
    );
    assert!(items.iter().any(|i| i.starts_with("Retired: B2") && i.contains("now with B1 Man in the home not identified")));
    // Frozen again: nothing changed since.
    h.state_mut().command(Command::FreezeCodebook);
    h.run_steps(4);
    assert!(h.get_by_role_and_label(Role::TextInput, "Name of the version").accesskit_node().is_focused());
    h.get_by_role_and_label(Role::TextInput, "Name of the version").type_text("Round two");
    h.run_steps(3);
    press(&mut h, Role::Button, "Freeze the codebook");
    h.get_by_label("Nothing changed");
    press(&mut h, Role::Button, "Compare “After the pilot” with now");
    assert!(h.query_by_label("Nothing changed").is_none());
    // A version's name is changed in place; it is removed and comes back with undo.
    h.get_by_role_and_label(Role::TextInput, "Name of “Round two”").focus();
    h.run_steps(2);
    h.get_by_role_and_label(Role::TextInput, "Name of “Round two”").type_text(", before the second analyst");
    h.run_steps(2);
    key(&mut h, NONE, Key::Enter);
    let names = |h: &H<ThemesPage>| -> Vec<String> {
        h.state().session.project().codebook_versions().iter().map(|v| v.name.clone()).collect()
    };
    assert_eq!(names(&h)[1], "Round two, before the second analyst");
    press(&mut h, Role::Button, "Remove “After the pilot”");
    assert_eq!(names(&h).len(), 1);
    h.state_mut().session.undo().unwrap();
    assert_eq!(names(&h).len(), 2);
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}
