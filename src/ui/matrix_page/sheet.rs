//! The matrix as the page holds it: computed once per revision and request, with what the screen adds to it.
//!
//! Nothing is counted here. Codings, cases and presence are three ways to show the same counts, so they share a matrix;
//! only words need the documents' texts and a matrix of their own.

use crate::analyse::{Axis, CellKind, Header, HeaderOf, Matrix, MatrixCell, MatrixError, MatrixRequest, Tally};
use crate::app::session::Session;
use crate::model::{Case, Id, Look, Polarity, Project, Theme};
use std::collections::BTreeMap;
use std::sync::Arc;

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
}

impl Show {
    /// Choices that say something: in a column of one case, the number of cases is presence.
    pub(super) const fn choices(single_case: bool) -> [Self; 3] {
        if single_case { [Self::Codings, Self::Presence, Self::Words] } else { [Self::Codings, Self::Cases, Self::Words] }
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Codings => "Codings",
            Self::Presence => "Presence",
            Self::Cases => "Cases",
            Self::Words => "Words",
        }
    }

    /// What a tally counts to.
    pub(super) const fn amount(self, tally: &Tally) -> u32 {
        match self {
            Self::Codings | Self::Presence => tally.codings,
            Self::Cases => tally.cases,
            Self::Words => tally.words,
        }
    }
}

/// How the columns of cases are put into bands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BandBy {
    /// By "Age band" where cases have it.
    #[default]
    Usual,
    /// Not at all.
    Nothing,
    /// By an attribute.
    Attribute(String),
}

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Themes or theme groups.
    pub themes: Axis,
    /// The other side.
    pub across: Axis,
    /// Themes are the columns.
    pub swapped: bool,
    /// What the cells show.
    pub show: Show,
    /// Bands over the columns of cases.
    pub bands: BandBy,
}

impl Default for Wanted {
    fn default() -> Self {
        Self { themes: Axis::Theme, across: Axis::Case, swapped: false, show: Show::Codings, bands: BandBy::Usual }
    }
}

impl Wanted {
    /// The request of the analysis.
    pub(super) fn request(&self) -> Result<MatrixRequest, MatrixError> {
        let (rows, columns) = if self.swapped { (&self.across, &self.themes) } else { (&self.themes, &self.across) };
        let cells = if self.show == Show::Words { CellKind::Words } else { CellKind::Codings };
        MatrixRequest::new(rows.clone(), columns.clone(), cells)
    }
}

/// A matrix with what the screen adds.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) matrix: Matrix,
    pub(super) swapped: bool,
    /// Columns in the order of the screen.
    pub(super) order: Vec<usize>,
    /// For each column, the name of its band; empty where there are none.
    pub(super) band_of: Vec<String>,
    /// For each column or row that is a case, a quiet word about it: its age.
    notes: BTreeMap<Id<Case>, String>,
    /// The colour of every theme.
    groups: BTreeMap<Id<Theme>, Look>,
}

impl Sheet {
    pub(super) fn of(session: &Session, wanted: &Wanted) -> Result<Self, MatrixError> {
        let project = session.project();
        let matrix = Matrix::of(project, &wanted.request()?, &|id, version| session.extracted(id, version))?;
        let groups = session.tree().nodes().iter().map(|n| (n.id, n.look)).collect();
        let notes = notes(project);
        let mut sheet = Self { matrix, swapped: wanted.swapped, order: Vec::new(), band_of: Vec::new(), notes, groups };
        sheet.put_in_order(project, wanted);
        Ok(sheet)
    }

    fn put_in_order(&mut self, project: &Project, wanted: &Wanted) {
        let columns = self.matrix.columns();
        self.order = (0..columns.len()).collect();
        if self.swapped || *wanted.across.name() == *"document" {
            self.band_of = columns.iter().map(|h| h.group.clone()).collect();
            return;
        }
        let Some(attribute) = band_attribute(project, wanted) else { return };
        let Some((names, of_case)) = bands_of(project, &attribute) else { return };
        let band = |h: &Header| match &h.of {
            HeaderOf::Case(case) => of_case.get(case).copied().unwrap_or(names.len()),
            _ => names.len(),
        };
        let bands: Vec<usize> = columns.iter().map(band).collect();
        self.order.sort_by_key(|i| bands.get(*i).copied().unwrap_or(usize::MAX));
        self.band_of = bands.iter().map(|b| names.get(*b).cloned().unwrap_or_default()).collect();
    }

    /// The headers that are themes.
    pub(super) fn themes(&self) -> &[Header] {
        if self.swapped { self.matrix.columns() } else { self.matrix.rows() }
    }

    /// Place of a theme's group among the groups: its colour.
    pub(super) fn look_of(&self, header: &Header) -> Option<Look> {
        match &header.of {
            HeaderOf::Theme(id) => self.groups.get(id).copied(),
            _ => None,
        }
    }

    /// A quiet word about a case.
    pub(super) fn note(&self, header: &Header) -> &str {
        match &header.of {
            HeaderOf::Case(id) => self.notes.get(id).map(String::as_str).unwrap_or_default(),
            _ => "",
        }
    }

