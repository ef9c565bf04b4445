//! What every page is given, and what it may do: read the session, push actions, and nothing else.

use crate::app::accept::Imported;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::pages::{PagePicture, PagePictures, WantedPage};
use crate::app::reextract::ReextractPlan;
use crate::app::search_thread::{Answer, Counted, FoundPassages, Question};
use crate::app::session::Session;
use crate::app::settings::Settings;
use crate::app::suggestions::Learning;
use crate::model::{DeepDive, Document, Id, Theme};
use egui::{Context, Ui, Vec2, vec2};
use std::collections::BTreeMap;
use std::path::PathBuf;
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

impl ImportView {
    /// Puts a line into the report, in place of an earlier one about the same file.
    pub fn put(&mut self, line: Imported) {
        match self.report.iter_mut().find(|before| before.path == line.path) {
            Some(before) => *before = line,
            None => self.report.push(line),
        }
    }
}

/// Where pictures of pages come from: a thread that draws, or a test.
pub trait PageSource {
    /// What there is of a page now; asks for it when there is nothing yet.
    fn picture(&self, wanted: &WantedPage) -> PagePicture;
}

impl PageSource for PagePictures {
    fn picture(&self, wanted: &WantedPage) -> PagePicture {
        self.get(wanted)
    }
}

/// Pages that are pictures, being read by a machine.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecognitionView {
    /// The file that is read.
    pub path: PathBuf,
    /// Its name, for people.
    pub name: String,
    /// Pages done and pages in all; both 0 while the file is being opened.
    pub progress: (usize, usize),
}

/// A document that is read again.
#[derive(Clone, Debug)]
pub struct AgainView {
    /// The document.
    pub document: Id<Document>,
    /// Its present text is kept, and only what lies in an earlier one is looked for in it.
    pub carries_over: bool,
    /// How it stands.
    pub state: AgainState,
}

/// How reading a document again stands.
#[derive(Clone, Debug)]
pub enum AgainState {
    /// It is being read; pages done and in all where a machine reads pictures.
    Reading(Option<(usize, usize)>),
    /// It was read, and nothing is changed yet: this would be.
    Planned(Arc<ReextractPlan>),
    /// It could not be read, in one sentence.
    Failed(String),
    /// The original asks for its password, in one sentence.
    Locked(String),
}

/// What goes on beside the session.
#[derive(Clone, Copy, Default)]
pub struct Beside<'a> {
    /// How much saved queries find now.
    pub counts: Option<&'a BTreeMap<Question, Option<Counted>>>,
    /// Queries asked before, latest first.
    pub asked: &'a [String],
    /// Pictures of pages; none where no thread could be had.
    pub pictures: Option<&'a dyn PageSource>,
    /// The document that is read again.
    pub again: Option<&'a AgainView>,
    /// The file whose pictures are read.
    pub recognition: Option<&'a RecognitionView>,
    /// Why no machine can read pictures here; none when one can, or nobody has looked yet.
    pub no_machine: Option<&'a str>,
    /// Suggestions and counts of words; none where no thread could be had.
    pub learning: Option<&'a Learning>,
    /// What the query of a matrix finds.
    pub passages: Option<&'a Arc<FoundPassages>>,
    /// The query whose passages were asked for last.
    pub finding: &'a str,
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
    /// The round of study within which pages work; none for every case of the project.
    pub round: Option<Id<DeepDive>>,
    /// Pictures of pages, and readings that are going on.
    pub beside: Beside<'a>,
}

/// A page of the window. A page holds scroll, selection and drafts, never project data.
pub trait PageUi {
    /// Draws the page.
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>);

    /// Carries out a command that only this page knows; false when it does not.
    fn command(&mut self, _command: Command, _view: &View<'_>, _actions: &mut Vec<Action>) -> bool {
        false
    }

    /// The least room in points in which the page can be used; where the window has less, the page scrolls as a whole.
    fn least_room(&self) -> Vec2 {
        vec2(340.0, 340.0)
    }

    /// The page was gone to: what it is for takes the keyboard, so that the next key works there.
    ///
    /// `by_mouse` asks for no ring around a whole page, and lists leave the keyboard where it is.
    fn take_keyboard(&mut self, _by_mouse: bool) {}

    /// The page is left, or the window closes: what is being written is handed over, so that no word is lost.
    fn leave(&mut self, _actions: &mut Vec<Action>) {}

    /// Whether something of the page's own lies over it and takes every key, such as a picker.
    fn takes_keys(&self) -> bool {
        false
    }

    /// Whether the page's text has the keyboard, so that letters alone are commands.
    fn text_has_keyboard(&self, _ctx: &Context) -> bool {
        false
    }

    /// Keys shown in the bar at the bottom of the window: key, what it does.
    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }
}
