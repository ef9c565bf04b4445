//! ReviewsPage: not drawn yet.

use super::view::{PageUi, View};
use crate::app::action::Action;
use egui::Ui;

/// The page.
#[derive(Debug, Default)]
pub struct ReviewsPage {}

impl PageUi for ReviewsPage {
    fn ui(&mut self, _ui: &mut Ui, _view: &View<'_>, _actions: &mut Vec<Action>) {}
}
