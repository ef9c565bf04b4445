//! The page of memos: everything that anybody noted, searched, filtered, sorted, and written in where it stands.
//!
//! The list has the keyboard as a whole. The chosen line is the memo itself, to be written in; the subtlety is that it
//! goes on being shown while it is written in, even when the words that found it are no longer there.

use super::bar::{bar_ui, words_id};
use super::edit::{Edits, field_id};
use super::form::NewMemo;
use super::line;
use super::lines::Lines;
use super::one::{Shown, memo_ui};
use crate::app::action::Action;
use crate::app::command::Command;
use crate::app::gesture::{Gesture, MemoGesture};
use crate::app::memo_search::{Found, Wanted, open_questions, search};
use crate::app::session::Session;
use crate::model::{Id, Memo, MemoAbout};
use crate::ui::app::keys_of;
use crate::ui::reviews::list::{LineAt, list};
use crate::ui::reviews::words::{into_margin_ui, note_ui};
use crate::ui::shell::{page_ui, single_column};
use crate::ui::style::{Style, icons};
use crate::ui::view::{PageUi, View};
use crate::ui::widgets::{KeyboardWish, Pen, button, empty_state_ui, link_button, page_header_ui, primary_button};
use egui::{Frame, Key, Margin, Modifiers, Rect, Response, Role, Sense, Ui, UiBuilder, pos2};
use std::sync::Arc;

/// Tells the fields of this page from those of others.
const SALT: &str = "page";

/// The widest a line gets: its text is then still read as lines.
const WIDEST: f32 = 960.0;

/// The page; see the module.
#[derive(Debug, Default)]
pub struct MemosPage {
    wanted: Wanted,
    found: Option<(u64, Wanted, Arc<Vec<Found>>)>,
    /// Raised with every new list.
    number: u64,
    lines: Lines,
    chosen: Option<Id<Memo>>,
    is_revealing: bool,
    edits: Edits,
    new: Option<NewMemo>,
    wants_list: KeyboardWish,
    wants_words: KeyboardWish,
    wants_field: bool,
}

/// The list, as what has the keyboard.
fn list_id() -> egui::Id {
    egui::Id::unique("memos list")
}

impl PageUi for MemosPage {
    fn ui(&mut self, ui: &mut Ui, view: &View<'_>, actions: &mut Vec<Action>) {
        let style = Style::of(ui);
        let (side, top) = if single_column(ui) { (style.space(3), style.space(2)) } else { (style.space(4), 20.0) };
        page_ui(ui, |ui| {
            let margin = Margin { left: side as i8, right: side as i8, top: top as i8, bottom: 0 };
            Frame::NONE.inner_margin(margin).show(ui, |ui| self.page_ui(ui, view.session, actions));
        });
    }

    fn take_keyboard(&mut self, by_mouse: bool) {
        // A field that was asked for by name goes before the list.
        if !by_mouse && self.new.is_none() && !self.wants_words.is_asked() {
            self.wants_list.ask();
        }
    }

    fn command(&mut self, command: Command, view: &View<'_>, actions: &mut Vec<Action>) -> bool {
        match command {
            Command::WriteMemoOnDeepDive if view.session.read_only().is_none() => self.write(actions),
            Command::FindMemos => self.wants_words.ask(),
            _ => return false,
        }
        true
    }

    fn leave(&mut self, actions: &mut Vec<Action>) {
        self.edits.leave(actions);
        actions.extend(self.new.take().and_then(|new| new.action()));
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("↑ ↓", "choose"), ("F2", "write"), ("Enter", "open"), ("Delete", "remove")]
    }
}

impl MemosPage {
    /// Shows one memo, whatever is filtered.
    pub fn show(&mut self, memo: Id<Memo>) {
        self.wanted = Wanted { order: self.wanted.order, ..Wanted::default() };
        self.chosen = Some(memo);
        self.is_revealing = true;
        self.wants_list.ask();
    }

    /// Shows the memos with some words.
    pub fn find(&mut self, words: &str) {
        self.wanted = Wanted { words: words.to_owned(), order: self.wanted.order, ..Wanted::default() };
        self.chosen = None;
        self.wants_list.ask();
    }

    /// Which memos are shown.
    #[must_use]
    pub const fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    fn write(&mut self, actions: &mut Vec<Action>) {
        actions.extend(self.new.take().and_then(|new| new.action()));
        self.new = Some(NewMemo::new(MemoAbout::DeepDive, Vec::new()));
    }

