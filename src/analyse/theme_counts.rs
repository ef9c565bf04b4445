//! How many cases and codings each theme has, in one pass.
//!
//! A theme counts everything under it, and each case once.

use crate::model::{Case, Id, Project, Theme, ThemeTree};
use std::collections::{BTreeMap, BTreeSet};

/// Counts of one theme with everything under it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ThemeCount {
    /// Cases with at least one coding.
    pub cases: usize,
    /// Codings.
    pub codings: usize,
}

/// Counts every theme that is not retired; a theme without codings has zeros.
#[must_use]
pub fn theme_counts(project: &Project, tree: &ThemeTree) -> BTreeMap<Id<Theme>, ThemeCount> {
    let mut own: BTreeMap<Id<Theme>, (BTreeSet<Id<Case>>, usize)> = BTreeMap::new();
    for coding in project.live_codings() {
        let Some(document) = project.documents().get(coding.document) else { continue };
        let (cases, codings) = own.entry(coding.theme).or_default();
        cases.insert(document.case);
        *codings += 1;
    }
    tree.nodes()
        .iter()
        .map(|node| {
            let mut cases: BTreeSet<Id<Case>> = BTreeSet::new();
            let mut codings = 0;
            for (theirs, number) in tree.branch(node.id).iter().filter_map(|below| own.get(&below.id)) {
                cases.extend(theirs);
                codings += number;
            }
            (node.id, ThemeCount { cases: cases.len(), codings })
        })
        .collect()
}
