//! Suggestions and words in the whole window, by role and name and without a pointer, as a screen reader would.

#![expect(clippy::expect_used, reason = "in a test a surprise should stop it")]
#![allow(dead_code, clippy::allow_attributes, reason = "each test program uses a part of the desk")]

mod desk;

use deepdive::app::action::Action;
use deepdive::app::command::{Command, Page};
use deepdive::app::gesture::{Gesture, OfferGesture, Passage};
use deepdive::app::suggestions::{About, standing};
use deepdive::model::{Coding, Id, OfferedBy, Polarity, Theme};
use deepdive::ui::app::DeepdiveApp;
use desk::{Desk, ask, codings, key, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

type Window = Harness<'static, DeepdiveApp>;

fn sample() -> (Desk, Window) {
    let desk = Desk::new();
    let window = open(&desk);
    (desk, window)
}

/// The sample's window. Boxes of forms (☒) are drawn by fonts of the system, which a test does not have.
fn open(desk: &Desk) -> Window {
    let builder = Harness::builder().with_size(vec2(1440.0, 900.0)).with_max_steps(64).allow_missing_glyphs();
    let mut window = builder.build_eframe(desk.app(Some(desk.sample())));
    settle(&mut window);
    window
}

fn theme(window: &Window, code: &str) -> Id<Theme> {
    let session = window.state().session().expect("open");
    session.project().themes().iter().find(|t| t.code == code).expect("in the codebook").id
}

fn suggest(window: &mut Window, code: &str) -> Id<Theme> {
    let theme = theme(window, code);
    ask(window, Action::ShowSuggestions(About::Theme(theme)));
    assert_eq!(window.state().page(), Page::Suggestions);
    theme
}

/// The names of the suggestions in sight, and which one is current.
fn offered(window: &Window) -> (Vec<String>, Option<usize>) {
    let items: Vec<_> = window.query_all_by_role(Role::ListItem).collect();
    let current = items.iter().position(|n| n.accesskit_node().is_selected() == Some(true));
    (items.iter().filter_map(|n| n.accesskit_node().label()).collect(), current)
}

fn press(window: &mut Window, pressed: Key) {
    key(window, Modifiers::NONE, pressed);
}

fn last_coding(window: &Window) -> Coding {
    window.state().session().expect("open").project().live_codings().last().expect("coded").clone()
}

#[test]
fn a_theme_is_judged_by_keys_alone_and_every_judgement_can_be_undone() {
    let (_desk, mut window) = sample();
    let before = codings(&window);
    let theme = suggest(&mut window, "A4");
    let (names, current) = offered(&window);
    assert!(names.len() > 2 && current == Some(0), "{names:#?}");
    assert!(names.iter().all(|n| n.contains("Because of: ")), "{names:#?}");
    assert_eq!(codings(&window), before, "looking codes nothing");

    press(&mut window, Key::A);
    assert_eq!(codings(&window), before + 1);
    let coding = last_coding(&window);
    assert!(coding.suggested && coding.theme == theme && coding.polarity == Polarity::Concern);
    assert!(offered(&window).0.first().expect("there").ends_with("Accepted"));
    press(&mut window, Key::R);
    let session = window.state().session().expect("open");
    let rejected: Vec<_> = session.project().rejections().iter().map(|r| (r.theme, r.offered_by.clone())).collect();
    assert_eq!(rejected, [(theme, OfferedBy::Suggestion)]);
    press(&mut window, Key::S);
    let (names, _) = offered(&window);
    assert!(names.iter().any(|n| n.ends_with("Rejected")) && names.iter().any(|n| n.ends_with("Passed over")), "{names:#?}");
    window.get_by_label_contains("Of the last 2 shown and judged, 1 was accepted");

    key(&mut window, Modifiers::COMMAND, Key::Z);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(codings(&window), before);
    let (names, _) = offered(&window);
    assert!(names.iter().all(|n| !n.ends_with("Accepted") && !n.ends_with("Rejected")), "{names:#?}");
    assert!(window.query_by_label_contains("shown and judged").is_none());
}

#[test]
fn enter_accepts_o_opens_and_escape_goes_back_to_the_theme() {
    let (_desk, mut window) = sample();
    let before = codings(&window);
    suggest(&mut window, "E4");
    press(&mut window, Key::ArrowDown);
    assert_eq!(offered(&window).1, Some(1));
    press(&mut window, Key::Enter);
    assert_eq!(codings(&window), before + 1);
    press(&mut window, Key::O);
    assert_eq!(window.state().page(), Page::Reading);
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    assert_eq!(window.state().page(), Page::Suggestions);
    press(&mut window, Key::Escape);
    assert_eq!(window.state().page(), Page::Themes);
}

#[test]
fn when_a_batch_is_through_the_next_one_has_learned_from_it() {
    let (_desk, mut window) = sample();
    let theme = suggest(&mut window, "A4");
    let shown = |w: &Window| {
        let project = w.state().session().expect("open").project();
        standing(project, Some(theme), 100).judged
    };
    for judged in 0..20 {
        assert_eq!(shown(&window), judged);
        press(&mut window, if judged % 3 == 0 { Key::A } else { Key::R });
    }
    let (names, current) = offered(&window);
    assert!(current == Some(0) && names.iter().all(|n| !n.ends_with("Rejected") && !n.ends_with("Accepted")), "{names:#?}");
    window.get_by_label_contains("and 13 rejections, on this computer");
    window.get_by_label_contains("Of the last 20 shown and judged, 7 were accepted");
}

#[test]
fn polarity_and_span_are_those_chosen_and_the_palette_knows_every_gesture() {
    let (_desk, mut window) = sample();
    let before = codings(&window);
    suggest(&mut window, "A4");
    window.get_by_role_and_label(Role::Button, "As: Concern").click();
    settle(&mut window);
    window.get_by_label("Good practice").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "Code: Whole passage").click();
    settle(&mut window);
    window.get_by_label("Sentence").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::Button, "Accept").click();
    settle(&mut window);
    let coding = last_coding(&window);
    let session = window.state().session().expect("open");
    let text = session.text(coding.document).expect("a text");
    let block = text.shape.blocks.iter().find(|b| b.range.overlaps(coding.range)).expect("there").range;
    assert!(coding.polarity == Polarity::GoodPractice && coding.range.len() <= block.len());
    for command in [Command::RejectSuggestion, Command::SkipSuggestion, Command::AcceptSuggestion] {
        ask(&mut window, Action::Command(command));
    }
    assert_eq!(codings(&window), before + 2);
    ask(&mut window, Action::Command(Command::MoreSuggestions));
    assert!(offered(&window).0.iter().all(|n| !n.ends_with("Rejected") && !n.ends_with("Passed over")));
    ask(&mut window, Action::Command(Command::OpenSuggestion));
    assert_eq!(window.state().page(), Page::Reading);
    assert!(Command::StopSuggestions.is_enabled(true, true, Page::Suggestions));
}

