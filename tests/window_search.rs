//! Promises of the page of search, asked by role and name as a screen reader would.

#![expect(clippy::expect_used, reason = "in a test a surprise should stop it")]

use deepdive::app::accept::FileRead;
use deepdive::app::action::{Action, CodebookChoice};
use deepdive::app::create::create;
use deepdive::app::gesture::{Gesture, Passage};
use deepdive::app::places::Places;
use deepdive::app::search_thread::{Answer, Question};
use deepdive::app::searching::{Searcher, Wanted};
use deepdive::app::session::{Access, Session};
use deepdive::app::settings::Settings;
use deepdive::model::{Analyst, Document, Id, Polarity, SourceHash};
use deepdive::read::Outcome;
use deepdive::search::SearchError;
use deepdive::text::{BlockKind, Field, Proposal, SourceBuilder, Zone};
use deepdive::ui::search_page::SearchPage;
use deepdive::ui::style::{self, Appearance, ThemeChoice};
use deepdive::ui::view::{PageUi, View};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;
use std::sync::Arc;
use tempfile::TempDir;

/// The page with a deep dive; what it asks for is done as the window does it.
struct Bench {
    page: SearchPage,
    session: Session,
    searcher: Result<Searcher, SearchError>,
    answer: Option<Arc<Answer>>,
    asked: Vec<Action>,
    with_frame: bool,
    _folder: TempDir,
}

impl Bench {
    fn new(folder: TempDir, session: Session) -> Self {
        let index = folder.path().join("index");
        let searcher = Searcher::open(&index, session.texts(), Wanted::of(&session));
        let page = SearchPage::default();
        Self { page, session, searcher, answer: None, asked: Vec::new(), with_frame: false, _folder: folder }
    }

    fn search(&mut self, question: &Question) {
        let answer = (!question.words.trim().is_empty()).then(|| Arc::new(Answer::of(&self.searcher, question)));
        self.answer = answer;
    }

    fn carry_out(&mut self, action: Action) {
        match &action {
            Action::Search(question) => self.search(question),
            Action::Do(gesture) => {
                self.session.perform(gesture).expect("is done");
                let wanted = Wanted::of(&self.session);
                self.searcher.iter_mut().for_each(|s| s.update(wanted.clone()).expect("an index"));
                // The search thread answers the latest question again.
                if let Some(question) = self.answer.as_ref().map(|answer| answer.question.clone()) {
                    self.search(&question);
                }
            }
            _ => {}
        }
        self.asked.push(action);
    }

    fn tagged(&self) -> Option<&Gesture> {
        self.asked.iter().find_map(|action| match action {
            Action::Do(gesture) => Some(gesture.as_ref()),
            _ => None,
        })
    }
}

impl eframe::App for Bench {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        if self.with_frame {
            frame_ui(ui);
        }
        let settings = Settings::default();
        let asked = vec!["father police".to_owned()];
        let view = View {
            session: &self.session,
            settings: &settings,
            import: None,
            answer: self.answer.as_ref(),
            is_searching: false,
            last_theme: None,
            beside: deepdive::ui::view::Beside { asked: &asked, ..Default::default() },
        };
        let mut actions = Vec::new();
        self.page.ui(ui, &view, &mut actions);
        for action in actions {
            self.carry_out(action);
        }
    }
}

