//! The child's age at the incident, as the document prints it: "7 weeks", "four months", "six weeks".
//!
//! A form says it beside a label or in the child's row of the family table; else the first sentence that gives an age
//! to the child, and not to a parent or a sibling, counts.

use super::places::{Pair, Places, with_page};
use super::{Proposals, range_in};
use crate::text::{Block, BlockKind, Field, TextRange, words_in};
use regex::Regex;
use std::sync::LazyLock;

const NUMBER: &str = r"(?:[0-9]{1,2}(?:½|\.5)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)";

/// "7 weeks", "six-week-old", "2 years and 3 months", "two and a half years".
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static AGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)(?-u:\b)(?:(?P<n>{NUMBER}(?:\s+and\s+a\s+half)?)[\s\u{{a0}}-](?P<u>hour|day|week|month|year)(?P<s>s)?(?-u:\b)(?:(?:,|\s+and)?\s+{NUMBER}\s+(?:day|week|month)s?(?-u:\b))?(?P<old>[\s-]old)?)"
    ))
    .unwrap()
});

/// Words that show in a sentence that an age is somebody's and not a length of time.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static OF_AGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:(?-u:\b)aged|(?-u:\b)age of|(?-u:\b)was|(?-u:\b)was just|(?-u:\b)was only|(?-u:\b)was then|(?-u:\b)at just|(?-u:\b)when (?:she|he|they) (?:was|were)(?: only| just)?)\s+(?:about |around |approximately |only |just |almost |nearly |under )?$").unwrap()
});

/// The child, in the words of a review.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static CHILD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?i:child|baby|infant|the boy|the girl|subject|young person|twins?|toddler)(?-u:\b)|(?-u:\b)(?:he|she|He|She)(?-u:\b)").unwrap()
});

/// Anybody else in the family.
#[expect(clippy::unwrap_used, reason = "constant pattern, covered by the tests below")]
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?-u:\b)(?:mother|father|parents?|sibling|brother|sister|half-sibling|mgm|pgm|grand[a-z]+|aunt|uncle|partner|boyfriend|girlfriend|adult|carer|cousin|gestation|pregnan[a-z]+|sentence[a-z]*|imprison[a-z]*|prison|years ago|months ago|weeks ago|days ago)(?-u:\b)").unwrap()
});

/// A block that gives more ages than this is a table run together.
const MOST_IN_A_BLOCK: usize = 30;

const LABELS: [&str; 15] = [
    "age",
    "age at incident",
    "age at the incident",
    "age at time of incident",
    "age at the time of the incident",
    "age at date of incident",
    "age at the date of the incident",
    "age when injured",
    "age at death",
    "age of child",
    "childs age",
    "childs age at incident",
    "age of child at incident",
    "age of child at time of incident",
    "age at notification",
];

/// Proposes the age.
pub fn propose(places: &Places<'_>, out: &mut Proposals) {
    let pairs = places.pairs();
    let mut add = |found: Option<(TextRange, String)>, place: String| {
        if let Some((range, age)) = found {
            out.add(Field::Age, &age, Some(range), &place);
        }
    };
    for pair in pairs.iter().filter(|pair| is_age_label(pair)) {
        add(first_in(places, pair.value), with_page(pair.block, pair.label.trim()));
    }
    for pair in pairs.iter().filter(|pair| !pair.stacked && is_child_label(pair.label)) {
        add(first_in(places, pair.value), with_page(pair.block, pair.label.trim()));
    }
    for block in places.form.iter().filter(|b| b.kind == BlockKind::TableRow) {
        add(in_childs_row(places, block), with_page(block, "the child's row"));
    }
    if places.is_about_a_case(out) && out.first(Field::Age).is_none() {
        in_story(places, out);
    }
}

fn in_story(places: &Places<'_>, out: &mut Proposals) {
    for block in places.title.iter().copied().chain(places.body().filter(|b| b.kind == BlockKind::Paragraph).take(40)) {
        if let Some((range, age)) = in_sentences(places, block) {
            out.add(Field::Age, &age, Some(range), &with_page(block, "where the child is introduced"));
        }
    }
}

fn is_age_label(pair: &Pair<'_>) -> bool {
    // "Age" over a column belongs to whoever stands in the row.
    let label = super::super::structure::plain_words(pair.label);
    LABELS.contains(&label.as_str()) && (label != "age" || !pair.stacked && pair.block.cells.len() <= 2)
}

fn is_child_label(label: &str) -> bool {
    let label = super::super::structure::plain_words(label);
    ["child", "subject child", "subject", "baby", "name of child", "child details"].contains(&label.as_str())
}

/// "Child D | Subject child | 14 weeks | …".
fn in_childs_row(places: &Places<'_>, block: &Block) -> Option<(TextRange, String)> {
    let cells: Vec<&str> = block.cells.iter().map(|c| places.source.quote(*c)).collect();
    let is_child = cells.iter().take(2).any(|c| {
        let words = super::super::structure::plain_words(c);
        words.starts_with("subject") || ["index child", "child subject", "subject of review"].contains(&words.as_str())
    });
    let age = || {
        block.cells.iter().skip(1).take(3).find_map(|cell| {
            let words = places.source.quote(*cell);
            first_in(places, *cell).filter(|_| words_in(words) <= 6)
        })
    };
    // "Child H (4 months)".
    let named = || block.cells.first().filter(|c| super::case::named_in(places.source.quote(**c)).is_some());
    if is_child { age() } else { named().filter(|c| words_in(places.source.quote(**c)) <= 6).and_then(|c| first_in(places, *c)) }
}