#[test]
fn passages_like_a_coding_are_found_from_the_theme_and_from_reading() {
    let (_desk, mut window) = sample();
    let shown = theme(&window, "B1");
    ask(&mut window, Action::ShowTheme(shown));
    let link = window
        .query_all_by_role(Role::Button)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with("Passages like this: ")));
    link.expect("a link on a passage").click_accesskit();
    settle(&mut window);
    assert_eq!(window.state().page(), Page::Suggestions);
    let (names, _) = offered(&window);
    assert!(names.iter().all(|n| n.contains(" % alike")) && !names.is_empty(), "{names:#?}");
    window.get_by_role_and_label(Role::Heading, "Passages like this");

    let coding = window.state().session().expect("open").project().live_codings().nth(7).expect("coded").clone();
    ask(&mut window, Action::Open(coding.document, Some(coding.range)));
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    assert_eq!(window.state().page(), Page::Suggestions);
    assert!(!offered(&window).0.is_empty());
}

#[test]
fn a_theme_without_codings_says_what_its_suggestions_rest_on() {
    let (_desk, mut window) = sample();
    let codes: Vec<String> = {
        let project = window.state().session().expect("open").project();
        let coded: Vec<_> = project.live_codings().map(|c| c.theme).collect();
        let tree = window.state().session().expect("open").tree();
        let free = project.themes().iter().filter(|t| !coded.contains(&t.id) && tree.node(t.id).is_some_and(|n| !n.is_group()));
        free.map(|t| t.code.clone()).collect()
    };
    let code = codes.first().expect("a theme without codings").clone();
    suggest(&mut window, &code);
    window.get_by_label_contains("found by its own name, phrases and definition");
    assert!(!offered(&window).0.is_empty());
}

#[test]
fn a_deep_dive_without_themes_or_documents_says_what_to_do() {
    let desk = Desk::new();
    let mut window = desk::make(&desk);
    let themes: Vec<Id<Theme>> = window.state().session().expect("open").project().themes().iter().map(|t| t.id).collect();
    for theme in themes {
        if window.state().session().expect("open").project().themes().get(theme).is_some() {
            ask(&mut window, Action::from(Gesture::RetireTheme(theme)));
        }
    }
    ask(&mut window, Action::Command(Command::GoToSuggestions));
    window.get_by_role_and_label(Role::Heading, "No themes yet");
}

