//! What the passages of a search can be narrowed by, counted over all of them, for a search that finds more than is shown.
//!
//! Each value carries the words that, added to the query, ask for it.

use super::searching::Searcher;
use crate::model::DocumentKind;
use crate::search::{DocumentFacts, Passage, Query};
use crate::text::Zone;
use std::collections::BTreeMap;

/// More different values of an attribute than this are no help.
const MOST_VALUES: usize = 8;

/// Values of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// What they are values of.
    pub title: String,
    /// The values in order.
    pub values: Vec<TallyValue>,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyValue {
    /// Its name.
    pub name: String,
    /// What asks for it: `kind:LCSPR`.
    pub term: String,
    /// Passages with it.
    pub passages: usize,
}

/// Counts over every passage that a query finds; nothing when the index cannot be read.
#[must_use]
pub fn tallies(searcher: &Searcher, query: &Query) -> Vec<Tally> {
    let Ok(passages) = searcher.passages(query) else { return Vec::new() };
    let ground = searcher.ground();
    let facts = |passage: &Passage| ground.documents.get(&passage.document);
    let mut all = vec![tally("Kind", &passages, |p| {
        let kind = facts(p)?.kind;
        Some((DocumentKind::ALL.iter().position(|k| *k == kind)?, kind.title().to_owned(), format!("kind:{}", kind.name())))
    })];
    for name in attributes(ground.documents.values()) {
        let value = |p: &Passage| facts(p)?.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.clone());
        all.push(tally(&name, &passages, |p| value(p).map(|v| (0, v.clone(), format!("{}:{}", quoted(&name), quoted(&v))))));
    }
    all.push(tally("Year", &passages, |p| {
        let year = facts(p)?.dated?.stored().get(..4)?.to_owned();
        Some((0, year.clone(), format!("date:{year}")))
    }));
    all.push(tally("Where in the review", &passages, |p| {
        let zone = p.zone?;
        Some((Zone::ALL.iter().position(|z| *z == zone)?, zone.title().to_owned(), format!("zone:{}", quoted(zone.name()))))
    }));
    all.push(tally("Coded", &passages, |p| {
        let is_coded = facts(p)?.codings.iter().any(|c| c.range.overlaps(p.range));
        Some(if is_coded { (1, "Coded", "coded") } else { (0, "Not yet coded", "uncoded") })
            .map(|(place, name, term)| (place, name.to_owned(), term.to_owned()))
    }));
    all.retain(|tally| tally.values.len() > 1);
    all
}

fn tally(title: &str, passages: &[Passage], value: impl Fn(&Passage) -> Option<(usize, String, String)>) -> Tally {
    let mut counts: BTreeMap<(usize, String, String), usize> = BTreeMap::new();
    for found in passages.iter().filter_map(value) {
        *counts.entry(found).or_default() += 1;
    }
    let values = counts.into_iter().map(|((_, name, term), passages)| TallyValue { name, term, passages }).collect();
    Tally { title: title.to_owned(), values }
}

/// Attributes whose values part the documents into a few sets.
fn attributes<'a>(documents: impl Iterator<Item = &'a DocumentFacts>) -> Vec<String> {
    let mut values: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in documents.flat_map(|d| &d.attributes) {
        let of_name = values.entry(name).or_default();
        if !of_name.contains(&value.as_str()) && of_name.len() <= MOST_VALUES {
            of_name.push(value);
        }
    }
    let few = values.into_iter().filter(|(_, values)| (2..=MOST_VALUES).contains(&values.len()));
    few.map(|(name, _)| name.to_owned()).take(3).collect()
}

fn quoted(text: &str) -> String {
    if text.chars().all(char::is_alphanumeric) { text.to_owned() } else { format!("\"{text}\"") }
}
