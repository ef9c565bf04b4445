//! From passages to findings and recommendations in the window, asked by role and name and driven by keys.

#![expect(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;

use deepdive::analyse::evidence::{Evidence, addressed};
use deepdive::app::action::Action;
use deepdive::app::command::{Command, Page};
use deepdive::app::findings::said_before;
use deepdive::app::gesture::{Gesture, Passage, StudyGesture};
use deepdive::app::session::Session;
use deepdive::app::settings::RoundChoice;
use deepdive::model::{
    DeepDive, Finding, FindingField, FindingState, Id, Polarity, Recommendation, RecommendationField, RecommendationStatus,
    Sampled, Stands, Theme,
};
use deepdive::text::StatedKind;
use deepdive::ui::app::DeepdiveApp;
use desk::{Desk, ask, click, key, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use std::path::Path;

type Window = Harness<'static, DeepdiveApp>;

const NONE: Modifiers = Modifiers::NONE;
const STATEMENT: &str = "What the midwife knew before birth did not reach the health visitor in time";

fn window(desk: &Desk, sample: &Path, size: (f32, f32), zoom: f32) -> Window {
    let builder = Harness::builder().with_size(egui::vec2(size.0, size.1) / zoom).with_pixels_per_point(zoom).with_max_steps(64);
    // A review has ticked boxes in a table that no font of ours draws.
    let builder = builder.allow_missing_glyphs();
    let mut window = builder.wgpu().build_eframe(desk.app(Some(sample.to_owned())));
    settle(&mut window);
    window
}

fn session(window: &Window) -> &Session {
    window.state().session().expect("open")
}

fn study(window: &mut Window, gesture: StudyGesture) {
    ask(window, Gesture::Study(gesture).into());
}

fn theme(window: &Window, code: &str) -> Id<Theme> {
    session(window).project().themes().iter().find(|t| t.code == code).expect("in the codebook").id
}

/// A round with every case of the sample in it.
fn round(window: &mut Window) -> Id<DeepDive> {
    let round = DeepDive::new("Under ones, 2021 to 2023");
    let id = round.id;
    study(window, StudyGesture::AddRound(Box::new(round)));
    let cases = session(window).project().cases().iter().map(|c| (c.id, Some(Sampled { is_in: true, why: String::new() })));
    let cases = cases.collect();
    study(window, StudyGesture::Sample(id, cases));
    ask(window, Action::ChooseRound(RoundChoice::One(id)));
    ask(window, Action::GoTo(Page::Findings));
    id
}

fn one_finding(window: &Window) -> &Finding {
    let project = session(window).project();
    let round = project.deep_dives().iter().last().expect("a round").id;
    project.findings_of(round)[0]
}

fn write(window: &mut Window, role: Role, field: &str, words: &str) {
    let node = window.get_by_role_and_label(role, field);
    node.focus();
    window.run_steps(2);
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run_steps(2);
    window.get_by_role_and_label(role, field).type_text(words);
    window.run_steps(2);
}

/// Adds a finding through the window, with two themes.
fn stated(window: &mut Window) {
    click(window, Role::Button, "New finding");
    write(window, Role::MultilineTextInput, "Statement of the new finding", STATEMENT);
    key(window, NONE, Key::Enter);
    for code in ["D1", "D8"] {
        if window.query_by_role_and_label(Role::Button, "Add a theme").is_none() {
            click(window, Role::Link, "Themes, agencies, frames");
        }
        click(window, Role::Button, "Add a theme");
        write(window, Role::TextInput, "Theme of the finding", code);
        key(window, NONE, Key::Enter);
    }
}

fn holds(window: &Window, words: &str) -> bool {
    window.query_all_by(|_| true).any(|n| {
        let node = n.accesskit_node();
        node.label().or_else(|| node.value()).is_some_and(|l| l.contains(words))
    })
}

fn focus_on(window: &mut Window, role: Role, words: &str) {
    window
        .query_all_by_role(role)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains(words)))
        .unwrap_or_else(|| panic!("no {role:?} with “{words}”"))
        .focus();
    window.run_steps(4);
}

