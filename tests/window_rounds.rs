//! Deep dives in the window, by role and name: a new user makes a round, chooses its cases, freezes the codebook and
//! compares it with the earlier one; and what the sample's two rounds truly say.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;

use deepdive::analyse::evidence::Evidence;
use deepdive::analyse::rounds::{Between, Side, Which, compare};
use deepdive::app::action::Action;
use deepdive::app::command::{Command, Page};
use deepdive::model::{DeepDive, Project};
use deepdive::ui::app::DeepdiveApp;
use desk::{Desk, ask, click, key, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

type Window = Harness<'static, DeepdiveApp>;

fn rounds(project: &Project) -> Vec<&DeepDive> {
    project.deep_dives().iter().collect()
}

fn project(window: &Window) -> &Project {
    window.state().session().expect("open").project()
}

fn last(window: &Window) -> DeepDive {
    rounds(project(window)).last().map(|r| (*r).clone()).expect("a round")
}

fn write(window: &mut Window, field: &str, words: &str) {
    let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput);
    let node = |window: &Window, act: &dyn Fn(egui_kittest::Node<'_>)| {
        act(window.get_by(|n| is_field(n.role()) && n.label().as_deref() == Some(field)));
    };
    node(window, &|n| n.focus());
    window.run_steps(2);
    key(window, Modifiers::COMMAND, Key::A);
    node(window, &|n| n.type_text(words));
    window.run_steps(2);
    key(window, Modifiers::NONE, Key::Tab);
}

fn press(window: &mut Window, part: &str) {
    let node = window.query_all_by(|n| n.label().is_some_and(|l| l.contains(part))).next();
    node.unwrap_or_else(|| unreachable!("nothing is called {part}")).click_accesskit();
    settle(window);
}

fn has(window: &Window, part: &str) -> bool {
    window.query_all_by(|n| [n.label(), n.value()].into_iter().flatten().any(|words| words.contains(part))).next().is_some()
}

/// Goes to a part of the page, wherever the page has been scrolled to.
fn part(window: &mut Window, name: &str) {
    window.get_by_role_and_label(Role::RadioButton, name).click_accesskit();
    settle(window);
}

fn choose(window: &mut Window, button: &str, entry: &str) {
    press(window, button);
    window.get_by_role_and_label(Role::MenuItemRadio, entry).click_accesskit();
    settle(window);
}

#[test]
fn a_new_user_makes_a_round_and_compares_it_with_the_earlier_one() {
    let desk = Desk::new();
    let sample = desk.sample();
    let mut window = desk.window(Some(sample));
    assert!(has(&window, "Working within: Round 2"), "which round is chosen is always seen");
    what_the_sample_says(project(&window));

    ask(&mut window, Action::Command(Command::AddRound));
    write(&mut window, "Name", "Since 2023, anew");
    write(&mut window, "Question", "What has changed?");
    write(&mut window, "Period from", "soon");
    assert!(has(&window, "is not a date"));
    write(&mut window, "Period from", "2023");
    write(&mut window, "Period to", "Dec 2024");
    assert!(has(&window, "Understood as 1 January 2023 to 31 December 2024, about 24 months"));
    let round = last(&window);
    assert_eq!((round.name.as_str(), round.question.as_str()), ("Since 2023, anew", "What has changed?"));
    choose(&mut window, "Earlier round: None", "Round 1: incidents to October 2022");

    part(&mut window, "Cases");
    click(&mut window, Role::Button, "Propose by period");
    assert!(has(&window, "Child L (12 November 2023)"));
    assert!(last(&window).sample.is_empty(), "a proposal takes nothing in");
    click(&mut window, Role::Button, "Take 6 cases in");
    assert_eq!(last(&window).cases_in().count(), 6);
    choose(&mut window, "Decision on Child L", "Left out");
    write(&mut window, "Reason for Child L", "Too old.");
    let out: Vec<String> = last(&window).sample.values().filter(|s| !s.is_in).map(|s| s.why.clone()).collect();
    assert_eq!(out, ["Too old."]);
    assert!(has(&window, "never counted as a case without: Child H"));

    part(&mut window, "Plan");
    write(&mut window, "Name of the version", "Before round 3");
    click(&mut window, Role::Button, "Freeze now");
    let project_now = project(&window);
    let version = last(&window).codebook.and_then(|id| project_now.codebook_versions().get(id)).expect("frozen");
    assert_eq!(version.name, "Before round 3");
    assert!(has(&window, "The two codebooks say the same of every theme"));

    part(&mut window, "Compare");
    assert!(has(&window, "The periods are not equally long (19 months then, 24 months now)"));
    press(&mut window, "5 of 5 then, show its cases");
    assert!(has(&window, "Found in"));
    press(&mut window, "Working within: ");
    window.get_by_role_and_label(Role::MenuItemRadio, "All cases").click_accesskit();
    settle(&mut window);
    assert!(has(&window, "Working within: All cases"));
    press(&mut window, "Work within this deep dive");
    assert!(has(&window, "Working within: Since 2023, anew"));
    drop(window);
    pictures(&desk);
}

