//! A finding of a deep dive: one statement, and what it rests on.
//!
//! The subtlety: its passages are the codings of its themes in the sample, found again each time; only what a person
//! decided against that rule (`stands`) is kept, and `seen` says which passages the author had before them.

use super::{Coding, DeepDive, Id, Polarity, Record, SeenCoding, Theme};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::mem::replace;

/// How one passage bears on a finding, as a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stands {
    /// It supports the finding.
    For,
    /// It speaks against the finding.
    Against,
    /// It does not bear on the finding.
    LeftOut,
}

/// How far a finding is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FindingState {
    /// Being written.
    #[default]
    Draft,
    /// Agreed by those who carry out the deep dive.
    Agreed,
}

impl fmt::Display for Stands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::For => "For",
            Self::Against => "Against",
            Self::LeftOut => "Left out",
        })
    }
}

impl fmt::Display for FindingState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Draft => "Draft",
            Self::Agreed => "Agreed",
        })
    }
}

/// A finding of a deep dive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Its id.
    pub id: Id<Self>,
    /// The round of study.
    pub deep_dive: Id<DeepDive>,
    /// Place among the findings of its round, ascending; equal places sort by id.
    #[serde(default)]
    pub place: i64,
    /// What was found, in one sentence.
    pub statement: String,
    /// What is to be said of it, one paragraph a line.
    #[serde(default)]
    pub text: String,
    /// A concern, good practice, or context.
    #[serde(default)]
    pub polarity: Polarity,
    /// The themes that it rests on, each with everything under it.
    #[serde(default)]
    pub themes: BTreeSet<Id<Theme>>,
    /// What a person decided of single passages; passages of other themes may be among them.
    #[serde(default)]
    pub stands: BTreeMap<Id<Coding>, Stands>,
    /// The passages to quote first in reports, in no order.
    #[serde(default)]
    pub quoted: BTreeSet<Id<Coding>>,
    /// Agencies that it concerns.
    #[serde(default)]
    pub agencies: BTreeSet<String>,
    /// Local priorities that it bears on.
    #[serde(default)]
    pub priorities: BTreeSet<String>,
    /// Ids in national and local frames, such as "K4" or "N5", beyond those of its themes.
    #[serde(default)]
    pub frames: BTreeSet<String>,
    /// Draft or agreed.
    #[serde(default)]
    pub state: FindingState,
    /// The finding of an earlier round that it repeats.
    #[serde(default)]
    pub repeats: Option<Id<Self>>,
    /// The passages for and against that its author had before them.
    #[serde(default)]
    pub seen: Vec<SeenCoding>,
}

/// One field of a finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `Finding` with the same name")]
pub enum FindingField {
    Place(i64),
    Statement(String),
    Text(String),
    Polarity(Polarity),
    /// Whether it rests on a theme; two people who choose different ones do not disagree. So with the next five.
    Theme(Id<Theme>, bool),
    Stands(Id<Coding>, Option<Stands>),
    Quoted(Id<Coding>, bool),
    Agency(String, bool),
    Priority(String, bool),
    Frame(String, bool),
    State(FindingState),
    Repeats(Option<Id<Finding>>),
    Seen(Vec<SeenCoding>),
}

impl Finding {
    /// A new finding with a statement and nothing else.
    #[must_use]
    pub fn new(deep_dive: Id<DeepDive>, statement: &str) -> Self {
        Self {
            id: Id::fresh(),
            deep_dive,
            place: 0,
            statement: statement.trim().to_owned(),
            text: String::new(),
            polarity: Polarity::Concern,
            themes: BTreeSet::new(),
            stands: BTreeMap::new(),
            quoted: BTreeSet::new(),
            agencies: BTreeSet::new(),
            priorities: BTreeSet::new(),
            frames: BTreeSet::new(),
            state: FindingState::Draft,
            repeats: None,
            seen: Vec::new(),
        }
    }
}

/// Puts something into a set or takes it out; returns whether it was there.
pub(super) fn keep<T: Ord + Clone>(set: &mut BTreeSet<T>, item: &T, is_in: bool) -> bool {
    if is_in { !set.insert(item.clone()) } else { set.remove(item) }
}

impl Record for Finding {
    type Field = FindingField;
    const NAME: &'static str = "finding";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: FindingField) -> FindingField {
        use super::deep_dive::put;
        match field {
            FindingField::Place(v) => FindingField::Place(replace(&mut self.place, v)),
            FindingField::Statement(v) => FindingField::Statement(replace(&mut self.statement, v)),
            FindingField::Text(v) => FindingField::Text(replace(&mut self.text, v)),
            FindingField::Polarity(v) => FindingField::Polarity(replace(&mut self.polarity, v)),
            FindingField::Theme(id, v) => FindingField::Theme(id, keep(&mut self.themes, &id, v)),
            FindingField::Stands(id, v) => FindingField::Stands(id, put(&mut self.stands, id, v)),
            FindingField::Quoted(id, v) => FindingField::Quoted(id, keep(&mut self.quoted, &id, v)),
            FindingField::Agency(name, v) => {
                let was = keep(&mut self.agencies, &name, v);
                FindingField::Agency(name, was)
            }
            FindingField::Priority(name, v) => {
                let was = keep(&mut self.priorities, &name, v);
                FindingField::Priority(name, was)
            }
            FindingField::Frame(name, v) => {
                let was = keep(&mut self.frames, &name, v);
                FindingField::Frame(name, was)
            }
            FindingField::State(v) => FindingField::State(replace(&mut self.state, v)),
            FindingField::Repeats(v) => FindingField::Repeats(replace(&mut self.repeats, v)),
            FindingField::Seen(v) => FindingField::Seen(replace(&mut self.seen, v)),
        }
    }

    fn key(field: &FindingField) -> Cow<'static, str> {
        match field {
            FindingField::Place(_) => "place".into(),
            FindingField::Statement(_) => "statement".into(),
            FindingField::Text(_) => "text".into(),
            FindingField::Polarity(_) => "polarity".into(),
            FindingField::Theme(id, _) => format!("theme {id}").into(),
            FindingField::Stands(id, _) => format!("passage {id}").into(),
            FindingField::Quoted(id, _) => format!("quotation {id}").into(),
            FindingField::Agency(name, _) => format!("agency {name}").into(),
            FindingField::Priority(name, _) => format!("priority {name}").into(),
            FindingField::Frame(name, _) => format!("frame {name}").into(),
            FindingField::State(_) => "state".into(),
            FindingField::Repeats(_) => "earlier finding".into(),
            FindingField::Seen(_) => "passages seen".into(),
        }
    }
}
