//! The state of one reader and what a page may ask of it.
//!
//! Everything here can be called before the first frame: places are kept as bytes, and jumps wait for the layout.

use super::document::ReaderDocument;
use super::heights::Heights;
use super::layout::Spot;
use super::manuscript::Manuscript;
use super::mark::{MarkKey, MarkLayer};
use super::place::{Places, Selection};
use super::scroll::{Jump, Scroller};
use crate::text::{BlockKind, SourceText, TextRange, Zone};
use crate::ui::widgets::KeyboardWish;
use std::sync::Arc;

/// Smallest and largest size of running text, in points.
pub const TEXT_SIZES: (f32, f32) = (13.0, 28.0);

/// One reader: keep it as long as its page is open.
#[derive(Debug)]
pub struct ReaderView {
    pub(super) text_size: f32,
    pub(super) measure: f32,
    pub(super) line_focus: bool,
    pub(super) whole_words: bool,
    pub(super) show_furniture: bool,
    pub(super) moving: Option<super::ends::Moving>,
    pub(super) selection: Option<Selection>,
    pub(super) next_row: bool,
    pub(super) goal_x: Option<f32>,
    pub(super) pinned: Option<MarkKey>,
    pub(super) hovered: Option<MarkKey>,
    pub(super) card: Option<MarkKey>,
    /// A key went to the coding that is tinted, and the mouse has not moved since.
    pub(super) by_key: bool,
    pub(super) dragging: bool,
    pub(super) ring: bool,
    pub(super) was_focused: bool,
    pub(super) take_focus: KeyboardWish,
    /// The next time it gets the keyboard, no ring is drawn.
    pub(super) quiet: bool,
    /// Asked for by name; carried out in the next frame as if their keys had been pressed.
    pub(super) asked: Vec<super::keys::Command>,
    pub(super) source: Option<Arc<SourceText>>,
    pub(super) manuscript: Arc<Manuscript>,
    pub(super) heights: Heights,
    pub(super) heights_key: [u32; 4],
    pub(super) note_ends: Vec<f32>,
    pub(super) marks: Option<(Arc<MarkLayer>, u64)>,
    pub(super) scroller: Scroller,
    pub(super) frames: u64,
}

impl Default for ReaderView {
    fn default() -> Self {
        Self {
            text_size: crate::ui::style::Tokens::embedded().type_scale.reading,
            measure: 1.0,
            line_focus: false,
            whole_words: false,
            show_furniture: false,
            moving: None,
            selection: None,
            next_row: true,
            goal_x: None,
            pinned: None,
            hovered: None,
            card: None,
            by_key: false,
            dragging: false,
            ring: false,
            was_focused: false,
            take_focus: KeyboardWish::default(),
            quiet: false,
            asked: Vec::new(),
            source: None,
            manuscript: Arc::default(),
            heights: Heights::default(),
            heights_key: [0; 4],
            note_ends: Vec::new(),
            marks: None,
            scroller: Scroller::default(),
            frames: 0,
        }
    }
}

impl ReaderView {
    /// Size of running text in points.
    #[must_use]
    pub const fn text_size(&self) -> f32 {
        self.text_size
    }

    /// Sets the size of running text, brought into `TEXT_SIZES`.
    pub const fn set_text_size(&mut self, size: f32) {
        self.text_size = size.clamp(TEXT_SIZES.0, TEXT_SIZES.1);
    }

    /// Sets the width of the text as a share of the usual one, 0.7 to 1.6.
    pub const fn set_measure(&mut self, measure: f32) {
        self.measure = measure.clamp(0.7, 1.6);
    }

    /// Dims everything but the lines around the caret.
    pub const fn set_line_focus(&mut self, on: bool) {
        self.line_focus = on;
    }

    /// Lets a selection made with the mouse grow to whole words.
    pub const fn set_whole_words(&mut self, on: bool) {
        self.whole_words = on;
    }

    /// Whether page headers and footers are shown.
    #[must_use]
    pub const fn shows_furniture(&self) -> bool {
        self.show_furniture
    }

    /// Shows or hides page headers and footers.
    pub fn set_show_furniture(&mut self, show: bool) {
        if self.show_furniture != show {
            self.show_furniture = show;
            self.source = None;
        }
    }

