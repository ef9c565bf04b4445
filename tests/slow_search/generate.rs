//! Random reviews and random queries over a small vocabulary, so that much is found and much is nearly found.

use super::corpus::{Coded, Passage, Review};
use super::{Asked, Close, Item};
use deepdive::model::{DocumentKind, Polarity};
use deepdive::text::Zone;
use proptest::prelude::*;
use proptest::sample::select;

const WORDS: [&str; 34] = [
    "bruise",
    "bruising",
    "Bruises",
    "mother's",
    "mothers",
    "Mother",
    "non-accidental",
    "non accidental",
    "nonaccidental",
    "café",
    "CAFE",
    "0–19",
    "work",
    "worker",
    "working",
    "worries",
    "worry",
    "and",
    "the",
    "O'Brien",
    "didn’t",
    "didn",
    "visitor",
    "follow-up",
    "followup",
    "follow",
    "up",
    "haemorrhage",
    "hemorrhage",
    "organised",
    "organized",
    "MS",
    "Ms",
    "жук",
];
const GLOBS: [&str; 14] =
    ["b*", "bruis*", "bruisi*", "moth*", "wor*", "worri*", "caf*", "x*", "*ing", "w?rk", "*or*", "ж?к", "?o*", "b*s?s"];
const LIKE: [(&str, usize); 6] = [("brusie", 1), ("bruse", 2), ("wrok", 1), ("worrie", 2), ("didnt", 1), ("mother", 2)];
const EXACT: [&str; 8] = ["MS", "Ms", "mother", "Mother", "bruise", "Bruises", "café", "CAFE"];
/// What is typed, and what it finds.
type Means<T> = (&'static str, fn(&T) -> bool);
/// As `Means`, of a passage of a review.
type MeansOfPassage = (&'static str, fn(&Review, usize) -> bool);

const PATTERNS: [Means<str>; 4] = [
    ("bruis(e|ing)", |t| t.to_lowercase().contains("bruise") || t.to_lowercase().contains("bruising")),
    ("^the", |t| t.to_lowercase().starts_with("the")),
    ("\\. .*work$", |t| t.to_lowercase().ends_with("work") && t.contains(". ")),
    ("(?-i)MS", |t| t.contains("MS")),
];
const FIELDS: [MeansOfPassage; 24] = [
    ("kind:LCSPR", |r, _| r.kind == DocumentKind::Lcspr),
    ("kind:\"rapid review\"", |r, _| r.kind == DocumentKind::RapidReview),
    ("title:review", |r, _| r.title.contains("review")),
    ("title:\"practice review\"", |r, _| r.title.contains("practice review")),
    ("case:\"Child B\"", |r, _| r.case == "Child B"),
    ("date:>2021-09", |r, _| r.dated == "2022-03-14"),
    ("date:<=2021", |r, _| r.dated == "2021-09" || r.dated == "2021"),
    ("date:2021-04..2022-03", |r, _| r.dated == "2021-09" || r.dated == "2022-03-14"),
    ("age:<1", |r, _| r.age == "7 weeks" || r.age == "11 months"),
    ("age:>=11m", |r, _| r.age == "11 months" || r.age == "2 years"),
    ("age:7w", |r, _| r.age == "7 weeks"),
    ("district:Dover", |r, _| r.district.contains("Dover")),
    ("district:d*", |r, _| !r.district.is_empty() && r.district != "Thanet"),
    ("zone:findings", |r, i| r.passages[i].zone == Some(Zone::Findings)),
    ("zone:contents", |r, i| r.passages[i].zone == Some(Zone::Contents)),
    ("page:>2", |r, i| r.passages[i].page.is_some_and(|p| p > 2)),
    ("page:2..3", |r, i| matches!(r.passages[i].page, Some(2 | 3))),
    ("page:<=1", |r, i| r.passages[i].page == Some(1)),
    ("para:4.12", |r, i| r.passages[i].label == Some("4.12")),
    ("para:4.*", |r, i| r.passages[i].label.is_some_and(|l| l.starts_with("4."))),
    ("heading:bruise", |r, i| under(r, i, |t| t.to_lowercase().contains("bruis"))),
    ("heading:(work OR the)", |r, i| under(r, i, |t| t.split(' ').any(|w| matches!(w, "work" | "working" | "the" | "The")))),
    ("coded", |r, i| r.codings.iter().any(|c| c.from <= i && i <= c.to)),
    ("uncoded", |r, i| !r.codings.iter().any(|c| c.from <= i && i <= c.to)),
];
const CODINGS: [Means<Coded>; 8] = [
    ("theme:B", |c| c.theme <= 2),
    ("theme:B1", |c| c.theme == 1),
    ("theme:\"known late\"", |c| c.theme == 2),
    ("theme:fathers", |c| c.theme <= 2),
    ("analyst:RP", |c| c.analyst == 0),
    ("analyst:Mensah", |c| c.analyst == 1),
    ("polarity:concern", |c| c.polarity == Polarity::Concern),
    ("polarity:good", |c| c.polarity == Polarity::GoodPractice),
];

/// Whether a passage is a heading that answers, or stands under one.
fn under(review: &Review, passage: usize, holds: fn(&str) -> bool) -> bool {
    // Walking up: only headings above all those met on the way hold the passage.
    let mut above = u8::MAX;
    for i in (0..=passage).rev() {
        let level = review.passages[i].level;
        if level > 0 && level < above {
            if holds(&review.passages[i].text) {
                return true;
            }
            above = level;
        }
    }
    false
}

fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![5 => select(&WORDS[..]), 2 => select(&[". The", ".", "! It", "—", "(x)", "“"][..])];
    proptest::collection::vec(part, 1..14)
        .prop_map(|parts| parts.join(" "))
        .prop_filter("needs words at its ends", |t| t.chars().any(char::is_alphanumeric))
}

fn passage() -> impl Strategy<Value = Passage> {
    let zone = select(&[None, Some(Zone::Findings), Some(Zone::Contents)][..]);
    let page = select(&[None, Some(1), Some(2), Some(3)][..]);
    let label = select(&[None, None, Some("4.12"), Some("4.2"), Some("14.1")][..]);
    let level = prop_oneof![3 => Just(0_u8), 1 => 1_u8..4];
    (text(), level, zone, page, label).prop_map(|(text, level, zone, page, label)| Passage { text, level, zone, page, label })
}

fn coded(passages: usize) -> impl Strategy<Value = Coded> {
    let polarity = select(&Polarity::ALL[..]);
    (0..passages, 0_usize..3, 0_usize..4, 0_usize..2, polarity).prop_map(move |(from, more, theme, analyst, polarity)| Coded {
        from,
        to: (from + more).min(passages - 1),
        theme,
        analyst,
        polarity,
    })
}

pub fn review() -> impl Strategy<Value = Review> {
    let facts = (
        select(&["Child B practice review", "Notes", "A review of practice"][..]),
        select(&[DocumentKind::Lcspr, DocumentKind::RapidReview, DocumentKind::Notes][..]),
        select(&["Child B", "Child C"][..]),
        select(&["2021-09", "2022-03-14", "2021", "not known"][..]),
        select(&["7 weeks", "11 months", "2 years", ""][..]),
        select(&["Dover", "Dartford", "Thanet", "Swale and Dover"][..]),
    );
    (facts, proptest::collection::vec(passage(), 1..7)).prop_flat_map(|((title, kind, case, dated, age, district), passages)| {
        proptest::collection::vec(coded(passages.len()), 0..4).prop_map(move |codings| Review {
            title,
            kind,
            case,
            dated,
            age,
            district,
            passages: passages.clone(),
            codings,
        })
    })
}

fn phrase() -> impl Strategy<Value = Asked> {
    let word = || select(&WORDS[..]).prop_map(Item::Word);
    let glob = || select(&GLOBS[..]).prop_map(Item::Glob);
    let one = |item: Item| Asked::Phrase(vec![item]);
    prop_oneof![
        4 => word().prop_map(one),
        2 => proptest::collection::vec(prop_oneof![4 => word(), 1 => glob()], 2..4).prop_map(Asked::Phrase),
        2 => glob().prop_map(one),
        1 => select(&LIKE[..]).prop_map(move |(word, most)| one(Item::Like(word, most))),
        1 => select(&EXACT[..]).prop_map(move |word| one(Item::Exact(word))),
        2 => (proptest::collection::vec(prop_oneof![4 => word(), 1 => glob()], 2..4), 0_usize..5)
            .prop_map(|(items, spare)| Asked::Loose(items, spare)),
    ]
}

/// What may stand beside `NEAR`.
fn placed() -> impl Strategy<Value = Asked> {
    let close = prop_oneof![4 => (0_usize..6).prop_map(Close::Words), 1 => Just(Close::Sentence), 1 => Just(Close::Paragraph)];
    phrase().prop_recursive(2, 8, 3, move |inner| {
        prop_oneof![
            (inner.clone(), inner.clone(), close.clone(), any::<bool>()).prop_map(|(a, b, close, in_order)| Asked::Near(
                Box::new(a),
                Box::new(b),
                close,
                in_order
            )),
            proptest::collection::vec(inner, 1..3).prop_map(Asked::Or),
        ]
    })
}

pub fn asked() -> impl Strategy<Value = Asked> {
    let leaf = prop_oneof![
        6 => placed(),
        1 => select(&PATTERNS[..]).prop_map(|(typed, holds)| Asked::Pattern(typed, holds)),
        3 => select(&FIELDS[..]).prop_map(|(typed, holds)| Asked::Field(typed, holds)),
        2 => select(&CODINGS[..]).prop_map(|(typed, holds)| Asked::Coding(typed, holds)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Asked::And),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Asked::Or),
            inner.prop_map(|q| Asked::Not(Box::new(q))),
        ]
    })
}
