//! One cell of the framework: its passages, what people state of it, and how its summary stands.
//!
//! "Not mentioned" is written "Read, not found" and never reads as "No".

use super::since;
use crate::analyse::CellState;
use crate::app::disagreements::{Shown, show};
use crate::model::{Case, Cell, CellField, Clash, Coding, Disagreement, Id, Judgement, Project, Record, Since, Theme, Written};
use std::collections::BTreeSet;
use uuid::Uuid;

/// One theme in one case.
#[derive(Clone, Debug, Default)]
pub struct FrameCell {
    /// Its codings in reading order: number 1 is the first.
    pub codings: Vec<Id<Coding>>,
    /// Whether and how the theme is there.
    pub state: CellState,
    /// How its summary stands; none where nothing is written.
    pub summary: Option<Box<Summary>>,
    /// What people state of it.
    pub judgement: Judgement,
    /// On how many passages that rests.
    pub grounds: usize,
    /// Whether two people wrote different summaries, and nobody has settled it.
    pub differs: bool,
}

/// How a summary stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Drafted from quotes, and accepted by nobody yet.
    pub is_draft: bool,
    /// What has changed among the codings since.
    pub since: Since,
}

impl Summary {
    pub(super) fn of(project: &Project, cell: &Cell, codings: &[Id<Coding>]) -> Self {
        Self { is_draft: cell.is_draft, since: since(project, cell, codings) }
    }
}

impl FrameCell {
    /// Whether its case counts: it was read, or this cell is coded or judged.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        self.state != CellState::NotYetRead
    }

    /// The number of a coding, from 1.
    #[must_use]
    pub fn number_of(&self, coding: Id<Coding>) -> Option<usize> {
        self.codings.iter().position(|id| *id == coding).map(|i| i + 1)
    }

    /// Whether there are codings and no summary of them.
    #[must_use]
    pub fn is_unwritten(&self) -> bool {
        self.summary.is_none() && !self.codings.is_empty()
    }

    /// How it stands where nothing is written, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let codings = match self.codings.len() {
            0 => return state_words(self.state).to_owned(),
            1 => "1 coding, nothing written".to_owned(),
            n => format!("{n} codings, nothing written"),
        };
        match self.judgement {
            Judgement::None => codings,
            Judgement::Absent => format!("Stated absent; {codings}"),
            Judgement::NotApplicable => format!("Not applicable; {codings}"),
        }
    }

    /// Every word of its state that stands beside a summary, as one list.
    #[must_use]
    pub fn remarks(&self) -> Vec<String> {
        let mut words = Vec::new();
        if self.differs {
            words.push("two people differ".to_owned());
        }
        if let Some(summary) = &self.summary {
            if !summary.since.is_nothing() {
                words.push(summary.since.words());
            }
            if summary.is_draft {
                words.push("draft".to_owned());
            }
            match self.judgement {
                Judgement::None => {}
                Judgement::Absent => words.push("stated absent".to_owned()),
                Judgement::NotApplicable => words.push("not applicable".to_owned()),
            }
        }
        words
    }
}

/// The words of a state where nothing is coded.
#[must_use]
pub const fn state_words(state: CellState) -> &'static str {
    match state {
        CellState::NotMentioned => "Read, not found",
        CellState::StatedAbsent => "Stated absent",
        CellState::NotApplicable => "Not applicable",
        CellState::NotYetRead => "Not yet read",
        CellState::PresentConcern
        | CellState::PresentGood
        | CellState::PresentBoth
        | CellState::PresentContext
        | CellState::OtherwiseCoded => "Coded",
        CellState::NoCase => "No case",
    }
}

/// What two people wrote of one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Differ {
    /// The clash, to settle it by.
    pub clash: Disagreement,
    /// Who and when.
    pub shown: Shown,
    /// "RP and JM differ".
    pub words: String,
    /// What stands now.
    pub stands: Written,
    /// What the other person wrote; none where that cannot be read, or was no summary.
    pub other: Option<Written>,
}

/// The ids of the cells whose summary two people wrote differently.
pub(super) fn differing(project: &Project) -> BTreeSet<Uuid> {
    project.disagreements().filter(|clash| is_summary(clash)).map(|clash| clash.about.id).collect()
}

fn is_summary(clash: &Disagreement) -> bool {
    clash.about.record == Cell::NAME && clash.about.field == "summary"
}

/// What two people wrote of one cell; none where nobody differs.
#[must_use]
pub fn difference(project: &Project, theme: Id<Theme>, case: Id<Case>) -> Option<Differ> {
    let id = Cell::id_of(theme, case);
    let clash = project.disagreements().find(|clash| is_summary(clash) && clash.about.id == id.uuid())?;
    let shown = show(project, clash);
    let stands = project.cells().get(id)?.written();
    let other = match &clash.clash {
        Clash::Values { overwritten, .. } => ron::from_str::<CellField>(overwritten).ok().and_then(|field| match field {
            CellField::Written(written) => Some(*written),
            CellField::Summary(text) => Some(Written { text, ..Written::default() }),
            CellField::Judgement(_) | CellField::Grounds(_) => None,
        }),
        Clash::ChangedWhileRemoved | Clash::MoveIgnored => None,
    };
    let who = [&shown.other.who, &shown.stands.who].map(|name| initials(project, name));
    let words = match who {
        [Some(a), Some(b)] if a != b => format!("{a} and {b} differ"),
        _ => "Two people differ".to_owned(),
    };
    Some(Differ { clash: clash.clone(), shown, words, stands, other })
}

fn initials(project: &Project, name: &str) -> Option<String> {
    project.analysts().values().find(|a| a.name == name).map(|a| a.initials.clone()).filter(|i| !i.is_empty())
}
