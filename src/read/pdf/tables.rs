//! Tables with drawn lines: lines that touch make a grid, words fall into its cells.
//!
//! Cells may span rows and columns: a cell belongs to the first row and column from which no line parts it.

use super::columns::Cell;
use super::lines::lines;
use super::rules::Rule;
use super::words::Word;

/// Lines closer than this, in points, are one line.
const NEAR: f64 = 3.0;
/// More pairs of lines than this are a drawing.
const MOST_PAIRS: usize = 1_000_000;

/// A grid of drawn lines with its words.
#[derive(Debug)]
pub(super) struct Grid {
    levels: Vec<Rule>,
    uprights: Vec<Rule>,
    pub(super) xs: Vec<f64>,
    pub(super) ys: Vec<f64>,
    words: Vec<Word>,
}

impl Grid {
    /// Top of the grid.
    pub(super) fn top(&self) -> f64 {
        self.ys.first().copied().unwrap_or_default()
    }

    /// Bottom of the grid.
    pub(super) fn bottom(&self) -> f64 {
        self.ys.last().copied().unwrap_or_default()
    }

    fn holds(&self, word: &Word) -> bool {
        let (x, y) = (word.x0.midpoint(word.x1), 0.3f64.mul_add(-word.size, word.y));
        let inside = |edges: &[f64], at: f64| edges.first().is_some_and(|a| *a <= at) && edges.last().is_some_and(|b| at <= *b);
        inside(&self.xs, x) && inside(&self.ys, y)
    }

    /// Rows top to bottom; each cell, left to right, holds its lines.
    pub(super) fn rows(self) -> Vec<Vec<Cell>> {
        let (height, width) = (self.ys.len().saturating_sub(1), self.xs.len().saturating_sub(1));
        let mut owners = vec![(0, 0); height * width];
        for i in 0..height {
            for j in 0..width {
                let owner = self.owner(i, j, width, &owners);
                if let Some(o) = owners.get_mut(i * width + j) {
                    *o = owner;
                }
            }
        }
        let mut cells: Vec<Vec<Word>> = vec![Vec::new(); height * width];
        for word in self.words {
            let (x, y) = (word.x0.midpoint(word.x1), 0.3f64.mul_add(-word.size, word.y));
            let i = self.ys.partition_point(|e| *e <= y).saturating_sub(1).min(height.saturating_sub(1));
            let j = self.xs.partition_point(|e| *e <= x).saturating_sub(1).min(width.saturating_sub(1));
            let (i, j) = owners.get(i * width + j).copied().unwrap_or((i, j));
            if let Some(cell) = cells.get_mut(i * width + j) {
                cell.push(word);
            }
        }
        let mut cells = cells.into_iter();
        let mut rows = Vec::with_capacity(height);
        for i in 0..height {
            let mut row: Vec<Cell> = Vec::new();
            for (j, words) in cells.by_ref().take(width).enumerate() {
                let owner = owners.get(i * width + j).copied();
                match row.last_mut() {
                    // Covered by the cell on its left.
                    Some(left) if owner.is_some_and(|(k, l)| k == i && l < j) => left.span = left.span.saturating_add(1),
                    _ => row.push(Cell { lines: lines(words), span: 1 }),
                }
            }
            rows.push(row);
        }
        rows
    }

    /// The cell that the place in row `i`, column `j` belongs to.
    fn owner(&self, i: usize, j: usize, width: usize, owners: &[(usize, usize)]) -> (usize, usize) {
        let edge = |edges: &[f64], k: usize| edges.get(k).copied().unwrap_or_default();
        let x = edge(&self.xs, j).midpoint(edge(&self.xs, j + 1));
        let y = edge(&self.ys, i).midpoint(edge(&self.ys, i + 1));
        let known = |i: usize, j: usize| owners.get(i * width + j).copied();
        if i > 0 && !covers(&self.levels, edge(&self.ys, i), x) {
            return known(i - 1, j).unwrap_or((i, j));
        }
        if j > 0 && !covers(&self.uprights, edge(&self.xs, j), y) {
            return known(i, j - 1).unwrap_or((i, j));
        }
        (i, j)
    }
}

fn covers(rules: &[Rule], at: f64, along: f64) -> bool {
    let from = rules.partition_point(|r| r.at < at - NEAR);
    rules.iter().skip(from).take_while(|r| r.at <= at + NEAR).any(|r| r.from - NEAR <= along && along <= r.to + NEAR)
}

