//! Promises of the page of themes, asked by role and name as a screen reader would.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::allow_attributes,
    reason = "tests and their helpers"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod rich;

use deepdive::analyse::{Axis, CellKind, HeaderOf, Matrix, MatrixRequest};
use deepdive::app::action::Action;
use deepdive::app::command::Command;
use deepdive::model::{Id, Theme};
use deepdive::ui::themes::ThemesPage;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use egui_kittest::{Harness, Node};
use rich::{Bench, USUAL, Window, bare, rich, theme, window};

type Themes = Harness<'static, Bench<ThemesPage>>;

fn themes() -> Themes {
    window(Bench::new(rich()), USUAL)
}

fn framed() -> Bench<ThemesPage> {
    let mut bench = Bench::new(rich());
    bench.place = 3;
    bench
}

/// The line whose name begins so.
fn line<'h>(h: &'h Themes, name: &str) -> Node<'h> {
    let name = name.to_owned();
    h.get_by(move |n| n.role() == Role::TreeItem && n.label().is_some_and(|l| l.starts_with(&name)))
}

fn lines(h: &Themes) -> Vec<String> {
    h.query_all_by_role(Role::TreeItem).filter_map(|n| n.accesskit_node().label()).collect()
}

/// Gives the tree the keyboard and chooses a theme.
fn choose(h: &mut Themes, name: &str) {
    line(h, name).click();
    h.run_steps(4);
}

fn press(h: &mut Themes, role: Role, name: &str) {
    h.get_by_role_and_label(role, name).click();
    h.run_steps(6);
}

fn write(h: &mut Themes, role: Role, name: &str, words: &str) {
    h.get_by_role_and_label(role, name).focus();
    h.run_steps(2);
    h.key_press_modifiers(Modifiers::COMMAND, Key::A);
    h.get_by_role_and_label(role, name).type_text(words);
    h.run_steps(3);
}

fn key(h: &mut Themes, modifiers: Modifiers, key: Key) {
    h.key_press_modifiers(modifiers, key);
    h.run_steps(4);
}

fn named(h: &Themes, code: &str) -> Theme {
    let session = &h.state().session;
    session.project().themes().row(theme(session, code)).unwrap().record.clone()
}

/// Codes of the themes right under one, in order.
fn under(h: &Themes, parent: Option<Id<Theme>>) -> Vec<String> {
    let session = &h.state().session;
    let themes = session.tree().nodes().iter().filter_map(|n| session.project().themes().get(n.id)).cloned().collect::<Vec<_>>();
    themes.into_iter().filter(|t| t.parent == parent).map(|t| t.code).collect()
}

