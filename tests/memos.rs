//! Memos: found by words, kind, thing and analyst; exported with their marking; two people's changes of one are shown.

#![expect(clippy::unwrap_used, reason = "in a test a surprise should stop it")]

mod support;

use deepdive::app::disagreements::shown;
use deepdive::app::gesture::{Gesture, KeepGesture, MemoGesture, Passage};
use deepdive::app::memo_export::{lines, save_memos};
use deepdive::app::memo_search::{AboutKind, Found, Order, Wanted, open_questions, search};
use deepdive::model::{Choice, CodebookVersionField, MemoAbout, MemoField, MemoKind, Polarity, Project, Theme};
use deepdive::text::{BlockKind, SourceBuilder, TextRange};
use proptest::prelude::*;
use support::replica::Replica;
use support::sample::passage;

fn write(replica: &mut Replica, about: MemoAbout, kind: MemoKind, text: &str) {
    let add = MemoGesture::Add { about, kind, text: text.to_owned(), links: Vec::new() };
    replica.perform(&Gesture::Memo(add)).unwrap();
}

fn texts(project: &Project, found: &[Found]) -> Vec<String> {
    found.iter().map(|one| project.memos().get(one.memo).unwrap().text.clone()).collect()
}

fn words(wanted: &str) -> Wanted {
    Wanted { words: wanted.to_owned(), ..Wanted::default() }
}

/// Five memos on five things.
fn noted() -> Replica {
    let mut replica = Replica::begin("mk-1");
    let document = replica.project.documents().iter().next().unwrap().id;
    let theme = Theme::new("Father not asked", None);
    replica.perform(&Gesture::AddTheme(Box::new(theme.clone()))).unwrap();
    let tag = Gesture::Tag { passages: vec![passage(document, 2, 3)], theme: theme.id, polarity: Polarity::Concern, query: None };
    replica.perform(&tag).unwrap();
    let coding = replica.project.codings().iter().find(|c| c.theme == theme.id).unwrap().id;
    let case = replica.project.cases().iter().next().unwrap().id;
    write(&mut replica, MemoAbout::DeepDive, MemoKind::Decision, "We read only the analysis. Née Müller’s letter is out.");
    write(&mut replica, MemoAbout::Case(case), MemoKind::Question, "Who knew that he lived there?");
    write(&mut replica, MemoAbout::Document(document), MemoKind::Observation, "Written before the trial");
    write(&mut replica, MemoAbout::Theme(theme.id), MemoKind::Definition, "Asked means: by name, and noted");
    write(&mut replica, MemoAbout::Coding(coding), MemoKind::Question, "Did nobody note the man’s name?");
    replica
}

#[test]
fn every_word_must_occur_by_its_beginning_in_the_text_or_the_name_of_the_thing() {
    let replica = noted();
    let found = |wanted: &str| texts(&replica.project, &search(&replica.project, &words(wanted)));
    assert_eq!(found("").len(), 5);
    assert_eq!(found("note name"), ["Did nobody note the man’s name?", "Asked means: by name, and noted"]);
    assert_eq!(found("NOT nam").len(), 2, "while it is typed, and in any case");
    assert_eq!(found("muller nee"), ["We read only the analysis. Née Müller’s letter is out."]);
    assert!(found("ote").is_empty(), "not in the middle of a word");
    assert_eq!(found("father").len(), 2, "the theme and its coding have it in their names");
    assert_eq!(found("father noted"), ["Asked means: by name, and noted"]);
    assert_eq!(found("? —").len(), 5, "signs are no words");
    // What was found is marked, word by word.
    let one = &search(&replica.project, &words("lett mull"))[0];
    let text = &replica.project.memos().get(one.memo).unwrap().text;
    let marked: Vec<&str> = one.marks.iter().map(|mark| &text[mark.clone()]).collect();
    assert_eq!(marked, ["Müller’s", "letter"]);
}

#[test]
fn kind_thing_and_order_are_chosen_and_open_questions_come_first() {
    let replica = noted();
    let project = &replica.project;
    assert_eq!(open_questions(project), 2);
    let of = |wanted: Wanted| search(project, &wanted);
    let kinds: Vec<MemoKind> = of(Wanted::default()).iter().map(|one| one.kind).collect();
    use MemoKind::{Decision, Definition, Observation, Question};
    assert_eq!(kinds, [Question, Question, Definition, Observation, Decision], "then the newest");
    let newest = of(Wanted { order: Order::Newest, ..Wanted::default() });
    assert_eq!(newest[0].kind, Question);
    assert!(newest.windows(2).all(|pair| pair[0].memo > pair[1].memo), "ids are in the order of making");
    let about = of(Wanted { order: Order::About, ..Wanted::default() });
    assert_eq!(about.iter().map(|one| AboutKind::of(one.about)).collect::<Vec<_>>(), AboutKind::ALL);
    assert_eq!(of(Wanted { kind: Some(Question), about: Some(AboutKind::Coding), ..Wanted::default() }).len(), 1);
    let who = project.analyst(&replica.me).name;
    assert_eq!(of(Wanted { analyst: Some(who), ..Wanted::default() }).len(), 5);
    assert!(of(Wanted { analyst: Some("Nobody".to_owned()), ..Wanted::default() }).is_empty());
}

