//! A deep dive: one round of study with its question, its sample of cases, its codebook and its period.
//!
//! The subtlety: a case is in the sample only when a person said so. A case that is not listed is neither in nor out,
//! so that what arrives later never changes a finished round unseen.

use super::{Case, CodebookVersion, Id, PartialDate, Record, Theme};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::mem::replace;

/// What was decided of one case, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sampled {
    /// Whether the case is in the sample; otherwise it was looked at and left out.
    pub is_in: bool,
    /// Why, by the inclusion rule; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// One round of study.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeepDive {
    /// Its id.
    pub id: Id<Self>,
    /// Its name, such as "Round 1, 2021".
    pub name: String,
    /// What it asks.
    #[serde(default)]
    pub question: String,
    /// Which cases belong in.
    #[serde(default)]
    pub rule: String,
    /// Who carries it out.
    #[serde(default)]
    pub authors: String,
    /// How it was done, beyond what the program knows; one paragraph a line.
    #[serde(default)]
    pub method: String,
    /// The first day, month or year of the incidents that it looks at.
    #[serde(default)]
    pub from: Option<PartialDate>,
    /// The last day, month or year of these.
    #[serde(default)]
    pub to: Option<PartialDate>,
    /// The frozen codebook that it counts by; none for the codebook as it stands.
    #[serde(default)]
    pub codebook: Option<Id<CodebookVersion>>,
    /// What was decided of each case.
    #[serde(default)]
    pub sample: BTreeMap<Id<Case>, Sampled>,
    /// The earlier round that it repeats.
    #[serde(default)]
    pub repeats: Option<Id<Self>>,
    /// For comparing: which theme of the earlier round a theme of this one is; a theme not listed is itself.
    #[serde(default)]
    pub same_as: BTreeMap<Id<Theme>, Id<Theme>>,
}

/// One field of a deep dive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `DeepDive` with the same name")]
pub enum DeepDiveField {
    Name(String),
    Question(String),
    Rule(String),
    Authors(String),
    Method(String),
    From(Option<PartialDate>),
    To(Option<PartialDate>),
    Codebook(Option<Id<CodebookVersion>>),
    /// What was decided of one case; two people who decide different cases do not disagree.
    Sampled(Id<Case>, Option<Sampled>),
    Repeats(Option<Id<DeepDive>>),
    /// Which earlier theme one theme is.
    SameAs(Id<Theme>, Option<Id<Theme>>),
}

impl DeepDive {
    /// A new round with a name and nothing else.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            id: Id::fresh(),
            name: name.trim().to_owned(),
            question: String::new(),
            rule: String::new(),
            authors: String::new(),
            method: String::new(),
            from: None,
            to: None,
            codebook: None,
            sample: BTreeMap::new(),
            repeats: None,
            same_as: BTreeMap::new(),
        }
    }

    /// The cases in the sample.
    pub fn cases_in(&self) -> impl Iterator<Item = Id<Case>> {
        self.sample.iter().filter(|(_, s)| s.is_in).map(|(id, _)| *id)
    }
}

impl Record for DeepDive {
    type Field = DeepDiveField;
    const NAME: &'static str = "deep dive";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: DeepDiveField) -> DeepDiveField {
        match field {
            DeepDiveField::Name(v) => DeepDiveField::Name(replace(&mut self.name, v)),
            DeepDiveField::Question(v) => DeepDiveField::Question(replace(&mut self.question, v)),
            DeepDiveField::Rule(v) => DeepDiveField::Rule(replace(&mut self.rule, v)),
            DeepDiveField::Authors(v) => DeepDiveField::Authors(replace(&mut self.authors, v)),
            DeepDiveField::Method(v) => DeepDiveField::Method(replace(&mut self.method, v)),
            DeepDiveField::From(v) => DeepDiveField::From(replace(&mut self.from, v)),
            DeepDiveField::To(v) => DeepDiveField::To(replace(&mut self.to, v)),
            DeepDiveField::Codebook(v) => DeepDiveField::Codebook(replace(&mut self.codebook, v)),
            DeepDiveField::Sampled(case, v) => DeepDiveField::Sampled(case, put(&mut self.sample, case, v)),
            DeepDiveField::Repeats(v) => DeepDiveField::Repeats(replace(&mut self.repeats, v)),
            DeepDiveField::SameAs(theme, v) => DeepDiveField::SameAs(theme, put(&mut self.same_as, theme, v)),
        }
    }

    fn key(field: &DeepDiveField) -> Cow<'static, str> {
        match field {
            DeepDiveField::Name(_) => "name".into(),
            DeepDiveField::Question(_) => "question".into(),
            DeepDiveField::Rule(_) => "inclusion rule".into(),
            DeepDiveField::Authors(_) => "authors".into(),
            DeepDiveField::Method(_) => "method".into(),
            DeepDiveField::From(_) => "period from".into(),
            DeepDiveField::To(_) => "period to".into(),
            DeepDiveField::Codebook(_) => "codebook version".into(),
            DeepDiveField::Sampled(case, _) => format!("sample {case}").into(),
            DeepDiveField::Repeats(_) => "earlier round".into(),
            DeepDiveField::SameAs(theme, _) => format!("same theme {theme}").into(),
        }
    }
}

/// Puts a value under a key, or takes it away; returns what was there.
pub(super) fn put<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    }
}
