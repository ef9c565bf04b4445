//! A coding session in the reading room without a pointer, and what the mouse can do there, asked by role and name.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

mod desk;

use deepdive::app::action::Action;
use deepdive::app::command::Command;
use deepdive::model::{Coding, Polarity};
use deepdive::ui::app::DeepdiveApp;
use desk::{Desk, ask, codings, key, make, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

const NONE: Modifiers = Modifiers::NONE;

/// The rapid review open, the keyboard with the text, the caret in its second paragraph.
fn reading(desk: &Desk) -> Harness<'static, DeepdiveApp> {
    let mut window = make(desk);
    let session = window.state().session().expect("open");
    let first = session.project().documents().iter().find(|d| d.file_name.contains("Child K")).expect("there").id;
    ask(&mut window, Action::Open(first, None));
    window.get_by_role(Role::Document).focus();
    settle(&mut window);
    for _ in 0..6 {
        key(&mut window, NONE, Key::ArrowDown);
    }
    window
}

fn all(window: &Harness<'_, DeepdiveApp>) -> Vec<Coding> {
    window.state().session().expect("open").project().live_codings().cloned().collect()
}

fn quotes(window: &Harness<'_, DeepdiveApp>) -> Vec<String> {
    let session = window.state().session().expect("open");
    let quote = |c: &Coding| session.text(c.document).expect("text").quote(c.range).to_owned();
    session.project().live_codings().map(quote).collect()
}

fn code_of(window: &Harness<'_, DeepdiveApp>, coding: &Coding) -> String {
    window.state().session().expect("open").project().themes().get(coding.theme).expect("there").code.clone()
}

#[test]
fn a_coding_session_without_a_pointer() {
    let desk = Desk::new();
    let mut window = reading(&desk);

    // A quick theme: two keys.
    key(&mut window, NONE, Key::S);
    key(&mut window, NONE, Key::Num2);
    assert_eq!(codings(&window), 1);
    let first = all(&window)[0].clone();
    assert_eq!(code_of(&window, &first), "B1", "the second key has the first theme of the second group");

    // The same theme again on the next sentence, and on to the next uncoded paragraph, with one key.
    key(&mut window, NONE, Key::ArrowRight);
    key(&mut window, NONE, Key::S);
    key(&mut window, NONE, Key::G);
    assert_eq!(codings(&window), 2, "{:?}", quotes(&window));
    assert!(all(&window).iter().all(|c| c.theme == first.theme));

    // Polarity of the coding at the caret, in place.
    ask(&mut window, Action::Command(Command::PreviousCoding));
    key(&mut window, NONE, Key::Plus);
    assert_eq!(all(&window).iter().filter(|c| c.polarity == Polarity::GoodPractice).count(), 1);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert!(all(&window).iter().all(|c| c.polarity == Polarity::Concern), "one undo takes it back");

    // Its end, by a word, and back.
    let before = quotes(&window);
    key(&mut window, NONE, Key::OpenBracket);
    assert_ne!(quotes(&window), before);
    key(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(quotes(&window), before);
}

#[test]
fn a_theme_from_the_words_selected() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    key(&mut window, NONE, Key::S);
    key(&mut window, NONE, Key::T);
    settle(&mut window);
    key(&mut window, Modifiers::COMMAND, Key::N);
    let session = window.state().session().expect("still open: the picker has the keys, no new deep dive was begun");
    let coding = session.project().live_codings().next().expect("tagged");
    let theme = session.project().themes().get(coding.theme).expect("made");
    let quote = session.text(coding.document).expect("text").quote(coding.range).to_owned();
    assert!(quote.starts_with(&theme.name) && theme.name.len() > 10, "{} from {quote}", theme.name);
}

#[test]
fn go_to_a_paragraph_or_a_share() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    key(&mut window, Modifiers::COMMAND, Key::G);
    let field = window.get_by_role_and_label(Role::TextInput, "Page, paragraph number or share");
    field.type_text("9.99");
    settle(&mut window);
    key(&mut window, NONE, Key::Enter);
    assert!(window.query_by_label_contains("There is no").is_some(), "says that there is no such place");
    key(&mut window, NONE, Key::Escape);
    key(&mut window, Modifiers::COMMAND, Key::G);
    window.get_by_role_and_label(Role::TextInput, "Page, paragraph number or share").type_text("100 %");
    settle(&mut window);
    key(&mut window, NONE, Key::Enter);
    key(&mut window, NONE, Key::P);
    key(&mut window, NONE, Key::Num1);
    assert!(quotes(&window)[0].contains("nursery nurse"), "{:?}", quotes(&window));
}

#[test]
fn colleagues_codings_can_be_hidden_and_nothing_is_changed() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    key(&mut window, NONE, Key::S);
    key(&mut window, NONE, Key::Num1);
    assert!(window.query_by_label("Codings shown: All codings").is_some());
    ask(&mut window, Action::Command(Command::OnlyMine));
    assert!(window.query_by_label("Codings shown: Only mine").is_some(), "the bar says so all the while");
    assert_eq!(codings(&window), 1);
}

