//! The lines of the tree: filtered and folded, with the height at which each begins.
//!
//! A filter shows what fits with everything above it, whatever is folded.

use super::facts::Facts;
use crate::model::{Id, Theme};
use crate::ui::reviews::lines::holds;
use std::collections::BTreeSet;

/// The lines that are shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// Places in `Facts`, and whether what lies under is shown.
    pub(super) lines: Vec<(usize, bool)>,
    /// Where each line begins, in points, and where the last one ends.
    pub(super) tops: Vec<f32>,
    /// Themes that fit the filter; groups are not counted.
    pub(super) fitting: usize,
}

impl Lines {
    pub(super) fn of(facts: &Facts, filter: &str, closed: &BTreeSet<Id<Theme>>, (group, row): (f32, f32)) -> Self {
        let wanted: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
        let fits: Vec<bool> = facts.themes.iter().map(|t| wanted.iter().all(|w| holds(&t.words, w))).collect();
        let shown = if wanted.is_empty() { unfolded(facts, closed) } else { with_above(facts, &fits) };
        let fitting = facts.themes.iter().zip(&fits).filter(|(theme, fits)| **fits && !theme.node.is_group()).count();
        let mut made = Self { tops: vec![0.0], fitting, ..Self::default() };
        let mut top = 0.0;
        for (place, theme) in facts.themes.iter().enumerate().filter(|(i, _)| shown.get(*i).copied().unwrap_or_default()) {
            let is_open = theme.node.has_children && (!wanted.is_empty() || !closed.contains(&theme.node.id));
            made.lines.push((place, is_open));
            top += if theme.node.depth == 0 { group } else { row };
            made.tops.push(top);
        }
        made
    }
}

fn unfolded(facts: &Facts, closed: &BTreeSet<Id<Theme>>) -> Vec<bool> {
    let mut hidden_below: Option<usize> = None;
    let mut shown = Vec::with_capacity(facts.themes.len());
    for theme in &facts.themes {
        let depth = theme.node.depth;
        if hidden_below.is_some_and(|at| depth <= at) {
            hidden_below = None;
        }
        shown.push(hidden_below.is_none());
        if hidden_below.is_none() && closed.contains(&theme.node.id) {
            hidden_below = Some(depth);
        }
    }
    shown
}

fn with_above(facts: &Facts, fits: &[bool]) -> Vec<bool> {
    let mut shown = fits.to_vec();
    // From the end upwards: a line is needed when the next one below it that is shown lies deeper.
    let mut wanted_depth = 0;
    for (theme, is_shown) in facts.themes.iter().zip(shown.iter_mut()).rev() {
        let depth = theme.node.depth;
        if *is_shown || depth < wanted_depth {
            *is_shown = true;
            wanted_depth = depth;
        }
    }
    shown
}
