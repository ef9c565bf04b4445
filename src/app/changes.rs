//! Gestures to changes: what exactly a gesture changes, given how the project stands.

use super::codebook_changes;
use super::disagreements;
use super::gesture::{CaseChoice, Gesture, Passage};
use super::particulars::Draft;
use super::statements::quote_of;
use super::{memos, particulars, reextract, statements, study, zones};
use crate::model::{
    Case, Change, Coding, CodingField, Document, DocumentField, Edit, EditError, Id, MemoAbout, Polarity, Project, Record, Table,
    Theme, ThemeField, ThemeTree, WriterId,
};
use crate::text::SourceText;
use std::collections::HashSet;
use std::sync::Arc;

pub use super::particulars::INCIDENT;

/// Reads texts of documents as they were extracted, by document and number of the extraction.
pub type Texts<'a> = &'a dyn Fn(Id<Document>, u32) -> Option<Arc<SourceText>>;

/// Why a gesture cannot become a step; nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GestureError {
    /// The edit itself is refused.
    #[error(transparent)]
    Refused(#[from] EditError),
    /// The passage does not lie in the document's text.
    #[error("nothing was changed: the passage does not lie in this document's text; select it again")]
    OutsideText,
    /// Every passage is coded so already.
    #[error("nothing was changed: this is tagged so already")]
    TaggedAlready,
    /// A case that still has documents.
    #[error("nothing was changed: the case still has documents; move them to another case first")]
    HasDocuments,
    /// A value that cannot be recorded.
    #[error("nothing was changed: {0}")]
    Value(String),
    /// Every finding or recommendation is accepted already.
    #[error("nothing was changed: this is accepted already")]
    AcceptedAlready,
    /// The new text is the present one.
    #[error("nothing was changed: reading the document again gave the text that is there already")]
    SameText,
    /// Nothing lies in an earlier text, or nothing of it has a certain place in the present one.
    #[error("nothing was changed: nothing more of the earlier text has a certain place in this one")]
    NothingToCarry,
    /// A text that codings lie in is missing or damaged.
    #[error("nothing was changed: a text that codings lie in cannot be read; check the deep dive")]
    NoOldText,
}

/// The changes that a gesture makes to a project as `me`.
///
/// # Errors
/// `GestureError`; `Project::check` may refuse further.
pub fn changes_of(project: &Project, texts: Texts<'_>, me: &WriterId, gesture: &Gesture) -> Result<Vec<Change>, GestureError> {
    match gesture {
        Gesture::Tag { passages, theme, polarity, query } => {
            let tags = Tags { project, texts, me };
            tags.changes(passages, *theme, *polarity, query.as_deref())
        }
        Gesture::TagNew { passage, theme, polarity } => {
            let mut changes = vec![add_theme(project, theme)];
            let tags = Tags { project, texts, me };
            changes.extend(tags.changes(&[*passage], theme.id, *polarity, None)?);
            Ok(changes)
        }
        Gesture::Untag(codings) => Ok(codings.iter().map(|id| Change::Coding(Edit::Retire(*id))).collect()),
        Gesture::SetCoding(id, field) => one(set(project.codings(), *id, field.clone()), Change::Coding),
        Gesture::MoveEnds(id, range) => {
            let coding = project.codings().get(*id).ok_or(EditError::Missing(Coding::NAME))?;
            let quote = quote_of(project, texts, Passage { document: coding.document, range: *range })?;
            let now = CodingField::Place(*range, quote, project.text_version(coding.document));
            one(set(project.codings(), *id, now), Change::Coding)
        }
        Gesture::AddTheme(theme) => Ok(vec![add_theme(project, theme)]),
        Gesture::SetTheme(id, field) => one(set(project.themes(), *id, field.clone()), Change::Theme),
        Gesture::MoveTheme { theme, parent, before } => move_theme(project, *theme, *parent, *before),
        Gesture::RetireTheme(id) => Ok(retire_theme(project, *id)),
        Gesture::RestoreTheme(id) => Ok(vec![Change::Theme(Edit::Restore(*id))]),
        Gesture::MergeThemes { from, into } => codebook_changes::merge(project, *from, *into),
        Gesture::SplitTheme { from, new, sent } => codebook_changes::split(project, *from, new, sent),
        Gesture::AddThemes(themes) => codebook_changes::add_themes(project, themes),
        Gesture::AddCase(name) => Ok(vec![Change::Case(Edit::Add(Box::new(Case::new(name))))]),
        Gesture::SetCase(id, field) => one(set(project.cases(), *id, field.clone()), Change::Case),
        Gesture::RetireCase(id) if project.documents_of(*id).next().is_some() => Err(GestureError::HasDocuments),
        Gesture::RetireCase(id) => Ok(vec![Change::Case(Edit::Retire(*id))]),
        Gesture::SetDocument(id, field) => {
            let mut draft = Draft::of(project, *id)?;
            draft.set(field.clone());
            draft.drop_stale();
            Ok(draft.finish())
        }
        Gesture::Confirm { .. } => confirm(project, gesture),
        Gesture::RetireDocument(id) => Ok(vec![Change::Document(Edit::Retire(*id))]),
        Gesture::Judge(theme, case, judgement) => study::judge(project, texts, (*theme, *case), *judgement, &[]),
        Gesture::Summarise(theme, case, text) => study::summarise(project, *theme, *case, text),
        Gesture::Note(about, text) => memos::note(project, *about, text),
        Gesture::Memo(gesture) => gesture.changes(project, texts),
        Gesture::Offer(gesture) => gesture.changes(&Tags { project, texts, me }),
        Gesture::Keep(gesture) => gesture.changes(project),
        Gesture::Study(gesture) => gesture.changes(project, texts),
        Gesture::Settle(clash, choice) => Ok(disagreements::changes(project, clash, *choice)?),
        Gesture::SetZone { .. }
        | Gesture::Accept { .. }
        | Gesture::SetParticular { .. }
        | Gesture::AcceptStated { .. }
        | Gesture::AddStatement { .. }
        | Gesture::SetStatement(..)
        | Gesture::MoveStatement(..)
        | Gesture::RetireStatements(_)
        | Gesture::ReadAgain { .. }
        | Gesture::CarryOver(_) => changes_of_reading(project, texts, gesture),
    }
}

