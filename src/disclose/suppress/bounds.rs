//! What a reader knows about each count: printed exactly, or hidden and within bounds.
//!
//! The reader is taken to know the rules, and of each hidden count even whether it is small, all but a small number,
//! or neither; whoever knows less has more doubt, never less.

use super::symbol::words;
use super::table::{CountId, Relation, Show, Table};
use super::{Rules, Why, Zeros};

/// What a reader may know a hidden count to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// At most the threshold; no zero where zeros are shown.
    Small,
    /// Above the threshold, and all of its N but at most the threshold.
    Remainder,
    /// Above the threshold, and so is what is left of its N.
    Other,
}

/// The reader's knowledge of one table.
pub(super) struct Reader<'a> {
    table: &'a Table,
    rules: Rules,
    hidden: Vec<bool>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(table: &'a Table, rules: Rules) -> Self {
        Self { table, rules, hidden: vec![false; table.len()] }
    }

    /// The least that a hidden small count or small remainder can be.
    const fn least(&self) -> u32 {
        match self.rules.zeros {
            Zeros::Shown => 1,
            Zeros::Hidden => 0,
        }
    }

    fn whole(&self, id: CountId) -> Option<u32> {
        self.table.counts.get(id.at()).and_then(|c| c.whole).map(|w| self.table.value(w))
    }

    /// The class that a count has if it is hidden.
    fn class(&self, id: CountId) -> Class {
        let value = self.table.value(id);
        if value <= self.rules.threshold {
            Class::Small
        } else if self.rules.remainders && self.whole(id).is_some_and(|w| w - value <= self.rules.threshold) {
            Class::Remainder
        } else {
            Class::Other
        }
    }

    /// Whether a count is nobody or everybody: printed where zeros are.
    fn is_none_or_all(&self, id: CountId) -> bool {
        let value = self.table.value(id);
        value == 0 || self.class(id) == Class::Remainder && self.whole(id) == Some(value)
    }

    pub(super) fn is_hidden(&self, id: CountId) -> bool {
        self.hidden.get(id.at()).copied().unwrap_or_default()
    }

    /// Hides a count unless it is hidden; whether it was not.
    pub(super) fn hide(&mut self, id: CountId) -> bool {
        self.hidden.get_mut(id.at()).is_some_and(|hidden| !std::mem::replace(hidden, true))
    }

    /// Shows a count after all.
    pub(super) fn show(&mut self, id: CountId) {
        if let Some(hidden) = self.hidden.get_mut(id.at()) {
            *hidden = false;
        }
    }

    /// Hides every small count and small remainder, and zeros where the rules hide them.
    pub(super) fn hide_small(&mut self) -> Vec<(CountId, Why)> {
        let open: Vec<CountId> = self.table.ids().filter(|id| self.table.show(*id) == Show::Open).collect();
        let withheld = self.table.ids().filter(|id| self.table.show(*id) == Show::Withheld);
        let mut hidden: Vec<(CountId, Why)> = withheld.map(|id| (id, Why::Withheld)).collect();
        for id in open.iter().filter(|id| !self.is_none_or_all(**id)) {
            match self.class(*id) {
                Class::Small => hidden.push((*id, Why::SmallCount)),
                Class::Remainder => hidden.push((*id, Why::SmallRemainder)),
                Class::Other => {}
            }
        }
        for (id, _) in &hidden {
            self.hide(*id);
        }
        if self.rules.zeros == Zeros::Hidden {
            let beside = self.beside_small(&open);
            for id in beside {
                self.hide(id);
                hidden.push((id, Why::BesideSmall));
            }
        }
        hidden
    }

    /// Nobody and everybody, where they share a sum with a small count or their N leaves no other doubt.
    fn beside_small(&self, open: &[CountId]) -> Vec<CountId> {
        let has_small = |relation: &Relation| match relation {
            Relation::Sum { total, parts } => self.table.value(*total) > 0 && parts.iter().any(|p| self.is_hidden(*p)),
            Relation::Distinct { .. } | Relation::Part { .. } => false,
        };
        let small: Vec<bool> = self.table.relations.iter().map(has_small).collect();
        let in_small = |id| self.table.relations_of(id).iter().any(|r| small.get(*r as usize).copied().unwrap_or_default());
        let narrow = |id| self.whole(id).is_some_and(|w| (1..=2).contains(&w));
        let beside = |id: &CountId| self.is_none_or_all(*id) && (in_small(*id) || narrow(*id));
        open.iter().copied().filter(beside).collect()
    }

    /// What hiding the count would cost; none when it must be shown.
    pub(super) fn price(&self, id: CountId) -> Option<u64> {
        let count = self.table.counts.get(id.at())?;
        match count.show {
            Show::Exact => None,
            Show::Unshown | Show::Withheld => Some(0),
            Show::Open if self.is_hidden(id) => Some(0),
            Show::Open => (self.rules.zeros == Zeros::Hidden || !self.is_none_or_all(id)).then_some(count.loss),
        }
    }

    /// Whether nothing is known of the size of a count that is not printed.
    fn says_nothing(&self, id: CountId) -> bool {
        matches!(self.table.show(id), Show::Unshown | Show::Withheld)
    }

    /// Whether a count, hidden if it is not, could have this value for all that a reader knows of it.
    pub(super) fn allows(&self, id: CountId, value: u32) -> bool {
        match self.class(id) {
            _ if self.says_nothing(id) => true,
            Class::Small => (self.least()..=self.rules.threshold).contains(&value),
            Class::Remainder | Class::Other => value > self.rules.threshold,
        }
    }

    /// Whether n of N could be these values for all that a reader knows of n, now or once n is hidden too.
    pub(super) fn allows_part(&self, id: CountId, part: u32, whole: u32) -> bool {
        let Some(remainder) = whole.checked_sub(part) else { return false };
        let can_be_hidden = self.table.show(id) == Show::Open && self.price(id).is_some();
        match self.class(id) {
            _ if !can_be_hidden => true,
            Class::Small => true,
            Class::Remainder => (self.least()..=self.rules.threshold).contains(&remainder),
            Class::Other => !self.rules.remainders || remainder > self.rules.threshold,
        }
    }

    /// Words that are true of every value that the class of a hidden count leaves open.
    pub(super) fn words(&self, id: CountId) -> &'static str {
        let whole_id = self.table.counts.get(id.at()).and_then(|c| c.whole);
        // A hidden N may not be used to narrow anything down.
        let whole = whole_id.filter(|w| self.table.show(*w) != Show::Unshown && !self.is_hidden(*w));
        let whole = whole.map(|w| self.table.value(w));
        let (least, threshold) = (self.least(), self.rules.threshold);
        if self.says_nothing(id) {
            return words(&(0..=whole.unwrap_or(u32::MAX)), whole);
        }
        let range = match (self.class(id), whole) {
            (Class::Small, whole) => least..=threshold.min(whole.unwrap_or(u32::MAX)),
            (Class::Remainder, Some(whole)) => (threshold + 1).max(whole.saturating_sub(threshold))..=whole - least,
            (Class::Other, Some(whole)) if self.rules.remainders => threshold + 1..=whole - threshold - 1,
            (Class::Remainder | Class::Other, _) => threshold + 1..=whole.unwrap_or(u32::MAX),
        };
        words(&range, whole)
    }
}
