//! On random projects every count of every kind of matrix is what a slow count finds, and a matrix that follows its
//! project is after every step the one that is counted anew.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops where something is not as promised")]

mod oracle;
mod world;

use deepdive::analyse::{
    Axis, CellKind, CellState, Filter, LiveMatrix, Matrix, MatrixRequest, Nearness, Passages, Period, Scope,
};
use deepdive::analyse::{FrozenCodebook, HeaderOf};
use deepdive::model::{Document, Id, Polarity, Project};
use deepdive::text::{TextRange, Zone};
use oracle::{Oracle, found};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use world::{Act, World, acts, world};

const AXES: [&str; 12] = [
    "case",
    "document",
    "theme",
    "theme-group",
    "analyst",
    "attribute:Age",
    "attribute:Sex",
    "bands:Age:4 weeks,3 months,1 year",
    "agency",
    "agency-pair",
    "period:year",
    "period:quarter",
];

const NEAR: [Nearness; 5] =
    [Nearness::SamePassage, Nearness::Overlapping, Nearness::Within(1), Nearness::Within(4), Nearness::SameCase];

fn axis(name: &str) -> Axis {
    // Every attribute that is asked for has to be known to some case, hidden or not.
    name.parse().unwrap()
}

/// Which filters are on, and what they let through.
fn filter() -> impl Strategy<Value = (u8, u8)> {
    (0..64_u8, any::<u8>())
}

fn filtered(world: &World, (on, seed): (u8, u8)) -> Filter {
    let is_on = |bit: u8| on & (1 << bit) != 0;
    let mut filter = Filter::default();
    if is_on(0) && is_on(1) {
        let sexes = [BTreeSet::from([None, Some("MALE".to_owned())]), BTreeSet::from([Some("female".to_owned())])];
        filter.attributes = BTreeMap::from([("sex".to_owned(), sexes[seed as usize % 2].clone())]);
    }
    if is_on(2) {
        filter.polarities = BTreeSet::from([Polarity::ALL[seed as usize % 3], Polarity::Context]);
    }
    if is_on(3) {
        filter.analysts = BTreeSet::from([["Mary Kent", "Ruth Parr", "zz"][seed as usize % 3].to_owned()]);
    }
    if is_on(4) {
        filter.zones = BTreeSet::from([[Some(Zone::Narrative), None, Some(Zone::Findings)][seed as usize % 3]]);
    }
    if is_on(5) {
        let range = |n: u32| TextRange::new(n * 19 + u32::from(seed) % 7, n * 19 + 11).unwrap();
        let passages = |d: Id<Document>| (0..5).map(move |n| (d, 1 + n / 4, range(n)));
        filter.query = Some(world.documents.iter().copied().flat_map(passages).collect::<Passages>());
    }
    filter
}

/// A scope: all cases or most, the present codebook or one as it stood before.
fn scoped(world: &World, before: &World, which: u8) -> Scope {
    let cases = (which & 1 != 0).then(|| world.cases.iter().skip(1).copied().collect());
    let codebook = (which & 2 != 0).then(|| FrozenCodebook(before.freeze()));
    Scope { cases, codebook }
}

fn check(world: &World, request: &MatrixRequest) -> Result<(), TestCaseError> {
    let Ok(matrix) = Matrix::of(&world.project, request, &|d, v| world.text(d, v)) else { return Ok(()) };
    let oracle = Oracle::new(world, request);
    let project = &world.project;
    prop_assert_eq!(matrix.left_out(), oracle.left_out);
    let whole = found(matrix.overall(), &[]);
    prop_assert_eq!(whole, oracle::Expected { codings: BTreeSet::new(), ..oracle.cell(&HeaderOf::All, &HeaderOf::All) });
    for (c, column) in matrix.columns().iter().enumerate() {
        let trace = matrix.trace_column(project, c).unwrap();
        prop_assert_eq!(found(&matrix.column_totals()[c], &trace), oracle.cell(&HeaderOf::All, &column.of), "{:?}", column);
    }
    for (r, row) in matrix.rows().iter().enumerate() {
        let trace = matrix.trace_row(project, r).unwrap();
        prop_assert_eq!(found(&matrix.row_totals()[r], &trace), oracle.cell(&row.of, &HeaderOf::All), "{:?}", row);
        for (c, column) in matrix.columns().iter().enumerate() {
            let (cell, trace) = (matrix.cell(r, c).unwrap(), matrix.trace(project, r, c).unwrap());
            prop_assert_eq!(trace.len(), cell.all.codings as usize, "each coding once");
            prop_assert_eq!(found(cell, &trace), oracle.cell(&row.of, &column.of), "{:?} × {:?}", row.of, column.of);
            let silent = matches!(cell.state, CellState::NotYetRead | CellState::NoCase | CellState::OtherwiseCoded);
            prop_assert!(cell.state != CellState::NotMentioned || cell.counted > 0);
            prop_assert!(cell.counted > 0 || cell.all.codings == 0 && silent, "what is not counted says nothing");
        }
    }
    Ok(())
}

