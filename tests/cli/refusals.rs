//! Projects that cannot be used: one sentence, the right exit code, nothing changed.

use super::home::{Home, Ran};
use deepdive::store::line::FORMAT;

/// One command of each kind on a project.
fn commands(project: &str) -> Vec<Vec<&str>> {
    vec![
        vec!["search", project, "father"],
        vec!["themes", project],
        vec!["check", project],
        vec!["import", project, "more.txt"],
        vec!["tag", project, "--theme", "A1", "--query", "father"],
        vec![
            "matrix",
            project,
            "--rows",
            "case",
            "--columns",
            "theme",
            "--cells",
            "cases",
            "--format",
            "csv",
            "--output",
            "m.csv",
        ],
    ]
}

fn is_refused(ran: &Ran, says: &str) {
    assert!(ran.code == 1 && ran.out.is_empty(), "{ran:?}");
    assert!(ran.err.starts_with("deepdive: ") && ran.err.contains(says) && ran.err.lines().count() == 1, "{ran:?}");
}

#[test]
fn what_is_no_project_is_refused() {
    let home = Home::new();
    home.write("a file", "text");
    home.write("a folder/notes.txt", "text");
    home.write("more.txt", "Another text.");
    for (project, says) in [("missing", "cannot be found"), ("a file", "not a deep dive"), ("a folder", "not a deep dive")] {
        for command in commands(project) {
            is_refused(&home.run(&command), says);
        }
    }
    assert!(!home.path("missing").exists() && !home.path("m.csv").exists());
    assert_eq!(home.state("a folder").len(), 1);
}

#[test]
fn a_project_of_a_newer_version_is_left_alone() {
    let home = Home::new();
    home.small("P");
    home.write("more.txt", "Another text.");
    let manifest = std::fs::read_to_string(home.path("P/project.ron")).unwrap();
    assert!(manifest.contains(&format!("format: {FORMAT}")));
    home.write("P/project.ron", manifest.replace(&format!("format: {FORMAT}"), "format: 99"));
    let before = home.state("P");
    for command in commands("P") {
        is_refused(&home.run(&command), "newer version");
    }
    assert_eq!(home.state("P"), before);
}

#[test]
fn a_new_project_takes_no_folder_from_anybody() {
    let home = Home::new();
    home.small("P");
    home.write("a folder/notes.txt", "text");
    home.write("a file", "text");
    let before = home.state("P");
    for taken in ["P", "a folder", "a file"] {
        is_refused(&home.run(&["new", taken]), "already there");
    }
    assert_eq!(home.state("P"), before);
    std::fs::create_dir(home.path("empty")).unwrap();
    home.run(&["new", "empty"]).ended(0);
}

#[test]
fn wrong_arguments_are_two() {
    let home = Home::new();
    home.small("P");
    for arguments in [
        ["search"].as_slice(),
        &["search", "P"],
        &["search", "P", "father", "--limit", "many"],
        &["import", "P"],
        &["check", "P", "--no-such"],
        &["matrix", "P"],
        &["new"],
    ] {
        let ran = home.run(arguments);
        assert!(ran.code == 2 && ran.out.is_empty() && !ran.err.is_empty(), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn help_is_everywhere_and_has_an_example() {
    let home = Home::new();
    for command in ["", "sample", "new", "import", "extract", "search", "themes", "tag", "matrix", "report", "check"] {
        let arguments: Vec<&str> = [command, "--help"].into_iter().filter(|a| !a.is_empty()).collect();
        let ran = home.run(&arguments).ended(0);
        assert!(ran.out.contains("Example") && ran.out.contains("Usage:"), "{command}");
    }
    assert!(home.run(&["--version"]).ended(0).out.starts_with("deepdive "));
}

/// Root may write anywhere, so the program is then run as nobody.
#[cfg(unix)]
#[test]
fn a_read_only_project_can_be_read() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;
    let home = Home::new();
    home.small("P");
    home.write("more.txt", "Another text about Child X.");
    let program = home.path("deepdive");
    std::fs::copy(env!("CARGO_BIN_EXE_deepdive"), &program).unwrap();
    let is_root = std::fs::metadata(&program).unwrap().uid() == 0;
    std::fs::remove_dir_all(home.path("home")).unwrap();
    std::fs::create_dir(home.path("home")).unwrap();
    let allow = |name: &str, mode: u32| std::fs::set_permissions(home.path(name), PermissionsExt::from_mode(mode)).unwrap();
    allow("", 0o755);
    allow("home", 0o777);
    let folders = ["P", "P/journal", "P/documents"];
    folders.iter().for_each(|f| allow(f, 0o555));
    for document in std::fs::read_dir(home.path("P/documents")).unwrap() {
        std::fs::set_permissions(document.unwrap().path(), PermissionsExt::from_mode(0o555)).unwrap();
    }
    for journal in home.journals("P") {
        std::fs::set_permissions(journal, PermissionsExt::from_mode(0o444)).unwrap();
    }
    let before = home.state("P");
    for (command, code) in commands("P").into_iter().zip([0, 0, 0, 1, 1, 1]) {
        let mut run = std::process::Command::new(&program);
        run.current_dir(home.path("")).env("DEEPDIVE_HOME", home.path("home")).env("USERNAME", "Test Analyst").args(&command);
        if is_root {
            run.uid(65534).gid(65534);
        }
        let output = run.output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{command:?}: {err}");
        assert_eq!(err.lines().count(), usize::from(code != 0), "{command:?}: {err}");
    }
    assert_eq!(home.state("P"), before);
    folders.iter().for_each(|f| allow(f, 0o755));
}
