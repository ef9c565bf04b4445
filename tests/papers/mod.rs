//! Charts of every kind and papers that use every block; all of it is invented.

#![allow(dead_code, reason = "each test file uses another part")]

use deepdive::analyse::CellState;
use deepdive::disclose;
use deepdive::write::Provenance;
use deepdive::write::chart::{
    Chart, ChartKind, CoOccurrence, Coverage, Frequency, FrequencyLine, Heat, HeatCell, Label, Lane, PeriodLine, Periods, Shown,
    Span, Tone,
};
use deepdive::write::paper::{
    Block, Callout, Figure, Front, Heading, Level, Paper, PaperCell, PaperColumn, PaperRow, PaperTable, Quotation, Run,
};

pub fn about() -> Provenance {
    Provenance {
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        program: "Deepdive 0.3.0".to_owned(),
        project: "Under-ones 2026 & before".to_owned(),
        revision: 1904,
        made: jiff::civil::date(2026, 6, 5),
        level: Some(disclose::Level::Partnership),
        selection: Vec::new(),
    }
}

pub fn label(code: &str, name: &str) -> Label {
    Label { code: code.to_owned(), name: name.to_owned() }
}

pub const fn cases(n: u32, of: u32) -> Shown {
    Shown::Count { n, of }
}

pub fn held_back() -> Shown {
    Shown::Suppressed("[c]".to_owned())
}

pub fn themes() -> Vec<Label> {
    vec![
        label("B1", "Man or new partner not identified, household changed"),
        label("B2", "Father not engaged <at all> & not asked"),
        label("D1", "Midwifery to health visiting"),
        label("A4", "Bruise in a baby who cannot roll was not sent for a paediatric opinion within the same working day"),
    ]
}

pub fn chart(title: &str, kind: ChartKind) -> Chart {
    Chart { title: title.to_owned(), note: "Child J is not yet read and not counted.".to_owned(), kind }
}

pub fn frequency(of: u32) -> Chart {
    let values =
        [(cases(6, of), cases(0, of)), (cases(7, of), held_back()), (held_back(), cases(4, of)), (cases(0, of), Shown::Nothing)];
    let line = |(theme, (concern, good_practice))| FrequencyLine { theme, concern, good_practice };
    chart(
        "Themes by number of cases",
        ChartKind::Frequency(Frequency { lines: themes().into_iter().zip(values).map(line).collect() }),
    )
}

pub fn periods() -> Chart {
    let values = [
        vec![cases(1, 4), cases(3, 6), cases(5, 6)],
        vec![cases(0, 4), held_back(), cases(2, 6)],
        vec![Shown::Nothing, cases(6, 6), cases(2, 6)],
        vec![cases(2, 4), cases(1, 6), cases(1, 6)],
    ];
    let lines = themes().into_iter().zip(values).map(|(theme, values)| PeriodLine { theme, values }).collect();
    let periods = ["2017 to 2019", "2020 to 2021", "April 2022 to March 2024"].map(str::to_owned).to_vec();
    chart("Themes by period", ChartKind::Periods(Periods { periods, lines }))
}

/// As many themes as asked for, all pairs with a number that tells their places.
pub fn square(count: u32) -> Chart {
    let names = themes();
    let theme = |i: u32| label(&format!("T{i}"), &names[i as usize % names.len()].name);
    let value = |i: u32, j: u32| match i.abs_diff(j) {
        0 => Shown::Nothing,
        2 if i + j == 4 => held_back(),
        apart => Shown::Number(count - apart),
    };
    let cells = (0..count).map(|i| (0..count).map(|j| value(i, j)).collect()).collect();
    let square = CoOccurrence { themes: (0..count).map(theme).collect(), unit: "passages".to_owned(), cells };
    chart("Themes in the same passage", ChartKind::CoOccurrence(square))
}

pub fn coverage() -> Chart {
    let span = |start, end, tone| Span { start, end, tone };
    let spans = [
        vec![span(0.2, 0.3, Tone::Concern), span(1.0, 1.4, Tone::Concern), span(3.9, 5.1, Tone::Concern)],
        vec![span(11.5, 12.0, Tone::GoodPractice), span(23.9, 24.0, Tone::Plain)],
        vec![],
    ];
    let lanes = themes().into_iter().zip(spans).map(|(theme, spans)| Lane { theme, spans }).collect();
    let coverage = Coverage { document: "Child B LCSPR".to_owned(), pages: 24, lanes };
    chart("Where Child B LCSPR speaks of each theme", ChartKind::Coverage(coverage))
}

pub fn heat() -> Chart {
    let found = |concern, good_practice| HeatCell::Found { concern, good_practice };
    let row = |i: u32| {
        vec![
            found(Shown::Number(i + 1), Shown::Number(2 * i)),
            HeatCell::State(CellState::ALL[i as usize + 4]),
            found(held_back(), Shown::Number(12)),
        ]
    };
    let columns = ["Child A", "Child B", "Child with a longer name"].map(Label::name).to_vec();
    let heat = Heat { rows: themes(), columns, unit: "passages".to_owned(), cells: (0..4).map(row).collect() };
    chart("Themes by case", ChartKind::Heat(heat))
}

pub fn charts() -> Vec<Chart> {
    vec![frequency(9), frequency(120), periods(), square(5), square(22), coverage(), heat()]
}