/// Finds the grids among the drawn lines and moves the words inside them out of `words`.
pub(super) fn grids(rules: &[Rule], words: &mut Vec<Word>) -> Vec<Grid> {
    let levels = merged(rules.iter().filter(|r| r.level));
    let uprights = merged(rules.iter().filter(|r| !r.level));
    if levels.len() < 2 || uprights.is_empty() || levels.len() * uprights.len() > MOST_PAIRS {
        return Vec::new();
    }
    let mut found: Vec<Grid> = groups(&levels, &uprights).into_iter().filter_map(|(l, u)| grid(l, u)).collect();
    let area = |g: &Grid| (g.bottom() - g.top()) * (g.xs.last().unwrap_or(&0.0) - g.xs.first().unwrap_or(&0.0));
    found.sort_by(|a, b| area(b).total_cmp(&area(a)));
    for grid in &mut found {
        let (inside, outside): (Vec<Word>, Vec<Word>) = std::mem::take(words).into_iter().partition(|w| grid.holds(w));
        grid.words = inside;
        *words = outside;
    }
    found.retain(|g| !g.words.is_empty());
    found.sort_by(|a, b| a.top().total_cmp(&b.top()));
    found
}

/// Joins pieces of the same line.
fn merged<'r>(rules: impl Iterator<Item = &'r Rule>) -> Vec<Rule> {
    let mut sorted: Vec<Rule> = rules.copied().collect();
    sorted.sort_by(|a, b| (a.at / 1.5).round().total_cmp(&(b.at / 1.5).round()).then(a.from.total_cmp(&b.from)));
    let mut out: Vec<Rule> = Vec::new();
    for rule in sorted {
        match out.last_mut() {
            Some(last) if (last.at - rule.at).abs() < 1.6 && rule.from <= last.to + NEAR => last.to = last.to.max(rule.to),
            _ => out.push(rule),
        }
    }
    out.sort_by(|a, b| a.at.total_cmp(&b.at));
    out
}

/// Sets of lines that touch each other.
fn groups(levels: &[Rule], uprights: &[Rule]) -> Vec<(Vec<Rule>, Vec<Rule>)> {
    let mut parent: Vec<usize> = (0..levels.len() + uprights.len()).collect();
    for (i, l) in levels.iter().enumerate() {
        let from = uprights.partition_point(|u| u.at < l.from - NEAR);
        for (j, u) in uprights.iter().enumerate().skip(from).take_while(|(_, u)| u.at <= l.to + NEAR) {
            if u.from - NEAR <= l.at && l.at <= u.to + NEAR {
                let (a, b) = (root(&mut parent, i), root(&mut parent, levels.len() + j));
                if let Some(p) = parent.get_mut(a.max(b)) {
                    *p = a.min(b);
                }
            }
        }
    }
    let mut sets: std::collections::BTreeMap<usize, (Vec<Rule>, Vec<Rule>)> = std::collections::BTreeMap::new();
    for (i, l) in levels.iter().enumerate() {
        sets.entry(root(&mut parent, i)).or_default().0.push(*l);
    }
    for (j, u) in uprights.iter().enumerate() {
        sets.entry(root(&mut parent, levels.len() + j)).or_default().1.push(*u);
    }
    sets.into_values().collect()
}

fn root(parent: &mut [usize], mut i: usize) -> usize {
    while let Some(p) = parent.get(i).copied().filter(|p| *p != i) {
        let above = parent.get(p).copied().unwrap_or(p);
        if let Some(slot) = parent.get_mut(i) {
            *slot = above;
        }
        i = above;
    }
    i
}

/// A grid of at least two columns; a frame around text is none.
fn grid(levels: Vec<Rule>, uprights: Vec<Rule>) -> Option<Grid> {
    let ys = edges(levels.iter().map(|r| r.at));
    let ends = |f: fn(f64, f64) -> f64, pick: fn(&Rule) -> f64| levels.iter().map(pick).reduce(f);
    let outer = ends(f64::min, |r| r.from).into_iter().chain(ends(f64::max, |r| r.to));
    let xs = edges(uprights.iter().map(|r| r.at).chain(outer));
    let cells = ys.len().saturating_sub(1) * xs.len().saturating_sub(1);
    let full = uprights.iter().filter(|u| u.to - u.from > 4.0).count();
    (xs.len() >= 3 && cells <= 20_000 && full >= 1).then_some(Grid { levels, uprights, xs, ys, words: Vec::new() })
}

fn edges(at: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut all: Vec<f64> = at.collect();
    all.sort_by(f64::total_cmp);
    all.dedup_by(|b, a| *b - *a < NEAR);
    all
}
