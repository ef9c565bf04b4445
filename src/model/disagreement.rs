//! Disagreements: places where two people set the same thing differently without having seen each other's change.
//!
//! The later step in order stands, so that every computer shows the same; but the clash is listed for people to
//! settle, because here a clash of judgement must never be decided in silence. A later change of the same field
//! by somebody who saw its value settles it.

use super::StepRef;
use uuid::Uuid;

/// Which field of which record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldRef {
    /// The record's type, such as "theme".
    pub record: &'static str,
    /// The record's id.
    pub id: Uuid,
    /// The field's key, such as "name".
    pub field: String,
}

/// What two people disagree about.
#[derive(Clone, Debug, PartialEq)]
pub enum Clash {
    /// One wanted `overwritten`, the later one set `stands`; both started from another value.
    Values {
        /// The earlier person's value, in RON.
        overwritten: String,
        /// The value that stands now, in RON.
        stands: String,
    },
    /// Somebody changed what another person had removed.
    ChangedWhileRemoved,
    /// Two moves together would put a theme under itself; the later was ignored.
    MoveIgnored,
}

/// A clash for people to settle.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// What it is about.
    pub about: FieldRef,
    /// The step that met another value than its author had seen.
    pub step: StepRef,
    /// What clashed.
    pub clash: Clash,
}
