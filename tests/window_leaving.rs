//! Promises of the export dialog about who will read the file, asked by role and name as a screen reader would.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a test stops at the first surprise"
)]

mod matrix_bench;

use deepdive::app::action::{Action, MatrixExport};
use deepdive::app::command::Command;
use deepdive::app::export::export;
use deepdive::app::gesture::Gesture;
use deepdive::disclose::Level;
use deepdive::ui::style::ThemeChoice;
use egui::Key;
use egui::accesskit::{Role, Toggled};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use matrix_bench::{Bench, case, rich, theme, window};
use std::path::Path;

type Window = Harness<'static, Bench>;

const SUMMARY: &str = "Zara was born on 14 March 2021 at home, CT1 2AB. Mrs Okafor rang the ward.";

fn bench() -> Bench {
    let (folder, mut session) = rich();
    let (d1, b) = (theme(&session, "D1"), case(&session, "Child B"));
    session.perform(&Gesture::Summarise(d1, b, SUMMARY.into())).unwrap();
    Bench::new((folder, session))
}

fn dialog(height: f32) -> Window {
    let mut h = window(bench(), (1440.0, height), 1.0, ThemeChoice::Light, false);
    assert!(h.state_mut().command(Command::ExportMatrix));
    h.run_steps(4);
    h
}

fn press(h: &mut Window, role: Role, name: &str) {
    // Not by the mouse: the dialog may have been scrolled away from it.
    h.get_by_role_and_label(role, name).click_accesskit();
    h.run_steps(4);
}

fn pick(h: &mut Window, list: &str, entry: &str) {
    press(h, Role::Button, list);
    press(h, Role::MenuItemRadio, entry);
}

fn can_export(h: &Window) -> bool {
    !h.get_by_role_and_label(Role::Button, "Export").accesskit_node().is_disabled()
}

fn is_on(h: &Window, level: &str) -> bool {
    h.get_by_role_and_label(Role::RadioButton, level).accesskit_node().toggled() == Some(Toggled::True)
}

fn exported(h: &Window) -> MatrixExport {
    let wanted = h.state().asked.iter().rev().find_map(|a| if let Action::Export(w) = a { Some((**w).clone()) } else { None });
    wanted.unwrap_or_else(|| panic!("{:?}", h.state().asked))
}

#[test]
fn the_level_is_chosen_and_says_what_it_does() {
    let mut h = dialog(2000.0);
    assert!(is_on(&h, "Internal") && !is_on(&h, "Publishable"));
    h.get_by_role_and_label(Role::RadioGroup, "Who will read it");
    press(&mut h, Role::RadioButton, "Publishable");
    h.get_by_label_contains("with one column for each case nothing can be published");
    assert!(!can_export(&h), "and it cannot be exported so");
    pick(&mut h, "Columns: Cases", "Age band");
    h.get_by_label_contains("choose cases for the cells");
    pick(&mut h, "Cells: Codings", "Cases");
    assert!(h.query_by_label_contains("choose cases for the cells").is_none());
    assert!(can_export(&h), "cases by age band can be published, with enough of it hidden");
    press(&mut h, Role::RadioButton, "Internal");
    assert!(can_export(&h));
    press(&mut h, Role::Button, "Export");
    assert_eq!(exported(&h).level, Level::Internal);
}

#[test]
fn identifiers_are_decided_one_by_one_or_by_kind() {
    let mut h = dialog(2000.0);
    pick(&mut h, "Cells: Codings", "Summaries");
    assert!(can_export(&h), "within the team nothing is asked");
    press(&mut h, Role::RadioButton, "Partnership");
    assert!(!can_export(&h));
    h.get_by_label_contains("3 identifiers to decide before it can be exported");
    h.get_by_role_and_label(Role::RadioGroup, "Date of birth: what to do about “14 March 2021”");
    assert!(h.query_all_by_label_contains("Zara was born on 14 March 2021 at home").count() >= 3, "each with its surroundings");
    press(&mut h, Role::RadioButton, "Mask as [date of birth]");
    press(&mut h, Role::Button, "Mask all: postcode (1)");
    h.get_by_label_contains("1 identifier to decide before it can be exported");
    let keep = h.get_all_by_role_and_label(Role::RadioButton, "Keep").last().unwrap();
    keep.click();
    h.run_steps(4);
    assert!(can_export(&h));
    press(&mut h, Role::Button, "Export");
    let wanted = exported(&h);
    assert!(
        h.state().asked.iter().any(|a| matches!(a, Action::KeepDecisions(d) if **d == wanted.decisions)),
        "they are remembered"
    );
    let path = tempfile::tempdir().unwrap();
    let wanted = MatrixExport { path: path.path().join("m.csv"), format: deepdive::write::Format::Csv, ..wanted };
    export(&h.state().session, &wanted).unwrap();
    let file = std::fs::read_to_string(&wanted.path).unwrap();
    assert!(file.contains("Zara was born on [date of birth] at home, [postcode]. Mrs Okafor rang the ward."), "{file}");
}

