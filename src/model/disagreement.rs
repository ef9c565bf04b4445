//! Disagreements: places where two people set the same thing differently without having seen each other's change.
//!
//! The later step in order stands, so that every computer shows the same; but the clash is listed for people to
//! settle, because here a clash of judgement must never be decided in silence. A later change of the same field
//! by somebody who saw its value settles it; so does a `Settle`, which also can when the value that stands is kept.
//!
//! The subtlety: two people may settle the same clash apart, without having seen each other. Then it is listed anew.

use super::{Met, Record, Step, StepRef, WriterId};
use serde::{Deserialize, Serialize};
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

impl Clash {
    /// The same clash after somebody has taken the other side.
    fn with(self, other: bool) -> Self {
        match self {
            Self::Values { overwritten, stands } if other => Self::Values { overwritten: stands, stands: overwritten },
            same @ (Self::Values { .. } | Self::ChangedWhileRemoved | Self::MoveIgnored) => same,
        }
    }
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

/// Which side of a clash a person took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// What stands: the later value, the record removed, the theme where it is.
    Stands,
    /// The other: the earlier value, the record shown again, the theme moved. The same step changes it so.
    Other,
}

/// Settles one clash. Undo lists it again.
///
/// It names the clash by its field and its step, so that it can never settle one that its author did not see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settle {
    /// The type of the record, such as "theme".
    pub record: String,
    /// The record.
    pub id: Uuid,
    /// The key of the field.
    pub field: String,
    /// The step under which the clash is listed.
    pub clash: StepRef,
    /// The side taken.
    pub choice: Choice,
    /// False takes the settling back.
    pub settled: bool,
}

impl Settle {
    /// Settles a clash.
    #[must_use]
    pub fn of(clash: &Disagreement, choice: Choice) -> Self {
        let FieldRef { record, id, field } = clash.about.clone();
        Self { record: record.to_owned(), id, field, clash: clash.step.clone(), choice, settled: true }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { settled: !self.settled, ..self.clone() }
    }

    /// Whether `clash` is meant.
    #[must_use]
    pub fn means(&self, clash: &Disagreement) -> bool {
        let FieldRef { record, id, field } = &clash.about;
        self.record == *record && self.id == *id && self.field == *field && self.clash == clash.step
    }
}

/// How a clash was settled by a `Settle`.
#[derive(Clone, Debug)]
struct Settled {
    clash: Disagreement,
    by: StepRef,
    choice: Choice,
}

/// Clashes that are open, and those that a step settled, which come back when that step is undone.
#[derive(Clone, Debug, Default)]
pub(super) struct Clashes {
    pub(super) open: BTreeMap<FieldRef, Disagreement>,
    settled: BTreeMap<StepRef, Vec<Disagreement>>,
    by_choice: Vec<Settled>,
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

    /// Settles a clash, or takes that back.
    pub(super) fn settle(&mut self, settle: &Settle, step: &Step) {
        if !settle.settled {
            let undone = step.undoes.map(|seq| StepRef(step.writer.clone(), seq));
            self.by_choice.retain(|s| !settle.means(&s.clash) || Some(&s.by) != undone.as_ref());
            return;
        }
        let (by, choice) = (step.name(), settle.choice);
        if let Some(before) = self.settled_apart(settle, &step.writer) {
            let about = before.clash.about.clone();
            let other = choice == Choice::Other || before.choice == Choice::Other;
            let clash = before.clash.clash.clone().with(other);
            return self.list(about, by, clash);
        }
        let mut found = None;
        self.open.retain(|_, clash| {
            let meant = settle.means(clash);
            if meant {
                found = Some(clash.clone());
            }
            !meant
        });
        if let Some(clash) = found {
            self.settled.entry(by.clone()).or_default().push(clash.clone());
        }
        // A change of the field in the same step has settled the clash already.
        let clash = self.settled.get(&by).into_iter().flatten().find(|clash| settle.means(clash)).cloned();
        self.by_choice.extend(clash.map(|clash| Settled { clash, by, choice }));
    }

    /// How somebody else settled the same clash, when it was the other way.
    fn settled_apart(&self, settle: &Settle, me: &WriterId) -> Option<&Settled> {
        let meant = |s: &&Settled| settle.means(&s.clash) && s.by.0 != *me && s.choice != settle.choice;
        self.by_choice.iter().find(meant)
    }

    /// Whether exactly this clash is open.
    pub(super) fn is_open(&self, settle: &Settle) -> bool {
        self.open.values().any(|clash| settle.means(clash))
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