/// Draws the page into a folder, for looking at.
fn pictures(desk: &Desk) {
    let Some(folder) = std::env::var_os("ROUNDS_PICTURES") else { return };
    for (name, size, zoom, dark) in [
        ("light", (1440.0, 900.0), 1.0, false),
        ("dark", (1440.0, 900.0), 1.0, true),
        ("small", (1280.0, 720.0), 1.0, false),
        ("double", (1280.0, 720.0), 2.0, false),
    ] {
        let builder = Harness::builder().with_size(egui::vec2(size.0, size.1) / zoom).with_pixels_per_point(zoom);
        let mut window: Window = builder.with_max_steps(64).wgpu().build_eframe(desk.app(Some(desk.sample())));
        settle(&mut window);
        let chosen = if dark { deepdive::app::settings::Appearance::Dark } else { deepdive::app::settings::Appearance::Light };
        ask(&mut window, Action::SetAppearance(chosen));
        ask(&mut window, Action::GoTo(Page::Rounds));
        for part in ["Plan", "Cases", "Compare"] {
            self::part(&mut window, part);
            if part == "Compare" {
                press(&mut window, "5 of 5 then, show its cases");
            }
            let path = std::path::Path::new(&folder).join(format!("{name}-{part}.png"));
            window.render().expect("drawn").save(path).expect("saved");
        }
    }
}

/// The two rounds of the sample, against what its reviews say.
fn what_the_sample_says(project: &Project) {
    let rounds = rounds(project);
    let [first, second] = rounds.as_slice() else { unreachable!("two rounds") };
    assert_eq!(second.repeats, Some(first.id));
    assert_eq!((first.cases_in().count(), second.cases_in().count(), second.sample.len()), (5, 5, 6));
    let compared = compare(project, Side::Round(first.id), Side::Round(second.id), Which::Concern).expect("one codebook");
    let theme = |code: &str| compared.themes.iter().find(|t| t.code == code).expect("a theme");
    assert_eq!((theme("B1").then.words(), theme("B1").now.words()), ("5 of 5".into(), "1 of 5".into()));
    assert_eq!(theme("D1").then.words(), "5 of 5");
    assert_eq!((theme("D1").now.with.len(), theme("D1").now.not_told.len()), (0, 1), "Child H is not read to the end");
    assert!(theme("B1").comparison.sentence().starts_with("5 of 5 cases then, 1 of 5 now: "));
    assert_eq!(theme("B1").bearing.iter().map(|b| b.due).collect::<Vec<_>>(), [Between::Between]);
    let findings = &compared.findings;
    assert_eq!((findings.same.len(), findings.new.len(), findings.gone.len()), (4, 2, 2));
    let states: Vec<String> = project.findings().iter().map(|f| Evidence::of(project, f).since.words()).collect();
    assert_eq!(states.iter().filter(|s| !s.is_empty()).count(), 1, "one finding is to be looked through again: {states:?}");
    assert!(project.statements().iter().filter(|s| !s.themes.is_empty()).count() >= 60);
    assert_eq!(project.saved_matrices().iter().count(), 3);
}