    fn found(&mut self, session: &Session) -> Arc<Vec<Found>> {
        let revision = session.revision();
        if let Some((at, wanted, found)) = &self.found
            && *at == revision
            && *wanted == self.wanted
        {
            return Arc::clone(found);
        }
        let mut found = search(session.project(), &self.wanted);
        // What is being written in stays, wherever it would be sorted to.
        if let Some(chosen) = self.chosen.filter(|id| found.iter().all(|one| one.memo != *id))
            && self.edits.has(chosen)
        {
            found.extend(search(session.project(), &Wanted::default()).into_iter().filter(|one| one.memo == chosen));
        }
        let found = Arc::new(found);
        self.number += 1;
        self.found = Some((revision, self.wanted.clone(), Arc::clone(&found)));
        found
    }

    fn page_ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let project = session.project();
        let editable = session.read_only().is_none();
        let style = Style::of(ui);
        let (all, open) = (project.memos().len(), open_questions(project));
        let memos = if all == 1 { "1 memo".to_owned() } else { format!("{all} memos") };
        let note = match open {
            _ if all == 0 => String::new(),
            0 => memos,
            1 => format!("{memos}, 1 open question"),
            _ => format!("{memos}, {open} open questions"),
        };
        let heads = [button("Export…").name("Export memos…"), primary_button("Write a memo").icon(icons::NOTEBOOK_PEN)];
        match page_header_ui(ui, "Memos", &note, if all == 0 { &[] } else { &heads }) {
            Some(0) => actions.push(Action::Command(Command::ExportMemos)),
            Some(_) if editable => self.write(actions),
            Some(_) | None => {}
        }
        self.new_ui(ui, session, actions);
        if all == 0 {
            if self.new.is_none() && empty_ui(ui) && editable {
                self.write(actions);
            }
            return;
        }
        ui.add_space(style.space(1));
        if bar_ui(ui, session, &mut self.wanted) {
            self.chosen = None;
        }
        if self.wants_words.grant(ui.ctx()) {
            ui.memory_mut(|memory| memory.request_focus(words_id()));
        }
        let found = self.found(session);
        if !self.wanted.is_all() {
            note_ui(
                ui,
                &format!(
                    "{} of {memos}",
                    found.len(),
                    memos = if all == 1 { "1 memo".to_owned() } else { format!("{all} memos") }
                ),
                style.secondary,
            );
        }
        ui.add_space(style.space(1));
        if found.is_empty() {
            let text = "Every word must stand in the memo or in the name of what it is about. Try fewer words, or show all.";
            empty_state_ui(ui, icons::SEARCH, "No memo fits", text, None);
            return;
        }
        self.list_ui(ui, session, &found, actions);
    }

    /// The memo that is begun, as wide as those in the list.
    fn new_ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) {
        let Some(new) = &mut self.new else { return };
        ui.add_space(Style::of(ui).space(1));
        let form_ui = |ui: &mut Ui| {
            ui.set_max_width(ui.available_width().min(WIDEST));
            new.ui(ui, session, actions)
        };
        if ui.scope(form_ui).inner {
            self.new = None;
            self.wants_list.ask();
        }
        ui.separator();
    }

    fn list_ui(&mut self, ui: &mut Ui, session: &Session, found: &[Found], actions: &mut Vec<Action>) {
        let id = list_id();
        if self.wants_list.grant(ui.ctx()) {
            ui.memory_mut(|memory| memory.request_focus(id));
            self.chosen = self.chosen.or_else(|| found.first().map(|one| one.memo));
        }
        let at = self.chosen.and_then(|chosen| found.iter().position(|one| one.memo == chosen));
        if let Some(one) = at.and_then(|at| found.get(at)) {
            self.own_keys(ui, id, session, one, actions);
        }
        self.edits.settle(|memo| Some(memo) == at.and_then(|at| found.get(at)).map(|one| one.memo), actions);
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut pressed = None;
        let keys = into_margin_ui(ui, |ui, width| {
            let width = width.min(WIDEST);
            self.lines.place(ui, session.project(), (self.number, found), width, at);
            let tops = self.lines.tops().to_vec();
            let shown =
                list(id, "Memos", Role::List, &tops).at(at).revealing(std::mem::take(&mut self.is_revealing)).width(width);
            shown.show_ui(ui, |ui, line_at| {
                let response = self.line_ui(ui, session, found, line_at, actions);
                if response.clicked() {
                    pressed = Some(line_at.index);
                }
                response
            })
        });
        if let Some(one) = keys.moved.or(pressed).and_then(|at| found.get(at)) {
            self.is_revealing = keys.moved.is_some();
            self.chosen = Some(one.memo);
        } else if keys.opened
            && let Some(one) = at.and_then(|at| found.get(at))
        {
            actions.push(open(session, one));
        }
    }

    /// Keys that only this list knows.
    fn own_keys(&mut self, ui: &Ui, id: egui::Id, session: &Session, one: &Found, actions: &mut Vec<Action>) {
        if session.read_only().is_some() || !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::F2) {
            self.wants_field = true;
            self.is_revealing = true;
        }
        if pressed(Key::Delete) {
            actions.push(Gesture::Memo(MemoGesture::Retire(one.memo)).into());
            let list = self.found.as_ref().map(|(.., found)| Arc::clone(found)).unwrap_or_default();
            let place = list.iter().position(|other| other.memo == one.memo).unwrap_or_default();
            let next = list.get(place + 1).or_else(|| list.get(place.checked_sub(1)?));
            self.chosen = next.map(|next| next.memo);
        }
    }

    fn line_ui(&mut self, ui: &mut Ui, session: &Session, found: &[Found], at: LineAt, actions: &mut Vec<Action>) -> Response {
        let one = found.get(at.index).and_then(|one| Some((one, session.project().memos().get(one.memo)?)));
        let Some((one, memo)) = one else {
            return ui.interact(at.rect, ui.scope_id().with(("blank", at.index)), Sense::hover());
        };
        let response = line::ground_ui(ui, at, one, memo);
        if !at.is_chosen {
            if let Some(part) = self.lines.excerpt(at.index) {
                line::body(ui, at.rect, one, memo, part);
            }
            return response;
        }
        let height = self.chosen_ui(ui, session, one, memo, at.rect, actions);
        if self.lines.set_chosen(one.memo, height) {
            ui.ctx().request_repaint();
        }
        response
    }

    /// The chosen memo, whole; returns how high it is.
    fn chosen_ui(
        &mut self,
        ui: &mut Ui,
        session: &Session,
        one: &Found,
        memo: &Memo,
        rect: Rect,
        actions: &mut Vec<Action>,
    ) -> f32 {
        let pen = Pen::new(ui);
        let style = &pen.style;
        let pad = super::lines::padding(style);
        let inner =
            Rect::from_min_max(pos2(rect.left() + pad, rect.top() + style.space(1)), pos2(rect.right() - pad, rect.bottom()));
        let mut child = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("chosen memo"));
        child.spacing_mut().item_spacing.y = style.space(1);
        title_ui(&mut child, session, one, actions);
        let shown = Shown { salt: SALT, session, selection: None };
        let is_left = memo_ui(&mut child, &shown, memo, &mut self.edits, actions);
        let field = field_id(SALT, memo.id);
        if std::mem::take(&mut self.wants_field) {
            child.memory_mut(|memory| memory.request_focus(field));
        }
        // Leaving the field by Esc or Ctrl+Enter goes back to the list.
        if is_left {
            self.wants_list.ask();
        }
        child.min_rect().bottom() - rect.top() + style.space(2)
    }
}

