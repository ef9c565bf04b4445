//! A matrix that is kept and corrected after each step rather than counted anew.
//!
//! Steps only ever come after those seen, unless another writer's steps were merged in between; that is noticed, and
//! everything is counted again. What a coding, a judgement or a document read to the end changes lies in one case: that
//! case is taken out of all cells as it was counted, and added as it stands now.

use super::axis::{CellKind, MatrixError};
use super::base::Touched;
use super::cell::MatrixCell;
use super::located::Sieve;
use super::matrix::{Counts, Matrix};
use super::quotes::{Shelf, Texts};
use super::request::MatrixRequest;
use super::tally::{CaseBlock, Counter};
use crate::model::{
    Analyst, Cell, CellField, Change, Coding, Document, DocumentField, Edit, Id, Project, Step, StepRef, ThemeField, WriterId,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// A matrix that follows its project.
#[derive(Clone, Debug)]
pub struct LiveMatrix {
    matrix: Matrix,
    seen: Seen,
    rebuilds: usize,
}

/// How far the steps were seen.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    steps: usize,
    last: Option<(StepRef, u64, Timestamp)>,
    analysts: BTreeMap<WriterId, Analyst>,
}

/// Records that changed, where only single cases are touched.
#[derive(Default)]
struct Changed {
    codings: BTreeSet<Id<Coding>>,
    cells: BTreeSet<Id<Cell>>,
    documents: BTreeSet<Id<Document>>,
    summaries: bool,
}

impl LiveMatrix {
    /// Computes a matrix to follow its project.
    ///
    /// # Errors
    /// When an attribute is asked for that no case has.
    pub fn new(project: &Project, request: &MatrixRequest, texts: Texts<'_>) -> Result<Self, MatrixError> {
        Ok(Self { matrix: Matrix::of(project, request, texts)?, seen: Seen::of(project), rebuilds: 0 })
    }

    /// The matrix as it was last brought up to date.
    #[must_use]
    pub const fn matrix(&self) -> &Matrix {
        &self.matrix
    }

    /// How often everything was counted again since the first time.
    #[must_use]
    pub const fn rebuilds(&self) -> usize {
        self.rebuilds
    }

    /// Brings the matrix up to date with its project: cheap when nothing or only codings changed.
    ///
    /// # Errors
    /// When an attribute is asked for that no case has any more; the matrix stays as it was.
    pub fn refresh(&mut self, project: &Project, texts: Texts<'_>) -> Result<&Matrix, MatrixError> {
        if let Some(steps) = self.seen.steps_since(project) {
            if steps.is_empty() {
                return Ok(&self.matrix);
            }
            if self.take_in(project, steps, texts) {
                self.seen = Seen::of(project);
                return Ok(&self.matrix);
            }
        }
        let request = self.matrix.request().clone();
        self.matrix = Matrix::of(project, &request, texts)?;
        self.seen = Seen::of(project);
        self.rebuilds += 1;
        Ok(&self.matrix)
    }

    /// Takes steps into the matrix; false when everything has to be counted again.
    fn take_in(&mut self, project: &Project, steps: &[Step], texts: Texts<'_>) -> bool {
        let Some(changed) = self.changed_by(steps) else { return false };
        let Some(cases) = self.touched_by(&changed, project) else { return false };
        if !cases.is_empty() && self.matrix.request().cells() == CellKind::Quotes {
            return false;
        }
        if !cases.is_empty() {
            let mut shelf = Shelf::new(texts);
            self.apply(&cases, &mut shelf, MatrixCell::take);
            self.put(&changed, project, texts);
            self.apply(&cases, &mut shelf, MatrixCell::add);
            self.settle(&cases);
            self.matrix.note_missing(shelf.missing());
        }
        if changed.summaries && self.matrix.request().cells() == CellKind::Summary {
            self.matrix.take_summaries(project);
        }
        true
    }

    fn changed_by(&self, steps: &[Step]) -> Option<Changed> {
        let by_zone = !self.matrix.request().filter().zones.is_empty();
        let mut changed = Changed::default();
        steps.iter().flat_map(|step| &step.changes).all(|change| changed.note(change, by_zone)).then_some(changed)
    }

    fn touched_by(&self, changed: &Changed, project: &Project) -> Option<BTreeSet<usize>> {
        let base = &self.matrix.base;
        let codings = changed.codings.iter().map(|id| base.touched_by_coding(project.codings().row(*id)));
        let documents = changed.documents.iter().map(|id| base.touched_by_document(*id));
        let case_of = |id: &Id<Cell>| project.cells().row(*id).map(|row| row.record.case);
        let cells = changed.cells.iter().filter_map(case_of).map(|case| base.touched_by_case(case));
        let mut cases = BTreeSet::new();
        for touched in codings.chain(documents).chain(cells) {
            match touched {
                Touched::Nothing => {}
                Touched::Case(case) => {
                    cases.insert(case);
                }
                Touched::Everything => return None,
            }
        }
        Some(cases)
    }

