//! Larger changes of the codebook, each one step: two themes become one, one becomes two, themes come from another book.

use super::changes::{GestureError, add_theme};
use crate::model::{
    Cell, CellField, Change, Coding, CodingField, Edit, EditError, FindingField, Id, Project, Record, SeenCoding, StatementField,
    SummaryLink, Theme, ThemeField, Written,
};

/// Everything of `from` goes to `into`: its codings, the themes under it, the summaries of its cells, and what findings and
/// reviews' own statements rest on it; then it is retired.
///
/// A passage that the same analyst coded with both, one coding of it is kept. Nothing else is lost, and one undo takes
/// all of it back.
///
/// # Errors
/// When one of them is not there, or `into` lies under `from`.
pub(super) fn merge(project: &Project, from: Id<Theme>, into: Id<Theme>) -> Result<Vec<Change>, GestureError> {
    for theme in [from, into] {
        project.themes().get(theme).ok_or(EditError::Missing(Theme::NAME))?;
    }
    if from == into {
        return Err(EditError::ChangesNothing.into());
    }
    if project.is_under(into, from) {
        return Err(EditError::UnderItself.into());
    }
    let mut changes: Vec<Change> = codings(project, from).map(|coding| moved(project, coding, into)).collect();
    for child in project.themes().iter().filter(|t| t.parent == Some(from)) {
        let (was, now) = (ThemeField::Parent(Some(from)), ThemeField::Parent(Some(into)));
        changes.push(Change::Theme(Edit::Set { id: child.id, was, now }));
    }
    for cell in project.cells().iter().filter(|c| c.theme == from && !c.summary.trim().is_empty()) {
        changes.extend(summary_joined(project, cell, into));
    }
    changes.extend(examples_joined(project, from, into));
    changes.extend(rests(project, from, into));
    changes.push(Change::Theme(Edit::Retire(from)));
    Ok(changes)
}

/// Some codings of a theme go to a new one, which stands right beside it.
///
/// # Errors
/// When the theme is not there, the new one has no name, or none of the codings is of this theme.
pub(super) fn split(project: &Project, from: Id<Theme>, new: &Theme, sent: &[Id<Coding>]) -> Result<Vec<Change>, GestureError> {
    let source = project.themes().get(from).ok_or(EditError::Missing(Theme::NAME))?;
    let mut new = new.clone();
    new.parent = source.parent;
    new.examples.extend(sent.iter().filter(|id| source.examples.contains(id)));
    let mut changes = vec![add_theme(project, &new)];
    let before = changes.len();
    for id in sent {
        let Some(coding) = project.codings().get(*id).filter(|c| c.theme == from) else { continue };
        let (was, now) = (CodingField::Theme(coding.theme), CodingField::Theme(new.id));
        changes.push(Change::Coding(Edit::Set { id: *id, was, now }));
    }
    if changes.len() == before { Err(EditError::ChangesNothing.into()) } else { Ok(changes) }
}

/// The examples of a theme as examples of another.
fn examples_joined(project: &Project, from: Id<Theme>, into: Id<Theme>) -> impl Iterator<Item = Change> {
    let examples = |id| project.themes().get(id).map(|t| t.examples.clone()).unwrap_or_default();
    let known = examples(into);
    let set = move |coding| {
        let (was, now) = (ThemeField::Example(coding, false), ThemeField::Example(coding, true));
        Change::Theme(Edit::Set { id: into, was, now })
    };
    examples(from).into_iter().filter(move |coding| !known.contains(coding)).map(set)
}

/// Adds the themes of a codebook that are not there yet, by code or else by name under the same theme.
///
/// # Errors
/// `ChangesNothing` when all of them are there.
pub(super) fn add_themes(project: &Project, book: &[Theme]) -> Result<Vec<Change>, GestureError> {
    let mut known: std::collections::BTreeMap<Id<Theme>, Id<Theme>> = std::collections::BTreeMap::new();
    let mut changes = Vec::new();
    for theme in book {
        let parent = theme.parent.map(|p| known.get(&p).copied().unwrap_or(p));
        let same = |t: &&Theme| {
            let by_code = !theme.code.is_empty() && t.code.eq_ignore_ascii_case(&theme.code);
            let by_name = t.name.trim().eq_ignore_ascii_case(theme.name.trim());
            by_name && (by_code || t.parent == parent)
        };
        if let Some(there) = project.themes().iter().find(same) {
            known.insert(theme.id, there.id);
            continue;
        }
        let mut new = theme.clone();
        new.parent = parent;
        changes.push(Change::Theme(Edit::Add(Box::new(new))));
    }
    if changes.is_empty() { Err(EditError::ChangesNothing.into()) } else { Ok(changes) }
}

