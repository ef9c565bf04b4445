//! The keys of commands as one person has them: the usual ones, and what was changed.
//!
//! Two commands may have the same keys only where both can never be meant: each on a page of its own. Whatever is
//! damaged in the settings, unknown, or clashes, is passed over, and the command has its usual keys.

use super::command::{Command, Needs};
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

/// Keys pressed together, such as "Ctrl+Shift+Z"; "Ctrl" is the command key on a Mac.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Chord {
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift.
    pub shift: bool,
    /// The key by its name, such as "Z", "Plus", "F1".
    pub key: String,
}

impl Chord {
    /// Reads what `Display` writes; nothing when no key is named.
    #[must_use]
    pub fn parse(keys: &str) -> Option<Self> {
        let mut chord = Self { ctrl: false, alt: false, shift: false, key: String::new() };
        for part in keys.split('+').map(str::trim) {
            match part {
                "Ctrl" => chord.ctrl = true,
                "Alt" => chord.alt = true,
                "Shift" => chord.shift = true,
                key => key.clone_into(&mut chord.key),
            }
        }
        (!chord.key.is_empty()).then_some(chord)
    }

    /// Whether it can be pressed without writing a letter: with Ctrl or Alt, or a function key.
    #[must_use]
    pub fn writes_nothing(&self) -> bool {
        self.ctrl || self.alt || self.is_function_key()
    }

    fn is_function_key(&self) -> bool {
        self.key.strip_prefix('F').is_some_and(|n| n.parse::<u8>().is_ok())
    }

    /// Why the keys belong to the program and cannot be given to a command; nothing when they can.
    #[must_use]
    pub fn fixed(&self) -> Option<&'static str> {
        let plain = !self.ctrl && !self.alt;
        match self.key.as_str() {
            "Tab" => Some("goes from one control to the next"),
            "Escape" => Some("closes what is open and gives up what is selected"),
            "Enter" | "Space" if !self.ctrl => Some("presses what has the keyboard"),
            "Up" | "Down" | "Left" | "Right" | "Home" | "End" | "PageUp" | "PageDown" => Some("moves through texts and lists"),
            "Backspace" if plain => Some("deletes what was typed"),
            "A" if self.ctrl && !self.shift && !self.alt => Some("selects everything"),
            "C" | "X" | "V" if self.ctrl && !self.alt => Some("copies, cuts and pastes"),
            _ => None,
        }
    }
}

impl Display for Chord {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (on, name) in [(self.ctrl, "Ctrl+"), (self.alt, "Alt+"), (self.shift, "Shift+")] {
            if on {
                f.write_str(name)?;
            }
        }
        f.write_str(&self.key)
    }
}

/// The keys of every command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    /// Keys that differ from the usual ones; none for a command without keys.
    changed: BTreeMap<Command, Option<Chord>>,
}

impl Keymap {
    /// Takes over what the settings keep: names of commands and their keys.
    #[must_use]
    pub fn of_settings(kept: &BTreeMap<String, String>) -> Self {
        let mut map = Self::default();
        for command in Command::ALL {
            let Some(keys) = kept.get(&format!("{command:?}")) else { continue };
            let chord = Chord::parse(keys);
            if chord.is_some() || keys.is_empty() {
                map.put(command, chord);
            }
        }
        // What clashes has been damaged: of two, the one that stands later in the list goes back to its usual keys.
        for command in Command::ALL {
            let refused = map.chord(command).is_some_and(|c| c.fixed().is_some() || !map.may_have(command, &c));
            let clash = map.chord(command).and_then(|c| map.clash(command, &c));
            if map.is_changed(command) && (refused || clash.is_some()) {
                map.changed.remove(&command);
            }
        }
        map
    }

    /// What the settings keep.
    #[must_use]
    pub fn to_settings(&self) -> BTreeMap<String, String> {
        let keys = |chord: &Option<Chord>| chord.as_ref().map(Chord::to_string).unwrap_or_default();
        self.changed.iter().map(|(command, chord)| (format!("{command:?}"), keys(chord))).collect()
    }

    /// The keys of a command, if it has any.
    #[must_use]
    pub fn chord(&self, command: Command) -> Option<Chord> {
        self.changed.get(&command).cloned().unwrap_or_else(|| Chord::parse(command.keys()))
    }

