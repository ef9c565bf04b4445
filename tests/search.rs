//! What the search promises: it finds what a slow and obvious search finds, marks it, and survives damage.

#![expect(clippy::expect_used, reason = "these are the helpers of tests; a failure is meant to stop the test")]

use deepdive::model::{Document, Id, SourceHash};
use deepdive::search::{DocKey, Ground, Hit, Index, Opened, Query, Results, SearchError, Unit, words};
use deepdive::text::{BlockKind, SourceBuilder, SourceText, Zone};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

type Corpus = BTreeMap<Id<Document>, Arc<SourceText>>;

fn id(n: u128) -> Id<Document> {
    Id::from_uuid(uuid::Uuid::from_u128(n))
}

fn key(id: Id<Document>, source: &SourceText) -> DocKey {
    DocKey { id, source: SourceHash::of(source.text.as_bytes()), text_version: 1, zones: None }
}

fn source(passages: &[&str]) -> Arc<SourceText> {
    let mut builder = SourceBuilder::new("test/1");
    for passage in passages {
        builder.push(BlockKind::Paragraph, 0, passage);
    }
    Arc::new(builder.build())
}

fn corpus(documents: &[&[&str]]) -> Corpus {
    documents.iter().zip(1..).map(|(passages, n)| (id(n), source(passages))).collect()
}

fn fill(index: &Index, corpus: &Corpus) {
    let add = corpus.iter().map(|(id, source)| (key(*id, source), Arc::clone(source)));
    index.update(add, &[], &|_| {}).expect("updates");
}

fn indexed(corpus: &Corpus) -> Index {
    let index = Index::in_memory().expect("opens");
    fill(&index, corpus);
    index
}

fn search(index: &Index, corpus: &Corpus, query: &str) -> Results {
    let query = Query::parse(query).expect("reads");
    index.search(&query, usize::MAX, &|id: Id<Document>| corpus.get(&id).cloned(), &Ground::default()).expect("searches")
}

/// The passages found, in order, in documents of `corpus`.
fn found<'a>(corpus: &'a Corpus, query: &str) -> Vec<&'a str> {
    let results = search(&indexed(corpus), corpus, query);
    results.hits.iter().map(|hit| corpus[&hit.document].quote(hit.range)).collect()
}

fn finds(passages: &[&str], query: &str) -> Vec<String> {
    let corpus = corpus(&[passages]);
    let mut found: Vec<String> = found(&corpus, query).into_iter().map(str::to_owned).collect();
    found.sort();
    found
}

#[test]
fn finds_other_forms_of_a_word() {
    let passages = ["a bruise", "bruising", "two bruises", "bread"];
    for query in ["bruise", "Bruising", "BRUISES"] {
        assert_eq!(finds(&passages, query), ["a bruise", "bruising", "two bruises"], "{query}");
    }
}

#[test]
fn finds_phrases_however_they_are_hyphenated_and_quoted() {
    let passages = ["a non-accidental injury", "non accidental", "accidental non", "aged 0–19", "aged 0 to 19"];
    for query in ["non-accidental", "\"non accidental\"", "“non-accidental”"] {
        assert_eq!(finds(&passages, query), ["a non-accidental injury", "non accidental"], "{query}");
    }
    assert_eq!(finds(&passages, "0-19"), ["aged 0–19"]);
}

#[test]
fn finds_every_word_with_a_prefix() {
    let many: Vec<String> = (0..300).map(|i| format!("pre{i} word")).collect();
    let passages: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(finds(&passages, "pre*").len(), 300);
    assert_eq!(finds(&passages, "\"pre* word\"").len(), 300);
    assert_eq!(finds(&["neglectful", "neglect", "worries"], "neglectf*"), ["neglectful"]);
    assert_eq!(finds(&["worries", "worry"], "worri*"), ["worries"]);
}

#[test]
fn says_what_a_prefix_stood_for() {
    let corpus = corpus(&[&["work", "Workers’ rights", "the worker's", "wort"]]);
    assert_eq!(search(&indexed(&corpus), &corpus, "work*").expanded, ["work", "worker", "workers"]);
}

