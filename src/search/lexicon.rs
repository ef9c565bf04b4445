//! The lexicon: what else a search finds when somebody looks for a term, and what it made of a query.
//!
//! It starts from `assets/lexicon.ron`, whose head says the rule, and takes the changes of a deep dive. A term in
//! capitals and its meanings stand for each other; any other term only finds its meanings. The subtlety: abbreviations
//! are found in capitals only (`HV`, `HVs`), because in small letters most are words or parts of names; the ambiguous ones
//! must be typed in capitals too, and then stand for nothing else.

use super::analyser::words;
use super::fields::Test;
use super::pattern::Pattern;
use super::query::{Field, Near, Query};
use crate::model::LexiconEntry;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

const SHIPPED: &str = include_str!("../../assets/lexicon.ron");

/// What else is found for a term.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// The term, such as "HV".
    pub term: String,
    /// Words and phrases that mean the same or are a kind of it.
    pub means: Vec<String>,
    /// The term counts only when it is typed in capitals, and is then found in capitals only.
    #[serde(default)]
    pub capitals_only: bool,
}

impl From<&LexiconEntry> for Entry {
    fn from(entry: &LexiconEntry) -> Self {
        Self { term: entry.term.clone(), means: entry.means.clone(), capitals_only: entry.capitals_only }
    }
}

/// The entries that are shipped.
fn shipped() -> &'static [Entry] {
    static ENTRIES: OnceLock<Vec<Entry>> = OnceLock::new();
    // A test makes sure that it reads.
    ENTRIES.get_or_init(|| ron::from_str(SHIPPED).unwrap_or_default())
}

/// Whether a term or a meaning of an entry was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Term,
    Meaning(usize),
}

/// Every entry that holds in a deep dive.
#[derive(Clone, Debug)]
pub struct Lexicon {
    entries: Vec<Entry>,
    /// By stems, where they are to be found.
    members: BTreeMap<Vec<String>, Vec<(usize, Member)>>,
    /// Most words of a term or a meaning.
    longest: usize,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::new([])
    }
}

impl Lexicon {
    /// The shipped entries with those of a deep dive, which take the place of shipped ones with the same term; one without
    /// meanings switches the shipped one off.
    #[must_use]
    pub fn new(own: impl IntoIterator<Item = Entry>) -> Self {
        let mut entries = Self::listed(own);
        entries.retain(|e| !e.means.is_empty());
        let mut members: BTreeMap<Vec<String>, Vec<(usize, Member)>> = BTreeMap::new();
        for (i, entry) in entries.iter().enumerate() {
            members.entry(stems(&entry.term)).or_default().push((i, Member::Term));
            if is_short(&entry.term) {
                for (k, meaning) in entry.means.iter().enumerate() {
                    members.entry(stems(meaning)).or_default().push((i, Member::Meaning(k)));
                }
            }
        }
        let longest = members.keys().map(Vec::len).max().unwrap_or_default();
        Self { entries, members, longest }
    }

    /// As `new` takes them, those that are switched off included: for people who change them.
    #[must_use]
    pub fn listed(own: impl IntoIterator<Item = Entry>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = shipped().to_vec();
        for entry in own {
            match entries.iter_mut().find(|e| e.term.eq_ignore_ascii_case(&entry.term)) {
                Some(shipped) => *shipped = entry,
                None => entries.push(entry),
            }
        }
        entries
    }

    /// Whether a term is shipped, however a deep dive changes it.
    #[must_use]
    pub fn is_shipped(term: &str) -> bool {
        shipped().iter().any(|e| e.term.eq_ignore_ascii_case(term))
    }

    /// Every entry: the shipped ones in their order, then those that a deep dive adds.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What a query becomes with everything that its terms also mean.
    ///
    /// `off` are keys of expansions and meanings that are switched off. Words behind `NOT`, exact forms, patterns and
    /// wildcards stand as they were typed.
    #[must_use]
    pub fn expand(&self, query: &Query, off: &BTreeSet<String>) -> Expanded {
        let mut walk = Walk { lexicon: self, off, expansions: Vec::new() };
        let query = walk.query(query);
        Expanded { query, expansions: walk.expansions }
    }
}

