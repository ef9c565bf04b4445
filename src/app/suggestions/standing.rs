//! How suggestions have done so far: of the last ones that people judged, how many they accepted.
//!
//! Worked out from the steps, so that it is the same after a restart and on every computer. A step that was undone does
//! not count; a coding that was accepted and removed later counts as judged and not as accepted. What was passed over is
//! no judgement and stands in no step.

use crate::model::{Change, Edit, Id, OfferedBy, Project, StepRef, Theme};
use std::collections::HashSet;

/// How suggestions have done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How many of the last suggestions were judged.
    pub judged: usize,
    /// How many of those were accepted.
    pub accepted: usize,
}

/// How the last `most` suggestions have done, for one theme or all.
#[must_use]
pub fn standing(project: &Project, theme: Option<Id<Theme>>, most: usize) -> Standing {
    let mut undone: HashSet<StepRef> = HashSet::new();
    let mut found = Standing::default();
    for step in project.steps().iter().rev() {
        if undone.contains(&step.name()) {
            continue;
        }
        if let Some(target) = step.undoes {
            undone.insert(StepRef(step.writer.clone(), target));
            continue;
        }
        for change in step.changes.iter().rev() {
            let Some(accepted) = judgement(project, theme, change) else { continue };
            if found.judged == most {
                return found;
            }
            found.judged += 1;
            found.accepted += usize::from(accepted);
        }
    }
    found
}

/// Whether a change accepts a suggestion, or rejects one; none when it does neither.
fn judgement(project: &Project, theme: Option<Id<Theme>>, change: &Change) -> Option<bool> {
    let wanted = |of: Id<Theme>| theme.is_none_or(|theme| theme == of);
    match change {
        Change::Coding(Edit::Add(coding)) if coding.suggested && wanted(coding.theme) => {
            Some(project.codings().get(coding.id).is_some())
        }
        Change::Rejection(Edit::Add(rejection)) => {
            (rejection.offered_by == OfferedBy::Suggestion && wanted(rejection.theme)).then_some(false)
        }
        Change::Rejection(Edit::Restore(id)) => {
            let rejection = &project.rejections().row(*id)?.record;
            (rejection.offered_by == OfferedBy::Suggestion && wanted(rejection.theme)).then_some(false)
        }
        _ => None,
    }
}
