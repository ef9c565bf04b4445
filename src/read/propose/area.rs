//! The local authority or partnership area that a document comes from.
//!
//! Known by the names of bodies: "Marrowmere Safeguarding Children Partnership", "Marrowmere County Council". What
//! stands before the body's kind is the area.

use super::places::{Places, with_page};
use super::{Proposals, range_in};
use crate::text::{Block, Field, TextRange};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// So many mentions make a body of the text a proposal, when no telling place names one.
const MENTIONS: usize = 2;

#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static BODY: LazyLock<Regex> = LazyLock::new(|| {
    let word = r"[A-ZÀ-Þ][A-Za-zÀ-ÿ’'.-]*";
    Regex::new(&format!(
        r"(?-u:\b)({word}(?:,?[ \u{{a0}}]+(?:(?:and|of|upon|on|the|in|with|under|&)[ \u{{a0}}]+)*{word}){{0,6}}?)[ \u{{a0}}]+(?:(?:Local )?(?:Multi-?[Aa]gency )?Safeguarding (?:Children|Children’s|Children's|Child|Adults and Children|Vulnerable People|Partnership)(?: (?:and|&) Adults?)?(?: Multi-?[Aa]gency)?(?: Partnership| Board)?|(?:Local )?(?:LSCB|LSCP|MASP|Children’s Safeguarding Partnership|Children's Safeguarding Partnership|Safeguarding Partnership|Safeguarding Board)|(?:(?:County|City|Metropolitan|Borough|District|Unitary|London Borough|Metropolitan Borough|Metropolitan District|Royal Borough) )?(?:County |City |Borough )?Council|local authority children[’']s services|(?i:children[’']s services inspection))(?-u:\b)"
    ))
    .unwrap()
});

/// "London Borough of Marrow", "Royal Borough of …", "Isles of …" have the area behind.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static BOROUGH_OF: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:London Borough|Royal Borough|Metropolitan Borough|City|County|Borough) of ([A-ZÀ-Þ][A-Za-zÀ-ÿ’'-]+(?: (?:and|upon|on) [A-ZÀ-Þ][A-Za-zÀ-ÿ’'-]+)?)").unwrap()
});

/// Words that stand before an area's name and are none of it.
const BEFORE: [&str; 46] = [
    "the",
    "review",
    "report",
    "rapid",
    "local",
    "child",
    "children",
    "practice",
    "serious",
    "case",
    "inspection",
    "of",
    "for",
    "by",
    "and",
    "to",
    "from",
    "in",
    "lscb",
    "lscp",
    "annual",
    "independent",
    "national",
    "overview",
    "published",
    "title",
    "author",
    "council",
    "partnership",
    "safeguarding",
    "commissioned",
    "agreed",
    "official",
    "sensitive",
    "care",
    "social",
    "services",
    "health",
    "corporate",
    "district",
    "leader",
    "director",
    "chief",
    "executive",
    "county",
    "city",
];

/// Labels of a form that ask for the area.
const LABELS: [&str; 22] = [
    "area",
    "local authority",
    "lscb",
    "lscp",
    "lscb area",
    "name of lscb",
    "name of lscp",
    "safeguarding partnership",
    "partnership",
    "safeguarding children partnership",
    "safeguarding board",
    "board",
    "council",
    "authority",
    "local authority area",
    "lead local authority",
    "name of partnership",
    "partnership area",
    "notifying local authority",
    "home local authority",
    "region",
    "name of local authority",
];

/// Proposes the area.
pub fn propose(places: &Places<'_>, out: &mut Proposals) {
    for pair in places.pairs().into_iter().filter(|pair| !pair.stacked || pair.block.cells.len() > 2) {
        let label = super::super::structure::plain_words(pair.label);
        if LABELS.contains(&label.as_str()) {
            let words = places.source.quote(pair.value);
            let found = area_in(words).or_else(|| plain_area(words));
            if let Some((start, end, area)) = found {
                out.add(
                    Field::Area,
                    &area,
                    range_in(places.source, pair.value, start, end),
                    &with_page(pair.block, pair.label.trim()),
                );
            }
        }
    }
    let mut tell = |blocks: &[&Block], place: &str| {
        for block in blocks {
            if let Some((range, area)) = in_block(places, block) {
                out.add(Field::Area, &area, Some(range), &with_page(block, place));
            }
        }
    };
    tell(&places.title, "title page");
    tell(&places.furniture, "page header");
    if out.first(Field::Area).is_none() {
        most_named(places, out);
    }
}

/// The area that the reading text names most often.
fn most_named(places: &Places<'_>, out: &mut Proposals) {
    let mut counts: BTreeMap<String, (usize, TextRange, &Block)> = BTreeMap::new();
    for block in places.body() {
        if let Some((range, area)) = in_block(places, block) {
            counts.entry(area).or_insert((0, range, block)).0 += 1;
        }
    }
    let mut named: Vec<_> = counts.into_iter().filter(|(_, (count, ..))| *count >= MENTIONS).collect();
    named.sort_by_key(|(_, (count, range, _))| (usize::MAX - count, *range));
    for (area, (_, range, block)) in named {
        out.add(Field::Area, &area, Some(range), &with_page(block, "named most often"));
    }
}

