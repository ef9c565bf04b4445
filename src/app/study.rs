//! From codings to findings: rounds of study, summaries of cells, findings, recommendations, saved matrices.

use super::changes::{GestureError, Texts, one, set};
use super::gesture::Passage;
use super::settings::RoundChoice;
use super::statements::quote_of;
use crate::model::{
    Case, Cell, CellField, Change, Coding, DeepDive, DeepDiveField, Edit, EditError, Finding, FindingField, Id, Judgement, Place,
    Project, Recommendation, RecommendationField, Record, Sampled, SavedMatrix, SavedMatrixField, SeenCoding, Statement,
    StatementField, SummaryLink, Theme, Written,
};

/// What people do on the way from codings to findings.
#[derive(Clone, Debug, PartialEq)]
pub enum StudyGesture {
    /// Adds a deep dive.
    AddRound(Box<DeepDive>),
    /// Changes one field of a deep dive.
    SetRound(Id<DeepDive>, DeepDiveField),
    /// Removes a deep dive; its findings are hidden with it and come back with it.
    RetireRound(Id<DeepDive>),
    /// Says of cases whether they are in the sample, and why; none takes back what was said.
    Sample(Id<DeepDive>, Vec<(Id<Case>, Option<Sampled>)>),
    /// Adds a finding at the end of its deep dive.
    AddFinding(Box<Finding>),
    /// Changes fields of a finding.
    SetFinding(Id<Finding>, Vec<FindingField>),
    /// Moves a finding before another one, or to the end.
    MoveFinding {
        /// What moves.
        finding: Id<Finding>,
        /// Before which; none for the end.
        before: Option<Id<Finding>>,
    },
    /// Removes a finding.
    RetireFinding(Id<Finding>),
    /// Adds a recommendation at the end of its deep dive.
    AddRecommendation(Box<Recommendation>),
    /// Changes fields of a recommendation.
    SetRecommendation(Id<Recommendation>, Vec<RecommendationField>),
    /// Removes a recommendation.
    RetireRecommendation(Id<Recommendation>),
    /// Keeps a matrix under a name.
    KeepMatrix(Box<SavedMatrix>),
    /// Changes a kept matrix.
    SetMatrix(Id<SavedMatrix>, SavedMatrixField),
    /// Removes a kept matrix.
    RetireMatrix(Id<SavedMatrix>),
    /// Writes, drafts or accepts the summary of a cell with its links.
    Write {
        /// The theme.
        theme: Id<Theme>,
        /// The case.
        case: Id<Case>,
        /// What is written now.
        written: Box<Written>,
    },
    /// States a cell and the passages on which that rests.
    Judge {
        /// The theme.
        theme: Id<Theme>,
        /// The case.
        case: Id<Case>,
        /// Absent, not applicable, or nothing said.
        judgement: Judgement,
        /// Passages of the present texts; none where nothing states it in words.
        grounds: Vec<Passage>,
    },
    /// Says of which themes a review's own finding or recommendation speaks.
    Speaks(Id<Statement>, Vec<(Id<Theme>, bool)>),
}

impl StudyGesture {
    pub(super) fn label(&self) -> &'static str {
        match self {
            Self::AddRound(_) => "Add a deep dive",
            Self::SetRound(..) => "Change a deep dive",
            Self::RetireRound(_) => "Remove a deep dive",
            Self::Sample(..) => "Choose cases of a deep dive",
            Self::AddFinding(_) => "Add a finding",
            Self::SetFinding(_, fields) if matches!(fields.as_slice(), [FindingField::Stands(..), ..]) => "Weigh a passage",
            Self::SetFinding(_, fields) if matches!(fields.as_slice(), [FindingField::Seen(_)]) => "Look through a finding",
            Self::SetFinding(..) => "Change a finding",
            Self::MoveFinding { .. } => "Move a finding",
            Self::RetireFinding(_) => "Remove a finding",
            Self::AddRecommendation(_) => "Add a recommendation",
            Self::SetRecommendation(..) => "Change a recommendation",
            Self::RetireRecommendation(_) => "Remove a recommendation",
            Self::KeepMatrix(_) => "Save a matrix",
            Self::SetMatrix(..) => "Change a saved matrix",
            Self::RetireMatrix(_) => "Remove a saved matrix",
            Self::Write { written, .. } if written.is_draft => "Draft a summary",
            Self::Write { .. } => "Write a summary",
            Self::Judge { .. } => "State a cell",
            Self::Speaks(..) => "Say of which themes a statement speaks",
        }
    }

    pub(super) fn changes(&self, project: &Project, texts: Texts<'_>) -> Result<Vec<Change>, GestureError> {
        match self {
            Self::AddRound(round) => Ok(vec![Change::DeepDive(Edit::Add(round.clone()))]),
            Self::SetRound(id, field) => one(set(project.deep_dives(), *id, field.clone()), Change::DeepDive),
            Self::RetireRound(id) => Ok(vec![Change::DeepDive(Edit::Retire(*id))]),
            Self::Sample(id, cases) => sample(project, *id, cases),
            Self::AddFinding(finding) => {
                let place = project.findings_of(finding.deep_dive).last().map_or(0, |f| f.place + 1);
                Ok(vec![Change::Finding(Edit::Add(Box::new(Finding { place, ..(**finding).clone() })))])
            }
            Self::SetFinding(id, fields) => {
                sets(fields, |field| set(project.findings(), *id, field).map(|e| is_new(e, Change::Finding)))
            }
            Self::MoveFinding { finding, before } => move_finding(project, *finding, *before),
            Self::RetireFinding(id) => Ok(vec![Change::Finding(Edit::Retire(*id))]),
            Self::AddRecommendation(new) => {
                let place = project.recommendations_of(new.deep_dive).last().map_or(0, |r| r.place + 1);
                Ok(vec![Change::Recommendation(Edit::Add(Box::new(Recommendation { place, ..(**new).clone() })))])
            }
            Self::SetRecommendation(id, fields) => {
                sets(fields, |field| set(project.recommendations(), *id, field).map(|e| is_new(e, Change::Recommendation)))
            }
            Self::RetireRecommendation(id) => Ok(vec![Change::Recommendation(Edit::Retire(*id))]),
            Self::KeepMatrix(matrix) => Ok(vec![Change::SavedMatrix(Edit::Add(matrix.clone()))]),
            Self::SetMatrix(id, field) => one(set(project.saved_matrices(), *id, field.clone()), Change::SavedMatrix),
            Self::RetireMatrix(id) => Ok(vec![Change::SavedMatrix(Edit::Retire(*id))]),
            Self::Write { theme, case, written } => write(project, *theme, *case, written),
            Self::Judge { theme, case, judgement, grounds } => judge(project, texts, (*theme, *case), *judgement, grounds),
            Self::Speaks(id, themes) => {
                let fields: Vec<StatementField> = themes.iter().map(|(t, is_in)| StatementField::Theme(*t, *is_in)).collect();
                sets(&fields, |field| set(project.statements(), *id, field).map(|e| is_new(e, Change::Statement)))
            }
        }
    }
}