fn frame_ui(ui: &mut egui::Ui) {
    use deepdive::ui::shell::{Rail, RailItem, SaveState, TopBar, rail_ui, single_column, top_bar_ui};
    use deepdive::ui::style::icons;
    const ITEMS: [&[RailItem<'static, u8>]; 2] = [
        &[
            RailItem { place: 0, icon: icons::LIBRARY, label: "Reviews", count: "14" },
            RailItem { place: 1, icon: icons::BOOK_OPEN_TEXT, label: "Reading", count: "" },
            RailItem { place: 2, icon: icons::TEXT_SEARCH, label: "Search", count: "" },
        ],
        &[
            RailItem { place: 3, icon: icons::TAGS, label: "Themes", count: "60" },
            RailItem { place: 4, icon: icons::GRID_3X3, label: "Matrix", count: "" },
        ],
    ];
    let marking = Some("OFFICIAL-SENSITIVE");
    let bar = TopBar { project: "NAI in under-ones", menu: &[], marking, save: SaveState::Saved, search_key: "Ctrl K" };
    top_bar_ui(ui, &bar);
    let narrow = single_column(ui);
    rail_ui(ui, &Rail { groups: &ITEMS, place: 2, narrow, coder: "RP" });
}

fn add(session: &mut Session, title: &str, case: &str, paragraphs: &[(Zone, &str)]) -> Id<Document> {
    let mut builder = SourceBuilder::new("test/1");
    builder.set_page(Some(23));
    for (number, (zone, words)) in paragraphs.iter().enumerate() {
        if let Some(block) = builder.push(BlockKind::Paragraph, 0, words) {
            block.label = Some(format!("4.{}", number + 1));
            block.zone = Some(*zone);
        }
    }
    let mut source = builder.build();
    for (field, value) in [(Field::Title, title), (Field::Case, case)] {
        source.shape.proposals.push(Proposal { field, value: value.into(), found: None, place: "title page".into() });
    }
    let hash = SourceHash::of(source.text.as_bytes());
    session.folder().add_source(&hash, source.text.as_bytes(), title, &source).expect("stored");
    let mut read = FileRead::new(Path::new(title));
    (read.hash, read.outcome, read.source) = (Some(hash), Outcome::Ok, Some(Arc::new(source)));
    session.accept(&read).expect("accepted").document.expect("a document")
}

fn small() -> Bench {
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("home");
    let places = Places { settings: home.join("settings"), cache: home.join("cache") };
    let path = folder.path().join("dive.deepdive");
    let analyst = Analyst::named("Rowan Pike");
    let mut session = create(&path, "NAI in under-ones", &CodebookChoice::NaiUnderOnes, &places, &analyst).expect("made");
    let review = [
        (Zone::Contents, "The partner"),
        (Zone::Analysis, "The history of her partner was not known to anyone. He was known to the police."),
        (Zone::Findings, "Nobody asked about partners or wrote down who they were."),
    ];
    add(&mut session, "Child B practice review", "Child B", &review);
    add(&mut session, "Child D rapid review", "Child D", &[(Zone::Analysis, "Her partner was at home that night.")]);
    Bench::new(folder, session)
}

fn window(bench: Bench, size: (f32, f32), zoom: f32, theme: ThemeChoice, drawn: bool) -> Harness<'static, Bench> {
    let appearance = Appearance { theme, reduced_motion: true, ..Appearance::default() };
    let builder = Harness::builder()
        .with_size(egui::vec2(size.0, size.1) / zoom)
        .with_pixels_per_point(zoom)
        .with_theme(if theme == ThemeChoice::Dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_max_steps(12)
        .with_render_cursor(false)
        .with_context_setup(move |ctx| style::install(ctx, appearance));
    let builder = if drawn { builder.wgpu() } else { builder };
    let mut harness = builder.build_eframe(|_| bench);
    harness.run_steps(3);
    harness
}

fn usual() -> Harness<'static, Bench> {
    window(small(), (1440.0, 900.0), 1.0, ThemeChoice::Light, false)
}

fn write(harness: &mut Harness<'_, Bench>, words: &str) {
    harness.get_by_role_and_label(Role::TextInput, "Search all documents").type_text(words);
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
}