/// A query with everything that its terms also mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Expanded {
    /// What to search for.
    pub query: Query,
    /// What was made of it, in the order of the query: a chip each.
    pub expansions: Vec<Expansion>,
}

/// A term of a query and what it also stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expansion {
    /// Names it in the set of what is switched off.
    pub key: String,
    /// The term as it was typed, such as "HV".
    pub term: String,
    /// Whether the term is found in capitals only.
    pub capitals_only: bool,
    /// Whether it is on; the meanings are listed either way.
    pub is_on: bool,
    /// What it also stands for.
    pub meanings: Vec<Meaning>,
}

/// One meaning of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// Names it in the set of what is switched off.
    pub key: String,
    /// The words, such as "health visitor".
    pub words: String,
    /// Whether it is on by itself.
    pub is_on: bool,
}

fn stems(text: &str) -> Vec<String> {
    words(text).into_iter().map(|w| w.stem).collect()
}

/// Whether a word is an abbreviation: no small letters, or a capital that is not its first letter.
fn is_abbreviation(exact: &str) -> bool {
    let mut letters = exact.chars().filter(|c| c.is_alphabetic()).peekable();
    let starts_high = letters.peek().is_some_and(|c| c.is_uppercase());
    let (mut high, mut low) = (0, 0);
    for c in letters {
        high += usize::from(c.is_uppercase());
        low += usize::from(c.is_lowercase());
    }
    high > 0 && (low == 0 || high > usize::from(starts_high))
}

/// Whether a term is made of abbreviations alone.
fn is_short(term: &str) -> bool {
    let found = words(term);
    !found.is_empty() && found.iter().all(|w| is_abbreviation(&w.exact))
}

/// The words of a term or meaning, abbreviations in capitals only.
fn sought(text: &str) -> Query {
    let pattern = |w: super::analyser::TextWord| {
        if is_abbreviation(&w.exact) {
            Pattern::Capitals(w.exact)
        } else {
            Pattern::Word { typed: w.exact, written: w.written, stem: w.stem }
        }
    };
    Query::Phrase(words(text).into_iter().map(pattern).collect())
}

/// Longest abbreviation that counts as a meaning only when it is typed in capitals.
const AMBIGUOUS: usize = 3;

struct Walk<'a> {
    lexicon: &'a Lexicon,
    off: &'a BTreeSet<String>,
    expansions: Vec<Expansion>,
}

