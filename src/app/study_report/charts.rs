//! The charts of a round: themes by cases, by period, and which themes of the findings stand together.
//!
//! A chart holds only what may be shown. Where a breakdown beside the totals would leave few cases, there is no chart.

use super::door::{Door, HIDDEN};
use super::study::{Study, theme_words};
use crate::analyse::{Axis, CellKind, Matrix, MatrixRequest, Nearness, Period};
use crate::disclose::THRESHOLD;
use crate::disclose::gate::TextKind;
use crate::disclose::suppress::{Show, Table, suppress};
use crate::disclose::{About, Said};
use crate::model::{Id, Theme};
use crate::write::chart::{Chart, ChartKind, CoOccurrence, Frequency, FrequencyLine, Label, PeriodLine, Periods, Shown};
use crate::write::paper::{Block, Figure, Level as Depth};

/// Lines that one picture holds and can still be read.
const MOST_LINES: usize = 12;
const MOST_PERIODS: usize = 8;
const MOST_TOGETHER: usize = 10;

/// Every chart with a name for files.
pub(super) fn charts(study: &Study<'_>, door: &Door) -> Vec<(&'static str, Chart)> {
    let mut charts: Vec<(&'static str, Chart)> =
        frequency(study, door, None).map(|c| ("Themes by cases", c)).into_iter().collect();
    if door.shows_cases() {
        charts.extend(periods(study, door).map(|c| ("Themes by year", c)));
        charts.extend(together(study, door).map(|c| ("Themes together", c)));
    } else {
        door.leave_out(
            "Themes by period and themes together are not printed at this level: beside the totals of the themes they would \
             tell of few cases.",
        );
    }
    charts
}

/// The charts in a section each.
pub(super) fn figures(study: &Study<'_>, door: &Door) -> Vec<Block> {
    let charts = charts(study, door);
    let figure = |(name, chart): (&str, Chart)| {
        let note = Some(chart.note.clone()).filter(|n| !n.is_empty()).map(Block::text);
        let figure = Block::Figure(Figure {
            chart: Chart { note: String::new(), ..chart },
            caption: String::new(),
            alt_text: String::new(),
            anchor: None,
        });
        [Some(Block::heading(Depth::Two, name)), note, Some(figure)].into_iter().flatten()
    };
    charts.into_iter().flat_map(figure).collect()
}

fn label(door: &Door, theme: &Theme) -> Label {
    Label { code: theme.code.clone(), name: door.name(TextKind::Title, "themes", &theme.name) }
}

/// Themes by number of cases, concern and good practice apart: those of the findings when asked for, else those that
/// most cases have. Groups are left out: what is under them is shown.
pub(super) fn frequency(study: &Study<'_>, door: &Door, only: Option<&[Id<Theme>]>) -> Option<Chart> {
    let matrix = &study.by_case;
    let mut rows: Vec<(usize, &Theme)> = Vec::new();
    for (row, header) in matrix.rows().iter().enumerate() {
        let crate::analyse::HeaderOf::Theme(id) = header.of else { continue };
        let is_wanted = only.map_or(!header.has_children, |only| only.contains(&id));
        let found = matrix.row_totals().get(row).is_some_and(|t| t.concern.cases + t.good_practice.cases > 0);
        if let Some(theme) = study.theme(id).filter(|_| is_wanted && found) {
            rows.push((row, theme));
        }
    }
    let all = rows.len();
    let total = |row: usize| matrix.row_totals().get(row).copied().unwrap_or_default();
    rows.sort_by_key(|(row, _)| {
        (std::cmp::Reverse(total(*row).concern.cases), std::cmp::Reverse(total(*row).good_practice.cases), *row)
    });
    rows.truncate(MOST_LINES);
    if rows.is_empty() {
        return None;
    }
    let counts: Vec<(String, u32, u32)> = rows
        .iter()
        .flat_map(|(row, theme)| {
            let (total, name) = (total(*row), theme_words(theme));
            let concern = (format!("{name}, concern"), total.concern.cases, total.counted);
            [concern, (format!("{name}, good practice"), total.good_practice.cases, total.counted)]
        })
        .collect();
    let counts = door.cases(&counts);
    let lines = rows.iter().zip(counts.chunks(2)).map(|((row, theme), pair)| {
        let shown = |i: usize| pair.get(i).map_or(Shown::Nothing, |c| c.shown());
        let concern = if beside_finding(study, door, theme.id, total(*row).concern.cases) {
            Shown::Suppressed(HIDDEN.to_owned())
        } else {
            shown(0)
        };
        FrequencyLine { theme: label(door, theme), concern, good_practice: shown(1) }
    });
    let lines = lines.collect();
    let mut note = String::from("Cases in which each theme was coded, of all cases that can be counted.");
    if all > MOST_LINES {
        note.push_str(&format!(" These are the {MOST_LINES} themes, of {all} found, that most cases have."));
    }
    Some(Chart { title: "Themes by number of cases".to_owned(), note, kind: ChartKind::Frequency(Frequency { lines }) })
}

/// Whether a theme's count, beside that of a finding that rests on it, would tell of few cases.
fn beside_finding(study: &Study<'_>, door: &Door, theme: Id<Theme>, cases: u32) -> bool {
    let near = |n: u32| (1..=THRESHOLD).contains(&n.abs_diff(cases));
    let of_it = |finding: &super::study::Found<'_>| {
        finding.finding.themes.iter().any(|t| *t == theme || study.project.is_under(theme, *t))
    };
    let open = !door.shows_cases() && study.findings.iter().any(|f| of_it(f) && near(f.evidence.cases_for()));
    if open {
        let words = format!(
            "{}: not shown, since beside a finding that rests on it it would tell of few cases.",
            study.theme_words(theme)
        );
        door.tell(Said::new(About::Count, words));
    }
    open
}

