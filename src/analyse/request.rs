//! What a matrix is asked for: two axes, what stands in the cells, and which cases and codings are counted.
//!
//! Two axes of one family are refused, since a cell of two cases would always be empty. Two sides of themes make sense
//! only with how near a passage of one is to be to a passage of the other: `MatrixRequest::meeting`.

use super::axis::{Axis, CellKind, MatrixError};
use super::near::Nearness;
use super::scope::{Filter, FrozenCodebook, Scope};
use crate::model::{Case, Id, Theme};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a matrix is asked for; its parts are known to go together.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MatrixRequest {
    rows: Axis,
    columns: Axis,
    cells: CellKind,
    near: Option<Nearness>,
    scope: Scope,
    filter: Filter,
    grouped_by: Option<Axis>,
}

impl MatrixRequest {
    /// Puts two axes and a content together.
    ///
    /// # Errors
    /// When the axes are of one family, or summaries are asked for other than theme by case.
    pub fn new(rows: Axis, columns: Axis, cells: CellKind) -> Result<Self, MatrixError> {
        if rows.is_theme() && columns.is_theme() {
            return Err(MatrixError::ThemesTwice);
        }
        if rows.is_single_case() && columns.is_single_case() {
            return Err(MatrixError::CasesTwice);
        }
        if rows == columns {
            return Err(MatrixError::Same);
        }
        let theme_and_case = (rows.is_theme() && columns == Axis::Case) || (rows == Axis::Case && columns.is_theme());
        if cells == CellKind::Summary && !theme_and_case {
            return Err(MatrixError::SummaryNeedsThemeAndCase);
        }
        Ok(Self::of(rows, columns, cells, None))
    }

    /// How often two themes meet: themes or theme groups on both sides.
    ///
    /// A cell counts the cases in which a coding of the row meets a coding of the column, the codings that take part,
    /// and the pairs of different codings that meet (`MatrixCell::pairs`). A coding meets itself, so that the diagonal
    /// is the theme itself, and a group meets its own themes wherever they are coded.
    ///
    /// # Errors
    /// When one side is no theme, or summaries are asked for.
    pub fn meeting(rows: Axis, columns: Axis, cells: CellKind, near: Nearness) -> Result<Self, MatrixError> {
        if !(rows.is_theme() && columns.is_theme()) {
            return Err(MatrixError::NearNeedsThemes);
        }
        if cells == CellKind::Summary {
            return Err(MatrixError::SummaryOfTwo);
        }
        Ok(Self::of(rows, columns, cells, Some(near)))
    }

    fn of(rows: Axis, columns: Axis, cells: CellKind, near: Option<Nearness>) -> Self {
        Self { rows, columns, cells, near, scope: Scope::default(), filter: Filter::default(), grouped_by: None }
    }

    /// Counts in these cases only; every total and every N is of them.
    #[must_use]
    pub fn within(mut self, cases: BTreeSet<Id<Case>>) -> Self {
        self.scope.cases = Some(cases);
        self
    }

    /// Counts under a codebook as it stood: its themes, names and order are those of the headers.
    ///
    /// A coding whose theme is not in it counts under the nearest theme above that is; where there is none, it does not
    /// count and `Matrix::left_out` tells it.
    #[must_use]
    pub fn with_codebook(mut self, themes: Arc<[Theme]>) -> Self {
        self.scope.codebook = Some(FrozenCodebook(themes));
        self
    }

    /// Cases and codebook in one.
    #[must_use]
    pub fn in_scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// Counts only what a filter lets through; see `Filter` for what that does to N.
    #[must_use]
    pub fn filtered(mut self, filter: Filter) -> Self {
        self.filter = filter;
        self
    }

    /// Puts the headers of cases into groups by an attribute, bands or a period: `Header::group` is the name of the
    /// first that the case stands under, and the headers follow that order. Another axis is passed over.
    #[must_use]
    pub fn grouped_by(mut self, axis: Axis) -> Self {
        self.grouped_by = axis.is_of_cases().then_some(axis);
        self
    }

    /// The same with rows and columns exchanged.
    #[must_use]
    pub fn transposed(mut self) -> Self {
        std::mem::swap(&mut self.rows, &mut self.columns);
        self
    }

    /// The axis of the rows.
    #[must_use]
    pub const fn rows(&self) -> &Axis {
        &self.rows
    }

    /// The axis of the columns.
    #[must_use]
    pub const fn columns(&self) -> &Axis {
        &self.columns
    }

    /// What stands in the cells.
    #[must_use]
    pub const fn cells(&self) -> CellKind {
        self.cells
    }

    /// How near two themes are to be; none unless themes are on both sides.
    #[must_use]
    pub const fn near(&self) -> Option<Nearness> {
        self.near
    }

    /// Which cases are there, and under which codebook.
    #[must_use]
    pub const fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Which codings count.
    #[must_use]
    pub const fn filter(&self) -> &Filter {
        &self.filter
    }

    /// By what the headers of cases are grouped.
    #[must_use]
    pub const fn groups(&self) -> Option<&Axis> {
        self.grouped_by.as_ref()
    }

    /// "Themes by case", "Themes by theme in the same passage".
    #[must_use]
    pub fn title(&self) -> String {
        let column = match &self.columns {
            Axis::Attribute(name) => name.clone(),
            Axis::Bands(bands) => bands.attribute().to_owned(),
            axis @ (Axis::Case
            | Axis::Document
            | Axis::Theme
            | Axis::ThemeGroup
            | Axis::Analyst
            | Axis::Period(_)
            | Axis::Agency
            | Axis::AgencyPair) => axis.title().to_lowercase(),
        };
        let near = self.near.map(|near| format!(" {near}")).unwrap_or_default();
        format!("{} by {column}{near}", self.rows.plural())
    }

    /// Whether every cell is one theme in one case or document, so that its state can be named.
    #[must_use]
    pub const fn has_states(&self) -> bool {
        (self.rows.is_theme() && self.columns.is_single_case()) || (self.rows.is_single_case() && self.columns.is_theme())
    }

    /// Whether `Matrix::of` asks for texts.
    #[must_use]
    pub fn needs_texts(&self) -> bool {
        let blocks = matches!(self.near, Some(Nearness::SamePassage | Nearness::Within(_)));
        blocks || !self.filter.zones.is_empty() || matches!(self.cells, CellKind::Words | CellKind::Quotes)
    }

    /// Whether an axis or the filter asks whose a coding is.
    pub(super) fn needs_analysts(&self) -> bool {
        [&self.rows, &self.columns].contains(&&Axis::Analyst) || !self.filter.analysts.is_empty()
    }
}
