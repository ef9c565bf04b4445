//! What the keyboard does while the reader has it, declared once: handling and the list of shortcuts read one table.
//!
//! Tab is not in the table: it leaves the reader, as it leaves any field.

use super::document::{MarkAction, ReaderDocument, ReaderEvents};
use super::layout::{LaidBlock, Layouter, Spot};
use super::page::Page;
use super::place::{Selection, Unit};
use super::scroll::Jump;
use super::view::ReaderView;
use crate::text::TextRange;
use egui::{Event, Key, Modifiers, Ui, pos2};

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Moves the caret; with Shift it takes the selection along.
    Move(Motion),
    /// Widens the selection to sentences.
    Sentence,
    /// Widens the selection to paragraphs.
    Paragraph,
    /// Selects the block; once more, the document.
    All,
    /// Gives up the selection.
    Clear,
    /// Asks for a theme for the selection, or for the sentence at the caret.
    Tag,
    /// Goes to the next coding.
    NextMark,
    /// Goes to the previous coding.
    PreviousMark,
    /// Goes to the next paragraph without a coding.
    NextUncoded,
    /// Moves an end of the hot coding by a word.
    MoveEnd(End),
    /// Asks for an action on the hot coding.
    Mark(MarkAction),
}

/// Ways of the caret; the value tells whether it goes forwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// By a letter.
    Letter(bool),
    /// By a word.
    Word(bool),
    /// By a row.
    Row(bool),
    /// By a page of the window.
    Page(bool),
    /// To an end of the row.
    RowEdge(bool),
    /// To the next paragraph, or to the start of this or the one before.
    Block(bool),
    /// To an end of the document.
    Edge(bool),
}

/// Which end of a coding moves, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The end, one word back or on.
    Last(bool),
    /// The start, one word back or on.
    First(bool),
}

/// One line of the list of shortcuts.
#[derive(Clone, Copy, Debug)]
pub struct ReaderKey {
    /// The key.
    pub key: Key,
    /// Whether Ctrl (on a Mac, Command) goes with it.
    pub ctrl: bool,
    /// Whether Shift goes with it; moves of the caret may always have it.
    pub shift: bool,
    /// What it does.
    pub command: Command,
    /// The key as people write it.
    pub keys: &'static str,
    /// What it does, for people.
    pub does: &'static str,
}

const fn row(key: Key, ctrl: bool, shift: bool, command: Command, keys: &'static str, does: &'static str) -> ReaderKey {
    ReaderKey { key, ctrl, shift, command, keys, does }
}

/// Every key of the reader. With Shift, moves of the caret extend the selection.
pub const READER_KEYS: [ReaderKey; 33] = {
    use Command::{All, Clear, Mark, Move, MoveEnd, NextMark, NextUncoded, Paragraph, PreviousMark, Sentence, Tag};
    use Motion::{Block, Edge, Letter, Page, Row, RowEdge, Word};
    [
        row(Key::ArrowRight, false, false, Move(Letter(true)), "Right", "Next letter"),
        row(Key::ArrowLeft, false, false, Move(Letter(false)), "Left", "Previous letter"),
        row(Key::ArrowRight, true, false, Move(Word(true)), "Ctrl Right", "End of the word"),
        row(Key::ArrowLeft, true, false, Move(Word(false)), "Ctrl Left", "Start of the word"),
        row(Key::ArrowDown, false, false, Move(Row(true)), "↓", "Next line"),
        row(Key::ArrowUp, false, false, Move(Row(false)), "↑", "Previous line"),
        row(Key::ArrowDown, true, false, Move(Block(true)), "Ctrl ↓", "Next paragraph"),
        row(Key::ArrowUp, true, false, Move(Block(false)), "Ctrl ↑", "Start of the paragraph, then the one before"),
        row(Key::PageDown, false, false, Move(Page(true)), "Page down", "Next screen"),
        row(Key::PageUp, false, false, Move(Page(false)), "Page up", "Previous screen"),
        row(Key::Home, false, false, Move(RowEdge(false)), "Home", "Start of the line"),
        row(Key::End, false, false, Move(RowEdge(true)), "End", "End of the line"),
        row(Key::Home, true, false, Move(Edge(false)), "Ctrl Home", "Start of the document"),
        row(Key::End, true, false, Move(Edge(true)), "Ctrl End", "End of the document"),
        row(Key::S, false, false, Sentence, "S", "Select the sentence, then the next one too"),
        row(Key::P, false, false, Paragraph, "P", "Select the paragraph, then the next one too"),
        row(Key::A, true, false, All, "Ctrl A", "Select the paragraph, then everything"),
        row(Key::Escape, false, false, Clear, "Esc", "Give up the selection"),
        row(Key::T, false, false, Tag, "T", "Tag the selection or the sentence"),
        row(Key::Enter, false, false, Tag, "Enter", "Tag the selection or the sentence"),
        row(Key::C, false, false, NextMark, "C", "Next coding"),
        row(Key::C, false, true, PreviousMark, "Shift C", "Previous coding"),
        row(Key::N, false, false, NextUncoded, "N", "Next paragraph without a coding"),
        row(Key::CloseBracket, false, false, MoveEnd(End::Last(true)), "]", "Move the end of the coding on by a word"),
        row(Key::OpenBracket, false, false, MoveEnd(End::Last(false)), "[", "Move the end of the coding back by a word"),
        row(Key::CloseBracket, false, true, MoveEnd(End::First(true)), "Shift ]", "Move the start of the coding on by a word"),
        row(Key::OpenBracket, false, true, MoveEnd(End::First(false)), "Shift [", "Move the start of the coding back by a word"),
        row(Key::CloseCurlyBracket, false, true, MoveEnd(End::First(true)), "", ""),
        row(Key::OpenCurlyBracket, false, true, MoveEnd(End::First(false)), "", ""),
        row(Key::E, false, false, Mark(MarkAction::Edit), "E", "Edit the coding"),
        row(Key::Delete, false, false, Mark(MarkAction::Remove), "Delete", "Remove the coding"),
        row(Key::Space, false, false, Move(Page(true)), "Space", "Next screen"),
        row(Key::Backspace, false, false, Mark(MarkAction::Remove), "", ""),
    ]
};