/// Every coding of a theme that is not removed, also in documents that were taken out.
fn codings(project: &Project, theme: Id<Theme>) -> impl Iterator<Item = &Coding> {
    project.codings().iter().filter(move |c| c.theme == theme)
}

/// The coding with its new theme; retired where the same analyst coded the same words with that theme already.
fn moved(project: &Project, coding: &Coding, into: Id<Theme>) -> Change {
    let twice = project.codings_in(coding.document).any(|other| {
        other.theme == into
            && other.text_version == coding.text_version
            && other.range == coding.range
            && project.coder(other.id) == project.coder(coding.id)
    });
    if twice {
        return Change::Coding(Edit::Retire(coding.id));
    }
    let (was, now) = (CodingField::Theme(coding.theme), CodingField::Theme(into));
    Change::Coding(Edit::Set { id: coding.id, was, now })
}

/// The summary of a cell put behind the one that the other theme has for the same case, with its links.
fn summary_joined(project: &Project, cell: &Cell, into: Id<Theme>) -> Vec<Change> {
    let id = Cell::id_of(into, cell.case);
    let row = project.cells().row(id);
    let there = row.map(|row| row.record.written()).unwrap_or_default();
    let joined = joined(&there, cell);
    let mut changes = Vec::new();
    match row {
        None => changes.push(Change::Cell(Edit::Add(Box::new(Cell::new(into, cell.case))))),
        Some(row) if row.retired => changes.push(Change::Cell(Edit::Restore(id))),
        Some(_) => {}
    }
    let (was, now) = (CellField::Written(Box::new(there)), CellField::Written(Box::new(joined)));
    changes.push(Change::Cell(Edit::Set { id, was, now }));
    changes
}

fn joined(there: &Written, cell: &Cell) -> Written {
    if there.text.trim().is_empty() {
        return cell.written();
    }
    // One empty line stands between the two.
    let before = u32::try_from(there.text.lines().count() + 1).unwrap_or(u32::MAX);
    let moved = cell.links.iter().map(|l| SummaryLink { line: l.line.saturating_add(before), coding: l.coding });
    let mut seen: Vec<SeenCoding> = there.seen.iter().chain(&cell.seen).cloned().collect();
    seen.sort();
    seen.dedup();
    Written {
        text: format!("{}\n\n{}", there.text, cell.summary),
        links: there.links.iter().copied().chain(moved).collect(),
        is_draft: there.is_draft || cell.is_draft,
        seen,
    }
}

/// Findings and reviews' own statements that rest on a theme rest on the other one.
fn rests(project: &Project, from: Id<Theme>, into: Id<Theme>) -> Vec<Change> {
    let mut changes = Vec::new();
    for finding in project.findings().iter().filter(|f| f.themes.contains(&from)) {
        let mut set = |theme, is_in: bool| {
            let (was, now) = (FindingField::Theme(theme, !is_in), FindingField::Theme(theme, is_in));
            changes.push(Change::Finding(Edit::Set { id: finding.id, was, now }));
        };
        set(from, false);
        if !finding.themes.contains(&into) {
            set(into, true);
        }
    }
    for statement in project.statements().iter().filter(|s| s.themes.contains(&from)) {
        let mut set = |theme, is_in: bool| {
            let (was, now) = (StatementField::Theme(theme, !is_in), StatementField::Theme(theme, is_in));
            changes.push(Change::Statement(Edit::Set { id: statement.id, was, now }));
        };
        set(from, false);
        if !statement.themes.contains(&into) {
            set(into, true);
        }
    }
    changes
}
