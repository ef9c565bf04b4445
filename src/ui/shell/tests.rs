//! The frame of the window, found and worked as a screen reader and a keyboard would.

use super::*;
use crate::ui::style::icons;
use crate::ui::test_bench::{bench, tab};
use egui::accesskit::Role;
use egui::{Key, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

#[derive(Default)]
struct Chosen {
    bar: Vec<TopBarChoice>,
    rail: Vec<RailChoice<u8>>,
}

const ITEMS: [&[RailItem<'static, u8>]; 2] = [
    &[
        RailItem { place: 0, icon: icons::LIBRARY, label: "Reviews", count: "24" },
        RailItem { place: 1, icon: icons::TEXT_SEARCH, label: "Search", count: "" },
    ],
    &[RailItem { place: 2, icon: icons::HISTORY, label: "History", count: "" }],
];

const MENU: [MenuLine<'static>; 2] = [
    MenuLine { text: "Project settings", key: "", enabled: true, gap_before: false },
    MenuLine { text: "Close project", key: "Ctrl W", enabled: true, gap_before: true },
];

fn window<'a>(size: Vec2, save: SaveState<'a>, project: &'a str) -> Harness<'a, Chosen> {
    let mut harness = bench(size, Chosen::default(), move |ui, chosen: &mut Chosen| {
        let bar = TopBar { project, menu: &MENU, marking: Some("OFFICIAL-SENSITIVE"), save, search_key: "Ctrl K", rounds: &[] };
        chosen.bar.extend(top_bar_ui(ui, &bar));
        let narrow = single_column(ui);
        chosen.rail.extend(rail_ui(ui, &Rail { groups: &ITEMS, place: 0, narrow, coder: "RP" }));
        page_ui(ui, |ui| key_bar_ui(ui, &[("T", "tag"), ("N", "next uncoded")]));
    });
    harness.run_steps(2);
    harness
}

#[test]
fn tab_goes_from_the_top_bar_to_the_rail() {
    let mut harness = window(vec2(1440.0, 900.0), SaveState::Saved, "NAI in under-ones");
    for (role, name) in [
        (Role::Button, "Project: NAI in under-ones"),
        (Role::Button, "Search or do anything, Ctrl K"),
        (Role::Button, "All changes saved"),
        (Role::Tab, "Reviews, 24"),
        (Role::Tab, "Search"),
        (Role::Tab, "History"),
        (Role::Button, "Coding as RP"),
    ] {
        tab(&mut harness, 1);
        assert!(harness.get_by_role_and_label(role, name).is_focused(), "{name}");
        harness.key_press(Key::Enter);
        harness.run_steps(2);
        harness.key_press(Key::Escape);
        harness.run_steps(3);
        harness.get_by_role_and_label(role, name).focus();
        harness.run_steps(2);
    }
    assert_eq!(harness.state().bar, [TopBarChoice::Search, TopBarChoice::Save]);
    let places = [RailChoice::Place(0), RailChoice::Place(1), RailChoice::Place(2), RailChoice::Coder];
    assert_eq!(harness.state().rail, places);
}

#[test]
fn the_project_menu_says_which_line_was_taken() {
    let mut harness = window(vec2(1440.0, 900.0), SaveState::Saved, "NAI in under-ones");
    harness.get_by_label("Project: NAI in under-ones").click();
    harness.run_steps(3);
    harness.get_by_role_and_label(Role::MenuItem, "Close project").click();
    harness.run_steps(3);
    assert_eq!(harness.state().bar, [TopBarChoice::Menu(1)]);
}

#[test]
fn the_place_one_is_at_is_selected() {
    let harness = window(vec2(1440.0, 900.0), SaveState::Saved, "A");
    assert_eq!(harness.get_by_role_and_label(Role::Tab, "Reviews, 24").accesskit_node().is_selected(), Some(true));
    assert_eq!(harness.get_by_role_and_label(Role::Tab, "History").accesskit_node().is_selected(), Some(false));
}

#[test]
fn nothing_overlaps_or_leaves_the_window_at_any_zoom() {
    let long = "A very long title of a project that nobody would want to cut but somebody has to";
    for percent in [100.0, 150.0, 200.0, 300.0] {
        let size = vec2(1280.0, 720.0) / (percent / 100.0);
        let harness = window(size, SaveState::Failed("The folder cannot be reached"), long);
        let rect = |name: &str| harness.get_by_role_and_label(Role::Button, name).rect();
        let (title, search) = (rect(&format!("Project: {long}")), rect("Search or do anything, Ctrl K"));
        let save = rect("Not saved: The folder cannot be reached");
        assert!(title.right() <= search.left(), "{percent}: {title:?} {search:?}");
        assert!(search.right() <= save.left(), "{percent}: {search:?} {save:?}");
        assert!(save.right() <= size.x && title.width() >= 24.0, "{percent}");
        assert!(rect("Coding as RP").bottom() <= size.y, "{percent}");
    }
}
