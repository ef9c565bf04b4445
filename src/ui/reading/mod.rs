//! The reading page: outline, text with its codings, themes; tagging by key, by picker, by click.
//!
//! | file | what it is for |
//! |---|---|
//! | `marks` | codings of a document as marks of the reader |
//! | `outline` | headings with page numbers |
//! | `theme_pane` | the codebook beside the text; a click tags the selection |
//! | `tag_popup` | the picker that filters as one types |
//! | `tools` | the bar over the text, find in document |
//! | `filter` | which codings are shown |
//! | `go_to` | to a page, a number or a share |
//! | `memo_sheet`, `link_popup` | the memos beside the text; linking a passage to one |
//! | `quick` | the ten themes on the number keys |
//! | `zone` | the part of the review that a passage belongs to |
//! | `follow` | what the reader and its keys ask for |

mod filter;
mod follow;
mod go_to;
mod link_popup;
mod marks;
mod memo_sheet;
mod outline;
mod quick;
mod tag_popup;
mod theme_pane;
mod tools;
mod zone;

use super::reader::{End, MarkAction, MarkLayer, ReaderCommand, ReaderDocument, ReaderPosition, ReaderView};
use super::shell::{pane_ui, single_column};
use super::style::{Style, icons};
use super::view::{PageUi, View};
use super::widgets::empty_state_ui;
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::{Gesture, Passage};
use crate::app::settings::Reading;
use crate::app::suggestions::About;
use crate::model::{Coding, Document, DocumentField, Id, Polarity, Progress, Theme};
use crate::text::{SourceText, TextRange};
use egui::{Context, Frame, Margin, Panel, Ui};
use filter::Filter;
use go_to::GoTo;
use link_popup::{LinkPopup, Linked};
use memo_sheet::MemoSheet;
use std::collections::BTreeMap;
use std::sync::Arc;
use tag_popup::Then;
pub(in crate::ui) use tag_popup::{Popup, TagPopup};
use theme_pane::ThemePane;
use tools::Find;
use zone::ZonePicker;

/// The reading page.
#[derive(Default)]
pub struct ReadingPage {
    document: Option<Id<Document>>,
    reader: ReaderView,
    /// Where each document was left, as a byte of its text.
    left_at: BTreeMap<Id<Document>, usize>,
    marks: Option<Drawn>,
    filter: Filter,
    outline: outline::Outline,
    themes: ThemePane,
    popup: Option<TagPopup>,
    find: Option<Find>,
    go_to: Option<GoTo>,
    memos: MemoSheet,
    link: Option<LinkPopup>,
    zone: Option<ZonePicker>,
    polarity: Polarity,
    text_size: f32,
    reading: Reading,
    position: ReaderPosition,
}

/// The marks of one document as they were drawn last, and what they were made from.
struct Drawn {
    document: Id<Document>,
    revision: u64,
    filter: Filter,
    marks: Arc<MarkLayer>,
    hidden: usize,
}

