//! Matrices as they are saved, within a deep dive, filtered, sorted and grouped.

use super::home::{Home, Ran, SAMPLE};

fn matrix(home: &Home, what: &[&str]) -> Ran {
    home.run(&[&["matrix", SAMPLE], what, &["--format", "csv", "--output", "m.csv"]].concat())
}

const THEMES: [&str; 6] = ["--rows", "theme", "--columns", "case", "--cells", "codings"];
const CASES: [&str; 6] = ["--rows", "case", "--columns", "theme-group", "--cells", "codings"];
const TWO: [&str; 6] = ["--rows", "theme-group", "--columns", "theme-group", "--cells", "cases"];

fn made(home: &Home, what: &[&str], more: &[&str]) -> String {
    matrix(home, &[what, more].concat()).ended(0);
    std::fs::read_to_string(home.path("m.csv")).unwrap()
}

fn children(text: &str) -> usize {
    text.lines().filter(|l| l.starts_with("Child ")).count()
}

#[test]
fn each_saved_matrix_is_made_by_its_name() {
    let home = Home::with_sample();
    for name in ["Round 2: who was affected by what", "Concerns by year of incident", "themes by age of the baby"] {
        let text = made(&home, &["--saved", name], &[]);
        assert!(text.contains("OFFICIAL-SENSITIVE"), "{name}");
        let other = made(&home, &["--saved", name, "--columns", "analyst", "--cells", "codings"], &[]);
        assert_ne!(text, other, "flags change a saved matrix");
    }
    let concerns = made(&home, &["--saved", "Concerns by year of incident"], &[]);
    assert!(concerns.contains("codings as concern") && concerns.contains("2022"), "{concerns}");
}

#[test]
fn a_deep_dive_counts_its_cases_only() {
    let home = Home::with_sample();
    let all = children(&made(&home, &CASES, &[]));
    let first = made(&home, &CASES, &["--deep-dive", "Round 1: incidents to October 2022"]);
    let second = made(&home, &CASES, &["--deep-dive", "Round 2: incidents from February 2023"]);
    assert_eq!((children(&first), children(&second)), (5, 5));
    assert!(all > 5, "every case without a deep dive");
    assert!(first.contains("Only the cases of its sample are counted."));
    let ran = matrix(&home, &[&CASES[..], &["--deep-dive", "Round 9"]].concat()).ended(2);
    assert!(ran.err.contains("Round 1: incidents to October 2022") && ran.err.contains("Round 2"), "{ran:?}");
}

#[test]
fn two_themes_meet_as_near_as_is_asked() {
    let home = Home::with_sample();
    let texts: Vec<String> = ["passage", "overlap", "3", "case"].map(|near| made(&home, &TWO, &["--near", near])).into();
    assert_ne!(texts[0], texts[3], "more themes meet in a case than in a passage");
    matrix(&home, &TWO).ended(2);
    for wrong in ["soon", "-1"] {
        matrix(&home, &[&TWO[..], &[&format!("--near={wrong}")]].concat()).ended(2);
    }
    let ran = matrix(&home, &[&CASES[..], &["--near", "case"]].concat()).ended(2);
    assert!(ran.err.contains("How near") || ran.err.contains("how near"), "{ran:?}");
}

#[test]
fn filters_order_and_groups_are_said_in_the_file() {
    let home = Home::with_sample();
    let whole = made(&home, &THEMES, &[]);
    for (more, says) in [
        (&["--query", "father"][..], "passages that “father” finds"),
        (&["--polarity", "context", "--polarity", "good-practice"], "codings as good practice or context"),
        (&["--zone", "findings", "--zone", "none"], "codings in"),
        (&["--attribute", "District="], "cases with District not recorded"),
        (&["--sort-rows", "count", "--sort-columns", "attribute:Age"], "rows by count, columns by Age"),
        (&["--group-by", "attribute:Age band"], "By Age band."),
    ] {
        let text = made(&home, &THEMES, more);
        assert!(text != whole && text.contains(says), "{more:?}: {text}");
    }
    for sides in ["agency", "agency-pair", "period:quarter", "period:financial-year", "bands:Age:4 weeks,3 months"] {
        made(&home, &["--rows", "theme-group", "--columns", sides, "--cells", "cases"], &[]);
    }
}

#[test]
fn names_that_are_not_there_are_wrong_arguments() {
    let home = Home::with_sample();
    for more in [
        ["--query", "(father"],
        ["--query", "theme:\"No such theme at all\""],
        ["--polarity", "bad"],
        ["--analyst", "Nobody"],
        ["--zone", "middle"],
        ["--attribute", "District"],
        ["--attribute", "No such=Town"],
        ["--sort-rows", "colour"],
        ["--sort-columns", "attribute:No such"],
        ["--group-by", "theme"],
        ["--group-by", "No such"],
        ["--saved", "No such"],
    ] {
        let ran = matrix(&home, &[&THEMES[..], &more].concat()).ended(2);
        assert!(!ran.err.is_empty() && ran.out.is_empty() && !home.path("m.csv").exists(), "{more:?}: {ran:?}");
    }
    matrix(&home, &["--rows", "theme", "--columns", "case"]).ended(2);
}