/// A theme goes with all its subthemes.
fn retire_theme(project: &Project, id: Id<Theme>) -> Vec<Change> {
    ThemeTree::of(project).branch(id).iter().map(|node| Change::Theme(Edit::Retire(node.id))).collect()
}

/// The changes of gestures about what was read: zones, particulars, findings, and the text itself.
fn changes_of_reading(project: &Project, texts: Texts<'_>, gesture: &Gesture) -> Result<Vec<Change>, GestureError> {
    match gesture {
        Gesture::SetZone { document, range, zone } => zones::set_zone(project, texts, *document, *range, *zone),
        Gesture::Accept { document, proposals } => particulars::accept(project, *document, proposals),
        Gesture::SetParticular { document, field, was, now } => {
            particulars::set_by_hand(project, *document, *field, was.as_deref(), now.as_deref())
        }
        Gesture::AcceptStated { document, stated } => statements::accept(project, texts, *document, stated),
        Gesture::AddStatement { passage, kind, number } => statements::add(project, texts, *passage, *kind, number),
        Gesture::SetStatement(id, field) => one(set(project.statements(), *id, field.clone()), Change::Statement),
        Gesture::MoveStatement(id, range) => statements::move_to(project, texts, *id, *range),
        Gesture::RetireStatements(ids) => Ok(ids.iter().map(|id| Change::Statement(Edit::Retire(*id))).collect()),
        Gesture::ReadAgain { document, version, text } => reextract::read_again(project, texts, *document, *version, text),
        Gesture::CarryOver(document) => reextract::carry_over(project, texts, *document),
        _ => Ok(Vec::new()),
    }
}

pub(super) fn one<R: Record>(edit: Result<Edit<R>, EditError>, wrap: fn(Edit<R>) -> Change) -> Result<Vec<Change>, GestureError> {
    Ok(vec![wrap(edit?)])
}

/// A `Set` that knows what was there.
pub(super) fn set<R: Record>(table: &Table<R>, id: Id<R>, now: R::Field) -> Result<Edit<R>, EditError> {
    let record = table.get(id).ok_or(EditError::Missing(R::NAME))?;
    Ok(Edit::Set { id, was: record.get(&now), now })
}

pub(super) struct Tags<'a> {
    pub(super) project: &'a Project,
    pub(super) texts: Texts<'a>,
    me: &'a WriterId,
}

impl Tags<'_> {
    pub(super) fn changes(
        &self,
        passages: &[Passage],
        theme: Id<Theme>,
        polarity: Polarity,
        query: Option<&str>,
    ) -> Result<Vec<Change>, GestureError> {
        let mut seen = HashSet::new();
        let mut changes = Vec::new();
        for passage in passages {
            if !seen.insert((passage.document, passage.range)) || self.is_tagged(*passage, theme) {
                continue;
            }
            let quote = quote_of(self.project, self.texts, *passage)?;
            changes.push(Change::Coding(Edit::Add(Box::new(Coding {
                id: Id::fresh(),
                theme,
                document: passage.document,
                range: passage.range,
                quote,
                text_version: self.project.text_version(passage.document),
                polarity,
                query: query.map(str::to_owned),
                suggested: false,
            }))));
        }
        if changes.is_empty() { Err(GestureError::TaggedAlready) } else { Ok(changes) }
    }

    fn is_tagged(&self, passage: Passage, theme: Id<Theme>) -> bool {
        self.project
            .placed_codings_in(passage.document)
            .any(|c| c.theme == theme && c.range == passage.range && self.project.coder(c.id) == Some(self.me))
    }
}

