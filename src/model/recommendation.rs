//! A recommendation of a deep dive: what shall be done about findings, by whom, until when, and how one will know.

use super::finding::keep;
use super::{DeepDive, Finding, Id, PartialDate, Record};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::mem::replace;

/// How far a recommendation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RecommendationStatus {
    /// Put forward.
    #[default]
    Proposed,
    /// Agreed by the partnership.
    Agreed,
    /// Being carried out.
    InProgress,
    /// Carried out.
    Done,
    /// Carried out, and shown to have become practice.
    Embedded,
    /// Closed without being carried out.
    NotDone,
}

impl RecommendationStatus {
    /// Every status in order.
    pub const ALL: [Self; 6] = [Self::Proposed, Self::Agreed, Self::InProgress, Self::Done, Self::Embedded, Self::NotDone];
}

impl fmt::Display for RecommendationStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Proposed => "Proposed",
            Self::Agreed => "Agreed",
            Self::InProgress => "In progress",
            Self::Done => "Done",
            Self::Embedded => "Embedded",
            Self::NotDone => "Closed, not done",
        })
    }
}

/// A recommendation of a deep dive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recommendation {
    /// Its id.
    pub id: Id<Self>,
    /// The round of study.
    pub deep_dive: Id<DeepDive>,
    /// The findings that it answers.
    #[serde(default)]
    pub findings: BTreeSet<Id<Finding>>,
    /// Place among the recommendations of its round, ascending; equal places sort by id.
    #[serde(default)]
    pub place: i64,
    /// What shall be done.
    pub text: String,
    /// Which agency or role is to do it.
    #[serde(default)]
    pub owner: String,
    /// Until when.
    #[serde(default)]
    pub due: Option<PartialDate>,
    /// How far it is.
    #[serde(default)]
    pub status: RecommendationStatus,
    /// How its effect will be known.
    #[serde(default)]
    pub measure: String,
    /// What has been done or seen so far.
    #[serde(default)]
    pub progress: String,
}

/// One field of a recommendation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `Recommendation` with the same name")]
pub enum RecommendationField {
    /// Whether it answers a finding.
    Finding(Id<Finding>, bool),
    Place(i64),
    Text(String),
    Owner(String),
    Due(Option<PartialDate>),
    Status(RecommendationStatus),
    Measure(String),
    Progress(String),
}

impl Recommendation {
    /// A new recommendation with a text and nothing else.
    #[must_use]
    pub fn new(deep_dive: Id<DeepDive>, text: &str) -> Self {
        Self {
            id: Id::fresh(),
            deep_dive,
            findings: BTreeSet::new(),
            place: 0,
            text: text.trim().to_owned(),
            owner: String::new(),
            due: None,
            status: RecommendationStatus::Proposed,
            measure: String::new(),
            progress: String::new(),
        }
    }
}

impl Record for Recommendation {
    type Field = RecommendationField;
    const NAME: &'static str = "recommendation";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: RecommendationField) -> RecommendationField {
        match field {
            RecommendationField::Finding(id, v) => RecommendationField::Finding(id, keep(&mut self.findings, &id, v)),
            RecommendationField::Place(v) => RecommendationField::Place(replace(&mut self.place, v)),
            RecommendationField::Text(v) => RecommendationField::Text(replace(&mut self.text, v)),
            RecommendationField::Owner(v) => RecommendationField::Owner(replace(&mut self.owner, v)),
            RecommendationField::Due(v) => RecommendationField::Due(replace(&mut self.due, v)),
            RecommendationField::Status(v) => RecommendationField::Status(replace(&mut self.status, v)),
            RecommendationField::Measure(v) => RecommendationField::Measure(replace(&mut self.measure, v)),
            RecommendationField::Progress(v) => RecommendationField::Progress(replace(&mut self.progress, v)),
        }
    }

    fn key(field: &RecommendationField) -> Cow<'static, str> {
        match field {
            RecommendationField::Finding(id, _) => format!("finding {id}").into(),
            RecommendationField::Place(_) => "place".into(),
            RecommendationField::Text(_) => "text".into(),
            RecommendationField::Owner(_) => "owner".into(),
            RecommendationField::Due(_) => "due".into(),
            RecommendationField::Status(_) => "status".into(),
            RecommendationField::Measure(_) => "measure".into(),
            RecommendationField::Progress(_) => "progress".into(),
        }
    }
}
