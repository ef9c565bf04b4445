//! The order of rows and columns for views, and a matrix turned round.
//!
//! A theme stays above what lies under it whatever the order: only brothers and sisters change places. In the same way
//! cases stay in their groups. So an order is a list of places on a side, and the matrix itself is never moved.

use super::attribute::{attribute_values, known_attribute};
use super::axis::MatrixError;
use super::cell::MatrixCell;
use super::header::{Header, HeaderOf};
use super::matrix::Matrix;
use super::order::{band_cmp, natural_cmp};
use super::tally::Sides;
use crate::model::Project;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;
use std::str::FromStr;

/// How the headers of a side are put in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SortBy {
    /// As the matrix has them: the codebook's order, cases by name, values from low to high.
    #[default]
    AsIs,
    /// By name.
    Name,
    /// By number of cases with it, most first; then by codings, then as it is.
    Count,
    /// Cases and documents by an attribute of the case; "not recorded" comes last.
    Attribute(String),
}

impl SortBy {
    /// The name on the command line and in saved matrices.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::AsIs => "codebook".to_owned(),
            Self::Name => "name".to_owned(),
            Self::Count => "count".to_owned(),
            Self::Attribute(name) => format!("attribute:{name}"),
        }
    }
}

impl FromStr for SortBy {
    type Err = MatrixError;

    fn from_str(name: &str) -> Result<Self, MatrixError> {
        match name.trim() {
            "" | "codebook" => Ok(Self::AsIs),
            "name" => Ok(Self::Name),
            "count" => Ok(Self::Count),
            other => match other.strip_prefix("attribute:").map(str::trim) {
                Some(attribute) if !attribute.is_empty() => Ok(Self::Attribute(attribute.to_owned())),
                Some(_) | None => Err(MatrixError::UnknownOrder(other.to_owned())),
            },
        }
    }
}

impl Matrix {
    /// The rows in an order.
    ///
    /// # Errors
    /// When an attribute is asked for that no case has.
    pub fn row_order(&self, project: &Project, by: &SortBy) -> Result<Vec<usize>, MatrixError> {
        order(self.rows(), self.row_totals(), project, by)
    }

    /// The columns in an order.
    ///
    /// # Errors
    /// When an attribute is asked for that no case has.
    pub fn column_order(&self, project: &Project, by: &SortBy) -> Result<Vec<usize>, MatrixError> {
        order(self.columns(), self.column_totals(), project, by)
    }

    /// The same with rows and columns exchanged.
    #[must_use]
    pub fn transposed(self) -> Self {
        let (height, width) = (self.rows().len(), self.columns().len());
        let turn = |i: usize| (i % width) * height + i / width;
        let turned = |row: usize| (0..height).map(move |column| column * width + row);
        let cells = (0..width).flat_map(turned).filter_map(|i| self.cells.get(i).copied()).collect();
        Self {
            cells,
            quotes: self.quotes.into_iter().map(|(i, quotes)| (turn(i), quotes)).collect(),
            summaries: self.summaries.into_iter().map(|(i, summary)| (turn(i), summary)).collect(),
            request: self.request.transposed(),
            row_totals: self.column_totals,
            column_totals: self.row_totals,
            sides: self.sides.transposed(),
            ..self
        }
    }

    /// The same with its rows and columns in another order, such as `row_order` gives it. A place that is missing or
    /// named twice leaves that side as it is.
    #[must_use]
    pub fn arranged(self, rows: &[usize], columns: &[usize]) -> Self {
        let (height, width) = (self.rows().len(), self.columns().len());
        let (rows, columns) = (whole_order(rows, height), whole_order(columns, width));
        let (down, across) = (places(&rows), places(&columns));
        let at = |places: &[usize], i: usize| places.get(i).copied().unwrap_or(i);
        let moved = |i: usize| at(&down, i / width.max(1)) * width + at(&across, i % width.max(1));
        let cells = rows.iter().flat_map(|row| columns.iter().map(move |column| row * width + column));
        let totals = |totals: &[MatrixCell], order: &[usize]| order.iter().filter_map(|i| totals.get(*i).copied()).collect();
        Self {
            cells: cells.filter_map(|i| self.cells.get(i).copied()).collect(),
            row_totals: totals(&self.row_totals, &rows),
            column_totals: totals(&self.column_totals, &columns),
            quotes: self.quotes.into_iter().map(|(i, quotes)| (moved(i), quotes)).collect(),
            summaries: self.summaries.into_iter().map(|(i, summary)| (moved(i), summary)).collect(),
            sides: Sides {
                rows: self.sides.rows.arranged(&rows, &down),
                columns: self.sides.columns.arranged(&columns, &across),
                all: self.sides.all,
            },
            ..self
        }
    }
}

