//! Tagging what a query finds, and who may write while somebody else has the deep dive open.

use super::home::{Home, SAMPLE, has_keys, keys};
use deepdive::app::session::{Access, Session};
use deepdive::model::Analyst;
use serde_json::json;

const THEME: &str = "Fathers and other men / ";

/// A theme of the codebook by its whole path.
fn a_theme(home: &Home, project: &str) -> String {
    let themes = home.run(&["themes", project, "--json"]).ended(0).json();
    let paths = themes.iter().map(|t| t["theme"].as_str().unwrap().to_owned());
    paths.into_iter().find(|path| path.starts_with(THEME)).unwrap()
}

#[test]
fn every_hit_is_tagged_once() {
    let home = Home::new();
    home.small("P");
    let theme = a_theme(&home, "P");
    let tag = || home.run(&["tag", "P", "--theme", &theme, "--query", "father", "--json"]).ended(0).one();
    assert_eq!(tag(), json!({ "tagged": 3, "already": 0, "cases": 2 }));
    assert_eq!(tag(), json!({ "tagged": 0, "already": 3, "cases": 2 }));
    let report = home.run(&["check", "P", "--json"]).ended(0).one();
    assert_eq!((&report["codings"], &report["quotes_checked"]), (&json!(3), &json!(3)));

    let themes = home.run(&["themes", "P", "--json"]).ended(0).json();
    assert!(themes.iter().all(|t| keys(t) == ["cases", "codings", "theme"]));
    let counted = themes.iter().find(|t| t["theme"] == theme.as_str()).unwrap();
    assert_eq!((&counted["cases"], &counted["codings"]), (&json!(2), &json!(3)));
    let others = themes.iter().filter(|t| t["theme"] != theme.as_str());
    assert!(others.into_iter().all(|t| t["codings"] == 0));
}

#[test]
fn a_coding_remembers_the_query_it_came_from() {
    let home = Home::new();
    home.small("P");
    home.run(&["tag", "P", "--theme", "A1", "--query", "midwiv*", "--polarity", "good-practice"]).ended(0);
    let journal = std::fs::read_to_string(&home.journals("P")[0]).unwrap();
    let last = journal.lines().last().unwrap();
    assert!(last.contains("midwiv*") && last.contains("GoodPractice"), "{last}");
}

#[test]
fn units_are_hits_sentences_or_passages() {
    let home = Home::new();
    home.small("P");
    for (unit, theme, longest) in [("hit", "A1", 6), ("sentence", "A2", 60), ("passage", "A3", 100)] {
        let tagged = home.run(&["tag", "P", "--theme", theme, "--query", "father", "--unit", unit, "--json"]).ended(0).one();
        assert_eq!(tagged["tagged"], 3, "{unit}");
        let journal = std::fs::read_to_string(&home.journals("P")[0]).unwrap();
        let ranges = journal.lines().last().unwrap().split("range:(").skip(1);
        for range in ranges {
            let ends: Vec<usize> = range.split(')').next().unwrap().split(',').map(|n| n.parse().unwrap()).collect();
            assert!(ends[1] - ends[0] <= longest && ends[1] - ends[0] > longest / 10, "{unit}: {ends:?}");
        }
    }
}

#[test]
fn nothing_found_is_nothing_tagged() {
    let home = Home::new();
    home.small("P");
    let before = home.state("P");
    let answer = home.run(&["tag", "P", "--theme", "A1", "--query", "unicorn", "--json"]).ended(0).one();
    assert_eq!(answer, json!({ "tagged": 0, "already": 0, "cases": 0 }));
    assert_eq!(home.state("P"), before);
}

#[test]
fn wrong_arguments_change_nothing() {
    let home = Home::new();
    home.small("P");
    let before = home.state("P");
    for arguments in [
        ["--theme", "No such theme", "--query", "father"].as_slice(),
        &["--theme", "A1", "--query", "(father"],
        &["--theme", "A1", "--query", ""],
        &["--theme", "A1", "--query", "father", "--polarity", "bad"],
        &["--theme", "A1", "--query", "father", "--unit", "word"],
        &["--theme", "A1"],
    ] {
        let ran = home.run(&[&["tag", "P"], arguments].concat());
        assert!(ran.code == 2 && ran.out.is_empty() && !ran.err.is_empty(), "{arguments:?}: {ran:?}");
    }
    assert_eq!(home.state("P"), before);
}

#[test]
fn while_a_window_has_it_open_others_read_but_do_not_write() {
    let home = Home::with_sample();
    home.write("more.txt", "Rapid review: Child X. The father was there.");
    let me = Analyst::named("Test Analyst");
    let window = Session::open(&home.path(SAMPLE), &home.places(), &me, Access::Write, Box::new(|_, _| {})).unwrap();
    let before = home.state(SAMPLE);
    for writing in [["tag", SAMPLE, "--theme", "A1", "--query", "father"].as_slice(), &["import", SAMPLE, "more.txt"]] {
        let ran = home.run(writing).ended(1);
        assert!(ran.err.contains("already open for writing") && ran.out.is_empty(), "{ran:?}");
        assert_eq!(ran.err.lines().count(), 1, "one sentence: {}", ran.err);
    }
    assert!(home.state(SAMPLE) == before, "nothing was changed");
    home.run(&["search", SAMPLE, "father"]).ended(0);
    home.run(&["check", SAMPLE]).ended(0);
    drop(window);
    let answer = home.run(&["tag", SAMPLE, "--theme", "A1", "--query", "father", "--json"]).ended(0).one();
    has_keys(&answer, &["tagged", "already", "cases"], &[]);
    assert!(answer["tagged"].as_u64().unwrap() > 0);
}
