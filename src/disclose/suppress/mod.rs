//! Suppression of small counts, and of as many others as it takes that none can be worked out.
//!
//! The rule is that of the DfE's statistics of children: counts of 1 to 5 are replaced by `c`, a zero is a true zero
//! and stays, and "secondary suppression" hides further cells ("Children in need", 2020; "Serious incident
//! notifications"). A count of 8 of 9 says as much about the one case left over as a count of 1 does, and a table
//! with "with" and "without" would suppress it too, so small remainders are hidden as well unless the author says no.
//!
//! **Why nothing can be worked out.** For every hidden count the program finds a *double*: another table with the same
//! printed numbers, the same totals and the same symbols, in which that count is one more or one less. A reader
//! cannot tell the double from the truth, so the count has at least two possible values. In the double, small counts
//! are small and others are not, so it holds for a reader who knows *why* each count is hidden, which is why the words
//! of [`Hidden::words`] may be printed.
//! Counts are hidden until every hidden one has its double; each double serves all counts that it changes. (The idea is
//! Gusfield's for tables that add up: "A graph theoretic approach to statistical data security", SIAM J. Comput. 17,
//! 1988, a cell is safe when it lies on a closed path of hidden cells.)
//!
//! What this does not do: differences between *two* tables, or between two editions of one, are not looked at.

mod bounds;
mod double;
mod grid;
mod loops;
mod symbol;
mod table;

use bounds::Reader;
use double::Search;
pub use grid::{Grid, GridIds, Group, Margin, Of, Totals};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
pub use symbol::{Symbol, note, words};
use table::Changes;
pub use table::{CountId, Show, Table, TableError};

/// What to suppress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Counts of 1 to this many are small; 5 by the DfE's convention.
    pub threshold: u32,
    /// Whether "n of N" is hidden when N − n is small.
    pub remainders: bool,
    /// Whether a zero may be hidden.
    pub zeros: Zeros,
}

impl Default for Rules {
    fn default() -> Self {
        Self { threshold: 5, remainders: true, zeros: Zeros::Shown }
    }
}

/// What a zero is in a table with suppressed counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zeros {
    /// A true zero, always printed, so `[c]` is at least 1. Where that cannot protect a table, zeros are hidden too.
    Shown,
    /// Hidden in every sum with a small count, so that `[c]` may be nothing: needed where totals are exact and small.
    Hidden,
}

/// Why a count is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is small.
    SmallCount,
    /// It is all but a small number of its N.
    SmallRemainder,
    /// It is zero (or everybody) and would give away a small count in the same sum.
    BesideSmall,
    /// Without it this other count could be worked out.
    Protects(CountId),
    /// It was asked to be hidden, whatever it is.
    Withheld,
}

/// One hidden count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hidden {
    /// Which count.
    pub id: CountId,
    /// Why.
    pub why: Why,
    /// Words that may stand in its place: true of every value that a reader must hold possible.
    pub words: &'static str,
}

/// Which counts of a table are hidden, why, and a double for each.
#[derive(Clone, Debug)]
pub struct Suppression {
    rules: Rules,
    hidden: BTreeMap<CountId, Hidden>,
    doubles: Vec<Changes>,
}

/// A table that cannot be protected by hiding what may be hidden.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} could still be worked out from numbers that are always shown; \
     put bands or periods together, or leave this table out",
    if .open.len() == 1 { "one count".to_owned() } else { format!("{} counts", .open.len()) }
)]
pub struct CannotProtect {
    /// The counts that would be open.
    pub open: Vec<CountId>,
}

/// Decides which counts of a table to hide.
///
/// # Errors
/// When a small count is given away by counts that are always shown.
pub fn suppress(table: &Table, rules: &Rules) -> Result<Suppression, CannotProtect> {
    let tried = with_zeros(table, *rules);
    match rules.zeros {
        Zeros::Shown => tried.or_else(|_| with_zeros(table, Rules { zeros: Zeros::Hidden, ..*rules })),
        Zeros::Hidden => tried,
    }
}

fn with_zeros(table: &Table, rules: Rules) -> Result<Suppression, CannotProtect> {
    let mut reader = Reader::new(table, rules);
    let primary: Vec<(CountId, Why)> = reader.hide_small();
    let mut hidden: BTreeMap<CountId, Why> = primary.iter().copied().collect();
    let (mut doubles, mut open) = (Vec::new(), Vec::new());
    let mut covered = vec![false; table.len()];
    let mut search = Search::new(table, &reader);
    for (id, why) in primary {
        if covered.get(id.at()).copied().unwrap_or(true) {
            continue;
        }
        let Some(changes) = search.double(&reader, &covered, id) else {
            if why == Why::BesideSmall {
                // Everybody can tell that it is zero. No double changes it, so none is lost.
                reader.show(id);
                hidden.remove(&id);
            } else {
                open.push(id);
            }
            continue;
        };
        for changed in changes.keys() {
            if table.show(*changed) == Show::Open && reader.hide(*changed) {
                hidden.insert(*changed, Why::Protects(id));
                search.now_hidden(*changed);
            }
            if let Some(covered) = covered.get_mut(changed.at()) {
                *covered = true;
            }
        }
        doubles.push(changes);
    }
    if !open.is_empty() {
        return Err(CannotProtect { open });
    }
    let describe = |(id, why)| (id, Hidden { id, why, words: reader.words(id) });
    Ok(Suppression { rules, hidden: hidden.into_iter().map(describe).collect(), doubles })
}

impl Suppression {
    /// The rules that were kept; `zeros` may be `Hidden` though `Shown` was asked for.
    #[must_use]
    pub const fn rules(&self) -> Rules {
        self.rules
    }

    /// Why a count is hidden; none when it is shown.
    #[must_use]
    pub fn hidden(&self, id: CountId) -> Option<&Hidden> {
        self.hidden.get(&id)
    }

    /// Every hidden count, for the author's list.
    pub fn all_hidden(&self) -> impl Iterator<Item = &Hidden> {
        self.hidden.values()
    }

    /// What to print for a count: the number, or `[c]`.
    #[must_use]
    pub fn printed(&self, table: &Table, id: CountId) -> String {
        if self.hidden.contains_key(&id) { Symbol::Confidential.to_string() } else { table.value(id).to_string() }
    }

    /// The values of a hidden count that a reader cannot tell apart, at least two of them; none when it is shown.
    #[must_use]
    pub fn doubt(&self, table: &Table, id: CountId) -> Option<RangeInclusive<u32>> {
        let value = table.value(id);
        let changes =
            self.hidden.get(&id).and_then(|_| self.doubles.iter().filter_map(|d| d.get(&id)).copied().reduce(i8::max))?;
        let other = value.saturating_add_signed(i32::from(changes));
        Some(value.min(other)..=value.max(other))
    }
}

impl Why {
    /// A sentence for the author's list; `name` gives the words for another count.
    #[must_use]
    pub fn sentence(self, rules: Rules, name: &dyn Fn(CountId) -> String) -> String {
        let threshold = rules.threshold;
        match self {
            Self::SmallCount => format!("hidden because it is a count of 1 to {threshold}"),
            Self::SmallRemainder => format!("hidden because all but 1 to {threshold} cases are in it"),
            Self::BesideSmall => "hidden because it would give away a small count in the same total".to_owned(),
            Self::Withheld => "hidden because small counts beside it could be worked out from it".to_owned(),
            Self::Protects(other) => format!("hidden because {} could be worked out from it", name(other)),
        }
    }
}

#[cfg(test)]
mod tests;