#[test]
fn findings_ask_for_a_deep_dive_first() {
    let desk = Desk::new();
    let sample = desk.sample();
    let mut window = window(&desk, &sample, (1440.0, 900.0), 1.0);
    ask(&mut window, Action::ChooseRound(RoundChoice::AllCases));
    ask(&mut window, Action::GoTo(Page::Findings));
    assert!(holds(&window, "Findings belong to a deep dive"));
    click(&mut window, Role::Button, "Go to deep dives");
    assert_eq!(window.state().page(), Page::Rounds);
}

#[test]
fn a_finding_is_stated_weighed_agreed_and_looked_through() {
    let desk = Desk::new();
    let sample = desk.sample();
    let mut window = window(&desk, &sample, (1440.0, 2400.0), 1.0);
    round(&mut window);
    ask(&mut window, Action::Command(Command::AddFinding));
    key(&mut window, NONE, Key::Escape);
    stated(&mut window);
    let finding = one_finding(&window);
    assert_eq!((finding.statement.as_str(), finding.themes.len()), (STATEMENT, 2));
    let evidence = Evidence::of(session(&window).project(), finding);
    assert!(evidence.since.is_nothing(), "its author chose the themes with the passages before them");
    assert_eq!(finding.seen.len(), evidence.supporting().count() + evidence.opposing().count());
    assert!(holds(&window, &format!("{} cases", evidence.of_counted())));
    assert!(holds(&window, &format!("Evidence for, {} passages", evidence.supporting().count())));

    // A passage is weighed by one key, and back by another; the second leaves nothing decided.
    let first = evidence.supporting().next().expect("one");
    focus_on(&mut window, Role::Link, "For: ");
    key(&mut window, NONE, Key::L);
    let left_out = one_finding(&window).stands.clone();
    assert_eq!(left_out.values().copied().collect::<Vec<_>>(), [Stands::LeftOut]);
    assert!(Evidence::of(session(&window).project(), one_finding(&window)).since.is_nothing());
    click(&mut window, Role::Link, "1 passage left out");
    focus_on(&mut window, Role::Link, "Left out: ");
    key(&mut window, NONE, Key::F);
    assert!(one_finding(&window).stands.is_empty(), "what its polarity says is no decision");
    assert!(left_out.contains_key(&first) || evidence.supporting().any(|id| left_out.contains_key(&id)));
    focus_on(&mut window, Role::Link, "For: ");
    key(&mut window, NONE, Key::Q);
    assert_eq!(one_finding(&window).quoted.len(), 1);

    click(&mut window, Role::Button, "State of the finding: Draft");
    click(&mut window, Role::MenuItemRadio, "Agreed");
    assert_eq!(one_finding(&window).state, FindingState::Agreed);

    // Somebody codes a passage more: the finding says so until it is looked through.
    let d1 = theme(&window, "D1");
    let project = session(&window).project();
    let document = project.documents().iter().find(|d| d.title == "Child A rapid review").expect("there").id;
    let block =
        session(&window).text(document).expect("read").shape.blocks.iter().rev().find(|b| b.range.len() > 60).expect("one").range;
    let passages = vec![Passage { document, range: block }];
    ask(&mut window, Gesture::Tag { passages, theme: d1, polarity: Polarity::Concern, query: None }.into());
    assert!(holds(&window, "1 coding since you looked"));
    assert!(holds(&window, "Changed"));
    click(&mut window, Role::Link, "Look through");
    click(&mut window, Role::Button, "I have looked through these");
    assert!(Evidence::of(session(&window).project(), one_finding(&window)).since.is_nothing());
    assert!(!holds(&window, "since you looked"));
}

