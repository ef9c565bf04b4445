//! Promises of the page of reviews, asked by role and name as a screen reader would.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::allow_attributes,
    reason = "tests and their helpers"
)]

#[allow(dead_code, reason = "each test program uses a part of it")]
mod rich;

use deepdive::app::accept::{Imported, Status};
use deepdive::app::action::Action;
use deepdive::app::command::Command;
use deepdive::model::{DocumentKind, Progress};
use deepdive::read::Outcome;
use deepdive::text::Field;
use deepdive::ui::reviews::ReviewsPage;
use deepdive::ui::style::ThemeChoice;
use deepdive::ui::view::ImportView;
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::kittest::{AccessKitNode, NodeT, Queryable};
use egui_kittest::{Harness, Node};
use rich::{Bench, USUAL, Window, add, bare, case, document, proposal, rich, text, window};
use std::time::Duration;

type Reviews = Harness<'static, Bench<ReviewsPage>>;

fn reviews() -> Reviews {
    window(Bench::new(rich()), USUAL)
}

/// The row whose name begins so.
fn row<'h>(h: &'h Reviews, name: &str) -> Node<'h> {
    let name = name.to_owned();
    h.get_by(move |n| n.role() == Role::Row && n.label().is_some_and(|l| l.starts_with(&name)))
}

/// Whether a node is a strip that says so.
fn told(node: &AccessKitNode<'_>, words: &str) -> bool {
    node.role() == Role::Status && node.label().is_some_and(|l| l.starts_with(words))
}

fn rows(h: &Reviews) -> Vec<String> {
    h.query_all_by_role(Role::Row).filter_map(|n| n.accesskit_node().label()).collect()
}

fn press(h: &mut Reviews, role: Role, name: &str) {
    h.get_by_role_and_label(role, name).click();
    h.run_steps(4);
}

/// Puts `words` in place of what stands in a field.
fn write(h: &mut Reviews, name: &str, words: &str) {
    h.get_by_role_and_label(Role::TextInput, name).focus();
    h.run_steps(2);
    h.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    h.get_by_role_and_label(Role::TextInput, name).type_text(words);
    h.run_steps(3);
}

fn key(h: &mut Reviews, key: Key) {
    h.key_press(key);
    h.run_steps(3);
}

fn opened(h: &Reviews) -> Vec<&Action> {
    h.state().asked.iter().filter(|a| matches!(a, Action::Open(..))).collect()
}

fn line(name: &str, status: Status, outcome: Outcome, reason: Option<&str>) -> Imported {
    let reason = reason.map(str::to_owned);
    Imported { path: name.into(), status, outcome, document: None, warnings: Vec::new(), reason }
}