fn command(key: Key, modifiers: Modifiers) -> Option<(Command, bool)> {
    let ctrl = modifiers.ctrl || modifiers.command;
    if modifiers.alt {
        return None;
    }
    let fits = |row: &&ReaderKey| {
        let moves = matches!(row.command, Command::Move(_));
        row.key == key && row.ctrl == ctrl && (moves || row.shift == modifiers.shift)
    };
    READER_KEYS.iter().find(fits).map(|row| (row.command, modifiers.shift))
}

impl ReaderView {
    /// Handles and takes away the keys of this frame.
    pub(super) fn keyboard(&mut self, ui: &Ui, page: &Page<'_>, events: &mut ReaderEvents) {
        let mut commands = Vec::new();
        let mut copy = false;
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } => match command(*key, *modifiers) {
                    Some((Command::Clear, _)) if self.selection().is_none() => true,
                    Some(found) => {
                        commands.push(found);
                        false
                    }
                    None => true,
                },
                Event::Copy => {
                    copy = true;
                    false
                }
                _ => true,
            });
        });
        for (command, shift) in commands {
            self.run(page, command, shift, events);
        }
        if copy && ui.input(|i| i.modifiers.shift) {
            events.cite = self.selection();
        } else if copy && let Some(range) = self.selection.and_then(|s| s.range(&page.document.source)) {
            let text = page.places.copy(range);
            ui.copy_text(text.clone());
            events.copied = Some(text);
        }
    }

    pub(super) fn run(&mut self, page: &Page<'_>, command: Command, shift: bool, events: &mut ReaderEvents) {
        let Some(caret) = self.spot() else { return };
        match command {
            Command::Move(motion) => {
                if let Some(spot) = self.moved(&page.layouter, page, caret, motion, shift) {
                    let anchor = self.selection.filter(|_| shift).map_or(spot.at, |s| s.anchor);
                    self.selection = Some(Selection { anchor, caret: spot.at });
                    self.next_row = spot.next_row;
                    self.follow_caret(page, spot);
                }
            }
            Command::Sentence => self.widen(page, Unit::Sentence),
            Command::Paragraph => self.widen(page, Unit::Block),
            Command::All => self.select_all(page),
            Command::Clear => self.clear_selection(),
            Command::Tag => {
                if self.selection().is_none() {
                    self.widen(page, Unit::Sentence);
                }
                events.tag = self.tag_request(page);
            }
            Command::NextMark => _ = self.next_mark(page.document),
            Command::PreviousMark => _ = self.previous_mark(page.document),
            Command::NextUncoded => _ = self.next_uncoded(page.document),
            Command::MoveEnd(end) => events.action = self.move_end(page, end).or(events.action),
            Command::Mark(action) => events.action = self.hot_mark().map(|key| (key, action)).or(events.action),
        }
    }

    fn follow_caret(&mut self, page: &Page<'_>, spot: Spot) {
        self.scroller.jump(Jump::Reveal(spot));
        let marks = &page.document.marks;
        let block = page.places.manuscript.block_near(spot.at);
        self.pinned = block.and_then(|b| marks.innermost(b, spot.at)).map(|m| m.key);
        self.card = self.pinned;
        (self.hovered, self.by_key) = (None, true);
    }

    fn widen(&mut self, page: &Page<'_>, unit: Unit) {
        if let Some(wider) = self.selection.and_then(|s| page.places.widen(s, unit)) {
            self.selection = Some(wider);
            self.next_row = false;
            self.scroller.jump(Jump::Reveal(Spot { at: wider.caret, next_row: false }));
        }
    }

    fn select_all(&mut self, page: &Page<'_>) {
        let Some(selection) = self.selection else { return };
        let block = page.places.block_at(selection.caret).map(Selection::of);
        let document = page.places.first().zip(page.places.last()).map(|(anchor, caret)| Selection { anchor, caret });
        let source = &page.document.source;
        let is_block = selection
            .range(source)
            .is_some_and(|r| block.and_then(|b| b.range(source)).is_none_or(|b| b.overlaps(r) && r.len() >= b.len()));
        self.selection = if is_block { document } else { block }.or(self.selection);
    }

    fn move_end(&self, page: &Page<'_>, end: End) -> Option<(super::mark::MarkKey, MarkAction)> {
        let mark = page.document.marks.find(self.hot_mark()?)?;
        let (start, stop) = (mark.range.start(), mark.range.end());
        let (start, stop) = match end {
            End::Last(on) => (start, page.places.word(stop, on).map(|at| if on { at } else { page.places.trim_end(at) })?),
            End::First(on) => {
                let at = page.places.word(start, on)?;
                (if on { page.places.trim_start(at) } else { at }, stop)
            }
        };
        let range = TextRange::within(&page.document.source.text, start, stop).ok()?;
        (range != mark.range).then_some((mark.key, MarkAction::Move(range)))
    }

    /// Where a motion leads. Up, down and by page keep the column they started in.
    fn moved(&mut self, layouter: &Layouter<'_>, page: &Page<'_>, from: Spot, motion: Motion, shift: bool) -> Option<Spot> {
        let text = layouter.text;
        let block = layouter.manuscript.block_near(from.at)?;
        if !matches!(motion, Motion::Row(_) | Motion::Page(_)) {
            self.goal_x = None;
        }
        let on = |at: usize| Spot { at, next_row: true };
        match motion {
            Motion::Letter(forward) => {
                // Without Shift an arrow first goes to that end of the selection, as everywhere.
                let range = self.selection().filter(|_| !shift);
                match range {
                    Some(range) => Some(on(if forward { range.end() } else { range.start() })),
                    None => page.places.step(from.at, forward).map(on),
                }
            }
            Motion::Word(forward) => page.places.word(from.at, forward).map(on),
            Motion::RowEdge(end) => snapped(page, layouter.lay(block)?.row_edge(text, from, end)?),
            Motion::Block(forward) => page.places.block_beside(from.at, forward).map(on),
            Motion::Edge(end) => if end { page.places.last() } else { page.places.first() }.map(on),
            Motion::Row(down) => {
                let laid = layouter.lay(block)?;
                let x = self.goal(&laid, text, from)?;
                let next = laid.row_beside(text, from, down, x).or_else(|| {
                    let manuscript = layouter.manuscript;
                    let next = if down { manuscript.shown_after(block) } else { manuscript.shown_before(block) };
                    layouter.lay(next?)?.row_outer(text, down, x)
                });
                snapped(page, next?)
            }
            Motion::Page(down) => {
                let laid = layouter.lay(block)?;
                let x = self.goal(&laid, text, from)?;
                let rows = laid.caret(text, from)?;
                let step = (self.scroller.view - 2.0 * layouter.columns.line).max(layouter.columns.line);
                let y = self.heights.top(block) + rows.center().y + if down { step } else { -step };
                let target = self.heights.block_at(y);
                let target = layouter.manuscript.block(target).filter(|b| b.shown).map_or(block, |_| target);
                let spot = layouter.lay(target)?.spot_at(text, pos2(x, y - self.heights.top(target)))?;
                self.scroller.shift(if down { step } else { -step });
                snapped(page, spot)
            }
        }
    }

    fn goal(&mut self, laid: &LaidBlock, text: &str, from: Spot) -> Option<f32> {
        let x = self.goal_x.or_else(|| laid.caret(text, from).map(|r| r.left()));
        self.goal_x = x;
        x
    }
}

fn snapped(page: &Page<'_>, spot: Spot) -> Option<Spot> {
    page.places.snap(spot.at).map(|at| Spot { at, ..spot })
}

/// The caret for a reader that has just been given the keyboard: the first block in view.
pub(super) fn first_caret(page: &Page<'_>, document: &ReaderDocument<'_>) -> Option<usize> {
    let first = page.blocks.iter().find(|b| b.bottom() > page.clip.top() + 8.0)?;
    let start = page.places.manuscript.block(first.laid.index).map(super::manuscript::SetBlock::start)?;
    (start <= document.source.text.len()).then_some(start)
}
