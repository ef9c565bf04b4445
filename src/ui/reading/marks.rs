//! Codings of a document as marks of the reader.

use crate::app::session::Session;
use crate::model::{Coding, Id, Memo, MemoAbout, MemoKind};
use crate::ui::reader::{Mark, MarkKey};
use uuid::Uuid;

/// Codings as marks; one whose theme is hidden is left out.
pub(super) fn of<'a>(session: &Session, codings: impl Iterator<Item = &'a Coding>) -> Vec<Mark> {
    let (project, tree) = (session.project(), session.tree());
    let mark = |coding: &Coding| {
        let theme = project.themes().get(coding.theme)?;
        let memos: Vec<String> = project.memos_about(MemoAbout::Coding(coding.id)).map(words).collect();
        Some(Mark {
            key: MarkKey(coding.id.uuid().as_u128()),
            range: coding.range,
            code: if theme.code.is_empty() { short(&theme.name) } else { theme.code.clone() },
            name: theme.name.clone(),
            look: tree.node(coding.theme).map(|n| n.look).unwrap_or_default(),
            polarity: coding.polarity,
            coder: project.coder(coding.id).map(|w| project.analyst(w).initials).unwrap_or_default(),
            memo: (!memos.is_empty()).then(|| memos.join("\n")),
        })
    };
    codings.filter_map(mark).collect()
}

/// What a memo says, after its kind where that is not the usual one.
fn words(memo: &Memo) -> String {
    match memo.kind {
        MemoKind::Observation => memo.text.clone(),
        MemoKind::Definition | MemoKind::Question | MemoKind::Decision => format!("{}: {}", memo.kind, memo.text),
    }
}

/// The coding behind a mark.
pub(super) fn coding_of(key: MarkKey) -> Id<Coding> {
    Id::from_uuid(Uuid::from_u128(key.0))
}

/// Two letters for a theme without a code.
fn short(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).take(2).collect()
}
