//! "Check the reading": a page as it looks beside the text that was read from it, with the blocks outlined on both.
//!
//! | file | what it is for |
//! |---|---|
//! | `sheets`, `words`, `geometry`, `choice` | pages with their blocks, names, places, what is chosen: derived, nothing drawn |
//! | `bar` | turning, zooming, the part of the review |
//! | `picture`, `text` | the two halves |
//! | `unplaced` | codings of an earlier text that have no place in this one |
//! | `asking` | which page to go to, and the password of a protected original |

mod asking;
mod bar;
mod choice;
mod geometry;
mod picture;
mod sheets;
mod text;
mod unplaced;
mod words;

pub(in crate::ui) use words::{zone_choices, zone_title};

pub(in crate::ui) use asking::{AskPassword, Asked};
pub(in crate::ui) use words::first_words;

use super::reviews::Again;
use super::shell::{page_ui, single_column};
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::empty_state_ui;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::Gesture;
use crate::model::{Document, Id, SourceHash};
use crate::read::{Outcome, Refusal};
use crate::text::{SourceText, TextRange};
use asking::AskPage;
use bar::{Bar, BarChoice, RunZone};
use choice::Choice;
use egui::{Frame, Key, Modifiers, Panel, Ui};
use geometry::Zoom;
use picture::{Picture, PictureEvents, Shown};
use sheets::{Sheet, Sheets};
use std::sync::Arc;
use text::{Column, ColumnEvents};
use unplaced::Unplaced;

/// What is derived of the document that is checked.
#[derive(Clone)]
struct Ground {
    id: Id<Document>,
    revision: u64,
    title: String,
    original: SourceHash,
    text: Arc<SourceText>,
    sheets: Arc<Sheets>,
}

/// The page: which document, which sheet, what is chosen.
#[derive(Default)]
pub struct CheckPage {
    document: Option<Id<Document>>,
    /// Shown as soon as its text is there.
    wanted: Option<TextRange>,
    ground: Option<Ground>,
    at: usize,
    choice: Choice,
    hovered: Option<usize>,
    zoom: Zoom,
    picture: Picture,
    /// The block that is meant is brought into sight: in the text, on the picture.
    reveals: (bool, bool),
    /// In one column: 0 the page, 1 the text.
    half: usize,
    ask_page: Option<AskPage>,
    ask_password: Option<AskPassword>,
    unplaced: Unplaced,
    again: Again,
    /// The text gets the keyboard in the next frame.
    is_fresh: bool,
}

impl CheckPage {
    /// Opens a document, at a passage or where it was left.
    pub fn open(&mut self, document: Id<Document>, range: Option<TextRange>) {
        if self.document != Some(document) {
            *self = Self { document: Some(document), zoom: self.zoom, ..Self::default() };
        }
        self.wanted = range.or(self.wanted);
        self.is_fresh = true;
    }

    /// The document that is checked.
    #[must_use]
    pub const fn document(&self) -> Option<Id<Document>> {
        self.document
    }

    fn ground(&mut self, view: &View<'_>) -> Option<Ground> {
        let revision = view.session.revision();
        let documents = view.session.project().documents();
        let document = documents.get(self.document?)?;
        if let Some(ground) = self.ground.as_ref().filter(|g| g.id == document.id && g.revision == revision) {
            return Some(ground.clone());
        }
        let text = view.session.text(document.id)?;
        let same = self.ground.take().filter(|g| g.id == document.id && Arc::ptr_eq(&g.text, &text));
        let sheets = same.map_or_else(|| Arc::new(Sheets::of(&text)), |g| g.sheets);
        let (title, original) = (document.title.clone(), document.source.clone());
        self.ground = Some(Ground { id: document.id, revision, title, original, text, sheets });
        self.at = self.at.min(self.ground.as_ref()?.sheets.list.len().saturating_sub(1));
        self.ground.clone()
    }

