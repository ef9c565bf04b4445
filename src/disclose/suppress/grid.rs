//! The usual table: rows and columns with their totals, groups of rows, and "n of N".
//!
//! It only states the relations; [`Table`] takes any others.

use super::table::{CountId, Show, Table, TableError};

/// How a total comes from its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Totals {
    /// It is their sum: codings, or cases by a band that each case has once.
    Sum,
    /// It counts different cases, which may be in several parts.
    Distinct,
}

/// The totals of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Margin {
    /// One total for each row (or column).
    pub totals: Vec<u32>,
    /// How it comes from the cells.
    pub how: Totals,
    /// Whether totals may be suppressed: `Exact` for partners, `Open` for the public.
    pub show: Show,
}

/// A row that stands for other rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The group's own row.
    pub row: usize,
    /// The rows under it, at least one.
    pub members: Vec<usize>,
    /// How its counts come from theirs.
    pub how: Totals,
}

/// The N that cells are "of".
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Of {
    /// Plain counts.
    Nothing,
    /// One N for the whole table, known to everybody: the number of cases.
    All(u32),
    /// One N for each row.
    Rows(Vec<u32>, Show),
    /// One N for each column, such as the cases of a band; the total of a row is of the last, where there is one more.
    Columns(Vec<u32>, Show),
}

/// A table of rows and columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Number of columns, without totals.
    pub columns: usize,
    /// The cells, row by row.
    pub cells: Vec<u32>,
    /// Totals at the end of each row.
    pub row_totals: Option<Margin>,
    /// Totals at the foot of each column, over rows that are in no group.
    pub column_totals: Option<Margin>,
    /// The total of everything.
    pub overall: Option<(u32, Show)>,
    /// Rows that stand for others; a row is in at most one group.
    pub groups: Vec<Group>,
    /// What cells are counted of.
    pub of: Of,
}

/// The counts of a grid in its table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridIds {
    /// The cells, row by row.
    pub cells: Vec<CountId>,
    /// Totals of rows; empty when there are none.
    pub row_totals: Vec<CountId>,
    /// Totals of columns; empty when there are none.
    pub column_totals: Vec<CountId>,
    /// The total of everything.
    pub overall: Option<CountId>,
    /// Each N; empty when there is none.
    pub of: Vec<CountId>,
}

impl Grid {
    /// The table of this grid.
    ///
    /// # Errors
    /// When the numbers contradict each other or the sides do not fit.
    pub fn table(&self) -> Result<(Table, GridIds), TableError> {
        let mut table = Table::new();
        let mut all = |values: &[u32], show| values.iter().map(|v| table.count(*v, show)).collect::<Vec<_>>();
        let cells = all(&self.cells, Show::Open);
        let margin = |side: &Option<Margin>, all: &mut dyn FnMut(&[u32], Show) -> Vec<CountId>| {
            side.as_ref().map(|m| all(&m.totals, m.show)).unwrap_or_default()
        };
        let row_totals = margin(&self.row_totals, &mut all);
        let column_totals = margin(&self.column_totals, &mut all);
        let overall = self.overall.and_then(|(value, show)| all(&[value], show).pop());
        let of = match &self.of {
            Of::Nothing => Vec::new(),
            Of::All(n) => all(&[*n], Show::Exact),
            Of::Rows(n, show) | Of::Columns(n, show) => all(n, *show),
        };
        let ids = GridIds { cells, row_totals, column_totals, overall, of };
        self.relate_rows(&mut table, &ids)?;
        self.relate_columns(&mut table, &ids)?;
        self.relate_wholes(&mut table, &ids)?;
        Ok((table, ids))
    }

    fn relate_rows(&self, table: &mut Table, ids: &GridIds) -> Result<(), TableError> {
        if self.columns == 0 || !self.cells.len().is_multiple_of(self.columns) {
            return Err(TableError::Shape);
        }
        let Some(margin) = &self.row_totals else { return Ok(()) };
        if margin.totals.len() * self.columns != self.cells.len() {
            return Err(TableError::Shape);
        }
        for (total, row) in ids.row_totals.iter().zip(ids.cells.chunks(self.columns)) {
            relate(table, margin.how, *total, row)?;
        }
        let Some(overall) = ids.overall.filter(|_| !ids.column_totals.is_empty()) else { return Ok(()) };
        relate(table, margin.how, overall, &ids.column_totals)
    }

    fn relate_columns(&self, table: &mut Table, ids: &GridIds) -> Result<(), TableError> {
        let rows = self.cells.len() / self.columns.max(1);
        let in_group = |row: &usize| self.groups.iter().any(|g| g.members.contains(row));
        let top: Vec<usize> = (0..rows).filter(|r| !in_group(r)).collect();
        let pick = |of: &[CountId], rows: &[usize]| rows.iter().map(|r| of.get(*r).copied()).collect::<Option<Vec<_>>>();
        let columns = (0..self.columns).map(|c| ids.cells.iter().copied().skip(c).step_by(self.columns).collect::<Vec<_>>());
        let columns: Vec<Vec<CountId>> = columns.chain((!ids.row_totals.is_empty()).then(|| ids.row_totals.clone())).collect();
        for (c, column) in columns.iter().enumerate() {
            for group in &self.groups {
                let members = pick(column, &group.members).ok_or(TableError::Shape)?;
                relate(table, group.how, *column.get(group.row).ok_or(TableError::Shape)?, &members)?;
            }
            let Some(margin) = &self.column_totals else { continue };
            let total = if c < self.columns { ids.column_totals.get(c).copied() } else { ids.overall };
            match total {
                Some(total) => relate(table, margin.how, total, &pick(column, &top).ok_or(TableError::Shape)?)?,
                None if c < self.columns => return Err(TableError::Shape),
                None => {}
            }
        }
        Ok(())
    }

    fn relate_wholes(&self, table: &mut Table, ids: &GridIds) -> Result<(), TableError> {
        let width = self.columns.max(1);
        let whole = |row: Option<usize>, column: Option<usize>| match &self.of {
            Of::Nothing => None,
            Of::All(_) => ids.of.first(),
            Of::Rows(..) => row.and_then(|r| ids.of.get(r)),
            Of::Columns(..) => ids.of.get(column.unwrap_or(self.columns)),
        };
        let cells = ids.cells.iter().enumerate().map(|(i, id)| (*id, whole(Some(i / width), Some(i % width))));
        let rows = ids.row_totals.iter().enumerate().map(|(r, id)| (*id, whole(Some(r), None)));
        let columns = ids.column_totals.iter().enumerate().map(|(c, id)| (*id, whole(None, Some(c))));
        for (part, whole) in cells.chain(rows).chain(columns) {
            if let Some(whole) = whole {
                table.part_of(part, *whole)?;
            }
        }
        Ok(())
    }
}

fn relate(table: &mut Table, how: Totals, total: CountId, parts: &[CountId]) -> Result<(), TableError> {
    match how {
        Totals::Sum => table.sum(total, parts),
        Totals::Distinct => table.distinct(total, parts),
    }
}