#[test]
fn a_statement_is_written_in_place_and_never_lost() {
    let desk = Desk::new();
    let sample = desk.sample();
    let mut window = window(&desk, &sample, (1440.0, 900.0), 1.0);
    round(&mut window);
    stated(&mut window);
    click(&mut window, Role::Button, &format!("Statement: {STATEMENT}"));
    write(&mut window, Role::MultilineTextInput, "Statement", "Forms were not answered");
    key(&mut window, NONE, Key::Enter);
    assert_eq!(one_finding(&window).statement, "Forms were not answered");
    click(&mut window, Role::Button, "Write the statement");
    write(&mut window, Role::MultilineTextInput, "Statement", "Nobody waited for an answer");
    ask(&mut window, Action::GoTo(Page::History));
    assert_eq!(one_finding(&window).statement, "Nobody waited for an answer");
    ask(&mut window, Action::Command(Command::Undo));
    assert_eq!(one_finding(&window).statement, "Forms were not answered");
    ask(&mut window, Action::GoTo(Page::Findings));
    click(&mut window, Role::Button, "New finding");
    write(&mut window, Role::MultilineTextInput, "Statement of the new finding", "Half a thought");
    ask(&mut window, Action::GoTo(Page::History));
    let project = session(&window).project();
    assert!(project.findings().iter().any(|f| f.statement == "Half a thought"));
}

