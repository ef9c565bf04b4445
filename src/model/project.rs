//! The project in memory: a pure fold over all steps in one fixed order. Never saved, only derived.

use super::disagreement::{Clash, Clashes, Disagreement, FieldRef};
use super::{
    Analyst, Case, Cell, Change, Coding, Document, Edit, Id, Memo, MemoAbout, Record, Settle, Statement, Step, StepRef, Table,
    Theme, ThemeField, UndoStack, WriterId, ZoneMark,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// Everything that people have done, as it stands now.
#[derive(Clone, Debug, Default)]
pub struct Project {
    cases: Table<Case>,
    documents: Table<Document>,
    themes: Table<Theme>,
    codings: Table<Coding>,
    memos: Table<Memo>,
    cells: Table<Cell>,
    zone_marks: Table<ZoneMark>,
    statements: Table<Statement>,
    analysts: BTreeMap<WriterId, Analyst>,
    clashes: Clashes,
    steps: Vec<Step>,
    places: HashMap<StepRef, usize>,
    undo: BTreeMap<WriterId, UndoStack>,
    by_document: HashMap<Id<Document>, Vec<Id<Coding>>>,
    memos_about: HashMap<MemoAbout, Vec<Id<Memo>>>,
    zones_in: HashMap<Id<Document>, Vec<Id<ZoneMark>>>,
    statements_in: HashMap<Id<Document>, Vec<Id<Statement>>>,
    clock: u64,
}

/// Folds steps in their one order, whatever order they come in.
#[must_use]
pub fn fold(mut steps: Vec<Step>, analysts: BTreeMap<WriterId, Analyst>) -> Project {
    steps.sort_by(|a, b| a.order().cmp(&b.order()));
    let mut project = Project { analysts, ..Project::default() };
    for step in steps {
        project.apply(step);
    }
    project
}

impl Project {
    /// Applies one step that comes after all steps so far.
    pub fn apply(&mut self, step: Step) {
        self.clock = self.clock.max(step.clock);
        for change in &step.changes {
            self.apply_change(change, &step);
        }
        if let Some(target) = step.undoes {
            self.clashes.reopen(&StepRef(step.writer.clone(), target));
        }
        self.undo.entry(step.writer.clone()).or_default().note(&step);
        self.places.insert(step.name(), self.steps.len());
        self.steps.push(step);
    }

    pub(super) fn apply_change(&mut self, change: &Change, step: &Step) {
        match change {
            Change::Case(edit) => Self::edit(&mut self.cases, edit, step, &mut self.clashes),
            Change::Document(edit) => Self::edit(&mut self.documents, edit, step, &mut self.clashes),
            Change::Theme(edit) => self.edit_theme(edit, step),
            Change::Coding(edit) => {
                if let Edit::Add(coding) = edit
                    && self.codings.row(coding.id).is_none()
                {
                    self.by_document.entry(coding.document).or_default().push(coding.id);
                }
                Self::edit(&mut self.codings, edit, step, &mut self.clashes);
            }
            Change::Memo(edit) => {
                if let Edit::Add(memo) = edit
                    && self.memos.row(memo.id).is_none()
                {
                    self.memos_about.entry(memo.about).or_default().push(memo.id);
                }
                Self::edit(&mut self.memos, edit, step, &mut self.clashes);
            }
            Change::Cell(edit) => Self::edit(&mut self.cells, edit, step, &mut self.clashes),
            Change::ZoneMark(edit) => {
                if let Edit::Add(mark) = edit
                    && self.zone_marks.row(mark.id).is_none()
                {
                    self.zones_in.entry(mark.document).or_default().push(mark.id);
                }
                Self::edit(&mut self.zone_marks, edit, step, &mut self.clashes);
            }
            Change::Statement(edit) => {
                if let Edit::Add(statement) = edit
                    && self.statements.row(statement.id).is_none()
                {
                    self.statements_in.entry(statement.document).or_default().push(statement.id);
                }
                Self::edit(&mut self.statements, edit, step, &mut self.clashes);
            }
            Change::Settle(settle) => self.clashes.settle(settle, step),
        }
    }

    /// A move that would put a theme under itself is ignored and listed, on every computer alike.
    fn edit_theme(&mut self, edit: &Edit<Theme>, step: &Step) {
        if let Edit::Set { id, now: ThemeField::Parent(Some(parent)), .. } = edit
            && self.is_under(*parent, *id)
        {
            let about = FieldRef { record: Theme::NAME, id: id.uuid(), field: "parent".to_owned() };
            self.clashes.list(about, step.name(), Clash::MoveIgnored);
            return;
        }
        Self::edit(&mut self.themes, edit, step, &mut self.clashes);
    }

    fn edit<R: Record>(table: &mut Table<R>, edit: &Edit<R>, step: &Step, clashes: &mut Clashes) {
        let met = table.apply(edit, &step.writer, step.at);
        let Edit::Set { id, now, .. } = edit else { return };
        let about = FieldRef { record: R::NAME, id: id.uuid(), field: R::key(now).into_owned() };
        clashes.note(about, step.name(), &met, now);
    }

    /// Only the rows that some changes touch, to try changes on.
    pub(super) fn excerpt(&self, changes: &[Change]) -> Self {
        let mut rows = Self::default();
        for change in changes {
            match change {
                Change::Case(edit) => rows.cases.copy_row(&self.cases, edit.id()),
                Change::Document(edit) => rows.documents.copy_row(&self.documents, edit.id()),
                Change::Theme(edit) => rows.themes.copy_row(&self.themes, edit.id()),
                Change::Coding(edit) => rows.codings.copy_row(&self.codings, edit.id()),
                Change::Memo(edit) => rows.memos.copy_row(&self.memos, edit.id()),
                Change::Cell(edit) => rows.cells.copy_row(&self.cells, edit.id()),
                Change::ZoneMark(edit) => rows.zone_marks.copy_row(&self.zone_marks, edit.id()),
                Change::Statement(edit) => rows.statements.copy_row(&self.statements, edit.id()),
                Change::Settle(_) => {}
            }
        }
        rows
    }

    /// Whether `theme` is `above` or lies under it, hidden themes included.
    #[must_use]
    pub fn is_under(&self, theme: Id<Theme>, above: Id<Theme>) -> bool {
        let mut at = Some(theme);
        // A tree is never deeper than it has nodes.
        for _ in 0..=self.themes.rows().count() {
            match at {
                Some(id) if id == above => return true,
                Some(id) => at = self.themes.row(id).and_then(|row| row.record.parent),
                None => return false,
            }
        }
        false
    }

    /// Cases.
    #[must_use]
    pub const fn cases(&self) -> &Table<Case> {
        &self.cases
    }

    /// Documents.
    #[must_use]
    pub const fn documents(&self) -> &Table<Document> {
        &self.documents
    }

    /// Themes, groups included.
    #[must_use]
    pub const fn themes(&self) -> &Table<Theme> {
        &self.themes
    }

    /// Codings. One whose theme or document is hidden is still here: see `live_codings`.
    #[must_use]
    pub const fn codings(&self) -> &Table<Coding> {
        &self.codings
    }

    /// Memos.
    #[must_use]
    pub const fn memos(&self) -> &Table<Memo> {
        &self.memos
    }

    /// Cells about which something was said.
    #[must_use]
    pub const fn cells(&self) -> &Table<Cell> {
        &self.cells
    }

    /// What people said of the zones of documents.
    #[must_use]
    pub const fn zone_marks(&self) -> &Table<ZoneMark> {
        &self.zone_marks
    }

    /// Findings and recommendations that people accepted or added.
    #[must_use]
    pub const fn statements(&self) -> &Table<Statement> {
        &self.statements
    }

    /// Codings of a document in the order of steps, hidden ones included.
    pub(super) fn coding_ids(&self, document: Id<Document>) -> std::slice::Iter<'_, Id<Coding>> {
        self.by_document.get(&document).map(Vec::as_slice).unwrap_or_default().iter()
    }

    /// Zone marks of a document in the order of steps, hidden ones included.
    pub(super) fn zone_mark_ids(&self, document: Id<Document>) -> std::slice::Iter<'_, Id<ZoneMark>> {
        self.zones_in.get(&document).map(Vec::as_slice).unwrap_or_default().iter()
    }

    /// Statements of a document in the order of steps, hidden ones included.
    pub(super) fn statement_ids(&self, document: Id<Document>) -> std::slice::Iter<'_, Id<Statement>> {
        self.statements_in.get(&document).map(Vec::as_slice).unwrap_or_default().iter()
    }

    /// The cell of a theme and a case, when something was said of it.
    #[must_use]
    pub fn cell(&self, theme: Id<Theme>, case: Id<Case>) -> Option<&Cell> {
        self.cells.get(Cell::id_of(theme, case))
    }

    /// Codings that count: neither they nor their theme nor their document are hidden.
    pub fn live_codings(&self) -> impl Iterator<Item = &Coding> {
        self.codings.iter().filter(|c| self.themes.get(c.theme).is_some() && self.documents.get(c.document).is_some())
    }

    /// Codings that count in one document, in order of making.
    pub fn codings_in(&self, document: Id<Document>) -> impl Iterator<Item = &Coding> {
        self.coding_ids(document).filter_map(|id| self.codings.get(*id)).filter(|c| self.themes.get(c.theme).is_some())
    }

    /// Memos about something, in order of making.
    pub fn memos_about(&self, about: MemoAbout) -> impl Iterator<Item = &Memo> {
        let ids = self.memos_about.get(&about).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.memos.get(*id))
    }

    /// Documents of a case, in order of making.
    pub fn documents_of(&self, case: Id<Case>) -> impl Iterator<Item = &Document> {
        self.documents.iter().filter(move |d| d.case == case)
    }

    /// The analyst behind a writer; the writer's name where no journal header was read.
    #[must_use]
    pub fn analyst(&self, writer: &WriterId) -> Analyst {
        self.analysts.get(writer).cloned().unwrap_or_else(|| Analyst::named(writer.as_str()))
    }

    /// Writers with their analysts.
    #[must_use]
    pub const fn analysts(&self) -> &BTreeMap<WriterId, Analyst> {
        &self.analysts
    }

    /// Notes who stands behind a writer.
    pub fn set_analyst(&mut self, writer: WriterId, analyst: Analyst) {
        self.analysts.insert(writer, analyst);
    }

    /// Whose a coding is.
    #[must_use]
    pub fn coder(&self, coding: Id<Coding>) -> Option<&WriterId> {
        self.codings.row(coding).map(|row| &row.by)
    }

    /// When a coding was made.
    #[must_use]
    pub fn coded_at(&self, coding: Id<Coding>) -> Option<Timestamp> {
        self.codings.row(coding).map(|row| row.at)
    }

    /// Clashes that nobody has settled yet.
    pub fn disagreements(&self) -> impl Iterator<Item = &Disagreement> {
        self.clashes.open.values()
    }

    /// Whether a clash is open.
    pub(super) fn is_open(&self, settle: &Settle) -> bool {
        self.clashes.is_open(settle)
    }

    /// Every step in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// A step by name.
    #[must_use]
    pub fn step(&self, name: &StepRef) -> Option<&Step> {
        self.places.get(name).and_then(|i| self.steps.get(*i))
    }

    /// What a writer can take back and put forward again.
    #[must_use]
    pub fn undo_stack(&self, writer: &WriterId) -> UndoStack {
        self.undo.get(writer).cloned().unwrap_or_default()
    }

    /// The largest clock seen.
    #[must_use]
    pub const fn clock(&self) -> u64 {
        self.clock
    }
}

/// What people see of a project: everything but the history. Two computers with the same journals are equal in it.
impl PartialEq for Project {
    fn eq(&self, other: &Self) -> bool {
        self.cases == other.cases
            && self.documents == other.documents
            && self.themes == other.themes
            && self.codings == other.codings
            && self.memos == other.memos
            && self.cells == other.cells
            && self.zone_marks == other.zone_marks
            && self.statements == other.statements
            && self.clashes.open == other.clashes.open
    }
}
