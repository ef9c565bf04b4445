//! A new memo: what it is about, what it is for, what it says, and the passages it begins with.
//!
//! It becomes one step with its button or Ctrl+Enter. When the page is left before that, what was written is kept as a
//! memo too; only Discard throws it away.

use crate::app::action::Action;
use crate::app::gesture::{Gesture, MemoGesture, Passage};
use crate::app::memo_words::title_within;
use crate::app::session::Session;
use crate::model::{MemoAbout, MemoKind};
use crate::text::Citation;
use crate::ui::check_page::first_words;
use crate::ui::reviews::words::{note_ui, say_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{button, drop_down_ui, icon_button, primary_button, text_field};
use egui::{Id, Key, Modifiers, Role, Ui, UiBuilder};

/// Words of a linked passage that are shown.
const WORDS: usize = 14;

/// A memo that is not a step yet.
#[derive(Clone, Debug)]
pub(in crate::ui) struct NewMemo {
    pub(in crate::ui) about: MemoAbout,
    kind: MemoKind,
    text: String,
    links: Vec<Passage>,
    fresh: bool,
}

/// The field of a new memo, as what has the keyboard.
fn field_id() -> Id {
    Id::unique("text of the new memo")
}

impl NewMemo {
    /// A memo about something, linked to passages.
    pub(in crate::ui) const fn new(about: MemoAbout, links: Vec<Passage>) -> Self {
        Self { about, kind: MemoKind::Observation, text: String::new(), links, fresh: true }
    }

    /// Whether its field has the keyboard.
    pub(in crate::ui) fn has_keyboard(ui: &Ui) -> bool {
        ui.memory(|memory| memory.has_focus(field_id()))
    }

    /// The step that it becomes; none while it says nothing.
    pub(in crate::ui) fn action(&self) -> Option<Action> {
        let text = self.text.trim().to_owned();
        let add = MemoGesture::Add { about: self.about, kind: self.kind, text, links: self.links.clone() };
        (!self.text.trim().is_empty()).then(|| Gesture::Memo(add).into())
    }

    /// Shows it; true when it ended, saved or discarded.
    pub(in crate::ui) fn ui(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) -> bool {
        let name = format!("New memo on {}", title_within(session.project(), self.about));
        let builder = UiBuilder::new().id_salt("new memo").accessibility_role(Role::Group).accessibility_label(name.clone());
        ui.scope_builder(builder, |ui| self.body_ui(ui, session, &name, actions)).inner
    }

    fn body_ui(&mut self, ui: &mut Ui, session: &Session, name: &str, actions: &mut Vec<Action>) -> bool {
        let style = Style::of(ui);
        say_ui(ui, name, Face::UiMedium, style.tokens.type_scale.body, style.ink);
        if let Some(kind) = kind_ui(ui, "Kind of the new memo", self.kind) {
            self.kind = kind;
        }
        let saves = ui.memory(|memory| memory.has_focus(field_id()))
            && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let width = ui.available_width();
        let field = text_field(&mut self.text, "Text of the new memo").hint("What you saw, decided or want to ask").rows(3);
        let field = field.width(width).id(field_id()).show_ui(ui);
        if std::mem::take(&mut self.fresh) {
            field.request_focus();
            field.scroll_to_me(None);
        }
        self.links_ui(ui, session);
        let mut has_ended = false;
        ui.horizontal_wrapped(|ui| {
            let ready = !self.text.trim().is_empty();
            let pressed = ui.add_enabled(ready, primary_button("Save memo")).clicked();
            if (pressed || saves) && ready {
                actions.extend(self.action());
                has_ended = true;
            }
            // Ctrl+Enter saves; on this button it would press it, and throw away what was written.
            let discarded = ui.add(button("Discard").name("Discard the new memo")).clicked();
            has_ended |= discarded && !ui.input(|input| input.modifiers.command);
        });
        has_ended
    }

    fn links_ui(&mut self, ui: &mut Ui, session: &Session) {
        let style = Style::of(ui);
        let mut off = None;
        for (at, link) in self.links.iter().enumerate() {
            let Some(text) = session.text(link.document) else { continue };
            let words = first_words(text.quote(link.range), WORDS);
            let place = Citation::at(&text, link.range).to_string();
            let words = if place.is_empty() { format!("“{words}”") } else { format!("“{words}” ({place})") };
            ui.horizontal(|ui| {
                if ui.add(icon_button(icons::X, &format!("Take off the link to {words}")).small()).clicked() {
                    off = Some(at);
                }
                note_ui(ui, &words, style.secondary);
            });
        }
        if let Some(at) = off {
            self.links.remove(at);
        }
    }
}

/// The kind of a memo, to be chosen; returns another one.
pub(in crate::ui) fn kind_ui(ui: &mut Ui, name: &str, kind: MemoKind) -> Option<MemoKind> {
    let words = MemoKind::ALL.map(|kind| kind.to_string());
    let words = words.each_ref().map(String::as_str);
    let now = MemoKind::ALL.iter().position(|k| *k == kind);
    let taken = drop_down_ui(ui, name, &words, now, 128.0)?;
    MemoKind::ALL.get(taken).copied().filter(|taken| *taken != kind)
}
