//! The lines of the list: cases and documents, filtered, sorted and folded, with the height at which each begins.
//!
//! Bands are sorted by what they show: by name, or by their sums of pages and codings. A filter opens every
//! case that still has something in it; folding does nothing then.

use super::facts::{CaseFacts, DocumentFacts, Facts};
use crate::analyse::natural_cmp;
use crate::model::{Case, Id};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// A column that the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Column {
    Title,
    Kind,
    #[default]
    Dated,
    Pages,
    Codings,
    Progress,
}

impl Column {
    pub(super) const ALL: [Self; 6] = [Self::Title, Self::Kind, Self::Dated, Self::Pages, Self::Codings, Self::Progress];

    /// What stands over it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Title => "Document",
            Self::Kind => "Kind",
            Self::Dated => "Dated",
            Self::Pages => "Pages",
            Self::Codings => "Codings",
            Self::Progress => "Progress",
        }
    }

    /// Which way it is sorted when it is pressed first: the latest, the longest and the most coded come first.
    const fn falls_first(self) -> bool {
        matches!(self, Self::Dated | Self::Pages | Self::Codings | Self::Progress)
    }
}

/// How the list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    pub(super) column: Column,
    pub(super) is_falling: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self { column: Column::Dated, is_falling: true }
    }
}

impl Order {
    /// The order after the head of `column` was pressed.
    pub(super) const fn pressed(self, column: Column) -> Self {
        if self.column as u8 == column as u8 {
            return Self { column, is_falling: !self.is_falling };
        }
        Self { column, is_falling: column.falls_first() }
    }

    fn turn(self, order: Ordering) -> Ordering {
        if self.is_falling { order.reverse() } else { order }
    }

    fn cases(self, a: &CaseFacts, b: &CaseFacts) -> Ordering {
        match self.column {
            Column::Title => self.turn(natural_cmp(&a.name, &b.name)),
            Column::Pages => self.turn(a.pages.cmp(&b.pages)),
            Column::Codings => self.turn(a.codings.cmp(&b.codings)),
            Column::Kind | Column::Dated | Column::Progress => Ordering::Equal,
        }
    }

    fn documents(self, a: &DocumentFacts, b: &DocumentFacts) -> Ordering {
        let by_column = match self.column {
            Column::Title => Ordering::Equal,
            Column::Kind => a.kind.title().cmp(b.kind.title()),
            Column::Dated => a.dated.cmp(&b.dated),
            Column::Pages => a.pages.cmp(&b.pages),
            Column::Codings => a.codings.cmp(&b.codings),
            Column::Progress => a.progress.cmp(&b.progress).then(a.share.total_cmp(&b.share)),
        };
        let by_title = natural_cmp(&a.title, &b.title);
        if self.column == Column::Title { self.turn(by_title) } else { self.turn(by_column).then(by_title) }
    }
}

/// One line, by places in `Facts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// A band; whether it is open.
    Case(usize, bool),
    /// A document: place of its case, then its own.
    Document(usize, usize),
}

/// Whether words hold a typed one; one or two letters only count where a word begins.
pub(in crate::ui) fn holds(words: &str, typed: &str) -> bool {
    let begins = |at: usize| words.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
    words.match_indices(typed).any(|(at, _)| typed.chars().count() > 2 || begins(at))
}

/// The lines that are shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    /// Where each line begins, in points, and where the last one ends.
    pub(super) tops: Vec<f32>,
    /// Documents that pass the filter, folded ones included.
    pub(super) documents: usize,
}

impl Lines {
    pub(super) fn of(facts: &Facts, filter: &str, order: Order, closed: &BTreeSet<Id<Case>>, heights: (f32, f32)) -> Self {
        let wanted: Vec<String> = filter.split_whitespace().map(str::to_lowercase).collect();
        let passes = |words: &str| wanted.iter().all(|w| holds(words, w));
        let mut cases: Vec<(usize, &CaseFacts)> = facts.cases.iter().enumerate().collect();
        cases.sort_by(|(_, a), (_, b)| order.cases(a, b));
        let mut made = Self::default();
        for (place, case) in cases {
            let mut shown: Vec<(usize, &DocumentFacts)> =
                case.documents.iter().enumerate().filter(|(_, d)| passes(&d.words)).collect();
            if shown.is_empty() && !passes(&case.words) {
                continue;
            }
            shown.sort_by(|(_, a), (_, b)| order.documents(a, b));
            made.documents += shown.len();
            let is_open = !wanted.is_empty() || !closed.contains(&case.id);
            made.lines.push(Line::Case(place, is_open));
            if is_open {
                made.lines.extend(shown.iter().map(|(document, _)| Line::Document(place, *document)));
            }
        }
        made.set_tops(heights);
        made
    }

    fn set_tops(&mut self, (band, row): (f32, f32)) {
        let mut top = 0.0;
        self.tops.push(top);
        for line in &self.lines {
            top += match line {
                Line::Case(..) => band,
                Line::Document(..) => row,
            };
            self.tops.push(top);
        }
    }
}