fn in_block(places: &Places<'_>, block: &Block) -> Option<(TextRange, String)> {
    let (start, end, area) = area_in(places.words(block))?;
    Some((range_in(places.source, block.range, start, end)?, area))
}

/// The first area in a text, with the place of the body's whole name.
fn area_in(text: &str) -> Option<(usize, usize, String)> {
    let of = BOROUGH_OF.captures(text).and_then(|found| Some((found.get(0)?, found.get(1)?.as_str().to_owned())));
    let before = BODY.captures_iter(text).find_map(|found| {
        let area = without_lead(found.get(1)?.as_str());
        (!area.is_empty()).then_some((found.get(0)?, area))
    });
    let (whole, area) = match (of, before) {
        (Some(of), Some(before)) => {
            if of.0.start() <= before.0.start() {
                of
            } else {
                before
            }
        }
        (of, before) => of.or(before)?,
    };
    let from = text.get(whole.start()..whole.end())?.find(&area).map_or(whole.start(), |at| whole.start() + at);
    Some((from, whole.end(), area))
}

/// "Inspection of Marrowmere" is Marrowmere.
fn without_lead(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let skip = words
        .iter()
        .rposition(|w| BEFORE.contains(&w.trim_matches([',', ':', '.']).to_lowercase().as_str()) && !joins(&words, w) || ends(w));
    let rest = words.get(skip.map_or(0, |at| at + 1)..).unwrap_or_default().join(" ");
    // A kind of council that the pattern left with the name.
    rest.trim_end_matches([',', '&'])
        .trim_end_matches(" Borough")
        .trim_end_matches(" City")
        .trim_end_matches(" County")
        .trim()
        .to_owned()
}

/// The letter of a child at the end of a sentence: "Child L. Marrowmere Safeguarding Children Partnership".
fn ends(word: &str) -> bool {
    word.len() == 2 && word.starts_with(|c: char| c.is_ascii_uppercase()) && word.ends_with('.')
}

/// "and" and "of" inside a name: "Brighton and Hove", "Isles of Scilly".
fn joins(words: &[&str], word: &&str) -> bool {
    let Some(at) = words.iter().rposition(|w| std::ptr::eq(*w, *word)) else { return false };
    let capital =
        |w: Option<&&str>| w.is_some_and(|w| w.starts_with(char::is_uppercase) && !BEFORE.contains(&w.to_lowercase().as_str()));
    let small = word.chars().all(char::is_lowercase);
    small && capital(at.checked_sub(1).and_then(|i| words.get(i))) && capital(words.get(at + 1))
}

/// What stands in a form's cell when it is a bare name: "Marrowmere".
fn plain_area(words: &str) -> Option<(usize, usize, String)> {
    let line = words.lines().next()?.trim();
    let known = !["n/a", "na", "none", "not known", "yes", "no", "anonymous", "tbc"].contains(&line.to_lowercase().as_str());
    let fits = line.split_whitespace().count() <= 5
        && line.starts_with(char::is_uppercase)
        && !line.contains(['.', ':', ';'])
        && !line.contains(char::is_numeric);
    let at = words.find(line)?;
    (known && fits).then(|| (at, at + line.len(), line.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_what_bodies_are_named_after() {
        for (text, area) in [
            ("Marrowmere Safeguarding Children Partnership", "Marrowmere"),
            ("Rapid Review Marrowmere Safeguarding Children Partnership", "Marrowmere"),
            ("Marrow Safeguarding Children Multi-agency Partnership (MSCMP)", "Marrow"),
            ("North Marrow and Weald Safeguarding Children Board", "North Marrow and Weald"),
            ("Marrow LSCB", "Marrow"),
            ("Marrowmere Local Safeguarding Children Board", "Marrowmere"),
            ("Marrow upon Weald City Council", "Marrow upon Weald"),
            ("the report of Marrowmere County Council", "Marrowmere"),
            ("Rapid review: Child L. Marrowmere Safeguarding Children Partnership, Coast.", "Marrowmere"),
            ("Marrow Metropolitan Borough Council", "Marrow"),
            ("London Borough of Marrow", "Marrow"),
            ("Inspection of Marrow and Mere local authority children’s services", "Marrow and Mere"),
            ("Inspection of Isles of Mere local authority children’s services", "Isles of Mere"),
        ] {
            assert_eq!(area_in(text).map(|(_, _, a)| a).as_deref(), Some(area), "{text}");
        }
        for text in [
            "Local Safeguarding Children Board",
            "The Safeguarding Children Partnership should act",
            "Local Child Safeguarding Practice Review",
        ] {
            assert_eq!(area_in(text), None, "{text}");
        }
    }
}
