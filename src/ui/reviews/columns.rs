//! Where the columns of the list stand: all of them in a wide page, fewer in a narrow one, never any cut words
//! in a head.

use super::lines::Column;
use egui::{Align, Rangef};

/// The places of columns in one width of the page, in points from the left of the window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    /// The title; a case's name begins there too.
    pub(super) title: Rangef,
    pub(super) kind: Option<Rangef>,
    pub(super) dated: Option<Rangef>,
    /// Right aligned, as are the codings.
    pub(super) pages: Option<Rangef>,
    pub(super) codings: Rangef,
    pub(super) progress: Option<Rangef>,
    /// Whether the stage is written beside the bar.
    pub(super) has_stage_words: bool,
}

/// Width of the bar of progress.
pub(super) const BAR: f32 = 48.0;
/// From the left of a row to its title, past the sign that folds a case.
pub(super) const INDENT: f32 = 32.0;

const ROOMY: f32 = 840.0;
const TIGHT: f32 = 700.0;
const NARROW: f32 = 600.0;
const NARROWEST: f32 = 460.0;

impl Columns {
    pub(super) fn of(row: Rangef) -> Self {
        let width = row.span();
        let roomy = width >= ROOMY;
        let mut right = row.max;
        let has_stage_words = width >= NARROWEST;
        let progress_width = match (has_stage_words, roomy) {
            (false, _) => BAR + 8.0,
            (true, true) => 144.0,
            (true, false) => 122.0,
        };
        let mut take = |width: f32, gap: f32| {
            let taken = Rangef::new(right - width, right);
            right -= width + gap;
            taken
        };
        let progress = take(progress_width, if roomy { 32.0 } else { 16.0 });
        let codings = take(52.0, if roomy { 20.0 } else { 12.0 });
        let pages = (width >= NARROWEST).then(|| take(40.0, if roomy { 48.0 } else { 14.0 }));
        let dated = (width >= NARROW).then(|| take(if roomy { 144.0 } else { 136.0 }, 6.0));
        let kind = (width >= TIGHT).then(|| take(if roomy { 128.0 } else { 112.0 }, 6.0));
        let title = Rangef::new(row.min + INDENT, right);
        Self { title, kind, dated, pages, codings, progress: Some(progress), has_stage_words }
    }

    /// Where a column stands and how its words are aligned; none when it is left out.
    pub(super) fn place(&self, column: Column) -> Option<(Rangef, Align)> {
        match column {
            Column::Title => Some((self.title, Align::Min)),
            Column::Kind => self.kind.map(|x| (x, Align::Min)),
            Column::Dated => self.dated.map(|x| (x, Align::Min)),
            Column::Pages => self.pages.map(|x| (x, Align::Max)),
            Column::Codings => Some((self.codings, Align::Max)),
            Column::Progress => self.progress.filter(|_| self.has_stage_words).map(|x| (x, Align::Min)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_room_in_every_width() {
        for width in [380.0, 430.0, 460.0, 599.0, 632.0, 700.0, 744.0, 839.0, 904.0, 1400.0] {
            let columns = Columns::of(Rangef::new(0.0, width));
            assert!(columns.title.span() > 150.0, "{width}: {}", columns.title.span());
        }
    }
}