fn first_in(places: &Places<'_>, range: TextRange) -> Option<(TextRange, String)> {
    let words = places.source.quote(range);
    let found = AGE.captures(words)?;
    let whole = found.get(0)?;
    (whole.start() <= 40).then_some(())?;
    Some((range_in(places.source, range, whole.start(), whole.end())?, written(&found)))
}

/// The first age in a block's sentences that is the child's.
fn in_sentences(places: &Places<'_>, block: &Block) -> Option<(TextRange, String)> {
    let text = places.words(block);
    AGE.captures_iter(text).take(MOST_IN_A_BLOCK).find_map(|found| {
        let whole = found.get(0)?;
        let before = text.get(..whole.start())?;
        let start = before.rfind(". ").map_or(0, |at| at + 2);
        let sentence = text.get(start..whole.start())?;
        let after = text.get(whole.end()..)?;
        let rest = after.get(..after.find(". ").unwrap_or(after.len()))?;
        let old = found.name("old").is_some();
        let aged = old || OF_AGE.is_match(sentence) && !rest.trim_start().starts_with(['p', 'g']);
        // Who is named last before an age is whose age it is; after "six-week-old" the next word tells.
        let child = CHILD.find_iter(sentence).last().map(|m| m.start());
        let other = OTHERS.find_iter(sentence).last().map(|m| m.start());
        let near = |pattern: &Regex| pattern.find(rest).is_some_and(|m| m.start() <= 12);
        let follows = old && near(&CHILD) && !near(&OTHERS);
        let is_childs = follows || child.is_some() && child > other && (!old || other.is_none());
        let at_birth = ["gestation", "early", "pregnan", "premature"].iter().any(|w| rest.trim_start().starts_with(w));
        (aged && is_childs && !at_birth).then_some(())?;
        Some((range_in(places.source, block.range, whole.start(), whole.end())?, written(&found)))
    })
}

/// "six-week-old" is "six weeks"; all else is as printed.
fn written(found: &regex::Captures<'_>) -> String {
    let whole = found.get(0).map_or("", |m| m.as_str());
    let (Some(number), Some(unit)) = (found.name("n"), found.name("u")) else { return whole.to_owned() };
    if found.name("old").is_none() && found.name("s").is_some() {
        return whole.to_owned();
    }
    let one = ["1", "one"].contains(&number.as_str().to_lowercase().as_str());
    let short = format!("{} {}{}", number.as_str(), unit.as_str(), if one { "" } else { "s" });
    let more = whole.trim_end_matches("old").trim_end_matches([' ', '-']);
    if found.name("s").is_some() { more.to_owned() } else { short }
}

#[cfg(test)]
mod tests {
    use crate::text::{BlockKind, Field, SourceBuilder};

    fn age(lines: &[&str]) -> Option<String> {
        let mut b = SourceBuilder::new("test/1");
        let table = b.begin_table();
        b.push(BlockKind::Heading, 1, "Learning review");
        b.push(BlockKind::Heading, 1, "1. Details");
        for line in lines {
            if line.contains('|') {
                b.push_row(table, &line.split('|').map(str::trim).collect::<Vec<_>>());
            } else {
                b.push(BlockKind::Paragraph, 0, line);
            }
        }
        let mut source = b.build();
        crate::read::structure::find(&mut source);
        super::super::propose(&source, "z.pdf").into_iter().find(|p| p.field == Field::Age).map(|p| p.value)
    }

    #[test]
    fn the_age_is_the_childs_and_as_printed() {
        for (lines, found) in [
            (&["Age at incident | 11 weeks"][..], Some("11 weeks")),
            (&["Age when injured | 15 weeks (about 6 weeks corrected)"], Some("15 weeks")),
            (&["Child | Child H, girl, 4 months (18 weeks)"], Some("4 months")),
            (
                &["Name | Relationship | Age", "Mother | Mother | 17 years", "Child D | Subject child | 14 weeks"],
                Some("14 weeks"),
            ),
            (&["The review concerns Baby T, aged 7 weeks, who was taken to hospital."], Some("7 weeks")),
            (&["The review is about a six-week-old baby."], Some("six weeks")),
            (&["This review is about Child F, who was eight months old when he was admitted."], Some("eight months old")),
            (
                &["Mother, aged 19 years, lived alone. Child Z was two years and three months old."],
                Some("two years and three months old"),
            ),
            (&["A 13-year-old young person died."], Some("13 years")),
            (&["Father was 28 years old and had been in prison for 2 years."], None),
            (&["The midwife visited after 3 weeks and the baby was well."], None),
            (&["Child Z was born at 34 weeks gestation."], None),
        ] {
            let found = found.map(|f| f.trim_end_matches(" old"));
            assert_eq!(age(lines).as_deref(), found, "{lines:?}");
        }
    }
}
