//! Places in the drawn text and the ways from one to the next: by letter, word, sentence and block.
//!
//! A place is a byte offset in the document's text. It always lies on a grapheme boundary of a drawn stretch, so
//! hidden labels, tabs between cells and the gaps between blocks are never stopped at.

use super::manuscript::{Manuscript, Stretch};
use crate::text::{SourceText, TextRange, sentence_around, word_around};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// Moves through one document.
#[derive(Clone, Copy)]
pub struct Places<'a> {
    /// The text.
    pub source: &'a SourceText,
    /// How it is set.
    pub manuscript: &'a Manuscript,
}

/// A selection with a direction; empty when both ends are the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// Where it was begun.
    pub anchor: usize,
    /// Where the caret is.
    pub caret: usize,
}

impl Selection {
    /// A caret without a selection.
    #[must_use]
    pub const fn at(place: usize) -> Self {
        Self { anchor: place, caret: place }
    }

    /// A whole range with the caret at its end.
    #[must_use]
    pub const fn of(range: TextRange) -> Self {
        Self { anchor: range.start(), caret: range.end() }
    }

    /// The selected bytes, if any.
    #[must_use]
    pub fn range(self, source: &SourceText) -> Option<TextRange> {
        TextRange::within(&source.text, self.anchor.min(self.caret), self.anchor.max(self.caret)).ok()
    }
}

impl Places<'_> {
    /// The first place of the document.
    #[must_use]
    pub fn first(&self) -> Option<usize> {
        let block = self.manuscript.block_near(0)?;
        self.manuscript.block(block).map(super::manuscript::SetBlock::start)
    }

    /// The last place of the document.
    #[must_use]
    pub fn last(&self) -> Option<usize> {
        let block = self.manuscript.block_near(self.source.text.len())?;
        self.manuscript.block(block).map(super::manuscript::SetBlock::end)
    }

    /// The nearest place to any offset.
    #[must_use]
    pub fn snap(&self, offset: usize) -> Option<usize> {
        let (_, stretch) = self.stretch(offset)?;
        let (start, end) = (stretch.range.start(), stretch.range.end());
        let mut at = offset.clamp(start, end);
        while !self.source.text.is_char_boundary(at) {
            at -= 1;
        }
        let text = stretch.range.of(&self.source.text)?;
        let mut cursor = GraphemeCursor::new(at - start, text.len(), true);
        if cursor.is_boundary(text, 0).unwrap_or(true) {
            return Some(at);
        }
        Some(cursor.prev_boundary(text, 0).ok().flatten().map_or(start, |b| start + b))
    }

    /// The next or previous place.
    #[must_use]
    pub fn step(&self, from: usize, forward: bool) -> Option<usize> {
        let (block, stretch) = self.stretch(from)?;
        let start = stretch.range.start();
        let text = stretch.range.of(&self.source.text)?;
        let mut cursor = GraphemeCursor::new(from.clamp(start, stretch.range.end()) - start, text.len(), true);
        let inside = if forward { cursor.next_boundary(text, 0) } else { cursor.prev_boundary(text, 0) };
        match inside.ok().flatten() {
            Some(at) => Some(start + at),
            None => self.beside(block, stretch, forward).map(|s| if forward { s.range.start() } else { s.range.end() }),
        }
    }

    /// The end of this or the next word, or the start of this or the previous one.
    #[must_use]
    pub fn word(&self, from: usize, forward: bool) -> Option<usize> {
        let (block, stretch) = self.stretch(from)?;
        let start = stretch.range.start();
        let text = stretch.range.of(&self.source.text)?;
        let at = from.saturating_sub(start);
        let mut words = text.unicode_word_indices();
        let inside = if forward {
            words.map(|(i, w)| i + w.len()).find(|end| *end > at)
        } else {
            words.rfind(|(i, _)| *i < at).map(|(i, _)| i)
        };
        if let Some(inside) = inside {
            return Some(start + inside);
        }
        let edge = if forward { stretch.range.end() } else { start };
        if from != edge {
            return Some(edge);
        }
        self.beside(block, stretch, forward).map(|s| if forward { s.range.start() } else { s.range.end() })
    }

    /// The word at a place.
    #[must_use]
    pub fn word_at(&self, at: usize) -> Option<TextRange> {
        let (_, stretch) = self.stretch(at)?;
        Some(word_around(&self.source.text, stretch.range, at))
    }

    /// The sentence at a place, within one stretch.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> Option<TextRange> {
        let (_, stretch) = self.stretch(at)?;
        Some(sentence_around(&self.source.text, stretch.range, at))
    }

    /// The drawn text of the block at a place.
    #[must_use]
    pub fn block_at(&self, at: usize) -> Option<TextRange> {
        self.manuscript.block(self.manuscript.block_near(at)?)?.range()
    }

    /// The start of the next block; or the start of this one, and from there that of the one before.
    #[must_use]
    pub fn block_beside(&self, at: usize, forward: bool) -> Option<usize> {
        let here = self.manuscript.block_near(at)?;
        let start = |block: usize| self.manuscript.block(block).map(super::manuscript::SetBlock::start);
        if forward {
            return self.manuscript.shown_after(here).and_then(start).or_else(|| self.last());
        }
        start(here).filter(|s| *s < at).or_else(|| self.manuscript.shown_before(here).and_then(start))
    }

    /// The next letter behind a place where something ends; the place itself where nothing follows.
    fn after_end(&self, at: usize) -> usize {
        let here = self.block_at(at);
        let on = if here.is_some_and(|b| b.end() == at) { self.step(at, true).unwrap_or(at) } else { self.trim_start(at) };
        self.snap(on).unwrap_or(at)
    }

    /// Widens a selection to whole sentences or blocks; once it is whole, takes in the next one too.
    #[must_use]
    pub fn widen(&self, selection: Selection, unit: Unit) -> Option<Selection> {
        let around = |at| match unit {
            Unit::Sentence => self.sentence_at(at),
            Unit::Block => self.block_at(at),
        };
        let Some(range) = selection.range(self.source) else {
            // Right behind a sentence or paragraph the next one is meant.
            return around(self.after_end(selection.caret)).map(Selection::of);
        };
        let last = self.step(range.end(), false).unwrap_or(range.start()).max(range.start());
        let whole = around(range.start())?.union(around(last)?);
        if whole != range {
            return Some(Selection::of(whole.union(range)));
        }
        let mut next = self.step(range.end(), true)?;
        while self.source.text.get(next..).is_some_and(|t| t.starts_with(char::is_whitespace)) {
            next = self.step(next, true)?;
        }
        Some(Selection::of(range.union(around(next)?)))
    }

    /// The drawn text of a range: cells parted by tabs, rows and list items by a line, paragraphs by an empty line.
    #[must_use]
    pub fn copy(&self, range: TextRange) -> String {
        let mut out = String::new();
        let mut before: Option<bool> = None;
        let first = self.manuscript.blocks().partition_point(|b| b.end() <= range.start());
        for block in self.manuscript.blocks().iter().skip(first).filter(|b| b.shown) {
            if block.start() >= range.end() {
                break;
            }
            let parts = block.stretches.iter().filter_map(|s| s.range.intersection(range));
            let parts: Vec<&str> = parts.map(|part| self.source.quote(part)).collect();
            if parts.is_empty() {
                continue;
            }
            out.push_str(match before {
                None => "",
                Some(true) => "\n",
                Some(false) => "\n\n",
            });
            out.push_str(&parts.join("\t"));
            before = Some(block.goes_on);
        }
        out
    }

    /// The place after the last letter before `at`.
    #[must_use]
    pub fn trim_end(&self, at: usize) -> usize {
        self.source.text.get(..at).map_or(at, |t| t.trim_end().len())
    }

    /// The place before the first letter from `at` on.
    #[must_use]
    pub fn trim_start(&self, at: usize) -> usize {
        self.source.text.get(at..).map_or(at, |t| at + t.len() - t.trim_start().len())
    }

    fn stretch(&self, offset: usize) -> Option<(usize, Stretch)> {
        let block = self.manuscript.block_near(offset)?;
        Some((block, self.manuscript.block(block)?.stretch_near(offset)?))
    }

    fn beside(&self, block: usize, stretch: Stretch, forward: bool) -> Option<Stretch> {
        let here = &self.manuscript.block(block)?.stretches;
        let index = here.iter().position(|s| *s == stretch)?;
        let neighbour = if forward { here.get(index + 1) } else { index.checked_sub(1).and_then(|i| here.get(i)) };
        if neighbour.is_some() {
            return neighbour.copied();
        }
        let next = if forward { self.manuscript.shown_after(block) } else { self.manuscript.shown_before(block) };
        let next = &self.manuscript.block(next?)?.stretches;
        if forward { next.first().copied() } else { next.last().copied() }
    }
}