/// What stands where there is no memo; true when one is to be written.
fn empty_ui(ui: &mut Ui) -> bool {
    let key = keys_of(ui.ctx(), Command::WriteMemo);
    let reading = if key.is_empty() { "while you read".to_owned() } else { format!("with {key} while you read") };
    let text =
        format!("Write one on the deep dive here, on a case or a document under Reviews, on a theme under Themes, or {reading}.");
    empty_state_ui(ui, icons::NOTEBOOK_PEN, "No memos yet", &text, Some("Write a memo on the deep dive"))
}

/// What a memo is about, as a way to it.
fn title_ui(ui: &mut Ui, session: &Session, one: &Found, actions: &mut Vec<Action>) {
    let style = Style::of(ui);
    let room = ui.available_width();
    let name = format!("Open {}", one.title);
    if ui.add(link_button(&one.title).name(&name).width(room)).clicked() {
        actions.push(open(session, one));
    }
    if let Some(gone) = one.gone {
        note_ui(ui, gone, style.caution);
    }
}

/// The way to what a memo is about.
fn open(session: &Session, one: &Found) -> Action {
    if let Some(gone) = one.gone {
        return Action::Tell(format!("{gone}; its memos are kept here"));
    }
    match one.about {
        MemoAbout::DeepDive => {
            let first = session.project().memos().get(one.memo).and_then(|memo| memo.links.first());
            first.map_or_else(
                || Action::Tell("This memo is on the deep dive as a whole".to_owned()),
                |place| Action::Open(place.document, crate::app::memo_words::linked(session, place).range),
            )
        }
        MemoAbout::Case(id) => Action::ShowCase(id),
        MemoAbout::Theme(id) => Action::ShowTheme(id),
        MemoAbout::Coding(id) => Action::ShowCoding(id),
        MemoAbout::Document(id) => {
            let memo = session.project().memos().get(one.memo);
            let place = memo.and_then(|memo| memo.links.iter().find(|place| place.document == id));
            Action::Open(id, place.and_then(|place| crate::app::memo_words::linked(session, place).range))
        }
    }
}
