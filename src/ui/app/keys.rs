//! Keys to commands, made from `Command::keys`.
//!
//! A key without Ctrl belongs to whatever has the keyboard; only keys with Ctrl, and function keys, are taken here.

use crate::app::command::{Command, Page};
use egui::{Context, Key, KeyboardShortcut, Modifiers};

/// The commands whose keys were pressed, in the order of the list; their keys are taken out of the input.
pub(super) fn pressed(ctx: &Context, has_dive: bool, may_change: bool, page: Page) -> Vec<Command> {
    let mut shortcuts: Vec<(Command, KeyboardShortcut)> =
        Command::ALL.into_iter().filter_map(|c| parse(c.keys()).map(|s| (c, s))).collect();
    // More modifiers first, so that Ctrl+Shift+Z is not taken for Ctrl+Z.
    shortcuts.sort_by_key(|(_, s)| std::cmp::Reverse(u8::from(s.modifiers.shift) + u8::from(s.modifiers.alt)));
    let mut commands = Vec::new();
    for (command, shortcut) in shortcuts {
        let global = shortcut.modifiers.command || is_function_key(shortcut.logical_key);
        if global && command.is_enabled(has_dive, may_change, page) && ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
            commands.push(command);
        }
    }
    // Plus stands on the key of the equals sign: on most keyboards with Shift, and people press it without.
    for (key, command) in [(Key::Y, Command::Redo), (Key::Equals, Command::ZoomIn)] {
        if ctx.input_mut(|input| input.consume_shortcut(&KeyboardShortcut::new(Modifiers::COMMAND, key))) {
            commands.push(command);
        }
    }
    commands
}

const fn is_function_key(key: Key) -> bool {
    matches!(key, Key::F1 | Key::F2 | Key::F5)
}

/// "Ctrl+Shift+Z" as egui has it.
#[must_use]
pub(super) fn parse(keys: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut key = None;
    for part in keys.split('+').filter(|p| !p.is_empty()) {
        match part {
            "Ctrl" => modifiers |= Modifiers::COMMAND,
            "Shift" => modifiers |= Modifiers::SHIFT,
            "Alt" => modifiers |= Modifiers::ALT,
            "Plus" => key = Some(Key::Plus),
            "Minus" => key = Some(Key::Minus),
            "[" => key = Some(Key::OpenBracket),
            "]" => key = Some(Key::CloseBracket),
            name => key = Key::from_name(name),
        }
    }
    key.map(|key| KeyboardShortcut::new(modifiers, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_every_command_is_one_that_egui_knows() {
        for command in Command::ALL {
            assert_eq!(command.keys().is_empty(), parse(command.keys()).is_none(), "{command:?}");
        }
    }
}
