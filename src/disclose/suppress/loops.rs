//! Doubles of tables that add up both ways, found fast: closed paths from sum to sum.
//!
//! A count in exactly two sums joins them like an edge joins two points. Changing it by one upsets both; going round a
//! closed path of such counts, each undoing what the one before upset, leaves every sum as it was:
//!
//! ```text
//!        column j    column k
//! row i    +1 ───────── −1
//!           │            │
//! row l    −1 ───────── +1
//! ```
//!
//! First any path of hidden counts is taken, however long; then the cheapest of four counts.

use super::bounds::Reader;
use super::table::{Changes, CountId, Relation, Table};
use std::collections::{HashMap, VecDeque};

/// Counts tried on each side of a loop of four, beside the hidden ones.
const MOST_NEW: usize = 48;
/// Hidden counts tried on each side of a loop of four.
const MOST_HIDDEN: usize = 48;

/// The counts that lie in exactly two sums, as edges between them.
pub(super) struct Loops {
    /// The two sums of a count.
    ends: Vec<Option<(u32, u32)>>,
    /// The count between two sums, the smaller first; of several the first.
    between: HashMap<(u32, u32), CountId>,
}

/// A count that mends a sum, and the sum that it upsets in turn.
#[derive(Clone, Copy)]
struct Step {
    id: CountId,
    by: i8,
    to: u32,
    upset: i8,
}

impl Loops {
    pub(super) fn new(table: &Table) -> Self {
        let is_sum = |r: &u32| matches!(table.relations.get(*r as usize), Some(Relation::Sum { .. }));
        let ends_of = |id: CountId| match table.relations_of(id) {
            [a, b] if is_sum(a) && is_sum(b) => Some((*a, *b)),
            _ => None,
        };
        let ends: Vec<Option<(u32, u32)>> = table.ids().map(ends_of).collect();
        let mut between = HashMap::new();
        for id in table.ids() {
            if let Some((a, b)) = ends.get(id.at()).copied().flatten() {
                between.entry((a.min(b), a.max(b))).or_insert(id);
            }
        }
        Self { ends, between }
    }

    /// A double of counts in two sums each; none when there is none, or the count is not such a one.
    pub(super) fn double(
        &self,
        table: &Table,
        reader: &Reader<'_>,
        members: &[Vec<CountId>],
        hidden: &[Vec<CountId>],
        id: CountId,
    ) -> Option<Changes> {
        let (from, to) = self.ends.get(id.at()).copied().flatten()?;
        let length = |relation: u32| hidden.get(relation as usize).map_or(0, Vec::len);
        let (from, to) = if length(from) < length(to) { (to, from) } else { (from, to) };
        let around = Around { loops: self, table, reader, start: id, from, to };
        let both = || [1_i8, -1].into_iter().filter(|by| may_change(table, reader, id, *by));
        both()
            .find_map(|by| around.through_hidden(hidden, by, MOST_HIDDEN))
            .or_else(|| both().find_map(|by| around.through_hidden(hidden, by, usize::MAX)))
            .or_else(|| both().filter_map(|by| around.of_four(members, hidden, by)).min_by_key(|l| l.0).map(|l| l.1))
    }

    /// What a change of a count in this sum does to its other sum.
    fn step(&self, table: &Table, reader: &Reader<'_>, at: u32, upset: i8, id: CountId) -> Option<Step> {
        let (a, b) = self.ends.get(id.at()).copied().flatten()?;
        let to = if a == at { b } else { a };
        let by = -upset * side(table, at, id);
        may_change(table, reader, id, by).then(|| Step { id, by, to, upset: by * side(table, to, id) })
    }
}

/// 1 for a part of a sum, −1 for its total.
fn side(table: &Table, relation: u32, id: CountId) -> i8 {
    match table.relations.get(relation as usize) {
        Some(Relation::Sum { total, .. }) if *total == id => -1,
        _ => 1,
    }
}

fn may_change(table: &Table, reader: &Reader<'_>, id: CountId, by: i8) -> bool {
    let value = table.value(id).checked_add_signed(i32::from(by));
    reader.price(id).is_some() && value.is_some_and(|v| reader.allows(id, v))
}

/// One search around one count.
struct Around<'a> {
    loops: &'a Loops,
    table: &'a Table,
    reader: &'a Reader<'a>,
    start: CountId,
    from: u32,
    to: u32,
}

