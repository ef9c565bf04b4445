//! Searching: one object per hit, then a summary; the index may be deleted or damaged at any time.

use super::home::{Home, SAMPLE, files, has_keys};
use serde_json::Value;
use std::path::PathBuf;

fn without_time(mut lines: Vec<Value>) -> Vec<Value> {
    for line in &mut lines {
        line.as_object_mut().unwrap().remove("took_ms");
    }
    lines
}

#[test]
fn every_hit_has_its_place_and_its_marked_words() {
    let home = Home::with_sample();
    let lines = home.run(&["search", SAMPLE, "midwife OR \"health visitor\"", "--limit", "20", "--json"]).ended(0).json();
    let (summary, hits) = lines.split_last().unwrap();
    has_keys(summary, &["hits", "shown", "took_ms"], &["expanded"]);
    assert_eq!(summary["shown"], 20);
    assert!(summary["hits"].as_u64().unwrap() > 20);
    assert_eq!(hits.len(), 20);
    let mut score = f64::INFINITY;
    for hit in hits {
        let always = ["document", "title", "score", "start", "end", "quote", "marks"];
        has_keys(hit, &always, &["case", "page", "label", "zone"]);
        let quote = hit["quote"].as_str().unwrap();
        let (start, end) = (hit["start"].as_u64().unwrap(), hit["end"].as_u64().unwrap());
        assert_eq!(usize::try_from(end - start).unwrap(), quote.len());
        assert!(hit["score"].as_f64().unwrap() <= score, "best first");
        score = hit["score"].as_f64().unwrap();
        let marks = hit["marks"].as_array().unwrap();
        assert!(!marks.is_empty(), "{hit}");
        for mark in marks {
            let at = |i: usize| usize::try_from(mark[i].as_u64().unwrap()).unwrap();
            let words = quote.get(at(0)..at(1)).unwrap().to_lowercase();
            assert!(["midwi", "health", "visit"].iter().any(|w| words.contains(w)), "{words}");
        }
        assert!(hit["case"].as_str().unwrap().starts_with("Child "));
    }
}

#[test]
fn words_phrases_and_operators_find_what_they_say() {
    let home = Home::new();
    home.small("P");
    let titles = |query: &str| {
        let lines = home.run(&["search", "P", query, "--json"]).ended(0).json();
        let (summary, hits) = lines.split_last().unwrap();
        assert_eq!(summary["hits"].as_u64().unwrap(), hits.len() as u64);
        let mut cases: Vec<String> = hits.iter().map(|h| h["case"].as_str().unwrap().to_owned()).collect();
        cases.sort();
        cases.dedup();
        cases
    };
    let (y, z) = (vec!["Child Y".to_owned()], vec!["Child Z".to_owned()]);
    let both = [y.clone(), z.clone()].concat();
    assert_eq!(titles("\"health visitors\""), both, "by stem");
    assert_eq!(titles("midwi*"), both);
    assert_eq!(titles("father AND midwife"), y);
    assert_eq!(titles("\"no evidence of domestic abuse\""), y);
    assert_eq!(titles("father NOT appointment"), y);
    assert_eq!(titles("Zebed*"), z);
    assert_eq!(titles("shared OR evidence"), both);
    assert_eq!(titles("nothing-of-the-sort"), Vec::<String>::new());
}

