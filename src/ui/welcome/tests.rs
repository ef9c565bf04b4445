//! The first page, found and worked as a screen reader and a keyboard would.

use super::*;
use crate::ui::test_bench::{bench, tab};
use egui::{Key, Vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

fn page<'a>(size: Vec2) -> Harness<'a, Vec<WelcomeChoice>> {
    let recent = |title: &str, unreachable| Recent {
        title: title.to_owned(),
        when: "17 May 2024".to_owned(),
        counts: "14 cases".to_owned(),
        place: "Documents, Deep dives".to_owned(),
        unreachable,
    };
    let welcome = Welcome { recent: vec![recent("Neglect", false), recent("Control", true)] };
    bench(size, Vec::new(), move |ui, chosen: &mut Vec<WelcomeChoice>| chosen.extend(welcome.ui(ui)))
}

#[test]
fn the_keyboard_begins_on_new_and_reaches_everything() {
    for size in [vec2(1440.0, 900.0), vec2(720.0, 450.0), vec2(480.0, 300.0)] {
        let mut harness = page(size);
        for (role, name) in [
            (Role::Button, "New deep dive"),
            (Role::Button, "Open…"),
            (Role::Button, "Open Neglect, 17 May 2024, 14 cases, Documents, Deep dives"),
            (Role::Button, "Open Control, 17 May 2024, The folder cannot be reached just now, Documents, Deep dives"),
            (Role::Button, "Open the sample"),
        ] {
            assert!(harness.get_by_role_and_label(role, name).is_focused(), "{name} at {size:?}");
            harness.key_press(Key::Enter);
            tab(&mut harness, 1);
        }
        use WelcomeChoice::{New, Open, Recent, Sample};
        assert_eq!(harness.state(), &[New, Open, Recent(0), Recent(1), Sample]);
    }
}

#[test]
fn what_has_the_keyboard_is_scrolled_into_view() {
    let mut harness = page(vec2(480.0, 300.0));
    tab(&mut harness, 4);
    harness.run_steps(6);
    let rect = harness.get_by_role_and_label(Role::Button, "Open the sample").rect();
    assert!(rect.top() >= 0.0 && rect.bottom() <= 300.0, "{rect:?}");
}

#[test]
fn the_right_half_folds_away_where_there_is_no_room() {
    assert!(page(vec2(1440.0, 900.0)).query_by_role(Role::Image).is_some());
    assert!(page(vec2(720.0, 450.0)).query_by_role(Role::Image).is_none());
}

#[test]
fn a_first_start_has_no_list() {
    let harness = bench(vec2(1440.0, 900.0), (), |ui, ()| {
        Welcome::default().ui(ui);
    });
    assert!(harness.query_by_label("Recent").is_none());
    harness.get_by_role_and_label(Role::Heading, "Deepdive");
}