impl Walk<'_> {
    fn query(&mut self, query: &Query) -> Query {
        match query {
            Query::Phrase(patterns) => self.found(patterns).map_or_else(|| query.clone(), |met| self.opened(query.clone(), &met)),
            Query::All { all, none } => {
                let mut opened = self.list(all);
                match opened.pop() {
                    Some(only) if opened.is_empty() && none.is_empty() => only,
                    last => {
                        opened.extend(last);
                        Query::All { all: opened, none: none.clone() }
                    }
                }
            }
            Query::Any(any) => Query::Any(any.iter().map(|q| self.query(q)).collect()),
            Query::Near(near) => {
                let Near { left, right, reach, in_order } = &**near;
                let (left, right) = (self.query(left), self.query(right));
                Query::Near(Box::new(Near { left, right, reach: *reach, in_order: *in_order }))
            }
            Query::Field(Field { at, test: Test::Heading(inside) }) => {
                Query::Field(Field { at: *at, test: Test::Heading(Box::new(self.query(inside))) })
            }
            Query::Loose(..) | Query::Regex(_) | Query::Field(_) => query.clone(),
        }
    }

    /// Words typed one after the other are tried together, the most at once first.
    fn list(&mut self, all: &[Query]) -> Vec<Query> {
        let mut opened = Vec::new();
        let mut rest = all;
        while let Some(first) = rest.first() {
            let longest = rest.len().min(self.lexicon.longest);
            let met = (1..=longest).rev().find_map(|length| {
                let run = rest.get(..length)?;
                let patterns: Option<Vec<&[Pattern]>> = run.iter().map(plain_words).collect();
                Some((length, self.found(&patterns?.concat())?))
            });
            let length = match met {
                Some((length, met)) => {
                    let run = rest.get(..length).unwrap_or_default().to_vec();
                    let base = if length == 1 { first.clone() } else { Query::All { all: run, none: Vec::new() } };
                    opened.push(self.opened(base, &met));
                    length
                }
                None => {
                    opened.push(self.query(first));
                    1
                }
            };
            rest = rest.get(length..).unwrap_or_default();
        }
        opened
    }

    /// Which entries the words are a term or a meaning of.
    fn found(&self, patterns: &[Pattern]) -> Option<Met> {
        let mut stems = Vec::new();
        let mut typed = Vec::new();
        for pattern in patterns {
            let Pattern::Word { typed: word, stem, .. } = pattern else { return None };
            stems.push(stem.clone());
            typed.push(word.as_str());
        }
        let meant = |(i, member): &&(usize, Member)| {
            let Some(entry) = self.lexicon.entries.get(*i) else { return false };
            match member {
                Member::Term => !entry.capitals_only || is_typed_so(&typed, &entry.term),
                Member::Meaning(k) => entry.means.get(*k).is_some_and(|meaning| {
                    let letters = meaning.chars().filter(|c| c.is_alphanumeric()).count();
                    !is_short(meaning) || letters > AMBIGUOUS || is_typed_so(&typed, meaning)
                }),
            }
        };
        let members: Vec<(usize, Member)> = self.lexicon.members.get(&stems)?.iter().filter(meant).copied().collect();
        (!members.is_empty()).then(|| Met { typed: typed.join(" "), stems, members })
    }

    fn opened(&mut self, base: Query, met: &Met) -> Query {
        let key = met.typed.to_lowercase();
        let mut capitals = None;
        let mut meanings: Vec<Meaning> = Vec::new();
        for (i, member) in &met.members {
            let Some(entry) = self.lexicon.entries.get(*i) else { continue };
            if *member == Member::Term && entry.capitals_only {
                capitals = Some(sought(&entry.term));
            }
            let term = (*member != Member::Term).then_some(&entry.term);
            for words in term.into_iter().chain(&entry.means) {
                let is_there = meanings.iter().any(|m| m.words.eq_ignore_ascii_case(words));
                if !is_there && stems(words) != met.stems {
                    let key = format!("{key}={}", words.to_lowercase());
                    let is_on = !self.off.contains(&key);
                    meanings.push(Meaning { key, words: words.clone(), is_on });
                }
            }
        }
        let is_on = !self.off.contains(&key);
        let sides = meanings.iter().filter(|m| m.is_on).map(|m| sought(&m.words));
        let query = if is_on {
            let mut any = vec![capitals.clone().unwrap_or_else(|| base.clone())];
            any.extend(sides);
            super::parse::joined(any, Query::Any)
        } else {
            base
        };
        let chip = Expansion { key, term: met.typed.clone(), capitals_only: capitals.is_some(), is_on, meanings };
        if !self.expansions.iter().any(|e| e.key == chip.key) {
            self.expansions.push(chip);
        }
        query
    }
}

/// What was met in the lexicon.
struct Met {
    typed: String,
    stems: Vec<String>,
    members: Vec<(usize, Member)>,
}

fn plain_words(query: &Query) -> Option<&[Pattern]> {
    match query {
        Query::Phrase(patterns) => Some(patterns),
        Query::Loose(..) | Query::Near(_) | Query::All { .. } | Query::Any(_) | Query::Regex(_) | Query::Field(_) => None,
    }
}