    /// Whether it had the keyboard when it was drawn last.
    #[must_use]
    pub const fn has_keyboard(&self) -> bool {
        self.was_focused
    }

    /// Carries out what a key of the reader does, in the next frame.
    pub fn ask(&mut self, command: super::keys::Command) {
        self.asked.push(command);
    }

    /// The selected passage.
    #[must_use]
    pub fn selection(&self) -> Option<TextRange> {
        self.selection.zip(self.source.as_ref()).and_then(|(s, source)| s.range(source))
    }

    /// The caret, as a byte of the document's text.
    #[must_use]
    pub fn caret(&self) -> Option<usize> {
        self.selection.map(|s| s.caret)
    }

    /// The words of a passage as they are copied: cells parted by tabs, paragraphs by an empty line.
    #[must_use]
    pub fn words_of(&self, range: TextRange) -> String {
        self.source.as_ref().map(|source| Places { source, manuscript: &self.manuscript }.copy(range)).unwrap_or_default()
    }

    /// Selects a passage and shows it.
    pub fn select(&mut self, range: TextRange) {
        self.selection = Some(Selection::of(range));
        self.scroller.jump(Jump::To(range));
    }

    /// Puts the caret at a byte of the text and shows it.
    pub fn go_to_byte(&mut self, at: usize) {
        self.selection = Some(Selection::at(at));
        self.scroller.jump(Jump::Reveal(Spot { at, next_row: true }));
    }

    /// Gives up the selection; the caret stays.
    pub const fn clear_selection(&mut self) {
        if let Some(selection) = self.selection {
            self.selection = Some(Selection::at(selection.caret));
        }
    }

    /// Shows a passage without selecting it.
    pub const fn scroll_to(&mut self, range: TextRange) {
        self.scroller.jump(Jump::To(range));
    }

    /// The coding that is tinted: under the mouse, else clicked or reached with the keyboard.
    #[must_use]
    pub fn hot_mark(&self) -> Option<MarkKey> {
        self.hovered.or(self.pinned)
    }

    /// Tints a coding, opens its note and shows its passage.
    pub fn show_mark(&mut self, marks: &MarkLayer, key: MarkKey) -> bool {
        let Some(mark) = marks.find(key) else { return false };
        self.selection = Some(Selection::at(mark.range.start()));
        self.next_row = true;
        (self.pinned, self.card, self.hovered, self.by_key) = (Some(key), Some(key), None, true);
        self.scroller.jump(Jump::To(mark.range));
        true
    }

    /// Goes to the next coding in text order; false at the last one.
    pub fn next_mark(&mut self, document: &ReaderDocument<'_>) -> bool {
        let next = document.marks.after(self.pinned, self.caret().unwrap_or(0)).map(|m| m.key);
        next.is_some_and(|key| self.show_mark(&document.marks, key))
    }

    /// Goes to the previous coding in text order; false at the first one.
    pub fn previous_mark(&mut self, document: &ReaderDocument<'_>) -> bool {
        let before = document.marks.before(self.pinned, self.caret().unwrap_or(0)).map(|m| m.key);
        before.is_some_and(|key| self.show_mark(&document.marks, key))
    }

