//! Promises of the page of the matrix beyond themes by cases: rounds, sides, filters, order, saved matrices, statements.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::too_many_lines, reason = "a test stops at the first surprise")]

mod matrix_bench;

use deepdive::app::action::Action;
use deepdive::app::gesture::{Gesture, Passage};
use deepdive::app::settings::RoundChoice;
use deepdive::app::study::StudyGesture;
use deepdive::model::{DeepDive, DeepDiveField, Id, Judgement, Polarity, Sampled};
use deepdive::ui::style::ThemeChoice;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use matrix_bench::{Bench, case, rich, tag, theme, window};

type Window = Harness<'static, Bench>;

fn matrix() -> Window {
    window(Bench::new(rich()), (1440.0, 2600.0), 1.0, ThemeChoice::Light, false)
}

fn press(h: &mut Window, role: Role, name: &str) {
    h.get_by_role_and_label(role, name).click();
    h.run_steps(4);
}

fn choose(h: &mut Window, now: &str, then: &str) {
    press(h, Role::Button, now);
    press(h, Role::MenuItemRadio, then);
}

fn key(h: &mut Window, key: Key) {
    h.key_press(key);
    h.run_steps(3);
}

/// The long sentence on the grid.
fn said(h: &Window) -> String {
    h.get_by_role(Role::Grid).accesskit_node().description().unwrap_or_default()
}

fn heading(h: &Window, name: &str) {
    h.get_by_role_and_label(Role::Heading, name);
}

/// A round of the children named, under the codebook as it stands.
fn round_of(bench: &mut Bench, names: &[&str]) -> Id<DeepDive> {
    let round = DeepDive::new("Round 2");
    let id = round.id;
    bench.session.perform(&Gesture::Study(StudyGesture::AddRound(Box::new(round)))).unwrap();
    let sample = names.iter().map(|name| (case(&bench.session, name), Some(Sampled { is_in: true, why: String::new() })));
    let sample = sample.collect();
    bench.session.perform(&Gesture::Study(StudyGesture::Sample(id, sample))).unwrap();
    bench.round = Some(id);
    id
}

#[test]
fn a_round_shows_its_cases_only_and_says_so() {
    let mut bench = Bench::new(rich());
    round_of(&mut bench, &["Child A", "Child B", "Child J"]);
    let h = window(bench, (1440.0, 2600.0), 1.0, ThemeChoice::Light, false);
    heading(&h, "Themes by case");
    h.get_by_role_and_label(
        Role::GridCell,
        "Midwifery to health visiting: concern in 1 of 2 cases, good practice in 1, 1 not yet read",
    );
    assert!(h.query_by_label("Midwifery to health visiting, Child C: not mentioned").is_none());
    let said = said(&h);
    assert!(said.contains("3 columns") && said.contains("Deep dive: Round 2. Only the cases of its sample"), "{said}");
}

#[test]
fn themes_on_both_sides_ask_how_near() {
    let mut h = matrix();
    press(&mut h, Role::Button, "Rows and columns");
    choose(&mut h, "Rows: Themes", "Theme groups");
    choose(&mut h, "Columns: Cases", "Theme groups");
    choose(&mut h, "Two themes meet: in the same passage", "in the same case");
    press(&mut h, Role::Button, "Done");
    heading(&h, "Theme groups by theme group in the same case");
    choose(&mut h, "What the cells show: Codings", "Cases");
    h.get_by_label_contains("The baby and the injury, Fathers and other men: ");
}

#[test]
fn bands_come_from_a_set_or_are_written() {
    let mut h = matrix();
    press(&mut h, Role::Button, "Rows and columns");
    choose(&mut h, "Columns: Cases", "Age in bands");
    h.get_by_role_and_label(Role::ColumnHeader, "4 weeks to under 3 months, 3 cases");
    let field = h.get_by_role_and_label(Role::TextInput, "Columns, where the bands part");
    field.focus();
    h.run_steps(2);
    h.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    h.get_by_role_and_label(Role::TextInput, "Columns, where the bands part").type_text("4 months, soon");
    h.run_steps(3);
    h.get_by_label_contains("are no bands");
    h.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    h.get_by_role_and_label(Role::TextInput, "Columns, where the bands part").type_text("4 months");
    h.run_steps(3);
    press(&mut h, Role::Button, "Done");
    heading(&h, "Themes by Age");
    h.get_by_role_and_label(Role::ColumnHeader, "Under 4 months, 5 cases");
}

#[test]
fn sides_that_cannot_be_are_told_with_a_way_out() {
    let mut h = matrix();
    press(&mut h, Role::Button, "Rows and columns");
    choose(&mut h, "Rows: Themes", "Documents");
    assert!(h.query_all_by_label_contains("cases or documents on both sides would say nothing").count() >= 1);
    press(&mut h, Role::Button, "Done");
    press(&mut h, Role::Button, "Show themes by case");
    heading(&h, "Themes by case");
}