#[test]
fn quotes_are_confirmed_written_anew_or_left_out() {
    let mut h = dialog(3000.0);
    pick(&mut h, "Columns: Cases", "Age band");
    pick(&mut h, "Rows: Themes", "Theme groups");
    pick(&mut h, "Cells: Codings", "Quotations");
    press(&mut h, Role::RadioButton, "Publishable");
    let open = |h: &Window| {
        let label = h.get_by_label_contains("before it can be exported").accesskit_node().label().unwrap();
        label.split_whitespace().filter_map(|w| w.parse::<usize>().ok()).sum::<usize>()
    };
    let all = open(&h);
    assert!(all >= 9, "every quote is asked about: {all}");
    h.get_all_by_role_and_label(Role::RadioButton, "Keep word for word").next().unwrap().click();
    h.run_steps(4);
    assert_eq!(open(&h), all - 1);
    h.get_all_by_role_and_label(Role::RadioButton, "Leave out").nth(1).unwrap().click();
    h.run_steps(4);
    h.get_all_by_role_and_label(Role::Button, "Write in other words…").nth(2).unwrap().click();
    h.run_steps(4);
    let field = h.get_by_role_and_label(Role::MultilineTextInput, "Other words for the quote");
    field.focus();
    field.type_text("The ward did not know the father.");
    h.run_steps(4);
    press(&mut h, Role::Button, "Use these words");
    h.get_by_label("In other words: “The ward did not know the father.”");
    assert!(!can_export(&h));
}

#[test]
fn a_level_is_chosen_by_key() {
    let mut h = dialog(2000.0);
    h.get_by_role_and_label(Role::RadioButton, "Partnership").focus();
    h.run_steps(2);
    h.key_press(Key::Space);
    h.run_steps(4);
    assert!(is_on(&h, "Partnership"));
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_leaving -- --ignored"]
fn pictures() {
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(Path::new(&folder)).unwrap();
    let (light, dark, usual) = (ThemeChoice::Light, ThemeChoice::Dark, (1440.0, 900.0));
    let windows = [
        ("light", usual, 1.0, light),
        ("dark", usual, 1.0, dark),
        ("1280x720", (1280.0, 720.0), 1.0, light),
        ("zoom200", usual, 2.0, light),
    ];
    for (end, size, zoom, look) in windows {
        let mut bench = bench();
        bench.with_frame = true;
        let mut h = window(bench, size, zoom, look, true);
        assert!(h.state_mut().command(Command::ExportMatrix));
        h.run_steps(4);
        let save = |h: &mut Window, name: &str| h.render().unwrap().save(format!("{folder}/{name}-{end}.png")).unwrap();
        let down = |h: &mut Window| {
            for _ in 0..8 {
                h.hover_at(egui::pos2(size.0 / zoom / 2.0, size.1 / zoom / 2.0));
                h.event(egui::Event::MouseWheel {
                    unit: egui::MouseWheelUnit::Point,
                    delta: egui::vec2(0.0, -120.0),
                    modifiers: egui::Modifiers::NONE,
                    phase: egui::TouchPhase::Move,
                    source: egui::MouseWheelSource::Wheel,
                });
                h.run_steps(3);
            }
        };
        pick(&mut h, "Cells: Codings", "Summaries");
        press(&mut h, Role::RadioButton, "Partnership");
        save(&mut h, "leaving-level");
        down(&mut h);
        save(&mut h, "leaving-identifiers");
        pick(&mut h, "Columns: Cases", "Age band");
        pick(&mut h, "Cells: Summaries", "Cases");
        press(&mut h, Role::RadioButton, "Publishable");
        let buttons = h.query_all_by_role(Role::Button).filter_map(|n| n.accesskit_node().label());
        let summary = buttons.into_iter().find(|label| label.contains("counts are not shown")).unwrap();
        press(&mut h, Role::Button, &summary);
        save(&mut h, "leaving-account");
        press(&mut h, Role::Button, &summary);
        pick(&mut h, "Cells: Cases", "Quotations");
        down(&mut h);
        save(&mut h, "leaving-quotes");
    }
}
