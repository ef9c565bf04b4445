//! Rounds of study: question, inclusion rule, sample of cases, codebook, period; and two of them compared.

use super::shell::page_ui;
use super::view::{PageUi, View};
use super::widgets::page_title_ui;
use crate::app::action::Action;
use egui::Ui;

/// The page; see the module.
#[derive(Debug, Default)]
pub struct RoundsPage {}

impl PageUi for RoundsPage {
    fn ui(&mut self, ui: &mut Ui, _view: &View<'_>, _actions: &mut Vec<Action>) {
        page_ui(ui, |ui| page_title_ui(ui, "Deep dives", ""));
    }
}
