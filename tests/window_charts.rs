//! Promises of the page of charts, asked by role and name as a screen reader would.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;

use deepdive::analyse::{Nearness, Period};
use deepdive::app::action::Action;
use deepdive::app::charts::{ChartOf, ThemeChoice, chart};
use deepdive::app::command::{Command, Page};
use deepdive::app::settings::RoundChoice;
use deepdive::ui::app::DeepdiveApp;
use deepdive::write::chart::Chart;
use desk::{Desk, ask, click, settle};
use egui::accesskit::Role;
use egui::vec2;
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

type Window = Harness<'static, DeepdiveApp>;

fn window(desk: &Desk, is_drawn: bool, size: egui::Vec2) -> Window {
    let path = desk.sample();
    let builder = Harness::builder().with_size(size).with_max_steps(64);
    let builder = if is_drawn { builder.wgpu() } else { builder };
    let mut window = builder.build_eframe(desk.app(Some(path)));
    settle(&mut window);
    ask(&mut window, Action::ChooseRound(RoundChoice::AllCases));
    ask(&mut window, Action::GoTo(Page::Charts));
    window
}

fn rows(window: &Window) -> Vec<String> {
    window.query_all_by_role(Role::Row).filter_map(|n| n.accesskit_node().label()).collect()
}

fn wanted(chart: &Chart) -> Vec<String> {
    let table = chart.table();
    let row = |row: &Vec<String>| {
        let values: Vec<String> = table.header.iter().zip(row).skip(1).map(|(head, value)| format!("{head} {value}")).collect();
        format!("{}: {}", row.first().expect("a head"), values.join(", "))
    };
    table.rows.iter().map(row).collect()
}

fn counted(window: &Window, themes: &ThemeChoice, of: &ChartOf) -> Chart {
    chart(window.state().session().expect("open"), None, themes, of).expect("counted")
}

#[test]
fn every_chart_is_shown_with_its_own_numbers_as_a_table() {
    let desk = Desk::new();
    let mut window = window(&desk, false, vec2(1440.0, 4000.0));
    window.get_by_role_and_label(Role::Heading, "Charts");
    let charts = [
        ("Themes by cases", ChartOf::Frequency { by_count: false }),
        ("Themes by period", ChartOf::Periods { period: Period::Year, polarity: None }),
        ("Which themes stand together", ChartOf::CoOccurrence { near: Nearness::SamePassage }),
    ];
    for (name, of) in charts {
        click(&mut window, Role::RadioButton, name);
        for (choice, themes) in [("All themes", ThemeChoice::All), ("Groups", ThemeChoice::Groups)] {
            click(&mut window, Role::RadioButton, choice);
            let chart = counted(&window, &themes, &of);
            let shown = rows(&window);
            assert!(!shown.is_empty(), "{name}");
            assert_eq!(shown, wanted(&chart), "{name}");
            window.get_by_role_and_label(Role::Image, &chart.alt_text());
        }
    }
}

#[test]
fn a_document_is_chosen_for_where_it_was_coded() {
    let desk = Desk::new();
    let mut window = window(&desk, false, vec2(1440.0, 2000.0));
    click(&mut window, Role::RadioButton, "Coverage of a document");
    let project = window.state().session().expect("open").project();
    let coded = project.documents().iter().filter(|d| project.placed_codings_in(d.id).next().is_some());
    let mut documents: Vec<_> = coded.map(|d| (d.title.clone(), d.id)).collect();
    documents.sort_by(|a, b| a.0.cmp(&b.0));
    let (first, last) = (documents.first().expect("coded").clone(), documents.last().expect("coded").clone());
    assert_eq!(rows(&window), wanted(&counted(&window, &ThemeChoice::Groups, &ChartOf::Coverage { document: first.1 })));
    click(&mut window, Role::Button, &format!("Document: {}", first.0));
    let entry = window.query_all_by_label(&last.0).last().expect("an entry");
    entry.click();
    settle(&mut window);
    assert_eq!(rows(&window), wanted(&counted(&window, &ThemeChoice::Groups, &ChartOf::Coverage { document: last.1 })));
}

#[test]
fn without_codings_the_page_says_what_to_do_first() {
    let desk = Desk::new();
    let mut window = desk::make(&desk);
    ask(&mut window, Action::GoTo(Page::Charts));
    window.get_by_role_and_label(Role::Heading, "Nothing is coded yet");
    assert!(window.query_by_label("Save pictures and tables…").is_none());
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_charts -- --ignored"]
fn pictures() {
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(&folder).expect("made");
    let desk = Desk::new();
    let mut window = window(&desk, true, vec2(1280.0, 720.0));
    for (at, name) in
        ["Themes by cases", "Themes by period", "Which themes stand together", "Coverage of a document"].into_iter().enumerate()
    {
        click(&mut window, Role::RadioButton, name);
        window.render().expect("drawn").save(format!("{folder}/charts-{at}.png")).expect("saved");
        ask(&mut window, Action::Command(Command::SwitchAppearance));
    }
}
