//! Promises of the framework: it counts what the matrix counts, numbers follow reading order, and no link is lost by
//! writing.

#![expect(clippy::expect_used, clippy::indexing_slicing, reason = "a test stops where something is not as promised")]

mod support;

use deepdive::analyse::{CellKind, HeaderOf, Matrix, MatrixRequest};
use deepdive::app::framework::{
    Arrangement, Framework, GroupBy, NOT_RECORDED, Quoted, SortBy, compose, draft, insert_mark, lines, linked, parse, typed,
    unlinked,
};
use deepdive::app::gesture::{Gesture, StudyGesture};
use deepdive::model::{
    Case, CaseField, Coding, DeepDive, DeepDiveField, Id, Polarity, Project, SeenCoding, SummaryLink, Theme, ThemeField,
    ThemeTree, Written,
};
use deepdive::text::{Citation, QuoteHash};
use proptest::prelude::*;
use std::collections::BTreeSet;
use support::acts::{Act, KINDS, gesture};
use support::replica::Replica;

fn replica(acts: &[Act]) -> Replica {
    let mut replica = Replica::begin("one");
    for act in acts {
        if let Some(gesture) = gesture(&replica.project, *act) {
            drop(replica.perform(&gesture));
        }
    }
    replica
}

fn framework(project: &Project, wanted: &Arrangement) -> Framework {
    Framework::of(project, &ThemeTree::of(project), wanted)
}

/// Every theme as a column.
fn whole(project: &Project, round: Option<Id<DeepDive>>) -> Framework {
    let themes = Some(project.themes().iter().map(|t| t.id).collect());
    framework(project, &Arrangement { round, themes, ..Arrangement::default() })
}

fn agrees(project: &Project, round: Option<Id<DeepDive>>) {
    let framework = whole(project, round);
    let rows: BTreeSet<Id<Case>> = framework.rows.iter().map(|row| row.case).collect();
    let round = round.and_then(|id| project.deep_dives().get(id));
    assert_eq!(
        rows,
        match round {
            Some(round) => round.cases_in().filter(|id| project.cases().get(*id).is_some()).collect(),
            None => project.cases().iter().map(|c| c.id).collect(),
        }
    );
    let axis = |name: &str| name.parse().expect("an axis");
    let mut request = MatrixRequest::new(axis("theme"), axis("case"), CellKind::Presence).expect("goes together");
    if let Some(version) = round.and_then(|r| r.codebook).and_then(|id| project.codebook_versions().get(id)) {
        request = request.with_codebook(version.themes.clone().into());
    }
    let matrix = Matrix::of(project, &request, &|_, _| None).expect("is made");
    for (number, column) in framework.columns.iter().enumerate() {
        let row = matrix.rows().iter().position(|h| h.of == HeaderOf::Theme(column.theme)).expect("the matrix has it too");
        assert_eq!((&matrix.rows()[row].name, &matrix.rows()[row].code), (&column.name, &column.code));
        let (mut cases, mut counted) = (0, 0);
        for (place, of) in framework.rows.iter().enumerate() {
            let across = matrix.columns().iter().position(|h| h.of == HeaderOf::Case(of.case)).expect("there");
            let (mine, theirs) = (framework.cell(place, number).expect("there"), matrix.cell(row, across).expect("there"));
            assert_eq!(mine.state, theirs.state);
            assert_eq!(mine.codings, matrix.trace(project, row, across).expect("is there"), "in reading order");
            (cases, counted) = (cases + theirs.all.cases, counted + theirs.counted);
        }
        assert_eq!((column.cases, column.counted), (cases, counted), "{}", column.words());
        assert_eq!(column.of_counted(), format!("{cases} of {counted}"));
    }
    let grouped: Vec<usize> = framework.groups.iter().flat_map(|g| g.rows.clone()).collect();
    assert_eq!(grouped, (0..framework.rows.len()).collect::<Vec<_>>(), "every case is in one group");
}

