//! What a matrix stands on: the cases, documents, themes and analysts that count, under small dense numbers.
//!
//! A coding counts when neither it nor its theme, its document or the document's case is hidden. Hiding a case
//! therefore takes everything of it out of every count, whichever axes are asked for. Under a frozen codebook a theme
//! counts when it is in there, whatever became of it since.

use super::attribute::{attribute_values, known_attribute};
use super::axis::MatrixError;
use super::id_map::IdMap;
use super::order::natural_cmp;
use super::request::MatrixRequest;
use super::scope::Filter;
use crate::model::{Case, Document, Id, Project, Theme, ThemeTree, WriterId};
use std::collections::{BTreeSet, HashMap};

/// A case under its number.
#[derive(Clone, Debug)]
pub(super) struct GroundCase {
    pub(super) id: Id<Case>,
    pub(super) name: String,
}

/// A document under its number.
#[derive(Clone, Debug)]
pub(super) struct GroundDocument {
    pub(super) id: Id<Document>,
    pub(super) title: String,
    /// Number of its case.
    pub(super) case: usize,
    /// Whether it was read to the end.
    pub(super) is_read: bool,
}

/// A theme under the number of its node, as the codebook of the request has it.
#[derive(Clone, Debug)]
pub(super) struct GroundTheme {
    pub(super) code: String,
    pub(super) name: String,
    /// Number of the node above; none for a group.
    pub(super) parent: Option<usize>,
    /// Those that it names, else those of the nearest theme above that names some; in order, each once.
    pub(super) agencies: Vec<String>,
}

/// Where codings of a theme count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    /// Under a node of the tree.
    Under(usize),
    /// Nowhere in a frozen codebook.
    LeftOut,
    /// The theme is hidden.
    Hidden,
}

/// The records that count, in the order in which people see them.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) tree: ThemeTree,
    pub(super) themes: Vec<GroundTheme>,
    pub(super) cases: Vec<GroundCase>,
    /// By case, then date, then title.
    pub(super) documents: Vec<GroundDocument>,
    /// Names, in order; empty where nobody asks for analysts.
    pub(super) analysts: Vec<String>,
    /// For each node of the tree: itself and every node above it.
    pub(super) above: Vec<Vec<usize>>,
    case_numbers: IdMap<Id<Case>>,
    document_numbers: IdMap<Id<Document>>,
    theme_numbers: IdMap<Id<Theme>>,
    /// Nodes of themes that are not in a frozen codebook; `LEFT_OUT` where there is none.
    later_themes: IdMap<Id<Theme>>,
    /// None where nobody asks for analysts.
    writer_numbers: Option<HashMap<WriterId, usize>>,
}

const LEFT_OUT: usize = usize::MAX;

impl Ground {
    /// Gathers what counts; who coded what is looked up only where somebody asks.
    pub(super) fn of(project: &Project, request: &MatrixRequest) -> Result<Self, MatrixError> {
        let codebook = request.scope().codebook.as_ref();
        let tree = codebook.map_or_else(|| ThemeTree::of(project), |book| ThemeTree::of_themes(book.themes().iter()));
        let theme_numbers: IdMap<_> = tree.nodes().iter().enumerate().map(|(i, n)| (n.id, i)).collect();
        let cases = cases_of(project, request)?;
        let case_numbers: IdMap<_> = cases.iter().enumerate().map(|(i, c)| (c.id, i)).collect();
        let documents = documents_of(project, &case_numbers);
        let (analysts, writer_numbers) = request.needs_analysts().then(|| analysts_of(project)).unzip();
        Ok(Self {
            above: paths(&tree),
            themes: match codebook {
                Some(book) => themes_of(&tree, &book.themes().iter().map(|t| (t.id, t)).collect()),
                None => themes_of(&tree, &project.themes().iter().map(|t| (t.id, t)).collect()),
            },
            document_numbers: documents.iter().enumerate().map(|(i, d)| (d.id, i)).collect(),
            later_themes: if codebook.is_some() { later_themes(project, &theme_numbers) } else { IdMap::default() },
            theme_numbers,
            tree,
            cases,
            documents,
            analysts: analysts.unwrap_or_default(),
            case_numbers,
            writer_numbers,
        })
    }

    pub(super) fn case_number(&self, id: Id<Case>) -> Option<usize> {
        self.case_numbers.get(&id).copied()
    }

    pub(super) fn document_number(&self, id: Id<Document>) -> Option<usize> {
        self.document_numbers.get(&id).copied()
    }

    /// The node of a theme that is in the codebook itself.
    pub(super) fn theme_number(&self, id: Id<Theme>) -> Option<usize> {
        self.theme_numbers.get(&id).copied()
    }

    /// Where codings of a theme count.
    pub(super) fn counts_under(&self, id: Id<Theme>) -> Counts {
        match self.theme_numbers.get(&id).or_else(|| self.later_themes.get(&id)) {
            Some(&LEFT_OUT) => Counts::LeftOut,
            Some(node) => Counts::Under(*node),
            None => Counts::Hidden,
        }
    }

