//! Exporting matrices: every format, grid and tidy, every kind of row, column and cell.

use super::home::{Home, SAMPLE, keys};

fn export(home: &Home, rows: &str, columns: &str, cells: &str, output: &str, more: &[&str]) -> super::home::Ran {
    let format = output.rsplit('.').next().unwrap();
    let arguments =
        ["matrix", SAMPLE, "--rows", rows, "--columns", columns, "--cells", cells, "--format", format, "--output", output];
    home.run(&[&arguments, more].concat())
}

#[test]
fn every_format_opens_as_what_it_is() {
    let home = Home::with_sample();
    for (format, mark) in [
        ("csv", "\u{feff}".as_bytes()),
        ("xlsx", b"PK\x03\x04"),
        ("html", b"<!DOCTYPE html>"),
        ("docx", b"PK\x03\x04"),
        ("ron", b"("),
    ] {
        let mut sizes = Vec::new();
        for layout in [[].as_slice(), &["--tidy"]] {
            let name = format!("m{}.{format}", layout.len());
            let answer = export(&home, "case", "theme", "presence", &name, &[layout, &["--json"]].concat()).ended(0).one();
            assert_eq!(keys(&answer), ["output"]);
            let bytes = std::fs::read(home.path(&name)).unwrap();
            assert!(bytes.starts_with(mark), "{name}");
            sizes.push(bytes.len());
        }
        assert_ne!(sizes[0], sizes[1], "{format}: tidy is another layout");
    }
}

#[test]
fn every_kind_of_row_column_and_cell() {
    let home = Home::with_sample();
    for (rows, columns) in [
        ("case", "theme"),
        ("document", "theme-group"),
        ("theme", "case"),
        ("theme-group", "analyst"),
        ("analyst", "attribute:District"),
        ("attribute:Age band", "theme"),
    ] {
        for cells in ["presence", "cases", "codings", "words", "quotes"] {
            export(&home, rows, columns, cells, "m.csv", &[]).ended(0);
        }
    }
    export(&home, "theme", "case", "summary", "m.csv", &[]).ended(0);
    let summaries = std::fs::read_to_string(home.path("m.csv")).unwrap();
    assert!(summaries.contains("Services met Father several times"));
}

#[test]
fn every_coding_is_counted_once() {
    let home = Home::with_sample();
    let codings = home.run(&["check", SAMPLE, "--json"]).ended(0).one()["codings"].as_u64().unwrap();
    for (rows, columns) in [("document", "theme-group"), ("theme-group", "analyst"), ("case", "analyst")] {
        export(&home, rows, columns, "codings", "m.csv", &["--tidy"]).ended(0);
        let text = std::fs::read_to_string(home.path("m.csv")).unwrap();
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let at = reader.headers().unwrap().iter().position(|h| h == "codings").unwrap();
        let sum: u64 = reader.records().map(|r| r.unwrap()[at].parse::<u64>().unwrap_or_default()).sum();
        assert_eq!(sum, codings, "{rows} by {columns}");
    }
}

#[test]
fn a_grid_has_a_line_per_row() {
    let home = Home::with_sample();
    export(&home, "case", "theme-group", "cases", "m.csv", &[]).ended(0);
    let text = std::fs::read_to_string(home.path("m.csv")).unwrap();
    for case in ["A", "B", "C", "D", "E", "F", "G", "H"] {
        assert!(text.lines().any(|l| l.starts_with(&format!("Child {case},"))), "Child {case}");
    }
    assert!(text.contains("OFFICIAL-SENSITIVE"), "every export carries the marking");
}

#[test]
fn wrong_arguments_leave_an_older_file_alone() {
    let home = Home::with_sample();
    home.write("old.csv", "old");
    for (rows, columns, cells) in [
        ("bogus", "theme", "presence"),
        ("case", "bogus", "presence"),
        ("case", "theme", "bogus"),
        ("case", "document", "presence"),
        ("attribute:No such", "theme", "presence"),
        ("analyst", "attribute:District", "summary"),
    ] {
        let ran = export(&home, rows, columns, cells, "old.csv", &[]).ended(2);
        assert!(ran.err.starts_with("deepdive: ") && ran.out.is_empty(), "{ran:?}");
    }
    let format = ["matrix", SAMPLE, "--rows", "case", "--columns", "theme", "--cells", "cases", "--format", "odt"];
    home.run(&[&format[..], &["--output", "old.csv"]].concat()).ended(2);
    assert_eq!(std::fs::read_to_string(home.path("old.csv")).unwrap(), "old");
}

#[test]
fn a_file_that_cannot_be_written_is_said() {
    let home = Home::with_sample();
    home.write("taken/file", "a folder");
    let ran = export(&home, "case", "theme", "presence", "no such folder/m.csv", &[]).ended(1);
    assert!(ran.err.contains("no such folder") && !home.path("no such folder").exists(), "{ran:?}");
    std::fs::create_dir(home.path("m.csv")).unwrap();
    home.write("m.csv/inside", "x");
    export(&home, "case", "theme", "presence", "m.csv", &[]).ended(1);
    assert!(home.path("m.csv/inside").is_file());
}
