//! Every control is found by role and name, reached by Tab, and worked by keys.

use super::*;
use crate::ui::style::{Style, icons};
use crate::ui::test_bench::{bench, tab};
use egui::accesskit::{Role, Toggled};
use egui::{Key, Ui, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

const SIZE: egui::Vec2 = vec2(800.0, 600.0);

fn press<S>(harness: &mut Harness<'_, S>, key: Key) {
    harness.key_press(key);
    harness.run_steps(2);
}

/// Presses the control of this role and name by Tab and Enter, then by Tab and Space.
fn pressed_by_keys(role: Role, name: &str, mut add_ui: impl FnMut(&mut Ui) -> egui::Response) {
    let mut harness = bench(SIZE, 0, |ui, count: &mut i32| {
        if add_ui(ui).clicked() {
            *count += 1;
        }
    });
    assert!(!harness.get_by_role_and_label(role, name).is_focused());
    tab(&mut harness, 1);
    assert!(harness.get_by_role_and_label(role, name).is_focused(), "{name} is not reached by Tab");
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Space);
    assert_eq!(*harness.state(), 2, "{name} is not pressed by Enter and Space");
    let size = harness.get_by_role_and_label(role, name).rect().size();
    let least = Style::of(&harness.ctx).tokens.size.hit_target_min;
    assert!(size.x >= least && size.y >= least, "{name} is only {size:?}");
}

#[test]
fn buttons_of_every_rank_are_pressed_by_keys() {
    pressed_by_keys(Role::Button, "New deep dive", |ui| ui.add(primary_button("New deep dive").icon(icons::PLUS).large()));
    pressed_by_keys(Role::Button, "Open…", |ui| ui.add(button("Open…")));
    pressed_by_keys(Role::Button, "Remove", |ui| ui.add(danger_button("Remove")));
    pressed_by_keys(Role::Button, "Readers", |ui| ui.add(quiet_button("RP and JM").name("Readers")));
    pressed_by_keys(Role::Link, "See report", |ui| ui.add(link_button("See report")));
    pressed_by_keys(Role::Button, "Edit", |ui| ui.add(icon_button(icons::PENCIL, "Edit").small()));
    pressed_by_keys(Role::Button, "x", |ui| ui.add(button("x").width(24.0)));
}

#[test]
fn chips_rows_and_places_are_pressed_by_keys() {
    let colours = |ui: &Ui| Style::of(ui).group_colours(1);
    pressed_by_keys(Role::Button, "B1 Father not engaged, concern", |ui| {
        let chip = theme_chip("B1", "Father not engaged", colours(ui));
        ui.add(chip.polarity(crate::model::Polarity::Concern).pressable())
    });
    pressed_by_keys(Role::ListItem, "Child A rapid review", |ui| row("Child A rapid review").show_ui(ui, |_| ()).response);
    pressed_by_keys(Role::Button, "Child A", |ui| band("Child A", true).show_ui(ui, |_| ()).response);
    pressed_by_keys(Role::Tab, "Reviews, 24", |ui| nav_item(icons::LIBRARY, "Reviews").count("24").narrow(true).show_ui(ui));
}

#[test]
fn a_row_says_whether_it_is_chosen_and_a_band_whether_it_is_open() {
    let harness = bench(SIZE, (), |ui, ()| {
        row("one").selected(true).show_ui(ui, |_| ());
        row("two").show_ui(ui, |_| ());
        band("group", false).show_ui(ui, |_| ());
    });
    assert_eq!(harness.get_by_label("one").accesskit_node().is_selected(), Some(true));
    assert_eq!(harness.get_by_label("two").accesskit_node().is_selected(), Some(false));
    assert_eq!(harness.get_by_label("group").accesskit_node().data().is_expanded(), Some(false));
}

#[test]
fn rows_stand_one_under_the_other_whatever_is_in_them() {
    let harness = bench(SIZE, (), |ui, ()| {
        ui.spacing_mut().item_spacing.y = 0.0;
        row("one").show_ui(ui, |_| ());
        row("two").show_ui(ui, |ui| ui.add(link_button("inside")));
        row("three").show_ui(ui, |_| ());
    });
    let top = |name: &str| harness.get_by_label(name).rect().top();
    assert_eq!(top("two") - top("one"), 32.0);
    assert_eq!(top("three") - top("two"), 32.0);
}

