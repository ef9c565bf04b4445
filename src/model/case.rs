//! The case: the child or family reviewed, and **the unit of counting**.

use super::{Id, Record};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A child or family whose serious incident was reviewed; several documents may belong to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Its id.
    pub id: Id<Self>,
    /// What people call it, such as "Child B"; never a real name.
    pub name: String,
    /// Facts by name, such as "Age" → "7 weeks". A missing attribute means not recorded, never "no".
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}

/// One field of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CaseField {
    /// What people call it.
    Name(String),
    /// An attribute by name; none when not recorded.
    Attribute(String, Option<String>),
}

impl Case {
    /// The attribute that holds when the incident was.
    pub const INCIDENT: &str = "Incident";

    /// A new case without attributes.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { id: Id::fresh(), name: name.trim().to_owned(), attributes: BTreeMap::new() }
    }
}

impl Record for Case {
    type Field = CaseField;
    const NAME: &'static str = "case";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: CaseField) -> CaseField {
        match field {
            CaseField::Name(name) => CaseField::Name(std::mem::replace(&mut self.name, name)),
            CaseField::Attribute(key, value) => {
                let before = match value {
                    Some(value) => self.attributes.insert(key.clone(), value),
                    None => self.attributes.remove(&key),
                };
                CaseField::Attribute(key, before)
            }
        }
    }

    fn key(field: &CaseField) -> Cow<'static, str> {
        match field {
            CaseField::Name(_) => "name".into(),
            CaseField::Attribute(key, _) => format!("attribute {key}").into(),
        }
    }
}
