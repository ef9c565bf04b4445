//! The document's title.

use super::super::structure::is_committee_line;
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
        if let Some((value, range)) = usable.get(at..).and_then(|rest| with_subtitle(places, rest)) {
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

/// "Serious case review" says the kind alone; what follows it on the title page names the document.
fn with_subtitle(places: &Places<'_>, blocks: &[&Block]) -> Option<(String, TextRange)> {
    let (first, rest) = blocks.split_first()?;
    let title = places.words(first).replace('\n', " ");
    let bare = words_in(&title) <= 6 && first_name(&title).is_some();
    match rest.first().filter(|next| {
        bare && !places.words(next).contains("OFFICIAL") && words_in(places.words(next)) <= 10 && !is_date(places.words(next))
    }) {
        Some(next) => {
            let joined = format!("{}: {}", title.trim_end_matches(':'), places.words(next).replace('\n', " "));
            Some((joined, first.range.union(next.range)))
        }
        None => Some((title, range_in(places.source, first.range, 0, first.range.len())?)),
    }
}

fn is_date(words: &str) -> bool {
    super::dates::dates(words).first().is_some_and(|d| d.start == 0)
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}