#[test]
fn a_tick_turns_and_says_so() {
    let mut harness = bench(SIZE, false, |ui, on: &mut bool| {
        ui.add(check_box(on, "Rapid review"));
    });
    let toggled =
        |harness: &Harness<'_, bool>| harness.get_by_role_and_label(Role::CheckBox, "Rapid review").accesskit_node().toggled();
    assert_eq!(toggled(&harness), Some(Toggled::False));
    tab(&mut harness, 1);
    press(&mut harness, Key::Space);
    assert!(*harness.state());
    assert_eq!(toggled(&harness), Some(Toggled::True));
}

#[test]
fn parts_of_a_choice_are_radio_buttons_and_arrows_go_through_them() {
    let mut harness = bench(SIZE, 0, |ui, chosen: &mut usize| {
        segmented_ui(ui, "Count", &["Codings", "Cases", "Words"], chosen);
        ui.label("below");
    });
    harness.get_by_role_and_label(Role::RadioGroup, "Count");
    tab(&mut harness, 1);
    assert!(harness.get_by_role_and_label(Role::RadioButton, "Codings").is_focused());
    press(&mut harness, Key::ArrowRight);
    press(&mut harness, Key::Space);
    assert_eq!(*harness.state(), 1);
    let cases = harness.get_by_role_and_label(Role::RadioButton, "Cases");
    assert_eq!(cases.accesskit_node().toggled(), Some(Toggled::True));
    assert!(harness.get_by_label("below").rect().top() >= cases.rect().bottom());
}

#[test]
fn a_menu_is_opened_walked_and_closed_by_keys() {
    let mut harness = bench(SIZE, None, |ui, taken: &mut Option<usize>| {
        *taken = drop_down_ui(ui, "Span", &["Whole sentence", "Words"], Some(0), 160.0).or(*taken);
    });
    tab(&mut harness, 1);
    let name = "Span: Whole sentence";
    assert!(harness.get_by_role_and_label(Role::Button, name).is_focused());
    press(&mut harness, Key::Enter);
    harness.run_steps(2);
    let first = harness.get_by_role_and_label(Role::MenuItemRadio, "Whole sentence");
    assert_eq!(first.accesskit_node().toggled(), Some(Toggled::True));
    assert!(first.is_focused(), "the first entry has the keyboard");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert_eq!(*harness.state(), Some(1));
    harness.run_steps(2);
    assert!(harness.query_by_role(Role::MenuItemRadio).is_none());
    assert!(harness.get_by_role_and_label(Role::Button, name).is_focused(), "the keyboard went back");
}

#[test]
fn esc_closes_a_menu_and_nothing_is_taken() {
    let mut harness = bench(SIZE, None, |ui, taken: &mut Option<usize>| {
        *taken = drop_down_ui(ui, "Span", &["Whole sentence", "Words"], None, 160.0).or(*taken);
    });
    tab(&mut harness, 1);
    press(&mut harness, Key::Enter);
    harness.run_steps(2);
    press(&mut harness, Key::Escape);
    harness.run_steps(2);
    assert!(harness.query_by_label("Words").is_none());
    assert_eq!(*harness.state(), None);
}

#[test]
fn a_field_has_a_name_is_written_in_and_cleared() {
    let mut harness = bench(SIZE, String::new(), |ui, text: &mut String| {
        text_field(text, "Filter themes").hint("Filter 60 themes").icon(icons::LIST_FILTER).clearable().show_ui(ui);
    });
    assert!(harness.query_by_label("Clear Filter themes").is_none());
    tab(&mut harness, 1);
    let field = harness.get_by_role_and_label(Role::TextInput, "Filter themes");
    assert!(field.is_focused());
    assert_eq!(field.rect().height(), 32.0);
    field.type_text("joi");
    harness.run_steps(2);
    assert_eq!(harness.state(), "joi");
    tab(&mut harness, 1);
    assert!(harness.get_by_role_and_label(Role::Button, "Clear Filter themes").is_focused());
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state(), "");
    assert!(harness.get_by_label("Filter themes").is_focused(), "the keyboard goes back to the field");
}

#[test]
fn a_notice_is_heard_and_its_actions_are_pressed() {
    for width in [800.0, 240.0] {
        let mut harness = bench(vec2(width, 400.0), Vec::new(), |ui, taken: &mut Vec<NoticeChoice>| {
            let strip =
                notice(Tone::Caution, "2 left out").text("Two files hold no text.").actions(&["See report", "Undo"]).closable();
            taken.extend(strip.show_ui(ui));
            ui.label("below");
        });
        let strip = harness.get_by_role_and_label(Role::Status, "2 left out Two files hold no text.");
        assert_eq!(strip.accesskit_node().data().live(), Some(egui::accesskit::Live::Polite));
        assert!(strip.rect().height() < 160.0, "{width}: {:?}", strip.rect());
        for name in ["See report", "Undo", "Close this notice"] {
            harness.get_by_label(name).click();
            harness.run_steps(2);
        }
        assert_eq!(harness.state(), &[NoticeChoice::Action(0), NoticeChoice::Action(1), NoticeChoice::Close]);
    }
}

