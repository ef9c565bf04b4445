//! How far people are with a case: with each of its documents, and with the one that they are least far with.
//!
//! A case is as far as its least far document. A case without documents is nowhere: it has nothing to be read.

use crate::model::{Case, Id, Progress, Project};
use std::collections::BTreeMap;

/// Numbers of a case's documents by how far people are with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaseProgress {
    /// Nobody has read them yet.
    pub not_read: usize,
    /// Somebody is reading and coding them.
    pub coding: usize,
    /// Read to the end and coded.
    pub coded: usize,
    /// Looked through by a second person.
    pub reviewed: usize,
}

impl CaseProgress {
    /// Number of documents.
    #[must_use]
    pub const fn documents(&self) -> usize {
        self.not_read + self.coding + self.coded + self.reviewed
    }

    /// How far the case is: as far as its least far document; none without documents.
    #[must_use]
    pub const fn lowest(&self) -> Option<Progress> {
        match self {
            Self { not_read: 1.., .. } => Some(Progress::NotRead),
            Self { coding: 1.., .. } => Some(Progress::Coding),
            Self { coded: 1.., .. } => Some(Progress::Coded),
            Self { reviewed: 1.., .. } => Some(Progress::Reviewed),
            Self { not_read: 0, coding: 0, coded: 0, reviewed: 0 } => None,
        }
    }

    /// Whether every document was read to the end, so that "not mentioned" may be said of the case.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        matches!(self.lowest(), Some(Progress::Coded | Progress::Reviewed))
    }

    const fn note(&mut self, progress: Progress) {
        match progress {
            Progress::NotRead => self.not_read += 1,
            Progress::Coding => self.coding += 1,
            Progress::Coded => self.coded += 1,
            Progress::Reviewed => self.reviewed += 1,
        }
    }
}

/// How far people are with a case.
#[must_use]
pub fn case_progress(project: &Project, case: Id<Case>) -> CaseProgress {
    let mut progress = CaseProgress::default();
    for document in project.documents_of(case) {
        progress.note(document.progress);
    }
    progress
}

/// How far people are with every case that is not hidden, in one pass over the documents.
#[must_use]
pub fn progress_of_cases(project: &Project) -> BTreeMap<Id<Case>, CaseProgress> {
    let mut all: BTreeMap<Id<Case>, CaseProgress> = project.cases().iter().map(|c| (c.id, CaseProgress::default())).collect();
    for document in project.documents().iter() {
        if let Some(progress) = all.get_mut(&document.case) {
            progress.note(document.progress);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_as_far_as_its_least_far_document() {
        let of = |stages: &[Progress]| {
            let mut progress = CaseProgress::default();
            stages.iter().for_each(|stage| progress.note(*stage));
            (progress.documents(), progress.lowest(), progress.is_read())
        };
        assert_eq!(of(&[]), (0, None, false));
        assert_eq!(of(&[Progress::Reviewed, Progress::Coded]), (2, Some(Progress::Coded), true));
        assert_eq!(of(&[Progress::Reviewed, Progress::Coding, Progress::Coded]), (3, Some(Progress::Coding), false));
        assert_eq!(of(&[Progress::Reviewed, Progress::NotRead]), (2, Some(Progress::NotRead), false));
    }
}