#[test]
fn filters_stand_in_chips_and_each_can_be_taken_away() {
    let mut h = matrix();
    press(&mut h, Role::Button, "Filter");
    press(&mut h, Role::CheckBox, "Good practice");
    choose(&mut h, "Attribute: Choose…", "District");
    press(&mut h, Role::CheckBox, "Town");
    press(&mut h, Role::Button, "Done");
    let words = said(&h);
    assert!(words.contains("Only cases with District Town; only codings as good practice."), "{words}");
    assert!(h.query_all_by_label_contains("other: coded only by passages that the filter leaves out").next().is_some());
    press(&mut h, Role::Button, "Remove the filter: District: Town");
    h.get_by_role_and_label(Role::GridCell, "Midwifery to health visiting, Child B: 1 good practice");
    h.get_by_role_and_label(Role::Button, "Filter, 1 on");
    press(&mut h, Role::Button, "Remove the filter: Good practice");
    h.get_by_role_and_label(Role::GridCell, "Midwifery to health visiting, Child B: 3 concern, 1 good practice");
}

#[test]
fn a_case_that_is_coded_otherwise_never_reads_as_not_mentioned() {
    let mut h = matrix();
    press(&mut h, Role::Button, "Filter");
    press(&mut h, Role::CheckBox, "Context");
    press(&mut h, Role::Button, "Done");
    h.get_by_role_and_label(Role::GridCell, "Midwifery to health visiting, Child B: coded otherwise");
    h.get_by_role_and_label(Role::GridCell, "Midwifery to health visiting: concern in 0 of 9 cases, 1 not yet read");
}

#[test]
fn rows_and_columns_are_sorted_and_cases_stay_in_their_groups() {
    let mut h = matrix();
    let names = |h: &Window, role| -> Vec<String> {
        let mut all: Vec<(f32, f32, String)> = h
            .query_all_by_role(role)
            .map(|n| (n.rect().top(), n.rect().left(), n.accesskit_node().label().unwrap_or_default()))
            .collect();
        all.sort_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap());
        all.into_iter().map(|(_, _, name)| name).collect()
    };
    let columns = names(&h, Role::ColumnHeader);
    assert!(
        columns.starts_with(&["Under 3 months, 3".into(), "3 to 6 months, 5".into(), "6 to 12 months, 2".into()]),
        "{columns:?}"
    );
    press(&mut h, Role::Button, "Rows and columns");
    choose(&mut h, "Order of columns: As in codebook and lists", "By Age");
    choose(&mut h, "Order of rows: As in codebook and lists", "Most cases first");
    press(&mut h, Role::Button, "Done");
    let columns = names(&h, Role::ColumnHeader);
    let first: Vec<&str> = columns.iter().skip(3).take(3).map(String::as_str).collect();
    assert_eq!(first, ["Child B", "Child E", "Child A"]);
    press(&mut h, Role::Button, "Fold all groups");
    assert_eq!(names(&h, Role::RowHeader).len(), 9);
    assert!(said(&h).contains("Order: Sorted: rows by count, columns by Age."));
}

#[test]
fn left_and_right_fold_on_the_name_of_a_row() {
    let mut h = matrix();
    press(&mut h, Role::RowHeader, "D1 Midwifery to health visiting");
    key(&mut h, Key::ArrowLeft);
    key(&mut h, Key::ArrowLeft);
    assert!(h.query_by_label("D1 Midwifery to health visiting").is_none());
    key(&mut h, Key::ArrowRight);
    h.get_by_role_and_label(Role::RowHeader, "D1 Midwifery to health visiting");
    key(&mut h, Key::ArrowRight);
    key(&mut h, Key::Enter);
    h.get_by_label_contains("Information sharing and seeking in Child A");
}

#[test]
fn a_matrix_is_saved_opened_renamed_and_removed() {
    let mut bench = Bench::new(rich());
    let round = round_of(&mut bench, &["Child A", "Child B"]);
    let mut h = window(bench, (1440.0, 2600.0), 1.0, ThemeChoice::Light, false);
    press(&mut h, Role::Button, "Rows and columns");
    choose(&mut h, "Columns: Cases", "District");
    press(&mut h, Role::Button, "Done");
    press(&mut h, Role::Button, "Saved matrices");
    press(&mut h, Role::MenuItem, "Save under a name…");
    h.get_by_role_and_label(Role::TextInput, "Name").type_text("By district");
    h.run_steps(3);
    key(&mut h, Key::Enter);
    let saved: Vec<_> = h.state().session.project().saved_matrices().iter().cloned().collect();
    let [one] = saved.as_slice() else { panic!("{saved:?}") };
    assert_eq!(
        (one.name.as_str(), one.view.columns.as_str(), one.view.within),
        ("By district", "attribute:District", Some(round))
    );
    press(&mut h, Role::Button, "Swap rows and columns");
    press(&mut h, Role::Button, "Saved matrices");
    press(&mut h, Role::MenuItem, "Save as “By district”");
    let now = h.state().session.project().saved_matrices().get(one.id).unwrap().view.clone();
    assert_eq!((now.rows.as_str(), now.columns.as_str()), ("attribute:District", "theme"));
    h.state_mut().round = None;
    press(&mut h, Role::Button, "Swap rows and columns");
    press(&mut h, Role::Button, "Saved matrices");
    press(&mut h, Role::MenuItemRadio, "By district");
    assert_eq!(h.state().asked.last(), Some(&Action::ChooseRound(RoundChoice::One(round))));
    heading(&h, "District by theme");
    press(&mut h, Role::Button, "Saved matrices");
    press(&mut h, Role::MenuItem, "Rename…");
    h.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    h.get_by_role_and_label(Role::TextInput, "Name").type_text("Districts");
    h.run_steps(3);
    press(&mut h, Role::Button, "Save");
    assert_eq!(h.state().session.project().saved_matrices().get(one.id).unwrap().name, "Districts");
    press(&mut h, Role::Button, "Saved matrices");
    press(&mut h, Role::MenuItem, "Remove from the list");
    assert!(h.state().session.project().saved_matrices().get(one.id).is_none());
}