#[test]
fn a_memo_on_what_was_retired_is_found_and_says_so() {
    let mut replica = noted();
    let theme = replica.project.themes().iter().find(|t| t.name == "Father not asked").unwrap().id;
    let document = replica.project.documents().iter().next().unwrap().id;
    replica.perform(&Gesture::RetireTheme(theme)).unwrap();
    replica.perform(&Gesture::RetireDocument(document)).unwrap();
    let gone: Vec<(AboutKind, Option<&str>)> = search(&replica.project, &Wanted { order: Order::About, ..Wanted::default() })
        .iter()
        .map(|one| (AboutKind::of(one.about), one.gone))
        .collect();
    assert_eq!(
        gone,
        [
            (AboutKind::DeepDive, None),
            (AboutKind::Case, None),
            (AboutKind::Document, Some("This document was taken out")),
            (AboutKind::Theme, Some("This theme was retired")),
            (AboutKind::Coding, Some("The theme of this coding was retired")),
        ]
    );
    assert_eq!(search(&replica.project, &words("father")).len(), 2, "under the same name");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// The obvious way: split at what is no letter, compare the beginnings.
    #[test]
    fn what_is_found_is_what_a_slow_scan_finds(
        memos in prop::collection::vec(prop::collection::vec("[a-c]{1,3}", 0..6), 1..8),
        typed in prop::collection::vec("[a-c]{1,2}", 0..4),
        gap in prop::sample::select(vec![" ", ", ", "-", "\n"]),
    ) {
        let mut replica = Replica::bare("mk-1");
        let texts: Vec<String> = memos.iter().map(|list| format!("z {}", list.join(gap))).collect();
        for text in &texts {
            write(&mut replica, MemoAbout::DeepDive, MemoKind::Observation, text);
        }
        let found = search(&replica.project, &words(&typed.join(" ")));
        let mut found = self::texts(&replica.project, &found);
        found.sort();
        let is_found = |text: &&String| {
            // The title is "The deep dive", which holds no word of these letters but begins with none of them either.
            let in_text: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
            typed.iter().all(|wanted| in_text.iter().any(|word| word.starts_with(wanted.as_str())))
        };
        let mut wanted: Vec<String> = texts.iter().filter(is_found).map(|text| text.trim().to_owned()).collect();
        wanted.sort();
        prop_assert_eq!(found, wanted);
    }
}

#[test]
fn two_changes_of_one_memo_are_a_disagreement_in_words_and_can_be_settled() {
    let mut mine = noted();
    let memo = mine.project.memos().iter().find(|m| m.kind == MemoKind::Definition).unwrap().id;
    let mut theirs = Replica::of(&mine, "jo-2");
    let set = |text: &str| Gesture::Memo(MemoGesture::Set(memo, MemoField::Text(text.to_owned())));
    mine.perform(&set("Asked means: by name")).unwrap();
    theirs.perform(&set("Asked means: face to face")).unwrap();
    theirs.perform(&Gesture::Memo(MemoGesture::Set(memo, MemoField::Kind(MemoKind::Decision)))).unwrap();
    mine.take_all(&theirs);
    let open = shown(&mine.project);
    assert_eq!(open.len(), 1, "the kind was changed by one of them only");
    assert_eq!((open[0].record.as_str(), open[0].field.as_str()), ("Memo “Father not asked”", "Text"));
    let mut values = [open[0].stands.value.as_str(), open[0].other.value.as_str()];
    values.sort_unstable();
    assert_eq!(values, ["Asked means: by name", "Asked means: face to face"]);
    assert_eq!(mine.project.memos().get(memo).unwrap().kind, MemoKind::Decision);
    let other = open[0].other.value.clone();
    mine.perform(&Gesture::Settle(Box::new(open[0].clash.clone()), Choice::Other)).unwrap();
    assert_eq!(mine.project.memos().get(memo).unwrap().text, other);
    assert!(shown(&mine.project).is_empty());
    // Two links of one memo: both lists are told by their documents.
    let link = |from| Gesture::Memo(MemoGesture::Link(memo, passage(mine_document(&mine), from, 2)));
    let (first, second) = (link(1), link(9));
    let mut theirs = Replica::of(&mine, "jo-2");
    mine.perform(&first).unwrap();
    theirs.perform(&second).unwrap();
    mine.take_all(&theirs);
    let open = shown(&mine.project);
    assert_eq!(open[0].field, "Linked passages");
    let title = mine.project.documents().iter().next().unwrap().title.clone();
    assert!(open[0].stands.value.starts_with(&title) && open[0].stands.value != open[0].other.value, "{open:#?}");
}