#[test]
fn rejected_passages_are_not_offered_after_a_restart() {
    let (desk, mut window) = sample();
    let theme = suggest(&mut window, "A4");
    let first = offered(&window).0.first().expect("offered").clone();
    press(&mut window, Key::R);
    drop(window);
    let mut window = open(&desk);
    ask(&mut window, Action::ShowSuggestions(About::Theme(theme)));
    let words = first.split(". Because").next().expect("there").to_owned();
    assert!(offered(&window).0.iter().all(|n| !n.starts_with(&words)));
    window.get_by_label_contains("The one judged so far was not accepted");
}

#[test]
fn words_are_counted_and_every_row_is_a_query() {
    let (_desk, mut window) = sample();
    key(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::W);
    assert_eq!(window.state().page(), Page::Words);
    let rows = |w: &Window, what: &str| -> Vec<String> {
        let names = w.query_all_by_role(Role::ListItem).filter_map(|n| n.accesskit_node().label());
        names.filter(|l| l.contains(what)).collect()
    };
    let words = rows(&window, " documents");
    assert!(words.len() > 10 && words.iter().all(|w| !w.starts_with("the:")), "{words:#?}");
    assert!(!rows(&window, "together ").is_empty());
    window.get_by_label_contains("sorted by log-likelihood (Dunning 1993)");
    // Space shows the company of the word; Enter searches for it.
    let word = words.first().expect("there").split([':', ' ']).next().expect("a word").to_owned();
    press(&mut window, Key::Space);
    assert!(rows(&window, "together ").iter().all(|r| r.starts_with(&format!("{word} and "))), "{word}");
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_eq!(window.state().page(), Page::Search);
    let second = words.get(1).expect("there").split([':', ' ']).next().expect("a word");
    assert_eq!(window.get_by_role(Role::TextInput).value(), Some(second.to_owned()));
}

#[test]
fn words_of_one_case_are_fewer() {
    let (_desk, mut window) = sample();
    ask(&mut window, Action::Command(Command::GoToWords));
    window.get_by_label_contains("17 documents of 11 cases");
    window.get_by_role_and_label(Role::Button, "Documents: All documents").click();
    settle(&mut window);
    window.get_by_role_and_label(Role::TextInput, "Documents to count").type_text("Child B");
    settle(&mut window);
    window.get_by_role_and_label(Role::ListBoxOption, "Child B, case").click();
    settle(&mut window);
    window.get_by_label_contains("2 documents of 1 case");
    window.get_by_role_and_label(Role::Button, "Documents: Child B");
}

#[test]
fn the_same_gesture_from_the_program_is_refused_twice() {
    let (_desk, mut window) = sample();
    let theme = suggest(&mut window, "A4");
    press(&mut window, Key::A);
    let coding = last_coding(&window);
    let passage = Passage { document: coding.document, range: coding.range };
    let before = codings(&window);
    ask(&mut window, Action::from(Gesture::Offer(OfferGesture::Accept { passage, theme, polarity: coding.polarity })));
    assert_eq!(codings(&window), before);
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_suggest -- --ignored"]
fn pictures() {
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "/tmp".to_owned());
    let desk = Desk::new();
    let project = desk.sample();
    let sizes = [("", (1440.0, 900.0), 1.0), ("-1280", (1280.0, 720.0), 1.0), ("-200", (1280.0, 720.0), 2.0)];
    for dark in [false, true] {
        for (end, (width, height), zoom) in sizes {
            let end = format!("{end}-{}", if dark { "dark" } else { "light" });
            let builder = Harness::builder().with_size(vec2(width, height) / zoom).with_pixels_per_point(zoom).with_max_steps(64);
            let mut window =
                builder.with_render_cursor(false).allow_missing_glyphs().wgpu().build_eframe(desk.app(Some(project.clone())));
            settle(&mut window);
            let appearance =
                if dark { deepdive::app::settings::Appearance::Dark } else { deepdive::app::settings::Appearance::Light };
            ask(&mut window, Action::SetAppearance(appearance));
            let save = |w: &mut Window, name: &str| w.render().unwrap().save(format!("{folder}/{name}{end}.png")).unwrap();
            suggest(&mut window, "A4");
            if !dark && end.starts_with("-l") {
                press(&mut window, Key::A);
                press(&mut window, Key::R);
            }
            save(&mut window, "suggest");
            ask(&mut window, Action::Command(Command::GoToWords));
            save(&mut window, "words");
            let shown = theme(&window, "B1");
            ask(&mut window, Action::ShowTheme(shown));
            save(&mut window, "theme");
        }
    }
}