/// Whether words were typed with the very capitals of a term, or with the `s` of many behind it.
fn is_typed_so(typed: &[&str], term: &str) -> bool {
    let wanted = words(term);
    let same = |(word, wanted): (&&str, &super::analyser::TextWord)| {
        word.strip_prefix(wanted.exact.as_str()).is_some_and(|tail| matches!(tail, "" | "s"))
    };
    typed.len() == wanted.len() && typed.iter().zip(&wanted).all(same)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(typed: &str, off: &[&str]) -> Vec<String> {
        let off = off.iter().map(|key| (*key).to_owned()).collect();
        let found = Lexicon::default().expand(&Query::parse(typed).expect("reads"), &off);
        let chip = |e: &Expansion| {
            let on: Vec<&str> = e.meanings.iter().filter(|m| m.is_on && e.is_on).map(|m| m.words.as_str()).collect();
            format!("{} → {}", e.term, on.join(", "))
        };
        found.expansions.iter().map(chip).collect()
    }

    #[test]
    fn the_shipped_entries_read_and_none_stands_twice() {
        let entries: Vec<Entry> = ron::from_str(SHIPPED).expect("reads");
        assert!(entries.len() > 90);
        let terms: BTreeSet<String> = entries.iter().map(|e| e.term.to_lowercase()).collect();
        assert_eq!(terms.len(), entries.len());
        for entry in &entries {
            assert!(!entry.capitals_only || is_short(&entry.term), "{}", entry.term);
            let own = stems(&entry.term);
            assert!(entry.means.iter().all(|m| !m.contains('(') && stems(m) != own), "{}", entry.term);
        }
    }

    #[test]
    fn an_abbreviation_and_its_meanings_stand_for_each_other() {
        let hv = "HV → health visitor, health visiting, 0–19 team, public health nurse, SCPHN";
        assert_eq!(expanded("HV", &[]), [hv]);
        assert_eq!(expanded("hv seen", &[]), [hv.replace("HV", "hv")]);
        assert_eq!(expanded("health visitor", &[]), expanded("\"health visitor\"", &[]));
        assert!(expanded("the health visitor saw", &[])[0].starts_with("health visitor → HV, "));
        assert_eq!(expanded("contusion", &[]), [] as [String; 0]);
    }

    #[test]
    fn ambiguous_abbreviations_count_only_in_capitals() {
        assert_eq!(expanded("pa ms ed", &[]), [] as [String; 0]);
        assert_eq!(expanded("PA", &[]), ["PA → personal adviser, personal advisor"]);
        let found = Lexicon::default().expand(&Query::parse("MS").expect("reads"), &BTreeSet::new());
        let Query::Any(any) = found.query else { panic!("alternatives") };
        assert_eq!(any[0], Query::Phrase(vec![Pattern::Capitals("MS".to_owned())]));
        assert_eq!(expanded("a e", &[]), [] as [String; 0]);
        assert_eq!(expanded("A&E", &[]), ["A E → ED, emergency department, accident and emergency"]);
    }

    #[test]
    fn what_is_switched_off_stands_as_typed() {
        let typed = Query::parse("FNP").expect("reads");
        let off = BTreeSet::from(["fnp".to_owned()]);
        let found = Lexicon::default().expand(&typed, &off);
        assert_eq!((&found.query, found.expansions.len(), found.expansions[0].is_on), (&typed, 1, false));
        assert_eq!(expanded("FNP", &["fnp=family nurse"]), ["FNP → family nurse partnership"]);
        for typed in ["=HV", "=\"health visitor\"", "HV*", "visitor~", "/HV/", "x -HV", "kind:scr"] {
            assert_eq!(expanded(typed, &[]), [] as [String; 0], "{typed}");
        }
    }

    #[test]
    fn a_deep_dive_adds_changes_and_removes() {
        let entry = |term: &str, means: &[&str]| Entry {
            term: term.to_owned(),
            means: means.iter().map(|m| (*m).to_owned()).collect(),
            capitals_only: false,
        };
        let lexicon = Lexicon::new([entry("HV", &["child nurse"]), entry("GP", &[]), entry("cot", &["crib"])]);
        let words = |typed: &str| -> Vec<String> {
            let found = lexicon.expand(&Query::parse(typed).expect("reads"), &BTreeSet::new());
            found.expansions.iter().flat_map(|e| &e.meanings).map(|m| m.words.clone()).collect()
        };
        assert_eq!((words("hv"), words("GP"), words("cot")), (vec!["child nurse".to_owned()], vec![], vec!["crib".to_owned()]));
        assert_eq!(words("child nurse"), ["HV"]);
    }
}