/// Themes of the findings by the year of the incident.
fn periods(study: &Study<'_>, door: &Door) -> Option<Chart> {
    let request = MatrixRequest::new(Axis::Theme, Axis::Period(Period::Year), CellKind::Cases).ok()?.in_scope(study.scope());
    let matrix = Matrix::of(study.project, &request, &|id, version| study.session.extracted(id, version)).ok()?;
    let years = matrix.columns().len();
    let wanted = rows_of(study.themes_of_concern(), &matrix);
    if years < 2 || wanted.is_empty() {
        return None;
    }
    let lines: Option<Vec<PeriodLine>> = wanted
        .iter()
        .take(MOST_PERIODS)
        .map(|(row, theme)| Some(PeriodLine { theme: label(door, theme), values: period_values(door, &matrix, *row, theme)? }))
        .collect();
    let Some(lines) = lines else {
        door.leave_out("Themes by year are not printed: small counts could be worked out from the totals.");
        return None;
    };
    let periods = matrix.columns().iter().map(|c| c.name.clone()).collect();
    let note = "Cases in which each theme of the findings was coded as a concern, by the year of the incident. The years may \
                have unequal numbers of cases, so compare them with care.";
    Some(Chart {
        title: "Themes of the findings by year of the incident".to_owned(),
        note: note.to_owned(),
        kind: ChartKind::Periods(Periods { periods, lines }),
    })
}