    fn apply(&mut self, cases: &BTreeSet<usize>, shelf: &mut Shelf<'_>, with: fn(&mut MatrixCell, &MatrixCell)) {
        let with_words = self.matrix.request().cells() == CellKind::Words;
        let Matrix { base, sides, cells, row_totals, column_totals, overall, .. } = &mut self.matrix;
        let mut counter = Counter::new(base, sides, with_words.then_some(shelf));
        let mut counts = Counts { cells, row_totals, column_totals, overall, plain: 0 };
        let mut block = CaseBlock::default();
        for case in cases {
            counter.count(*case, &mut block);
            counts.apply(sides, *case, &block, with);
        }
        counts.finish(base.near.is_some(), with);
    }

    fn put(&mut self, changed: &Changed, project: &Project, texts: Texts<'_>) {
        let request = self.matrix.request().clone();
        let base = &mut self.matrix.base;
        let mut sieve = Sieve::new(project, &base.ground, &request, texts);
        for row in changed.codings.iter().filter_map(|id| project.codings().row(*id)) {
            base.put_coding(row, &mut sieve);
        }
        base.note_unread(sieve.missing().collect());
        for row in changed.cells.iter().filter_map(|id| project.cells().row(*id)) {
            base.put_cell(row);
        }
        for row in changed.documents.iter().filter_map(|id| project.documents().row(*id)) {
            base.put_document(row);
        }
    }

    fn settle(&mut self, cases: &BTreeSet<usize>) {
        let Matrix { base, sides, cells, row_totals, column_totals, overall, .. } = &mut self.matrix;
        let mut counts = Counts { cells, row_totals, column_totals, overall, plain: 0 };
        for case in cases {
            counts.settle(sides, *case, base.near.is_some());
        }
    }
}

impl Seen {
    fn of(project: &Project) -> Self {
        let steps = project.steps();
        let analysts = project.analysts().clone();
        Self { steps: steps.len(), last: steps.last().map(mark), analysts }
    }

    /// The steps after those seen; none when others came in between, or somebody's name changed.
    fn steps_since<'a>(&self, project: &'a Project) -> Option<&'a [Step]> {
        let (seen, new) = project.steps().split_at_checked(self.steps)?;
        (seen.last().map(mark) == self.last && *project.analysts() == self.analysts).then_some(new)
    }
}

/// What tells a step from every other.
fn mark(step: &Step) -> (StepRef, u64, Timestamp) {
    (step.name(), step.clock, step.at)
}

impl Changed {
    /// Notes a change; false when it touches more than single cases.
    fn note(&mut self, change: &Change, by_zone: bool) -> bool {
        match change {
            Change::Coding(edit) => {
                self.codings.insert(edit.id());
                true
            }
            Change::Cell(edit) => {
                self.summaries |= !matches!(edit, Edit::Set { now: CellField::Judgement(_), .. });
                self.cells.insert(edit.id());
                true
            }
            Change::Document(Edit::Set { id, now, .. }) => self.note_document(*id, now),
            Change::Theme(Edit::Set { now, .. }) => is_beside_counts(now),
            Change::ZoneMark(_) => !by_zone,
            Change::Case(_) | Change::Document(_) | Change::Theme(_) => false,
            Change::Memo(_)
            | Change::Statement(_)
            | Change::CodebookVersion(_)
            | Change::SavedQuery(_)
            | Change::LexiconEntry(_)
            | Change::Rejection(_)
            | Change::DeepDive(_)
            | Change::Finding(_)
            | Change::Recommendation(_)
            | Change::SavedMatrix(_)
            | Change::Settle(_) => true,
        }
    }

    fn note_document(&mut self, id: Id<Document>, now: &DocumentField) -> bool {
        match now {
            DocumentField::Progress(_) => {
                self.documents.insert(id);
                true
            }
            DocumentField::Kind(_) | DocumentField::Confirmed(_) | DocumentField::Particular(..) => true,
            DocumentField::Title(_) | DocumentField::Case(_) | DocumentField::Dated(_) | DocumentField::Text { .. } => false,
        }
    }
}

/// Whether a field of a theme changes neither what is counted nor what a header says.
const fn is_beside_counts(field: &ThemeField) -> bool {
    match field {
        ThemeField::Code(_) | ThemeField::Name(_) | ThemeField::Parent(_) | ThemeField::Place(_) | ThemeField::Agencies(_) => {
            false
        }
        ThemeField::Definition(_)
        | ThemeField::Include(_)
        | ThemeField::Exclude(_)
        | ThemeField::Phrases(_)
        | ThemeField::Crosswalk(_)
        | ThemeField::Colour(_)
        | ThemeField::Pattern(_)
        | ThemeField::Example(..) => true,
    }
}
