//! Promises of what views ask of a matrix: scope, filters, orders, groups, and what is said when something is left out.

#![expect(clippy::unwrap_used, reason = "a test stops where something is not as promised")]

use deepdive::analyse::{
    Axis, BAND_SETS, Bands, CellKind, CellState, Filter, Header, HeaderOf, Matrix, MatrixError, MatrixRequest, NAI_AGES,
    Nearness, Passages, SortBy, case_progress, progress_of_cases,
};
use deepdive::model::{
    Case, Cell, Change, Coding, Document, DocumentKind, Edit, Id, Judgement, Polarity, Progress, Project, SourceHash, Step,
    Theme, WriterId,
};
use deepdive::text::{QuoteHash, TextRange};
use std::collections::{BTreeMap, BTreeSet};

/// A project that grows record by record.
#[derive(Default)]
struct Draft(Project);

impl Draft {
    fn step(&mut self, change: Change) {
        let clock = self.0.steps().len() as u64 + 1;
        let (writer, at) = (WriterId::new("mk").unwrap(), jiff::Timestamp::UNIX_EPOCH);
        self.0.apply(Step { clock, writer, seq: clock, at, label: String::new(), undoes: None, changes: vec![change] });
    }

    fn theme(&mut self, name: &str, parent: Option<Id<Theme>>, agencies: &[&str]) -> Id<Theme> {
        let (place, agencies) = (self.0.steps().len() as i64, agencies.iter().map(|a| (*a).to_owned()).collect());
        let theme = Theme { place, agencies, ..Theme::new(name, parent) };
        let id = theme.id;
        self.step(Change::Theme(Edit::Add(Box::new(theme))));
        id
    }

    /// A case with one document.
    fn case(&mut self, name: &str, attributes: &[(&str, &str)], progress: Progress) -> (Id<Case>, Id<Document>) {
        let attributes = attributes.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        let case = Case { attributes, ..Case::new(name) };
        let document = Document {
            id: Id::fresh(),
            source: SourceHash::of(name.as_bytes()),
            file_name: String::new(),
            bytes: 1,
            text_version: 1,
            pages: 1,
            words: 1,
            title: format!("{name} LCSPR"),
            kind: DocumentKind::Lcspr,
            case: case.id,
            dated: None,
            confirmed: true,
            progress,
            particulars: BTreeMap::new(),
        };
        let ids = (case.id, document.id);
        self.step(Change::Case(Edit::Add(Box::new(case))));
        self.step(Change::Document(Edit::Add(Box::new(document))));
        ids
    }

    fn code(&mut self, theme: Id<Theme>, document: Id<Document>, start: u32, polarity: Polarity) {
        let coding = Coding {
            id: Id::fresh(),
            theme,
            document,
            range: range(start),
            quote: QuoteHash::of(""),
            text_version: 1,
            polarity,
            query: None,
            suggested: false,
        };
        self.step(Change::Coding(Edit::Add(Box::new(coding))));
    }
}

fn range(start: u32) -> TextRange {
    TextRange::new(start, start + 10).unwrap()
}

fn request(rows: &str, columns: &str) -> MatrixRequest {
    MatrixRequest::new(rows.parse().unwrap(), columns.parse().unwrap(), CellKind::Cases).unwrap()
}

fn matrix(draft: &Draft, request: &MatrixRequest) -> Matrix {
    Matrix::of(&draft.0, request, &|_, _| None).unwrap()
}

fn names(headers: &[Header]) -> Vec<&str> {
    headers.iter().map(|h| h.name.as_str()).collect()
}

const CONCERN: Polarity = Polarity::Concern;
const GOOD: Polarity = Polarity::GoodPractice;

#[test]
fn a_filter_on_codings_leaves_n_and_one_on_cases_does_not() {
    let mut draft = Draft::default();
    let theme = draft.theme("One", None, &[]);
    let (_, a) = draft.case("Child A", &[("Sex", "Female")], Progress::Coded);
    let (_, b) = draft.case("Child B", &[("Sex", "Male")], Progress::Coding);
    draft.case("Child C", &[], Progress::Coded);
    draft.case("Child D", &[("Sex", "Male")], Progress::NotRead);
    draft.code(theme, a, 0, CONCERN);
    draft.code(theme, b, 0, GOOD);
    let concern = Filter { polarities: BTreeSet::from([CONCERN]), ..Filter::default() };
    let m = matrix(&draft, &request("theme", "case").filtered(concern.clone()));
    let states: Vec<CellState> = m.row(0).iter().map(|c| c.state).collect();
    let expected = [CellState::PresentConcern, CellState::OtherwiseCoded, CellState::NotMentioned, CellState::NotYetRead];
    assert_eq!(states, expected, "a case coded otherwise is not one in which nothing was mentioned");
    let total = m.row_totals()[0];
    assert_eq!((total.all.cases, total.counted, total.relevant, total.otherwise), (1, 3, 4, 1));
    let male = Filter { attributes: BTreeMap::from([("sex".into(), BTreeSet::from([Some("male".into())]))]), ..concern };
    assert_eq!(male.count(), 2);
    let total = matrix(&draft, &request("theme", "case").filtered(male)).row_totals()[0];
    assert_eq!((total.all.cases, total.counted, total.relevant), (0, 1, 2));
    let passages: Passages = [(a, 1, range(5)), (a, 1, range(12)), (b, 2, range(0))].into_iter().collect();
    assert_eq!(passages.len(), 2, "passages that overlap are one");
    let found = Filter { query: Some(passages), ..Filter::default() };
    let total = matrix(&draft, &request("theme", "case").filtered(found)).row_totals()[0];
    assert_eq!((total.all.cases, total.counted), (1, 3), "the other text of a document is not the one searched");
}

