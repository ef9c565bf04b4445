//! The reading page: outline, text with its codings, themes; tagging by key, by picker, by click.
//!
//! | file | what it is for |
//! |---|---|
//! | `marks` | codings of a document as marks of the reader |
//! | `outline` | headings with page numbers |
//! | `theme_pane` | the codebook beside the text; a click tags the selection |
//! | `tag_popup` | the picker that filters as one types |
//! | `tools` | the bar over the text, find in document |

mod marks;
mod outline;
mod tag_popup;
mod theme_pane;
mod tools;

use super::reader::{MarkAction, MarkKey, MarkLayer, ReaderDocument, ReaderEvents, ReaderPosition, ReaderView};
use super::shell::{pane_ui, single_column};
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::empty_state_ui;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::{Gesture, Passage};
use crate::model::{Coding, Document, DocumentField, Id, Polarity, Progress, Theme};
use crate::text::{SourceText, TextRange};
use egui::{Context, Frame, Key, Margin, Modifiers, Panel, Ui};
use std::collections::BTreeMap;
use std::sync::Arc;
use tag_popup::{Popup, TagPopup};
use theme_pane::ThemePane;
use tools::Find;

/// The reading page.
#[derive(Default)]
pub struct ReadingPage {
    document: Option<Id<Document>>,
    reader: ReaderView,
    /// Where each document was left, as a byte of its text.
    left_at: BTreeMap<Id<Document>, usize>,
    marks: Option<(Id<Document>, u64, Arc<MarkLayer>)>,
    outline: outline::Outline,
    themes: ThemePane,
    popup: Option<TagPopup>,
    find: Option<Find>,
    polarity: Polarity,
    text_size: f32,
    position: ReaderPosition,
}

/// One open document, ready to draw.
pub(super) struct Open {
    id: Id<Document>,
    title: String,
    source: Arc<SourceText>,
    marks: Arc<MarkLayer>,
    revision: u64,
}

impl Open {
    fn reader_document<'a>(&'a self, highlights: &'a [TextRange]) -> ReaderDocument<'a> {
        ReaderDocument {
            title: &self.title,
            source: Arc::clone(&self.source),
            marks: Arc::clone(&self.marks),
            revision: self.revision,
            highlights,
        }
    }
}

impl ReadingPage {
    /// Opens a document, at a passage or where it was left.
    pub fn open(&mut self, document: Id<Document>, range: Option<TextRange>) {
        if self.document != Some(document) {
            self.leave();
            self.document = Some(document);
            self.reader = ReaderView::default();
            self.reader.set_text_size(self.text_size);
            self.popup = None;
            self.find = None;
            let place = self.left_at.get(&document).and_then(|at| u32::try_from(*at).ok());
            if let Some(place) = place.and_then(|at| TextRange::new(at, at + 1).ok()) {
                self.reader.scroll_to(place);
            }
        }
        if let Some(range) = range {
            self.reader.select(range);
        }
    }

    /// The document that is open.
    #[must_use]
    pub const fn document(&self) -> Option<Id<Document>> {
        self.document
    }

    fn leave(&mut self) {
        if let (Some(document), Some(caret)) = (self.document, self.reader.caret()) {
            self.left_at.insert(document, caret);
        }
    }

    /// Sets the size of the reading text in points.
    pub const fn set_text_size(&mut self, size: f32) {
        self.text_size = size;
        self.reader.set_text_size(size);
    }

    fn opened(&mut self, view: &View<'_>) -> Option<Open> {
        let documents = view.session.project().documents();
        if self.document.is_none_or(|id| documents.get(id).is_none()) {
            self.document = documents.iter().next().map(|d| d.id);
        }
        let document = documents.get(self.document?)?;
        let source = view.session.text(document.id)?;
        let revision = view.session.revision();
        let marks = match &self.marks {
            Some((id, at, marks)) if *id == document.id && *at == revision => Arc::clone(marks),
            Some(_) | None => {
                let marks = Arc::new(MarkLayer::new(&source, marks::of(view.session, document.id)));
                self.marks = Some((document.id, revision, Arc::clone(&marks)));
                marks
            }
        };
        Some(Open { id: document.id, title: document.title.clone(), source, marks, revision })
    }

    fn tag(&self, open: &Open, theme: Id<Theme>, range: TextRange) -> Action {
        let passages = vec![Passage { document: open.id, range }];
        Gesture::Tag { passages, theme, polarity: self.polarity, query: None }.into()
    }

    fn text_ui(&mut self, ui: &mut Ui, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
        let highlights = self.find.as_ref().map(|f| f.hits(&open.source)).unwrap_or_default();
        let document = open.reader_document(&highlights);
        let events = self.reader.ui(ui, &document);
        self.position = events.position.clone();
        self.follow(ui.ctx(), view, open, &events, actions);
    }

    fn follow(&mut self, ctx: &Context, view: &View<'_>, open: &Open, events: &ReaderEvents, actions: &mut Vec<Action>) {
        if let Some(request) = &events.tag {
            self.popup = Some(TagPopup::tag(request.range, request.rect));
        }
        if let Some((key, action)) = events.action {
            let coding = marks::coding_of(key);
            match action {
                MarkAction::Edit => self.edit(open, key, ctx),
                MarkAction::Ends => {
                    if let Some(range) = open.marks.find(key).map(|m| m.range) {
                        self.reader.select(range);
                    }
                }
                MarkAction::Remove => actions.push(Gesture::Untag(vec![coding]).into()),
                MarkAction::Move(range) => actions.push(Gesture::MoveEnds(coding, range).into()),
            }
        }
        if let Some((key, _)) = events.menu {
            self.edit(open, key, ctx);
        }
        if events.focused && self.popup.is_none() {
            let pressed = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            if pressed(Key::L) {
                self.tag_again(view, open, actions);
            }
            for (key, polarity) in
                [(Key::Plus, Polarity::GoodPractice), (Key::Minus, Polarity::Concern), (Key::Num0, Polarity::Context)]
            {
                if pressed(key) {
                    self.polarity = polarity;
                }
            }
        }
    }

