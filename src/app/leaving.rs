//! What leaves the deep dive: the names that the project knows, rare traits among its cases, and matrices at a level.
//!
//! A matrix is computed once; levels and decisions are then tried on it as often as somebody changes them.

use super::action::MatrixExport;
use super::export::ExportError;
use super::matrix_view::{order_of, request_of};
use super::session::Session;
use crate::analyse::{Axis, Matrix, MatrixRequest};
use crate::disclose::gate::{Decisions, Gate, Looked, Passage, Question};
use crate::disclose::identifiers::{KnownName, NameOf};
use crate::disclose::{About, Account, Level, Rare, Said, coarsened, rare};
use crate::model::{PartialDate, Project};
use crate::text::Field;
use crate::write::{Protected, Refused, passages};
use std::collections::{BTreeMap, BTreeSet};

/// Traits of fewer cases than this are told to the author: one or two cases can be somebody's neighbours.
const FEW: usize = 3;

/// The names that a text must not take out unseen: authors and pseudonyms that were recorded, analysts and their
/// initials. What cases are called here is an alias, made so that it may be written down.
#[must_use]
pub fn known_names(project: &Project) -> Vec<KnownName> {
    let cases: BTreeSet<&str> = project.cases().iter().map(|c| c.name.as_str()).collect();
    let mut names: BTreeSet<(NameOf, String)> = BTreeSet::new();
    for document in project.documents().iter() {
        for (field, of) in [(Field::Author, NameOf::Author), (Field::Pseudonym, NameOf::Alias)] {
            names.extend(document.particulars_of(field).map(|p| (of, p.value.trim().to_owned())));
        }
    }
    for analyst in project.analysts().values() {
        names.insert((NameOf::Analyst, analyst.name.trim().to_owned()));
        names.insert((NameOf::Initials, analyst.initials.trim().to_owned()));
    }
    names.retain(|(_, name)| !name.is_empty() && !cases.contains(name.as_str()));
    names.into_iter().map(|(of, name)| KnownName { name, of }).collect()
}

/// Rare values and combinations of values of some attributes, as sentences for the author.
#[must_use]
pub fn rare_traits(project: &Project, attributes: &[&str]) -> Vec<Said> {
    let traits = |case: &crate::model::Case| -> BTreeMap<String, String> {
        let printed = case.attributes.iter().filter(|(name, _)| attributes.iter().any(|a| a.eq_ignore_ascii_case(name)));
        printed.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    let cases: Vec<BTreeMap<String, String>> = project.cases().iter().map(traits).collect();
    let sentence = |found: Rare| {
        let advice = "whoever knows of such a case can tell it; put values together or leave them out";
        Said::new(About::Rare, format!("{} only; {advice}.", found.line()))
    };
    rare(&cases, FEW).into_iter().map(sentence).collect()
}

/// A date as a level shows it.
#[must_use]
pub fn coarsened_at(level: Level, date: PartialDate) -> String {
    coarsened(date, level.dates())
}

/// A matrix that somebody is about to export.
#[derive(Debug)]
pub struct Leaving {
    matrix: Matrix,
    names: Vec<KnownName>,
    rare: Vec<Said>,
}

impl Leaving {
    /// Computes the matrix of a request.
    ///
    /// # Errors
    /// When rows, columns or cells make no matrix.
    pub fn new(session: &Session, request: &MatrixRequest) -> Result<Self, ExportError> {
        let project = session.project();
        let matrix = Matrix::of(project, request, &|id, version| session.extracted(id, version))?;
        let attribute = |axis: &Axis| if let Axis::Attribute(name) = axis { Some(name.clone()) } else { None };
        let attributes: Vec<String> = [request.rows(), request.columns()].into_iter().filter_map(attribute).collect();
        let attributes: Vec<&str> = attributes.iter().map(String::as_str).collect();
        Ok(Self { matrix, names: known_names(project), rare: rare_traits(project, &attributes) })
    }

    /// Computes the matrix of an export, in the order of its view.
    ///
    /// # Errors
    /// When rows, columns, cells or the view make no matrix.
    pub fn of(session: &Session, wanted: &MatrixExport) -> Result<Self, ExportError> {
        let leaving = Self::new(session, &Self::request(session.project(), wanted)?)?;
        let (rows, columns) = order_of(&leaving.matrix, session.project(), &wanted.view)?;
        Ok(Self { matrix: leaving.matrix.arranged(&rows, &columns), ..leaving })
    }

    /// The request of an export, as it is named on the command line.
    ///
    /// # Errors
    /// When rows, columns, cells or the view make no matrix.
    pub fn request(project: &Project, wanted: &MatrixExport) -> Result<MatrixRequest, ExportError> {
        Ok(request_of(project, &wanted.whole_view(), wanted.passages.clone())?)
    }

    /// Everything that has to be decided at a level, decided or not, in reading order.
    #[must_use]
    pub fn questions(&self, level: Level, decisions: &Decisions) -> Vec<Question> {
        self.gate(level, decisions).questions(&self.passages(level))
    }

    /// What the author is told of the export.
    ///
    /// # Errors
    /// When such a matrix must not be made at the level.
    pub fn account(&self, level: Level, decisions: &Decisions) -> Result<Account, Refused> {
        self.protect(&self.gate(level, decisions)).map(|p| p.account().clone())
    }

    /// The matrix as it may be written.
    ///
    /// # Errors
    /// When such a matrix must not be made at the level, or something is still to be decided.
    pub fn protected(&self, level: Level, decisions: &Decisions) -> Result<Protected<'_>, ExportError> {
        match Gate::look(level, &self.passages(level), &self.names, decisions) {
            Looked::Open(gate) => Ok(self.protect(&gate)?),
            Looked::Stops(questions) => {
                // What can never be made is told first: nobody should decide for nothing.
                self.protect(&self.gate(level, decisions))?;
                Err(ExportError::Undecided(questions))
            }
        }
    }

    fn protect(&self, gate: &Gate) -> Result<Protected<'_>, Refused> {
        let mut protected = Protected::of(&self.matrix, gate)?;
        if gate.level() == Level::Publishable {
            protected.tell(self.rare.iter().cloned());
        }
        Ok(protected)
    }

    fn gate(&self, level: Level, decisions: &Decisions) -> Gate {
        Gate::new(level, &self.names, decisions)
    }

    fn passages(&self, level: Level) -> Vec<Passage> {
        passages(&self.matrix, level)
    }
}
