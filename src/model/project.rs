//! The project in memory: a pure fold over all steps in one fixed order. Never saved, only derived.

use super::disagreement::{Clash, Clashes, Disagreement, FieldRef};
use super::{
    Analyst, Case, Cell, Change, CodebookVersion, Coding, DeepDive, Document, Edit, Finding, Id, LexiconEntry, Memo, MemoAbout,
    Recommendation, Record, Rejection, SavedMatrix, SavedQuery, Settle, Statement, Step, StepRef, Stored, Table, Theme,
    ThemeField, UndoStack, WriterId, ZoneMark, on_edit,
};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};

/// Everything that people have done, as it stands now.
#[derive(Clone, Debug, Default)]
pub struct Project {
    pub(super) cases: Table<Case>,
    pub(super) documents: Table<Document>,
    pub(super) themes: Table<Theme>,
    pub(super) codings: Table<Coding>,
    pub(super) memos: Table<Memo>,
    pub(super) cells: Table<Cell>,
    pub(super) zone_marks: Table<ZoneMark>,
    pub(super) statements: Table<Statement>,
    pub(super) codebook_versions: Table<CodebookVersion>,
    pub(super) saved_queries: Table<SavedQuery>,
    pub(super) lexicon: Table<LexiconEntry>,
    pub(super) rejections: Table<Rejection>,
    pub(super) deep_dives: Table<DeepDive>,
    pub(super) findings: Table<Finding>,
    pub(super) recommendations: Table<Recommendation>,
    pub(super) saved_matrices: Table<SavedMatrix>,
    analysts: BTreeMap<WriterId, Analyst>,
    clashes: Clashes,
    steps: Vec<Step>,
    places: HashMap<StepRef, usize>,
    undo: BTreeMap<WriterId, UndoStack>,
    by_document: HashMap<Id<Document>, Vec<Id<Coding>>>,
    memos_about: HashMap<MemoAbout, Vec<Id<Memo>>>,
    zones_in: HashMap<Id<Document>, Vec<Id<ZoneMark>>>,
    statements_in: HashMap<Id<Document>, Vec<Id<Statement>>>,
    rejections_in: HashMap<Id<Document>, Vec<Id<Rejection>>>,
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
        self.note_added(change);
        if let Change::Theme(Edit::Set { id, now: ThemeField::Parent(Some(parent)), .. }) = change
            && self.is_under(*parent, *id)
        {
            return self.ignore_move(*id, step);
        }
        on_edit!(change, edit => self.edit(edit, step), settle => self.clashes.settle(settle, step));
    }

    /// Keeps the lookups of records by what they belong to.
    fn note_added(&mut self, change: &Change) {
        match change {
            Change::Coding(Edit::Add(coding)) if self.codings.row(coding.id).is_none() => {
                self.by_document.entry(coding.document).or_default().push(coding.id);
            }
            Change::Memo(Edit::Add(memo)) if self.memos.row(memo.id).is_none() => {
                self.memos_about.entry(memo.about).or_default().push(memo.id);
            }
            Change::ZoneMark(Edit::Add(mark)) if self.zone_marks.row(mark.id).is_none() => {
                self.zones_in.entry(mark.document).or_default().push(mark.id);
            }
            Change::Statement(Edit::Add(statement)) if self.statements.row(statement.id).is_none() => {
                self.statements_in.entry(statement.document).or_default().push(statement.id);
            }
            Change::Rejection(Edit::Add(rejection)) if self.rejections.row(rejection.id).is_none() => {
                self.rejections_in.entry(rejection.place.document).or_default().push(rejection.id);
            }
            _ => {}
        }
    }

    /// A move that would put a theme under itself is ignored and listed, on every computer alike.
    fn ignore_move(&mut self, theme: Id<Theme>, step: &Step) {
        let about = FieldRef { record: Theme::NAME, id: theme.uuid(), field: "parent".to_owned() };
        self.clashes.list(about, step.name(), Clash::MoveIgnored);
    }

    fn edit<R: Stored>(&mut self, edit: &Edit<R>, step: &Step) {
        let met = R::table_mut(self).apply(edit, &step.writer, step.at);
        let Edit::Set { id, now, .. } = edit else { return };
        let about = FieldRef { record: R::NAME, id: id.uuid(), field: R::key(now).into_owned() };
        self.clashes.note(about, step.name(), &met, now);
    }

    /// The table that an edit belongs to.
    pub(super) fn table_of<R: Stored>(&self, _: &Edit<R>) -> &Table<R> {
        R::table(self)
    }

    /// Only the rows that some changes touch, to try changes on.
    pub(super) fn excerpt(&self, changes: &[Change]) -> Self {
        let mut rows = Self::default();
        for change in changes {
            on_edit!(change, edit => rows.copy_row(self, edit), _ => {});
        }
        rows
    }

    fn copy_row<R: Stored>(&mut self, from: &Self, edit: &Edit<R>) {
        R::table_mut(self).copy_row(R::table(from), edit.id());
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

    /// Frozen versions of the codebook.
    #[must_use]
    pub const fn codebook_versions(&self) -> &Table<CodebookVersion> {
        &self.codebook_versions
    }

    /// Searches kept under a name.
    #[must_use]
    pub const fn saved_queries(&self) -> &Table<SavedQuery> {
        &self.saved_queries
    }

    /// What this deep dive changes in the shipped lexicon.
    #[must_use]
    pub const fn lexicon(&self) -> &Table<LexiconEntry> {
        &self.lexicon
    }

    /// Passages that somebody said do not belong to a theme.
    #[must_use]
    pub const fn rejections(&self) -> &Table<Rejection> {
        &self.rejections
    }

    /// Rounds of study.
    #[must_use]
    pub const fn deep_dives(&self) -> &Table<DeepDive> {
        &self.deep_dives
    }

    /// Findings of all rounds; those of one in order: `findings_of`.
    #[must_use]
    pub const fn findings(&self) -> &Table<Finding> {
        &self.findings
    }

    /// Recommendations of all rounds; those of one in order: `recommendations_of`.
    #[must_use]
    pub const fn recommendations(&self) -> &Table<Recommendation> {
        &self.recommendations
    }

    /// Matrices kept under a name.
    #[must_use]
    pub const fn saved_matrices(&self) -> &Table<SavedMatrix> {
        &self.saved_matrices
    }

    /// The findings of a round in the order in which people put them.
    #[must_use]
    pub fn findings_of(&self, round: Id<DeepDive>) -> Vec<&Finding> {
        let mut findings: Vec<&Finding> = self.findings.iter().filter(|f| f.deep_dive == round).collect();
        findings.sort_by_key(|f| (f.place, f.id));
        findings
    }

    /// The recommendations of a round in the order in which people put them.
    #[must_use]
    pub fn recommendations_of(&self, round: Id<DeepDive>) -> Vec<&Recommendation> {
        let mut recommendations: Vec<&Recommendation> = self.recommendations.iter().filter(|r| r.deep_dive == round).collect();
        recommendations.sort_by_key(|r| (r.place, r.id));
        recommendations
    }

    /// What was rejected in a document, in order of making, whichever text it lies in.
    pub fn rejections_in(&self, document: Id<Document>) -> impl Iterator<Item = &Rejection> {
        let ids = self.rejections_in.get(&document).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.rejections.get(*id))
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
        self.same_tables(other) && self.clashes.open == other.clashes.open
    }
}