/// The change of an edit, unless it would set what is there already.
fn is_new<R: Record>(edit: Edit<R>, wrap: fn(Edit<R>) -> Change) -> Option<Change> {
    let changes = !matches!(&edit, Edit::Set { was, now, .. } if was == now);
    changes.then(|| wrap(edit))
}

fn sets<F: Clone>(fields: &[F], change: impl Fn(F) -> Result<Option<Change>, EditError>) -> Result<Vec<Change>, GestureError> {
    let changes: Result<Vec<Option<Change>>, EditError> = fields.iter().cloned().map(change).collect();
    Ok(changes?.into_iter().flatten().collect())
}

fn sample(project: &Project, id: Id<DeepDive>, cases: &[(Id<Case>, Option<Sampled>)]) -> Result<Vec<Change>, GestureError> {
    let fields: Vec<DeepDiveField> = cases.iter().map(|(case, said)| DeepDiveField::Sampled(*case, said.clone())).collect();
    sets(&fields, |field| set(project.deep_dives(), id, field).map(|e| is_new(e, Change::DeepDive)))
}

/// Gives the findings of a round the places that they have after the move; those that keep theirs are not touched.
fn move_finding(project: &Project, id: Id<Finding>, before: Option<Id<Finding>>) -> Result<Vec<Change>, GestureError> {
    let moved = project.findings().get(id).ok_or(EditError::Missing(Finding::NAME))?;
    let mut order: Vec<&Finding> = project.findings_of(moved.deep_dive).into_iter().filter(|f| f.id != id).collect();
    let at = before.and_then(|b| order.iter().position(|f| f.id == b)).unwrap_or(order.len());
    order.insert(at, moved);
    let places = (0_i64..).zip(order).filter(|(place, f)| f.place != *place);
    let change = |(now, f): (i64, &Finding)| {
        let (was, now) = (FindingField::Place(f.place), FindingField::Place(now));
        Change::Finding(Edit::Set { id: f.id, was, now })
    };
    Ok(places.map(change).collect())
}

/// The cell of a theme and a case as it is or would be, and the change that makes it where it is not there yet.
fn cell(project: &Project, theme: Id<Theme>, case: Id<Case>) -> Result<(Cell, Vec<Change>), GestureError> {
    if project.themes().get(theme).is_none() {
        return Err(EditError::Missing(Theme::NAME).into());
    }
    if project.cases().get(case).is_none() {
        return Err(EditError::Missing(Case::NAME).into());
    }
    let empty = Cell::new(theme, case);
    Ok(match project.cells().row(empty.id) {
        Some(row) if row.retired => (row.record.clone(), vec![Change::Cell(Edit::Restore(empty.id))]),
        Some(row) => (row.record.clone(), Vec::new()),
        None => (empty.clone(), vec![Change::Cell(Edit::Add(Box::new(empty)))]),
    })
}

fn set_cell(cell: &Cell, changes: &mut Vec<Change>, now: CellField) {
    let was = cell.get(&now);
    if was != now {
        changes.push(Change::Cell(Edit::Set { id: cell.id, was, now }));
    }
}

