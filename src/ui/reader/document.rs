//! What goes into the reader and what comes out of it: plain values, no types of the program.
//!
//! `ReaderDocument` is put together for every frame and costs nothing; the reader notices a new text by its pointer.

use super::mark::{MarkKey, MarkLayer};
use crate::text::{SourceText, TextRange};
use egui::{Pos2, Rect};
use std::sync::Arc;

/// The document to show.
#[derive(Clone, Debug)]
pub struct ReaderDocument<'a> {
    /// Its title, for screen readers.
    pub title: &'a str,
    /// Its text. Another `Arc` is taken for another text.
    pub source: Arc<SourceText>,
    /// Its codings.
    pub marks: Arc<MarkLayer>,
    /// Changes whenever codings change.
    pub revision: u64,
    /// Passages to point out, such as hits of a search.
    pub highlights: &'a [TextRange],
}

/// What to do with a coding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkAction {
    /// Change theme, polarity or memo.
    Edit,
    /// Change where it starts and ends.
    Ends,
    /// Take it away.
    Remove,
    /// Give it this passage.
    Move(TextRange),
}

impl MarkAction {
    /// The actions that are offered as links, with their words.
    pub const LINKS: [(Self, &'static str); 3] = [(Self::Edit, "Edit"), (Self::Ends, "Ends"), (Self::Remove, "Remove")];
}

/// A passage to be coded.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TagRequest {
    /// The passage.
    pub range: TextRange,
    /// Where it is on the screen, for the picker to stand beside; cut to what is visible.
    pub rect: Rect,
}

/// What is read at the moment: the first block in view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReaderPosition {
    /// Index of the block.
    pub block: usize,
    /// Its page, counted from 1.
    pub page: Option<u32>,
    /// Its printed number.
    pub label: Option<String>,
}

/// What happened in one frame.
#[derive(Clone, Debug, Default)]
pub struct ReaderEvents {
    /// The selection is another one than before.
    pub selection_changed: bool,
    /// A selection was finished with the mouse.
    pub selection_finished: bool,
    /// A coding was clicked.
    pub clicked: Option<MarkKey>,
    /// The coding under the mouse.
    pub hovered: Option<MarkKey>,
    /// The menu of a coding was asked for, at this point.
    pub menu: Option<(MarkKey, Pos2)>,
    /// Something is to be done with a coding.
    pub action: Option<(MarkKey, MarkAction)>,
    /// The selection is to be coded.
    pub tag: Option<TagRequest>,
    /// What was copied; it is on the clipboard already.
    pub copied: Option<String>,
    /// The selection is to be copied with where it stands.
    pub cite: Option<TextRange>,
    /// What is read.
    pub position: ReaderPosition,
    /// Whether the keyboard is with the reader.
    pub focused: bool,
}
