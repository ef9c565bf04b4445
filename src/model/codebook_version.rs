//! A version of the codebook: how every theme stood when somebody froze it, under a name and with a reason.
//!
//! The subtlety: the themes are kept whole, not as a moment of the history, because a colleague's earlier steps may
//! still arrive and would change what stood at that moment.

use super::{Id, Record, Theme};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::mem::replace;

/// A frozen codebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CodebookVersion {
    /// Its id.
    pub id: Id<Self>,
    /// Its name, such as "After the pilot".
    pub name: String,
    /// Why it was frozen.
    #[serde(default)]
    pub reason: String,
    /// Every theme that was not retired, as it stood. Never changed.
    pub themes: Vec<Theme>,
}

/// One field of a codebook version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is the field of `CodebookVersion` with the same name")]
pub enum CodebookVersionField {
    Name(String),
    Reason(String),
}

impl Record for CodebookVersion {
    type Field = CodebookVersionField;
    const NAME: &'static str = "codebook version";

    fn id(&self) -> Id<Self> {
        self.id
    }

    fn set(&mut self, field: CodebookVersionField) -> CodebookVersionField {
        match field {
            CodebookVersionField::Name(v) => CodebookVersionField::Name(replace(&mut self.name, v)),
            CodebookVersionField::Reason(v) => CodebookVersionField::Reason(replace(&mut self.reason, v)),
        }
    }

    fn key(field: &CodebookVersionField) -> Cow<'static, str> {
        match field {
            CodebookVersionField::Name(_) => "name",
            CodebookVersionField::Reason(_) => "reason",
        }
        .into()
    }
}