fn ids(count: usize) -> Vec<Id<Coding>> {
    (0..count).map(|_| Id::fresh()).collect()
}

fn seen_of(coding: Id<Coding>) -> SeenCoding {
    SeenCoding { coding, quote: QuoteHash::of("words"), polarity: Polarity::Concern }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn it_counts_what_the_matrix_counts(acts in prop::collection::vec((0..KINDS, any::<u8>(), any::<u8>()), 0..160)) {
        let replica = replica(&acts);
        agrees(&replica.project, None);
        for round in replica.project.deep_dives().iter() {
            agrees(&replica.project, Some(round.id));
        }
    }
}

fn a_line() -> impl Strategy<Value = String> {
    "[a-z“’éß\\[\\]0-9 ]{0,24}[a-z.]".prop_map(|text| text.trim().to_owned()).prop_filter("some words", |text| !text.is_empty())
}

fn summaries() -> impl Strategy<Value = (Vec<String>, Vec<(usize, usize)>)> {
    (prop::collection::vec(a_line(), 1..6), prop::collection::vec((0..6_usize, 0..7_usize), 0..9))
}

proptest! {
    #[test]
    fn what_was_typed_is_what_is_stored((texts, links) in summaries()) {
        let codings = ids(7);
        let mut links: Vec<SummaryLink> = links.into_iter().filter(|(line, _)| *line < texts.len())
            .map(|(line, n)| SummaryLink { line: u32::try_from(line).expect("few"), coding: codings[n] }).collect();
        links.sort();
        links.dedup();
        let written = Written { text: texts.join("\n"), links: links.clone(), ..Written::default() };
        let (text, again) = parse(&compose(&written, &codings), &codings);
        prop_assert_eq!(&text, &written.text);
        prop_assert_eq!(again, links);
        for (line, text) in lines(&written, &codings).iter().zip(&texts) {
            prop_assert_eq!(&line.text, text);
            prop_assert!(line.passages.is_sorted() && line.passages.iter().all(|n| (1..=7).contains(n)));
        }
    }

    #[test]
    fn anything_can_be_typed(typed in "[ a-zé\\[\\]0-9,\n]{0,60}", count in 0..4_usize) {
        let codings = ids(count);
        let (text, links) = parse(&typed, &codings);
        let lines = text.lines().count();
        prop_assert!(links.iter().all(|link| (link.line as usize) < lines && codings.contains(&link.coding)));
        prop_assert!(text.lines().all(|line| !line.is_empty() && line.trim() == line));
        let letters = |s: &str| s.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        prop_assert_eq!(letters(&text), letters(&typed), "no word is lost");
        prop_assert_eq!(parse(&text, &[]).0, text, "what is left holds no marks of passages that there are");
    }

    #[test]
    fn a_mark_goes_behind_the_line_of_the_caret((texts, _) in summaries(), caret in 0..80_usize, number in 1..8_usize) {
        let typed = texts.join("\n");
        let (marked, at) = insert_mark(&typed, caret, number);
        let line = typed.chars().take(caret).filter(|c| *c == '\n').count();
        for (place, (before, after)) in typed.lines().zip(marked.lines()).enumerate() {
            let wanted = if place == line { format!("{before} [{number}]") } else { before.to_owned() };
            prop_assert_eq!(after, wanted);
        }
        prop_assert!(at <= marked.chars().count());
        prop_assert_eq!(insert_mark(&marked, at, number).0, marked, "once is enough");
    }

    #[test]
    fn a_link_to_a_passage_that_is_gone_stays_with_its_line((texts, _) in summaries(), line in 0..6_usize, new in a_line()) {
        let mut texts = texts;
        texts.dedup();
        let (line, gone) = (line % texts.len(), Id::fresh());
        let unique = texts.iter().filter(|t| **t == texts[line]).count() == 1 && texts[line] != new;
        prop_assume!(unique);
        let codings = ids(2);
        let link = SummaryLink { line: u32::try_from(line).expect("few"), coding: gone };
        let was = Written { text: texts.join("\n"), links: vec![link], ..Written::default() };
        let now = typed(&format!("{new}\n{}", compose(&was, &codings)), &was, &codings, &[]);
        prop_assert_eq!(now.links, vec![SummaryLink { line: link.line + 1, coding: gone }]);
        prop_assert!(!now.is_draft);
    }

    #[test]
    fn a_draft_has_a_linked_line_for_every_coding(polarities in prop::collection::vec(0..3_usize, 0..9)) {
        let passages: Vec<Quoted> =
            polarities.iter().enumerate().map(|(i, p)| passage(&format!("Sentence {i}. And more."), Polarity::ALL[*p])).collect();
        let Some(written) = draft(&passages) else {
            prop_assert!(passages.is_empty());
            return Ok(());
        };
        prop_assert!(written.is_draft);
        prop_assert_eq!(written.text.lines().count(), passages.len());
        let order: Vec<Polarity> = written.links.iter().map(|link| {
            let of = passages.iter().find(|p| p.coding == link.coding).expect("one of them");
            let line = written.text.lines().nth(link.line as usize).expect("a line");
            let sentence = of.words.split_inclusive('.').next().expect("a sentence");
            assert_eq!(line, format!("“{sentence}”"));
            of.polarity
        }).collect();
        prop_assert!(order.is_sorted(), "concern first");
        prop_assert_eq!(written.seen.len(), passages.len());
    }
}