fn or_nothing(changes: Vec<Change>) -> Result<Vec<Change>, GestureError> {
    let sets = changes.iter().any(|c| matches!(c, Change::Cell(Edit::Set { .. })));
    if sets { Ok(changes) } else { Err(EditError::ChangesNothing.into()) }
}

pub(super) fn write(project: &Project, theme: Id<Theme>, case: Id<Case>, written: &Written) -> Result<Vec<Change>, GestureError> {
    let (cell, mut changes) = cell(project, theme, case)?;
    let lines = written.text.trim_end().lines().count();
    let mut links: Vec<SummaryLink> = written.links.iter().filter(|l| (l.line as usize) < lines).copied().collect();
    links.sort();
    links.dedup();
    let text = written.text.trim().to_owned();
    let seen = if text.is_empty() { Vec::new() } else { written.seen.clone() };
    let is_draft = written.is_draft && !text.is_empty();
    set_cell(&cell, &mut changes, CellField::Written(Box::new(Written { text, links, is_draft, seen })));
    or_nothing(changes)
}

/// The summary as plain words: links stay with the lines that stay, and its author has seen what is coded now.
pub(super) fn summarise(project: &Project, theme: Id<Theme>, case: Id<Case>, text: &str) -> Result<Vec<Change>, GestureError> {
    let was = project.cell(theme, case).map(Cell::written).unwrap_or_default();
    let text = text.trim().to_owned();
    let links = carried_links(&was.text, &was.links, &text);
    let seen = SeenCoding::all(codings_of_cell(project, theme, case));
    write(project, theme, case, &Written { text, links, is_draft: false, seen })
}

pub(super) fn judge(
    project: &Project,
    texts: Texts<'_>,
    (theme, case): (Id<Theme>, Id<Case>),
    judgement: Judgement,
    grounds: &[Passage],
) -> Result<Vec<Change>, GestureError> {
    let (cell, mut changes) = cell(project, theme, case)?;
    let place = |passage: &Passage| {
        let quote = quote_of(project, texts, *passage)?;
        let Passage { document, range } = *passage;
        Ok(Place { document, range, quote, text_version: project.text_version(document) })
    };
    let grounds: Result<Vec<Place>, GestureError> = grounds.iter().map(place).collect();
    set_cell(&cell, &mut changes, CellField::Judgement(judgement));
    set_cell(&cell, &mut changes, CellField::Grounds(grounds?));
    or_nothing(changes)
}

/// The round that is meant by a choice; none for every case of the project.
#[must_use]
pub fn chosen_round(project: &Project, choice: RoundChoice) -> Option<Id<DeepDive>> {
    let latest = || project.deep_dives().iter().last().map(|r| r.id);
    match choice {
        RoundChoice::Latest => latest(),
        RoundChoice::AllCases => None,
        // One that was removed since leaves the latest of those that are there.
        RoundChoice::One(id) => project.deep_dives().get(id).map(|r| r.id).or_else(latest),
    }
}

/// The codings of a theme, with everything under it, in the documents of a case, in the order of making.
#[must_use]
pub fn codings_of_cell(project: &Project, theme: Id<Theme>, case: Id<Case>) -> Vec<&Coding> {
    let in_case = project.documents_of(case).flat_map(|d| project.codings_in(d.id));
    in_case.filter(|c| c.theme == theme || project.is_under(c.theme, theme)).collect()
}

/// The links of a summary whose text was changed: each goes where its line went, and with its line.
#[must_use]
pub fn carried_links(before: &str, links: &[SummaryLink], after: &str) -> Vec<SummaryLink> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let place = |line: u32| {
        let number = line as usize;
        let words = old.get(number)?.trim();
        let same = |i: &usize| new.get(*i).is_some_and(|l| l.trim() == words);
        // Where several lines are alike, the one in the same place; a line that was rewritten keeps its place when
        // as many lines follow or precede it as before.
        let found = Some(number).filter(same).or_else(|| (0..new.len()).find(same));
        let rewritten = || {
            let kept = |i: &usize| !old.iter().any(|l| new.get(*i).is_some_and(|n| n.trim() == l.trim()));
            Some(number).filter(|_| old.len() == new.len()).filter(kept)
        };
        found.or_else(rewritten).and_then(|i| u32::try_from(i).ok())
    };
    let mut carried: Vec<SummaryLink> =
        links.iter().filter_map(|l| Some(SummaryLink { line: place(l.line)?, coding: l.coding })).collect();
    carried.sort();
    carried.dedup();
    carried
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_go_where_their_lines_go() {
        let coding = Id::<Coding>::fresh();
        let at = |line| SummaryLink { line, coding };
        let before = "The form was late.\nNobody asked.\nThe ward rang.";
        let links = [at(0), at(1), at(2)];
        assert_eq!(carried_links(before, &links, before), links);
        assert_eq!(carried_links(before, &links, "New first.\nThe form was late.\nThe ward rang."), [at(1), at(2)]);
        assert_eq!(carried_links(before, &links, "The form was late.\nNobody asked the mother.\nThe ward rang."), links);
        assert_eq!(carried_links(before, &links, ""), []);
    }
}