#[test]
fn the_whole_language_is_spoken() {
    let home = Home::with_sample();
    let found = |arguments: &[&str]| {
        let lines = home.run(&[&["search", SAMPLE], arguments, &["--limit", "1000", "--json"]].concat()).ended(0).json();
        let (summary, hits) = lines.split_last().unwrap();
        assert_eq!(summary["hits"].as_u64().unwrap(), hits.len() as u64, "{arguments:?}");
        (hits.to_vec(), summary.clone())
    };
    let (near, _) = found(&["(father OR partner) NEAR/8 known kind:lcspr uncoded"]);
    assert!(!near.is_empty() && near.iter().all(|h| h["title"].as_str().unwrap().contains("practice review")));
    let (all, summary) = found(&["HV"]);
    assert!(summary.get("expanded").is_none(), "terms stand for themselves unless asked otherwise");
    let (more, summary) = found(&["HV", "--expand"]);
    let expanded: Vec<&str> = summary["expanded"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
    assert!(more.len() > all.len() && expanded.contains(&"health visitor"), "{expanded:?}");
    let ran = home.run(&["search", SAMPLE, "father theme:nowhere"]);
    assert!(ran.code == 2 && ran.err.contains("There is no theme “nowhere” (at byte 7 of the query)"), "{ran:?}");
    let help = home.run(&["search", "--help"]).ended(0).out;
    assert!(help.contains("NEAR/8") && deepdive::search::FIELDS.iter().all(|f| help.contains(f.example)));
}

#[test]
fn a_query_that_makes_no_sense_is_a_wrong_argument() {
    let home = Home::new();
    home.small("P");
    for query in ["(a AND", "", "\"open", "AND", "father)"] {
        let ran = home.run(&["search", "P", query, "--json"]);
        assert!(ran.code == 2 && ran.out.is_empty() && ran.err.starts_with("deepdive: "), "{query}: {ran:?}");
    }
}

#[test]
fn the_limit_is_kept_and_the_count_is_of_all() {
    let home = Home::with_sample();
    let lines = home.run(&["search", SAMPLE, "child", "--limit", "1", "--json"]).ended(0).json();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1]["shown"], 1);
    assert!(lines[1]["hits"].as_u64().unwrap() > 100);
    let lines = home.run(&["search", SAMPLE, "child", "--limit", "0", "--json"]).ended(0).json();
    assert_eq!(lines.len(), 1);
}

fn index_of(home: &Home) -> PathBuf {
    let manifest = std::fs::read_to_string(home.path(SAMPLE).join("project.ron")).unwrap();
    let id = manifest.split('"').nth(1).unwrap();
    home.places().index_of(id.parse().unwrap())
}

#[test]
fn an_index_that_is_deleted_or_damaged_is_made_anew() {
    let home = Home::with_sample();
    let ask = || without_time(home.run(&["search", SAMPLE, "father AND \"not known\"", "--json"]).ended(0).json());
    let answer = ask();
    assert!(answer.len() > 1, "{answer:?}");
    let index = index_of(&home);
    assert!(index.is_dir(), "{}", index.display());
    std::fs::remove_dir_all(&index).unwrap();
    assert_eq!(ask(), answer, "deleted");
    for file in files(&index) {
        let bytes = std::fs::read(&file).unwrap();
        let half = &bytes[..bytes.len() / 2];
        home.write(file.strip_prefix(home.path("")).unwrap().to_str().unwrap(), half);
    }
    assert_eq!(ask(), answer, "every file cut in half");
    for file in files(&index) {
        let garbage = vec![0xA5; usize::try_from(std::fs::metadata(&file).unwrap().len()).unwrap()];
        home.write(file.strip_prefix(home.path("")).unwrap().to_str().unwrap(), garbage);
    }
    assert_eq!(ask(), answer, "every file overwritten");
    std::fs::remove_file(files(&index).into_iter().next().unwrap()).unwrap();
    assert_eq!(ask(), answer, "one file missing");
}

#[test]
fn nothing_in_the_project_is_touched_by_reading() {
    let home = Home::with_sample();
    let before = home.state(SAMPLE);
    home.run(&["search", SAMPLE, "midwife"]).ended(0);
    home.run(&["themes", SAMPLE]).ended(0);
    home.run(&["check", SAMPLE]).ended(0);
    home.run(&[
        "matrix",
        SAMPLE,
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
    ])
    .ended(0);
    assert!(home.state(SAMPLE) == before);
}
