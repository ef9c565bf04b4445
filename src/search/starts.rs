//! The places where a phrase may start, thinned out word by word.
//!
//! The subtlety: words that fit a prefix are asked one after the other, each in the order of passages, so the places are
//! kept with a table from each passage to its first place: a word costs what it occurs, not what the phrase could.

use tantivy::postings::Postings;
use tantivy::{DocId, TERMINATED};

/// Passage and position of the first word of a phrase, packed so that numbers sort as places do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Start(u64);

impl Start {
    fn new(passage: DocId, position: u32) -> Self {
        Self(u64::from(passage) << 32 | u64::from(position))
    }

    const fn passage(self) -> DocId {
        (self.0 >> 32) as DocId
    }

    const fn position(self) -> u32 {
        self.0 as u32
    }
}

/// Marks a passage without a place.
const NONE: u32 = u32::MAX;

/// A word this many times as common as the places is looked up at the places instead of being read through.
const RATHER_LOOK_UP: usize = 16;

/// Where a phrase may start.
pub(super) struct Starts {
    /// In order.
    places: Vec<Start>,
    /// For each passage, the index of its first place.
    first: Vec<u32>,
    positions: Vec<u32>,
}

impl Starts {
    /// No place yet in a segment of so many passages.
    pub fn new(passages: u32) -> Self {
        Self { places: Vec::new(), first: vec![NONE; passages as usize], positions: Vec::new() }
    }

    /// Adds the places of a word that stands `offset` words behind the start.
    pub fn add(&mut self, word: &mut impl Postings, offset: u32) {
        let mut passage = word.doc();
        while passage != TERMINATED {
            word.positions(&mut self.positions);
            let starts = self.positions.iter().filter_map(|p| p.checked_sub(offset));
            self.places.extend(starts.map(|position| Start::new(passage, position)));
            passage = word.advance();
        }
    }

    /// Puts the places in order, which `confirm` needs.
    pub fn in_order(&mut self) {
        if !self.places.is_sorted() {
            self.places.sort_unstable();
        }
        self.index();
    }

    fn index(&mut self) {
        self.first.fill(NONE);
        let mut last = None;
        for (start, i) in self.places.iter().zip(0..) {
            if last.replace(start.passage()) != Some(start.passage())
                && let Some(first) = self.first.get_mut(start.passage() as usize)
            {
                *first = i;
            }
        }
    }

    /// A list for `confirm`: no place is confirmed.
    pub fn unconfirmed(&self) -> Vec<bool> {
        vec![false; self.places.len()]
    }

    /// Confirms the places that have the word `offset` words behind them.
    pub fn confirm(&mut self, word: &mut impl Postings, offset: u32, confirmed: &mut [bool]) {
        if self.places.len().saturating_mul(RATHER_LOOK_UP) < word.size_hint() as usize {
            let mut i = 0;
            while let Some(start) = self.places.get(i).copied() {
                if word.doc() < start.passage() {
                    word.seek(start.passage());
                }
                if word.doc() == start.passage() {
                    self.confirm_at(i, word, offset, confirmed);
                }
                let beside = |s: &Start| s.passage() == start.passage();
                i += self.places.get(i..).unwrap_or_default().iter().take_while(|s| beside(s)).count();
            }
            return;
        }
        let mut passage = word.doc();
        while passage != TERMINATED {
            if let Some(first) = self.first.get(passage as usize).filter(|first| **first != NONE) {
                self.confirm_at(*first as usize, word, offset, confirmed);
            }
            passage = word.advance();
        }
    }

    /// Confirms places in the passage at which both the word and the place `first` are.
    fn confirm_at(&mut self, first: usize, word: &mut impl Postings, offset: u32, confirmed: &mut [bool]) {
        let passage = word.doc();
        let places = self.places.get(first..).unwrap_or_default();
        let confirmed = confirmed.get_mut(first..).unwrap_or_default();
        let mut here = places.iter().zip(confirmed).take_while(|(start, _)| start.passage() == passage).peekable();
        if here.peek().is_none() {
            return;
        }
        word.positions(&mut self.positions);
        let mut positions = self.positions.iter().copied().peekable();
        for (start, confirmed) in here {
            let wanted = start.position() + offset;
            while positions.next_if(|p| *p < wanted).is_some() {}
            *confirmed |= positions.peek() == Some(&wanted);
        }
    }

    /// Keeps only what was confirmed.
    pub fn keep(&mut self, confirmed: &[bool]) {
        let mut confirmed = confirmed.iter();
        self.places.retain(|_| confirmed.next().copied().unwrap_or_default());
        self.index();
    }

    /// Passages with a place, some more than once.
    pub fn passages(&self) -> impl Iterator<Item = DocId> {
        self.places.iter().map(|start| start.passage())
    }
}