#[test]
fn the_place_in_a_document_is_kept_over_a_restart() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    ask(&mut window, Action::Command(Command::CloseDeepDive));
    drop(window);
    let mut again = desk.window(Some(desk.project()));
    ask(&mut again, Action::Command(Command::GoToReading));
    again.get_by_role(Role::Document).focus();
    settle(&mut again);
    key(&mut again, NONE, Key::S);
    key(&mut again, NONE, Key::Num1);
    assert!(quotes(&again)[0].contains("midwife") || quotes(&again)[0].contains("man was"), "{:?}", quotes(&again));
}

#[test]
fn words_are_copied_with_where_they_stand() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    key(&mut window, NONE, Key::S);
    window.state_mut().ask(Action::Command(Command::CopyWithCitation));
    let mut copied = Vec::new();
    for _ in 0..4 {
        window.step();
        copied.extend(window.output().platform_output.commands.iter().filter_map(|c| match c {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        }));
    }
    assert_eq!(copied.len(), 1);
    assert!(copied[0].starts_with('“') && copied[0].ends_with("” (Child K, Rapid review)"), "{copied:?}");
}

#[test]
fn the_history_lists_every_step_and_takes_back_any_of_ones_own() {
    let desk = Desk::new();
    let mut window = reading(&desk);
    key(&mut window, NONE, Key::S);
    key(&mut window, NONE, Key::Num1);
    key(&mut window, NONE, Key::Num2);
    assert_eq!(codings(&window), 2);
    ask(&mut window, Action::Command(Command::GoToHistory));
    let lines = |window: &Harness<'_, DeepdiveApp>| window.query_all_by_label_contains("Tag a passage, Coding").count();
    assert_eq!(lines(&window), 2);

    // Not the last step but the one before it.
    window.query_all_by_label("Take this step back").nth(1).expect("own steps can be taken back").click();
    settle(&mut window);
    assert_eq!(codings(&window), 1);
    assert_eq!(code_of(&window, &all(&window)[0]), "B1", "the later step stands");
    assert!(window.query_by_label_contains("Undone: tag a passage, Coding").is_some(), "the undo is a step of its own");
    assert!(window.query_by_label_contains(", taken back").is_some());

    // And that step too can be taken back: the coding is there again.
    window.query_all_by_label("Take this step back").next().expect("there").click();
    settle(&mut window);
    assert_eq!(codings(&window), 2);
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_reading -- --ignored"]
fn pictures() {
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(&folder).expect("made");
    let windows = [
        ("light", (1440.0, 900.0), 1.0, Theme::Light),
        ("dark", (1440.0, 900.0), 1.0, Theme::Dark),
        ("1280x720", (1280.0, 720.0), 1.0, Theme::Light),
        ("zoom200", (1440.0, 900.0), 2.0, Theme::Light),
    ];
    let desk = Desk::new();
    let sample = desk.sample();
    for (end, size, zoom, theme) in windows {
        let mut window = Harness::builder()
            .with_size(egui::vec2(size.0, size.1) / zoom)
            .with_pixels_per_point(zoom)
            .with_theme(theme)
            .with_max_steps(64)
            .wgpu()
            .build_eframe(desk.app(Some(sample.clone())));
        settle(&mut window);
        let session = window.state().session().expect("open");
        let coded = session.project().documents().iter().max_by_key(|d| session.project().codings_in(d.id).count());
        let (id, coding) = coded.and_then(|d| Some((d.id, session.project().codings_in(d.id).nth(8)?.range))).expect("coded");
        ask(&mut window, Action::Open(id, Some(coding)));
        window.get_by_role(Role::Document).focus();
        settle(&mut window);
        let save = |window: &mut Harness<'_, DeepdiveApp>, name: &str| {
            settle(window);
            window.render().expect("drawn").save(format!("{folder}/reading-{name}-{end}.png")).expect("saved");
        };
        save(&mut window, "selection");
        key(&mut window, NONE, Key::T);
        save(&mut window, "picker");
        key(&mut window, NONE, Key::Escape);
        key(&mut window, NONE, Key::C);
        save(&mut window, "coding");
        ask(&mut window, Action::Command(Command::LineFocus));
        save(&mut window, "line-focus");
        ask(&mut window, Action::Command(Command::LineFocus));
        for name in ["Codings shown: All codings", "How the text is shown"] {
            if let Some(node) = window.query_by_label(name) {
                node.click();
                save(&mut window, if name.starts_with("How") { "text" } else { "shown" });
                key(&mut window, NONE, Key::Escape);
            }
        }
        key(&mut window, Modifiers::COMMAND, Key::G);
        save(&mut window, "go-to");
        key(&mut window, NONE, Key::Escape);
        ask(&mut window, Action::Command(Command::GoToHistory));
        save(&mut window, "history");
    }
}
