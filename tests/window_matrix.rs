//! Promises of the page of the matrix, asked by role and name as a screen reader would.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::too_many_lines, reason = "a test stops at the first surprise")]

mod matrix_bench;

use deepdive::app::action::Action;
use deepdive::app::command::{Command, Page};
use deepdive::app::gesture::Gesture;
use deepdive::model::Judgement;
use deepdive::ui::style::ThemeChoice;
use deepdive::write::Format;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use matrix_bench::{Bench, bare, case, rich, theme, window};
use std::path::Path;

type Window = Harness<'static, Bench>;

const D1: &str = "Midwifery to health visiting, Child B: 3 concern, 1 good practice";

fn matrix() -> Window {
    window(Bench::new(rich()), (1440.0, 2600.0), 1.0, ThemeChoice::Light, false)
}

fn press(h: &mut Window, role: Role, name: &str) {
    h.get_by_role_and_label(role, name).click();
    h.run_steps(4);
}

fn key(h: &mut Window, key: Key) {
    h.key_press(key);
    h.run_steps(3);
}

fn cards(h: &Window) -> usize {
    h.query_all_by_role(Role::Button)
        .filter(|n| n.accesskit_node().label().is_some_and(|l| l.contains("LCSPR, ") || l.contains("review, ")))
        .count()
}

#[test]
fn a_cell_shows_exactly_its_passages_and_they_open() {
    let mut h = matrix();
    press(&mut h, Role::GridCell, D1);
    h.get_by_role_and_label(Role::Heading, "D1 Midwifery to health visiting in Child B, 4 passages in 2 of 4 documents");
    h.get_by_role_and_label(Role::Label, "Concern, 3 passages");
    h.get_by_role_and_label(Role::Label, "Good practice, 1 passage");
    assert_eq!(cards(&h), 4);
    h.get_by_label_contains("The health visitor rang the ward herself").click();
    h.run_steps(3);
    let Some(Action::Open(document, Some(range))) = h.state().asked.last().cloned() else { panic!("{:?}", h.state().asked) };
    let session = &h.state().session;
    assert!(session.text(document).unwrap().quote(range).starts_with("The health visitor rang"));
    assert_eq!(h.state().page.times_computed(), 1);
}

#[test]
fn a_statement_changes_the_cell_and_never_reads_as_no() {
    let mut h = matrix();
    press(&mut h, Role::GridCell, "Midwifery to health visiting, Child A: not mentioned");
    h.get_by_label_contains("this does not mean that it was not so");
    press(&mut h, Role::Button, "State of the cell: Nothing stated");
    press(&mut h, Role::MenuItemRadio, "Stated absent");
    let session = &h.state().session;
    let gesture = Gesture::Judge(theme(session, "D1"), case(session, "Child A"), Judgement::Absent);
    assert_eq!(h.state().asked, [Action::from(gesture)]);
    h.get_by_role_and_label(Role::GridCell, "Midwifery to health visiting, Child A: stated absent");
    h.get_by_role_and_label(Role::GridCell, "Midwifery to health visiting, Child J: not yet read");
    assert_eq!(h.state().page.times_computed(), 2);
}

#[test]
fn unread_cases_are_in_no_total() {
    let h = matrix();
    h.get_by_role_and_label(
        Role::GridCell,
        "Midwifery to health visiting: concern in 1 of 9 cases, good practice in 1, 1 not yet read",
    );
    h.get_by_role_and_label(Role::ColumnHeader, "Under 3 months, 3");
}

#[test]
fn a_total_shows_the_passages_of_its_row() {
    let mut h = matrix();
    press(&mut h, Role::RowHeader, "D1 Midwifery to health visiting");
    h.get_by_label_contains("Midwifery to health visiting in all cases, 4 passages in 2 of 13 documents");
}

