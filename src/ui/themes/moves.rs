//! Where a theme goes: one step by keys, or to where it was dropped.
//!
//! ```text
//! upper part of a line   -> before it, beside it
//! middle of a line       -> under it, last
//! lower part of a line   -> after it, beside it
//! ```

use crate::app::gesture::Gesture;
use crate::model::{Id, Project, Theme, ThemeTree};

/// One step in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Up,
    Down,
    /// Out of the theme above, to stand after it.
    Out,
    /// Under the sibling before it, last.
    In,
}

/// Which part of a line something is dropped on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Zone {
    Before,
    Under,
    After,
}

impl Zone {
    /// The zone at a share of a line's height.
    pub(super) const fn at(share: f32) -> Self {
        if share < 0.3 {
            Self::Before
        } else if share > 0.7 {
            Self::After
        } else {
            Self::Under
        }
    }
}

/// The gesture of one step; none where there is no way to go.
pub(super) fn step(project: &Project, tree: &ThemeTree, theme: Id<Theme>, step: Step) -> Option<Gesture> {
    let parent = parent_of(project, theme);
    let siblings = children_of(project, tree, parent);
    let at = siblings.iter().position(|t| *t == theme)?;
    let sibling = |i: usize| siblings.get(i).copied();
    let (parent, before) = match step {
        Step::Up => (parent, Some(sibling(at.checked_sub(1)?)?)),
        Step::Down => {
            sibling(at + 1)?;
            (parent, sibling(at + 2))
        }
        Step::Out => {
            let above = parent?;
            let grandparent = parent_of(project, above);
            (grandparent, after(project, tree, above))
        }
        Step::In => (Some(sibling(at.checked_sub(1)?)?), None),
    };
    Some(Gesture::MoveTheme { theme, parent, before })
}

/// The gesture of dropping a theme on a line; none when it would stay where it is or come under itself.
pub(super) fn drop_on(project: &Project, tree: &ThemeTree, theme: Id<Theme>, target: Id<Theme>, zone: Zone) -> Option<Gesture> {
    if project.is_under(target, theme) {
        return None;
    }
    let (parent, before) = match zone {
        Zone::Under => (Some(target), None),
        Zone::Before => (parent_of(project, target), Some(target)),
        Zone::After => (parent_of(project, target), after(project, tree, target)),
    };
    if before == Some(theme) || (zone == Zone::Before && after(project, tree, theme) == Some(target)) {
        return None;
    }
    Some(Gesture::MoveTheme { theme, parent, before })
}

/// The theme above, unless it is hidden.
pub(super) fn parent_of(project: &Project, theme: Id<Theme>) -> Option<Id<Theme>> {
    project.themes().get(theme).and_then(|t| t.parent).filter(|p| project.themes().get(*p).is_some())
}

/// The themes right under one, in the order of the tree.
pub(super) fn children_of(project: &Project, tree: &ThemeTree, parent: Option<Id<Theme>>) -> Vec<Id<Theme>> {
    tree.nodes().iter().map(|n| n.id).filter(|id| parent_of(project, *id) == parent).collect()
}

fn after(project: &Project, tree: &ThemeTree, theme: Id<Theme>) -> Option<Id<Theme>> {
    let siblings = children_of(project, tree, parent_of(project, theme));
    let at = siblings.iter().position(|t| *t == theme)?;
    siblings.get(at + 1).copied()
}

/// The code a new theme under `parent` would have: one more than the highest among its siblings.
pub(super) fn next_code(project: &Project, tree: &ThemeTree, parent: Id<Theme>) -> String {
    let Some(above) = project.themes().get(parent).filter(|t| !t.code.is_empty()) else { return String::new() };
    // "B" counts on as "B8", "B8" as "B8.1".
    let stem = if above.code.ends_with(|c: char| c.is_ascii_digit()) { format!("{}.", above.code) } else { above.code.clone() };
    let number = |id: &Id<Theme>| {
        let code = &project.themes().get(*id)?.code;
        code.strip_prefix(stem.as_str())?.parse::<u32>().ok()
    };
    let highest = children_of(project, tree, Some(parent)).iter().filter_map(number).max().unwrap_or_default();
    format!("{stem}{}", highest + 1)
}