fn mine_document(replica: &Replica) -> deepdive::model::Id<deepdive::model::Document> {
    replica.project.documents().iter().next().unwrap().id
}

#[test]
fn frozen_versions_of_two_people_are_both_kept_and_two_names_of_one_are_a_disagreement() {
    let mut mine = noted();
    let freeze = |name: &str| Gesture::Keep(KeepGesture::Freeze { name: name.to_owned(), reason: String::new() });
    mine.perform(&freeze("Before")).unwrap();
    let version = mine.project.codebook_versions().iter().next().unwrap().clone();
    let mut theirs = Replica::of(&mine, "jo-2");
    let rename = |name: &str| Gesture::Keep(KeepGesture::SetVersion(version.id, CodebookVersionField::Name(name.to_owned())));
    mine.perform(&rename("Pilot")).unwrap();
    theirs.perform(&rename("Round one")).unwrap();
    theirs.perform(&freeze("After")).unwrap();
    mine.take_all(&theirs);
    let open = shown(&mine.project);
    assert_eq!((open.len(), open[0].field.as_str()), (1, "Name"));
    assert_eq!(mine.project.codebook_versions().len(), 2);
    assert_eq!(mine.project.codebook_versions().get(version.id).unwrap().themes, version.themes, "never changed");
}

#[test]
fn memos_are_exported_with_marking_author_and_cited_passages() {
    let mut builder = SourceBuilder::new("test/1");
    builder.set_pages(3);
    builder.set_page(Some(2));
    builder.push(BlockKind::Paragraph, 0, "The father was not asked.").expect("a block").label = Some("4.12".to_owned());
    let (home, mut session, document) = support::folder::opened(&builder.build());
    let range = TextRange::within(&session.text(document).unwrap().text, 4, 24).unwrap();
    let memo = |text: &str, links| MemoGesture::Add {
        about: MemoAbout::Document(document),
        kind: MemoKind::Question,
        text: text.to_owned(),
        links,
    };
    session.perform(&Gesture::Memo(memo("=SUM(A1) Who?\nAnd <when>?", vec![Passage { document, range }]))).unwrap();
    session.perform(&Gesture::Memo(memo("Another", Vec::new()))).unwrap();
    let title = session.project().documents().get(document).unwrap().title.clone();
    let all = lines(&session, &Wanted::default());
    assert_eq!(all.len(), 2);
    let first = all.iter().find(|line| line.text.starts_with('=')).unwrap();
    assert_eq!(first.passages, [format!("“father was not asked” ({title}, 4.12, p. 2)")]);
    assert_eq!((first.kind.as_str(), first.about_kind.as_str(), first.who.as_str()), ("Question", "Document", "Ros Parry"));
    let folder = home.project().parent().unwrap().to_owned();
    for name in ["memos.csv", "memos.xlsx", "memos.html"] {
        save_memos(&session, &words("who"), &folder.join(name)).unwrap();
    }
    let csv = fs_err::read_to_string(folder.join("memos.csv")).unwrap();
    let marking = session.folder().manifest().marking.clone();
    assert!(csv.contains("'=SUM(A1)") && csv.contains(&marking) && !csv.contains("Another"), "{csv}");
    let html = fs_err::read_to_string(folder.join("memos.html")).unwrap();
    assert!(html.contains("&lt;when&gt;") && html.contains(&marking) && html.contains("4.12, p. 2"), "{html}");
    let bytes = fs_err::read(folder.join("memos.xlsx")).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Memos").unwrap();
    assert_eq!(sheet.get_value((1, 3)).unwrap().to_string(), "=SUM(A1) Who?\nAnd <when>?");
    let notes = calamine::Reader::worksheet_range(&mut book, "Notes").unwrap();
    assert_eq!(notes.get_value((1, 1)).unwrap().to_string(), marking);
    let why = save_memos(&session, &Wanted::default(), &folder.join("memos.docx")).unwrap_err().to_string();
    assert!(why.contains(".csv, .xlsx or .html"), "{why}");
}