    pub(super) fn row_at(&self, of: &HeaderOf) -> Option<usize> {
        self.matrix.rows().iter().position(|h| h.of == *of)
    }

    pub(super) fn column_at(&self, of: &HeaderOf) -> Option<usize> {
        self.matrix.columns().iter().position(|h| h.of == *of)
    }

    /// The total of a theme, whichever side it is on.
    pub(super) fn theme_total(&self, index: usize) -> Option<&MatrixCell> {
        if self.swapped { self.matrix.column_totals().get(index) } else { self.matrix.row_totals().get(index) }
    }

    /// Number of themes that are not only groups.
    pub(super) fn theme_count(&self) -> usize {
        self.themes().iter().filter(|h| !h.has_children).count()
    }
}

/// Attributes that cases have, in the order of their names.
pub(super) fn attributes(project: &Project) -> Vec<String> {
    let mut names: Vec<String> = project.cases().iter().flat_map(|c| c.attributes.keys().cloned()).collect();
    names.sort();
    names.dedup();
    names
}

fn band_attribute(project: &Project, wanted: &Wanted) -> Option<String> {
    if wanted.across != Axis::Case {
        return None;
    }
    match &wanted.bands {
        BandBy::Nothing => None,
        BandBy::Attribute(name) => Some(name.clone()),
        BandBy::Usual => attributes(project).into_iter().find(|name| name.to_lowercase() == "age band"),
    }
}

/// The bands of an attribute in order, and the band of every case. The order is that of the matrix by that attribute.
/// The names of bands, and which one each case is in.
type Bands = (Vec<String>, BTreeMap<Id<Case>, usize>);

fn bands_of(project: &Project, attribute: &str) -> Option<Bands> {
    let request = MatrixRequest::new(Axis::ThemeGroup, Axis::Attribute(attribute.to_owned()), CellKind::Presence).ok()?;
    let by_band = Matrix::of(project, &request, &|_, _| None).ok()?;
    let place = |case: &Case| {
        let value = case.attributes.get(attribute).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        by_band.columns().iter().position(|h| h.of == HeaderOf::Attribute(value.clone()))
    };
    let of_case = project.cases().iter().filter_map(|case| Some((case.id, place(case)?))).collect();
    Some((by_band.columns().iter().map(|h| h.name.clone()).collect(), of_case))
}

/// What stands under the name of a case: its age, where somebody recorded it.
fn notes(project: &Project) -> BTreeMap<Id<Case>, String> {
    let age = |case: &Case| {
        let found =
            case.attributes.iter().find(|(key, _)| key.to_lowercase().starts_with("age") && key.to_lowercase() != "age band");
        found.map(|(_, value)| (case.id, value.clone()))
    };
    project.cases().iter().filter_map(age).collect()
}

/// The sheet of the moment, made anew only for another revision or another wish.
#[derive(Debug, Default)]
pub(super) struct Held {
    held: Option<(u64, Wanted, Result<Arc<Sheet>, MatrixError>)>,
    /// How often a matrix was computed; tests watch it.
    pub(super) made: usize,
}

impl Held {
    pub(super) fn get(&mut self, session: &Session, wanted: &Wanted) -> Result<Arc<Sheet>, MatrixError> {
        let same = |w: &Wanted| {
            *w == *wanted || (Wanted { show: wanted.show, ..w.clone() } == *wanted && w.request() == wanted.request())
        };
        match &self.held {
            Some((at, of, sheet)) if *at == session.revision() && same(of) => sheet.clone(),
            Some(_) | None => {
                let sheet = Sheet::of(session, wanted).map(Arc::new);
                self.made += 1;
                self.held = Some((session.revision(), wanted.clone(), sheet.clone()));
                sheet
            }
        }
    }
}

/// What a cell says in words, for screen readers and tips.
pub(super) fn words_of(cell: &MatrixCell, show: Show, only: Option<Polarity>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (polarity, name) in
        [(Polarity::Concern, "concern"), (Polarity::GoodPractice, "good practice"), (Polarity::Context, "context")]
    {
        let amount = show.amount(cell.of(polarity));
        if amount == 0 || only.is_some_and(|one| one != polarity) {
            continue;
        }
        parts.push(match show {
            Show::Codings => format!("{amount} {name}"),
            Show::Presence => name.to_owned(),
            Show::Cases => format!("{amount} {} {name}", if amount == 1 { "case with" } else { "cases with" }),
            Show::Words => format!("{amount} words {name}"),
        });
    }
    if parts.is_empty() && !cell.state.is_present() {
        parts.push(cell.state.to_string().to_lowercase());
    } else if parts.is_empty() {
        parts.push("nothing of this polarity".to_owned());
    } else if cell.is_contradicted() {
        parts.push(if cell.stated_absent > 0 { "also stated absent" } else { "also judged not applicable" }.to_owned());
    }
    parts.join(", ")
}