#[test]
fn accents_and_apostrophes_do_not_matter() {
    let passages = ["José didn’t", "Jose\u{301} did", "the mother’s", "O'Brien"];
    assert_eq!(finds(&passages, "jose"), ["Jose\u{301} did", "José didn’t"]);
    assert_eq!(finds(&passages, "JOSÉ didn't"), ["José didn’t"]);
    assert_eq!(finds(&passages, "mother"), ["the mother’s"]);
    assert_eq!(finds(&passages, "obrien"), ["O'Brien"]);
}

#[test]
fn furniture_is_not_searched_and_listings_come_last() {
    let mut builder = SourceBuilder::new("test/1");
    builder.push(BlockKind::Furniture, 0, "bruising");
    builder.set_zone(Some(Zone::Contents));
    builder.push(BlockKind::Paragraph, 0, "bruising 4");
    builder.set_zone(Some(Zone::Findings));
    builder.push(BlockKind::Paragraph, 0, "The bruising on the baby was seen by the health visitor and by nobody else.");
    let corpus = Corpus::from([(id(1), Arc::new(builder.build()))]);
    let blocks: Vec<usize> = search(&indexed(&corpus), &corpus, "bruising").hits.iter().map(|h| h.block).collect();
    assert_eq!(blocks, [2, 1]);
}

#[test]
fn counts_every_passage_but_shows_the_best() {
    let corpus = corpus(&[&["baby", "baby", "other"], &["baby here", "baby"], &["other"]]);
    let index = indexed(&corpus);
    let query = Query::parse("baby").expect("reads");
    let few = index.search(&query, 2, &|id: Id<Document>| corpus.get(&id).cloned(), &Ground::default()).expect("searches");
    assert_eq!((few.total, few.hits.len()), (4, 2));
    assert_eq!(few.documents, BTreeMap::from([(id(1), 2), (id(2), 2)]));
    let all = search(&index, &corpus, "baby").hits;
    assert_eq!(few.hits, all[..2]);
    let places: Vec<_> = all.iter().map(|h| (h.document, h.block)).collect();
    assert_eq!(places, [(id(1), 0), (id(1), 1), (id(2), 1), (id(2), 0)], "ties by document and block");
    assert_eq!(index.search(&query, 0, &|_: Id<Document>| None, &Ground::default()).expect("searches").total, 4);
    let tagged = index.all_hits(&query, &|id: Id<Document>| corpus.get(&id).cloned(), &Ground::default()).expect("searches");
    let places: Vec<_> = tagged.iter().map(|h| (h.document, h.block)).collect();
    assert_eq!(places, [(id(1), 0), (id(1), 1), (id(2), 0), (id(2), 1)], "in text order");
}

#[test]
fn gives_the_ranges_to_code() {
    let text = "He was seen. The baby was not seen by the visitor. The visitor left. The visitor came";
    let corpus = corpus(&[&["x", text]]);
    let hit = |query| -> Hit { search(&indexed(&corpus), &corpus, query).hits.remove(0) };
    let quotes = |hit: &Hit, unit| -> Vec<&str> {
        let source = &corpus[&id(1)];
        hit.ranges(source, unit).into_iter().map(|r| source.quote(r)).collect()
    };
    let seen = hit("seen baby");
    assert_eq!(quotes(&seen, Unit::Hit), ["seen", "baby", "seen"]);
    assert_eq!(quotes(&seen, Unit::Sentence), ["He was seen.", "The baby was not seen by the visitor."]);
    assert_eq!(quotes(&seen, Unit::Passage), [text]);
    let across = hit("\"visitor the visitor\"");
    assert_eq!(quotes(&across, Unit::Sentence), ["The baby was not seen by the visitor. The visitor left."]);
}

