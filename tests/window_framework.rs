//! Promises of the page of the framework, asked by role and name as a screen reader would.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;
mod framework_desk;

use deepdive::app::action::Action;
use deepdive::app::command::{Command, Page};
use deepdive::app::framework::{Arrangement, Framework};
use deepdive::app::session::Session;
use deepdive::app::settings::RoundChoice;
use deepdive::model::{Cell, Coding, Id, Judgement, SummaryLink, Written};
use desk::{Desk, ask, key, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use framework_desk::{Window, case, copied, drafted, theme, window, worked};

fn press(window: &mut Window, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    settle(window);
}

/// Shows some themes besides those that are shown at first.
fn choose(window: &mut Window, codes: &[&str]) {
    // Not by the mouse: at 300 % the page scrolls, and the button may be out of sight.
    window.get_by_role_and_label(Role::Button, "Choose themes").click_accesskit();
    settle(window);
    for code in codes {
        let found = window
            .query_all_by_role(Role::CheckBox)
            .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(&format!("{code} "))));
        found.expect("a theme to choose").click_accesskit();
        settle(window);
    }
    key(window, Modifiers::NONE, Key::Escape);
}

/// The page of the framework in a window large enough for all of it.
fn framework(desk: &Desk, codes: &[&str]) -> Window {
    let path = copied(desk);
    let mut window = window(desk, &path, vec2(3400.0, 2000.0), 1.0, false);
    ask(&mut window, Action::ChooseRound(RoundChoice::AllCases));
    ask(&mut window, Action::Command(Command::GoToFramework));
    choose(&mut window, codes);
    window
}

fn session(window: &Window) -> &Session {
    window.state().session().expect("open")
}

/// What is written of a theme in a case.
fn written_in(window: &Window, code: &str, name: &str) -> Written {
    let session = session(window);
    session.project().cell(theme(session, code), case(session, name)).map(Cell::written).unwrap_or_default()
}

/// The name of a cell as a screen reader says it.
fn cell_name(window: &Window, code: &str, name: &str) -> String {
    let of = session(window).project().themes().get(theme(session(window), code)).expect("there").name.clone();
    let start = format!("{code} {of}, {name}: ");
    let names = window.query_all_by_role(Role::GridCell).filter_map(|n| n.accesskit_node().label());
    names.filter(|label| label.starts_with(&start)).map(|label| label[start.len()..].to_owned()).next().expect("a cell")
}

fn take(window: &mut Window, code: &str, name: &str) {
    let of = session(window).project().themes().get(theme(session(window), code)).expect("there").name.clone();
    let start = format!("{code} {of}, {name}: ");
    let cell = window
        .query_all_by_role(Role::GridCell)
        .find(|n| n.accesskit_node().label().is_some_and(|label| label.starts_with(&start)))
        .expect("a cell");
    let place = cell.rect().left_bottom() + vec2(4.0, -4.0);
    window.hover_at(place);
    window.drag_at(place);
    window.drop_at(place);
    settle(window);
}

fn steps(window: &Window) -> usize {
    session(window).project().steps().len()
}

fn undo(window: &mut Window) {
    ask(window, Action::Command(Command::Undo));
}

fn focused_role(window: &Window) -> Role {
    window.get_by(|n| n.is_focused()).accesskit_node().role()
}

#[test]
fn a_summary_is_written_by_keyboard_alone_and_its_marks_become_links() {
    let desk = Desk::new();
    let mut w = framework(&desk, &[]);
    ask(&mut w, Action::Command(Command::GoToFramework));
    assert_eq!(focused_role(&w), Role::GridCell, "a screen reader follows the cursor");
    key(&mut w, Modifiers::NONE, Key::Home);
    key(&mut w, Modifiers::NONE, Key::Enter);
    assert_eq!(focused_role(&w), Role::MultilineTextInput);
    let field = w.get_by_role(Role::MultilineTextInput);
    let name = field.accesskit_node().label().expect("a name");
    let (code, child) = name.strip_prefix("Summary of ").and_then(|n| n.split_once(" in ")).expect("of a cell");
    let (code, child) = (code.to_owned(), child.to_owned());
    field.type_text("Nobody asked who slept there. [1]");
    settle(&mut w);
    let before = steps(&w);
    key(&mut w, Modifiers::COMMAND, Key::Enter);
    assert_eq!(steps(&w), before + 1, "one step");
    let written = written_in(&w, &code, &child);
    assert_eq!((written.text.as_str(), written.is_draft), ("Nobody asked who slept there.", false));
    let cell = &coded_of(&w, &code, &child);
    assert_eq!(written.links, [SummaryLink { line: 0, coding: cell[0] }]);
    assert_eq!(written.seen.len(), cell.len(), "its author has seen what is coded");
    assert_eq!(focused_role(&w), Role::GridCell, "the keyboard is back in the grid");
    assert!(cell_name(&w, &code, &child).starts_with("summary “Nobody asked who slept there.”"));
    w.get_by_role_and_label(Role::Heading, "Framework");
    undo(&mut w);
    assert_eq!(written_in(&w, &code, &child), Written::default());
}

