//! What grid and pane ask of the page; the page alone turns wishes into steps.

use super::sheet::{Place, Spot};
use crate::app::gesture::Passage;
use crate::model::{Choice, Coding, Disagreement, Id, Judgement};

/// One wish.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wish {
    /// The cursor goes somewhere.
    Go(Place),
    /// A cell was taken: the pane shows it.
    Take(Spot),
    /// A group is folded or unfolded.
    Fold(String),
    /// The summary is to be written.
    Edit(Spot),
    /// A draft from quotes.
    Draft(Spot),
    /// The draft is accepted.
    Accept(Spot),
    /// Shows what changed since.
    Look(Spot),
    /// What is coded now has been looked through.
    LookedThrough(Spot),
    /// Shows both versions.
    Choose(Spot),
    /// One version is taken.
    Settle(Box<Disagreement>, Choice),
    /// A passage is linked to a line.
    Link(Spot, u32, Id<Coding>),
    /// A passage is linked to a line no more.
    Unlink(Spot, u32, Id<Coding>),
    /// A cell is stated.
    Judge(Spot, Judgement, Vec<Passage>),
    /// What was typed is saved.
    Save(Spot),
    /// Writing stops; what was typed stays.
    StopWriting,
    /// What was typed is thrown away.
    Discard(Spot),
    /// A passage is shown where it stands.
    Show(Id<Coding>),
    /// The pane shows another tab.
    Tab(usize),
    /// The keyboard goes to the pane.
    EnterPane,
    /// The pane is put away.
    ClosePane,
}
