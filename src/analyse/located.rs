//! One coding with the numbers of what it belongs to, and whether the filter lets it through.
//!
//! Codings that the filter leaves out are located as well: a case is read, coded or judged whether or not the passages
//! asked for are in it, and N is of those cases.

use super::ground::{Counts, Ground};
use super::near::{Nearness, PassageStarts, passages_of};
use super::quotes::Texts;
use super::request::MatrixRequest;
use super::scope::Filter;
use crate::model::{Coding, Document, Id, Polarity, Project, Row};
use crate::text::{TextRange, Zone};
use std::collections::{BTreeMap, BTreeSet};

/// A coding with the numbers of what it belongs to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Located {
    pub(super) coding: Id<Coding>,
    document: u32,
    theme: u32,
    analyst: u32,
    pub(super) text_version: u32,
    pub(super) range: TextRange,
    /// First and last passage, or byte, by which nearness is told; none where the text cannot be read.
    pub(super) span: Option<(u32, u32)>,
    pub(super) polarity: Polarity,
    /// Whether the filter lets it through.
    pub(super) counts: bool,
}

impl Located {
    pub(super) const fn document(&self) -> usize {
        self.document as usize
    }

    /// Number of the theme's node in the tree.
    pub(super) const fn theme(&self) -> usize {
        self.theme as usize
    }

    /// 0 where nobody asks for analysts.
    pub(super) const fn analyst(&self) -> usize {
        self.analyst as usize
    }

    /// By document as people see them, then by extraction and place in it.
    pub(super) const fn reading_order(&self) -> (u32, u32, TextRange, Id<Coding>) {
        (self.document, self.text_version, self.range, self.coding)
    }
}

/// What becomes of a coding.
pub(super) enum Found {
    /// It belongs to a case, by its number.
    In(usize, Located),
    /// The filter lets it through, but its theme has no place in the frozen codebook.
    LeftOut,
    /// It, its theme, its document or its case is hidden or outside the scope.
    Hidden,
    /// Its analyst was not there when the ground was laid.
    NewAnalyst,
}

/// What of a text decides on codings.
struct Lines {
    /// Ends of the blocks, with the part of the review that each belongs to.
    zones: Vec<(usize, Option<Zone>)>,
    passages: PassageStarts,
}

/// Locates codings and filters them; reads each text at most once.
pub(super) struct Sieve<'a> {
    project: &'a Project,
    filter: &'a Filter,
    near: Option<Nearness>,
    texts: Texts<'a>,
    /// None for everybody.
    analysts: Option<BTreeSet<usize>>,
    lines: BTreeMap<(Id<Document>, u32), Option<Lines>>,
}

impl<'a> Sieve<'a> {
    pub(super) fn new(project: &'a Project, ground: &Ground, request: &'a MatrixRequest, texts: Texts<'a>) -> Self {
        let filter = request.filter();
        let wanted = |name: &String| filter.analysts.contains(name);
        let numbers = || ground.analysts.iter().enumerate().filter(|(_, name)| wanted(name)).map(|(i, _)| i).collect();
        let analysts = (!filter.analysts.is_empty()).then(numbers);
        Self { project, filter, near: request.near(), texts, analysts, lines: BTreeMap::new() }
    }

    pub(super) fn locate(&mut self, ground: &Ground, row: &Row<Coding>) -> Found {
        let coding = &row.record;
        let Some(document) = ground.document_number(coding.document).filter(|_| !row.retired) else { return Found::Hidden };
        let Some(case) = ground.documents.get(document).map(|d| d.case) else { return Found::Hidden };
        let Some(analyst) = ground.analyst_number(&row.by) else { return Found::NewAnalyst };
        let theme = match ground.counts_under(coding.theme) {
            Counts::Under(node) => node,
            Counts::LeftOut if self.lets_through(coding, analyst) => return Found::LeftOut,
            Counts::LeftOut | Counts::Hidden => return Found::Hidden,
        };
        let counts = self.lets_through(coding, analyst);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let located = Located {
            coding: coding.id,
            document: number(document),
            theme: number(theme),
            analyst: number(analyst),
            text_version: coding.text_version,
            range: coding.range,
            span: self.span(coding),
            polarity: coding.polarity,
            counts,
        };
        Found::In(case, located)
    }

    /// Documents of which a text was needed and could not be had.
    pub(super) fn missing(&self) -> impl Iterator<Item = Id<Document>> {
        self.lines.iter().filter(|(_, lines)| lines.is_none()).map(|((document, _), _)| *document)
    }

    fn lets_through(&mut self, coding: &Coding, analyst: usize) -> bool {
        let filter = self.filter;
        let polarity = filter.polarities.is_empty() || filter.polarities.contains(&coding.polarity);
        let analyst = self.analysts.as_ref().is_none_or(|wanted| wanted.contains(&analyst));
        let in_query = |q: &super::scope::Passages| q.overlap(coding.document, coding.text_version, coding.range);
        polarity && analyst && filter.query.as_ref().is_none_or(in_query) && self.is_in_zones(coding)
    }

    fn is_in_zones(&mut self, coding: &Coding) -> bool {
        let wanted = &self.filter.zones;
        wanted.is_empty() || self.lines_of(coding).is_some_and(|lines| wanted.contains(&lines.zone_at(coding.range)))
    }

    fn span(&mut self, coding: &Coding) -> Option<(u32, u32)> {
        match self.near? {
            Nearness::SamePassage | Nearness::Within(_) => {
                self.lines_of(coding).map(|lines| passages_of(&lines.passages, coding.range))
            }
            Nearness::Overlapping | Nearness::SameCase => {
                let (start, end) = coding.range.into();
                Some((start, end - 1))
            }
        }
    }

    fn lines_of(&mut self, coding: &Coding) -> Option<&Lines> {
        let (project, texts) = (self.project, self.texts);
        let read = || {
            let source = texts(coding.document, coding.text_version)?;
            let zones = project.zones_by_hand_in(coding.document, coding.text_version).zones(&source);
            let ends = source.shape.blocks.iter().map(|b| b.range.end());
            Some(Lines { zones: ends.zip(zones).collect(), passages: PassageStarts::of(&source) })
        };
        self.lines.entry((coding.document, coding.text_version)).or_insert_with(read).as_ref()
    }
}

impl Lines {
    /// The part of the review in which a passage starts; that of the last block behind the end.
    fn zone_at(&self, range: TextRange) -> Option<Zone> {
        let after = self.zones.partition_point(|(end, _)| *end <= range.start());
        self.zones.get(after).or_else(|| self.zones.last()).and_then(|(_, zone)| *zone)
    }
}