fn coded_of(window: &Window, code: &str, name: &str) -> Vec<Id<Coding>> {
    let framework = framework_desk::framework(session(window), &[code]);
    let row = framework.row_of(case(session(window), name)).expect("a row");
    framework.cell(row, 0).expect("a cell").codings.clone()
}

#[test]
fn what_was_typed_is_kept_by_escape_and_saved_when_the_page_is_left() {
    let desk = Desk::new();
    let mut w = framework(&desk, &["A4"]);
    take(&mut w, "A4", "Child B");
    key(&mut w, Modifiers::NONE, Key::F2);
    w.get_by_role(Role::MultilineTextInput).type_text("The call became advice.");
    settle(&mut w);
    let before = steps(&w);
    key(&mut w, Modifiers::NONE, Key::Escape);
    assert!(w.query_by_role(Role::MultilineTextInput).is_none(), "the field is left");
    assert_eq!((steps(&w), written_in(&w, "A4", "Child B").text.as_str()), (before, ""));
    assert!(cell_name(&w, "A4", "Child B").ends_with("not saved yet"));
    key(&mut w, Modifiers::NONE, Key::Enter);
    let typed = w.get_by_role(Role::MultilineTextInput).accesskit_node().value().unwrap_or_default();
    assert_eq!(typed, "The call became advice.", "nothing was lost");
    press(&mut w, Role::Link, "Link passage 1");
    let typed = w.get_by_role(Role::MultilineTextInput).accesskit_node().value().unwrap_or_default();
    assert_eq!(typed, "The call became advice. [1]", "a passage goes to the line of the caret");
    ask(&mut w, Action::Command(Command::GoToMatrix));
    assert_eq!(steps(&w), before + 1, "handed over as one step");
    let written = written_in(&w, "A4", "Child B");
    assert_eq!((written.text.as_str(), written.links.len()), ("The call became advice.", 1));
}

#[test]
fn a_draft_comes_on_request_only_and_is_accepted_or_edited() {
    let desk = Desk::new();
    let mut w = framework(&desk, &["D1", "A4"]);
    assert!(cell_name(&w, "D1", "Child B").ends_with(", draft"));
    press(&mut w, Role::Link, "Accept the draft of D1 in Child B");
    assert!(!written_in(&w, "D1", "Child B").is_draft);
    undo(&mut w);
    assert!(written_in(&w, "D1", "Child B").is_draft, "accepting is one step");
    take(&mut w, "D1", "Child B");
    key(&mut w, Modifiers::NONE, Key::D);
    assert_eq!(written_in(&w, "D1", "Child B"), drafted(session(&w), "D1", "Child B"), "a draft never replaces words");
    key(&mut w, Modifiers::NONE, Key::A);
    assert!(!written_in(&w, "D1", "Child B").is_draft);
    let before = steps(&w);
    press(&mut w, Role::Link, "Draft from quotes: A4 in Child B");
    let draft = written_in(&w, "A4", "Child B");
    assert_eq!((steps(&w), draft.is_draft), (before + 1, true));
    assert!(draft.text.lines().all(|line| line.starts_with('“') && line.ends_with('”')), "{}", draft.text);
    assert_eq!(draft.links.len(), coded_of(&w, "A4", "Child B").len());
    take(&mut w, "A4", "Child B");
    key(&mut w, Modifiers::NONE, Key::Enter);
    w.get_by_role(Role::MultilineTextInput).type_text(" So");
    key(&mut w, Modifiers::COMMAND, Key::Enter);
    let edited = written_in(&w, "A4", "Child B");
    assert!(!edited.is_draft && edited.text.contains(" So"), "editing clears the mark");
    assert_eq!(edited.links, draft.links, "links stay with their lines");
}

#[test]
fn a_summary_whose_codings_changed_says_so_until_somebody_looks() {
    let desk = Desk::new();
    let mut w = framework(&desk, &["B1"]);
    assert!(cell_name(&w, "B1", "Child E").contains("since"), "{}", cell_name(&w, "B1", "Child E"));
    press(&mut w, Role::Link, "Look at what changed of B1 in Child E");
    assert!(w.query_all_by_label_contains(", new: “").next().is_some(), "new passages are marked");
    press(&mut w, Role::Link, "Looked through");
    assert!(!cell_name(&w, "B1", "Child E").contains("since"));
    undo(&mut w);
    assert!(cell_name(&w, "B1", "Child E").contains("since"));
    take(&mut w, "B1", "Child E");
    key(&mut w, Modifiers::NONE, Key::L);
    assert!(!cell_name(&w, "B1", "Child E").contains("since"), "L looks through");
}

