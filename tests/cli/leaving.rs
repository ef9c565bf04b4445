//! Matrices at the three levels: what is hidden, what stops, and what the author alone is told.

use super::home::{Home, Ran, SAMPLE, keys};

const THEMES: [&str; 6] = ["--rows", "theme-group", "--columns", "attribute:Age band", "--cells", "cases"];

fn matrix(home: &Home, what: &[&str], output: &str, more: &[&str]) -> Ran {
    let format = output.rsplit('.').next().unwrap();
    home.run(&[&["matrix", SAMPLE], what, &["--format", format, "--output", output], more].concat())
}

fn read(home: &Home, name: &str) -> String {
    String::from_utf8(std::fs::read(home.path(name)).unwrap()).unwrap()
}

#[test]
fn small_numbers_are_hidden_and_only_the_author_is_told() {
    let home = Home::with_sample();
    let exact = matrix(&home, &THEMES, "exact.csv", &[]).ended(0);
    assert!(!read(&home, "exact.csv").contains("[c]") && exact.err.is_empty(), "internal is exact");
    assert!(read(&home, "exact.csv").contains("level: internal"));
    for level in ["partnership", "publishable"] {
        let told = matrix(&home, &THEMES, "m.html", &["--level", level]).ended(0);
        let page = read(&home, "m.html");
        assert!(page.contains("[c]") && page.contains(&format!("<dd>{level}. ")), "{level}");
        assert!(told.err.contains("counts are not shown") && told.err.contains("hidden because"), "{}", told.err);
        assert!(!page.contains("hidden because"), "the account is not in the file");
        let answer = matrix(&home, &THEMES, "m.csv", &["--level", level, "--json"]).ended(0).one();
        assert_eq!(keys(&answer), ["level", "output", "suppressed"]);
        assert!(answer["suppressed"].as_u64().unwrap() > 0);
        assert!(read(&home, "m.csv").contains(&format!("level: {level}")));
    }
}

#[test]
fn themes_by_a_band_of_few_cases_leave_with_more_hidden_instead_of_not_at_all() {
    let home = Home::with_sample();
    let districts = ["--rows", "theme", "--columns", "attribute:District", "--cells", "cases"];
    for level in ["partnership", "publishable"] {
        let told = matrix(&home, &districts, "m.csv", &["--level", level]).ended(0);
        assert!(told.err.contains("counts are not shown"), "{}", told.err);
        let csv = read(&home, "m.csv");
        let first = csv.lines().find(|l| l.starts_with("A,")).unwrap();
        assert!(
            first.starts_with("A,The baby and the injury,[c],[c],[c],[c],"),
            "four districts have two to four cases each: {first}"
        );
    }
}

#[test]
fn one_column_per_case_is_not_published() {
    let home = Home::with_sample();
    for (what, says) in [
        (["--rows", "theme", "--columns", "case", "--cells", "presence"], "age band"),
        (["--rows", "theme", "--columns", "attribute:Age", "--cells", "cases"], "choose its bands"),
        (["--rows", "theme", "--columns", "analyst", "--cells", "cases"], "analysts are not published"),
        (["--rows", "theme", "--columns", "attribute:District", "--cells", "codings"], "choose cases for the cells"),
    ] {
        let refused = matrix(&home, &what, "m.csv", &["--level", "publishable"]).ended(1);
        assert!(refused.err.contains(says), "{}", refused.err);
        assert!(!home.path("m.csv").exists());
    }
    let refused = matrix(&home, &THEMES, "m.csv", &["--level", "public"]).ended(2);
    assert!(refused.err.contains("is not a level"), "{}", refused.err);
}

#[test]
fn quotes_leave_only_once_they_are_decided() {
    let home = Home::with_sample();
    let quotes = ["--rows", "theme-group", "--columns", "attribute:Age band", "--cells", "quotes"];
    let stopped = matrix(&home, &quotes, "q.html", &["--level", "publishable"]).ended(1);
    assert!(stopped.err.contains("Quote: “") && stopped.err.contains("--quotes leave-out"), "{}", stopped.err);
    assert!(stopped.out.is_empty() && !home.path("q.html").exists());
    matrix(&home, &quotes, "q.html", &["--level", "publishable", "--quotes", "leave-out", "--identifiers", "mask"]).ended(0);
    assert!(!read(&home, "q.html").contains('“'), "no quote is published");
    matrix(&home, &quotes, "q.html", &["--level", "publishable", "--quotes", "keep", "--identifiers", "mask"]).ended(0);
    let page = read(&home, "q.html");
    assert!(page.contains('“') && !page.contains("<cite>"), "quotes without the document that they stand in");
}

#[test]
fn an_identifier_stops_the_export_until_it_is_masked() {
    let home = Home::new();
    home.write(
        "reviews/RR Child Y.txt",
        "Rapid review: Child Y\n\nBaby Zara, born on 14 March 2021, lived at CT1 2AB with her mother.\n",
    );
    home.run(&["new", SAMPLE]).ended(0);
    home.run(&["import", SAMPLE, "reviews"]).ended(0);
    let theme = "Information sharing and seeking / Midwifery to health visiting";
    home.run(&["tag", SAMPLE, "--theme", theme, "--query", "mother"]).ended(0);
    let quotes = ["--rows", "theme", "--columns", "case", "--cells", "quotes"];
    matrix(&home, &quotes, "q.csv", &[]).ended(0);
    assert!(read(&home, "q.csv").contains("14 March 2021"), "internal asks nothing");
    let stopped = matrix(&home, &quotes, "p.csv", &["--level", "partnership"]).ended(1);
    for said in ["Date of birth: “14 March 2021” in ", "Postcode: “CT1 2AB”", "--identifiers mask"] {
        assert!(stopped.err.contains(said), "{said}: {}", stopped.err);
    }
    assert!(!home.path("p.csv").exists());
    matrix(&home, &quotes, "p.csv", &["--level", "partnership", "--identifiers", "mask"]).ended(0);
    let masked = read(&home, "p.csv");
    assert!(masked.contains("[date of birth]") && masked.contains("[postcode]"), "{masked}");
    assert!(!masked.contains("2021") && !masked.contains("CT1"), "{masked}");
}
