//! A bench for tests of the window: a headless window with the fonts and the look in place.

use super::style::{Appearance, install};
use egui::{Ui, Vec2};
use egui_kittest::Harness;

/// A window of `size` points that shows `ui` over `state`.
pub(crate) fn bench<'a, S: 'a>(size: Vec2, state: S, ui: impl FnMut(&mut Ui, &mut S) + 'a) -> Harness<'a, S> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_context_setup(|ctx| install(ctx, Appearance::default()))
        .build_ui_state(ui, state);
    harness.run_steps(2);
    harness
}

/// Presses Tab so often, one frame each.
pub(crate) fn tab<S>(harness: &mut Harness<'_, S>, times: usize) {
    for _ in 0..times {
        harness.key_press(egui::Key::Tab);
        harness.run_steps(2);
    }
}