#[test]
fn two_versions_are_both_shown_and_a_person_chooses() {
    let desk = Desk::new();
    let mut w = framework(&desk, &["D1"]);
    assert!(cell_name(&w, "D1", "Child A").contains("two people differ"));
    press(&mut w, Role::Link, "Choose between two versions of D1 in Child A");
    let stands = written_in(&w, "D1", "Child A").text;
    let texts = ["The liaison form was sent, and read nine days late.", "Nobody opened the liaison form before the injury."];
    let other = texts.into_iter().find(|text| *text != stands).expect("the other");
    w.get_by_role_and_label(Role::Group, "Ros Parry wrote");
    w.get_by_role_and_label(Role::Group, "Jo Mensah wrote");
    assert!(w.query_all_by_label(other).next().is_some());
    press(&mut w, Role::Button, "Take the other");
    assert_eq!(written_in(&w, "D1", "Child A").text, other);
    assert_eq!(session(&w).project().disagreements().count(), 0);
    undo(&mut w);
    assert_eq!((written_in(&w, "D1", "Child A").text, session(&w).project().disagreements().count()), (stands, 1));
}

#[test]
fn passages_are_linked_unlinked_and_opened() {
    let desk = Desk::new();
    let mut w = framework(&desk, &["B1"]);
    take(&mut w, "B1", "Child B");
    let links = written_in(&w, "B1", "Child B").links;
    press(&mut w, Role::Button, "Unlink passage 1 from sentence 1");
    assert_eq!(written_in(&w, "B1", "Child B").links.len(), links.len() - 1);
    press(&mut w, Role::Link, "Link passage 1");
    let entry =
        w.query_all_by_role(Role::MenuItem).find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Sentence 2")));
    entry.expect("a sentence to choose").click();
    settle(&mut w);
    let first = coded_of(&w, "B1", "Child B")[0];
    assert!(written_in(&w, "B1", "Child B").links.contains(&SummaryLink { line: 1, coding: first }));
    w.query_all_by_label("Passage 1 of B1 in Child B").next().expect("a raised number").click();
    settle(&mut w);
    assert_eq!(w.state().page(), Page::Reading);
}

#[test]
fn a_cell_is_stated_absent_on_chosen_passages_and_never_reads_as_no() {
    let desk = Desk::new();
    let mut w = framework(&desk, &["B1", "A4", "A2", "C4"]);
    let (code, child) = ["Child A", "Child B", "Child C", "Child D", "Child E", "Child G"]
        .into_iter()
        .flat_map(|child| ["A2", "C4", "A4", "B1"].map(|code| (code, child)))
        .find(|(code, child)| cell_name(&w, code, child) == "Read, not found")
        .expect("one is not found");
    take(&mut w, code, child);
    press(&mut w, Role::Button, "State of the cell: Nothing stated");
    press(&mut w, Role::MenuItemRadio, "Stated absent");
    let before = steps(&w);
    let offered = w.query_all_by_role(Role::CheckBox).next().is_some();
    if offered {
        w.query_all_by_role(Role::CheckBox).next().expect("offered").click();
        settle(&mut w);
    }
    press(&mut w, Role::Button, "State it absent");
    assert_eq!((steps(&w), cell_name(&w, code, child).as_str()), (before + 1, "Stated absent"));
    let cell = session(&w).project().cell(theme(session(&w), code), case(session(&w), child)).expect("there").clone();
    assert_eq!((cell.judgement, cell.grounds.len()), (Judgement::Absent, usize::from(offered)));
    take(&mut w, code, child);
    press(&mut w, Role::Button, "State of the cell: Stated absent");
    press(&mut w, Role::MenuItemRadio, "Not applicable");
    assert_eq!(cell_name(&w, code, child), "Not applicable");
    press(&mut w, Role::Button, "State of the cell: Not applicable");
    press(&mut w, Role::MenuItemRadio, "Nothing stated");
    assert_eq!(cell_name(&w, code, child), "Read, not found");
    let said = w.query_all_by_role(Role::GridCell).filter_map(|n| n.accesskit_node().label());
    assert!(said.into_iter().all(|name| !name.ends_with(": No") && !name.to_lowercase().contains("not mentioned")));
}

/// The name of a band of cases.
fn band(window: &Window, start: &str) -> String {
    let names = window.query_all_by_role(Role::RowHeader).filter_map(|n| n.accesskit_node().label());
    names.into_iter().find(|name| name.starts_with(start)).expect("a band")
}

