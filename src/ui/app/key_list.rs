//! The list of keys: commands, what each page knows besides, and how to move in a document; keys of commands are
//! changed in it.
//!
//! All of it is read from where the keys are declared, so that the list cannot be wrong. A line of a command is a
//! button: press it, then press the new keys. Nothing is taken from another command before that was told by name.

use super::commands::sentence;
use super::keys::{chord_of, hint, shown_keys};
use crate::app::command::{Command, Needs, Page};
use crate::app::keymap::{Chord, Keymap};
use crate::ui::reader::{READER_KEYS, ReaderCommand};
use crate::ui::reviews::words::note_ui;
use crate::ui::style::Face;
use crate::ui::widgets::{Ink, Pen, button, keep_in_view, link_button, section_label_ui};
use egui::{Align, Event, Id, Key, Modifiers, Sense, Ui, pos2, style::ScrollAnimation, vec2};

/// A page and the keys of its own: key, what it does.
pub(super) type PageKeys = (Page, &'static [(&'static str, &'static str)]);

/// One line of the list.
struct Line {
    /// The command, where the keys can be changed.
    command: Option<Command>,
    keys: String,
    does: String,
    help: &'static str,
}

/// The list, and what is being changed in it.
#[derive(Debug)]
pub(super) struct KeyList {
    pages: Vec<PageKeys>,
    /// The command that waits for its new keys.
    waits: Option<Command>,
    /// Keys that were pressed for it and belong to another.
    clash: Option<(Chord, Command)>,
    /// What was wrong with the keys that were pressed.
    remark: String,
    /// The line that is to have the keyboard.
    focus: Option<Command>,
}

/// What stands where a command has no keys.
const NO_KEYS: &str = "none";

/// Farther than any list is long, in points.
const FAR: f32 = 100_000.0;

impl KeyList {
    pub(super) const fn new(pages: Vec<PageKeys>) -> Self {
        Self { pages, waits: None, clash: None, remark: String::new(), focus: None }
    }

    /// Shows the list; `fresh` when it was just opened, which starts at its top. Returns the keys when they changed.
    pub(super) fn ui(&mut self, ui: &mut Ui, map: &Keymap, fresh: bool) -> Option<Keymap> {
        if fresh {
            self.focus = Some(Command::NewDeepDive);
        }
        let mut changed = self.listen(ui, map);
        scroll_by_keys(ui);
        let gap = Pen::new(ui).style.space(2);
        ui.spacing_mut().item_spacing.y = 0.0;
        let secondary = Pen::new(ui).style.secondary;
        note_ui(ui, "Press a line of a command to change its keys. Lines in grey belong to their place and stay.", secondary);
        if map.has_changes() {
            ui.add_space(gap / 2.0);
            if ui.add(button("Usual keys for all commands")).clicked() {
                changed = Some(Keymap::default());
            }
        }
        for (title, lines) in groups(&self.pages, map) {
            ui.add_space(gap);
            section_label_ui(ui, &title, "");
            for line in &lines {
                let pressed = line_ui(ui, line, map, &mut self.focus);
                if let Some(command) = line.command.filter(|_| pressed) {
                    (self.waits, self.clash) = (Some(command), None);
                    self.remark = format!("Press the new keys for “{}”; Esc leaves it as it is", command.name());
                }
                if line.command.is_some() && line.command == self.waits {
                    changed = self.waits_ui(ui, map).or(changed);
                }
            }
        }
        changed
    }

    /// Takes the keys that are pressed for the command that waits.
    fn listen(&mut self, ui: &Ui, map: &Keymap) -> Option<Keymap> {
        let command = self.waits?;
        let mut pressed = None;
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Key { key, pressed: true, modifiers, .. } => {
                    let Some(chord) = chord_of(*key, *modifiers) else { return true };
                    // What presses the buttons under the line goes through to them.
                    let through = chord.fixed().is_some() && chord.key != "Escape" && !chord.ctrl && !chord.alt;
                    if !through {
                        pressed = Some(chord);
                    }
                    through
                }
                Event::Copy | Event::Cut | Event::Paste(_) => {
                    pressed = Chord::parse("Ctrl+C");
                    false
                }
                _ => true,
            });
        });
        let chord = pressed?;
        if chord.key == "Escape" {
            self.stop(command);
            return None;
        }
        let shown = shown_keys(&chord.to_string());
        let own = self.pages.iter().find_map(|(page, keys)| {
            let here = command.is_enabled(true, true, *page);
            let does = keys.iter().find(|(key, _)| here && *key == shown && hint(map, *page, key) == *key)?.1;
            let is_command = Command::ALL.iter().any(|c| shown_keys(c.keys()) == shown && c.is_enabled(true, true, *page));
            (!is_command).then(|| format!("{shown} belongs to {}: {does}. Press other keys", page.name()))
        });
        self.clash = None;
        if let Some(why) = chord.fixed() {
            self.remark = format!("{shown} {why} and stays so. Press other keys");
        } else if !map.may_have(command, &chord) {
            self.remark = format!("{shown} alone writes a letter. Press it with Ctrl or Alt, or press a function key");
        } else if let Some(own) = own {
            self.remark = own;
        } else if let Some(other) = map.clash(command, &chord) {
            self.remark = format!("{shown} is “{}” now, which would have no keys then", other.name());
            self.clash = Some((chord, other));
        } else {
            return Some(self.give(map, command, Some(chord)));
        }
        None
    }

    fn give(&mut self, map: &Keymap, command: Command, chord: Option<Chord>) -> Keymap {
        let mut map = map.clone();
        map.set(command, chord);
        self.stop(command);
        map
    }

    fn stop(&mut self, command: Command) {
        (self.waits, self.clash) = (None, None);
        self.focus = Some(command);
        self.remark.clear();
    }

    /// What is said under the line of the command that waits, and its buttons.
    fn waits_ui(&mut self, ui: &mut Ui, map: &Keymap) -> Option<Keymap> {
        let command = self.waits?;
        let style = Pen::new(ui).style;
        let said = note_ui(ui, &self.remark, if self.clash.is_some() { style.caution } else { style.secondary });
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
        let mut changed = None;
        ui.horizontal_wrapped(|ui| {
            if let Some((chord, other)) = self.clash.clone()
                && ui.add(button(&format!("Take it from “{}”", other.name()))).clicked()
            {
                changed = Some(self.give(map, command, Some(chord)));
            }
            let usual = Chord::parse(command.keys());
            if map.is_changed(command) {
                let words = usual.as_ref().map_or_else(|| NO_KEYS.to_owned(), |c| shown_keys(&c.to_string()));
                if ui.add(button(&format!("Usual keys: {words}"))).clicked() {
                    let taken = usual.as_ref().and_then(|c| map.clash(command, c));
                    match (taken, usual) {
                        (Some(other), Some(chord)) => {
                            self.remark = format!("{words} is “{}” now, which would have no keys then", other.name());
                            self.clash = Some((chord, other));
                        }
                        (_, usual) => changed = Some(self.give(map, command, usual)),
                    }
                }
            }
            if map.chord(command).is_some() && ui.add(button("No keys")).clicked() {
                changed = Some(self.give(map, command, None));
            }
            if ui.add(link_button("Leave it")).clicked() {
                self.stop(command);
            }
        });
        ui.add_space(style.space(1));
        changed
    }
}