/// What a selection is widened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Whole sentences.
    Sentence,
    /// Whole paragraphs, list items or rows.
    Block,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, SourceBuilder};

    fn with(test: impl FnOnce(Places<'_>)) {
        let mut b = SourceBuilder::new("test/1");
        if let Some(block) = b.push(BlockKind::Paragraph, 0, "4.1 He was e\u{301}ager 👩‍👧. Nobody asked.") {
            block.label = Some("4.1".to_owned());
        }
        b.push(BlockKind::Furniture, 0, "Page 3");
        let table = b.begin_table();
        b.push_row(table, &["one", "", "two"]);
        let source = b.build();
        let manuscript = Manuscript::new(&source, false);
        test(Places { source: &source, manuscript: &manuscript });
    }

    #[test]
    fn never_stops_in_hidden_or_joined_text() {
        with(|p| {
            let mut stops = vec![p.first().expect("has text")];
            while let Some(next) = p.step(stops[stops.len() - 1], true) {
                stops.push(next);
            }
            let mut back = vec![p.last().expect("has text")];
            while let Some(before) = p.step(back[back.len() - 1], false) {
                back.push(before);
            }
            back.reverse();
            assert_eq!(stops, back);
            assert_eq!(stops[0], 4);
            assert!(stops.iter().all(|s| p.snap(*s) == Some(*s)));
            assert!((0..=p.source.text.len() + 9).all(|o| p.snap(o).is_some_and(|s| stops.contains(&s))));
        });
    }

    #[test]
    fn words_sentences_and_blocks() {
        with(|p| {
            let quote = |s: Option<Selection>| s.and_then(|s| s.range(p.source)).map(|r| p.source.quote(r).to_owned());
            let sentence = p.widen(Selection::at(8), Unit::Sentence);
            assert_eq!(quote(sentence).as_deref(), Some("He was e\u{301}ager 👩‍👧."));
            let two = sentence.and_then(|s| p.widen(s, Unit::Sentence));
            assert_eq!(quote(two).as_deref(), Some("He was e\u{301}ager 👩‍👧. Nobody asked."));
            assert_eq!(quote(p.widen(Selection::at(8), Unit::Block)), quote(two));
            assert_eq!(p.word(4, true), Some(6));
            assert_eq!(p.word(6, false), Some(4));
        });
    }
}
