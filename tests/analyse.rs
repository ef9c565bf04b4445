//! Promises of the matrix: the case is counted, unread is not without, and every count can be traced.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops where something is not as promised")]

mod draft;

use deepdive::analyse::CellState::{NotApplicable, NotMentioned, NotYetRead, PresentConcern, PresentContext, StatedAbsent};
use deepdive::analyse::{Axis, CellKind, CellState, HeaderOf, Matrix, MatrixCell, MatrixError, MatrixRequest};
use deepdive::model::{Case, Change, Coding, Document, Edit, Id, Judgement, Polarity, Progress, Project, Theme};
use deepdive::text::words_in;
use draft::{Draft, text};
use proptest::prelude::*;
use std::collections::BTreeSet;

const CONCERN: Polarity = Polarity::Concern;
const GOOD: Polarity = Polarity::GoodPractice;
const CONTEXT: Polarity = Polarity::Context;

fn words() -> String {
    "one two three four five six seven eight nine ten ".repeat(8)
}

fn matrix(project: &Project, rows: &str, columns: &str, cells: CellKind) -> Matrix {
    draft::matrix(project, &words(), rows, columns, cells)
}

#[test]
fn a_case_with_three_documents_counts_once() {
    let mut draft = Draft::default();
    let group = draft.theme("A", "Group", None);
    let (one, two) = (draft.theme("A1", "One", Some(group)), draft.theme("A2", "Two", Some(group)));
    let case = draft.case("Child A", &[]);
    for title in ["Rapid review", "LCSPR", "Agency summary"] {
        let document = draft.document(title, case, Progress::Coded);
        draft.code("mk", one, document, (0, 3), CONCERN);
        draft.code("mk", two, document, (0, 3), GOOD);
    }
    let project = draft.project();
    let by_theme = matrix(&project, "theme", "case", CellKind::Cases);
    let total = by_theme.row_totals()[0];
    assert_eq!((total.all.cases, total.concern.cases, total.good_practice.cases, total.counted), (1, 1, 1, 1));
    assert_eq!(total.all.codings, 6, "the group counts everything under it");
    assert_eq!(total.concern_of_counted(), "1 of 1");
    assert_eq!(by_theme.row_totals()[1].all.codings, 3);
    let by_group = matrix(&project, "theme-group", "case", CellKind::Cases);
    assert_eq!(by_group.rows().len(), 1);
    assert_eq!(by_group.cell(0, 0), by_theme.cell(0, 0));
    assert_eq!(by_group.cell(0, 0).map(|c| c.state), Some(CellState::PresentBoth));
}

#[test]
fn what_is_not_coded_is_told_apart_by_what_was_read_and_said() {
    let mut draft = Draft::default();
    let theme = draft.theme("A1", "One", None);
    let other = draft.theme("A2", "Two", None);
    let read = draft.case("1 read", &[]);
    draft.document("a", read, Progress::Coded);
    draft.document("b", read, Progress::Reviewed);
    let half = draft.case("2 half read", &[]);
    draft.document("c", half, Progress::Coded);
    draft.document("d", half, Progress::Coding);
    draft.case("3 without documents", &[]);
    let absent = draft.case("4 absent", &[]);
    draft.judge(theme, absent, Judgement::Absent, "");
    let without = draft.case("5 not applicable", &[]);
    draft.judge(theme, without, Judgement::NotApplicable, "");
    let context = draft.case("6 context", &[]);
    let document = draft.document("e", context, Progress::NotRead);
    draft.code("mk", theme, document, (0, 3), CONTEXT);
    let stated = draft.case("7 absent, with the passage that says so", &[]);
    let document = draft.document("f", stated, Progress::NotRead);
    draft.code("mk", theme, document, (0, 3), CONTEXT);
    draft.judge(theme, stated, Judgement::Absent, "");
    let contradicted = draft.case("8 absent, but coded", &[]);
    let document = draft.document("g", contradicted, Progress::NotRead);
    draft.code("mk", theme, document, (0, 3), CONCERN);
    draft.judge(theme, contradicted, Judgement::Absent, "");
    let project = draft.project();
    let m = matrix(&project, "theme", "case", CellKind::Presence);
    let states: Vec<CellState> = m.row(0).iter().map(|c| c.state).collect();
    let first = [NotMentioned, NotYetRead, NotYetRead, StatedAbsent];
    assert_eq!(states, [&first[..], &[NotApplicable, PresentContext, StatedAbsent, PresentConcern]].concat());
    assert!(m.cell(0, 7).expect("there").is_contradicted());
    assert!(!m.cell(0, 6).expect("there").is_contradicted());
    let total = m.row_totals()[0];
    assert_eq!((total.relevant, total.counted), (8, 6), "the half read case and the one without documents are not in N");
    assert_eq!((total.stated_absent, total.not_applicable), (3, 1));
    let unsaid = m.rows().iter().position(|h| h.of == HeaderOf::Theme(other)).expect("there");
    assert_eq!(m.row_totals()[unsaid].counted, 1, "only the read case counts for a theme that nobody coded");
    assert!(CellState::ALL.iter().all(|s| s.to_string().to_lowercase() != "no"));
}

