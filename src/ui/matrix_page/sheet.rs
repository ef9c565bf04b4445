//! The matrix as the page holds it: corrected after each step rather than counted anew, with what the screen adds to it.
//!
//! Nothing is counted here. Codings, cases and presence are three ways to show the same counts, so they share a matrix;
//! words, quotes and summaries need the documents' texts and a matrix of their own.

use super::wanted::{Show, Wanted};
use crate::analyse::{Header, HeaderOf, LiveMatrix, Matrix, MatrixCell, MatrixRequest, Passages, share_words};
use crate::app::matrix_view::{ViewError, order_of};
use crate::app::session::Session;
use crate::model::{Case, Id, Look, Polarity, Project, Theme};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A matrix with what the screen adds.
#[derive(Debug)]
pub(super) struct Sheet {
    live: LiveMatrix,
    /// Another number for everything that looks otherwise.
    pub(super) version: u64,
    /// Rows in the order of the screen.
    pub(super) rows: Vec<usize>,
    /// Columns in the order of the screen.
    pub(super) columns: Vec<usize>,
    /// For each case, a quiet word about it: its age.
    notes: BTreeMap<Id<Case>, String>,
    /// The colour of every theme.
    groups: BTreeMap<Id<Theme>, Look>,
}

impl Sheet {
    fn of(session: &Session, wanted: &Wanted, request: &MatrixRequest) -> Result<Self, ViewError> {
        let live = LiveMatrix::new(session.project(), request, &|id, version| session.extracted(id, version))?;
        let (rows, columns, notes, groups) = Default::default();
        let mut sheet = Self { live, version: 0, rows, columns, notes, groups };
        sheet.dress(session, wanted)?;
        Ok(sheet)
    }

    /// Takes in the steps since.
    fn refresh(&mut self, session: &Session, wanted: &Wanted) -> Result<(), ViewError> {
        self.live.refresh(session.project(), &|id, version| session.extracted(id, version))?;
        self.dress(session, wanted)
    }

    fn dress(&mut self, session: &Session, wanted: &Wanted) -> Result<(), ViewError> {
        self.groups = session.tree().nodes().iter().map(|n| (n.id, n.look)).collect();
        self.notes = notes(session.project());
        (self.rows, self.columns) = order_of(self.live.matrix(), session.project(), &wanted.view)?;
        Ok(())
    }

    pub(super) const fn matrix(&self) -> &Matrix {
        self.live.matrix()
    }

    /// Headers of both sides that are groups of themes and can be folded.
    pub(super) fn foldable(&self) -> impl Iterator<Item = Id<Theme>> {
        let both = self.matrix().rows().iter().chain(self.matrix().columns());
        both.filter(|h| h.has_children).filter_map(|h| match &h.of {
            HeaderOf::Theme(id) => Some(*id),
            _ => None,
        })
    }

    /// Place of a theme's group among the groups: its colour.
    pub(super) fn look_of(&self, header: &Header) -> Option<Look> {
        match &header.of {
            // A theme of a frozen codebook that is gone since keeps its place with the first colour.
            HeaderOf::Theme(id) => Some(self.groups.get(id).copied().unwrap_or_else(|| Look::of_group(0))),
            _ => None,
        }
    }

    /// A quiet word about a header: the age of a case, the number of cases of a value.
    pub(super) fn note(&self, header: &Header, total: Option<&MatrixCell>) -> String {
        match (&header.of, total) {
            (HeaderOf::Case(id), _) => self.notes.get(id).cloned().unwrap_or_default(),
            (HeaderOf::Attribute(_), Some(total)) if total.relevant == 1 => "1 case".to_owned(),
            (HeaderOf::Attribute(_), Some(total)) => format!("{} cases", total.relevant),
            _ => String::new(),
        }
    }

    pub(super) fn row_at(&self, of: &HeaderOf) -> Option<usize> {
        self.matrix().rows().iter().position(|h| h.of == *of)
    }

    pub(super) fn column_at(&self, of: &HeaderOf) -> Option<usize> {
        self.matrix().columns().iter().position(|h| h.of == *of)
    }

    /// Number of themes that are not only groups; none where no side has themes.
    pub(super) fn theme_count(&self) -> Option<usize> {
        let request = self.matrix().request();
        let side = if request.rows().is_theme() {
            self.matrix().rows()
        } else if request.columns().is_theme() {
            self.matrix().columns()
        } else {
            return None;
        };
        Some(side.iter().filter(|h| !h.has_children).count())
    }

    /// What a cell says in sentences, where it holds quotes or summaries.
    pub(super) fn text(&self, row: usize, column: usize, show: Show) -> String {
        match show {
            Show::Quotes => {
                let quotes: Vec<String> =
                    self.matrix().quotes(row, column).iter().map(|quote| format!("“{}”", quote.words)).collect();
                quotes.join(" ")
            }
            Show::Summaries => self.matrix().summary(row, column).to_owned(),
            Show::Codings | Show::Presence | Show::Cases | Show::Words => String::new(),
        }
    }

