//! What a check says of damage, and that damage to one thing costs nothing else.

use super::home::{Home, SAMPLE, Z};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn check(home: &Home, project: &str, code: i32) -> Value {
    let report = home.run(&["check", project, "--json"]).ended(code).one();
    assert_eq!(report["ok"], code == 0, "{report}");
    report
}

/// A name that stands in the documents and must never stand in a log.
const NAME: &str = "Zebedee Quill";

fn replace(path: &Path, bytes: &[u8]) {
    deepdive::store::durable::save(path, bytes).unwrap();
}

/// The files called `name` of the documents of a project.
fn document_files(home: &Home, project: &str, name: &str) -> Vec<PathBuf> {
    let all = super::home::files(&home.path(project).join("documents"));
    all.into_iter().filter(|p| p.file_name().unwrap().to_str().unwrap().starts_with(name)).collect()
}

#[test]
fn a_torn_last_line_is_set_aside() {
    let home = Home::new();
    home.small("P");
    let journal = home.journals("P").remove(0);
    let bytes = std::fs::read(&journal).unwrap();
    replace(&journal, &bytes[..bytes.len() - 40]);
    let report = check(&home, "P", 0);
    assert_eq!((&report["torn_lines"], &report["documents"]), (&Value::from(1), &Value::from(1)));
    assert_eq!(report["quarantined"], 0);

    home.run(&["import", "P", "reviews"]).ended(0);
    let report = check(&home, "P", 0);
    assert_eq!(report["documents"], 2, "added again");
    assert!(super::home::files(&home.path("P/journal")).len() >= 2);
}

#[test]
fn a_garbled_line_costs_no_other_line() {
    let home = Home::with_sample();
    let whole = check(&home, SAMPLE, 0);
    let journal = home.journals(SAMPLE).remove(0);
    let text = std::fs::read_to_string(&journal).unwrap();
    let mut lines: Vec<String> = text.lines().map(ToOwned::to_owned).collect();
    let at = lines.iter().rposition(|l| l.contains("did:\"Tag a passage\"")).unwrap() - 5;
    let at = lines[..at].iter().rposition(|l| l.contains("did:\"Tag a passage\"")).unwrap();
    lines[at].replace_range(20..40, "####################");
    replace(&journal, format!("{}\n", lines.join("\n")).as_bytes());
    let report = check(&home, SAMPLE, 3);
    assert_eq!(report["quarantined"], 1);
    for counted in ["steps", "codings"] {
        assert_eq!(report[counted].as_u64().unwrap(), whole[counted].as_u64().unwrap() - 1, "{counted}");
    }
    for unharmed in ["cases", "documents", "themes", "writers", "torn_lines", "quotes_drifted", "originals_checked"] {
        assert_eq!(report[unharmed], whole[unharmed], "{unharmed}");
    }
    assert!(report["remarks"].as_array().unwrap().iter().any(|r| r.as_str().unwrap().contains("every other line was read")));
    home.run(&["search", SAMPLE, "midwife"]).ended(0);
}

#[test]
fn one_changed_byte_of_an_original_is_noticed() {
    let home = Home::with_sample();
    let original = document_files(&home, SAMPLE, "original.").remove(3);
    let mut bytes = std::fs::read(&original).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    replace(&original, &bytes);
    let report = check(&home, SAMPLE, 3);
    assert_eq!(report["originals_checked"], 17);
    assert_eq!(report["remarks"].as_array().unwrap().len(), 1, "{report}");
    assert_eq!(report["codings"], report["quotes_checked"]);
}

#[test]
fn changed_words_under_a_coding_are_noticed() {
    let home = Home::new();
    home.small("P");
    home.run(&["tag", "P", "--theme", "A1", "--query", "father"]).ended(0);
    let texts = document_files(&home, "P", "text-1.txt");
    let text = texts.iter().find(|p| std::fs::read_to_string(p).unwrap().contains(NAME)).unwrap();
    let changed = std::fs::read_to_string(text).unwrap().replace("the father", "the mother");
    replace(text, changed.as_bytes());
    let report = check(&home, "P", 3);
    assert!(report["quotes_drifted"] == 1 || report["remarks"].as_array().is_some_and(|r| !r.is_empty()), "{report}");
}

#[test]
fn a_half_copied_project_opens_as_far_as_it_can() {
    let home = Home::new();
    home.small("P");
    let texts = document_files(&home, "P", "text-1.txt");
    let lost = texts.iter().find(|p| std::fs::read_to_string(p).unwrap().contains(NAME)).unwrap();
    std::fs::remove_dir_all(lost.parent().unwrap()).unwrap();
    home.write("P/holiday.jpg", "not ours");
    let report = check(&home, "P", 3);
    assert_eq!((&report["documents"], &report["originals_checked"]), (&Value::from(2), &Value::from(1)));
    let remarks = report["remarks"].to_string();
    assert!(remarks.contains("holiday.jpg") && remarks.contains("missing"), "{remarks}");
    let found = home.run(&["search", "P", "father", "--json"]).ended(0).json();
    assert_eq!(found.iter().filter(|hit| hit["case"] == "Child Y").count(), 2);
}

#[test]
fn foreign_files_do_no_harm() {
    let home = Home::new();
    home.small("P");
    home.write("P/holiday.jpg", "not ours");
    home.write("P/journal/notes.doc", "not ours");
    home.write("P/documents/stray.txt", "not ours");
    let report = check(&home, "P", 0);
    assert_eq!(report["documents"], 2);
    let remarks = report["remarks"].to_string();
    assert!(remarks.contains("holiday.jpg") && remarks.contains("notes.doc"), "{remarks}");
}

#[test]
fn a_lost_manifest_costs_only_the_title() {
    let home = Home::new();
    home.small("P");
    std::fs::remove_file(home.path("P/project.ron")).unwrap();
    assert_eq!(check(&home, "P", 0)["documents"], 2);
    home.write("P/project.ron", "gibberish");
    assert_eq!(check(&home, "P", 0)["documents"], 2);
}

#[test]
fn no_words_of_a_document_reach_standard_error() {
    let home = Home::new();
    home.small("P");
    home.write("in/broken.docx", format!("PK\x03\x04 {NAME}"));
    home.write("in/web.pdf", format!("<!DOCTYPE html><html><body>{NAME}</body></html>"));
    home.write("in/broken.pdf", format!("%PDF-1.7\n{NAME}\n%%EOF"));
    let mut said = String::new();
    let mut run = |arguments: &[&str]| said.push_str(&home.run(arguments).err);
    run(&["import", "P", "in"]);
    run(&["extract", "in/broken.docx"]);
    run(&["extract", "in/broken.pdf"]);
    run(&["extract", "reviews/RR Child Z.txt"]);
    for shape in document_files(&home, "P", "shape-1.ron") {
        replace(&shape, format!("(words: {NAME}").as_bytes());
    }
    for text in document_files(&home, "P", "text-1.txt") {
        replace(&text, Z.replace("father", "fath\u{0}er").as_bytes());
    }
    let journal = home.journals("P").remove(0);
    let lines = std::fs::read_to_string(&journal).unwrap();
    replace(&journal, format!("{lines}(after: {NAME}\n{NAME}").as_bytes());
    run(&["search", "P", "father"]);
    run(&["check", "P"]);
    run(&["tag", "P", "--theme", "A1", "--query", "father"]);
    run(&["matrix", "P", "--rows", "case", "--columns", "theme", "--cells", "quotes", "--format", "csv", "--output", "m.csv"]);
    assert!(!said.contains("Zebedee") && !said.contains("Quill"), "{said}");
}