#[test]
fn attributes_have_a_place_for_cases_without_and_analysts_count_across_devices() {
    let mut draft = Draft::default();
    draft.analyst("mk", "Mary Kent");
    draft.analyst("mk-2", "Mary Kent");
    draft.analyst("rp", "Ruth Parr");
    let theme = draft.theme("A1", "One", None);
    for (name, age) in [("Child A", "Under 3 months"), ("Child B", "3 to 6 months"), ("Child C", " ")] {
        let case = draft.case(name, &[("Age band", age)]);
        let document = draft.document(name, case, Progress::Coded);
        draft.code("mk", theme, document, (0, 3), CONCERN);
        draft.code("mk-2", theme, document, (0, 3), CONCERN);
    }
    let project = draft.project();
    let m = matrix(&project, "attribute:age band", "theme", CellKind::Cases);
    let names: Vec<&str> = m.rows().iter().map(|h| h.name.as_str()).collect();
    assert_eq!(names, ["Under 3 months", "3 to 6 months", "Not recorded"]);
    assert!(m.row_totals().iter().all(|t| t.counted == 1 && t.all.cases == 1));
    let m = matrix(&project, "analyst", "theme", CellKind::Codings);
    let counts: Vec<(&str, u32, u32)> =
        m.rows().iter().zip(m.row_totals()).map(|(h, t)| (h.name.as_str(), t.all.codings, t.all.cases)).collect();
    assert_eq!(counts, [("Mary Kent", 6, 3), ("Ruth Parr", 0, 0)]);
    let request = MatrixRequest::new(Axis::Attribute("Agee".to_owned()), Axis::Theme, CellKind::Cases).expect("goes together");
    let error = Matrix::of(&project, &request, &|_, _| None).expect_err("no such attribute");
    assert_eq!(error.to_string(), "no case has an attribute called “Agee”; there are Age band");
}

#[test]
fn words_under_overlapping_codings_count_once_and_quotes_are_cited() {
    let mut draft = Draft::default();
    let theme = draft.theme("A1", "One", None);
    let case = draft.case("Child B", &[]);
    let lcspr = draft.document("Child B LCSPR", case, Progress::Coded);
    let review = draft.document("Rapid review", case, Progress::Coded);
    draft.code("mk", theme, lcspr, (0, 13), CONCERN);
    draft.code("rp", theme, lcspr, (4, 18), CONCERN);
    draft.code("rp", theme, lcspr, (14, 18), GOOD);
    draft.code("rp", theme, review, (0, 3), CONTEXT);
    let project = draft.project();
    let words = matrix(&project, "theme", "case", CellKind::Words);
    let cell = words.cell(0, 0).expect("there");
    assert_eq!((cell.concern.words, cell.good_practice.words, cell.context.words, cell.all.words), (4, 1, 1, 5));
    assert_eq!(words.row_totals()[0].all.words, 5);
    let quotes = matrix(&project, "case", "theme", CellKind::Quotes);
    let cited: Vec<(&str, &str)> = quotes.quotes(0, 0).iter().map(|q| (q.words.as_str(), q.citation.as_str())).collect();
    let lcspr = "Child B LCSPR, 4.12, p. 23";
    let expected =
        [("one two three", lcspr), ("two three four", lcspr), ("four", lcspr), ("one", "Child B, Rapid review, 4.12, p. 23")];
    assert_eq!(cited, expected);
    let unread = Matrix::of(&project, words.request(), &|_, _| None).expect("computes");
    assert_eq!(unread.missing_texts(), ["Child B LCSPR", "Child B, Rapid review"]);
}

