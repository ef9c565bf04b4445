//! Splitting a theme: one walks through its codings and sends each one way; one step in the end.
//!
//! What nobody has decided on stays where it is, and nothing is changed before the dialog is accepted.

use super::moves::next_code;
use crate::app::gesture::Gesture;
use crate::app::session::Session;
use crate::model::{Coding, Id, Theme};
use crate::text::Citation;
use crate::ui::reviews::words::{note_ui, say_ui};
use crate::ui::style::{Face, Style, icons};
use crate::ui::widgets::{Button, button, progress_bar_ui, text_field};
use egui::{Key, Modifiers, ScrollArea, Ui};
use std::collections::BTreeMap;

/// Height of the quotation in points; longer ones scroll.
const QUOTE: f32 = 148.0;

/// The state of the walk.
#[derive(Debug)]
pub(super) struct Split {
    theme: Id<Theme>,
    name: String,
    code: String,
    codings: Vec<Id<Coding>>,
    at: usize,
    /// Whether a coding goes to the new theme, once that was decided.
    goes: BTreeMap<Id<Coding>, bool>,
}

impl Split {
    /// Starts with the first coding of a theme, in the order of the documents and their texts.
    pub(super) fn of(session: &Session, theme: Id<Theme>) -> Self {
        let project = session.project();
        let mut codings: Vec<&Coding> = project.live_codings().filter(|c| c.theme == theme).collect();
        codings.sort_by_key(|c| (c.document, c.range, c.id));
        let parent = project.themes().get(theme).and_then(|t| t.parent);
        let code = parent.map(|above| next_code(project, &session.tree(), above)).unwrap_or_default();
        let codings = codings.into_iter().map(|c| c.id).collect();
        Self { theme, name: String::new(), code, codings, at: 0, goes: BTreeMap::new() }
    }

    pub(super) const fn theme(&self) -> Id<Theme> {
        self.theme
    }

    /// The gesture, as soon as the new theme has a name and at least one coding goes to it.
    pub(super) fn gesture(&self, session: &Session) -> Option<Gesture> {
        let sent: Vec<Id<Coding>> = self.goes.iter().filter(|(_, goes)| **goes).map(|(id, _)| *id).collect();
        let parent = session.project().themes().get(self.theme)?.parent;
        let mut new = Theme::new(&self.name, parent);
        self.code.trim().clone_into(&mut new.code);
        (!new.name.is_empty() && !sent.is_empty()).then(|| Gesture::SplitTheme { from: self.theme, new: Box::new(new), sent })
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, session: &Session, fresh: bool) {
        let style = Style::of(ui);
        note_ui(ui, "Name of the new theme", style.secondary);
        let name =
            text_field(&mut self.name, "Name of the new theme").hint("What some of the passages have in common").show_ui(ui);
        if fresh {
            name.request_focus();
        }
        if self.codings.is_empty() {
            note_ui(ui, "Nothing is coded with this theme, so there is nothing to split", style.caution);
            return;
        }
        self.passage_ui(ui, session, &style);
        self.choice_ui(ui, session, name.has_focus());
        self.sums_ui(ui, &style);
    }

    fn passage_ui(&self, ui: &mut Ui, session: &Session, style: &Style) {
        let Some(coding) = self.codings.get(self.at).and_then(|id| session.project().codings().get(*id)) else { return };
        let title = session.project().documents().get(coding.document).map(|d| d.title.clone()).unwrap_or_default();
        let text = session.text_of(coding);
        let words = text.as_ref().map(|t| t.quote(coding.range).split_whitespace().collect::<Vec<_>>().join(" "));
        let words = words.unwrap_or_else(|| "The text of this document cannot be read back".to_owned());
        let place = text.map(|t| Citation::at(&t, coding.range).to_string()).filter(|p| !p.is_empty());
        note_ui(ui, &format!("Passage {} of {}", self.at + 1, self.codings.len()), style.secondary);
        ScrollArea::vertical().id_salt("passage to send").max_height(QUOTE).auto_shrink([false, true]).show(ui, |ui| {
            say_ui(ui, &words, Face::Read, style.tokens.type_scale.quote, style.ink);
        });
        note_ui(ui, &place.map_or_else(|| title.clone(), |place| format!("{title}, {place}")), style.muted);
    }

    fn choice_ui(&mut self, ui: &mut Ui, session: &Session, typing: bool) {
        let stays = session.project().themes().get(self.theme).map(|t| t.code.clone()).unwrap_or_default();
        let stays = if stays.is_empty() { "Stays (1)".to_owned() } else { format!("Stays in {stays} (1)") };
        let decided = self.codings.get(self.at).and_then(|id| self.goes.get(id)).copied();
        let key = |ui: &Ui, key| !typing && ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        ui.horizontal_wrapped(|ui| {
            if ui.add(ticked(button(&stays), decided == Some(false))).clicked() || key(ui, Key::Num1) {
                self.decide(false);
            }
            if ui.add(ticked(button("Goes to the new theme (2)"), decided == Some(true))).clicked() || key(ui, Key::Num2) {
                self.decide(true);
            }
            if ui.add_enabled(self.at > 0, button("Back")).clicked() {
                self.at = self.at.saturating_sub(1);
            }
            let last = self.at + 1 >= self.codings.len();
            if ui.add_enabled(!last, button("Next")).clicked() {
                self.at += 1;
            }
        });
    }

    fn decide(&mut self, goes: bool) {
        if let Some(id) = self.codings.get(self.at) {
            self.goes.insert(*id, goes);
            self.at = (self.at + 1).min(self.codings.len() - 1);
        }
    }

    fn sums_ui(&self, ui: &mut Ui, style: &Style) {
        let going = self.goes.values().filter(|g| **g).count();
        let open = self.codings.len() - self.goes.len();
        let share = self.goes.len() as f32 / self.codings.len() as f32;
        progress_bar_ui(ui, "Decided", share, ui.available_width());
        let staying = self.goes.len() - going;
        note_ui(ui, &format!("{going} go, {staying} stay, {open} not decided, which stay too"), style.secondary);
    }
}

const fn ticked(button: Button<'_>, on: bool) -> Button<'_> {
    if on { button.icon(icons::CHECK) } else { button }
}