fn same(live: &Matrix, fresh: &Matrix, project: &Project) -> Result<(), TestCaseError> {
    prop_assert_eq!(live.rows(), fresh.rows());
    prop_assert_eq!(live.columns(), fresh.columns());
    prop_assert_eq!(live.row_totals(), fresh.row_totals());
    prop_assert_eq!(live.column_totals(), fresh.column_totals());
    prop_assert_eq!(live.overall(), fresh.overall());
    prop_assert_eq!(live.left_out(), fresh.left_out());
    for r in 0..fresh.rows().len() {
        prop_assert_eq!(live.row(r), fresh.row(r), "row {}", r);
        for c in 0..fresh.columns().len() {
            prop_assert_eq!(live.trace(project, r, c), fresh.trace(project, r, c));
            prop_assert_eq!(live.quotes(r, c), fresh.quotes(r, c));
            prop_assert_eq!(live.summary(r, c), fresh.summary(r, c));
        }
    }
    prop_assert!(fresh.missing_texts().iter().all(|m| live.missing_texts().contains(m)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_axis_filter_and_scope_counts_as_a_slow_count_does(acts in acts(60), on in filter(), which in 0..4_u8, at in 0..60_usize) {
        let before = world(&acts[..at.min(acts.len())]);
        let world = world(&acts);
        for (i, a) in AXES.iter().enumerate() {
            // Every pair of axes, each turned one way.
            for b in AXES.iter().skip(i) {
                let (rows, columns) = if i % 2 == 0 { (axis(a), axis(b)) } else { (axis(b), axis(a)) };
                let Ok(request) = MatrixRequest::new(rows, columns, CellKind::Codings) else { continue };
                let request = request.filtered(filtered(&world, on)).in_scope(scoped(&world, &before, which));
                check(&world, &request)?;
            }
        }
    }

    #[test]
    fn themes_meet_where_a_slow_count_finds_them(acts in acts(60), on in filter(), which in 0..4_u8, at in 0..60_usize) {
        let before = world(&acts[..at.min(acts.len())]);
        let world = world(&acts);
        for near in NEAR {
            for (rows, columns) in [(Axis::Theme, Axis::Theme), (Axis::ThemeGroup, Axis::Theme), (Axis::ThemeGroup, Axis::ThemeGroup)] {
                let request = MatrixRequest::meeting(rows, columns, CellKind::Cases, near).unwrap();
                check(&world, &request.filtered(filtered(&world, on)).in_scope(scoped(&world, &before, which)))?;
            }
        }
    }

    #[test]
    fn a_matrix_that_follows_its_project_is_the_one_counted_anew(
        acts in acts(30),
        later in acts(25),
        on in filter(),
        which in 0..4_u8,
        every in 1..4_usize,
    ) {
        let mut world = world(&acts);
        let filter = filtered(&world, on);
        let scope = scoped(&world, &world, which);
        let one = |rows: &str, columns: &str, cells| MatrixRequest::new(axis(rows), axis(columns), cells).unwrap();
        let near = |near| MatrixRequest::meeting(Axis::Theme, Axis::ThemeGroup, CellKind::Words, near).unwrap();
        let requests = [
            one("theme", "case", CellKind::Codings),
            one("case", "theme", CellKind::Summary).grouped_by(Axis::Period(Period::Year)),
            one("document", "theme-group", CellKind::Words),
            one("analyst", "attribute:Sex", CellKind::Cases),
            one("agency", "bands:Age:4 weeks,1 year", CellKind::Quotes),
            near(Nearness::SamePassage),
            near(Nearness::SameCase),
        ].map(|r| r.filtered(filter.clone()).in_scope(scope.clone()));
        let mut live: Vec<Option<LiveMatrix>> =
            requests.iter().map(|r| LiveMatrix::new(&world.project, r, &|d, v| world.text(d, v)).ok()).collect();
        for acts in later.chunks(every) {
            acts.iter().for_each(|act| world.act(act));
            for (live, request) in live.iter_mut().zip(&requests) {
                let fresh = Matrix::of(&world.project, request, &|d, v| world.text(d, v));
                let Some(live) = live else { continue };
                match (live.refresh(&world.project, &|d, v| world.text(d, v)), &fresh) {
                    (Ok(live), Ok(fresh)) => same(live, fresh, &world.project)?,
                    (live, fresh) => prop_assert_eq!(live.err(), fresh.as_ref().err().cloned()),
                }
            }
        }
        let merged = world.merged().unwrap();
        for (live, request) in live.iter_mut().zip(&requests) {
            let (Some(live), Ok(fresh)) = (live, Matrix::of(&merged, request, &|d, v| world.text(d, v))) else { continue };
            let rebuilds = live.rebuilds();
            let live_now = live.refresh(&merged, &|d, v| world.text(d, v)).unwrap();
            same(live_now, &fresh, &merged)?;
            prop_assert_eq!(live.rebuilds(), rebuilds + 1);
        }
    }
}

#[test]
fn codings_judgements_and_progress_are_taken_in_without_counting_everything_again() {
    let mut world = world(&[]);
    let request = MatrixRequest::new(Axis::Theme, Axis::Case, CellKind::Codings).unwrap();
    let mut live = LiveMatrix::new(&world.project, &request, &|_, _| None).unwrap();
    let code = |theme, by| Act::Code { theme, document: 0, by, polarity: 0, start: 1, len: 5, version: 1 };
    let quick = [
        code(1, 0),
        code(2, 2),
        Act::Recode { coding: 0, what: 0, to: 3 },
        Act::HideCoding(1, true),
        Act::HideCoding(1, false),
        Act::Judge(1, 1, 1),
        Act::Judge(1, 1, 0),
        Act::Summarise(1, 1, 1),
        Act::Progress(4, 2),
        Act::Mark { document: 0, start: 1, len: 9, choice: 2, version: 1 },
        Act::Define(1),
    ];
    for act in &quick {
        world.act(act);
        live.refresh(&world.project, &|_, _| None).unwrap();
    }
    assert_eq!(live.rebuilds(), 0);
    for (rebuilds, act) in (1..).zip([Act::AddTheme(None, 0), Act::AddCase(3), Act::Rename { kind: 1, which: 0 }]) {
        world.act(&act);
        live.refresh(&world.project, &|_, _| None).unwrap();
        assert_eq!(live.rebuilds(), rebuilds, "{act:?}");
    }
}