    /// The number of a writer's analyst, 0 where nobody asks; none for a writer who was not there yet.
    pub(super) fn analyst_number(&self, writer: &WriterId) -> Option<usize> {
        self.writer_numbers.as_ref().map_or(Some(0), |numbers| numbers.get(writer).copied())
    }

    /// Numbers of a case's documents.
    pub(super) fn documents_of(&self, case: usize) -> std::ops::Range<usize> {
        let start = self.documents.partition_point(|d| d.case < case);
        let end = self.documents.partition_point(|d| d.case <= case);
        start..end
    }

    /// The name of a document with its case, unless the title already says it.
    pub(super) fn document_name(&self, number: usize) -> String {
        let Some(document) = self.documents.get(number) else { return String::new() };
        let case = self.cases.get(document.case).map(|c| c.name.as_str()).unwrap_or_default();
        if case.is_empty() || document.title.to_lowercase().contains(&case.to_lowercase()) {
            document.title.clone()
        } else {
            format!("{case}, {}", document.title)
        }
    }
}

/// The cases of the scope that the filter on attributes lets through, by name.
fn cases_of(project: &Project, request: &MatrixRequest) -> Result<Vec<GroundCase>, MatrixError> {
    let wanted = wanted_values(project, request.filter())?;
    let within = request.scope().cases.as_ref();
    let has_values = |case: &Case| {
        wanted.iter().all(|(key, values)| {
            attribute_values(case, key).iter().any(|v| values.contains(&v.as_ref().map(|v| v.to_lowercase())))
        })
    };
    let mut cases: Vec<GroundCase> = project
        .cases()
        .iter()
        .filter(|case| within.is_none_or(|ids| ids.contains(&case.id)) && has_values(case))
        .map(|case| GroundCase { id: case.id, name: case.name.clone() })
        .collect();
    cases.sort_by(|a, b| natural_cmp(&a.name, &b.name).then(a.id.cmp(&b.id)));
    Ok(cases)
}

/// The filter on attributes, with names as cases spell them and values in small letters.
type Wanted = Vec<(String, BTreeSet<Option<String>>)>;

fn wanted_values(project: &Project, filter: &Filter) -> Result<Wanted, MatrixError> {
    let small = |values: &BTreeSet<Option<String>>| values.iter().map(|v| v.as_ref().map(|v| v.trim().to_lowercase())).collect();
    filter.attributes.iter().map(|(name, values)| Ok((known_attribute(name, project)?, small(values)))).collect()
}

fn documents_of(project: &Project, case_numbers: &IdMap<Id<Case>>) -> Vec<GroundDocument> {
    let place = |d: &'_ Document| case_numbers.get(&d.case).copied();
    let mut placed: Vec<(usize, &Document)> = project.documents().iter().filter_map(|d| Some((place(d)?, d))).collect();
    placed.sort_by(|(a_case, a), (b_case, b)| {
        (a_case, a.dated).cmp(&(b_case, b.dated)).then_with(|| natural_cmp(&a.title, &b.title)).then(a.id.cmp(&b.id))
    });
    let document =
        |(case, d): (usize, &Document)| GroundDocument { id: d.id, title: d.title.clone(), case, is_read: d.progress.is_read() };
    placed.into_iter().map(document).collect()
}

fn themes_of(tree: &ThemeTree, records: &HashMap<Id<Theme>, &Theme>) -> Vec<GroundTheme> {
    let mut path: Vec<usize> = Vec::new();
    let mut themes: Vec<GroundTheme> = Vec::with_capacity(tree.nodes().len());
    for (i, node) in tree.nodes().iter().enumerate() {
        path.truncate(node.depth);
        let parent = path.last().copied();
        path.push(i);
        let record = records.get(&node.id);
        let mut agencies = record.map(|theme| agencies_of(theme)).unwrap_or_default();
        if agencies.is_empty() {
            agencies = parent.and_then(|p| themes.get(p)).map(|above| above.agencies.clone()).unwrap_or_default();
        }
        let (code, name) = record.map(|theme| (theme.code.clone(), theme.name.clone())).unwrap_or_default();
        themes.push(GroundTheme { code, name, parent, agencies });
    }
    themes
}

fn agencies_of(theme: &Theme) -> Vec<String> {
    let mut names: Vec<String> = theme.agencies.iter().map(|name| name.trim().to_owned()).filter(|n| !n.is_empty()).collect();
    names.sort_by(|a, b| natural_cmp(a, b));
    names.dedup();
    names
}

/// Themes that came after a codebook was frozen: where in it their codings count.
fn later_themes(project: &Project, frozen: &IdMap<Id<Theme>>) -> IdMap<Id<Theme>> {
    let node_above = |theme: &Theme| {
        let mut parent = theme.parent;
        // Themes never lie in a circle, so this ends; the bound is for a journal that says otherwise.
        for _ in 0..1_000 {
            let above = parent?;
            if let Some(node) = frozen.get(&above) {
                return Some(*node);
            }
            parent = project.themes().row(above).and_then(|row| row.record.parent);
        }
        None
    };
    let later = project.themes().iter().filter(|theme| !frozen.contains_key(&theme.id));
    later.map(|theme| (theme.id, node_above(theme).unwrap_or(LEFT_OUT))).collect()
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
