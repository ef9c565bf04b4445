//! What the page shows, by the names that saved matrices and the command line have, and what only the screen adds.

use crate::analyse::{Axis, CellKind, Tally};
use crate::analyse::{MatrixRequest, Passages};
use crate::app::matrix_view::{self, ViewError, request_of};
use crate::model::{DeepDive, Id, MatrixView, Project, SavedMatrix};

/// What the cells show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// Numbers of codings.
    #[default]
    Codings,
    /// Whether and how it is there.
    Presence,
    /// Numbers of cases.
    Cases,
    /// Numbers of words.
    Words,
    /// The passages.
    Quotes,
    /// The summaries that people wrote.
    Summaries,
}

impl Show {
    /// Every choice, in the order of lists.
    pub(super) const ALL: [Self; 6] = [Self::Codings, Self::Presence, Self::Cases, Self::Words, Self::Quotes, Self::Summaries];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Codings => "Codings",
            Self::Presence => "Presence",
            Self::Cases => "Cases",
            Self::Words => "Words",
            Self::Quotes => "Quotes",
            Self::Summaries => "Summaries",
        }
    }

    pub(super) const fn kind(self) -> CellKind {
        match self {
            Self::Codings => CellKind::Codings,
            Self::Presence => CellKind::Presence,
            Self::Cases => CellKind::Cases,
            Self::Words => CellKind::Words,
            Self::Quotes => CellKind::Quotes,
            Self::Summaries => CellKind::Summary,
        }
    }

    pub(super) fn of(name: &str) -> Self {
        Self::ALL.into_iter().find(|show| show.kind().name() == name).unwrap_or_default()
    }

    /// The content that is counted for it: numbers of codings, cases and presence are the same matrix.
    const fn counted(self) -> CellKind {
        match self {
            Self::Codings | Self::Presence | Self::Cases => CellKind::Codings,
            Self::Words | Self::Quotes | Self::Summaries => self.kind(),
        }
    }

    /// Whether cells hold sentences rather than numbers.
    pub(super) const fn is_text(self) -> bool {
        matches!(self, Self::Quotes | Self::Summaries)
    }

    /// What a tally counts to.
    pub(super) const fn amount(self, tally: &Tally) -> u32 {
        match self {
            Self::Codings | Self::Presence | Self::Quotes | Self::Summaries => tally.codings,
            Self::Cases => tally.cases,
            Self::Words => tally.words,
        }
    }
}

/// What the page asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// The matrix by names.
    pub view: MatrixView,
    /// Cases stand in the usual groups until somebody chooses others.
    pub usual_groups: bool,
    /// Words that a theme's name or code holds.
    pub typed: String,
    /// Only themes with codings.
    pub only_coded: bool,
    /// The saved matrix that was opened.
    pub saved: Option<Id<SavedMatrix>>,
}

impl Default for Wanted {
    fn default() -> Self {
        let view = MatrixView {
            rows: Axis::Theme.name(),
            columns: Axis::Case.name(),
            cells: CellKind::Codings.name().to_owned(),
            ..MatrixView::default()
        };
        Self { view, usual_groups: true, typed: String::new(), only_coded: false, saved: None }
    }
}

impl Wanted {
    /// Follows the chosen round and, until somebody chose others, the usual groups of cases.
    pub(super) fn settle(&mut self, project: &Project, round: Option<Id<DeepDive>>) {
        self.view.within = round;
        if self.usual_groups {
            let has_cases = [&self.view.rows, &self.view.columns].contains(&&Axis::Case.name());
            let usual = attributes(project).into_iter().find(|name| name.to_lowercase() == "age band");
            self.view.group_by = usual.filter(|_| has_cases).map(|name| Axis::Attribute(name).name()).unwrap_or_default();
        }
        if self.saved.is_some_and(|id| project.saved_matrices().get(id).is_none()) {
            self.saved = None;
        }
    }

    /// The request of the analysis.
    pub(super) fn request(&self, project: &Project, passages: Option<Passages>) -> Result<MatrixRequest, ViewError> {
        let cells = self.show().counted().name().to_owned();
        request_of(project, &MatrixView { cells, ..self.view.clone() }, passages)
    }

    pub(super) fn show(&self) -> Show {
        Show::of(&self.view.cells)
    }

    pub(super) fn set_show(&mut self, show: Show) {
        show.kind().name().clone_into(&mut self.view.cells);
    }

    /// One side, where its name can be read.
    pub(super) fn axis(&self, of_rows: bool) -> Option<Axis> {
        if of_rows { &self.view.rows } else { &self.view.columns }.parse().ok()
    }

    /// Exchanges rows and columns.
    pub(super) fn swap(&mut self) {
        self.view = matrix_view::transposed(&self.view);
    }

    /// Sets a side, and what has to go with it: themes on both sides meet somehow, and summaries need theme by case.
    pub(super) fn set_axis(&mut self, of_rows: bool, axis: &Axis) {
        *(if of_rows { &mut self.view.rows } else { &mut self.view.columns }) = axis.name();
        let sides = [self.axis(true), self.axis(false)];
        let themes = sides.iter().flatten().filter(|a| a.is_theme()).count();
        if themes < 2 {
            self.view.near.clear();
        } else if self.view.near.is_empty() {
            self.view.near = crate::analyse::Nearness::default().name();
        }
        if self.show() == Show::Summaries && !(themes == 1 && sides.contains(&Some(Axis::Case))) {
            self.set_show(Show::Codings);
        }
    }

    /// Takes every filter away.
    pub(super) fn clear_filters(&mut self) {
        let view = &mut self.view;
        view.query.clear();
        view.attributes.clear();
        view.polarities.clear();
        view.analysts.clear();
        view.zones.clear();
        self.typed.clear();
        self.only_coded = false;
    }

    /// How many filters are on.
    pub(super) fn filters(&self) -> usize {
        let view = &self.view;
        let on = [
            !view.query.trim().is_empty(),
            !view.polarities.is_empty(),
            !view.analysts.is_empty(),
            !view.zones.is_empty(),
            !self.typed.trim().is_empty(),
            self.only_coded,
        ];
        view.attributes.values().filter(|values| !values.is_empty()).count() + on.into_iter().filter(|on| *on).count()
    }

    /// Opens a saved matrix.
    pub(super) fn open(&mut self, saved: &SavedMatrix) {
        let view = saved.view.clone();
        *self = Self { view, usual_groups: false, typed: String::new(), only_coded: false, saved: Some(saved.id) };
    }

    /// Whether the page shows something else than the saved matrix that was opened.
    pub(super) fn differs(&self, saved: &SavedMatrix) -> bool {
        saved.view != self.view
    }
}

/// Attributes that cases have, in the order of their names.
pub(super) fn attributes(project: &Project) -> Vec<String> {
    let mut names: Vec<String> = project.cases().iter().flat_map(|c| c.attributes.keys().cloned()).collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_with_a_side_follows_it() {
        let mut wanted = Wanted::default();
        wanted.set_show(Show::Summaries);
        wanted.set_axis(false, &Axis::ThemeGroup);
        assert_eq!((wanted.view.near.as_str(), wanted.show()), ("passage", Show::Codings));
        wanted.swap();
        assert_eq!((wanted.view.rows.as_str(), wanted.view.columns.as_str()), ("theme-group", "theme"));
        wanted.set_axis(false, &Axis::Case);
        assert_eq!(wanted.view.near, "");
    }
}