#[test]
fn updates_replace_and_remove() {
    let mut corpus = corpus(&[&["one baby"], &["two babies"]]);
    let index = indexed(&corpus);
    let wanted: Vec<DocKey> = corpus.iter().map(|(id, s)| key(*id, s)).collect();
    assert_eq!(index.needs(&wanted), deepdive::search::Needs::default());
    corpus.insert(id(1), source(&["one mother"]));
    corpus.insert(id(3), source(&["three mothers"]));
    let wanted: Vec<DocKey> = [1, 3].map(|n| key(id(n), &corpus[&id(n)])).to_vec();
    let needs = index.needs(&wanted);
    assert_eq!((&needs.add, &needs.remove), (&wanted, &vec![id(2)]));
    let done = std::cell::RefCell::new(Vec::new());
    let add = needs.add.iter().map(|key| (key.clone(), Arc::clone(&corpus[&key.id])));
    assert_eq!(index.update(add, &needs.remove, &|n| done.borrow_mut().push(n)).expect("updates"), 2);
    assert_eq!(done.into_inner(), [1, 2]);
    assert_eq!(index.present(), BTreeSet::from([id(1), id(3)]));
    assert_eq!(search(&index, &corpus, "baby").total, 0);
    assert_eq!(search(&index, &corpus, "mother").total, 2);
}

#[test]
fn a_passage_without_its_text_is_counted_but_not_shown() {
    let corpus = corpus(&[&["baby"], &["baby"]]);
    let index = indexed(&corpus);
    let query = Query::parse("baby").expect("reads");
    let results = index
        .search(&query, 9, &|n: Id<Document>| (n == id(2)).then(|| Arc::clone(&corpus[&n])), &Ground::default())
        .expect("searches");
    assert_eq!((results.total, results.hits.len()), (2, 1));
    let other = source(&["a text that is not the one indexed"]);
    let results = index.search(&query, 9, &|_: Id<Document>| Some(Arc::clone(&other)), &Ground::default()).expect("searches");
    assert!(results.hits.iter().all(|h| h.marks.is_empty() && h.range.fits(&other.text)));
}

fn open(folder: &Path) -> Index {
    Index::open(folder).expect("opens")
}

#[test]
fn can_be_asked_from_any_thread() {
    const fn shared<T: Send + Sync>() {}
    shared::<Index>();
}

#[test]
fn is_kept_from_one_opening_to_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = corpus(&[&["a baby"], &["the baby", "no"]]);
    let index = open(folder.path());
    assert_eq!(index.opened(), Opened::Fresh);
    fill(&index, &corpus);
    let before = search(&index, &corpus, "baby");
    drop(index);
    let index = open(folder.path());
    assert_eq!(index.opened(), Opened::Kept);
    assert_eq!(index.present(), corpus.keys().copied().collect());
    assert_eq!(search(&index, &corpus, "baby").hits, before.hits);
    assert!(index.verify().is_ok());
}

#[test]
fn a_second_window_reads_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut corpus = corpus(&[&["a baby"]]);
    let first = open(folder.path());
    fill(&first, &corpus);
    let second = open(folder.path());
    assert_eq!(second.opened(), Opened::ReadOnly);
    assert_eq!(search(&second, &corpus, "baby").total, 1);
    corpus.insert(id(2), source(&["another baby"]));
    let add = || corpus.iter().map(|(id, s)| (key(*id, s), Arc::clone(s)));
    assert!(matches!(second.update(add(), &[], &|_| {}), Err(SearchError::ReadOnly)));
    fill(&first, &corpus);
    second.refresh().expect("refreshes");
    assert_eq!(search(&second, &corpus, "baby").total, 2);
    drop(first);
    corpus.insert(id(3), source(&["a third baby"]));
    second.update(corpus.iter().map(|(id, s)| (key(*id, s), Arc::clone(s))), &[], &|_| {}).expect("writes now");
    assert_eq!(search(&second, &corpus, "baby").total, 3);
}