    /// What a cell says, for screen readers and tips.
    pub(super) fn words(&self, row: usize, column: usize, show: Show) -> String {
        let Some(cell) = self.matrix().cell(row, column) else { return String::new() };
        let text = self.text(row, column, show);
        let words = words_of(cell, show, self.matrix().request().has_states());
        match show {
            Show::Quotes if !text.is_empty() => format!("{words}. {text}"),
            Show::Summaries if !text.is_empty() => text,
            Show::Summaries if cell.state.is_present() => format!("{words}, no summary yet"),
            _ => words,
        }
    }
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

/// The sheet of the moment: another one only for another request; a revision only corrects it.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// What it was asked for, at which revision.
    asked: Option<(u64, Wanted, Option<Passages>)>,
    request: Option<MatrixRequest>,
    sheet: Option<Result<Arc<Sheet>, ViewError>>,
    version: u64,
    /// How often a matrix was computed or corrected; tests watch it.
    pub(super) made: usize,
}

impl Held {
    pub(super) fn get(
        &mut self,
        session: &Session,
        wanted: &Wanted,
        passages: Option<&Passages>,
    ) -> Result<Arc<Sheet>, ViewError> {
        let is_same = |(at, asked, found): &(u64, Wanted, Option<Passages>)| {
            *at == session.revision() && found.as_ref() == passages && same_sheet(asked, wanted)
        };
        if !self.asked.as_ref().is_some_and(is_same) || self.sheet.is_none() {
            let request = wanted.request(session.project(), passages.cloned());
            self.count(session, wanted, request);
            self.asked = Some((session.revision(), wanted.clone(), passages.cloned()));
        }
        self.sheet.clone().unwrap_or(Err(ViewError::NoRound))
    }

    fn count(&mut self, session: &Session, wanted: &Wanted, request: Result<MatrixRequest, ViewError>) {
        let request = match request {
            Ok(request) => request,
            Err(fault) => {
                (self.request, self.sheet) = (None, Some(Err(fault)));
                return;
            }
        };
        let kept = self.sheet.take().and_then(Result::ok).filter(|_| self.request.as_ref() == Some(&request));
        // Nobody else holds it between frames; where somebody did, it is counted anew.
        let kept = kept.and_then(|sheet| Arc::try_unwrap(sheet).ok());
        let was_at = self.asked.as_ref().map(|(at, ..)| *at);
        let sheet = match kept {
            Some(mut sheet) => sheet.refresh(session, wanted).map(|()| sheet),
            None => Sheet::of(session, wanted, &request),
        };
        self.version += 1;
        self.made += usize::from(was_at != Some(session.revision()) || self.request.as_ref() != Some(&request));
        let version = self.version;
        self.request = Some(request);
        self.sheet = Some(sheet.map(|sheet| Arc::new(Sheet { version, ..sheet })));
    }
}

/// Whether two wishes have the same sheet: what is folded or typed, and how the same counts are shown, makes none.
fn same_sheet(a: &Wanted, b: &Wanted) -> bool {
    let counted = |w: &Wanted| match w.show() {
        Show::Codings | Show::Presence | Show::Cases => Show::Codings,
        other @ (Show::Words | Show::Quotes | Show::Summaries) => other,
    };
    let part = |w: &Wanted| {
        let mut view = w.view.clone();
        view.folded.clear();
        view.cells.clear();
        view
    };
    counted(a) == counted(b) && part(a) == part(b)
}

/// What a cell says in words. `one_case` where every cell is of one case or document.
fn words_of(cell: &MatrixCell, show: Show, one_case: bool) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (polarity, name) in
        [(Polarity::Concern, "concern"), (Polarity::GoodPractice, "good practice"), (Polarity::Context, "context")]
    {
        let amount = show.amount(cell.of(polarity));
        if amount == 0 {
            continue;
        }
        parts.push(match show {
            Show::Codings | Show::Quotes | Show::Summaries => format!("{amount} {name}"),
            Show::Presence if one_case => name.to_owned(),
            Show::Presence | Show::Cases => {
                let cases = cell.of(polarity).cases;
                format!("{} cases with {name}", share_words(cases, cell.counted))
            }
            Show::Words => format!("{amount} words {name}"),
        });
    }
    if parts.is_empty() {
        return cell.state.to_string().to_lowercase();
    }
    if cell.is_contradicted() {
        parts.push(if cell.stated_absent > 0 { "also stated absent" } else { "also judged not applicable" }.to_owned());
    }
    if cell.otherwise > 0 && !one_case {
        parts.push(format!("{} coded otherwise", cell.otherwise));
    }
    parts.join(", ")
}