    /// Goes to a sheet; what is meant stays, unless it stands elsewhere.
    fn turn_to(&mut self, ground: &Ground, at: usize) {
        let at = at.min(ground.sheets.list.len().saturating_sub(1));
        if at != self.at {
            self.at = at;
            let stands_here = |block| ground.sheets.list.get(at).is_some_and(|s| s.blocks.contains(&block));
            if self.choice.at().is_some_and(|block| !stands_here(block)) {
                self.choice = Choice::default();
            }
        }
    }

    fn turn(&mut self, ground: &Ground, forward: bool) {
        let at = if forward { self.at + 1 } else { self.at.saturating_sub(1) };
        self.turn_to(ground, at);
    }

    /// Means a block and turns to where it stands.
    fn mean(&mut self, ground: &Ground, block: usize, grows: bool) {
        self.choice.set(block, grows);
        let stands_here = ground.sheets.list.get(self.at).is_some_and(|s| s.blocks.contains(&block));
        if !stands_here {
            self.at = ground.sheets.home_of(block);
        }
        self.reveals = (true, true);
    }

    fn take_wanted(&mut self, ground: &Ground) {
        if let Some(range) = self.wanted.take()
            && let Some(block) = ground.text.block_index_at(range.start())
        {
            self.mean(ground, block, false);
        }
    }

    fn keys(&mut self, ui: &Ui, ground: &Ground) {
        if self.ask_page.is_some() || self.ask_password.is_some() {
            return;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::NONE, Key::PageDown) {
            self.turn(ground, true);
        } else if pressed(Modifiers::NONE, Key::PageUp) {
            self.turn(ground, false);
        } else if pressed(Modifiers::COMMAND, Key::G) {
            self.ask_page = Some(AskPage::default());
        } else if !ui.text_edit_focused() && pressed(Modifiers::NONE, Key::N) {
            self.look_at(ground, true);
        }
    }

    fn bar_ui(&mut self, ui: &mut Ui, view: &View<'_>, ground: &Ground, actions: &mut Vec<Action>) {
        let bar = Bar {
            title: &ground.title,
            sheets: &ground.sheets,
            at: self.at,
            zoom: self.zoom,
            run: self.run_zone(ground),
            may_change: view.session.read_only().is_none(),
            half: (single_column(ui) && ground.sheets.has_pictures).then_some(self.half),
        };
        match bar.ui(ui) {
            Some(BarChoice::Back) => actions.push(Action::LeaveCheck),
            Some(BarChoice::Turn(forward)) => self.turn(ground, forward),
            Some(BarChoice::GoTo) => self.ask_page = Some(AskPage::default()),
            Some(BarChoice::LookAt(forward)) => self.look_at(ground, forward),
            Some(BarChoice::Larger(larger)) => self.zoom = Zoom::step(self.picture.scale, larger),
            Some(BarChoice::Fit) => self.zoom = Zoom::Fit,
            Some(BarChoice::Zone(zone)) => {
                let range = self.run_range(ground);
                actions.extend(range.map(|range| Gesture::SetZone { document: ground.id, range, zone }.into()));
            }
            Some(BarChoice::Half(half)) => self.half = half,
            None => {}
        }
    }

    fn look_at(&mut self, ground: &Ground, forward: bool) {
        if let Some(at) = ground.sheets.to_look_at(self.at, forward) {
            self.turn_to(ground, at);
        }
    }

    fn run_zone(&self, ground: &Ground) -> RunZone {
        let Some((first, last)) = self.choice.run() else { return RunZone::Nothing };
        let blocks = ground.text.shape.blocks.get(first..=last).unwrap_or_default();
        match blocks.split_first() {
            None => RunZone::Nothing,
            Some((first, rest)) if rest.iter().all(|b| b.zone == first.zone) => RunZone::One(first.zone),
            Some(_) => RunZone::Several,
        }
    }

    /// All words of the chosen run.
    fn run_range(&self, ground: &Ground) -> Option<TextRange> {
        let (first, last) = self.choice.run()?;
        let blocks = &ground.text.shape.blocks;
        Some(blocks.get(first)?.range.union(blocks.get(last)?.range))
    }

