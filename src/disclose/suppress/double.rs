//! The search for a double: changes by one that leave everything printed as it is.
//!
//! It begins with the one count to be protected and mends what no longer fits, a relation at a time, by changing one
//! more of its counts; cheapest first, counts that are hidden already being free. Bounded in every direction, so it
//! may miss a double, but whatever it returns is one.

use super::bounds::Reader;
use super::loops::Loops;
use super::table::{Changes, CountId, Relation, Show, Table};
use std::cell::Cell;
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// How widely to look.
struct Breadth {
    /// Doubles with more changes are not looked for.
    changes: usize,
    /// Partial doubles looked at.
    steps: usize,
    /// Hidden counts tried for one relation, of those that no double changes yet and of the others.
    hidden: usize,
    /// Hidden counts looked at to find these.
    passed: usize,
    /// Counts tried that would have to be hidden.
    new: usize,
}

/// Enough where much is hidden.
const QUICK: Breadth = Breadth { changes: 12, steps: 40, hidden: 4, passed: 32, new: 0 };
const WIDE: Breadth = Breadth { changes: 12, steps: 4_000, hidden: 24, passed: 256, new: 16 };
/// Where a band is full of everything, another case in it changes many counts at once.
const LONG: Breadth = Breadth { changes: 96, steps: 4_000, hidden: 8, passed: 64, new: 4 };
/// Steps of long searches in one table: where many counts have no double, more looking finds none.
const LONG_STEPS: usize = 60_000;

/// A partial double.
#[derive(PartialEq, Eq)]
struct Partial {
    price: u64,
    broken: Vec<u32>,
    changes: Vec<(CountId, i8)>,
}

impl Ord for Partial {
    /// The heap gives the greatest: cheapest, least broken, furthest on.
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |p: &Self| (Reverse(p.price), Reverse(p.broken.len()), p.changes.len());
        key(self).cmp(&key(other)).then_with(|| other.changes.cmp(&self.changes))
    }
}

impl PartialOrd for Partial {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The search over one table, with what it remembers from count to count.
pub(super) struct Search<'a> {
    table: &'a Table,
    /// The members of each relation, cheapest first.
    members: Vec<Vec<CountId>>,
    /// The hidden and unshown members of each relation.
    hidden: Vec<Vec<CountId>>,
    loops: Loops,
    /// What is left of `LONG_STEPS`.
    long_steps: Cell<usize>,
}

impl<'a> Search<'a> {
    pub(super) fn new(table: &'a Table, reader: &Reader<'_>) -> Self {
        let loss = |id: &CountId| table.counts.get(id.at()).map(|c| c.loss);
        let members = table.relations.iter().map(|relation| {
            let mut members = relation.members();
            members.sort_by_key(loss);
            members
        });
        let members: Vec<Vec<CountId>> = members.collect();
        let is_hidden = |id: &&CountId| reader.is_hidden(**id) || table.show(**id) == Show::Unshown;
        let hidden = members.iter().map(|m| m.iter().filter(is_hidden).copied().collect()).collect();
        Self { table, members, hidden, loops: Loops::new(table), long_steps: Cell::new(LONG_STEPS) }
    }

    /// Remembers that a count has been hidden.
    pub(super) fn now_hidden(&mut self, id: CountId) {
        for relation in self.table.relations_of(id) {
            if let Some(hidden) = self.hidden.get_mut(*relation as usize) {
                hidden.push(id);
            }
        }
    }

    /// A double that changes this count and hides little or nothing more.
    pub(super) fn double(&self, reader: &Reader<'_>, covered: &[bool], id: CountId) -> Option<Changes> {
        self.loops
            .double(self.table, reader, &self.members, &self.hidden, id)
            .or_else(|| self.mended(reader, covered, id, &QUICK))
            .or_else(|| self.mended(reader, covered, id, &WIDE))
            .or_else(|| self.long(reader, covered, id))
    }