fn told(node: &AccessKitNode<'_>, words: &str) -> bool {
    node.role() == Role::Status && node.label().is_some_and(|l| l.starts_with(words))
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_themes -- --ignored"]
fn pictures() {
    rich::pictures("themes", framed, |h| choose(h, "A1 "));
    rich::pictures("themes-add", framed, |h| {
        choose(h, "A2");
        h.get_by_label("Add under this").click();
        h.run_steps(3);
        h.get_by_role_and_label(Role::TextInput, "Name").type_text("Feeding and weight");
        h.run_steps(2);
    });
    rich::pictures("themes-retired", framed, |h| {
        choose(h, "A The baby");
        h.get_by_label("Retire").click();
        h.run_steps(4);
        h.get_by_label_contains("Show retired themes").click();
        h.run_steps(3);
    });
}

#[test]
fn a_case_is_counted_once_and_a_group_counts_everything_under_it() {
    let h = themes();
    let project = h.state().session.project();
    let request = MatrixRequest::new(Axis::Theme, Axis::Case, CellKind::Cases).unwrap();
    let matrix = Matrix::of(project, &request, &|_, _| None).unwrap();
    let group = theme(&h.state().session, "B");
    let row = matrix.rows().iter().position(|r| r.of == HeaderOf::Theme(group)).unwrap();
    let total = matrix.row_totals()[row];
    assert!(total.all.codings > total.all.cases && total.counted > 0);
    let cases = if total.counted == 1 { "case" } else { "cases" };
    let wanted = format!("In {} of {} {cases}, {} codings", total.all.cases, total.counted, total.all.codings);
    let said = line(&h, "B Fathers").accesskit_node().label().unwrap();
    assert!(said.ends_with(&wanted), "{said} / {wanted}");
}

#[test]
fn f2_renames_in_place_and_esc_leaves_the_name() {
    let mut h = themes();
    choose(&mut h, "A2");
    key(&mut h, Modifiers::NONE, Key::F2);
    write(&mut h, Role::TextInput, "Name of the theme", "Fragile babies");
    key(&mut h, Modifiers::NONE, Key::Escape);
    assert_eq!(named(&h, "A2").name, "Fragility and special vulnerability");
    // The keyboard is back on the tree.
    key(&mut h, Modifiers::NONE, Key::F2);
    write(&mut h, Role::TextInput, "Name of the theme", "Fragile babies");
    key(&mut h, Modifiers::NONE, Key::Enter);
    assert_eq!(named(&h, "A2").name, "Fragile babies");
    line(&h, "A2 Fragile babies");
    assert!(h.query_by_label("Name of the theme").is_none());
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

#[test]
fn alt_and_arrows_move_a_theme_up_down_out_and_in() {
    let mut h = themes();
    let group = theme(&h.state().session, "A");
    choose(&mut h, "A2");
    key(&mut h, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(under(&h, Some(group))[..3], ["A1", "A3", "A2"]);
    key(&mut h, Modifiers::ALT, Key::ArrowUp);
    key(&mut h, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(under(&h, Some(group))[..3], ["A2", "A1", "A3"]);
    key(&mut h, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(under(&h, Some(group))[..3], ["A2", "A1", "A3"], "there is no way up");
    key(&mut h, Modifiers::ALT, Key::ArrowDown);
    key(&mut h, Modifiers::ALT, Key::ArrowRight);
    let a1 = theme(&h.state().session, "A1");
    assert_eq!(under(&h, Some(a1)), ["A2"]);
    key(&mut h, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(under(&h, Some(group))[..3], ["A1", "A2", "A3"]);
    key(&mut h, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(under(&h, None)[..3], ["A", "A2", "B"]);
    assert_eq!(line(&h, "A2").accesskit_node().is_selected(), Some(true));
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

/// Where these words are painted.
fn painted(h: &Themes, words: &str) -> Vec<egui::Pos2> {
    let shapes = h.output().shapes.iter();
    let places = shapes.filter_map(|shape| match &shape.shape {
        egui::Shape::Text(text) if text.galley.text() == words => Some(text.pos),
        _ => None,
    });
    places.collect()
}

#[test]
fn a_theme_is_dragged_before_another_one() {
    let mut h = themes();
    let group = theme(&h.state().session, "A");
    let (from, to) = (line(&h, "A4").rect().center(), line(&h, "A2").rect());
    h.drag_at(from);
    h.run_steps(2);
    h.hover_at(from - egui::vec2(0.0, 12.0));
    h.run_steps(2);
    let to = egui::pos2(from.x, to.top() + 3.0);
    h.hover_at(to);
    h.run_steps(2);
    let name = h.state().session.project().themes().get(theme(&h.state().session, "A4")).unwrap().name.clone();
    let beside = egui::Rect::from_min_size(to, egui::vec2(80.0, 40.0));
    assert!(painted(&h, &name).iter().any(|at| beside.contains(*at)), "what is dragged is shown beside the mouse");
    h.drop_at(to);
    h.run_steps(4);
    assert_eq!(under(&h, Some(group))[..4], ["A1", "A4", "A2", "A3"]);
    assert!(!painted(&h, &name).iter().any(|at| beside.contains(*at)), "and no more when it is dropped");
}

#[test]
fn delete_retires_undo_and_restore_bring_back() {
    let mut h = themes();
    choose(&mut h, "A1 ");
    key(&mut h, Modifiers::NONE, Key::Delete);
    assert!(lines(&h).iter().all(|l| !l.starts_with("A1 ")));
    h.get_by(|n| told(n, "“A1 Lived experience of the infant” was retired"));
    press(&mut h, Role::Link, "Undo");
    assert_eq!(line(&h, "A1 ").accesskit_node().is_selected(), Some(true));
    choose(&mut h, "A The");
    press(&mut h, Role::Button, "Retire");
    h.get_by(|n| told(n, "“A The baby and the injury” was retired with 10 themes under it"));
    press(&mut h, Role::Link, "Show retired themes (1)");
    press(&mut h, Role::Link, "Restore A The baby and the injury");
    line(&h, "A1 ");
    assert!(h.query_by_label_contains("retired themes").is_none());
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

#[test]
fn a_theme_is_added_under_another_with_the_next_code() {
    let mut h = themes();
    choose(&mut h, "B Fathers");
    press(&mut h, Role::Button, "Add under this");
    assert!(h.get_by_role_and_label(Role::Button, "Add").accesskit_node().is_disabled(), "it has no name yet");
    h.get_by_role_and_label(Role::TextInput, "Name").type_text("Grandfathers");
    h.run_steps(3);
    key(&mut h, Modifiers::NONE, Key::Enter);
    assert_eq!(line(&h, "B6 Grandfathers").accesskit_node().is_selected(), Some(true));
    assert_eq!(named(&h, "B6").parent, Some(theme(&h.state().session, "B")));
    assert!(h.state_mut().command(Command::AddTheme));
    h.run_steps(6);
    h.get_by_role_and_label(Role::TextInput, "Name").type_text("Our own");
    h.run_steps(3);
    press(&mut h, Role::Button, "Add");
    assert_eq!(h.state().session.project().themes().iter().filter(|t| t.name == "Our own" && t.parent.is_none()).count(), 1);
}

#[test]
fn a_theme_is_moved_under_one_chosen_by_typing() {
    let mut h = themes();
    choose(&mut h, "A2");
    press(&mut h, Role::Button, "Move…");
    write(&mut h, Role::TextInput, "Under which theme", "fathers and");
    key(&mut h, Modifiers::NONE, Key::ArrowDown);
    key(&mut h, Modifiers::NONE, Key::Enter);
    press(&mut h, Role::Button, "Move");
    assert_eq!(named(&h, "A2").parent, Some(theme(&h.state().session, "B")));
    choose(&mut h, "A The");
    press(&mut h, Role::Button, "Move…");
    write(&mut h, Role::TextInput, "Under which theme", "A1 Lived experience of the infant");
    assert!(h.get_by_role_and_label(Role::Button, "Move").accesskit_node().is_disabled(), "never under itself");
}

/// Codes of themes without others under them that have codings, most first.
fn coded(h: &Themes) -> Vec<String> {
    let session = &h.state().session;
    let count = |id: Id<Theme>| session.project().live_codings().filter(|c| c.theme == id).count();
    let tree = session.tree();
    let mut all: Vec<(usize, String)> = tree
        .nodes()
        .iter()
        .filter(|n| !n.is_group())
        .filter_map(|n| session.project().themes().get(n.id).map(|t| (count(t.id), t.code.clone())))
        .filter(|(n, _)| *n > 0)
        .collect();
    all.sort_by(|a, b| b.cmp(a));
    all.into_iter().map(|(_, code)| code).collect()
}

#[test]
fn two_themes_become_one_with_everything_coded_and_one_undo_parts_them() {
    let mut h = themes();
    let count = |h: &Themes, code: &str| {
        let session = &h.state().session;
        let id = theme(session, code);
        session.project().live_codings().filter(|c| c.theme == id).count()
    };
    let coded = coded(&h);
    let (one, other) = (coded[0].as_str(), coded[1].as_str());
    let (from, into) = (count(&h, one), count(&h, other));
    choose(&mut h, one);
    press(&mut h, Role::Button, "Merge…");
    write(&mut h, Role::TextInput, "Into which theme", other);
    press(&mut h, Role::Button, "Merge");
    assert_eq!(count(&h, other), from + into);
    assert!(h.state().session.project().themes().iter().all(|t| t.code != one), "it is retired");
    h.state_mut().session.undo().unwrap();
    assert_eq!((count(&h, one), count(&h, other)), (from, into));
}

#[test]
fn a_theme_is_split_by_sending_each_passage_one_way() {
    let mut h = themes();
    let code = coded(&h)[0].clone();
    let id = theme(&h.state().session, &code);
    let all = h.state().session.project().live_codings().filter(|c| c.theme == id).count();
    choose(&mut h, &code);
    press(&mut h, Role::Button, "Split…");
    write(&mut h, Role::TextInput, "Name of the new theme", "Bruise seen by nobody");
    press(&mut h, Role::Button, "Goes to the new theme (2)");
    for _ in 1..all {
        let stays = h.get_by(|n| n.label().is_some_and(|l| l.contains("Stays in ")));
        stays.click();
        h.run_steps(4);
    }
    press(&mut h, Role::Button, "Split");
    let project = h.state().session.project();
    let new = project.themes().iter().find(|t| t.name == "Bruise seen by nobody").expect("made").clone();
    assert_eq!(project.live_codings().filter(|c| c.theme == new.id).count(), 1);
    assert_eq!(project.live_codings().filter(|c| c.theme == id).count(), all - 1);
    assert_eq!(new.parent, named(&h, &code).parent, "it stands beside the old one");
}

#[test]
fn a_field_is_one_gesture_when_it_is_left_and_esc_leaves_it() {
    let mut h = themes();
    choose(&mut h, "A2");
    let before = h.state().asked.len();
    write(&mut h, Role::MultilineTextInput, "Definition", "Born early or ill.");
    key(&mut h, Modifiers::NONE, Key::Escape);
    assert_eq!(h.state().asked.len(), before);
    write(&mut h, Role::MultilineTextInput, "Definition", "Born early or ill.");
    key(&mut h, Modifiers::COMMAND, Key::Enter);
    assert_eq!(named(&h, "A2").definition, "Born early or ill.");
    write(&mut h, Role::MultilineTextInput, "Phrases", "premature, NICU");
    choose(&mut h, "A3");
    assert_eq!(named(&h, "A2").phrases, ["premature", "NICU"], "choosing another theme leaves the field too");
    assert_eq!(h.state().asked.len(), before + 2);
}

#[test]
fn passages_stand_by_case_and_open_their_place() {
    let mut h = window(Bench::<ThemesPage>::new(rich()), Window { size: (1440.0, 1400.0), ..USUAL });
    choose(&mut h, "A1 ");
    let link = h.get_all_by_role(Role::Link).find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Concern: ")));
    let link = link.unwrap();
    let said = link.accesskit_node().label().unwrap();
    assert!(said.contains("p. ") && said.ends_with("RP"), "{said}");
    link.click();
    h.run_steps(3);
    assert!(h.state().asked.iter().any(|a| matches!(a, Action::Open(_, Some(_)))));
    assert!(h.query_all_by_role(Role::Heading).any(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Child A, "))));
}

#[test]
fn the_filter_keeps_what_lies_above_and_folding_hides_what_lies_under() {
    let mut h = themes();
    write(&mut h, Role::TextInput, "Filter themes", "nicu");
    let shown = lines(&h);
    assert!(shown[0].starts_with("A The baby") && shown.iter().any(|l| l.starts_with("A2")), "{shown:?}");
    assert!(shown.iter().all(|l| !l.starts_with("A9")));
    let themes = shown.iter().filter(|l| l.chars().nth(1).is_some_and(|c| c.is_ascii_digit())).count();
    h.get_by_label(&format!("{themes} of 60 themes"));
    press(&mut h, Role::Button, "Clear Filter themes");
    press(&mut h, Role::Button, "Fold all");
    assert_eq!(lines(&h).len(), 9);
    choose(&mut h, "B Fathers");
    key(&mut h, Modifiers::NONE, Key::ArrowRight);
    assert!(lines(&h).iter().any(|l| l.starts_with("B1")));
    key(&mut h, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(line(&h, "B1").accesskit_node().is_selected(), Some(true));
    key(&mut h, Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(line(&h, "B Fathers").accesskit_node().is_selected(), Some(true));
}

#[test]
fn in_one_column_the_entry_takes_the_place_of_the_tree() {
    let mut h = window(Bench::<ThemesPage>::new(bare()), Window { zoom: 2.0, ..USUAL });
    choose(&mut h, "A1 ");
    h.get_by_role_and_label(Role::TextInput, "Code");
    assert!(lines(&h).is_empty());
    press(&mut h, Role::Link, "Back to the themes");
    assert!(!lines(&h).is_empty());
}

/// The first passage in the list whose name holds some words.
fn passage<'h>(h: &'h Themes, words: &str) -> Node<'h> {
    let words = words.to_owned();
    h.query_all_by_role(Role::Link).find(|n| n.accesskit_node().label().is_some_and(|l| l.contains(&words))).unwrap()
}

fn passages(h: &Themes) -> Vec<String> {
    let named = h.query_all_by_role(Role::Link).filter_map(|n| n.accesskit_node().label());
    named.filter(|l| ["Concern: ", "Good practice: ", "Context: "].iter().any(|p| l.contains(p))).collect()
}

#[test]
fn a_passage_is_changed_where_it_stands_by_keys_and_by_its_menu() {
    let mut h = window(Bench::<ThemesPage>::new(rich()), Window { size: (1440.0, 1600.0), ..USUAL });
    choose(&mut h, "A1 ");
    let before = passages(&h);
    assert!(before.len() > 1, "{before:?}");
    passage(&h, "Concern: ").focus();
    h.run_steps(3);
    let asked = h.state().asked.len();
    for (modifiers, pressed, wanted) in [
        (Modifiers::NONE, Key::Plus, "Good practice: "),
        (Modifiers::NONE, Key::X, "Example, Good practice: "),
        (Modifiers::NONE, Key::CloseBracket, "Example, Good practice: "),
        (Modifiers::NONE, Key::OpenBracket, "Example, Good practice: "),
    ] {
        key(&mut h, modifiers, pressed);
        h.run_steps(3);
        assert!(passages(&h).iter().any(|l| l.starts_with(wanted)), "{pressed:?}: {:?}", passages(&h));
    }
    assert_eq!(h.state().asked.len(), asked + 4, "each one step: {:?}", &h.state().asked[asked..]);
    let examples = named(&h, "A1").examples;
    assert_eq!(examples.len(), 1);
    assert!(h.query_all_by_label_contains("No example any more: ").next().is_some(), "it stands among the examples too");

    // Its whole paragraph is shown in place; nothing is changed by that.
    let asked = h.state().asked.len();
    key(&mut h, Modifiers::NONE, Key::O);
    h.run_steps(3);
    assert!(h.query_all_by_label_contains("Show only the passage").next().is_some());
    assert_eq!(h.state().asked.len(), asked);

    // By the mouse: the menu beside it.
    h.get_all_by_role(Role::Button)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Change: ")))
        .expect("a menu")
        .click();
    h.run_steps(3);
    h.get_by_role_and_label(Role::MenuItem, "Use as an example no more").click();
    h.run_steps(3);
    assert!(named(&h, "A1").examples.is_empty());

    // Another theme through the picker: it leaves the list, and undo brings it back.
    let of_a1 = |h: &Themes| {
        let session = &h.state().session;
        let id = theme(session, "A1");
        session.project().live_codings().filter(|c| c.theme == id).count()
    };
    let count = of_a1(&h);
    passage(&h, "Good practice: ").focus();
    h.run_steps(3);
    key(&mut h, Modifiers::NONE, Key::T);
    h.run_steps(3);
    write(&mut h, Role::TextInput, "Change to theme", "A2");
    key(&mut h, Modifiers::NONE, Key::Enter);
    h.run_steps(3);
    assert_eq!(of_a1(&h), count - 1);
    assert!(h.get_by(|n| n.is_focused()).accesskit_node().role() == Role::Link, "the keyboard goes to its neighbour");
    key(&mut h, Modifiers::NONE, Key::Delete);
    h.run_steps(3);
    assert_eq!(of_a1(&h), count - 2);
}

#[test]
fn passages_are_filtered_by_words_polarity_analyst_and_case() {
    let mut h = window(Bench::<ThemesPage>::new(rich()), Window { size: (1440.0, 1600.0), ..USUAL });
    choose(&mut h, "A The");
    let all = passages(&h);
    let pick = |h: &mut Themes, list: &str, choice: usize| {
        let name = h.get_all_by_role(Role::Button).filter_map(|n| n.accesskit_node().label()).find(|l| l.starts_with(list));
        press(h, Role::Button, &name.expect("a choice"));
        h.run_steps(2);
        h.get_all_by_role(Role::MenuItemRadio).nth(choice).expect("an entry").click();
        h.run_steps(3);
    };
    pick(&mut h, "Polarity: ", 1);
    let concern = passages(&h);
    assert!(!concern.is_empty() && concern.len() < all.len() && concern.iter().all(|l| l.contains("Concern: ")), "{all:?}");
    pick(&mut h, "Case: ", 1);
    let case = passages(&h);
    assert!(!case.is_empty() && case.len() <= concern.len());
    press(&mut h, Role::Link, "Clear");
    assert_eq!(passages(&h), all);
    write(&mut h, Role::TextInput, "Filter the passages", "zebra");
    h.run_steps(3);
    assert!(passages(&h).is_empty() && h.query_all_by_label_contains("0 of ").next().is_some());
}

#[test]
fn colour_and_lines_are_chosen_inherited_and_given_up() {
    use deepdive::model::{ThemeColour, ThemePattern};
    let mut h = window(Bench::<ThemesPage>::new(bare()), Window { size: (1440.0, 1400.0), ..USUAL });
    let take = |h: &mut Themes, list: &str, entry: &str| {
        let name = h.get_all_by_role(Role::Button).filter_map(|n| n.accesskit_node().label()).find(|l| l.starts_with(list));
        press(h, Role::Button, &name.expect("a choice"));
        h.run_steps(2);
        h.get_by_role_and_label(Role::MenuItemRadio, entry).click();
        h.run_steps(3);
    };
    choose(&mut h, "A The");
    take(&mut h, "Colour: As above: red", "Teal");
    take(&mut h, "Lines: As above: single line", "Double line");
    assert_eq!((named(&h, "A").colour, named(&h, "A").pattern), (Some(ThemeColour::Teal), Some(ThemePattern::Double)));
    choose(&mut h, "A1 ");
    take(&mut h, "Colour: As above: teal", "Wine");
    take(&mut h, "Colour: Wine", "As above: teal");
    assert_eq!(named(&h, "A1").colour, None);
}