#[test]
fn a_frozen_codebook_takes_later_codings_up_and_tells_what_it_cannot_take() {
    let mut draft = Draft::default();
    let group = draft.theme("Group", None, &[]);
    let old = draft.theme("Old", Some(group), &[]);
    let frozen = draft.0.themes().iter().cloned().collect();
    let (inside, beside) = (draft.theme("New inside", Some(old), &[]), draft.theme("New beside", None, &[]));
    let (case, document) = draft.case("Child A", &[], Progress::Coded);
    draft.code(inside, document, 0, CONCERN);
    draft.code(beside, document, 0, CONCERN);
    draft.step(Change::Theme(Edit::Retire(group)));
    let m = matrix(&draft, &request("theme", "case").with_codebook(frozen).within(BTreeSet::from([case])));
    assert_eq!(names(m.rows()), ["Group", "Old"]);
    assert_eq!(m.rows()[1].parent, Some(0));
    assert_eq!((m.row_totals()[0].all.codings, m.row_totals()[1].all.codings, m.left_out()), (1, 1, 1));
    assert_eq!(m.trace(&draft.0, 0, 0).unwrap().len(), 1, "a theme retired since is still in the codebook");
    let none = matrix(&draft, &request("theme", "case").within(BTreeSet::new()));
    assert_eq!((none.columns().len(), none.overall().relevant), (0, 0));
}

#[test]
fn agencies_periods_and_bands_are_sides() {
    let mut draft = Draft::default();
    let group = draft.theme("Sharing", None, &["Police"]);
    let pair = draft.theme("Midwifery to health visiting", Some(group), &["Midwifery", "Health visiting"]);
    let plain = draft.theme("Other", Some(group), &[]);
    let ages = [("7 weeks", "March 2022"), ("5 months", "1 April 2022"), ("unborn", "early 2021")];
    for (i, (age, incident)) in ages.into_iter().enumerate() {
        let attributes = [("Age", age), (Case::INCIDENT, incident)];
        let (_, document) = draft.case(&format!("Child {i}"), &attributes, Progress::Coded);
        draft.code(if i == 0 { plain } else { pair }, document, 0, CONCERN);
    }
    draft.case("Child 9", &[], Progress::Coded);
    let m = matrix(&draft, &request("agency", "period:financial-year"));
    assert_eq!(names(m.rows()), ["Health visiting", "Midwifery", "Police"]);
    let years = ["April 2021 to March 2022", "April 2022 to March 2023", "Not understood", "Not recorded"];
    assert_eq!(names(m.columns()), years);
    assert_eq!(m.row(2).iter().map(|c| c.all.cases).collect::<Vec<_>>(), [1, 0, 0, 0], "an agency of the theme above");
    let m = matrix(&draft, &request("agency-pair", "bands:Age:4 weeks,3 months,6 months,12 months"));
    assert_eq!(names(m.rows()), ["Health visiting and Midwifery"]);
    assert_eq!(m.columns().len(), 7, "unborn, five bands, not recorded");
    assert_eq!(m.row(0).iter().map(|c| c.all.cases).collect::<Vec<_>>(), [1, 0, 0, 1, 0, 0, 0]);
    assert_eq!(m.column_totals().iter().map(|c| c.relevant).collect::<Vec<_>>(), [1, 0, 1, 1, 0, 0, 1]);
    assert!(BAND_SETS.iter().all(|set| Bands::of_set("Age", *set).is_some_and(|b| b.name().parse::<Axis>().is_ok())));
    assert!(matches!("bands:Age:soon".parse::<Axis>(), Err(MatrixError::Bands(_))));
    assert!(matches!("period:week".parse::<Axis>(), Err(MatrixError::UnknownPeriod(_))));
}

