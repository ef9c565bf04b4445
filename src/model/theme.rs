//! A theme: one node of the codebook tree. Groups are themes without a parent.

use super::{Coding, Id, Record, ThemeColour, ThemePattern};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::mem::replace;

/// A node of the codebook tree.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Its id.
    pub id: Id<Self>,
    /// Short code shown beside codings, such as "B1"; may be empty.
    #[serde(default)]
    pub code: String,
    /// Its name.
    pub name: String,
    /// The theme above it.
    #[serde(default)]
    pub parent: Option<Id<Self>>,
    /// Place among its siblings, ascending; equal places sort by name.
    #[serde(default)]
    pub place: i64,
    /// What it means.
    #[serde(default)]
    pub definition: String,
    /// What to code here.
    #[serde(default)]
    pub include: String,
    /// What to code elsewhere.
    #[serde(default)]
    pub exclude: String,
    /// Words that often stand in its passages; the tag picker finds themes by them.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Ids in other frames, such as "K3" or "N5".
    #[serde(default)]
    pub crosswalk: Vec<String>,
    /// Agencies that it is about, such as "Midwifery" and "Health visiting".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<String>,
    /// The colour that it and what lies under it are drawn in; none takes that of the theme above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<ThemeColour>,
    /// The form of its lines; none takes that of the theme above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<ThemePattern>,
    /// Codings that show well what is meant; one that was removed or sent to another theme is passed over.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub examples: BTreeSet<Id<Coding>>,
}

/// One field of a theme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `Theme` with the same name")]
pub enum ThemeField {
    Code(String),
    Name(String),
    Parent(Option<Id<Theme>>),
    Place(i64),
    Definition(String),
    Include(String),
    Exclude(String),
    Phrases(Vec<String>),
    Crosswalk(Vec<String>),
    Agencies(Vec<String>),
    Colour(Option<ThemeColour>),
    Pattern(Option<ThemePattern>),
    /// Whether a coding is one of the examples; two people who choose different ones do not disagree.
    Example(Id<Coding>, bool),
}

impl Theme {
    /// A new theme with a name and nothing else.
    #[must_use]
    pub fn new(name: &str, parent: Option<Id<Self>>) -> Self {
        Self {
            id: Id::fresh(),
            code: String::new(),
            name: name.trim().to_owned(),
            parent,
            place: 0,
            definition: String::new(),
            include: String::new(),
            exclude: String::new(),
            phrases: Vec::new(),
            crosswalk: Vec::new(),
            agencies: Vec::new(),
            colour: None,
            pattern: None,
            examples: BTreeSet::new(),
        }
    }
}

impl Record for Theme {
    type Field = ThemeField;
    const NAME: &'static str = "theme";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: ThemeField) -> ThemeField {
        match field {
            ThemeField::Code(v) => ThemeField::Code(replace(&mut self.code, v)),
            ThemeField::Name(v) => ThemeField::Name(replace(&mut self.name, v)),
            ThemeField::Parent(v) => ThemeField::Parent(replace(&mut self.parent, v)),
            ThemeField::Place(v) => ThemeField::Place(replace(&mut self.place, v)),
            ThemeField::Definition(v) => ThemeField::Definition(replace(&mut self.definition, v)),
            ThemeField::Include(v) => ThemeField::Include(replace(&mut self.include, v)),
            ThemeField::Exclude(v) => ThemeField::Exclude(replace(&mut self.exclude, v)),
            ThemeField::Phrases(v) => ThemeField::Phrases(replace(&mut self.phrases, v)),
            ThemeField::Crosswalk(v) => ThemeField::Crosswalk(replace(&mut self.crosswalk, v)),
            ThemeField::Agencies(v) => ThemeField::Agencies(replace(&mut self.agencies, v)),
            ThemeField::Colour(v) => ThemeField::Colour(replace(&mut self.colour, v)),
            ThemeField::Pattern(v) => ThemeField::Pattern(replace(&mut self.pattern, v)),
            ThemeField::Example(coding, true) => ThemeField::Example(coding, !self.examples.insert(coding)),
            ThemeField::Example(coding, false) => ThemeField::Example(coding, self.examples.remove(&coding)),
        }
    }

    fn key(field: &ThemeField) -> Cow<'static, str> {
        match field {
            ThemeField::Code(_) => "code",
            ThemeField::Name(_) => "name",
            ThemeField::Parent(_) => "parent",
            ThemeField::Place(_) => "place",
            ThemeField::Definition(_) => "definition",
            ThemeField::Include(_) => "include",
            ThemeField::Exclude(_) => "exclude",
            ThemeField::Phrases(_) => "phrases",
            ThemeField::Agencies(_) => "agencies",
            ThemeField::Crosswalk(_) => "crosswalk",
            ThemeField::Colour(_) => "colour",
            ThemeField::Pattern(_) => "pattern",
            ThemeField::Example(coding, _) => return format!("example {coding}").into(),
        }
        .into()
    }
}
