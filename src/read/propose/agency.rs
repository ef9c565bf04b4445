//! The agencies that a document names, each once, with the passage that names it first.

use super::places::{Places, with_page};
use super::{Proposals, range_in};
use crate::text::{Block, Field, TextRange};
use regex::Regex;
use serde::Deserialize;
use std::sync::LazyLock;

/// An agency with the words it goes by, from `assets/agencies.ron`.
#[derive(Debug, Deserialize)]
struct Agency {
    name: String,
    words: Vec<String>,
}

/// Each agency's name with the pattern of its words. The test below reads the same file and fails where it is wrong.
static AGENCIES: LazyLock<Vec<(String, Regex)>> = LazyLock::new(|| {
    let agencies: Vec<Agency> = ron::from_str(include_str!("../../../assets/agencies.ron")).unwrap_or_default();
    agencies.into_iter().filter_map(|agency| Some((agency.name, pattern(&agency.words)?))).collect()
});

fn pattern(words: &[String]) -> Option<Regex> {
    let one = |word: &String| {
        let any = regex::escape(word).replace('\'', "['’]").replace(' ', r"\s+");
        // Capitals tell "GP" from a syllable; other names may open a sentence or stand in a heading.
        if word.chars().any(char::is_lowercase) { format!("(?i:{any})") } else { any }
    };
    let all: Vec<String> = words.iter().map(one).collect();
    Regex::new(&format!(r"\b(?:{})\b", all.join("|"))).ok()
}

/// Proposes the agencies in the order in which they are named.
pub fn propose(places: &Places<'_>, out: &mut Proposals) {
    let mut found: Vec<(TextRange, &str, &Block)> = Vec::new();
    for (name, pattern) in AGENCIES.iter() {
        let first = places.body().find_map(|block| {
            let at = pattern.find(places.words(block))?;
            Some((range_in(places.source, block.range, at.start(), at.end())?, block))
        });
        found.extend(first.map(|(range, block)| (range, name.as_str(), block)));
    }
    found.sort_by_key(|(range, ..)| *range);
    for (range, name, block) in found {
        out.add(Field::Agency, name, Some(range), &with_page(block, "first named here"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, SourceBuilder};
    use std::collections::BTreeSet;

    #[test]
    fn the_list_is_read_whole_and_no_word_is_two_agencies() {
        let agencies: Vec<Agency> = ron::from_str(include_str!("../../../assets/agencies.ron")).expect("reads");
        assert_eq!(AGENCIES.len(), agencies.len());
        let words: Vec<String> = agencies.iter().flat_map(|a| &a.words).map(|w| w.to_lowercase()).collect();
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
    }

    #[test]
    fn each_is_named_once_and_where_it_stands_first() {
        let mut b = SourceBuilder::new("test/1");
        b.push(BlockKind::Heading, 1, "Learning review");
        b.push(BlockKind::Heading, 1, "Contents");
        b.push(BlockKind::Paragraph, 0, "Probation ...... 4");
        b.push(BlockKind::Heading, 1, "Introduction");
        b.push(
            BlockKind::Paragraph,
            0,
            "The HV rang the GP. Housing was poor; the housing officer and the GP\u{2019}s nurse knew.",
        );
        b.push(BlockKind::Paragraph, 0, "Children\u{2019}s social care and the health visitors met at the Emergency Department.");
        b.push(BlockKind::Heading, 1, "Glossary");
        b.push(BlockKind::Paragraph, 0, "CAMHS: child and adolescent mental health services");
        let mut source = b.build();
        crate::read::structure::find(&mut source);
        let found: Vec<(String, &str)> = crate::read::propose::propose(&source, "x.pdf")
            .into_iter()
            .filter(|p| p.field == Field::Agency)
            .map(|p| (p.value, p.found.map_or("", |range| source.quote(range))))
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(name, words)| (name.as_str(), *words)).collect();
        assert_eq!(
            found,
            [
                ("Health visiting", "HV"),
                ("General practice", "GP"),
                ("Housing", "housing officer"),
                ("Children's social care", "Children\u{2019}s social care"),
                ("Hospital", "Emergency Department"),
            ]
        );
    }
}
