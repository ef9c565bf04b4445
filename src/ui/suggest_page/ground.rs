//! A batch of suggestions in words, and what has become of each: derived from the project, so that Undo brings one back.

use crate::app::gesture::Passage;
use crate::app::session::Session;
use crate::app::suggestions::{About, Suggestion, Suggestions};
use crate::model::{Id, Theme};
use crate::text::{Citation, TextRange};
use std::sync::Arc;

/// What became of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Open,
    Accepted,
    Rejected,
    PassedOver,
}

impl Verdict {
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Open => "",
            Self::Accepted => "Accepted",
            Self::Rejected => "Rejected",
            Self::PassedOver => "Passed over",
        }
    }
}

/// One suggestion in words.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub passage: Passage,
    pub sentence: TextRange,
    pub text: String,
    pub marks: Vec<TextRange>,
    pub case: String,
    /// "Rapid review, 4.12, p. 23".
    pub place: String,
    /// "Likely, 72 %".
    pub fit: String,
    /// "because of: bruise, not explained".
    pub because: String,
    pub verdict: Verdict,
}

impl Line {
    /// What a screen reader says.
    pub fn words(&self) -> String {
        let mut parts = vec![self.text.clone(), format!("{}, {}", self.case, self.place), self.fit.clone(), self.because.clone()];
        parts.push(self.verdict.words().to_owned());
        parts.retain(|p| !p.is_empty());
        parts.join(". ")
    }
}

/// A batch as it stands.
#[derive(Debug)]
pub(super) struct Ground {
    pub batch: Arc<Suggestions>,
    pub lines: Vec<Line>,
    revision: u64,
}

impl Ground {
    /// Whether it still holds.
    pub fn is_of(&self, batch: &Arc<Suggestions>, session: &Session) -> bool {
        Arc::ptr_eq(&self.batch, batch) && self.revision == session.revision()
    }

    /// Works out a batch; `chosen` is the theme that passages are accepted for.
    pub fn of(batch: &Arc<Suggestions>, session: &Session, chosen: Option<Id<Theme>>, skipped: &[Passage]) -> Self {
        let line = |one: &Suggestion| line_of(session, batch, one, chosen, skipped);
        Self { batch: Arc::clone(batch), lines: batch.list.iter().map(line).collect(), revision: session.revision() }
    }

    /// The first line at or after `from` that nobody judged, else the first of all.
    pub fn next_open(&self, from: usize) -> Option<usize> {
        let open = |(_, line): &(usize, &Line)| line.verdict == Verdict::Open;
        let after = self.lines.iter().enumerate().skip(from).find(open);
        after.or_else(|| self.lines.iter().enumerate().find(open)).map(|(at, _)| at)
    }
}

fn line_of(session: &Session, batch: &Suggestions, one: &Suggestion, chosen: Option<Id<Theme>>, skipped: &[Passage]) -> Line {
    let (project, tree) = (session.project(), session.tree());
    let Passage { document, range } = one.passage;
    let text = session.text(document);
    let found = project.documents().get(document);
    let case = found.and_then(|d| project.cases().get(d.case)).map(|c| c.name.clone()).unwrap_or_default();
    let title = found.map(|d| d.title.clone()).unwrap_or_default();
    let citation = text.as_ref().map(|t| Citation::at(t, range).to_string()).unwrap_or_default();
    let is_meant = |theme| Some(theme) == chosen || tree.branch(batch.theme).iter().any(|n| n.id == theme);
    let accepted = project.placed_codings_in(document).any(|c| c.suggested && is_meant(c.theme) && c.range.overlaps(range));
    let rejected = project.rejections_in(document).any(|r| r.theme == batch.theme && r.place.range == range);
    let verdict = match (accepted, rejected) {
        (true, _) => Verdict::Accepted,
        (false, true) => Verdict::Rejected,
        (false, false) if skipped.contains(&one.passage) => Verdict::PassedOver,
        (false, false) => Verdict::Open,
    };
    Line {
        passage: one.passage,
        sentence: one.sentence,
        text: text.map(|t| t.quote(range).to_owned()).unwrap_or_default(),
        marks: one.marks.clone(),
        case,
        place: if citation.is_empty() { title } else { format!("{title}, {citation}") },
        fit: fit_words(batch.question.about, one),
        because: if one.reasons.is_empty() { String::new() } else { format!("Because of: {}", one.reasons.join(", ")) },
        verdict,
    }
}

/// How well it fits, in a word and a number.
fn fit_words(about: About, one: &Suggestion) -> String {
    match (about, one.chance) {
        (About::Like(_), _) => format!("{:.0} % alike", one.score.clamp(0.0, 1.0) * 100.0),
        (About::Theme(_), Some(chance)) => {
            let word = if chance >= 0.5 {
                "Likely"
            } else if chance >= 0.15 {
                "Perhaps"
            } else {
                "Unlikely"
            };
            format!("{word}, {:.0} %", chance * 100.0)
        }
        (About::Theme(_), None) => format!("By its words, {:.2}", one.score),
    }
}
