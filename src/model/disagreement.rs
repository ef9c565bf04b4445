//! Disagreements: places where two people set the same thing differently without having seen each other's change.
//!
//! The later step in order stands, so that every computer shows the same; but the clash is listed for people to
//! settle, because here a clash of judgement must never be decided in silence. A later change of the same field
//! by somebody who saw its value settles it.

use super::{Met, Record, StepRef};
use std::collections::BTreeMap;
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

/// Clashes that are open, and those that a step settled, which come back when that step is undone.
#[derive(Clone, Debug, Default)]
pub(super) struct Clashes {
    pub(super) open: BTreeMap<FieldRef, Disagreement>,
    settled: BTreeMap<StepRef, Vec<Disagreement>>,
}

impl Clashes {
    /// Notes what the setting of a field met.
    pub(super) fn note<R: Record>(&mut self, about: FieldRef, step: StepRef, met: &Met<R>, now: &R::Field) {
        let clash = match met {
            Met::AsSeen => {
                if let Some(settled) = self.open.remove(&about) {
                    self.settled.entry(step).or_default().push(settled);
                }
                return;
            }
            Met::Same | Met::Missing => return,
            Met::Other { found } => Clash::Values { overwritten: in_ron(found), stands: in_ron(now) },
            Met::Retired => Clash::ChangedWhileRemoved,
        };
        self.list(about, step, clash);
    }

    /// Lists a clash.
    pub(super) fn list(&mut self, about: FieldRef, step: StepRef, clash: Clash) {
        self.open.insert(about.clone(), Disagreement { about, step, clash });
    }

    /// Lists again what `step` settled, because it was taken back.
    pub(super) fn reopen(&mut self, step: &StepRef) {
        for clash in self.settled.remove(step).into_iter().flatten() {
            self.open.entry(clash.about.clone()).or_insert(clash);
        }
    }
}

fn in_ron<T: serde::Serialize>(value: &T) -> String {
    ron::to_string(value).unwrap_or_default()
}
