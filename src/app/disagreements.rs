//! Disagreements for people: what each of two people set and when, what stands, and the changes that settle them.
//!
//! The subtlety: a clash keeps its values as they are stored, in RON; words for people are made here, by the type of the
//! record, and a value that can no longer be read is shown as it is stored rather than hidden.

use super::field_words::{record_words, value_words};
use crate::model::{
    Change, Choice, Clash, Disagreement, Edit, EditError, FieldRef, Id, Project, Record, Settle, Step, Stored, Theme, ThemeField,
    on_edit, on_name,
};
use jiff::Timestamp;
use uuid::Uuid;

/// What one of two people wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The value, in words; "Nothing" where it was cleared.
    pub value: String,
    /// Who set it; empty where the journals do not tell.
    pub who: String,
    /// When, by the clock of that person's computer.
    pub when: Option<Timestamp>,
}

/// A disagreement as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The clash, to settle it by.
    pub clash: Disagreement,
    /// About which record, such as "Theme “Feeding”".
    pub record: String,
    /// About which field, such as "Definition".
    pub field: String,
    /// What stands now.
    pub stands: Side,
    /// What the other person wanted.
    pub other: Side,
    /// Why it came to this, in a sentence.
    pub why: &'static str,
    /// Words of the button that keeps what stands.
    pub keep: &'static str,
    /// Words of the button that takes the other.
    pub take: &'static str,
    /// Why the other cannot be taken; none when it can.
    pub obstacle: Option<&'static str>,
}

/// Every open disagreement, in order of records.
#[must_use]
pub fn shown(project: &Project) -> Vec<Shown> {
    project.disagreements().map(|clash| show(project, clash)).collect()
}

/// One disagreement as it is shown.
#[must_use]
pub fn show(project: &Project, clash: &Disagreement) -> Shown {
    let about = &clash.about;
    let (stands, other) = sides(project, clash);
    let (why, keep, take) = match clash.clash {
        Clash::Values { .. } => {
            ("Both changed this without having seen the other’s change; the later change stands", "Keep this", "Take the other")
        }
        Clash::ChangedWhileRemoved => ("One removed this while the other went on changing it", "Keep it so", "Bring it back"),
        Clash::MoveIgnored => (
            "Two moves together would have put a theme under itself, so the later move was not carried out",
            "Leave it here",
            "Move it now",
        ),
    };
    let obstacle = changes(project, clash, Choice::Other).err().map(|_| match clash.clash {
        Clash::Values { .. } => "The other value cannot be set any more, because what it belongs to was removed",
        Clash::ChangedWhileRemoved => "It was brought back already",
        Clash::MoveIgnored => "The move would still put the theme under itself; move the other theme out first",
    });
    let (field, _) = value_words(project, about, "");
    Shown { clash: clash.clone(), record: record_words(project, about), field, stands, other, why, keep, take, obstacle }
}

fn sides(project: &Project, clash: &Disagreement) -> (Side, Side) {
    let about = &clash.about;
    let later = project.step(&clash.step);
    let side = |value: String, step: Option<&Step>| Side {
        value,
        who: step.map(|s| project.analyst(&s.writer).name).unwrap_or_default(),
        when: step.map(|s| s.at),
    };
    match &clash.clash {
        Clash::Values { overwritten, stands } => {
            let earlier = before(project, clash, |change| sets(change, about).as_deref() == Some(overwritten));
            let words = |stored: &str| value_words(project, about, stored).1;
            (side(words(stands), later), side(words(overwritten), earlier))
        }
        Clash::ChangedWhileRemoved => {
            let remover = before(project, clash, |change| retires(change, about));
            let wanted = later.and_then(|s| s.changes.iter().find_map(|c| sets(c, about))).unwrap_or_default();
            let removed = if is_hidden(project, about) { "Removed" } else { "There, after it had been removed" };
            (side(removed.to_owned(), remover), side(value_words(project, about, &wanted).1, later))
        }
        Clash::MoveIgnored => (stays(project, clash), side(place_words(project, about, wanted_parent(project, clash)), later)),
    }
}

fn place_words(project: &Project, about: &FieldRef, parent: Option<Id<Theme>>) -> String {
    value_words(project, about, &stored(&ThemeField::Parent(parent))).1
}

