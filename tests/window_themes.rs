//! Promises of the page of themes, asked by role and name as a screen reader would.

mod rich;

use deepdive::app::action::Action;
use deepdive::app::command::Command;
use deepdive::ui::themes::ThemesPage;
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rich::{Bench, USUAL, bare, rich, theme, window};

type Themes = Harness<'static, Bench<ThemesPage>>;

fn themes() -> Themes {
    window(Bench::new(rich()), USUAL)
}

fn framed() -> Bench<ThemesPage> {
    let mut bench = Bench::new(rich());
    bench.place = 3;
    bench
}

/// Gives the tree the keyboard and chooses a theme.
fn choose(h: &mut Themes, name: &str) {
    h.get_by(|n| n.role() == Role::TreeItem && n.label().is_some_and(|l| l.starts_with(name))).click();
    h.run_steps(3);
}

#[test]
#[ignore = "draws pictures to look at: DEEPDIVE_PICTURES=folder cargo test --test window_themes -- --ignored"]
fn pictures() {
    rich::pictures("themes", framed, |h| choose(h, "A1 "));
    rich::pictures("themes-add", framed, |h| {
        choose(h, "A2");
        h.get_by_label("Add under this").click();
        h.run_steps(3);
        h.get_by_role_and_label(Role::TextInput, "Name").type_text("Feeding and weight");
        h.run_steps(2);
    });
    rich::pictures("themes-retired", framed, |h| {
        choose(h, "A The baby");
        h.get_by_label("Retire").click();
        h.run_steps(4);
        h.get_by_label_contains("Show retired themes").click();
        h.run_steps(3);
    });
}