fn passage(words: &str, polarity: Polarity) -> Quoted {
    let coding = Id::fresh();
    Quoted {
        coding,
        theme: Id::fresh(),
        document: Id::fresh(),
        range: None,
        polarity,
        words: words.to_owned(),
        title: "LCSPR".to_owned(),
        citation: Citation { label: Some("4.14".to_owned()), page: Some(24) },
        by: "RP".to_owned(),
        seen: SeenCoding { coding, quote: QuoteHash::of(words), polarity },
    }
}

#[test]
fn marks_are_read_as_people_type_them() {
    let codings = ids(3);
    let link = |line, n: usize| SummaryLink { line, coding: codings[n - 1] };
    let typed = "It lay unopened. [1]\n\n  He rang [2, 3]  \n[1]\nSee paragraph [4]\nNo mark[2][1]";
    let (text, links) = parse(typed, &codings);
    assert_eq!(text, "It lay unopened.\nHe rang\nSee paragraph [4]\nNo mark");
    assert_eq!(links.iter().filter(|l| l.line == 1).count(), 3, "a mark alone belongs to the line above");
    assert_eq!(links.iter().filter(|l| l.line == 3).count(), 2);
    assert!(links.contains(&link(0, 1)) && links.iter().all(|l| l.line != 2), "there is no passage 4");
    assert_eq!(passage("x", Polarity::Concern).cited(), "LCSPR, 4.14, p. 24");
    let same = [passage("Nobody asked.", Polarity::Concern), passage("Nobody asked. Twice.", Polarity::Concern)];
    let shared = draft(&same).expect("words");
    assert_eq!((shared.text.as_str(), shared.links.len()), ("“Nobody asked.”", 2));
    assert_eq!(draft(&[passage("", Polarity::Concern)]), None);
}

#[test]
fn whoever_links_a_passage_has_seen_it() {
    let codings = ids(2);
    let was = Written { text: "One.\nTwo.".to_owned(), seen: vec![seen_of(codings[0])], ..Written::default() };
    let now = linked(&was, 1, &seen_of(codings[1]));
    assert_eq!(now.links, [SummaryLink { line: 1, coding: codings[1] }]);
    assert_eq!(now.seen.len(), 2);
    assert_eq!(linked(&now, 1, &seen_of(codings[1])), now);
    let without = unlinked(&now, 1, codings[1]);
    assert_eq!((without.links.len(), without.seen.len()), (0, 2));
}