    /// The keys of a command as `Command::keys` writes them; empty when it has none.
    #[must_use]
    pub fn keys(&self, command: Command) -> String {
        self.chord(command).map(|c| c.to_string()).unwrap_or_default()
    }

    /// Whether a command has other keys than usual.
    #[must_use]
    pub fn is_changed(&self, command: Command) -> bool {
        self.changed.contains_key(&command)
    }

    /// Whether any command has other keys than usual.
    #[must_use]
    pub fn has_changes(&self) -> bool {
        !self.changed.is_empty()
    }

    /// Whether such keys can be had: letters alone write, so that only what works in one text may take them.
    #[must_use]
    pub fn may_have(&self, command: Command, chord: &Chord) -> bool {
        chord.writes_nothing() || matches!(command.facts().3, Needs::On(_))
    }

    /// Another command that has these keys where both could be meant.
    #[must_use]
    pub fn clash(&self, command: Command, chord: &Chord) -> Option<Command> {
        let apart = |other: Command| match (command.facts().3, other.facts().3) {
            (Needs::On(one), Needs::On(two)) => one != two,
            _ => false,
        };
        Command::ALL.into_iter().find(|c| *c != command && !apart(*c) && self.chord(*c).as_ref() == Some(chord))
    }

    /// Gives keys to a command, or none; whoever had them where both could be meant loses them.
    pub fn set(&mut self, command: Command, chord: Option<Chord>) {
        while let Some(other) = chord.as_ref().and_then(|c| self.clash(command, c)) {
            self.put(other, None);
        }
        self.put(command, chord);
    }

    /// Gives every command its usual keys.
    pub fn reset(&mut self) {
        self.changed.clear();
    }

    fn put(&mut self, command: Command, chord: Option<Chord>) {
        if chord == Chord::parse(command.keys()) {
            self.changed.remove(&command);
        } else {
            self.changed.insert(command, chord);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chord(keys: &str) -> Chord {
        Chord::parse(keys).expect("keys")
    }

    #[test]
    fn keys_are_changed_taken_and_given_back() {
        let mut map = Keymap::default();
        assert_eq!(map.keys(Command::Undo), "Ctrl+Z");
        assert_eq!(map.clash(Command::Undo, &chord("Ctrl+I")), Some(Command::AddFiles));
        map.set(Command::Undo, Some(chord("Ctrl+I")));
        assert_eq!((map.keys(Command::Undo), map.keys(Command::AddFiles)), ("Ctrl+I".to_owned(), String::new()));
        assert_eq!(Keymap::of_settings(&map.to_settings()), map, "what is kept is read back");
        map.set(Command::Undo, Chord::parse(Command::Undo.keys()));
        assert!(!map.is_changed(Command::Undo) && map.is_changed(Command::AddFiles));
        map.reset();
        assert_eq!(map, Keymap::default());
    }

    #[test]
    fn letters_alone_are_only_for_what_works_in_one_text() {
        let map = Keymap::default();
        assert!(map.may_have(Command::TagSelection, &chord("Q")));
        assert!(!map.may_have(Command::Undo, &chord("Q")) && map.may_have(Command::Undo, &chord("F9")));
        assert!(["Tab", "Escape", "Shift+Up", "Ctrl+C", "Enter"].iter().all(|k| chord(k).fixed().is_some()));
        assert!(["Ctrl+Enter", "Delete", "Ctrl+Shift+A"].iter().all(|k| chord(k).fixed().is_none()));
    }

    #[test]
    fn damaged_settings_leave_the_usual_keys() {
        let kept =
            [("Undo", "Ctrl+"), ("Nothing", "Ctrl+9"), ("Palette", "Ctrl+Z"), ("Quit", "Q"), ("Keys", "F9"), ("Redo", "Tab")];
        let map = Keymap::of_settings(&kept.map(|(name, keys)| (name.to_owned(), keys.to_owned())).into_iter().collect());
        for command in Command::ALL {
            let wanted = if command == Command::Keys { "F9" } else { command.keys() };
            assert_eq!(map.keys(command), wanted, "{command:?}");
        }
    }
}
