//! The agencies that a document names, each once, with the passage that names it first.

use super::places::{Places, with_page};
use super::{Proposals, range_in};
use crate::text::{Block, Field, TextRange};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// An agency with the words it goes by, from `assets/agencies.ron`.
#[derive(Debug, Deserialize)]
struct Agency {
    name: String,
    words: Vec<String>,
}

/// What an agency goes by: its words in lower case, and which agency it is.
#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    /// "GP" must stand in capitals, to tell it from a syllable; other names may open a sentence.
    exact: Option<String>,
    agency: usize,
}

/// The agencies' names, and all phrases by their first word.
#[derive(Debug, Default)]
struct Phrases {
    names: Vec<String>,
    by_first: BTreeMap<String, Vec<Phrase>>,
}

/// The list as it ships. The test below reads the same file and fails where it is wrong.
static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let agencies: Vec<Agency> = ron::from_str(include_str!("../../../assets/agencies.ron")).unwrap_or_default();
    let mut phrases = Phrases::default();
    for (at, agency) in agencies.into_iter().enumerate() {
        phrases.names.push(agency.name);
        for name in agency.words {
            let words: Vec<String> = tokens(&name).map(|(_, word)| folded(word)).collect();
            let exact = (!name.chars().any(char::is_lowercase)).then_some(name);
            if let Some(first) = words.first().cloned() {
                phrases.by_first.entry(first).or_default().push(Phrase { words, exact, agency: at });
            }
        }
    }
    phrases
});

fn folded(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// The words of a text with their places; `A&E`, `16+` and `children's` are words.
fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '&' | '+' | '-');
    let mut from = 0;
    text.split(move |c: char| !part(c))
        .map(move |word| {
            let at = from;
            from = at + word.len();
            // The separator that ended the word is one character of any length.
            from += text.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            (at, word)
        })
        .filter(|(_, word)| !word.is_empty())
}

/// The agencies in a text: which, first byte, one past the last.
fn named_in(text: &str) -> Vec<(usize, usize, usize)> {
    let words: Vec<(usize, &str)> = tokens(text).collect();
    let lower: Vec<String> = words.iter().map(|(_, word)| folded(word)).collect();
    let mut out = Vec::new();
    for (k, first) in lower.iter().enumerate() {
        // "GP's" is a GP.
        let keys = [Some(first.as_str()), first.strip_suffix("'s")];
        for phrase in keys.into_iter().flatten().filter_map(|key| PHRASES.by_first.get(key)).flatten() {
            let same = phrase.words.iter().enumerate().all(|(i, word)| {
                let found = lower.get(k + i);
                found.is_some_and(|found| found == word || found.strip_suffix("'s") == Some(word))
            });
            let Some((from, (last, word))) = words.get(k).map(|w| w.0).zip(words.get(k + phrase.words.len() - 1)) else {
                continue;
            };
            let end = last + word.trim_end_matches("'s").trim_end_matches("’s").len().max(1);
            let end = if phrase.words.last().is_some_and(|w| w.ends_with("'s")) { last + word.len() } else { end };
            let exact = phrase.exact.as_deref().is_none_or(|exact| text.get(from..end) == Some(exact));
            if same && exact {
                out.push((phrase.agency, from, end));
            }
        }
    }
    out
}

/// Names of the agencies that some words name, each once, in the order of the list.
#[must_use]
pub fn agencies_named(text: &str) -> Vec<&'static str> {
    let found: BTreeSet<usize> = named_in(text).into_iter().map(|(agency, ..)| agency).collect();
    found.into_iter().filter_map(|at| PHRASES.names.get(at)).map(String::as_str).collect()
}

/// Proposes the agencies in the order in which they are named.
pub fn propose<'a>(places: &Places<'a>, out: &mut Proposals) {
    let mut found: BTreeMap<usize, (TextRange, &Block)> = BTreeMap::new();
    for block in places.body() {
        for (agency, start, end) in named_in(places.words(block)) {
            if let Some(range) = range_in(places.source, block.range, start, end) {
                found.entry(agency).or_insert((range, block));
            }
        }
    }
    let named =
        |(agency, (range, block)): (usize, (TextRange, &'a Block))| Some((range, PHRASES.names.get(agency)?.as_str(), block));
    let mut found: Vec<(TextRange, &str, &Block)> = found.into_iter().filter_map(named).collect();
    found.sort_by_key(|(range, ..)| *range);
    for (range, name, block) in found {
        out.add(Field::Agency, name, Some(range), &with_page(block, "first named here"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, SourceBuilder};

    #[test]
    fn the_list_is_read_whole_and_no_word_is_two_agencies() {
        let agencies: Vec<Agency> = ron::from_str(include_str!("../../../assets/agencies.ron")).expect("reads");
        assert_eq!(PHRASES.names.len(), agencies.len());
        assert!(agencies.len() >= 30);
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