#[test]
fn findings_are_moved_and_removed_by_key() {
    let desk = Desk::new();
    let sample = desk.sample();
    let mut window = window(&desk, &sample, (1440.0, 900.0), 1.0);
    let round = round(&mut window);
    for words in ["One", "Two", "Three"] {
        study(&mut window, StudyGesture::AddFinding(Box::new(Finding::new(round, words))));
    }
    let order = |window: &Window| {
        let project = session(window).project();
        project.findings_of(round).iter().map(|f| f.statement.clone()).collect::<Vec<_>>()
    };
    ask(&mut window, Action::GoTo(Page::History));
    ask(&mut window, Action::GoTo(Page::Findings));
    key(&mut window, NONE, Key::Home);
    key(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(order(&window), ["Two", "One", "Three"]);
    key(&mut window, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(order(&window), ["Two", "Three", "One"]);
    key(&mut window, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(order(&window), ["Two", "One", "Three"]);
    key(&mut window, NONE, Key::Delete);
    assert_eq!(order(&window), ["Two", "Three"]);
    ask(&mut window, Action::Command(Command::Undo));
    assert_eq!(order(&window), ["Two", "One", "Three"]);
}

#[test]
fn a_recommendation_has_owner_date_measure_and_status() {
    let desk = Desk::new();
    let sample = desk.sample();
    let mut window = window(&desk, &sample, (1440.0, 900.0), 1.0);
    let round = round(&mut window);
    stated(&mut window);
    click(&mut window, Role::Link, "Add a recommendation");
    write(&mut window, Role::MultilineTextInput, "Text of the new recommendation", "Answer each form within two days");
    key(&mut window, NONE, Key::Enter);
    assert!(holds(&window, "Due of recommendation 1.1: No date yet"));
    for (field, empty, words) in [
        ("Owner", "No owner yet", "Health visiting"),
        ("Due", "No date yet", "soon"),
        ("Measure", "Not yet set", "Forms answered"),
    ] {
        click(&mut window, Role::Button, &format!("{field} of recommendation 1.1: {empty}"));
        let role = if field == "Measure" { Role::MultilineTextInput } else { Role::TextInput };
        write(&mut window, role, &format!("{field} of recommendation 1.1"), words);
        key(&mut window, NONE, Key::Enter);
    }
    let of = |window: &Window| session(window).project().recommendations_of(round)[0].clone();
    assert_eq!(of(&window).due, None);
    assert!(holds(&window, "“soon” is not a date"));
    write(&mut window, Role::TextInput, "Due of recommendation 1.1", "30 September 2024");
    key(&mut window, NONE, Key::Enter);
    click(&mut window, Role::Button, "Status of recommendation 1.1: Proposed");
    click(&mut window, Role::MenuItemRadio, "In progress");
    let now = of(&window);
    assert_eq!((now.owner.as_str(), now.measure.as_str()), ("Health visiting", "Forms answered"));
    assert_eq!(now.due.map(|d| d.to_string()), Some("30 September 2024".to_owned()));
    assert_eq!(now.status, RecommendationStatus::InProgress);
    click(&mut window, Role::Tab, "All recommendations, 1");
    assert!(holds(
        &window,
        "1.1 Answer each form within two days, answers finding 1, In progress, Health visiting, 30 September 2024"
    ));
}

#[test]
fn reviews_own_recommendations_are_given_themes_by_keys() {
    let desk = Desk::new();
    let sample = desk.sample();
    let mut window = window(&desk, &sample, (1440.0, 2400.0), 1.0);
    let round = round(&mut window);
    stated(&mut window);
    let said = session(&window).project().statements().len();
    click(&mut window, Role::Tab, &format!("What the reviews said, {said}"));
    click(&mut window, Role::RadioButton, "Recommendations");
    click(&mut window, Role::CheckBox, "Only those without a theme");
    let bare = |window: &Window| {
        let project = session(window).project();
        project.statements().iter().filter(|s| s.kind == StatedKind::Recommendation && s.themes.is_empty()).count()
    };
    let before = bare(&window);
    focus_on(&mut window, Role::ListItem, "Recommendation");
    key(&mut window, NONE, Key::T);
    write(&mut window, Role::TextInput, "Theme of the statement", "D1");
    key(&mut window, NONE, Key::Enter);
    assert_eq!(bare(&window), before - 1);
    // The next one has the keyboard at once.
    key(&mut window, NONE, Key::T);
    write(&mut window, Role::TextInput, "Theme of the statement", "D8");
    key(&mut window, NONE, Key::Enter);
    assert_eq!(bare(&window), before - 2);
    click(&mut window, Role::Tab, "Themes against recommendations");
    let project = session(&window).project();
    let d1 = theme(&window, "D1");
    let counted = addressed(project, Some(round)).into_iter().find(|a| a.theme == d1).expect("in the codebook");
    assert!(holds(&window, &counted.sentence()), "{}", counted.sentence());
    let finding = one_finding(&window);
    let said = said_before(project, finding);
    assert!(said.statements.len() >= 2 && said.of as u32 == counted.of_recommendations);
    window.get_by_role_and_label(Role::List, "Findings").focus();
    window.run_steps(2);
    key(&mut window, NONE, Key::Enter);
    let words = format!("addressed by {} of the {} recommendations that these reviews made", said.statements.len(), said.of);
    assert!(holds(&window, &words), "{words}");
}

/// A deep dive with findings of every kind, to look at.
#[expect(clippy::too_many_lines, reason = "a list")]
fn furnished(window: &mut Window) {
    let round = round(window);
    let findings = [
        ("Nobody asked who the man in the home was, or wrote it down", &["B1"][..], Polarity::Concern, true),
        (
            "What the midwife knew before birth did not reach the health visitor in time, because it travelled by form and nobody waited for an answer.",
            &["D1", "D8"],
            Polarity::Concern,
            true,
        ),
        ("A bruise in a baby who cannot roll was not sent for a paediatric opinion", &["A1"], Polarity::Concern, true),
        ("Crying was heard about, and advice went to mothers alone", &["A6"], Polarity::Concern, false),
        ("Nursery nurses and grandparents spoke up, and were heard", &["E7"], Polarity::GoodPractice, true),
        ("Supervision did not reach staff in clinics", &["F2"], Polarity::Concern, false),
    ];
    for (statement, codes, polarity, agreed) in findings {
        let mut finding = Finding { polarity, ..Finding::new(round, statement) };
        finding.themes = codes.iter().map(|code| theme(window, code)).collect();
        finding.state = if agreed { FindingState::Agreed } else { FindingState::Draft };
        finding.agencies = ["Midwifery", "Health visiting"].map(str::to_owned).into();
        finding.priorities = ["Neglect strategy 2024".to_owned()].into();
        let project = session(window).project();
        finding.seen = Evidence::of(project, &finding).seen(project);
        if codes == ["A1"] {
            finding.seen.pop();
        }
        study(window, StudyGesture::AddFinding(Box::new(finding)));
    }
    let second = session(window).project().findings_of(round)[1].id;
    for (text, owner, status, measure) in [
        (
            "Each concern form is answered within two working days, and the answer is kept with it.",
            "Maternity and health visiting",
            RecommendationStatus::Agreed,
            "Forms answered in time, monthly, target 95 in 100",
        ),
        (
            "The shared inbox has a named owner every working day, with a deputy.",
            "Health visiting",
            RecommendationStatus::Done,
            "Rota seen by the quality group",
        ),
        ("GPs are told that a form exists, and who has it.", "Integrated care board", RecommendationStatus::Proposed, ""),
    ] {
        let recommendation = Recommendation {
            findings: [second].into(),
            owner: owner.to_owned(),
            status,
            measure: measure.to_owned(),
            ..Recommendation::new(round, text)
        };
        let id = recommendation.id;
        study(window, StudyGesture::AddRecommendation(Box::new(recommendation)));
        if !measure.is_empty() {
            let due = deepdive::model::PartialDate::parse("30 September 2024").ok();
            study(window, StudyGesture::SetRecommendation(id, vec![RecommendationField::Due(due)]));
        }
    }
    let statements: Vec<_> = session(window).project().statements().iter().map(|s| s.id).collect();
    let d1 = theme(window, "D1");
    for id in statements.into_iter().step_by(3) {
        study(window, StudyGesture::Speaks(id, vec![(d1, true)]));
    }
    let against = Evidence::of(session(window).project(), session(window).project().findings_of(round)[1]);
    if let Some(id) = against.supporting().nth(3) {
        study(window, StudyGesture::SetFinding(second, vec![FindingField::Stands(id, Some(Stands::Against))]));
    }
    ask(window, Action::GoTo(Page::History));
    ask(window, Action::GoTo(Page::Findings));
    key(window, NONE, Key::Home);
    key(window, NONE, Key::ArrowDown);
}

fn picture(window: &mut Window, name: &str) {
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(&folder).expect("made");
    window.render().expect("drawn").save(format!("{folder}/{name}.png")).expect("saved");
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_findings -- --ignored"]
fn pictures() {
    for (size, zoom) in [((1440.0, 900.0), 1.0), ((1280.0, 720.0), 1.0), ((1440.0, 900.0), 2.0)] {
        let desk = Desk::new();
        let sample = desk.sample();
        let name = format!("{}x{}-{}", size.0, size.1, zoom * 100.0);
        let mut window = window(&desk, &sample, size, zoom);
        furnished(&mut window);
        for scheme in ["light", "dark"] {
            picture(&mut window, &format!("finding-{name}-{scheme}"));
            ask(&mut window, Action::Command(Command::SwitchAppearance));
        }
        for (label, shows) in [
            ("recommendations", "All recommendations"),
            ("themes", "Themes against recommendations"),
            ("reviews", "What the reviews said"),
        ] {
            let tab =
                window.query_all_by_role(Role::Tab).filter_map(|n| n.accesskit_node().label()).find(|l| l.starts_with(shows));
            match tab {
                Some(tab) => click(&mut window, Role::Tab, &tab),
                None => {
                    click(&mut window, Role::Button, "Recommendations and reviews");
                    click(&mut window, Role::MenuItemRadio, shows);
                }
            }
            picture(&mut window, &format!("{label}-{name}"));
            if window.query_by_label("All findings").is_some() {
                click(&mut window, Role::Link, "All findings");
            }
        }
        window.get_by_role_and_label(Role::List, "Findings").focus();
        window.run_steps(2);
        key(&mut window, NONE, Key::ArrowDown);
        key(&mut window, NONE, Key::Enter);
        picture(&mut window, &format!("inside-{name}"));
        if window.query_by_role_and_label(Role::Link, "Themes, agencies, frames").is_some() {
            click(&mut window, Role::Link, "Themes, agencies, frames");
            picture(&mut window, &format!("tags-{name}"));
        }
        ask(&mut window, Action::Command(Command::SwitchAppearance));
        ask(&mut window, Action::Command(Command::SwitchAppearance));
    }
}