#[test]
fn progress_says_how_far() {
    let mut harness = bench(SIZE, false, |ui, cancelled: &mut bool| {
        *cancelled |= job_ui(ui, "Reading", "12 of 26", 0.46);
    });
    let bar = harness.get_by_role_and_label(Role::ProgressIndicator, "Reading");
    assert_eq!(bar.accesskit_node().data().numeric_value(), Some(46.0));
    tab(&mut harness, 1);
    press(&mut harness, Key::Enter);
    assert!(*harness.state());
}

#[test]
fn an_empty_list_says_what_to_do() {
    let mut harness = bench(SIZE, false, |ui, begun: &mut bool| {
        *begun |= empty_state_ui(ui, icons::LIGHTBULB, "No findings yet", "Begin with a theme.", Some("Write a finding"));
    });
    harness.get_by_role_and_label(Role::Heading, "No findings yet");
    tab(&mut harness, 1);
    press(&mut harness, Key::Enter);
    assert!(*harness.state());
}

#[derive(Default)]
struct Asked {
    open: bool,
    text: String,
    ended: Option<DialogChoice>,
}

fn asking<'a>() -> Harness<'a, Asked> {
    bench(SIZE, Asked::default(), |ui, state: &mut Asked| {
        if ui.add(button("Merge…")).clicked() {
            state.open = true;
        }
        if state.open {
            let ctx = ui.ctx().clone();
            let text = &mut state.text;
            let ended = dialog("merge", "Merge a theme", "Merge").show_ui(&ctx, |ui, fresh| {
                let field = text_field(text, "Theme").show_ui(ui);
                if fresh {
                    field.request_focus();
                }
            });
            if ended.is_some() {
                (state.open, state.ended) = (false, ended);
            }
        }
    })
}

#[test]
fn a_dialog_keeps_the_keyboard_inside_and_gives_it_back() {
    let mut harness = asking();
    tab(&mut harness, 1);
    press(&mut harness, Key::Enter);
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::Dialog, "Merge a theme");
    assert!(harness.get_by_role_and_label(Role::TextInput, "Theme").is_focused());
    for _ in 0..5 {
        tab(&mut harness, 1);
        assert!(!harness.get_by_label("Merge…").is_focused(), "Tab left the dialog");
    }
    press(&mut harness, Key::Escape);
    harness.run_steps(2);
    assert_eq!(harness.state().ended, Some(DialogChoice::Cancel));
    assert!(harness.get_by_label("Merge…").is_focused(), "the keyboard went back");
}

#[test]
fn a_click_beside_a_dialog_keeps_what_was_written() {
    let mut harness = asking();
    harness.get_by_label("Merge…").click();
    harness.run_steps(3);
    harness.get_by_label("Theme").type_text("Fathers");
    harness.run_steps(2);
    harness.drag_at(egui::pos2(5.0, 590.0));
    harness.drop_at(egui::pos2(5.0, 590.0));
    harness.run_steps(2);
    assert!(harness.state().open);
    assert_eq!(harness.state().text, "Fathers");
    harness.get_by_role_and_label(Role::Button, "Merge").click();
    harness.run_steps(2);
    assert_eq!(harness.state().ended, Some(DialogChoice::Accept));
}

#[test]
fn a_header_moves_its_actions_below_where_there_is_no_room() {
    for (width, beside) in [(800.0, true), (300.0, false)] {
        let mut harness = bench(vec2(width, 300.0), None, |ui, taken: &mut Option<usize>| {
            let actions = [button("Filter"), primary_button("Add documents")];
            *taken = page_header_ui(ui, "Reviews", "24 documents", &actions).or(*taken);
        });
        let title = harness.get_by_role_and_label(Role::Heading, "Reviews").rect();
        let action = harness.get_by_label("Add documents").rect();
        assert_eq!(action.top() < title.bottom(), beside, "{width}");
        assert!(action.right() <= width);
        harness.get_by_label("Add documents").click();
        harness.run_steps(2);
        assert_eq!(*harness.state(), Some(1));
    }
}
