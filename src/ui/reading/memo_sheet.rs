//! The memos beside the text: those on the document or on one coding, and those on other things that speak of it.
//!
//! The sheet stands where the codebook stands, or under the text where there is one column. It keeps to what it was
//! opened for: following the caret would take a memo away from whoever writes it.

use super::{Open, ReadingPage, marks};
use crate::app::action::Action;
use crate::app::gesture::Passage;
use crate::app::memo_words::title;
use crate::app::session::Session;
use crate::model::{Coding, Document, Id, MemoAbout};
use crate::ui::check_page::first_words;
use crate::ui::memos::{MemoPane, Place};
use crate::ui::reviews::words::say_ui;
use crate::ui::shell::{pane_ui, single_column};
use crate::ui::style::{Face, Style, icons};
use crate::ui::view::View;
use crate::ui::widgets::{icon_button, link_button, section_label_ui};
use egui::{Align, Frame, Layout, Margin, Panel, ScrollArea, Ui};

/// The sheet of memos.
#[derive(Debug, Default)]
pub(super) struct MemoSheet {
    is_open: bool,
    /// The coding whose memos are shown; else those on the document.
    coding: Option<Id<Coding>>,
    pane: MemoPane,
    /// A field of the sheet has the keyboard, so that Ctrl+Enter is meant for it and not for the document.
    has_keyboard: bool,
}

impl MemoSheet {
    pub(super) const fn is_open(&self) -> bool {
        self.is_open
    }

    /// Opens the sheet on a coding, or on the document.
    pub(super) const fn open(&mut self, coding: Option<Id<Coding>>) {
        (self.is_open, self.coding) = (true, coding);
    }

    pub(super) fn close(&mut self, actions: &mut Vec<Action>) {
        self.is_open = false;
        self.pane.leave(actions);
    }

    /// Hands over what is being written.
    pub(super) fn leave(&mut self, actions: &mut Vec<Action>) {
        self.pane.leave(actions);
    }

    /// Shows what is in the sheet; true when the keyboard should go back to the text.
    fn ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        open: &Open,
        (selection, here): (Option<Passage>, Option<Id<Coding>>),
        actions: &mut Vec<Action>,
    ) -> bool {
        let project = session.project();
        self.coding = self.coding.filter(|id| project.codings().get(*id).is_some_and(|c| c.document == open.id));
        let about = self.coding.map_or(MemoAbout::Document(open.id), MemoAbout::Coding);
        let style = Style::of(ui);
        let mut closes = false;
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            ui.set_min_height(0.0);
            closes = ui.add(icon_button(icons::X, "Close the memos").small()).clicked();
            ui.with_layout(Layout::left_to_right(Align::TOP).with_main_wrap(false), |ui| {
                say_ui(ui, &title(project, about), Face::UiSemibold, style.tokens.type_scale.body, style.ink);
            });
        });
        if self.coding.is_some() && ui.add(link_button("Memos on the document")).clicked() {
            self.coding = None;
        }
        if here.is_some() && here != self.coding && ui.add(link_button("Memos on the coding at the caret")).clicked() {
            self.coding = here;
        }
        let mut is_done = false;
        ScrollArea::vertical().id_salt("memos beside the text").auto_shrink(false).show(ui, |ui| {
            let place = Place { salt: "reading", session, selection, gives_back: true };
            is_done = self.pane.ui(ui, &place, about, actions);
            if self.coding.is_none() {
                elsewhere_ui(ui, session, open.id, actions);
            }
            ui.add_space(style.space(3));
        });
        self.has_keyboard = self.pane.has_keyboard(ui);
        if closes {
            self.close(actions);
        }
        closes || is_done
    }
}

/// Memos on other things that are linked to passages of a document.
fn elsewhere_ui(ui: &mut Ui, session: &Session, document: Id<Document>, actions: &mut Vec<Action>) {
    let project = session.project();
    let own = MemoAbout::Document(document);
    let speaks = |memo: &&crate::model::Memo| memo.about != own && memo.links.iter().any(|link| link.document == document);
    let mut memos = project.memos().iter().filter(speaks).peekable();
    if memos.peek().is_none() {
        return;
    }
    ui.add_space(Style::of(ui).space(2));
    section_label_ui(ui, "Memos that speak of this document", "");
    for memo in memos {
        let words = format!("{} on {}: {}", memo.kind, title(project, memo.about), first_words(&memo.text, 12));
        let room = ui.available_width();
        if ui.add(link_button(&words).width(room)).clicked() {
            actions.push(Action::ShowMemo(memo.id));
        }
    }
}

impl ReadingPage {
    /// Hands over the memo that is being written; false when the keyboard is elsewhere.
    pub(super) fn save_memo(&mut self, actions: &mut Vec<Action>) -> bool {
        let writes = self.memos.is_open && std::mem::take(&mut self.memos.has_keyboard);
        if writes {
            self.memos.pane.leave(actions);
            self.reader.focus();
        }
        writes
    }

    /// The sheet in the place of the codebook, or under the text where there is one column.
    pub(super) fn memos_ui(&mut self, ui: &mut Ui, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
        let passage = |range| Passage { document: open.id, range };
        let beside = (self.reader.selection().map(passage), self.reader.hot_mark().map(marks::coding_of));
        let style = Style::of(ui);
        let memos = &mut self.memos;
        let is_done = if single_column(ui) {
            let height = (ui.available_height() * 0.5).max(style.space(7));
            let margin = Margin::symmetric(style.space(3) as i8, style.space(1) as i8);
            let panel = Panel::bottom("memos under the text").default_size(height).resizable(true);
            let shown = panel
                .frame(Frame::NONE.fill(style.desk).inner_margin(margin))
                .show(ui, |ui| memos.ui(ui, view.session, open, beside, actions));
            shown.inner
        } else {
            let width = style.tokens.size.context;
            pane_ui(ui, "memos beside the text", width, |ui| memos.ui(ui, view.session, open, beside, actions))
        };
        if is_done {
            self.reader.focus();
        }
    }

    /// Begins a memo on the coding at the caret, or on the document with the selection linked.
    pub(super) fn write_memo(&mut self, view: &View<'_>, open: &Open, actions: &mut Vec<Action>) {
        if let Some(why) = view.session.read_only() {
            return actions.push(Action::Tell(format!("Nothing can be written: {why}")));
        }
        let coding = self.reader.hot_mark().map(marks::coding_of).filter(|_| self.reader.selection().is_none());
        let links = self.reader.selection().map(|range| Passage { document: open.id, range });
        self.memos.open(coding);
        if let Some(passage) = self.passage_here(open) {
            // The sheet may take the room in which the passage stands.
            self.reader.scroll_to(passage.range);
        }
        let about = coding.map_or(MemoAbout::Document(open.id), MemoAbout::Coding);
        self.memos.pane.begin(about, links.into_iter().collect(), actions);
    }

    /// The selection, or else the passage of the coding at the caret.
    pub(super) fn passage_here(&self, open: &Open) -> Option<Passage> {
        let of_mark = || self.reader.hot_mark().and_then(|key| open.marks.find(key)).map(|mark| mark.range);
        self.reader.selection().or_else(of_mark).map(|range| Passage { document: open.id, range })
    }
}
