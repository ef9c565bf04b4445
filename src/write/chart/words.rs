//! What a chart shows, in one or two sentences with its extreme values, for people who cannot see it.

use super::{Chart, ChartKind, CoOccurrence, Coverage, Frequency, Heat, HeatCell, Periods, Shown};

impl Chart {
    /// One or two sentences with the extreme values; the table has the rest.
    #[must_use]
    pub fn alt_text(&self) -> String {
        let words = match &self.kind {
            ChartKind::Frequency(chart) => frequency(chart),
            ChartKind::Periods(chart) => periods(chart),
            ChartKind::CoOccurrence(chart) => co_occurrence(chart),
            ChartKind::Coverage(chart) => coverage(chart),
            ChartKind::Heat(chart) => heat(chart),
        };
        format!("{}. {words} Every value is in the table.", self.title.trim_end_matches('.'))
    }
}

fn frequency(chart: &Frequency) -> String {
    let kind = format!("Bar chart of {}, concern and good practice apart.", so_many(chart.lines.len(), "theme"));
    let concern = extremes(chart.lines.iter().map(|l| (l.theme.full(), &l.concern)));
    let good = extremes(chart.lines.iter().map(|l| (l.theme.full(), &l.good_practice)));
    let part = |name: &str, found: Option<(String, String)>| found.map(|(most, _)| format!(" {name} most often: {most}."));
    let least = concern.as_ref().map(|(_, least)| format!(" Concern least often: {least}.")).unwrap_or_default();
    let most = part("Concern", concern).unwrap_or_default();
    format!(
        "{kind}{most}{least}{}{}",
        part("Good practice", good).unwrap_or_default(),
        held_back(chart.lines.iter().flat_map(|l| [&l.concern, &l.good_practice]))
    )
}

fn periods(chart: &Periods) -> String {
    let count = so_many(chart.lines.len(), "theme");
    let values = chart
        .lines
        .iter()
        .flat_map(|l| chart.periods.iter().zip(&l.values).map(move |(period, v)| (format!("{} in {period}", l.theme.full()), v)));
    let named = match chart.periods.as_slice() {
        [] => String::new(),
        [only] => format!(" in {only}"),
        [first, .., last] => format!(" in {} from {first} to {last}", so_many(chart.periods.len(), "period")),
    };
    let range = extremes(values).map(|(most, least)| format!(" Highest: {most}. Lowest: {least}.")).unwrap_or_default();
    format!("Cases with each of {count}{named}.{range}{}", held_back(chart.lines.iter().flat_map(|l| &l.values)))
}

fn co_occurrence(chart: &CoOccurrence) -> String {
    let pairs = chart.themes.iter().enumerate().flat_map(|(i, a)| {
        let cells = chart.cells.get(i).map(Vec::as_slice).unwrap_or_default();
        chart.themes.iter().zip(cells).take(i).map(move |(b, value)| (format!("{} with {}", b.full(), a.full()), value))
    });
    let most = extremes(pairs).map(|(most, _)| format!(" Most often together: {most}.")).unwrap_or_default();
    let held = held_back(chart.cells.iter().flatten());
    format!(
        "Square of {} by the same themes, {} in each cell.{most}{held}",
        so_many(chart.themes.len(), "theme"),
        unit(&chart.unit)
    )
}

fn coverage(chart: &Coverage) -> String {
    let passages: usize = chart.lanes.iter().map(|l| l.spans.len()).sum();
    let most = chart.lanes.iter().rev().filter(|l| !l.spans.is_empty()).max_by_key(|l| l.spans.len());
    let most = most.map(|l| format!(" Most: {}, {}.", l.theme.full(), so_many(l.spans.len(), "passage"))).unwrap_or_default();
    let pages = so_many(usize::try_from(chart.pages).unwrap_or(usize::MAX), "page");
    format!("Strip of {pages} with {} of {}.{most}", so_many(passages, "passage"), so_many(chart.lanes.len(), "theme"))
}

fn heat(chart: &Heat) -> String {
    let found = chart.rows.iter().zip(&chart.cells).flat_map(|(row, cells)| {
        chart.columns.iter().zip(cells).flat_map(move |(column, cell)| {
            let values = match cell {
                HeatCell::Found { concern, good_practice } => {
                    [Some((concern, "concern")), Some((good_practice, "good practice"))]
                }
                HeatCell::State(_) => [None, None],
            };
            values.into_iter().flatten().map(move |(value, name)| (format!("{} in {}, {name}", row.full(), column.full()), value))
        })
    });
    let found: Vec<(String, &Shown)> = found.collect();
    let most =
        extremes(found.iter().map(|(n, v)| (n.clone(), *v))).map(|(most, _)| format!(" Most: {most}.")).unwrap_or_default();
    let held = held_back(found.iter().map(|(_, v)| *v));
    let (rows, columns) = (so_many(chart.rows.len(), "theme"), so_many(chart.columns.len(), "column"));
    format!("Grid of {rows} by {columns}, {} in each cell.{most}{held}", unit(&chart.unit))
}

/// The largest and the smallest value that may be shown, each with its name; the first of equals.
fn extremes<'a>(values: impl Iterator<Item = (String, &'a Shown)>) -> Option<(String, String)> {
    let shown: Vec<(String, &Shown, f64)> =
        values.filter_map(|(name, value)| value.share().map(|share| (name, value, share))).collect();
    let pick = |is_better: fn(f64, f64) -> bool| {
        shown.iter().fold(None::<&(String, &Shown, f64)>, |best, next| match best {
            Some(best) if !is_better(next.2, best.2) => Some(best),
            Some(_) | None => Some(next),
        })
    };
    let words = |(name, value, _): &(String, &Shown, f64)| format!("{name}, {}", value.words());
    Some((words(pick(|a, b| a > b)?), words(pick(|a, b| a < b)?)))
}

fn held_back<'a>(values: impl Iterator<Item = &'a Shown>) -> String {
    match values.filter(|v| matches!(v, Shown::Suppressed(_))).count() {
        0 => String::new(),
        1 => " One value is held back.".to_owned(),
        n => format!(" {n} values are held back."),
    }
}

impl Shown {
    /// Its size beside others of its kind: a share where it is one of so many.
    pub(super) fn share(&self) -> Option<f64> {
        match self {
            Self::Count { n, of } => Some(f64::from(*n) / f64::from((*of).max(1))),
            Self::Number(n) => Some(f64::from(*n)),
            Self::Suppressed(_) | Self::Nothing => None,
        }
    }
}

fn so_many(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

fn unit(unit: &str) -> String {
    if unit.is_empty() { "the number".to_owned() } else { format!("the number of {unit}") }
}
