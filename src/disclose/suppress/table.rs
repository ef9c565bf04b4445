//! The counts of one table and how a reader knows them to hang together.
//!
//! Two kinds of total exist. Codings, and cases by a band that each case has once, *add up*. Cases by theme do not: a
//! case may show several themes, so a group's count of different cases lies between its largest theme and the sum.
//!
//! ```text
//! sum       total = a + b + c
//! distinct  max(a, b, c) <= total <= a + b + c
//! part of   n <= N           ("n of N")
//! ```

use std::collections::BTreeMap;

/// One count of a table; made by [`Table::count`] and good for that table only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountId(pub(super) u32);

impl CountId {
    pub(super) const fn at(self) -> usize {
        self.0 as usize
    }
}

/// Whether a count is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// Printed, and suppressed where the rules say so.
    Open,
    /// Printed and never suppressed: a total that everybody knows.
    Exact,
    /// Hidden whatever it is, and protected like every hidden count: its size says nothing about why.
    Withheld,
    /// Not printed anywhere. It binds nothing, and needs no protection.
    Unshown,
}

/// Why counts make no table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The parts of a sum do not add up to it.
    #[error("the total {total} is not the sum {sum} of its parts")]
    Sum {
        /// The total as given.
        total: u32,
        /// What its parts add up to.
        sum: u64,
    },
    /// A count of different cases is smaller than its largest part, or larger than all parts together.
    #[error("{total} different cases cannot be made of parts of at most {largest} that add up to {sum}")]
    Distinct {
        /// The total as given.
        total: u32,
        /// Its largest part.
        largest: u32,
        /// What its parts add up to.
        sum: u64,
    },
    /// A part is larger than its whole.
    #[error("{part} of {whole} is impossible")]
    Part {
        /// The part.
        part: u32,
        /// The whole.
        whole: u32,
    },
    /// The count belongs to another table, or a relation has no parts, or a count is a part of two wholes.
    #[error("these counts do not make a table")]
    Shape,
}

#[derive(Clone, Debug)]
pub(super) struct Count {
    pub(super) value: u32,
    pub(super) show: Show,
    /// The N that it is "of".
    pub(super) whole: Option<CountId>,
    /// How much a reader loses with it.
    pub(super) loss: u64,
}

#[derive(Clone, Debug)]
pub(super) enum Relation {
    Sum { total: CountId, parts: Vec<CountId> },
    Distinct { total: CountId, parts: Vec<CountId>, sum: u64, largest: u32, at_largest: usize },
    Part { part: CountId, whole: CountId },
}

impl Relation {
    pub(super) fn members(&self) -> Vec<CountId> {
        match self {
            Self::Sum { total, parts } | Self::Distinct { total, parts, .. } => {
                std::iter::once(*total).chain(parts.iter().copied()).collect()
            }
            Self::Part { part, whole } => vec![*part, *whole],
        }
    }
}

/// A table of counts with everything that a reader knows about them.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub(super) counts: Vec<Count>,
    pub(super) relations: Vec<Relation>,
    /// The relations of each count.
    pub(super) of: Vec<Vec<u32>>,
}

impl Table {
    /// A table without counts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a count.
    pub fn count(&mut self, value: u32, show: Show) -> CountId {
        let id = CountId(u32::try_from(self.counts.len()).unwrap_or(u32::MAX));
        // Fewest cells first, then the smallest numbers.
        self.counts.push(Count { value, show, whole: None, loss: 1_000 + u64::from(value.min(999)) });
        self.of.push(Vec::new());
        id
    }

    /// The value of a count; 0 for one of another table.
    #[must_use]
    pub fn value(&self, id: CountId) -> u32 {
        self.counts.get(id.at()).map_or(0, |c| c.value)
    }

    /// Number of counts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether there are no counts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// States that a total is the sum of its parts, and that a reader misses it more than a part.
    ///
    /// # Errors
    /// When it is not, or when a count is not of this table.
    pub fn sum(&mut self, total: CountId, parts: &[CountId]) -> Result<(), TableError> {
        let (value, sum, _) = self.total_of(total, parts)?;
        if u64::from(value) != sum {
            return Err(TableError::Sum { total: value, sum });
        }
        self.relate(Relation::Sum { total, parts: parts.to_vec() });
        Ok(())
    }

    /// States that a total counts different cases, each of which is in one or more of the parts.
    ///
    /// # Errors
    /// When it is smaller than its largest part or larger than the sum, or a count is not of this table.
    pub fn distinct(&mut self, total: CountId, parts: &[CountId]) -> Result<(), TableError> {
        let (value, sum, largest) = self.total_of(total, parts)?;
        if value < largest || u64::from(value) > sum {
            return Err(TableError::Distinct { total: value, largest, sum });
        }
        let at_largest = parts.iter().filter(|p| self.value(**p) == largest).count();
        self.relate(Relation::Distinct { total, parts: parts.to_vec(), sum, largest, at_largest });
        Ok(())
    }

    /// States that a count is "n of N".
    ///
    /// # Errors
    /// When n is larger than N, when it has an N already, or when a count is not of this table.
    pub fn part_of(&mut self, part: CountId, whole: CountId) -> Result<(), TableError> {
        let known = |id: CountId| self.counts.get(id.at()).map(|c| c.value).ok_or(TableError::Shape);
        let (n, of) = (known(part)?, known(whole)?);
        if n > of {
            return Err(TableError::Part { part: n, whole: of });
        }
        let count = self.counts.get_mut(part.at()).filter(|c| c.whole.is_none() && part != whole).ok_or(TableError::Shape)?;
        count.whole = Some(whole);
        self.relate(Relation::Part { part, whole });
        Ok(())
    }

    /// The total's value, the sum of the parts and the largest.
    fn total_of(&mut self, total: CountId, parts: &[CountId]) -> Result<(u32, u64, u32), TableError> {
        let values: Option<Vec<u32>> = parts.iter().map(|p| self.counts.get(p.at()).map(|c| c.value)).collect();
        let values = values.filter(|v| !v.is_empty() && !parts.contains(&total)).ok_or(TableError::Shape)?;
        let count = self.counts.get_mut(total.at()).ok_or(TableError::Shape)?;
        count.loss = count.loss.max(3_000 + u64::from(count.value.min(999)));
        Ok((count.value, values.iter().map(|v| u64::from(*v)).sum(), values.into_iter().max().unwrap_or_default()))
    }

    fn relate(&mut self, relation: Relation) {
        let index = u32::try_from(self.relations.len()).unwrap_or(u32::MAX);
        for member in relation.members() {
            if let Some(of) = self.of.get_mut(member.at())
                && of.last() != Some(&index)
            {
                of.push(index);
            }
        }
        self.relations.push(relation);
    }

    pub(super) fn relations_of(&self, id: CountId) -> &[u32] {
        self.of.get(id.at()).map(Vec::as_slice).unwrap_or_default()
    }

    pub(super) fn show(&self, id: CountId) -> Show {
        self.counts.get(id.at()).map_or(Show::Exact, |c| c.show)
    }

    pub(super) fn ids(&self) -> impl Iterator<Item = CountId> + use<> {
        (0..u32::try_from(self.counts.len()).unwrap_or(u32::MAX)).map(CountId)
    }
}

/// Changes of counts by one; what a reader cannot tell from the truth.
pub(super) type Changes = BTreeMap<CountId, i8>;
