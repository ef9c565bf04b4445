//! Keys to commands, as the person has them.
//!
//! What has Ctrl or Alt, or is a function key, works on the whole page; a letter alone only while the page's text has
//! the keyboard, since it is written everywhere else. Keys are taken in the order in which they were pressed.

use crate::app::command::{Command, Page};
use crate::app::keymap::{Chord, Keymap};
use egui::{Context, Event, Id, Key, Modifiers};
use std::sync::Arc;

/// What decides which commands a key may mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub has_dive: bool,
    pub may_change: bool,
    pub page: Page,
    /// Whether the page's text has the keyboard.
    pub in_text: bool,
}

impl Place {
    fn may(&self, command: Command, chord: &Chord) -> bool {
        (chord.writes_nothing() || self.in_text) && command.is_enabled(self.has_dive, self.may_change, self.page)
    }
}

/// The commands whose keys were pressed, in that order; their keys are taken out of the input.
///
/// The usual keys of a command that has others now are taken out too, since the reader would still know them.
pub(super) fn pressed(ctx: &Context, map: &Keymap, place: Place) -> Vec<Command> {
    let mut commands = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let Some(chord) = chord_of(*key, *modifiers) else { return true };
            if let Some(command) = meant(map, &chord, place) {
                commands.push(command);
                return false;
            }
            let left = |c: &Command| map.is_changed(*c) && place.may(*c, &chord) && is(&chord, Chord::parse(c.keys()));
            !Command::ALL.iter().any(left)
        });
    });
    commands
}

fn meant(map: &Keymap, chord: &Chord, place: Place) -> Option<Command> {
    let fits = |c: &Command| place.may(*c, chord);
    let exact = Command::ALL.into_iter().filter(fits).find(|c| map.chord(*c).as_ref() == Some(chord));
    let also = || Command::ALL.into_iter().filter(fits).find(|c| is(chord, map.chord(*c)));
    // People press it without thinking, and most programs know it.
    let again = chord.ctrl && !chord.shift && !chord.alt && chord.key == "Y" && fits(&Command::Redo);
    exact.or_else(also).or_else(|| again.then_some(Command::Redo))
}

/// Whether pressed keys are those of a command. Signs and digits stand behind Shift on some keyboards.
fn is(pressed: &Chord, wanted: Option<Chord>) -> bool {
    let letter = pressed.key.len() == 1 && pressed.key.chars().all(char::is_alphabetic);
    let sign = !letter && pressed.shift && pressed.key.chars().count() == 1 || pressed.key == "Plus" || pressed.key == "Period";
    wanted.is_some_and(|w| w == *pressed || (sign && w == Chord { shift: false, ..pressed.clone() }))
}

/// Pressed keys as commands have them. Braces are brackets with Shift, and Plus stands on the key of the equals sign.
pub(super) fn chord_of(key: Key, modifiers: Modifiers) -> Option<Chord> {
    // On a Mac the control key by itself is left to the system.
    if modifiers.ctrl && !modifiers.command {
        return None;
    }
    let name = match key {
        Key::Plus | Key::Equals => "Plus",
        Key::Minus => "Minus",
        Key::OpenBracket | Key::OpenCurlyBracket => "[",
        Key::CloseBracket | Key::CloseCurlyBracket => "]",
        Key::Escape => "Escape",
        other => other.name(),
    };
    let braces = matches!(key, Key::OpenCurlyBracket | Key::CloseCurlyBracket);
    let shift = (modifiers.shift || braces) && name != "Plus";
    Some(Chord { ctrl: modifiers.command, alt: modifiers.alt, shift, key: name.to_owned() })
}

/// Keys as people read them: "Ctrl Shift Z"; the command key's sign on a Mac.
pub(in crate::ui) fn shown_keys(keys: &str) -> String {
    let ctrl = if cfg!(target_os = "macos") { "⌘" } else { "Ctrl" };
    keys.replace('+', " ").replace("Ctrl", ctrl).replace("Period", ".").replace("Escape", "Esc")
}

fn held() -> Id {
    Id::unique("keys of commands")
}

/// Lets every part of the window show the keys of this person.
pub(super) fn install(ctx: &Context, map: &Arc<Keymap>) {
    ctx.data_mut(|data| data.insert_temp(held(), Arc::clone(map)));
}

/// The keys of a command as people read them; empty when it has none.
pub(in crate::ui) fn keys_of(ctx: &Context, command: Command) -> String {
    let map = ctx.data(|data| data.get_temp::<Arc<Keymap>>(held())).unwrap_or_default();
    shown_keys(&map.keys(command))
}

/// The keys of a hint under a page, such as "T", "[ ]" or "1–0", where some were changed.
pub(super) fn hint(map: &Keymap, page: Page, usual: &str) -> String {
    let command = |keys: &str| {
        let plain = |c: &Command| c.is_enabled(true, true, page) && shown_keys(c.keys()) == keys;
        Command::ALL.into_iter().find(plain)
    };
    let now = |c: Command| shown_keys(&map.keys(c));
    let quick = || (0..10).map(Command::QuickTheme);
    if usual == "1–0" && page == Page::Reading {
        let changed = quick().any(|c| map.is_changed(c));
        return if changed { quick().map(now).collect::<Vec<_>>().join(" ") } else { usual.to_owned() };
    }
    let signs = |part: &str| match part {
        "+" if page == Page::Reading => Some(Command::AsGoodPractice),
        "−" if page == Page::Reading => Some(Command::AsConcern),
        other => command(other),
    };
    let one = |part: &str| signs(part).filter(|c| map.is_changed(*c)).map_or_else(|| part.to_owned(), now);
    match command(usual) {
        Some(found) => now(found),
        None => usual.split(' ').map(one).collect::<Vec<_>>().join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_every_command_is_one_that_egui_knows_and_comes_back_as_pressed() {
        for command in Command::ALL {
            let Some(chord) = Chord::parse(command.keys()) else { continue };
            let key = match chord.key.as_str() {
                "Plus" => Key::Plus,
                "Minus" => Key::Minus,
                "[" => Key::OpenBracket,
                "]" => Key::CloseBracket,
                name => Key::from_name(name).unwrap_or_else(|| panic!("{command:?}: {name}")),
            };
            let mut modifiers = if chord.ctrl { Modifiers::COMMAND | Modifiers::CTRL } else { Modifiers::NONE };
            (modifiers.shift, modifiers.alt) = (chord.shift, chord.alt);
            let pressed = chord_of(key, modifiers).expect("keys");
            assert_eq!(pressed, chord, "{command:?}");
            let page = match command.facts().3 {
                crate::app::command::Needs::On(page) => page,
                _ => Page::Reading,
            };
            let place = Place { has_dive: true, may_change: true, page, in_text: true };
            assert_eq!(meant(&Keymap::default(), &pressed, place), Some(command));
        }
    }

    #[test]
    fn hints_name_the_keys_that_a_person_chose() {
        let mut map = Keymap::default();
        let page = Page::Reading;
        for same in ["T", "1–0", "+ − .", "[ ]", "Enter"] {
            assert_eq!(hint(&map, page, same), same);
        }
        map.set(Command::TagSelection, Chord::parse("Q"));
        map.set(Command::EndBack, Chord::parse("Alt+B"));
        map.set(Command::QuickTheme(0), Chord::parse("F8"));
        assert_eq!((hint(&map, page, "T"), hint(&map, page, "[ ]")), ("Q".to_owned(), "Alt B ]".to_owned()));
        assert_eq!(hint(&map, page, "1–0"), "F8 2 3 4 5 6 7 8 9 0");
    }
}