#[test]
fn orders_keep_themes_under_their_groups_and_cases_in_theirs() {
    let mut draft = Draft::default();
    let one = draft.theme("Zebra", None, &[]);
    let (low, high) = (draft.theme("Low", Some(one), &[]), draft.theme("High", Some(one), &[]));
    let two = draft.theme("Apple", None, &[]);
    let mut documents = Vec::new();
    for (name, age, sex) in [("Child A", "5 months", "b"), ("Child B", "2 weeks", "a"), ("Child C", "", "a")] {
        documents.push(draft.case(name, &[("Age", age), ("Sex", sex)], Progress::Coded).1);
    }
    draft.code(low, documents[0], 0, CONCERN);
    for document in &documents[..2] {
        draft.code(high, *document, 0, CONCERN);
        draft.code(two, *document, 0, CONCERN);
    }
    draft.code(two, documents[2], 0, CONCERN);
    let bands = Axis::Bands(Bands::of_set("Age", NAI_AGES).unwrap());
    let m = matrix(&draft, &request("theme", "case").grouped_by(bands));
    let order = |by: &str| {
        let order = m.row_order(&draft.0, &by.parse().unwrap()).unwrap();
        order.into_iter().map(|i| m.rows()[i].name.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(order("codebook"), ["Zebra", "Low", "High", "Apple"]);
    assert_eq!(order("name"), ["Apple", "Zebra", "High", "Low"]);
    assert_eq!(order("count"), ["Apple", "Zebra", "High", "Low"]);
    assert_eq!(names(m.columns()), ["Child B", "Child A", "Child C"]);
    let groups: Vec<&str> = m.columns().iter().map(|h| h.group.as_str()).collect();
    assert_eq!(groups, ["Under 4 weeks", "3 months to under 6 months", "Not recorded"]);
    assert_eq!(m.cell(2, 0).unwrap().all.codings, 1, "cells go with their headers");
    assert_eq!(m.column_order(&draft.0, &SortBy::Count).unwrap(), [0, 1, 2], "groups stay where they are");
    let plain = matrix(&draft, &request("theme", "case"));
    assert_eq!(plain.column_order(&draft.0, &SortBy::Attribute("sex".into())).unwrap(), [1, 2, 0]);
    assert!(plain.column_order(&draft.0, &SortBy::Attribute("Height".into())).is_err() && "size".parse::<SortBy>().is_err());
    let turned = plain.clone().transposed();
    let asked = matrix(&draft, &request("case", "theme"));
    assert_eq!((turned.request(), turned.rows(), turned.columns()), (asked.request(), asked.rows(), asked.columns()));
    for r in 0..3 {
        assert_eq!(turned.row(r), asked.row(r));
        assert_eq!(turned.trace(&draft.0, r, 2), plain.trace(&draft.0, 2, r));
    }
}

#[test]
fn two_themes_meet_as_near_as_is_asked() {
    let mut draft = Draft::default();
    let (one, two) = (draft.theme("One", None, &[]), draft.theme("Two", None, &[]));
    let (case, document) = draft.case("Child A", &[], Progress::Coded);
    let (_, half) = draft.case("Child B", &[], Progress::Coding);
    draft.code(one, document, 0, CONCERN);
    draft.code(one, document, 100, GOOD);
    draft.code(two, document, 5, CONCERN);
    draft.code(one, half, 0, CONCERN);
    draft.step(Change::Cell(Edit::Add(Box::new(Cell { judgement: Judgement::None, ..Cell::new(two, case) }))));
    let near = |near| MatrixRequest::meeting(Axis::Theme, Axis::Theme, CellKind::Cases, near).unwrap();
    let m = matrix(&draft, &near(Nearness::Overlapping));
    let cell = m.cell(0, 1).unwrap();
    assert_eq!((cell.all.cases, cell.all.codings, cell.pairs, cell.counted, cell.relevant), (1, 2, 1, 1, 2));
    assert_eq!(m.cell(1, 0), m.cell(0, 1));
    assert_eq!((m.cell(0, 0).unwrap().all, m.cell(0, 0).unwrap().pairs), (m.row_totals()[0].all, 0));
    let cell = *matrix(&draft, &near("case".parse().unwrap())).cell(0, 1).unwrap();
    assert_eq!((cell.all.cases, cell.all.codings, cell.pairs), (1, 3, 2));
    let unread = matrix(&draft, &near(Nearness::Within(3)));
    assert_eq!(unread.missing_texts(), ["Child A LCSPR", "Child B LCSPR"]);
    assert_eq!(unread.cell(0, 1).unwrap().all.codings, 2, "what shares words is near without its text as well");
    assert_eq!(near(Nearness::Within(3)).title(), "Themes by theme within 3 paragraphs");
    assert!(matches!(
        MatrixRequest::meeting(Axis::Theme, Axis::Case, CellKind::Cases, Nearness::SameCase),
        Err(MatrixError::NearNeedsThemes)
    ));
    assert!("nearby".parse::<Nearness>().is_err());
}

#[test]
fn a_case_is_as_far_as_its_least_far_document() {
    let mut draft = Draft::default();
    let (case, first) = draft.case("Child A", &[], Progress::Reviewed);
    let again = Document { id: Id::fresh(), progress: Progress::Coding, ..draft.0.documents().get(first).unwrap().clone() };
    draft.step(Change::Document(Edit::Add(Box::new(again))));
    let progress = case_progress(&draft.0, case);
    assert_eq!((progress.documents(), progress.lowest(), progress.is_read()), (2, Some(Progress::Coding), false));
    assert_eq!(progress_of_cases(&draft.0)[&case], progress);
    assert!(matrix(&draft, &request("document", "analyst")).rows().iter().all(|h| matches!(h.of, HeaderOf::Document(_))));
}
