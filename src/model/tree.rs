//! The codebook as a tree, in the order people see it.

use super::{Id, Look, Project, Theme};
use std::collections::{BTreeMap, HashMap, HashSet};

/// One theme with its place in the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeNode {
    /// The theme.
    pub id: Id<Theme>,
    /// 0 for a group.
    pub depth: usize,
    /// The topmost theme above it, itself for a group.
    pub root: Id<Theme>,
    /// Place of that group among the groups, from 0.
    pub group: usize,
    /// What it is drawn in: as chosen for it, else as for the theme above; a group takes the next colour of all.
    pub look: Look,
    /// Names from the group down, parted by " / ".
    pub path: String,
    /// Whether other themes lie under it.
    pub has_children: bool,
}

impl ThemeNode {
    /// Whether it is a group: a topmost theme that holds others.
    #[must_use]
    pub const fn is_group(&self) -> bool {
        self.depth == 0 && self.has_children
    }
}

/// The codebook in reading order, built once per revision.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ThemeTree {
    nodes: Vec<ThemeNode>,
    places: HashMap<Id<Theme>, usize>,
}

impl ThemeTree {
    /// Orders the themes that are not hidden. A theme under a hidden one is shown at the top rather than lost.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self::of_themes(project.themes().iter())
    }

    /// Orders some themes, such as those of a frozen codebook. One whose parent is not among them stands at the top.
    #[must_use]
    pub fn of_themes<'a>(themes: impl Iterator<Item = &'a Theme> + Clone) -> Self {
        let known: HashSet<Id<Theme>> = themes.clone().map(|theme| theme.id).collect();
        let mut below: BTreeMap<Option<Id<Theme>>, Vec<&Theme>> = BTreeMap::new();
        for theme in themes {
            below.entry(theme.parent.filter(|p| known.contains(p))).or_default().push(theme);
        }
        for siblings in below.values_mut() {
            siblings.sort_by(|a, b| (a.place, &a.name, a.id).cmp(&(b.place, &b.name, b.id)));
        }
        let mut tree = Self::default();
        for (group, theme) in below.get(&None).into_iter().flatten().enumerate() {
            tree.add(theme, &below, 0, theme.id, (group, Look::of_group(group)), "");
        }
        tree
    }

    fn add(
        &mut self,
        theme: &Theme,
        below: &BTreeMap<Option<Id<Theme>>, Vec<&Theme>>,
        depth: usize,
        root: Id<Theme>,
        (group, above_look): (usize, Look),
        above: &str,
    ) {
        let path = if above.is_empty() { theme.name.clone() } else { format!("{above} / {}", theme.name) };
        let children = below.get(&Some(theme.id)).map(Vec::as_slice).unwrap_or_default();
        let look =
            Look { colour: theme.colour.unwrap_or(above_look.colour), pattern: theme.pattern.unwrap_or(above_look.pattern) };
        self.places.insert(theme.id, self.nodes.len());
        let has_children = !children.is_empty();
        self.nodes.push(ThemeNode { id: theme.id, depth, root, group, look, path: path.clone(), has_children });
        for child in children {
            self.add(child, below, depth + 1, root, (group, look), &path);
        }
    }

    /// Every theme, parents before children.
    #[must_use]
    pub fn nodes(&self) -> &[ThemeNode] {
        &self.nodes
    }

    /// One theme's node.
    #[must_use]
    pub fn node(&self, id: Id<Theme>) -> Option<&ThemeNode> {
        self.places.get(&id).and_then(|i| self.nodes.get(*i))
    }

    /// A theme and everything under it.
    #[must_use]
    pub fn branch(&self, id: Id<Theme>) -> &[ThemeNode] {
        let Some(start) = self.places.get(&id).copied() else { return &[] };
        let depth = self.nodes.get(start).map_or(0, |n| n.depth);
        let after = self.nodes.iter().skip(start + 1).take_while(|n| n.depth > depth).count();
        self.nodes.get(start..=start + after).unwrap_or_default()
    }

    /// Finds a theme by its path ("Group / Theme"), its code ("B1") or, when only one has it, its name.
    #[must_use]
    pub fn find(&self, project: &Project, words: &str) -> Option<Id<Theme>> {
        let tidy = |s: &str| s.split('/').map(str::trim).collect::<Vec<_>>().join(" / ").to_lowercase();
        let wanted = tidy(words);
        let theme = |n: &&ThemeNode| project.themes().get(n.id).map(|t| (t.code.to_lowercase(), t.name.to_lowercase()));
        let by_path = self.nodes.iter().find(|n| n.path.to_lowercase() == wanted || tidy(&n.path) == wanted);
        let by_code = || self.nodes.iter().find(|n| theme(n).is_some_and(|t| t.0 == wanted && !t.0.is_empty()));
        let by_name = || {
            let mut same = self.nodes.iter().filter(|n| theme(n).is_some_and(|t| t.1 == wanted));
            same.next().filter(|_| same.next().is_none())
        };
        by_path.or_else(by_code).or_else(by_name).map(|n| n.id)
    }
}