    fn long(&self, reader: &Reader<'_>, covered: &[bool], id: CountId) -> Option<Changes> {
        let left = self.long_steps.get();
        let found = self.mended(reader, covered, id, &Breadth { steps: LONG.steps.min(left), ..LONG });
        if found.is_none() {
            self.long_steps.set(left.saturating_sub(LONG.steps));
        }
        found
    }

    /// The cheapest double found by mending one relation after another.
    fn mended(&self, reader: &Reader<'_>, covered: &[bool], id: CountId, breadth: &Breadth) -> Option<Changes> {
        let start = Partial { price: 0, broken: Vec::new(), changes: Vec::new() };
        let mut heap: BinaryHeap<Partial> = [1, -1].into_iter().filter_map(|by| self.changed(reader, &start, id, by)).collect();
        for _ in 0..breadth.steps {
            let partial = heap.pop()?;
            let Some(first) = partial.broken.first() else { return Some(partial.changes.into_iter().collect()) };
            if partial.changes.len() < breadth.changes {
                let mends = self.mends(reader, covered, &partial, *first, breadth);
                heap.extend(mends.into_iter().filter_map(|(id, by)| self.changed(reader, &partial, id, by)));
            }
        }
        None
    }

    /// A partial double with one more change, unless the count's own bounds or price forbid it.
    fn changed(&self, reader: &Reader<'_>, partial: &Partial, id: CountId, by: i8) -> Option<Partial> {
        let price = reader.price(id)?;
        let value = self.table.value(id).checked_add_signed(i32::from(by))?;
        if !reader.allows(id, value) || change_of(&partial.changes, id) != 0 {
            return None;
        }
        let mut changes = partial.changes.clone();
        changes.push((id, by));
        let mut broken = partial.broken.clone();
        for relation in self.table.relations_of(id) {
            broken.retain(|b| b != relation);
            if self.imbalance(reader, &changes, *relation) != Fit::Holds {
                broken.push(*relation);
            }
        }
        Some(Partial { price: partial.price + price, broken, changes })
    }

    /// Changes that bring a broken relation nearer to holding.
    fn mends(
        &self,
        reader: &Reader<'_>,
        covered: &[bool],
        partial: &Partial,
        relation: u32,
        breadth: &Breadth,
    ) -> Vec<(CountId, i8)> {
        let at = relation as usize;
        let (Some(broken), Some(members)) = (self.table.relations.get(at), self.members.get(at)) else { return Vec::new() };
        let fit = self.imbalance(reader, &partial.changes, relation);
        let by = |id: CountId| mend(broken, fit, id, self.table, &partial.changes);
        let usable = |id: &CountId| {
            let value = self.table.value(*id).checked_add_signed(i32::from(by(*id)));
            by(*id) != 0 && value.is_some_and(|v| reader.allows(*id, v)) && change_of(&partial.changes, *id) == 0
        };
        let mut chosen: Vec<CountId> = Vec::new();
        // What mends two relations at once closes the double.
        for other in partial.broken.iter().skip(1).take(3) {
            let in_both = |id: &&CountId| self.table.relations_of(**id).contains(other) && usable(id);
            let of_other = self.members.get(*other as usize).filter(|o| o.len() < members.len()).unwrap_or(members);
            let here = |id: &&CountId| self.table.relations_of(**id).contains(&relation);
            chosen.extend(of_other.iter().filter(here).filter(in_both).filter(|id| reader.price(**id).is_some()).take(4));
        }
        let hidden = self.hidden.get(at).map(Vec::as_slice).unwrap_or_default();
        let passed = || hidden.iter().filter(|id| usable(id)).take(breadth.passed).copied();
        let is_covered = |id: &CountId| covered.get(id.at()).copied().unwrap_or_default();
        chosen.extend(passed().filter(|id| !is_covered(id)).take(breadth.hidden));
        chosen.extend(passed().filter(is_covered).take(breadth.hidden));
        let is_new = |id: &&CountId| !reader.is_hidden(**id) && reader.price(**id).is_some_and(|p| p > 0);
        chosen.extend(members.iter().filter(is_new).filter(|id| usable(id)).take(breadth.new));
        chosen.sort_unstable();
        chosen.dedup();
        chosen.into_iter().map(|id| (id, by(id))).collect()
    }

