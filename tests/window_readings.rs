//! Promises about what was read of documents: particulars, findings, reports, passwords, pictures, and reading again.

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
use deepdive::app::gesture::{Gesture, Passage};
use deepdive::model::{Document, Id, Polarity};
use deepdive::read::Outcome;
use deepdive::text::{BlockKind, Concern, Field, Proposal, SourceBuilder, SourceText, Stated, StatedKind, TextRange, Warning};
use deepdive::ui::reviews::ReviewsPage;
use deepdive::ui::view::{AgainState, AgainView, ImportView, RecognitionView};
use egui::Key;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rich::{Bench, USUAL, Window, bare, case, window};
use std::sync::Arc;
use std::time::Duration;

type Reviews = Harness<'static, Bench<ReviewsPage>>;

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

fn line(name: &str, status: Status, outcome: Outcome, reason: Option<&str>) -> Imported {
    let reason = reason.map(str::to_owned);
    Imported { path: name.into(), status, outcome, document: None, warnings: Vec::new(), reason }
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_readings -- --ignored"]
fn pictures() {
    rich::pictures(
        "reviews-found",
        || says().0,
        |harness| {
            if harness.query_by_label("Show Child M rapid review").is_some() {
                press(harness, Role::Link, "Show Child M rapid review");
            }
        },
    );
    rich::pictures(
        "reviews-tried",
        || {
            let mut bench = says().0;
            bench.import = Some(refused());
            bench.recognition = Some(RecognitionView { path: "scan.pdf".into(), name: "scan.pdf".into(), progress: (3, 12) });
            bench
        },
        |harness| {
            harness.get_by_label("See report").click();
        },
    );
    rich::pictures(
        "reviews-read",
        || says().0,
        |harness| {
            if harness.query_by_label("Show Child M rapid review").is_some() {
                press(harness, Role::Link, "Show Child M rapid review");
            }
            press(harness, Role::Link, "What was read");
        },
    );
    rich::pictures("reviews-again", || planned().0, |_| {});
}

/// A document that says much of itself, with findings and recommendations, and a coding.
fn says() -> (Bench<ReviewsPage>, Id<Document>) {
    let (folder, mut session) = bare();
    let mut builder = SourceBuilder::new("pdf-layout/2");
    builder.set_pages(2);
    builder.set_page(Some(1));
    builder.push(BlockKind::Heading, 1, "Child M rapid review");
    builder.push(
        BlockKind::Paragraph,
        0,
        "Westmoor Safeguarding Children Partnership. Author: Ann Writer. Notified on 3 May 2023.",
    );
    builder.push(BlockKind::Paragraph, 0, "Child M was nine weeks old. Kent Police and the GP practice took part.");
    builder.set_page(Some(2));
    builder.push(BlockKind::Paragraph, 0, "Finding 1. Nobody asked who lived in the home.");
    builder.push(
        BlockKind::Paragraph,
        0,
        "Recommendation 1. The partnership should seek assurance that fathers are asked about.",
    );
    builder.leave_out("2 comments of the file are not part of the text", None);
    let text = builder.build();
    let proposals = [
        (Field::Title, "Child M rapid review", "Child M rapid review", "title page"),
        (Field::Case, "Child M", "Child M", "title page"),
        (Field::Kind, "rapid-review", "rapid review", "title page"),
        (Field::Area, "Westmoor", "Westmoor", "p. 1"),
        (Field::Author, "Ann Writer", "Ann Writer", "p. 1"),
        (Field::Notified, "2023-05-03", "3 May 2023", "p. 1, notified"),
        (Field::Age, "nine weeks", "nine weeks old", "p. 1"),
        (Field::Agency, "Kent Police", "Kent Police", "p. 1"),
        (Field::Agency, "GP practice", "GP practice", "p. 1"),
    ];
    let found = |words: &str| {
        let at = text.text.find(words).unwrap();
        TextRange::within(&text.text, at, at + words.len()).unwrap()
    };
    let made = |(field, value, words, place): (Field, &str, &str, &str)| Proposal {
        field,
        value: value.into(),
        found: Some(found(words)),
        place: place.into(),
    };
    let stated = [(StatedKind::Finding, 3), (StatedKind::Recommendation, 4)];
    let stated = stated.map(|(kind, at)| Stated { kind, number: "1".into(), range: text.shape.blocks[at].range });
    let mut source: SourceText = text.clone();
    source.shape.stated = stated.to_vec();
    let id = add_source(&mut session, "child-m.pdf", source, proposals.map(made).to_vec());
    let range = found("Nobody asked who lived in the home");
    let passages = vec![Passage { document: id, range }];
    let theme = rich::theme(&session, "B1");
    session.perform(&Gesture::Tag { passages, theme, polarity: Polarity::Concern, query: None }).unwrap();
    (Bench::new((folder, session)), id)
}

fn add_source(
    session: &mut deepdive::app::session::Session,
    file: &str,
    mut source: SourceText,
    found: Vec<Proposal>,
) -> Id<Document> {
    use deepdive::app::accept::FileRead;
    use deepdive::model::SourceHash;
    source.shape.proposals = found;
    let bytes = source.text.clone().into_bytes();
    let hash = SourceHash::of(&bytes);
    session.folder().add_source(&hash, &bytes, file, &source).unwrap();
    let mut read = FileRead::new(std::path::Path::new(file));
    (read.hash, read.outcome, read.source) = (Some(hash), Outcome::Ok, Some(Arc::new(source)));
    session.accept(&read).unwrap().document.unwrap()
}

/// A window high enough for the whole pane.
fn tall(bench: Bench<ReviewsPage>) -> Reviews {
    window(bench, Window { size: (1440.0, 2600.0), ..USUAL })
}

fn particulars(h: &Reviews, id: Id<Document>, field: Field) -> Vec<(String, String)> {
    let document = h.state().session.project().documents().get(id).unwrap();
    document.particulars_of(field).map(|p| (p.value.clone(), p.place.clone())).collect()
}

#[test]
fn what_was_found_is_accepted_one_by_one_corrected_before_or_left() {
    let (bench, id) = says();
    let mut h = tall(bench);
    assert_eq!(particulars(&h, id, Field::Area), []);
    press(&mut h, Role::Link, "Show Area: Westmoor");
    let range = match h.state().asked.last() {
        Some(Action::Open(document, Some(range))) if *document == id => *range,
        other => panic!("{other:?}"),
    };
    assert_eq!(h.state().session.text(id).unwrap().quote(range), "Westmoor");
    write(&mut h, "Area, found", "Westmoor and Fells");
    press(&mut h, Role::Link, "Accept Area: Westmoor");
    assert_eq!(particulars(&h, id, Field::Area), [("Westmoor and Fells".to_owned(), "p. 1".to_owned())]);
    assert_eq!(particulars(&h, id, Field::Author), [], "the others are left");
    assert_eq!(h.state().session.next_undo().as_deref(), Some("Accept a value"));
    h.state_mut().session.undo().unwrap();
    assert_eq!(particulars(&h, id, Field::Area), []);
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

#[test]
fn all_that_was_found_is_accepted_in_one_step_and_shows_where_it_comes_from() {
    let (bench, id) = says();
    let mut h = tall(bench);
    press(&mut h, Role::Button, "Accept these 6");
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
    assert_eq!(particulars(&h, id, Field::Notified), [("2023-05-03".to_owned(), "p. 1, notified".to_owned())]);
    assert_eq!(particulars(&h, id, Field::Agency).len(), 2);
    let session = &h.state().session;
    let age = session.project().cases().get(case(session, "Child M")).unwrap().attributes.get("Age").cloned();
    assert_eq!(age.as_deref(), Some("nine weeks"));
    h.get_by_label("p. 1, notified");
    assert_eq!(h.get_by_role_and_label(Role::TextInput, "Notified").value().as_deref(), Some("3 May 2023"));
    press(&mut h, Role::Link, "Remove Agency: GP practice");
    assert_eq!(particulars(&h, id, Field::Agency).len(), 1);
    h.state_mut().session.undo().unwrap();
    h.state_mut().session.undo().unwrap();
    h.run_steps(3);
    assert_eq!(particulars(&h, id, Field::Agency), []);
    h.get_by_role_and_label(Role::Button, "Accept these 6");
}

#[test]
fn a_value_that_the_text_does_not_hold_is_added_by_hand() {
    let (bench, id) = says();
    let mut h = tall(bench);
    press(&mut h, Role::Button, "Add by hand");
    press(&mut h, Role::MenuItem, "Reviewed");
    write(&mut h, "Reviewed, by hand", "1 June 2023");
    press(&mut h, Role::Link, "Add it");
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
    assert_eq!(particulars(&h, id, Field::Reviewed), [("2023-06-01".to_owned(), String::new())]);
    h.get_by_label("typed by hand");
}

#[test]
fn findings_and_recommendations_are_accepted_one_or_all_and_removed() {
    let (bench, id) = says();
    let mut h = tall(bench);
    let stated = |h: &Reviews| h.state().session.project().statements_in(id).len();
    h.get_by_label("Finding 1. Nobody asked who lived in the home.");
    press(&mut h, Role::Link, "Accept Finding 1");
    assert_eq!(stated(&h), 1);
    h.get_by_label("Found by pattern, accepted by RP");
    press(&mut h, Role::Button, "Accept it, findings and recommendations");
    assert_eq!(stated(&h), 2);
    press(&mut h, Role::Link, "Remove Recommendation 1");
    assert_eq!(stated(&h), 1);
    h.state_mut().session.undo().unwrap();
    h.state_mut().session.undo().unwrap();
    h.state_mut().session.undo().unwrap();
    h.run_steps(3);
    press(&mut h, Role::Button, "Accept all 2, findings and recommendations");
    assert_eq!(stated(&h), 2);
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
}

#[test]
fn the_report_of_a_document_is_there_at_any_time_and_saved_as_a_file() {
    let (bench, id) = says();
    let mut h = tall(bench);
    press(&mut h, Role::Link, "What was read");
    h.get_by_role_and_label(Role::Dialog, "What was read");
    h.get_by_label("All of it was read.");
    h.get_by_label("2 comments of the file are not part of the text");
    press(&mut h, Role::Button, "Save or print…");
    press(&mut h, Role::Button, "Format: Web page, to read and print");
    press(&mut h, Role::MenuItemRadio, "Word document");
    let path = h.get_by_role_and_label(Role::TextInput, "File").value().unwrap();
    assert!(path.ends_with("What was read.docx"), "{path}");
    press(&mut h, Role::Button, "Save");
    let saved = Action::SaveReport { documents: vec![id], with_import: false, path: path.into() };
    assert_eq!(h.state().asked.last(), Some(&saved));
}

fn refused() -> ImportView {
    let mut added = line("review.pdf", Status::Imported, Outcome::Ok, None);
    let what = "2 comments of the file are not part of the text".to_owned();
    added.warnings.push(Warning { concern: Concern::LeftOut, what, page: Some(4) });
    let report = vec![
        line("locked.pdf", Status::Refused, Outcome::Password, Some("this PDF asks for a password; enter it to read it")),
        line("scan.pdf", Status::Refused, Outcome::Scanned, Some("it holds pictures of pages and no text")),
        line("old.doc", Status::Refused, Outcome::Unsupported, Some("this is an old Word file; save it as .docx and add that")),
        added,
    ];
    ImportView { done: 4, total: 4, took: Duration::from_secs(3), report, ..ImportView::default() }
}

#[test]
fn a_file_that_needs_a_password_is_tried_again_and_a_wrong_one_is_told() {
    let mut bench = says().0;
    bench.import = Some(refused());
    let mut h = window(bench, USUAL);
    press(&mut h, Role::Link, "See report");
    h.run_steps(6);
    h.get_by_label("This is an old Word file; save it as .docx and add that");
    press(&mut h, Role::Button, "Enter the password of locked.pdf");
    h.get_by_role_and_label(Role::PasswordInput, "Password").type_text("wrong");
    h.run_steps(3);
    press(&mut h, Role::Button, "Open it");
    let tried = |h: &Reviews| match h.state().asked.last() {
        Some(Action::TryPassword(paths, password)) => (paths.clone(), password.reveal().to_owned()),
        other => panic!("{other:?}"),
    };
    assert_eq!(tried(&h), (vec!["locked.pdf".into()], "wrong".to_owned()));
    let wrong = line("locked.pdf", Status::Refused, Outcome::Password, Some("this password does not open the document"));
    h.state_mut().import.as_mut().unwrap().put(wrong);
    h.run_steps(6);
    assert!(h.query_all_by_label("This password does not open the document").count() >= 2, "in the list and in the dialog");
    let field = h.get_by_role_and_label(Role::PasswordInput, "Password");
    assert_eq!(field.value().unwrap_or_default(), "", "the wrong one is gone");
    field.type_text("pass");
    h.run_steps(3);
    press(&mut h, Role::Button, "Open it");
    assert_eq!(tried(&h).1, "pass");
}

#[test]
fn pictures_are_offered_to_a_machine_with_progress_and_cancel_or_the_package_is_named() {
    let mut bench = says().0;
    bench.import = Some(refused());
    let mut h = window(bench, USUAL);
    press(&mut h, Role::Link, "See report");
    h.run_steps(6);
    press(&mut h, Role::Button, "Have the pictures in scan.pdf read by a machine");
    assert_eq!(h.state().asked.last(), Some(&Action::ReadPictures("scan.pdf".into())));
    h.state_mut().recognition = Some(RecognitionView { path: "scan.pdf".into(), name: "scan.pdf".into(), progress: (3, 12) });
    h.run_steps(3);
    h.get_by_label("Reading the pictures in scan.pdf, 3 of 12 pages");
    press(&mut h, Role::Button, "Cancel");
    assert_eq!(h.state().asked.last(), Some(&Action::CancelPictures));
    h.state_mut().recognition = None;
    h.state_mut().no_machine = Some("Reading pictures needs the program tesseract: install tesseract-ocr".to_owned());
    h.run_steps(3);
    h.get_by_label("Reading pictures needs the program tesseract: install tesseract-ocr");
    assert!(h.query_by_label("Have the pictures in scan.pdf read by a machine").is_none());
}

/// A plan that moves a coding.
fn planned() -> (Bench<ReviewsPage>, Id<Document>) {
    let (mut bench, id) = says();
    let old = bench.session.text(id).unwrap();
    let mut builder = SourceBuilder::new("pdf-layout/3");
    builder.set_pages(2);
    builder.push(BlockKind::Paragraph, 0, "A line that the earlier reader did not see.");
    for block in &old.shape.blocks {
        builder.set_page(block.page);
        builder.push(block.kind, block.level, old.block_text(block));
    }
    let plan = bench.session.plan_reading_again(id, &Arc::new(builder.build())).unwrap();
    bench.again = Some(AgainView { document: id, carries_over: false, state: AgainState::Planned(Arc::new(plan)) });
    (bench, id)
}

#[test]
fn reading_again_shows_old_and_new_words_before_anything_is_done() {
    let (bench, id) = planned();
    let mut h = window(bench, USUAL);
    h.get_by_role_and_label(Role::Dialog, "Use the new text?");
    h.get_by_label(
        "0 stay as they are, 1 move, 0 have no certain place. Codings without a place still count, and memos keep their passages.",
    );
    assert_eq!(h.query_all_by_label("Nobody asked who lived in the home").count(), 2, "old and new side by side");
    let version = |h: &Reviews| h.state().session.project().text_version(id);
    assert_eq!(version(&h), 1);
    press(&mut h, Role::Button, "Use the new text");
    assert!(h.state().faults.is_empty(), "{:?}", h.state().faults);
    assert_eq!(version(&h), 2);
    h.state_mut().session.undo().unwrap();
    assert_eq!(version(&h), 1);
}

#[test]
fn reading_again_is_asked_for_cancelled_and_says_when_it_failed() {
    let (bench, id) = says();
    let mut h = tall(bench);
    press(&mut h, Role::Link, "Read again…");
    assert_eq!(h.state().asked.last(), Some(&Action::ReadAgain { document: id, pictures: false }));
    let view = |state| Some(AgainView { document: id, carries_over: false, state });
    h.state_mut().again = view(AgainState::Reading(Some((2, 9))));
    h.run_steps(3);
    h.get_by_label("Child M rapid review, 2 of 9 pages");
    press(&mut h, Role::Button, "Stop");
    assert_eq!(h.state().asked.last(), Some(&Action::DropReading));
    h.state_mut().again = view(AgainState::Failed("the file is damaged".to_owned()));
    h.run_steps(6);
    h.get_by_label("the file is damaged");
    press(&mut h, Role::Button, "Close");
    let text = h.state().session.text(id).unwrap();
    let plan = h.state().session.plan_reading_again(id, &text).unwrap();
    h.state_mut().again = view(AgainState::Planned(Arc::new(plan)));
    h.run_steps(6);
    h.get_by_role_and_label(Role::Dialog, "The text is the same");
    press(&mut h, Role::Button, "Close");
    assert_eq!(h.state().session.project().text_version(id), 1);
}

#[test]
fn the_pane_opens_the_check_page() {
    let (bench, id) = says();
    let mut h = tall(bench);
    press(&mut h, Role::Button, "Check the reading");
    assert_eq!(h.state().asked.last(), Some(&Action::CheckReading(id, None)));
}