/// The groups in the order in which they are shown.
fn groups(pages: &[PageKeys], map: &Keymap) -> Vec<(String, Vec<Line>)> {
    let of = |wanted: Option<Page>| {
        let fits = move |c: &Command| match c.facts().3 {
            Needs::On(page) => Some(page) == wanted,
            Needs::Nothing | Needs::DeepDive | Needs::Changes => wanted.is_none(),
        };
        let line = |c: Command| {
            let keys = map.keys(c);
            let keys = if keys.is_empty() { NO_KEYS.to_owned() } else { shown_keys(&keys) };
            Line { command: Some(c), keys, does: c.name().to_owned(), help: c.help() }
        };
        Command::ALL.into_iter().filter(fits).map(line).collect::<Vec<Line>>()
    };
    let mut groups = vec![("Everywhere".to_owned(), of(None))];
    for (page, own) in pages {
        let mut lines = of(Some(*page));
        let usual: Vec<String> = lines.iter().filter_map(|l| l.command).map(|c| shown_keys(c.keys())).collect();
        for (keys, does) in *own {
            // Signs of several commands together stand under the page only.
            let known =
                |part: &str| usual.iter().any(|u| u == part) || *page == Page::Reading && matches!(part, "+" | "−" | "1–0");
            if !keys.split(' ').all(known) && !usual.iter().any(|u| u == keys) {
                add(&mut lines, keys, &sentence(does));
            }
        }
        if !lines.is_empty() {
            groups.push((page.name().to_owned(), lines));
        }
        if *page == Page::Reading {
            let mut moves = Vec::new();
            let own =
                |command: ReaderCommand| matches!(command, ReaderCommand::Move(_) | ReaderCommand::All | ReaderCommand::Clear);
            for key in READER_KEYS.iter().filter(|k| !k.keys.is_empty() && (own(k.command) || k.key == Key::Enter)) {
                add(&mut moves, key.keys, key.does);
            }
            groups.push(("In the text of a document".to_owned(), moves));
        }
    }
    let moving = [
        ("Tab", "The next control; with Shift the one before"),
        ("Enter", "Press what has the keyboard"),
        ("Esc", "Close what is open"),
        ("Ctrl C", "Copy; Ctrl X cuts, Ctrl V pastes"),
        ("Ctrl Y", "Redo, besides its own keys"),
    ];
    let mut lines = Vec::new();
    moving.iter().for_each(|(keys, does)| add(&mut lines, &shown_keys(keys), does));
    groups.push(("In every window".to_owned(), lines));
    groups
}

