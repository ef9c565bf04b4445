//! A small deep dive to begin with: two cases, three documents, a small codebook.

use deepdive::app::gesture::Passage;
use deepdive::model::{Analyst, Case, Change, Document, DocumentKind, Edit, Id, Progress, Record, SourceHash, Theme, WriterId};
use deepdive::text::{BlockKind, SourceBuilder, SourceText, TextRange};
use std::path::{Path, PathBuf};

/// Words of the sample text; one of them is longer in bytes than in letters.
pub const WORDS: usize = 40;

/// An original whose bytes are `name`.
pub fn hash(name: &str) -> SourceHash {
    SourceHash::of(name.as_bytes())
}

/// A text of `WORDS` numbered words.
pub fn text() -> SourceText {
    let mut builder = SourceBuilder::new("test/1");
    let words: Vec<String> = (0..WORDS).map(|i| format!("wörd{i}")).collect();
    builder.push(BlockKind::Heading, 1, "Findings");
    builder.push(BlockKind::Paragraph, 0, &words.join(" "));
    builder.build()
}

/// An extraction of every document: 1 is `text`, any other one what a better reader made of it: a line more at the
/// start, a hyphen gone, and one word that is no longer there.
pub fn text_of(version: u32) -> SourceText {
    let first = text();
    if version == 1 {
        return first;
    }
    let words = first.text.lines().last().expect("has words").replace("wörd7 ", "wö rd-7 ").replace("wörd20 ", "");
    let mut builder = SourceBuilder::new("test/2");
    builder.push(BlockKind::Paragraph, 0, "Found by a better reader.");
    builder.push(BlockKind::Heading, 1, "Findings");
    builder.push(BlockKind::Paragraph, 0, &words);
    builder.build()
}

/// Word `from` and the `more` after it.
pub fn range(from: usize, more: usize) -> TextRange {
    let text = text().text;
    let place = |i: usize| text.find(&format!("wörd{} ", i % (WORDS - 1))).expect("is there");
    let (a, b) = (place(from), place(from + more));
    let (a, b) = (a.min(b), a.max(b));
    TextRange::within(&text, a, b + 4).expect("on letters")
}

/// A passage of a document.
pub fn passage(document: Id<Document>, from: usize, more: usize) -> Passage {
    Passage { document, range: range(from, more) }
}

/// A document of a case, named for its bytes.
pub fn document(name: &str, case: Id<Case>) -> Document {
    Document {
        id: Id::fresh(),
        source: hash(name),
        file_name: format!("{name}.docx"),
        bytes: name.len() as u64,
        text_version: 1,
        pages: 0,
        words: 41,
        title: name.to_owned(),
        kind: DocumentKind::RapidReview,
        case,
        dated: None,
        confirmed: false,
        progress: Progress::NotRead,
        particulars: std::collections::BTreeMap::new(),
    }
}

/// The change that adds a record.
pub fn add<R: Record>(wrap: fn(Edit<R>) -> Change, record: R) -> Change {
    wrap(Edit::Add(Box::new(record)))
}

/// The first step: two cases with documents, a group with two themes, and a group alone.
pub fn beginning() -> Vec<Change> {
    let (b, c) = (Case::new("Child B"), Case::new("Child C"));
    let group = Theme::new("The baby", None);
    let (seen, bruise) = (Theme::new("Unseen", Some(group.id)), Theme::new("Bruise", Some(group.id)));
    let themes = [group, seen, bruise, Theme::new("The father", None)].map(|t| add(Change::Theme, t));
    let documents = [document("one", b.id), document("two", b.id), document("three", c.id)].map(|d| add(Change::Document, d));
    [b, c].map(|case| add(Change::Case, case)).into_iter().chain(themes).chain(documents).collect()
}

/// Some path for a project in memory.
pub fn path() -> PathBuf {
    Path::new("/drive/Under-ones.deepdive").to_owned()
}

/// A writer by name.
pub fn writer(name: &str) -> WriterId {
    WriterId::new(name).expect("a writer's name")
}

/// An analyst by name.
pub fn analyst(name: &str) -> Analyst {
    Analyst::named(name)
}
