//! What the reader and its keys ask for becomes gestures: tagging, polarity, ends, citations, drops.

use super::go_to::Target;
use super::tag_popup::TagPopup;
use super::zone::ZonePicker;
use super::{Open, ReadingPage, marks, quick};
use crate::app::action::Action;
use crate::app::gesture::Gesture;
use crate::model::{CodingField, Id, MemoAbout, Polarity, Theme};
use crate::text::{Citation, TextRange};
use crate::ui::reader::{MarkAction, MarkKey, ReaderEvents};
use crate::ui::view::View;
use egui::{Context, DragAndDrop, Rect, Ui};

impl ReadingPage {
    pub(super) fn follow(
        &mut self,
        ctx: &Context,
        view: &View<'_>,
        open: &Open,
        events: &ReaderEvents,
        actions: &mut Vec<Action>,
    ) {
        if let Some(request) = &events.tag {
            self.popup = Some(TagPopup::tag(request.range, request.rect));
        }
        if let Some((key, action)) = events.action {
            self.act(ctx, view, open, (key, action), actions);
        }
        if let Some((key, _)) = events.menu {
            self.edit(view, open, key, ctx);
        }
        if let Some(range) = events.cite {
            actions.push(Action::Copy(cited(view, open, &self.reader.words_of(range), range)));
        }
    }

    fn act(
        &mut self,
        ctx: &Context,
        view: &View<'_>,
        open: &Open,
        (key, action): (MarkKey, MarkAction),
        actions: &mut Vec<Action>,
    ) {
        let coding = marks::coding_of(key);
        match action {
            MarkAction::Edit => self.edit(view, open, key, ctx),
            MarkAction::Ends => {
                if let Some(range) = open.marks.find(key).map(|m| m.range) {
                    self.reader.select(range);
                }
            }
            MarkAction::Remove => actions.push(Gesture::Untag(vec![coding]).into()),
            MarkAction::Move(range) => actions.push(Gesture::MoveEnds(coding, range).into()),
        }
    }

    /// Tags the selection with a quick theme.
    pub(super) fn quick(&self, view: &View<'_>, open: &Open, place: u8, actions: &mut Vec<Action>) {
        let theme = quick::themes(view).into_iter().nth(usize::from(place)).flatten();
        match (theme, self.reader.selection()) {
            (Some(theme), Some(range)) => actions.push(self.tag(open, theme, range)),
            (Some(_), None) => actions.push(tell("Select words first, such as the sentence at the caret")),
            (None, _) => actions.push(tell("No theme is on this key; put one there below the codebook")),
        }
    }

    /// Asks for the part of the review of what is selected, else of the passage at the caret.
    pub(super) fn open_zones(&mut self, open: &Open) {
        let text = &open.source.text;
        let caret = || self.reader.caret().map(|at| at.min(text.len().saturating_sub(1)));
        let block = || open.source.shape.blocks.iter().find(|b| caret().is_some_and(|at| b.range.end() > at));
        self.zone = self.reader.selection().or_else(|| block().map(|b| b.range)).map(|range| ZonePicker::of(&open.source, range));
    }

    /// Of the coding at the caret; with a selection or without a coding, of the next ones.
    pub(super) fn set_polarity(&mut self, polarity: Polarity, actions: &mut Vec<Action>) {
        match self.reader.hot_mark().filter(|_| self.reader.selection().is_none()) {
            Some(key) => actions.push(Gesture::SetCoding(marks::coding_of(key), CodingField::Polarity(polarity)).into()),
            None => {
                self.polarity = polarity;
                actions.push(Action::Tell(format!("The next passages are tagged as {}", polarity.to_string().to_lowercase())));
            }
        }
    }

    fn edit(&mut self, view: &View<'_>, open: &Open, key: MarkKey, ctx: &Context) {
        let Some(mark) = open.marks.find(key) else { return };
        let rect = ctx.content_rect().shrink(160.0);
        let coding = marks::coding_of(key);
        // The first memo stands in the popup; the mark says all of them.
        let first = view.session.project().memos_about(MemoAbout::Coding(coding)).next();
        let memo = first.map(|memo| memo.text.clone()).unwrap_or_default();
        self.popup = Some(TagPopup::edit(coding, mark.range, mark.polarity, memo, rect));
    }

    pub(super) fn tag_again(&self, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) -> Option<TextRange> {
        let (theme, range) = (view.last_theme?, self.reader.selection()?);
        actions.push(self.tag(open, theme, range));
        Some(range)
    }

    pub(super) fn tag_and_go_on(&mut self, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
        match self.tag_again(view, open, actions) {
            Some(range) => self.go_on(open, range),
            None => _ = self.reader.next_uncoded(&open.reader_document(&[])),
        }
    }

    /// Goes on behind a passage that has just been coded.
    pub(super) fn go_on(&mut self, open: &Open, coded: TextRange) {
        self.reader.select(coded);
        self.reader.clear_selection();
        self.reader.next_uncoded(&open.reader_document(&[]));
    }

    /// A theme that was dragged from the codebook onto the text tags the selection.
    pub(super) fn take_dropped(&self, ui: &Ui, room: Rect, open: &Open, actions: &mut Vec<Action>) {
        let over = ui.input(|i| i.pointer.interact_pos()).is_some_and(|p| room.contains(p));
        if !over || !ui.input(|i| i.pointer.any_released()) {
            return;
        }
        let Some(theme) = DragAndDrop::take_payload::<Id<Theme>>(ui.ctx()) else { return };
        match self.reader.selection() {
            Some(range) => actions.push(self.tag(open, *theme, range)),
            None => actions.push(tell("Select words first, then drop the theme on them")),
        }
    }

    pub(super) fn go_to_ui(&mut self, ctx: &Context, open: &Open) {
        let Some(go_to) = &mut self.go_to else { return };
        let Some(target) = go_to.ui(ctx, open.source.shape.pages > 0) else { return };
        let document = open.reader_document(&[]);
        let found = match &target {
            None => true,
            Some(Target::Page(page)) => self.reader.go_to_page(&document, *page),
            Some(Target::Label(label)) => self.reader.go_to_label(&document, label),
            Some(Target::Share(share)) => self.reader.go_to_share(&document, *share),
        };
        if found {
            self.go_to = None;
            self.reader.focus();
        } else {
            go_to.not_found();
        }
    }
}

fn tell(words: &str) -> Action {
    Action::Tell(words.to_owned())
}

/// Words with where they stand: “…” (Child B, LCSPR, 4.12, p. 23).
pub(super) fn cited(view: &View<'_>, open: &Open, words: &str, range: TextRange) -> String {
    let project = view.session.project();
    let document = project.documents().get(open.id);
    let case = document.and_then(|d| project.cases().get(d.case)).map(|c| c.name.clone());
    let kind = document.map(|d| d.kind.title().to_owned());
    let place = Some(Citation::at(&open.source, range).to_string()).filter(|p| !p.is_empty());
    let parts: Vec<String> = [case, kind, place].into_iter().flatten().collect();
    format!("“{}” ({})", words.trim(), parts.join(", "))
}
