//! What a matrix stands on: the cases, documents, themes and analysts that count, under small dense numbers.
//!
//! A coding counts when neither it nor its theme, its document or the document's case is hidden. Hiding a case
//! therefore takes everything of it out of every count, whichever axes are asked for.

use super::id_map::IdMap;
use super::order::natural_cmp;
use crate::model::{Case, Coding, Document, Id, Polarity, Project, Theme, ThemeTree, WriterId};
use std::collections::{BTreeSet, HashMap};

/// A coding with the numbers of what it belongs to.
#[derive(Clone, Copy)]
pub(super) struct Located<'a> {
    pub(super) coding: &'a Coding,
    pub(super) document: usize,
    /// Number of the theme's node in the tree.
    pub(super) theme: usize,
    /// 0 where analysts are no axis.
    pub(super) analyst: usize,
    /// The coding's, kept at hand: following the reference 200,000 times costs more than the count.
    pub(super) polarity: Polarity,
}

/// The records that count, in the order in which people see them.
pub(super) struct Ground<'a> {
    pub(super) project: &'a Project,
    pub(super) tree: ThemeTree,
    pub(super) cases: Vec<&'a Case>,
    /// By case, then date, then title.
    pub(super) documents: Vec<&'a Document>,
    /// Number of each document's case.
    pub(super) case_of: Vec<usize>,
    /// Names, in order; empty where analysts are no axis.
    pub(super) analysts: Vec<String>,
    /// For each node of the tree: itself and every node above it.
    pub(super) above: Vec<Vec<usize>>,
    case_numbers: IdMap<Id<Case>>,
    document_numbers: IdMap<Id<Document>>,
    theme_numbers: IdMap<Id<Theme>>,
    /// None where analysts are no axis.
    writer_numbers: Option<HashMap<WriterId, usize>>,
}

impl<'a> Ground<'a> {
    /// Gathers what counts; who coded what is looked up only `with_analysts`.
    pub(super) fn of(project: &'a Project, with_analysts: bool) -> Self {
        let tree = ThemeTree::of(project);
        let mut cases: Vec<&Case> = project.cases().iter().collect();
        cases.sort_by(|a, b| natural_cmp(&a.name, &b.name).then(a.id.cmp(&b.id)));
        let case_numbers: IdMap<_> = cases.iter().enumerate().map(|(i, c)| (c.id, i)).collect();
        let place = |d: &&'a Document| case_numbers.get(&d.case).map(|case| (*case, *d));
        let mut placed: Vec<(usize, &Document)> = project.documents().iter().filter_map(|d| place(&d)).collect();
        placed.sort_by(|(a_case, a), (b_case, b)| {
            (a_case, a.dated).cmp(&(b_case, b.dated)).then_with(|| natural_cmp(&a.title, &b.title)).then(a.id.cmp(&b.id))
        });
        let (case_of, documents): (Vec<usize>, Vec<&Document>) = placed.into_iter().unzip();
        let (analysts, writer_numbers) = with_analysts.then(|| analysts_of(project)).unzip();
        Self {
            above: paths(&tree),
            document_numbers: documents.iter().enumerate().map(|(i, d)| (d.id, i)).collect(),
            theme_numbers: tree.nodes().iter().enumerate().map(|(i, n)| (n.id, i)).collect(),
            project,
            tree,
            cases,
            documents,
            case_of,
            analysts: analysts.unwrap_or_default(),
            case_numbers,
            writer_numbers,
        }
    }

    /// Every coding that counts, by the number of its case.
    pub(super) fn codings_by_case(&self) -> Vec<Vec<Located<'a>>> {
        let mut by_case = vec![Vec::new(); self.cases.len()];
        for row in self.project.codings().rows().filter(|row| !row.retired) {
            let Some(located) = self.locate(&row.record, &row.by) else { continue };
            if let Some(codings) = self.case_of.get(located.document).and_then(|case| by_case.get_mut(*case)) {
                codings.push(located);
            }
        }
        by_case
    }

    fn locate(&self, coding: &'a Coding, by: &WriterId) -> Option<Located<'a>> {
        Some(Located {
            coding,
            document: *self.document_numbers.get(&coding.document)?,
            theme: *self.theme_numbers.get(&coding.theme)?,
            analyst: self.writer_numbers.as_ref().map_or(Some(0), |numbers| numbers.get(by).copied())?,
            polarity: coding.polarity,
        })
    }

    pub(super) fn case_number(&self, id: Id<Case>) -> Option<usize> {
        self.case_numbers.get(&id).copied()
    }

    pub(super) fn theme_number(&self, id: Id<Theme>) -> Option<usize> {
        self.theme_numbers.get(&id).copied()
    }

    /// Numbers of a case's documents.
    pub(super) fn documents_of(&self, case: usize) -> impl Iterator<Item = usize> {
        let start = self.case_of.partition_point(|c| *c < case);
        let end = self.case_of.partition_point(|c| *c <= case);
        start..end
    }

    /// The name of a document with its case, unless the title already says it.
    pub(super) fn document_name(&self, number: usize) -> String {
        let title = self.documents.get(number).map(|d| d.title.as_str()).unwrap_or_default();
        let case = self.case_of.get(number).and_then(|c| self.cases.get(*c)).map(|c| c.name.as_str()).unwrap_or_default();
        if case.is_empty() || title.to_lowercase().contains(&case.to_lowercase()) {
            title.to_owned()
        } else {
            format!("{case}, {title}")
        }
    }
}

/// Analysts by name, and the number of each writer's analyst. Writers without a journal header are analysts of their own.
fn analysts_of(project: &Project) -> (Vec<String>, HashMap<WriterId, usize>) {
    let mut writers: BTreeSet<&WriterId> = project.analysts().keys().collect();
    writers.extend(project.codings().rows().map(|row| &row.by).filter(|by| !project.analysts().contains_key(by)));
    let mut names: Vec<String> = writers.iter().map(|w| project.analyst(w).name).collect();
    names.sort_by(|a, b| natural_cmp(a, b));
    names.dedup();
    let numbers = writers
        .into_iter()
        .filter_map(|w| {
            let name = project.analyst(w).name;
            names.iter().position(|n| *n == name).map(|i| (w.clone(), i))
        })
        .collect();
    (names, numbers)
}

fn paths(tree: &ThemeTree) -> Vec<Vec<usize>> {
    let mut path: Vec<usize> = Vec::new();
    let mut all = Vec::with_capacity(tree.nodes().len());
    for (i, node) in tree.nodes().iter().enumerate() {
        path.truncate(node.depth);
        path.push(i);
        all.push(path.clone());
    }
    all
}
