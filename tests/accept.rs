//! Accepting files that were read: what becomes one case, and what must not.

use deepdive::app::accept::FileRead;
use deepdive::app::action::CodebookChoice;
use deepdive::app::create::create;
use deepdive::app::places::Places;
use deepdive::model::{Analyst, SourceHash};
use deepdive::read::Outcome;
use deepdive::text::{BlockKind, Field, Proposal, SourceBuilder};
use std::path::Path;
use std::sync::Arc;

fn read(file: &str, title: &str, case: Option<&str>) -> FileRead {
    let mut builder = SourceBuilder::new("test/1");
    builder.push(BlockKind::Paragraph, 0, file);
    let mut source = builder.build();
    let mut propose = |field, value: &str| {
        source.shape.proposals.push(Proposal { field, value: value.to_owned(), found: None, place: "test".to_owned() });
    };
    propose(Field::Title, title);
    if let Some(case) = case {
        propose(Field::Case, case);
    }
    let mut read = FileRead::new(Path::new(file));
    read.hash = Some(SourceHash::of(file.as_bytes()));
    (read.outcome, read.source) = (Outcome::Ok, Some(Arc::new(source)));
    read
}

#[test]
fn one_title_is_not_one_case_but_one_case_reference_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let places = Places { settings: folder.path().join("settings"), cache: folder.path().join("cache") };
    let project = folder.path().join("p.deepdive");
    let mut session = create(&project, "p", &CodebookChoice::Empty, &places, &Analyst::named("Ros Parry")).expect("made");
    let files = [
        read("one.txt", "Inspection of services", None),
        read("two.txt", "Inspection of services", None),
        read("three.txt", "Inspection of services", None),
        read("four.txt", "Rapid review", Some("Child B")),
        read("five.txt", "Practice review", Some("child b")),
    ];
    for file in &files {
        session.accept(file).expect("accepted");
    }
    let mut cases: Vec<&str> = session.project().cases().iter().map(|c| c.name.as_str()).collect();
    cases.sort_unstable();
    let apart = ["Child B", "Inspection of services", "Inspection of services (2)", "Inspection of services (3)"];
    assert_eq!(cases, apart);
}