/// Where a theme stays that was not moved, and who put the place it was to go to under it.
fn stays(project: &Project, clash: &Disagreement) -> Side {
    let moved = Id::from_uuid(clash.about.id);
    let themes = project.themes();
    let parent_of = |id: Id<Theme>| themes.row(id).and_then(|row| row.record.parent);
    let mut value = place_words(project, &clash.about, parent_of(moved));
    let wanted = wanted_parent(project, clash).filter(|wanted| project.is_under(*wanted, moved));
    if let Some(theme) = wanted.and_then(|wanted| themes.row(wanted)) {
        value = format!("{value}, with {} {} under it", theme.record.code, theme.record.name);
    }
    // Every theme on the way up from there is one whose move may have closed the circle.
    let way: Vec<_> = std::iter::successors(wanted, |id| parent_of(*id)).take_while(|id| *id != moved).collect();
    let closes =
        |change: &Change| matches!(change, Change::Theme(Edit::Set { id, now: ThemeField::Parent(_), .. }) if way.contains(id));
    let mover = before(project, clash, closes);
    Side { value, who: mover.map(|s| project.analyst(&s.writer).name).unwrap_or_default(), when: mover.map(|s| s.at) }
}

/// The last step before the clash in which `fits` holds for a change.
fn before<'a>(project: &'a Project, clash: &Disagreement, fits: impl Fn(&Change) -> bool) -> Option<&'a Step> {
    let later = project.step(&clash.step)?;
    project.steps().iter().rev().filter(|s| s.order() < later.order()).find(|s| s.changes.iter().any(&fits))
}

/// The changes that settle a clash.
///
/// # Errors
/// When the other side cannot be taken any more.
pub fn changes(project: &Project, clash: &Disagreement, choice: Choice) -> Result<Vec<Change>, EditError> {
    let mut changes = Vec::new();
    if choice == Choice::Other {
        changes.push(match &clash.clash {
            Clash::Values { overwritten, .. } => set(project, &clash.about, overwritten)?,
            Clash::ChangedWhileRemoved => restore(&clash.about)?,
            Clash::MoveIgnored => set(project, &clash.about, &stored(&ThemeField::Parent(wanted_parent(project, clash))))?,
        });
        project.check(&changes)?;
    }
    changes.push(Change::Settle(Settle::of(clash, choice)));
    Ok(changes)
}

fn wanted_parent(project: &Project, clash: &Disagreement) -> Option<Id<Theme>> {
    let moved = |change: &Change| match change {
        Change::Theme(Edit::Set { id, now: ThemeField::Parent(parent), .. }) if id.uuid() == clash.about.id => Some(*parent),
        _ => None,
    };
    project.step(&clash.step)?.changes.iter().find_map(moved)?
}

fn stored<F: serde::Serialize>(field: &F) -> String {
    ron::to_string(field).unwrap_or_default()
}

/// The value that a change gives the field, as it is stored.
fn sets(change: &Change, about: &FieldRef) -> Option<String> {
    fn of<R: Record>(edit: &Edit<R>, about: &FieldRef) -> Option<String> {
        match edit {
            Edit::Set { id, now, .. } if id.uuid() == about.id && R::key(now) == about.field => Some(stored(now)),
            Edit::Set { .. } | Edit::Add(_) | Edit::Retire(_) | Edit::Restore(_) => None,
        }
    }
    on_edit!(change, edit => of(edit, about), _ => None)
}

fn retires(change: &Change, about: &FieldRef) -> bool {
    change.retires() && change.record().1 == about.id
}

fn is_hidden(project: &Project, about: &FieldRef) -> bool {
    restore(about).is_ok_and(|change| project.check(&[change]).is_ok())
}

/// Sets a field of a record that is not hidden to a stored value.
fn set(project: &Project, about: &FieldRef, value: &str) -> Result<Change, EditError> {
    fn of<R: Stored>(project: &Project, id: Uuid, value: &str) -> Result<Change, EditError> {
        let missing = EditError::Missing(R::NAME);
        let now: R::Field = ron::from_str(value).map_err(|_unreadable| missing.clone())?;
        let id = Id::from_uuid(id);
        let was = R::table(project).get(id).ok_or(missing)?.get(&now);
        Ok(R::change(Edit::Set { id, was, now }))
    }
    on_name!(about.record, R => of::<R>(project, about.id, value), other => Err(EditError::Missing(other)))
}

/// Shows a record again.
fn restore(about: &FieldRef) -> Result<Change, EditError> {
    let id = about.id;
    on_name!(about.record, R => Ok(R::change(Edit::Restore(Id::from_uuid(id)))), other => Err(EditError::Missing(other)))
}