    fn halves_ui(&mut self, ui: &mut Ui, view: &View<'_>, ground: &Ground, actions: &mut Vec<Action>) {
        let Some(sheet) = ground.sheets.list.get(self.at).cloned() else {
            empty_state_ui(ui, icons::FILE_TEXT, "No words were read", "There is nothing to check in this document.", None);
            return;
        };
        let reveals = std::mem::take(&mut self.reveals);
        let hovered = self.hovered.take();
        let page = sheet.page.filter(|_| ground.sheets.has_pictures);
        let is_single = single_column(ui);
        if let Some(page) = page.filter(|_| !is_single || self.half == 0) {
            let half = (page, hovered, reveals.1);
            if is_single {
                self.picture_ui(ui, view, ground, &sheet, half, actions);
                self.reveals.0 |= reveals.0;
                return;
            }
            let width = (ui.available_width() * 0.5).round();
            let frame = Frame::NONE.fill(Style::of(ui).desk);
            let panel = Panel::left("check picture").default_size(width).size_range(280.0..=width * 1.4).resizable(true);
            panel.show_separator_line(false).frame(frame).show(ui, |ui| {
                self.picture_ui(ui, view, ground, &sheet, half, actions);
            });
        }
        self.text_ui(ui, view, ground, &sheet, (hovered, reveals.0), actions);
    }

    fn picture_ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        ground: &Ground,
        sheet: &Sheet,
        (page, hovered, reveals): (u32, Option<usize>, bool),
        actions: &mut Vec<Action>,
    ) {
        let Some(source) = view.beside.pictures else {
            empty_state_ui(ui, icons::FILE_TEXT, "No picture of the page", "The system gave no thread to draw pages with.", None);
            return;
        };
        let name = ground.sheets.name(self.at);
        let shown = Shown {
            text: &ground.text,
            original: &ground.original,
            sheet,
            page,
            name: &name,
            choice: &self.choice,
            hovered,
            reveals,
        };
        let zoom = self.zoom;
        let events = self.picture.ui(ui, source, &shown, zoom);
        self.after_picture(ui, ground, &events, actions);
    }

    fn after_picture(&mut self, ui: &mut Ui, ground: &Ground, events: &PictureEvents, actions: &mut Vec<Action>) {
        if let Some(refusal) = &events.refused {
            self.refused_ui(ui, ground, refusal, actions);
        }
        if let Some((block, grows)) = events.clicked {
            self.choice.set(block, grows);
            self.reveals.0 = true;
            // Given once the column is drawn: until then a click beside it takes the keyboard away.
            self.is_fresh = true;
        }
        if let Some(forward) = events.turned {
            self.turn(ground, forward);
        }
        if let Some(larger) = events.zoomed {
            self.zoom = Zoom::step(self.picture.scale, larger);
        }
        self.hovered = events.hovered.or(self.hovered);
    }

    /// Instead of a picture: why there is none, and what can be done.
    fn refused_ui(&mut self, ui: &mut Ui, ground: &Ground, refusal: &Refusal, actions: &mut Vec<Action>) {
        let locked = refusal.outcome == Outcome::Password;
        let title = if locked { "The original is locked" } else { "No picture of this page" };
        let action = locked.then_some("Enter password…");
        if empty_state_ui(ui, icons::FILE_TEXT, title, &refusal.reason, action) {
            self.ask_password = Some(AskPassword::default());
        }
        if let Some(ask) = &mut self.ask_password {
            match ask.ui(ui.ctx(), &ground.title, &refusal.reason) {
                asking::Asked::Open => {}
                asking::Asked::Left => self.ask_password = None,
                asking::Asked::Given(password) => {
                    self.ask_password = None;
                    actions.push(Action::Unlock(ground.id, password));
                }
            }
        }
    }

    fn text_ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        ground: &Ground,
        sheet: &Sheet,
        (hovered, reveals): (Option<usize>, bool),
        actions: &mut Vec<Action>,
    ) {
        let name = ground.sheets.name(self.at);
        let text_size = view.settings.reading_size.min(20.0) - 1.0;
        let range = self.run_range(ground);
        let column = Column { text: &ground.text, sheet, name: &name, choice: &self.choice, hovered, reveals, text_size };
        let unplaced = &mut self.unplaced;
        let events = column.ui(ui, |ui| {
            above_ui(ui, ground, sheet);
            unplaced.ui(ui, view, ground.id, range, actions);
        });
        if std::mem::take(&mut self.is_fresh) {
            ui.memory_mut(|memory| memory.request_focus(text::column_id()));
        }
        self.after_text(ground, sheet, &events);
    }

    fn after_text(&mut self, ground: &Ground, sheet: &Sheet, events: &ColumnEvents) {
        let first = sheet.blocks.first().copied();
        if let Some((block, grows)) = events.clicked {
            self.choice.set(block, grows);
            self.reveals.1 = true;
        }
        if let Some((down, grows)) = events.stepped {
            let mut choice = self.choice;
            choice.step(down, grows, first.unwrap_or_default(), ground.text.shape.blocks.len());
            if let Some(block) = choice.at() {
                self.choice = choice;
                self.mean_again(ground, block);
            }
        }
        if let Some(last) = events.edge
            && let Some(block) = if last { sheet.blocks.last().copied() } else { first }
        {
            self.mean(ground, block, false);
        }
        if events.entered
            && let Some(block) = self.choice.at().or(first)
        {
            self.mean(ground, block, false);
        }
        if events.left {
            self.choice.shrink();
        }
        self.hovered = events.hovered.or(self.hovered);
    }

    /// Turns to where a block stands that is meant already.
    fn mean_again(&mut self, ground: &Ground, block: usize) {
        let stands_here = ground.sheets.list.get(self.at).is_some_and(|s| s.blocks.contains(&block));
        if !stands_here {
            self.at = ground.sheets.home_of(block);
        }
        self.reveals = (true, true);
    }

    fn asking_ui(&mut self, ui: &Ui, ground: &Ground) {
        let Some(ask) = &mut self.ask_page else { return };
        match ask.ui(ui.ctx(), &ground.sheets) {
            asking::Asked::Open => {}
            asking::Asked::Left => self.ask_page = None,
            asking::Asked::Given(at) => {
                self.ask_page = None;
                self.turn_to(ground, at);
            }
        }
    }
}