#[test]
fn what_is_chosen_is_coded_and_nothing_else() {
    let mut harness = usual();
    assert!(harness.get_by_role_and_label(Role::TextInput, "Search all documents").is_focused());
    write(&mut harness, "partner");
    harness.get_by_label("3 mentions in 2 documents, 2 of 2 cases.");
    harness.get_by_label("1 more in contents pages, covers, glossaries or standing text, folded away.");
    for place in ["Choose Child B practice review, 4.2, p. 23", "Choose Child D rapid review, 4.1, p. 23"] {
        harness.get_by_role_and_label(Role::CheckBox, place).click();
        harness.run_steps(2);
    }
    assert!(harness.state().tagged().is_none());
    assert!(harness.get_by_role_and_label(Role::Button, "Tag 2 passages").accesskit_node().is_disabled());
    harness.get_by_role_and_label(Role::Button, "Theme: none chosen").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::TextInput, "Theme to tag with").type_text("b1");
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Tag 2 passages").click();
    harness.run_steps(3);
    let bench = harness.state();
    let theme = bench.session.tree().find(bench.session.project(), "B1").expect("in the codebook");
    let Some(Gesture::Tag { passages, theme: taken, polarity, query }) = bench.tagged() else { panic!("no gesture") };
    assert_eq!((*taken, *polarity, query.as_deref()), (theme, Polarity::Concern, Some("partner")));
    let quote = |p: &Passage| bench.session.text(p.document).expect("a text").quote(p.range).to_owned();
    let quotes: Vec<String> = passages.iter().map(quote).collect();
    assert_eq!(quotes, ["The history of her partner was not known to anyone.", "Her partner was at home that night."]);
    harness.get_by_label_contains("4.2, p. 23, coded B1");
}

#[test]
fn keys_choose_open_fold_and_tag() {
    let mut harness = usual();
    write(&mut harness, "partner");
    harness.key_press(Key::Space);
    harness.run_steps(2);
    let first = harness.get_by_role_and_label(Role::CheckBox, "Choose Child B practice review, 4.2, p. 23");
    assert_eq!(first.accesskit_node().toggled(), Some(egui::accesskit::Toggled::True));
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    let Some(Action::Open(document, Some(range))) = harness.state().asked.last() else { panic!("not opened") };
    assert_eq!(harness.state().session.text(*document).expect("a text").quote(*range), "partners");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::Button, "Tag 3 passages");
    harness.key_press(Key::ArrowLeft);
    harness.key_press(Key::ArrowLeft);
    harness.run_steps(3);
    assert!(harness.query_by_label_contains("Nobody asked about").is_none());
    harness.key_press(Key::T);
    harness.run_steps(4);
    assert!(harness.get_by_role_and_label(Role::TextInput, "Theme to tag with").is_focused());
}

#[test]
fn enter_in_the_field_goes_to_the_list_and_opens_nothing() {
    let mut harness = usual();
    write(&mut harness, "partner");
    harness.get_by_role_and_label(Role::TextInput, "Search all documents").focus();
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    let row = harness.get_by(|n| n.is_focused() && n.role() == Role::ListItem);
    assert!(row.accesskit_node().label().is_some_and(|l| l.contains("partner was not known")), "the list says where it is");
    assert!(!harness.state().asked.iter().any(|action| matches!(action, Action::Open(..))));
}

#[test]
fn ticks_narrow_the_passages_and_what_is_coded() {
    let mut harness = usual();
    write(&mut harness, "partner");
    harness.get_by_role_and_label(Role::CheckBox, "Choose all 3 mentions").click();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::CheckBox, "Findings, 1 mention").click();
    harness.run_steps(3);
    harness.get_by_label("Ticks leave 1.");
    harness.get_by_role_and_label(Role::CheckBox, "Analysis, 2 mentions");
    harness.get_by_role_and_label(Role::Button, "Tag 1 passage");
    harness.get_by_role_and_label(Role::Link, "Clear ticks").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Tag 3 passages");
}