    /// Whether a relation holds after some changes, and if not, on which side it fails.
    fn imbalance(&self, reader: &Reader<'_>, changes: &[(CountId, i8)], relation: u32) -> Fit {
        let new = |id: CountId| i64::from(self.table.value(id)) + i64::from(change_of(changes, id));
        match self.table.relations.get(relation as usize) {
            Some(Relation::Sum { total, .. }) => {
                let belongs = |id: CountId| self.table.relations_of(id).contains(&relation);
                let parts: i64 = changes.iter().filter(|(id, _)| id != total && belongs(*id)).map(|(_, by)| i64::from(*by)).sum();
                Fit::of(parts.cmp(&i64::from(change_of(changes, *total))))
            }
            Some(Relation::Distinct { total, sum, largest, at_largest, .. }) => {
                let belongs = |id: &CountId| id != total && self.table.relations_of(*id).contains(&relation);
                let parts = || changes.iter().filter(|(id, _)| belongs(id));
                let sum = i64::try_from(*sum).unwrap_or(i64::MAX) + parts().map(|(_, by)| i64::from(*by)).sum::<i64>();
                let moved = parts().filter(|(id, _)| self.table.value(*id) == *largest).count();
                let unmoved = if moved < *at_largest { i64::from(*largest) } else { 0 };
                let most = parts().map(|(id, _)| new(*id)).max().unwrap_or_default().max(unmoved);
                match (most > new(*total), new(*total) > sum) {
                    (true, _) => Fit::TooMuch,
                    (false, true) => Fit::TooLittle,
                    (false, false) => Fit::Holds,
                }
            }
            Some(Relation::Part { part, whole }) => {
                let (n, of) = (u32::try_from(new(*part)), u32::try_from(new(*whole)));
                match (n, of) {
                    (Ok(n), Ok(of)) if reader.allows_part(*part, n, of) => Fit::Holds,
                    _ if new(*part) - new(*whole) > i64::from(self.table.value(*part)) - i64::from(self.table.value(*whole)) => {
                        Fit::TooMuch
                    }
                    _ => Fit::TooLittle,
                }
            }
            None => Fit::Holds,
        }
    }
}

/// How a relation stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Holds,
    /// The parts are too large for the total or the whole.
    TooMuch,
    /// The parts are too small.
    TooLittle,
}

impl Fit {
    const fn of(parts_to_total: Ordering) -> Self {
        match parts_to_total {
            Ordering::Equal => Self::Holds,
            Ordering::Greater => Self::TooMuch,
            Ordering::Less => Self::TooLittle,
        }
    }
}

/// The change of a member that helps a broken relation; 0 when none does.
fn mend(relation: &Relation, fit: Fit, id: CountId, table: &Table, changes: &[(CountId, i8)]) -> i8 {
    let towards = match fit {
        Fit::Holds => return 0,
        Fit::TooMuch => 1,
        Fit::TooLittle => -1,
    };
    match relation {
        Relation::Sum { total, .. } => {
            if id == *total {
                towards
            } else {
                -towards
            }
        }
        Relation::Part { whole, .. } => {
            if id == *whole {
                towards
            } else {
                -towards
            }
        }
        Relation::Distinct { total, .. } if id == *total => towards,
        // A part that is larger than its total has to shrink; any part may grow to make up a sum.
        Relation::Distinct { total, .. } => {
            let total = i64::from(table.value(*total)) + i64::from(change_of(changes, *total));
            if fit == Fit::TooLittle {
                1
            } else if i64::from(table.value(id)) > total {
                -1
            } else {
                0
            }
        }
    }
}

fn change_of(changes: &[(CountId, i8)], id: CountId) -> i8 {
    changes.iter().find(|(changed, _)| *changed == id).map_or(0, |(_, by)| *by)
}