fn add(lines: &mut Vec<Line>, keys: &str, does: &str) {
    if lines.iter().all(|known| known.keys != keys) {
        lines.push(Line { command: None, keys: keys.to_owned(), does: does.to_owned(), help: "" });
    }
}

/// Pages and ends by key; arrows go from line to line.
fn scroll_by_keys(ui: &Ui) {
    let row = Pen::new(ui).style.tokens.size.row_dense;
    let page = ui.clip_rect().height() - row;
    for (key, by) in [(Key::PageDown, -page), (Key::PageUp, page), (Key::End, -FAR), (Key::Home, FAR)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta_animation(vec2(0.0, by), ScrollAnimation::none());
        }
    }
}

fn spoken(line: &Line, map: &Keymap) -> String {
    let help = if line.help.is_empty() { String::new() } else { format!(". {}", line.help) };
    let changed = line.command.filter(|c| map.is_changed(*c));
    let changed = changed.map(|c| match c.keys() {
        "" => ", changed".to_owned(),
        usual => format!(", usually {}", shown_keys(usual)),
    });
    let stays = if line.command.is_none() { ", cannot be changed" } else { "" };
    format!("{}: {}{}{stays}{help}", line.keys, line.does, changed.unwrap_or_default())
}

/// Shows a line; returns whether it was pressed.
fn line_ui(ui: &mut Ui, line: &Line, map: &Keymap, focus: &mut Option<Command>) -> bool {
    let pen = Pen::new(ui);
    let (style, scale) = (&pen.style, &pen.style.tokens.type_scale);
    let sense = if line.command.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), style.tokens.size.row_dense), Sense::hover());
    let id = Id::unique(("key line", line.command.map(|c| format!("{c:?}")).unwrap_or_default(), &line.keys, &line.does));
    let id = line.command.map_or(id, |c| Id::unique(("key line", format!("{c:?}"))));
    let response = ui.interact(rect, id, sense);
    let role = if line.command.is_some() { egui::Role::Button } else { egui::Role::ListItem };
    response.widget_info(|| egui::WidgetInfo::labeled(role, true, spoken(line, map)));
    keep_in_view(&response);
    if line.command.is_some() && *focus == line.command {
        response.request_focus();
        response.scroll_to_me(None);
        *focus = None;
    }
    let changed = line.command.is_some_and(|c| map.is_changed(c));
    if line.command.is_some() && response.hovered() {
        pen.fill(rect, style.tokens.radius.control, style.hovered(style.raised));
    }
    let middle = rect.center().y;
    let keys_width = (rect.width() * 0.22).min(140.0);
    let colour = if line.command.is_none() { style.secondary } else { style.ink };
    let keys_colour = if line.keys == NO_KEYS { style.muted } else { colour };
    let loud = Ink::new(Face::UiMedium, scale.body, if changed { style.accent } else { keys_colour });
    pen.line_within(pos2(rect.left() + style.space(1), middle), Align::Min, keys_width - style.space(1), &line.keys, &loud);
    let left = rect.left() + style.space(1) + keys_width;
    let plain = Ink::new(Face::Ui, scale.body, colour);
    let name = pen.line_within(pos2(left, middle), Align::Min, rect.right() - left, &line.does, &plain);
    // Help stands in a column of its own where there is room for one.
    let help_left = (left + 230.0).max(name.rect.right() + style.space(2));
    let room = rect.right() - style.space(2) - help_left;
    if room > 160.0 {
        let quiet = Ink::new(Face::Ui, scale.small, style.secondary);
        pen.line_within(pos2(help_left, middle), Align::Min, room, line.help, &quiet);
    }
    if response.has_focus() {
        pen.row_ring(rect);
    }
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_named_once_and_where_it_works() {
        let pages: [PageKeys; 2] = [
            (Page::Reading, &[("T", "tag"), ("1–0", "quick themes"), ("[ ]", "move an end"), ("+ − .", "polarity")]),
            (Page::Themes, &[("F2", "rename")]),
        ];
        let groups = groups(&pages, &Keymap::default());
        let titles: Vec<&str> = groups.iter().map(|(title, _)| title.as_str()).collect();
        assert_eq!(titles, ["Everywhere", "Reading", "In the text of a document", "Themes", "In every window"]);
        let with = |at: usize, keys: &str| groups[at].1.iter().filter(|l| l.keys == keys).count();
        assert_eq!((with(0, "T"), with(1, "T"), with(2, "T")), (0, 1, 0), "T works only in reading");
        assert_eq!((with(1, "1–0"), with(1, "1"), with(1, "[ ]"), with(1, "[")), (0, 1, 0, 1));
        assert_eq!((with(2, "Ctrl Home"), with(3, "F2"), with(4, "Esc")), (1, 1, 1));
        let commands = groups.iter().flat_map(|(_, lines)| lines).filter(|l| l.command.is_some()).count();
        let elsewhere = Command::ALL.iter().filter(|c| matches!(c.facts().3, Needs::On(page) if page != Page::Reading)).count();
        assert_eq!(commands + elsewhere, Command::ALL.len(), "every command can be given keys");
    }
}
