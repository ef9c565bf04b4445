//! Findings and recommendations: accepting those found by pattern, adding and moving them by hand.

use super::changes::{GestureError, Texts};
use super::gesture::Passage;
use crate::model::{Change, Document, Edit, EditError, Id, Origin, Project, Record, Statement, StatementField};
use crate::text::{QuoteHash, Stated, StatedKind};
use std::collections::BTreeSet;

/// Whether a finding or recommendation found by pattern in the present text has been accepted and still stands.
#[must_use]
pub fn is_accepted(project: &Project, document: Id<Document>, stated: &Stated) -> bool {
    let version = project.text_version(document);
    let id = Statement::id_of(document, version, stated.range);
    let same = |s: &&Statement| {
        s.id == id || (s.text_version == version && s.range == stated.range && s.kind == stated.kind && s.number == stated.number)
    };
    project.statements_in(document).into_iter().any(|s| same(&s))
}

/// Accepts what was found by pattern; what is accepted already is passed over.
pub(super) fn accept(
    project: &Project,
    texts: Texts<'_>,
    document: Id<Document>,
    stated: &[Stated],
) -> Result<Vec<Change>, GestureError> {
    let mut changes: Vec<Change> = Vec::new();
    for stated in stated.iter().filter(|s| !is_accepted(project, document, s)) {
        let passage = Passage { document, range: stated.range };
        let statement = made(project, texts, passage, stated.kind, &stated.number, Origin::Found)?;
        let id = statement.id;
        if changes.iter().any(|c| c.record().1 == id.uuid()) {
            continue;
        }
        changes.push(Change::Statement(match project.statements().row(id) {
            Some(_) => Edit::Restore(id),
            None => Edit::Add(Box::new(statement)),
        }));
    }
    if changes.is_empty() { Err(GestureError::AcceptedAlready) } else { Ok(changes) }
}

/// Adds one that a person marked in the text.
pub(super) fn add(
    project: &Project,
    texts: Texts<'_>,
    passage: Passage,
    kind: StatedKind,
    number: &str,
) -> Result<Vec<Change>, GestureError> {
    let statement = made(project, texts, passage, kind, number, Origin::ByHand)?;
    Ok(vec![Change::Statement(Edit::Add(Box::new(statement)))])
}

/// Moves one to other words of the document's present text.
pub(super) fn move_to(
    project: &Project,
    texts: Texts<'_>,
    id: Id<Statement>,
    range: crate::text::TextRange,
) -> Result<Vec<Change>, GestureError> {
    let statement = project.statements().get(id).ok_or(EditError::Missing(Statement::NAME))?;
    let version = project.text_version(statement.document);
    let quote = quote_of(project, texts, Passage { document: statement.document, range })?;
    let now = StatementField::Place(range, quote, version);
    Ok(vec![Change::Statement(Edit::Set { id, was: statement.get(&now), now })])
}

fn made(
    project: &Project,
    texts: Texts<'_>,
    passage: Passage,
    kind: StatedKind,
    number: &str,
    origin: Origin,
) -> Result<Statement, GestureError> {
    let Passage { document, range } = passage;
    let text_version = project.text_version(document);
    let quote = quote_of(project, texts, passage)?;
    let id = match origin {
        Origin::Found => Statement::id_of(document, text_version, range),
        Origin::ByHand => Id::fresh(),
    };
    Ok(Statement {
        id,
        document,
        kind,
        number: number.trim().to_owned(),
        range,
        quote,
        text_version,
        origin,
        themes: BTreeSet::new(),
    })
}

/// The hash of a passage of the document's present text.
pub(super) fn quote_of(project: &Project, texts: Texts<'_>, passage: Passage) -> Result<QuoteHash, GestureError> {
    let version = project.text_version(passage.document);
    let source = texts(passage.document, version).ok_or(GestureError::OutsideText)?;
    passage.range.of(&source.text).map(QuoteHash::of).ok_or(GestureError::OutsideText)
}
