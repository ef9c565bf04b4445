//! The whole job in the window: a new user goes from coded cases to the Word report, the board summary and the
//! workbook, by role and name; and the commands then write the same files.

#![expect(clippy::expect_used, clippy::panic, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;

use deepdive::app::command::Page;
use deepdive::app::session::Session;
use deepdive::ui::app::DeepdiveApp;
use desk::{Desk, click, key, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use std::process::Command;

type Window = Harness<'static, DeepdiveApp>;

const NONE: Modifiers = Modifiers::NONE;
const ROUND: &str = "For the board, autumn";
const STATEMENT: &str = "What the midwife knew before birth did not reach the health visitor in time";

fn window(desk: &Desk, sample: &Path) -> Window {
    let builder = Harness::builder().with_size(egui::vec2(1440.0, 2600.0)).with_max_steps(64);
    let mut window = builder.build_eframe(desk.app(Some(sample.to_owned())));
    settle(&mut window);
    window
}

fn session(window: &Window) -> &Session {
    window.state().session().expect("open")
}

fn says(window: &Window, words: &str) -> bool {
    window.query_all_by(|n| [n.label(), n.value()].into_iter().flatten().any(|w| w.contains(words))).next().is_some()
}

fn write(window: &mut Window, field: &str, words: &str) {
    let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    window.get_by(|n| is_field(n.role()) && n.label().as_deref() == Some(field)).focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(2);
    window.get_by(|n| is_field(n.role()) && n.label().as_deref() == Some(field)).type_text(words);
    window.run_steps(2);
}

/// Presses what has a role and a name that begins so, wherever the page has been scrolled to.
fn press(window: &mut Window, role: Role, start: &str) {
    let found = window.query_all_by_role(role).find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(start)));
    found.unwrap_or_else(|| panic!("no {role:?} “{start}…”")).click_accesskit();
    settle(window);
}

/// Goes to a page as a person does who has only the palette.
fn go_to(window: &mut Window, words: &str, page: Page) {
    key(window, Modifiers::COMMAND, Key::K);
    let palette = window.get_by(|n| n.role() == Role::TextInput && n.is_focused());
    palette.type_text(words);
    window.run_steps(3);
    key(window, NONE, Key::Enter);
    settle(window);
    assert_eq!(window.state().page(), page, "{words}");
}

/// A deep dive over the cases of a period, within which the window then works.
fn plan(window: &mut Window) {
    go_to(window, "Go to deep dives", Page::Rounds);
    press(window, Role::Button, "Add a deep dive");
    write(window, "Name", ROUND);
    write(window, "Question", "How was what was known of the family passed on?");
    write(window, "Period from", "2021");
    write(window, "Period to", "2024");
    key(window, NONE, Key::Tab);
    press(window, Role::RadioButton, "Cases");
    press(window, Role::Button, "Propose by period");
    press(window, Role::Button, "Take ");
    assert!(says(window, &format!("Working within: {ROUND}")));
    let project = session(window).project();
    let round = project.deep_dives().iter().last().expect("made");
    assert!(round.cases_in().count() >= 10, "the cases of the sample with a date");
}

/// A draft of the framework is asked for, and taken over by a person.
fn summarise(window: &mut Window) {
    go_to(window, "Go to framework", Page::Framework);
    let written = |window: &Window| {
        let project = session(window).project();
        project.cells().iter().filter(|c| !c.summary.is_empty() && !c.is_draft).count()
    };
    let before = written(window);
    press(window, Role::Link, "Draft from quotes: ");
    press(window, Role::Link, "Accept the draft of ");
    assert_eq!(written(window), before + 1);
}

fn find(window: &mut Window) {
    go_to(window, "Go to findings", Page::Findings);
    press(window, Role::Button, "New finding");
    write(window, "Statement of the new finding", STATEMENT);
    key(window, NONE, Key::Enter);
    press(window, Role::Link, "Themes, agencies, frames");
    press(window, Role::Button, "Add a theme");
    write(window, "Theme of the finding", "D1");
    key(window, NONE, Key::Enter);
    press(window, Role::Link, "Add a recommendation");
    write(window, "Text of the new recommendation", "Each form is answered within two days");
    key(window, NONE, Key::Enter);
    let project = session(window).project();
    let round = project.deep_dives().iter().last().expect("made").id;
    assert_eq!((project.findings_of(round).len(), project.recommendations_of(round).len()), (1, 1));
}

fn save_report(window: &mut Window, kind: &str, level: &str, path: &Path) {
    key(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    click(window, Role::RadioButton, kind);
    click(window, Role::RadioButton, level);
    write(window, "File", &path.display().to_string());
    // As a person does who has just written where to.
    key(window, NONE, Key::Enter);
    assert!(says(window, &format!("Saved {}", path.display())), "{kind}");
}

fn save_matrix(window: &mut Window, path: &Path) {
    go_to(window, "Go to matrix", Page::Matrix);
    press(window, Role::Button, "Saved matrices");
    press(window, Role::MenuItem, "Save under a name…");
    write(window, "Name", "Themes by case");
    click(window, Role::Button, "Save");
    press(window, Role::Button, "Export");
    window.get_by_role_and_label(Role::Dialog, "Export a matrix");
    click(window, Role::RadioButton, "Partnership");
    key(window, Modifiers::COMMAND | Modifiers::SHIFT, Key::E);
    assert!(window.query_by_role_and_label(Role::Dialog, "Write a report").is_none(), "one dialog at a time");
    write(window, "File", &path.display().to_string());
    let export = window.query_all_by_role_and_label(Role::Button, "Export").last().expect("of the dialog");
    assert!(!export.accesskit_node().is_disabled(), "nothing is left to decide");
    export.click();
    settle(window);
    assert!(path.exists(), "saved");
}

fn command(desk: &Desk, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_deepdive"));
    let ran = command.env("DEEPDIVE_HOME", desk.folder.path().join("home")).args(arguments).output().expect("runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn a_new_user_gets_from_coded_cases_to_report_board_summary_and_workbook() {
    let desk = Desk::new();
    let sample = desk.sample();
    let mut window = window(&desk, &sample);
    plan(&mut window);
    summarise(&mut window);
    find(&mut window);
    let path = |name: &str| desk.folder.path().join(name);
    save_matrix(&mut window, &path("matrix.xlsx"));
    save_report(&mut window, "Full report", "Internal", &path("report.docx"));
    save_report(&mut window, "Board summary", "Internal", &path("board.docx"));
    drop(window);

    let (project, of) = (sample.display().to_string(), |name: &str| path(name).display().to_string());
    for (kind, name) in [("full", "report"), ("board", "board")] {
        let (ours, theirs) = (format!("{name}.docx"), of(&format!("{name} by command.docx")));
        command(&desk, &["report", &project, "--kind", kind, "--level", "internal", "--deep-dive", ROUND, "--output", &theirs]);
        let same = std::fs::read(path(&ours)).expect("there") == std::fs::read(theirs).expect("there");
        assert!(same, "{ours}: the command writes the same file");
    }
    let theirs = of("matrix by command.xlsx");
    let what = ["--saved", "Themes by case", "--format", "xlsx", "--level", "partnership", "--output", &theirs];
    command(&desk, &[&["matrix", &project], &what[..]].concat());
    assert!(std::fs::read(path("matrix.xlsx")).expect("there") == std::fs::read(theirs).expect("there"), "the same workbook");
    let report = std::fs::read(path("report.docx")).expect("there");
    assert!(report.len() > 10_000, "a report with its sections");
}