#[test]
fn cases_are_grouped_and_sorted_and_none_is_left_out() {
    let mut replica = Replica::begin("one");
    for (name, age, band) in [
        ("Child D", "14 weeks", "3 to 6 months"),
        ("Child A", "11 weeks", "Under 3 months"),
        ("Child E", "7 weeks", "Under 3 months"),
    ] {
        replica.perform(&Gesture::AddCase(name.to_owned())).expect("added");
        let id = replica.project.cases().iter().find(|c| c.name == name).expect("there").id;
        for (key, value) in [("Age", age), ("Age band", band)] {
            replica.perform(&Gesture::SetCase(id, CaseField::Attribute(key.to_owned(), Some(value.to_owned())))).expect("set");
        }
    }
    let names = |f: &Framework| f.rows.iter().map(|r| r.name.clone()).collect::<Vec<_>>();
    let usual = framework(&replica.project, &Arrangement::default());
    let groups: Vec<&str> = usual.groups.iter().filter_map(|g| g.name.as_deref()).collect();
    assert_eq!(groups, ["Under 3 months", "3 to 6 months", NOT_RECORDED]);
    assert_eq!(names(&usual), ["Child A", "Child E", "Child D", "Child B", "Child C"]);
    assert_eq!(usual.rows[0].notes, ["11 weeks"]);
    let by_age =
        Arrangement { group_by: GroupBy::Nothing, sort_by: SortBy::Attribute("Age".to_owned()), ..Arrangement::default() };
    let by_age = framework(&replica.project, &by_age);
    assert_eq!(names(&by_age), ["Child E", "Child A", "Child D", "Child B", "Child C"]);
    assert_eq!((by_age.groups.len(), by_age.groups[0].name.as_deref()), (1, None));
    assert_eq!(by_age.rows.iter().map(|r| r.documents).sum::<usize>(), replica.project.documents().len());
}

#[test]
fn a_round_shows_its_sample_under_frozen_names() {
    let mut replica = Replica::begin("one");
    let theme = replica.project.themes().iter().find(|t| t.name == "Bruise").expect("there").id;
    let themes = replica.project.themes().iter().cloned().collect();
    let version = deepdive::model::CodebookVersion { id: Id::fresh(), name: "Pilot".to_owned(), reason: String::new(), themes };
    let id = version.id;
    replica
        .commit("Freeze", vec![support::sample::add(deepdive::model::Change::CodebookVersion, version)], None)
        .expect("frozen");
    replica.perform(&Gesture::SetTheme(theme, ThemeField::Name("Marks of the skin".to_owned()))).expect("renamed");
    replica.perform(&Gesture::AddTheme(Box::new(Theme::new("Newer", None)))).expect("added");
    let round = DeepDive::new("Round 1");
    let (of, case) = (round.id, replica.project.cases().iter().next().expect("one").id);
    replica.perform(&Gesture::Study(StudyGesture::AddRound(Box::new(round)))).expect("added");
    let sampled = deepdive::model::Sampled { is_in: true, why: String::new() };
    replica.perform(&Gesture::Study(StudyGesture::Sample(of, vec![(case, Some(sampled))]))).expect("sampled");
    replica.perform(&Gesture::Study(StudyGesture::SetRound(of, DeepDiveField::Codebook(Some(id))))).expect("set");
    let framework = whole(&replica.project, Some(of));
    assert_eq!(framework.rows.iter().map(|r| r.case).collect::<Vec<_>>(), [case]);
    let names: Vec<&str> = framework.columns.iter().map(|c| c.name.as_str()).collect();
    assert!(names.contains(&"Bruise") && !names.contains(&"Marks of the skin") && !names.contains(&"Newer"), "{names:?}");
    agrees(&replica.project, Some(of));
}
