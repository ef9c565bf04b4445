//! The sample reviews: every coded quotation stands where the tables say, and the reading proposes what people
//! would have to correct only where a document truly does not say it.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use deepdive::app::locate::locate;
use deepdive::model::{Codebook, DocumentKind, Id, Polarity};
use deepdive::read::{Extraction, Outcome, extract};
use deepdive::text::Field;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::OnceLock;

#[derive(Debug, Deserialize)]
struct Facts {
    documents: BTreeMap<String, DocumentFacts>,
}

#[derive(Debug, Deserialize)]
struct DocumentFacts {
    kind: String,
    case: String,
    dated: String,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("sample_reviews")
}

fn facts() -> Facts {
    ron::from_str(&std::fs::read_to_string(folder().join("facts.ron")).unwrap()).unwrap()
}

/// Every sample document, read once.
fn read() -> &'static BTreeMap<String, Extraction> {
    static READ: OnceLock<BTreeMap<String, Extraction>> = OnceLock::new();
    READ.get_or_init(|| {
        let files = std::fs::read_dir(folder().join("files")).unwrap();
        let named = files.map(|f| (f.as_ref().unwrap().file_name().into_string().unwrap(), f.unwrap().path()));
        named.map(|(name, path)| (name.clone(), extract(&std::fs::read(path).unwrap(), &name))).collect()
    })
}

#[test]
fn every_document_is_read_whole() {
    let facts = facts();
    assert_eq!(read().keys().collect::<Vec<_>>(), facts.documents.keys().collect::<Vec<_>>());
    for (name, found) in read() {
        assert_eq!((found.outcome, &found.reason), (Outcome::Ok, &None), "{name}");
        let words = found.source.as_ref().unwrap().shape.words;
        let is_short = ["Child J", "Child K", "Child L"].contains(&facts.documents[name].case.as_str());
        let least = if facts.documents[name].kind == "lcspr" {
            6_000
        } else if is_short {
            300
        } else {
            1_400
        };
        assert!(words >= least, "{name} has {words} words");
    }
    let cases: BTreeSet<&str> = facts.documents.values().map(|d| d.case.as_str()).collect();
    assert_eq!(cases.len(), 11);
}

#[test]
fn every_quotation_is_there_once() {
    let codes: BTreeSet<String> = Codebook::default_nai().to_themes(Id::fresh).into_iter().map(|t| t.code).collect();
    let (mut wrong, mut count) = (Vec::new(), 0);
    for table in ["codings-a-d.tsv", "codings-e-h.tsv", "codings-j-l.tsv"] {
        let text = std::fs::read_to_string(folder().join(table)).unwrap();
        for (number, line) in text.lines().enumerate().skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            let [file, theme, polarity, _, quote] = cells[..5] else { panic!("{table}, line {}", number + 1) };
            let there = read().get(file).and_then(|f| f.source.as_ref()).is_some_and(|s| locate(s, quote).is_some());
            if !there || !codes.contains(theme) || Polarity::from_name(polarity).is_none() {
                wrong.push(format!("{table}, line {}: {file}: {theme} {polarity} “{quote}”", number + 1));
            }
            count += 1;
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(count >= 150, "{count}");
}

#[test]
fn kinds_cases_and_titles_are_proposed_as_people_would_have_them() {
    let mut wrong = Vec::new();
    for (name, facts) in facts().documents {
        let source = read()[&name].source.as_ref().unwrap();
        let proposed = |field| source.shape.proposals.iter().find(|p| p.field == field).map(|p| p.value.as_str());
        assert!(DocumentKind::from_name(&facts.kind).is_some());
        for (field, right) in [(Field::Kind, &facts.kind), (Field::Case, &facts.case)] {
            if proposed(field) != Some(right.as_str()) {
                wrong.push(format!("{name}: {field:?} is {right}, proposed is {:?}", proposed(field)));
            }
        }
        let title = proposed(Field::Title).unwrap_or_default();
        if title.split_whitespace().count() < 3 || title.contains("==") || title.contains("OFFICIAL") {
            wrong.push(format!("{name}: the title is no title: {title}"));
        }
        // What counts as the date of a meeting's paper is for people to say; a wrong proposal is only told.
        if proposed(Field::Dated) != Some(facts.dated.as_str()) {
            println!("{name}: dated {}, proposed is {:?}", facts.dated, proposed(Field::Dated));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