#[test]
fn summaries_stand_at_their_theme_and_gather_in_their_group() {
    let mut draft = Draft::default();
    let group = draft.theme("A", "Group", None);
    let theme = draft.theme("A1", "One", Some(group));
    let case = draft.case("Child A", &[]);
    draft.judge(theme, case, Judgement::None, " The baby was not seen. ");
    let project = draft.project();
    let m = matrix(&project, "theme", "case", CellKind::Summary);
    assert_eq!((m.summary(0, 0), m.summary(1, 0)), ("", "The baby was not seen."));
    let m = matrix(&project, "case", "theme-group", CellKind::Summary);
    assert_eq!(m.summary(0, 0), "A1 One: The baby was not seen.");
}

#[test]
fn what_cannot_be_asked_is_refused_in_a_sentence() {
    let ask = |r: Axis, c: Axis, k| MatrixRequest::new(r, c, k).expect_err("refused");
    assert_eq!(ask(Axis::Theme, Axis::ThemeGroup, CellKind::Cases), MatrixError::ThemesTwice);
    assert_eq!(ask(Axis::Case, Axis::Document, CellKind::Cases), MatrixError::CasesTwice);
    assert_eq!(ask(Axis::Analyst, Axis::Analyst, CellKind::Cases), MatrixError::Same);
    assert_eq!(ask(Axis::Theme, Axis::Analyst, CellKind::Summary), MatrixError::SummaryNeedsThemeAndCase);
    assert!("themes".parse::<Axis>().is_err() && "attribute: ".parse::<Axis>().is_err() && "count".parse::<CellKind>().is_err());
    for axis in ["case", "document", "theme", "theme-group", "analyst", "attribute:Age"] {
        assert_eq!(axis.parse::<Axis>().expect("an axis").name(), axis);
    }
}

/// A random project: who belongs to what, what is hidden, who coded what.
#[derive(Clone, Debug)]
struct Plan {
    cases: Vec<(u8, bool)>,
    documents: Vec<(usize, u8, bool)>,
    themes: Vec<(Option<usize>, bool)>,
    codings: Vec<(usize, usize, u8, u8, u32, u32, bool)>,
    judgements: Vec<(usize, usize, bool)>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let rare = || prop::bool::weighted(0.15);
    (
        prop::collection::vec((0..4_u8, rare()), 1..6),
        prop::collection::vec((0..6_usize, 0..4_u8, rare()), 0..9),
        prop::collection::vec((prop::option::weighted(0.7, 0..6_usize), rare()), 1..7),
        prop::collection::vec((0..7_usize, 0..9_usize, 0..3_u8, 0..3_u8, 0..60_u32, 1..40_u32, rare()), 0..40),
        prop::collection::vec((0..7_usize, 0..6_usize, any::<bool>()), 0..6),
    )
        .prop_map(|(cases, documents, themes, codings, judgements)| Plan { cases, documents, themes, codings, judgements })
}

fn build(plan: &Plan) -> Project {
    let mut draft = Draft::default();
    draft.analyst("mk", "Mary Kent");
    draft.analyst("mk-2", "Mary Kent");
    let ages = [None, Some("Under 3 months"), Some("3 to 6 months"), Some(" ")];
    let attributes =
        |age: u8| ages[age as usize].map(|a| ("Age", a)).into_iter().chain([("Sex", "not known")]).collect::<Vec<_>>();
    let cases: Vec<Id<Case>> =
        (0..).zip(&plan.cases).map(|(i, c): (usize, _)| draft.case(&format!("Child {i}"), &attributes(c.0))).collect();
    let mut documents = Vec::new();
    for (i, (case, progress, _)) in plan.documents.iter().enumerate() {
        documents.push(draft.document(&format!("Review {i}"), cases[case % cases.len()], Progress::ALL[*progress as usize]));
    }
    let mut themes: Vec<Id<Theme>> = Vec::new();
    for (i, (parent, _)) in plan.themes.iter().enumerate() {
        let parent = parent.filter(|_| i > 0).map(|p| themes[p % i]);
        themes.push(draft.theme(&format!("T{i}"), &format!("Theme {i}"), parent));
    }
    for (theme, document, by, polarity, start, len, hidden) in plan.codings.iter().filter(|_| !documents.is_empty()) {
        let (theme, document) = (themes[theme % themes.len()], documents[document % documents.len()]);
        let writer = ["mk", "mk-2", "rp"][*by as usize];
        let id = draft.code(writer, theme, document, (*start, start + len), Polarity::ALL[*polarity as usize]);
        if *hidden {
            draft.step("mk", Change::Coding(Edit::Retire(id)));
        }
    }
    for (theme, case, absent) in &plan.judgements {
        let judgement = if *absent { Judgement::Absent } else { Judgement::NotApplicable };
        draft.judge(themes[theme % themes.len()], cases[case % cases.len()], judgement, "");
    }
    for (id, _) in cases.iter().zip(&plan.cases).filter(|(_, c)| c.1) {
        draft.step("mk", Change::Case(Edit::Retire(*id)));
    }
    for (id, _) in documents.iter().zip(&plan.documents).filter(|(_, d)| d.2) {
        draft.step("mk", Change::Document(Edit::Retire(*id)));
    }
    for (id, _) in themes.iter().zip(&plan.themes).filter(|(_, t)| t.1) {
        draft.step("mk", Change::Theme(Edit::Retire(*id)));
    }
    draft.project()
}

