//! A matrix at a level of disclosure: what may be written of it, and what its author is told.
//!
//! Every format takes its numbers and texts from here, so that the same cell reads the same in all of them. At
//! `internal` it is the matrix itself. The other levels print different cases only (with concern, with good practice,
//! with any coding, and N): how often something was coded, and context apart, could give small numbers of cases away.

mod counts;
mod number;
mod refused;
mod texts;

use crate::analyse::{Header, Matrix, MatrixRequest, Quote};
use crate::disclose::gate::Gate;
use crate::disclose::suppress::{CountId, Suppression, Symbol, note, suppress};
use crate::disclose::{About, Account, Level, Said, THRESHOLD};
use counts::{Counted, Ids, Place, Shows, counted};
pub use number::{Counts, Number};
pub use refused::Refused;
use refused::{Treatment, treatment};
use texts::Texts;
pub use texts::passages;

/// A matrix that may be written.
pub struct Protected<'m> {
    matrix: &'m Matrix,
    level: Level,
    /// Cells and totals of rows as they are printed; none where everything is exact.
    printed: Option<Printed>,
    texts: Texts,
    account: Account,
}

struct Printed {
    cells: Vec<Counts>,
    totals: Vec<Counts>,
    /// What `[c]` means; empty when there is none.
    note: String,
    is_read_unevenly: bool,
}

impl<'m> Protected<'m> {
    /// The matrix itself, for those who may see the cases.
    #[must_use]
    pub fn exact(matrix: &'m Matrix) -> Self {
        let texts = texts::texts(matrix, &Gate::default());
        Self { matrix, level: Level::Internal, printed: None, texts, account: Account::default() }
    }

    /// The matrix at the level of a gate; texts leave as was decided, and what is undecided does not.
    ///
    /// # Errors
    /// When such a matrix must not be made at the level, or cannot be protected.
    pub fn of(matrix: &'m Matrix, gate: &Gate) -> Result<Self, Refused> {
        let level = gate.level();
        let mut account = Account::new(level);
        let printed = match treatment(matrix, level)? {
            Treatment::Exact => None,
            Treatment::Suppress { cells } => Some(printed(matrix, level, cells, &mut account)?),
        };
        account.said.extend(not_printed(matrix, level, printed.is_some()));
        account.said.extend(gate.account(&passages(matrix, level)));
        Ok(Self { matrix, level, printed, texts: texts::texts(matrix, gate), account })
    }

    /// The level.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// What its author is told. Never to be written into the file.
    #[must_use]
    pub const fn account(&self) -> &Account {
        &self.account
    }

    /// Adds to what its author is told.
    pub fn tell(&mut self, said: impl IntoIterator<Item = Said>) {
        self.account.said.extend(said);
    }

    /// Whether every number of the matrix is printed as it is.
    #[must_use]
    pub const fn is_exact(&self) -> bool {
        self.printed.is_none()
    }

    /// What was asked for.
    #[must_use]
    pub const fn request(&self) -> &MatrixRequest {
        self.matrix.request()
    }

    /// Row headers, with names as they may leave.
    #[must_use]
    pub fn rows(&self) -> &[Header] {
        &self.texts.rows
    }

    /// Column headers, with names as they may leave.
    #[must_use]
    pub fn columns(&self) -> &[Header] {
        &self.texts.columns
    }

    /// Different cases of a cell.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Counts {
        match &self.printed {
            Some(printed) => printed.cells.get(row * self.columns().len() + column).copied().unwrap_or_default(),
            None => self.matrix.cell(row, column).map(Counts::exact).unwrap_or_default(),
        }
    }

    /// Different cases of a whole row.
    #[must_use]
    pub fn row_total(&self, row: usize) -> Counts {
        match &self.printed {
            Some(printed) => printed.totals.get(row).copied().unwrap_or_default(),
            None => self.matrix.row_totals().get(row).map(Counts::exact).unwrap_or_default(),
        }
    }

    /// The passages of a cell as they may leave; without citations where a citation would name the case.
    #[must_use]
    pub fn quotes(&self, row: usize, column: usize) -> &[Quote] {
        self.texts.quotes.get(&(row, column)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The summary of a cell as it may leave.
    #[must_use]
    pub fn summary(&self, row: usize, column: usize) -> &str {
        self.texts.summaries.get(&(row, column)).map(String::as_str).unwrap_or_default()
    }

    /// What `[c]` means, where something is hidden.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.printed.as_ref().map(|p| p.note.as_str()).filter(|n| !n.is_empty())
    }

    /// Whether some N is not printed, because cases that are not read to the end make it differ from theme to theme.
    #[must_use]
    pub fn is_read_unevenly(&self) -> bool {
        self.printed.as_ref().is_some_and(|p| p.is_read_unevenly)
    }

    /// The whole matrix, for what is printed only where everything is exact.
    pub(super) const fn matrix(&self) -> &'m Matrix {
        self.matrix
    }

    /// Documents whose text could not be read, as they may be named.
    pub(super) fn missing_texts(&self) -> &[String] {
        &self.texts.missing
    }
}

