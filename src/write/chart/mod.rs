//! Charts as values: what they show, the table that always goes with them, their words, and their pictures.
//!
//! A chart holds whatever may be shown and nothing else: a count that may not leave is not in it, only its symbol, so no
//! picture, table or description of it can give the count away.

mod bars;
mod coverage;
mod frequency;
mod grid;
mod legend;
mod measure;
mod pen;
mod periods;
mod picture;
mod table;
mod words;

pub(in crate::write) use measure::words_width;
pub(in crate::write) use picture::{Dress, Picture};
pub use table::ChartTable;

use crate::analyse::CellState;

/// One chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it shows: "Themes by number of cases".
    pub title: String,
    /// A sentence on how to read it, such as what N is; may be empty.
    pub note: String,
    /// Its kind and values.
    pub kind: ChartKind,
}

/// The kinds of charts.
#[derive(Clone, Debug, PartialEq)]
pub enum ChartKind {
    /// Bars: in how many cases each theme was found, concern and good practice apart.
    Frequency(Frequency),
    /// Columns: themes by period, n of N in each.
    Periods(Periods),
    /// A square of themes by themes: what stands together.
    CoOccurrence(CoOccurrence),
    /// Where in a document each theme was coded.
    Coverage(Coverage),
    /// Themes by cases, the counts in the cells.
    Heat(Heat),
}

/// A value as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// So many of so many: "6 of 9".
    Count {
        /// Cases with it.
        n: u32,
        /// Cases that can be counted.
        of: u32,
    },
    /// A bare number, of passages for example.
    Number(u32),
    /// Held back; the symbol that stands for it, such as "[c]".
    Suppressed(String),
    /// There is none to show: a theme against itself, a period without cases.
    Nothing,
}

/// What a theme, case or other line is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// Its code, such as "B1"; may be empty.
    pub code: String,
    /// Its name, in full; pictures shorten it, tables never.
    pub name: String,
}

/// Themes by cases, as horizontal bars.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequency {
    /// One line for each theme, in the order to be shown.
    pub lines: Vec<FrequencyLine>,
}

/// A theme with its cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrequencyLine {
    /// The theme.
    pub theme: Label,
    /// Cases in which it is a concern.
    pub concern: Shown,
    /// Cases in which it is good practice.
    pub good_practice: Shown,
}

/// Themes by period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Periods {
    /// Names of the periods, oldest first: "2019 to 2021".
    pub periods: Vec<String>,
    /// One line for each theme.
    pub lines: Vec<PeriodLine>,
}

/// A theme in each period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodLine {
    /// The theme.
    pub theme: Label,
    /// As many values as there are periods.
    pub values: Vec<Shown>,
}

/// What stands together: a square of themes by the same themes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoOccurrence {
    /// The themes, down and across; give them codes, since the columns are headed by them.
    pub themes: Vec<Label>,
    /// What is counted, in the plural: "passages", "cases".
    pub unit: String,
    /// One line for each theme, one value for each theme.
    pub cells: Vec<Vec<Shown>>,
}

/// A document from its first to its last page, with a lane for each theme.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// The document's name.
    pub document: String,
    /// How many pages it has (at least 1).
    pub pages: u32,
    /// One lane for each theme.
    pub lanes: Vec<Lane>,
}

/// Where one theme was coded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// The theme.
    pub theme: Label,
    /// Its passages in the order of the document.
    pub spans: Vec<Span>,
}

/// A passage's place in a document.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where it begins, in pages from the start of the document: 2.5 is the middle of the third page.
    pub start: f64,
    /// Where it ends, in the same measure.
    pub end: f64,
    /// Which way it speaks.
    pub tone: Tone,
}

/// Which way something speaks; shown by word and pattern, never by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Neither, or context.
    #[default]
    Plain,
    /// A concern.
    Concern,
    /// Good practice.
    GoodPractice,
}

/// Themes by cases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heat {
    /// Lines, downwards: themes.
    pub rows: Vec<Label>,
    /// Columns, across: cases.
    pub columns: Vec<Label>,
    /// What is counted, in the plural: "passages".
    pub unit: String,
    /// One line for each row, one cell for each column.
    pub cells: Vec<Vec<HeatCell>>,
}

/// A cell of themes by cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeatCell {
    /// What was coded.
    Found {
        /// As concern.
        concern: Shown,
        /// As good practice.
        good_practice: Shown,
    },
    /// Nothing was coded, and why: read and not mentioned, stated absent, not yet read, not applicable.
    State(CellState),
}
