//! The themes that can be columns: those of the codebook as it stands, or of the frozen version of a round.
//!
//! With a frozen version, themes have their frozen names and places. One made since counts under the nearest frozen theme
//! above it; one that is retired now has no codings that count and nothing can be written of it, so it is left out.

use super::USUAL_THEMES;
use crate::model::{DeepDive, Id, Look, Project, Theme, ThemeTree};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// A theme that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeColumn {
    /// The theme.
    pub theme: Id<Theme>,
    /// Its code; may be empty.
    pub code: String,
    /// Its name, the frozen one where the round has a frozen codebook.
    pub name: String,
    /// What it is drawn in.
    pub look: Look,
    /// Cases with at least one coding.
    pub cases: u32,
    /// Cases that were read, coded or judged.
    pub counted: u32,
    /// All cases.
    pub relevant: u32,
}

impl ThemeColumn {
    /// "6 of 9": cases with it, of those that can be counted.
    #[must_use]
    pub fn of_counted(&self) -> String {
        format!("{} of {}", self.cases, self.counted)
    }

    /// "D1 Midwifery to health visiting".
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.code, self.name).trim().to_owned()
    }

    /// The name and the count in words.
    #[must_use]
    pub fn words(&self) -> String {
        let unread = self.relevant - self.counted;
        let words = format!("{}, coded in {} cases", self.full_name(), self.of_counted());
        if unread > 0 { format!("{words}, {unread} not yet read") } else { words }
    }
}

/// A theme that can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeChoice {
    /// The theme.
    pub theme: Id<Theme>,
    /// Its code; may be empty.
    pub code: String,
    /// Its name.
    pub name: String,
    /// 0 for a group.
    pub depth: usize,
    /// Whether others lie under it.
    pub has_children: bool,
    /// Cases with a coding of it or of what lies under it.
    pub cases: usize,
    /// Whether it is shown.
    pub is_shown: bool,
}

/// Themes in the order of the codebook; a theme's place is its number here.
pub(super) struct Book {
    themes: Vec<Entry>,
    places: HashMap<Id<Theme>, usize>,
    /// For every theme that is not hidden, the places under which its codings count.
    above: HashMap<Id<Theme>, Vec<usize>>,
}

struct Entry {
    theme: Id<Theme>,
    code: String,
    name: String,
    depth: usize,
    has_children: bool,
    look: Look,
}

impl Book {
    pub(super) fn of(project: &Project, tree: &ThemeTree, round: Option<&DeepDive>) -> Self {
        let version = round.and_then(|r| r.codebook).and_then(|id| project.codebook_versions().get(id));
        let frozen: Option<Vec<&Theme>> = version.map(|v| v.themes.iter().collect());
        let live = tree.nodes().iter();
        let themes = match &frozen {
            Some(themes) => frozen_entries(project, tree, themes),
            None => live.filter_map(|n| Some(entry(project.themes().get(n.id)?, n.depth, n.has_children, n.look))).collect(),
        };
        let places: HashMap<Id<Theme>, usize> = themes.iter().enumerate().map(|(i, t)| (t.theme, i)).collect();
        let parents: HashMap<Id<Theme>, Id<Theme>> = frozen.iter().flatten().filter_map(|t| Some((t.id, t.parent?))).collect();
        let is_frozen = |id: Id<Theme>| frozen.as_ref().is_some_and(|all| all.iter().any(|t| t.id == id));
        let parent = |id: Id<Theme>| {
            let live = || project.themes().get(id).and_then(|t| t.parent);
            if is_frozen(id) { parents.get(&id).copied() } else { live() }
        };
        let path = |id: Id<Theme>| {
            let way = std::iter::successors(Some(id), |at| parent(*at));
            // A tree is never deeper than it has nodes.
            way.take(tree.nodes().len() + places.len()).filter_map(|at| places.get(&at).copied()).collect()
        };
        let above = tree.nodes().iter().map(|n| (n.id, path(n.id))).collect();
        Self { themes, places, above }
    }

    pub(super) const fn len(&self) -> usize {
        self.themes.len()
    }

    pub(super) fn place(&self, theme: Id<Theme>) -> Option<usize> {
        self.places.get(&theme).copied()
    }

    /// The places under which a coding of a theme counts.
    pub(super) fn above(&self, theme: Id<Theme>) -> &[usize] {
        self.above.get(&theme).map(Vec::as_slice).unwrap_or_default()
    }

    /// The places of the themes that are shown: those chosen, or else those with most cases.
    pub(super) fn chosen(&self, wanted: Option<&[Id<Theme>]>, counts: &[usize]) -> Vec<usize> {
        if let Some(wanted) = wanted {
            let mut chosen: Vec<usize> = wanted.iter().filter_map(|theme| self.place(*theme)).collect();
            chosen.sort_unstable();
            chosen.dedup();
            return chosen;
        }
        let count = |place: usize| counts.get(place).copied().unwrap_or_default();
        let is_group = |place: &usize| self.themes.get(*place).is_some_and(|t| t.has_children && t.depth == 0);
        let mut usual: Vec<usize> = (0..self.len()).filter(|place| count(*place) > 0 && !is_group(place)).collect();
        usual.sort_by_key(|place| (Reverse(count(*place)), *place));
        usual.truncate(USUAL_THEMES);
        usual
    }

    pub(super) fn column(&self, place: usize) -> Option<ThemeColumn> {
        let t = self.themes.get(place)?;
        let (code, name) = (t.code.clone(), t.name.clone());
        Some(ThemeColumn { theme: t.theme, code, name, look: t.look, cases: 0, counted: 0, relevant: 0 })
    }

    pub(super) fn choices(&self, counts: &[usize], chosen: &[usize]) -> Vec<ThemeChoice> {
        let choice = |(place, t): (usize, &Entry)| ThemeChoice {
            theme: t.theme,
            code: t.code.clone(),
            name: t.name.clone(),
            depth: t.depth,
            has_children: t.has_children,
            cases: counts.get(place).copied().unwrap_or_default(),
            is_shown: chosen.contains(&place),
        };
        self.themes.iter().enumerate().map(choice).collect()
    }
}

fn entry(theme: &Theme, depth: usize, has_children: bool, look: Look) -> Entry {
    let (code, name) = (theme.code.clone(), theme.name.clone());
    Entry { theme: theme.id, code, name, depth, has_children, look }
}

/// Frozen themes that are still there, as a tree in the order that they had.
fn frozen_entries(project: &Project, tree: &ThemeTree, themes: &[&Theme]) -> Vec<Entry> {
    let mut below: BTreeMap<Option<Id<Theme>>, Vec<&Theme>> = BTreeMap::new();
    for theme in themes.iter().filter(|t| project.themes().get(t.id).is_some()) {
        let parent = theme.parent.filter(|p| themes.iter().any(|t| t.id == *p) && project.themes().get(*p).is_some());
        below.entry(parent).or_default().push(theme);
    }
    for siblings in below.values_mut() {
        siblings.sort_by(|a, b| (a.place, &a.name, a.id).cmp(&(b.place, &b.name, b.id)));
    }
    let mut entries = Vec::new();
    let mut open: Vec<(&Theme, usize)> = below.get(&None).into_iter().flatten().rev().map(|t| (*t, 0)).collect();
    while let Some((theme, depth)) = open.pop() {
        let children = below.get(&Some(theme.id)).map(Vec::as_slice).unwrap_or_default();
        let look = tree.node(theme.id).map(|n| n.look).unwrap_or_default();
        entries.push(entry(theme, depth, !children.is_empty(), look));
        open.extend(children.iter().rev().map(|t| (*t, depth + 1)));
    }
    entries
}
