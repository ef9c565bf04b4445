//! What every page is given, and what it may do: read the session, push actions, and nothing else.

use crate::app::accept::Imported;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::searching::Answer;
use crate::app::session::Session;
use crate::app::settings::Settings;
use crate::model::{Id, Theme};
use egui::Ui;
use std::sync::Arc;
use std::time::Duration;

/// How the last import stands.
#[derive(Clone, Debug, Default)]
pub struct ImportView {
    /// Files done and files in all.
    pub done: usize,
    /// Files in all.
    pub total: usize,
    /// Names of the files being read now.
    pub reading: Vec<String>,
    /// How long it has been going on, or took.
    pub took: Duration,
    /// Whether it is still going on.
    pub is_running: bool,
    /// Whether it was cancelled.
    pub is_cancelled: bool,
    /// One line for each file so far.
    pub report: Vec<Imported>,
}

/// Everything a page may read.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The open deep dive.
    pub session: &'a Session,
    /// What the program remembers.
    pub settings: &'a Settings,
    /// The last import, until it is put away.
    pub import: Option<&'a ImportView>,
    /// The latest answer of the search thread.
    pub answer: Option<&'a Arc<Answer>>,
    /// Whether a search is going on.
    pub is_searching: bool,
    /// The theme used last.
    pub last_theme: Option<Id<Theme>>,
}

/// A page of the window. A page holds scroll, selection and drafts, never project data.
pub trait PageUi {
    /// Draws the page.
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>);

    /// Carries out a command that only this page knows; false when it does not.
    fn command(&mut self, _command: Command, _view: &View<'_>, _actions: &mut Vec<Action>) -> bool {
        false
    }

    /// Whether something of the page's own lies over it and takes every key, such as a picker.
    fn takes_keys(&self) -> bool {
        false
    }

    /// Keys shown in the bar at the bottom of the window: key, what it does.
    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }
}
