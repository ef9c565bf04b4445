//! Making a deep dive, adding documents, and looking at what would be added.

use super::home::{Home, SAMPLE, Y, has_keys};
use serde_json::Value;

#[test]
fn the_sample_verifies() {
    let home = Home::with_sample();
    let report = home.run(&["check", SAMPLE, "--json"]).ended(0).one();
    let counts = [
        "writers",
        "steps",
        "cases",
        "documents",
        "themes",
        "codings",
        "quotes_checked",
        "quotes_drifted",
        "torn_lines",
        "quarantined",
        "disagreements",
        "originals_checked",
    ];
    has_keys(&report, &[&["ok"], counts.as_slice()].concat(), &["remarks"]);
    let count = |key: &str| report[key].as_u64().unwrap();
    assert_eq!(report["ok"], true);
    assert_eq!((count("writers"), count("cases"), count("documents")), (2, 11, 17));
    assert!(count("codings") >= 150, "{report}");
    assert_eq!(count("quotes_checked"), count("codings"));
    assert_eq!(count("originals_checked"), 17);
    assert_eq!(count("themes"), 60);
    assert_eq!([count("quotes_drifted"), count("torn_lines"), count("quarantined"), count("disagreements")], [0; 4]);
}

#[test]
fn the_sample_is_made_once_and_leaves_no_trace_of_its_analysts() {
    let home = Home::new();
    let first = home.run(&["sample", "made", "--json"]).ended(0).one();
    let before = home.state("made");
    let again = home.run(&["sample", "made", "--json"]).ended(0).one();
    assert_eq!(first, again);
    assert_eq!(home.state("made"), before);
    assert_eq!(std::fs::read_dir(home.path("made")).unwrap().count(), 1, "nothing but the project is left");
    assert!(!home.path("home/settings/writers").exists());
}

#[test]
fn a_new_deep_dive_has_the_codebook_that_was_asked_for() {
    let home = Home::new();
    let made = home.run(&["new", "Under ones.deepdive", "--title", "Under-ones 2026", "--json"]).ended(0).one();
    assert_eq!((&made["title"], &made["themes"]), (&Value::from("Under-ones 2026"), &Value::from(60)));
    assert_eq!(home.run(&["themes", "Under ones.deepdive", "--json"]).ended(0).json().len(), 60);
    assert!(home.path("Under ones.deepdive/READ-ME-FIRST.txt").is_file());

    let made = home.run(&["new", "Empty.deepdive", "--codebook", "empty", "--json"]).ended(0).one();
    assert_eq!((&made["title"], &made["themes"]), (&Value::from("Empty"), &Value::from(0)));
    assert_eq!(home.run(&["themes", "Empty.deepdive", "--json"]).ended(0).out, "");

    let codebook = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/codebook-nai-under-ones.ron");
    let made = home.run(&["new", "File.deepdive", "--codebook", codebook, "--json"]).ended(0).one();
    assert_eq!(made["themes"], 60);
    home.write("bad.ron", "this is no codebook");
    for missing in ["bad.ron", "not there.ron"] {
        let ran = home.run(&["new", "Bad.deepdive", "--codebook", missing]).ended(1);
        assert!(ran.err.contains(missing) && ran.err.contains("nothing was made"), "{}", ran.err);
        assert!(!home.path("Bad.deepdive").exists());
    }
}

#[test]
fn each_file_gets_one_line() {
    let home = Home::new();
    home.write("in/RR Child Y.txt", Y);
    home.write("in/deeper/same again.txt", Y);
    home.write("in/deeper/Report.pdf", "<!DOCTYPE html><html><body>Not found</body></html>");
    home.write("in/empty.docx", "");
    home.write("in/~$lock.docx", "x");
    home.write("in/.hidden", "x");
    home.run(&["new", "P"]).ended(0);
    let lines = home.run(&["import", "P", "in", "--json"]).ended(3).json();
    assert_eq!(lines.len(), 4, "{lines:?}");
    for line in &lines {
        has_keys(
            line,
            &["path", "status", "outcome"],
            &["document", "title", "kind", "case", "pages", "words", "warnings", "reason"],
        );
    }
    let of = |name: &str| lines.iter().find(|l| l["path"].as_str().unwrap().ends_with(name)).unwrap();
    let statuses = [of("RR Child Y.txt"), of("same again.txt")].map(|l| l["status"].as_str().unwrap());
    assert!(statuses.contains(&"imported") && statuses.contains(&"already-there"), "{statuses:?}");
    assert_eq!(
        (of("Report.pdf")["status"].as_str(), of("Report.pdf")["outcome"].as_str()),
        (Some("refused"), Some("wrong-type"))
    );
    assert_eq!(of("empty.docx")["status"], "refused");
    for refused in [of("Report.pdf"), of("empty.docx")] {
        assert!(refused["reason"].as_str().unwrap().len() > 20 && refused.get("document").is_none());
    }
    let imported = lines.iter().find(|l| l["status"] == "imported").unwrap();
    assert_eq!(imported["kind"], "rapid-review");
    assert_eq!(imported["case"], "Child Y");
    let report = home.run(&["check", "P", "--json"]).ended(0).one();
    assert_eq!((&report["documents"], &report["cases"]), (&Value::from(1), &Value::from(1)));
}