#[test]
fn one_key_accepts_and_one_rejects_and_both_are_remembered() {
    let mut harness = usual();
    write(&mut harness, "partner");
    harness.key_press(Key::A);
    harness.run_steps(4);
    assert!(harness.state().tagged().is_none(), "nothing is coded before a theme is chosen");
    harness.get_by_role_and_label(Role::TextInput, "Theme to tag with").type_text("b1");
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    harness.key_press(Key::A);
    harness.run_steps(4);
    harness.get_by_label_contains("4.2, p. 23, coded B1");
    harness.key_press(Key::R);
    harness.run_steps(4);
    harness.get_by_label("1 rejected for this theme, folded away.");
    let project = harness.state().session.project();
    assert_eq!((project.live_codings().count(), project.rejections().len()), (1, 1));
    let query = project.live_codings().next().expect("a coding").query.clone();
    assert_eq!(query.as_deref(), Some("partner"), "the coding says which query found it");
    let tagged = project.steps().iter().find(|step| step.label == "Tag a passage").expect("a step");
    assert_eq!(deepdive::app::history::entry(project, tagged).what, "Tag a passage, found by partner");
    harness.get_by_role_and_label(Role::CheckBox, "Rowan Pike, 1 mention");
    harness.get_by(|n| n.label().is_some_and(|l| l.starts_with("B1 ") && l.ends_with(", 1 mention")));
    // The same words for the same theme: what was rejected is not offered again, until one asks for it.
    write(&mut harness, " known");
    write(&mut harness, "");
    harness.get_by_role_and_label(Role::TextInput, "Search all documents").focus();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    write(&mut harness, "partner");
    assert!(harness.query_by_label_contains("Nobody asked about partners").is_none());
    harness.get_by_role_and_label(Role::Link, "Show what was rejected").click();
    harness.run_steps(3);
    harness.get_by_label_contains(", rejected");
}

#[test]
fn what_is_negated_stands_last_and_what_is_repeated_once() {
    let said = "The health visitor wrote that there was a new partner at home who held the baby.";
    let mut bench = small();
    let denied = (Zone::Analysis, "Mother denied that she had a partner.");
    add(&mut bench.session, "Child E rapid review", "Child E", &[denied, (Zone::Analysis, said)]);
    add(&mut bench.session, "Child E summary", "Child E", &[(Zone::Analysis, said)]);
    let wanted = Wanted::of(&bench.session);
    bench.searcher.iter_mut().for_each(|s| s.update(wanted.clone()).expect("an index"));
    let mut harness = window(bench, (1440.0, 900.0), 1.0, ThemeChoice::Light, false);
    write(&mut harness, "partner");
    harness.get_by_label("1 repeats another, folded away.");
    let row = harness.get_all_by_label_contains("was a new partner at home");
    row.into_iter().find(|n| n.accesskit_node().role() == Role::ListItem).expect("a row").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Link, "Open Child E summary, 4.1, p. 23");
    harness.get_by_label("1 is negated and stands last in each case.");
    harness.get_by_label_contains("Child E rapid review, 4.1, p. 23, negated");
    harness.get_by_role_and_label(Role::CheckBox, "Negated, 1 mention").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::CheckBox, "Choose all 1 mention");
    harness.get_by_role_and_label(Role::Link, "Clear ticks").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Link, "Show what is repeated").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::CheckBox, "Choose Child E summary, 4.1, p. 23");
}

#[test]
fn what_a_term_also_finds_is_shown_and_can_be_switched_off() {
    let mut bench = small();
    let said = [(Zone::Analysis, "The health visitor came on Monday."), (Zone::Analysis, "The HV rang on Tuesday.")];
    add(&mut bench.session, "Child E rapid review", "Child E", &said);
    let wanted = Wanted::of(&bench.session);
    bench.searcher.iter_mut().for_each(|s| s.update(wanted.clone()).expect("an index"));
    let mut harness = window(bench, (1440.0, 900.0), 1.0, ThemeChoice::Light, false);
    write(&mut harness, "HV");
    harness.get_by_label_contains("2 mentions in 1 document");
    harness.get_by_role_and_label(Role::Button, "Find only HV").click();
    harness.run_steps(4);
    harness.get_by_label_contains("1 mention in 1 document");
    harness.get_by_role_and_label(Role::Button, "Find more than HV").click();
    harness.run_steps(4);
    harness.get_by_label_contains("2 mentions in 1 document");
}

