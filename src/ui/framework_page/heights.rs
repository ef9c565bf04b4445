//! Heights of the rows, which follow their texts: measured near the view, guessed elsewhere, and remembered.
//!
//! A row is laid out only when it comes near the view. The subtlety: when a guess above the view turns out wrong, the view
//! moves by as much, so that what one reads stays where it is.

use super::sheet::{LineOf, Sheet};
use crate::model::{Case, Id};
use std::collections::BTreeMap;

/// What a row is taken for until it is measured.
const GUESS: f32 = 88.0;
/// Room above and below the view in which rows are measured.
const AROUND: f32 = 600.0;
/// Rows elsewhere that are measured in one frame.
const PER_FRAME: usize = 24;

#[derive(Clone, Copy, Debug)]
struct Known {
    print: u64,
    height: f32,
    /// To be measured again, though its print is the same.
    is_stale: bool,
}

/// Heights of all lines.
#[derive(Debug, Default)]
pub(super) struct Heights {
    /// What all heights depend on: widths and density.
    salt: u64,
    rows: BTreeMap<Id<Case>, Known>,
    tops: Vec<f32>,
    /// From which line on rows may still be guessed.
    next: usize,
}

impl Heights {
    /// Height of everything.
    pub(super) fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or_default()
    }

    /// Top and bottom of a line.
    pub(super) fn span(&self, line: usize) -> Option<(f32, f32)> {
        Some((*self.tops.get(line)?, *self.tops.get(line + 1)?))
    }

    /// The line at a height.
    pub(super) fn line_at(&self, y: f32) -> usize {
        self.tops.partition_point(|top| *top <= y).saturating_sub(1)
    }

    /// A row is to be measured again.
    pub(super) fn forget(&mut self, case: Id<Case>) {
        if let Some(known) = self.rows.get_mut(&case) {
            known.is_stale = true;
        }
        self.next = 0;
    }

    /// Measures what is near the view from `top` on; returns where the view is then, and whether all rows are measured.
    pub(super) fn settle(
        &mut self,
        sheet: &Sheet,
        (salt, band): (u64, f32),
        (top, high): (f32, f32),
        measure: &mut dyn FnMut(usize) -> f32,
    ) -> (f32, bool) {
        if self.salt != salt {
            self.salt = salt;
            for known in self.rows.values_mut() {
                known.is_stale = true;
            }
            self.next = 0;
        }
        self.lay(sheet, band);
        let anchor = self.line_at(top);
        let within = top - self.tops.get(anchor).copied().unwrap_or_default();
        let mut now = top;
        // Rows that turn out lower let others come near: a few rounds are enough.
        for _ in 0..4 {
            let (first, last) = (self.line_at(now - AROUND), self.line_at(now + high + AROUND));
            let measured = (first..=last).filter(|line| self.measure(sheet, *line, measure)).count();
            if measured == 0 {
                break;
            }
            self.lay(sheet, band);
            now = self.tops.get(anchor).copied().unwrap_or_default() + within;
        }
        let mut done = 0;
        while self.next < sheet.lines.len() && done < PER_FRAME {
            done += usize::from(self.measure(sheet, self.next, measure));
            self.next += 1;
        }
        if done > 0 {
            self.lay(sheet, band);
            now = self.tops.get(anchor).copied().unwrap_or_default() + within;
        }
        (now, self.next >= sheet.lines.len())
    }

    /// Measures a row unless its height is known; true when it was measured.
    fn measure(&mut self, sheet: &Sheet, line: usize, measure: &mut dyn FnMut(usize) -> f32) -> bool {
        let Some(LineOf::Row(row)) = sheet.lines.get(line) else { return false };
        let Some(case) = sheet.framework.rows.get(*row).map(|r| r.case) else { return false };
        let print = sheet.print(*row);
        if self.rows.get(&case).is_some_and(|known| known.print == print && !known.is_stale) {
            return false;
        }
        self.rows.insert(case, Known { print, height: measure(*row), is_stale: false });
        true
    }

    fn lay(&mut self, sheet: &Sheet, band: f32) {
        self.next = if self.tops.len() == sheet.lines.len() + 1 { self.next } else { 0 };
        self.tops.clear();
        let mut top = 0.0;
        self.tops.push(top);
        for line in &sheet.lines {
            top += match line {
                LineOf::Band(_) => band,
                LineOf::Row(row) => {
                    let case = sheet.framework.rows.get(*row).map(|r| r.case);
                    case.and_then(|case| self.rows.get(&case)).map_or(GUESS, |known| known.height)
                }
            };
            self.tops.push(top);
        }
    }
}
