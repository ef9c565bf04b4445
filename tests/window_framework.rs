//! Promises of the page of the framework, asked by role and name as a screen reader would.

#![expect(clippy::expect_used, reason = "a test stops at the first surprise")]

#[expect(dead_code, reason = "other tests use the rest")]
mod desk;
mod framework_desk;

use deepdive::app::action::Action;
use deepdive::app::command::Command;
use desk::{Desk, ask, key, settle};
use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use framework_desk::{Window, window, worked};

fn press(window: &mut Window, role: Role, name: &str) {
    window.get_by_role_and_label(role, name).click();
    settle(window);
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_framework -- --ignored"]
fn pictures() {
    let folder = std::env::var("DEEPDIVE_PICTURES").unwrap_or_else(|_| "target/pictures".to_owned());
    fs_err::create_dir_all(&folder).expect("made");
    let desk = Desk::new();
    let path = worked(&desk);
    let windows = [
        ("light", vec2(1440.0, 900.0), 1.0, false),
        ("dark", vec2(1440.0, 900.0), 1.0, true),
        ("1280x720", vec2(1280.0, 720.0), 1.0, false),
        ("zoom200", vec2(1440.0, 900.0), 2.0, false),
        ("zoom300", vec2(1280.0, 720.0), 3.0, false),
    ];
    for (end, size, zoom, dark) in windows {
        let mut w = window(&desk, &path, size, zoom, true);
        let appearance = if dark { deepdive::app::settings::Appearance::Dark } else { deepdive::app::settings::Appearance::Light };
        ask(&mut w, Action::SetAppearance(appearance));
        ask(&mut w, Action::Command(Command::GoToFramework));
        let save = |w: &mut Window, name: &str| w.render().expect("drawn").save(format!("{folder}/{name}-{end}.png")).expect("saved");
        save(&mut w, "framework-start");
        let cell = w
            .query_all_by_role(Role::GridCell)
            .find(|n| n.accesskit_node().label().is_some_and(|l| l.contains("draft")) && n.rect().is_positive());
        if let Some(cell) = cell {
            cell.click();
        }
        settle(&mut w);
        save(&mut w, "framework");
        key(&mut w, Modifiers::NONE, Key::Num2);
        save(&mut w, "framework-cell");
        key(&mut w, Modifiers::NONE, Key::Num3);
        save(&mut w, "framework-row");
        key(&mut w, Modifiers::NONE, Key::Enter);
        save(&mut w, "framework-write");
        key(&mut w, Modifiers::NONE, Key::Escape);
        if w.query_by_label("Choose themes").is_some() {
            press(&mut w, Role::Button, "Choose themes");
            save(&mut w, "framework-themes");
        }
    }
}