#[test]
fn what_is_stated_of_a_cell_rests_on_a_passage() {
    let mut bench = Bench::new(rich());
    let document = bench.session.project().documents_of(case(&bench.session, "Child C")).next().unwrap().id;
    tag(&mut bench.session, document, 4, "D1", Polarity::Context);
    let mut h = window(bench, (1440.0, 2600.0), 1.0, ThemeChoice::Light, false);
    press(&mut h, Role::GridCell, "Midwifery to health visiting, Child C: 1 context");
    choose(&mut h, "State of the cell: Nothing stated", "Stated absent");
    choose(&mut h, "No passage states it", "“The GP did not know that a form existed.”");
    h.get_by_role_and_label(Role::Button, "Stated by 1 passage");
    let session = &h.state().session;
    let (theme, case) = (theme(session, "D1"), case(session, "Child C"));
    let cell = session.project().cell(theme, case).unwrap().clone();
    assert_eq!(cell.judgement, Judgement::Absent);
    let [place] = cell.grounds.as_slice() else { panic!("{:?}", cell.grounds) };
    let grounds = vec![Passage { document: place.document, range: place.range }];
    let judged = StudyGesture::Judge { theme, case, judgement: Judgement::Absent, grounds };
    assert_eq!(h.state().asked.last(), Some(&Action::from(Gesture::Study(judged))));
}

#[test]
fn cells_can_hold_the_passages_and_the_summaries() {
    let mut h = matrix();
    choose(&mut h, "What the cells show: Codings", "Quotes");
    h.get_by_label_contains(
        "Midwifery to health visiting, Child B: 3 concern, 1 good practice. “It reached the health visitors’",
    );
    choose(&mut h, "What the cells show: Quotes", "Summaries");
    h.get_by_label_contains("Midwifery to health visiting, Child B: 3 concern, 1 good practice, no summary yet");
}

#[test]
fn the_export_takes_what_is_shown_with_it() {
    let mut bench = Bench::new(rich());
    let round = round_of(&mut bench, &["Child A", "Child B"]);
    let mut h = window(bench, (1440.0, 2600.0), 1.0, ThemeChoice::Light, false);
    press(&mut h, Role::Button, "Filter");
    press(&mut h, Role::CheckBox, "Concern");
    press(&mut h, Role::Button, "Done");
    press(&mut h, Role::Button, "Export…");
    press(&mut h, Role::Button, "Export");
    let Some(Action::Export(wanted)) = h.state().asked.last() else { panic!("{:?}", h.state().asked) };
    assert_eq!(wanted.view.within, Some(round));
    assert!(wanted.view.polarities.contains(&Polarity::Concern));
}

#[test]
fn a_frozen_codebook_keeps_its_names() {
    let mut bench = Bench::new(rich());
    let round = round_of(&mut bench, &["Child A", "Child B"]);
    let freeze = deepdive::app::gesture::KeepGesture::Freeze { name: "Version 1".to_owned(), reason: String::new() };
    bench.session.perform(&Gesture::Keep(freeze)).unwrap();
    let id = bench.session.project().codebook_versions().iter().last().unwrap().id;
    let field = DeepDiveField::Codebook(Some(id));
    bench.session.perform(&Gesture::Study(StudyGesture::SetRound(round, field))).unwrap();
    let d1 = theme(&bench.session, "D1");
    let name = deepdive::model::ThemeField::Name("Renamed since".into());
    bench.session.perform(&Gesture::SetTheme(d1, name)).unwrap();
    let h = window(bench, (1440.0, 2600.0), 1.0, ThemeChoice::Light, false);
    h.get_by_role_and_label(Role::RowHeader, "D1 Midwifery to health visiting");
    assert!(said(&h).contains("counted under the codebook “Version 1”"));
}