#[test]
fn groups_fold_cases_are_arranged_and_keys_go_everywhere() {
    let desk = Desk::new();
    let mut w = framework(&desk, &[]);
    let band = band(&w, "Under 3 months, ");
    assert!(w.query_all_by_label_contains("1 of 2 documents read").next().is_some(), "how far a case is");
    press(&mut w, Role::RowHeader, &band);
    assert!(w.query_all_by_label_contains("Child A, ").next().is_none(), "folded by mouse");
    key(&mut w, Modifiers::NONE, Key::Enter);
    assert!(w.query_all_by_label_contains("Child A, ").next().is_some(), "and unfolded by key");
    for down in [Key::ArrowDown, Key::ArrowRight, Key::PageDown, Key::End, Key::PageUp, Key::ArrowUp, Key::ArrowDown] {
        key(&mut w, Modifiers::NONE, down);
    }
    let chosen = w.query_all_by(|n| n.is_selected() == Some(true) && n.role() == Role::GridCell).count();
    assert_eq!(chosen, 1, "one cell has the cursor");
    key(&mut w, Modifiers::NONE, Key::Num3);
    assert!(w.query_by_role_and_label(Role::RadioButton, "Row").is_some(), "3 opens the pane");
    key(&mut w, Modifiers::NONE, Key::Escape);
    assert!(w.query_by_role_and_label(Role::RadioButton, "Row").is_none(), "the pane is put away");
    press(&mut w, Role::Button, "Arrange cases");
    press(&mut w, Role::MenuItemRadio, "By District");
    let coast = self::band(&w, "Coast, ");
    press(&mut w, Role::Button, "Arrange cases");
    press(&mut w, Role::MenuItemRadio, "No groups");
    assert!(w.query_by_label(&coast).is_none());
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_framework -- --ignored"]
fn pictures() {
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(&folder).expect("made");
    let desk = Desk::new();
    let path = worked(&desk);
    let windows = [
        ("light", vec2(1440.0, 900.0), 1.0, false),
        ("dark", vec2(1440.0, 900.0), 1.0, true),
        ("1280x720", vec2(1280.0, 720.0), 1.0, false),
        ("zoom200", vec2(1440.0, 900.0), 2.0, false),
        ("zoom300", vec2(1280.0, 720.0), 3.0, false),
    ];
    for (end, size, zoom, dark) in windows {
        let mut w = window(&desk, &path, size, zoom, true);
        let appearance =
            if dark { deepdive::app::settings::Appearance::Dark } else { deepdive::app::settings::Appearance::Light };
        ask(&mut w, Action::SetAppearance(appearance));
        ask(&mut w, Action::ChooseRound(RoundChoice::AllCases));
        ask(&mut w, Action::Command(Command::GoToFramework));
        let save =
            |w: &mut Window, name: &str| w.render().expect("drawn").save(format!("{folder}/{name}-{end}.png")).expect("saved");
        choose(&mut w, &["B1", "D1", "A4", "C2", "H2", "A1", "A5"]);
        ask(&mut w, Action::Command(Command::GoToFramework));
        save(&mut w, "framework-start");
        let cell = w
            .query_all_by_role(Role::GridCell)
            .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains("draft")) && n.rect().is_positive());
        if let Some(cell) = cell {
            cell.click();
        }
        settle(&mut w);
        save(&mut w, "framework");
        key(&mut w, Modifiers::NONE, Key::Num2);
        save(&mut w, "framework-cell");
        key(&mut w, Modifiers::NONE, Key::Num3);
        save(&mut w, "framework-row");
        key(&mut w, Modifiers::NONE, Key::Enter);
        save(&mut w, "framework-write");
        key(&mut w, Modifiers::NONE, Key::Escape);
        if w.query_by_label("Choose themes").is_some() {
            press(&mut w, Role::Button, "Choose themes");
            save(&mut w, "framework-themes");
        }
    }
}

#[test]
#[ignore = "measures; run with --nocapture"]
fn frames_of_a_large_framework() {
    let alone = framework_desk::large::large(2_000);
    let from = std::time::Instant::now();
    let all = alone.session.tree().nodes().iter().filter(|n| !n.is_group()).map(|n| n.id).collect();
    let wanted = Arrangement { themes: Some(all), ..Arrangement::default() };
    let whole = Framework::of(alone.session.project(), &alone.session.tree(), &wanted);
    let codings = alone.session.project().codings().len();
    println!("{} cases by {} themes, {codings} codings: {:?}", whole.rows.len(), whole.columns.len(), from.elapsed());
    let mut h = framework_desk::large::window(alone);
    let mut times = Vec::new();
    for step in 0..120 {
        h.hover_at(egui::pos2(700.0, 500.0));
        h.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(if step % 4 == 0 { -300.0 } else { 0.0 }, -400.0),
            modifiers: Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
        });
        let from = std::time::Instant::now();
        h.step();
        times.push(from.elapsed());
    }
    times.sort();
    println!("median {:?}, most {:?}, made {} times", times[60], times[119], h.state().page.times_made());
}
