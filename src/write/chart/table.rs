//! The table of a chart: every value that the picture shows, in words and digits, with names in full.

use super::{Chart, ChartKind, CoOccurrence, Coverage, Frequency, Heat, HeatCell, Label, Lane, Periods, Shown, Span, Tone};

/// A chart's values: one header row, and rows that begin with what they are about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChartTable {
    /// Names of the columns; the first is that of the row headers.
    pub header: Vec<String>,
    /// Rows, each as long as the header.
    pub rows: Vec<Vec<String>>,
}

impl Label {
    /// A label without a code.
    #[must_use]
    pub fn name(name: impl Into<String>) -> Self {
        Self { code: String::new(), name: name.into() }
    }

    /// Code and name: "B1 Man or new partner not identified".
    #[must_use]
    pub fn full(&self) -> String {
        match (self.code.as_str(), self.name.as_str()) {
            ("", name) => name.to_owned(),
            (code, "") => code.to_owned(),
            (code, name) => format!("{code} {name}"),
        }
    }
}

impl Shown {
    /// "6 of 9", "6", "[c]", or a dash for nothing.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Count { n, of } => format!("{n} of {of}"),
            Self::Number(n) => n.to_string(),
            Self::Suppressed(symbol) => symbol.clone(),
            Self::Nothing => "–".to_owned(),
        }
    }

    /// The number, where it may be shown.
    #[must_use]
    pub const fn number(&self) -> Option<u32> {
        match self {
            Self::Count { n, .. } | Self::Number(n) => Some(*n),
            Self::Suppressed(_) | Self::Nothing => None,
        }
    }
}

impl Chart {
    /// Every value of the chart, for the table that goes with it.
    #[must_use]
    pub fn table(&self) -> ChartTable {
        match &self.kind {
            ChartKind::Frequency(chart) => frequency(chart),
            ChartKind::Periods(chart) => periods(chart),
            ChartKind::CoOccurrence(chart) => co_occurrence(chart),
            ChartKind::Coverage(chart) => coverage(chart),
            ChartKind::Heat(chart) => heat(chart),
        }
    }
}

fn frequency(chart: &Frequency) -> ChartTable {
    let rows = chart.lines.iter().map(|l| vec![l.theme.full(), l.concern.words(), l.good_practice.words()]).collect();
    let header = ["Theme", "Cases with concern", "Cases with good practice"].map(str::to_owned).to_vec();
    ChartTable { header, rows }
}

fn periods(chart: &Periods) -> ChartTable {
    let header = std::iter::once("Theme".to_owned()).chain(chart.periods.iter().cloned()).collect();
    let row = |l: &super::PeriodLine| {
        let values = (0..chart.periods.len()).map(|i| l.values.get(i).map(Shown::words).unwrap_or_default());
        std::iter::once(l.theme.full()).chain(values).collect()
    };
    ChartTable { header, rows: chart.lines.iter().map(row).collect() }
}

fn co_occurrence(chart: &CoOccurrence) -> ChartTable {
    let names = chart.marked();
    let header = std::iter::once("Theme".to_owned()).chain(names.iter().map(Label::short)).collect();
    let row = |(theme, cells): (&Label, &Vec<Shown>)| {
        let values = (0..chart.themes.len()).map(|i| cells.get(i).map(Shown::words).unwrap_or_default());
        std::iter::once(theme.full()).chain(values).collect()
    };
    ChartTable { header, rows: names.iter().zip(&chart.cells).map(row).collect() }
}

impl CoOccurrence {
    /// The themes with their codes; where one has none, all are numbered down and across.
    pub(super) fn marked(&self) -> Vec<Label> {
        let has_codes = self.themes.iter().all(|t| !t.code.is_empty());
        let numbered = |(i, theme): (usize, &Label)| Label { code: i.to_string(), name: theme.full() };
        if has_codes { self.themes.clone() } else { (1..).zip(&self.themes).map(numbered).collect() }
    }
}

fn coverage(chart: &Coverage) -> ChartTable {
    let header =
        ["Theme", "Passages", "Concern on pages", "Good practice on pages", "Context on pages"].map(str::to_owned).to_vec();
    let row = |lane: &Lane| {
        let on = |tone| pages_of(lane, tone, chart.pages);
        vec![lane.theme.full(), lane.spans.len().to_string(), on(Tone::Concern), on(Tone::GoodPractice), on(Tone::Plain)]
    };
    ChartTable { header, rows: chart.lanes.iter().map(row).collect() }
}

/// "2, 4 to 6", or a dash.
fn pages_of(lane: &Lane, tone: Tone, pages: u32) -> String {
    let mut all: Vec<u32> = lane.spans.iter().filter(|s| s.tone == tone).flat_map(|s| s.pages(pages)).collect();
    all.sort_unstable();
    all.dedup();
    let mut stretches: Vec<(u32, u32)> = Vec::new();
    for page in all {
        match stretches.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            Some(_) | None => stretches.push((page, page)),
        }
    }
    let words: Vec<String> = stretches
        .into_iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first} to {last}") })
        .collect();
    if words.is_empty() { "–".to_owned() } else { words.join(", ") }
}

impl Span {
    /// The pages it lies on, counted from 1. A passage that ends where a page begins is not on that page.
    fn pages(&self, pages: u32) -> std::ops::RangeInclusive<u32> {
        let page = |place: f64| {
            let before = (0..pages.saturating_sub(1)).take_while(|p| f64::from(*p) + 1.0 <= place).count();
            u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
        };
        let first = page(self.start);
        first..=page(self.end - 1e-9).max(first)
    }
}

fn heat(chart: &Heat) -> ChartTable {
    let header = std::iter::once("Theme".to_owned()).chain(chart.columns.iter().map(Label::full)).collect();
    let row = |(theme, cells): (&Label, &Vec<HeatCell>)| {
        let values = (0..chart.columns.len()).map(|i| cells.get(i).map(HeatCell::words).unwrap_or_default());
        std::iter::once(theme.full()).chain(values).collect()
    };
    ChartTable { header, rows: chart.rows.iter().zip(&chart.cells).map(row).collect() }
}

impl HeatCell {
    /// "3 concern, 1 good practice", or the words of a state.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Found { concern, good_practice } => {
                let part = |value: &Shown, name: &str| match value {
                    Shown::Nothing | Shown::Number(0) | Shown::Count { n: 0, .. } => None,
                    Shown::Count { .. } | Shown::Number(_) | Shown::Suppressed(_) => Some(format!("{} {name}", value.words())),
                };
                let parts: Vec<String> =
                    [part(concern, "concern"), part(good_practice, "good practice")].into_iter().flatten().collect();
                if parts.is_empty() { "0".to_owned() } else { parts.join(", ") }
            }
            Self::State(state) => state.to_string(),
        }
    }
}

impl Label {
    /// The code, or the name where there is no code.
    #[must_use]
    pub fn short(&self) -> String {
        if self.code.is_empty() { self.name.clone() } else { self.code.clone() }
    }
}