/// Damages each file of an index in each of several ways; the index opens, and after filling finds the same.
#[test]
fn damage_is_met_with_a_rebuild() {
    let corpus = corpus(&[&["a baby", "the baby’s mother"], &["bruising to a baby", "no"]]);
    let made = tempfile::tempdir().expect("a folder");
    let index = open(made.path());
    fill(&index, &corpus);
    let before = search(&index, &corpus, "baby OR moth*").hits;
    drop(index);
    let names: Vec<_> = std::fs::read_dir(made.path()).expect("lists").map(|e| e.expect("entry").file_name()).collect();
    assert!(names.len() > 8);
    let damages: [fn(&Path); 5] = [
        |file| std::fs::remove_file(file).expect("removes"),
        |file| std::fs::File::create(file).map(drop).expect("empties"),
        |file| {
            let length = std::fs::metadata(file).expect("measures").len();
            std::fs::File::options().write(true).open(file).and_then(|f| f.set_len(length / 2)).expect("cuts");
        },
        |file| overwrite(file, |bytes| bytes.fill(0x5a)),
        |file| overwrite(file, |bytes| bytes.iter_mut().skip(3).step_by(7).for_each(|b| *b ^= 0xff)),
    ];
    for name in &names {
        for (n, damage) in damages.iter().enumerate() {
            let folder = copy(made.path(), &names);
            damage(&folder.path().join(name));
            let index = open(folder.path());
            if is_segment(name) || name == "meta.json" || name == "version.ron" {
                assert_eq!(index.opened(), Opened::Fresh, "{name:?} damaged in way {n}");
            }
            let needs = index.needs(&corpus.iter().map(|(id, s)| key(*id, s)).collect::<Vec<_>>());
            index
                .update(needs.add.into_iter().map(|key| (key.clone(), Arc::clone(&corpus[&key.id]))), &[], &|_| {})
                .expect("fills");
            assert_eq!(search(&index, &corpus, "baby OR moth*").hits, before, "{name:?} damaged in way {n}");
        }
    }
}

fn is_segment(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().split('.').next().is_some_and(|stem| stem.len() == 32)
}

/// Damage under an open index is an error, never a panic, and the index is not kept.
#[test]
fn damage_while_open_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let corpus = corpus(&[&["a baby", "the baby’s mother"], &["bruising to a baby", "no"]]);
    fill(&open(folder.path()), &corpus);
    let index = open(folder.path());
    for entry in std::fs::read_dir(folder.path()).expect("lists").map(|e| e.expect("entry")) {
        if is_segment(&entry.file_name()) {
            use std::io::Write;
            let length = entry.metadata().expect("measures").len();
            let mut file = std::fs::File::options().write(true).open(entry.path()).expect("opens");
            file.write_all(&vec![0xff; usize::try_from(length).expect("fits")]).expect("writes");
        }
    }
    for query in ["baby", "moth*", "\"the baby\"", "\"the bab*\"", "baby -mother"] {
        // What comes out of damaged files is not told; that it comes out without a panic is.
        drop(index.search(
            &Query::parse(query).expect("reads"),
            9,
            &|id: Id<Document>| corpus.get(&id).cloned(),
            &Ground::default(),
        ));
    }
    let told = index.verify().expect_err("damaged");
    assert!(matches!(told, SearchError::Damaged { .. }) && told.to_string().contains("safe"));
    drop(index);
    assert_eq!(open(folder.path()).opened(), Opened::Fresh);
}

fn overwrite(file: &Path, change: impl Fn(&mut Vec<u8>)) {
    use std::io::Write;
    let mut bytes = std::fs::read(file).expect("reads");
    change(&mut bytes);
    std::fs::File::create(file).and_then(|mut f| f.write_all(&bytes)).expect("writes");
}

fn copy(from: &Path, names: &[std::ffi::OsString]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in names {
        std::fs::copy(from.join(name), folder.path().join(name)).expect("copies");
    }
    folder
}

#[test]
fn clearing_leaves_other_peoples_files() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("documents")).expect("makes");
    std::fs::File::create(folder.path().join("project.ron")).expect("makes");
    drop(open(folder.path()));
    std::fs::remove_file(folder.path().join("version.ron")).expect("removes");
    assert_eq!(open(folder.path()).opened(), Opened::Fresh);
    assert!(folder.path().join("documents").is_dir() && folder.path().join("project.ron").is_file());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_can_be_split(text in "\\PC{0,60}") {
        let mut end = 0;
        for word in words(&text) {
            prop_assert!(word.range.start >= end && text.get(word.range.clone()).is_some());
            prop_assert!(!word.written.is_empty() && word.written.chars().all(char::is_alphanumeric));
            end = word.range.end;
        }
    }
}