#[test]
fn groups_fold_and_unfold_by_mouse_and_key() {
    let mut h = matrix();
    h.get_by_role_and_label(Role::RowHeader, "D1 Midwifery to health visiting");
    press(&mut h, Role::Button, "Fold D Information sharing and seeking");
    assert!(h.query_by_label("D1 Midwifery to health visiting").is_none());
    press(&mut h, Role::RowHeader, "D Information sharing and seeking");
    key(&mut h, Key::Space);
    press(&mut h, Role::GridCell, D1);
    key(&mut h, Key::Space);
    assert!(h.query_by_label("D1 Midwifery to health visiting").is_none());
    press(&mut h, Role::Button, "Fold all groups");
    assert!(h.query_by_label_contains("B1 ").is_none());
    press(&mut h, Role::Button, "Unfold all groups");
    h.get_by_role_and_label(Role::GridCell, D1);
}

#[test]
fn arrows_move_the_cursor_and_enter_shows_what_is_under_it() {
    let mut h = matrix();
    press(&mut h, Role::GridCell, D1);
    key(&mut h, Key::ArrowLeft);
    h.get_by_label_contains("in Child B, 4 passages");
    key(&mut h, Key::Enter);
    h.get_by_label_contains("Midwifery to health visiting in Child A, 0 passages");
    key(&mut h, Key::ArrowLeft);
    key(&mut h, Key::Enter);
    h.get_by_label_contains("Midwifery to health visiting in all cases");
    key(&mut h, Key::Escape);
    assert!(h.query_by_label_contains("in all cases").is_none());
    for _ in 0..8 {
        key(&mut h, Key::PageDown);
    }
    key(&mut h, Key::End);
    key(&mut h, Key::Enter);
    h.get_by_label_contains("in Child J, 0 passages");
}

#[test]
fn a_summary_is_saved_when_the_field_is_left() {
    let mut h = matrix();
    press(&mut h, Role::GridCell, D1);
    press(&mut h, Role::Link, "Write the summary");
    let field = h.get_by_role_and_label(Role::MultilineTextInput, "Summary");
    field.focus();
    field.type_text("Nobody opened the form.");
    h.run_steps(3);
    press(&mut h, Role::Button, "Save");
    let session = &h.state().session;
    let gesture = Gesture::Summarise(theme(session, "D1"), case(session, "Child B"), "Nobody opened the form.".into());
    assert_eq!(h.state().asked, [Action::from(gesture)]);
    h.get_by_label("Summary: Nobody opened the form.");
}

#[test]
fn the_export_asks_for_what_was_chosen() {
    let mut h = matrix();
    assert!(h.state_mut().command(Command::ExportMatrix));
    h.run_steps(4);
    press(&mut h, Role::Button, "Columns: Cases");
    press(&mut h, Role::MenuItemRadio, "District");
    press(&mut h, Role::Button, "Cells: Codings");
    press(&mut h, Role::MenuItemRadio, "Words");
    press(&mut h, Role::Button, "Format: Excel workbook");
    press(&mut h, Role::MenuItemRadio, "CSV, for any program");
    press(&mut h, Role::RadioButton, "One line per row and column");
    press(&mut h, Role::Button, "Browse…");
    assert!(h.state_mut().page.take_wants_path());
    assert!(!h.state_mut().page.take_wants_path());
    h.state_mut().page.set_path(Path::new("/tmp/out.csv"));
    h.run_steps(2);
    press(&mut h, Role::Button, "Export");
    let Some(Action::Export(wanted)) = h.state().asked.last() else { panic!("{:?}", h.state().asked) };
    assert_eq!((wanted.rows.as_str(), wanted.columns.as_str(), wanted.cells.as_str()), ("theme", "attribute:District", "words"));
    assert_eq!((wanted.format, wanted.tidy, wanted.path.as_path()), (Format::Csv, true, Path::new("/tmp/out.csv")));
}

#[test]
fn an_export_that_makes_no_sense_says_why() {
    let mut h = matrix();
    press(&mut h, Role::Button, "Export…");
    press(&mut h, Role::Button, "Columns: Cases");
    press(&mut h, Role::MenuItemRadio, "Theme groups");
    h.get_by_label_contains("themes on both sides");
    press(&mut h, Role::Button, "Export");
    assert!(h.state().asked.is_empty());
}