#[test]
fn the_lexicon_is_changed_and_search_follows() {
    let mut bench = small();
    let said = [(Zone::Analysis, "The key worker came on Monday."), (Zone::Analysis, "The HV rang on Tuesday.")];
    add(&mut bench.session, "Child E rapid review", "Child E", &said);
    let wanted = Wanted::of(&bench.session);
    bench.searcher.iter_mut().for_each(|s| s.update(wanted.clone()).expect("an index"));
    let mut harness = window(bench, (1440.0, 900.0), 1.0, ThemeChoice::Light, false);
    write(&mut harness, "HV");
    harness.get_by_label_contains("1 mention in 1 document");
    harness.get_by_role_and_label(Role::Link, "Lexicon…").click();
    harness.run_steps(4);
    assert!(harness.get_by_role_and_label(Role::TextInput, "Find in the lexicon").is_focused());
    harness.get_by_label_contains("Change HV: health visitor").click_accesskit();
    harness.run_steps(4);
    let means = harness.get_by_role_and_label(Role::MultilineTextInput, "Also finds");
    assert!(means.is_focused(), "the entry that was opened can be written in");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.get_by_role_and_label(Role::MultilineTextInput, "Also finds").type_text("\nkey worker");
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Save the term").click();
    harness.run_steps(4);
    harness.get_by_label_contains("key worker, changed in this deep dive");
    assert!(harness.get_by_role_and_label(Role::TextInput, "Find in the lexicon").is_focused());
    harness.get_by_role_and_label(Role::Button, "Close").click();
    harness.run_steps(3);
    harness.get_by_label_contains("2 mentions in 1 document");
}

#[test]
fn a_query_is_saved_under_a_name_and_asked_again() {
    let mut harness = usual();
    write(&mut harness, "partner NEAR/4 known");
    harness.get_by_role_and_label(Role::Button, "Queries saved and asked before").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::TextInput, "Name of the query").focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, "Name of the query").type_text("Who knew of him");
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::Button, "Save query").click();
    harness.run_steps(3);
    let saved = harness.state().session.project().saved_queries().iter().next().cloned().expect("saved");
    assert_eq!((saved.name.as_str(), saved.query.as_str()), ("Who knew of him", "partner NEAR/4 known"));
    harness.get_by_role_and_label(Role::Button, "Search for father police").click_accesskit();
    harness.run_steps(4);
    assert!(harness.state().asked.contains(&Action::Search("father police".into())));
    harness.get_by_role_and_label(Role::Button, "Queries saved and asked before").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::Button, "Who knew of him, Search for partner NEAR/4 known").click_accesskit();
    harness.run_steps(4);
    harness.get_by_label_contains("1 mention in 1 document");
}

#[test]
fn a_line_of_the_help_puts_its_example_into_the_field() {
    let mut harness = usual();
    harness.get_by_role_and_label(Role::Button, "Help with searching").click();
    harness.run_steps(3);
    harness.get_by_label_contains("kind:LCSPR: ").click_accesskit();
    harness.run_steps(20);
    let text = harness.get_by_role_and_label(Role::TextInput, "Search all documents").accesskit_node().value();
    assert_eq!(text.as_deref(), Some("kind:LCSPR"));
}

#[test]
fn a_query_that_cannot_be_read_says_where() {
    let mut harness = usual();
    write(&mut harness, "(partner OR");
    harness.get_by_label_contains("(at character ");
    assert!(harness.state().asked.iter().all(|a| matches!(a, Action::Search(_) | Action::NoteQuery(_))));
}

#[test]
fn every_state_without_passages_says_what_to_do() {
    let mut harness = usual();
    harness.get_by_label("Search for bruise").click();
    harness.run_steps(4);
    assert!(harness.state().asked.contains(&Action::Search("bruise".into())));
    harness.get_by_label("No passage with bruise");
}

