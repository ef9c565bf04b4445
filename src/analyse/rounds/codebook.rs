//! Which theme of one codebook is which of another one.
//!
//! Where both are the same, every theme is itself. Where they differ, people must have said something (`same_as`); then
//! a theme that nobody named is itself only when it reads the same in both, and else is not compared.

use super::CannotCompare;
use crate::analyse::evidence::frozen_themes;
use crate::model::{DeepDive, Id, Project, Theme, ThemeTree};
use std::collections::{BTreeMap, BTreeSet};

/// A theme of a codebook in its order.
pub(super) struct Node {
    pub(super) id: Id<Theme>,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) depth: usize,
    pub(super) is_group: bool,
}

/// A codebook as one side counts by it.
pub(super) struct Book {
    pub(super) order: Vec<Node>,
    themes: BTreeMap<Id<Theme>, Theme>,
    /// For a frozen one, themes of the project that are not in it: whether each is live, and the theme above it. What came later counts under the nearest above.
    later: BTreeMap<Id<Theme>, (bool, Option<Id<Theme>>)>,
}

impl Book {
    fn of(project: &Project, round: Option<&DeepDive>) -> Self {
        let frozen = frozen_themes(project, round.map(|r| r.id));
        let tree = frozen.map_or_else(|| ThemeTree::of(project), |themes| ThemeTree::of_themes(themes.iter()));
        let themes: BTreeMap<Id<Theme>, Theme> = match frozen {
            Some(themes) => themes.iter().map(|t| (t.id, t.clone())).collect(),
            None => tree.nodes().iter().filter_map(|n| Some((n.id, project.themes().get(n.id)?.clone()))).collect(),
        };
        let node = |node: &crate::model::ThemeNode| {
            let theme = themes.get(&node.id)?;
            let (code, name) = (theme.code.clone(), theme.name.clone());
            Some(Node { id: node.id, code, name, depth: node.depth, is_group: node.is_group() })
        };
        let order = tree.nodes().iter().filter_map(node).collect();
        let is_later = |theme: &&Theme| frozen.is_some() && !themes.contains_key(&theme.id);
        let is_live = |theme: &&Theme| project.themes().get(theme.id).is_some();
        let rows = project.themes().rows().map(|row| &row.record);
        let later = rows.filter(is_later).map(|t| (t.id, (is_live(&t), t.parent)));
        let later: BTreeMap<_, _> = later.collect();
        Self { order, themes, later }
    }

    /// A theme and everything above it that stands in this codebook; nothing for one that is hidden and not frozen.
    pub(super) fn with_above(&self, theme: Id<Theme>) -> BTreeSet<Id<Theme>> {
        let (mut found, mut at, mut seen) = (BTreeSet::new(), Some(theme), BTreeSet::new());
        if self.later.get(&theme).is_some_and(|(is_live, _)| !is_live) {
            return found;
        }
        while let Some((_, parent)) = at.filter(|id| seen.insert(*id)).and_then(|id| self.later.get(&id)) {
            at = *parent;
        }
        while let Some(theme) = at.and_then(|id| self.themes.get(&id)).filter(|t| found.insert(t.id)) {
            at = theme.parent;
        }
        found
    }

    /// Whether one of some themes is the other one or lies under it.
    pub(super) fn is_near(&self, themes: &BTreeSet<Id<Theme>>, above: Id<Theme>) -> bool {
        themes.iter().any(|theme| self.with_above(*theme).contains(&above))
    }
}

/// Which theme is which.
pub(super) struct Pairing {
    pub(super) earlier: Book,
    pub(super) later: Book,
    /// The earlier theme of each later one.
    pairs: BTreeMap<Id<Theme>, Id<Theme>>,
}

impl Pairing {
    pub(super) fn of(project: &Project, earlier: Option<&DeepDive>, later: Option<&DeepDive>) -> Result<Self, CannotCompare> {
        let (then, now) = (Book::of(project, earlier), Book::of(project, later));
        let said = later.map(|r| &r.same_as).filter(|same| !same.is_empty());
        let ids: BTreeSet<Id<Theme>> = then.themes.keys().chain(now.themes.keys()).copied().collect();
        let reads_same = |id: &Id<Theme>| match (then.themes.get(id), now.themes.get(id)) {
            (Some(a), Some(b)) => means(a) == means(b),
            (Some(_) | None, None) | (None, Some(_)) => false,
        };
        let differing = ids.iter().filter(|id| !reads_same(id)).count();
        if differing > 0 && said.is_none() {
            return Err(CannotCompare::Codebooks(differing));
        }
        let mut pairs = BTreeMap::new();
        for id in now.themes.keys() {
            let named = said.and_then(|same| same.get(id)).copied().filter(|e| then.themes.contains_key(e));
            pairs.extend(named.or_else(|| reads_same(id).then_some(*id)).map(|earlier| (*id, earlier)));
        }
        Ok(Self { earlier: then, later: now, pairs })
    }

    /// The later themes that are an earlier one.
    pub(super) fn later_of(&self, earlier: Id<Theme>) -> Vec<Id<Theme>> {
        self.pairs.iter().filter(|(_, e)| **e == earlier).map(|(later, _)| *later).collect()
    }

    /// The earlier theme of a later one.
    pub(super) fn earlier_of(&self, later: Id<Theme>) -> Option<Id<Theme>> {
        self.pairs.get(&later).copied()
    }

    /// Later themes without an earlier one.
    pub(super) fn only_now(&self) -> Vec<Id<Theme>> {
        self.later.order.iter().map(|n| n.id).filter(|id| !self.pairs.contains_key(id)).collect()
    }
}

/// What decides whether something is coded here.
fn means(theme: &Theme) -> (&str, &str, &str, &str, Option<Id<Theme>>) {
    (&theme.name, &theme.definition, &theme.include, &theme.exclude, theme.parent)
}

/// Themes that differ between the codebooks of two rounds: of the later one those that people may say what they were,
/// then those of the earlier one that are gone.
#[must_use]
pub fn differing_themes(project: &Project, earlier: &DeepDive, later: &DeepDive) -> (Vec<Theme>, Vec<Theme>) {
    let (then, now) = (Book::of(project, Some(earlier)), Book::of(project, Some(later)));
    let in_order = |book: &Book, keep: &dyn Fn(&Theme) -> bool| {
        book.order.iter().filter_map(|n| book.themes.get(&n.id)).filter(|t| keep(t)).cloned().collect()
    };
    let changed = in_order(&now, &|t| then.themes.get(&t.id).is_none_or(|e| means(e) != means(t)));
    (changed, in_order(&then, &|t| !now.themes.contains_key(&t.id)))
}