/// One theme in each period as it may be shown; none where it cannot be protected.
fn period_values(door: &Door, matrix: &Matrix, row: usize, theme: &Theme) -> Option<Vec<Shown>> {
    let cells: Vec<(u32, u32)> =
        (0..matrix.columns().len()).filter_map(|c| matrix.cell(row, c)).map(|c| (c.concern.cases, c.counted)).collect();
    let exact = |(n, of): &(u32, u32)| if *of == 0 { Shown::Nothing } else { Shown::Count { n: *n, of: *of } };
    let Some(rules) = door.level().rules(THRESHOLD) else { return Some(cells.iter().map(exact).collect()) };
    let total = matrix.row_totals().get(row).map_or(0, |t| t.concern.cases);
    let mut table = Table::new();
    let whole = table.count(total, Show::Exact);
    let parts: Vec<_> = cells.iter().map(|(n, _)| table.count(*n, Show::Open)).collect();
    // A case with two dates stands in two years: then they add up to more than the whole.
    table.sum(whole, &parts).or_else(|_| table.distinct(whole, &parts)).ok()?;
    let suppression = suppress(&table, &rules).ok()?;
    let mut values = Vec::new();
    for ((cell, id), column) in cells.iter().zip(&parts).zip(matrix.columns()) {
        values.push(match suppression.hidden(*id) {
            Some(hidden) => {
                let why = hidden.why.sentence(rules, &|_| "another year".to_owned());
                let what = format!("{}, {}: {} of {}, {why}.", theme_words(theme), column.name, cell.0, cell.1);
                door.tell(Said::new(About::Count, what));
                Shown::Suppressed(HIDDEN.to_owned())
            }
            None => exact(cell),
        });
    }
    Some(values)
}

/// Themes with their rows in a matrix.
fn rows_of<'s>(themes: Vec<&'s Theme>, matrix: &Matrix) -> Vec<(usize, &'s Theme)> {
    let row_of = |id: Id<Theme>| matrix.rows().iter().position(|h| h.of == crate::analyse::HeaderOf::Theme(id));
    themes.into_iter().filter_map(|theme| Some((row_of(theme.id)?, theme))).collect()
}

/// Which themes of the findings were coded in the same passages, in how many cases.
fn together(study: &Study<'_>, door: &Door) -> Option<Chart> {
    let request =
        MatrixRequest::meeting(Axis::Theme, Axis::Theme, CellKind::Cases, Nearness::SamePassage).ok()?.in_scope(study.scope());
    let matrix = Matrix::of(study.project, &request, &|id, version| study.session.extracted(id, version)).ok()?;
    let mut wanted = rows_of(study.themes_of_findings(), &matrix);
    wanted.truncate(MOST_TOGETHER);
    if wanted.len() < 2 {
        return None;
    }
    // A pair is no part of a sum, so what protects it is that it is hidden where it is small; nothing stands for nobody
    // only where everything is exact.
    let value = |n: u32| match door.level().rules(THRESHOLD) {
        Some(rules) if n <= rules.threshold => Shown::Suppressed(HIDDEN.to_owned()),
        Some(_) | None => Shown::Number(n),
    };
    let cell = |i: usize, j: usize, row: usize, column: usize| {
        if i == j { Shown::Nothing } else { value(matrix.cell(row, column).map_or(0, |c| c.all.cases)) }
    };
    let cells: Vec<Vec<Shown>> = wanted
        .iter()
        .enumerate()
        .map(|(i, (row, _))| wanted.iter().enumerate().map(|(j, (column, _))| cell(i, j, *row, *column)).collect())
        .collect();
    if !door.is_internal() && cells.iter().flatten().all(|c| matches!(c, Shown::Suppressed(_) | Shown::Nothing)) {
        door.leave_out("Themes together are not printed: every count would be hidden.");
        return None;
    }
    let themes = (1..).zip(&wanted).map(|(number, (_, theme))| {
        let label = label(door, theme);
        if label.code.is_empty() { Label { code: format!("T{number}"), ..label } } else { label }
    });
    let themes = themes.collect();
    Some(Chart {
        title: "Themes of the findings in the same passage".to_owned(),
        note: "Cases in which a passage was coded with both themes. What stands together need not have caused each other."
            .to_owned(),
        kind: ChartKind::CoOccurrence(CoOccurrence { themes, unit: "cases".to_owned(), cells }),
    })
}