/// One open document, ready to draw.
pub(super) struct Open {
    id: Id<Document>,
    title: String,
    source: Arc<SourceText>,
    marks: Arc<MarkLayer>,
    /// Codings that the filter leaves out.
    hidden: usize,
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
            self.set_reading(self.reading);
            (self.popup, self.find, self.go_to, self.zone, self.link) = (None, None, None, None, None);
            if let Some(at) = self.left_at.get(&document) {
                self.reader.go_to_byte(*at);
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

    /// Sets how a text is shown.
    pub fn set_reading(&mut self, reading: Reading) {
        self.reading = reading;
        self.reader.set_measure(reading.width);
        self.reader.set_line_focus(reading.line_focus);
        self.reader.set_whole_words(reading.whole_words);
        self.reader.set_show_furniture(reading.furniture);
    }

    /// Takes over where documents were left and which was read last.
    pub fn set_places(&mut self, left_at: BTreeMap<Id<Document>, usize>, last_read: Option<Id<Document>>) {
        (self.left_at, self.document) = (left_at, None);
        if let Some(last) = last_read {
            self.open(last, None);
        }
    }

    /// Where documents were left, and which is shown.
    #[must_use]
    pub fn places(&self) -> (BTreeMap<Id<Document>, usize>, Option<Id<Document>>) {
        let mut left_at = self.left_at.clone();
        if let (Some(document), Some(caret)) = (self.document, self.reader.caret()) {
            left_at.insert(document, caret);
        }
        (left_at, self.document)
    }

    fn opened(&mut self, view: &View<'_>) -> Option<Open> {
        let documents = view.session.project().documents();
        if self.document.is_none_or(|id| documents.get(id).is_none()) {
            self.document = documents.iter().next().map(|d| d.id);
        }
        let document = documents.get(self.document?)?;
        let source = view.session.text(document.id)?;
        let revision = view.session.revision();
        let same = |d: &&Drawn| d.document == document.id && d.revision == revision && d.filter == self.filter;
        let (marks, hidden) = match self.marks.as_ref().filter(same) {
            Some(drawn) => (Arc::clone(&drawn.marks), drawn.hidden),
            None => {
                let (marks, hidden) = self.filter.marks(view.session, document.id);
                let marks = Arc::new(MarkLayer::new(&source, marks));
                let filter = self.filter.clone();
                self.marks = Some(Drawn { document: document.id, revision, filter, marks: Arc::clone(&marks), hidden });
                (marks, hidden)
            }
        };
        Some(Open { id: document.id, title: document.title.clone(), source, marks, hidden, revision })
    }

    /// The coding under the caret, or else the shortest one that the selection touches.
    fn coding_here(&self, view: &View<'_>, document: Id<Document>) -> Option<Id<Coding>> {
        let range = self.reader.selection();
        let touched = view.session.project().placed_codings_in(document).filter(|c| range.is_some_and(|r| r.overlaps(c.range)));
        self.reader.hot_mark().map(marks::coding_of).or_else(|| touched.min_by_key(|c| c.range.len()).map(|c| c.id))
    }

    fn tag(&self, open: &Open, theme: Id<Theme>, range: TextRange) -> Action {
        let passages = vec![Passage { document: open.id, range }];
        Gesture::Tag { passages, theme, polarity: self.polarity, query: None }.into()
    }

    fn text_ui(&mut self, ui: &mut Ui, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
        let highlights = self.find.as_ref().map(|f| f.hits(&open.source)).unwrap_or_default();
        let document = open.reader_document(&highlights);
        let room = ui.available_rect_before_wrap();
        let events = self.reader.ui(ui, &document);
        self.position = events.position.clone();
        self.follow(ui.ctx(), view, open, &events, actions);
        self.take_dropped(ui, room, open, actions);
    }

    fn popup_ui(&mut self, ctx: &Context, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
        let Some(popup) = &mut self.popup else { return };
        let mut closes = false;
        let outcome = popup.ui(ctx, view, &open.source, &mut self.polarity);
        let (range, editing) = (popup.range, popup.editing());
        match outcome {
            Popup::Open => {}
            Popup::Close => closes = true,
            Popup::Chosen { theme, then } => {
                actions.push(match editing {
                    Some(coding) => Gesture::SetCoding(coding, crate::model::CodingField::Theme(theme)).into(),
                    None => self.tag(open, theme, range),
                });
                closes = then != Then::Another;
                if then == Then::NextUncoded {
                    self.go_on(open, range);
                }
            }
            Popup::New(name) => {
                let theme = Box::new(Theme::new(&name, None));
                let passage = Passage { document: open.id, range };
                actions.push(Gesture::TagNew { passage, theme, polarity: self.polarity }.into());
                closes = true;
            }
            Popup::Do(gesture) => actions.push(gesture.into()),
            Popup::Memos(coding) => {
                actions.extend(popup.unsaved().map(Action::from));
                self.memos.open(Some(coding));
                closes = true;
            }
        }
        if closes {
            // The keyboard goes back to the text, where the next passage waits.
            self.popup = None;
            self.reader.focus();
        }
    }

    /// Asks to which memo the passage here is linked.
    fn begin_link(&mut self, open: &Open, actions: &mut Vec<Action>) {
        match self.passage_here(open) {
            Some(passage) => self.link = Some(LinkPopup::new(passage)),
            None => actions.push(Action::Tell("Select words first: S takes the sentence".to_owned())),
        }
    }

    fn link_ui(&mut self, ctx: &Context, view: &View<'_>, actions: &mut Vec<Action>) {
        let Some(popup) = &mut self.link else { return };
        match popup.ui(ctx, view) {
            Linked::Open => return,
            Linked::Close => {}
            Linked::To(gesture) => {
                actions.push(gesture.into());
                actions.push(Action::Tell("Linked".to_owned()));
            }
        }
        self.link = None;
        self.reader.focus();
    }

    fn panes_ui(&mut self, ui: &mut Ui, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let width = ui.content_rect().width();
        let size = &style.tokens.size;
        if self.memos.is_open() {
            self.memos_ui(ui, view, open, actions);
        } else if !single_column(ui) {
            let picked = pane_ui(ui, "themes beside the text", size.themes, |ui| {
                let may_tag = self.reader.selection().is_some();
                self.themes.ui(ui, view, may_tag, &mut self.polarity, actions)
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
        self.go_to_ui(&ctx, &open);
        self.link_ui(&ctx, view, actions);
        if let Some(zone) = &mut self.zone
            && !zone.ui(&ctx, open.id, actions)
        {
            self.zone = None;
            self.reader.focus();
        }
    }

    fn take_keyboard(&mut self, by_mouse: bool) {
        if by_mouse { self.reader.focus_quietly() } else { self.reader.focus() }
    }

    fn least_room(&self) -> egui::Vec2 {
        // The text scrolls by itself, in whatever room there is.
        egui::vec2(320.0, 150.0)
    }

    fn text_has_keyboard(&self, _ctx: &Context) -> bool {
        self.reader.has_keyboard()
    }

    fn takes_keys(&self) -> bool {
        self.popup.is_some() || self.go_to.is_some() || self.zone.is_some() || self.link.is_some()
    }

    fn leave(&mut self, actions: &mut Vec<Action>) {
        self.memos.leave(actions);
        actions.extend(self.popup.as_mut().and_then(TagPopup::unsaved).map(Action::from));
    }

    fn command(&mut self, command: Command, view: &View<'_>, actions: &mut Vec<Action>) -> bool {
        let Some(open) = self.opened(view) else { return false };
        let document = open.reader_document(&[]);
        match command {
            Command::TagSelection => self.reader.ask(ReaderCommand::Tag),
            Command::SelectSentence => self.reader.ask(ReaderCommand::Sentence),
            Command::SelectParagraph => self.reader.ask(ReaderCommand::Paragraph),
            Command::EditCoding => self.reader.ask(ReaderCommand::Mark(MarkAction::Edit)),
            Command::EndOn => self.reader.ask(ReaderCommand::MoveEnd(End::Last(true))),
            Command::EndBack => self.reader.ask(ReaderCommand::MoveEnd(End::Last(false))),
            Command::StartOn => self.reader.ask(ReaderCommand::MoveEnd(End::First(true))),
            Command::StartBack => self.reader.ask(ReaderCommand::MoveEnd(End::First(false))),
            Command::QuickTheme(place) => self.quick(view, &open, place, actions),
            Command::AsConcern => self.set_polarity(Polarity::Concern, actions),
            Command::AsGoodPractice => self.set_polarity(Polarity::GoodPractice, actions),
            Command::AsContext => self.set_polarity(Polarity::Context, actions),
            Command::SetZone => self.open_zones(&open),
            Command::TagAgain => _ = self.tag_again(view, &open, actions),
            Command::NextUncoded => drop_answer(self.reader.next_uncoded(&document)),
            Command::NextCoding => drop_answer(self.reader.next_mark(&document)),
            Command::PreviousCoding => drop_answer(self.reader.previous_mark(&document)),
            Command::RemoveCoding => {
                let coding: Option<Id<Coding>> = self.reader.hot_mark().map(marks::coding_of);
                actions.extend(coding.map(|c| Gesture::Untag(vec![c]).into()));
            }
            Command::TagAndGoOn => self.tag_and_go_on(view, &open, actions),
            Command::GoToPlace => self.go_to = Some(GoTo::default()),
            Command::OnlyMine => self.filter.toggle_only_mine(),
            Command::CopyWithCitation => {
                if let Some(range) = self.reader.selection() {
                    actions.push(Action::Copy(follow::cited(view, &open, &self.reader.words_of(range), range)));
                }
            }
            Command::FindInDocument => self.find = Some(Find::new()),
            Command::ShowOnPage => {
                let caret = self.reader.caret().and_then(|at| TextRange::within(&open.source.text, at, at + 1).ok());
                let range = self.reader.selection().or(caret);
                actions.push(Action::CheckReading(open.id, range));
            }
            Command::WriteMemo => self.write_memo(view, &open, actions),
            Command::LinkMemo => self.begin_link(&open, actions),
            Command::ShowMemos if self.memos.is_open() => self.memos.close(actions),
            Command::ShowMemos => self.memos.open(None),
            Command::PassagesLikeThis => actions.push(match self.coding_here(view, open.id) {
                Some(coding) => Action::ShowSuggestions(About::Like(coding)),
                None => Action::Tell("Put the caret into a coding first; then passages like it can be found".to_owned()),
            }),
            Command::MarkRead if self.save_memo(actions) => {}
            Command::MarkRead => actions.push(Gesture::SetDocument(open.id, DocumentField::Progress(Progress::Coded)).into()),
            _ => return false,
        }
        true
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("T", "tag"),
            ("1–0", "quick themes"),
            ("L", "last theme again"),
            ("G", "and go on"),
            ("+ − .", "polarity"),
            ("M", "memo"),
            ("S", "sentence"),
            ("[ ]", "move an end"),
            ("N", "next uncoded"),
            ("C", "next coding"),
        ]
    }
}

/// The reader says whether there was a next one; at the end of a document nothing happens, which shows by itself.
const fn drop_answer(_found: bool) {}