/// Siblings stand 1,024 apart, so that a move mostly changes one theme.
const GAP: i64 = 1024;

pub(super) fn add_theme(project: &Project, theme: &Theme) -> Change {
    let mut theme = theme.clone();
    theme.name = theme.name.trim().to_owned();
    theme.place = siblings(project, theme.parent).last().map_or(0, |t| t.place) + GAP;
    Change::Theme(Edit::Add(Box::new(theme)))
}

fn siblings(project: &Project, parent: Option<Id<Theme>>) -> Vec<&Theme> {
    let mut found: Vec<&Theme> = project.themes().iter().filter(|t| t.parent == parent).collect();
    found.sort_by(|a, b| (a.place, &a.name, a.id).cmp(&(b.place, &b.name, b.id)));
    found
}

fn move_theme(
    project: &Project,
    theme: Id<Theme>,
    parent: Option<Id<Theme>>,
    before: Option<Id<Theme>>,
) -> Result<Vec<Change>, GestureError> {
    let moved = project.themes().get(theme).ok_or(EditError::Missing(Theme::NAME))?;
    if let Some(parent) = parent
        && project.is_under(parent, theme)
    {
        return Err(EditError::UnderItself.into());
    }
    let mut changes = Vec::new();
    if moved.parent != parent {
        let now = ThemeField::Parent(parent);
        changes.push(Change::Theme(Edit::Set { id: theme, was: ThemeField::Parent(moved.parent), now }));
    }
    let others: Vec<&Theme> = siblings(project, parent).into_iter().filter(|t| t.id != theme).collect();
    let at = before.and_then(|b| others.iter().position(|t| t.id == b)).unwrap_or(others.len());
    let place = |i: usize| others.get(i).map(|t| t.place);
    let low = at.checked_sub(1).and_then(place);
    let set_place = |t: &Theme, now: i64| {
        (t.place != now).then_some(Change::Theme(Edit::Set {
            id: t.id,
            was: ThemeField::Place(t.place),
            now: ThemeField::Place(now),
        }))
    };
    match (low, place(at)) {
        (None, None) => {}
        (Some(low), None) => changes.extend(set_place(moved, low + GAP)),
        (None, Some(high)) => changes.extend(set_place(moved, high - GAP)),
        (Some(low), Some(high)) if high - low > 1 => changes.extend(set_place(moved, low + (high - low) / 2)),
        (Some(_), Some(_)) => {
            // No room between the neighbours: all siblings are set apart anew.
            let mut order = others.clone();
            order.insert(at, moved);
            for (i, sibling) in (1..).zip(order) {
                changes.extend(set_place(sibling, i * GAP));
            }
        }
    }
    Ok(changes)
}

/// The case that a choice means, and the change that makes it when it is new.
#[must_use]
pub fn case_for(project: &Project, choice: &CaseChoice) -> (Id<Case>, Option<Change>) {
    match choice {
        CaseChoice::There(id) => (*id, None),
        CaseChoice::Named(name) => {
            let wanted = name.trim().to_lowercase();
            if let Some(case) = project.cases().iter().find(|c| c.name.trim().to_lowercase() == wanted) {
                return (case.id, None);
            }
            let case = Case::new(name);
            (case.id, Some(Change::Case(Edit::Add(Box::new(case)))))
        }
    }
}

fn confirm(project: &Project, gesture: &Gesture) -> Result<Vec<Change>, GestureError> {
    let Gesture::Confirm { document: id, title, kind, case, dated, incident } = gesture else { return Ok(Vec::new()) };
    let mut draft = Draft::of(project, *id)?;
    if title.trim().is_empty() {
        return Err(EditError::NoName(Document::NAME).into());
    }
    draft.set(DocumentField::Title(title.trim().to_owned()));
    draft.set(DocumentField::Kind(*kind));
    draft.move_to(case);
    draft.set(DocumentField::Dated(*dated));
    draft.set(DocumentField::Confirmed(true));
    if let Some(incident) = incident {
        draft.set_attribute(INCIDENT, Some(incident.to_string()))?;
    }
    draft.drop_stale();
    Ok(draft.finish())
}

/// Whether nobody has said or noted anything of a case.
pub(super) fn is_unnoted(project: &Project, case: Id<Case>) -> bool {
    let said = project.cells().iter().any(|c| c.case == case);
    !said && project.memos_about(MemoAbout::Case(case)).next().is_none()
}
