//! What the pane shows of a cell: fetched once per revision and cell, never in a frame when nothing changed.

use super::sheet::{Sheet, Spot};
use crate::app::framework::{Differ, Line, Quoted, cell_passages, difference, lines, quoted, quoted_place};
use crate::app::gesture::Passage;
use crate::app::session::Session;
use crate::model::{Cell, Coding, Id, Polarity};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Passages that may state an absence are offered up to this number.
const MOST_OFFERED: usize = 40;

/// A passage on which a judgement rests.
#[derive(Clone, Debug)]
pub(super) struct Ground {
    pub(super) words: String,
    pub(super) cited: String,
    /// Where it stands in the present text; none when it lies in an earlier one.
    pub(super) open: Option<Passage>,
}

/// Everything about a cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Its passages in reading order.
    pub(super) passages: Vec<Quoted>,
    pub(super) lines: Vec<Line>,
    pub(super) differ: Option<Differ>,
    pub(super) grounds: Vec<Ground>,
    /// The passages of the case by the columns that have some.
    pub(super) row: Vec<(usize, Vec<Quoted>)>,
    /// Passages that may state an absence: those of the cell, and every context passage of the case.
    pub(super) offered: Vec<Quoted>,
}

impl Found {
    fn of(session: &Session, sheet: &Sheet, spot: Spot) -> Option<Self> {
        let project = session.project();
        let framework = &sheet.framework;
        let (row, column) = (framework.row_of(spot.case)?, framework.column_of(spot.theme)?);
        let cell = framework.cell(row, column)?;
        let stored = project.cell(spot.theme, spot.case);
        let written = stored.map(Cell::written).unwrap_or_default();
        let passages_of = |column: usize| Some((column, cell_passages(session, &framework.cell(row, column)?.codings)));
        let ground = |place: &crate::model::Place| {
            let (words, cited) = quoted_place(session, place);
            let is_present = project.text_version(place.document) == place.text_version;
            let open = is_present.then_some(Passage { document: place.document, range: place.range });
            Ground { words, cited, open }
        };
        Some(Self {
            passages: cell_passages(session, &cell.codings),
            lines: lines(&written, &cell.codings),
            differ: difference(project, spot.theme, spot.case),
            grounds: stored.into_iter().flat_map(|cell| &cell.grounds).map(ground).collect(),
            row: (0..framework.columns.len()).filter_map(passages_of).filter(|(_, all)| !all.is_empty()).collect(),
            offered: offered(session, spot, &cell.codings),
        })
    }

    /// The passages that no line rests on, by their numbers.
    pub(super) fn unused(&self) -> Vec<usize> {
        let used: BTreeSet<usize> = self.lines.iter().flat_map(|line| line.passages.iter().copied()).collect();
        (1..=self.passages.len()).filter(|number| !used.contains(number)).collect()
    }

    /// The passage of a number.
    pub(super) fn passage(&self, number: usize) -> Option<&Quoted> {
        self.passages.get(number.checked_sub(1)?)
    }
}

fn offered(session: &Session, spot: Spot, codings: &[Id<Coding>]) -> Vec<Quoted> {
    let project = session.project();
    let context = project.documents_of(spot.case).flat_map(|d| project.placed_codings_in(d.id));
    let context = context.filter(|c| c.polarity == Polarity::Context && !codings.contains(&c.id)).map(|c| c.id);
    let ids = codings.iter().copied().chain(context);
    let mut places = BTreeSet::new();
    let passages = ids.filter_map(|id| quoted(session, id)).filter(|q| q.range.is_some());
    passages.filter(|q| places.insert((q.document, q.range))).take(MOST_OFFERED).collect()
}

/// What was found for a cell, held until revision, framework or cell differ.
#[derive(Debug, Default)]
pub(super) struct HeldFound {
    held: Option<(u64, Spot, Arc<Sheet>, Arc<Found>)>,
}

impl HeldFound {
    pub(super) fn get(&mut self, session: &Session, sheet: &Arc<Sheet>, spot: Spot) -> Arc<Found> {
        match &self.held {
            Some((at, of, from, found)) if *at == session.revision() && *of == spot && Arc::ptr_eq(from, sheet) => {
                Arc::clone(found)
            }
            Some(_) | None => {
                let found = Arc::new(Found::of(session, sheet, spot).unwrap_or_default());
                self.held = Some((session.revision(), spot, Arc::clone(sheet), Arc::clone(&found)));
                found
            }
        }
    }
}