#[test]
fn sides_can_be_chosen_and_swapped() {
    let mut h = matrix();
    press(&mut h, Role::Button, "Rows and columns");
    press(&mut h, Role::Button, "Columns: Cases");
    press(&mut h, Role::MenuItemRadio, "Documents");
    press(&mut h, Role::Button, "Done");
    h.get_by_role_and_label(Role::Heading, "Themes by document");
    press(&mut h, Role::Button, "Swap rows and columns");
    h.get_by_role_and_label(Role::Heading, "Documents by theme");
    h.get_by_role_and_label(Role::RowHeader, "Child B LCSPR");
}

#[test]
fn an_empty_deep_dive_says_what_to_do() {
    let mut h = window(Bench::new(bare()), (1440.0, 900.0), 1.0, ThemeChoice::Light, false);
    h.get_by_role_and_label(Role::Heading, "No cases yet");
    press(&mut h, Role::Button, "Go to Reviews");
    assert_eq!(h.state().asked, [Action::GoTo(Page::Reviews)]);
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_matrix -- --ignored"]
fn pictures() {
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(&folder).unwrap();
    let (light, dark, usual) = (ThemeChoice::Light, ThemeChoice::Dark, (1440.0, 900.0));
    let windows = [
        ("light", usual, 1.0, light),
        ("dark", usual, 1.0, dark),
        ("1280x720", (1280.0, 720.0), 1.0, light),
        ("zoom200", usual, 2.0, light),
    ];
    for (end, size, zoom, theme) in windows {
        let mut bench = Bench::new(rich());
        bench.with_frame = true;
        let mut h = window(bench, size, zoom, theme, true);
        let save = |h: &mut Window, name: &str| h.render().unwrap().save(format!("{folder}/{name}-{end}.png")).unwrap();
        save(&mut h, "matrix-start");
        press(&mut h, Role::Button, "Fold A The baby and the injury");
        if zoom < 2.0 {
            press(&mut h, Role::Button, "Fold C Parents' own needs and circumstances");
            while h.query_by_label(D1).is_none_or(|n| n.rect().bottom() > size.1 / 2.0) {
                h.hover_at(egui::pos2(700.0, 300.0));
                h.event(egui::Event::MouseWheel {
                    unit: egui::MouseWheelUnit::Point,
                    delta: egui::vec2(0.0, -60.0),
                    modifiers: egui::Modifiers::NONE,
                    phase: egui::TouchPhase::Move,
                    source: egui::MouseWheelSource::Wheel,
                });
                h.run_steps(3);
            }
            press(&mut h, Role::GridCell, D1);
            h.hover_at(egui::pos2(5.0, 5.0));
            h.run_steps(6);
        } else {
            let cell = h
                .get_all_by_role(Role::GridCell)
                .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains("Child B: ") && l.contains("concern")))
                .unwrap();
            cell.click();
            h.run_steps(4);
        }
        save(&mut h, "matrix");
        press(&mut h, Role::Button, "Export…");
        save(&mut h, "matrix-export");
    }
}

#[test]
#[ignore = "measures; run with --nocapture"]
fn frames_of_a_large_matrix() {
    let (folder, session) = matrix_bench::large();
    let mut h = window(Bench::new((folder, session)), (1440.0, 900.0), 1.0, ThemeChoice::Light, false);
    let mut times = Vec::new();
    for step in 0..60 {
        h.hover_at(egui::pos2(700.0, 500.0));
        h.event(egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: egui::vec2(if step % 2 == 0 { -400.0 } else { 0.0 }, -60.0),
            modifiers: egui::Modifiers::NONE,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
        });
        let from = std::time::Instant::now();
        h.step();
        times.push(from.elapsed());
    }
    times.sort();
    println!("median {:?}, most {:?}, computed {}", times[30], times[59], h.state().page.times_computed());
}
