//! In which cases of one side a theme is found, is not found, or cannot be told.

use super::codebook::Book;
use crate::analyse::compare::Share;
use crate::analyse::progress::case_progress;
use crate::model::{Case, Id, Judgement, Polarity, Project, Theme};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Which codings are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Which {
    /// Concerns only: the usual question, since what goes well is not less of a problem.
    #[default]
    Concern,
    /// Good practice only.
    GoodPractice,
    /// Whatever is coded, context too.
    Any,
}

impl Which {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Concern, Self::GoodPractice, Self::Any];

    const fn takes(self, polarity: Polarity) -> bool {
        match self {
            Self::Any => true,
            Self::Concern => matches!(polarity, Polarity::Concern),
            Self::GoodPractice => matches!(polarity, Polarity::GoodPractice),
        }
    }
}

impl fmt::Display for Which {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Concern => "Concerns",
            Self::GoodPractice => "Good practice",
            Self::Any => "Anything coded",
        })
    }
}

/// The cases of one side by how a theme stands in them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CasesOf {
    /// Found.
    pub with: Vec<Id<Case>>,
    /// Read to the end and not found, or stated not to be so.
    pub without: Vec<Id<Case>>,
    /// Not read to the end, and not found so far; not counted.
    pub not_told: Vec<Id<Case>>,
}

impl CasesOf {
    /// n of N.
    #[must_use]
    pub fn share(&self) -> Share {
        let count = |cases: &[Id<Case>]| u32::try_from(cases.len()).unwrap_or(u32::MAX / 2);
        Share::new(count(&self.with), count(&self.with) + count(&self.without)).unwrap_or_default()
    }

    /// "4 of 5".
    #[must_use]
    pub fn words(&self) -> String {
        format!("{} of {}", self.share().n(), self.share().of())
    }
}

/// What is known of the cases of one side.
pub(super) struct Counts {
    /// In order.
    cases: Vec<Known>,
}

struct Known {
    id: Id<Case>,
    is_read: bool,
    found: BTreeSet<Id<Theme>>,
    judged: BTreeSet<Id<Theme>>,
}

impl Counts {
    pub(super) fn of(project: &Project, cases: &[Id<Case>], book: &Book, which: Which) -> Self {
        let mut above: BTreeMap<Id<Theme>, BTreeSet<Id<Theme>>> = BTreeMap::new();
        let mut judged: BTreeMap<Id<Case>, BTreeSet<Id<Theme>>> = BTreeMap::new();
        for cell in project.cells().iter().filter(|cell| cell.judgement != Judgement::None) {
            judged.entry(cell.case).or_default().insert(cell.theme);
        }
        // Every coding that is not removed: one of a theme that was hidden since still counts by a frozen codebook.
        let mut found: BTreeMap<Id<Case>, BTreeSet<Id<Theme>>> = BTreeMap::new();
        for coding in project.codings().iter().filter(|c| which.takes(c.polarity)) {
            let Some(document) = project.documents().get(coding.document) else { continue };
            let themes = above.entry(coding.theme).or_insert_with(|| book.with_above(coding.theme));
            found.entry(document.case).or_default().extend(themes.iter().copied());
        }
        let mut look = |id: &Id<Case>| {
            let found = found.remove(id).unwrap_or_default();
            let judged = judged.remove(id).unwrap_or_default();
            Known { id: *id, is_read: case_progress(project, *id).is_read(), found, judged }
        };
        Self { cases: cases.iter().map(&mut look).collect() }
    }

    /// The cases by how the themes, taken as one, stand in them.
    pub(super) fn get(&self, themes: &[Id<Theme>]) -> CasesOf {
        let mut of = CasesOf::default();
        for case in &self.cases {
            let place = if themes.iter().any(|t| case.found.contains(t)) {
                &mut of.with
            } else if case.is_read || themes.iter().all(|t| case.judged.contains(t)) {
                &mut of.without
            } else {
                &mut of.not_told
            };
            place.push(case.id);
        }
        of
    }
}
