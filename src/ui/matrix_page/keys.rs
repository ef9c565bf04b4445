//! The keyboard in the grid: arrows move the cursor, Enter shows the passages, Space folds a group; on the name of a row
//! Left and Right fold and unfold as in a tree.

use super::shown::Shown;
use super::table::At;
use crate::analyse::Header;
use egui::{EventFilter, Id, Key, Modifiers, Ui};

/// What a key asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The cursor is there now.
    Move(At),
    /// Show what is under the cursor.
    Take,
    /// Fold or unfold the group of the cursor's row.
    Fold,
    /// Open the group whose name the cursor is on, or fold it; a theme that is none goes to the group it lies in.
    Open(bool),
    /// Put the passages away.
    Close,
}

/// Reads the keys while the grid has the keyboard.
pub(super) fn read(ui: &Ui, id: Id, cursor: Option<At>, shown: &Shown, headers: &[Header]) -> Option<Asked> {
    if !ui.memory(|memory| memory.has_focus(id)) {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let at = cursor.unwrap_or(At { line: 0, column: Some(0) });
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::Enter) {
        return Some(Asked::Take);
    }
    if pressed(Key::Space) {
        return Some(Asked::Fold);
    }
    if pressed(Key::Escape) {
        return Some(Asked::Close);
    }
    if let Some(asked) = tree_key(at, cursor.is_some(), shown, headers, pressed) {
        return Some(asked);
    }
    let page = 10_isize;
    let steps = [(Key::ArrowUp, -1, 0), (Key::ArrowDown, 1, 0), (Key::ArrowLeft, 0, -1), (Key::ArrowRight, 0, 1)];
    let pages =
        [(Key::PageUp, -page, 0), (Key::PageDown, page, 0), (Key::Home, 0, isize::MIN / 2), (Key::End, 0, isize::MAX / 2)];
    for (key, down, right) in steps.into_iter().chain(pages) {
        if pressed(key) {
            // The first key only shows where the cursor is.
            let to = if cursor.is_none() { at } else { moved(at, down, right, shown) };
            return (!shown.rows.is_empty()).then_some(Asked::Move(to));
        }
    }
    None
}

/// On the name of a row, Left folds its group and Right opens it, as in any tree; else they move.
fn tree_key(at: At, is_there: bool, shown: &Shown, headers: &[Header], pressed: impl Fn(Key) -> bool) -> Option<Asked> {
    let header = shown.rows.get(at.line).and_then(|row| headers.get(*row)).filter(|_| is_there && at.column.is_none())?;
    let folds = match shown.is_open(header) {
        Some(open) => open,
        None => header.depth > 0,
    };
    if folds && pressed(Key::ArrowLeft) {
        return Some(Asked::Open(false));
    }
    (shown.is_open(header) == Some(false) && pressed(Key::ArrowRight)).then_some(Asked::Open(true))
}

/// One step; left of the first column stands the row as a whole.
fn moved(at: At, down: isize, right: isize, shown: &Shown) -> At {
    let last = shown.rows.len().saturating_sub(1);
    let line = at.line.saturating_add_signed(down).min(last);
    let column = at.column.map_or(0, |c| c + 1).saturating_add_signed(right).min(shown.columns.len());
    At { line, column: column.checked_sub(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stops_at_the_edges() {
        let shown = Shown { rows: vec![0, 1, 2], columns: vec![0, 1], ..Shown::default() };
        let at = |line, column| At { line, column };
        assert_eq!(moved(at(0, Some(0)), -1, 0, &shown), at(0, Some(0)));
        assert_eq!(moved(at(0, Some(0)), 0, -1, &shown), at(0, None));
        assert_eq!(moved(at(0, None), 0, -1, &shown), at(0, None));
        assert_eq!(moved(at(0, None), 0, 1, &shown), at(0, Some(0)));
        assert_eq!(moved(at(2, Some(1)), 1, 1, &shown), at(2, Some(1)));
        assert_eq!(moved(at(1, Some(1)), 10, isize::MIN / 2, &shown), at(2, None));
    }
}
