//! The keyboard in the grid: arrows move the cursor, Enter writes, Space goes to the pane. Letters are commands.

use super::sheet::{LineKey, Place, Sheet, Spot};
use super::wish::Wish;
use crate::app::command::Command;
use egui::{EventFilter, Id, Key, Modifiers, Ui};

/// Reads the keys while the grid has the keyboard; `page` is the number of lines that a page moves by.
pub(super) fn read(ui: &Ui, id: Id, sheet: &Sheet, cursor: Option<&Place>, page: usize, may_change: bool) -> Option<Wish> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let at = cursor.and_then(|place| sheet.line_of(&place.line));
    let column = cursor.and_then(|place| sheet.framework.column_of(place.theme)).unwrap_or_default();
    let steps: [(Key, isize, isize); 8] = [
        (Key::ArrowUp, -1, 0),
        (Key::ArrowDown, 1, 0),
        (Key::ArrowLeft, 0, -1),
        (Key::ArrowRight, 0, 1),
        (Key::PageUp, -page.cast_signed(), 0),
        (Key::PageDown, page.cast_signed(), 0),
        (Key::Home, 0, isize::MIN / 2),
        (Key::End, 0, isize::MAX / 2),
    ];
    for (key, down, right) in steps {
        if pressed(key) {
            // The first key only shows where the cursor is.
            let line = at.map_or(first_row(sheet), |line| moved(line, down, sheet.lines.len()));
            let column = at.map_or(0, |_| moved(column, right, sheet.framework.columns.len()));
            return Some(Wish::Go(Place { line: sheet.key(line)?, theme: sheet.framework.columns.get(column)?.theme }));
        }
    }
    if pressed(Key::Escape) {
        return Some(Wish::ClosePane);
    }
    for (key, tab) in [(Key::Num1, 0), (Key::Num2, 1), (Key::Num3, 2)] {
        if pressed(key) {
            return Some(Wish::Tab(tab));
        }
    }
    let place = cursor?;
    let (enter, space) = (pressed(Key::Enter), pressed(Key::Space));
    let Some(spot) = place.spot() else {
        let LineKey::Band(name) = &place.line else { return None };
        return (enter || space).then(|| Wish::Fold(name.clone()));
    };
    if space {
        return Some(Wish::EnterPane);
    }
    enter.then_some(if may_change { Wish::Edit(spot) } else { Wish::EnterPane })
}

/// What a command of this page means for the cell at the cursor.
pub(super) const fn meant(command: Command, spot: Spot) -> Option<Wish> {
    match command {
        Command::WriteSummary => Some(Wish::Edit(spot)),
        Command::DraftSummary => Some(Wish::Draft(spot)),
        Command::AcceptDraft => Some(Wish::Accept(spot)),
        Command::LookedThrough => Some(Wish::LookedThrough(spot)),
        Command::ChooseVersion => Some(Wish::Choose(spot)),
        _ => None,
    }
}

fn first_row(sheet: &Sheet) -> usize {
    sheet.lines.iter().position(|line| matches!(line, super::sheet::LineOf::Row(_))).unwrap_or_default()
}

fn moved(at: usize, by: isize, count: usize) -> usize {
    at.saturating_add_signed(by).min(count.saturating_sub(1))
}
