//! The framework: for each theme of the findings what each case says, in the words of its summary with its passages.

use super::door::Door;
use super::quoted::Quoted;
use super::study::{Study, theme_words};
use super::words::so_many;
use crate::analyse::{CellState, HeaderOf, MatrixCell};
use crate::app::study::codings_of_cell;
use crate::disclose::gate::TextKind;
use crate::model::{Case, Cell, Theme};
use crate::write::chart::Tone;
use crate::write::paper::{Block, PaperCell, PaperColumn, PaperRow, PaperTable, Run};

/// Themes that stand side by side on a page that lies on its side.
const ABREAST: usize = 4;

/// Cases by the themes of the findings; nothing where cases cannot be told apart.
pub(super) fn framework(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let themes = study.themes_of_findings();
    if !door.shows_cases() || themes.is_empty() || study.cases.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::text(
        "What each case says of the themes of the findings. Where nobody has written a summary, the state of the case is \
         given instead. The places in italics are the passages that a sentence rests on.",
    )];
    // As many columns in each table as in the others, so that none is left with one.
    let abreast = themes.len().div_ceil(themes.len().div_ceil(ABREAST));
    blocks.extend(themes.chunks(abreast).map(|some| table(study, door, some, themes.len() > ABREAST)));
    vec![Block::Landscape(blocks)]
}

fn table(study: &Study<'_>, door: &Door, themes: &[&Theme], is_part: bool) -> Block {
    let names: Vec<String> = themes.iter().map(|t| door.name(TextKind::Title, "themes", &theme_words(t))).collect();
    let (first, last) = (names.first(), names.last());
    let caption = match (first, last) {
        (Some(first), Some(last)) if is_part && first != last => format!("Framework: {first} to {last}"),
        (Some(first), _) if is_part => format!("Framework: {first}"),
        _ => "Framework".to_owned(),
    };
    let columns = std::iter::once(PaperColumn::new("Case", 12));
    let columns = columns.chain(names.iter().map(|name| PaperColumn::new(name.clone(), 22))).collect();
    let rows = study.cases.iter().map(|case| {
        let name = PaperCell::plain(&door.name(TextKind::CaseName, "the framework", &case.name));
        let cells = std::iter::once(name).chain(themes.iter().map(|theme| cell(study, door, theme, case)));
        PaperRow { cells: cells.collect(), ..PaperRow::default() }
    });
    Block::Table(PaperTable {
        caption,
        description: "One row for each case, one column for each theme, a written summary in each cell.".to_owned(),
        columns,
        rows: rows.collect(),
        is_wide: true,
        ..PaperTable::default()
    })
}

fn cell(study: &Study<'_>, door: &Door, theme: &Theme, case: &Case) -> PaperCell {
    let counted = counted(study, theme, case);
    let tone = match counted.state {
        CellState::PresentConcern => Tone::Concern,
        CellState::PresentGood => Tone::GoodPractice,
        CellState::PresentBoth
        | CellState::PresentContext
        | CellState::StatedAbsent
        | CellState::NotApplicable
        | CellState::OtherwiseCoded
        | CellState::NotMentioned
        | CellState::NotYetRead
        | CellState::NoCase => Tone::Plain,
    };
    let written = study.project.cell(theme.id, case.id).filter(|c| !c.summary.trim().is_empty());
    let Some(written) = written else {
        return PaperCell { tone, ..PaperCell::plain(&state_words(study, theme, case, &counted)) };
    };
    let mut paragraphs = Vec::new();
    if written.is_draft {
        paragraphs.push(vec![Run::bold("Draft, not accepted yet")]);
    }
    for (number, line) in (0..).zip(written.summary.lines()) {
        paragraphs.extend(line_of(study, door, (theme, case), written, number, line));
    }
    PaperCell { paragraphs, tone }
}

fn line_of(
    study: &Study<'_>,
    door: &Door,
    (theme, case): (&Theme, &Case),
    written: &Cell,
    number: u32,
    line: &str,
) -> Option<Vec<Run>> {
    let place = format!("the framework, {}, {}", case.name, theme_words(theme));
    let words = if line.trim().is_empty() { None } else { door.say(TextKind::Summary, &place, line.trim()) }?;
    let mut runs = vec![Run::plain(words)];
    let mut cited: Vec<String> = Vec::new();
    for link in written.links.iter().filter(|l| l.line == number) {
        let citation = Quoted::of(study, link.coding).and_then(|q| door.say(TextKind::Citation, &q.citation, &q.citation));
        if let Some(citation) = citation.filter(|c| !cited.contains(c)) {
            cited.push(citation);
        }
    }
    if !cited.is_empty() {
        runs.push(Run::italic(format!(" ({})", cited.join("; "))));
    }
    Some(runs)
}

/// What the matrix counts for a theme and a case.
fn counted(study: &Study<'_>, theme: &Theme, case: &Case) -> MatrixCell {
    let row = study.by_case.rows().iter().position(|h| h.of == HeaderOf::Theme(theme.id));
    let column = study.by_case.columns().iter().position(|h| h.of == HeaderOf::Case(case.id));
    row.zip(column).and_then(|(row, column)| study.by_case.cell(row, column)).copied().unwrap_or_default()
}

fn state_words(study: &Study<'_>, theme: &Theme, case: &Case, counted: &MatrixCell) -> String {
    let state = counted.state.to_string();
    if !counted.state.is_present() {
        return state;
    }
    let passages = codings_of_cell(study.project, theme.id, case.id).len();
    format!("{state}: {}, no summary written", so_many(passages, "passage", "passages"))
}