    /// Goes to the next paragraph, list item or row without a coding; false when there is none.
    ///
    /// Covers, contents and standing text are passed over.
    pub fn next_uncoded(&mut self, document: &ReaderDocument<'_>) -> bool {
        self.prepare(document);
        let here = self.caret().and_then(|at| self.manuscript.block_near(at));
        let blocks = document.source.shape.blocks.iter().enumerate();
        let open = |(index, block): (usize, &crate::text::Block)| {
            let read = matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow);
            let standing = matches!(block.zone, Some(Zone::Cover | Zone::Contents | Zone::Boilerplate));
            (read && !standing && here.is_none_or(|h| index > h) && document.marks.in_block(index).is_empty()).then_some(index)
        };
        let found = blocks.filter_map(open).next();
        let Some(range) = found.and_then(|i| self.manuscript.block(i)).and_then(super::manuscript::SetBlock::range) else {
            return false;
        };
        self.put_caret(range.start());
        self.scroller.jump(Jump::To(range));
        true
    }

    /// Goes to the first block of a page; false when no block starts on it or after it.
    pub fn go_to_page(&mut self, document: &ReaderDocument<'_>, page: u32) -> bool {
        self.prepare(document);
        let blocks = &document.source.shape.blocks;
        let shown = |i: usize| self.manuscript.block(i).is_some_and(|b| b.shown);
        let Some(block) = blocks.iter().enumerate().position(|(i, b)| b.page.is_some_and(|p| p >= page) && shown(i)) else {
            return false;
        };
        if let Some(start) = self.manuscript.block(block).map(super::manuscript::SetBlock::start) {
            self.put_caret(start);
        }
        self.scroller.jump(Jump::Block(block));
        true
    }

    /// Goes to the paragraph that is printed with this number; false when there is none.
    pub fn go_to_label(&mut self, document: &ReaderDocument<'_>, label: &str) -> bool {
        self.prepare(document);
        let plain = |l: &str| l.trim().trim_end_matches(['.', ')']).to_lowercase();
        let wanted = plain(label);
        let found = document.source.shape.blocks.iter().find(|b| b.label.as_deref().is_some_and(|l| plain(l) == wanted));
        let Some(range) = found.map(|b| b.range) else { return false };
        self.put_caret(range.start());
        self.scroller.jump(Jump::To(range));
        true
    }

    /// Goes to a share of the text, 0 to 1; false when there is no text.
    pub fn go_to_share(&mut self, document: &ReaderDocument<'_>, share: f32) -> bool {
        self.prepare(document);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a length is one")]
        let at = (document.source.text.len() as f32 * share.clamp(0.0, 1.0)) as usize;
        let places = Places { source: &document.source, manuscript: &self.manuscript };
        let Some(at) = places.snap(at) else { return false };
        self.put_caret(at);
        self.scroller.jump(Jump::Reveal(Spot { at, next_row: true }));
        true
    }

    /// Gives the reader the keyboard in the next frame.
    pub const fn focus(&mut self) {
        self.take_focus.ask();
    }

    /// The same without a ring, for whoever came with the mouse.
    pub const fn focus_quietly(&mut self) {
        self.quiet = true;
        self.take_focus.ask();
    }

    /// Whether every height is known, so that the scroll bar is exact.
    #[must_use]
    pub const fn is_measured(&self) -> bool {
        self.heights.all_measured()
    }

    /// Takes over other codings and forgets the ones that are gone.
    pub(super) fn take_marks(&mut self, document: &ReaderDocument<'_>) {
        let known = self.marks.as_ref();
        if known.is_some_and(|(marks, revision)| Arc::ptr_eq(marks, &document.marks) && *revision == document.revision) {
            return;
        }
        self.note_ends = vec![f32::MIN; self.heights.len()];
        for key in [&mut self.pinned, &mut self.hovered, &mut self.card] {
            *key = key.filter(|key| document.marks.find(*key).is_some());
        }
        self.marks = Some((Arc::clone(&document.marks), document.revision));
    }

    pub(super) const fn put_caret(&mut self, at: usize) {
        self.selection = Some(Selection::at(at));
        self.next_row = true;
        self.goal_x = None;
        self.pinned = None;
    }

    pub(super) const fn spot(&self) -> Option<Spot> {
        match self.selection {
            Some(selection) => Some(Spot { at: selection.caret, next_row: self.next_row }),
            None => None,
        }
    }

    /// Takes over another text. A selection made in advance is kept when it fits.
    pub(super) fn prepare(&mut self, document: &ReaderDocument<'_>) {
        let same = self.source.as_ref().is_some_and(|s| Arc::ptr_eq(s, &document.source));
        if same {
            return;
        }
        let reopened = self.source.is_some();
        self.manuscript = Arc::new(Manuscript::new(&document.source, self.show_furniture));
        self.source = Some(Arc::clone(&document.source));
        self.heights = Heights::default();
        self.heights_key = [0; 4];
        if reopened {
            self.scroller.reset();
            (self.pinned, self.hovered, self.card) = (None, None, None);
        }
        let places = Places { source: &document.source, manuscript: &self.manuscript };
        self.selection =
            self.selection.and_then(|s| Some(Selection { anchor: places.snap(s.anchor)?, caret: places.snap(s.caret)? }));
    }
}