/// What is said over the text: that there are no pages, and what the reader noticed on this one.
fn above_ui(ui: &mut Ui, ground: &Ground, sheet: &Sheet) {
    use super::reviews::words::note_ui;
    let style = Style::of(ui);
    if !ground.sheets.has_pictures {
        let words = "This format has no pages that can be shown; compare it with the original in the program that made it";
        note_ui(ui, words, style.secondary);
        ui.add_space(style.space(0));
    }
    for warning in &sheet.warnings {
        super::reviews::remark_ui(ui, warning.concern, &warning.what);
    }
    if sheet.unsure > 0 {
        let have = if sheet.unsure == 1 { "passage is" } else { "passages are" };
        let words = format!("{} {have} uncertain: a machine read them from a picture; compare them word by word", sheet.unsure);
        super::reviews::remark_ui(ui, crate::text::Concern::Check, &words);
    }
    if !sheet.warnings.is_empty() || sheet.unsure > 0 {
        ui.add_space(style.space(1));
    }
}

impl PageUi for CheckPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some(ground) = self.ground(view) else {
            let text = "Choose a document on the Reviews page and press Check the reading";
            if empty_state_ui(ui, icons::FILE_TEXT, "No document to check", text, Some("Go to reviews")) {
                actions.push(Action::Command(Command::GoToReviews));
            }
            return;
        };
        self.take_wanted(&ground);
        self.keys(ui, &ground);
        page_ui(ui, |ui| {
            self.bar_ui(ui, view, &ground, actions);
            self.halves_ui(ui, view, &ground, actions);
        });
        self.asking_ui(ui, &ground);
        if let Some(again) = view.beside.again {
            self.again.ui(ui, view.session, again, actions);
        }
        if self.reveals != (false, false) || self.hovered.is_some() {
            ui.ctx().request_repaint();
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("↑ ↓", "block"),
            ("Shift ↑ ↓", "several"),
            ("PgUp PgDn", "page"),
            ("Ctrl G", "go to a page"),
            ("N", "next to look at"),
            ("Esc", "let go"),
        ]
    }
}
