//! The notes that go with a matrix: what is counted, what N is, what the words and signs mean, what is missing.
//!
//! They are the same sentences in every format, so that a reader of any of them can check a figure.

use super::Provenance;
use super::protected::Protected;
use crate::analyse::{Axis, CellKind, CellState};
use crate::disclose::Level;

/// One note: a name and a sentence.
pub(super) type Note = (String, String);

/// Everything a reader must know, provenance first.
pub(super) fn notes(matrix: &Protected<'_>, about: &Provenance) -> Vec<Note> {
    let mut notes: Vec<Note> = about.facts().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let request = matrix.request();
    let mut add = |name: &str, sentence: String| notes.push((name.to_owned(), sentence));
    add("Shows", format!("{}. {}.", request.title(), request.cells().meaning()));
    add(
        "Unit of counting",
        "The case is counted, not its documents or passages: several documents of a case make one case.".to_owned(),
    );
    let overall = matrix.matrix().overall();
    let (all, counted) = (overall.relevant, overall.counted);
    add("Cases", format!("{all} in the deep dive; counted: {counted}; not yet read: {}.", all.saturating_sub(counted)));
    add("Cases counted (N)", N_MEANING.to_owned());
    if matrix.is_read_unevenly() {
        add("N not shown", UNEVEN.to_owned());
    }
    if has_groups(matrix) {
        add(
            "Groups",
            "A theme with themes under it counts everything under it, each case once; so lines do not add up.".to_owned(),
        );
    }
    if [request.rows(), request.columns()].contains(&&Axis::Document) {
        add("Documents", "Read and N are asked of each document; judgements of whole cases are not shown.".to_owned());
    }
    if matrix.is_exact() {
        add("Concern, good practice, context", polarity_note(request.cells()).to_owned());
    } else {
        add("Concern, good practice", PROTECTED_POLARITY.to_owned());
    }
    for state in shown_states(matrix) {
        add(&state.to_string(), sentence(state.meaning()));
    }
    let cells = (0..matrix.rows().len()).flat_map(|r| matrix.matrix().row(r));
    let contradicted = cells.filter(|c| c.is_contradicted()).count();
    if contradicted > 0 && matrix.is_exact() {
        add(
            "To settle",
            format!(
                "{contradicted} cells are stated absent or not applicable although passages are coded; the passages are counted."
            ),
        );
    }
    if !matrix.missing_texts().is_empty() {
        add(
            "Missing",
            format!("The text could not be read, so words and quotes are missing: {}.", matrix.missing_texts().join("; ")),
        );
    }
    add("Small numbers", small_numbers(matrix));
    notes
}

/// What was done about small numbers, and what is left to whoever shares the file.
fn small_numbers(matrix: &Protected<'_>) -> String {
    match (matrix.note(), matrix.level()) {
        (Some(note), _) => note.to_owned(),
        (None, Level::Internal | Level::Partnership) => SMALL_NUMBERS.to_owned(),
        (None, Level::Publishable) => "No number had to be hidden.".to_owned(),
    }
}

const N_MEANING: &str = "Cases whose documents were all read to the end, or in which the theme is coded or judged. \
    Cases not yet read are left out and never count as cases without the theme.";

const UNEVEN: &str = "Some cases are coded but not read to the end, so N differs from theme to theme; where it does, it is not \
    shown, because the differences would give small numbers away.";

const PROTECTED_POLARITY: &str = "Different cases are counted: with concern (−), with good practice (+), with any coding. \
    A case with several of them counts once in the whole. Codings, words and context are not counted at this level.";

const SMALL_NUMBERS: &str = "With few cases a count, an attribute or a quotation can identify a child. \
    Check before sharing this outside the partnership.";

const fn polarity_note(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Presence | CellKind::Quotes | CellKind::Summary => "Each coded passage is a concern, good practice or context.",
        CellKind::Cases | CellKind::Codings | CellKind::Words => {
            "Where a cell shows them apart, − is concern, + is good practice and · is context. \
             A case or word with several of them counts once in the whole."
        }
    }
}

fn has_groups(matrix: &Protected<'_>) -> bool {
    matrix.rows().iter().chain(matrix.columns()).any(|h| h.has_children)
}

/// States that stand in some cell as words, in the order of legends.
fn shown_states(matrix: &Protected<'_>) -> Vec<CellState> {
    if !matrix.is_exact() {
        return vec![CellState::NotYetRead];
    }
    let is_there = |s: &CellState| (0..matrix.rows().len()).flat_map(|r| matrix.matrix().row(r)).any(|c| c.state == *s);
    CellState::ALL.into_iter().filter(is_there).collect()
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