/// The slow, obvious version: whether a coding falls under a header.
fn falls_under(project: &Project, coding: &Coding, of: &HeaderOf) -> bool {
    let document = project.documents().get(coding.document).expect("live");
    let case = project.cases().get(document.case).expect("live");
    match of {
        HeaderOf::All => true,
        HeaderOf::Case(id) => case.id == *id,
        HeaderOf::Document(id) => document.id == *id,
        HeaderOf::Theme(id) => lies_under(project, coding.theme, *id),
        HeaderOf::Analyst(name) => project.analyst(project.coder(coding.id).expect("someone's")).name == *name,
        HeaderOf::Attribute(value) => age_of(case) == *value,
        HeaderOf::Agency(_) | HeaderOf::AgencyPair(..) => unreachable!("no theme names an agency"),
    }
}

fn age_of(case: &Case) -> Option<String> {
    case.attributes.get("Age").map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
}

/// Up the tree as people see it: a theme under a hidden one stands at the top.
fn lies_under(project: &Project, theme: Id<Theme>, above: Id<Theme>) -> bool {
    let parent = project.themes().get(theme).and_then(|t| t.parent).filter(|p| project.themes().get(*p).is_some());
    theme == above || parent.is_some_and(|p| lies_under(project, p, above))
}

/// Codings and cases of each polarity and in all, relevant, counted.
type Counts = (Vec<[usize; 2]>, usize, usize);

/// The slow, obvious version of a cell without words and state.
fn slow_cell(project: &Project, row: &HeaderOf, column: &HeaderOf) -> Counts {
    let case_of = |c: &Coding| project.documents().get(c.document).expect("live").case;
    let live: Vec<&Coding> = project.live_codings().filter(|c| project.cases().get(case_of(c)).is_some()).collect();
    let hits = || live.iter().filter(|c| falls_under(project, c, row) && falls_under(project, c, column));
    let mut counts = Vec::new();
    for polarity in [Some(CONCERN), Some(GOOD), Some(CONTEXT), None] {
        let of: Vec<_> = hits().filter(|c| polarity.is_none_or(|p| p == c.polarity)).collect();
        counts.push([of.len(), of.iter().map(|c| case_of(c)).collect::<BTreeSet<_>>().len()]);
    }
    let theme = [row, column].into_iter().find_map(|h| if let HeaderOf::Theme(id) = h { Some(*id) } else { None });
    let document = [row, column].into_iter().find_map(|h| if let HeaderOf::Document(id) = h { Some(*id) } else { None });
    let belongs = |case: &Case, of: &HeaderOf| match of {
        HeaderOf::Case(id) => case.id == *id,
        HeaderOf::Document(id) => project.documents().get(*id).expect("live").case == case.id,
        HeaderOf::Attribute(value) => age_of(case) == *value,
        HeaderOf::All | HeaderOf::Theme(_) | HeaderOf::Analyst(_) | HeaderOf::Agency(_) | HeaderOf::AgencyPair(..) => true,
    };
    let relevant: Vec<&Case> = project.cases().iter().filter(|c| belongs(c, row) && belongs(c, column)).collect();
    let counts_in = |case: &&&Case| {
        let documents: Vec<&Document> = project.documents_of(case.id).filter(|d| document.is_none_or(|id| id == d.id)).collect();
        let read = !documents.is_empty() && documents.iter().all(|d| d.progress.is_read());
        let of_theme = |c: &Coding| theme.is_none_or(|t| lies_under(project, c.theme, t));
        let coded = live.iter().any(|c| of_theme(c) && documents.iter().any(|d| d.id == c.document));
        let is_judged = |c: &deepdive::model::Cell| {
            c.case == case.id && project.themes().get(c.theme).is_some() && theme.is_none_or(|t| c.theme == t)
        };
        let judged = document.is_none() && project.cells().iter().any(|c| is_judged(c) && c.judgement != Judgement::None);
        read || coded || judged
    };
    let counted = relevant.iter().filter(counts_in).count();
    (counts, relevant.len(), counted)
}