fn import() -> ImportView {
    let mut report = vec![
        line("Child H scan.pdf", Status::Refused, Outcome::Scanned, Some("it holds pictures of pages and no text")),
        line("summary (2).docx", Status::AlreadyThere, Outcome::Ok, None),
    ];
    report.extend((0..14).map(|i| line(&format!("review {i}.pdf"), Status::Imported, Outcome::Ok, None)));
    ImportView { done: 16, total: 16, took: Duration::from_secs(41), report, ..ImportView::default() }
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_reviews -- --ignored"]
fn pictures() {
    let bench = || {
        let mut bench = Bench::<ReviewsPage>::new(rich());
        bench.import = Some(import());
        bench
    };
    rich::pictures("reviews", bench, |_| {});
    rich::pictures(
        "reviews-case",
        || Bench::<ReviewsPage>::new(rich()),
        |harness| {
            row(harness, "Child B, 7 weeks").click();
        },
    );
    rich::pictures("reviews-report", bench, |harness| {
        harness.get_by_label("See report").click();
    });
    rich::pictures("reviews-empty", || Bench::<ReviewsPage>::new(bare()), |_| {});
}

#[test]
fn arrows_choose_enter_opens_and_space_folds() {
    let mut h = reviews();
    row(&h, "Child A rapid review").click();
    h.run_steps(3);
    assert!(row(&h, "Child A rapid review").is_focused(), "the list has the keyboard and says which row is meant");
    key(&mut h, Key::ArrowDown);
    key(&mut h, Key::Enter);
    let id = document(&h.state().session, "Midwifery summary");
    assert_eq!(opened(&h), [&Action::Open(id, None)]);
    key(&mut h, Key::ArrowUp);
    key(&mut h, Key::ArrowUp);
    assert_eq!(row(&h, "Child A, 11 weeks").accesskit_node().is_selected(), Some(true));
    let before = rows(&h).len();
    key(&mut h, Key::Space);
    assert!(rows(&h).iter().all(|r| !r.starts_with("Midwifery")), "{:?}", rows(&h));
    assert!(rows(&h).len() <= before);
    key(&mut h, Key::ArrowRight);
    assert!(rows(&h).iter().any(|r| r.starts_with("Midwifery")));
    press(&mut h, Role::Button, "Fold Child B");
    assert!(rows(&h).iter().all(|r| !r.starts_with("Police chronology")));
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

#[test]
fn the_filter_goes_over_title_case_kind_and_file_name_and_esc_ends_it() {
    let mut h = reviews();
    press(&mut h, Role::Button, "Filter");
    write(&mut h, "Filter documents", "lcspr child d");
    assert_eq!(rows(&h).len(), 2, "{:?}", rows(&h));
    h.get_by_label("1 of 14 documents");
    write(&mut h, "Filter documents", "health-visiting-summary.pdf");
    assert!(rows(&h).iter().any(|r| r.starts_with("Health visiting summary")));
    write(&mut h, "Filter documents", "nothing like it");
    h.get_by_label("Nothing fits the filter");
    key(&mut h, Key::Escape);
    assert!(rows(&h).len() > 10);
    assert!(h.query_by_label("Filter documents").is_none());
}

#[test]
fn heads_sort_and_say_so() {
    let mut h = reviews();
    press(&mut h, Role::ColumnHeader, "Codings");
    let names = rows(&h);
    assert!(names[0].starts_with("Child B, 7 weeks") && names[1].starts_with("Child B practice review"), "{names:?}");
    press(&mut h, Role::ColumnHeader, "Codings");
    assert!(rows(&h)[0].starts_with("Child H"), "{:?}", rows(&h));
}

#[test]
fn what_was_found_is_only_applied_when_a_person_accepts_it() {
    let mut h = reviews();
    row(&h, "Child B practice review").click();
    h.run_steps(3);
    let id = document(&h.state().session, "Child B practice review");
    h.get_by_label("p. 8, 1.3; p. 19 says 6 June 2021");
    press(&mut h, Role::Link, "Use 6 June 2021 as Incident");
    let said = |h: &Reviews| h.state().session.project().documents().get(id).is_some_and(|d| d.confirmed);
    assert!(!said(&h));
    press(&mut h, Role::Button, "Accept all");
    assert!(said(&h), "{:?}", h.state().faults);
    let session = &h.state().session;
    let attributes = &session.project().cases().get(case(session, "Child B")).unwrap().attributes;
    assert_eq!(attributes.get("Incident").map(String::as_str), Some("6 June 2021"));
    h.get_by_label("What it is");
    assert!(!row(&h, "Child B practice review").accesskit_node().label().unwrap().contains("to check"));
}

#[test]
fn a_date_that_cannot_be_read_is_told_and_not_accepted() {
    let mut h = reviews();
    row(&h, "Child B practice review").click();
    h.run_steps(3);
    write(&mut h, "Dated", "14 Marsh 2022");
    h.get_by_label_contains("“14 Marsh 2022” is not a date");
    assert!(h.get_by_role_and_label(Role::Button, "Accept all").accesskit_node().is_disabled());
    press(&mut h, Role::Link, "Put back");
    assert!(!h.get_by_role_and_label(Role::Button, "Accept all").accesskit_node().is_disabled());
}

#[test]
fn the_case_is_chosen_from_those_there_or_made_by_its_name() {
    let mut h = reviews();
    row(&h, "Police chronology").click();
    h.run_steps(3);
    write(&mut h, "Case", "child d");
    assert!(h.query_by_role_and_label(Role::MenuItemRadio, "Child D").is_none(), "a whole name offers nothing");
    write(&mut h, "Case", "chi");
    key(&mut h, Key::ArrowDown);
    key(&mut h, Key::ArrowDown);
    key(&mut h, Key::Enter);
    assert_eq!(h.get_by_role_and_label(Role::TextInput, "Case").value().as_deref(), Some("Child B"));
    write(&mut h, "Case", "Child Z");
    press(&mut h, Role::Button, "Accept all");
    let session = &h.state().session;
    let id = document(session, "Police chronology");
    assert_eq!(session.project().documents().get(id).unwrap().case, case(session, "Child Z"));
}

#[test]
fn kind_and_progress_are_set_by_gestures() {
    let mut h = reviews();
    row(&h, "Child A rapid review").click();
    h.run_steps(3);
    let id = document(&h.state().session, "Child A rapid review");
    press(&mut h, Role::RadioButton, "Coded");
    assert_eq!(h.state().session.project().documents().get(id).unwrap().progress, Progress::Coded);
    press(&mut h, Role::Button, "Kind: Rapid review");
    press(&mut h, Role::MenuItemRadio, "Chronology");
    press(&mut h, Role::Button, "Save changes");
    assert_eq!(h.state().session.project().documents().get(id).unwrap().kind, DocumentKind::Chronology);
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

#[test]
fn a_document_is_taken_out_without_a_question_and_undo_brings_it_back() {
    let mut h = window(Bench::new(rich()), Window { size: (1440.0, 1400.0), ..USUAL });
    row(&h, "Midwifery summary").click();
    h.run_steps(3);
    press(&mut h, Role::Button, "Take out of the deep dive");
    assert!(rows(&h).iter().all(|r| !r.starts_with("Midwifery")));
    h.get_by(|n| told(n, "“Midwifery summary” was taken out"));
    press(&mut h, Role::Link, "Undo");
    assert!(rows(&h).iter().any(|r| r.starts_with("Midwifery")));
    assert!(h.query_by(|n| told(n, "“Midwifery summary” was taken out")).is_none());
}

#[test]
fn facts_of_a_case_are_added_changed_left_and_removed() {
    let mut h = reviews();
    row(&h, "Child C, 5 months").click();
    h.run_steps(3);
    write(&mut h, "Age", "6 months");
    key(&mut h, Key::Escape);
    let fact = |h: &Reviews, name: &str| {
        let session = &h.state().session;
        session.project().cases().get(case(session, "Child C")).unwrap().attributes.get(name).cloned()
    };
    assert_eq!(fact(&h, "Age").as_deref(), Some("5 months"), "Esc leaves it as it was");
    write(&mut h, "Age", "6 months");
    key(&mut h, Key::Enter);
    assert_eq!(fact(&h, "Age").as_deref(), Some("6 months"));
    write(&mut h, "Name of a new fact", "inj");
    key(&mut h, Key::ArrowDown);
    key(&mut h, Key::Enter);
    write(&mut h, "Value of the new fact", "Rib fractures");
    press(&mut h, Role::Button, "Add a fact");
    assert_eq!(fact(&h, "Injury").as_deref(), Some("Rib fractures"));
    press(&mut h, Role::Button, "Remove District");
    assert_eq!(fact(&h, "District"), None);
    write(&mut h, "Name of the case", "Baby C");
    key(&mut h, Key::Tab);
    assert_eq!(h.state().session.project().cases().iter().filter(|c| c.name == "Baby C").count(), 1);
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

#[test]
fn the_import_tells_how_it_went_file_by_file() {
    let mut bench = Bench::<ReviewsPage>::new(rich());
    bench.import = Some(import());
    let mut h = window(bench, USUAL);
    h.get_by(|n| told(n, "16 files read in 41 seconds. 14 added, 2 left out."));
    press(&mut h, Role::Link, "See report");
    h.get_by_label("It holds pictures of pages and no text");
    h.run_steps(6);
    press(&mut h, Role::Button, "Close");
    assert!(h.query_by_label("It holds pictures of pages and no text").is_none());
    press(&mut h, Role::Button, "Close this notice");
    assert!(h.state().asked.contains(&Action::DismissImport));
}

#[test]
fn a_running_import_says_what_it_reads_and_can_be_cancelled() {
    let mut bench = Bench::<ReviewsPage>::new(rich());
    let reading = vec!["LCSPR.pdf".to_owned(), "RR.docx".to_owned()];
    let took = Duration::from_secs(7);
    bench.import = Some(ImportView { done: 3, total: 12, reading, took, is_running: true, ..ImportView::default() });
    let mut h = window(bench, USUAL);
    h.get_by_label("Reading LCSPR.pdf and 1 more, 3 of 12, 7 seconds");
    press(&mut h, Role::Button, "Cancel");
    assert!(h.state().asked.contains(&Action::CancelImport));
}

#[test]
fn an_empty_deep_dive_says_what_to_do() {
    let mut h = window(Bench::<ReviewsPage>::new(bare()), USUAL);
    h.get_by_label("No documents yet");
    press(&mut h, Role::Button, "Add files…");
    press(&mut h, Role::Button, "Add documents");
    press(&mut h, Role::MenuItem, "A folder…");
    assert_eq!(h.state().asked, [Action::Command(Command::AddFiles), Action::Command(Command::AddFolder)]);
}

#[test]
fn of_many_documents_only_those_in_sight_are_drawn_and_all_are_reached() {
    let (folder, mut session) = bare();
    for i in 0..300 {
        let name = format!("Child {i}");
        let found = vec![proposal(Field::Case, &name, "title page"), proposal(Field::Title, &name, "title page")];
        add(&mut session, &format!("{i}.pdf"), text(&name, 1), found);
    }
    let mut h = window(Bench::new((folder, session)), USUAL);
    assert!(rows(&h).len() < 40, "{}", rows(&h).len());
    row(&h, "Child 0, 1 document").click();
    h.run_steps(3);
    key(&mut h, Key::End);
    h.run_steps(3);
    let last = row(&h, "Child 299, Other");
    assert_eq!(last.accesskit_node().is_selected(), Some(true));
}

#[test]
fn in_one_column_the_pane_takes_the_place_of_the_list() {
    let mut h = window(Bench::new(rich()), Window { zoom: 2.0, theme: ThemeChoice::Dark, ..USUAL });
    row(&h, "Child A rapid review").click();
    h.run_steps(3);
    h.get_by_label("What it is");
    assert!(rows(&h).is_empty());
    press(&mut h, Role::Link, "Back to the list");
    assert!(!rows(&h).is_empty());
    press(&mut h, Role::Link, "Show Child A rapid review");
    h.get_by_label("What it is");
}
