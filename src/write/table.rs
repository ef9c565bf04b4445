//! A table as every writer takes it: named columns, lines of values, nothing merged, one header row.
//!
//! Values keep their parts (concern beside good practice, a count beside its N), since a page for reading shows
//! them and a file for computing wants one bare number.

use super::protected::{Counts, Number};
use crate::analyse::{CellState, MatrixCell, Quote, Tally};
use crate::disclose::suppress::Symbol;

/// A table with one header row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it shows: "Themes by case".
    pub title: String,
    /// Its columns, left to right.
    pub columns: Vec<Column>,
    /// How many leading columns name the line.
    pub header_columns: usize,
    /// Its lines, top to bottom, each as long as `columns`.
    pub lines: Vec<Line>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, unique in the table.
    pub name: String,
    /// Width in characters, for formats that have one.
    pub width: u16,
    /// Whether the column is a total and not a column of the matrix.
    pub is_total: bool,
}

impl Column {
    /// A column of a width in characters.
    #[must_use]
    pub fn new(name: &str, width: u16) -> Self {
        Self { name: name.to_owned(), width, is_total: false }
    }

    /// A column of totals.
    #[must_use]
    pub fn total(name: &str) -> Self {
        Self { is_total: true, ..Self::new(name, 12) }
    }
}

/// One line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Its values, left to right.
    pub values: Vec<Value>,
    /// Depth of its theme in the codebook, 0 elsewhere.
    pub depth: usize,
    /// Whether the lines under it are counted in it too.
    pub is_group: bool,
}

/// One value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing to say.
    #[default]
    Blank,
    /// Words.
    Text(String),
    /// A bare number.
    Number(u64),
    /// A number that is not shown to protect people: `[c]`.
    Suppressed,
    /// A count with its parts.
    Count(Count),
    /// Whether and how a theme is there.
    State(CellState),
    /// So many of so many cases.
    Share {
        /// Cases with it.
        cases: Number,
        /// Cases that can be counted.
        of: Number,
    },
    /// Passages with citations.
    Quotes(Vec<Quote>),
}

/// A count of one thing, in all and by polarity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// All polarities together; cases count once.
    pub all: Number,
    /// Of concern.
    pub concern: Number,
    /// Of good practice.
    pub good_practice: Number,
    /// Of context; none where it is not printed apart.
    pub context: Option<Number>,
    /// N, where the cell holds several cases and cases are counted.
    pub of: Option<Number>,
}

impl Count {
    /// Picks one way of counting out of a cell.
    pub(super) fn of(cell: &MatrixCell, pick: fn(&Tally) -> u32) -> Self {
        let pick = |tally| Number::Shown(pick(tally));
        Self {
            all: pick(&cell.all),
            concern: pick(&cell.concern),
            good_practice: pick(&cell.good_practice),
            context: Some(pick(&cell.context)),
            of: None,
        }
    }

    /// The cases of a cell as a level prints them.
    pub(super) const fn protected(counts: &Counts) -> Self {
        let Counts { concern, good_practice, all, counted } = *counts;
        Self { all, concern, good_practice, context: None, of: Some(counted) }
    }

    /// The parts that are not nothing, each with the sign and words of its polarity.
    pub(super) fn parts(&self) -> impl Iterator<Item = (char, &'static str, Number)> {
        let parts = [
            ('−', "concern", Some(self.concern)),
            ('+', "good practice", Some(self.good_practice)),
            ('·', "context", self.context),
        ];
        parts.into_iter().filter_map(|(sign, word, number)| number.filter(|n| !n.is_zero()).map(|n| (sign, word, n)))
    }

    /// "−3 +1 ·2" for pages that people read; what is zero is left out.
    #[must_use]
    pub fn signed(&self) -> String {
        self.parts().map(|(sign, _, n)| format!("{sign}{n}")).collect::<Vec<_>>().join(" ")
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        number.shown().map_or(Self::Suppressed, |n| Self::Number(u64::from(n)))
    }
}

impl Value {
    /// The value in plain words and digits, as CSV has it: counts as one bare number.
    #[must_use]
    pub fn plain(&self) -> String {
        match self {
            Self::Blank => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Suppressed => Symbol::Confidential.to_string(),
            Self::Count(count) => count.all.to_string(),
            Self::State(state) => state.to_string(),
            Self::Share { cases, of } => format!("{cases} of {of}"),
            Self::Quotes(quotes) => quotes.iter().map(quote_line).collect::<Vec<_>>().join("\n"),
        }
    }

    /// The value for people: counts with their parts and N.
    #[must_use]
    pub fn readable(&self) -> String {
        match self {
            Self::Count(count) => match (count.of, count.signed()) {
                (Some(of), signed) if signed.is_empty() => format!("{} of {of}", count.all),
                (Some(of), signed) => format!("{} of {of} ({signed})", count.all),
                (None, signed) if signed.is_empty() => "0".to_owned(),
                (None, signed) => signed,
            },
            Self::Blank
            | Self::Text(_)
            | Self::Number(_)
            | Self::Suppressed
            | Self::State(_)
            | Self::Share { .. }
            | Self::Quotes(_) => self.plain(),
        }
    }
}

/// "Concern: “…” (Child B LCSPR, 4.12, p. 23)"; the place only where it may be named.
pub(super) fn quote_line(quote: &Quote) -> String {
    if quote.citation.is_empty() {
        return format!("{}: {}", quote.polarity, quoted(quote));
    }
    format!("{}: {} ({})", quote.polarity, quoted(quote), quote.citation)
}

/// The words in quotation marks, or why there are none.
pub(super) fn quoted(quote: &Quote) -> String {
    if quote.words.is_empty() { "[the text could not be read]".to_owned() } else { format!("“{}”", quote.words) }
}
