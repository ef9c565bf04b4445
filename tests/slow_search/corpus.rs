//! Invented reviews for the slow search, and the same as the program sees them.

use deepdive::model::{Document, DocumentKind, Id, PartialDate, Polarity, SourceHash};
use deepdive::search::{Called, CodingFacts, DocKey, DocumentFacts, Ground};
use deepdive::text::{BlockKind, SourceBuilder, SourceText, TextRange, Zone};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document.
#[derive(Clone, Debug)]
pub struct Review {
    pub title: &'static str,
    pub kind: DocumentKind,
    pub case: &'static str,
    pub dated: &'static str,
    pub age: &'static str,
    pub district: &'static str,
    pub passages: Vec<Passage>,
    pub codings: Vec<Coded>,
}

/// A passage; a level above 0 makes it a heading.
#[derive(Clone, Debug)]
pub struct Passage {
    pub text: String,
    pub level: u8,
    pub zone: Option<Zone>,
    pub page: Option<u32>,
    pub label: Option<&'static str>,
}

/// A coding of some passages.
#[derive(Clone, Debug)]
pub struct Coded {
    pub from: usize,
    pub to: usize,
    pub theme: usize,
    pub analyst: usize,
    pub polarity: Polarity,
}

/// Codes and paths of the themes: the second and third lie under the first.
pub const THEMES: [(&[&str], &str); 4] =
    [(&["B"], "Fathers"), (&["B", "B1"], "Fathers / Unseen men"), (&["B", "B2"], "Fathers / Known late"), (&["C"], "Sleep")];
pub const ANALYSTS: [(&str, &str); 2] = [("RP", "Ros Parry"), ("JM", "Jo Mensah")];

pub type Texts = BTreeMap<Id<Document>, Arc<SourceText>>;

pub fn id(n: usize) -> Id<Document> {
    Id::from_uuid(uuid::Uuid::from_u128(n as u128))
}

pub fn key(id: Id<Document>, source: &SourceText) -> DocKey {
    DocKey { id, source: SourceHash::of(source.text.as_bytes()), text_version: 1, zones: None }
}

/// The text of a review.
pub fn source(review: &Review) -> Arc<SourceText> {
    let mut builder = SourceBuilder::new("test/1");
    for passage in &review.passages {
        builder.set_zone(passage.zone);
        builder.set_page(passage.page);
        let kind = if passage.level > 0 { BlockKind::Heading } else { BlockKind::Paragraph };
        let block = builder.push(kind, passage.level, &passage.text).expect("it has words");
        block.label = passage.label.map(str::to_owned);
    }
    Arc::new(builder.build())
}

/// What the program is told of the reviews.
pub fn ground(reviews: &[Review], texts: &Texts) -> Ground {
    let documents = reviews.iter().enumerate().map(|(n, review)| (id(n), facts(review, &texts[&id(n)])));
    let themes = THEMES.iter().map(|(codes, path)| called(codes, path));
    let analysts = ANALYSTS.iter().map(|(initials, name)| called(&[initials], name));
    Ground { documents: documents.collect(), themes: themes.collect(), analysts: analysts.collect() }
}

fn called(short: &[&str], name: &str) -> Called {
    Called { short: short.iter().map(|s| (*s).to_owned()).collect(), name: name.to_owned() }
}

fn facts(review: &Review, source: &SourceText) -> DocumentFacts {
    let range = |coded: &Coded| -> TextRange {
        // To behind the first letter of the last passage: it touches that too.
        let (first, last) = (source.shape.blocks[coded.from].range, source.shape.blocks[coded.to].range);
        let letter = source.quote(last).chars().next().map_or(1, char::len_utf8);
        let end = if coded.from == coded.to { first.end() } else { last.start() + letter };
        TextRange::within(&source.text, first.start(), end).expect("between letters")
    };
    let coding = |c: &Coded| CodingFacts { range: range(c), theme: c.theme, analyst: c.analyst, polarity: c.polarity };
    DocumentFacts {
        title: review.title.to_owned(),
        kind: review.kind,
        case: vec![review.case.to_owned()],
        dated: PartialDate::parse(review.dated).ok(),
        attributes: vec![("Age".to_owned(), review.age.to_owned()), ("District".to_owned(), review.district.to_owned())],
        codings: review.codings.iter().map(coding).collect(),
    }
}
