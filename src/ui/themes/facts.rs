//! What the codebook shows, derived from the project once per revision: the tree with its counts, and what is
//! retired.
//!
//! The counts are those of the matrix: a case is counted once, a group counts everything under it, and a case
//! that nobody has read to the end is not in "of 8".

use crate::analyse::{Axis, CellKind, CellState, HeaderOf, Matrix, MatrixCell, MatrixRequest};
use crate::app::session::Session;
use crate::model::{Id, Project, Theme, ThemeNode};
use crate::ui::widgets::CaseMark;
use std::collections::{BTreeMap, HashMap};

/// One theme as a line of the tree shows it.
#[derive(Clone, Debug)]
pub(super) struct ThemeFacts {
    pub(super) node: ThemeNode,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) counts: MatrixCell,
    /// One mark for each case.
    pub(super) marks: Vec<CaseMark>,
    /// Code, name, path, meaning and phrases in lower case.
    pub(super) words: String,
}

impl ThemeFacts {
    /// "In 6 of 8 cases, 14 codings".
    pub(super) fn sums(&self) -> String {
        let codings = super::counted(self.counts.all.codings as usize, "coding");
        format!("In {} of {}, {codings}", self.counts.all.cases, super::counted(self.counts.counted as usize, "case"))
    }

    /// Its code and name.
    pub(super) fn title(&self) -> String {
        format!("{} {}", self.code, self.name).trim_start().to_owned()
    }
}

/// A theme that was retired.
#[derive(Clone, Debug)]
pub(super) struct Retired {
    pub(super) id: Id<Theme>,
    pub(super) title: String,
    pub(super) codings: usize,
    /// Retired themes that lie under it; they come back with it.
    pub(super) below: Vec<Id<Theme>>,
}

/// The codebook with its counts.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// In the order of the tree, parents first.
    pub(super) themes: Vec<ThemeFacts>,
    pub(super) retired: Vec<Retired>,
    places: HashMap<Id<Theme>, usize>,
}

impl Facts {
    pub(super) fn of(session: &Session) -> Self {
        let (project, tree) = (session.project(), session.tree());
        let mut counts = counts_of(project);
        let themes: Vec<ThemeFacts> = tree
            .nodes()
            .iter()
            .filter_map(|node| {
                let theme = project.themes().get(node.id)?;
                let (counts, marks) = counts.remove(&node.id).unwrap_or_default();
                let meaning = format!("{} {} {}", theme.definition, theme.include, theme.phrases.join(" "));
                Some(ThemeFacts {
                    node: node.clone(),
                    code: theme.code.clone(),
                    name: theme.name.clone(),
                    counts,
                    marks,
                    words: format!("{} {} {meaning}", theme.code, node.path).to_lowercase(),
                })
            })
            .collect();
        let places = themes.iter().enumerate().map(|(i, t)| (t.node.id, i)).collect();
        Self { themes, retired: retired_of(project), places }
    }

    /// Place of a theme in the tree.
    pub(super) fn place(&self, id: Id<Theme>) -> Option<usize> {
        self.places.get(&id).copied()
    }

    /// One theme.
    pub(super) fn theme(&self, id: Id<Theme>) -> Option<&ThemeFacts> {
        self.place(id).and_then(|i| self.themes.get(i))
    }

    /// "60 themes in 9 groups".
    pub(super) fn note(&self) -> String {
        let (themes, groups) = (self.themes_note(), self.groups());
        if groups == 0 { themes } else { format!("{themes} in {}", super::counted(groups, "group")) }
    }

    /// "60 themes"; groups are not counted.
    pub(super) fn themes_note(&self) -> String {
        super::counted(self.themes.len() - self.groups(), "theme")
    }

    fn groups(&self) -> usize {
        self.themes.iter().filter(|t| t.node.is_group()).count()
    }

    /// A theme by its title or by its name alone; what a person typed as the place to move to.
    pub(super) fn by_title(&self, typed: &str) -> Option<&ThemeFacts> {
        let typed = typed.trim().to_lowercase();
        let is = |words: &str| words.to_lowercase() == typed;
        self.themes.iter().find(|t| is(&t.title())).or_else(|| self.themes.iter().find(|t| is(&t.name) || is(&t.code)))
    }
}

type Counts = BTreeMap<Id<Theme>, (MatrixCell, Vec<CaseMark>)>;

fn counts_of(project: &Project) -> Counts {
    let mut counts = Counts::new();
    let Ok(request) = MatrixRequest::new(Axis::Theme, Axis::Case, CellKind::Cases) else { return counts };
    let Ok(matrix) = Matrix::of(project, &request, &|_, _| None) else { return counts };
    for (row, (header, total)) in matrix.rows().iter().zip(matrix.row_totals()).enumerate() {
        if let HeaderOf::Theme(id) = header.of {
            counts.insert(id, (*total, matrix.row(row).iter().map(|cell| mark_of(cell.state)).collect()));
        }
    }
    counts
}

const fn mark_of(state: CellState) -> CaseMark {
    match state {
        CellState::PresentConcern | CellState::PresentGood | CellState::PresentBoth | CellState::PresentContext => CaseMark::For,
        CellState::StatedAbsent | CellState::NotApplicable | CellState::NotMentioned | CellState::OtherwiseCoded => {
            CaseMark::NotFound
        }
        CellState::NotYetRead | CellState::NoCase => CaseMark::Unread,
    }
}

fn retired_of(project: &Project) -> Vec<Retired> {
    let mut codings: BTreeMap<Id<Theme>, usize> = BTreeMap::new();
    for coding in project.codings().iter() {
        *codings.entry(coding.theme).or_default() += 1;
    }
    let gone: Vec<&Theme> = project.themes().rows().filter(|row| row.retired).map(|row| &row.record).collect();
    let is_gone = |id: Id<Theme>| project.themes().row(id).is_some_and(|row| row.retired);
    let topmost = gone.iter().filter(|theme| !theme.parent.is_some_and(is_gone));
    let retired = topmost.map(|theme| {
        let is_below = |t: &&&Theme| t.id != theme.id && project.is_under(t.id, theme.id);
        let below: Vec<Id<Theme>> = gone.iter().filter(is_below).map(|t| t.id).collect();
        let all = below.iter().chain([&theme.id]);
        let codings = all.filter_map(|id| codings.get(id)).sum();
        Retired { id: theme.id, title: format!("{} {}", theme.code, theme.name).trim_start().to_owned(), codings, below }
    });
    let mut retired: Vec<Retired> = retired.collect();
    retired.sort_by(|a, b| crate::analyse::natural_cmp(&a.title, &b.title));
    retired
}