/// An order that names each place of a side once; else the order as it is.
fn whole_order(order: &[usize], length: usize) -> Vec<usize> {
    let mut sorted = order.to_vec();
    sorted.sort_unstable();
    if sorted.into_iter().eq(0..length) { order.to_vec() } else { (0..length).collect() }
}

/// For each place before, its place in an order.
fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    for (now, before) in order.iter().enumerate() {
        if let Some(place) = places.get_mut(*before) {
            *place = now;
        }
    }
    places
}

fn order(headers: &[Header], totals: &[MatrixCell], project: &Project, by: &SortBy) -> Result<Vec<usize>, MatrixError> {
    let values = match by {
        SortBy::Attribute(name) => values_of(headers, &known_attribute(name, project)?, project),
        SortBy::AsIs | SortBy::Name | SortBy::Count => Vec::new(),
    };
    let count = |i: usize| totals.get(i).map(|total| Reverse((total.all.cases, total.all.codings)));
    let name = |i: usize| headers.get(i).map(|h| h.name.as_str()).unwrap_or_default();
    let value = |i: usize| values.get(i).and_then(Option::as_deref);
    let cmp = |a: usize, b: usize| match by {
        SortBy::AsIs => Ordering::Equal,
        SortBy::Name => natural_cmp(name(a), name(b)),
        SortBy::Count => count(a).cmp(&count(b)),
        SortBy::Attribute(_) => match (value(a), value(b)) {
            (Some(a), Some(b)) => band_cmp(a, b),
            (None, _) | (_, None) => value(b).is_some().cmp(&value(a).is_some()),
        },
    };
    Ok(nested(headers, cmp))
}

/// Sorts brothers and sisters, and puts what lies under each behind it.
fn nested(headers: &[Header], cmp: impl Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let groups = groups_of(headers);
    let group = |i: &usize| groups.get(*i).copied().unwrap_or_default();
    let mut below: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (i, header) in headers.iter().enumerate() {
        below.entry(header.parent).or_default().push(i);
    }
    for siblings in below.values_mut() {
        siblings.sort_by(|a, b| group(a).cmp(&group(b)).then_with(|| cmp(*a, *b)));
    }
    let mut order = Vec::with_capacity(headers.len());
    let mut waiting: Vec<usize> = below.get(&None).into_iter().flatten().rev().copied().collect();
    while let Some(next) = waiting.pop() {
        order.push(next);
        waiting.extend(below.get(&Some(next)).into_iter().flatten().rev());
    }
    order
}

/// For each header of a case, the place of its group; 0 for everything else.
fn groups_of(headers: &[Header]) -> Vec<usize> {
    let mut names: Vec<&str> = Vec::new();
    let mut groups = Vec::with_capacity(headers.len());
    for header in headers {
        if !matches!(header.of, HeaderOf::Case(_)) {
            groups.push(0);
            continue;
        }
        // The headers of a group stand together, so only the last name can be the same.
        if names.last() != Some(&header.group.as_str()) {
            names.push(&header.group);
        }
        groups.push(names.len());
    }
    groups
}

/// The first value of each header's case.
fn values_of(headers: &[Header], attribute: &str, project: &Project) -> Vec<Option<String>> {
    let case_of = |header: &Header| match &header.of {
        HeaderOf::Case(id) => project.cases().get(*id),
        HeaderOf::Document(id) => project.documents().get(*id).and_then(|d| project.cases().get(d.case)),
        HeaderOf::Theme(_)
        | HeaderOf::Analyst(_)
        | HeaderOf::Attribute(_)
        | HeaderOf::Agency(_)
        | HeaderOf::AgencyPair(..)
        | HeaderOf::All => None,
    };
    let first = |header: &Header| attribute_values(case_of(header)?, attribute).into_iter().next().flatten();
    headers.iter().map(first).collect()
}