impl Around<'_> {
    /// Steps out of a sum by the counts given.
    fn steps<'s>(&'s self, at: u32, upset: i8, of: impl Iterator<Item = &'s CountId> + 's) -> impl Iterator<Item = Step> + 's {
        of.filter(|id| **id != self.start).filter_map(move |id| self.loops.step(self.table, self.reader, at, upset, *id))
    }

    /// A path of hidden counts from one sum of the start back to the other, with at most so many ways out of each sum.
    fn through_hidden(&self, hidden: &[Vec<CountId>], by: i8, most: usize) -> Option<Changes> {
        let of = |relation: u32| hidden.get(relation as usize).map(Vec::as_slice).unwrap_or_default();
        let upset_at = |relation| by * side(self.table, relation, self.start);
        let (first, last) = (upset_at(self.from), upset_at(self.to));
        // The sums from which one hidden count leads to the last sum and mends it.
        let mut ends: Vec<Option<Step>> = vec![None; hidden.len()];
        for step in self.steps(self.to, last, of(self.to).iter()).take(most) {
            ends.get_mut(step.to as usize).into_iter().for_each(|end| *end = Some(step));
        }
        let end_at = |relation: u32| ends.get(relation as usize).copied().flatten();
        let mut came: Vec<Option<Step>> = vec![None; hidden.len()];
        let mut queue = VecDeque::from([(self.from, first)]);
        while let Some((at, upset)) = queue.pop_front() {
            if let Some(closing) = end_at(at).filter(|s| s.upset == -upset)
                && let Some(mut changes) = self.way_back(&came, at)
                && changes.insert(closing.id, closing.by).is_none()
            {
                changes.insert(self.start, by);
                return Some(changes);
            }
            for step in self.steps(at, upset, of(at).iter()).take(most) {
                let Some(came) = came.get_mut(step.to as usize).filter(|c| c.is_none()) else { continue };
                if step.to == self.to || step.to == self.from {
                    continue;
                }
                *came = Some(step);
                if end_at(step.to).is_some() {
                    // It closes the path, so it is looked at next.
                    queue.push_front((step.to, step.upset));
                    break;
                }
                queue.push_back((step.to, step.upset));
            }
        }
        None
    }

    /// The counts by which a sum was reached.
    fn way_back(&self, came: &[Option<Step>], at: u32) -> Option<Changes> {
        let (mut changes, mut at) = (Changes::new(), at);
        while at != self.from {
            let step = came.get(at as usize).copied().flatten()?;
            changes.insert(step.id, step.by);
            let (a, b) = self.loops.ends.get(step.id.at()).copied().flatten()?;
            at = if a == at { b } else { a };
        }
        Some(changes)
    }

    /// The cheapest loop of four counts with its price.
    fn of_four<'a>(&'a self, members: &'a [Vec<CountId>], hidden: &'a [Vec<CountId>], by: i8) -> Option<(u64, Changes)> {
        let near = |relation: u32| -> Vec<Step> {
            let upset = by * side(self.table, relation, self.start);
            let of = |lists: &'a [Vec<CountId>]| lists.get(relation as usize).map(Vec::as_slice).unwrap_or_default();
            let known = self.steps(relation, upset, of(hidden).iter()).take(MOST_HIDDEN);
            let new = of(members).iter().filter(|id| !self.reader.is_hidden(**id));
            known.chain(self.steps(relation, upset, new).take(MOST_NEW)).collect()
        };
        let (here, there) = (near(self.from), near(self.to));
        let price = |id: CountId| self.reader.price(id);
        let mut best: Option<(u64, [Step; 2], Step)> = None;
        for a in &here {
            for b in there.iter().filter(|b| b.to != a.to && b.id != a.id) {
                let Some(sum) = price(a.id).zip(price(b.id)).map(|(a, b)| a + b) else { continue };
                if best.as_ref().is_some_and(|(best, ..)| *best <= sum) {
                    continue;
                }
                let Some(id) = self.loops.between.get(&(a.to.min(b.to), a.to.max(b.to))) else { continue };
                let closing = self.loops.step(self.table, self.reader, a.to, a.upset, *id).filter(|s| s.upset == -b.upset);
                let Some((closing, sum)) = closing.zip(price(*id).map(|p| p + sum)) else { continue };
                let is_new = ![self.start, a.id, b.id].contains(id);
                if is_new && best.as_ref().is_none_or(|(best, ..)| sum < *best) {
                    best = Some((sum, [*a, *b], closing));
                }
            }
        }
        let (price, [a, b], closing) = best?;
        let others = [a, b, closing].map(|s| (s.id, s.by));
        Some((price, others.into_iter().chain([(self.start, by)]).collect()))
    }
}
