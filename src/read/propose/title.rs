//! The document's title.

use super::super::structure::is_committee_line;
use super::case::named_in;
use super::kind::first_name;
use super::places::{Places, with_page};
use super::{Proposals, range_in};
use crate::text::{Block, BlockKind, Field, TextRange, words_in};

/// Headings that stand at the start of many documents and name none.
const COMMON: [&str; 14] = [
    "contents",
    "table of contents",
    "introduction",
    "foreword",
    "executive summary",
    "summary",
    "glossary",
    "key headlines",
    "background",
    "purpose",
    "title",
    "official",
    "official sensitive",
    "confidential",
];

/// Proposes the title.
pub fn propose(places: &Places<'_>, out: &mut Proposals) {
    for pair in places.pairs() {
        let label = pair.label.trim().to_lowercase();
        let value = places.source.quote(pair.value).trim();
        // In a wide table "Subject" heads a column or says who somebody is.
        if pair.block.cells.len() <= 2
            && matches!(label.as_str(), "title" | "subject" | "title of report" | "report title" | "document title")
            && words_in(value) >= 2
        {
            out.add(Field::Title, first_line(value), Some(pair.value), &with_page(pair.block, &label));
        }
    }
    let usable: Vec<&Block> = places.title.iter().copied().filter(|b| is_title(places, b)).collect();
    let heading = usable.iter().position(|b| b.kind == BlockKind::Heading);
    let named = usable.iter().position(|b| first_name(places.words(b)).is_some());
    for at in [named, heading, Some(0)].into_iter().flatten() {
        if let Some((value, range)) = with_subtitle(places, &usable, at) {
            out.add(Field::Title, &value, Some(range), "title page");
        }
    }
    let stem = places.stem.replace(['_', '-'], " ");
    let mut letters = stem.trim().chars();
    let stem: String = letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default();
    out.add(Field::Title, &stem, None, "file name");
}

fn is_title(places: &Places<'_>, block: &Block) -> bool {
    let words = places.words(block);
    let lower = super::super::structure::plain_words(words);
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let form = words.contains(": ") && first_name(words).is_none() && block.kind != BlockKind::Heading;
    block.kind != BlockKind::TableRow
        && !is_committee_line(words)
        && letters >= 4
        && !form
        && !COMMON.contains(&lower.as_str())
        && !words.trim_end().ends_with(['.', ','])
}

/// "Serious case review" says the kind alone; the line that names the case, or else the next one, names the document.
fn with_subtitle(places: &Places<'_>, all: &[&Block], at: usize) -> Option<(String, TextRange)> {
    let first = all.get(at)?;
    let title = places.words(first).replace('\n', " ");
    let bare = words_in(&title) <= 6 && first_name(&title).is_some() && named_in(&title).is_none();
    let alone = || Some((title.clone(), range_in(places.source, first.range, 0, first.range.len())?));
    if !bare {
        return alone();
    }
    let short = |b: &&&Block| words_in(places.words(b)) <= 10;
    let case = |b: &&&Block| named_in(places.words(b)).is_some() && first_name(places.words(b)).is_none();
    let before = at.checked_sub(1).and_then(|i| all.get(i));
    let near = all.iter().skip(at + 1).take(2).chain(before).filter(short).find(case);
    let next = || all.get(at + 1).filter(|b| short(b) && names_document(places.words(b)));
    match near.or_else(next) {
        Some(other) => {
            let joined = format!("{}: {}", title.trim_end_matches(':'), places.words(other).replace('\n', " "));
            Some((joined, first.range.union(other.range)))
        }
        None => alone(),
    }
}

/// Whether the line under the kind's name goes on with the title: not so a partnership's name, a marking or a date.
fn names_document(words: &str) -> bool {
    let lower = words.to_lowercase();
    let other = ["official", "partnership", "safeguarding children board", "council", "section ", "part "];
    !is_date(words) && !other.iter().any(|o| lower.contains(o))
}

fn is_date(words: &str) -> bool {
    super::dates::dates(words).first().is_some_and(|d| d.start == 0)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