fn fast_cell(cell: &MatrixCell) -> Counts {
    let tallies = [cell.concern, cell.good_practice, cell.context, cell.all];
    let counts = tallies.iter().map(|t| [t.codings as usize, t.cases as usize]).collect();
    (counts, cell.relevant as usize, cell.counted as usize)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn counts_equal_the_slow_version_and_every_count_can_be_traced(plan in plan()) {
        let project = build(&plan);
        let axes = ["case", "document", "theme", "theme-group", "analyst", "attribute:Age"];
        for (a, b) in axes.iter().flat_map(|a| axes.iter().map(move |b| (*a, *b))) {
            let (a, b): (Axis, Axis) = (a.parse().expect("an axis"), b.parse().expect("an axis"));
            let Ok(request) = MatrixRequest::new(a, b, CellKind::Codings) else { continue };
            let Ok(m) = Matrix::of(&project, &request, &|_, _| None) else { continue };
            for (r, row) in m.rows().iter().enumerate() {
                prop_assert_eq!(fast_cell(&m.row_totals()[r]), slow_cell(&project, &row.of, &HeaderOf::All), "total of {:?}", row);
                prop_assert_eq!(m.trace_row(&project, r).expect("there").len(), m.row_totals()[r].all.codings as usize);
                for (c, column) in m.columns().iter().enumerate() {
                    let cell = m.cell(r, c).expect("there");
                    prop_assert_eq!(fast_cell(cell), slow_cell(&project, &row.of, &column.of), "{:?} × {:?}", row, column);
                    let trace = m.trace(&project, r, c).expect("there");
                    prop_assert_eq!(trace.len(), cell.all.codings as usize);
                    for polarity in Polarity::ALL {
                        let traced = trace.iter().filter(|id| project.codings().get(**id).is_some_and(|c| c.polarity == polarity));
                        prop_assert_eq!(traced.count(), cell.of(polarity).codings as usize);
                    }
                }
            }
        }
    }

    #[test]
    fn turning_a_matrix_gives_the_same_cells(plan in plan()) {
        let project = build(&plan);
        for (a, b) in [("theme", "case"), ("theme", "document"), ("theme-group", "analyst"), ("analyst", "case")] {
            let (there, back) = (matrix(&project, a, b, CellKind::Words), matrix(&project, b, a, CellKind::Words));
            prop_assert_eq!(there.rows(), back.columns());
            prop_assert_eq!(there.row_totals(), back.column_totals());
            prop_assert_eq!(there.overall(), back.overall());
            for r in 0..there.rows().len() {
                for c in 0..there.columns().len() {
                    prop_assert_eq!(there.cell(r, c), back.cell(c, r));
                }
            }
        }
    }

    #[test]
    fn words_are_there_when_codings_are_and_never_more_than_apart(plan in plan()) {
        let project = build(&plan);
        let source = text(&words());
        let m = matrix(&project, "theme", "case", CellKind::Words);
        for r in 0..m.rows().len() {
            for c in 0..m.columns().len() {
                let trace = m.trace(&project, r, c).expect("there");
                let apart = trace.iter().filter_map(|id| project.codings().get(*id)).map(|c| words_in(source.quote(c.range)));
                let (longest, sum) = apart.fold((0, 0), |(longest, sum), n| (n.max(longest), sum + n));
                let words = m.cell(r, c).expect("there").all.words as usize;
                prop_assert!(longest <= words && words <= sum, "{} ≤ {} ≤ {}", longest, words, sum);
            }
        }
    }
}