pub const WORDS: [&str; 4] = [
    "It reached the health visitors’ shared inbox on 4 June 2021 and was not opened until after the injury.",
    "The antenatal notification listed the pregnancy as <low risk> & nobody asked \"why\".",
    "She rang the ward before the first visit and asked what the midwife was worried about.",
    "No liaison meeting took place between February and July, when the midwife was on leave. The discharge note named the \
     baby’s father as unknown, though the ward had met him twice and had written down his name and telephone number.",
];

pub fn quote(i: usize) -> Block {
    Block::Quote(Quotation {
        words: WORDS[i % 4].to_owned(),
        citation: format!("Child B LCSPR, 4.{i}, p. {}", 10 + i % 30),
        label: ["Concern", "Good practice", "Context"][i % 3].to_owned(),
        tone: [Tone::Concern, Tone::GoodPractice, Tone::Plain][i % 3],
    })
}

pub fn table(rows: usize, is_wide: bool) -> PaperTable {
    let cell = |i: usize| PaperCell {
        paragraphs: vec![
            vec![Run::bold("Concern. "), Run::plain(WORDS[i % 4])],
            vec![Run::link("See the framework", "the framework")],
        ],
        tone: [Tone::Concern, Tone::GoodPractice, Tone::Plain][i % 3],
    };
    let row = |i: usize| PaperRow {
        cells: vec![PaperCell::plain(&format!("Child {i}")), cell(i), PaperCell::plain(&format!("{i} of 9"))],
        is_group: i.is_multiple_of(9),
        depth: u8::from(!i.is_multiple_of(9)),
    };
    PaperTable {
        caption: "What the finding rests on".to_owned(),
        description: "One line for each case.".to_owned(),
        columns: vec![PaperColumn::new("Case", 2), PaperColumn::new("What the reviews say", 6), PaperColumn::number("Cases", 1)],
        rows: (0..rows).map(row).collect(),
        is_wide,
        ..PaperTable::default()
    }
}

pub fn anchored(level: Level, text: &str, anchor: &str) -> Block {
    Block::Heading(Heading { level, text: text.to_owned(), anchor: Some(anchor.to_owned()) })
}

/// A paper with every block, so many findings, and so many quotes in each.
pub fn report(findings: usize, quotes: usize) -> Paper {
    report_with(vec![frequency(9)], findings, quotes)
}

/// The same with other charts.
pub fn report_with(charts: Vec<Chart>, findings: usize, quotes: usize) -> Paper {
    let mut blocks = opening();
    for figure in charts {
        blocks.push(Block::Figure(Figure { chart: figure, caption: String::new(), alt_text: String::new(), anchor: None }));
    }
    blocks.push(Block::heading(Level::One, "2 Findings"));
    for finding in 1..=findings {
        blocks.push(anchored(
            Level::Two,
            &format!("2.{finding} What the midwife knew did not arrive"),
            &format!("finding {finding}"),
        ));
        blocks.push(Block::KeyFacts(vec![
            ("Cases".to_owned(), vec![Run::plain("6 of 9; Child J not yet read")]),
            ("Due".to_owned(), vec![Run::plain("30 September 2026")]),
        ]));
        if finding % 3 == 1 {
            blocks.push(Block::Table(table(finding + 4, false)));
        }
        blocks.push(Block::heading(Level::Three, "Evidence for"));
        blocks.extend((0..quotes).map(|i| quote(i + finding)));
    }
    blocks.push(anchored(Level::One, "Appendix: framework", "the framework"));
    blocks.push(Block::Table(table(20, true)));
    blocks.push(Block::heading(Level::One, "Appendix: words"));
    blocks.push(Block::Landscape(vec![Block::text("On its side."), Block::Table(table(2, false))]));
    Paper {
        title: "Injuries to babies under one: <what> ten cases & their reviews tell".to_owned(),
        subtitle: "A deep dive into practice reviews".to_owned(),
        authors: vec!["R. Parr".to_owned(), "M. Khan".to_owned()],
        front: Front::Page,
        blocks,
    }
}

fn opening() -> Vec<Block> {
    vec![
        Block::Contents,
        Block::PageBreak,
        Block::heading(Level::One, "1 In short"),
        Block::text("A case is what is counted, never a passage."),
        Block::Callout(Callout {
            statement: "6 of 9 cases".to_owned(),
            detail: vec![
                Run::plain("in which it did not arrive. "),
                Run::link("Finding 1", "finding 1"),
                Run::link("nowhere", "no such place"),
            ],
            tone: Tone::Concern,
        }),
        Block::Callout(Callout { statement: "4 of 9 cases".to_owned(), detail: Vec::new(), tone: Tone::GoodPractice }),
        Block::List { is_numbered: false, items: vec![vec![Run::bold("Bold"), Run::italic(" and italic")]] },
        Block::List { is_numbered: true, items: vec![vec![Run::plain("First")], vec![Run::plain("Second")]] },
        Block::List { is_numbered: true, items: vec![vec![Run::plain("First again")]] },
        Block::heading(Level::Two, "1.1 Method"),
        Block::text(WORDS.join(" ")),
        Block::heading(Level::Three, "What N is"),
        Block::text("Two lines\nof one paragraph."),
    ]
}

/// A paper of one page, without contents.
pub fn briefing() -> Paper {
    Paper {
        title: "Injuries to babies under one".to_owned(),
        subtitle: "Briefing".to_owned(),
        authors: Vec::new(),
        front: Front::Band,
        blocks: vec![Block::heading(Level::One, "What to do"), quote(0), Block::Table(table(3, false))],
    }
}