    fn edit(&mut self, open: &Open, key: MarkKey, ctx: &Context) {
        let Some(mark) = open.marks.find(key) else { return };
        let rect = ctx.content_rect().shrink(160.0);
        let memo = mark.memo.clone().unwrap_or_default();
        self.popup = Some(TagPopup::edit(marks::coding_of(key), mark.range, mark.polarity, memo, rect));
    }

    fn tag_again(&self, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
        if let (Some(theme), Some(range)) = (view.last_theme, self.reader.selection()) {
            actions.push(self.tag(open, theme, range));
        }
    }

    fn popup_ui(&mut self, ctx: &Context, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
        let Some(popup) = &mut self.popup else { return };
        let mut closes = false;
        let outcome = popup.ui(ctx, view, &mut self.polarity);
        let (range, editing) = (popup.range, popup.editing());
        match outcome {
            Popup::Open => {}
            Popup::Close => closes = true,
            Popup::Chosen { theme, go_on } => {
                actions.push(match editing {
                    Some(coding) => Gesture::SetCoding(coding, crate::model::CodingField::Theme(theme)).into(),
                    None => self.tag(open, theme, range),
                });
                closes = !go_on;
            }
            Popup::New(name) => {
                let theme = Box::new(Theme::new(&name, None));
                let passage = Passage { document: open.id, range };
                actions.push(Gesture::TagNew { passage, theme, polarity: self.polarity }.into());
                closes = true;
            }
            Popup::Do(gesture) => actions.push(gesture.into()),
        }
        if closes {
            // The keyboard goes back to the text, where the next passage waits.
            self.popup = None;
            self.reader.focus();
        }
    }

    fn panes_ui(&mut self, ui: &mut Ui, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let width = ui.content_rect().width();
        let size = &style.tokens.size;
        if !single_column(ui) {
            let picked = pane_ui(ui, "themes beside the text", size.themes, |ui| {
                let may_tag = self.reader.selection().is_some();
                self.themes.ui(ui, view, may_tag, &mut self.polarity)
            });
            if let (Some(theme), Some(range)) = (picked, self.reader.selection()) {
                actions.push(self.tag(open, theme, range));
            }
        }
        if width >= style.tokens.fold.outline {
            let frame = Frame::NONE.fill(style.desk).inner_margin(Margin::symmetric(style.space(1) as i8, style.space(2) as i8));
            let panel = Panel::left("outline").exact_size(size.outline).resizable(false).show_separator_line(false).frame(frame);
            let jump = panel.show(ui, |ui| self.outline.ui(ui, open, self.position.block)).inner;
            if let Some(range) = jump {
                self.reader.scroll_to(range);
            }
        }
    }
}

impl PageUi for ReadingPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some(open) = self.opened(view) else {
            let damaged = self.document.is_some();
            let (title, text) = if damaged {
                (
                    "The text of this document cannot be read",
                    "Its files are missing or damaged; restore them from a backup, or open another document",
                )
            } else {
                ("No documents yet", "Add files or a folder on the Reviews page, or drop them on the window")
            };
            if empty_state_ui(ui, icons::BOOK_OPEN_TEXT, title, text, Some("Go to reviews")) {
                actions.push(Action::Command(Command::GoToReviews));
            }
            return;
        };
        self.panes_ui(ui, view, &open, actions);
        tools::bar_ui(self, ui, view, &open, actions);
        if self.find.is_some() {
            tools::find_ui(self, ui, &open);
        }
        self.text_ui(ui, view, &open, actions);
        let ctx = ui.ctx().clone();
        self.popup_ui(&ctx, view, &open, actions);
    }

    fn command(&mut self, command: Command, view: &View<'_>, actions: &mut Vec<Action>) -> bool {
        let Some(open) = self.opened(view) else { return false };
        let document = open.reader_document(&[]);
        match command {
            Command::TagSelection => {
                if let Some(range) = self.reader.selection() {
                    self.popup = Some(TagPopup::tag(range, egui::Rect::NOTHING));
                }
            }
            Command::TagAgain => self.tag_again(view, &open, actions),
            Command::NextUncoded => drop_answer(self.reader.next_uncoded(&document)),
            Command::NextCoding => drop_answer(self.reader.next_mark(&document)),
            Command::PreviousCoding => drop_answer(self.reader.previous_mark(&document)),
            Command::RemoveCoding => {
                let coding: Option<Id<Coding>> = self.reader.hot_mark().map(marks::coding_of);
                actions.extend(coding.map(|c| Gesture::Untag(vec![c]).into()));
            }
            Command::FindInDocument => self.find = Some(Find::new()),
            Command::ShowOnPage => {
                let caret = self.reader.caret().and_then(|at| TextRange::within(&open.source.text, at, at + 1).ok());
                let range = self.reader.selection().or(caret);
                actions.push(Action::CheckReading(open.id, range));
            }
            Command::MarkRead => actions.push(Gesture::SetDocument(open.id, DocumentField::Progress(Progress::Coded)).into()),
            _ => return false,
        }
        true
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("T", "tag"),
            ("L", "last theme again"),
            ("S", "select the sentence"),
            ("[ ]", "move an end"),
            ("N", "next uncoded"),
            ("C", "next coding"),
        ]
    }
}

/// The reader says whether there was a next one; at the end of a document nothing happens, which shows by itself.
const fn drop_answer(_found: bool) {}