#[test]
fn the_same_file_twice_is_there_already() {
    let home = Home::new();
    home.small("P");
    let before = home.state("P");
    let lines = home.run(&["import", "P", "reviews", "--json"]).ended(0).json();
    assert!(lines.iter().all(|l| l["status"] == "already-there" && l["outcome"] == "ok"), "{lines:?}");
    assert_eq!(home.state("P"), before, "nothing was written");
}

#[test]
fn a_path_that_is_not_there_adds_nothing() {
    let home = Home::new();
    home.small("P");
    home.write("new.txt", "Another text, about Child X.");
    let before = home.state("P");
    let ran = home.run(&["import", "P", "new.txt", "not there"]).ended(1);
    assert!(ran.err.contains("not there"), "{}", ran.err);
    assert_eq!(home.state("P"), before);
}

#[test]
fn a_deep_dive_is_no_document() {
    let home = Home::with_sample();
    home.small("P");
    let before = home.state("P");
    let ran = home.run(&["import", "P", SAMPLE]).ended(1);
    assert!(ran.err.contains("is a deep dive"), "{}", ran.err);
    assert_eq!(home.state("P"), before);
}

#[test]
fn what_is_extracted_has_every_block_in_its_place() {
    let home = Home::new();
    let files = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_reviews/files/");
    for (name, reader) in
        [("Child B LCSPR final v3.pdf", "pdf"), ("RR Child B May 2021.docx", "docx"), ("Child E learning notes.txt", "text")]
    {
        let found = home.run(&["extract", &format!("{files}{name}"), "--json"]).ended(0).one();
        let may = ["pages", "warnings", "reason", "stated", "proposals"];
        has_keys(&found, &["outcome", "reader", "words", "text", "blocks"], &may);
        assert_eq!(found["outcome"], "ok");
        assert!(found["reader"].as_str().unwrap().starts_with(reader), "{}", found["reader"]);
        let text = found["text"].as_str().unwrap();
        for stated in found["stated"].as_array().into_iter().flatten() {
            has_keys(stated, &["kind", "start", "end"], &["number"]);
        }
        for proposal in found["proposals"].as_array().unwrap() {
            has_keys(proposal, &["field", "value", "place"], &["start", "end"]);
        }
        let mut end = 0;
        for block in found["blocks"].as_array().unwrap() {
            has_keys(block, &["kind", "start", "end"], &["level", "page", "label", "zone"]);
            let place = |key: &str| usize::try_from(block[key].as_u64().unwrap()).unwrap();
            assert!(place("start") >= end && place("start") < place("end"), "{block}");
            end = place("end");
            assert!(text.get(place("start")..end).is_some(), "{block} is not on characters");
        }
        assert!(end <= text.len());
        let plain = home.run(&["extract", &format!("{files}{name}")]).ended(0);
        assert_eq!(plain.out.trim_end(), text.trim_end());
    }
}

#[test]
fn what_cannot_be_extracted_says_why() {
    let home = Home::new();
    home.write("a.pdf", "<!DOCTYPE html><html><body>Not found</body></html>");
    let ran = home.run(&["extract", "a.pdf", "--json"]).ended(1);
    let found = ran.one();
    has_keys(&found, &["outcome", "reason"], &[]);
    assert_eq!(found["outcome"], "wrong-type");
    assert!(ran.err.contains(found["reason"].as_str().unwrap()), "{}", ran.err);
    assert_eq!(home.run(&["extract", "a.pdf"]).ended(1).out, "");
    home.run(&["extract", "not there.pdf"]).ended(1);
    home.run(&["extract", "."]).ended(1);
}

#[test]
fn the_attachments_of_a_message_are_documents_too() {
    let home = Home::new();
    home.run(&["new", "A.deepdive"]).ended(0);
    let message = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/read/notice.eml");
    let lines = home.run(&["import", "A.deepdive", message, "--json"]).ended(3).json();
    let seen: Vec<(String, String)> = lines
        .iter()
        .map(|line| {
            let path = line["path"].as_str().unwrap().replace('\\', "/");
            (path.rsplit_once("read/").unwrap().1.to_owned(), line["status"].as_str().unwrap().to_owned())
        })
        .collect();
    let expected = [
        ("notice.eml", "imported"),
        ("notice.eml/minutes.txt", "imported"),
        ("notice.eml/photo.jpg", "refused"),
        ("notice.eml/An earlier one.eml", "imported"),
    ];
    assert_eq!(seen, expected.map(|(path, status)| (path.to_owned(), status.to_owned())));
    assert_eq!(home.run(&["check", "A.deepdive", "--json"]).ended(0).one()["documents"], 3);
}
