//! Codings of an earlier text that have no place in this one: their old words, and what can be done with each.
//!
//! They still count. "Tag here" gives one a place again: the same words in the chosen blocks where they stand there, else
//! all words of the blocks.

use crate::app::action::Action;
use crate::app::gesture::Gesture;
use crate::app::session::Session;
use crate::model::{Coding, Document, Id};
use crate::text::{SourceText, TextRange};
use crate::ui::reviews::words::{note_ui, say_ui};
use crate::ui::style::{Face, Style};
use crate::ui::view::View;
use crate::ui::widgets::{NoticeChoice, Tone, dialog, link_button, notice, theme_chip};
use egui::{ScrollArea, Ui};

/// Bytes of the old text shown around the words of a coding.
const AROUND: usize = 400;

/// Old words shown in the list.
const WORDS: usize = 40;

/// Whether the list is open, and whose old text is shown.
#[derive(Debug, Default)]
pub(super) struct Unplaced {
    is_open: bool,
    shown: Option<Id<Coding>>,
}

impl Unplaced {
    /// Shows the strip and the list; `here` is the text of the chosen blocks.
    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        view: &View<'_>,
        document: Id<Document>,
        here: Option<TextRange>,
        actions: &mut Vec<Action>,
    ) {
        let codings: Vec<&Coding> = view.session.project().unplaced_codings(document).collect();
        if codings.is_empty() {
            self.is_open = false;
            return;
        }
        let (have, they) = if codings.len() == 1 {
            ("coding of an earlier text has", "It counts")
        } else {
            ("codings of an earlier text have", "They count")
        };
        let title = format!("{} {have} no place in this one", codings.len());
        let text = format!("{they} as before. Give each a place by choosing the blocks, or remove it.");
        let open = if self.is_open { "Hide them" } else { "Show them" };
        match notice(Tone::Caution, &title).text(&text).actions(&[open, "Look for them again"]).show_ui(ui) {
            Some(NoticeChoice::Action(0)) => self.is_open = !self.is_open,
            Some(NoticeChoice::Action(_)) => actions.push(Action::PlanCarryingOver(document)),
            Some(NoticeChoice::Close) | None => {}
        }
        if self.is_open {
            for coding in codings {
                self.coding_ui(ui, view, coding, here, actions);
            }
        }
        self.old_ui(ui, view.session);
        ui.add_space(Style::of(ui).space(1));
    }

    fn coding_ui(&mut self, ui: &mut Ui, view: &View<'_>, coding: &Coding, here: Option<TextRange>, actions: &mut Vec<Action>) {
        let (session, style) = (view.session, Style::of(ui));
        let tree = session.tree();
        let theme = session.project().themes().get(coding.theme);
        let (code, name) = theme.map_or(("?", "a retired theme"), |t| (t.code.as_str(), t.name.as_str()));
        let look = tree.node(coding.theme).map(|node| node.look).unwrap_or_default();
        let old = session.text_of(coding);
        let words = old.as_ref().map(|text| text.quote(coding.range)).unwrap_or_default();
        let shown = super::words::first_words(words, WORDS);
        ui.horizontal_wrapped(|ui| {
            ui.add(theme_chip(code, name, style.look(look)).polarity(coding.polarity));
            say_ui(ui, name, Face::UiMedium, style.tokens.type_scale.small, style.ink);
        });
        say_ui(ui, &format!("“{shown}”"), Face::Read, style.tokens.type_scale.quote, style.secondary);
        let may_change = session.read_only().is_none();
        let spoken = super::words::first_words(words, 6);
        ui.horizontal_wrapped(|ui| {
            if ui.add(link_button("Show old text").name(&format!("Show old text of {code}, {spoken}"))).clicked() {
                self.shown = Some(coding.id);
            }
            let place = here.and_then(|here| place_in(session, coding, words, here));
            let retag = link_button("Tag here").name("Tag here").name("Tag here, in the chosen blocks");
            if ui.add_enabled(may_change && place.is_some(), retag).clicked() {
                actions.extend(place.map(|range| Gesture::MoveEnds(coding.id, range).into()));
            }
            let name = format!("Remove the coding with {code}, {spoken}");
            if ui.add_enabled(may_change, link_button("Remove").name(&name)).clicked() {
                actions.push(Gesture::Untag(vec![coding.id]).into());
            }
        });
        ui.separator();
    }

    /// The old text around the words of a coding.
    fn old_ui(&mut self, ui: &Ui, session: &Session) {
        let Some(coding) = self.shown.and_then(|id| session.project().codings().get(id)) else { return };
        let title = format!("Text {} of this document", coding.text_version);
        let ended = dialog("old text", &title, "Close").cancel("Back").width(640.0).show_ui(ui.ctx(), |ui, _| {
            let style = Style::of(ui);
            let size = style.tokens.type_scale.quote_large;
            match session.text_of(coding) {
                None => {
                    note_ui(ui, "This text cannot be read; check the deep dive", style.caution);
                }
                Some(text) => {
                    let (before, after) = around(&text, coding.range);
                    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
                        say_ui(ui, &format!("…{before}"), Face::Read, size, style.muted);
                        say_ui(ui, text.quote(coding.range), Face::ReadSemibold, size, style.ink);
                        say_ui(ui, &format!("{after}…"), Face::Read, size, style.muted);
                    });
                }
            }
        });
        if ended.is_some() {
            self.shown = None;
        }
    }
}

/// The text before and after a range, cut at letters.
fn around(text: &SourceText, range: TextRange) -> (&str, &str) {
    let mut start = range.start().saturating_sub(AROUND);
    while !text.text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = range.end().saturating_add(AROUND).min(text.text.len());
    while !text.text.is_char_boundary(end) {
        end -= 1;
    }
    (text.text.get(start..range.start()).unwrap_or_default(), text.text.get(range.end()..end).unwrap_or_default())
}

/// Where a coding would stand in the chosen blocks.
fn place_in(session: &Session, coding: &Coding, words: &str, here: TextRange) -> Option<TextRange> {
    let text = session.text(coding.document)?;
    Some(same_words(&text, words, here).unwrap_or(here))
}

/// The same words inside a range, however they are spaced.
fn same_words(text: &SourceText, words: &str, here: TextRange) -> Option<TextRange> {
    let pattern = words.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+");
    if pattern.is_empty() {
        return None;
    }
    let regex = regex::RegexBuilder::new(&pattern).size_limit(8 << 20).build().ok()?;
    let found = regex.find(here.of(&text.text)?)?;
    TextRange::within(&text.text, here.start() + found.start(), here.start() + found.end()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, SourceBuilder};

    #[test]
    fn the_same_words_are_found_in_the_chosen_blocks_only() {
        let mut builder = SourceBuilder::new("plain/1");
        builder.push(BlockKind::Paragraph, 0, "He was known to the police.");
        builder.push(BlockKind::Paragraph, 0, "She said he was known\nto the police (and more).");
        let text = builder.build();
        let second = text.shape.blocks.get(1).expect("two blocks").range;
        let found = same_words(&text, "known  to the police (and", second).expect("found");
        assert_eq!(text.quote(found), "known\nto the police (and");
        assert!(found.start() > second.start());
        assert_eq!(same_words(&text, "unknown words", second), None);
        assert_eq!(around(&text, second).1.trim(), "");
    }
}