const UNEVEN: &str = "Some cases are coded but not read to the end, so N differs from theme to theme and is not printed: the \
    differences would give small numbers away. Once these cases are read to the end, N is printed.";

const WITHOUT_N: &str = "How many cases each row or column has is not printed: small numbers could be worked out from it.";

/// Suppresses the numbers of a matrix, and hides more of it as long as small numbers could be worked out.
fn printed(matrix: &Matrix, level: Level, cells: bool, account: &mut Account) -> Result<Printed, Refused> {
    let Some(rules) = level.rules(THRESHOLD) else { return Err(Refused::Contradiction) };
    let mut shows = Shows::of(level, cells);
    loop {
        let counted = counted(matrix, &shows);
        match suppress(&counted.table, &rules) {
            Ok(suppression) => {
                account.said.extend(hidden(matrix, &counted, &suppression));
                let unprinted = [(counted.is_uneven, UNEVEN), (!counted.unprinted.is_empty(), WITHOUT_N)];
                let why = unprinted.into_iter().find(|(is_so, _)| *is_so);
                account.said.extend(why.map(|(_, words)| Said::new(About::Left, words.to_owned())));
                return Ok(print(&counted, &suppression));
            }
            Err(e) => {
                let open: Vec<Place> = e.open.iter().filter_map(|id| counted.places.get(id).copied()).collect();
                let Some(more) = shows.more_hidden(&open) else {
                    let open = open.iter().map(|place| place_words(matrix, *place)).collect();
                    return Err(Refused::CannotProtect { open });
                };
                shows = more;
            }
        }
    }
}

fn print(counted: &Counted, suppression: &Suppression) -> Printed {
    let number = |id: CountId| match suppression.hidden(id) {
        Some(hidden) => Number::Hidden(hidden.words),
        None if counted.unprinted.contains(&id) => Number::Hidden("an undisclosed number of"),
        None => Number::Shown(counted.table.value(id)),
    };
    let counts = |ids: &Ids| Counts {
        concern: number(ids.concern),
        good_practice: number(ids.good_practice),
        all: number(ids.all),
        counted: number(ids.counted),
    };
    let is_used = suppression.all_hidden().next().is_some() || !counted.unprinted.is_empty();
    Printed {
        cells: counted.cells.iter().map(counts).collect(),
        totals: counted.totals.iter().map(counts).collect(),
        note: if is_used { note(&[Symbol::Confidential], suppression.rules()) } else { String::new() },
        is_read_unevenly: counted.is_uneven,
    }
}

/// Each hidden count with its place, its number and why.
fn hidden(matrix: &Matrix, counted: &Counted, suppression: &Suppression) -> Vec<Said> {
    let place = |id: CountId| counted.places.get(&id).map(|p| place_words(matrix, *p)).unwrap_or_default();
    let sentence = |hidden: &crate::disclose::suppress::Hidden| {
        let why = hidden.why.sentence(suppression.rules(), &place);
        let sentence = format!("{}: {}, {why}.", place(hidden.id), counted.table.value(hidden.id));
        Said::new(About::Count, sentence)
    };
    suppression.all_hidden().map(sentence).collect()
}

/// "D1 Midwifery to health visiting, Under 3 months, cases with concern".
fn place_words(matrix: &Matrix, place: Place) -> String {
    let name = |headers: &[Header], at: Option<usize>| {
        let header = at.and_then(|i| headers.get(i))?;
        Some([header.code.as_str(), &header.name].join(" ").trim().to_owned())
    };
    let names = [name(matrix.rows(), place.row), name(matrix.columns(), place.column)];
    let names: Vec<String> = names.into_iter().flatten().collect();
    format!("{}, {}", names.join(", "), place.measure.words())
}

/// What the level does not print at all, or prints though it may say much.
fn not_printed(matrix: &Matrix, level: Level, is_suppressed: bool) -> Vec<Said> {
    let mut said = Vec::new();
    let mut say = |words: &str| said.push(Said::new(About::Left, words.to_owned()));
    let has_quotes = matrix.request().cells() == crate::analyse::CellKind::Quotes;
    if is_suppressed {
        say("Codings, words and context are not counted in the file: they could give small numbers of cases away.");
    } else if level == Level::Partnership {
        say("Every row or column is one case, so nothing is suppressed; whoever knows a case can tell it by its name.");
    }
    match level {
        Level::Internal => {}
        Level::Partnership if has_quotes && is_suppressed => {
            say("Each quote names its document, so the cases of a cell can be counted where its number is hidden.");
        }
        Level::Partnership => {}
        Level::Publishable if has_quotes => say("Quotes are printed without document, paragraph and page."),
        Level::Publishable => {}
    }
    said
}