/// The sample deep dive in the folder that `DEEPDIVE_SAMPLE` names, or the small one.
fn pictured() -> Bench {
    let Some(sample) = std::env::var_os("DEEPDIVE_SAMPLE") else { return small() };
    let folder = tempfile::tempdir().expect("a folder");
    let places = Places { settings: folder.path().join("settings"), cache: folder.path().join("cache") };
    let analyst = Analyst::named("Rowan Pike");
    let session = Session::open(Path::new(&sample), &places, &analyst, Access::Write, Box::new(|_, _| {})).expect("opens");
    Bench::new(folder, session)
}

fn picture(name: &str, size: (f32, f32), zoom: f32, theme: ThemeChoice, prepare: impl FnOnce(&mut Harness<'_, Bench>)) {
    let mut bench = pictured();
    bench.with_frame = true;
    let mut harness = window(bench, size, zoom, theme, true);
    prepare(&mut harness);
    harness.run_steps(3);
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(&folder).expect("a folder");
    harness.render().expect("a renderer").save(format!("{folder}/search{name}.png")).expect("writes");
}

fn some_chosen(harness: &mut Harness<'_, Bench>) {
    write(harness, "(father OR partner) AND known");
    for _ in 0..3 {
        harness.key_press(Key::Space);
        harness.key_press(Key::ArrowDown);
        harness.run_steps(1);
    }
    harness.run_steps(2);
}

/// One value ticked, a theme taken, the preview at a passage that is coded.
fn coded(harness: &mut Harness<'_, Bench>) {
    some_chosen(harness);
    harness.get_by(|node| node.label().is_some_and(|name| name.starts_with("Coded, "))).click();
    harness.run_steps(3);
    harness.get_by_label_contains("Mentions found, ").focus();
    harness.run_steps(2);
    harness.key_press(Key::Home);
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::Space);
    harness.key_press(Key::T);
    harness.run_steps(4);
    harness.get_by_role_and_label(Role::TextInput, "Theme to tag with").type_text("b3");
    harness.run_steps(2);
    harness.key_press(Key::Enter);
}

fn picking(harness: &mut Harness<'_, Bench>) {
    some_chosen(harness);
    harness.key_press(Key::T);
    harness.run_steps(4);
    harness.get_by_role_and_label(Role::TextInput, "Theme to tag with").type_text("fath");
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder DEEPDIVE_SAMPLE=folder cargo test --test window_search -- --ignored"]
fn pictures() {
    // The passages that the pictures show are those of the sample deep dive.
    if std::env::var_os("DEEPDIVE_SAMPLE").is_none() {
        return;
    }
    let (wide, low) = ((1440.0, 900.0), (1280.0, 720.0));
    picture("", wide, 1.0, ThemeChoice::Light, some_chosen);
    picture("-dark", wide, 1.0, ThemeChoice::Dark, some_chosen);
    picture("-1280x720", low, 1.0, ThemeChoice::Light, some_chosen);
    picture("-zoom200", wide, 2.0, ThemeChoice::Light, some_chosen);
    picture("-coded", wide, 1.0, ThemeChoice::Light, coded);
    picture("-coded-dark", wide, 1.0, ThemeChoice::Dark, coded);
    picture("-picking", wide, 1.0, ThemeChoice::Light, picking);
    picture("-picking-zoom200", wide, 2.0, ThemeChoice::Dark, picking);
    picture("-start", wide, 1.0, ThemeChoice::Light, |_| {});
    picture("-fault", low, 1.0, ThemeChoice::Dark, |harness| write(harness, "father AND (partner OR"));
    picture("-help", low, 1.0, ThemeChoice::Light, |harness| {
        write(harness, "bruise");
        harness.get_by_label("Help with searching").click();
        harness.run_steps(3);
    });
}
